"""Forms for planning a meeting. They make values; the decisions decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from convenant.models import Partij, Satelliet
from gedeeld.actor import Actor
from gedeeld.forms import DATUM, Filter, Tekst, datumveld
from register.models import Dossier

from .mensen import Kandidaat
from .models import Soort
from .noemen import NoemtNiemand, herkent

TIJD = "Vul een tijd in, zoals 09:30."


def _tijd(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": TIJD},
    )


class SoortFilter(Filter):
    """Meetings of one kind."""

    TAB = "wat"

    soort = forms.ChoiceField(
        label="Soort", required=False, choices=[("", "Alle overleggen"), *Soort.choices]
    )

    def filter(self, rijen: Any) -> Any:
        """Those of that kind."""
        rijen = super().filter(rijen)
        if soort := self.gekozen.get("soort"):
            rijen = rijen.filter(soort=soort)
        return rijen


class WanneerForm(NoemtNiemand):
    """When and where."""

    TEKSTEN = ("plaats",)

    dag = forms.DateField(label="Dag", widget=datumveld(), error_messages={"invalid": DATUM})
    begin = _tijd("Begin")
    eind = _tijd("Einde")
    plaats = Tekst(
        label="Plaats",
        max_length=200,
        help_text="Een kamer, of hoe men digitaal meedoet. Noem hier geen namen van subjecten.",
    )


class PlanForm(WanneerForm):
    """A new meeting, or a series."""

    soort = forms.ChoiceField(
        label="Welk overleg?",
        choices=(),
        help_text="||Weegploeg en casusoverleg zijn twee overleggen met elk hun eigen deelnemers (artikel 7 en artikel 9 van het convenant).",
    )
    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Voor welke gemeente?",
        help_text="Elk overleg gaat over dossiers van één gemeente.",
    )
    elke_weken = forms.IntegerField(
        label="Om de hoeveel weken?",
        required=False,
        min_value=1,
        max_value=26,
        help_text="Alleen voor een reeks.||Elk overleg van een reeks kunt u later apart verzetten of afgelasten.",
    )
    aantal = forms.IntegerField(
        label="Hoe vaak?", required=False, min_value=1, help_text="Alleen voor een reeks."
    )
    field_order = ("soort", "partij", "dag", "begin", "eind", "plaats", "elke_weken", "aantal")

    def __init__(self, *args: Any, actor: Actor, soorten: list[Soort], **kwargs: Any) -> None:
        super().__init__(*args, herkent=lambda tekst: [], **kwargs)
        self.actor = actor
        gemeenten = Partij.objects.filter(pk__in=list(actor.gemeenten)).order_by("naam")
        self.fields["soort"].choices = [(s.value, s.label) for s in soorten]  # type: ignore[attr-defined]
        self.fields["partij"].queryset = gemeenten  # type: ignore[attr-defined]
        # What there is only one of is not asked.
        if len(soorten) == 1:
            self._vast("soort", soorten[0].value)
        if len(actor.gemeenten) == 1:
            self._vast("partij", gemeenten.first())

    def herken(self, schoon: dict[str, Any], tekst: str) -> list[str]:
        """By the kind of meeting and the municipality that were chosen."""
        partij = schoon.get("partij")
        return herkent(self.actor, schoon.get("soort", ""), partij.pk if partij else None)(tekst)

    def _vast(self, naam: str, waarde: Any) -> None:
        veld = self.fields[naam]
        veld.widget, veld.disabled, veld.initial = forms.HiddenInput(), True, waarde


class BevestigForm(forms.Form):
    """Only a button."""


class GenodigdenForm(forms.Form):
    """By name who is invited, and who is in the chair."""

    genodigden = forms.MultipleChoiceField(
        label="Wie nodigt u uit?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Nodig minstens één persoon uit."},
        help_text="U ziet wie op de dag van het overleg namens deze partijen werkt.||Alleen wie de "
        "geheimhouding heeft bevestigd, staat in de lijst (artikel 14 van het convenant).",
    )
    voorzitter = forms.ChoiceField(
        label="Wie zit voor?", required=False, help_text="Kies uit wie u uitnodigt."
    )

    def __init__(
        self, *args: Any, kandidaten: list[Kandidaat], kiest_voorzitter: bool, **kwargs: Any
    ) -> None:
        """Ask who is in the chair, unless that is the uitvoerder himself (PB 4.3)."""
        super().__init__(*args, **kwargs)
        keuzes = [(rij.sleutel, rij.naam) for rij in kandidaten]
        self.fields["genodigden"].choices = keuzes  # type: ignore[attr-defined]
        self.fields["voorzitter"].choices = [("", "Nog niet bekend"), *keuzes]  # type: ignore[attr-defined]
        if not kiest_voorzitter:
            del self.fields["voorzitter"]


class Deskundige(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body that is recorded as general expert."""

    def label_from_instance(self, obj: Any) -> str:
        """With what it knows about."""
        return f"{obj.naam} ({obj.deskundigheid})"


class GastForm(forms.Form):
    """A general expert."""

    naam = Tekst(label="Naam", max_length=200)
    satelliet = Deskundige(
        Satelliet.objects.none(),
        label="Van welke satellietpartner?",
        error_messages={
            "required": "Kies een satellietpartner. Staat die er niet bij? Vraag de beheerder om die vast te leggen."
        },
        help_text="U kiest uit de satellietpartners van het convenant. Een deskundige praat mee over algemene punten en "
        "krijgt nooit persoonsgegevens.||Zolang hij aanwezig is, waarschuwt het scherm voor u een dossier "
        "opent (memorie van toelichting 2.3).",
    )

    def __init__(self, *args: Any, deskundigen: QuerySet[Satelliet], **kwargs: Any) -> None:
        """Offer the bodies that are recorded as experts.

        Args:
            deskundigen: those of the day of the meeting.
        """
        super().__init__(*args, **kwargs)
        self.fields["satelliet"].queryset = deskundigen  # type: ignore[attr-defined]


class DossierForm(forms.Form):
    """A file to put on the agenda that is not due by itself."""

    dossier = forms.ModelChoiceField(
        Dossier.objects.none(),
        label="Welk dossier?",
        error_messages={"required": "Kies een dossier."},
        help_text="Wat op de agenda hoort, staat er vanzelf. Hier voegt u een ander dossier toe.",
    )

    def __init__(self, *args: Any, dossiers: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["dossier"].queryset = dossiers  # type: ignore[attr-defined]


class AlgemeenForm(NoemtNiemand):
    """A general matter."""

    TEKSTEN = ("onderwerp",)

    onderwerp = Tekst(
        label="Onderwerp",
        max_length=300,
        help_text="Bijvoorbeeld: rooster voor de zomer. Noem hier geen namen van subjecten.||Wat over "
        "een dossier gaat, hoort bij dat dossier. Het wordt dan ook met dat dossier vernietigd.",
    )
