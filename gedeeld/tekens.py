"""Which characters a text may have: what the typefaces that come along can draw, on a page and in a PDF.

One list for both, so nothing is stored that the person concerned cannot be sent. A test sets each of
these characters in a PDF.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError

# Blocks of Unicode, first and last character.
_SCHRIFTEN = (
    (0x20, 0x4FF),  # Latin, Greek, Cyrillic
    (0x591, 0x5F4),  # Hebrew
    (0x600, 0x6FF),  # Arabic, as in Persian, Urdu, Pashto, Kurdish and Uyghur
    (0x750, 0x77F),
    (0x1E00, 0x1FFF),  # Latin and Greek with more marks
    (0x2010, 0x2040),  # punctuation
    (0x2070, 0x209F),  # superscripts and subscripts
    (0x20A0, 0x20BF),  # currency
    (0x2116, 0x2116),  # numero sign
    (0x2190, 0x22FF),  # arrows, mathematics
    (0x25A0, 0x25FF),  # bullets
)
NIET_VERBINDEN = "\u200c"  # between two letters of one Persian word, such as a double first name
_WEG = re.compile(r"(?<![\u0600-\u077f])\u200c|\u200c(?![\u0600-\u077f])")
_WITREGEL = dict.fromkeys(map(ord, "\x85\u2028\u2029"), "\n")


def zuiver(tekst: str) -> str:
    """A text without what nobody sees, each letter written in one way.

    Steering characters come along when something is copied from a PDF, a web page or a telephone.
    They show nothing, and some of them turn the text around them (U+202E), so that a name or a file's
    number reads as another one. Spaces of every width become a space, and ligatures, Arabic letters
    in the form of their place and letters of full width the letters that they stand for.
    """
    letters = "".join(
        unicodedata.normalize("NFKC", teken) if "\ufb00" <= teken <= "\uffef" else teken
        for teken in tekst.translate(_WITREGEL)
    )
    return _WEG.sub("", "".join(map(_zichtbaar, unicodedata.normalize("NFC", letters))))


def _zichtbaar(teken: str) -> str:
    if teken in "\n\r\t" or teken == NIET_VERBINDEN:
        return teken
    soort = unicodedata.category(teken)
    if soort in ("Cc", "Cf") or "\ufe00" <= teken <= "\ufe0f":  # the last choose a form of an emoji
        return ""
    return " " if soort == "Zs" else teken


def kan(teken: str) -> bool:
    """Whether a character can be drawn."""
    if teken in "\n\r\t" or teken == NIET_VERBINDEN:
        return True
    in_schrift = any(van <= ord(teken) <= tot for van, tot in _SCHRIFTEN)
    return in_schrift and unicodedata.category(teken)[0] != "C"


def controleer(tekst: str) -> None:
    """Refuse a text with a character that cannot be drawn.

    Raises:
        ValidationError: names the first of them and says what to do.
    """
    for teken in tekst:
        if not kan(teken):
            raise ValidationError(_zin(teken), code="teken")


def _zin(teken: str) -> str:
    code = f"U+{ord(teken):04X}"
    naam = f"“{teken}” ({code})" if teken.isprintable() else code
    raad = (
        "Schrijf een naam in Latijnse letters, zoals in het paspoort."
        if unicodedata.category(teken)[0] in "LM"
        else "Haal het weg, of zeg het in woorden."
    )
    return (
        f"Het teken {naam} kan hier niet. U kunt Latijnse, Griekse, Cyrillische, Arabische en Hebreeuwse "
        f"letters gebruiken, en cijfers en leestekens. {raad}"
    )
