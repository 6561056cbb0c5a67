"""Forms for requests: they make values, the decisions decide."""

from typing import Any

from django import forms

from convenant.forms import bied_gemeente_aan
from convenant.models import Partij, Uitzonderingsgrond
from gedeeld.actor import Actor
from gedeeld.forms import DATUM, SOMS, datumveld, tekstveld
from register.models import Beperking

from .models import Verzoek
from .overzicht import Concept, Rij, Stuk, Weglating


class VerzoekForm(forms.ModelForm):  # type: ignore[type-arg]
    """Register a request that came in."""

    gemeente = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Welke gemeente kreeg het verzoek?",
        error_messages={"required": "Kies de gemeente die het verzoek kreeg."},
    )

    class Meta:
        model = Verzoek
        fields = (
            "soort",
            "ontvangen_op",
            "voornamen",
            "tussenvoegsel",
            "achternaam",
            "geboortedatum",
            "straat",
            "postcode",
            "woonplaats",
            "indiener",
            "indiener_naam",
            "indiener_contact",
            "machtiging_gezien_op",
        )
        widgets = {
            "ontvangen_op": datumveld(),
            "geboortedatum": datumveld(),
            "machtiging_gezien_op": datumveld(soms=True),
            "indiener": forms.RadioSelect,
            "indiener_naam": forms.TextInput(attrs=SOMS),
            "indiener_contact": forms.TextInput(attrs=SOMS),
        }
        error_messages = {
            "ontvangen_op": {"required": "Vul in wanneer het verzoek binnenkwam."},
            "voornamen": {"required": "Vul ten minste een voornaam in."},
            "achternaam": {"required": "Vul de achternaam in."},
            "geboortedatum": {"required": "Vul de geboortedatum in."},
        }
        help_texts = {
            "geboortedatum": "Van de persoon om wie het gaat.||"
            "De datum is nodig om de juiste persoon te vinden, en voor de regels over wie mag vragen"
            " (procesbeschrijving 5.4).",
            "straat": "Hier gaat het antwoord naartoe.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Name and birth date are needed: without them nobody can be found."""
        super().__init__(*args, **kwargs)
        self._gemeente = bied_gemeente_aan(self, actor)
        for naam in ("voornamen", "achternaam", "geboortedatum"):
            self.fields[naam].required = True

    @property
    def gegevens(self) -> dict[str, Any]:
        """What was filled in, by field name, with the municipality."""
        return {"gemeente": self._gemeente} | self.cleaned_data


class IdentiteitForm(forms.ModelForm):  # type: ignore[type-arg]
    """How it was made sure who asks."""

    class Meta:
        model = Verzoek
        fields = ("identiteit_hoe", "identiteit_toelichting", "identiteit_op")
        widgets = {
            "identiteit_hoe": forms.RadioSelect,
            "identiteit_toelichting": forms.TextInput(attrs=SOMS),
            "identiteit_op": datumveld(),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Both are asked here, though the columns are empty until this step."""
        super().__init__(*args, **kwargs)
        self.fields["identiteit_op"].required = True
        hoe = self.fields["identiteit_hoe"]
        assert isinstance(hoe, forms.ChoiceField)
        hoe.required = True
        hoe.choices = Verzoek.Identificatie.choices


class VerlengForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why more time is needed, and when the person was told."""

    class Meta:
        model = Verzoek
        fields = ("verlenging_reden", "verlenging_meegedeeld_op")
        widgets = {"verlenging_reden": tekstveld(3), "verlenging_meegedeeld_op": datumveld()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Both are needed for an extension."""
        super().__init__(*args, **kwargs)
        for veld in self.fields.values():
            veld.required = True


class IntrekForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why a request stops."""

    class Meta:
        model = Verzoek
        fields = ("ingetrokken_reden",)
        widgets = {"ingetrokken_reden": tekstveld(3)}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing stops without a reason."""
        super().__init__(*args, **kwargs)
        self.fields["ingetrokken_reden"].required = True


class AfhandelForm(forms.ModelForm):  # type: ignore[type-arg]
    """When and how a request of another kind than access was answered."""

    beantwoord_op = forms.DateField(
        label="Beantwoord op",
        widget=datumveld(),
        help_text="De dag waarop u de persoon antwoord gaf.",
        error_messages={"required": DATUM, "invalid": DATUM},
    )

    class Meta:
        model = Verzoek
        fields = ("afgehandeld_hoe",)
        widgets = {"afgehandeld_hoe": tekstveld(4)}

    field_order = ("beantwoord_op", "afgehandeld_hoe")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Nothing ends without an account of how."""
        super().__init__(*args, **kwargs)
        self.fields["afgehandeld_hoe"].required = True


class BeperkForm(forms.Form):
    """Why the data of a file may only be kept, and when somebody looks again (AVG 18)."""

    grond = forms.ChoiceField(
        label="Waarom",
        choices=Beperking.Grond.choices,
        widget=forms.RadioSelect,
        help_text="Op welke grond van artikel 18 AVG?||De betrokkene kan vragen dat gegevens tijdelijk"
        " niet worden gebruikt (artikel 18 lid 1 AVG).",
        error_messages={"required": "Kies een van de gronden."},
    )
    herzien_op = forms.DateField(
        label="Opnieuw bekijken op",
        widget=datumveld(),
        help_text="Een dag binnen zes maanden. U vindt het dan op uw werklijst.",
        error_messages={"required": DATUM, "invalid": DATUM},
    )


class OpheffenForm(forms.Form):
    """When the person was told that the restriction ends (AVG 18.3)."""

    verteld_op = forms.DateField(
        label="Aan de persoon verteld op",
        widget=datumveld(),
        help_text="Vertel het eerst.||De persoon hoort van tevoren dat de beperking stopt (artikel 18"
        " lid 3 AVG).",
        error_messages={"required": DATUM, "invalid": DATUM},
    )


class KiesForm(forms.Form):
    """Which of the files found are about this person. None is an answer as well."""

    dossiers = forms.MultipleChoiceField(required=False)

    def __init__(self, *args: Any, sleutels: list[str], **kwargs: Any) -> None:
        """Offer the files found.

        Args:
            sleutels: keys of `overzicht.Kandidaat`.
        """
        super().__init__(*args, **kwargs)
        veld = self.fields["dossiers"]
        assert isinstance(veld, forms.MultipleChoiceField)
        veld.choices = [(sleutel, sleutel) for sleutel in sleutels]
        veld.error_messages["invalid_choice"] = "Een dossier is er niet meer. Kies opnieuw."

    @property
    def gevonden(self) -> list[str]:
        """Keys of the files that were shown."""
        return list(self.data.getlist("gevonden"))  # type: ignore[attr-defined]


class ControleForm(forms.Form):
    """Per row: leave it out and why; or, for a row about somebody else, send it and why that may."""

    ontvangers = forms.CharField(
        label="Wie kreeg de gegevens",
        required=False,
        widget=tekstveld(5),
        help_text="Zet elke partij op een eigen regel. Vul aan wie nog meer gegevens kreeg.||"
        "De persoon heeft er recht op te weten wie de gegevens kreeg"
        " (artikel 12 lid 3 van het convenant).",
    )
    vernietigd = forms.CharField(
        label="Gegevens die al vernietigd zijn",
        required=False,
        widget=tekstveld(2),
        help_text="Weet u dat wij eerder gegevens over deze persoon hadden? Schrijf op wat het was"
        " en wanneer het is vernietigd. Dit komt in de brief.||"
        "Ook dat hoort bij het antwoord (procesbeschrijving 5.4).",
    )

    def __init__(
        self,
        *args: Any,
        stukken: list[Stuk],
        concept: Concept,
        ontvangers: list[str],
        **kwargs: Any,
    ) -> None:
        """Two fields for each row of the chosen files.

        Args:
            concept: earlier choices, to start from.
            ontvangers: who got the data, as far as the files tell.
        """
        super().__init__(*args, **kwargs)
        self.rijen: list[Rij] = [rij for stuk in stukken for rij in stuk.rijen]
        self.fields["vernietigd"].initial = concept.vernietigd
        self.fields["ontvangers"].initial = "\n".join(concept.ontvangers or ontvangers)
        gronden = Uitzonderingsgrond.objects.filter(artikel__contains="UAVG")
        keuzes = [("", "Niet weglaten"), *((g.code, str(g)) for g in gronden)]
        for rij in self.rijen:
            velden = (
                self._derde(rij, concept) if rij.regel.derden else self._eigen(rij, concept, keuzes)
            )
            self.fields.update(velden)

    def _eigen(
        self, rij: Rij, concept: Concept, keuzes: list[tuple[str, str]]
    ) -> dict[str, forms.Field]:
        keuze = concept.weglaten.get(rij.sleutel)
        return {
            f"grond_{rij.sleutel}": forms.ChoiceField(
                label="Op welke grond laat u dit weg",
                required=False,
                choices=keuzes,
                initial=keuze.grond if keuze else "",
            ),
            f"reden_{rij.sleutel}": forms.CharField(
                label="Waarom laat u dit weg",
                required=False,
                max_length=1000,
                initial=keuze.reden if keuze else "",
            ),
        }

    def _derde(self, rij: Rij, concept: Concept) -> dict[str, forms.Field]:
        antwoord = concept.opnemen.get(rij.sleutel, "")
        return {
            f"opnemen_{rij.sleutel}": forms.BooleanField(
                label="Toch meesturen: de ander is gevraagd", required=False, initial=bool(antwoord)
            ),
            f"reden_{rij.sleutel}": forms.CharField(
                label="Wanneer is de ander gevraagd, en wat was het antwoord",
                required=False,
                max_length=1000,
                initial=antwoord,
            ),
        }

    def clean(self) -> dict[str, Any]:
        """Nothing is left out, and nothing about somebody else is sent, without a reason."""
        schoon = super().clean() or {}
        for rij in self.rijen:
            reden = schoon.get(f"reden_{rij.sleutel}", "")
            if schoon.get(f"grond_{rij.sleutel}") and not reden:
                self.add_error(f"reden_{rij.sleutel}", "Schrijf op waarom u dit weglaat.")
            if reden and not rij.regel.derden and not schoon.get(f"grond_{rij.sleutel}"):
                self.add_error(f"grond_{rij.sleutel}", "Kies een grond, of haal de reden weg.")
            if schoon.get(f"opnemen_{rij.sleutel}") and not reden:
                self.add_error(
                    f"reden_{rij.sleutel}", "Vraag eerst de ander en schrijf het antwoord op."
                )
        return schoon

    @property
    def weglaten(self) -> dict[str, Weglating]:
        """Row -> why it is left out."""
        return {
            rij.sleutel: Weglating(grond, self.cleaned_data[f"reden_{rij.sleutel}"])
            for rij in self.rijen
            if (grond := self.cleaned_data.get(f"grond_{rij.sleutel}"))
        }

    @property
    def opnemen(self) -> dict[str, str]:
        """Row about somebody else -> how that person was asked."""
        return {
            rij.sleutel: self.cleaned_data[f"reden_{rij.sleutel}"]
            for rij in self.rijen
            if self.cleaned_data.get(f"opnemen_{rij.sleutel}")
        }

    @property
    def wie_kreeg(self) -> list[str]:
        """One recipient a line."""
        return [
            regel.strip() for regel in self.cleaned_data["ontvangers"].splitlines() if regel.strip()
        ]
