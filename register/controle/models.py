"""A check, as a row of the file that was checked."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from gedeeld.fields import VersleuteldeTekst
from gedeeld.rij import Rij


class ControleVelden(Rij):
    """One check: as a letter, in a table of its own for each kind of file, encrypted with its keys.

    The app adds the key to its file, `dossier`.
    """

    op = models.DateField("nagekeken op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    aangepast = models.BooleanField("er is iets aangepast", default=False)
    wat = VersleuteldeTekst("wat is nagekeken en aangepast", blank=True, default="")

    dossier: Any  # declared by the app
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        default_permissions = ()
        verbose_name = "controle"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Controle {self.pk}"
