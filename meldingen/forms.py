"""Forms of the meldingen. What must hold stands in `rules`; a form asks it and puts it at the field."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from convenant.doorgeven import DoorgifteForm as DoorgifteFormulier
from convenant.forms import SignaalForm as SignaalFormulier
from convenant.forms import bied_gemeente_aan
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from gedeeld.forms import DATUM, SOMS, Tekst, datumveld, tekstveld
from gedeeld.personen import WIE, Persoon
from gedeeld.rules import fout_in_waarneming
from gedeeld.weigering import NIET_TE_LEZEN
from register.filters import DossierFilter
from weegploeg.models import WeegploegDossier

from . import rules
from .models import Doorgifte, Melding, Signaal
from .querysets import MeldingQuerySet

MEESTE_SIGNALEN = 20


def kort() -> forms.TextInput:
    """One or two words."""
    return forms.TextInput(attrs={"class": "co-veld--kort"})


@dataclass(frozen=True)
class Sectie:
    """Fields of a form that belong together, for the component `velden`."""

    titel: str
    visible_fields: list[BoundField]


class MeldingForm(forms.ModelForm):  # type: ignore[type-arg]
    """Subject, melding and reporter."""

    SECTIES = (
        ("Over wie gaat het?", (*Melding.NAW[:3], *Melding.NAW[6:], *Melding.NAW[3:6], "gemeente")),
        (
            "De melding",
            ("ontvangen_op", "herkomst", "hulptraject", "terrorisme"),
        ),
        ("De melder", ("anoniem", "melder_naam", "melder_contact", "wil_onbekend")),
    )

    gemeente = forms.ModelChoiceField(
        Partij.objects.none(),
        label="Gemeente van verblijf",
        help_text="Na inbrengen ziet de weegploeg van deze gemeente de gegevens, en geen andere gemeente."
        "||Alleen de kernpartijen van die gemeente zien het bestand van de weegploeg (artikel 8 "
        "lid 4, artikel 1 onder m van het convenant).",
        error_messages={"required": "Kies de gemeente waar de persoon verblijft."},
    )

    class Meta:
        model = Melding
        fields = (*Melding.NAW, *Melding.INVULVELDEN[1:])
        widgets = {
            "tussenvoegsel": kort(),
            "postcode": kort(),
            "geboortedatum": datumveld(),
            "geboren_ongeveer": kort(),
            "rekendatum": datumveld(soms=True),
            "ontvangen_op": datumveld(),
            "hulptraject": tekstveld(2),
            "melder_naam": forms.TextInput(attrs=SOMS),
            "melder_contact": forms.TextInput(attrs=SOMS),
        }
        error_messages = {
            "geboortedatum": {"invalid": DATUM},
            "ontvangen_op": {"invalid": DATUM, "required": "Vul in wanneer de melding binnenkwam."},
            "herkomst": {"required": "Kies waar de melding vandaan komt."},
        }

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor = actor
        nieuw = self.instance._state.adding  # a UUID key is there before the row is
        if nieuw:
            self.initial.setdefault("ontvangen_op", actor.vandaag)
        else:
            self.initial.setdefault("gemeente", self.instance.partij_id)
        self.vaste_gemeente = bied_gemeente_aan(self, actor)
        if not nieuw and actor.partij_soort == SoortPartij.GEMEENTE:
            self.fields.pop("gemeente", None)  # what a municipality received stays its own
            self.vaste_gemeente = self.instance.partij

    def clean(self) -> dict[str, Any]:
        """What must hold for a melding."""
        gegevens = super().clean() or self.cleaned_data
        for veld, zin in rules.fouten_in_melding(gegevens, self.actor.vandaag).items():
            if veld not in self.errors:
                self.add_error(veld, zin)
        return gegevens

    def secties(self) -> Iterator["Sectie"]:
        """The fields in groups, each with its heading."""
        for titel, namen in self.SECTIES:
            yield Sectie(titel, [self[naam] for naam in namen if naam in self.fields])

    @property
    def naw(self) -> dict[str, Any]:
        """The subject, by field name."""
        return {veld: self.cleaned_data[veld] for veld in Melding.NAW}

    @property
    def invulvelden(self) -> dict[str, Any]:
        """All but the subject, by field name."""
        vast = {"gemeente": self.vaste_gemeente} if self.vaste_gemeente else {}
        return vast | {
            v: self.cleaned_data[v] for v in Melding.INVULVELDEN if v in self.cleaned_data
        }


class SignaalForm(SignaalFormulier):
    """A signal of a melding."""

    class Meta(SignaalFormulier.Velden):
        model = Signaal


class Signalen(forms.BaseFormSet):  # type: ignore[type-arg]
    """The signals of a new melding: all new, also those that are shown again as they were typed."""

    def initial_form_count(self) -> int:
        """None was stored before."""
        return 0


SignaalFormSet = forms.formset_factory(
    SignaalForm,
    formset=Signalen,
    extra=0,
    min_num=1,
    max_num=MEESTE_SIGNALEN,
    validate_max=True,
)


class Registratie:
    """The page on which a melding is registered: the melding and its signals, judged together."""

    PREFIX = "signalen"

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        actor: Actor,
        klad: Sequence[Sequence[str]] = (),
        begonnen: Mapping[str, Any] | None = None,
    ) -> None:
        """
        Args:
            klad: what is being typed and was not saved.
            begonnen: what a concept says, to go on with.
        """
        delen = {"prefix": self.PREFIX, "form_kwargs": {"actor": actor}}
        self.nog_een = data is not None and "nog_een" in data
        self.als_concept = data is not None and "concept" in data
        self.melding = MeldingForm(data, actor=actor)
        self.signalen = SignaalFormSet(data, **delen)  # type: ignore[arg-type]
        if data is None:  # room for each signal that was typed and not saved
            in_klad = sum(naam.endswith("-omschrijving") for naam, _ in klad)
            self.signalen.extra = min(max(in_klad, 1), MEESTE_SIGNALEN) - 1
        if self.nog_een or self.als_concept or (data is None and begonnen is not None):
            # What was typed kept, without a word yet on what is missing; and one signal more where that
            # is asked.
            bron = data if data is not None else begonnen
            getypt = [_getypt(form) for form in SignaalFormSet(bron, **delen)]  # type: ignore[arg-type]
            getypt = [*getypt[: MEESTE_SIGNALEN - 1], {}] if self.nog_een else getypt
            ingevuld = MeldingForm(bron, actor=actor)
            self.melding = MeldingForm(initial=_getypt(ingevuld), actor=actor)
            self.signalen = SignaalFormSet(initial=getypt, **delen)  # type: ignore[arg-type]
            self.signalen.extra = max(len(getypt), 1) - 1
            if self.als_concept:
                self.melding = ingevuld

    def is_valid(self) -> bool:
        """Whether both can be registered; both are judged, and the days of one against the other."""
        if not all([self.melding.is_valid(), self.signalen.is_valid()]):
            return False
        naw, ontvangen = self.melding.naw, self.melding.cleaned_data["ontvangen_op"]
        geboren = Persoon(**{v: naw[v] for v in WIE}).geboren_vanaf
        for form in self.signalen:
            gezien = form.cleaned_data.get("waargenomen_op")
            if zin := fout_in_waarneming(gezien, geboren=geboren, ontvangen=ontvangen):
                form.add_error("waargenomen_op", zin)
        return not self.signalen.total_error_count()

    def voor_concept(self) -> dict[str, Any] | None:
        """What a concept must know, from what is filled in; None when the form says what is missing.

        No more than the day of receipt, from which its last day follows. The rest may be incomplete.
        """
        self.melding.is_valid()
        for veld in set(self.melding.errors) - {"ontvangen_op"}:
            del self.melding.errors[veld]
        if self.melding.errors:
            return None
        gegevens = self.melding.cleaned_data
        wie: dict[str, Any] = {v: gegevens.get(v) or "" for v in WIE}
        wie["geboortedatum"] = gegevens.get("geboortedatum")
        return {
            "ontvangen_op": gegevens["ontvangen_op"],
            "gemeente": self.melding.vaste_gemeente or gegevens.get("gemeente"),
            "persoon": Persoon(**wie),
        }

    @property
    def signalen_ingevuld(self) -> list[dict[str, Any]]:
        """The signals; an empty one too many is left out."""
        return [form.cleaned_data for form in self.signalen if form.has_changed()]

    @property
    def volgende(self) -> int:
        """The number that one more signal would have."""
        return len(self.signalen.forms) + 1

    @property
    def nog_een_kan(self) -> bool:
        """Whether there is room for one more."""
        return self.volgende <= MEESTE_SIGNALEN

    @property
    def fout(self) -> bool:
        """Whether there is something to put right."""
        return bool(self.melding.errors or self.signalen.total_error_count())

    @property
    def non_field_errors(self) -> list[str]:
        """Errors that belong to no field."""
        return [*self.melding.non_field_errors(), *self.signalen.non_form_errors()]

    def visible_fields(self) -> list[BoundField]:
        """All fields in the order of the page, for the summary of errors."""
        velden = [veld for sectie in self.melding.secties() for veld in sectie.visible_fields]
        return velden + [veld for form in self.signalen for veld in form]


def _getypt(form: forms.BaseForm) -> dict[str, Any]:
    return {
        naam: veld.widget.value_from_datadict(form.data, form.files, form.add_prefix(naam))
        for naam, veld in form.fields.items()
    }


class _Meldingkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        stand = obj.get_stand_display().lower()
        return (
            f"{obj.nummer}: {obj.getoonde_naam}, ontvangen op {datum(obj.ontvangen_op)} ({stand})"
        )


class DoorgifteForm(DoorgifteFormulier):
    """To whom a melding goes, with what, why and on which ground."""

    eerdere = _Meldingkeuze(
        Melding.objects.none(),
        label="Welke eerdere meldingen gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Zij lijken over dezelfde persoon te gaan. Kies er alleen een als dat zo is, en als die "
        "instantie haar nodig heeft.||Een nieuwe melding kan vergezeld gaan van eerdere (memorie van "
        "toelichting 5.2). De hele melding gaat dan mee. Het staat ook bij die melding.",
    )

    class Meta(DoorgifteFormulier.Velden):
        model = Doorgifte

    field_order = (
        *("aan", "taak", "signalen", "eerdere", "gegevens", "noodzaak", "op", "grondslag"),
        *("ander_doel", "vooraf_op"),
    )

    def __init__(
        self, *args: Any, actor: Actor, melding: Melding, eerdere: MeldingQuerySet, **kwargs: Any
    ) -> None:
        """Offer what can go along."""
        super().__init__(
            *args,
            actor=actor,
            signalen=melding.door_te_geven(actor.vandaag),
            ontvangen_op=melding.ontvangen_op,
            **kwargs,
        )
        self.fields["eerdere"].queryset = eerdere  # type: ignore[attr-defined]
        if not eerdere:
            del self.fields["eerdere"]

    @property
    def waarden(self) -> dict[str, Any]:
        """With the earlier ones."""
        return super().waarden | {"eerdere": list(self.cleaned_data.get("eerdere", ()))}


class PolitieForm(forms.ModelForm):  # type: ignore[type-arg]
    """How the police heard of a melding about terrorism, and the reporter of the police (MvT 5.1)."""

    class Meta:
        model = Melding
        fields = (
            "politie_ingelicht_op",
            "politie_ingelicht_door",
            "politie_functie",
            "melder_verwezen_op",
            "melder_onbereikbaar",
        )
        widgets = {
            "politie_ingelicht_op": datumveld(),
            "politie_functie": forms.TextInput(attrs=SOMS),
            "melder_verwezen_op": datumveld(),
        }
        help_texts = {
            "politie_ingelicht_op": "||Bij terroristische activiteiten stelt de gemeente de politie op de hoogte (memorie van "
            "toelichting 5.1).",
            "politie_ingelicht_door": "||Zo is later na te gaan wie van uw organisatie de politie sprak (memorie van "
            "toelichting 5.1).",
            "melder_onbereikbaar": "||Een melder wordt naar de politie verwezen (memorie van toelichting 5.1). Kan dat niet, "
            "dan staat hier waarom niet.",
            "melder_verwezen_op": "Laat dit leeg zolang u de melder nog niet sprak.||Wie over terrorisme "
            "meldt, wordt naar de politie verwezen (memorie van toelichting 5.1).",
        }
        error_messages = {
            "politie_ingelicht_op": {
                "required": "Vul in wanneer de politie is ingelicht.",
                "invalid": DATUM,
            },
            "politie_ingelicht_door": {"required": "Vul in wie van uw organisatie dat deed."},
            "melder_verwezen_op": {"invalid": DATUM},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask of the reporter only what this melding has."""
        super().__init__(*args, **kwargs)
        if not self.instance.heeft_melder:
            del self.fields["melder_verwezen_op"]
        if not self.instance.anoniem:
            del self.fields["melder_onbereikbaar"]

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes it."""

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision takes."""
        gegevens = self.cleaned_data
        return {
            "ingelicht_op": gegevens["politie_ingelicht_op"],
            "ingelicht_door": gegevens["politie_ingelicht_door"],
            "functie": gegevens["politie_functie"] or "",
            "verwezen_op": gegevens.get("melder_verwezen_op"),
            "onbereikbaar": gegevens.get("melder_onbereikbaar", False),
        }


class DubbelForm(forms.Form):
    """Of which other melding this one is the double."""

    use_required_attribute = False
    nummer = Tekst(
        label="Nummer van de andere melding",
        max_length=20,
        help_text="Bijvoorbeeld M-2026-7K4Q9P. U vindt het nummer in de lijst, of bij eerdere meldingen over "
        "deze persoon."
        "||Eén persoon hoort in één bestand. Zo blijft te zien welke melding doorgaat (artikel 8 "
        "lid 3).",
        error_messages={"required": "Vul het nummer van de andere melding in."},
    )
    overgenomen = forms.BooleanField(
        label="Wat alleen in deze melding staat, heb ik overgenomen in de andere",
        help_text="Kijk naar de signalen, de melder en de bron. Er wordt niets vanzelf samengevoegd."
        "||Wat alleen hier staat, gaat met deze melding weg. Gegevens moeten volledig zijn "
        "(artikel 8 lid 3).",
        error_messages={
            "required": "Neem eerst over wat alleen hier staat, en vink dit daarna aan."
        },
    )

    def clean_nummer(self) -> str:
        """As it is drawn, however somebody typed it."""
        nummer: str = self.cleaned_data["nummer"]
        return nummer.strip().upper()


class GeenActieForm(forms.ModelForm):  # type: ignore[type-arg]
    """What was said to the reporter; nothing is asked where there is none."""

    class Meta:
        model = Melding
        fields = ("gesprek",)
        widgets = {"gesprek": tekstveld()}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance.heeft_melder:
            del self.fields["gesprek"]
            return
        self.fields["gesprek"].required = True
        self.fields["gesprek"].error_messages["required"] = (
            "Schrijf op wat met de melder is besproken."
        )

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes it."""


class InbrengForm(forms.Form):
    """Into which file: a new one, or an open one on the same person."""

    NIEUW = "nieuw"
    use_required_attribute = False
    dossier = forms.ChoiceField(
        label="Waar hoort deze melding bij?",
        widget=forms.RadioSelect,
        help_text="Er loopt al een dossier dat op deze naam lijkt. Kijk of het om dezelfde persoon gaat."
        "||Signalen over één persoon worden samen gewogen (artikel 7 lid 3). Over twee mensen "
        "horen ze uit elkaar.",
        error_messages={
            "required": "Kies een dossier, of kies voor een nieuw dossier.",
            "invalid_choice": "Dit dossier is niet meer open. Kies opnieuw.",
        },
    )

    def __init__(self, *args: Any, dossiers: list[WeegploegDossier], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossiers = {str(dossier.pk): dossier for dossier in dossiers}
        keuzes = [(pk, _omschreven(dossier)) for pk, dossier in self.dossiers.items()]
        self.fields["dossier"].choices = [*keuzes, (self.NIEUW, "Een nieuw dossier")]  # type: ignore[attr-defined]
        # Without a file to choose there is no question to ask.
        if not dossiers:
            self.fields["dossier"].required = False
            self.fields["dossier"].widget = forms.HiddenInput()

    @property
    def gekozen(self) -> WeegploegDossier | None:
        """The chosen file, or None for a new one."""
        return self.dossiers.get(self.cleaned_data["dossier"])


def _omschreven(dossier: WeegploegDossier) -> str:
    if not dossier.is_leesbaar:
        return f"{dossier.nummer}: {NIET_TE_LEZEN}"
    geboren = f", geboren {dossier.persoon.geboren}" if dossier.persoon.geboren else ""
    stand = dossier.get_stand_display().lower()
    return f"{dossier.nummer}: {dossier.persoon.naam}{geboren} ({stand})"


class MeldingFilter(DossierFilter):
    """Meldingen."""

    STANDEN = Melding.Stand.choices
