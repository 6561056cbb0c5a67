"""The answer to what another municipality offers."""

from django import forms

from gedeeld.forms import Tekst, tekstveld


class AanbodForm(forms.Form):
    """Accept or refuse, and why."""

    aangenomen = forms.TypedChoiceField(
        label="Neemt uw gemeente deze gegevens aan?",
        help_text="||Gegevens gaan alleen naar een gemeente waar de persoon verblijft (wetsvoorstel artikel "
        "4). Uw gemeente beoordeelt dat zelf.",
        choices=[
            ("ja", "Ja, begin een nieuw dossier van onze weegploeg"),
            ("nee", "Nee, vernietig de gegevens"),
        ],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    reden = Tekst(
        label="Waarom?",
        widget=tekstveld(3),
        help_text="Neemt u ze aan, dan staat dit alleen in uw eigen dossier. Weigert u, dan leest de andere "
        "gemeente dit.||Schrijf bij een weigering niet op of uw gemeente deze persoon al kent.",
    )
