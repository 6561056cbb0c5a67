"""What every answer to a person says (AVG 15.1 and 12; MC 3, 12, 13)."""

from collections.abc import Sequence
from typing import NamedTuple


class Deel(NamedTuple):
    """One part of the answer.

    Args:
        alineas: in which names stand as `{partij}`, `{convenant}`, `{contact}` and `{fg}`.
    """

    kop: str
    alineas: Sequence[str]
    punten: Sequence[str] = ()


VAST = (
    Deel(
        "Waarom wij gegevens verwerken",
        [
            "Partijen werken samen om risico's door radicalisering, extremisme, uitreizen en"
            " terugkeer kleiner te maken, en om zorg te bieden (artikel 3 van het convenant)."
            " Een gezamenlijk plan is gericht op:"
        ],
        [
            "deradicalisering bevorderen;",
            "gedragsverandering stimuleren;",
            "veiligheidsrisico's beperken;",
            "uitreizen voorkomen;",
            "zorg bieden;",
            "hulp bieden aan achterblijvers, als zij dat willen.",
        ],
    ),
    Deel(
        "Waar de gegevens vandaan komen",
        [
            "Bij elk gegeven staat welke partij het gaf. Wie iets meldde, noemen wij niet: dat"
            " beschermt de rechten van anderen."
        ],
    ),
    Deel(
        "Hoe lang wij gegevens bewaren",
        ["Dit staat in artikel 13 van het convenant:"],
        [
            "Besluit de weegploeg dat er geen casusoverleg komt? Dan vernietigen wij de gegevens"
            " zo snel mogelijk, en uiterlijk na zes maanden.",
            "Andere gegevens gaan uiterlijk een jaar na de laatste verwerking naar een archief."
            " Alleen gemeente, politie en Openbaar Ministerie kunnen daarin kijken.",
            "Vijf jaar na de laatste verwerking vernietigen wij de gegevens.",
        ],
    ),
    Deel(
        "Uw rechten",
        ["U kunt ons vragen om het volgende. Schrijf naar: {contact}."],
        [
            "gegevens verbeteren of aanvullen (artikel 16 AVG);",
            "gegevens verwijderen (artikel 17 AVG);",
            "gegevens tijdelijk niet gebruiken (artikel 18 AVG);",
            "bezwaar maken tegen het verwerken van uw gegevens (artikel 21 AVG).",
        ],
    ),
    Deel(
        "Geen besluiten door een computer",
        [
            "Mensen beoordelen de gegevens. Er is geen geautomatiseerde besluitvorming en geen"
            " profilering."
        ],
    ),
    Deel(
        "Niet eens met dit antwoord?",
        [
            "Dit antwoord is een besluit. U kunt binnen zes weken na de datum van deze brief"
            " bezwaar maken bij {partij}. Schrijf naar: {contact}.",
            "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens, Postbus 93374,"
            " 2509 AJ Den Haag, autoriteitpersoonsgegevens.nl.",
        ],
    ),
    Deel(
        "Vragen",
        [
            "Verantwoordelijk voor deze verwerking is {partij}, samen met de andere"
            " partijen van {convenant}. Contact: {contact}.",
            "De functionaris gegevensbescherming: {fg}.",
        ],
    ),
)
