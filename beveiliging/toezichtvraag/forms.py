"""Which file, and why."""

from django import forms

from gedeeld.forms import Tekst
from register.models import Toezichtvraag


class ToezichtvraagForm(forms.Form):
    """The number of one file, and a reason out of a list, so that nothing of the subject stands in it."""

    nummer = Tekst(
        label="Nummer van het dossier",
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Bijvoorbeeld C-2026-M3XT8H.||U opent alleen een dossier waarvoor uw eigen organisatie "
        "verantwoordelijk is (artikel 38 lid 2 AVG).",
    )
    reden = forms.ChoiceField(
        label="Waarom opent u dit dossier?",
        choices=[("", "Kies een reden"), *Toezichtvraag.Reden.choices],
        help_text="Wie het dossier leest, ziet uw naam en deze reden.",
    )

    def clean_nummer(self) -> str:
        """As the register writes it."""
        return str(self.cleaned_data["nummer"]).upper()
