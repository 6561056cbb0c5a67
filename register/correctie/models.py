"""An earlier value, as a row of the file in which it was put right."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models

from convenant.models import Partij
from gedeeld.fields import VersleuteldeTekst
from gedeeld.rij import Rij


class CorrectieVelden(Rij):
    """What one row said: as a check, in a table of its own for each kind of file, encrypted with its keys.

    The app adds the key to its file, `dossier`. What the row says now stands in the row itself, and only
    that goes on to others.
    """

    van = models.UUIDField(editable=False)  # the row that was put right
    oud = VersleuteldeTekst("wat er stond")
    # The same of what only core parties read, and the subject is not told (`gedeeld.velden.Veld.aan`).
    oud_kern = VersleuteldeTekst("wat er stond, voor kernpartijen", null=True, blank=True)
    reden = VersleuteldeTekst("waarom aangepast", blank=True, default="")
    # Police data that stay with the core parties: who answers the subject asks the police first.
    politie = models.BooleanField(default=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    op = models.DateTimeField("aangepast op")

    dossier: Any  # declared by the app
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        default_permissions = ()
        verbose_name = "eerdere waarde"
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Eerdere waarde {self.pk}"
