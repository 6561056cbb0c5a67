"""What narrows the list, the question before the archive opens, and the one before the jobs go on."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator

from convenant.forms import KernbesluitForm
from gedeeld.forms import DATUM, Filter, Tekst, datumveld
from register.models import KENMERK, Opschorting

from .models import Raadpleging


class TermijnFilter(Filter):
    """Terms of files of one municipality."""

    GEMEENTE = "dossier__partij"


class DagForm(forms.Form):
    """That it is the day that the clock says, and how much is destroyed then."""

    dag = forms.DateField(widget=forms.HiddenInput)
    aantal = forms.IntegerField(
        label="Hoeveel dossiers worden er dan vernietigd?",
        min_value=0,
        help_text="Neem het aantal over dat hierboven staat. Klopt het niet met wat u verwacht? Bevestig"
        " dan niet.||Wat is vernietigd, komt niet terug. Daarom typt u zelf het aantal.",
        error_messages={
            "required": "Vul het aantal in dat hierboven staat.",
            "invalid": "Schrijf het aantal in cijfers.",
            "min_value": "Het aantal is nul of meer.",
        },
    )


class OpschortForm(KernbesluitForm):
    """Why the destruction of a file waits, until when, and that the core parties decided so (MC 13.1)."""

    reden = forms.ChoiceField(
        label="Waarom wacht de vernietiging?",
        choices=Opschorting.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom de vernietiging wacht."},
    )
    tot = forms.DateField(
        label="Tot en met welke dag?",
        widget=datumveld(),
        error_messages={"required": DATUM, "invalid": DATUM},
        help_text="Binnen een jaar. Duurt het langer? Dan besluiten de kernpartijen opnieuw.",
    )

    field_order = ("reden", "tot", "besloten_door", "besloten_op", "kenmerk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "besloten_door"
        ].help_text = "Kruis alle kernpartijen aan. Ontbreekt er een, dan is het nog geen besluit."
        kenmerk = self.fields["kenmerk"]
        kenmerk.validators.append(MaxLengthValidator(KENMERK))
        kenmerk.widget.attrs["maxlength"] = KENMERK


class RedenForm(forms.Form):
    """Why a core party consults the archive (MC 13.2, PB 6.3)."""

    foutkop = "Het archief is nog niet open"

    reden = forms.ChoiceField(
        label="Waarom raadpleegt u dit dossier?",
        choices=Raadpleging.Reden.choices,
        widget=forms.RadioSelect,
        help_text="Uw keuze wordt bewaard, met uw naam en het tijdstip.||"
        "Kernpartijen raadplegen het archief bij nieuwe signalen of een klacht "
        "(procesbeschrijving 6.3).",
        error_messages={
            "required": "Kies waarom u dit dossier raadpleegt.",
            "invalid_choice": "Kies een van de twee redenen.",
        },
    )


class GeinformeerdForm(forms.Form):
    """That the subject was told after all (MC 11.5)."""

    op = forms.DateField(label="Geïnformeerd op", widget=datumveld())
    hoe = Tekst(label="Door wie en hoe?", max_length=200)
