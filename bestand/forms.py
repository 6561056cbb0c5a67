"""Pieces that the forms of every app share."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

from .access import NietMogelijk

DATUM = "Vul een hele datum in: dag, maand en jaar."


def datumveld() -> forms.DateInput:
    """A date as the browser asks for it."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def tekstveld(regels: int = 3) -> forms.Textarea:
    """A text of some lines."""
    return forms.Textarea(attrs={"rows": regels})


def zet_fouten(form: forms.BaseForm, fout: ValidationError) -> None:
    """Put a refusal at the field that it names, or at the form where it names none."""
    if not hasattr(fout, "error_dict"):
        form.add_error(None, fout)
        return
    for veld, fouten in fout.error_dict.items():
        form.add_error(veld if veld in form.fields else None, fouten)


def uitgevoerd(form: forms.BaseForm, daad: Callable[[], object]) -> bool:
    """Whether a form is good and its decision was taken; a refusal stands at the form, input kept."""
    if not form.is_valid():
        return False
    try:
        daad()
    except NietMogelijk as fout:
        zet_fouten(form, fout)
        return False
    return True
