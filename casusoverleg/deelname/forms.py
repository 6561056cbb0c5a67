"""Forms on who takes part: they make values, the decisions decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from convenant.bijlage1 import taak_van
from convenant.forms import KernbesluitForm
from convenant.models import Partij, SoortPartij
from gedeeld.forms import DATUM, SOMS, Tekst, besluitdag, datumveld, tekstveld
from register.nummers import klopt

from ..forms import bied_aan, vereis_periode
from .decisions import ALLEEN_INFORMATIE
from .models import Afspraak, Deelname, GrondRvdk


class Partijkeuze(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """A choice of parties, each with the task that the law or annex 1 gives it (MC 2; MvT 2.3)."""

    def __init__(self, **kwargs: Any) -> None:
        """Begin with none: the form offers those that can."""
        super().__init__(Partij.objects.none(), widget=forms.RadioSelect, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Its name, with what it is for."""
        return f"{obj.naam}. {taak}" if (taak := taak_van(obj)) else str(obj.naam)


def biedt_aan(form: forms.BaseForm, partijen: QuerySet[Partij]) -> None:
    """Offer these parties, each with what it is for."""
    form.fields["partij"].queryset = partijen.prefetch_related("bijlage1")  # type: ignore[attr-defined]


class DeelnameForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """Let a partner take part."""

    partij = Partijkeuze(
        label="Welke partij",
        error_messages={"required": "Kies een partij."},
        help_text="Staat een externe partner er niet bij? De beheerder neemt hem eerst op in bijlage 1.||"
        "Alleen partijen van het convenant en partners uit bijlage 1 met een geldige "
        "geheimhoudingsverklaring kunnen meedoen (artikel 1 onder c).",
    )
    besloten_op = besluitdag("Wanneer is besloten om de partij toe te laten?", leeg=True)
    waarvoor = forms.ChoiceField(
        label="Waarvoor doet de partij mee",
        help_text="||Een partner doet mee om zijn kennis, of omdat hij een deel van het plan uitvoert. "
        "Informatie hebben is niet genoeg (procesbeschrijving 4.2).",
        choices=[
            *Deelname.Waarvoor.choices,
            (ALLEEN_INFORMATIE, "Alleen omdat zij informatie heeft"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies waarvoor deze partij meedoet."},
    )

    class Meta:
        model = Deelname
        fields = ("partij", "rol", "waarvoor", "reden", "grond_rvdk", "van", "tot")
        widgets = {
            "van": datumveld(soms=True),
            "tot": datumveld(),
            "reden": tekstveld(3),
            "rol": forms.RadioSelect,
            "grond_rvdk": forms.Select(attrs=SOMS),
        }
        labels = {"rol": "Hoe doet de partij mee"}
        help_texts = {
            "rol": "Een adviseur ziet niets van de casus. Dat kan alleen voor de Raad voor de "
            "Kinderbescherming."
            "||De Raad kan op twee manieren meedoen (procesbeschrijving 3.4).",
            "reden": "Welke rol heeft deze partij in het plan? Alleen informatie hebben is niet genoeg.||Aan het casusoverleg neemt "
            "deel wie betrokken moet zijn bij het plan (artikel 9 lid 1, procesbeschrijving 4.2).",
            "grond_rvdk": "Alleen invullen voor de Raad voor de Kinderbescherming.||"
            "De Raad doet alleen mee als het subject minderjarig is, en op een van deze gronden "
            "(procesbeschrijving 3.4). De deelname stopt op de 18e verjaardag.",
            "van": "Vandaag of later. Vóór deze dag ziet de partij niets. Leeg is vandaag."
            "||Een partij leest niet eerder mee dan nodig is (artikel 10 lid 4).",
            "tot": "De eerste dag waarop de partij niet meer meedoet."
            "||Een partij leest niet langer mee dan nodig is (artikel 10 lid 4).",
        }

    def __init__(
        self, *args: Any, partijen: QuerySet[Partij], raad_kan_niet: str, **kwargs: Any
    ) -> None:
        """Offer the partners that can take part and do not yet.

        Args:
            raad_kan_niet: why the Raad voor de Kinderbescherming is not among them; empty if it is.
        """
        super().__init__(*args, **kwargs)
        self.fields["van"].required = False
        self.fields["grond_rvdk"].choices = [("", "Niet van toepassing"), *GrondRvdk.choices]  # type: ignore[attr-defined]
        if raad_kan_niet:
            partijen = partijen.exclude(soort=SoortPartij.RVDK)
            self.fields["partij"].help_text = f"{raad_kan_niet} {self.fields['partij'].help_text}"
            del self.fields["rol"], self.fields["grond_rvdk"]  # only the Raad has a choice in these
        biedt_aan(self, partijen)

    def clean(self) -> dict[str, Any]:
        """The end lies after the begin."""
        schoon = super().clean() or {}
        vereis_periode(self, schoon)
        return schoon

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes the row."""


class VangnetForm(KernbesluitForm):
    """A partner that no list foresaw, for this casus only (VNG; MC 1 c)."""

    naam = Tekst(
        label="Naam van de organisatie",
        max_length=200,
        help_text="De naam van de organisatie, niet van een medewerker. De beheerder leest deze naam."
        "||In bijlage 1 staat wie kan meedoen (artikel 1 onder c).",
    )
    contact = Tekst(
        label="Contact",
        max_length=300,
        help_text="Een algemeen adres of postbus van de organisatie. De beheerder leest dit."
        "||De beheerder vraagt de organisatie om een geheimhoudingsverklaring (artikel 14 lid 2).",
    )
    reden = Tekst(
        label="Wat doet deze organisatie, in het algemeen?",
        widget=tekstveld(2),
        help_text="Dit komt in bijlage 1 en de beheerder leest het. Schrijf niets over de persoon of de casus."
        "||Bijlage 1 zegt waarvoor een partner nodig kan zijn (artikel 1 onder c). Zij is "
        "openbaar (artikel 11 lid 1).",
    )
    noodzaak = Tekst(
        label="Waarom heeft deze casus deze partner nodig?",
        widget=tekstveld(4),
        help_text="Dit blijft in de casus, versleuteld. De beheerder leest het niet.||Een partner doet alleen "
        "mee als hij nodig is voor het plan (artikel 1 onder c van het convenant).",
    )
    tot = forms.DateField(
        label="Tot wanneer kan deze partner meedoen?",
        widget=datumveld(),
        error_messages={"invalid": DATUM},
        help_text="Vanaf deze dag doet de partner niet meer mee."
        "||Een partner leest niet langer mee dan nodig is (artikel 10 lid 5).",
    )

    field_order = ["naam", "contact", "reden", "noodzaak", "tot", *KernbesluitForm.DELEN]


class EindeForm(forms.Form):
    """Why a party leaves, and when that was decided."""

    op = besluitdag(leeg=True)
    reden = Tekst(
        label="Waarom stopt deze partij",
        widget=tekstveld(3),
        help_text="De reden blijft bij de deelname staan.||Het casusoverleg kan partners laten gaan "
        "en zegt daarbij waarom (procesbeschrijving 4.2).",
    )


class BeroepsgeheimForm(forms.Form):
    """Whether a partner takes part under professional secrecy (MvT 4.3)."""

    beroepsgeheim = forms.BooleanField(
        label="Deze partij heeft een beroepsgeheim",
        required=False,
        help_text="Zij adviseert zonder persoonsgegevens te geven. De casus vraagt haar niet om gegevens."
        "||Wie een beroepsgeheim heeft, kan advies geven zonder gegevens te geven (memorie van "
        "toelichting 4.3).",
    )


class AfspraakForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What was agreed with a partner (PB 4.3)."""

    class Meta:
        model = Afspraak
        fields = ("partij", "onderwerp", "wat", "op")
        help_texts = {
            "partij": "||De uitvoerder maakt met partners afspraken over informatie, beveiliging en toegang "
            "(procesbeschrijving 4.3).",
            "onderwerp": "||De uitvoerder maakt met partners afspraken over informatie, beveiliging en toegang "
            "(procesbeschrijving 4.3).",
            "wat": "||Partijen houden zich aan de richtlijnen voor beveiliging en toegang (artikel 15 lid "
            "4). Zo weet iedereen wat is afgesproken.",
        }
        widgets = {"onderwerp": forms.RadioSelect, "wat": tekstveld(3), "op": datumveld()}
        labels = {"partij": "Met welke partij"}
        error_messages = {
            "onderwerp": {"required": "Kies waarover de afspraak gaat."},
            "wat": {"required": "Schrijf op wat er is afgesproken."},
            "op": {"required": "Vul in op welke dag dit is afgesproken.", "invalid": DATUM},
        }

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the partners that take part."""
        super().__init__(*args, **kwargs)
        bied_aan(self, "partij", partijen)
        self.fields["onderwerp"].choices = Afspraak.Onderwerp.choices  # type: ignore[attr-defined]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes the row."""


class RegisseurForm(forms.Form):
    """Appoint the casusregisseur."""

    partij = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Casusregisseur",
        help_text="De partij die de acties op elkaar afstemt.||"
        "Het casusoverleg wijst een casusregisseur aan (procesbeschrijving 4.2).",
    )
    op = besluitdag(leeg=True)

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the parties that see the file."""
        super().__init__(*args, **kwargs)
        bied_aan(self, "partij", partijen)


class MeedoenForm(forms.Form):
    """Ask to take part in a casus."""

    nummer = Tekst(
        label="Casusnummer",
        max_length=20,
        help_text="Het nummer dat u van de uitvoerder hoorde, zoals C-2026-7K4Q94."
        "||U zoekt niet op naam: u leest pas mee als het casusoverleg u toelaat (artikel 10 lid "
        "4, procesbeschrijving 4.2).",
    )
    reden = Tekst(
        label="Waarom is uw organisatie nodig",
        widget=tekstveld(4),
        help_text="Welke rol heeft uw organisatie in het plan?||Een partij doet alleen mee als zij een "
        "rol heeft in het plan (procesbeschrijving 4.2).",
    )

    def clean_nummer(self) -> str:
        """Only what looks like a number of a casus: nothing else comes into the read log."""
        nummer = str(self.cleaned_data["nummer"]).strip().upper()
        if not (nummer.startswith("C-") and klopt(nummer)):
            raise forms.ValidationError(
                "Controleer het nummer: er zit een schrijffout in. Een casusnummer ziet er zo uit: "
                "C-2026-7K4Q94."
            )
        return nummer


class AfwijzenForm(forms.Form):
    """Why a party is not let in."""

    reden = Tekst(
        label="Waarom doet deze partij niet mee",
        widget=tekstveld(3),
        help_text="Dit blijft in de casus staan. De partij leest het niet: u belt of schrijft haar zelf."
        "||Het casusoverleg beslist wie meedoet (procesbeschrijving 4.2).",
    )
