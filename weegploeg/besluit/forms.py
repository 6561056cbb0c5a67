"""Forms on a decision: they make values, the decisions decide."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms

from casusoverleg.deelname.models import Deelname, GrondRvdk
from casusoverleg.dossier.models import Bijzonderheid
from casusoverleg.forms import bandveld, feitveld
from casusoverleg.overdracht import Partner
from casusoverleg.plan.models import Maatregel
from convenant.bijlage1 import taak_van as _taak
from convenant.decisions import casuspartners
from convenant.gegevens import BLIJFT_ACHTER, gaat_niet_mee
from convenant.models import Doel, Partij, SoortPartij
from gedeeld.forms import SOMS, Tekst, tekstveld
from gedeeld.rules import MEERDERJARIG

from .. import rules
from ..duiding import forms as vragen
from ..forms import KernpartijenForm, datum, tekst
from ..informeren.forms import eerdervelden, informeervelden, nog_niet_velden
from ..models import Besluit, Signaal, Verblijf, WeegploegDossier, Weging
from .decisions import DOEL, GEEN_DOEL, GEEN_VERBLIJF, Afweging

AFWEGING = {
    "noodzaak": "Waarom is {} nodig voor het plan?",
    "proportionaliteit": "Waarom weegt dat op tegen wat {} over het subject te weten komt?",
    "subsidiariteit": "Waarom kan het niet met minder, of zonder {}?",
}


EENS = "de drie kernpartijen zijn het eens"
AFGEWOGEN = (
    "||De weegploeg weegt bij elke partner af of het nodig is en niet met minder kan (procesbeschrijving 3.4 en "
    "4.2, artikel 9 lid 2)."
)
UITNODIGEN = "||Alleen wie een rol kan hebben in het plan, wordt uitgenodigd (artikel 9 lid 1, procesbeschrijving 3.4)."
CORRECTIE = (
    "Het oude besluit blijft leesbaar, met deze reden erbij.||Wat is besloten, staat met de argumenten in het "
    "bestand (artikel 8 lid 2 onder e, procesbeschrijving 3.3). Een fout wordt verbeterd en niet weggehaald."
)


class BesluitForm(KernpartijenForm):
    """A decision with its arguments.

    `dag` is the day of recording, not that of the decision: a copy to the casus is made, and its
    partners begin, on that day.
    """

    argumenten = tekst(
        5,
        error_messages={"required": "Schrijf op waarom de weegploeg dit besluit neemt."},
        help_text="Waarom neemt de weegploeg dit besluit?||"
        "De uitvoerder legt het besluit vast met de argumenten (procesbeschrijving 3.3).",
    )

    field_order = ["argumenten"]

    def __init__(self, *args: Any, dossier: WeegploegDossier, dag: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier, self.dag = dossier, dag
        if self.vast:  # who opened it in a meeting types at once
            self.fields["argumenten"].widget.attrs["autofocus"] = True

    @property
    def over_informeren(self) -> dict[str, Any] | None:
        """What was decided on informing with it; None when nothing was."""
        return None

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision asks (`uitkomsten.Uitkomst.besluit`)."""
        return {"argumenten": self.cleaned_data["argumenten"], **self.genomen}


class CorrectieForm(BesluitForm):
    """A new entry in place of a wrong one (`herstel.corrigeer`)."""

    correctie = tekst(
        2,
        label="Wat klopte er niet?",
        help_text=CORRECTIE,
    )
    field_order = ["correctie", "argumenten"]

    def __init__(self, *args: Any, met_argumenten: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not met_argumenten:
            del self.fields["argumenten"]

    @property
    def waarden(self) -> dict[str, Any]:
        """With what was wrong."""
        namen = [naam for naam in ("correctie", "argumenten") if naam in self.fields]
        return {**{naam: self.cleaned_data[naam] for naam in namen}, **self.genomen}


class HerroepForm(forms.Form):
    """Why this was not decided so."""

    correctie = tekst(3, label="Wat klopte er niet?", help_text=CORRECTIE)


class EnInformerenForm(BesluitForm):
    """A decision after which the subject is informed, with decision 3 (PB 3.4)."""

    EENS = EENS

    informeren = forms.ChoiceField(
        label="Wordt het subject geïnformeerd?",
        choices=[
            ("wel", "Ja"),
            ("niet", "Niet, of nog niet, op een grond uit de wet"),
            ("", "Daarover is nog niet besloten"),
        ],
        required=False,
        widget=forms.RadioSelect,
        initial="wel",
        help_text="Informeren is het uitgangspunt."
        "||De weegploeg neemt dit besluit samen met het besluit over het casusoverleg (artikel 11 "
        "lid 2). Uitstel kan alleen op een grond uit de wet (artikel 11 lid 3).",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.dossier.geinformeerd_op:
            del self.fields["informeren"]
            return
        minderjarig = self.dossier.persoon.jonger_dan(MEERDERJARIG, self.dag)
        for velden in (informeervelden(minderjarig), nog_niet_velden(), eerdervelden()):
            for naam, veld in velden.items():
                veld.required = False
                veld.widget.attrs = {**veld.widget.attrs, **SOMS}
                self.fields[naam] = veld
        self.zet_wie_onderaan()

    @property
    def over_informeren(self) -> dict[str, Any] | None:
        """What was decided on informing (`samen.leg_samen_vast`); None when it was not."""
        keuze = self.cleaned_data.get("informeren", "")
        namen = {
            "wel": ("wie", "afspraak"),
            "niet": ("grond", "reden", "factoren", "afweging", "heroverwegen_op"),
        }.get(keuze)
        if namen is None:
            return None
        gekozen = {naam: self.cleaned_data[naam] for naam in (*namen, "eerder", "eerder_weging")}
        return {"informeren": keuze == "wel", **gekozen}


class DuidingForm(BesluitForm):
    """Ask partners only what is needed to decide (PB 3.4 ad 3)."""

    EENS = EENS

    uiterlijk = datum(label="Antwoord uiterlijk op", help_text=vragen.VERVALT)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("uiterlijk", self.dag + rules.ANTWOORDEN)
        self.fields.update(vragen.velden(self.dossier, self.dag))
        self.zet_wie_onderaan()

    def clean(self) -> dict[str, Any]:
        """A question has somebody to answer it, and a need."""
        gegevens = super().clean() or self.cleaned_data
        for veld, zin in vragen.fouten(gegevens, self.dossier).items():
            self.add_error(veld, zin)
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """With what each partner is asked."""
        gesteld = vragen.waarden(self.cleaned_data)
        return super().waarden | {"vragen": gesteld, "uiterlijk": self.cleaned_data["uiterlijk"]}


class AdviesbesluitForm(BesluitForm):
    """What the core parties decide on the advice to close (MC 9.4)."""

    EENS = EENS

    keuze = forms.ChoiceField(
        label="Wat besluiten de kernpartijen?",
        choices=[
            (Besluit.Uitkomst.PLAN_AFSLUITEN, "De aanpak afsluiten"),
            (Besluit.Uitkomst.PLAN_VOORTZETTEN, "De aanpak gaat door"),
        ],
        widget=forms.RadioSelect,
    )
    argumenten = tekst(
        5,
        help_text="Deelnemers aan de casus lezen dit. Schrijf niets op uit politiegegevens van "
        "artikel 9 of 10.||De uitvoerder legt het besluit vast met de argumenten "
        "(procesbeschrijving 3.3).",
    )

    toegang_tot = datum(
        label="Tot wanneer lezen andere deelnemers de casus nog?",
        required=False,
        help_text="Alleen bij afsluiten. Laat dit leeg als zij nu niets meer lezen.||Na het vastleggen van "
        "de sluiting lezen alleen de kernpartijen en de uitvoerders de casus. Is er een reden om een "
        "ander langer te laten lezen, dan kan dat tot hooguit drie maanden na het besluit.",
    )
    toegang_reden = tekst(
        2,
        label="Waarom lezen zij de casus nog?",
        help_text="||Deelnemers lezen alleen wat nodig is voor het doel van het casusoverleg (artikel 10 "
        "lid 4). Na sluiten is dat een uitzondering.",
        required=False,
    )
    niet_af = tekst(
        2,
        label="Waarom stopt de aanpak terwijl een maatregel niet af is?",
        required=False,
        help_text="Alleen bij afsluiten. Hierboven staat wat er niet af is.||Wat niet af is, wordt na "
        "sluiten niet meer gevolgd (artikel 9 lid 4).",
    )

    field_order = ["keuze", "niet_af", "argumenten", "toegang_tot", "toegang_reden"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not Maatregel.objects.niet_af().filter(casus__zaak=self.dossier.zaak).exists():
            del self.fields["niet_af"]

    def clean(self) -> dict[str, Any]:
        """Who goes on reading, and what is not done, are matters of closing alone."""
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("keuze") == Besluit.Uitkomst.PLAN_VOORTZETTEN:
            for veld in ("toegang_tot", "toegang_reden", "niet_af"):
                if gegevens.get(veld):
                    self.add_error(veld, "Laat dit leeg als de aanpak doorgaat.")
        return gegevens

    @property
    def waarden(self) -> dict[str, Any]:
        """With who goes on reading, when the approach is closed."""
        gegevens, sluit = self.cleaned_data, Besluit.Uitkomst.PLAN_AFSLUITEN
        erbij = ("toegang_tot", "toegang_reden", "niet_af") if gegevens["keuze"] == sluit else ()
        return super().waarden | {naam: gegevens[naam] for naam in erbij if naam in gegevens}


class _Signaalkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.omschrijving} ({obj.kenmerken}. {obj.partij.naam}, {obj.grondslag})"


class _Wegingkeuze(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Any) -> str:
        fase = f"fase {obj.in_fase}" if obj.in_fase else "niet te beoordelen"
        return ": ".join(filter(None, [f"{obj.ontwikkelgebied.naam}, {fase}", obj.toelichting]))


class DoelForm(forms.Form):
    """Which aims of the cooperation a file serves, and where the person stays (MC 3)."""

    doelen = forms.MultipleChoiceField(
        label="Welk doel dient dit dossier?",
        choices=Doel.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": GEEN_DOEL},
        help_text="Kies er een, of beide.||De samenwerking heeft twee doelen (artikel 3 van het convenant). "
        "Wat geen van beide dient, hoort hier niet.",
    )
    verblijf = forms.ChoiceField(
        label="Waar verblijft de persoon?",
        choices=Verblijf.choices,
        widget=forms.RadioSelect,
        error_messages={"required": GEEN_VERBLIJF},
        help_text="De samenwerking is voor mensen die in Nederland verblijven, en voor uitreizigers."
        "||Het convenant gaat over mensen die in Nederland verblijven (artikel 3 van het "
        "convenant) en over uitreizigers (artikel 1 onder k van het convenant).",
    )

    band = bandveld()
    band_feit = feitveld()

    @staticmethod
    def van(dossier: WeegploegDossier) -> dict[str, Any]:
        """What is recorded, to begin with."""
        return {veld: getattr(dossier, veld) for veld in DOEL}


def _wat_zij_doet(partij: Partij) -> str:
    taak = _taak(partij)
    return f"Wettelijke taak: {taak}" if taak else ""


class AgendeerForm(DoelForm, EnInformerenForm):
    """Decision 1 and 2 for a casusoverleg: what goes along, and who is invited (MC 8.5, PB 3.4)."""

    bijzonderheid = forms.ChoiceField(
        label="Is het subject uitreiziger of terugkeerder?",
        help_text="||Voor wie uitreisde of terugkeerde, kunnen andere maatregelen nodig zijn (artikel 1 "
        "onder j en k van het convenant).",
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
        help_text="||In het bestand van het casusoverleg staat de analyse met het referentiekader (artikel "
        "10 lid 2 onder d). Er gaat alleen mee wat ertoe doet (artikel 8 lid 5).",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    duiding = tekst(
        4,
        label="Duiding die meegaat",
        required=False,
        help_text="Haal weg wat alleen de kernpartijen mogen weten."
        "||Het casusoverleg krijgt een kopie van de relevante gegevens, en niet alles (artikel 8 "
        "lid 5).",
    )

    field_order = [
        *("argumenten", *DOEL),
        *("bijzonderheid", "signalen", "wegingen", "duiding"),
    ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dossier = self.dossier
        self.initial = {**DoelForm.van(dossier), **self.initial}
        signalen = dossier.signalen.exclude(gaat_niet_mee(self.dag))
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
        if not dossier.signalen.filter(BLIJFT_ACHTER).exists():
            self.initial.setdefault("wegingen", [weging.pk for weging in keuzes["wegingen"]])
            self.initial.setdefault("duiding", dossier.duiding)
        minderjarig = dossier.persoon.jonger_dan(MEERDERJARIG, self.dag) is True
        self.kandidaten = [
            partij
            for partij in casuspartners(dossier.gemeente.convenant_id, self.dag)
            if partij.soort != SoortPartij.RVDK or minderjarig
        ]
        for partij in self.kandidaten:
            self._voeg_partner_toe(partij)
        self.eerste_partner = f"partner_{self.kandidaten[0].pk}" if self.kandidaten else ""
        self.zet_wie_onderaan()

    def _voeg_partner_toe(self, partij: Partij) -> None:
        self.fields[f"partner_{partij.pk}"] = forms.BooleanField(
            label=f"{partij.naam} uitnodigen",
            required=False,
            help_text=f"{_wat_zij_doet(partij)}{UITNODIGEN}",
        )
        if partij.soort == SoortPartij.RVDK:
            self.fields[f"rol_{partij.pk}"] = forms.ChoiceField(
                label="Hoe doet de Raad mee?",
                choices=Deelname.Rol.choices,
                required=False,
                widget=forms.Select(attrs=SOMS),
                help_text="Een adviseur ziet de identiteit niet. Een deelnemer informeert het subject."
                "||De Raad kan op twee manieren meedoen (procesbeschrijving 3.4).",
            )
            self.fields[f"grond_{partij.pk}"] = forms.ChoiceField(
                label="Op welke grond doet de Raad mee?",
                help_text="||De Raad doet alleen mee bij een minderjarige, en op een van deze gronden "
                "(procesbeschrijving 3.4).",
                choices=[("", "Kies een grond"), *GrondRvdk.choices],
                required=False,
                widget=forms.Select(attrs=SOMS),
            )
            self.fields[f"bekend_{partij.pk}"] = forms.TypedChoiceField(
                label="Was de Raad al bij deze minderjarige betrokken?",
                choices=[("", "Kies"), ("ja", "Ja"), ("nee", "Nee")],
                coerce=lambda waarde: waarde == "ja",
                empty_value=None,
                required=False,
                widget=forms.Select(attrs=SOMS),
                help_text="Was de Raad al betrokken, dan weet het subject van de Raad. "
                "Doet de Raad mee als partij, dan licht de Raad het subject zelf in."
                "||Dat staat in de procesbeschrijving, paragraaf 3.4.",
            )
        self.fields[f"reden_{partij.pk}"] = Tekst(
            widget=tekstveld(2, soms=True),
            label=f"Rol van {partij.naam} in het plan",
            required=False,
            help_text="Vul in als u deze partij uitnodigt. Alleen informatie hebben is niet genoeg."
            "||Aan het casusoverleg neemt deel wie betrokken moet zijn bij het plan (artikel 9 lid "
            "1).",
        )
        for naam, vraag in AFWEGING.items():
            self.fields[f"{naam}_{partij.pk}"] = Tekst(
                widget=tekstveld(2, soms=True),
                label=vraag.format(partij.naam),
                required=False,
                help_text=AFGEWOGEN,
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
        mee = ("signalen", "wegingen", "duiding", "bijzonderheid", *DOEL)
        gegevens = {naam: self.cleaned_data[naam] for naam in mee}
        erbij = {"partners": self._partners(), "afwegingen": self._afwegingen()}
        return super().waarden | gegevens | erbij

    def _afwegingen(self) -> dict[UUID, Afweging]:
        gegevens = self.cleaned_data
        return {
            partij.pk: Afweging(
                **{naam: gegevens[f"{naam}_{partij.pk}"] for naam in AFWEGING},
                al_betrokken=gegevens.get(f"bekend_{partij.pk}"),
            )
            for partij in self.kandidaten
        }

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
