"""The number of a file: drawn and not counted, and a slip of the pen shows in it.

A counted number tells who sees two of them how much there is in between, also of what he may not see.
"""

import re
import secrets

from gedeeld.actor import Actor

from .models import Dossier
from .muur import als

# A prime number of them, so that every slip shows. No vowels but one: no words come of it.
TEKENS = "23456789ABCDFGHJKMNPQRSTVWXYZ"
# Taken for 8, 6, 5 and 2. Older numbers have them; none is drawn any more, as a check character either.
VERWARREND = frozenset("BGSZ")
DUIDELIJK = [teken for teken in TEKENS if teken not in VERWARREND]
LENGTE = 5
VORM = re.compile(rf"([A-Z])-(\d{{4}})-([{TEKENS}]{{{LENGTE}}})([{TEKENS}])")


def nieuw_nummer(letter: str, jaar: int) -> str:
    """A number that no file has, such as `W-2026-7K4Q9P`.

    Args:
        letter: of the kind of file.
    """
    # Whether a number is taken tells nothing: nobody sees which ones were drawn in vain.
    with als(Actor.systeem("nummer")):
        while True:
            getrokken = "".join(secrets.choice(DUIDELIJK) for _ in range(LENGTE))
            controle = _controleteken(letter, str(jaar), getrokken)
            nummer = f"{letter}-{jaar}-{getrokken}{controle}"
            if controle not in VERWARREND and not Dossier.objects.filter(nummer=nummer).exists():
                return nummer


def genoemde_nummers(tekst: str) -> set[str]:
    """All that looks like the number of a file."""
    return {gevonden[0] for gevonden in VORM.finditer(tekst)}


def klopt(nummer: str) -> bool:
    """Whether a number was written down without a slip: one wrong character, or two that changed places."""
    delen = VORM.fullmatch(nummer)
    return delen is not None and _controleteken(*delen.groups()[:3]) == delen[4]


def _controleteken(letter: str, jaar: str, getrokken: str) -> str:
    """The character that makes the weighted sum a multiple of the number of characters, a prime."""
    som = sum(map(ord, letter)) + sum(plaats * int(cijfer) for plaats, cijfer in enumerate(jaar, 2))
    for plaats, teken in enumerate(getrokken, 2):
        som += plaats * TEKENS.index(teken)
    return TEKENS[-som % len(TEKENS)]
