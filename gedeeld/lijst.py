"""The frame of a list: its columns are declared, and it is shown page by page (`lijst.html`)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from .actor import Actor, ActorRequest
from .bewaard import keuzes
from .bladeren import Bladzij
from .forms import Filter
from .weigering import NIET_TE_LEZEN, OntsleutelFout


@dataclass(frozen=True)
class Knop:
    """A link: at the head of a page it looks like a button.

    Args:
        over: what it is about, for who cannot see the row in which it stands.
    """

    tekst: str
    url: str
    icoon: str = ""
    over: str = ""


@dataclass(frozen=True)
class Cel:
    """What one row says in one column.

    Args:
        url: page that the text leads to.
        nummer: the text is the number of a file.
        kleur: the text is a badge of this colour (`componenten/status.html`), with `icoon` in it.
        dag: a day after the text.
        uiterlijk: that day is a term that runs: how long there is from today.
        moment: a moment, to the second.
        zacht: the text is an aside, or says that there is nothing.
        onder: a second line.
        beperkt: the file is restricted (AVG 18).
        doen: what can be done with the row.
        meer: what the text unfolds to.
    """

    tekst: str = ""
    url: str = ""
    nummer: bool = False
    kleur: str = ""
    icoon: str = ""
    dag: date | None = None
    uiterlijk: bool = False
    moment: datetime | None = None
    zacht: bool = False
    onder: str = ""
    beperkt: bool = False
    doen: Sequence[Knop] = ()
    meer: Sequence[str] = ()


@dataclass(frozen=True)
class Kolom:
    """One column.

    Args:
        kop: its heading.
        cel: what a row says in it, to the actor who looks. The first column says which row it is.
    """

    kop: str
    cel: Callable[[Any, Actor], Cel]


@dataclass(frozen=True)
class Leeg:
    """What an empty list says (`componenten/leeg.html`): what is not there, and what to do."""

    titel: str
    tekst: str = ""
    url: str = ""
    url_tekst: str = ""
    icoon: str = ""


@dataclass(frozen=True)
class Rij:
    """One row: each cell with the heading of its column."""

    cellen: list[tuple[str, Cel]]
    te_laat: bool


@dataclass(frozen=True)
class Lijst:
    """One page of a list, for `componenten/lijst.html`."""

    bijschrift: str
    koppen: list[str]
    rijen: list[Rij]
    pagina: Bladzij
    leeg: Leeg
    vandaag: date


def _cel(kolom: Kolom, rij: Any, actor: Actor) -> Cel:
    """What a row says in a column. One that does not open hides no other row."""
    try:
        return kolom.cel(rij, actor)
    except OntsleutelFout:
        return Cel(NIET_TE_LEZEN, zacht=True)


def filters_bij(request: ActorRequest) -> dict[str, Any]:
    """What this user keeps for a list (`componenten/filters.html`), and which of it he looks at."""
    vraag = keuzes(request.META.get("QUERY_STRING", ""))
    hier = [rij for rij in request.user.bewaarde_filters if rij.plek == request.path]
    gekozen = next((rij for rij in hier if rij.vraag == vraag), None)
    return {"bewaard": hier, "gekozen_filter": gekozen, "vraag": vraag}


def lijstpagina(
    request: ActorRequest,
    pagina: Bladzij,
    kolommen: Sequence[Kolom],
    *,
    titel: str,
    bijschrift: str,
    leeg: Leeg,
    toon: Callable[[list[Any]], Sequence[Any]] = list,
    te_laat: Callable[[Any], bool] = lambda rij: False,
    filter_: Filter | None = None,
    sjabloon: str = "lijst.html",
    **inhoud: Any,
) -> HttpResponse:
    """A page with a list. Of files it is `register.schermen.lijst`, that keeps the read log.

    Args:
        bijschrift: what it is a list of, for who cannot see it.
        toon: what the columns are filled from, where that is more than the row itself.
        te_laat: whether a row stands out as overdue.
        filter_: what the rows were narrowed by.
        inhoud: other inputs of `sjabloon`.
    """
    rijen = [
        Rij([(kolom.kop, _cel(kolom, rij, request.actor)) for kolom in kolommen], te_laat(rij))
        for rij in toon(pagina.rijen)
    ]
    koppen = [kolom.kop for kolom in kolommen]
    lijst = Lijst(bijschrift, koppen, rijen, pagina, leeg, request.actor.vandaag)
    inhoud |= {"titel": titel, "filter": filter_, "lijst": lijst, "pagina": pagina}
    inhoud |= filters_bij(request)
    return render(request, sjabloon, inhoud)
