"""Forms on closing a casus, or going on."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.text import Truncator

from gedeeld.forms import KOLOMMEN, Tekst, besluitdag, tekstveld

from ..decisions import Evaluatie
from ..dossier.models import Afloop, Afsluitadvies, Doel, Doelevaluatie


class AdviesForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Advise the core parties to close."""

    gegeven_op = besluitdag("Wanneer gaf het casusoverleg dit advies?")
    field_order = ("gegeven_op", "evaluatie", "vervolg")

    class Meta:
        model = Afsluitadvies
        fields = ("evaluatie", "vervolg")
        widgets = {"evaluatie": tekstveld(6), "vervolg": tekstveld(3, soms=True)}

    def __init__(
        self, *args: Any, doelen: Iterable[str], niet_af: Iterable[Any], **kwargs: Any
    ) -> None:
        """Ask of each aim how far it was reached, and of each measure that is not done what becomes of it.

        Args:
            doelen: letters of MC 3.
            niet_af: measures.
        """
        super().__init__(*args, **kwargs)
        self.doelen, self.niet_af = doelen, niet_af
        for letter in doelen:
            self.fields[f"doel_{letter}"] = forms.ChoiceField(
                label=f"Doel: {Doel(letter).label}",
                help_text="||Het casusoverleg adviseert op grond van een evaluatie (procesbeschrijving 4.4, artikel "
                "9 lid 4).",
                choices=Doelevaluatie.Uitkomst.choices,
                widget=forms.RadioSelect(attrs=KOLOMMEN),
                error_messages={"required": "Kies hoe ver dit doel is bereikt."},
            )
            self.fields[f"uitleg_{letter}"] = Tekst(
                label="Waaruit blijkt dat?",
                help_text="||Het casusoverleg adviseert op grond van een evaluatie (procesbeschrijving 4.4).",
                required=False,
                widget=tekstveld(2),
            )
        for rij in niet_af:
            self.fields[f"afloop_{rij.keten}"] = forms.ChoiceField(
                label=f"Niet af: {rij.partij.naam}, {Truncator(rij.omschrijving).chars(80)}",
                help_text="||Na sluiten volgt het casusoverleg de maatregelen niet meer (artikel 9 lid 4). Daarom "
                "staat hier wat ermee gebeurt.",
                choices=Afloop.Wat.choices,
                widget=forms.RadioSelect(attrs=KOLOMMEN),
                error_messages={"required": "Deze maatregel is niet af. Kies wat ermee gebeurt."},
            )
            self.fields[f"afloop_uitleg_{rij.keten}"] = Tekst(
                label="Waarom, of wie neemt het over?",
                help_text="||Na sluiten volgt het casusoverleg de maatregelen niet meer (artikel 9 lid 4).",
                widget=tekstveld(2),
                error_messages={"required": "Schrijf op waarom, of wie het overneemt."},
            )

    @property
    def waarden(self) -> dict[str, Any]:
        """What `decisions.adviseer_afsluiten` asks."""
        schoon = self.cleaned_data
        return {
            "evaluatie": schoon["evaluatie"],
            "vervolg": schoon["vervolg"],
            "op": schoon.get("gegeven_op"),  # in a meeting its day is known
            "doelen": {
                letter: Evaluatie(schoon[f"doel_{letter}"], schoon[f"uitleg_{letter}"])
                for letter in self.doelen
            },
            "aflopen": {
                rij.keten: Evaluatie(
                    schoon[f"afloop_{rij.keten}"], schoon[f"afloop_uitleg_{rij.keten}"]
                )
                for rij in self.niet_af
            },
        }


class DoorgaanForm(forms.Form):
    """The core parties decided that a casus in which long nothing happened goes on."""

    genomen_op = besluitdag()
    besluit = Tekst(
        label="Waarom gaat de aanpak door?",
        widget=tekstveld(4),
        help_text="||De kernpartijen besluiten of de aanpak stopt of doorgaat (artikel 9 lid 4). Bij elk besluit staan de argumenten (procesbeschrijving 4.3).",
    )
