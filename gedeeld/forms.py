"""Pieces that the forms of every app share."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from . import tekens
from .actor import Actor, ActorRequest
from .getoond import zet_gewijzigd
from .weigering import NietMogelijk, OntsleutelFout

# A page with a form: to ask for, and to post.
formulier_pagina = require_http_methods(["GET", "HEAD", "POST"])
NIETS_GEDAAN = (
    "Dit kan nu niet: een deel van dit dossier is niet te lezen. Er is niets gewijzigd. Meld het aan uw "
    "beheerder."
)
DATUM = "Vul een hele datum in: dag, maand en jaar."
# For a field that is needed in some cases only: it does not say "(niet verplicht)", its hint says when.
SOMS = {"class": "co-veld--soms"}
# Ticks with short options stand beside each other.
KOLOMMEN = {"class": "co-keuzes--kolommen"}
SOMS_KOLOMMEN = {"class": "co-veld--soms co-keuzes--kolommen"}


class Tekst(forms.CharField):
    """A text that somebody types: cleared of what nobody sees, and only with letters that we can draw."""

    default_validators = [tekens.controleer]

    def to_python(self, value: Any) -> str | None:
        """The text as it is kept."""
        return super().to_python(tekens.zuiver(value) if isinstance(value, str) else value)


def datumveld(*, soms: bool = False) -> forms.DateInput:
    """A date as the browser asks for it; `soms`: needed in some cases only."""
    return forms.DateInput(attrs={"type": "date", **(SOMS if soms else {})}, format="%Y-%m-%d")


def tekstveld(regels: int = 3, *, soms: bool = False) -> forms.Textarea:
    """A text of some lines; `soms`: needed in some cases only."""
    return forms.Textarea(attrs={"rows": regels, **(SOMS if soms else {})})


class Suggesties(forms.TextInput):
    """A line of text with examples to choose from; what somebody types himself is as good."""

    template_name = "componenten/suggesties.html"

    def __init__(self, voorbeelden: Sequence[str]) -> None:
        super().__init__()
        self.voorbeelden = voorbeelden

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With the examples, in a list that bears the name of the field."""
        lijst = f"{(attrs or {}).get('id', name)}_voorbeelden"
        uit = super().get_context(name, value, {**(attrs or {}), "list": lijst})
        return uit | {"lijst": lijst, "voorbeelden": self.voorbeelden}


def besluitdag(
    label: str = "Wanneer is dit besloten?",
    welke: str = "De dag van het overleg",
    *,
    leeg: bool = False,
) -> forms.DateField:
    """The day on which people decided; a form shows today until somebody chooses another.

    Args:
        welke: what day it is, where nobody met for it.
        leeg: whether it may be left empty, which is today.
    """
    return forms.DateField(
        label=label,
        required=not leeg,
        initial=timezone.localdate,
        widget=datumveld(),
        error_messages={"invalid": DATUM, "required": f"Vul in: {welke[0].lower()}{welke[1:]}."},
        help_text=f"{welke}, ook als u het later vastlegt.||Termijnen lopen vanaf de dag "
        "van het besluit (artikel 13).",
    )


class Filter(forms.Form):
    """What narrows a list, from its address. What is not one of the choices narrows nothing.

    Who is appointed for several municipalities can choose one of them.

    Args:
        request: of the page of the list.
    """

    # From a row of the list, the municipality whose file it is; empty where it is about no file.
    GEMEENTE: ClassVar[str] = "partij"
    # What else stands in the address of the list, and stays: which tab it is.
    TAB: ClassVar[str] = ""

    def __init__(self, request: ActorRequest) -> None:
        super().__init__(request.GET)
        gemeenten = self.gemeenten(request.actor)
        if self.GEMEENTE and len(gemeenten) > 1:
            namen = sorted(gemeenten.items(), key=lambda paar: paar[1])
            self.fields["gemeente"] = forms.TypedChoiceField(
                label="Gemeente",
                required=False,
                choices=[("", "Alle gemeenten"), *namen],
                coerce=UUID,
                empty_value=None,
            )

    def gemeenten(self, actor: Actor) -> Mapping[UUID, str]:
        """Key -> name of the municipalities to choose from."""
        return actor.gemeenten

    def filter(self, rijen: Any) -> Any:
        """The rows that fit."""
        return rijen.filter(**{self.GEMEENTE: self.gemeente}) if self.gemeente else rijen

    @property
    def gemeente(self) -> UUID | None:
        """Key of the municipality that was chosen; None for all of them."""
        return self.gekozen.get("gemeente")

    @property
    def tab(self) -> str:
        """Which tab of the list this is, as it stands in the address."""
        return self.data.get(self.TAB, "") if self.TAB else ""

    @property
    def gekozen(self) -> dict[str, Any]:
        """What was chosen, by field."""
        self.is_valid()
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if waarde}

    @property
    def wis_url(self) -> str:
        """The list without the filter; empty where nothing was filled in."""
        if not any(self.data.get(naam) for naam in self.fields):
            return ""
        return f"?{urlencode({self.TAB: self.tab})}" if self.tab else "?"


def gepost(request: HttpRequest) -> Any:
    """What was posted, to bind a form with; None where the form is asked for."""
    return request.POST if request.method == "POST" else None


def zet_fouten(form: forms.BaseForm, fout: ValidationError) -> None:
    """Put a refusal at the field that it names, or at the form where it names none."""
    if not hasattr(fout, "error_dict"):
        form.add_error(None, fout)
        return
    for veld, fouten in fout.error_dict.items():
        form.add_error(veld if veld in form.fields else None, fouten)


def uitgevoerd(
    form: forms.BaseForm, daad: Callable[[], object], *, wie: Callable[[], str] = str
) -> bool:
    """Whether a form is good and its decision was taken; a refusal stands at the form, input kept.

    What the form shows of what is stored must still stand there (`gedeeld.getoond`).

    Args:
        wie: says in a sentence who changed it last; empty when nobody may know.
    """
    if form.is_bound and zet_gewijzigd(form, wie):
        return False
    if not form.is_valid():
        return False
    try:
        daad()
    except NietMogelijk as fout:
        zet_fouten(form, fout)
        return False
    except OntsleutelFout:
        form.add_error(None, NIETS_GEDAAN)
        return False
    return True


def gelezen(data: Mapping[str, str]) -> int:
    """The version of a file that a posted form was made from (`register.events.wijzigingen`).

    Of a form that does not say it, one that no file has: what nobody read is not decided on.

    Args:
        data: `request.POST`.
    """
    waarde = data.get("gelezen", "")
    return int(waarde) if waarde.isdecimal() and len(waarde) < 10 else -1
