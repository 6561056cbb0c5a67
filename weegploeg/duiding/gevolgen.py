"""What it leads to that somebody is asked, read from the rows (`gedeeld.gevolgen`)."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any
from uuid import UUID

from gedeeld.afschrift import datum
from gedeeld.gevolgen import Gevolg

from ..models import Duidingsvraag, WeegploegDossier


def van_vragen(dossier: Any, vragen: Iterable[Duidingsvraag]) -> list[Gevolg]:
    """What follows from it that these questions were asked, or got another last day."""
    vers = WeegploegDossier.objects.met_feiten().get(pk=dossier.pk)
    alleen = [rij.pk for rij in vragen]
    return [
        Gevolg("Wie krijgt een vraag", list(wie_is_gevraagd(vers, alleen))),
        Gevolg("Welke termijn loopt", list(termijn(vers))),
    ]


def wie_is_gevraagd(dossier: Any, alleen: Collection[UUID] | None = None) -> Iterator[str]:
    """Who is to answer, until when, and whether he is told whom it is about.

    Args:
        alleen: keys of the questions that it is asked of; None for all that wait for an answer.
    """
    for vraag in dossier.duidingsvragen.all():
        if not vraag.open or (alleen is not None and vraag.pk not in alleen):
            continue
        leest = f" {vraag.partner} leest tot en met die dag om wie het gaat, en de vraag."
        zin = f"{vraag.partner}, met antwoord uiterlijk op {datum(vraag.uiterlijk)}."
        yield zin + (leest if vraag.partij_id else "")


def termijn(dossier: Any) -> Iterator[str]:
    """Until when the file is kept, as it stands now."""
    if dossier.laatste_dag:
        yield (
            f"Dit dossier blijft tot en met {datum(dossier.laatste_dag)}. Daarna wordt het vernietigd."
        )
    elif dossier.stand == WeegploegDossier.Stand.GEAGENDEERD:
        yield "Dit dossier blijft zolang de casus loopt, en volgt daarna de casus."
