"""What is asked of who takes a concept over."""

from django import forms

from ..models import Concept


class OvernameForm(forms.Form):
    """Why a colleague goes on with it."""

    use_required_attribute = False
    reden = forms.ChoiceField(
        label="Waarom neemt u dit over?",
        choices=Concept.Reden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom u het overneemt."},
        help_text="De schrijver ziet dat u het overnam, en waarom."
        "||Een concept is van wie het schrijft. Wie het leest, doet dat alleen als het nodig is "
        "(artikel 8 lid 4).",
    )
