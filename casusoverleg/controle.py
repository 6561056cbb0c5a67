"""How a casus is checked (MC 10.3)."""

from register.controle.soorten import Controles, declareer

from . import rules
from .dossier.models import Controle

declareer(
    "casusoverleg",
    Controles(
        Controle,
        mag=rules.mag_voeren,
        bezig=lambda casus: casus.loopt,
        verbeteren={
            "over wie het gaat": "casusoverleg:persoon",
            "analyse": "casusoverleg:analyse",
            "plan": "casusoverleg:plan",
            "deelnemers": "casusoverleg:casus#deelnemers",
            "andere personen": "casusoverleg:casus#derden",
        },
    ),
)
