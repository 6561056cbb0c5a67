"""What can happen to a letter, in the sentences of the time line of its file.

A letter moves no clock: a message is no processing for the approach (MC 13.1).
"""

from register.berichten import Hoort, door_rol
from register.events import declareer

gebeurd = declareer(
    "brieven",
    hoort={
        "definitief": "Pas als de brief is verstuurd, verandert er iets voor een ander.",
        "verstuurd": Hoort("Er is een brief verstuurd.", door_rol),
        "weg": "Een concept dat niemand kreeg, verandert niets voor een ander.",
    },
    stil=("definitief", "verstuurd", "weg"),
    definitief="Brief definitief gemaakt",
    verstuurd="Brief verstuurd",
    weg="Concept van een brief weggegooid",
)
