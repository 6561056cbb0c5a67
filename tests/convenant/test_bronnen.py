"""The sources: each is whole, can be searched, and is where "Waarom vragen we dit?" leads."""

import ast
import re
from collections.abc import Iterator
from html import unescape

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from config.templatetags.kader import waarom
from convenant.bronnen import teksten
from convenant.bronnen.teksten import MODEL, Bron, Deel, Stuk, bronnen
from convenant.bronnen.verwijzen import met_links, verwijzingen
from convenant.bronnen.zoeken import MEESTE
from tests.cast import Cast

LIJST = reverse("bronnen:lijst")
APPS = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]
CONVENANTEN = ("modelconvenant", "convenant-limburg")


def html(client: Client, url: str) -> str:
    antwoord = client.get(url)
    assert antwoord.status_code == 200
    return unescape(antwoord.content.decode())


def zoek(cast: Cast, vraag: str) -> str:
    antwoord = cast.extern.client.get(LIJST, {"woorden": vraag})
    assert antwoord.status_code == 200
    return unescape(antwoord.content.decode())


def tekst_op(bron: str, anker: str) -> str:
    plek = bronnen()[bron].ankers[anker]
    assert isinstance(plek, Stuk)
    return plek.tekst


# Whole ------------------------------------------------------------------------------------------
def leden(bron: Bron, artikel: str) -> int:
    return sum(re.fullmatch(rf"{artikel}-lid-\d+", anker) is not None for anker in bron.ankers)


def test_elk_artikel_en_elk_lid_van_het_convenant_is_er() -> None:
    """The members that the Staatscourant and the parties of Limburg wrote."""
    verwacht = {7: 4, 8: 5, 9: 5, 10: 5, 11: 5, 12: 6, 13: 4, 15: 4, 18: 4}
    for code, geheim in zip(CONVENANTEN, (2, 1), strict=True):
        bron = bronnen()[code]
        assert [f"artikel-{n}" for n in range(1, 19) if f"artikel-{n}" not in bron.ankers] == []
        geteld = {n: leden(bron, f"artikel-{n}") for n in range(1, 19)}
        assert {n: aantal for n, aantal in geteld.items() if aantal} == verwacht | {14: geheim}


@pytest.mark.parametrize(
    ("bron", "anker", "begin"),
    [
        (MODEL, "artikel-8-lid-5", "Indien agendering van het subject"),
        (
            MODEL,
            "artikel-10-lid-2-onder-g",
            "de NAW-gegevens en andere relevante gegevens van pers",
        ),
        (MODEL, "artikel-7-lid-4-onder-2", "uit analyse van de signalen blijkt"),
        (MODEL, "artikel-6-onder-e-onder-ii", "het geven van voorlichting"),
        ("convenant-limburg", "artikel-11-lid-3", "Voordat de verwerkingsverantwoordelijke"),
        ("machtigingsbesluit", "artikel-2-onder-b", "het College van burgemeester en wethouders"),
        ("wetsvoorstel", "artikel-2-lid-4", "De verstrekking van persoonsgegevens"),
        ("wet", "avg-14-lid-3-onder-a", "binnen een redelijke termijn, maar uiterlijk binnen één"),
        ("wet", "avg-14-lid-5-onder-d", "de persoonsgegevens vertrouwelijk moeten blijven"),
    ],
)
def test_een_anker_wijst_naar_dat_lid(bron: str, anker: str, begin: str) -> None:
    assert tekst_op(bron, anker).startswith(begin)


def test_artikel_41_uavg_staat_er_in_de_woorden_van_de_wet() -> None:
    wet = bronnen()["wet"]
    een = [a[-1] for a in wet.ankers if re.fullmatch(r"uavg-41-lid-1-onder-\w", a)]
    twee = [a[-1] for a in wet.ankers if re.fullmatch(r"uavg-41-lid-2-onder-\w", a)]
    assert ("".join(een), "".join(twee)) == ("abcdefghij", "abcdefgh")
    assert tekst_op("wet", "uavg-41-lid-1-onder-i") == (
        "de bescherming van de betrokkene of van de rechten en vrijheden van anderen; of"
    )
    assert tekst_op("wet", "uavg-41-lid-2-onder-h") == (
        "het recht van betrokkenen om van de beperking op de hoogte te worden gesteld, tenzij dit"
        " afbreuk kan doen aan het doel van de beperking."
    )


def test_de_procesbeschrijving_is_er_per_hoofdstuk_en_paragraaf() -> None:
    ankers = bronnen()["procesbeschrijving"].ankers
    verwacht = {1: 3, 2: 1, 3: 4, 4: 4, 5: 4, 6: 3, 7: 0}
    for hoofdstuk, aantal in verwacht.items():
        assert f"hoofdstuk-{hoofdstuk}" in ankers
        paragrafen = [a for a in ankers if re.fullmatch(rf"paragraaf-{hoofdstuk}-\d", a)]
        assert len(paragrafen) == aantal


def test_geen_tekst_is_door_de_pdf_gebroken() -> None:
    plekken = [plek for bron in bronnen().values() for plek in bron.ankers.values()]
    tekst = [plek.kop if isinstance(plek, Deel) else plek.tekst for plek in plekken]
    assert len(tekst) > 900
    fout = re.compile(r"\ufffd|\uf0b7|\s\s|\n|\w- (?!en\b|of |als |informatie )\w")
    assert [zin for zin in tekst if fout.search(zin)] == []


# To read ------------------------------------------------------------------------------------------
def test_iedereen_leest_elke_tekst_met_een_anker_bij_elke_alinea(cast: Cast) -> None:
    for bron in bronnen().values():
        blad = html(cast.extern.client, reverse("bronnen:bron", args=[bron.code]))
        assert re.findall(r'id="([\w-]+)"', blad)
        assert [anker for anker in bron.ankers if f'id="{anker}"' not in blad] == []
        assert [plek.tekst for plek in bron.ankers.values() if isinstance(plek, Stuk)
                and plek.tekst not in blad] == []  # fmt: skip
    assert cast.extern.client.get("/bronnen/iets-anders/").status_code == 404
    assert Client().get(LIJST).status_code == 302


@pytest.mark.clausule("CON-bijlage2", "procesbeschrijving")
def test_van_bijlage_2_in_het_kort_komt_u_bij_de_hele_tekst(cast: Cast) -> None:
    heel = reverse("bronnen:bron", args=["procesbeschrijving"])
    assert f'href="{heel}"' in html(cast.extern.client, reverse("convenant:procesbeschrijving"))
    assert "Beslissing 1: Casuswaardig" in html(cast.extern.client, heel)


def test_de_teksten_blijven_in_geen_cache_staan(cast: Cast) -> None:
    antwoord = cast.extern.client.get(LIJST, {"woorden": "bewaren"})
    assert "no-store" in antwoord["Cache-Control"]


def test_een_openbare_tekst_heet_op_papier_niet_vertrouwelijk(cast: Cast) -> None:
    for url in (LIJST, "/bronnen/wet/", "/bronnen/begrippen/"):
        assert "Vertrouwelijk." not in html(cast.politie.client, url)
    assert "Vertrouwelijk." in html(cast.politie.client, "/convenant/")


def test_een_artikel_is_dat_van_het_eigen_convenant(cast: Cast) -> None:
    naar = reverse("bronnen:artikel", args=["artikel-14-lid-2"])
    # Limburg wrote both members of article 14 as one.
    for lid, plek in (
        (cast.gemeente, "convenant-limburg/#artikel-14"),
        (cast.elders, "modelconvenant/#artikel-14-lid-2"),
    ):
        assert lid.client.get(naar)["Location"] == f"/bronnen/{plek}"
    niets = reverse("bronnen:artikel", args=["artikel-99"])
    assert cast.gemeente.client.get(niets).status_code == 404


def test_de_begrippen_staan_op_alfabet_met_hun_plaats(cast: Cast) -> None:
    for code in CONVENANTEN:
        namen = [begrip.naam for begrip in teksten.begrippen(bronnen()[code])]
        assert len(namen) == 13
        assert namen == sorted(namen)
    blad = html(cast.extern.client, reverse("bronnen:begrippen"))
    assert "persoon met wie een uitreiziger in gezinsverband leefde" in blad
    assert 'href="/bronnen/convenant-limburg/#artikel-1-onder-m"' in blad


def test_het_model_van_de_verklaring_is_te_lezen(cast: Cast) -> None:
    blad = html(cast.extern.client, reverse("bronnen:geheimhoudingsverklaring"))
    assert cast.convenant.naam in blad
    assert "De geheimhouding stopt niet als het overleg of onze deelname stopt." in blad


# Searched -----------------------------------------------------------------------------------------
def test_zoeken_let_niet_op_hoofdletters_en_accenten(cast: Cast) -> None:
    voor, na = "beschikken over relevante politiegegevens", "<mark>casuïstiek</mark>"
    assert na in zoek(cast, "CASUISTIEK")
    assert na in zoek(cast, "casuïstiek")
    assert voor not in zoek(cast, "casuistiek uitreiziger")
    assert "<mark>risico’s</mark>" in zoek(cast, "risico's")


def test_een_treffer_leidt_naar_zijn_alinea(cast: Cast) -> None:
    blad = zoek(cast, "maximumtermijn maanden")
    assert 'href="/bronnen/convenant-limburg/#artikel-13-lid-3"' in blad
    assert "<mark>maximumtermijn</mark>" in blad
    assert "Artikel 13 Bewaartermijn, lid 3" in blad
    # One's own covenant comes first.
    assert blad.index("#artikel-13-lid-3") < blad.index("/bronnen/modelconvenant/#artikel-13-lid-3")


def test_zoeken_op_een_plaats_leidt_erheen(cast: Cast) -> None:
    blad = zoek(cast, "artikel 8 lid 5")
    assert 'href="/bronnen/convenant/artikel-8-lid-5/"' in blad
    assert "<mark>" not in blad
    assert "Deze woorden staan nergens" not in blad
    met_woord = zoek(cast, "artikel 8 lid 5 melder")
    assert "Ga naar" in met_woord
    assert "<mark>melder</mark>" in met_woord
    assert 'href="/bronnen/procesbeschrijving/#paragraaf-3-4"' in zoek(
        cast, "procesbeschrijving 3.4"
    )


def test_te_veel_gevonden_zegt_hoeveel_het_er_zijn(cast: Cast) -> None:
    blad = zoek(cast, "persoonsgegevens")
    assert f"Dit zijn de eerste {MEESTE}." in blad


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("", "Typ een woord om te zoeken."),
        ("  ", "Typ een woord om te zoeken."),
        ("ab", "Typ woorden van minstens 3 letters."),
        ("??", "Typ woorden van minstens 3 letters."),
        ("onvindbaarheid", "Deze woorden staan nergens bij elkaar in één alinea."),
    ],
)
def test_zonder_treffer_zegt_de_pagina_wat_te_doen(cast: Cast, vraag: str, zin: str) -> None:
    assert zin in zoek(cast, vraag)


def test_wat_iemand_zoekt_is_nooit_opmaak(cast: Cast) -> None:
    antwoord = cast.extern.client.get(LIJST, {"woorden": "<script>alert(1)</script>"})
    assert b"<script>alert" not in antwoord.content


# Where the forms lead -----------------------------------------------------------------------------
def redenen() -> Iterator[str]:
    """Each answer to "Waarom vragen we dit?", from the code itself: also of a field that is made on the way."""
    for app in (*APPS, "gedeeld"):
        for pad in (settings.BASE_DIR / app).rglob("*.py"):
            if pad.parent.name == "migrations":
                continue
            for knoop in ast.walk(ast.parse(pad.read_text("utf-8"))):
                if isinstance(knoop, ast.Constant) and "||" in str(knoop.value):
                    yield waarom(knoop.value)


def test_elke_verwijzing_in_een_formulier_komt_uit() -> None:
    gevonden = [(reden, plek) for reden in redenen() for plek in verwijzingen(reden)]
    assert len(gevonden) > 60
    assert {plek.bron for _, plek in gevonden} >= {
        MODEL,
        "procesbeschrijving",
        "wetsvoorstel",
        "wet",
    }
    assert [reden for reden, plek in gevonden if not plek.klopt] == []
    # Each other covenant has that article too, under the same number.
    artikelen = {plek.anker for _, plek in gevonden if plek.bron == MODEL}
    for anker in artikelen:
        assert (
            bronnen()["convenant-limburg"].naaste(anker).startswith("-".join(anker.split("-")[:2]))
        )


@pytest.mark.parametrize(
    ("zin", "naar"),
    [
        ("Zo (artikel 8 lid 5).", ["/bronnen/convenant/artikel-8-lid-5/"]),
        ("Zo (artikel 14 van het convenant).", ["/bronnen/convenant/artikel-14/"]),
        ("Zo (artikel 1 onder c van het convenant).", ["/bronnen/convenant/artikel-1-onder-c/"]),
        ("Zo (artikel 10 lid 2 f en g).", ["/bronnen/convenant/artikel-10-lid-2-onder-f/"]),
        ("Zo (artikel 8 lid 4 en 10 lid 4).",
         ["/bronnen/convenant/artikel-8-lid-4/", "/bronnen/convenant/artikel-10-lid-4/"]),
        ("Zo (procesbeschrijving 3.4).", ["/bronnen/procesbeschrijving/#paragraaf-3-4"]),
        ("Zo (artikel 41 lid 2 UAVG).", ["/bronnen/wet/#uavg-41-lid-2"]),
        ("Zo (artikel 14 lid 3 AVG).", ["/bronnen/wet/#avg-14-lid-3"]),
        ("Zo (memorie van toelichting, paragraaf 2.3).",
         ["/bronnen/memorie-van-toelichting/#paragraaf-2-3"]),
        ("Zo (wetsvoorstel artikel 5).", ["/bronnen/wetsvoorstel/#artikel-5"]),
        ("Zo (artikel 2 onder b van het Wpg-machtigingsbesluit).",
         ["/bronnen/machtigingsbesluit/#artikel-2-onder-b"]),
        ("Zo (artikel 26 AVG, artikel 4 van het convenant).", ["/bronnen/convenant/artikel-4/"]),
        ("Zo (artikel 12 lid 5 AVG).", []),
        ("Zo (artikel 9 of 10 Wpg).", []),
        ("Zo (artikel 3 Politiewet 2012, artikel 10:10 Awb).", []),
        ("Zo (artikel 9 lid 2 en 10 AVG).", []),
        ("Gegevens van artikel 9 of 10 blijven bij de weegploeg.", []),
        ("Zo (artikel 99).", []),
    ],
)  # fmt: skip
def test_een_zin_leidt_naar_wat_hij_noemt(zin: str, naar: list[str]) -> None:
    assert re.findall(r'href="([^"]+)"', met_links(zin)) == naar
    zonder = re.sub(r'<span class="co-onzichtbaar">[^<]*</span>|<[^>]+>', "", met_links(zin))
    assert unescape(zonder) == zin


def test_wat_naast_een_verwijzing_staat_is_nooit_opmaak() -> None:
    assert "<b>" not in met_links("<b>Zo</b> (artikel 8 lid 5) <b>")


def test_waarom_vragen_we_dit_opent_de_tekst_in_een_nieuw_tabblad(cast: Cast) -> None:
    blad = html(cast.beheerder.client, reverse("convenant:bijlage1_nieuw"))
    link = re.search(r'<a class="utrecht-link co-bronlink"[^>]*>.*?</a>', blad)
    assert link
    assert all(deel in link[0] for deel in ('target="_blank"', 'rel="noopener"'))
    assert "(opent in een nieuw tabblad)" in link[0]
    adres = re.search(r'href="([^"]+)"', link[0])
    assert adres
    assert cast.beheerder.client.get(adres[1], follow=True).status_code == 200
