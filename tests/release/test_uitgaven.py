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
# of how many it says that nobody recorded of what kind they are; and how often something was passed on, and
# how often the ledger says to whom; and of what notices tell that a disclosure was recalled.
GEVULD = """
from collections import Counter
from django.db.models import F
from gedeeld.actor import Actor
from register.models import Kennisgeving, Taak, Termijn, Uitwisseling
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
    doorgegeven = Uitwisseling.objects.filter(soort="doorgifte")
    print(len(doorgegeven), sum(bool(rij.naar) for rij in doorgegeven))
    print(Uitwisseling.objects.filter(soort="plan", achteraf=True).count())
    print(Uitwisseling.objects.filter(soort="deelname", achteraf=True).count())
    deelnames = casus.Deelname.objects
    print(deelnames.count(), deelnames.filter(aanvaard_op=F("van")).count())
    met_regie = casus.Casus.objects.exclude(regisseur=None)
    print(met_regie.count(), met_regie.filter(regies__partij=F("regisseur"), regies__van__isnull=False).count())
    for rij in Kennisgeving.objects.filter(wat="ingetrokken"):
        print(rij.ontvanger.soort, rij.op, rij.bevestigd_op, bool(rij.bevestigd_door))
    print(Taak.objects.filter(soort="casusoverleg.ingetrokken").count())
"""

# What the demo of a release has none of: of two disclosures to a partner that were recalled it read one.
VOORAF = """
SET search_path = public;
UPDATE casusoverleg_verstrekking SET ingetrokken_op = '2026-06-20', gelezen_op = '2026-06-21'
 WHERE volledig_op IS NOT NULL;
UPDATE casusoverleg_verstrekking SET ingetrokken_op = '2026-11-27', volledig_op = '2026-11-26'
 WHERE volledig_op IS NULL;
INSERT INTO register_gebeurtenis
       (id, tijdstip, soort, bestand, pseudoniem, nummer, namens, velden, gebruiker_id)
SELECT gen_random_uuid(), '2026-06-21 12:00', 'casusoverleg.intrekking_gelezen', d.dossiersoort,
       d.pseudoniem, d.nummer, p.naam, '{}', (SELECT id FROM mensen_gebruiker LIMIT 1)
  FROM casusoverleg_verstrekking v
  JOIN register_dossier d ON d.id = v.casus_id JOIN convenant_partij p ON p.id = v.partij_id
 WHERE v.gelezen_op IS NOT NULL;
INSERT INTO register_taak (id, dossiersoort, nummer, soort, aan, van, rij, dossier_id)
SELECT gen_random_uuid(), 'casusoverleg.casus', v.nummer, 'casusoverleg.ingetrokken',
       'vertegenwoordigers ' || v.partij_id, v.ingetrokken_op, v.id, v.casus_id
  FROM casusoverleg_verstrekking v WHERE v.gelezen_op IS NULL AND v.ingetrokken_op IS NOT NULL;
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


@pytest.mark.timeout(600)
@elke_uitgave
def test_de_gegevens_van_een_uitgave_leven_voort(uitgave: Path) -> None:
    # Completed with those of what is new, as who upgrades does.
    heel, _ = sleutels.vul_aan(json.dumps(_bij(uitgave)["sleutels"]))
    services.ensure(test=True)
    with installatie("van_een_uitgave", json.dumps(heel)) as omgeving:
        sql = gzip.decompress(uitgave.read_bytes()) + VOORAF.encode()
        programma("psql", "van_een_uitgave", "-q", "-v", "ON_ERROR_STOP=1", invoer=sql)
        draai(omgeving, "manage.py", "migrate", "-v0")
        gevuld = draai(omgeving, "manage.py", "shell", "-v0", "-c", GEVULD).split()
        # Each file of before gets a data key, and what is in it comes under that.
        geroteerd = draai(omgeving, "manage.py", "roteer_sleutels").splitlines()
        assert geroteerd[-1].endswith("Onder een oude staat niets meer.")
        assert int(geroteerd[0].split()[0]) > 200
        regels = draai(omgeving, "-m", "tests.release.wandel").splitlines()
    # A decision of before keeps the parties that agreed (weegploeg.0003).
    getallen, ingetrokken = gevuld[:14], gevuld[14:]
    besluiten, van_drie, signalen, onbekend, termijnen, met_houder, *door = map(int, getallen)
    assert besluiten == van_drie > 10
    # Of what kind a signal is nobody recorded before (soort_gegeven of each file).
    assert signalen == onbekend > 10
    # A term says who keeps its file (register.0003).
    assert termijnen == met_houder > 10
    # To which body something was passed on (grootboek of each file).
    assert door[0] == door[1] > 0
    # Who took part when a plan was adopted.
    assert door[2] > 0
    # Who takes part accepted that (casusoverleg.0032).
    # What who takes part got (casusoverleg.0035).
    assert door[3] > 0
    assert door[4] == door[5] > 0
    # Who has the lead, since when (casusoverleg.0034).
    assert door[6] == door[7] > 0
    # A recall that the partner read, and one that it is yet to confirm; as no task any more.
    assert ingetrokken == [
        *("extern", "2026-06-20", "2026-06-21", "True"),
        *("extern", "2026-11-27", "None", "False"),
        "0",
    ]
    gelezen = {naam: int(aantal) for naam, aantal in map(str.split, regels)}
    assert gelezen.pop("rijen") > 1000
    assert gelezen["uitvoerder.venlo"] > 50
    assert len(gelezen) > 10
