"""How a file of the weegploeg is checked (MC 8.3)."""

from register.controle.soorten import Controles, declareer

from . import rules
from .models import Controle, WeegploegDossier

declareer(
    "weegploeg",
    Controles(
        Controle,
        mag=rules.mag_besluiten,
        # As long as a signal can come in: after "geen casusoverleg" or closing it is only kept.
        bezig=lambda dossier: dossier.stand in WeegploegDossier.NEEMT_IN,
        verbeteren={
            "over wie het gaat": "weegploeg:subject",
            "signalen": "weegploeg:dossier#signalen",
            "weging": "weegploeg:dossier#weging",
            "besluiten": "weegploeg:dossier#besluiten",
        },
    ),
)
