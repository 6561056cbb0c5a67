"""The form on informing the subject."""

from django import forms

from gedeeld.forms import DATUM, Tekst, besluitdag, datumveld, tekstveld


class InformeeradviesForm(forms.Form):
    """What the casusoverleg advises the core parties."""

    nu = forms.TypedChoiceField(
        label="Wat adviseert het casusoverleg?",
        choices=[("ja", "Informeer de betrokkene nu"), ("nee", "Informeer nog niet")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies wat het casusoverleg adviseert."},
        help_text="De kernpartijen besluiten.||Zolang de betrokkene niet is geïnformeerd, bekijkt het "
        "casusoverleg dit steeds opnieuw (procesbeschrijving 4.4).",
    )
    advies = Tekst(
        label="Waarom, en door wie en hoe?",
        widget=tekstveld(4),
        help_text="||Het casusoverleg adviseert de kernpartijen over het informeren (procesbeschrijving 4.4).",
    )
    op = besluitdag("Wanneer gaf het casusoverleg dit advies?")
    volgende = forms.DateField(
        label="Wanneer bekijkt het casusoverleg dit opnieuw?",
        widget=datumveld(),
        error_messages={"invalid": DATUM, "required": "Vul een dag in, binnen drie maanden."},
        help_text="Binnen drie maanden. Dit vervalt als de betrokkene is geïnformeerd."
        "||Zodra het kan, wordt de betrokkene alsnog geïnformeerd (artikel 11 lid 5). Daarom komt "
        "dit terug.",
    )
