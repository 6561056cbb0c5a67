"""The board as a form."""

from typing import Any

from django import forms

from convenant.kader import Kader
from convenant.models import Fase, Ontwikkelgebied
from gedeeld.forms import Tekst

from ..forms import tekst


class WeegForm(forms.Form):
    """The board: for each field a phase or none, with an explanation (MC 7.3)."""

    duiding = tekst(
        5,
        label="Duiding van de signalen",
        required=False,
        help_text="Hoe leest de weegploeg de signalen samen? U weegt zelf: het systeem telt niets op."
        "||De weegploeg analyseert de signalen met het referentiekader (artikel 7 lid 3, artikel "
        "8 lid 2 onder d).",
    )

    reden = tekst(
        2,
        label="Waarom past u de weging aan?",
        help_text="Er is al besloten. Wat er stond, blijft apart bewaard bij het dossier."
        "||De gegevens worden gecontroleerd op juistheid en zo nodig aangepast (artikel 8 lid 3).",
        error_messages={"required": "Schrijf op waarom u dit aanpast."},
    )

    def __init__(self, *args: Any, kader: Kader, besloten: bool, **kwargs: Any) -> None:
        """The fields of one version of the referentiekader.

        Args:
            besloten: whether there is a decision, so that a change is asked its reason.
        """
        super().__init__(*args, **kwargs)
        self.kader = kader
        if not besloten:
            del self.fields["reden"]
        keuzes = [("", "Niet te beoordelen"), *((str(f.pk), f.naam) for f in kader.fasen)]
        for gebied in kader.gebieden:
            self.fields[f"fase_{gebied.pk}"] = forms.ChoiceField(
                label=f"Fase bij {gebied.naam}",
                choices=keuzes,
                required=False,
                error_messages={"invalid_choice": "Kies een van de vier fasen."},
            )
            self.fields[f"toelichting_{gebied.pk}"] = Tekst(
                label=f"Toelichting bij {gebied.naam}", required=False
            )

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
            {
                gebied.pk: [self[f"fase_{gebied.pk}"], self[f"toelichting_{gebied.pk}"]]
                for gebied in self.kader.gebieden
            },
        )


class PlaatsForm(forms.Form):
    """Where one signal belongs, and why (PB 7)."""

    GEEN = "geen"

    gebied = forms.ChoiceField(
        label="Bij welk ontwikkelgebied hoort dit signaal?",
        help_text="||Het referentiekader geeft de maatlat waarmee signalen worden gewogen (artikel 1 onder "
        "g, artikel 7 lid 3 van het convenant).",
        widget=forms.RadioSelect,
        error_messages={
            "required": "Kies een gebied, of kies dat het in geen gebied past.",
            "invalid_choice": "Kies een van de gebieden.",
        },
    )
    fase = forms.ChoiceField(
        label="Op welke fase wijst het?",
        help_text="||De weegploeg analyseert de signalen met het referentiekader (artikel 7 lid 3).",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "Kies een van de vier fasen."},
    )
    reden = tekst(
        3,
        label="Waarom plaatst u het daar?",
        help_text="||De analyse van de signalen staat in het bestand (artikel 8 lid 2 onder d). Met de "
        "reden kan een ander haar volgen.",
        error_messages={"required": "Schrijf op waarom u het daar plaatst."},
    )

    def __init__(self, *args: Any, kader: Kader, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kader = kader
        gebieden = [
            (str(g.pk), f"{g.naam} ({g.get_gebied_display().lower()})") for g in kader.gebieden
        ]
        fasen = [(str(f.pk), f"Fase {f.nummer}: {f.naam}") for f in kader.fasen]
        self.fields["gebied"].choices = [*gebieden, (self.GEEN, "Past in geen van deze gebieden")]  # type: ignore[attr-defined]
        self.fields["fase"].choices = [*fasen, ("", "Niet te beoordelen")]  # type: ignore[attr-defined]

    @property
    def waarden(self) -> dict[str, Any]:
        """What `decisions.plaats` asks."""
        gekozen = self.cleaned_data
        gebieden = {str(gebied.pk): gebied for gebied in self.kader.gebieden}
        fasen = {str(fase.pk): fase for fase in self.kader.fasen}
        return {
            "gebied": gebieden.get(gekozen["gebied"]),
            "fase": fasen.get(gekozen["fase"]),
            "reden": gekozen["reden"],
        }
