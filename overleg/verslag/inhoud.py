"""The minutes as one reader gets them: rendered from rows each time, and stored nowhere.

What stands in them of a file comes from that file (`Bestand.verslag`): so each reader gets only what he
reads, and when the file is gone, its part is gone.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.http import HttpRequest

from gedeeld.actor import Actor, ActorRequest
from gedeeld.afschrift import Sectie
from register.models import Inzage
from register.registry import bestand

from ..models import Agendapunt, Erbij, Genodigde, Opmerking, Overleg
from ..querysets import AgendapuntQuerySet


@dataclass(frozen=True)
class Punt:
    """One item.

    Args:
        secties: what was logged on the file in this meeting; empty when nothing was decided.
        heel: whether the reader reads the file as a whole; if not, he reads its plan.
        opmerkingen: of those on the item, what this reader may read.
        erbij: who was there for it, and what each brought in.
    """

    punt: Agendapunt
    secties: list[Sectie] = field(default_factory=list)
    heel: bool = True
    opmerkingen: list[Opmerking] = field(default_factory=list)
    erbij: list[Erbij] = field(default_factory=list)


@dataclass(frozen=True)
class Verslag:
    """All of it, for one reader.

    Args:
        niet_besproken: what was on the agenda; it comes on the next one.
    """

    overleg: Overleg
    aanwezig: list[Genodigde]
    afwezig: list[Genodigde]
    punten: list[Punt]
    niet_besproken: list[Agendapunt]
    opmerkingen: list[Opmerking]


def verslag(request: ActorRequest, overleg: Overleg, soort: str = Inzage.Soort.PAGINA) -> Verslag:
    """The minutes of a meeting; which files were read in them stands in the read log.

    Args:
        soort: kind of reading, one of `Inzage.Soort`.
    """
    actor = request.actor
    punten = _besproken(overleg, actor)
    dossiers = _dossiers(request, punten, soort)
    opmerkingen = _opmerkingen(overleg, actor)
    erbij = _erbij(overleg, actor)
    wie = overleg.genodigden.visible_to(actor).select_related("gebruiker", "partij")
    return Verslag(
        overleg,
        aanwezig=[rij for rij in wie if rij.aanwezig],
        afwezig=[rij for rij in wie if not rij.aanwezig and rij.gebruiker],
        punten=[
            Punt(
                punt,
                _secties(punt, dossiers.get(punt.dossier_id), overleg),
                heel=punt.dossier_id is None or punt.dossier_id in dossiers,
                opmerkingen=opmerkingen[punt.dossier_id] if punt.dossier_id else [],
                erbij=erbij[punt.pk],
            )
            for punt in punten
        ],
        niet_besproken=list(_zichtbaar(overleg, actor).filter(afgevoerd=False, besproken_op=None)),
        opmerkingen=opmerkingen[None],
    )


def _besproken(overleg: Overleg, actor: Actor) -> list[Agendapunt]:
    punten = list(_zichtbaar(overleg, actor).filter(besproken_op__isnull=False))
    for punt in punten:
        punt.overleg = overleg
    return punten


def _zichtbaar(overleg: Overleg, actor: Actor) -> AgendapuntQuerySet:
    rijen: AgendapuntQuerySet = overleg.punten.visible_to(actor)
    return rijen


def _dossiers(
    request: HttpRequest, punten: Iterable[Agendapunt], soort: str
) -> dict[UUID | None, Any]:
    """The files that the actor reads as a whole, each table asked once for all of a kind."""
    per_soort: dict[str, list[UUID]] = defaultdict(list)
    for punt in punten:
        if punt.dossier_id:
            per_soort[punt.dossiersoort].append(punt.dossier_id)
    uit: dict[UUID | None, Any] = {}
    for naam, sleutels in per_soort.items():
        rijen = bestand(naam).met_inhoud.visible_to(request.actor)  # type: ignore[attr-defined]
        uit |= {dossier.pk: dossier for dossier in rijen.filter(pk__in=sleutels)}
    Inzage.noteer(request, uit.values(), soort)
    return uit


def _secties(punt: Agendapunt, dossier: Any, overleg: Overleg) -> list[Sectie]:
    if dossier is None:
        return []
    secties = bestand(punt.dossiersoort).verslag(dossier, overleg)
    return [sectie for sectie in secties if sectie.regels]


def _opmerkingen(overleg: Overleg, actor: Actor) -> dict[UUID | None, list[Opmerking]]:
    uit: dict[UUID | None, list[Opmerking]] = defaultdict(list)
    for rij in overleg.opmerkingen.visible_to(actor).select_related("gebruiker", "partij"):
        uit[rij.dossier_id].append(rij)
    return uit


def _erbij(overleg: Overleg, actor: Actor) -> dict[UUID, list[Erbij]]:
    uit: dict[UUID, list[Erbij]] = defaultdict(list)
    for rij in Erbij.objects.visible_to(actor).filter(overleg=overleg, aanwezig=True).op_naam():
        uit[rij.punt_id].append(rij)
    return uit
