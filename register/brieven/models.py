"""A letter, as a row of the file that it is about."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij


class Wijze(models.TextChoices):
    """How a letter was sent."""

    POST = "post", "Per post"
    PERSOONLIJK = "persoonlijk", "Persoonlijk overhandigd"
    VEILIGE_MAIL = "veilige_mail", "Met beveiligde mail"


class BriefVelden(Rij):
    """One letter: as each item of data, in a table of its own for each kind of file.

    So it is encrypted with the keys of that file, read by who reads the file, and gone with it. The
    app adds the key to its file, `dossier`.
    """

    nummer = models.CharField(max_length=20, editable=False)
    soort = models.CharField(max_length=KEUZE, editable=False)  # declared (`soorten.declareer`)
    rij = models.UUIDField(editable=False)  # the row of the file that it is about
    adres = VersleuteldeTekst("naam en adres", blank=True, default="")
    # What a person wrote, by block, as long as it is a draft; then the letter as it was sent. Both JSON.
    teksten = VersleuteldeTekst(default="{}")
    inhoud = VersleuteldeTekst(blank=True, default="")
    gemaakt_op = models.DateField()
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    definitief_op = models.DateField(null=True)
    verstuurd_op = models.DateField("verstuurd op", null=True)
    verstuurd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    wijze = models.CharField(
        "hoe verstuurd", max_length=KEUZE, choices=Wijze.choices, blank=True, default=""
    )

    dossier: Any  # declared by the app
    objects: ClassVar[Any] = models.Manager()

    class Meta:
        abstract = True
        default_permissions = ()
        verbose_name = "brief"
        ordering = ["gemaakt_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verstuurd_op__isnull=True, wijze="", verstuurd_door__isnull=True)
                | Q(
                    definitief_op__isnull=False,
                    verstuurd_op__isnull=False,
                    verstuurd_door__isnull=False,
                )
                & ~Q(wijze=""),
                name="%(app_label)s_brief_is_definitief_en_dan_verstuurd",
            )
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def stand(self) -> str:
        """How far it is, in words."""
        if self.verstuurd_op:
            return "Verstuurd"
        return "Definitief" if self.definitief_op else "Concept"
