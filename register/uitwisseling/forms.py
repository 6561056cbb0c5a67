"""The form on a notice: it makes values, the decision decides."""

from django import forms

from gedeeld.forms import DATUM, Tekst, datumveld

from ..models import Kennisgeving


class BevestigdForm(forms.Form):
    """That who has no account here let know that it was done."""

    op = forms.DateField(
        label="Wanneer is het bevestigd?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    hoe = forms.ChoiceField(
        label="Hoe is het bevestigd?",
        choices=Kennisgeving.Hoe.choices,
        widget=forms.RadioSelect,
        help_text="Niet met gewone mail: die is niet veilig genoeg.",
    )
    wie = Tekst(
        label="Wie bevestigde het?",
        max_length=200,
        help_text="Naam en functie.||Zo is later te zien dat iedereen die gegevens kreeg, hoorde dat er"
        " iets is veranderd (artikel 19 AVG).",
    )
