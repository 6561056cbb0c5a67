"""Who hears of what happens in a casus: who reads it, and of a plan or a disclosure the partner (MC 10.4, 10.5)."""

from datetime import date
from typing import Any

from convenant.models import SoortPartij
from register.berichten import Hoort, door_rol, houder, kring, lezers, mensen_van, partij
from register.kringen import Kring

WEEGPLOEG = kring(Kring.WEEGPLOEG)
CONCEPT = "Aan een concept werkt alleen de uitvoerder. Als het plan vaststaat, hoort iedereen het."


def deelnemer(casus: Any, deelname: Any, dag: date) -> list[str]:
    """The party that takes part; not an adviser, who reads nothing (PB 3.4)."""
    return partij(casus, deelname, dag) if deelname.rol == deelname.Rol.DEELNEMER else []


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


def voorgelegd(casus: Any, plan: Any, dag: date) -> list[str]:
    """Who takes part and represents a party: the concept is to be talked over (MC 9.3)."""
    kern = [rij.pk for rij in casus.kernpartijen]
    return mensen_van([*kern, *van_het_convenant(casus, dag), *plan.voorgelegd_aan])


def las_het(casus: Any, verstrekking: Any, dag: date) -> list[str]:
    """The partner, when it could read what is recalled (MC 12.6)."""
    return partij(casus, verstrekking, dag) if verstrekking.bericht_van_intrekking else []


HOORT: dict[str, Hoort | str] = {
    "geopend": Hoort("Er is een casus geopend.", houder),
    "signaal_ontvangen": Hoort("Er kwam een signaal bij uit de weegploeg.", leden),
    "persoon_gecorrigeerd": Hoort("De gegevens van het subject zijn gecorrigeerd.", lezers),
    "geboortedatum_gecontroleerd": "Wie dat deed, kreeg zelf het antwoord.",
    "gelezen": "Een partij zegt dit over zichzelf. Er verandert niets voor een ander.",
    "aangehouden": Hoort(
        "Laat nu geen partijen toe: de kernpartijen bespreken hun besluit.", houder
    ),
    "losgelaten": Hoort("U kunt weer partijen toelaten.", houder),
    "deelname_begonnen": Hoort("Uw organisatie is gevraagd en doet mee.", deelnemer),
    "deelname_beeindigd": Hoort(
        "Uw organisatie doet niet meer mee.", gewezen_deelnemer, altijd=True
    ),
    "deelname_hersteld": Hoort("Uw organisatie doet weer mee.", deelnemer),
    "vangnet_gevraagd": "De beheerder vindt de vraag op zijn werklijst. Hij leest de casus niet.",
    "regisseur_aangewezen": Hoort("Uw organisatie is de casusregisseur.", regisseur),
    "analyse_vastgelegd": Hoort("De gezamenlijke analyse is gewijzigd.", leden),
    "bijdrage_toegevoegd": Hoort("Een partij bracht een gegeven in.", leden),
    "derde_toegevoegd": "Dit vraagt niets van een ander.",
    "derde_verwijderd": "Dit vraagt niets van een ander.",
    "plan_gemaakt": CONCEPT,
    "plan_gewijzigd": CONCEPT,
    "maatregel_toegevoegd": CONCEPT,
    "maatregel_gewijzigd": CONCEPT,
    "maatregel_geschrapt": CONCEPT,
    "plan_voorgelegd": Hoort("U kunt het concept van het plan lezen.", voorgelegd),
    "plan_vastgesteld": Hoort(
        "Het plan is vastgesteld. Kijk welke maatregelen van uw organisatie zijn.", lezers
    ),
    "nieuwe_versie": CONCEPT,
    "voortgang_gemeld": Hoort("Een partij meldde de voortgang van een maatregel.", houder),
    "afsluiten_geadviseerd": Hoort(
        "Het advies is om af te sluiten. De kernpartijen besluiten.", WEEGPLOEG
    ),
    "voortgezet": Hoort("De kernpartijen besloten: de aanpak gaat door.", lezers),
    # Parties that took part read it no longer.
    "afgesloten": Hoort("De kernpartijen besloten: de casus is afgesloten.", lezers, altijd=True),
    "deelname_gevraagd": Hoort("Een partij vraagt om mee te doen.", houder),
    "deelname_afgewezen": "Wie vroeg, leest hier niet of het nummer bestaat. De uitvoerder vertelt het.",
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
    "intrekking_gelezen": Hoort("De partner las dat de verstrekking is ingetrokken.", houder),
}
