"""What is recorded on files at their end (MC 13). But for a decision it is no processing: the clock stands still."""

from register.berichten import Hoort, door_rol
from register.events import declareer

gebeurd = declareer(
    "retention",
    stil=(
        "nagekeken",
        "geinformeerd",
        "opgeschort",
        "uitstel_opgeheven",
        "teruggehaald",
        "archief_vervroegd",
        "wissen_voorgesteld",
        "wissen_akkoord",
        "wissen_ingetrokken",
    ),
    hoort={
        "gearchiveerd": "De dag stond vast, en er is niets te doen.",
        "vernietigd": "Het dossier is er niet meer. Wat eerder waarschuwt, is de werklijst.",
        "opgeschort": Hoort("De vernietiging van een dossier is uitgesteld.", door_rol),
        "uitstel_opgeheven": Hoort("Het uitstel van een vernietiging is opgeheven.", door_rol),
        "archief_vervroegd": Hoort("Een dossier gaat eerder naar het archief.", door_rol),
        "wissen_voorgesteld": Hoort(
            "De kernpartijen besloten om een dossier eerder te vernietigen.", door_rol
        ),
        "wissen_akkoord": Hoort("Een dossier wordt over een week vernietigd.", door_rol),
        "wissen_ingetrokken": Hoort("Een dossier wordt toch niet eerder vernietigd.", door_rol),
        "teruggehaald": "Wie het nieuwe dossier leest, hoort daar waarmee het begon.",
        "nagekeken": "Er verandert niets: wie het bijhoudt zag dat de termijn klopt.",
        "geinformeerd": "Het subject hoort dit zelf, en er is daarna niets te doen.",
        "aangevuld": "Wie de casus leest, hoort daar wat er is besloten.",
    },
    gearchiveerd="Naar het archief verplaatst",
    vernietigd="Vernietigd",
    archief_vervroegd="Besluit van de kernpartijen: eerder naar het archief",
    wissen_voorgesteld="Besluit van de kernpartijen: eerder vernietigen. Een tweede persoon kijkt nog",
    wissen_akkoord="Een tweede persoon stemde in met eerder vernietigen",
    wissen_ingetrokken="Het besluit om eerder te vernietigen ingetrokken",
    teruggehaald="Gegevens teruggehaald naar de weegploeg, in opdracht van de kernpartijen",
    opgeschort="Besluit van de kernpartijen: vernietiging uitgesteld",
    uitstel_opgeheven="Uitstel van de vernietiging opgeheven",
    geinformeerd="Vastgelegd dat het subject is geïnformeerd",
    aangevuld="Een besluit bij het dossier in het archief gelegd",
    nagekeken="Nagekeken: dit dossier mag worden vernietigd",
)
GEARCHIVEERD, VERNIETIGD = "retention.gearchiveerd", "retention.vernietigd"
