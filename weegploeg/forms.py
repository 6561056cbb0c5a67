"""Forms of the weegploeg: they make values; decisions decide."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django import forms

from casusoverleg.deelname.models import Deelname, GrondRvdk
from casusoverleg.dossier.models import Bijzonderheid
from casusoverleg.overdracht import Partner
from convenant.decisions import casuspartners
from convenant.forms import SignaalForm as SignaalFormulier
from convenant.models import (
    Convenant,
    Fase,
    Ontwikkelgebied,
    Partij,
    SoortPartij,
    Uitzonderingsgrond,
)
from gedeeld.forms import DATUM, SOMS, Filter, datumveld, tekstveld
from gedeeld.personen import PersoonVelden
from gedeeld.rules import geboortedatum_kan

from . import rules
from .models import Besluit, Informatiebesluit, Melderinzage, Signaal, WeegploegDossier, Weging


def _datum(**kwargs: Any) -> forms.DateField:
    return forms.DateField(widget=datumveld(), error_messages={"invalid": DATUM}, **kwargs)


def _tekst(rijen: int = 4, **kwargs: Any) -> forms.CharField:
    return forms.CharField(widget=tekstveld(rijen), **kwargs)


class StandFilter(Filter):
    """Files in one state."""

    stand = forms.ChoiceField(
        required=False, choices=[("", "Alle standen"), *WeegploegDossier.Stand.choices]
    )

    def filter(self, rijen: Any) -> Any:
        """The files in that state."""
        return rijen.filter(**self.gekozen)


class SubjectForm(forms.ModelForm):  # type: ignore[type-arg]
    """Who the subject is (MC 8.2 a)."""

    geboortedatum = _datum(
        required=False,
        help_text="Alleen als u die weet.||De datum is nodig voor de regels over minderjarigen.",
    )

    class Meta:
        model = WeegploegDossier
        fields = PersoonVelden.NAW

    def __init__(self, *args: Any, vandaag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vandaag = vandaag

    def clean_geboortedatum(self) -> date | None:
        """A date of birth of somebody who can be alive."""
        geboren: date | None = self.cleaned_data["geboortedatum"]
        if geboren and not geboortedatum_kan(geboren, self.vandaag):
            raise forms.ValidationError("Controleer de geboortedatum: deze kan niet kloppen.")
        return geboren

    def clean(self) -> dict[str, Any]:
        """Somebody must be meant."""
        gegevens = super().clean() or self.cleaned_data
        if not (gegevens.get("voornamen") or gegevens.get("achternaam")):
            self.add_error("achternaam", "Vul een voornaam of een achternaam in.")
        return gegevens

    def _post_clean(self) -> None:
        """Leave the instance as it is: the decision changes it."""


class SignaalForm(SignaalFormulier):
    """A signal from the actor's own data."""

    class Meta(SignaalFormulier.Velden):
        model = Signaal


class WeegForm(forms.Form):
    """The board: for each field a phase or none, with an explanation (MC 7.3)."""

    duiding = _tekst(
        5,
        label="Duiding van de signalen",
        required=False,
        help_text="Hoe leest de weegploeg de signalen samen? U weegt zelf: het systeem telt niets op.",
    )

    # The template writes its value: after a refusal the newest, so that a second try can win.
    gelezen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, kader: "Kader", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kader = kader
        keuzes = [("", "Niet te beoordelen"), *((str(f.pk), f.naam) for f in kader.fasen)]
        for gebied in kader.gebieden:
            self.fields[f"fase_{gebied.pk}"] = forms.ChoiceField(
                label=gebied.naam,
                choices=keuzes,
                required=False,
                error_messages={"invalid_choice": "Kies een van de vier fasen."},
            )
            self.fields[f"toelichting_{gebied.pk}"] = forms.CharField(required=False)

    @property
    def wegingen(self) -> list[tuple[Ontwikkelgebied, Fase | None, str]]:
        """What was chosen, for `decisions.weeg`."""
        fasen = {str(fase.pk): fase for fase in self.kader.fasen}
        return [
            (
                gebied,
                fasen.get(self.cleaned_data[f"fase_{gebied.pk}"]),
                self.cleaned_data[f"toelichting_{gebied.pk}"],
            )
            for gebied in self.kader.gebieden
        ]

    @property
    def bord(self) -> dict[str, Any]:
        """What the board component shows, with what was typed."""
        return self.kader.bord(
            {
                gebied.pk: (
                    str(self[f"fase_{gebied.pk}"].value() or ""),
                    str(self[f"toelichting_{gebied.pk}"].value() or ""),
                )
                for gebied in self.kader.gebieden
            },
            {gebied.pk: self.errors.get(f"fase_{gebied.pk}", "") for gebied in self.kader.gebieden},
        )


class Kader:
    """The referentiekader of a covenant, as the board component wants it (PB 7)."""

    def __init__(self, convenant: Convenant) -> None:
        self.fasen = list(convenant.referentiekader.fasen.all())
        self.gebieden = list(convenant.referentiekader.ontwikkelgebieden.all())

    def begin(self, dossier: WeegploegDossier, wegingen: Iterable[Weging]) -> dict[str, str]:
        """What the form starts with."""
        uit = {"duiding": str(dossier.duiding)}
        for weging in wegingen:
            uit[f"fase_{weging.ontwikkelgebied_id}"] = str(weging.in_fase_id or "")
            uit[f"toelichting_{weging.ontwikkelgebied_id}"] = str(weging.toelichting)
        return uit

    def bord(
        self, waarden: Mapping[int, tuple[str, str]], fouten: Mapping[int, Any]
    ) -> dict[str, Any]:
        """Inputs of the component.

        Args:
            waarden: for each field the key of its phase, or "", and the explanation.
            fouten: for each field its error, or "".
        """
        groepen = [
            {
                "naam": soort.label,
                "gebieden": [
                    {
                        "sleutel": gebied.pk,
                        "naam": gebied.naam,
                        "uitleg": gebied.toelichting,
                        "fase": waarden.get(gebied.pk, ("", ""))[0],
                        "toelichting": waarden.get(gebied.pk, ("", ""))[1],
                        "fout": fouten.get(gebied.pk, ""),
                    }
                    for gebied in self.gebieden
                    if gebied.gebied == soort
                ],
            }
            for soort in Ontwikkelgebied.Gebied
        ]
        fasen = [{"waarde": str(fase.pk), "naam": fase.naam} for fase in self.fasen]
        return {"fasen": fasen, "groepen": groepen}


class KernpartijenForm(forms.Form):
    """Which core parties agreed: people say so, one by one (PB 3.3)."""

    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke kernpartijen zijn het eens?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Vink aan welke kernpartijen het eens zijn."},
        help_text="Een besluit kan alleen als alle drie het eens zijn.||"
        "De weegploeg besluit. De uitvoerder legt alleen vast (procesbeschrijving 3.3).",
    )

    def __init__(self, *args: Any, kern: Iterable[Partij], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        veld = self.fields["partijen"]
        veld.queryset = Partij.objects.filter(pk__in=[p.pk for p in kern])  # type: ignore[attr-defined]


class BesluitForm(KernpartijenForm):
    """A decision with its arguments."""

    argumenten = _tekst(
        5,
        error_messages={"required": "Schrijf op waarom de weegploeg dit besluit neemt."},
        help_text="Waarom neemt de weegploeg dit besluit?||"
        "De uitvoerder legt het besluit vast met de argumenten (procesbeschrijving 3.3).",
    )

    field_order = ["argumenten", "partijen"]

    def __init__(self, *args: Any, dossier: WeegploegDossier, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.dag = dossier, dag

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision asks (`uitkomsten.Uitkomst.besluit`)."""
        return {naam: self.cleaned_data[naam] for naam in ("argumenten", "partijen")}


class DuidingForm(BesluitForm):
    """Ask partners only what is needed to decide (PB 3.4 ad 3)."""

    RIJEN = 3

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nummer in range(1, self.RIJEN + 1):
            eerste = nummer == 1
            self.fields[f"partner_{nummer}"] = forms.CharField(
                label=f"Vraag {nummer}: aan welke partner?",
                required=eerste,
                max_length=200,
                help_text="Naam van de organisatie." if eerste else "",
            )
            self.fields[f"vraag_{nummer}"] = _tekst(
                2,
                label=f"Vraag {nummer}: wat wilt u weten?",
                required=eerste,
                help_text="Vraag alleen wat de weegploeg nodig heeft om te besluiten."
                if eerste
                else "",
            )

    def clean(self) -> dict[str, Any]:
        """A question has somebody to answer it."""
        gegevens = super().clean() or self.cleaned_data
        for nummer in range(2, self.RIJEN + 1):
            partner, vraag = gegevens.get(f"partner_{nummer}"), gegevens.get(f"vraag_{nummer}")
            if vraag and not partner:
                self.add_error(f"partner_{nummer}", "Vul in aan wie u dit vraagt.")
            if partner and not vraag:
                self.add_error(f"vraag_{nummer}", "Schrijf op wat u wilt vragen.")
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """With each partner and its question."""
        paren = [
            (self.cleaned_data[f"partner_{n}"], self.cleaned_data[f"vraag_{n}"])
            for n in range(1, self.RIJEN + 1)
        ]
        return super().waarden | {"vragen": [paar for paar in paren if paar[1]]}


class _Signaalkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.omschrijving} ({obj.partij.naam}, {obj.grondslag})"


class _Wegingkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        fase = f"fase {obj.in_fase}" if obj.in_fase else "niet te beoordelen"
        return ": ".join(filter(None, [f"{obj.ontwikkelgebied.naam}, {fase}", obj.toelichting]))


class AgendeerForm(BesluitForm):
    """Decision 1 and 2 for a casusoverleg: what goes along, and who is invited (MC 8.5, PB 3.4)."""

    bijzonderheid = forms.ChoiceField(
        label="Is het subject uitreiziger of terugkeerder?",
        choices=Bijzonderheid.choices,
        required=False,
        widget=forms.Select(attrs=SOMS),
    )
    signalen = _Signaalkeuze(
        Signaal.objects.none(),
        label="Welke signalen gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": "Kies welke signalen meegaan.",
            "invalid_choice": "Een gekozen signaal kan niet mee naar het casusoverleg.",
        },
        help_text="Kies alleen wat het casusoverleg nodig heeft.||Er gaat een kopie van de relevante "
        "gegevens naar het casusoverleg (artikel 8 lid 5). De melder gaat niet mee.",
    )
    wegingen = _Wegingkeuze(
        Weging.objects.none(),
        label="Welke onderdelen van de weging gaan mee?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    duiding = _tekst(
        4,
        label="Duiding die meegaat",
        required=False,
        help_text="Haal weg wat alleen de kernpartijen mogen weten.",
    )

    field_order = ["argumenten", "partijen", "bijzonderheid", "signalen", "wegingen", "duiding"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = self.dossier
        signalen = dossier.signalen.filter(grondslag__alleen_kernpartijen=False)
        wegingen = dossier.wegingen.exclude(in_fase__isnull=True)
        keuzes = {
            "signalen": signalen.select_related("partij", "grondslag"),
            "wegingen": wegingen.select_related("ontwikkelgebied", "in_fase"),
        }
        for veld, rijen in keuzes.items():
            self.fields[veld].queryset = rijen  # type: ignore[attr-defined]
        self.fields["signalen"].required = signalen.exists()
        # What was made of police data of art. 9 and 10 Wpg may hold them: then people choose and
        # write anew (MC 6 b).
        if not dossier.signalen.filter(grondslag__alleen_kernpartijen=True).exists():
            self.initial.setdefault("wegingen", [weging.pk for weging in keuzes["wegingen"]])
            self.initial.setdefault("duiding", dossier.duiding)
        minderjarig = rules.minderjarig(dossier.geboortedatum, self.dag) is True
        self.kandidaten = [
            partij
            for partij in casuspartners(dossier.gemeente.convenant_id, self.dag)
            if partij.soort != SoortPartij.RVDK or minderjarig
        ]
        for partij in self.kandidaten:
            self._voeg_partner_toe(partij)

    def _voeg_partner_toe(self, partij: Partij) -> None:
        self.fields[f"partner_{partij.pk}"] = forms.BooleanField(
            label=f"{partij.naam} uitnodigen", required=False
        )
        if partij.soort == SoortPartij.RVDK:
            self.fields[f"rol_{partij.pk}"] = forms.ChoiceField(
                label="Hoe doet de Raad mee?",
                choices=Deelname.Rol.choices,
                required=False,
                widget=forms.Select(attrs=SOMS),
                help_text="Een adviseur ziet de identiteit niet. Een deelnemer informeert het subject.",
            )
            self.fields[f"grond_{partij.pk}"] = forms.ChoiceField(
                label="Op welke grond doet de Raad mee?",
                choices=[("", "Kies een grond"), *GrondRvdk.choices],
                required=False,
                widget=forms.Select(attrs=SOMS),
            )
        self.fields[f"reden_{partij.pk}"] = forms.CharField(
            widget=tekstveld(2, soms=True),
            label=f"Rol van {partij.naam} in het plan",
            required=False,
            help_text="Vul in als u deze partij uitnodigt. Alleen informatie hebben is niet genoeg.",
        )

    def clean(self) -> dict[str, Any]:
        """An invitation has its reason."""
        gegevens = super().clean() or self.cleaned_data
        for partij in self.kandidaten:
            if not gegevens.get(f"partner_{partij.pk}"):
                continue
            if not gegevens.get(f"reden_{partij.pk}"):
                self.add_error(
                    f"reden_{partij.pk}", "Schrijf op welke rol deze partij in het plan heeft."
                )
            if partij.soort == SoortPartij.RVDK and not gegevens.get(f"grond_{partij.pk}"):
                self.add_error(f"grond_{partij.pk}", "Kies de grond waarop de Raad meedoet.")
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """With what goes along, and whom the weegploeg chose."""
        mee = ("signalen", "wegingen", "duiding", "bijzonderheid")
        gegevens = {naam: self.cleaned_data[naam] for naam in mee}
        return super().waarden | gegevens | {"partners": self._partners()}

    def _partners(self) -> list[Partner]:
        gegevens = self.cleaned_data
        return [
            Partner(
                partij,
                gegevens[f"reden_{partij.pk}"],
                gegevens.get(f"grond_{partij.pk}", ""),
                gegevens.get(f"rol_{partij.pk}") or Deelname.Rol.DEELNEMER,
            )
            for partij in self.kandidaten
            if gegevens[f"partner_{partij.pk}"]
        ]


class AntwoordForm(forms.Form):
    """What a partner answered."""

    antwoord = _tekst(
        5, help_text="Schrijf alleen op wat de weegploeg nodig heeft om te besluiten."
    )


class MelderForm(forms.ModelForm):  # type: ignore[type-arg]
    """Why the reporter is needed."""

    class Meta:
        model = Melderinzage
        fields = ("reden",)
        widgets = {"reden": tekstveld(2)}
        error_messages = {"reden": {"required": "Schrijf op waarom u de melder nodig hebt."}}


class InformeerForm(KernpartijenForm):
    """Decision 3: inform (MC 11.2)."""

    wie = forms.ChoiceField(label="Wie wordt geïnformeerd?", widget=forms.RadioSelect)
    afspraak = _tekst(
        3,
        label="Wie vertelt het, hoe en wanneer?",
        help_text="Maak een duidelijke afspraak.||Is het subject of zijn dat de ouders al eerder "
        "geïnformeerd, bijvoorbeeld in een hulptraject? Houd daar rekening mee.",
    )

    field_order = ["wie", "afspraak", "partijen"]

    def __init__(self, *args: Any, minderjarig: bool | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        wie = Informatiebesluit.Wie
        # An adult is told alone; for a minor the parents are told too, unless agreed otherwise. Of
        # somebody whose age is not known the parents are never told alone.
        soorten = {
            True: [wie.BEIDEN, wie.OUDERS, wie.SUBJECT],
            None: [wie.BEIDEN, wie.SUBJECT],
            False: [wie.SUBJECT],
        }[minderjarig]
        self.fields["wie"].choices = [(w.value, w.label) for w in soorten]  # type: ignore[attr-defined]
        self.initial.setdefault("wie", wie.BEIDEN if minderjarig else wie.SUBJECT)
        self.fields["partijen"].label = "Welke kernpartijen hebben overlegd?"


class NogNietForm(KernpartijenForm):
    """Decision 3: not yet, on a ground (MC 11.3, 11.4)."""

    grond = forms.ModelChoiceField(
        Uitzonderingsgrond.objects.all(),
        label="Op welke grond wacht u?",
        empty_label="Kies een grond",
        help_text="Uitstel kan alleen op een grond uit de wet (artikel 11 lid 3).",
    )
    reden = _tekst(4, label="Waarom geldt deze grond hier?")
    heroverwegen_op = _datum(
        label="Wanneer bekijkt u dit opnieuw?",
        help_text="Binnen zes maanden. Dan komt dit terug op uw werklijst.||Is het beletsel weg, dan wordt het subject "
        "alsnog geïnformeerd (artikel 11 lid 5).",
    )

    field_order = ["grond", "reden", "heroverwegen_op", "partijen"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["partijen"].label = "Welke kernpartijen hebben overlegd?"


class GeinformeerdForm(forms.Form):
    """That it was done."""

    op = _datum(label="Geïnformeerd op")
    hoe = forms.CharField(label="Door wie en hoe?", max_length=200)


class AdviesbesluitForm(BesluitForm):
    """What the core parties decide on the advice to close (MC 9.4)."""

    keuze = forms.ChoiceField(
        label="Wat besluiten de kernpartijen?",
        choices=[
            (Besluit.Uitkomst.PLAN_AFSLUITEN, "De aanpak afsluiten"),
            (Besluit.Uitkomst.PLAN_VOORTZETTEN, "De aanpak gaat door"),
        ],
        widget=forms.RadioSelect,
    )
    argumenten = _tekst(
        5,
        help_text="Deelnemers aan de casus lezen dit. Schrijf niets op uit politiegegevens van "
        "artikel 9 of 10.||De uitvoerder legt het besluit vast met de argumenten "
        "(procesbeschrijving 3.3).",
    )

    field_order = ["keuze", "argumenten", "partijen"]
