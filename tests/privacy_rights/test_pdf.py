"""PDF: what somebody typed is text, and a document can always be made."""

import json
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gedeeld import pdf
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


@pytest.mark.parametrize(
    ("naam", "leesbaar"),
    [
        ("Çelik Ğüneş Łukasz", "Çelik Ğüneş Łukasz"),
        ("Дмитрий Ελένη", "Дмитрий Ελένη"),
        ("محمد", "[U+0645][U+062D][U+0645][U+062F]"),
        ("中 😀", "[U+4E2D] [U+1F600]"),
        ("a\x00b\x07c\u202ed\u200be", "abcde"),
        ("e\u0301", "é"),
    ],
)
def test_elk_teken_kan_in_een_pdf(naam: str, leesbaar: str) -> None:
    tekst = pdf_tekst(pdf.maak_pdf("overzicht", gegevens(naam)))
    # Another alphabet is another typeface, which starts a line of its own in the file.
    assert leesbaar.replace(" ", "") in re.sub(r"\s", "", tekst)


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
