"""The form on an objection."""

from django import forms

from ..forms import tekst


class BezwaarForm(forms.Form):
    """Why a core party objects."""

    reden = tekst(
        4,
        label="Waarom maakt uw partij bezwaar?",
        help_text="De andere kernpartijen en de uitvoerder lezen dit. Het staat ook in het verslag."
        "||De weegploeg besluit. Elke kernpartij zegt zelf of het besluit klopt "
        "(procesbeschrijving 3.3).",
    )
