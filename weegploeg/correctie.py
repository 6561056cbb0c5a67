"""Where a file of the weegploeg keeps what it said before (MC 8.3): for each of its core parties."""

from register.correctie.soorten import Correcties, declareer

from . import rules
from .models import Correctie

declareer("weegploeg", Correcties(Correctie, mag=rules.mag_wegen))
