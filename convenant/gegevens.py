"""One item of data that a party gives: what it says, on what ground, and which sensitive kinds it holds."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from bestand.fields import VersleuteldeTekst
from bestand.models import KEUZE

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


class Gegeven(models.Model):
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

    class Meta:
        abstract = True

    @property
    def inhoud(self) -> dict[str, object]:
        """The item by field name, to hand over to the next file."""
        velden = (
            "omschrijving",
            "partij_id",
            "grondslag_id",
            "bijzonder",
            "noodzaak",
            "waargenomen_op",
            "wpg_doel",
            "wpg_overleg",
        )
        return {veld: getattr(self, veld) for veld in velden}
