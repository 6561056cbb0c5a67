"""Which uploaded documents are taken: by what is in them, never by their name."""

from gedeeld.weigering import NietMogelijk

from .models import Verklaringsdocument

GROOTSTE = 5 * 1024 * 1024  # bytes
TE_GROOT = "Dit bestand is groter dan 5 MB. Kies een kleiner bestand."
BEGIN = {  # the first bytes of each kind
    b"%PDF-": Verklaringsdocument.Soort.PDF,
    b"\xff\xd8\xff": Verklaringsdocument.Soort.JPEG,
    b"\x89PNG\r\n\x1a\n": Verklaringsdocument.Soort.PNG,
}


def soort_van(inhoud: bytes) -> Verklaringsdocument.Soort:
    """The kind of a document.

    Raises:
        NietMogelijk: it is too large, or no PDF, JPEG or PNG; said at the field `document`.
    """
    if len(inhoud) > GROOTSTE:
        raise NietMogelijk({"document": TE_GROOT})
    for begin, soort in BEGIN.items():
        if inhoud.startswith(begin):
            return soort
    raise NietMogelijk({"document": "Dit is geen PDF, JPEG of PNG. Kies een ander bestand."})
