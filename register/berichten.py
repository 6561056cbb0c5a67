"""Who hears of what happened: the fifth beat of a decision, after lock, permit, change and record (ADR 20).

Each app says it once for each of its events, in its `berichten.py`: one sentence and the circles that
hear it, or why nobody does. It is stored with the event, in its transaction. A sentence is a
choice and never content: it says that something happened in a file, and the file says what.

What is new for somebody is what he may still know at the moment that he looks: who cannot read the
file any more, or is excluded from it, finds nothing. It is new until he opened the file after it
happened. That is what the read log says, so nothing is written on a row that others read as well.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.utils import timezone

from gedeeld.actor import Actor

from .grants import PLAN_LEZEN
from .kringen import Kring, partij_van
from .models import Bericht, Dossier, Inzage, toegelaten, uitgesloten
from .muur import als
from .registry import bestand

# From the file, the row of it that the event is about, and the day: the circles that hear it.
Aan = Callable[[Any, Any, date], Iterable[str]]
# Who comes back after a long absence still finds it. What is older he reads in the file itself; and
# for nobody the outbox becomes a second history of the file.
BEWAREN = timedelta(days=90)
PAST = 5  # files with news that fit on the worklist, beside the tasks
RIJEN = 100  # rows that are read for them: a file can have many
# Who did one of these in a file saw what stands in it.
GELEZEN = (Inzage.Soort.PAGINA, Inzage.Soort.PDF, Inzage.Soort.ARCHIEF, Inzage.Soort.BERICHT)
TAAK = "berichten"


# Declaring -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Hoort:
    """Who hears of an event.

    Args:
        zin: what they read, in Dutch: no name, no content.
        aan: the circles (`register.kringen`).
        altijd: also who does not read the file any more: that is what the sentence tells.
        nummer: from the row that it is about, by what number they know it: else by that of the file.
    """

    zin: str
    aan: Aan
    altijd: bool = False
    nummer: Callable[[Any], str] | None = None


# Event -> who hears of it, or the reason why nobody does.
BERICHTEN: dict[str, Hoort | str] = {}


def declareer(app: str, hoort: Mapping[str, Hoort | str]) -> None:
    """Make known who hears of the events of an app (`register.events.declareer` calls it)."""
    BERICHTEN.update({f"{app}.{naam}": wie for naam, wie in hoort.items()})


def kring(*soorten: Kring) -> Aan:
    """These circles of the municipality whose file it is."""
    return lambda dossier, *_: [soort.van(dossier.partij_id) for soort in soorten]


def houder(dossier: Dossier, over: Any, dag: date) -> list[str]:
    """Who keeps the file."""
    return [dossier.houder]


def partij(dossier: Dossier, over: Any, dag: date) -> list[str]:
    """The people of the party of the row that it is about."""
    return mensen_van([over.partij_id])


def door_rol(dossier: Dossier, over: Any, dag: date) -> list[str]:
    """Who reads the file by role."""
    return [dossier.kring, dossier.houder]


def lezers(dossier: Dossier, over: Any, dag: date) -> list[str]:
    """Who reads the file or a part of it: by role, and the parties that take part in it."""
    return [*door_rol(dossier, over, dag), *mensen_van(dossier.bestand.deelnemers(dossier, dag))]


def mensen_van(partijen: Iterable[UUID]) -> list[str]:
    """The people of these parties."""
    return [Kring.VERTEGENWOORDIGERS.van(pk) for pk in partijen]


# Writing ---------------------------------------------------------------------------------------
def vertel(dossier: Dossier, soort: str, *, actor: Actor, over: Any = None) -> None:
    """Put in the outbox who must hear of an event; part of recording it (`register.events`).

    Args:
        soort: declared event, `app.naam`.
        over: the row of the file that it is about, where who hears depends on that.
    """
    hoort = BERICHTEN[soort]
    if isinstance(hoort, str):
        return
    Bericht.objects.bulk_create(
        Bericht(
            dossier_id=dossier.pk,
            dossiersoort=dossier.dossiersoort,
            nummer=hoort.nummer(over) if hoort.nummer else dossier.nummer,
            pseudoniem=dossier.pseudoniem,
            wat=soort,
            aan=aan,
            altijd=hoort.altijd,
            door_id=actor.gebruiker_id,
            gemaakt_op=_moment(actor),
        )
        for aan in sorted(set(hoort.aan(dossier, over, actor.vandaag)))
    )


def _moment(actor: Actor) -> datetime:
    """Now, and not when the request began: it may have waited for a lock, while others were reading.

    Who acts on another day tells a story, and it happened then.
    """
    nu = timezone.now()
    return nu if timezone.localdate(nu) == actor.vandaag else actor.nu


def ruim_op() -> None:
    """Remove what is older than `BEWAREN`, read or not."""
    with als(Actor.systeem(TAAK)):
        Bericht.objects.filter(gemaakt_op__lte=timezone.now() - BEWAREN).delete()


# Reading ---------------------------------------------------------------------------------------
def ongelezen(actor: Actor) -> QuerySet[Bericht]:
    """What is new for an actor, newest first, each with `leest`: whether he reads the file."""
    if actor.gebruiker_id is None:
        return Bericht.objects.none()
    leest = Q(Exists(Dossier.objects.visible_to(actor).filter(pk=OuterRef("dossier")))) | Q(
        dossier__in=toegelaten(actor, PLAN_LEZEN)
    )
    sindsdien = Inzage.objects.filter(
        gebruiker=actor.gebruiker_id,
        nummer=OuterRef("nummer"),
        tijdstip__gte=OuterRef("gemaakt_op"),
        toegestaan=True,
        soort__in=GELEZEN,
    )
    archief = Dossier.objects.filter(pk=OuterRef("dossier")).values("gearchiveerd_op")
    rijen: QuerySet[Bericht] = (
        Bericht.objects.filter(
            Q(altijd=True) | leest,
            Q(door=None) | ~Q(door=actor.gebruiker_id),
            ~Q(Exists(uitgesloten(actor).filter(dossier=OuterRef("dossier")))),
            ~Q(Exists(sindsdien)),
            aan__in=sorted(actor.adressen),
            gemaakt_op__gt=actor.nu - BEWAREN,
        )
        .annotate(
            leest=Case(When(leest, then=True), default=False),
            gearchiveerd_op=Subquery(archief),
        )
        .order_by("-gemaakt_op", "-pk")
    )
    return rijen


@dataclass(frozen=True)
class Regel:
    """One thing that happened: the sentence, how often, and when the last time."""

    zin: str
    keer: int
    moment: datetime


@dataclass(frozen=True)
class InDossier:
    """What is new in one file, newest first.

    Args:
        url: where this actor reads it; empty for who reads it no longer.
        gemeente: whose file it is, for who is appointed for several.
    """

    dossier: Dossier
    url: str
    regels: list[Regel]
    gemeente: str = ""

    @property
    def soort(self) -> str:
        """Kind of file, in one Dutch word."""
        return bestand(self.dossier.dossiersoort).naam


@dataclass(frozen=True)
class Nieuws:
    """What is new for an actor.

    Args:
        dossiers: as many as fit, the file with the newest first.
        meer: whether there is more.
    """

    dossiers: list[InDossier]
    meer: bool

    @property
    def tot(self) -> str:
        """The newest moment that is shown: what happens after it is not marked as seen with it."""
        return max(r.moment for d in self.dossiers for r in d.regels).isoformat()


def nieuws(actor: Actor) -> Nieuws:
    """What is new for an actor, grouped by file; one query."""
    rijen = list(ongelezen(actor)[: RIJEN + 1])
    per_dossier = _per_dossier(rijen[:RIJEN])
    delen = [_in_dossier(van_een, actor) for van_een in per_dossier[:PAST]]
    return Nieuws(delen, len(per_dossier) > PAST or len(rijen) > RIJEN)


def gezien(actor: Actor, sleutels: Iterable[UUID], tot: datetime) -> list[Dossier]:
    """The files, of those that the actor was shown, in which nothing happened after that.

    Args:
        sleutels: keys of the files that his page showed.
        tot: the newest moment on that page.
    """
    rijen = list(ongelezen(actor).filter(dossier__in=list(sleutels)))
    return [_dossier(van_een[0]) for van_een in _per_dossier(rijen) if van_een[0].gemaakt_op <= tot]


def _per_dossier(rijen: Iterable[Bericht]) -> list[list[Bericht]]:
    uit: dict[UUID, list[Bericht]] = {}
    for rij in rijen:
        uit.setdefault(rij.dossier_id, []).append(rij)
    return list(uit.values())


def _in_dossier(rijen: list[Any], actor: Actor) -> InDossier:
    # Who stands in two circles has two rows of one event.
    momenten: dict[str, list[datetime]] = {}
    for wat, moment in dict.fromkeys((rij.wat, rij.gemaakt_op) for rij in rijen):
        momenten.setdefault(wat, []).append(moment)
    dossier = _dossier(rijen[0])
    url = dossier.bestand.url_voor(dossier, actor) if rijen[0].leest else ""
    regels = [Regel(_zin(wat), len(keren), keren[0]) for wat, keren in momenten.items()]
    return InDossier(dossier, url, regels, actor.gemeente_van(partij_van(rijen[0].aan)))


def _zin(wat: str) -> str:
    hoort = BERICHTEN[wat]
    assert not isinstance(hoort, str)  # else there would be no row
    return hoort.zin


def _dossier(rij: Any) -> Dossier:
    """The file as who hears of it knows it; he may not read its row."""
    dossier = Dossier(
        pk=rij.dossier_id,
        nummer=rij.nummer,
        dossiersoort=rij.dossiersoort,
        pseudoniem=rij.pseudoniem,
        gearchiveerd_op=rij.gearchiveerd_op,
    )
    dossier._state.adding = False
    return dossier
