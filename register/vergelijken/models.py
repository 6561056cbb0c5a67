"""What somebody said of two files, as a row of the one whose readers may know that there is another."""

from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models

from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij
from register.models import Dossier


class Keuze(models.TextChoices):
    """What people say of two files."""

    DEZELFDE = "dezelfde", "Dezelfde persoon"
    NIET = "niet", "Niet dezelfde persoon"
    ONZEKER = "onzeker", "Ik weet het niet zeker"


class VergelijkingVelden(Rij):
    """One choice: in a table of its own for each kind of file, encrypted with its keys.

    A row is never changed. Who thinks otherwise later adds another, and the last one stands. The app adds
    the key to its file, `dossier`. The other one is known by its row of the register alone, so that no
    key leads from one kind of content into another (MC 8.1).
    """

    ander = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    keuze = models.CharField("uitkomst", max_length=KEUZE, choices=Keuze.choices)
    reden = VersleuteldeTekst("waarom", blank=True, default="")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField()

    dossier: Any  # declared by the app
    dossier_id: UUID
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        default_permissions = ()
        verbose_name = "vergelijking"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"Vergelijking {self.pk}"
