"""Where a casus keeps what it said before (MC 10.3): for its core parties and secretaries alone."""

from register.correctie.soorten import Correcties, declareer

from .dossier.models import Correctie
from .rules import ziet_eerdere_waarde

declareer("casusoverleg", Correcties(Correctie, mag=ziet_eerdere_waarde))
