"""What the casusoverleg advises the core parties on informing the subject (PB 4.4)."""

from django.db import models

from gedeeld.fields import VersleuteldeTekst
from gedeeld.rij import Rij
from overleg.models import Overleg

from ..dossier.models import Casus


class Informeeradvies(Rij):
    """The casusoverleg looked again whether the subject can be informed (PB 4.4). The core parties decide."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="informeeradviezen")
    nu = models.BooleanField("advies om nu te informeren")
    advies = VersleuteldeTekst("advies")
    op = models.DateField("gegeven op")
    # The meeting in which it was given, where that is known and as long as it is kept.
    overleg = models.ForeignKey(
        Overleg, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    # When the casusoverleg looks again; a day also of "now": it may not have been done then.
    volgende = models.DateField("kijkt opnieuw op")

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Informeeradvies {self.pk}"
