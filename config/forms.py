"""What the worklist posts."""

from typing import Any
from uuid import UUID

from django import forms

from register.berichten import PAST


class GezienForm(forms.Form):
    """Which files the worklist showed, and the newest moment that stood there."""

    tot = forms.DateTimeField(input_formats=["%Y-%m-%dT%H:%M:%S.%f%z", "%Y-%m-%dT%H:%M:%S%z"])

    def clean(self) -> dict[str, Any]:
        """With the keys of the files, of which a page shows no more than fit."""
        gekozen = self.data.getlist("dossier")[:PAST]  # type: ignore[attr-defined]
        sleutel = forms.UUIDField()
        sleutels: list[UUID] = [sleutel.clean(waarde) for waarde in gekozen]
        return {**self.cleaned_data, "sleutels": sleutels}
