"""That a duty was done or planned, and what the security plan says. Rows are only added: the last one holds."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from convenant.models import Convenant
from gedeeld.fields import KEUZE
from gedeeld.rij import Rij


class Uitvoering(Rij):
    """A duty was done, or its day was planned; what other rooms keep themselves stands there and not here."""

    class Plicht(models.TextChoices):
        PLAN = "plan", "Beveiligingsplan evalueren"
        NALEVING = "naleving", "Nagaan of de beveiliging wordt nageleefd"
        HERSTEL = "herstel", "Terugzetten van een reservekopie oefenen"
        PENTEST = "pentest", "Beveiliging laten testen (penetratietest)"
        RICHTLIJNEN = "richtlijnen", "Richtlijnen voor veilig werken herzien"

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="+")
    plicht = models.CharField("plicht", max_length=KEUZE, choices=Plicht.choices)
    gedaan_op = models.DateField("gedaan op", null=True)
    volgende_op = models.DateField("volgende keer uiterlijk op")
    document = models.CharField("kenmerk", max_length=200, blank=True)
    uitkomst = models.CharField("wat eruit kwam", max_length=1000, blank=True)
    vastgelegd_op = models.DateTimeField("vastgelegd op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]  # of version 7: the last one first
        verbose_name = "uitvoering van een plicht"
        constraints = [
            models.CheckConstraint(
                condition=Q(gedaan_op=None, uitkomst="", document="")
                | Q(volgende_op__gt=F("gedaan_op")) & ~Q(document=""),
                name="wat_gedaan_is_heeft_een_kenmerk_en_een_volgende_dag",
            )
        ]

    def __str__(self) -> str:
        return str(self.get_plicht_display())


class Planonderdeel(Rij):
    """What the security plan says under one heading, and where that is worked out (MC 15.2 a-g, PB 6.1)."""

    class Onderdeel(models.TextChoices):
        A = "a", "a. Fysieke beveiliging van de toegang"
        B = "b", "b. Wie mag lezen en schrijven"
        C = "c", "c. Autorisaties geven, wijzigen en intrekken"
        D = "d", "d. Inloggen en controle op toegang"
        E = "e", "e. Logboek, en controle daarvan op vaste tijden"
        F = "f", "f. Controle op wie toegang heeft"
        G = "g", "g. Register van incidenten"
        RISICO = "risico", "Risico's voor de betrokkenen"
        NORMEN = "normen", "Normen en standaarden"

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="+")
    onderdeel = models.CharField("onderdeel", max_length=KEUZE, choices=Onderdeel.choices)
    tekst = models.TextField("hoe dit is geregeld", max_length=4000)
    document = models.CharField("kenmerk", max_length=200, blank=True)
    vastgesteld_op = models.DateField("vastgesteld op")
    vastgelegd_op = models.DateTimeField("vastgelegd op")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        verbose_name = "onderdeel van het beveiligingsplan"
        constraints = [
            models.CheckConstraint(condition=~Q(tekst=""), name="onderdeel_van_het_plan_zegt_iets")
        ]

    def __str__(self) -> str:
        return str(self.get_onderdeel_display())
