"""The digital file of the casusoverleg (MC 10.2). No foreign key into the weegploeg's file (MC 10.1)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from convenant.gegevens import (
    Gegeven,
    MetReclasseringswerk,
    Signaalgegeven,
    gegeven_heeft_aard,
    niet_van_wpg_9_of_10,
    omgegeven_is_heel,
    politiegegeven_is_heel,
    werk_is_van_reclassering,
)
from convenant.models import Fase, Ontwikkelgebied, Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from register.brieven.models import BriefVelden
from register.controle.models import ControleVelden
from register.models import Dossier, VanEenGemeente

from ..querysets import CasusQuerySet


class Bijzonderheid(models.TextChoices):
    """What a subject can be besides subject (MC 1 j, k)."""

    GEEN = "", "Geen"
    UITREIZIGER = "uitreiziger", "Uitreiziger"
    TERUGKEERDER = "terugkeerder", "Terugkeerder"


AFGESLOTEN = "{} is afgesloten. U kunt de casus lezen, maar niet meer wijzigen."


class Casus(VanEenGemeente, Dossier, PersoonVelden):
    """One subject in the casusoverleg: opened from a copy of what the weegploeg chose (MC 8.5)."""

    class Stand(models.TextChoices):
        ACTIEF = "actief", "Actief"
        ADVIES_AFSLUITEN = "advies_afsluiten", "Advies om af te sluiten"
        AFGESLOTEN = "afgesloten", "Afgesloten"

    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {
        (Stand.ACTIEF, Stand.ADVIES_AFSLUITEN): "MC 9.4",
        (
            Stand.ADVIES_AFSLUITEN,
            Stand.ACTIEF,
        ): "PB 4.4: the core parties want the approach to go on",
        (Stand.ADVIES_AFSLUITEN, Stand.AFGESLOTEN): "MC 9.4, 10.2 h: the core parties decide",
    }
    LOPEND = (Stand.ACTIEF, Stand.ADVIES_AFSLUITEN)

    dossier = models.OneToOneField(Dossier, models.CASCADE, parent_link=True, related_name="casus")
    stand = models.CharField(
        "stand", max_length=KEUZE, choices=Stand.choices, default=Stand.ACTIEF, editable=False
    )
    bijzonderheid = models.CharField(
        "bijzonderheid", max_length=KEUZE, choices=Bijzonderheid.choices, blank=True, default=""
    )
    geopend_op = models.DateField("geopend op")
    # The weegploeg's file by name only: no key from one file into the other. It is in the same case.
    weegploeg_nummer = models.CharField(max_length=20, editable=False)
    duiding = VersleuteldeTekst("duiding door de weegploeg", blank=True, default="")
    analyse = VersleuteldeTekst("gezamenlijke analyse", blank=True, default="")
    regisseur = models.ForeignKey(
        Partij,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="casusregisseur",
    )
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True, editable=False)
    # The decision to close can name a day from which the other participants read it no longer, and
    # why then; without it that is at once (CAS-toegang-partij).
    toegang_tot = models.DateField("andere deelnemers lezen dit tot", null=True, editable=False)
    toegang_reden = VersleuteldeTekst(
        "waarom lezen zij dit nog", blank=True, default="", editable=False
    )

    # Since when a core party objects to a decision of the weegploeg: meanwhile nobody is let in.
    aangehouden_op = models.DateField(null=True, editable=False)

    objects: ClassVar[Any] = CasusQuerySet.as_manager()

    class Meta(PersoonVelden.Meta):
        abstract = False
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        default_permissions = ()
        indexes = [
            *PersoonVelden.Meta.indexes,
            models.Index(fields=["stand"], condition=~Q(stand="afgesloten"), name="casus_loopt"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="afgesloten", afgesloten_op__isnull=False)
                | (~Q(stand="afgesloten") & Q(afgesloten_op__isnull=True)),
                name="afgesloten_casus_heeft_een_datum",
            ),
            models.CheckConstraint(
                condition=Q(toegang_tot__isnull=True) | Q(toegang_tot__gt=F("afgesloten_op")),
                name="lezen_na_sluiten_eindigt_na_sluiten",
            ),
        ]

    @property
    def kernpartijen(self) -> list[Partij]:
        """The municipality concerned, police and OM: they decide and consult the archive (MC 9.4)."""
        return self.gemeente.kern

    @cached_property
    def regisseur_toen(self) -> str | None:
        """Who was casusregisseur when this file was last worked on: the day that its transcripts are of."""
        rijen = Casus.objects.filter(pk=self.pk).met_regisseur(self.laatste_verwerking_op)
        naam: str | None = rijen.values_list("regisseur_nu", flat=True).get()
        return naam

    @cached_property
    def verstrekkingen_toen(self) -> list[Any]:
        """Disclosures in the order in which they were asked for, with their state on that same day."""
        rijen = self.verstrekkingen.met_stand(self.laatste_verwerking_op).select_related("partij")
        return list(rijen.order_by("gevraagd_op", "pk").prefetch_related("toestemmingen__partij"))

    @property
    def loopt(self) -> bool:
        """Whether the approach still runs."""
        return self.stand in self.LOPEND

    @property
    def meedoen_tot(self) -> date | None:
        """The first day on which nobody but the core parties reads it; None while it runs."""
        return self.toegang_tot or self.afgesloten_op

    @property
    def stilstand(self) -> str:
        """Closed is closed (MC 9.4); and as for every file."""
        return super().stilstand if self.loopt else AFGESLOTEN.format(self.nummer)


class Signaal(Signaalgegeven):
    """A signal in the casus, with the party that brought it and not the reporter (MC 10.2 b, c)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="signalen")
    partij_contact = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            politiegegeven_is_heel("casussignaal"),
            niet_van_wpg_9_of_10("casussignaal"),
            gegeven_heeft_aard("casussignaal"),
            omgegeven_is_heel("casussignaal"),
        ]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"


class Weging(Rij):
    """The analysis by the referentiekader, as handed over (MC 10.2 d)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="wegingen")
    ontwikkelgebied = models.ForeignKey(Ontwikkelgebied, models.PROTECT, related_name="+")
    in_fase = models.ForeignKey(Fase, models.PROTECT, null=True, related_name="+")
    toelichting = VersleuteldeTekst(blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["ontwikkelgebied__nummer"]

    def __str__(self) -> str:
        return f"Weging {self.pk}"


class Bijdrage(MetReclasseringswerk, Gegeven):
    """What a party tells the casusoverleg because the plan needs it (MC 9.2)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="bijdragen")
    gegeven_op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-gegeven_op", "-pk"]
        constraints = [
            politiegegeven_is_heel("bijdrage"),
            niet_van_wpg_9_of_10("bijdrage"),
            gegeven_heeft_aard("bijdrage"),
            omgegeven_is_heel("bijdrage"),
            werk_is_van_reclassering("bijdrage"),
        ]

    def __str__(self) -> str:
        return f"Bijdrage {self.pk}"

    @property
    def kenmerken(self) -> str:
        """With the work of the reclassering that it serves."""
        return ". ".join(filter(None, [super().kenmerken, self.werk_tekst]))


class Derde(Rij):
    """Another person as far as the plan needs it (MC 10.2 f, g)."""

    class Soort(models.TextChoices):
        ACHTERBLIJVER = "achterblijver", "Achterblijver"
        NETWERK = "netwerk", "Persoon uit het sociale netwerk"
        PROFESSIONAL = "professional", "Professional in de aanpak"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="derden")
    soort = models.CharField("soort", max_length=KEUZE, choices=Soort.choices)
    naam = VersleuteldeRegel("naam")
    adres = VersleuteldeRegel("adres", max_length=300, blank=True, default="")
    gegevens = VersleuteldeTekst("gegevens die het plan nodig heeft", blank=True, default="")
    noodzaak = VersleuteldeTekst("waarom nodig voor het plan")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Derde {self.pk}"


class Afsluitadvies(Rij):
    """The casusoverleg advises the core parties to close, on an evaluation (MC 9.4, PB 4.4)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="adviezen")
    evaluatie = VersleuteldeTekst(
        "evaluatie van de aanpak",
        help_text="Wat heeft de aanpak bereikt, en waarom kan de aanpak stoppen?||"
        "Het casusoverleg adviseert op grond van een evaluatie (artikel 9 lid 4).",
    )
    vervolg = VersleuteldeTekst(
        "zorg die doorloopt",
        blank=True,
        default="",
        help_text="Hulp die doorgaat na het afsluiten. Laat leeg als er geen hulp doorloopt.",
    )
    gegeven_op = models.DateField()
    # What the core parties answered, to close or to go on (MC 9.4, 10.2 h); empty while they think.
    besluit = VersleuteldeTekst("besluit van de kernpartijen", blank=True, default="")
    besloten_op = models.DateField(null=True, blank=True)
    niet_af = VersleuteldeTekst(
        "waarom sluiten terwijl een maatregel niet af is", blank=True, default="", editable=False
    )

    class Meta:
        default_permissions = ()
        ordering = ["-gegeven_op", "-pk"]

    def __str__(self) -> str:
        return f"Advies {self.pk}"


class Brief(BriefVelden):
    """A letter about a casus (`casusoverleg.brieven`)."""

    dossier = models.ForeignKey(Casus, models.CASCADE, related_name="brieven")

    class Meta(BriefVelden.Meta):
        pass


class Controle(ControleVelden):
    """A check of a casus (MC 10.3)."""

    dossier = models.ForeignKey(Casus, models.CASCADE, related_name="controles")

    class Meta(ControleVelden.Meta):
        pass
