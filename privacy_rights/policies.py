"""A request is there for who handles those of the party that received it (MC 12.1).

What it copies from files is there for the secretary of the weegploeg among them (MC 8.4), and what was
changed in a file for who reads that file too.
"""

from gedeeld.rules import BEWAREN
from register.beleid import Regel, bestaat, bij_dossier, leest_dossier, ommuurd, rij_van
from register.houdbaar import houdbaar
from register.kringen import Kring

from .models import Brief, Uitvoering, Verzoek, Verzoekbrief, Zienswijze

bij_dossier(Verzoek, Verzoekbrief)
houdbaar(
    Verzoek,
    "Een verzoek van een betrokkene, met het antwoord",
    BEWAREN,
    "na de laatste verwerking, zoals elk dossier",
    taak="retention.tasks.vernietig_na_vijf_jaar",
)
ommuurd(
    Uitvoering,
    Regel(
        "leest_verzoek_en_dossier",
        f"{leest_dossier('{t}.verzoek_id')} AND {leest_dossier('{t}.bij_id')}",
    ),
)
ommuurd(Zienswijze, Regel("leest_het_dossier", leest_dossier("{t}.bij_id")))
ommuurd(
    Brief,
    Regel(
        "leest_het_verzoek_en_zoekt",
        bestaat(
            f"""register_dossier d WHERE d.id = {{t}}.verzoek_id
            AND '{Kring.UITVOERDER_WEEGPLOEG} ' || d.partij_id = ANY ({rij_van("kringen", "text")})"""
        ),
    ),
)
