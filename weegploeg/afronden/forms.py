"""Form on what the core parties do with a file that they are done with."""

from typing import Any

from django import forms

from ..besluit.forms import BesluitForm
from ..forms import datum, tekst
from ..models import Besluit


class BewarenForm(BesluitForm):
    """To destroy, or to keep until a day with a reason (MC 13.3)."""

    keuze = forms.ChoiceField(
        label="Wat besluiten de kernpartijen?",
        choices=[
            (Besluit.Uitkomst.VERNIETIGEN, "Het dossier vernietigen"),
            (Besluit.Uitkomst.BEWAREN, "Het dossier bewaren tot een dag"),
        ],
        widget=forms.RadioSelect,
        help_text="Alles is afgerond. Daarom is vernietigen het uitgangspunt.||Gegevens worden niet langer "
        "bewaard dan nodig (artikel 13 lid 3).",
    )
    bewaren_tot = datum(
        soms=True,
        label="Bewaren tot en met",
        required=False,
        help_text="Alleen als u bewaart. Daarna wordt het dossier vernietigd."
        "||Langer bewaren kan alleen als het nodig is, en hooguit zes maanden (artikel 13 lid 3).",
    )
    argumenten = tekst(
        4,
        label="Waarom?",
        help_text="||Bij elk besluit staan de argumenten (procesbeschrijving 3.3).",
        error_messages={"required": "Schrijf op waarom de kernpartijen dit besluiten."},
    )

    field_order = ["keuze", "bewaren_tot", "argumenten"]

    def clean(self) -> dict[str, Any]:
        """A day belongs to keeping, and to nothing else."""
        gegevens = super().clean() or self.cleaned_data
        bewaart = gegevens.get("keuze") == Besluit.Uitkomst.BEWAREN
        if bewaart and not gegevens.get("bewaren_tot") and "bewaren_tot" not in self.errors:
            self.add_error("bewaren_tot", "Kies tot en met welke dag u het dossier bewaart.")
        if not bewaart and gegevens.get("bewaren_tot"):
            self.add_error("bewaren_tot", "Laat dit leeg als het dossier wordt vernietigd.")
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """With the day, when it is kept."""
        return super().waarden | {"bewaren_tot": self.cleaned_data["bewaren_tot"]}
