"""Forms on informing: they make values, the decisions decide."""

from typing import Any

from django import forms

from convenant.models import Uitzonderingsgrond
from gedeeld.forms import Tekst

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
            choices=[(w.value, w.label) for w in soorten],
            initial=wie.BEIDEN if minderjarig else wie.SUBJECT,
            widget=forms.RadioSelect,
        ),
        "afspraak": tekst(
            3,
            label="Wie vertelt het, hoe en wanneer?",
            help_text="Maak een duidelijke afspraak.||Is het subject of zijn dat de ouders al eerder "
            "geïnformeerd, bijvoorbeeld in een hulptraject? Houd daar rekening mee.",
        ),
    }


def nog_niet_velden() -> dict[str, forms.Field]:
    """What is asked when the subject is not informed, or not yet, on a ground (MC 11.3, 11.4)."""
    return {
        "grond": forms.ModelChoiceField(
            Uitzonderingsgrond.objects.all(),
            label="Op welke grond informeert u niet, of nog niet?",
            empty_label="Kies een grond",
            help_text="Dit kan alleen op een grond uit de wet (artikel 11 lid 3).",
        ),
        "reden": tekst(4, label="Waarom geldt deze grond hier?"),
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
        _vul(self, informeervelden(minderjarig))


class NogNietForm(KernpartijenForm):
    """Decision 3: not, or not yet, on a ground (MC 11.3, 11.4)."""

    EENS = SAMEN

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _vul(self, nog_niet_velden())


def _vul(form: KernpartijenForm, velden: dict[str, forms.Field]) -> None:
    form.fields |= velden
    form.zet_wie_onderaan()
    if "partijen" in form.fields:
        form.fields["partijen"].label = OVERLEGD


class GeinformeerdForm(forms.Form):
    """That it was done."""

    op = datum(label="Geïnformeerd op")
    hoe = Tekst(label="Door wie en hoe?", max_length=200)
