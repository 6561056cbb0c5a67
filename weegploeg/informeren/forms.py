"""Forms on informing: they make values, the decisions decide."""

from typing import Any

from django import forms

from convenant.artikel41 import FACTOREN
from convenant.bronnen.teksten import woorden_onder
from convenant.models import Uitzonderingsgrond
from gedeeld.forms import SOMS, SOMS_KOLOMMEN, Tekst

from ..forms import KernpartijenForm, datum, tekst
from ..models import Informatiebesluit

OVERLEGD = "Welke kernpartijen hebben overlegd?"
SAMEN = "de drie kernpartijen hebben overlegd"


def informeervelden(minderjarig: bool | None) -> dict[str, forms.Field]:
    """What is asked when the subject is informed (MC 11.2).

    Args:
        minderjarig: an adult is told alone; for a minor the parents are told too, unless agreed
            otherwise; of somebody whose age is not known (None) the parents are never told alone.
    """
    wie = Informatiebesluit.Wie
    soorten = {
        True: [wie.BEIDEN, wie.OUDERS, wie.SUBJECT],
        None: [wie.BEIDEN, wie.SUBJECT],
        False: [wie.SUBJECT],
    }[minderjarig]
    return {
        "wie": forms.ChoiceField(
            label="Wie wordt geïnformeerd?",
            help_text="||Een volwassene hoort het zelf. Bij een minderjarige horen de ouders het ook, of alleen "
            "zij (procesbeschrijving 3.4).",
            choices=[(w.value, w.label) for w in soorten],
            initial=wie.BEIDEN if minderjarig else wie.SUBJECT,
            widget=forms.RadioSelect,
        ),
        "afspraak": tekst(
            3,
            label="Wie vertelt het, hoe en wanneer?",
            help_text="Maak een duidelijke afspraak."
            "||De partijen spreken af wie het vertelt, op welke manier en wanneer (procesbeschrijving "
            "3.4).",
        ),
    }


def eerdervelden() -> dict[str, forms.Field]:
    """Whether somebody told them before, and how that weighs (PB 3.4)."""
    eerder = Informatiebesluit.Eerder
    return {
        "eerder": forms.TypedChoiceField(
            label="Zijn het subject of de ouders al eerder geïnformeerd, in een ander traject?",
            choices=eerder.choices,
            initial=eerder.ONBEKEND,
            required=False,
            empty_value=eerder.ONBEKEND,
            widget=forms.RadioSelect(attrs=SOMS_KOLOMMEN),
            help_text="Bijvoorbeeld in een hulptraject bij een jeugdinstelling."
            "||Dat weegt mee in de afspraken (procesbeschrijving 3.4).",
        ),
        "eerder_weging": tekst(
            2,
            label="Zo ja: door wie, en hoe weegt dat mee?",
            help_text="||Dat weegt mee in de afspraken (procesbeschrijving 3.4).",
            required=False,
            soms=True,
        ),
    }


# The examples of practice (PB 5.2), by the letter of art. 41 lid 1 UAVG.
VOORBEELDEN = {
    "d": [
        "Andere personen kunnen gealarmeerd worden. Dat verstoort bijvoorbeeld het plan van aanpak of een lopend strafproces.",
        "Er is meer tijd nodig, omdat het plan van aanpak dan beter werkt. Onderbouw dat goed. De betrokkene hoort het zodra"
        " het casusoverleg een plan heeft, en weet hoe het hem benadert.",
    ],
    "i": [
        "Iemand anders loopt gevaar, bijvoorbeeld een melder, als de betrokkene weet wie iets over hem vertelde.",
        "Bescherming van de betrokkene zelf, bijvoorbeeld een minderjarige met ouders die radicaliseren.",
    ],
}


class Grondkeuze(forms.Select):
    """The grounds in short; below them the words of the law, with examples (MC 11.3, PB 5.2)."""

    template_name = "weegploeg/_grondkeuze.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """With what the law says under each letter."""
        gronden = [
            (f"Artikel 41 lid 1 onder {letter} UAVG", tekst, VOORBEELDEN.get(letter, []))
            for letter, tekst in woorden_onder("uavg-41-lid-1").items()
        ]
        gronden += [
            (f"Artikel 14 lid 5 onder {letter} AVG", tekst, [])
            for letter, tekst in woorden_onder("avg-14-lid-5").items()
        ]
        return super().get_context(name, value, attrs) | {"gronden": gronden}


def nog_niet_velden() -> dict[str, forms.Field]:
    """What is asked when the subject is not informed, or not yet, on a ground (MC 11.3, 11.4)."""
    return {
        "grond": forms.ModelChoiceField(
            Uitzonderingsgrond.objects.all(),
            label="Op welke grond informeert u niet, of nog niet?",
            empty_label="Kies een grond",
            widget=Grondkeuze,
            help_text="Kies wat hier geldt.||Uitstellen kan alleen op een grond uit de wet (artikel 11 lid 3, artikel 41 UAVG).",
        ),
        "reden": tekst(
            4,
            label="Waarom geldt deze grond hier?",
            help_text="||Wie niet informeert, maakt daarvan een aantekening in het bestand (artikel 11 lid 4).",
        ),
        "factoren": forms.MultipleChoiceField(
            label="Waarop hebt u gelet?",
            choices=[(letter, f"{letter}. {zin}") for letter, zin in FACTOREN.items()],
            required=False,
            widget=forms.CheckboxSelectMultiple(attrs=SOMS),
            help_text="Kies dit bij een grond van artikel 41 UAVG.||De wet noemt deze punten (artikel 41 lid 2 UAVG).",
        ),
        "afweging": tekst(
            4,
            label="Hoe weegt u deze punten af?",
            required=False,
            soms=True,
            help_text="Niet informeren moet nodig zijn, en niet zwaarder dan nodig."
            "||De kernpartijen wegen dit af voordat zij een grond gebruiken (artikel 11 lid 3).",
        ),
        "heroverwegen_op": datum(
            label="Wanneer bekijkt u dit opnieuw?",
            required=False,
            soms=True,
            help_text="Binnen zes maanden. Dan komt dit terug op uw werklijst. Laat dit leeg bij artikel "
            "14 lid 5 onder a of c AVG: dan hoeft informeren ook later niet.||Is het beletsel weg, dan "
            "wordt het subject alsnog geïnformeerd (artikel 11 lid 5).",
        ),
    }


class InformeerForm(KernpartijenForm):
    """Decision 3: inform (MC 11.2)."""

    EENS = SAMEN

    def __init__(self, *args: Any, minderjarig: bool | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul(self, informeervelden(minderjarig) | eerdervelden())


class NogNietForm(KernpartijenForm):
    """Decision 3: not, or not yet, on a ground (MC 11.3, 11.4)."""

    EENS = SAMEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul(self, nog_niet_velden() | eerdervelden())


def _vul(form: KernpartijenForm, velden: dict[str, forms.Field]) -> None:
    form.fields |= velden
    form.zet_wie_onderaan()
    if "partijen" in form.fields:
        form.fields["partijen"].label = OVERLEGD


class ContactForm(forms.Form):
    """The first contact with the subject."""

    op = datum(
        label="Wanneer was het eerste contact?",
        help_text="||Bij het eerste contact hoort het subject dat er gegevens zijn (artikel 14 lid 3 AVG).",
    )
    wie = Tekst(
        label="Wie sprak met het subject, en hoe?",
        help_text="||Zo is na te gaan dat en hoe het subject is geïnformeerd (procesbeschrijving 3.3).",
        max_length=200,
    )


class GeinformeerdForm(forms.Form):
    """That it was done."""

    op = datum(
        label="Geïnformeerd op",
        help_text="||Het subject wordt geïnformeerd als de weegploeg heeft besloten (artikel 11 lid 2).",
    )
    hoe = Tekst(
        label="Door wie en hoe?",
        help_text="||De uitvoerder legt vast hoe het subject is geïnformeerd (procesbeschrijving 3.3).",
        max_length=200,
    )
