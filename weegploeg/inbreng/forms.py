"""Forms on what is brought in: they make values, the decisions decide."""

from datetime import date
from typing import Any

from django import forms

from convenant.forms import SignaalForm as SignaalFormulier
from gedeeld.forms import tekstveld
from gedeeld.personen import PersoonVelden
from gedeeld.rules import geboortedatum_kan

from ..forms import datum
from ..models import Melderinzage, Signaal, WeegploegDossier


class SubjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who the subject is (MC 8.2 a)."""

    geboortedatum = datum(
        required=False,
        help_text="Alleen als u die weet.||De datum is nodig voor de regels over minderjarigen.",
    )

    class Meta:
        model = WeegploegDossier
        fields = PersoonVelden.NAW

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_geboortedatum(self) -> date | None:
        """A date of birth of somebody who can be alive."""
        geboren: date | None = self.cleaned_data["geboortedatum"]
        if geboren and not geboortedatum_kan(geboren, self.vandaag):
            raise forms.ValidationError("Controleer de geboortedatum: deze kan niet kloppen.")
        return geboren

    def clean(self) -> dict[str, Any]:
        """Somebody must be meant."""
        gegevens = super().clean() or self.cleaned_data
        if not (gegevens.get("voornamen") or gegevens.get("achternaam")):
            self.add_error("achternaam", "Vul een voornaam of een achternaam in.")
        return gegevens

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes it."""


class SignaalForm(SignaalFormulier):
    """A signal from the actor's own data."""

    class Meta(SignaalFormulier.Velden):
        model = Signaal


class MelderForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why the reporter is needed."""

    class Meta:
        model = Melderinzage
        fields = ("reden",)
        widgets = {"reden": tekstveld(2)}
        error_messages = {"reden": {"required": "Schrijf op waarom u de melder nodig hebt."}}
