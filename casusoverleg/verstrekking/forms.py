"""Forms of a disclosure: they make values, the decisions decide."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from convenant.models import Partij
from gedeeld.forms import Tekst, besluitdag, datumveld, tekstveld
from register.models import SoortGegeven

from ..forms import bied_aan, vereis_periode
from .aanbod import Stuk
from .models import Toestemming, Verstrekking

KORT = 160  # characters of an item in the list to tick


class VerstrekkenForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Ask consent to give items of the casus to an external partner."""

    gegevens = forms.MultipleChoiceField(
        label="Welke gegevens",
        widget=forms.CheckboxSelectMultiple,
        help_text="De partner krijgt een kopie van wat u hier kiest. Wat later wijzigt, ziet hij niet."
        "||Elk gegeven moet nodig zijn voor wat de partner doet in het plan (artikel 10 lid 5).",
    )

    class Meta:
        model = Verstrekking
        fields = ("partij", "noodzaak", "van", "tot")
        widgets = {
            "noodzaak": tekstveld(3),
            "van": datumveld(soms=True),
            "tot": datumveld(),
        }
        labels = {"partij": "Aan welke externe partner"}
        help_texts = {
            "partij": "||Alleen een externe partner die nodig is voor het plan, krijgt gegevens (artikel 10 lid "
            "5).",
            "van": "Vandaag of later. De partner leest pas mee als alle partijen toestemming gaven. "
            "Leeg is vandaag."
            "||Een partner krijgt pas iets met toestemming van de partijen van het convenant (artikel "
            "10 lid 5).",
            "tot": "De eerste dag waarop de partner dit niet meer ziet."
            "||Een partner leest niet langer dan nodig is voor zijn bijdrage (artikel 10 lid 5).",
        }

    field_order = ("partij", "gegevens", "noodzaak", "van", "tot")

    def __init__(
        self, *args: Any, partijen: Iterable[Partij], aanbod: Mapping[str, Stuk], **kwargs: Any
    ) -> None:
        """Offer the partners that take part, and what the casus holds."""
        super().__init__(*args, **kwargs)
        rijen = Partij.objects.filter(pk__in=[partij.pk for partij in partijen])
        bied_aan(self, "partij", rijen)
        self.fields["van"].required = False
        self.fields["gegevens"].choices = _per_soort(aanbod)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin."""
        schoon = super().clean() or {}
        vereis_periode(self, schoon)
        return schoon


def _per_soort(aanbod: Mapping[str, Stuk]) -> list[tuple[str, list[tuple[str, str]]]]:
    groepen: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for sleutel, stuk in aanbod.items():
        tekst = " ".join(stuk.inhoud.split())
        kort = tekst if len(tekst) <= KORT else f"{tekst[:KORT].rstrip()}…"
        groepen[stuk.soort].append((sleutel, f"{stuk.label} ({stuk.bron}): {kort}"))
    return [(SoortGegeven(soort).label, keuzes) for soort, keuzes in groepen.items()]


class ToestemmingForm(forms.Form):
    """Consent to a disclosure, or refuse it."""

    akkoord = forms.TypedChoiceField(
        label="Mag de partner deze gegevens krijgen",
        help_text="||Een externe partner krijgt gegevens alleen met toestemming van de partijen van het "
        "convenant (artikel 10 lid 5).",
        choices=[("ja", "Ja, wij geven toestemming"), ("nee", "Nee, wij weigeren")],
        coerce=lambda keuze: keuze == "ja",
        widget=forms.RadioSelect,
    )
    reden = Tekst(
        label="Waarom niet",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text="Vul dit in als u weigert.||Andere gegevens dan het plan gaan alleen naar een externe "
        "partner als de partijen van het convenant dat goedvinden (artikel 10 lid 5).",
    )


class ToestemmingVastleggenForm(ToestemmingForm):
    """Record what a party answered on paper: who, when and how."""

    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Welke partij antwoordde",
        help_text="||Een externe partner krijgt gegevens alleen met toestemming van de partijen van het convenant (artikel 10 lid 5).",
    )
    wie = Tekst(
        label="Wie van deze partij antwoordde?",
        max_length=200,
        help_text="Naam en functie.||Elke partij antwoordt onder haar eigen account. Legt u het voor haar vast, dan"
        " staat erbij wie antwoordde, wanneer en hoe.",
    )
    hoe = forms.ChoiceField(
        label="Hoe antwoordde deze partij?",
        help_text="||Zo is na te gaan dat de partij toestemming gaf (artikel 10 lid 5).",
        choices=Toestemming.Hoe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe deze partij antwoordde."},
    )
    op = besluitdag("Wanneer antwoordde deze partij?")
    field_order = ("partij", "wie", "hoe", "op", "akkoord", "reden")

    def __init__(self, *args: Any, partijen: Any, **kwargs: Any) -> None:
        """Offer the parties whose answer is awaited."""
        super().__init__(*args, **kwargs)
        bied_aan(self, "partij", partijen)


class IntrekkenForm(forms.Form):
    """Why a disclosure is recalled."""

    reden = Tekst(
        label="Waarom trekt u dit in",
        widget=tekstveld(3),
        help_text="Dit blijft in de casus staan. De partner leest het niet."
        "||Het bestand houdt bij welke gegevens zijn verstrekt en waarom (artikel 10 lid 5).",
    )
