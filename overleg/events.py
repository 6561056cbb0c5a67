"""What can happen to a file in a meeting, in the sentences of its timeline."""

from register.berichten import Hoort
from register.events import declareer

AGENDA = "Wie het dossier leest, ziet het op de agenda."
HOORT: dict[str, Hoort | str] = {
    "toegevoegd": AGENDA,
    "afgevoerd": AGENDA,
    "besproken": "Wie het besprak, was erbij. Wat besloten is, hoort ieder daar.",
}

gebeurd = declareer(
    "overleg",
    hoort=HOORT,
    stil=("toegevoegd", "afgevoerd", "besproken"),
    toegevoegd="Op de agenda van een overleg gezet",
    afgevoerd="Van de agenda van een overleg gehaald",
    besproken="Besproken in een overleg",
)
