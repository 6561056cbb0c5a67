"""This kind of file, as the processes see it that work on every file; and what each audience reads."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from convenant.models import Bijlage1, Partij
from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, Actor, Hoedanigheid
from gedeeld.afschrift import Afschrift, Ontvanger, Publiek, Regel, Sectie, datum
from gedeeld.fields import zonder_inhoud
from gedeeld.personen import Persoon
from gedeeld.velden import sectie
from overleg.models import Agendapunt, Overleg, Soort
from overleg.velden import inbreng, opmerkingen
from register.brieven.velden import BRIEVEN
from register.controle.facts import te_bespreken
from register.controle.velden import CONTROLES
from register.correctie.velden import CORRECTIES
from register.feiten import Feit
from register.grants import LEZEN, PLAN_LEZEN, VRAAG_LEZEN
from register.kringen import Kring
from register.models import Dossier, DossierQuerySet
from register.muur import als
from register.ontvangers import kernpartijen, periode, uitwisselingen
from register.registry import Bestand, Menupunt
from register.taken import Wachtend

from . import velden
from .deelname.models import Deelname, Vangnet
from .dossier.models import Casus
from .partijvraag import facts as partijvragen
from .partijvraag.models import Partijvraag
from .plan.models import Plan, Voortgang
from .rules import mag_antwoorden, mag_inbrengen, mag_vastleggen, mag_voeren, mag_voortgang_melden
from .taken import taken
from .vergadering import hoort_bij, later_gewijzigd, zoals_toen
from .verstrekking.models import Verstrekking, VerstrektGegeven
from .zenden.decisions import laat_verlopen
from .zenden.models import Zending
from .zenden.velden import ZENDINGEN

DEELNAMES = Prefetch("deelnames", Deelname.objects.select_related("partij", "vermelding"))
PARTIJVRAGEN = Prefetch("partijvragen", zonder_inhoud(Partijvraag.objects.select_related("partij")))
VANGNETTEN = Prefetch("vangnetten", zonder_inhoud(Vangnet.objects.select_related("aanvraag")))
VOORTGANG = Prefetch("voortgang", Voortgang.objects.select_related("partij"))


class CasusBestand(Bestand):
    """The casus file (MC 10.2)."""

    naam = "casus"
    verzameling = "de dossiers van het casusoverleg"
    model = Casus
    kring = Kring.WEEGPLOEG
    houder = Kring.UITVOERDER_CASUSOVERLEG
    waarom = "Kernpartij van deze casus (artikel 10 lid 4)."
    rechten = {
        LEZEN: WEEGPLOEG | SECRETARISSEN | {Hoedanigheid.CASUSPARTIJ},
        PLAN_LEZEN: frozenset({Hoedanigheid.EXTERN}),
        VRAAG_LEZEN: frozenset({Hoedanigheid.CASUSPARTIJ, Hoedanigheid.EXTERN}),
    }
    vergadert = Soort.CASUSOVERLEG
    grootboek = True
    bij_vertrek = "Sluit de aanpak af, of spreek af wie de maatregelen en de zorg overneemt."
    handelingen = {
        LEZEN: {
            "casus en plan bijhouden": mag_voeren,
            "gegevens inbrengen": mag_inbrengen,
            "besluiten van de kernpartijen vastleggen": mag_vastleggen,
        },
        PLAN_LEZEN: {
            "voortgang van eigen maatregelen melden": mag_voortgang_melden,
            "eigen gegevens inbrengen": mag_inbrengen,
        },
        VRAAG_LEZEN: {"zeggen of de eigen partij meedoet, of adviseren": mag_antwoorden},
    }

    def persoon(self, dossier: Casus) -> Persoon:
        """The subject."""
        return dossier.persoon

    def url(self, dossier: Casus) -> str:
        """Its page."""
        return reverse("casusoverleg:casus", args=[dossier.pk])

    def url_voor(self, dossier: Any, actor: Actor) -> str:
        """For an external partner the plan, which the list has as soon as there is one: it reads no casus."""
        return reverse("casusoverleg:lijst") if actor.extern else self.url(dossier)

    def url_bij(self, nummer: str, actor: Actor) -> str:
        """For an external partner the plan that it carries out."""
        plan = (
            Plan.objects.visible_to(actor).filter(nummer=nummer).first() if actor.extern else None
        )
        return reverse("casusoverleg:plan", args=[plan.casus_id]) if plan else ""

    def deelnemers(self, dossier: Any, dag: date) -> Iterable[UUID]:
        """Those that are let in, and not only advise."""
        rijen = dossier.deelnames.werkend(dag).filter(rol=Deelname.Rol.DEELNEMER)
        return list(rijen.values_list("partij_id", flat=True))

    def menu(self, actor: Actor) -> Menupunt | None:
        """For everybody of a party; of a casus an external partner reads the plan only."""
        label = "Plannen" if actor.extern else "Casussen"
        wie = frozenset().union(*self.rechten.values())
        punt = Menupunt(label, "casusoverleg:lijst", "users")
        return punt if wie & actor.hoedanigheden else None

    @property
    def lopend(self) -> DossierQuerySet:
        """Those that were not closed."""
        return Casus.objects.exclude(stand=Casus.Stand.AFGESLOTEN)

    def lopend_met(self, partij_id: UUID, dag: date) -> DossierQuerySet:
        """Those in which it takes part, or will."""
        deelnames = Deelname.objects.niet_voorbij(dag).filter(partij=partij_id)
        return self.lopend.filter(pk__in=deelnames.values("casus"))

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With who takes part, and what waits."""
        return Casus.objects.met_feiten()

    @property
    def met_inhoud(self) -> DossierQuerySet:
        """With all that the file says."""
        return Casus.objects.met_inhoud()

    def begonnen_op(self, dossier: Casus) -> date:
        """The day on which it was opened."""
        return dossier.geopend_op

    def gesloten_op(self, dossier: Casus) -> date | None:
        """The day on which the core parties closed it."""
        return dossier.afgesloten_op

    def toelatingen(self, dossier: Dossier) -> list[Feit]:
        """Who takes part in this very casus, besides the core parties (MC 10.4, 10.5); and who is asked
        something, and reads no more than that (MvT 2.3, PB 3.4).
        """
        if not isinstance(dossier, Casus):  # its row of the register
            return self.toelatingen(self.met_feiten.get(pk=dossier.pk))
        prefetch_related_objects([dossier], PARTIJVRAGEN)
        return [*self._deelnames(dossier), *partijvragen.toelatingen(dossier)]

    def _deelnames(self, dossier: Casus) -> list[Feit]:
        """Who takes part: not who is invited only. An adviser reads nothing of the casus (PB 3.4)."""
        prefetch_related_objects([dossier], DEELNAMES, VANGNETTEN)
        return [
            feit
            for deelname in dossier.deelnames.all()
            if deelname.rol == Deelname.Rol.DEELNEMER and deelname.aanvaard_op
            for feit in (_leest_plan if deelname.partij.extern else _leest_alles)(dossier, deelname)
        ]

    def taken(self, dossier: Casus) -> list[Wachtend]:
        """What waits, and for whom."""
        secretaris = self.houder.van(dossier.partij_id)
        return [
            *taken(dossier, self._deelnames(dossier)),
            *partijvragen.taken(dossier, secretaris),
        ]

    def ruim_op(self, dag: date) -> None:
        """What another municipality did not answer in time (WV 4)."""
        laat_verlopen(dag, actor=Actor.systeem("zending"))

    def buiten_dossiers(self, personen: Iterable[Persoon], partij: Partij) -> list[str]:
        """That another municipality offers this one data on this person, which it did not answer yet."""
        sleutels = [s for persoon in personen for s in persoon.zoekvragen(self.app)]
        with als(Actor.systeem("zoeken")):
            rijen = Zending.objects.lopend().filter(
                aan=partij, aangeboden_op__isnull=False, inhoud__zoeksleutels__overlap=sleutels
            )
            return [
                f"Een andere gemeente biedt uw gemeente gegevens aan die over deze persoon kunnen gaan: {rij.nummer}."
                " Zij staan in geen dossier. Vraag de uitvoerder van de weegploeg om te antwoorden voor u antwoordt."
                for rij in rijen
            ]

    def publiek(self, actor: Actor) -> Publiek:
        """A core party, its secretary, or a party that was let in."""
        return Publiek.KERNPARTIJ if actor.kernpartij else Publiek.CASUSPARTIJ

    def bespreken(self, dossier: Casus, dag: date) -> str:
        """The first plan, the advice to close, a measure that did not go as agreed, the day that was
        chosen to talk the plan over (MC 9.3, 9.4), or, when nothing else asks for a meeting, to check the data (MC 10.3).
        """
        if dossier.stand == Casus.Stand.ADVIES_AFSLUITEN:
            return Agendapunt.Reden.AFSLUITEN
        if not dossier.loopt:
            return ""
        if not any(plan.status == Plan.Status.VASTGESTELD for plan in dossier.plannen.all()):
            return Agendapunt.Reden.NIEUW
        te_laat = {"casusoverleg.maatregel_te_laat", "casusoverleg.maatregel_loopt_door"}
        wacht = self.taken(dossier)
        if any(taak.soort in te_laat and taak.geldt(dag) for taak in wacht):
            return Agendapunt.Reden.MAATREGEL
        if dossier.bespreken_op and dossier.bespreken_op <= dag:
            return Agendapunt.Reden.VOORTGANG
        return Agendapunt.Reden.CONTROLE if te_bespreken(dossier, dag) else ""

    def te_besluiten(self, dossier: Casus, overleg_id: UUID) -> list[tuple[str, str]]:
        """The plan, how it goes, informing the subject, and the advice to close (MC 9.3, 9.4; PB 4.4)."""
        if not dossier.loopt or dossier.stand == Casus.Stand.ADVIES_AFSLUITEN:
            return []
        plannen = list(dossier.plannen.all())
        geldt = any(plan.status == Plan.Status.VASTGESTELD for plan in plannen)
        ligt_voor = any(
            plan.status == Plan.Status.CONCEPT and plan.voorgelegd is not None for plan in plannen
        )
        keuzes = [
            (ligt_voor, "Plan vaststellen", "vaststellen"),
            (geldt, "Voortgang bespreken", "bespreken"),
            (dossier.informeren_af_op is None, "Advies over informeren", "informeeradvies"),
            (geldt, "Advies om af te sluiten", "advies"),
        ]
        vraag = urlencode({"overleg": overleg_id})
        return [
            (label, f"{reverse(f'casusoverleg:{pagina}', args=[dossier.pk])}?{vraag}")
            for kan, label, pagina in keuzes
            if kan
        ]

    def verslag(self, dossier: Casus, overleg: Overleg) -> list[Sectie]:
        """What was decided on the casus in that meeting, with the arguments (PB 4.3).

        In the words that every party of the covenant in the casus may read: minutes are for all of them.
        """
        dag, publiek = overleg.dag, Publiek.CASUSPARTIJ
        meedoen = [
            *(
                rij
                for rij in dossier.deelnames.all()
                # The day of the decision: it begins when the party accepts. And where it was ended.
                if hoort_bij(rij, overleg, rij.besloten_op or rij.van)
                or (rij.einde_besloten_op == dag and zoals_toen(rij, overleg) is rij)
            ),
            *(rij for rij in dossier.deelnameverzoeken.all() if rij.beantwoord_op == dag),
            *(
                rij
                for rij in dossier.partijvragen.all()
                if hoort_bij(rij, overleg, rij.gevraagd_op) and rij.voor_publiek(publiek)
            ),
        ]
        adviezen = [r for r in dossier.adviezen.all() if hoort_bij(r, overleg, r.gegeven_op)]
        informeren = [r for r in dossier.informeeradviezen.all() if hoort_bij(r, overleg, r.op)]
        plannen = [
            plan
            for plan in _op_versie(dossier)
            if hoort_bij(plan, overleg, plan.vastgesteld_op, plan.vastgelegd_op)
        ]
        anders = [
            *(("Meedoen aan de casus", rij) for rij in meedoen),
            *(("Advies om af te sluiten", rij) for rij in adviezen),
        ]
        return [
            *(plan_sectie(_vastgesteld(plan), publiek) for plan in plannen),
            sectie(velden.DEELNAME, [zoals_toen(rij, overleg) for rij in meedoen], publiek),
            sectie(velden.INFORMEREN, informeren, publiek),
            sectie(velden.AFSLUITEN, [zoals_toen(rij, overleg) for rij in adviezen], publiek),
            Sectie("Later veranderd", later_gewijzigd(anders, overleg)),
        ]

    def stukken(self, dossier: Casus) -> dict[UUID, str]:
        """What an external partner was given, with what became of it; and versions of the plan."""
        verstrekt = VerstrektGegeven.objects.filter(casus=dossier.pk).select_related("verstrekking")
        return {
            **{rij.pk: f"{rij.label}{_ingetrokken(rij.verstrekking)}" for rij in verstrekt},
            **{plan.pk: f"Plan, versie {plan.versie}" for plan in dossier.plannen.all()},
        }

    def afschrift(self, dossier: Casus, publiek: Publiek) -> Afschrift:
        """The file for one audience.

        An external partner gets the adopted plan with its measures and progress, and of the subject
        the name only (MC 10.5). All others get the whole file: data under Wpg 9 and 10 never enter
        it. The number of the weegploeg's file is for the core parties and the subject. What is about
        another person is marked, so that the subject's overview leaves it out.
        """
        if publiek == Publiek.EXTERN:
            secties = [Sectie(velden.SUBJECT, [Regel("Naam", dossier.persoon.naam)])]
            prefetch_related_objects([dossier], VOORTGANG)
            for plan in dossier.plannen.filter(status=Plan.Status.VASTGESTELD):
                secties += [plan_sectie(plan, publiek), voortgang_sectie(dossier, publiek, plan)]
        else:
            secties = [
                *_dossier(dossier, publiek),
                sectie(velden.BAND, dossier.banden.all(), publiek),
                sectie(velden.REIS, dossier.reizen.all(), publiek),
                *(plan_sectie(plan, publiek) for plan in _op_versie(dossier)),
                sectie(velden.VERSTREKKINGEN, dossier.verstrekkingen_toen, publiek),
                sectie(ZENDINGEN, dossier.zendingen.all(), publiek),
                voortgang_sectie(dossier, publiek),
                sectie(velden.ADVIEZEN, dossier.adviesvragen.all(), publiek),
                sectie(velden.INFORMEREN, [*dossier.informeeradviezen.all(), dossier], publiek),
                sectie(velden.AFSLUITEN, afsluiting(dossier), publiek),
                sectie(CONTROLES, dossier.controles.all(), publiek),
                sectie(CORRECTIES, dossier.correcties.all(), publiek),
                sectie(BRIEVEN, dossier.brieven.all(), publiek),
                inbreng(dossier, publiek),
                opmerkingen(dossier, publiek),
            ]
        kregen = []
        if publiek == Publiek.BETROKKENE:
            kregen = _ontvangers(dossier, self._deelnames(dossier))
        return Afschrift("Casus", dossier.nummer, secties, ontvangers=kregen)


def _ingetrokken(verstrekking: Verstrekking) -> str:
    """That it was recalled; whether the partner confirmed that says its notice (MC 12.6)."""
    op = verstrekking.ingetrokken_op
    return f", ingetrokken op {datum(op)}" if op else ""


def _leest_alles(casus: Casus, deelname: Deelname) -> list[Feit]:
    """The casus for a party of the covenant, as long as it takes part and the casus runs."""
    reden = "Doet mee in deze casus (artikel 10 lid 4)."
    return [Feit(deelname.partij.groep_id, LEZEN, deelname.van, _tot(casus, deelname), reden)]


def _tot(casus: Casus, deelname: Deelname) -> date | None:
    """The first day without: of the participation, or what closing brings with it."""
    return min((dag for dag in (deelname.tot, casus.meedoen_tot) if dag), default=None)


def _leest_plan(casus: Casus, deelname: Deelname) -> list[Feit]:
    """The plan for an external partner: as long as it takes part, stands in annex 1, and it runs.

    The entry of annex 1 under which it was let in must still hold: a partner that left and came back
    is let in anew (MC 1 c). Nothing is carried out or followed any more in a closed casus (MC 10.5).
    """
    vermelding = deelname.vermelding
    if vermelding is None or (vermelding.een_casus and not _voor(casus, vermelding)):
        return []
    reden = "Doet mee als externe partner: ziet het vastgestelde plan (artikel 10 lid 5)."
    groep, van, tot = deelname.partij.groep_id, deelname.van, _tot(casus, deelname)
    return [Feit(groep, PLAN_LEZEN, van, tot, reden, deelname.vermelding)]


def _voor(casus: Casus, vermelding: Bijlage1) -> bool:
    """Whether an entry of annex 1 for one casus was made for this one."""
    return any(rij.aanvraag.vermelding_id == vermelding.pk for rij in casus.vangnetten.all())


def _ontvangers(casus: Casus, toelatingen: list[Feit]) -> list[Ontvanger]:
    """Who got data of a casus: the core parties, who could read it, and what went to partners.

    Args:
        toelatingen: who read the casus or its plan, and until when; who never could is left out.
    """
    namen = {rij.partij.groep_id: rij.partij.naam for rij in casus.deelnames.all()}
    deelnemers = [
        Ontvanger(
            naam=namen[feit.groep_id],
            wat="kon het vastgestelde plan lezen"
            if feit.recht == PLAN_LEZEN
            else "deed mee aan het casusoverleg",
            wanneer=periode(feit.van, feit.einde),
        )
        for feit in toelatingen
        if feit.einde is None or feit.van < feit.einde
    ]
    return [*kernpartijen(casus), *deelnemers, *uitwisselingen(casus)]


# The file --------------------------------------------------------------------------------------
def _dossier(casus: Casus, publiek: Publiek) -> list[Sectie]:
    meedoen = sectie(
        velden.DEELNAME,
        [
            *casus.deelnames.all(),
            *casus.deelnameverzoeken.all(),
            *(rij for rij in casus.partijvragen.all() if rij.voor_publiek(publiek)),
            *casus.vangnetten.all(),
            *casus.regies.all(),
        ],
        publiek,
    )
    return [
        subject(casus, publiek),
        sectie(velden.SIGNALEN, casus.signalen.all(), publiek),
        sectie(velden.WEGING, [casus, *casus.wegingen.all()], publiek),
        sectie(velden.ANALYSE, [casus, *casus.gebiedsanalyses.all()], publiek),
        Sectie(
            meedoen.titel,
            [
                *(Regel(partij.naam, "Kernpartij") for partij in casus.kernpartijen),
                *meedoen.regels,
                *([Regel("Casusregisseur", wie)] if (wie := casus.regisseur_toen) else []),
            ],
        ),
        sectie(
            velden.GEGEVENS,
            [rij for rij in casus.bijdragen.all() if rij.voor_publiek(publiek)],
            publiek,
        ),
        sectie(velden.AFSPRAKEN, casus.afspraken.all(), publiek),
        sectie(velden.AFGEWOGEN, casus.afwegingen.all(), publiek),
        sectie(velden.DERDEN, casus.derden.all(), publiek),
    ]


def afsluiting(casus: Casus) -> list[Any]:
    """Rows on closing and going on, the first one first."""
    rijen: list[Any] = list(casus.voortzettingen.all())
    for advies in reversed(casus.adviezen.all()):
        rijen += [advies, *advies.doelen.all(), *advies.aflopen.all()]
    return [*rijen, casus]


def subject(casus: Casus, publiek: Publiek) -> Sectie:
    """Who the subject is, and where the casus came from."""
    deel = sectie(velden.SUBJECT, [casus], publiek)
    return Sectie(deel.titel, [*deel.regels, Regel("Gemeente", casus.gemeente.naam)])


# The plan --------------------------------------------------------------------------------------
def plan_sectie(plan: Plan, publiek: Publiek) -> Sectie:
    """One version of the plan: aims, goal and measures (MC 1 e, 10.2 e)."""
    wanneer = f", {datum(plan.vastgesteld_op)}" if plan.vastgesteld_op else ""
    oordelen = [] if publiek == Publiek.EXTERN else plan.oordelen.all()
    deel = sectie(velden.PLAN, [plan, *_maatregelen(plan), *oordelen], publiek)
    status = plan.get_status_display().lower()
    return Sectie(f"Plan, versie {plan.versie} ({status}{wanneer})", deel.regels)


def _vastgesteld(plan: Plan) -> Plan:
    """A version as the meeting adopted it, also where a newer one replaced it since."""
    toen = copy(plan)
    toen.status = Plan.Status.VASTGESTELD
    maatregelen = [copy(rij) for rij in _maatregelen(plan)]
    for rij in maatregelen:
        rij.stand = ""  # what was reported since is not of that meeting
    gelezen = getattr(plan, "_prefetched_objects_cache", {})
    vars(toen)["_prefetched_objects_cache"] = {**gelezen, "maatregelen": maatregelen}
    return toen


def _maatregelen(plan: Plan) -> list[Any]:
    """Each with the measure that must be done first, as `eerst`."""
    if "maatregelen" in getattr(plan, "_prefetched_objects_cache", {}):
        rijen = list(plan.maatregelen.all())  # from `met_inhoud`, with their state
    else:
        rijen = list(plan.maatregelen.met_laatste_stand().select_related("partij"))
    per_keten = {rij.keten: rij for rij in rijen}
    for rij in rijen:
        rij.eerst = per_keten.get(rij.na)
    return rijen


def _op_versie(casus: Casus) -> list[Plan]:
    return sorted(casus.plannen.all(), key=lambda plan: plan.versie)


def voortgang_sectie(casus: Casus, publiek: Publiek, plan: Plan | None = None) -> Sectie:
    """Progress of all measures, or of those in one version of the plan (MC 9.4, PB 4.2).

    Each measure in its last adopted words, or in those of `plan`: progress is on what was agreed,
    and the words of a concept are for nobody outside the casusoverleg (MC 10.5).
    """
    plannen = [plan] if plan else [p for p in _op_versie(casus) if p.status != Plan.Status.CONCEPT]
    # The last one counts, and the others are never opened.
    laatste = {rij.keten: rij for versie in plannen for rij in versie.maatregelen.all()}
    rijen: list[Any] = [
        rij for rij in casus.voortgang.all() if plan is None or rij.keten in laatste
    ]
    for rij in rijen:
        maatregel = laatste.get(rij.keten)
        rij.maatregel = maatregel.omschrijving if maatregel else ""
    return sectie(velden.VOORTGANG, rijen, publiek)
