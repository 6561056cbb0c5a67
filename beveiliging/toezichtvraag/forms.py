"""Which file, and why."""

from django import forms

from gedeeld.forms import Tekst
from register.models import Toezichtvraag
from register.nummers import klopt


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
        help_text="Kernpartijen en uitvoerders die het dossier lezen, zien uw naam en deze reden.",
    )

    def clean_nummer(self) -> str:
        """As the register writes it, and only what looks like a number: nothing else comes into the read log."""
        nummer = str(self.cleaned_data["nummer"]).strip().upper()
        if not klopt(nummer):
            raise forms.ValidationError(
                "Controleer het nummer: er zit een schrijffout in. Een nummer ziet er zo uit: C-2026-7K4Q94."
            )
        return nummer
