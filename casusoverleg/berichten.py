"""Who hears of what happens in a casus: who reads it, and of a plan or a disclosure the partner (MC 10.4, 10.5)."""

from datetime import date
from operator import attrgetter
from typing import Any

from convenant.models import SoortPartij
from register.berichten import Hoort, door_rol, houder, kring, lezers, mensen_van, partij
from register.kringen import Kring

WEEGPLOEG = kring(Kring.WEEGPLOEG)
CONCEPT = "Aan een concept werkt alleen de uitvoerder. Als het plan vaststaat, hoort iedereen het."


def deelnemer(casus: Any, deelname: Any, dag: date) -> list[str]:
    """The party that takes part; not an adviser or who is invited only: they read nothing (PB 3.4)."""
    leest = deelname.aanvaard_op and deelname.rol == deelname.Rol.DEELNEMER
    return partij(casus, deelname, dag) if leest else []


def gewezen_deelnemer(casus: Any, deelname: Any, dag: date) -> list[str]:
    """The same, when its time had begun: who never read the casus does not hear of it now."""
    return deelnemer(casus, deelname, dag) if deelname.van <= dag else []


def van_het_convenant(casus: Any, dag: date) -> list[Any]:
    """Keys of the parties that take part and are no external partner."""
    rijen = casus.deelnames.werkend(dag).exclude(partij__soort=SoortPartij.EXTERN)
    rol = rijen.model.Rol.DEELNEMER
    return list(rijen.filter(rol=rol).values_list("partij_id", flat=True))


def leden(casus: Any, over: Any, dag: date) -> list[str]:
    """Who reads the whole casus: by role, and parties of the covenant that take part (MC 10.4)."""
    return [*door_rol(casus, over, dag), *mensen_van(van_het_convenant(casus, dag))]


def toestemmers(casus: Any, over: Any, dag: date) -> list[str]:
    """Who represents a party that must consent to a disclosure (MC 10.5)."""
    kern = [rij.pk for rij in casus.kernpartijen]
    return mensen_van([*kern, *van_het_convenant(casus, dag)])


def regisseur(casus: Any, over: Any, dag: date) -> list[str]:
    """The party that has the lead."""
    return mensen_van([casus.regisseur_id])


def gevraagden(casus: Any, afzien: Any, dag: date) -> list[str]:
    """Who was asked to refrain from a measure, and nobody else (MvT 2.1)."""
    return mensen_van(afzien.gevraagd)


def voorgelegd(casus: Any, plan: Any, dag: date) -> list[str]:
    """Who takes part and represents a party: the concept is to be talked over (MC 9.3)."""
    kern = [rij.pk for rij in casus.kernpartijen]
    return mensen_van([*kern, *van_het_convenant(casus, dag), *plan.voorgelegd_aan])


def las_het(casus: Any, verstrekking: Any, dag: date) -> list[str]:
    """The partner, when it could read what is recalled (MC 12.6)."""
    return partij(casus, verstrekking, dag) if verstrekking.bericht_van_intrekking else []


def gevraagd(casus: Any, zending: Any, dag: date) -> list[str]:
    """Who gave something that is to go to another municipality (WV 4)."""
    return mensen_van(zending.antwoorden.values_list("partij_id", flat=True))


def andere_gemeente(casus: Any, zending: Any, dag: date) -> list[str]:
    """The secretary of the weegploeg to whom it was offered; by the number of the sending."""
    return [Kring.UITVOERDER_WEEGPLOEG.van(zending.aan_id)] if zending.aangeboden_op else []


HOORT: dict[str, Hoort | str] = {
    "geopend": Hoort("Er is een casus geopend.", houder),
    "signaal_ontvangen": Hoort("Er kwam een signaal bij uit de weegploeg.", leden),
    "signaal_verbeterd": Hoort("Een signaal in de casus is verbeterd of vernietigd.", leden),
    "weging_verbeterd": Hoort("De weging in de casus is verbeterd.", leden),
    "persoon_gecorrigeerd": Hoort("De gegevens van het subject zijn gecorrigeerd.", lezers),
    "reis_vastgelegd": Hoort("De uitreis of terugkeer van het subject is vastgelegd.", leden),
    "band_vastgelegd": Hoort("De band met de gemeente is vastgelegd.", leden),
    "geboortedatum_gecontroleerd": "Wie dat deed, kreeg zelf het antwoord.",
    "gelezen": "Een partij zegt dit over zichzelf. Er verandert niets voor een ander.",
    "aangehouden": Hoort(
        "Laat nu geen partijen toe: de kernpartijen bespreken hun besluit.", houder
    ),
    "losgelaten": Hoort("U kunt weer partijen toelaten.", houder),
    "deelname_begonnen": Hoort("Uw organisatie is toegelaten en doet mee.", deelnemer),
    "uitgenodigd": Hoort(
        "Uw organisatie is uitgenodigd voor een casusoverleg.",
        partij,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "uitnodiging_aangenomen": Hoort("Een uitgenodigde partij doet mee.", houder),
    "uitnodiging_afgeslagen": Hoort("Een uitgenodigde partij doet niet mee.", houder),
    "deelname_beeindigd": Hoort(
        "Uw organisatie doet niet meer mee.", gewezen_deelnemer, altijd=True
    ),
    "deelname_hersteld": Hoort("Uw organisatie doet weer mee.", deelnemer),
    "beroepsgeheim_vastgelegd": "Wie de casus leest, ziet dit bij de deelnemers.",
    "afspraak_vastgelegd": "De partij was bij de afspraak. Wie de casus leest, ziet haar daar.",
    "vangnet_gevraagd": "De beheerder vindt de vraag op zijn werklijst. Hij leest de casus niet.",
    "vangnet_afgewezen": "De uitvoerder zag dit zelf, op zijn werklijst.",
    "regisseur_aangewezen": Hoort("Uw organisatie is de casusregisseur.", regisseur),
    "analyse_vastgelegd": Hoort("De gezamenlijke analyse is gewijzigd.", leden),
    "bijdrage_toegevoegd": Hoort("Een partij bracht een gegeven in.", leden),
    "kern_bijdrage": Hoort("Er is een gegeven ingebracht voor de kernpartijen.", door_rol),
    "bijdrage_verbeterd": Hoort("Een ingebracht gegeven is verbeterd.", leden),
    "kern_verbeterd": Hoort("Een gegeven voor de kernpartijen is verbeterd.", door_rol),
    "afgewogen": "Wie de casus leest, ziet dit daar.",
    "derde_toegevoegd": "Dit vraagt niets van een ander.",
    "derde_verwijderd": "Dit vraagt niets van een ander.",
    "plan_gemaakt": CONCEPT,
    "plan_gewijzigd": CONCEPT,
    "maatregel_toegevoegd": CONCEPT,
    "rijk_aangekondigd": Hoort(
        "Er is een maatregel van het Rijk aangekondigd. Die kan door de aanpak heen gaan.",
        regisseur,
    ),
    "maatregel_gewijzigd": CONCEPT,
    "maatregel_geschrapt": CONCEPT,
    "plan_voorgelegd": Hoort("U kunt het concept van het plan lezen.", voorgelegd),
    "oordeel_gegeven": Hoort("Een partij zei wat zij van het concept vindt.", houder),
    "herinnerd": Hoort("De casusregisseur vraagt hoe het met een maatregel van u staat.", partij),
    "afgestemd": Hoort("Een partij stemt iets met u af over een maatregel.", gevraagden),
    "advies_gevraagd": "Wie de casus leest, ziet dit daar.",
    "advies_ontvangen": Hoort("Er is een advies van een deskundige.", leden),
    "informeren_geadviseerd": Hoort(
        "Het casusoverleg adviseert over informeren van de betrokkene.", WEEGPLOEG
    ),
    "informeren_veranderd": Hoort("Er is iets besloten over informeren.", houder),
    "bespreekdag_gekozen": "Wie de casus leest, ziet dit daar. Er verandert niets.",
    "voortgang_besproken": "Wie de casus leest, ziet dit daar. Er verandert niets.",
    "plan_vastgesteld": Hoort(
        "Het plan is vastgesteld. Kijk welke maatregelen van uw organisatie zijn.", lezers
    ),
    "nieuwe_versie": CONCEPT,
    "voortgang_gemeld": Hoort("Een partij meldde de voortgang van een maatregel.", houder),
    "afsluiten_geadviseerd": Hoort(
        "Het advies is om af te sluiten. De kernpartijen besluiten.", WEEGPLOEG
    ),
    "stil_gezien": "Er verandert niets: de volgende waarschuwing komt vanzelf.",
    "doorgegaan": Hoort("De kernpartijen besloten dat de aanpak doorgaat.", leden),
    "voortgezet": Hoort("De kernpartijen besloten: de aanpak gaat door.", lezers),
    # Parties that took part read it no longer.
    "afgesloten": Hoort("De kernpartijen besloten: de casus is afgesloten.", lezers, altijd=True),
    "deelname_gevraagd": Hoort("Een partij vraagt om mee te doen.", houder),
    "deelname_afgewezen": "Wie vroeg, leest hier niet of het nummer bestaat. De uitvoerder vertelt het.",
    "verkennen_gevraagd": Hoort(
        "Uw organisatie is gevraagd om te kijken of zij een rol heeft.",
        partij,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "adviseur_gevraagd": Hoort(
        "Uw organisatie is om advies gevraagd.", partij, altijd=True, nummer=attrgetter("nummer")
    ),
    "eigen_gegevens_bericht": Hoort(
        "Er is een bericht over wat uw organisatie inbracht.",
        partij,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "partijvraag_beantwoord": Hoort("Een gevraagde partij gaf antwoord.", houder),
    "partijvraag_gestopt": Hoort(
        "Een vraag aan uw organisatie is gestopt.", partij, altijd=True, nummer=attrgetter("nummer")
    ),
    "verstrekking_gevraagd": Hoort(
        "Uw toestemming is gevraagd om gegevens te verstrekken.", toestemmers
    ),
    "toestemming_gegeven": Hoort("Een partij gaf toestemming voor een verstrekking.", houder),
    "toestemming_geweigerd": Hoort(
        "Een partij weigerde toestemming voor een verstrekking.", houder
    ),
    "verstrekt": Hoort("Uw organisatie kan verstrekte gegevens lezen.", partij),
    "verstrekking_ingetrokken": Hoort(
        "Een verstrekking aan uw organisatie is ingetrokken.", las_het, altijd=True
    ),
    "zending_gemaakt": Hoort("Uw toestemming is gevraagd voor een andere gemeente.", gevraagd),
    "zending_akkoord": Hoort("Een partij gaf toestemming voor een andere gemeente.", houder),
    "zending_niet_akkoord": Hoort(
        "Een partij weigerde: er gaat niets naar de andere gemeente.", houder
    ),
    "zending_aangeboden": Hoort(
        "Een andere gemeente biedt uw gemeente gegevens aan.",
        andere_gemeente,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "zending_aangenomen": Hoort("De andere gemeente nam de gegevens aan.", houder),
    "zending_geweigerd": Hoort("De andere gemeente weigerde de gegevens.", houder),
    "zending_verlopen": Hoort("De andere gemeente gaf geen antwoord op tijd.", houder),
    "zending_ingetrokken": Hoort(
        "Een andere gemeente trok in wat zij aanbood.",
        andere_gemeente,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "intrekking_gelezen": "Komt niet meer voor: de partner bevestigt de kennisgeving.",
}
