"""Forms of a sending to another municipality: they make values, the decisions decide."""

from datetime import date
from typing import Any

from django import forms

from convenant.models import Partij
from gedeeld.forms import Tekst, tekstveld

from ..dossier.models import Band, Bijdrage, Casus, Signaal
from ..forms import bied_aan
from . import keuze
from .decisions import GEEN_BIJDRAGE, GEEN_SIGNAAL
from .models import Zending, Zendinginhoud


class _Gemeentekeuze(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.naam} ({obj.convenant.naam})"


class _Signaalkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.omschrijving} ({obj.kenmerken}. {obj.partij.naam}, {obj.grondslag})"


class ZendenForm(forms.ModelForm):  # type: ignore[type-arg]
    """To which municipality, by which facts, on what ground, and which data."""

    aan = _Gemeentekeuze(
        Partij.objects.none(),
        label="Aan welke gemeente",
        help_text="||Gegevens gaan alleen naar een gemeente waar de persoon verblijft, heeft verbleven of zal verblijven (wetsvoorstel artikel 4).",
    )
    band = forms.ChoiceField(
        label="Welke band heeft de persoon met die gemeente?",
        help_text="||Gegevens gaan alleen naar een gemeente waar de persoon verblijft, heeft verbleven of "
        "zal verblijven (wetsvoorstel artikel 4).",
        choices=Band.Soort.choices,
        widget=forms.RadioSelect,
    )
    signalen = _Signaalkeuze(
        Signaal.objects.none(),
        label="Welke signalen gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GEEN_SIGNAAL},
        help_text="Kies alleen wat de andere gemeente nodig heeft. Gaf de politie of het OM een signaal, dan "
        "vraagt de toepassing hun eerst om toestemming."
        "||Er gaan gegevens over deze persoon, en niet meer dan nodig is (wetsvoorstel artikel "
        "4).",
    )
    bijdragen = _Signaalkeuze(
        Bijdrage.objects.none(),
        label="Welke andere gegevens gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": GEEN_BIJDRAGE},
        help_text="Wat de gemeente, de politie of het OM in deze casus inbracht. Voor de politie en het OM geldt "
        "hetzelfde: de toepassing vraagt hun om toestemming. De andere gemeente krijgt het als signaal.||Wat andere "
        "partijen inbrachten, gaat niet mee, en ook niet wat over een ander gaat: het moet om deze persoon gaan "
        "(wetsvoorstel artikel 4).",
    )
    geboortedatum = forms.BooleanField(
        label="De geboortedatum gaat mee",
        required=False,
        help_text="Naam en adres gaan altijd mee, zodat de andere gemeente weet om wie het gaat."
        "||De geboortedatum gaat alleen mee als die nodig is (artikel 10 lid 4).",
    )
    toelichting = Tekst(
        label="Wat moet de andere gemeente verder weten?",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text=Zendinginhoud._meta.get_field("toelichting").help_text,
    )

    class Meta:
        model = Zending
        fields = ("aan", "band", "feiten", "grondslag")
        widgets = {"feiten": tekstveld(4)}
        labels = {"feiten": "Uit welke feiten en omstandigheden blijkt dat?"}

    field_order = (
        *("aan", "band", "feiten", "grondslag"),
        *("signalen", "bijdragen", "geboortedatum", "toelichting"),
    )

    def __init__(self, *args: Any, casus: Casus, dag: date, **kwargs: Any) -> None:
        """Offer the other municipalities, the grounds of today, and what the casus holds."""
        super().__init__(*args, **kwargs)
        bied_aan(self, "aan", keuze.gemeenten(casus, dag))
        bied_aan(self, "grondslag", keuze.gronden(dag))
        for naam, rijen in (
            ("signalen", keuze.signalen(casus, dag)),
            ("bijdragen", keuze.bijdragen(casus, dag)),
        ):
            self.fields[naam].queryset = rijen  # type: ignore[attr-defined]
        if not keuze.bijdragen(casus, dag).exists():
            del self.fields["bijdragen"]


class AntwoordForm(forms.Form):
    """Whether what the own party gave may go along."""

    akkoord = forms.TypedChoiceField(
        label="Mogen de gegevens van uw organisatie mee?",
        help_text="||Elke partij beslist zelf over de gegevens die zij gaf (artikel 6 van het convenant).",
        choices=[("ja", "Ja, wij geven toestemming"), ("nee", "Nee, wij weigeren")],
        coerce=lambda waarde: waarde == "ja",
        widget=forms.RadioSelect,
    )
    reden = Tekst(
        label="Waarom niet",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text="Vul dit in als u weigert.||Elke partij beslist zelf over de gegevens die zij gaf (artikel 6 van het convenant).",
    )


class IntrekkenForm(forms.Form):
    """Why it is taken back."""

    reden = Tekst(
        label="Waarom trekt u dit in",
        widget=tekstveld(3),
        help_text="Dit blijft in de casus staan. De andere gemeente leest het niet."
        "||Het bestand houdt bij wat is verstrekt en weer ingetrokken (artikel 10 lid 3).",
    )
