"""The non-active environment, and the statements that outlive what was destroyed (MC 13)."""

import uuid
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from convenant.models import Convenant
from gedeeld.bericht import Bericht
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij
from gedeeld.rules import laatste_dag
from gedeeld.termijnen import Grond
from register import registry
from register.models import KENMERK, Dossier

from .querysets import VernietigingQuerySet


class Archiefstuk(Dossier):
    """One whole file, moved out of its own tables; its row in the register stays (MC 13.2).

    What the file was made of stands in `inhoud`, encrypted with the key of the archive. No other
    code reaches it, so each way to the live file finds nothing: there is no flag to forget.
    """

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, parent_link=True, related_name="archiefstuk"
    )
    zoeksleutels = ArrayField(models.CharField(max_length=32), default=list, editable=False)
    # Model label -> number of rows: destroying needs no decryption.
    aantallen = models.JSONField(editable=False)
    # What it holds, in the form that it says itself (`retention.vorm`).
    inhoud = VersleuteldeTekst(editable=False)
    # The duty to inform goes along: its last day where the subject was not told, and what was done
    # since (MC 11.5).
    informeren_uiterlijk = models.DateField(null=True, editable=False)
    geinformeerd_op = models.DateField("geïnformeerd op", null=True, blank=True)
    geinformeerd_hoe = VersleuteldeRegel("door wie en hoe", blank=True, default="")
    # Whether the subject was told when it came here; that he was since stands above.
    bericht = models.CharField(
        max_length=KEUZE, choices=Bericht.choices, default="", db_default="", editable=False
    )
    # What was decided on it since: `inhoud` does not change any more (MC 8.2 f).
    erbij = VersleuteldeTekst(null=True, editable=False)

    class Meta:
        verbose_name = "archiefstuk"
        verbose_name_plural = "archiefstukken"
        ordering = ["laatste_verwerking_op", "nummer"]
        default_permissions = ()
        indexes = [GinIndex(fields=["zoeksleutels"], name="archiefstuk_zoeksleutels")]

    @property
    def laatste_dag(self) -> Any:
        """The last day on which it is kept (MC 13.1)."""
        return laatste_dag(self.laatste_verwerking_op)

    @property
    def te_informeren(self) -> bool:
        """Whether the subject is yet to be told."""
        return self.informeren_uiterlijk is not None and self.geinformeerd_op is None

    @property
    def soort_naam(self) -> str:
        """What a caseworker calls such a file."""
        return registry.bestand(self.dossiersoort).naam


class Ronde(models.Model):
    """A day on which the jobs of article 13 worked, or on which somebody confirmed that it is that day.

    By the last one `retention.klok` sees whether the clock jumped. Rows are only added.

    Args:
        aantal: how many files would be destroyed, as who confirmed the day read it.
    """

    dag = models.DateField()
    begonnen_op = models.DateTimeField()
    # A job or a command, or in whose name somebody confirmed.
    door = models.CharField(max_length=200)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    aantal = models.PositiveIntegerField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dag"], condition=Q(aantal__isnull=True), name="een_ronde_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"Ronde {self.dag}"


class Vervroeging(Rij):
    """The core parties decided that a file goes to the archive earlier, or is erased (MC 13.2, AVG 17).

    Choices and no free text, as with other decisions that hang on a file of whatever kind.
    """

    class Wat(models.TextChoices):
        ARCHIVEREN = "archiveren", "Eerder naar het archief"
        VERZOEK = "verzoek", "De betrokkene vroeg erom, en het verzoek is toegewezen"
        ONRECHTMATIG = "onrechtmatig", "De gegevens zijn onrechtmatig bewaard"

        @classmethod
        def wissen(cls) -> "list[Vervroeging.Wat]":
            """The grounds on which a file is erased (AVG 17)."""
            return [cls.VERZOEK, cls.ONRECHTMATIG]

        @property
        def grond(self) -> Grond:
            """As the statement of destruction says it; of what is erased."""
            return Grond.GEWIST if self == type(self).VERZOEK else Grond.ONRECHTMATIG

    class Reden(models.TextChoices):
        KLAAR = "klaar", "De aanpak is klaar en er volgt niets meer"
        WEG = "weg", "De persoon is verhuisd of overleden"
        MINDER = "minder", "Minder mensen moeten dit kunnen lezen"

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    wat = models.CharField(max_length=KEUZE, choices=Wat.choices)
    # Of earlier archiving: the ground to erase says why by itself.
    reden = models.CharField(max_length=KEUZE, choices=Reden.choices, blank=True, default="")
    besloten_op = models.DateField()
    kenmerk = models.CharField(max_length=KENMERK)
    vastgelegd_op = models.DateTimeField()
    vastgelegd_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The second person who agreed that the file is erased.
    akkoord_op = models.DateTimeField(null=True)
    akkoord_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        verbose_name = "besluit over bewaren"
        default_permissions = ()
        ordering = ["vastgelegd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
                condition=Q(wat__in=["verzoek", "onrechtmatig"]),
                name="een_besluit_om_te_wissen_per_dossier",
            ),
            models.CheckConstraint(
                condition=Q(akkoord_op=None, akkoord_door=None)
                | Q(akkoord_op__isnull=False, akkoord_door__isnull=False)
                & ~Q(akkoord_door=F("vastgelegd_door")),
                name="een_ander_stemt_in_met_wissen",
            ),
        ]

    def __str__(self) -> str:
        return f"Vervroeging {self.pk}"


class Raadpleging(models.Model):
    """A core party consulted the archive, or its data protection officer did, and why (MC 13.2, PB 6.3, AVG 38.2).

    A choice and no free text, so it holds nothing on the subject and outlives the piece. Rows are
    only added; the runtime role may not change or delete them.
    """

    class Reden(models.TextChoices):
        NIEUWE_SIGNALEN = "nieuwe_signalen", "Er zijn nieuwe signalen over deze persoon"
        # Chosen by nobody: it follows from the instruction that was recorded (MC 13.4).
        TERUGHALEN = "terughalen", "De kernpartijen gaven opdracht om gegevens terug te halen"
        KLACHT_OF_VERZOEK = "klacht_of_verzoek", "Er is een klacht of een verzoek van de betrokkene"
        # Chosen by nobody either: the data protection officer says why at his question (AVG 38.2).
        TOEZICHT = "toezicht", "De functionaris gegevensbescherming houdt toezicht"

        @classmethod
        def te_kiezen(cls) -> list["Raadpleging.Reden"]:
            """Those that a core party chooses from."""
            return [cls.NIEUWE_SIGNALEN, cls.KLACHT_OF_VERZOEK]

    tijdstip = models.DateTimeField(db_index=True)
    pseudoniem = models.UUIDField(db_index=True)  # of the file, as in the other logs
    nummer = models.CharField(max_length=20)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT)
    namens = models.CharField(max_length=200)
    reden = models.CharField(max_length=KEUZE, choices=Reden.choices)
    # The moment of the database, by a trigger, whatever is sent (ADR 30). With a default Django would ask for
    # it back, which the database refuses to who may not read what he wrote.
    geschreven_op = models.DateTimeField(editable=False)

    class Meta:
        default_permissions = ()
        ordering = ["-tijdstip", "-pk"]

    def __str__(self) -> str:
        return f"Raadpleging {self.nummer}"


class Cijfer(models.Model):
    """How many files of a covenant began in a year, ended in a way and took so long (`cijfers`): sums, of nobody."""

    class Duur(models.TextChoices):
        MAAND = "maand", "Tot en met een maand"
        KWARTAAL = "kwartaal", "Tot en met drie maanden"
        HALF_JAAR = "half_jaar", "Tot en met een half jaar"
        JAAR = "jaar", "Tot en met een jaar"
        LANGER = "langer", "Langer dan een jaar"

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="+")
    jaar = models.PositiveSmallIntegerField()
    soort = models.CharField(max_length=KEUZE)
    uitkomst = models.CharField(max_length=KEUZE)
    duur = models.CharField(max_length=KEUZE, choices=Duur.choices)
    aantal = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["convenant", "jaar", "soort", "uitkomst", "duur"], name="een_som_per_groep"
            )
        ]

    def __str__(self) -> str:
        return f"Cijfer {self.pk}"


class Vernietiging(models.Model):
    """The statement of one destruction, without personal data (RET-verantwoording).

    Rows are only added; the runtime role may not change or delete them. After five years one job empties
    the number (`register.houdbaar`). The key of the file stays, so that a restored backup can be made to
    forget it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    soort = models.CharField(max_length=KEUZE)
    dossier_id = models.UUIDField()
    nummer = models.CharField(max_length=20)
    aantallen = models.JSONField()  # model label -> number of rows
    grond = models.CharField(max_length=KEUZE, choices=Grond.choices)
    termijn_van = models.DateField()  # last processing, or the decision (MC 13.3)
    termijn_tot = models.DateField()
    bericht = models.CharField(
        max_length=KEUZE, choices=Bericht.choices, blank=True, default="", db_default=""
    )
    vernietigd_op = models.DateTimeField(db_index=True)
    door = models.CharField(max_length=200)
    # The category of the selection list under which the municipality destroys, as its covenant said it then.
    selectielijst = models.CharField(max_length=200, blank=True, default="", db_default="")
    # Whose file it was, by its name of then; of statements of before 0.3.0 it was not kept.
    gemeente = models.CharField(max_length=200, blank=True, default="", db_default="")
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
                condition=Q(termijn_tot__gte=F("termijn_van")),
                name="termijn_eindigt_niet_voor_begin",
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
        return [f"{_naam(label)}: {n}" for label, n in self.aantallen.items()]


def _naam(label: str) -> str:
    """What people call a kind of row; a statement may outlive the kind."""
    try:
        return str(apps.get_model(label)._meta.verbose_name)
    except LookupError:
        return label.split(".")[1]
