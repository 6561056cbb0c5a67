"""The non-active environment, and the statements that outlive what was destroyed (MC 13)."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from convenant.models import Partij
from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rules import vernietigen_op
from register import registry
from register.models import Dossier, Recht, uniek_recht
from register.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK

from .querysets import ArchiefstukQuerySet, VernietigingQuerySet
from .rules import Grond


class Archiefstuk(Dossier):
    """One whole file, moved out of its own tables; it keeps its key and number (MC 13.2).

    What the file was made of stands in `inhoud`, encrypted with the key of the archive. No other
    code reaches it, so each way to the live file finds nothing: there is no flag to forget.
    """

    soort = models.CharField(max_length=KEUZE, editable=False)  # `Bestand.soort`
    # Whose file it was: its core parties alone consult it (MC 13.2).
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", editable=False)
    gearchiveerd_op = models.DateField(editable=False)
    zoeksleutels = ArrayField(models.CharField(max_length=32), default=list, editable=False)
    # Model label -> number of rows: destroying needs no decryption.
    aantallen = models.JSONField(editable=False)
    # JSON: `persoon`, `rijen` (every row, to put back: MC 13.4) with the `migraties` that gave them
    # their shape, `afschriften` by audience.
    inhoud = VersleuteldeTekst(editable=False)

    objects = ArchiefstukQuerySet.as_manager()

    class Meta:
        verbose_name = "archiefstuk"
        verbose_name_plural = "archiefstukken"
        ordering = ["laatste_verwerking_op", "nummer"]
        default_permissions = ()
        permissions = [
            (RAADPLEGEN, "Mag het archiefstuk raadplegen"),
            (RAADPLEGEN_VERZOEK, "Mag het gearchiveerde verzoek raadplegen"),
        ]
        indexes = [GinIndex(fields=["zoeksleutels"], name="archiefstuk_zoeksleutels")]
        constraints = [
            models.CheckConstraint(
                condition=Q(gearchiveerd_op__gte=F("laatste_verwerking_op")),
                name="gearchiveerd_na_de_laatste_verwerking",
            )
        ]

    @property
    def vernietigen_op(self) -> Any:
        """The day on which it is destroyed (MC 13.1)."""
        return vernietigen_op(self.laatste_verwerking_op)

    @property
    def soort_naam(self) -> str:
        """What a caseworker calls such a file."""
        return registry.bestand(self.soort).naam


class ArchiefRecht(Recht):
    """Object permissions on a piece of the archive; they die with it."""

    content_object = models.ForeignKey(
        Archiefstuk, models.CASCADE, related_name="rechten", db_index=False
    )

    class Meta(Recht.Meta):
        abstract = False
        constraints = [uniek_recht("archiefstuk")]


class Raadpleging(models.Model):
    """A core party consulted the archive, and why (MC 13.2, PB 6.3).

    A choice and no free text, so it holds nothing on the subject and outlives the piece. Rows are
    only added; the runtime role may not change or delete them.
    """

    class Reden(models.TextChoices):
        NIEUWE_SIGNALEN = "nieuwe_signalen", "Er zijn nieuwe signalen over deze persoon"
        KLACHT_OF_VERZOEK = "klacht_of_verzoek", "Er is een klacht of een verzoek van de betrokkene"

    tijdstip = models.DateTimeField(db_index=True)
    archiefstuk_id = models.UUIDField(db_index=True)
    nummer = models.CharField(max_length=20)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    namens = models.CharField(max_length=200)
    reden = models.CharField(max_length=KEUZE, choices=Reden.choices)

    class Meta:
        default_permissions = ()
        ordering = ["-tijdstip", "-pk"]

    def __str__(self) -> str:
        return f"Raadpleging {self.nummer}"


class Vernietiging(models.Model):
    """The statement of one destruction, without personal data (RET-verantwoording).

    Rows are only added; the runtime role may not change or delete them. The key of the file stays,
    so that a restored backup can be made to forget it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=KEUZE)
    dossier_id = models.UUIDField()
    nummer = models.CharField(max_length=20)
    aantallen = models.JSONField()  # model label -> number of rows
    grond = models.CharField(max_length=KEUZE, choices=Grond.choices)
    termijn_van = models.DateField()  # last processing, or the decision (MC 13.3)
    termijn_tot = models.DateField()
    vernietigd_op = models.DateTimeField(db_index=True)
    door = models.CharField(max_length=200)
    # Groups of the core parties of the file: they still see that it was destroyed.
    groepen = ArrayField(models.IntegerField(), default=list)

    objects = VernietigingQuerySet.as_manager()

    class Meta:
        verbose_name = "verklaring van vernietiging"
        default_permissions = ()
        ordering = ["-vernietigd_op", "nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["soort", "dossier_id"], name="een_verklaring_per_dossier"
            ),
            models.CheckConstraint(
                condition=Q(grond__in=[g.value for g in Grond if g.vernietigt]),
                name="vernietigd_op_een_grond_om_te_vernietigen",
            ),
            models.CheckConstraint(
                condition=Q(termijn_tot__gt=F("termijn_van")), name="termijn_eindigt_na_begin"
            ),
        ]

    def __str__(self) -> str:
        return f"Vernietiging {self.nummer}"

    @property
    def soort_naam(self) -> str:
        """What a caseworker calls such a file."""
        return registry.bestand(self.soort).naam

    @property
    def regels(self) -> list[str]:
        """Kinds and numbers of records, such as `signaal: 3`."""
        return [
            f"{label.split('.')[1].replace('_', ' ')}: {n}" for label, n in self.aantallen.items()
        ]
