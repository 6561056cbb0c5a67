"""What the tests start from: values made by factories, and files in each of their states.

`gegevens` has the values that a decision takes or a browser sends: a person, a signal, a partner. The
other modules have one kind of file each, and bring it into a state by the decisions that a user would
take, so a state that a test starts from can also be reached. Only `oud` writes rows (it says why).
"""

from tests.hulp import casussen, dossiers, gegevens, meldingen, oud, verzoeken, weegploeg
from tests.hulp.gegevens import jaren_geleden, vandaag, verlopen

__all__ = [
    "casussen",
    "dossiers",
    "gegevens",
    "jaren_geleden",
    "meldingen",
    "oud",
    "vandaag",
    "verlopen",
    "verzoeken",
    "weegploeg",
]
