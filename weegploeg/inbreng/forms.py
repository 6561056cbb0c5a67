"""Forms on what is brought in: they make values, the decisions decide."""

from django import forms

from convenant.forms import SignaalForm as SignaalFormulier
from gedeeld.forms import DATUM, datumveld, tekstveld
from gedeeld.personen import PersoonVelden

from ..models import Melderinzage, Signaal, WeegploegDossier


class SubjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who the subject is (MC 8.2 a)."""

    class Meta:
        model = WeegploegDossier
        fields = PersoonVelden.NAW
        widgets = {"geboortedatum": datumveld(), "rekendatum": datumveld(soms=True)}
        error_messages = {"geboortedatum": {"invalid": DATUM}, "rekendatum": {"invalid": DATUM}}

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
