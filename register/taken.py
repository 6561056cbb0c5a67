"""What waits for whom: each kind of file says it from its facts, the worklist reads what is stored.

Nobody ticks a task off. It ends when the fact is there, on its own last day, or with the file. The day
to act is never the day on which the file is destroyed: that one stands beside it (`einde`).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from gedeeld.actor import Actor

if TYPE_CHECKING:
    from .models import Dossier


@dataclass(frozen=True)
class Wachtend:
    """One thing that waits.

    Args:
        soort: declared kind, `app.naam`.
        aan: the circle, or the people of a party, for whom it is (`register.kringen`).
        van: first day on which it is there.
        tot: first day on which it is not there any more; None as long as nothing ends it.
        uiterlijk: the last day to do it, or None when no term runs.
        rij: key of the row that it is about, where one file has several.
        einde: the last day of the file, when that is destroyed if nobody acts (MC 13.3). Each kind of
            file says it once (`Bestand.korte_looptijd`); it is added when the task is stored.
        nummer: what lists and logs call it, for whom the number of the file says too much; else empty.
        niet_voor: who of these people it is not for: he may not do what he did himself; None for nobody.
    """

    soort: str
    aan: str
    van: date
    tot: date | None = None
    uiterlijk: date | None = None
    rij: UUID | None = None
    einde: date | None = None
    nummer: str = ""
    niet_voor: UUID | None = None

    def geldt(self, dag: date) -> bool:
        """Whether it is there on a day."""
        return self.van <= dag and (self.tot is None or dag < self.tot)


# From the file's key, and that of a row of it, to the page where a task is done.
Url = Callable[[UUID, UUID | None], str]


@dataclass(frozen=True)
class Soort:
    """A kind of task, in words.

    Args:
        wat: the act, in a few Dutch words; also the text of its button.
        url: where it is done.
        uitleg: a sentence for the file's own page.
        direct: it is a fact to record with one press of a button (POST), without a form.
        vanaf_lijst: where it begins from the worklist, when that is not `url`.
        wettelijk: whether the law sets its last day: within two weeks of it, it is always shown.
        bericht: it is there because the person concerned was not told (MC 11).
    """

    wat: str
    url: Url
    uitleg: str = ""
    direct: bool = False
    vanaf_lijst: Url | None = None
    wettelijk: bool = False
    bericht: bool = False


SOORTEN: dict[str, Soort] = {}


def declareer(app: str, **soorten: Soort) -> None:
    """Make the kinds of task of an app known. One that is not declared is refused when it is stored."""
    SOORTEN.update({f"{app}.{naam}": soort for naam, soort in soorten.items()})


# The one that every kind of file can have; where it is done says the kind of file.
BEPERKING = "register.beperking"
declareer("register", beperking=Soort("Beperking opnieuw bekijken", url=lambda *_: ""))


@dataclass(frozen=True)
class OpPagina:
    """A task as the page of its file shows it."""

    wat: str
    uitleg: str
    url: str
    uiterlijk: date | None
    direct: bool


def op_pagina(taken: Iterable[Wachtend], dossier: "Dossier", actor: Actor) -> list[OpPagina]:
    """Of the tasks of a file those that are for this actor now, in their own order."""
    if dossier.beperkt:
        return []
    return [
        OpPagina(
            soort.wat, soort.uitleg, soort.url(dossier.pk, taak.rij), taak.uiterlijk, soort.direct
        )
        for taak in taken
        if taak.aan in actor.adressen and taak.geldt(actor.vandaag)
        if taak.niet_voor is None or taak.niet_voor != actor.gebruiker_id
        for soort in (SOORTEN[taak.soort],)
    ]
