"""PDF: what somebody typed is text, and a document can always be made."""

import json
from typing import Any

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gedeeld import pdf, tekens
from tests.privacy_rights.pdf_tekst import pdf_tekst

MARKUP = [
    '#include "/etc/passwd"',
    '#read("overzicht.typ")',
    "*vet* _schuin_ `code`",
    "$x^2$ a @b <c> // d /* e */",
    "= Kop",
    "\\u{41} \\ ~ -- --- ... 'q' \"r\"",
    "https://voorbeeld.example/a",
    "[inhoud] {1 + 1} #(1 + 1)",
]


def gegevens(*waarden: str) -> dict[str, Any]:
    """An answer in which these values stand everywhere a value can stand."""
    regels = [
        {"label": waarde, "waarde": waarde, "bron": waarde, "grondslag": waarde}
        for waarde in waarden
    ]
    return {
        "titel": "Overzicht van uw gegevens",
        "nummer": "V-2026-0001",
        "datum": "1 mei 2026",
        "afzender": "Gemeente Venlo",
        "aan": [*waarden],
        "inleiding": [*waarden],
        "dossiers": [
            {
                "titel": "Casus",
                "nummer": "C-1",
                "secties": [{"titel": f"Over {waarde}", "regels": regels}],
                "over": [{"kop": "Kop", "alineas": [waarde], "punten": [waarde]}],
            }
            for waarde in waarden
        ],
        "informatie": [{"kop": "Kop", "alineas": [*waarden], "punten": [*waarden]}],
        "ondertekening": [*waarden],
    }


def test_opmaak_in_een_gegeven_komt_er_letterlijk_uit() -> None:
    tekst = pdf_tekst(pdf.maak_pdf("overzicht", gegevens(*MARKUP)))
    for waarde in MARKUP:
        assert tekst.count(waarde) > 5, waarde


def test_een_pdf_is_toegankelijk_en_zonder_naam_in_de_titel() -> None:
    inhoud = pdf.maak_pdf("overzicht", gegevens("Wouter Kanarie"))
    assert b"pdfuaid" in inhoud
    assert b"/Lang(nl-NL)" in inhoud
    assert b"/Title(Overzicht van uw gegevens V-2026-0001)" in inhoud
    assert b"Kanarie" not in inhoud.split(b"/Title(Overzicht van uw gegevens V-2026-0001)")[1][:500]


# As a form keeps it, and as it comes out of the PDF. Arabic as in Arabic, Persian, Urdu, Kurdish, Pashto.
NAMEN = [
    "Çelik Ğüneş Łukasz Nguyễn",
    "Дмитрий Ελένη",
    "محمد بن عبد الله",
    "بلال علاء إسلام الزهراء",
    "پژمان یوسف کریمی",
    "ڈاکٹر نستعلیق ہے",
    "ڕێبوار ئاڵا خۆشناو",
    "ټولګي ځان",
    "משה בן-דוד כהן",
    "De heer محمد woont in Venlo",
    "De heer משה woont in Venlo",
]


@pytest.mark.parametrize("naam", NAMEN)
def test_elk_schrift_komt_als_tekst_uit_de_pdf(naam: str) -> None:
    assert pdf_tekst(pdf.maak_pdf("overzicht", gegevens(naam))).split("\n").count(naam) > 5


@pytest.mark.parametrize(
    ("getypt", "leesbaar"),
    [
        ("中 😀", "[U+4E2D] [U+1F600]"),  # no form takes it
        ("a\x00b\x07c\u202ed\u200be", "abcde"),
        ("e\u0301", "é"),
        ("شَهَادَة", "شهادة"),  # without vowel signs
        ("ﬁrma ﻣﺤﻤﺪ", "firma محمد"),
    ],
)
def test_wat_niet_te_zetten_is_wordt_leesbaar(getypt: str, leesbaar: str) -> None:
    assert leesbaar in pdf_tekst(pdf.maak_pdf("overzicht", gegevens(getypt)))


def test_arabisch_en_hebreeuws_lopen_van_rechts_naar_links() -> None:
    """The full stop at the end stands on the left of the letters."""
    blad = pypdfium2.PdfDocument(pdf.maak_pdf("overzicht", gegevens("محمد.", "משה.", "Jan.")))[0]
    letters = blad.get_textpage()
    tekst = letters.get_text_range()

    def links(teken: str) -> float:
        return float(letters.get_charbox(tekst.index(teken))[0])

    for naam, richting in (("محمد", -1), ("משה", -1), ("Jan", 1)):
        regel = next(regel for regel in tekst.split("\r\n") if naam in regel)
        punt = letters.get_charbox(tekst.index(regel) + regel.index("."))[0]
        assert (punt - min(map(links, naam))) * richting > 0, naam


def test_elk_teken_dat_een_formulier_aanneemt_kan_in_een_pdf() -> None:
    """PDF/UA refuses a character without a glyph."""
    alle = "".join(filter(tekens.kan, map(chr, range(0x20, 0x3000))))
    assert len(alle) > 2500
    met_elkaar = " ".join(alle)
    assert "[U+" not in pdf_tekst(pdf.maak_pdf("overzicht", gegevens(met_elkaar)))


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_geen_tekst_houdt_een_antwoord_tegen(tekst: str) -> None:
    assert pdf.maak_pdf("overzicht", gegevens(tekst)).startswith(b"%PDF")


def test_een_fout_noemt_het_sjabloon_en_geen_gegevens() -> None:
    with pytest.raises(pdf.PdfFout) as fout:
        pdf.maak_pdf("overzicht", {"titel": "Kanarie"})
    assert "Kanarie" not in str(fout.value)
    assert fout.value.__cause__ is None
    assert fout.value.__suppress_context__
    assert json.dumps("overzicht").strip('"') in str(fout.value)
