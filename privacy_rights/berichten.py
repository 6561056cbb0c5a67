"""Who hears of a request: who handles it (MC 12.1). And of the restriction of a file: who reads it (AVG 19)."""

from register.berichten import Hoort, door_rol, kring, lezers
from register.kringen import Kring

from .toestaan import TOESTAAN

ZOEKT = "De uitvoerder die zoekt en antwoordt, doet dit zelf."

HOORT: dict[str, Hoort | str] = {
    "geregistreerd": Hoort("Er is een verzoek van een betrokkene.", door_rol),
    "identiteit_vastgesteld": Hoort(
        "De identiteit staat vast. U kunt zoeken en antwoorden.", kring(Kring.UITVOERDER_WEEGPLOEG)
    ),
    "verlengd": Hoort("De termijn van het antwoord is verlengd.", door_rol),
    "dossiers_gekozen": ZOEKT,
    "schrijfwijze_toegevoegd": ZOEKT,
    "dossier_toegevoegd": ZOEKT,
    "gecontroleerd": ZOEKT,
    "beantwoord": Hoort("Het verzoek is beantwoord.", door_rol),
    "geweigerd": Hoort("Er is besloten om geen inzage te geven.", door_rol),
    "afgehandeld": Hoort("Er is besloten op het verzoek.", door_rol),
    "besluit_verteld": "Wie het verzoek leest, ziet het.",
    "ingetrokken": Hoort("Het verzoek is gestopt.", door_rol),
    "andere_wet": Hoort("Het verzoek valt onder een andere wet.", door_rol),
    "doorgezonden": Hoort("Het verzoek is doorgezonden.", door_rol),
    "doorzending_verteld": "Wie het verzoek leest, ziet het.",
    "via_ander": Hoort("Er is een verzoek dat bij een andere gemeente binnenkwam.", door_rol),
    "niemand": "Het verzoek wordt vernietigd; er is niets meer te doen.",
    "eigen_kijk": Hoort(
        "De persoon kijkt ergens anders naar: dat staat nu bij het dossier.", lezers
    ),
    **dict.fromkeys(
        ("vastgehouden", "losgelaten"),
        "Er is niets te doen, en wie het dossier leest hoeft van het verzoek niet te weten.",
    ),
    "uitgevoerd": Hoort("Een besluit op een verzoek is uitgevoerd.", door_rol),
    # Who took part does not read it meanwhile, and must know that (AVG 19).
    "beperkt": Hoort("Het gebruik van de gegevens is beperkt.", lezers, altijd=True),
    "beperking_bekeken": "Er verandert niets voor een ander.",
    **dict.fromkeys(TOESTAAN, "Wie het dossier leest, ziet het in de tijdlijn."),
    "beperking_opgeheven": Hoort("De beperking van de gegevens is opgeheven.", lezers),
}
