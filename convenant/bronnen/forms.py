"""What somebody looks for in the sources."""

from django import forms
from django.core.exceptions import ValidationError

from gedeeld.forms import Tekst

from .zoeken import LEEG, TE_KORT, woorden


class ZoekForm(forms.Form):
    """Words to look for. They stand in the address: the texts are public, and the page asks for no names."""

    woorden = Tekst(
        label="Zoek in de regels",
        max_length=100,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={"required": LEEG},
    )

    def clean_woorden(self) -> str:
        """The words as they were typed.

        Raises:
            ValidationError: none is long enough.
        """
        getypt: str = self.cleaned_data["woorden"]
        if not woorden(getypt):
            raise ValidationError(TE_KORT)
        return getypt
