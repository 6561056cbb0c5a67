"""What forms of several topics are made of, and the filter of the list."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from convenant.models import Partij
from gedeeld.forms import (
    DATUM,
    KOLOMMEN,
    SOMS,
    Tekst,
    besluitdag,
    datumveld,
    tekstveld,
)
from mensen.models import Gebruiker
from overleg.models import Overleg
from register.filters import DossierFilter

from .models import Vastlegging, WeegploegDossier
from .vastleggen import WieSprak, vertegenwoordigers


def datum(*, soms: bool = False, **kwargs: Any) -> forms.DateField:
    """A day, as it is filled in everywhere; `soms`: needed in some cases only."""
    return forms.DateField(widget=datumveld(soms=soms), error_messages={"invalid": DATUM}, **kwargs)


def tekst(rijen: int = 4, *, soms: bool = False, **kwargs: Any) -> Tekst:
    """Text of several lines; `soms`: needed in some cases only."""
    return Tekst(widget=tekstveld(rijen, soms=soms), **kwargs)


class WeegploegFilter(DossierFilter):
    """Files of the weegploeg."""

    STANDEN = WeegploegDossier.Stand.choices


ANDERS = "anders"  # somebody who has no account here
SPREKER = (
    "||De weegploeg bestaat uit gemachtigde vertegenwoordigers van de kernpartijen (procesbeschrijving 3.2). Bij het "
    "besluit staat wie er sprak."
)
ANTWOORD = "||Zo is na te gaan dat alle kernpartijen het eens waren, en sinds wanneer (procesbeschrijving 3.3)."
PER_PARTIJ = ("spreker_", "naam_", "antwoord_")


def _naam_van(overleg: Overleg) -> str:
    return f"{date_format(overleg.dag, 'j F Y')}, {overleg.begin:%H:%M}"


class KernpartijenForm(forms.Form):
    """Which core parties agreed, who spoke for each, and where: people say so, one by one (PB 3.2, 3.3)."""

    # What the button says where all of them are at the meeting, in place of ticks; empty where the page has
    # a button of its own, and so asks it.
    EENS: ClassVar[str] = ""

    wijze = forms.ChoiceField(
        label="Waar is dit besloten?",
        choices=Vastlegging.Wijze.choices,
        initial=Vastlegging.Wijze.OVERLEG,
        widget=forms.RadioSelect(attrs=KOLOMMEN),
        help_text="In een schriftelijke ronde geeft elke kernpartij haar antwoord op een eigen dag."
        "||De weegploeg besluit samen. Wie het naleest, ziet waar en hoe dat ging "
        "(procesbeschrijving 3.3).",
    )
    overleg = forms.ModelChoiceField(
        Overleg.objects.none(),
        label="In welk overleg?",
        required=False,
        empty_label="Een overleg dat hier niet staat",
        widget=forms.Select(attrs=SOMS),
        help_text="De dag volgt uit het overleg dat u kiest."
        "||Het besluit komt in het verslag van dat overleg (procesbeschrijving 3.4).",
    )
    genomen_op = besluitdag()
    partijen = forms.ModelMultipleChoiceField(
        Partij.objects.none(),
        label="Welke kernpartijen zijn het eens?",
        widget=forms.CheckboxSelectMultiple(attrs=KOLOMMEN),
        error_messages={"required": "Vink aan welke kernpartijen het eens zijn."},
        help_text="Een besluit kan alleen als alle drie het eens zijn.||"
        "De weegploeg besluit. De uitvoerder legt alleen vast (procesbeschrijving 3.3).",
    )
    gemachtigd = forms.BooleanField(
        label="Wie ik hierboven zelf invulde, is gemachtigd om zijn partij te vertegenwoordigen",
        help_text="||De weegploeg bestaat uit gemachtigde vertegenwoordigers van de kernpartijen "
        "(procesbeschrijving 3.2).",
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        kern: Sequence[Partij],
        overleggen: "QuerySet[Overleg] | None" = None,
        vast: Overleg | None = None,
        **kwargs: Any,
    ) -> None:
        """A form for these core parties.

        Args:
            overleggen: meetings to choose from.
            vast: the meeting in which it is filled in: then place and day are known.
        """
        super().__init__(*args, **kwargs)
        self.kern, self.vast = kern, vast
        if vast is not None:
            for naam in ("wijze", "overleg", "genomen_op"):
                del self.fields[naam]
        elif overleggen is None or not overleggen.exists():
            del self.fields["overleg"]
        else:
            self.fields["overleg"].queryset = overleggen  # type: ignore[attr-defined]
            self.fields["overleg"].label_from_instance = _naam_van  # type: ignore[attr-defined]
        veld = self.fields["partijen"]
        veld.queryset = Partij.objects.filter(pk__in=[p.pk for p in kern])  # type: ignore[attr-defined]
        if self.allen_aanwezig:  # who presses the button says that they agree
            del self.fields["partijen"]
        for partij in kern:
            self._voeg_spreker_toe(partij)
        for partij in () if vast else kern:
            self.fields[f"antwoord_{partij.pk}"] = datum(
                soms=True,
                label=f"Antwoord van {partij.naam} op",
                required=False,
                help_text=ANTWOORD,
            )
        self.zet_wie_onderaan()

    def zet_wie_onderaan(self) -> None:
        """Below what was decided stands who decided it; asked again by a form that adds fields."""
        wie = [naam for naam in self.fields if naam.startswith(("spreker_", "naam_"))]
        dagen = [naam for naam in self.fields if naam.startswith("antwoord_")]
        plaats = [naam for naam in ("wijze", "overleg", "genomen_op") if naam in self.fields]
        eens = ["partijen"] if "partijen" in self.fields else []
        for naam in (*eens, *wie, "gemachtigd", *plaats, *dagen):
            self.fields[naam] = self.fields.pop(naam)

    def _voeg_spreker_toe(self, partij: Partij) -> None:
        mensen = self._vertegenwoordigers(partij)
        self.fields[f"spreker_{partij.pk}"] = forms.ChoiceField(
            label=f"Wie sprak voor {partij.naam}?",
            help_text=SPREKER,
            choices=[
                ("", "Kies wie er sprak"),
                *((str(mens.pk), mens.naam) for mens in mensen),
                (ANDERS, "Iemand anders"),
            ],
            required=False,
            widget=forms.Select(attrs=SOMS),
            error_messages={
                "invalid_choice": f"Deze persoon vertegenwoordigde {partij.naam} op die dag niet."
            },
        )
        if self.vast:  # who was not there did not speak
            mensen = [mens for mens in mensen if mens.pk in self._aanwezig[partij.pk]]
        if len(mensen) == 1:  # a suggestion, nothing that is stored (`gedeeld.getoond`)
            self.fields[f"spreker_{partij.pk}"].initial = str(mensen[0].pk)
        self.fields[f"naam_{partij.pk}"] = Tekst(
            label=f"Naam, als iemand anders sprak voor {partij.naam}",
            help_text=SPREKER,
            required=False,
            max_length=200,
            widget=forms.TextInput(attrs=SOMS),
        )

    def _vertegenwoordigers(self, partij: Partij) -> list[Gebruiker]:
        """Who can have spoken: on the day that was filled in, of the decision or of the answer."""
        if self.vast:
            return vertegenwoordigers([partij], self.vast.dag).get(partij.pk, [])
        dag = self._dag(f"antwoord_{partij.pk}") or self._dag("genomen_op") or timezone.localdate()
        return vertegenwoordigers([partij], dag).get(partij.pk, [])

    @cached_property
    def _aanwezig(self) -> dict[UUID, set[UUID]]:
        """For each core party the keys of its users who are at the meeting."""
        uit: dict[UUID, set[UUID]] = {partij.pk: set() for partij in self.kern}
        if self.vast is not None:
            rijen = self.vast.genodigden.filter(aanwezig=True, partij__in=uit)
            for partij, gebruiker in rijen.values_list("partij", "gebruiker"):
                uit[partij].add(gebruiker)
        return uit

    @property
    def allen_aanwezig(self) -> bool:
        """Whether each core party is at the meeting, and the button says that they agree."""
        return bool(self.EENS and self.kern) and all(self._aanwezig.values())

    @property
    def knop(self) -> str:
        """What the button says: who agreed, where nothing else asks it."""
        return f"Leg vast: {self.EENS}" if self.allen_aanwezig else "Leg het besluit vast"

    def _dag(self, naam: str) -> date | None:
        try:
            return date.fromisoformat(self.data.get(naam, ""))
        except (TypeError, ValueError):
            return None

    def clean(self) -> dict[str, Any]:
        """Who agreed spoke by the mouth of somebody; in a written round on a day of its own."""
        gegevens = super().clean() or self.cleaned_data
        if gegevens.get("overleg"):
            gegevens["genomen_op"] = gegevens["overleg"].dag
            self.errors.pop("genomen_op", None)
        schriftelijk = gegevens.get("wijze") == Vastlegging.Wijze.SCHRIFTELIJK
        for partij in self.kern:
            if gegevens.get(f"spreker_{partij.pk}") == ANDERS and not gegevens.get(
                f"naam_{partij.pk}"
            ):
                self.add_error(f"naam_{partij.pk}", "Vul de naam in.")
            if not schriftelijk and gegevens.get(f"antwoord_{partij.pk}"):
                self.add_error(
                    f"antwoord_{partij.pk}", "Laat dit leeg bij een besluit in een overleg."
                )
            if schriftelijk and not gegevens.get(f"antwoord_{partij.pk}"):
                self.add_error(f"antwoord_{partij.pk}", "Vul in wanneer deze partij antwoordde.")
        return gegevens

    @property
    def sprekers(self) -> list[WieSprak]:
        """Who spoke for the parties that agreed."""
        return [self._wie_sprak(rij) for rij in self.cleaned_data.get("partijen", self.kern)]

    def _wie_sprak(self, partij: Partij) -> WieSprak:
        gegevens = self.cleaned_data
        gekozen, op = gegevens[f"spreker_{partij.pk}"], gegevens.get(f"antwoord_{partij.pk}")
        if gekozen in ("", ANDERS):
            naam = gegevens[f"naam_{partij.pk}"]
            return WieSprak(partij, naam=naam, gemachtigd=gegevens["gemachtigd"], op=op)
        return WieSprak(partij, Gebruiker.objects.get(pk=gekozen), op=op)

    @property
    def genomen(self) -> dict[str, Any]:
        """How it was taken, as each decision asks it."""
        overleg = self.vast or self.cleaned_data.get("overleg")
        if self.cleaned_data.get("wijze") == Vastlegging.Wijze.SCHRIFTELIJK:
            overleg = None
        return {
            "op": overleg.dag if overleg else self.cleaned_data["genomen_op"],
            "overleg": overleg,
            "sprekers": self.sprekers,
        }

    @property
    def waarden(self) -> dict[str, Any]:
        """What the decision asks."""
        van_ons = {"wijze", "overleg", "genomen_op", "partijen", "gemachtigd"}
        eigen = {
            naam: waarde
            for naam, waarde in self.cleaned_data.items()
            if naam not in van_ons and not naam.startswith(PER_PARTIJ)
        }
        return self.genomen | eigen
