"""Terms and predicates of a covenant, as pure functions."""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from gedeeld.actor import AANGESTELD, Rol

OPZEGTERMIJN = relativedelta(months=3)  # MC 18.2
EVALUATIE = relativedelta(years=2)  # MC 18.4
# Ours: "periodiek" is twice a year until a covenant says otherwise, and once a year at least (MC 8.3, 10.3).
CONTROLE_STANDAARD, CONTROLE_MIN, CONTROLE_MAX = 6, 1, 12  # months
# By their number in ISO 8601.
WEEKDAGEN = list(
    enumerate(("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"), 1)
)
GEMEENTECODE = "Vul de code van de gemeente in: vier cijfers, zoals 0983."

# Who configures or supervises opens no file (MC 8.4, 10.4), so the two never meet in one account.
ZONDER_DOSSIERS = (Rol.BEHEERDER, Rol.TOEZICHTHOUDER, Rol.FG)
GESCHEIDEN = "Een beheerder of toezichthouder mag geen dossiers zien. Gebruik voor deze rol een ander account."


def is_gemeentecode(code: str) -> bool:
    """Whether this can be the code of a municipality in the national list."""
    return len(code) == 4 and code.isascii() and code.isdecimal()


def doordeweeks() -> list[int]:
    """The days on which people work where nobody said otherwise."""
    return [1, 2, 3, 4, 5]


def geldig(van: date, tot: date | None, op: date) -> bool:
    """Whether a fact holds on a day; `tot` is the first day on which it no longer does."""
    return van <= op and (tot is None or op < tot)


def voorbij(van: date, tot: date | None, op: date) -> bool:
    """Whether a fact is over on a day: it ended, or it was ended before it began."""
    return tot is not None and (tot <= op or tot <= van)


def overlappen(een: tuple[date, date | None], ander: tuple[date, date | None]) -> bool:
    """Whether two facts, each by its `van` and `tot`, hold on one and the same day."""
    (een_van, een_tot), (ander_van, ander_tot) = een, ander
    return not voorbij(een_van, een_tot, ander_van) and not voorbij(ander_van, ander_tot, een_van)


def eindigt_op(opgezegd_op: date, bevestigd_op: date) -> date:
    """The first day on which a party that gave notice has no access (MC 18.2).

    Never a day that has begun: until that day the notice can be taken back.
    """
    return max(opgezegd_op + OPZEGTERMIJN, bevestigd_op + timedelta(days=1))


def evaluatie_op(in_werking_op: date) -> date:
    """The day on which the covenant is due for evaluation (MC 18.4)."""
    return in_werking_op + EVALUATIE


def past_niet(rol: Rol, *, kernpartij: bool, gemeente: bool) -> str:
    """Why a party can have nobody in this role, in a sentence; empty when it can (MC 1 l, 5, 12.1).

    The others than core parties only speak. The core parties appoint a secretary for a municipality:
    at police or OM one would keep the files of all.
    """
    if rol in AANGESTELD and not gemeente:
        return "Kies de gemeente waarvoor dit account werkt. Werkt het account voor meer gemeenten? Ken dan per gemeente een rol toe."
    if rol != Rol.VERTEGENWOORDIGER and not kernpartij:
        return "Deze partij kan alleen vertegenwoordigers hebben."
    return ""


def stand(van: date, tot: date | None, op: date) -> tuple[str, str]:
    """The state of a fact on a day, as a kind of badge and a few words."""
    if tot and voorbij(van, tot, op):
        return "neutraal", f"Beëindigd op {_dag(tot)}" if tot > van else "Nooit begonnen"
    if van > op:
        return "let_op", f"Begint op {_dag(van)}"
    return ("let_op", f"Eindigt op {_dag(tot)}") if tot else ("actief", "Actief")


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
