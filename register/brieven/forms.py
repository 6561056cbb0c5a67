"""Forms on a letter: they make values, the decisions decide."""

from typing import Any

from django import forms

from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld

from .models import BriefVelden, Wijze
from .opstellen import tekst_van, teksten_van
from .soorten import Opzet


class BriefForm(forms.Form):
    """The address, and the free blocks of a draft."""

    adres = Tekst(
        label="Aan wie",
        required=False,
        widget=tekstveld(4, soms=True),
        help_text="Naam en adres, elk op een eigen regel. Zo komen ze op de brief.",
    )

    def __init__(self, *args: Any, brief: BriefVelden, opzet: Opzet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["adres"] = brief.adres
        teksten = teksten_van(brief)
        for blok in opzet.blokken:
            if blok.vrij:
                self.fields[blok.sleutel] = Tekst(
                    label=blok.kop or "Eigen tekst",
                    required=False,
                    widget=tekstveld(5, soms=True),
                    help_text=blok.uitleg,
                )
                self.initial[blok.sleutel] = tekst_van(blok, teksten)

    @property
    def teksten(self) -> dict[str, str]:
        """By free block."""
        return {naam: tekst for naam, tekst in self.cleaned_data.items() if naam != "adres"}


class VerstuurdForm(forms.Form):
    """When and how a letter was sent."""

    op = forms.DateField(
        label="Wanneer is de brief verstuurd?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
    )
    wijze = forms.ChoiceField(
        label="Hoe is de brief verstuurd?",
        choices=Wijze.choices,
        widget=forms.RadioSelect,
        help_text="Niet met gewone mail.||Een brief gaat over een mens. Gewone mail is niet veilig genoeg.",
    )
