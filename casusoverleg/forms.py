"""Forms of the casusoverleg: they make values, the decisions decide."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from gedeeld.forms import DATUM, SOMS, Tekst, datumveld, tekstveld
from gedeeld.personen import Naw

from .dossier.band import GEEN_BAND, GEEN_FEIT
from .dossier.models import Band, Bijzonderheid, Casus, Derde


def bandveld() -> forms.ChoiceField:
    """How the subject is tied to the municipality."""
    return forms.ChoiceField(
        label="Welke band heeft de persoon met de gemeente?",
        choices=Band.Soort.choices,
        widget=forms.RadioSelect,
        error_messages={"required": GEEN_BAND},
        help_text="Ook wie er niet staat ingeschreven, kan er verblijven.||De aanpak is voor iemand die in de "
        "gemeente heeft verbleven, verblijft of zal verblijven (wetsvoorstel artikel 2 lid 1). Wie is "
        "uitgereisd, heeft er verbleven of zal er weer verblijven.",
    )


def feitveld() -> Tekst:
    """By which fact."""
    return Tekst(
        label="Uit welk feit blijkt dat?",
        widget=tekstveld(2),
        error_messages={"required": GEEN_FEIT},
        help_text="Bijvoorbeeld: staat er ingeschreven, is er vaak gezien, komt er vrij uit detentie."
        "||Uit feiten moet blijken dat de persoon bij deze gemeente hoort (wetsvoorstel artikel 2 "
        "lid 1).",
    )


class BandForm(forms.Form):
    """How the subject is tied to the municipality, and by which fact (WV 2.1)."""

    band = bandveld()
    band_feit = feitveld()


class ReisForm(forms.Form):
    """That the subject left or came back, since when, and what shows it (MC 1 j, k)."""

    use_required_attribute = False
    bijzonderheid = forms.ChoiceField(
        label="Wat is het subject?",
        choices=[
            *[keuze for keuze in Bijzonderheid.choices if keuze[0]],
            ("", "Geen van beide"),
        ],
        required=False,
        widget=forms.RadioSelect(attrs=SOMS),
        help_text="Kies wat nu geldt.||Een uitreiziger verliet zijn land om zich aan te sluiten bij een jihadistische groepering. "
        "Een terugkeerder kwam daarvan terug (artikel 1 onder j en k van het convenant).",
    )
    sinds = forms.DateField(
        label="Sinds wanneer?",
        help_text="||Wat eerder gold, blijft te lezen. Zo klopt ook wat toen is besloten (artikel 10 lid "
        "3).",
        widget=datumveld(),
        error_messages={"invalid": DATUM, "required": "Vul in sinds wanneer dit zo is."},
    )
    reden = Tekst(
        label="Waaruit blijkt dat?",
        help_text="||Het staat er alleen als er een feit onder ligt (artikel 1 onder h, artikel 10 lid 3 "
        "van het convenant).",
        widget=tekstveld(),
        error_messages={"required": "Schrijf op waaruit dit blijkt."},
    )
    band = bandveld()


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

    reden = Tekst(
        label="Waarom past u dit aan?",
        required=False,
        widget=tekstveld(2, soms=True),
        help_text="Verplicht als er al iets anders stond. Dat blijft apart bewaard.||Wat niet klopt wordt "
        "verbeterd (artikel 10 lid 3 en artikel 12 lid 5 van het convenant).",
    )
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
    beschermend = Tekst(
        label="Beschermende factoren",
        required=False,
        widget=tekstveld(4),
        help_text="Wat houdt deze persoon op de been? Wie of wat helpt?"
        "||Een plan biedt ook zorg (artikel 3 onder e van het convenant). Daarvoor is nodig wat "
        "goed gaat.",
    )
    eerder = Tekst(
        label="Eerdere hulp en maatregelen",
        required=False,
        widget=tekstveld(4),
        help_text="Wat is er al geprobeerd, en wat deed het?"
        "||Hulp kan er al zijn en doorlopen (procesbeschrijving 2.1).",
    )


class GebiedForm(forms.Form):
    """What parties agree and differ on in one field of the referentiekader."""

    eens = Tekst(
        label="Waarover zijn de partijen het eens?",
        required=False,
        widget=tekstveld(4),
        help_text="||De deelnemers maken samen een analyse (procesbeschrijving 4.4), met het referentiekader (artikel 10 lid 2 onder d).",
    )
    verschil = Tekst(
        label="Waarin verschillen zij van mening?",
        required=False,
        widget=tekstveld(4),
        help_text="Maak beide velden leeg om dit weg te halen."
        "||Ook waarin partijen verschillen, hoort bij de analyse waarop het plan rust "
        "(procesbeschrijving 4.4).",
    )


class DerdeForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Another person, as far as the plan needs it."""

    werkadres = forms.BooleanField(
        label="Dit is het werkadres van deze professional",
        required=False,
        help_text="Alleen aanvinken bij een professional met een adres."
        "||Van een professional staan er alleen de naam en het werkadres (memorie van toelichting 4.2).",
    )
    field_order = ("soort", "doel", "naam", "adres", "werkadres", "gegevens", "noodzaak")

    class Meta:
        model = Derde
        fields = ("soort", "doel", "naam", "adres", "gegevens", "noodzaak")
        widgets = {
            "doel": forms.RadioSelect,
            "gegevens": tekstveld(3, soms=True),
            "noodzaak": tekstveld(2),
        }
        help_texts = {
            "soort": "Een achterblijver woonde in een gezin met iemand die is uitgereisd."
            "||Gegevens van anderen staan er alleen in als zij achterblijver zijn of een rol hebben "
            "in het plan (artikel 10 lid 2 onder f en g).",
            "doel": "Kies er een, behalve bij een professional: die heeft een rol in de aanpak.||Gegevens van "
            "anderen staan er alleen voor een van deze drie (wetsvoorstel artikel 2 lid 4).",
            "adres": "Van een professional: het werkadres, nooit het privéadres."
            "||Van een ander staat er alleen wat het plan nodig heeft (artikel 10 lid 2 onder f en "
            "g).",
            "gegevens": "Van een professional bewaart u alleen naam en werkadres. Laat dit dan leeg."
            "||Van een ander staat er alleen wat het plan nodig heeft (artikel 10 lid 2 onder f en "
            "g).",
            "noodzaak": "Welke rol speelt deze persoon in het plan?||Gegevens van anderen mogen alleen als het plan ze nodig heeft (artikel 10 lid 2 f en g).",
        }
