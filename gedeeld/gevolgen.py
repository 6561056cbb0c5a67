"""What an act will do, read before it is done ("dit gebeurt er").

The act is done, what came of it is read from the rows, and all of it is undone: so the page says what
happens and not what somebody thought would. It is done when the reader confirms exactly those sentences;
when they changed meanwhile, he reads them again.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

NAAM, TERUG = (
    "gevolgen",
    "terug",
)  # names in the form: what was read, and that he wants to change it
LATER = {"csrfmiddlewaretoken", "eenmalig", NAAM, TERUG}  # what the page that asks has of its own


@dataclass(frozen=True)
class Gevolg:
    """One kind of consequence.

    Args:
        kop: a few words, such as "Wie krijgt toegang".
        zinnen: what happens, in sentences; nothing of it is shown where there are none.
    """

    kop: str
    zinnen: Sequence[str]


class EerstLezen(Exception):
    """An act was undone, because nobody read yet what it does.

    Args:
        gevolgen: what it does.
        veranderd: whether something else was read before.
    """

    def __init__(self, gevolgen: list[Gevolg], *, veranderd: bool) -> None:
        super().__init__()
        self.gevolgen, self.veranderd = gevolgen, veranderd

    @property
    def afdruk(self) -> str:
        """What the form bears that says that this was read."""
        return _afdruk(self.gevolgen)


def na_lezen(
    request: HttpRequest, daad: Callable[[], object], lees: Callable[[], list[Gevolg]]
) -> Callable[[], object]:
    """The act, undone unless the form says that what it leads to was read.

    Args:
        daad: takes the decision.
        lees: reads from the rows what came of it.

    Raises:
        EerstLezen: when the result is called.
    """

    def doe() -> object:
        with transaction.atomic():
            uit = daad()
            gevolgen = [gevolg for gevolg in lees() if gevolg.zinnen]
            gelezen = request.POST.get(NAAM, "")
            if gelezen != _afdruk(gevolgen):
                raise EerstLezen(gevolgen, veranderd=bool(gelezen))
        return uit

    return doe


def wil_terug(request: HttpRequest) -> bool:
    """Whether who reads what will happen wants to change what he filled in."""
    return TERUG in request.POST


def gepost(request: HttpRequest) -> list[tuple[str, str]]:
    """What was filled in, to send once more with the confirmation."""
    return [
        (naam, waarde)
        for naam, waarden in request.POST.lists()
        if naam not in LATER
        for waarde in waarden
    ]


def _afdruk(gevolgen: Sequence[Gevolg]) -> str:
    """Whatever the order: the same sentences were read when the rows came in another one."""
    tekst = "\n".join(sorted(f"{g.kop}: {zin}" for g in gevolgen for zin in g.zinnen))
    return str(salted_hmac("gevolgen", tekst, algorithm="sha256").hexdigest()[:32])
