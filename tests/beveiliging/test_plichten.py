"""The register of duties, and the security plan with its seven headings (MC 15.2, 15.3; PB 6.1)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from beveiliging.models import Planonderdeel, Uitvoering
from beveiliging.plichten import decisions
from beveiliging.plichten.werk import PLAN_DE_DAGEN
from config.werk import werklijst
from gedeeld.weigering import Geweigerd
from tests.cast import Cast, Speler
from tests.hulp.incidenten import afspraak

PLICHTEN, PLAN = "/beveiliging/plichten/", "/beveiliging/plan/"
LEZERS = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "gemeente", "politie", "om",
          "maastricht", "uitvoerder_maastricht", "beheerder", "fg", "elders"}  # fmt: skip
HOUDEN_BIJ = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "uitvoerder_maastricht",
              "beheerder"}  # fmt: skip
JAAR = relativedelta(years=1)
EVALUEREN, NALEVING = "Beveiligingsplan evalueren", "Nagaan of de beveiliging wordt nageleefd"


def _blad(lid: Speler, adres: str) -> str:
    antwoord = lid.client.get(adres)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode()).replace("&#x27;", "'")


def _wat(lid: Speler) -> list[str]:
    return [werk.wat for werk in werklijst(lid.actor).rijen if werk.soort == "beveiliging"]


def _plicht(welke: str) -> str:
    return reverse("beveiliging:plicht", args=[welke])


def _gedaan(**anders: Any) -> dict[str, Any]:
    vandaag = timezone.localdate()
    velden = {"gedaan_op": vandaag, "document": "B-2026-4", "uitkomst": "Het plan klopt nog.",
              "volgende_op": vandaag + JAAR}  # fmt: skip
    return velden | anders


# The plan ---------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-plan", "a-tot-g")
def test_het_beveiligingsplan_staat_vast_onder_zijn_zeven_koppen(cast: Cast) -> None:
    vandaag = timezone.localdate()
    blad = _blad(cast.om, PLAN)
    assert "nog niet compleet" in blad
    assert blad.count("Hierover staat nog niets") == 9
    client = cast.uitvoerder.client
    for letter in "abcdefg":
        velden = {
            "tekst": f"Zo is {letter} geregeld.",
            "document": f"BP-{letter}",
            "vastgesteld_op": vandaag,
        }
        adres = reverse("beveiliging:onderdeel", args=[letter])
        assert client.post(adres, velden).status_code == 302
    for lid in (cast.om, cast.fg, cast.beheerder):
        blad = _blad(lid, PLAN)
        for letter in "abcdefg":
            assert f'<h2 id="deel-{letter}">{letter}. ' in blad
            assert f"Zo is {letter} geregeld." in blad
            assert f"Uitgewerkt in BP-{letter}." in blad
    # Each leads to its page, for who may look there.
    assert reverse("beveiliging:rechten") in _blad(cast.fg, PLAN)
    assert "Incidenten</a>" in _blad(cast.om, PLAN)
    # What it said before stays.
    adres = reverse("beveiliging:onderdeel", args=["a"])
    assert "Zo is a geregeld." in _blad(cast.uitvoerder, adres)
    assert client.post(adres, {"tekst": "Nu anders.", "vastgesteld_op": vandaag}).status_code == 302
    blad = _blad(cast.om, PLAN)
    assert (
        blad.index("Nu anders.")
        < blad.index("Wat hier eerder stond")
        < blad.index("Zo is a geregeld.")
    )
    assert "Zo is a geregeld." not in _blad(cast.elders, PLAN)


@pytest.mark.clausule("BEV-plan", "risico")
def test_bij_het_plan_staan_risicos_en_normen(cast: Cast) -> None:
    vandaag, client = timezone.localdate(), cast.beheerder.client
    for deel, tekst in (("risico", "Bekend zijn schaadt al."), ("normen", "De BIO geldt.")):
        adres = reverse("beveiliging:onderdeel", args=[deel])
        assert set(client.post(adres, {}).context["form"].errors) == {"tekst", "vastgesteld_op"}
        straks = {"tekst": tekst, "vastgesteld_op": vandaag + timedelta(days=1)}
        assert set(client.post(adres, straks).context["form"].errors) == {"vastgesteld_op"}
        assert client.post(adres, {"tekst": tekst, "vastgesteld_op": vandaag}).status_code == 302
    blad = _blad(cast.fg, PLAN)
    for zin in ("Risico's voor de betrokkenen", "Bekend zijn schaadt al.", "De BIO geldt."):
        assert zin in blad


def test_wie_het_plan_leest_en_wie_het_bijhoudt(cast: Cast) -> None:
    onderdeel = reverse("beveiliging:onderdeel", args=["a"])
    for naam, lid in cast.allen.items():
        for adres in (PLAN, PLICHTEN, _plicht("plan")):
            verwacht = 200 if naam in LEZERS else 404
            assert lid.client.get(adres).status_code == verwacht, (naam, adres)
        assert (lid.client.get(onderdeel).status_code == 200) is (naam in HOUDEN_BIJ), naam
        if naam not in HOUDEN_BIJ:
            with pytest.raises(Geweigerd):
                decisions.stel_onderdeel_vast(
                    "a", actor=lid.actor, tekst="x", vastgesteld_op=timezone.localdate()
                )
    assert cast.uitvoerder.client.get("/beveiliging/plan/z/").status_code == 404
    assert cast.uitvoerder.client.get("/beveiliging/plichten/niets/").status_code == 404
    assert not Planonderdeel.objects.exists()


# Duties -----------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-plan", "jaarlijks")
@pytest.mark.clausule("BEV-test", "plan-jaarlijks")
def test_het_plan_wordt_elk_jaar_geevalueerd_en_dat_heeft_een_dag(cast: Cast) -> None:
    assert "Nog niet gepland" in _blad(cast.om, PLICHTEN)
    assert PLAN_DE_DAGEN in _wat(cast.beheerder)
    vandaag, client, adres = timezone.localdate(), cast.uitvoerder.client, _plicht("plan")
    fouten: tuple[tuple[dict[str, Any], str], ...] = (
        ({"volgende_op": vandaag + JAAR + timedelta(days=1)}, "volgende_op"),
        ({"volgende_op": vandaag}, "volgende_op"),
        ({"document": ""}, "document"),
        ({"gedaan_op": vandaag + timedelta(days=1)}, "gedaan_op"),
        ({"gedaan_op": ""}, "gedaan_op"),
        ({"volgende_op": ""}, "volgende_op"),
    )
    for velden, veld in fouten:
        assert set(client.post(adres, _gedaan(**velden)).context["form"].errors) == {veld}, velden
    # Planned and not done: on the worklist a month before it.
    straks = {"volgende_op": vandaag + timedelta(days=30)}
    assert client.post(adres, straks).status_code == 302
    assert _wat(cast.uitvoerder) == _wat(cast.uitvoerder_casusoverleg) == [EVALUEREN]
    assert _wat(cast.om) == []
    assert "Nog nooit" in _blad(cast.om, PLICHTEN)
    assert client.post(adres, _gedaan()).status_code == 302
    assert _wat(cast.uitvoerder) == []
    for blad in (_blad(cast.fg, adres), _blad(cast.fg, PLAN)):
        assert "B-2026-4" in blad
    assert "Het plan klopt nog." in _blad(cast.fg, adres)
    fout = client.post(adres, _gedaan(gedaan_op=vandaag - timedelta(days=9))).context["form"].errors
    assert set(fout) == {"gedaan_op"}
    over_een_jaar = cast.uitvoerder.op(vandaag + JAAR)
    assert EVALUEREN in [werk.wat for werk in werklijst(over_een_jaar).rijen]
    assert cast.rvdk.client.post(adres, _gedaan()).status_code == 404


@pytest.mark.clausule("BEV-plan", "naleving")
def test_de_kernpartijen_controleren_de_naleving_op_een_dag(cast: Cast) -> None:
    vandaag, adres = timezone.localdate(), _plicht("naleving")
    assert (
        cast.beheerder.client.post(adres, {"volgende_op": vandaag + timedelta(days=9)}).status_code
        == 302
    )
    for lid in (cast.gemeente, cast.politie, cast.om, cast.maastricht):
        assert _wat(lid) == [NALEVING]
    for lid in (cast.uitvoerder, cast.rvdk, cast.elders, cast.fg):
        assert NALEVING not in _wat(lid)
    assert cast.om.client.post(adres, _gedaan(uitkomst="De printer stond open.")).status_code == 302
    assert _wat(cast.politie) == []
    assert "De printer stond open." in _blad(cast.uitvoerder, adres)
    assert cast.fg.client.post(adres, _gedaan()).status_code == 404
    assert cast.om.client.post(_plicht("pentest"), _gedaan()).status_code == 404


def test_alle_plichten_staan_in_een_register_ook_die_elders_worden_bijgehouden(cast: Cast) -> None:
    dag = afspraak(cast).herzien_op
    cast.convenant.verwerkers.create(
        naam="Rekencentrum Ver", document="V-1", dekt="x", van=dag, tot=dag + JAAR
    )
    blad = _blad(cast.beheerder, PLICHTEN)
    for zin in (
        "Convenant evalueren", "DPIA", "Register van verwerkingen nakijken", "Rekencentrum Ver",
        f"Verklaring van geheimhouding: {cast.extern.partij}", "Afspraken over het melden van incidenten",
        *Uitvoering.Plicht.labels,
    ):  # fmt: skip
        assert zin in blad, zin
    assert reverse("convenant:publicatie") in blad
    assert reverse("convenant:publicatie") not in _blad(cast.om, PLICHTEN)
    for plicht in Uitvoering.Plicht.values:
        gepland = {"volgende_op": timezone.localdate() + JAAR}
        assert cast.beheerder.client.post(_plicht(plicht), gepland).status_code == 302
    assert PLAN_DE_DAGEN not in _wat(cast.beheerder)


def test_wat_in_de_tabel_niet_kan(cast: Cast) -> None:
    velden = {"convenant": cast.convenant, "plicht": "plan", "vastgelegd_op": timezone.now(),
              "door": cast.om.gebruiker, "volgende_op": timezone.localdate()}  # fmt: skip
    for fout in ({"uitkomst": "x"}, {"gedaan_op": timezone.localdate(), "document": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Uitvoering.objects.create(**velden | fout)
