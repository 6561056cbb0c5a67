"""What forms of several topics are made of, and the filter of the list."""

from collections.abc import Iterable
from typing import Any

from django import forms

from convenant.models import Partij
from gedeeld.forms import DATUM, Filter, Tekst, besluitdag, datumveld, tekstveld

from .models import WeegploegDossier


def datum(*, soms: bool = False, **kwargs: Any) -> forms.DateField:
    """A day, as it is filled in everywhere; `soms`: needed in some cases only."""
    return forms.DateField(widget=datumveld(soms=soms), error_messages={"invalid": DATUM}, **kwargs)


def tekst(rijen: int = 4, **kwargs: Any) -> Tekst:
    """Text of several lines."""
    return Tekst(widget=tekstveld(rijen), **kwargs)


class StandFilter(Filter):
    """Files in one state."""

    stand = forms.ChoiceField(
        required=False, choices=[("", "Alle standen"), *WeegploegDossier.Stand.choices]
    )

    def filter(self, rijen: Any) -> Any:
        """The files in that state."""
        return rijen.filter(**self.gekozen)


class KernpartijenForm(forms.Form):
    """Which core parties agreed: people say so, one by one (PB 3.3)."""

    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke kernpartijen zijn het eens?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink aan welke kernpartijen het eens zijn."},
        help_text="Een besluit kan alleen als alle drie het eens zijn.||"
        "De weegploeg besluit. De uitvoerder legt alleen vast (procesbeschrijving 3.3).",
    )

    genomen_op = besluitdag()

    def __init__(self, *args: Any, kern: Iterable[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["partijen"]
        veld.queryset = Partij.objects.filter(pk__in=[p.pk for p in kern])  # type: ignore[attr-defined]

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision asks."""
        gegevens = dict(self.cleaned_data)
        return {"op": gegevens.pop("genomen_op"), **gegevens}
