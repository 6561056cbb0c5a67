"""Passing data of a melding on to a body whose task needs them, in whichever file they stand (WV 5.1, MvT 5.2)."""

from collections.abc import Collection
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet

from gedeeld.actor import Actor
from gedeeld.forms import DATUM, datumveld, tekstveld
from gedeeld.weigering import NietMogelijk, vereis_dagen, vereis_tekst

from .models import Grondslag, SoortPartij


def vereis_door_te_geven(
    *,
    op: date,
    grondslag: Grondslag,
    signalen: Collection[UUID],
    kunnen_mee: QuerySet[Any],
    ontvangen_op: date,
    vandaag: date,
    ander_doel: str,
    vooraf_op: date | None,
    **teksten: str,
) -> list[UUID]:
    """What has to hold of each passing on by the municipality.

    Args:
        signalen: keys of those that go along.
        kunnen_mee: those that can on that day.
        ontvangen_op: the day on which the municipality received it.
        ander_doel: the other purpose for which that body uses it; empty for none.
        vooraf_op: the day on which the person was told of that.
        teksten: what is said of it, by field.

    Returns:
        The keys of the signals, in their order.

    Raises:
        NietMogelijk: at the field.
    """
    if not ontvangen_op <= op <= vandaag:
        zin = "Kies een dag vanaf de ontvangst van de melding tot en met vandaag."
        raise NietMogelijk({"op": zin})
    vereis_tekst(**teksten)
    if not grondslag.geldt(SoortPartij.GEMEENTE, op):
        raise NietMogelijk({"grondslag": "Op deze grond kon u op die dag niets doorgeven."})
    vereis_dagen(vandaag, gedaan={"vooraf_op": vooraf_op})
    _vereis_vooraf(ander_doel, vooraf_op, op)
    mee = [signaal.pk for signaal in kunnen_mee if signaal.pk in signalen]
    if len(mee) != len(signalen):
        raise NietMogelijk({"signalen": "Een gekozen signaal kan niet mee."})
    return mee


def _vereis_vooraf(ander_doel: str, vooraf_op: date | None, op: date) -> None:
    """For another purpose a person is told first (AVG 14.4): else data are used for none."""
    if not ander_doel.strip():
        if vooraf_op:
            raise NietMogelijk({"ander_doel": "Schrijf op voor welk ander doel."})
        return
    if vooraf_op is None or vooraf_op > op:
        zin = "Vertel het de persoon eerst. Daarna kunt u dit doorgeven (artikel 14 lid 4 AVG)."
        raise NietMogelijk({"vooraf_op": zin})


class _Signaalkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        gevoelig = ", ".join(obj.bijzonder_labels)
        return f"{obj.omschrijving} ({'. '.join(filter(None, [obj.kenmerken, gevoelig]))})"


class DoorgifteForm(forms.ModelForm):  # type: ignore[type-arg]
    """To whom it goes, with what, why and on which ground.

    Each file has a table of its own: the form of a file names it in a `Meta(DoorgifteForm.Velden)`.
    """

    signalen = _Signaalkeuze(
        Grondslag.objects.none(),  # each form says of which table
        label="Welke signalen gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies alleen wat die instantie nodig heeft."
        "||Doorgeven mag voor zover het nodig is voor de taak van de ander (wetsvoorstel artikel "
        "5 lid 1).",
    )

    class Velden:
        """What each of them shows."""

        fields = (
            *("aan", "taak", "gegevens", "noodzaak", "op", "grondslag"),
            *("ander_doel", "vooraf_op"),
        )
        widgets = {
            "taak": tekstveld(2),
            "gegevens": tekstveld(),
            "noodzaak": tekstveld(),
            "op": datumveld(),
            "ander_doel": tekstveld(2, soms=True),
            "vooraf_op": datumveld(soms=True),
        }
        error_messages = {
            "aan": {"required": "Vul in naar welke instantie de melding gaat."},
            "gegevens": {"required": "Schrijf op welke gegevens u doorgeeft."},
            "noodzaak": {"required": "Schrijf op waarom die instantie dit nodig heeft."},
            "op": {"required": "Vul in op welke dag u de melding doorgeeft.", "invalid": DATUM},
            "grondslag": {"required": "Kies de wettelijke grondslag."},
            "vooraf_op": {"invalid": DATUM},
        }

    field_order: tuple[str, ...] = (
        *("aan", "taak", "signalen", "gegevens", "noodzaak", "op", "grondslag"),
        *("ander_doel", "vooraf_op"),
    )

    def __init__(
        self,
        *args: Any,
        actor: Actor,
        signalen: QuerySet[Any],
        ontvangen_op: date,
        **kwargs: Any,
    ) -> None:
        """Offer what can go along, and the grounds that were in force since it came in."""
        super().__init__(*args, **kwargs)
        self.initial.setdefault("op", actor.vandaag)
        taak: Any = self.fields["taak"]
        taak.required = True
        taak.error_messages["required"] = (
            "Schrijf op voor welke taak die instantie dit nodig heeft."
        )
        self.fields["signalen"].queryset = signalen  # type: ignore[attr-defined]
        if not signalen:
            del self.fields["signalen"]
        gronden = Grondslag.objects.voor(SoortPartij.GEMEENTE, actor.vandaag)
        gronden |= Grondslag.objects.voor(SoortPartij.GEMEENTE, ontvangen_op)
        grondslag: Any = self.fields["grondslag"]
        grondslag.queryset, grondslag.empty_label, grondslag.required = (
            gronden,
            "Kies een grond",
            True,
        )
        if len(gronden) == 1:
            grondslag.initial = gronden[0].pk

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes it."""

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision takes."""
        gegevens = dict(self.cleaned_data)
        signalen = gegevens.pop("signalen", ())
        return gegevens | {"signalen": [signaal.pk for signaal in signalen]}
