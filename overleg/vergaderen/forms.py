"""Forms of the meeting itself."""

from typing import Any
from uuid import UUID

from django import forms

from gedeeld.forms import Tekst, tekstveld

from ..models import Genodigde
from ..noemen import NoemtNiemand
from ..stukken import naam_van


class AanwezigForm(forms.Form):
    """Who is there, by name."""

    aanwezig = forms.TypedMultipleChoiceField(
        label="Wie is er?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="U legt met naam vast wie er was, en voor welke partij.||De uitvoerder legt "
        "aanwezigheid vast (procesbeschrijving 4.3).",
    )

    vertrokken = forms.TypedMultipleChoiceField(
        label="Wie is eerder weggegaan?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Wie weg is, is niet bij wat u hierna als besproken vastlegt. Per punt kunt u dat nog "
        "aanpassen. Komt iemand terug, haal dan het vinkje weg.",
    )

    def __init__(
        self, *args: Any, genodigden: list[Genodigde], begonnen: bool, **kwargs: Any
    ) -> None:
        """Offer who was invited; while it goes on, also who left of them."""
        super().__init__(*args, **kwargs)
        bied_aan(self.fields["aanwezig"], genodigden)
        bied_aan(self.fields["vertrokken"], genodigden)
        if not begonnen:
            del self.fields["vertrokken"]


class ErbijForm(forms.Form):
    """Who was there when a file was discussed, and what each brought in."""

    erbij = forms.TypedMultipleChoiceField(
        label="Wie was erbij toen dit is besproken?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="U kiest uit wie is uitgenodigd en dit dossier leest.||De uitvoerder legt aanwezigheid "
        "vast (procesbeschrijving 4.3). Zo is later te zien wie wat weet.",
    )

    def __init__(self, *args: Any, genodigden: list[Genodigde], **kwargs: Any) -> None:
        """A short text for each who can be there."""
        super().__init__(*args, **kwargs)
        bied_aan(self.fields["erbij"], genodigden)
        self.genodigden = genodigden
        for rij in genodigden:
            self.fields[f"inbreng_{rij.pk.hex}"] = Tekst(
                label=f"Wat bracht {naam_van(rij)} in?",
                required=False,
                max_length=1000,
                widget=tekstveld(2),
                help_text="Kort. Alleen wat ieder mag lezen die dit dossier leest.",
            )

    @property
    def inbreng(self) -> dict[UUID, str]:
        """What each brought in, by key."""
        return {rij.pk: self.cleaned_data[f"inbreng_{rij.pk.hex}"] for rij in self.genodigden}


def bied_aan(veld: Any, genodigden: list[Genodigde]) -> None:
    """Let a field choose from who was invited."""
    per_sleutel = {str(rij.pk): rij for rij in genodigden}
    veld.choices = [(sleutel, naam_van(rij)) for sleutel, rij in per_sleutel.items()]
    veld.coerce = lambda sleutel: per_sleutel[sleutel].pk


class VerslagForm(NoemtNiemand):
    """Whether this meeting approves the minutes of an earlier one."""

    TEKSTEN = ("conclusie",)

    vastgesteld = forms.TypedChoiceField(
        label="Stelt dit overleg het verslag vast?",
        choices=[("ja", "Ja, zoals het er ligt"), ("nee", "Nee, nog niet")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of dit overleg het verslag vaststelt."},
        help_text="Daarna verandert het verslag niet meer. Wat later wordt verbeterd, staat er apart onder.",
    )
    conclusie = Tekst(
        label="Wat is erover gezegd?",
        required=False,
        max_length=2000,
        widget=tekstveld(2),
        help_text="Noem hier geen namen van subjecten.",
    )


class ConclusieForm(NoemtNiemand):
    """What was agreed on a general matter."""

    TEKSTEN = ("conclusie",)

    conclusie = Tekst(
        label="Wat is afgesproken?",
        max_length=2000,
        error_messages={"required": "Schrijf op wat is afgesproken."},
        widget=tekstveld(4),
        help_text="Noem hier geen namen van subjecten.||Wat over een dossier gaat, staat in dat dossier.",
    )
