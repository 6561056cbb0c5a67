"""The integral plan, its measures, and what became of them (MC 1 e, 9.3, 9.4)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from convenant.models import Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij

from ..dossier.models import Casus
from .querysets import MaatregelQuerySet, PlanQuerySet


class Doel(models.TextChoices):
    """Aims of a plan (MC 3 a-f)."""

    DERADICALISERING = "a", "Deradicalisering bevorderen"
    GEDRAG = "b", "Gedragsverandering stimuleren"
    VEILIGHEID = "c", "Veiligheidsrisico's beperken"
    UITREIS = "d", "Uitreizen voorkomen"
    ZORG = "e", "Zorg bieden aan de betrokkene"
    ACHTERBLIJVERS = "f", "Hulp bieden aan achterblijvers, als zij dat willen"


class Plan(Rij):
    """One version of the integral plan (MC 1 e, 9.3). An adopted version never changes."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVANGEN = "vervangen", "Vervangen door een nieuwere versie"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="plannen")
    # The plan says itself about whom it is: an external partner reads it, and not the casus (MC 10.5).
    nummer = models.CharField(max_length=20, editable=False)
    subject = VersleuteldeRegel(max_length=600, editable=False)
    versie = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=KEUZE, choices=Status.choices, default=Status.CONCEPT)
    doelen = ArrayField(
        models.CharField(max_length=1, choices=Doel.choices), verbose_name="doelen", default=list
    )
    doel = VersleuteldeTekst(
        "wat wil het casusoverleg bereiken",
        help_text="Het doel van de aanpak van deze persoon.||"
        "Het plan noemt het doel van de persoonsgerichte aanpak (artikel 1 onder e).",
    )
    informeren = VersleuteldeTekst(
        "wie informeert de betrokkene, en wanneer", blank=True, default=""
    )
    vastgesteld_op = models.DateField(null=True, blank=True)
    # The external partners that help to draw it up, by key: they read the concept too (MC 1 c).
    voorgelegd_aan = ArrayField(models.UUIDField(), default=list, editable=False)

    objects = PlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["casus", "versie"], name="een_plan_per_versie"),
            models.UniqueConstraint(
                fields=["casus"], condition=Q(status="concept"), name="een_concept_per_casus"
            ),
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(status="vastgesteld"),
                name="een_geldend_plan_per_casus",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan versie {self.versie}"

    @property
    def kaart(self) -> Casus:
        """The casus as who reads only the plan knows it: key, number, name, and nothing else.

        It was not read from the database and is never saved.
        """
        soort = Casus._meta.label_lower
        return Casus(
            pk=self.casus_id, nummer=self.nummer, achternaam=self.subject, dossiersoort=soort
        )


class Maatregel(Rij):
    """What one party announces it will, or will not, do (MC 1 e, 10.2 e; MvT 2.1)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    # No index of its own: that of the plan and the party together begins with it.
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="maatregelen", db_index=False)
    # The same measure in every version of the plan: its progress hangs on this.
    keten = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    wie = VersleuteldeRegel("uitvoerende persoon of functie", blank=True, default="")
    omschrijving = VersleuteldeTekst("maatregel")
    bevoegdheid = VersleuteldeRegel(
        "eigen bevoegdheid of taak",
        help_text="Bijvoorbeeld: artikel 172 Gemeentewet.||"
        "Een partij neemt een maatregel op grond van haar eigen taak; het overleg besluit er niet over.",
    )
    wordt_genomen = models.BooleanField(
        "de partij neemt deze maatregel",
        default=True,
        help_text="Zet uit als de partij aankondigt dat zij deze maatregel juist niet neemt.",
    )
    van = models.DateField("van")
    tot = models.DateField("tot en met")
    # When the party said that it read it, in these words.
    gelezen_op = models.DateField(null=True, editable=False)

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["tot", "pk"]
        indexes = [models.Index(fields=["plan", "partij"], name="maatregel_per_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")), name="maatregel_eindigt_na_begin"
            ),
            models.UniqueConstraint(
                fields=["plan", "keten"], name="maatregel_een_keer_in_een_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"


class Voortgang(Rij):
    """What became of a measure, by the party that carries it out (MC 9.4)."""

    class Stand(models.TextChoices):
        LOOPT = "loopt", "Loopt"
        KLAAR = "klaar", "Klaar"
        GESTOPT = "gestopt", "Gestopt"

    AF = (Stand.KLAAR, Stand.GESTOPT)  # then nothing is awaited any more

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="voortgang")
    keten = models.UUIDField(db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    stand = models.CharField("stand", max_length=KEUZE, choices=Stand.choices)
    resultaat = VersleuteldeTekst("wat is er gebeurd")
    op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Voortgang {self.pk}"
