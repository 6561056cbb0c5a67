"""What the casusoverleg asks of an actor."""

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from gedeeld.actor import Actor
from register.access import te_lezen
from register.werk import GENOEG, Werk

from .models import Casus, Deelnameverzoek, Maatregel, Plan, Verstrekking
from .querysets import LEZEN
from .querysets_toegang import VerstrekkingQuerySet
from .rules import mag_voeren


def werk(actor: Actor) -> list[Werk]:
    """Plans to make, own measures overdue, access to decide on.

    Advice to close stands with the weegploeg's file, where its decision is recorded.
    """
    return [
        *_plannen(actor),
        *_maatregelen(actor),
        *_verzoeken(actor),
        *_toestemmingen(actor),
        *_ronde_verstrekkingen(actor),
        *_intrekkingen(actor),
    ]


def _plannen(actor: Actor) -> list[Werk]:
    """A first plan to make, or a concept to finish: work of the secretary (MC 9.3)."""
    if not mag_voeren(actor):
        return []
    plannen = Plan.objects.filter(casus=OuterRef("pk"))
    casussen = (
        Casus.objects.written_by(actor)
        .filter(fase=Casus.Stand.ACTIEF, beperkt=False)
        .annotate(
            heeft_plan=Exists(plannen),
            heeft_concept=Exists(plannen.filter(status=Plan.Status.CONCEPT)),
        )
        .filter(Q(heeft_concept=True) | Q(heeft_plan=False))
    )
    return [
        Werk(
            dossier=casus,
            wat="Plan afmaken en vaststellen" if casus.heeft_plan else "Plan maken",
            url=reverse("casusoverleg:plan_wijzigen", args=[casus.pk]),
            soort="Casus",
        )
        for casus in casussen.only("nummer").order_by("nummer")[:GENOEG]
    ]


def _maatregelen(actor: Actor) -> list[Werk]:
    """Measures of the actor's party whose last day passed without a result (MC 9.4)."""
    if not actor.vertegenwoordigt:
        return []
    rijen = Maatregel.objects.geldend().filter(
        partij=actor.partij_id, tot__lt=actor.vandaag, wordt_genomen=True
    )
    if actor.extern:
        rijen = rijen.filter(plan__in=Plan.objects.visible_to(actor))
    else:  # from the casussen that run: most are closed, and nothing is late there
        gelezen = te_lezen(Casus, actor, LEZEN)
        lopend = Q(plan__casus__fase__in=Casus.LOPEND, plan__casus__beperkt=False)
        rijen = rijen.filter(lopend, plan__casus_id__in=gelezen)
    te_laat = (
        rijen.met_stand(actor.vandaag)
        .filter(te_laat=True)
        .select_related("plan")
        .only("keten", "tot", "plan__casus", "plan__nummer", "plan__subject")
    )
    return [
        Werk(
            dossier=maatregel.plan.kaart,
            wat="Voortgang van uw maatregel melden",
            url=reverse("casusoverleg:voortgang", args=[maatregel.plan.casus_id, maatregel.keten]),
            uiterlijk=maatregel.tot,
            soort="Casus",
        )
        for maatregel in te_laat[:GENOEG]
    ]


def _verzoeken(actor: Actor) -> list[Werk]:
    """Parties that asked to take part: the casusoverleg decides (PB 4.2)."""
    rijen = Deelnameverzoek.objects.visible_to(actor).open().select_related("casus")
    rijen = rijen.filter(casus__beperkt=False)
    return [
        Werk(
            dossier=rij.casus,
            wat="Vraag om mee te doen beantwoorden",
            url=reverse("casusoverleg:casus", args=[rij.casus_id]) + "#verzoeken",
            soort="Casus",
        )
        for rij in rijen.only("casus__nummer").order_by("casus__nummer")[:GENOEG]
    ]


def _toestemmingen(actor: Actor) -> list[Werk]:
    """Disclosures that wait for the answer of the actor's party (MC 10.5)."""
    return [
        _verstrekking(rij, "Toestemming geven of weigeren")
        for rij in _kort(Verstrekking.objects.te_beantwoorden_door(actor))
    ]


def _ronde_verstrekkingen(actor: Actor) -> list[Werk]:
    """Disclosures that wait for nobody any more: the last party left on its day."""
    if not mag_voeren(actor):
        return []
    rijen = Verstrekking.objects.filter(casus__in=Casus.objects.written_by(actor))
    rond = _kort(rijen.instemming_rond(actor.vandaag))
    return [_verstrekking(rij, "Verstrekking afronden") for rij in rond]


def _kort(rijen: VerstrekkingQuerySet) -> VerstrekkingQuerySet:
    """The first disclosures of casus that go on, by key and number only."""
    rijen = rijen.filter(casus__beperkt=False)
    return rijen.only("casus", "nummer").order_by("nummer")[:GENOEG]


def _verstrekking(rij: Verstrekking, wat: str) -> Werk:
    url = reverse("casusoverleg:verstrekking", args=[rij.casus_id, rij.pk])
    return Werk(dossier=rij.als_casus, wat=wat, url=url, soort="Casus")


def _intrekkingen(actor: Actor) -> list[Werk]:
    """Notices that what an external partner read was recalled; no content, only the number."""
    return [
        Werk(
            dossier=rij.als_casus,
            wat="De verstrekking is ingetrokken. Vernietig wat u hebt overgenomen.",
            url=reverse("casusoverleg:intrekking", args=[rij.pk]),
            soort="Casus",
        )
        for rij in Verstrekking.objects.ingetrokken_voor(actor).only("casus", "nummer")[:GENOEG]
    ]
