"""Forms on minutes."""

from typing import Any

from django import forms

from gedeeld.forms import Tekst, tekstveld

from ..models import Agendapunt, Overleg
from ..noemen import NoemtNiemand
from ..schermen import titel


class OpmerkingForm(NoemtNiemand):
    """A comment on the draft."""

    TEKSTEN = ("tekst",)

    punt = forms.ChoiceField(
        label="Waarover gaat uw opmerking?",
        required=False,
        help_text="U kiest uit de dossiers van dit overleg die u leest.",
    )
    tekst = Tekst(
        label="Uw opmerking",
        max_length=2000,
        widget=tekstveld(4),
        help_text="Een opmerking over een dossier hoort bij dat dossier en wordt met dat dossier vernietigd.||"
        "Schrijft u over iemand? Kies dan hierboven dat dossier. In het algemene deel staan geen namen "
        "van subjecten.",
    )

    def __init__(self, *args: Any, punten: list[Agendapunt], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(str(punt.pk), punt.nummer) for punt in punten if punt.dossier_id]
        self.fields["punt"].choices = [("", "Het verslag als geheel"), *keuzes]  # type: ignore[attr-defined]

    def herken(self, schoon: dict[str, Any], tekst: str) -> list[str]:
        """What is about a file hangs on that file, and goes with it."""
        return [] if schoon.get("punt") else super().herken(schoon, tekst)


class VaststelForm(forms.Form):
    """In which meeting the minutes were approved."""

    in_overleg = forms.ChoiceField(
        label="In welk overleg is dit verslag vastgesteld?",
        help_text="Dat is een overleg na dit overleg.",
    )

    def __init__(self, *args: Any, later: list[Overleg], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keuzes = [(str(rij.pk), titel(rij)) for rij in later]
        self.fields["in_overleg"].choices = keuzes  # type: ignore[attr-defined]
