"""The one question before the archive opens."""

from django import forms

from .models import Raadpleging


class RedenForm(forms.Form):
    """Why a core party consults the archive (MC 13.2, PB 6.3)."""

    reden = forms.ChoiceField(
        label="Waarom raadpleegt u dit dossier?",
        choices=Raadpleging.Reden.choices,
        widget=forms.RadioSelect,
        help_text="Uw keuze wordt bewaard, met uw naam en het tijdstip.||"
        "Kernpartijen raadplegen het archief bij nieuwe signalen of een klacht "
        "(procesbeschrijving 6.3).",
        error_messages={
            "required": "Kies waarom u dit dossier raadpleegt.",
            "invalid_choice": "Kies een van de twee redenen.",
        },
    )
