"""The board as a form."""

from typing import Any

from django import forms

from convenant.models import Fase, Ontwikkelgebied
from gedeeld.forms import Tekst

from ..forms import tekst
from .pagina import Kader


class WeegForm(forms.Form):
    """The board: for each field a phase or none, with an explanation (MC 7.3)."""

    duiding = tekst(
        5,
        label="Duiding van de signalen",
        required=False,
        help_text="Hoe leest de weegploeg de signalen samen? U weegt zelf: het systeem telt niets op.",
    )

    def __init__(self, *args: Any, kader: Kader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kader = kader
        keuzes = [("", "Niet te beoordelen"), *((str(f.pk), f.naam) for f in kader.fasen)]
        for gebied in kader.gebieden:
            self.fields[f"fase_{gebied.pk}"] = forms.ChoiceField(
                label=gebied.naam,
                choices=keuzes,
                required=False,
                error_messages={"invalid_choice": "Kies een van de vier fasen."},
            )
            self.fields[f"toelichting_{gebied.pk}"] = Tekst(required=False)

    @property
    def wegingen(self) -> list[tuple[Ontwikkelgebied, Fase | None, str]]:
        """What was chosen, for `decisions.weeg`."""
        fasen = {str(fase.pk): fase for fase in self.kader.fasen}
        return [
            (
                gebied,
                fasen.get(self.cleaned_data[f"fase_{gebied.pk}"]),
                self.cleaned_data[f"toelichting_{gebied.pk}"],
            )
            for gebied in self.kader.gebieden
        ]

    @property
    def bord(self) -> dict[str, Any]:
        """What the board component shows, with what was typed."""
        return self.kader.bord(
            {
                gebied.pk: (
                    str(self[f"fase_{gebied.pk}"].value() or ""),
                    str(self[f"toelichting_{gebied.pk}"].value() or ""),
                )
                for gebied in self.kader.gebieden
            },
            {gebied.pk: self.errors.get(f"fase_{gebied.pk}", "") for gebied in self.kader.gebieden},
        )
