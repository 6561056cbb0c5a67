"""Forms on what a party brings in: they make values, the decisions decide."""

from typing import Any

from django import forms

from convenant.forms import (
    POLITIE_FOUTEN,
    GegevenForm,
    bied_gronden_aan,
    uitzonderingveld,
    werkveld,
)
from convenant.gegevens import OM_VELDEN, VOOR_CASUS, VOOR_OM, te_kiezen
from convenant.models import SoortPartij
from convenant.uitzonderingen import Categorie
from gedeeld.actor import Actor
from gedeeld.forms import SOMS, SOMS_KOLOMMEN, Tekst, tekstveld

from ..dossier.models import Bijdrage


class BijdrageForm(GegevenForm):
    """Bring in an item that the plan needs."""

    bijzonder = forms.MultipleChoiceField(
        label="Bijzondere of strafrechtelijke gegevens",
        choices=Categorie.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS_KOLOMMEN),
        required=False,
        help_text="Vink aan wat in dit gegeven staat."
        "||Voor zulke gegevens gelden strengere regels (wetsvoorstel artikel 3). Daarom staat "
        "erbij welke het zijn.",
    )
    uitzonderingen = uitzonderingveld()
    werk = werkveld()
    gebruik = forms.ChoiceField(
        label="Waarom mag dit voor het plan worden gebruikt?",
        choices=te_kiezen(Bijdrage.Gebruik),
        widget=forms.RadioSelect,
        help_text="Kies wat hier geldt.||Gegevens gebruikt u voor een ander doel alleen als een wet dat regelt, of "
        "als het past bij het doel waarvoor u ze had (artikel 6 lid 4 AVG).",
        error_messages={"required": "Kies waarom dit gegeven voor het plan mag worden gebruikt."},
    )
    voor = forms.ChoiceField(
        label="Wie mag dit lezen?",
        choices=Bijdrage.Voor.choices,
        initial=Bijdrage.Voor.CASUS,
        widget=forms.RadioSelect,
        help_text="Een externe partner leest dit alleen als het casusoverleg het verstrekt."
        "||Partijen lezen wat nodig is voor het doel van het casusoverleg (artikel 10 lid 4).",
    )

    class Meta:
        model = Bijdrage
        fields = (
            *("omschrijving", "aard", "namens", "wpg_artikel", "grondslag", "grondslag_om"),
            *(*OM_VELDEN, "werk"),
            *("gebruik", "bijzonder", "uitzonderingen", "noodzaak", "over_ander", "voor"),
        )
        widgets = {
            "omschrijving": tekstveld(4),
            "noodzaak": tekstveld(2),
            "over_ander": tekstveld(2, soms=True),
            "namens": forms.TextInput(attrs=SOMS),
            "onzeker": forms.CheckboxInput(attrs=SOMS),
        }
        labels = {
            "over_ander": "Staat er ook iets over een ander in?",
            "namens": "Komt dit van een uitvoerende organisatie? Welke?",
        }
        error_messages = POLITIE_FOUTEN
        help_texts = {
            "omschrijving": "Alleen wat het plan nodig heeft. Eigen werkaantekeningen horen hier niet.||"
            "Het casusoverleg verzamelt geen dossier van alles wat alle partijen weten (memorie van "
            "toelichting 4.1).",
            "noodzaak": "Waarom heeft het plan dit nodig?"
            "||Deelnemers geven alleen wat nodig is om het plan te maken, uit te voeren of te volgen "
            "(artikel 9 lid 2).",
            "over_ander": "Schrijf dan op waarom die ander er heel nauw mee samenhangt. Anders laat u dit leeg."
            "||Van een ander staat er alleen wat het plan nodig heeft (artikel 10 lid 2 onder f en "
            "g).",
            "namens": "Bijvoorbeeld leerplicht of het jeugdteam. Zij hebben geen eigen account: u brengt het "
            "voor hen in.||Wat een uitvoerende organisatie weet, komt via de gemeente binnen (procesbeschrijving 4.2). Zo leest zij "
            "niet mee met anderen.",
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        """Offer the grounds of this kind of party on which casuspartijen may read it."""
        super().__init__(*args, actor=actor, **kwargs)
        self.fields["noodzaak"].required = True
        if actor.partij_soort != SoortPartij.RECLASSERING:
            del self.fields["werk"]
        if actor.partij_soort != SoortPartij.GEMEENTE:
            del self.fields["namens"]
        bied_gronden_aan(self, actor, VOOR_CASUS, {*VOOR_OM, *VOOR_CASUS}, self._eerder())

    def _eerder(self) -> Bijdrage | None:
        """The item that is put right: it can stay on its own ground."""
        return None if self.instance._state.adding else self.instance

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision makes the item."""


class VerbeterForm(BijdrageForm):
    """An item that is put right, and why (MC 10.3)."""

    reden = Tekst(
        label="Waarom past u dit aan?",
        widget=tekstveld(2),
        help_text="Wat er stond, blijft apart bewaard bij de casus."
        "||De gegevens worden gecontroleerd op juistheid en zo nodig aangepast (artikel 10 lid "
        "3).",
        error_messages={"required": "Schrijf op waarom u dit aanpast."},
    )

    @property
    def velden(self) -> dict[str, Any]:
        """The item alone."""
        return {naam: waarde for naam, waarde in self.cleaned_data.items() if naam != "reden"}
