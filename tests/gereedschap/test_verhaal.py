"""The demo: every state is there, it loads once, and a dump of its database tells nothing of its people."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import yaml
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from casusoverleg.verstrekking.models import Verstrekking
from casusoverleg.zenden.models import Zending
from convenant.models import Partij
from gereedschap import services, verhaal
from meldingen.models import Melding
from mensen.models import Vertegenwoordiging
from mensen.vertegenwoordigen import Keuze, als_actor
from overleg.models import Overleg
from register.models import Uitsluiting
from retention.models import Archiefstuk, Vernietiging
from weegploeg.models import Bezwaar, Standpunt, Vastlegging, WeegploegDossier

DEMO: dict[str, Any] = yaml.safe_load((settings.BASE_DIR / "fixtures" / "demo.yaml").read_text())


def _teksten(waarde: Any) -> Iterator[str]:
    if isinstance(waarde, str):
        yield waarde
    elif isinstance(waarde, dict):
        for onderdeel in waarde.values():
            yield from _teksten(onderdeel)
    elif isinstance(waarde, list):
        for onderdeel in waarde:
            yield from _teksten(onderdeel)


def kanaries() -> set[str]:
    """All that is said of the invented people: names, addresses, signals, notes, reporters."""
    gevonden: set[str] = set()
    for mens in DEMO["mensen"]:
        gevonden |= {mens["naam"][0], mens["naam"][2]}
        gevonden |= {deel for deel in mens["adres"][:2] if deel}
        for sleutel, waarde in mens.items():
            if sleutel not in ("naam", "adres", "partners"):
                gevonden |= {tekst for tekst in _teksten(waarde) if " " in tekst}
        gevonden |= set(_teksten(list(mens.get("partners", {}).values())))
    taken = {
        maatregel["taak"]
        for mens in DEMO["mensen"]
        for maatregel in mens.get("plan", {}).get("maatregelen", [])
    }
    return gevonden - taken - {mens.get("gemeente", "") for mens in DEMO["mensen"]}


@pytest.mark.clausule("BEV-versleuteling", "gestolen")
@pytest.mark.django_db(transaction=True)
def test_de_demo_heeft_elke_stand_laadt_een_keer_en_een_dump_verraadt_niemand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One test, for to play the demo takes most of its time."""
    call_command("laad_demo")
    _heeft_elke_stand()
    _verraadt_niemand(_dump(tmp_path))
    aantal = WeegploegDossier.objects.count()
    call_command("laad_demo")
    assert WeegploegDossier.objects.count() == aantal
    assert "blijven zoals ze zijn" in capsys.readouterr().out


def _verraadt_niemand(dump: str) -> None:
    assert "W-2026" in dump or "W-20" in dump  # the files are in it
    assert len(re.findall(r"\bv2\.[0-9a-f]{32}\.", dump)) > 100  # and so is what was encrypted
    assert len(kanaries()) > 150
    namen = set(Partij.objects.values_list("naam", flat=True))  # of organisations
    geheim = kanaries() - namen
    verraden = {k for k in geheim if re.search(rf"(?<!\w){re.escape(k)}(?!\w)", dump)}
    assert verraden == set()


def _dump(tmp_path: Path) -> str:
    doel = connection.settings_dict
    uit = tmp_path / "dump.sql"
    opdracht = [
        str(services.programmas() / "pg_dump"),
        # As the backups of docs/draaien.md: the owner as well sees no row without a role.
        f"--role={services.SYSTEEM}",
        "--enable-row-security",
        "--schema=public",
        "-f",
        str(uit),
        "-d",
        str(doel["NAME"]),
    ]
    host = doel["HOST"] or doel["OPTIONS"].get("host", "")
    opdracht += ["-h", host, "-U", str(doel["USER"])]
    if doel["PORT"]:
        opdracht += ["-p", str(doel["PORT"])]
    subprocess.run(opdracht, check=True, env={"PGPASSWORD": str(doel["PASSWORD"] or "")})
    return uit.read_text()


def _heeft_elke_stand() -> None:
    assert {m.stand for m in Melding.objects.all()} == set(Melding.Stand.values)
    assert {d.stand for d in WeegploegDossier.objects.all()} == set(WeegploegDossier.Stand.values)
    assert {c.stand for c in Casus.objects.all()} == set(Casus.Stand.values)
    standen = Verstrekking.objects.met_stand(timezone.localdate()).values_list("stand", flat=True)
    assert set(standen) == {"verstrekt", "wacht"}
    uitkomsten = set(Zending.objects.values_list("uitkomst", flat=True))
    assert uitkomsten == {"", "aangenomen", "geweigerd"}
    assert Zending.objects.get(uitkomst="").aangeboden_op
    assert Archiefstuk.objects.exists()
    assert Vernietiging.objects.exists()
    uitgesloten = Uitsluiting.objects.filter(gebruiker__username="politie.limburg")
    dossiers = {wie: _leest(wie) for wie in ("politie.limburg", "om.limburg")}
    verborgen = dossiers["om.limburg"] - dossiers["politie.limburg"]
    assert len(verborgen) == 1
    assert verborgen <= set(uitgesloten.values_list("dossier_id", flat=True))
    [beperkt] = WeegploegDossier.objects.filter(beperkt=True)
    assert beperkt.stilstand
    assert {o.stand for o in Overleg.objects.all()} == {"gepland", "concept", "vastgesteld"}
    assert {o.soort for o in Overleg.objects.gepland()} == {"weegploeg", "casusoverleg"}
    verslag = Overleg.objects.get(gehouden_op__isnull=False, vastgesteld_op=None)
    assert Vastlegging.objects.filter(overleg=verslag).exists()  # decided in that meeting
    assert verslag.punten.filter(besproken_op=None).exists()  # and what was not discussed
    assert Bezwaar.objects.filter(beeindigd_op=None).count() == 1
    gegeven = Standpunt.objects.values_list("gegeven_op", flat=True)
    assert {moment is None for moment in gegeven} == {True, False}
    wacht = Vertegenwoordiging.objects.wachtend(timezone.localdate()).get()
    assert wacht.gebruiker.username == "politie.nieuw"


def _leest(gebruikersnaam: str) -> set[UUID]:
    """Keys of the weegploeg files that a demo account reads."""
    rij = Vertegenwoordiging.objects.get(gebruiker__username=gebruikersnaam)
    gezien = WeegploegDossier.objects.visible_to(als_actor(Keuze((rij,))))
    return set(gezien.values_list("pk", flat=True))


@pytest.mark.django_db
def test_de_demo_is_alles_of_niets(monkeypatch: pytest.MonkeyPatch) -> None:
    """It breaks at the second person, when the first is all there."""
    speel = verhaal.Verhaal.speel

    def een_keer(zelf: verhaal.Verhaal) -> None:
        if Melding.objects.exists():
            raise RuntimeError
        speel(zelf)
        assert Melding.objects.exists()

    monkeypatch.setattr(verhaal.Verhaal, "speel", een_keer)
    with pytest.raises(RuntimeError):
        call_command("laad_demo")
    assert not Melding.objects.exists()
