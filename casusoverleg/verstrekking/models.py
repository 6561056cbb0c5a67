"""What an external partner was given of a casus, and who consented to it (MC 10.5)."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from convenant.models import Grondslag, Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij
from register.models import SoortGegeven

from ..deelname.models import Deelname
from ..dossier.models import Casus
from .querysets import VerstrekkingQuerySet

# What of the casus itself can be given: the plan an external partner reads anyhow (MC 10.5).
TE_VERSTREKKEN = [
    (soort.value, soort.label)
    for soort in SoortGegeven
    if soort not in (SoortGegeven.PLAN, SoortGegeven.VERSLAG)
]


class Verstrekking(Rij):
    """Data from the casus for one external partner, with the need for it (MC 10.5).

    It holds all that the partner reads of it: the partner does not see the casus.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht op toestemming"
        GEWEIGERD = "geweigerd", "Geweigerd"
        STRAKS = "straks", "Gaat nog in"
        VERSTREKT = "verstrekt", "Verstrekt"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        BEEINDIGD = "beeindigd", "Beëindigd"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="verstrekkingen")
    nummer = models.CharField(max_length=20, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # Under which the partner takes part: a later participation does not bring it back.
    deelname = models.ForeignKey(Deelname, models.CASCADE, related_name="verstrekkingen")
    noodzaak = VersleuteldeTekst(
        "waarom is dit nodig",
        help_text="Waarvoor heeft de partner deze gegevens nodig in het plan?||Een externe partner "
        "krijgt alleen wat nodig is om het plan op te stellen, uit te voeren of te volgen "
        "(artikel 10 lid 5).",
    )
    soorten = ArrayField(models.CharField(max_length=KEUZE, choices=TE_VERSTREKKEN))
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)
    gevraagd_op = models.DateField()
    # The day on which the last party consented.
    volledig_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_reden = VersleuteldeTekst("waarom ingetrokken", blank=True, default="")
    # The casus was closed or the participation ended.
    beeindigd_op = models.DateField(null=True, blank=True)

    objects = VerstrekkingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-gevraagd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")),
                name="verstrekking_eindigt_na_begin",
            )
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def als_casus(self) -> Casus:
        """The casus by key and number, for the logs: the partner does not read its row."""
        return Casus(pk=self.casus_id, nummer=self.nummer)

    @property
    def bericht_van_intrekking(self) -> bool:
        """Whether the partner got notice that it was recalled: it could read it (MC 12.6)."""
        return bool(self.volledig_op and self.ingetrokken_op and self.ingetrokken_op >= self.van)

    @property
    def soort_labels(self) -> list[str]:
        """The kinds of data in words."""
        return [SoortGegeven(soort).label for soort in self.soorten]


class VerstrektGegeven(Rij):
    """One item as the parties consent to it and the partner reads it: a copy, that never changes."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    verstrekking = models.ForeignKey(Verstrekking, models.CASCADE, related_name="gegevens")
    soort = models.CharField(max_length=KEUZE, choices=TE_VERSTREKKEN)
    label = models.CharField(max_length=300)
    inhoud = VersleuteldeTekst()
    bron = models.CharField(max_length=200)
    grondslag = models.CharField(max_length=200)
    # Of what a party gave: its grounds, that can lapse before all parties consented (WPG 3).
    grond = models.ForeignKey(Grondslag, models.PROTECT, null=True, related_name="+")
    grond_om = models.ForeignKey(Grondslag, models.PROTECT, null=True, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Verstrekt gegeven {self.pk}"


class Toestemming(Rij):
    """What one party answered to a disclosure (MC 10.5)."""

    class Hoe(models.TextChoices):
        BRIEF = "brief", "Met een brief"
        MAIL = "mail", "Met een e-mail"
        VERSLAG = "verslag", "In het overleg: het staat in het verslag"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    verstrekking = models.ForeignKey(Verstrekking, models.CASCADE, related_name="toestemmingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    akkoord = models.BooleanField()
    reden = VersleuteldeTekst("waarom niet", blank=True, default="")
    gegeven_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The secretary wrote down what the party answered on paper, and not under its own account: then who
    # of the party answered, and how. Nobody asked that of older rows.
    vastgelegd_namens_overleg = models.BooleanField(default=False)
    wie = VersleuteldeRegel("wie van deze partij antwoordde", null=True, blank=True)
    hoe = models.CharField(
        "hoe antwoordde deze partij", max_length=KEUZE, choices=Hoe.choices, blank=True, default=""
    )
    op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verstrekking", "partij"], name="een_antwoord_per_partij"
            )
        ]

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"
