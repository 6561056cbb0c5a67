"""Forms on nadere duiding: they make values, the decisions decide."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from convenant.forms import (
    POLITIE_FOUTEN,
    WAT_HOORT_UITLEG,
    WAT_HOORT_VELDEN,
    WatHoortForm,
    bied_gronden_aan,
    gevoeligveld,
    uitzonderingveld,
    werkveld,
)
from convenant.gegevens import OM_VELDEN, VOOR_GEMEENTE, WPG_VOORWAARDEN
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.forms import SOMS, Tekst, tekstveld
from gedeeld.genoemd import noemt

from ..forms import datum, tekst
from ..models import Duidingsvraag, WeegploegDossier
from .decisions import WAT_HOORT, Antwoord
from .vragen import NOEMT, Vraag, te_vragen
from .wie import Onderscheid

RIJEN = 3


# Asking ----------------------------------------------------------------------------------------
def velden(dossier: WeegploegDossier, dag: date) -> dict[str, forms.Field]:
    """The fields of a few questions, as part of the form on the decision."""
    partijen = te_vragen(dossier.gemeente.convenant_id, dag)
    return {
        f"{naam}_{nummer}": veld
        for nummer in range(1, RIJEN + 1)
        for naam, veld in _velden(partijen, nummer).items()
    }


def _velden(partijen: Any, nummer: int) -> dict[str, forms.Field]:
    eerste = nummer == 1

    def uitleg(zin: str) -> str:
        kort, streep, reden = zin.partition("||")
        return f"{kort if eerste else ''}{streep}{reden}"

    return {
        "aan": forms.ModelChoiceField(
            partijen,
            label=f"Vraag {nummer}: aan wie?",
            required=False,
            empty_label="Een andere organisatie",
            widget=forms.Select(attrs=SOMS),
            help_text=uitleg(
                "Partijen van het convenant en van bijlage 1 lezen over wie het gaat, en antwoorden zelf."
                "||De uitvoerder vraagt alleen wat nodig is om te besluiten, bij wie dat weet "
                "(procesbeschrijving 3.4)."
            ),
        ),
        "partner": Tekst(
            label=f"Vraag {nummer}: naam van de andere organisatie",
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs=SOMS),
            help_text=uitleg(
                "Alleen als de organisatie hierboven niet staat. Vraag dan in het algemeen, zonder te"
                " zeggen om wie het gaat."
                "||Wie geen partij is en niet in bijlage 1 staat, krijgt geen persoonsgegevens (artikel 1 "
                "onder c, artikel 8 lid 4 van het convenant)."
            ),
        ),
        "onderscheid": forms.ChoiceField(
            label=f"Vraag {nummer}: wat leest deze partij over het subject?",
            choices=Onderscheid.choices,
            required=False,
            widget=forms.Select(attrs=SOMS),
            help_text=uitleg(
                "Niet meer dan nodig is om de persoon van anderen te onderscheiden.||Een andere"
                " organisatie leest niets over het subject (artikel 8 lid 4)."
            ),
        ),
        "vraag": tekst(
            2,
            label=f"Vraag {nummer}: wat wilt u weten?",
            required=eerste,
            help_text=uitleg(
                "Vraag alleen wat de weegploeg nodig heeft om te besluiten.||De uitvoerder verzamelt alleen "
                "wat nodig is om af te wegen of iemand een casus wordt (procesbeschrijving 3.4)."
            ),
        ),
        "nodig": tekst(
            2,
            label=f"Vraag {nummer}: waarom kan de weegploeg niet zonder?",
            required=eerste,
            help_text=uitleg(
                "Alleen de weegploeg leest dit.||Zonder noodzaak wordt niets gevraagd (procesbeschrijving 3.4)."
            ),
        ),
    }


def fouten(gegevens: Mapping[str, Any], dossier: WeegploegDossier) -> dict[str, str]:
    """What is not whole, or says too much, as field -> sentence."""
    return dict(zin for nr in range(1, RIJEN + 1) for zin in _fouten(gegevens, dossier, nr))


def _fouten(
    gegevens: Mapping[str, Any], dossier: WeegploegDossier, nr: int
) -> Iterator[tuple[str, str]]:
    aan, partner, vraag, nodig = (
        gegevens.get(f"{naam}_{nr}") for naam in ("aan", "partner", "vraag", "nodig")
    )
    if aan and partner:
        yield f"partner_{nr}", "Laat dit leeg, of kies bij aan wie voor een andere organisatie."
    if (vraag or nodig) and not (aan or partner):
        yield f"partner_{nr}", "Vul in aan wie u dit vraagt."
    if nr > 1 and (aan or partner) and not vraag:
        yield f"vraag_{nr}", "Schrijf op wat u wilt vragen."
    if nr > 1 and (aan or partner) and vraag and not nodig:
        yield f"nodig_{nr}", "Schrijf op waarom de weegploeg dit nodig heeft."
    if vraag and not aan and (woorden := noemt(vraag, dossier)):
        yield f"vraag_{nr}", NOEMT.format(", ".join(woorden))


def waarden(gegevens: Mapping[str, Any]) -> list[Vraag]:
    """The questions that were filled in."""
    return [
        Vraag(
            vraag=gegevens[f"vraag_{nr}"],
            nodig=gegevens[f"nodig_{nr}"],
            partij=gegevens[f"aan_{nr}"],
            partner=gegevens[f"partner_{nr}"],
            onderscheid=gegevens[f"onderscheid_{nr}"] or Onderscheid.PLAATS,
        )
        for nr in range(1, RIJEN + 1)
        if gegevens[f"vraag_{nr}"]
    ]


VERVALT = (
    "Vier weken daarna vervalt dit dossier als er dan nog geen besluit is.||Wie niet wordt geagendeerd, wordt"
    " op tijd vergeten (artikel 13 lid 3)."
)


class VragenErbijForm(forms.Form):
    """A few questions more, while the weegploeg waits."""

    use_required_attribute = False
    uiterlijk = datum(label="Antwoord uiterlijk op", help_text=VERVALT)

    def __init__(self, *args: Any, dossier: WeegploegDossier, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        self.fields |= velden(dossier, dag)

    def clean(self) -> dict[str, Any]:
        """As where the weegploeg decided to ask."""
        gegevens = super().clean() or self.cleaned_data
        for veld, zin in fouten(gegevens, self.dossier).items():
            self.add_error(veld, zin)
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision takes."""
        return {
            "vragen": waarden(self.cleaned_data),
            "uiterlijk": self.cleaned_data["uiterlijk"],
        }


class VerzetForm(forms.Form):
    """Another last day to answer."""

    uiterlijk = datum(label="Antwoord uiterlijk op", help_text=VERVALT)


# Answering -------------------------------------------------------------------------------------
class AntwoordForm(WatHoortForm):
    """What a party answered, and on what ground; or that it may not answer."""

    antwoord = tekst(
        5,
        help_text="Schrijf alleen op wat de weegploeg nodig heeft om te besluiten."
        "||De weegploeg vraagt om duiding als de signalen nog niet genoeg zeggen (artikel 7 lid 4 "
        "onder 1).",
    )
    mag_niet = forms.BooleanField(
        label="Er mag geen antwoord worden gegeven",
        required=False,
        widget=forms.CheckboxInput(attrs=SOMS),
        help_text="Schrijf dan bij het antwoord op waarom niet, bijvoorbeeld door een beroepsgeheim."
        "||Gegevens worden gegeven binnen de wetten die voor de partij gelden (artikel 6 van het convenant). Niemand hoeft "
        "te antwoorden als dat niet mag.",
    )
    bijzonder = gevoeligveld()
    uitzonderingen = uitzonderingveld()
    werk = werkveld()

    field_order = ("antwoord", "mag_niet")

    class Meta:
        model = Duidingsvraag
        fields = (
            *("antwoord", "wpg_artikel", "grondslag", "grondslag_om", *OM_VELDEN, "werk"),
            *("bijzonder", "uitzonderingen", "noodzaak", *WPG_VOORWAARDEN, "mag_niet"),
        )
        widgets = {**WAT_HOORT_VELDEN, "antwoord": tekstveld(5)}
        help_texts = WAT_HOORT_UITLEG
        error_messages = POLITIE_FOUTEN

    def __init__(self, *args: Any, partij: Partij | None, actor: Actor, **kwargs: Any) -> None:
        """Offer the grounds of who answers; a body that was asked in general gives no personal data.

        Args:
            partij: who was asked, or None for another body.
        """
        soort = partij.soort if partij else ""
        super().__init__(*args, actor=replace(actor, partij_soort=soort), **kwargs)
        if partij is None:
            for naam in WAT_HOORT:
                self.fields.pop(naam, None)
            return
        if soort != SoortPartij.RECLASSERING:
            del self.fields["werk"]
        if soort != SoortPartij.POLITIE:  # police data only (MC 6 b)
            for naam in WPG_VOORWAARDEN:
                del self.fields[naam]
        bied_gronden_aan(self, self.actor, VOOR_GEMEENTE, had=self.instance)
        if self._geeft_niet:  # then there is nothing to have a ground for
            for naam in {*WAT_HOORT} & {*self.fields}:
                self.fields[naam].required = False

    @property
    def _geeft_niet(self) -> bool:
        return self.is_bound and bool(self.data.get("mag_niet"))

    def clean(self) -> dict[str, Any]:
        """Of who may not answer nothing is asked of what he did not give."""
        if self._geeft_niet:
            return self.cleaned_data
        return super().clean()

    @property
    def waarde(self) -> Antwoord:
        """What the decision asks."""
        gegevens = {naam: waarde for naam, waarde in self.cleaned_data.items() if naam in WAT_HOORT}
        return Antwoord(
            self.cleaned_data["antwoord"], self.cleaned_data["mag_niet"], **_zonder_niets(gegevens)
        )

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision writes the answer."""


def _zonder_niets(gegevens: Mapping[str, Any]) -> dict[str, Any]:
    """What was left empty is what an answer has without it."""
    return {naam: waarde for naam, waarde in gegevens.items() if waarde is not None}


class AntwoordVerbeterForm(AntwoordForm):
    """An answer that is put right, and why (MC 8.3)."""

    reden = tekst(
        2,
        label="Waarom past u dit aan?",
        help_text="Wat er stond, blijft apart bewaard bij het dossier."
        "||De gegevens worden gecontroleerd op juistheid en zo nodig aangepast (artikel 8 lid 3).",
        error_messages={"required": "Schrijf op waarom u dit aanpast."},
    )
