"""A sample of the read log, and what the supervisor found in it."""

import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from convenant.models import Convenant
from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij


class Steekproef(Rij):
    """Rows of the read log that were drawn, out of some days (MC 15.2 e). Which they are does not change."""

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="+")
    van = models.DateField("vanaf")
    tot = models.DateField("tot en met")
    rijen = ArrayField(models.UUIDField(), verbose_name="regels van het logboek")
    getrokken_op = models.DateTimeField("getrokken op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    afgerond_op = models.DateTimeField("afgerond op", null=True)
    volgende_op = models.DateField("volgende steekproef uiterlijk op", null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-getrokken_op", "-pk"]
        verbose_name = "steekproef uit het logboek"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")), name="steekproef_eindigt_na_begin"
            ),
            models.CheckConstraint(
                condition=Q(afgerond_op=None, volgende_op=None)
                | Q(afgerond_op__isnull=False, volgende_op__isnull=False),
                name="wat_is_afgerond_heeft_een_volgende_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"Steekproef {self.van} tot en met {self.tot}"


class Bevinding(Rij):
    """What the supervisor found, of one row of the sample or of the whole, and why. Rows are only added."""

    class Oordeel(models.TextChoices):
        IN_ORDE = "in_orde", "In orde"
        NAVRAGEN = "navragen", "Navragen"
        ONTERECHT = "onterecht", "Niet terecht gelezen"

    steekproef = models.ForeignKey(Steekproef, models.CASCADE, related_name="bevindingen")
    # The row of the read log; None for the sample as a whole, with what stood out in it.
    inzage: "models.UUIDField[uuid.UUID | None, uuid.UUID | None]" = models.UUIDField(null=True)
    oordeel = models.CharField("oordeel", max_length=KEUZE, choices=Oordeel.choices)
    reden = VersleuteldeTekst("waarom")
    op = models.DateTimeField("vastgelegd op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        verbose_name = "bevinding bij een steekproef"

    def __str__(self) -> str:
        return f"Bevinding {self.pk}"
