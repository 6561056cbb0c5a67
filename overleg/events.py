"""What can happen to a file in a meeting, in the sentences of its timeline."""

from register.berichten import Hoort
from register.events import declareer

AGENDA = "Wie het dossier leest, ziet het op de agenda."
HOORT: dict[str, Hoort | str] = {
    "toegevoegd": AGENDA,
    "afgevoerd": AGENDA,
    "niet_besproken": "Het komt vanzelf op de volgende agenda, en daar ziet wie het dossier leest het.",
    "erbij": "Wie erbij was, leest het in het verslag.",
    "besproken": "Wie het besprak, was erbij. Wat besloten is, hoort ieder daar.",
}

gebeurd = declareer(
    "overleg",
    hoort=HOORT,
    stil=("toegevoegd", "afgevoerd", "besproken", "erbij", "niet_besproken"),
    toegevoegd="Op de agenda van een overleg gezet",
    afgevoerd="Van de agenda van een overleg gehaald",
    besproken="Besproken in een overleg",
    erbij="Vastgelegd wie erbij was in een overleg, en wat ieder inbracht",
    niet_besproken="Stond op de agenda van een overleg, en is niet besproken",
)
