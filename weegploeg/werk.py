"""What waits for somebody in the weegploeg's files: for the worklist and for the file's own page.

Tasks derive from facts (PB 3.4, MC 11.5): nobody ticks them off, they end when the fact is there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Case, DateField, Exists, F, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Least
from django.urls import reverse

from casusoverleg.models import Casus
from gedeeld.actor import Actor
from gedeeld.datums import Na
from gedeeld.fields import zonder_inhoud
from gedeeld.rules import NIET_GEAGENDEERD
from register.werk import GENOEG, Werk

from . import rules
from .bestand import WeegploegBestand
from .models import Inbreng, Informatiebesluit, WeegploegDossier
from .querysets import WeegploegQuerySet

Stand = WeegploegDossier.Stand


@dataclass(frozen=True)
class Taak:
    """One thing that this actor does next.

    Args:
        wat: the act, in a few words; also the text of its button.
        url: where it is done.
        uiterlijk: last day, or None.
        direct: it is a fact to record with one press of a button (POST), without a form.
    """

    wat: str
    uitleg: str
    url: str
    uiterlijk: date | None = None
    direct: bool = False


def werk(actor: Actor) -> list[Werk]:
    """What waits for this actor in the files it sees, the most urgent files first."""
    dossiers = met_taak(WeegploegDossier.objects.visible_to(actor).met_voortgang(), actor)
    rijen = zonder_inhoud(dossiers.order_by(F("eerst").asc(nulls_last=True), "nummer"))[:GENOEG]
    return [
        Werk(dossier, taak.wat, _op_pagina(dossier, taak), taak.uiterlijk, WeegploegBestand.naam)
        for dossier in rijen
        for taak in taken(dossier, actor)
    ]


# What `taken` says of one file, asked of the database for all of them ----------------------------
def met_taak(dossiers: WeegploegQuerySet, actor: Actor) -> WeegploegQuerySet:
    """The files in which `taken` gives this actor something to do, so that others cost nothing.

    Each bears `eerst`: the last day of the first of its tasks, None where none has a term. A test
    holds it against `taken`.

    Args:
        dossiers: from `met_voortgang`.
    """
    secretaris, nooit = rules.mag_besluiten(actor), Q(pk__in=[])
    besluit = Q(fase__in=WeegploegDossier.OPEN) if secretaris else TE_WEGEN
    voor_het_vernietigen = besluit | _terug_te_koppelen(actor)
    informeren = _te_informeren(actor.vandaag) if secretaris else nooit
    dossiers = dossiers.alias(informeren_uiterlijk=INFORMEREN_UITERLIJK).alias(
        nog_niet=NOG_NIET, vernietigen=Na(WeegploegBestand.vergeten_vanaf, VERGETEN)
    )
    eerst = Least(
        Case(When(voor_het_vernietigen, then=F("vernietigen"))),
        Case(When(informeren, then=Coalesce("nog_niet", "informeren_uiterlijk"))),
        output_field=DateField(),
    )
    wacht = voor_het_vernietigen | informeren | (CASUS_VRAAGT if secretaris else nooit)
    kan = Q() if secretaris else Q(fase__in=[Stand.IN_WEGING, Stand.NIET_GEAGENDEERD])
    return dossiers.filter(kan, wacht, beperkt=False).annotate(eerst=eerst)  # type: ignore[no-any-return]


# Each looks at the file itself first, and only then at what hangs below it.
TE_WEGEN = Q(fase=Stand.IN_WEGING) & Q(gewogen=False)
CASUS_VRAAGT = Q(fase=Stand.GEAGENDEERD) & (
    (Q(nieuw_signaal=True) & Q(casus_stand__in=Casus.LOPEND))
    | Q(casus_stand=Casus.Stand.ADVIES_AFSLUITEN)
)
VERGETEN = NIET_GEAGENDEERD.months
INFORMEREN_UITERLIJK = Na("verkregen_op", rules.INFORMEREN.months)
# The day to look again, where the last decision was not to inform yet.
NOG_NIET = Subquery(
    Informatiebesluit._default_manager.filter(dossier=OuterRef("pk")).values(
        wanneer=Case(When(informeren=False, then="heroverwegen_op"))
    )[:1]
)


def _te_informeren(dag: date) -> Q:
    """As `rules.informeren_speelt`, of a subject that was not informed."""
    bijna = Q(informeren_uiterlijk__lte=dag + rules.WAARSCHUWEN)
    return Q(geinformeerd_op=None) & (Q(besloten_op__isnull=False) | bijna)


def _terug_te_koppelen(actor: Actor) -> Q:
    eigen = Inbreng._default_manager.filter(dossier=OuterRef("pk"), partij=actor.partij_id)
    return Q(fase=Stand.NIET_GEAGENDEERD) & Q(
        Exists(eigen.filter(melder_bekend=True, teruggekoppeld_op=None))
    )


def _op_pagina(dossier: WeegploegDossier, taak: Taak) -> str:
    return reverse("weegploeg:dossier", args=[dossier.pk]) if taak.direct else taak.url


def taken(dossier: Any, actor: Actor) -> list[Taak]:
    """What this actor does next with one file, the first thing first.

    Args:
        dossier: a WeegploegDossier from `met_voortgang`.
    """
    if dossier.beperkt:
        return []
    secretaris = rules.mag_besluiten(actor)
    uit = list(_wegen_en_besluiten(dossier, secretaris))
    if secretaris:
        uit += [*_delen(dossier), *_afsluiten(dossier), *_informeren(dossier, actor.vandaag)]
    return uit + list(_terugkoppelen(dossier, actor))


def _wegen_en_besluiten(dossier: Any, secretaris: bool) -> Iterator[Taak]:
    """Decision 1, up to the day on which the file would be destroyed (MC 13.3)."""
    uiterlijk = dossier.vernietigen_op
    if dossier.fase == Stand.IN_WEGING and not dossier.gewogen:
        yield Taak(
            "Weeg de signalen",
            "Leg per ontwikkelgebied vast hoe de weegploeg de signalen ziet.",
            reverse("weegploeg:wegen", args=[dossier.pk]),
            uiterlijk,
        )
    elif dossier.fase == Stand.IN_WEGING and secretaris:
        yield Taak(
            "Leg het besluit vast",
            "De weegploeg kiest: casusoverleg, geen casusoverleg of nadere duiding.",
            reverse("weegploeg:besluiten", args=[dossier.pk]),
            uiterlijk,
        )
    elif dossier.fase == Stand.NADERE_DUIDING and secretaris and dossier.open_vraag:
        yield Taak(
            "Leg een antwoord vast",
            "De weegploeg wacht op antwoord van partners.",
            reverse("weegploeg:duiding", args=[dossier.pk, dossier.open_vraag]),
            uiterlijk,
        )
    elif dossier.fase == Stand.NADERE_DUIDING and secretaris:
        yield Taak(
            "Zet terug op de agenda",
            "Alle vragen zijn beantwoord. De weegploeg kan opnieuw wegen.",
            reverse("weegploeg:terug_op_agenda", args=[dossier.pk]),
            uiterlijk,
            direct=True,
        )


def casus_loopt(dossier: Any) -> bool:
    """Whether the casus that came from this file (from `met_voortgang`) still takes signals."""
    return dossier.casus_stand in Casus.LOPEND and dossier.fase == Stand.GEAGENDEERD


def _delen(dossier: Any) -> Iterator[Taak]:
    """A signal that came in while the casus runs must not stay behind unseen (MC 8.5, 9.2)."""
    if casus_loopt(dossier) and dossier.nieuw_signaal:
        yield Taak(
            "Bekijk het nieuwe signaal",
            "Er loopt een casus. Geef het signaal door, of leg vast dat het plan het niet nodig heeft.",
            reverse("weegploeg:dossier", args=[dossier.pk]) + "#signalen",
        )


def _afsluiten(dossier: Any) -> Iterator[Taak]:
    if dossier.fase == Stand.GEAGENDEERD and dossier.casus_stand == Casus.Stand.ADVIES_AFSLUITEN:
        yield Taak(
            "Leg het besluit over afsluiten vast",
            "Het casusoverleg adviseert om de aanpak af te sluiten. De kernpartijen besluiten.",
            reverse("weegploeg:afsluiten", args=[dossier.pk]),
        )


def _informeren(dossier: Any, vandaag: date) -> Iterator[Taak]:
    """The duty to inform comes back until it is done (MC 11.5)."""
    uiterlijk = rules.informeren_uiterlijk(dossier.verkregen_op)
    if dossier.geinformeerd_op or not rules.informeren_speelt(
        dossier.besloten_op, uiterlijk, vandaag
    ):
        return
    besluit = next(iter(dossier.informatiebesluiten.all()), None)
    if besluit is not None and besluit.informeren:
        yield Taak(
            "Leg vast dat het subject is geïnformeerd",
            "De kernpartijen besloten om te informeren.",
            reverse("weegploeg:geinformeerd", args=[dossier.pk]),
            uiterlijk,
        )
    elif besluit is None:
        yield Taak(
            "Leg vast of het subject wordt geïnformeerd",
            "Informeren is het uitgangspunt. Uitstel kan alleen met een grond.",
            reverse("weegploeg:informeren", args=[dossier.pk]),
            uiterlijk,
        )
    else:
        yield Taak(
            "Bekijk opnieuw of het subject wordt geïnformeerd",
            "De kernpartijen stelden het informeren uit.",
            reverse("weegploeg:informeren", args=[dossier.pk]),
            besluit.heroverwegen_op,
        )


def _terugkoppelen(dossier: Any, actor: Actor) -> Iterator[Taak]:
    """Each party tells its own reporters the outcome (PB 3.4 ad 2)."""
    if dossier.fase != Stand.NIET_GEAGENDEERD:
        return
    for inbreng in dossier.inbrengen.all():
        eigen = inbreng.partij_id == actor.partij_id
        if eigen and inbreng.melder_bekend and not inbreng.teruggekoppeld_op:
            yield Taak(
                "Koppel het besluit terug aan de melder",
                "Vertel de melder dat er geen casusoverleg komt. Leg daarna vast dat dit is gedaan.",
                reverse("weegploeg:terugkoppelen", args=[dossier.pk, inbreng.pk]),
                dossier.vernietigen_op,
                direct=True,
            )
