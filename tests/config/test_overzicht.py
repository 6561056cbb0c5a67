"""The overview: numbers that lead to nobody, on the page and in what is taken along."""

import csv
import io
import re
from html import unescape

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from config.overzicht.veilig import DEEL_VAN, OVERIGE, aandeel, verdeel
from convenant.models import Partij
from retention.cijfers import MINST, afgerond
from tests.cast import Cast, Speler
from tests.hulp import meldingen, oud, vandaag

URL, CSV = reverse("overzicht:overzicht"), reverse("overzicht:csv")


def blad(speler: Speler) -> str:
    antwoord = speler.client.get(URL)
    assert antwoord.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", unescape(antwoord.content.decode())).split())


def rijen(speler: Speler) -> list[list[str]]:
    antwoord = speler.client.get(CSV)
    assert antwoord.status_code == 200
    assert antwoord["Content-Type"].startswith("text/csv")
    return list(csv.reader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))


def vul(cast: Cast, venlo: int, maastricht: int = 0) -> None:
    for nr in range(venlo):
        oud.melding(cast, vandaag(), nummer=f"M-2026-{nr:04d}")
    for _ in range(maastricht):
        meldingen.maak_melding(cast, cast.maastricht)


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=2), st.integers(0, 30), max_size=9))
def test_een_klein_aantal_staat_er_niet_en_volgt_ook_niet_uit_de_rest(
    delen: dict[str, int],
) -> None:
    verdeling = verdeel(delen)
    totaal, getoond = sum(delen.values()), set(verdeling.getoond)
    assert verdeling.totaal == afgerond(totaal)
    if totaal < MINST or not getoond:
        assert verdeling.staven == ()
        return
    assert all(delen[label] >= MINST for label in getoond)
    # What is not shown is one sum, at least five or nothing at all, and of more than one part.
    samen = {label: n for label, n in delen.items() if label not in getoond}
    assert sum(samen.values()) == 0 or sum(samen.values()) >= MINST
    assert not any(n for n in samen.values()) or len(samen) > 1
    assert (OVERIGE in {staaf.label for staaf in verdeling.staven}) == bool(sum(samen.values()))


@given(st.integers(0, DEEL_VAN - 1), st.integers(0, DEEL_VAN - 1))
def test_van_weinig_staat_er_geen_aandeel(een: int, twee: int) -> None:
    assert "te weinig" in aandeel(min(een, twee), max(een, twee))


def test_aandeel_is_een_klasse() -> None:
    assert [aandeel(n, 20) for n in (20, 18, 15, 10, 9)] == [
        "90% of meer", "90% of meer", "75% tot 90%", "50% tot 75%", "minder dan 50%",
    ]  # fmt: skip


def test_de_toezichthouder_ziet_aantallen_en_geen_dossier(cast: Cast) -> None:
    vul(cast, 8)
    tekst = blad(cast.fg)
    assert "Meldingen Aantal: 10 Gemeente Aantal Staaf Gemeente Venlo 10" in tekst
    assert "M-2026-" not in tekst
    assert oud.KANARIE not in tekst.lower()
    assert ["Gemeente Venlo", "Meldingen, naar stand", "Nieuw", "10"] in rijen(cast.fg)


def test_wie_er_geen_heeft_vindt_geen_overzicht(cast: Cast) -> None:
    for naam, speler in cast.allen.items():
        mag = naam in ("fg", "fg_elders") or naam.startswith("uitvoerder")
        for url in (URL, CSV):
            assert (speler.client.get(url).status_code == 200) == mag, naam


def test_een_uitvoerder_telt_wat_hij_leest(cast: Cast) -> None:
    vul(cast, 6, 9)
    cellen = {cel for rij in rijen(cast.uitvoerder) for cel in rij}
    assert cast.gemeente.partij.naam in cellen
    assert cast.maastricht.partij.naam not in cellen
    assert cast.maastricht.partij.naam in {c for rij in rijen(cast.fg) for c in rij}


def test_een_gemeente_met_weinig_staat_niet_apart(cast: Cast) -> None:
    vul(cast, 8, 2)
    alles = rijen(cast.fg)
    assert ["Alle", "Meldingen", "Totaal", "10"] in alles
    assert [rij for rij in alles if rij[1] == "Meldingen"][1:] == []
    # Nor does one that could be taken from the sum to keep the other.
    assert not [
        rij for rij in alles if rij[0] in (cast.gemeente.partij.naam, "Gemeente Maastricht")
    ]


def test_een_naam_die_een_formule_is_doet_niets_in_een_rekenblad(cast: Cast) -> None:
    vul(cast, 6)
    Partij.objects.filter(pk=cast.gemeente.partij.pk).update(naam="=HYPERLINK(1)")
    cellen = [cel for rij in rijen(cast.fg) for cel in rij]
    assert "'=HYPERLINK(1)" in cellen
    assert not [cel for cel in cellen if cel.startswith(("=", "+", "-", "@"))]


def test_een_grafiek_staat_naast_haar_tabel_en_heeft_geen_stijl_in_de_pagina(cast: Cast) -> None:
    vul(cast, 8)
    html = cast.fg.client.get(URL).content.decode()
    assert html.count('<rect width="100"') >= 3
    assert " style=" not in html
    ids = re.findall(r' id="([^"]+)"', html)
    assert len(ids) == len(set(ids))


def test_de_toezichthouder_ziet_welke_rol_en_welk_veld_niemand_gebruikt(cast: Cast) -> None:
    vul(cast, 25)
    meldingen.maak_melding(cast)
    assert cast.gemeente.client.get(reverse("meldingen:lijst")).status_code == 200
    inhoud = cast.fg.client.get(URL).context
    rollen = {rol: (alle, stil) for rol, alle, stil in inhoud["rollen"]}
    alle, stil = rollen["Beheerder"]
    assert (alle > 0, stil) == (True, alle)  # opened nothing yet
    alle, stil = rollen["Vertegenwoordiger"]
    assert stil < alle
    leeg = {veld: hoe for _, veld, hoe in inhoud["velden"]}
    assert leeg
    assert set(leeg.values()) <= {"nooit", "zelden"}
    assert "Achternaam" not in leeg
    assert "Wat niemand gebruikt" not in blad(cast.uitvoerder)
