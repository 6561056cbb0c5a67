"""The second wall of incidents: who reported, who assesses, and the supervisor of the covenant (ADR 9)."""

from gedeeld.rules import BEWAREN
from register.beleid import (
    ALLES,
    BIJSCHRIJVEN,
    LEZEN,
    TOEVOEGEN,
    VERWIJDEREN,
    WIJZIGEN,
    Regel,
    bestaat,
    instelling,
    ommuurd,
    rij_van,
    vrij,
)
from register.houdbaar import houdbaar
from register.kringen import Kring

from .models import (
    Beoordeling,
    Bevinding,
    Getroffen,
    Incident,
    Meldafspraak,
    Planonderdeel,
    Steekproef,
    Uitvoering,
)

GEBRUIKER, CONVENANT = instelling("gebruiker", "uuid"), instelling("convenant", "uuid")
KRINGEN = rij_van("kringen", "text")
HIER = f"convenant_id = {CONVENANT}"
TOEZICHT = f"{instelling('toezicht', 'text')} = 'ja'"
BEOORDEELT = (
    f"('{Kring.WEEGPLOEG} ' || gemeente_id = ANY ({KRINGEN})"
    f" OR '{Kring.UITVOERDERS} ' || gemeente_id = ANY ({KRINGEN}))"
)
MELDER = f"melder_id = {GEBRUIKER}"
ommuurd(
    Incident,
    Regel(
        "meldde_beoordeelt_of_toezicht",
        f"{HIER} AND ({MELDER} OR {BEOORDEELT} OR {TOEZICHT})",
        (LEZEN,),
    ),
    Regel("meldt_zelf", f"{HIER} AND {MELDER}", (TOEVOEGEN,)),
    Regel("beoordeelt", f"{HIER} AND {BEOORDEELT}", (WIJZIGEN,)),
    mag=ALLES,  # a job removes them
)


def van_incident(wie: str) -> str:
    """Whether a row hangs on an incident of the covenant that this holds of."""
    return bestaat(f"beveiliging_incident WHERE id = {{t}}.incident_id AND {HIER} AND {wie}")


# Who reported an incident does not read what was said of it.
ommuurd(
    Beoordeling,
    Regel("beoordeelt_of_toezicht", van_incident(f"({BEOORDEELT} OR {TOEZICHT})"), (LEZEN,)),
    Regel("beoordeelt_zelf", f"door_id = {GEBRUIKER} AND {van_incident(BEOORDEELT)}", (TOEVOEGEN,)),
    mag=(*BIJSCHRIJVEN, VERWIJDEREN),
)
ommuurd(
    Getroffen,
    Regel("beoordeelt_of_toezicht", van_incident(f"({BEOORDEELT} OR {TOEZICHT})"), (LEZEN,)),
    Regel("toezicht", van_incident(TOEZICHT), (TOEVOEGEN,)),
    mag=(*BIJSCHRIJVEN, VERWIJDEREN),
)
vrij(
    Meldafspraak,
    reden="Functies, termijnen en nummers om te bellen; niets over een persoon.",
    mag=(LEZEN, TOEVOEGEN, WIJZIGEN),
)
vrij(
    Uitvoering,
    Planonderdeel,
    reden="Welke plicht wanneer is gedaan, en hoe de beveiliging is geregeld; niets over een persoon.",
    mag=BIJSCHRIJVEN,
)
# What the supervisor drew and found is for the supervisor of the covenant alone.
ommuurd(
    Steekproef,
    Regel("toezicht", f"{HIER} AND {TOEZICHT}", (LEZEN, WIJZIGEN)),
    Regel("toezicht_zelf", f"{HIER} AND {TOEZICHT} AND door_id = {GEBRUIKER}", (TOEVOEGEN,)),
    mag=ALLES,  # a job removes them
)
VAN_STEEKPROEF = bestaat(
    f"beveiliging_steekproef WHERE id = {{t}}.steekproef_id AND {HIER} AND {TOEZICHT}"
)
ommuurd(
    Bevinding,
    Regel("toezicht", VAN_STEEKPROEF, (LEZEN,)),
    Regel("toezicht_zelf", f"door_id = {GEBRUIKER} AND {VAN_STEEKPROEF}", (TOEVOEGEN,)),
    mag=(*BIJSCHRIJVEN, VERWIJDEREN),
)
houdbaar(
    Incident,
    "Wat er misging met gegevens (incident)",
    BEWAREN,
    "na het afsluiten",
    taak="beveiliging.tasks.ruim_incidenten_op",
)
houdbaar(
    Steekproef,
    "Een steekproef uit het logboek",
    BEWAREN,
    "na het afronden",
    taak="beveiliging.tasks.ruim_steekproeven_op",
)
