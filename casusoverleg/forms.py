"""Forms of the casusoverleg: they make values, the decisions decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from convenant.gegevens import Categorie
from convenant.models import Grondslag, Partij
from gedeeld.actor import Actor
from gedeeld.forms import KOLOMMEN, SOMS, SOMS_KOLOMMEN, datumveld, tekstveld

from .models import (
    Afsluitadvies,
    Bijdrage,
    Casus,
    Deelname,
    Derde,
    Doel,
    GrondRvdk,
    Maatregel,
    Plan,
    Voortgang,
)


def _keuze(form: forms.BaseForm, veld: str, rijen: QuerySet[Any]) -> None:
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

    class Meta:
        model = Casus
        fields = Casus.NAW
        widgets = {"geboortedatum": datumveld()}

    def clean(self) -> dict[str, Any]:
        """Nobody without a name: the file is about one known person."""
        schoon = super().clean() or {}
        if not schoon.get("achternaam") and "achternaam" not in self.errors:
            self.add_error("achternaam", "Vul de achternaam in.")
        return schoon


class DeelnameForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Let a partner take part."""

    class Meta:
        model = Deelname
        fields = ("partij", "rol", "reden", "grond_rvdk", "van", "tot")
        widgets = {
            "van": datumveld(soms=True),
            "tot": datumveld(),
            "reden": tekstveld(3),
            "rol": forms.RadioSelect,
            "grond_rvdk": forms.Select(attrs=SOMS),
        }
        labels = {"partij": "Welke partij", "rol": "Hoe doet de partij mee"}
        help_texts = {
            "partij": "Staat een externe partner er niet bij? De beheerder neemt hem eerst op in bijlage 1.||"
            "Alleen partijen van het convenant en partners uit bijlage 1 met een geldige "
            "geheimhoudingsverklaring kunnen meedoen (artikel 1 onder c).",
            "rol": "Een adviseur ziet niets van de casus. Dat kan alleen voor de Raad voor de "
            "Kinderbescherming.",
            "grond_rvdk": "Alleen invullen voor de Raad voor de Kinderbescherming.||"
            "De Raad doet alleen mee als het subject minderjarig is, en op een van deze gronden "
            "(procesbeschrijving 3.4). De deelname stopt op de 18e verjaardag.",
            "van": "Vandaag of later. Vóór deze dag ziet de partij niets. Leeg is vandaag.",
            "tot": "De eerste dag waarop de partij niet meer meedoet.",
        }

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the partners that can take part and do not yet."""
        super().__init__(*args, **kwargs)
        _keuze(self, "partij", partijen)
        self.fields["van"].required = False
        self.fields["grond_rvdk"].choices = [("", "Niet van toepassing"), *GrondRvdk.choices]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin."""
        schoon = super().clean() or {}
        vereis_periode(self, schoon)
        return schoon


class EindeForm(forms.Form):
    """Why a party leaves."""

    reden = forms.CharField(
        label="Waarom stopt deze partij",
        widget=tekstveld(3),
        help_text="De reden blijft bij de deelname staan.||Het casusoverleg kan partners laten gaan "
        "en zegt daarbij waarom (procesbeschrijving 4.2).",
    )


class RegisseurForm(forms.Form):
    """Appoint the casusregisseur."""

    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Casusregisseur",
        help_text="De partij die de acties op elkaar afstemt.||"
        "Het casusoverleg wijst een casusregisseur aan (procesbeschrijving 4.2).",
    )

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the parties that see the file."""
        super().__init__(*args, **kwargs)
        _keuze(self, "partij", partijen)


class AnalyseForm(forms.Form):
    """The joint analysis."""

    analyse = forms.CharField(
        label="Gezamenlijke analyse",
        widget=tekstveld(10),
        help_text="Wat is er aan de hand, en wat heeft deze persoon nodig?||"
        "De deelnemers maken samen een analyse voordat zij een plan maken (procesbeschrijving 4.4).",
    )


class BijdrageForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Bring in an item that the plan needs."""

    bijzonder = forms.MultipleChoiceField(
        label="Bijzondere of strafrechtelijke gegevens",
        choices=Categorie.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS_KOLOMMEN),
        required=False,
        help_text="Vink aan wat in dit gegeven staat.",
    )

    class Meta:
        model = Bijdrage
        fields = ("omschrijving", "grondslag", "bijzonder", "noodzaak")
        widgets = {"omschrijving": tekstveld(4), "noodzaak": tekstveld(2)}
        help_texts = {
            "omschrijving": "Alleen wat het plan nodig heeft. Eigen werkaantekeningen horen hier niet.||"
            "Het casusoverleg verzamelt geen dossier van alles wat alle partijen weten (memorie van "
            "toelichting 4.1).",
            "noodzaak": "Waarom heeft het plan dit nodig?",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the grounds of this kind of party that may be shared with casuspartijen."""
        super().__init__(*args, **kwargs)
        self.fields["noodzaak"].required = True
        gronden = Grondslag.objects.voor(actor.partij_soort, actor.vandaag)
        _keuze(self, "grondslag", gronden.filter(alleen_kernpartijen=False))


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


class PlanForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Aims and goal of the concept."""

    doelen = forms.MultipleChoiceField(
        label="Doelen",
        choices=Doel.choices,
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        help_text="Kies een of meer doelen.||De aanpak dient alleen de doelen van artikel 3.",
    )

    class Meta:
        model = Plan
        fields = ("doelen", "doel", "informeren")
        widgets = {"doel": tekstveld(4), "informeren": tekstveld(2)}


class MaatregelForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What one party will, or will not, do."""

    class Meta:
        model = Maatregel
        fields = ("partij", "omschrijving", "wordt_genomen", "bevoegdheid", "wie", "van", "tot")
        widgets = {"omschrijving": tekstveld(3), "van": datumveld(), "tot": datumveld()}
        help_texts = {"wie": "Liever een functie dan een naam."}

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the parties that take part."""
        super().__init__(*args, **kwargs)
        _keuze(self, "partij", partijen)

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        schoon = super().clean() or {}
        van, tot = schoon.get("van"), schoon.get("tot")
        if van and tot and tot < van:
            self.add_error("tot", "De einddatum ligt voor de begindatum.")
        return schoon


class VoortgangForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What became of a measure."""

    class Meta:
        model = Voortgang
        fields = ("stand", "resultaat")
        widgets = {"stand": forms.RadioSelect, "resultaat": tekstveld(4)}
        help_texts = {
            "resultaat": "Kort en feitelijk.||Het casusoverleg volgt de voortgang van elke maatregel "
            "(artikel 9 lid 4)."
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """No empty choice among the radio buttons."""
        super().__init__(*args, **kwargs)
        self.fields["stand"].choices = Voortgang.Stand.choices  # type: ignore[attr-defined]


class AdviesForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Advise the core parties to close."""

    class Meta:
        model = Afsluitadvies
        fields = ("evaluatie", "vervolg")
        widgets = {"evaluatie": tekstveld(6), "vervolg": tekstveld(3, soms=True)}
