"""What was archived once must be read for as long as it is kept: a sample of each form (MC 13.2)."""

import json
from pathlib import Path

import pytest

from gedeeld.afschrift import Publiek
from retention import vorm

MONSTERS = sorted((Path(__file__).parent / "vormen").glob("*.json"))


@pytest.mark.parametrize("monster", MONSTERS, ids=lambda pad: pad.stem)
def test_wat_ooit_is_gearchiveerd_blijft_leesbaar(monster: Path) -> None:
    inhoud = vorm.lees(monster.read_text())
    assert inhoud.persoon.naam
    assert set(inhoud.afschriften) == {Publiek.KERNPARTIJ, Publiek.BETROKKENE}
    for afschrift in inhoud.afschriften.values():
        assert afschrift.titel
        assert afschrift.nummer
        assert any(regel.waarde for sectie in afschrift.secties for regel in sectie.regels)
    assert {"model", "pk", "fields"} <= set(inhoud.rijen[0])
    assert inhoud.migraties


def test_van_elke_vorm_en_soort_is_er_een_monster() -> None:
    vormen = {json.loads(monster.read_text())["vorm"] for monster in MONSTERS}
    assert vormen == set(vorm._LEZERS) == set(range(1, vorm.VORM + 1))
    nu = {m.stem.split("-", 2)[2] for m in MONSTERS if m.stem.startswith(f"vorm-{vorm.VORM}-")}
    assert nu == {"casus", "verzoek", "weegploegdossier"}


def test_een_onbekende_vorm_wordt_niet_geraden() -> None:
    with pytest.raises(vorm.OnbekendeVorm):
        vorm.lees('{"vorm": 99, "persoon": {}}')


# As it was written in form 1: a decision on a file that was in the archive already (MC 8.2 f).
ERBIJ = """[{"vorm": 1, "delen": {"kernpartij": {"titel": "Besluit over afsluiten, na het archiveren", "regels": [
    {"label": "Plan afsluiten (30 november 2026)", "waarde": "Het is klaar", "bron": "Gemeente Venlo"},
    {"label": "Voor OM Limburg sprak", "waarde": "J. Merel"}]}}}]"""


def test_wat_er_later_bij_kwam_blijft_leesbaar() -> None:
    [deel] = vorm.lees_erbij(ERBIJ, Publiek.KERNPARTIJ)
    assert [regel.waarde for regel in deel.regels] == ["Het is klaar", "J. Merel"]
    assert vorm.lees_erbij(ERBIJ, Publiek.BETROKKENE) == []
    twee = vorm.schrijf_erbij(ERBIJ, {Publiek.KERNPARTIJ: deel})
    assert vorm.lees_erbij(twee, Publiek.KERNPARTIJ) == [deel, deel]
    with pytest.raises(vorm.OnbekendeVorm):
        vorm.lees_erbij('[{"vorm": 99, "delen": {}}]', Publiek.KERNPARTIJ)
