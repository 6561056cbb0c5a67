"""What this database remembers of the keys that encrypt it, without the keys."""

from django.db import models

from gedeeld.fields import KEUZE


class Sleutelproef(models.Model):
    """A known value that one key sealed, or hashed: only that key does so again (PB 6.1).

    One row for each key. Rows are only added, by who migrates; the application can only read them.
    """

    class Soort(models.TextChoices):
        VELDEN = "velden", "sleutel van velden"
        ZOEKEN = "zoeken", "zoeksleutel"

    kluis = models.CharField(max_length=KEUZE)  # one of `settings.SLEUTELS`
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    proef = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kluis"],
                condition=models.Q(soort="zoeken"),
                name="een_zoeksleutel_per_kluis",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kluis} ({self.soort})"
