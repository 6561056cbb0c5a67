"""Forms on nadere duiding: they make values, the decisions decide."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms

from convenant.forms import POLITIE_FOUTEN, bied_gronden_aan, werkveld
from convenant.gegevens import POLITIE_VELDEN, VOOR_GEMEENTE, Categorie
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.forms import SOMS, SOMS_KOLOMMEN, Tekst, tekstveld

from ..forms import tekst
from ..models import Duidingsvraag, WeegploegDossier
from .decisions import Antwoord
from .vragen import NOEMT, Vraag, te_vragen
from .wie import Onderscheid, noemt

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
        return zin if eerste else ""

    return {
        "aan": forms.ModelChoiceField(
            partijen,
            label=f"Vraag {nummer}: aan wie?",
            required=False,
            empty_label="Een andere organisatie",
            widget=forms.Select(attrs=SOMS),
            help_text=uitleg(
                "Partijen van het convenant en van bijlage 1 lezen over wie het gaat, en antwoorden zelf."
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
            ),
        ),
        "onderscheid": forms.ChoiceField(
            label=f"Vraag {nummer}: wat leest deze partij over het subject?",
            choices=Onderscheid.choices,
            required=False,
            widget=forms.Select(attrs=SOMS),
            help_text=uitleg(
                "Niet meer dan nodig is om de persoon van anderen te onderscheiden.||Een andere"
                " organisatie leest niets over het subject."
            ),
        ),
        "vraag": tekst(
            2,
            label=f"Vraag {nummer}: wat wilt u weten?",
            required=eerste,
            help_text=uitleg("Vraag alleen wat de weegploeg nodig heeft om te besluiten."),
        ),
        "nodig": tekst(
            2,
            label=f"Vraag {nummer}: waarom kan de weegploeg niet zonder?",
            required=eerste,
            help_text=uitleg("Alleen de weegploeg leest dit."),
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
    if vraag and not aan and (woorden := noemt(dossier, vraag)):
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


# Answering -------------------------------------------------------------------------------------
class AntwoordForm(forms.ModelForm):  # type: ignore[type-arg]  # no generic at run time
    """What a party answered, and on what ground; or that it may not answer."""

    antwoord = tekst(5, help_text="Schrijf alleen op wat de weegploeg nodig heeft om te besluiten.")
    mag_niet = forms.BooleanField(
        label="Er mag geen antwoord worden gegeven",
        required=False,
        widget=forms.CheckboxInput(attrs=SOMS),
        help_text="Schrijf dan bij het antwoord op waarom niet, bijvoorbeeld door een beroepsgeheim."
        "||Niemand hoeft te antwoorden als de wet dat niet toestaat.",
    )
    bijzonder = forms.MultipleChoiceField(
        label="Staat er iets gevoeligs in?",
        choices=Categorie.choices,
        widget=forms.CheckboxSelectMultiple(attrs=SOMS_KOLOMMEN),
        required=False,
    )
    werk = werkveld()

    field_order = ("antwoord", "mag_niet")

    class Meta:
        model = Duidingsvraag
        fields = (
            *("antwoord", "wpg_artikel", "grondslag", "grondslag_om", "werk"),
            *("bijzonder", "mag_niet"),
        )
        widgets = {"antwoord": tekstveld(5)}
        error_messages = POLITIE_FOUTEN

    def __init__(self, *args: Any, partij: Partij | None, actor: Actor, **kwargs: Any) -> None:
        """Offer the grounds of who answers; a body that was asked in general gives no personal data.

        Args:
            partij: who was asked, or None for another body.
        """
        super().__init__(*args, **kwargs)
        if partij is None:
            for naam in ("grondslag", *POLITIE_VELDEN, "werk", "bijzonder"):
                del self.fields[naam]
            return
        if partij.soort != SoortPartij.RECLASSERING:
            del self.fields["werk"]
        bied_gronden_aan(self, replace(actor, partij_soort=partij.soort), VOOR_GEMEENTE)
        if self.is_bound and self.data.get(
            "mag_niet"
        ):  # then there is nothing to have a ground for
            for naam in ("grondslag", *POLITIE_VELDEN, "werk"):
                if naam in self.fields:
                    self.fields[naam].required = False

    @property
    def waarde(self) -> Antwoord:
        """What the decision asks."""
        gegevens = self.cleaned_data
        return Antwoord(
            tekst=gegevens["antwoord"],
            mag_niet=gegevens["mag_niet"],
            grondslag=gegevens.get("grondslag"),
            wpg_artikel=gegevens.get("wpg_artikel", ""),
            grondslag_om=gegevens.get("grondslag_om"),
            werk=gegevens.get("werk", ""),
            bijzonder=gegevens.get("bijzonder", []),
        )

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision writes the answer."""
