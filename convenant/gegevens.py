"""One item of data that a party gives: what it says, on what ground, and which sensitive kinds it holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models

from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij

from .models import Grondslag, Partij


class Categorie(models.TextChoices):
    """Special categories and criminal data (WV 3, AVG 9 and 10)."""

    ETNICITEIT = "etniciteit", "Ras of etnische afkomst"
    POLITIEK = "politiek", "Politieke opvattingen"
    RELIGIE = "religie", "Religie of levensovertuiging"
    GEZONDHEID = "gezondheid", "Gezondheid"
    STRAFRECHT = "strafrecht", "Strafrechtelijke gegevens"


class WpgDoel(models.TextChoices):
    """Purposes for which police data under art. 9 and 10 may be given (WPG 1.1)."""

    RISICO = "a", "a. Risico's voor de samenleving beperken"
    ZORG = "b", "b. Zorg bieden aan het subject"
    MINDERJARIGEN = "c", "c. Risico's voor de ontwikkeling van minderjarigen beperken"


class Gegeven(Rij):
    """An item of data about a subject (MC 6, DEF-signaal); each file has a table of its own for them."""

    omschrijving = VersleuteldeTekst(
        "omschrijving",
        help_text="Wat is er gezien of gehoord? Schrijf feitelijk gedrag op, geen oordeel.||"
        "Een signaal is een feitelijke gedraging (artikel 1 onder h van het convenant).",
    )
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij die het inbrengt", related_name="+"
    )
    grondslag = models.ForeignKey(
        Grondslag,
        models.PROTECT,
        verbose_name="wettelijke grondslag",
        related_name="+",
        help_text="Op welke wet geeft uw organisatie dit gegeven?||"
        "Elk gegeven draagt de grondslag waarop het is verstrekt (artikel 6 van het convenant).",
    )
    bijzonder = ArrayField(
        models.CharField(max_length=KEUZE, choices=Categorie.choices),
        verbose_name="bijzondere gegevens",
        default=list,
        blank=True,
    )
    noodzaak = VersleuteldeTekst(
        "waarom is dit nodig",
        blank=True,
        default="",
        help_text="Verplicht als het om bijzondere of strafrechtelijke gegevens gaat.",
    )

    class Meta:
        abstract = True

    @property
    def bijzonder_labels(self) -> list[str]:
        """The marked categories in words."""
        return [Categorie(soort).label for soort in self.bijzonder]


class SignaalWaarden(TypedDict, total=False):
    """A signal by field of `SignaalVelden`, from a form or a melding to the next file."""

    omschrijving: str
    partij_id: UUID | None
    grondslag: Grondslag
    grondslag_id: int
    bijzonder: list[str]
    noodzaak: str
    waargenomen_op: date | None
    wpg_doel: str
    wpg_overleg: str
    wpg_geen_bezwaar: bool


class SignaalVelden(Gegeven):
    """A factual behaviour that may point to radicalisation (MC 1 h), before it reaches a casus."""

    waargenomen_op = models.DateField("gezien of gehoord op", null=True, blank=True)
    # Conditions for police data under art. 9 and 10 (WPG 1.1, 2); empty for all other data.
    wpg_doel = models.CharField(
        "doel van de verstrekking (Wpg 9 en 10)",
        max_length=1,
        choices=WpgDoel.choices,
        blank=True,
        default="",
    )
    wpg_overleg = VersleuteldeTekst(
        "overleg met de bevoegd functionaris en het OM", blank=True, default=""
    )
    wpg_geen_bezwaar = models.BooleanField(
        "het opsporingsbelang verzet zich niet tegen dit gegeven (Wpg 9 en 10)", default=False
    )

    class Meta:
        abstract = True

    @property
    def waarden(self) -> SignaalWaarden:
        """The signal, to hand over to the next file."""
        namen = [naam for naam in SignaalWaarden.__annotations__ if naam != "grondslag"]
        return cast("SignaalWaarden", {naam: getattr(self, naam) for naam in namen})


WPG_VOORWAARDEN = {  # Wpg-machtigingsbesluit 1 and 2; a covenant in force is the actor's own
    "wpg_doel": "Kies het doel waarvoor de politie dit gegeven verstrekt.",
    "wpg_overleg": "Schrijf op met welke bevoegd functionaris en wie van het OM is overlegd, en wanneer.",
    "wpg_geen_bezwaar": "Dit gegeven kan er alleen in als het opsporingsbelang dat toelaat.",
}


def fouten_in_signaal(
    velden: Mapping[str, Any], *, soort_partij: str, vandaag: date
) -> dict[str, str]:
    """What can't stand in a signal, as field name -> Dutch sentence (MC 6, WV 3, WPG 1 and 2).

    Args:
        velden: values by field name.
        soort_partij: kind of the party that gives it; the ground must be one of its own.
        vandaag: the day of recording.
    """
    fouten: dict[str, str] = {}
    grondslag: Grondslag | None = velden.get("grondslag")
    if grondslag and not grondslag.geldt(soort_partij, vandaag):
        fouten["grondslag"] = "Op deze grondslag kan uw organisatie vandaag geen gegevens geven."
    if velden.get("bijzonder") and not str(velden.get("noodzaak", "")).strip():
        fouten["noodzaak"] = "Schrijf op waarom deze gevoelige gegevens nodig zijn."
    gezien = velden.get("waargenomen_op")
    if gezien and gezien > vandaag:
        fouten["waargenomen_op"] = "Deze datum ligt in de toekomst."
    if grondslag and grondslag.alleen_kernpartijen:
        fouten |= {veld: zin for veld, zin in WPG_VOORWAARDEN.items() if not velden.get(veld)}
    elif grondslag:
        leeg = "Laat dit leeg: het geldt alleen voor gegevens van artikel 9 of 10 Wpg."
        fouten |= {veld: leeg for veld in WPG_VOORWAARDEN if velden.get(veld)}
    return fouten
