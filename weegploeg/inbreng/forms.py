"""Forms on what is brought in: they make values, the decisions decide."""

from typing import Any, cast

from django import forms

from convenant.doorgeven import DoorgifteForm as DoorgifteFormulier
from convenant.forms import SignaalForm as SignaalFormulier
from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld
from gedeeld.personen import Naw, PersoonVelden

from ..forms import datum
from ..models import Doorgifte, Melderinzage, Signaal, WeegploegDossier


class SubjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who the subject is (MC 8.2 a)."""

    class Meta:
        model = WeegploegDossier
        fields = PersoonVelden.NAW
        widgets = {"geboortedatum": datumveld(), "rekendatum": datumveld(soms=True)}
        error_messages = {"geboortedatum": {"invalid": DATUM}, "rekendatum": {"invalid": DATUM}}

    reden = Tekst(
        label="Waarom past u dit aan?",
        required=False,
        widget=tekstveld(2, soms=True),
        help_text="Verplicht als er al iets anders stond. Dat blijft apart bewaard.||De gegevens worden "
        "gecontroleerd op juistheid en zo nodig aangepast (artikel 8 lid 3).",
    )

    @property
    def naw(self) -> Naw:
        """Who it is, without the reason."""
        return cast("Naw", {veld: self.cleaned_data[veld] for veld in PersoonVelden.NAW})

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes it."""


class SignaalForm(SignaalFormulier):
    """A signal from the actor's own data."""

    class Meta(SignaalFormulier.Velden):
        model = Signaal


class DoorgifteForm(DoorgifteFormulier):
    """To whom the municipality passes on what it brought in."""

    class Meta(DoorgifteFormulier.Velden):
        model = Doorgifte


class VerbeterForm(SignaalForm):
    """A signal that is put right, and why (MC 8.3)."""

    reden = Tekst(
        label="Waarom past u dit aan?",
        widget=tekstveld(2),
        help_text="Wat er stond, blijft apart bewaard bij het dossier."
        "||De gegevens worden gecontroleerd op juistheid en zo nodig aangepast (artikel 8 lid 3).",
        error_messages={"required": "Schrijf op waarom u dit aanpast."},
    )

    @property
    def velden(self) -> dict[str, Any]:
        """The signal alone."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "reden"}


class TerugkoppelForm(forms.Form):
    """When the reporter was told."""

    op = datum(
        label="Wanneer hoorde de melder dit?",
        help_text="||Wie inbracht, koppelt het besluit terug aan de melder (procesbeschrijving 3.4).",
    )


class MelderForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why the reporter is needed."""

    class Meta:
        model = Melderinzage
        fields = ("reden",)
        widgets = {"reden": tekstveld(2)}
        error_messages = {"reden": {"required": "Schrijf op waarom u de melder nodig hebt."}}
