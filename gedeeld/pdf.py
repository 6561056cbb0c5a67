"""PDF of a document: a fixed template and data that are never markup (PDF/UA-1, so a screen reader can read it)."""

import json
import unicodedata
from typing import Any

import typst
from django.conf import settings

from . import tekens

MAP = settings.BASE_DIR / "templates" / "typst"
LETTERTYPEN = settings.BASE_DIR / "static" / "vendor" / "pdf"


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
            font_paths=[str(LETTERTYPEN)],
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
    """The same data, with only what the typefaces can draw, and so that it can be read out again."""
    if isinstance(waarde, dict):
        return {sleutel: _tekenbaar(deel) for sleutel, deel in waarde.items()}
    if isinstance(waarde, list):
        return [_tekenbaar(deel) for deel in waarde]
    if isinstance(waarde, str):
        return "".join(map(_teken, tekens.zuiver(waarde)))
    return waarde


def _teken(teken: str) -> str:
    """A character, as it stands in a PDF.

    Vowel signs of Arabic and Hebrew are left out, as readers of those scripts are used to: typst draws
    a letter with its sign as two, and a screen reader or who copies the text would get it twice.
    """
    if unicodedata.category(teken) == "Mn" and "\u0591" <= teken <= "\u06ff":
        return ""
    # A form refuses such a character; a decision that did not come by a form may have it.
    return teken if tekens.kan(teken) else f"[U+{ord(teken):04X}]"
