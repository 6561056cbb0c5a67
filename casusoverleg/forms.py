"""Forms of the casusoverleg: they make values, the decisions decide."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from convenant.forms import POLITIE_FOUTEN, GegevenForm, bied_gronden_aan, werkveld
from convenant.gegevens import OM_VELDEN, Categorie
from convenant.models import Ontvanger, SoortPartij
from gedeeld.actor import Actor
from gedeeld.forms import DATUM, SOMS, SOMS_KOLOMMEN, Tekst, besluitdag, datumveld, tekstveld
from gedeeld.personen import Naw

from .dossier.models import Afsluitadvies, Bijdrage, Casus, Derde


def bied_aan(form: forms.BaseForm, veld: str, rijen: QuerySet[Any]) -> None:
    """Let a choice field offer these rows and no others."""
    form.fields[veld].queryset = rijen  # type: ignore[attr-defined]
    form.fields[veld].empty_label = "Maak een keuze"  # type: ignore[attr-defined]


def vereis_periode(form: forms.BaseForm, schoon: dict[str, Any]) -> None:
    """The first day without lies after the first day, where both are given."""
    van, tot = schoon.get("van"), schoon.get("tot")
    if van and tot and tot <= van:
        form.add_error("tot", "Deze dag ligt niet na de begindag.")


class PersoonForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Correct who the subject is."""

    raad_stopt = forms.BooleanField(
        label="De Raad voor de Kinderbescherming leest deze casus niet meer",
        required=False,
        widget=forms.CheckboxInput(attrs=SOMS),
        help_text="Alleen als het subject meerderjarig blijkt, of de leeftijd niet zeker is.||De Raad doet"
        " alleen mee bij een minderjarige (procesbeschrijving 3.4). Zet u de datum dezelfde dag recht, dan"
        " krijgt de Raad zijn toegang terug.",
    )

    class Meta:
        model = Casus
        fields = Casus.NAW
        widgets = {"geboortedatum": datumveld(), "rekendatum": datumveld(soms=True)}
        error_messages = {"geboortedatum": {"invalid": DATUM}, "rekendatum": {"invalid": DATUM}}

    def __init__(self, *args: Any, raad_doet_mee: bool, **kwargs: Any) -> None:
        """Ask about the Raad where it takes part."""
        super().__init__(*args, **kwargs)
        if not raad_doet_mee:
            del self.fields["raad_stopt"]

    @property
    def naw(self) -> Naw:
        """The subject, by field name."""
        return cast("Naw", {veld: self.cleaned_data[veld] for veld in Casus.NAW})


class GeboortedatumForm(forms.Form):
    """The birth date that a party holds."""

    geboortedatum = forms.DateField(
        label="Geboortedatum die u hebt",
        widget=datumveld(),
        error_messages={"required": DATUM, "invalid": DATUM},
        help_text="U hoort of deze datum dezelfde is als in de casus.||De geboortedatum van een "
        "volwassene zien alleen de kernpartijen. Dat u dit controleert, wordt vastgelegd.",
    )


class AnalyseForm(forms.Form):
    """The joint analysis."""

    analyse = Tekst(
        label="Gezamenlijke analyse",
        widget=tekstveld(10),
        help_text="Wat is er aan de hand, en wat heeft deze persoon nodig?||"
        "De deelnemers maken samen een analyse voordat zij een plan maken (procesbeschrijving 4.4).",
    )


class BijdrageForm(GegevenForm):
    """Bring in an item that the plan needs."""

    bijzonder = forms.MultipleChoiceField(
        label="Bijzondere of strafrechtelijke gegevens",
        choices=Categorie.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS_KOLOMMEN),
        required=False,
        help_text="Vink aan wat in dit gegeven staat.",
    )
    werk = werkveld()

    class Meta:
        model = Bijdrage
        fields = (
            *("omschrijving", "aard", "wpg_artikel", "grondslag", "grondslag_om"),
            *(*OM_VELDEN, "werk"),
            *("bijzonder", "noodzaak"),
        )
        widgets = {
            "omschrijving": tekstveld(4),
            "noodzaak": tekstveld(2),
            "onzeker": forms.CheckboxInput(attrs=SOMS),
        }
        error_messages = POLITIE_FOUTEN
        help_texts = {
            "omschrijving": "Alleen wat het plan nodig heeft. Eigen werkaantekeningen horen hier niet.||"
            "Het casusoverleg verzamelt geen dossier van alles wat alle partijen weten (memorie van "
            "toelichting 4.1).",
            "noodzaak": "Waarom heeft het plan dit nodig?",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the grounds of this kind of party on which casuspartijen may read it."""
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["noodzaak"].required = True
        if actor.partij_soort != SoortPartij.RECLASSERING:
            del self.fields["werk"]
        bied_gronden_aan(self, actor, (Ontvanger.SAMENWERKINGSVERBAND,))

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes the item."""


class DerdeForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Another person, as far as the plan needs it."""

    class Meta:
        model = Derde
        fields = ("soort", "naam", "adres", "gegevens", "noodzaak")
        widgets = {"gegevens": tekstveld(3, soms=True), "noodzaak": tekstveld(2)}
        help_texts = {
            "adres": "Van een professional: het werkadres.",
            "gegevens": "Van een professional bewaart u alleen naam en werkadres. Laat dit dan leeg.",
            "noodzaak": "Om een netwerk te zien, invloed te beperken of een kans om in te grijpen?||"
            "Gegevens van anderen mogen alleen als het plan ze nodig heeft (artikel 10 lid 2 f en g).",
        }


class AdviesForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Advise the core parties to close."""

    gegeven_op = besluitdag("Wanneer gaf het casusoverleg dit advies?")
    field_order = ("gegeven_op", "evaluatie", "vervolg")

    class Meta:
        model = Afsluitadvies
        fields = ("evaluatie", "vervolg")
        widgets = {"evaluatie": tekstveld(6), "vervolg": tekstveld(3, soms=True)}
