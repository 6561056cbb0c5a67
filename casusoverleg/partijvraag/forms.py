"""Forms on what a party is asked: they make values, the decisions decide."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from convenant.models import Partij
from gedeeld.forms import DATUM, Tekst, besluitdag, datumveld, tekstveld

from ..deelname.forms import Partijkeuze, biedt_aan
from ..dossier.models import Bijdrage
from ..verstrekking.models import Toestemming
from .models import Partijvraag

KORT = 160  # characters of an item in the list
VERKEN = (Partijvraag.Uitkomst.DOET_MEE, Partijvraag.Uitkomst.GAAT_WEG)


class Bijdragekeuze(forms.ModelChoiceField):  # type: ignore[type-arg]  # no generic at run time
    """A choice of what parties brought in."""

    def __init__(self, **kwargs: Any) -> None:
        """Begin with none: the form offers those of the casus."""
        super().__init__(Bijdrage.objects.none(), widget=forms.RadioSelect, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Whose it is, and how it begins."""
        tekst = " ".join(obj.omschrijving.split())
        return f"{obj.partij.naam}: {tekst if len(tekst) <= KORT else f'{tekst[:KORT].rstrip()}…'}"


def _uiterlijk() -> forms.DateField:
    return forms.DateField(
        label="Antwoord uiterlijk op",
        widget=datumveld(),
        error_messages={"invalid": DATUM, "required": "Vul de laatste dag in."},
        help_text="Na deze dag leest de partij dit niet meer. Ten hoogste vier weken."
        "||Een partij leest niet langer mee dan nodig is (artikel 10 lid 4).",
    )


class VerkennenForm(forms.Form):
    """Ask a party to look once whether it has a role (MvT 2.3)."""

    partij = Partijkeuze(
        label="Welke partij",
        error_messages={"required": "Kies een partij."},
        help_text="Alleen partijen van het convenant, en elke partij één keer."
        "||Een partij kan aanschuiven om te zien of zij een rol heeft (memorie van toelichting "
        "2.3).",
    )
    taak = Tekst(
        label="Welke wettelijke taak van deze partij kan hier van belang zijn?",
        widget=tekstveld(2),
        help_text="De partij leest dit. Alleen informatie hebben is geen taak.||Een partij kan aanschuiven om te"
        " zien of zij een rol heeft, als haar wettelijke taak van belang kan zijn (memorie van toelichting 2.3).",
    )
    vraag = Tekst(
        label="Wat is de vraag?",
        widget=tekstveld(4),
        help_text="De partij leest de naam en de woonplaats van het subject, en deze vraag. Verder niets."
        "||De partij krijgt alleen wat zij nodig heeft om te zien of zij een rol heeft (memorie "
        "van toelichting 2.3).",
    )
    uiterlijk = _uiterlijk()

    def __init__(self, *args: Any, partijen: QuerySet[Partij], **kwargs: Any) -> None:
        """Offer the parties that can look and did not yet."""
        super().__init__(*args, **kwargs)
        biedt_aan(self, partijen)


class AdviesvraagForm(forms.Form):
    """Lay a text before an adviser, without identity (PB 3.4)."""

    vraag = Tekst(
        label="Wat leest de adviseur?",
        widget=tekstveld(8),
        help_text="Beschrijf de situatie en uw vraag. Noem geen namen, adressen, geboortedata of nummers:"
        " de adviseur weet niet om wie het gaat.||Advies wordt gevraagd zonder te zeggen om wie het gaat (procesbeschrijving 3.4).",
    )
    uiterlijk = _uiterlijk()


class EigenGegevensForm(forms.Form):
    """Tell a party of what it brought in, also after closing (CAS-toegang-partij)."""

    bijdrage = Bijdragekeuze(
        label="Welk gegeven",
        error_messages={"required": "Kies een gegeven."},
        help_text="De partij leest dit gegeven zoals zij het inbracht, en verder niets uit de casus."
        "||Een partij hoort het als haar gegevens worden verbeterd (artikel 12 lid 6).",
    )
    vraag = Tekst(
        label="Wat is of wordt er verbeterd, of waarover vraagt u advies?",
        widget=tekstveld(4),
        help_text="Schrijf alleen over dit gegeven.||Een partij hoort dat haar gegevens worden verbeterd en kan"
        " daarover adviseren, ook als zij de casus niet meer leest.",
    )
    uiterlijk = _uiterlijk()

    def __init__(self, *args: Any, bijdragen: QuerySet[Any], **kwargs: Any) -> None:
        """Offer what parties brought in."""
        super().__init__(*args, **kwargs)
        self.fields["bijdrage"].queryset = bijdragen  # type: ignore[attr-defined]


class VerkenAntwoordForm(forms.Form):
    """Whether the party takes part or leaves."""

    uitkomst = forms.ChoiceField(
        label="Heeft uw organisatie een rol?",
        help_text="||Wie geen rol heeft, doet niet mee en leest niets meer (artikel 9 lid 1, memorie van "
        "toelichting 2.3).",
        choices=[(keuze.value, keuze.label) for keuze in VERKEN],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of uw organisatie meedoet of weggaat."},
    )
    antwoord = Tekst(
        label="Welke rol heeft uw organisatie in het plan?",
        required=False,
        widget=tekstveld(4),
        help_text="Vul dit in als u meedoet. Gaat u weg, dan hoeft u niet te zeggen waarom. Schrijf niets over de"
        " persoon: ook niet of u hem kent."
        "||Wie geen rol heeft, doet niet mee (artikel 9 lid 1, memorie van toelichting 2.3).",
    )


class UitnodigingForm(forms.Form):
    """Whether the invited party takes part."""

    uitkomst = forms.ChoiceField(
        label="Doet uw organisatie mee?",
        help_text="||Aan het casusoverleg neemt deel wie betrokken moet zijn bij het plan (artikel 9 lid 1).",
        choices=[("doet_mee", "Ja, wij doen mee"), ("gaat_weg", "Nee, wij doen niet mee")],
        widget=forms.RadioSelect,
        error_messages={"required": "Kies of uw organisatie meedoet."},
    )
    op = besluitdag("Wanneer besloot uw organisatie dit?", "De dag van uw besluit")
    antwoord = Tekst(
        label="Waarom doet uw organisatie niet mee?",
        required=False,
        widget=tekstveld(3, soms=True),
        help_text="Vul dit in als u niet meedoet. Schrijf het in algemene woorden, en niets over een persoon."
        "||Het casusoverleg legt vast wie meedoet en wie niet (procesbeschrijving 4.2).",
    )


class AntwoordVastleggenForm(UitnodigingForm):
    """Record what an invited party answered in another way: who, when and how."""

    wie = Tekst(
        label="Wie van deze partij antwoordde?",
        max_length=200,
        help_text="Naam en functie.||Elke partij antwoordt onder haar eigen account. Legt u het voor haar vast, dan"
        " staat erbij wie antwoordde, wanneer en hoe.",
    )
    hoe = forms.ChoiceField(
        label="Hoe antwoordde deze partij?",
        help_text="||Zo is na te gaan dat de partij meedoet (procesbeschrijving 4.2).",
        choices=Toestemming.Hoe.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies hoe deze partij antwoordde."},
    )
    op = besluitdag("Wanneer antwoordde deze partij?", "De dag van het antwoord")
    field_order = ("wie", "hoe", "op", "uitkomst", "antwoord")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask it of the party, and not of the own organisation."""
        super().__init__(*args, **kwargs)
        self.fields["uitkomst"].label = "Doet deze partij mee?"
        self.fields["antwoord"].label = "Waarom doet deze partij niet mee?"


class AdviesForm(forms.Form):
    """The advice of who does not know about whom."""

    antwoord = Tekst(
        label="Uw advies",
        widget=tekstveld(8),
        help_text="Het casusoverleg leest dit. Noem geen namen."
        "||Advies wordt gegeven zonder te weten om wie het gaat (procesbeschrijving 3.4).",
    )


class StopForm(forms.Form):
    """Why it is asked no longer."""

    reden = Tekst(
        label="Waarom",
        widget=tekstveld(3),
        help_text="Dit blijft in de casus staan. De partij leest het niet: u belt of schrijft haar zelf."
        "||Een partij leest niet langer mee dan nodig is (artikel 10 lid 4).",
    )
