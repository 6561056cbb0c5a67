"""The form of a comparison: it makes values, the decision decides."""

from django import forms

from gedeeld.forms import Tekst, tekstveld

from .models import Keuze


class VergelijkForm(forms.Form):
    """Whether it is the same person, and why."""

    use_required_attribute = False
    keuze = forms.ChoiceField(
        label="Gaat het om dezelfde persoon?",
        help_text="||Wat over de een gaat, komt niet bij de ander terecht: gegevens moeten juist zijn "
        "(artikel 8 lid 3).",
        choices=Keuze.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de drie."},
    )
    reden = Tekst(
        label="Waaraan ziet u dat?",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text="Niet nodig als u het niet zeker weet.||Persoonsgegevens moeten juist zijn: wat over de een "
        "gaat, komt niet bij de ander terecht (artikel 5 lid 1 onder d van de AVG).",
    )
