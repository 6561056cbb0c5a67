"""Who hears of what happens in a file of the weegploeg: its members and secretaries, and nobody else (MC 8.4)."""

from operator import attrgetter

from register.berichten import Hoort, kring, partij
from register.kringen import Kring

WEEGPLOEG = kring(Kring.WEEGPLOEG)

HOORT: dict[str, Hoort | str] = {
    "geopend": Hoort("Er is een melding ingebracht in de weegploeg.", WEEGPLOEG),
    "aangenomen": "Wie het dossier leest, hoort al dat het is geopend.",
    "heractiveerd": Hoort(
        "De kernpartijen haalden gegevens uit het archief terug naar de weegploeg.", WEEGPLOEG
    ),
    "ingebracht": Hoort("Er is nog een melding bij dit dossier gekomen.", WEEGPLOEG),
    "signaal_gedeeld": "Wie de casus leest, hoort daar dat er een signaal bij kwam.",
    "signaal_niet_gedeeld": "Er verandert niets voor een ander.",
    "subject_gewijzigd": Hoort("De gegevens van het subject zijn gewijzigd.", WEEGPLOEG),
    "doel_vastgelegd": Hoort("Het doel van een dossier is vastgelegd.", WEEGPLOEG),
    "signaal_toegevoegd": Hoort("Een kernpartij voegde een signaal toe.", WEEGPLOEG),
    "signaal_verbeterd": Hoort("Een kernpartij verbeterde een signaal.", WEEGPLOEG),
    "antwoord_verbeterd": Hoort("Een antwoord van een partner is verbeterd.", WEEGPLOEG),
    "achtergehouden": Hoort("Een kernpartij legde vast dat zij iets achterhoudt.", WEEGPLOEG),
    "doorgegeven": Hoort("De gemeente gaf iets door aan een andere instantie.", WEEGPLOEG),
    "signaal_geplaatst": Hoort("Een lid plaatste een signaal op het bord.", WEEGPLOEG),
    "weging_verbeterd": Hoort("De weging is verbeterd.", WEEGPLOEG),
    "gewogen": Hoort("De signalen zijn gewogen.", WEEGPLOEG),
    "meegewogen": "De weging is dezelfde. Er verandert niets voor een ander.",
    "geagendeerd": Hoort("Er ligt een besluit vast: er komt een casusoverleg.", WEEGPLOEG),
    # Who has nothing to finish in it does not read the file any more.
    "niet_geagendeerd": Hoort(
        "Er ligt een besluit vast: er komt geen casusoverleg.", WEEGPLOEG, altijd=True
    ),
    "vernietigen": Hoort("Besloten is om een dossier te vernietigen.", WEEGPLOEG, altijd=True),
    "bewaren": Hoort("Besloten is om een dossier nog te bewaren.", WEEGPLOEG, altijd=True),
    "duiding_gevraagd": Hoort("Er ligt een besluit vast: nadere duiding gevraagd.", WEEGPLOEG),
    "vraag_gesteld": Hoort(
        "Er is een vraag aan uw organisatie.", partij, altijd=True, nummer=attrgetter("nummer")
    ),
    "vragen_erbij": Hoort("De uitvoerder stelde nog een vraag om nadere duiding.", WEEGPLOEG),
    "dag_verzet": Hoort("De laatste dag van een vraag om nadere duiding is verzet.", WEEGPLOEG),
    "andere_dag": Hoort(
        "De laatste dag om te antwoorden op een vraag is anders.",
        partij,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "vraag_herinnerd": Hoort(
        "Een vraag aan uw organisatie wacht nog op antwoord.",
        partij,
        altijd=True,
        nummer=attrgetter("nummer"),
    ),
    "duiding_ontvangen": Hoort("Een partner gaf antwoord op een vraag.", WEEGPLOEG),
    "terug_op_agenda": Hoort("Het dossier staat weer op de agenda van de weegploeg.", WEEGPLOEG),
    "standpunten_gevraagd": Hoort("De uitvoerder vraagt wat uw partij vindt.", WEEGPLOEG),
    "standpunt_gegeven": Hoort("Een kernpartij gaf haar standpunt.", WEEGPLOEG),
    "besluit_bevestigd": "Wie het besluit leest, ziet wie het bevestigde.",
    "bezwaar_gemaakt": Hoort("Een kernpartij maakt bezwaar tegen een besluit.", WEEGPLOEG),
    "bezwaar_ingetrokken": Hoort("Een kernpartij trok haar bezwaar in.", WEEGPLOEG),
    "besluit_gecorrigeerd": Hoort("Een vastgelegd besluit is gecorrigeerd.", WEEGPLOEG),
    "besluit_herroepen": Hoort("Een besluit was verkeerd vastgelegd. U weegt verder.", WEEGPLOEG),
    "besluit_gehandhaafd": Hoort("Na een bezwaar blijft het besluit zoals het is.", WEEGPLOEG),
    "informeren": Hoort("Besloten is om het subject te informeren.", WEEGPLOEG),
    "niet_informeren": Hoort("Besloten is om het subject niet te informeren.", WEEGPLOEG),
    "nog_niet_informeren": Hoort("Besloten is om later te informeren.", WEEGPLOEG),
    "contact": Hoort("Er was contact met het subject. Dat moet dan geïnformeerd zijn.", WEEGPLOEG),
    "geinformeerd": Hoort("Het subject is geïnformeerd.", WEEGPLOEG),
    "teruggekoppeld": "De partij die inbracht, sprak haar eigen melder.",
    "plan_afgesloten": "Wie dit leest, leest ook de casus en hoort het daar.",
    "plan_voortgezet": "Wie dit leest, leest ook de casus en hoort het daar.",
}
