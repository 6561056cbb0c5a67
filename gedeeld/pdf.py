"""PDF of a document: a fixed template and data that are never markup (PDF/UA-1, so a screen reader can read it)."""

import json
import unicodedata
from typing import Any

import typst
from django.conf import settings

MAP = settings.BASE_DIR / "templates" / "typst"

# Blocks that the typeface inside typst can draw. PDF/UA refuses a character without a glyph, and
# one that shapes letters (Arabic) can stop the compiler.
_TEKENBAAR = (
    (0x20, 0x4FF),  # Latin, Greek, Cyrillic
    (0x1E00, 0x1FFF),  # the same, with more marks
    (0x2010, 0x2040),  # punctuation
    (0x20A0, 0x20BF),  # currency
    (0x2190, 0x21FF),  # arrows
)


class PdfFout(Exception):
    """A PDF could not be made. Names the template, never the data."""


def maak_pdf(sjabloon: str, gegevens: dict[str, Any]) -> bytes:
    """A PDF/UA-1 document from a template of ours.

    Nothing is written to disk: the data go in as one JSON string, and the template reads values
    from it, so `#`, `$` or `*` in a value is a character and no markup. No system font is used,
    so the same data give the same document on every machine.

    Args:
        sjabloon: name of a file in `templates/typst`, without `.typ`.
        gegevens: plain data, for JSON.

    Raises:
        PdfFout: the compiler refused it.
    """
    invoer = {"gegevens": json.dumps(_tekenbaar(gegevens))}
    try:
        pdf = typst.compile(
            str(MAP / f"{sjabloon}.typ"),
            root=str(MAP),
            ignore_system_fonts=True,
            sys_inputs=invoer,
            pdf_standards=["ua-1"],
        )
    except BaseException as fout:
        # A panic in the compiler is no Exception; its text and a typst error may quote the data.
        if isinstance(fout, Exception) or type(fout).__name__ == "PanicException":
            raise PdfFout(sjabloon) from None
        raise
    if not isinstance(pdf, bytes):
        raise PdfFout(sjabloon)
    return pdf


def _tekenbaar(waarde: Any) -> Any:
    """The same data, with what the typeface cannot draw written as its code point."""
    if isinstance(waarde, dict):
        return {sleutel: _tekenbaar(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_tekenbaar(deel) for deel in waarde]
    if isinstance(waarde, str):
        return "".join(map(_teken, unicodedata.normalize("NFC", waarde)))
    return waarde


def _teken(teken: str) -> str:
    soort = unicodedata.category(teken)
    if teken in "\n\t" or (
        soort[0] != "C" and any(van <= ord(teken) <= tot for van, tot in _TEKENBAAR)
    ):
        return teken
    if soort in ("Cc", "Cf"):  # steering signs show nothing, and can turn text around
        return ""
    return f"[U+{ord(teken):04X}]"
