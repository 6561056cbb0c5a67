"""Forms of the plan: they make values, the decisions decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from convenant.models import Partij
from gedeeld.forms import KOLOMMEN, besluitdag, datumveld, tekstveld

from ..forms import bied_aan
from .models import Doel, Maatregel, Plan, Voortgang


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
        bied_aan(self, "partij", partijen)

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes or changes the measure."""


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


class VoorleggenForm(forms.Form):
    """Which external partners help to draw up the plan, and so read the concept."""

    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke externe partners stellen het plan mee op?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Vink alleen aan wie nodig is om het plan te maken. Die partner leest het concept met alle"
        " maatregelen.||Een externe partner ziet anders alleen het vastgestelde plan (artikel 1 onder c en "
        "artikel 10 lid 5).",
    )

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the external partners that take part."""
        super().__init__(*args, **kwargs)
        self.fields["partijen"].queryset = partijen  # type: ignore[attr-defined]
        if not partijen:
            del self.fields["partijen"]


class VaststellenForm(forms.Form):
    """On which day the casusoverleg adopted the plan."""

    vastgesteld_op = besluitdag("Wanneer is het plan vastgesteld?")
