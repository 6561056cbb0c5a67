"""A question to an expert, what he answered, and what was done with it (MC 9.5)."""

from django.db import models
from django.db.models import Q

from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij

from ..dossier.models import Casus


class Adviesvraag(Rij):
    """Advice that the casusoverleg asked without saying who it is about (MC 9.5, PB 4.2)."""

    class Aan(models.TextChoices):
        NCTV = "nctv", "NCTV"
        PLATFORM = "platform", "Multidisciplinair adviesplatform"
        RVDK = "rvdk", "Raad voor de Kinderbescherming, als adviseur"
        DESKUNDIGE = "deskundige", "Een andere deskundige"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="adviesvragen")
    aan = models.CharField("aan wie", max_length=KEUZE, choices=Aan.choices)
    wie = VersleuteldeRegel("welke deskundige", blank=True, default="")
    vraag = VersleuteldeTekst("vraag")
    gevraagd_op = models.DateField("gevraagd op")
    antwoord = VersleuteldeTekst("antwoord", blank=True, default="")
    beantwoord_op = models.DateField("beantwoord op", null=True, blank=True)
    gebruik = VersleuteldeTekst("wat is ermee gedaan", blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["-gevraagd_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True)
                | Q(beantwoord_op__gte=models.F("gevraagd_op")),
                name="advies_komt_na_de_vraag",
            ),
        ]

    def __str__(self) -> str:
        return f"Adviesvraag {self.pk}"

    @property
    def van_wie(self) -> str:
        """Who was asked, in words."""
        return self.wie or self.get_aan_display()
