"""Forms by which parties put their measures in tune."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from convenant.models import Partij
from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld


class OordeelForm(forms.Form):
    """Whether a party agrees with the concept, or what it remarks."""

    eens = forms.TypedChoiceField(
        label="Is uw organisatie het eens met het concept?",
        help_text="||Het casusoverleg stelt het plan samen vast (artikel 9 lid 3).",
        choices=[("ja", "Ja, eens"), ("nee", "Nee, of met een opmerking")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of uw organisatie het eens is."},
    )
    opmerking = Tekst(
        label="Opmerking",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text="Nodig als u het niet eens bent. Uw opmerking blijft bij het plan staan.||Het "
        "casusoverleg stelt het plan vast (artikel 9 lid 3). Over een maatregel beslist alleen de partij "
        "die hem neemt.",
    )


class AfzienForm(forms.Form):
    """A request to refrain from a measure for now."""

    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Aan wie vraagt u dit?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Kies een of meer partijen."},
        help_text="Alleen wie u kiest, ziet dit verzoek bij de maatregel.||Een partij kan de anderen vragen "
        "om tijdelijk van een maatregel af te zien, bijvoorbeeld om een onderzoek niet in gevaar te brengen "
        "(memorie van toelichting, 2.1).",
    )
    reden = Tekst(
        label="Waarom vraagt u dit?",
        widget=tekstveld(3),
        help_text="||De andere partij beslist zelf over haar maatregel. Met een reden kan zij dat afwegen (memorie van toelichting 2.1).",
    )
    tot = forms.DateField(
        label="Tot en met welke dag?",
        help_text="||Een partij kan vragen om tijdelijk van een maatregel af te zien (memorie van "
        "toelichting 2.1).",
        widget=datumveld(),
        error_messages={"invalid": DATUM, "required": "Vul de laatste dag in."},
    )

    def __init__(self, *args: Any, partijen: QuerySet[Partij], van: UUID, **kwargs: Any) -> None:
        """Offer the other parties that take part.

        Args:
            van: the party whose measure it is, which is chosen beforehand. A suggestion: nothing is stored.
        """
        super().__init__(*args, **kwargs)
        self.fields["partijen"].queryset = partijen  # type: ignore[attr-defined]
        self.fields["partijen"].initial = [van]
