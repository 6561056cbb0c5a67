"""The text of a PDF, as the reader in a browser has it for who listens or copies."""

import pypdfium2


def pdf_tekst(pdf: bytes) -> str:
    """One line for each line on paper."""
    bladzijden = pypdfium2.PdfDocument(pdf)
    return "\n".join(
        blad.get_textpage().get_text_range().replace("\r\n", "\n") for blad in bladzijden
    )
