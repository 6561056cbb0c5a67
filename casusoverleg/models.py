"""The digital file of the casusoverleg (MC 10.2). No foreign key into the weegploeg's file (MC 10.1)."""

import uuid
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from convenant.gegevens import Gegeven
from convenant.models import Bijlage1, Fase, Ontwikkelgebied, Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from register.models import Dossier, VanEenGemeente

from .deelname.querysets import DeelnameQuerySet, DeelnameverzoekQuerySet
from .plan.querysets import MaatregelQuerySet, PlanQuerySet
from .querysets import CasusQuerySet
from .verstrekking.querysets import VerstrekkingQuerySet


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

    objects: ClassVar[Any] = CasusQuerySet.as_manager()

    class Meta(PersoonVelden.Meta):
        abstract = False
        verbose_name = "casus"
        verbose_name_plural = "casussen"
        default_permissions = ()
        indexes = [
            *PersoonVelden.Meta.indexes,
            models.Index(
                F("afgesloten_op").asc(nulls_first=True), F("dossier").desc(), name="casus_volgorde"
            ),
            models.Index(fields=["stand"], condition=~Q(stand="afgesloten"), name="casus_loopt"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="afgesloten", afgesloten_op__isnull=False)
                | (~Q(stand="afgesloten") & Q(afgesloten_op__isnull=True)),
                name="afgesloten_casus_heeft_een_datum",
            )
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
    def stilstand(self) -> str:
        """Closed is closed (MC 9.4); and as for every file."""
        return super().stilstand if self.loopt else AFGESLOTEN.format(self.nummer)


class Signaal(Gegeven):
    """A signal in the casus, with the party that brought it and not the reporter (MC 10.2 b, c)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="signalen")
    partij_contact = models.CharField(max_length=300, blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

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


class GrondRvdk(models.TextChoices):
    """Grounds on which the Raad voor de Kinderbescherming is invited (PB 3.4)."""

    ONTWIKKELING = "ontwikkeling", "Ernstig bedreigde ontwikkeling (artikel 1:255 BW)"
    STRAFBAAR_FEIT = "strafbaar_feit", "Proces-verbaal voor strafbaar gedrag door radicalisering"


class Deelname(Rij):
    """A partner takes part in this very casus: why, in which role, from when until when (PB 4.2, 4.3).

    The core parties take part by law and have no row here.
    """

    class Rol(models.TextChoices):
        DEELNEMER = "deelnemer", "Deelnemer met een rol in het plan"
        ADVISEUR = "adviseur", "Adviseur zonder identiteit"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="deelnames")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    rol = models.CharField("rol", max_length=KEUZE, choices=Rol.choices, default=Rol.DEELNEMER)
    reden = VersleuteldeTekst(
        "waarom is deze partij nodig",
        help_text="Welke rol heeft deze partij in het plan? Alleen informatie hebben is niet genoeg.",
    )
    # Why the Raad voor de Kinderbescherming, and nobody else (PB 3.4).
    grond_rvdk = models.CharField(
        "grond voor de Raad", max_length=KEUZE, choices=GrondRvdk.choices, blank=True, default=""
    )
    # The entry of annex 1 under which an external partner was let in: when that ends, access ends,
    # and a later entry does not bring it back (MC 1 c). Without one an external partner reads nothing.
    vermelding = models.ForeignKey(
        Bijlage1, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    van = models.DateField("vanaf")
    # The first day without. For the Raad the earlier of what was agreed and the 18th birthday.
    tot = models.DateField("tot", null=True, blank=True)
    afgesproken_tot = models.DateField(null=True, blank=True, editable=False)
    reden_einde = VersleuteldeTekst(
        "waarom stopt deze partij", blank=True, default="", editable=False
    )

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam", "van"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="deelname_eindigt_na_begin",
            ),
            # Not for the Raad, whose end is known from the start (PB 3.4): for every party the
            # decision looks under the lock of the casus.
            models.UniqueConstraint(
                fields=["casus", "partij"],
                condition=Q(tot__isnull=True),
                name="een_lopende_deelname_per_partij",
            ),
        ]

    def __str__(self) -> str:
        return f"Deelname {self.pk}"

    @property
    def einde(self) -> date | None:
        """The first day without: its own, or that of the entry of annex 1, whichever comes first."""
        eindes = (self.tot, self.vermelding and self.vermelding.tot)
        return min((dag for dag in eindes if dag), default=None)


class Bijdrage(Gegeven):
    """What a party tells the casusoverleg because the plan needs it (MC 9.2)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="bijdragen")
    gegeven_op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-gegeven_op", "-pk"]

    def __str__(self) -> str:
        return f"Bijdrage {self.pk}"


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


class Doel(models.TextChoices):
    """Aims of a plan (MC 3 a-f)."""

    DERADICALISERING = "a", "Deradicalisering bevorderen"
    GEDRAG = "b", "Gedragsverandering stimuleren"
    VEILIGHEID = "c", "Veiligheidsrisico's beperken"
    UITREIS = "d", "Uitreizen voorkomen"
    ZORG = "e", "Zorg bieden aan het subject"
    ACHTERBLIJVERS = "f", "Hulp bieden aan achterblijvers, als zij dat willen"


class Plan(Rij):
    """One version of the integral plan (MC 1 e, 9.3). An adopted version never changes."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVANGEN = "vervangen", "Vervangen door een nieuwere versie"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="plannen")
    # The plan says itself about whom it is: an external partner reads it, and not the casus (MC 10.5).
    nummer = models.CharField(max_length=20, editable=False)
    subject = VersleuteldeRegel(max_length=600, editable=False)
    versie = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=KEUZE, choices=Status.choices, default=Status.CONCEPT)
    doelen = ArrayField(
        models.CharField(max_length=1, choices=Doel.choices), verbose_name="doelen", default=list
    )
    doel = VersleuteldeTekst(
        "wat wil het casusoverleg bereiken",
        help_text="Het doel van de aanpak van deze persoon.||"
        "Het plan noemt het doel van de persoonsgerichte aanpak (artikel 1 onder e).",
    )
    informeren = VersleuteldeTekst("wie informeert het subject, en wanneer", blank=True, default="")
    vastgesteld_op = models.DateField(null=True, blank=True)

    objects = PlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["casus", "versie"], name="een_plan_per_versie"),
            models.UniqueConstraint(
                fields=["casus"], condition=Q(status="concept"), name="een_concept_per_casus"
            ),
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(status="vastgesteld"),
                name="een_geldend_plan_per_casus",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan versie {self.versie}"

    @property
    def kaart(self) -> Casus:
        """The casus as who reads only the plan knows it: key, number, name, and nothing else.

        It was not read from the database and is never saved.
        """
        return Casus(pk=self.casus_id, nummer=self.nummer, achternaam=self.subject)


class Maatregel(Rij):
    """What one party announces it will, or will not, do (MC 1 e, 10.2 e; MvT 2.1)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    # No index of its own: that of the plan and the party together begins with it.
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="maatregelen", db_index=False)
    # The same measure in every version of the plan: its progress hangs on this.
    keten = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    wie = VersleuteldeRegel("uitvoerende persoon of functie", blank=True, default="")
    omschrijving = VersleuteldeTekst("maatregel")
    bevoegdheid = VersleuteldeRegel(
        "eigen bevoegdheid of taak",
        help_text="Bijvoorbeeld: artikel 172 Gemeentewet.||"
        "Een partij neemt een maatregel op grond van haar eigen taak; het overleg besluit er niet over.",
    )
    wordt_genomen = models.BooleanField(
        "de partij neemt deze maatregel",
        default=True,
        help_text="Zet uit als de partij aankondigt dat zij deze maatregel juist niet neemt.",
    )
    van = models.DateField("van")
    tot = models.DateField("tot en met")

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["tot", "pk"]
        indexes = [models.Index(fields=["plan", "partij"], name="maatregel_per_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")), name="maatregel_eindigt_na_begin"
            ),
            models.UniqueConstraint(
                fields=["plan", "keten"], name="maatregel_een_keer_in_een_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"


class Voortgang(Rij):
    """What became of a measure, by the party that carries it out (MC 9.4)."""

    class Stand(models.TextChoices):
        LOOPT = "loopt", "Loopt"
        KLAAR = "klaar", "Klaar"
        GESTOPT = "gestopt", "Gestopt"

    AF = (Stand.KLAAR, Stand.GESTOPT)  # then nothing is awaited any more

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="voortgang")
    keten = models.UUIDField(db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    stand = models.CharField("stand", max_length=KEUZE, choices=Stand.choices)
    resultaat = VersleuteldeTekst("wat is er gebeurd")
    op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Voortgang {self.pk}"


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

    class Meta:
        default_permissions = ()
        ordering = ["-gegeven_op", "-pk"]

    def __str__(self) -> str:
        return f"Advies {self.pk}"


# Access that somebody asks for, or that is given piece by piece ---------------------------------
class Deelnameverzoek(Rij):
    """A party without access asked to take part; the casusoverleg decides (PB 4.2, 4.3)."""

    class Antwoord(models.TextChoices):
        TOEGELATEN = "toegelaten", "Toegelaten"
        AFGEWEZEN = "afgewezen", "Afgewezen"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="deelnameverzoeken")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst("waarom wil de partij meedoen")
    gevraagd_op = models.DateField()
    # Empty while the casusoverleg has not decided.
    antwoord = models.CharField(max_length=KEUZE, choices=Antwoord.choices, blank=True, default="")
    antwoord_reden = VersleuteldeTekst("waarom niet", blank=True, default="")
    beantwoord_op = models.DateField(null=True, blank=True)

    objects = DeelnameverzoekQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "partij"],
                condition=Q(antwoord=""),
                name="een_open_deelnameverzoek_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True)
                | (~Q(antwoord="") & Q(beantwoord_op__isnull=False)),
                name="beantwoord_deelnameverzoek_heeft_een_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"Deelnameverzoek {self.pk}"


class SoortGegeven(models.TextChoices):
    """Kinds of data that an external partner can be given (MC 10.5)."""

    NAAM_ADRES = "naam_adres", "Naam en adres"
    GEBOORTEDATUM = "geboortedatum", "Geboortedatum"
    SIGNALEN = "signalen", "Signalen"
    WEGING = "weging", "Weging"
    ANALYSE = "analyse", "Analyse"
    PARTIJEN = "partijen", "Gegevens van partijen"
    DERDEN = "derden", "Andere personen"


class Verstrekking(Rij):
    """Data from the casus for one external partner, with the need for it (MC 10.5).

    It holds all that the partner reads of it: the partner does not see the casus.
    """

    class Stand(models.TextChoices):
        WACHT = "wacht", "Wacht op toestemming"
        GEWEIGERD = "geweigerd", "Geweigerd"
        STRAKS = "straks", "Gaat nog in"
        VERSTREKT = "verstrekt", "Verstrekt"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        BEEINDIGD = "beeindigd", "Beëindigd"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="verstrekkingen")
    nummer = models.CharField(max_length=20, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # Under which the partner takes part: a later participation does not bring it back.
    deelname = models.ForeignKey(Deelname, models.CASCADE, related_name="verstrekkingen")
    noodzaak = VersleuteldeTekst(
        "waarom is dit nodig",
        help_text="Waarvoor heeft de partner deze gegevens nodig in het plan?||Een externe partner "
        "krijgt alleen wat nodig is om het plan op te stellen, uit te voeren of te volgen "
        "(artikel 10 lid 5).",
    )
    soorten = ArrayField(models.CharField(max_length=KEUZE, choices=SoortGegeven.choices))
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)
    gevraagd_op = models.DateField()
    # The day on which the last party consented.
    volledig_op = models.DateField(null=True, blank=True)
    ingetrokken_op = models.DateField(null=True, blank=True)
    ingetrokken_reden = VersleuteldeTekst("waarom ingetrokken", blank=True, default="")
    # The casus was closed or the participation ended.
    beeindigd_op = models.DateField(null=True, blank=True)
    # The partner marked the notice of a recall as read.
    gelezen_op = models.DateField(null=True, blank=True)

    objects = VerstrekkingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-gevraagd_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("van")),
                name="verstrekking_eindigt_na_begin",
            )
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def als_casus(self) -> Casus:
        """The casus by key and number, for the logs: the partner does not read its row."""
        return Casus(pk=self.casus_id, nummer=self.nummer)

    @property
    def bericht_van_intrekking(self) -> bool:
        """Whether the partner got notice that it was recalled: it could read it (MC 12.6)."""
        return bool(self.volledig_op and self.ingetrokken_op and self.ingetrokken_op >= self.van)

    @property
    def soort_labels(self) -> list[str]:
        """The kinds of data in words."""
        return [SoortGegeven(soort).label for soort in self.soorten]


class VerstrektGegeven(Rij):
    """One item as the parties consent to it and the partner reads it: a copy, that never changes."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    verstrekking = models.ForeignKey(Verstrekking, models.CASCADE, related_name="gegevens")
    soort = models.CharField(max_length=KEUZE, choices=SoortGegeven.choices)
    label = models.CharField(max_length=300)
    inhoud = VersleuteldeTekst()
    bron = models.CharField(max_length=200)
    grondslag = models.CharField(max_length=200)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Verstrekt gegeven {self.pk}"


class Toestemming(Rij):
    """What one party answered to a disclosure (MC 10.5)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    verstrekking = models.ForeignKey(Verstrekking, models.CASCADE, related_name="toestemmingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    akkoord = models.BooleanField()
    reden = VersleuteldeTekst("waarom niet", blank=True, default="")
    gegeven_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # The secretary wrote down what the party answered in the meeting.
    vastgelegd_namens_overleg = models.BooleanField(default=False)
    op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verstrekking", "partij"], name="een_antwoord_per_partij"
            )
        ]

    def __str__(self) -> str:
        return f"Toestemming {self.pk}"
