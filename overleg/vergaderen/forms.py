"""Forms of the meeting itself."""

from typing import Any

from django import forms

from gedeeld.forms import Tekst, tekstveld

from ..models import Genodigde
from ..stukken import naam_van


class AanwezigForm(forms.Form):
    """Who is there, by name."""

    aanwezig = forms.TypedMultipleChoiceField(
        label="Wie is er?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="U legt met naam vast wie er was, en voor welke partij.||De uitvoerder legt "
        "aanwezigheid vast (procesbeschrijving 4.3).",
    )

    def __init__(self, *args: Any, genodigden: list[Genodigde], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        per_sleutel = {str(rij.pk): rij for rij in genodigden}
        veld: Any = self.fields["aanwezig"]
        veld.choices = [(sleutel, naam_van(rij)) for sleutel, rij in per_sleutel.items()]
        veld.coerce = lambda sleutel: per_sleutel[sleutel].pk


class ConclusieForm(forms.Form):
    """What was agreed on a general matter."""

    conclusie = Tekst(
        label="Wat is afgesproken?",
        max_length=2000,
        widget=tekstveld(4),
        help_text="Noem hier geen namen van subjecten.||Wat over een dossier gaat, staat in dat dossier.",
    )
