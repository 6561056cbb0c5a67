"""What an installation of an earlier release holds lives on in this one."""

import gzip
import json
from pathlib import Path

import pytest

from config import sleutels
from gereedschap import services
from tests.release.bewaar import HIER, draai, installatie, migraties, programma

UITGAVEN = sorted(HIER.glob("demo-*.sql.gz"))
elke_uitgave = pytest.mark.parametrize("uitgave", UITGAVEN, ids=[pad.name for pad in UITGAVEN])

# How many decisions there are, and of how many three parties agreed of which no name was kept; how
# many terms, and of how many it is known who keeps the file; and how many signals and contributions, and
# of how many it says that nobody recorded of what kind they are.
GEVULD = """
from collections import Counter
from django.db.models import F
from gedeeld.actor import Actor
from register.models import Termijn
from register.muur import als
from casusoverleg import models as casus
from meldingen import models as melding
from weegploeg import models as weegploeg
from weegploeg.models import Spreker, Vastlegging
GEGEVENS = (melding.Signaal, weegploeg.Signaal, casus.Signaal, casus.Bijdrage)
with als(Actor.systeem("proef")):
    per = Counter(Spreker.objects.filter(gemachtigd=False).values_list("vastlegging", flat=True))
    print(Vastlegging.objects.count(), sum(aantal == 3 for aantal in per.values()))
    rijen = [rij.aard for model in GEGEVENS for rij in model.objects.all()]
    print(len(rijen), rijen.count("onbekend"))
    print(Termijn.objects.count(), Termijn.objects.filter(houder=F("dossier__houder")).count())
"""


def test_er_is_een_uitgave() -> None:
    assert UITGAVEN


def _bij(uitgave: Path) -> dict[str, dict[str, str]]:
    bij: dict[str, dict[str, str]]
    bij = json.loads(uitgave.with_name(uitgave.name.replace(".sql.gz", ".json")).read_text())
    return bij


@elke_uitgave
def test_een_migratie_die_is_uitgebracht_verandert_niet(uitgave: Path) -> None:
    nu = migraties()
    toen = _bij(uitgave)["migraties"]
    assert toen
    assert [naam for naam, som in toen.items() if nu.get(naam) != som] == []


@pytest.mark.timeout(300)
@elke_uitgave
def test_de_gegevens_van_een_uitgave_leven_voort(uitgave: Path) -> None:
    # Completed with those of what is new, as who upgrades does.
    heel, _ = sleutels.vul_aan(json.dumps(_bij(uitgave)["sleutels"]))
    services.ensure(test=True)
    with installatie("van_een_uitgave", json.dumps(heel)) as omgeving:
        sql = gzip.decompress(uitgave.read_bytes())
        programma("psql", "van_een_uitgave", "-q", "-v", "ON_ERROR_STOP=1", invoer=sql)
        draai(omgeving, "manage.py", "migrate", "-v0")
        gevuld = draai(omgeving, "manage.py", "shell", "-v0", "-c", GEVULD).split()
        regels = draai(omgeving, "-m", "tests.release.wandel").splitlines()
    # A decision of before keeps the parties that agreed (weegploeg.0003).
    besluiten, van_drie, signalen, onbekend, termijnen, met_houder = map(int, gevuld)
    assert besluiten == van_drie > 10
    # Of what kind a signal is nobody recorded before (soort_gegeven of each file).
    assert signalen == onbekend > 10
    # A term says who keeps its file (register.0003).
    assert termijnen == met_houder > 10
    gelezen = {naam: int(aantal) for naam, aantal in map(str.split, regels)}
    assert gelezen.pop("rijen") > 1000
    assert gelezen["uitvoerder.venlo"] > 50
    assert len(gelezen) > 10
