"""Forms on a sample of the log."""

from typing import Any

from django import forms

from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld

from .models import Bevinding


class TrekForm(forms.Form):
    """Out of which days."""

    van = forms.DateField(label="Vanaf", widget=datumveld(), error_messages={"invalid": DATUM})
    tot = forms.DateField(
        label="Tot en met",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Hoogstens drie maanden.",
    )


class BevindingForm(forms.Form):
    """What was found, of one row or of the whole."""

    inzage = forms.TypedChoiceField(
        label="Waarover?",
        required=False,
        empty_value=None,
        help_text="Kies een regel, of de steekproef als geheel.||Logging en een periodieke controle daarop horen bij het beveiligingsplan (artikel 15 lid 2 onder e).",
    )
    oordeel = forms.ChoiceField(
        label="Wat vond u?",
        choices=[("", "Maak een keuze"), *Bevinding.Oordeel.choices],
        help_text="||Logging en een periodieke controle daarop horen bij het beveiligingsplan (artikel 15 lid 2 onder e).",
    )
    reden = Tekst(
        label="Waarom?",
        widget=tekstveld(3),
        max_length=2000,
        help_text="Schrijf op wat u hebt bekeken of nagevraagd. Noem geen namen van betrokkenen.",
    )

    def __init__(self, *args: Any, regels: list[tuple[Any, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld: Any = self.fields["inzage"]
        per_sleutel = {str(pk): pk for pk, _ in regels}
        veld.choices = [("", "De hele steekproef"), *((str(pk), zin) for pk, zin in regels)]
        veld.coerce = per_sleutel.get


class AfrondForm(forms.Form):
    """When the next sample is due."""

    volgende_op = forms.DateField(
        label="Wanneer trekt u uiterlijk de volgende?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Binnen drie maanden. Dan staat het op uw werklijst.",
    )
