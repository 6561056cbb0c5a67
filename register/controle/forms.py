"""The form of a check: it makes values, the decision decides."""

from django import forms

from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld


class ControleForm(forms.Form):
    """That the data were checked, and what was changed."""

    op = forms.DateField(
        label="Wanneer zijn de gegevens nagekeken?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    aangepast = forms.BooleanField(
        label="Er is iets aangepast", required=False, help_text="Schrijf dan hieronder op wat."
    )
    wat = Tekst(
        label="Wat is nagekeken en wat is aangepast?",
        required=False,
        widget=tekstveld(4, soms=True),
        help_text="Verplicht als er iets is aangepast.||De gegevens worden op vaste tijden nagekeken op"
        " juistheid en volledigheid, en zo nodig aangepast (artikel 8 lid 3 en artikel 10 lid 3 van het"
        " convenant).",
    )
