"""Every table of the casusoverleg: Django loads them from here. Who uses one imports it from its topic."""

from .advies.models import Adviesvraag
from .deelname.models import Afspraak, Deelname, Deelnameverzoek, GrondRvdk, Regie, Vangnet
from .dossier.models import (
    Afloop,
    Afsluitadvies,
    Afweging,
    Band,
    Bijdrage,
    Bijzonderheid,
    Brief,
    Casus,
    Controle,
    Correctie,
    Derde,
    Doel,
    Doelevaluatie,
    Gebiedsanalyse,
    Reis,
    Signaal,
    Voortzetting,
    Weging,
)
from .informeren.models import Informeeradvies
from .partijvraag.models import Partijvraag
from .plan.models import Afzien, Maatregel, Oordeel, Plan, Voortgang
from .verstrekking.models import Toestemming, Verstrekking, VerstrektGegeven
from .zenden.models import Zending, Zendingantwoord, Zendinginhoud, Zendingsignaal

__all__ = [
    "Adviesvraag",
    "Afloop",
    "Afsluitadvies",
    "Afspraak",
    "Afweging",
    "Afzien",
    "Band",
    "Bijdrage",
    "Bijzonderheid",
    "Brief",
    "Casus",
    "Controle",
    "Correctie",
    "Deelname",
    "Deelnameverzoek",
    "Derde",
    "Doel",
    "Doelevaluatie",
    "Gebiedsanalyse",
    "GrondRvdk",
    "Informeeradvies",
    "Maatregel",
    "Oordeel",
    "Partijvraag",
    "Plan",
    "Regie",
    "Reis",
    "Signaal",
    "Toestemming",
    "Vangnet",
    "Verstrekking",
    "VerstrektGegeven",
    "Voortgang",
    "Voortzetting",
    "Weging",
    "Zending",
    "Zendingantwoord",
    "Zendinginhoud",
    "Zendingsignaal",
]
