"""What narrows the list, the question before the archive opens, and the one before the jobs go on."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import MaxLengthValidator

from convenant.forms import KernbesluitForm
from gedeeld.forms import DATUM, Tekst, datumveld, tekstveld
from register.filters import DossierFilter
from register.models import KENMERK, Opschorting
from register.registry import Archiefgegeven

from .models import Raadpleging, Vervroeging


class TermijnFilter(DossierFilter):
    """Terms of files of all kinds."""

    GEMEENTE = "dossier__partij"
    DOSSIER = "dossier"
    NUMMER = "dossier__nummer"
    BEGONNEN = "dossier__begonnen_op"
    SOORT = "dossier__dossiersoort"


class ArchiefFilter(DossierFilter):
    """Pieces of the archive, by the kind of file that they were."""

    SOORT = "dossiersoort"


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


class _BesluitForm(KernbesluitForm):
    """What the core parties decided on one file."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "besloten_door"
        ].help_text = "Kruis alle kernpartijen aan. Ontbreekt er een, dan is het nog geen besluit."
        kenmerk = self.fields["kenmerk"]
        kenmerk.validators.append(MaxLengthValidator(KENMERK))
        kenmerk.widget.attrs["maxlength"] = KENMERK


class OpschortForm(_BesluitForm):
    """Why the destruction of a file waits, until when, and that the core parties decided so (MC 13.1)."""

    reden = forms.ChoiceField(
        label="Waarom wacht de vernietiging?",
        help_text="||Na vijf jaar worden gegevens vernietigd (artikel 13 lid 1). Wachten kan alleen om een "
        "reden die de wet kent.",
        choices=Opschorting.om_te_kiezen(),
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


class EerderArchiefForm(_BesluitForm):
    """Until when people work with a file, and that the core parties decided so (MC 13.2)."""

    reden = forms.ChoiceField(
        label="Waarom gaat het eerder naar het archief?",
        help_text="||Uiterlijk een jaar na de laatste verwerking gaan gegevens naar het archief. Eerder mag "
        "(artikel 13 lid 2).",
        choices=Vervroeging.Reden.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom het eerder naar het archief gaat."},
    )
    tot = forms.DateField(
        label="Tot en met welke dag blijft het in gebruik?",
        widget=datumveld(),
        error_messages={"required": DATUM, "invalid": DATUM},
        help_text="De dag daarna gaat het naar het archief. Gebeurt er voor die tijd nog iets in het dossier? "
        "Dan geldt dit besluit niet meer.",
    )

    field_order = ("reden", "tot", "besloten_door", "besloten_op", "kenmerk")


class WissenForm(_BesluitForm):
    """On which ground a file is erased before its term, and that the core parties decided so (AVG 17)."""

    wat = forms.ChoiceField(
        label="Waarom wordt dit dossier eerder vernietigd?",
        choices=[(wat.value, wat.label) for wat in Vervroeging.Wat.wissen()],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarom dit dossier eerder wordt vernietigd."},
        help_text="Een andere reden is er niet: anders loopt de termijn gewoon door.||Gegevens blijven vijf "
        "jaar bewaard om klachten te behandelen en verantwoording af te leggen (artikel 13 lid 1).",
    )

    field_order = ("wat", "besloten_door", "besloten_op", "kenmerk")


class NummerForm(forms.Form):
    """Which file is erased, typed again by who agrees."""

    nummer = Tekst(
        label="Typ het nummer van het dossier",
        max_length=20,
        help_text="Wat is vernietigd, komt niet terug. Daarom typt u zelf om welk dossier het gaat.",
    )


class OpdrachtForm(KernbesluitForm):
    """The instruction of the core parties to make archived data available again (MC 13.4)."""

    reden = Tekst(
        label="Waarom zijn deze gegevens opnieuw nodig?",
        widget=tekstveld(4),
        help_text="Dit staat straks in het nieuwe dossier.||Gegevens gaan alleen terug als dat nodig is voor "
        "een doel van het convenant (artikel 13 lid 4).",
    )

    field_order: tuple[str, ...] = ("reden", "besloten_door", "besloten_op", "kenmerk")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields[
            "besloten_door"
        ].help_text = "Kruis alle kernpartijen aan. Ontbreekt er een, dan is het nog geen opdracht."
        self.fields["besloten_op"].label = "Wanneer gaven zij de opdracht?"


class TerughaalForm(OpdrachtForm):
    """What goes back of an archived file; the instruction was given before and goes along unseen."""

    mee = forms.TypedMultipleChoiceField(
        label="Wat gaat terug naar de weegploeg?",
        coerce=UUID,
        widget=forms.CheckboxSelectMultiple,
        help_text="Kies alleen wat nu nodig is. Wie een signaal meldde, gaat niet mee. De rest leest u in het "
        "archief, zolang het daar staat.",
        error_messages={
            "required": "Kies wat er terug naar de weegploeg gaat.",
            "invalid_choice": "Dit kan niet terug naar de weegploeg. Kies opnieuw.",
        },
    )

    field_order = ("mee",)

    def __init__(self, *args: Any, stukken: Collection[Archiefgegeven], **kwargs: Any) -> None:
        """Offer what can go back today.

        Args:
            stukken: what the file holds.
        """
        super().__init__(*args, **kwargs)
        for naam in OpdrachtForm.field_order:
            self.fields[naam].widget = self.fields[naam].hidden_widget()
        self.fields["mee"].choices = [  # type: ignore[attr-defined]
            (str(stuk.pk), f"{stuk.wat} ({stuk.kenmerken})") for stuk in stukken if not stuk.niet
        ]


class RedenForm(forms.Form):
    """Why a core party consults the archive (MC 13.2, PB 6.3)."""

    foutkop = "Het archief is nog niet open"

    reden = forms.ChoiceField(
        label="Waarom raadpleegt u dit dossier?",
        choices=[(reden.value, reden.label) for reden in Raadpleging.Reden.te_kiezen()],
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
    hoe = Tekst(
        label="Door wie en hoe?",
        max_length=200,
        help_text="||De betrokkene wordt alsnog geïnformeerd zodra dat kan (artikel 11 lid 5).",
    )
