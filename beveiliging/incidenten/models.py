"""Incidents, what was said of them, whose data they touched, and by which agreement they are reported."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from convenant.models import Convenant, GeldigQuerySet, Partij
from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij

from . import rules
from .querysets import IncidentQuerySet


class Incident(Rij):
    """Something went wrong with data, or may have (MC 15.2 g). What was reported stays as it was.

    It is of the municipality whose files it is about: its core parties are the controllers (MC 4).
    """

    class Soort(models.TextChoices):
        GEZIEN = "gezien", "Iemand zag of kreeg iets wat niet voor hem was"
        WEG = "weg", "Gegevens, een apparaat of papier zijn kwijt"
        VERANDERD = "veranderd", "Gegevens zijn veranderd of vernietigd terwijl dat niet mocht"
        ACCOUNT = "account", "Iemand gebruikte een account of wachtwoord van een ander"
        STORING = "storing", "Het systeem werkte niet of werkte verkeerd"
        ANDERS = "anders", "Iets anders"

    class Gegevens(models.TextChoices):
        WIE = "wie", "Naam, adres of geboortedatum"
        MELDING = "melding", "Een melding of signalen"
        WEEGPLOEG = "weegploeg", "Een dossier van de weegploeg"
        CASUS = "casus", "Een casus of een plan"
        GEVOELIG = "gevoelig", "Gezondheid, geloof of andere gevoelige gegevens"
        STRAFRECHT = "strafrecht", "Gegevens van politie of OM"
        MELDER = "melder", "Wie iets meldde"
        MEDEWERKERS = "medewerkers", "Gegevens van mensen die hier werken"
        ONBEKEND = "onbekend", "Dat weet ik niet"

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="incidenten")
    gemeente = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    nummer = models.CharField("nummer", max_length=20, unique=True, editable=False)
    melder = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    namens = models.CharField("namens", max_length=200)
    gemeld_op = models.DateTimeField("gemeld op")
    gemerkt_op = models.DateTimeField("gemerkt op")
    soort = models.CharField("wat voor incident", max_length=KEUZE, choices=Soort.choices)
    gegevens = ArrayField(
        models.CharField(max_length=KEUZE, choices=Gegevens.choices), verbose_name="welke gegevens"
    )
    wat = VersleuteldeTekst("wat er is gebeurd")
    # Stored, so that a list can be ordered by it (AVG 33 lid 1).
    ap_uiterlijk = models.DateTimeField("uiterlijk te melden bij de AP")
    afgesloten_op = models.DateTimeField("afgesloten op", null=True)

    objects: ClassVar[Any] = IncidentQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-gemeld_op", "-pk"]
        verbose_name = "incident"
        constraints = [
            models.CheckConstraint(
                condition=Q(gemeld_op__gte=F("gemerkt_op")), name="incident_gemeld_na_gemerkt"
            ),
            models.CheckConstraint(
                condition=Q(ap_uiterlijk=F("gemerkt_op") + rules.TERMIJN),
                name="incident_binnen_72_uur",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def laatste(self) -> "Beoordeling | None":
        """What holds of what was said of it; None while nobody did. Asks nothing where it was read with it."""
        rijen: list[Beoordeling] = list(self.beoordelingen.all())
        return rijen[0] if rijen else None

    @property
    def wacht_op_de_ap(self) -> bool:
        """Whether the 72 hours still ask something of who assesses it."""
        return self.afgesloten_op is None and rules.wacht_op_de_ap(self.laatste)

    @property
    def welke_gegevens(self) -> str:
        """The kinds of data in words."""
        return ", ".join(self.Gegevens(soort).label for soort in self.gegevens)

    def resterend(self, nu: datetime) -> str:
        """How long there is to notify the AP, in words."""
        return rules.resterend(self.ap_uiterlijk, nu)


class Beoordeling(Rij):
    """What the core parties said of an incident. Each time a row of its own, so that nothing disappears."""

    class Risico(models.TextChoices):
        GEEN = "geen", "Waarschijnlijk geen risico voor mensen"
        RISICO = "risico", "Een risico voor mensen"
        HOOG = "hoog", "Een hoog risico voor mensen"

    class Betrokkene(models.TextChoices):
        GEINFORMEERD = "geinformeerd", "De betrokkene heeft het gehoord"
        GEEN_HOOG_RISICO = "geen_hoog_risico", "Niet: er is geen hoog risico (artikel 34 lid 1 AVG)"
        ONLEESBAAR = (
            "onleesbaar",
            "Niet: niemand kan de gegevens lezen (artikel 34 lid 3 onder a AVG)",
        )
        AFGEWEND = "afgewend", "Niet: het risico is afgewend (artikel 34 lid 3 onder b AVG)"
        OPENBAAR = "openbaar", "Niet per persoon, maar openbaar (artikel 34 lid 3 onder c AVG)"
        UITZONDERING = "uitzondering", "Niet: een belang van artikel 41 UAVG verzet zich ertegen"

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="beoordelingen")
    op = models.DateTimeField("beoordeeld op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    namens = models.CharField("namens", max_length=200)
    datalek = models.BooleanField("datalek")
    risico = models.CharField("risico", max_length=KEUZE, choices=Risico.choices, blank=True)
    waarom = VersleuteldeTekst("waarom")
    ap_gemeld_op = models.DateTimeField("gemeld bij de AP op", null=True)
    ap_kenmerk = models.CharField("kenmerk van de AP", max_length=100, blank=True)
    ap_reden = VersleuteldeTekst("waarom niet of later bij de AP", blank=True)
    betrokkene = models.CharField(
        "hoort de betrokkene dit", max_length=KEUZE, choices=Betrokkene.choices, blank=True
    )
    betrokkene_op = models.DateField("betrokkene hoorde dit op", null=True)
    betrokkene_reden = VersleuteldeTekst("waarom de betrokkene dit niet hoort", blank=True)
    maatregelen = VersleuteldeTekst("maatregelen", blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]  # of version 7: the last one first
        verbose_name = "beoordeling van een incident"
        constraints = [
            models.CheckConstraint(
                condition=Q(datalek=True) & ~Q(risico="")
                | Q(datalek=False, risico="", ap_gemeld_op=None, betrokkene=""),
                name="alleen_een_datalek_heeft_een_risico",
            ),
            models.CheckConstraint(
                condition=Q(betrokkene_op=None) | Q(betrokkene="geinformeerd"),
                name="betrokkene_hoorde_het_op_een_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"Beoordeling {self.pk}"


class Getroffen(Rij):
    """A file that somebody read, as far as that belongs to an incident; taken from the read log.

    As in that log no content, and the number alone of the file.
    """

    incident = models.ForeignKey(Incident, models.CASCADE, related_name="getroffen")
    nummer = models.CharField("dossier", max_length=20)
    lezer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    namens = models.CharField("namens", max_length=200)
    eerst = models.DateTimeField("eerst gezien")
    laatst = models.DateTimeField("laatst gezien")
    keer = models.PositiveIntegerField("hoe vaak")

    class Meta:
        default_permissions = ()
        ordering = ["nummer", "eerst"]
        verbose_name = "getroffen dossier"
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "nummer", "lezer"], name="een_keer_per_dossier_en_lezer"
            )
        ]

    def __str__(self) -> str:
        return self.nummer


class Meldafspraak(Rij):
    """Who reports a breach to whom, how and within which time (PB 6.2): functions, and no names."""

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="meldafspraken")
    wie = models.CharField("wie meldt", max_length=200)
    aan = models.CharField("aan wie", max_length=300)
    hoe = models.CharField("hoe", max_length=300)
    uren = models.PositiveSmallIntegerField("binnen hoeveel uur")
    van = models.DateField("geldt vanaf")
    tot = models.DateField("geldt tot", null=True)
    herzien_op = models.DateField("opnieuw bekijken op")

    objects = GeldigQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["uren", "wie"]
        verbose_name = "afspraak over het melden van incidenten"
        constraints = [
            models.CheckConstraint(
                condition=Q(herzien_op__gt=F("van")), name="meldafspraak_wordt_later_bekeken"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="meldafspraak_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=Q(uren__range=(1, 72)), name="meldafspraak_binnen_72_uur"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wie} meldt binnen {self.uren} uur"


def met_oordeel(rijen: Any) -> Any:
    """The same incidents, each read with what was said of it; no text is opened by that."""
    return rijen.select_related("gemeente").prefetch_related("beoordelingen")
