"""Every table of the casusoverleg: Django loads them from here. Who uses one imports it from its topic."""

from .deelname.models import Deelname, Deelnameverzoek, GrondRvdk, Vangnet
from .dossier.models import (
    Afsluitadvies,
    Bijdrage,
    Bijzonderheid,
    Brief,
    Casus,
    Controle,
    Derde,
    Signaal,
    Weging,
)
from .plan.models import Doel, Maatregel, Plan, Voortgang
from .verstrekking.models import SoortGegeven, Toestemming, Verstrekking, VerstrektGegeven

__all__ = [
    "Afsluitadvies",
    "Bijdrage",
    "Bijzonderheid",
    "Brief",
    "Casus",
    "Controle",
    "Deelname",
    "Deelnameverzoek",
    "Derde",
    "Doel",
    "GrondRvdk",
    "Maatregel",
    "Plan",
    "Signaal",
    "SoortGegeven",
    "Toestemming",
    "Vangnet",
    "Verstrekking",
    "VerstrektGegeven",
    "Voortgang",
    "Weging",
]
