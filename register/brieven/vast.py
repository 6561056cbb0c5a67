"""What letters to a person say whoever it is about (AVG 12, 14, 15.1; Awb 3:45; MC 3, 12, 13)."""

from collections.abc import Sequence
from typing import NamedTuple

from convenant.models import Convenant, Mandaat


class Deel(NamedTuple):
    """One part of a letter.

    Args:
        alineas: in which names stand as `{contact}`, `{fg}`, `{bezwaar}` and `{namens}`.
    """

    kop: str
    alineas: Sequence[str]
    punten: Sequence[str] = ()


WAAROM = Deel(
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
)
BEWAREN = Deel(
    "Hoe lang gegevens worden bewaard",
    ["Dit staat in artikel 13 van het convenant:"],
    [
        "Besluit de weegploeg dat er geen casusoverleg komt? Dan worden de gegevens zo snel"
        " mogelijk vernietigd, en uiterlijk na zes maanden.",
        "Andere gegevens gaan uiterlijk een jaar na de laatste verwerking naar een archief."
        " Alleen gemeente, politie en Openbaar Ministerie kunnen daarin kijken.",
        "Vijf jaar na de laatste verwerking worden de gegevens vernietigd.",
    ],
)
RECHTEN = Deel(
    "Uw rechten",
    ["U kunt ons vragen om het volgende. Schrijf naar: {contact}."],
    [
        "gegevens verbeteren of aanvullen (artikel 16 AVG);",
        "gegevens laten vernietigen (artikel 17 AVG);",
        "gegevens tijdelijk niet gebruiken (artikel 18 AVG);",
        "bezwaar maken tegen het verwerken van uw gegevens (artikel 21 AVG).",
    ],
)
GEEN_AUTOMAAT = Deel(
    "Geen besluiten door een computer",
    [
        "Mensen beoordelen de gegevens. Er is geen geautomatiseerde besluitvorming en geen"
        " profilering."
    ],
)
# Of every letter that is a decision.
BEZWAAR = Deel(
    "Niet eens met dit besluit?",
    [
        "Dit is een besluit van {namens}. U kunt bezwaar maken binnen zes weken na de dag van deze"
        " brief. Stuur uw bezwaar naar: {bezwaar}. Zet in uw bezwaar:"
    ],
    [
        "uw naam en adres;",
        "de datum, en uw handtekening als u het per post stuurt;",
        "tegen welk besluit u bezwaar maakt: noem de datum en het nummer van deze brief;",
        "waarom u het niet eens bent met het besluit.",
    ],
)
AP = (
    "U kunt ook een klacht indienen bij de Autoriteit Persoonsgegevens, Postbus 93374,"
    " 2509 AJ Den Haag, autoriteitpersoonsgegevens.nl."
)
ANDERE_WEGEN = Deel(
    "Klacht en rechter",
    [
        "U krijgt een besluit op uw bezwaar. Bent u het daar ook niet mee eens? Dan kunt u in beroep"
        " gaan bij de rechtbank. Hoe dat gaat, staat in dat besluit.",
        AP,
    ],
)
# What the core parties agreed on who does what (AVG 26.2); the person may turn to each of them.
REGELING = Deel(
    "Wat de partijen onderling afspraken",
    [
        "Gemeente, politie en Openbaar Ministerie spraken dit af (artikel 4, 5, 11 en 12 van het convenant):"
    ],
    [
        "zij zijn samen verantwoordelijk, en u kunt zich tot elk van hen wenden;",
        "de uitvoerder ontvangt uw verzoek en zorgt voor het antwoord;",
        "uw verzoek kan ook naar een andere gemeente van het convenant gaan; die antwoordt u dan zelf;",
        "de kernpartijen besluiten samen of en door wie u wordt geïnformeerd;",
        "elke partij zorgt ervoor dat haar gegevens kloppen, en geeft door wat verandert.",
    ],
)
EIGEN = Deel(
    "Wie verantwoordelijk is",
    [
        "Elke instantie die meedoet, is zelf verantwoordelijk voor de gegevens die zij verwerkt. Dit antwoord"
        " gaat over de gegevens van {namens}. Wilt u weten wat een andere instantie heeft? Vraag het daar."
    ],
)
VRAGEN = Deel("Vragen", ["Contact: {contact}.", "De functionaris gegevensbescherming: {fg}."])


def gevuld(deel: Deel, convenant: Convenant, mandaat: Mandaat | None = None) -> Deel:
    """A part with the names of who gives it.

    Args:
        mandaat: under which the letter goes; None for parts that do not name it.
    """
    namen = {"contact": convenant.contact, "fg": convenant.fg_contact}
    if mandaat:
        namen |= {"bezwaar": mandaat.bezwaar, "namens": mandaat.namens}
    return deel._replace(alineas=[alinea.format(**namen) for alinea in deel.alineas])


def ondertekening(mandaat: Mandaat) -> list[str]:
    """In whose name it goes, and by which mandate (Awb 10:10)."""
    return [f"Namens {mandaat.namens},", mandaat.functie, f"Mandaat: {mandaat.besluit}"]
