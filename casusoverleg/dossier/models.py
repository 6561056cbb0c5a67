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
from gedeeld.afschrift import Publiek
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from overleg.models import Overleg
from register.brieven.models import BriefVelden
from register.controle.models import ControleVelden
from register.correctie.models import CorrectieVelden
from register.models import Dossier, VanEenGemeente

from ..querysets import CasusQuerySet
from .querysets import BijdrageQuerySet


class Bijzonderheid(models.TextChoices):
    """What a subject can be besides subject (MC 1 j, k)."""

    GEEN = "", "Geen"
    UITREIZIGER = "uitreiziger", "Uitreiziger"
    TERUGKEERDER = "terugkeerder", "Terugkeerder"


class Doel(models.TextChoices):
    """Aims of a plan (MC 3 a-f)."""

    DERADICALISERING = "a", "Deradicalisering bevorderen"
    GEDRAG = "b", "Gedragsverandering stimuleren"
    VEILIGHEID = "c", "Veiligheidsrisico's beperken"
    UITREIS = "d", "Uitreizen voorkomen"
    ZORG = "e", "Zorg bieden aan de betrokkene"
    ACHTERBLIJVERS = "f", "Hulp bieden aan achterblijvers, als zij dat willen"


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
    # Of the same analysis; None of what was written before they were asked.
    beschermend = VersleuteldeTekst("beschermende factoren", null=True, blank=True, default=None)
    eerder = VersleuteldeTekst("eerdere hulp en maatregelen", null=True, blank=True, default=None)
    regisseur = models.ForeignKey(
        Partij,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="casusregisseur",
    )
    # When the casusoverleg talks over how the plan goes (MC 9.4); None: nobody chose a day yet.
    bespreken_op = models.DateField("volgende bespreking van het plan", null=True, editable=False)
    # Since when the subject was informed, or need not be: the weegploeg says it (MC 11; PB 4.4).
    informeren_af_op = models.DateField("informeren klaar sinds", null=True, editable=False)
    afgesloten_op = models.DateField("afgesloten op", null=True, blank=True, editable=False)
    # The decision to close can name a day from which the other participants read it no longer, and
    # why then; without it that is at once (CAS-toegang-partij).
    toegang_tot = models.DateField("andere deelnemers lezen dit tot", null=True, editable=False)
    toegang_reden = VersleuteldeTekst(
        "waarom lezen zij dit nog", blank=True, default="", editable=False
    )

    # Since when a core party objects to a decision of the weegploeg: meanwhile nobody is let in.
    aangehouden_op = models.DateField(null=True, editable=False)
    # When somebody last put away the warning that it goes to the archive in silence (MC 13.2).
    stil_gezien_op = models.DateField(null=True, editable=False)

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

    @property
    def te_verbeteren(self) -> bool:
        """Whether what is not right can be put right: also once it is closed, not while it is restricted (MC 12.5)."""
        return not (self.beperkt and self.stilstand)

    def vereis_te_verbeteren(self) -> None:
        """Refuse to put right what is restricted; one act that was allowed is this one (MC 12.5, AVG 18.2).

        Raises:
            NietMogelijk: with the sentence of `stilstand`.
        """
        if self.beperkt:
            self.vereis_beweging()


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

    class Voor(models.TextChoices):
        CASUS = "casus", "De partijen van het convenant in deze casus"
        KERN = "kern", "Alleen de kernpartijen"

    class Gebruik(models.TextChoices):
        WET = "wet", "Een wet regelt het: de grondslag hierboven"
        VERENIGBAAR = "verenigbaar", "Het past bij het doel waarvoor mijn organisatie het had"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="bijdragen")
    gegeven_op = models.DateField()
    # An external partner reads it by disclosure alone, and never what is for the core parties (MC 10.5).
    voor = models.CharField(
        "wie leest dit", max_length=KEUZE, choices=Voor.choices, default=Voor.CASUS
    )
    # Why it may be used for the plan (AVG 6.4); empty of what was brought in before it was asked.
    gebruik = models.CharField(
        "waarom mag dit voor het plan worden gebruikt",
        max_length=KEUZE,
        choices=Gebruik.choices,
        blank=True,
        default="",
    )
    # An executing organisation has no account of its own: the municipality brings it in (PB 4.2). This and
    # the next are None of what was brought in before they were asked.
    namens = VersleuteldeRegel("van welke uitvoerende organisatie", null=True, blank=True)
    over_ander = VersleuteldeTekst("waarom ook over een ander", null=True, blank=True)

    objects = BijdrageQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-gegeven_op", "-pk"]
        constraints = [
            politiegegeven_is_heel("bijdrage"),
            niet_van_wpg_9_of_10("bijdrage"),
            gegeven_heeft_aard("bijdrage"),
            omgegeven_is_heel("bijdrage"),
            werk_is_van_reclassering("bijdrage"),
            models.CheckConstraint(
                condition=Q(voor__in=["casus", "kern"]), name="bijdrage_is_voor_casus_of_kern"
            ),
        ]

    def __str__(self) -> str:
        return f"Bijdrage {self.pk}"

    def voor_publiek(self, publiek: Publiek) -> bool:
        """Whether a transcript for this audience tells it: what is for the core parties a casuspartij never gets."""
        return self.voor == self.Voor.CASUS or publiek != Publiek.CASUSPARTIJ

    @property
    def kenmerken(self) -> str:
        """With the work of the reclassering that it serves."""
        return ". ".join(filter(None, [super().kenmerken, self.werk_tekst]))


class Gebiedsanalyse(Rij):
    """What parties agree and differ on in one field of the referentiekader (PB 4.4)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="gebiedsanalyses")
    ontwikkelgebied = models.ForeignKey(Ontwikkelgebied, models.PROTECT, related_name="+")
    eens = VersleuteldeTekst("waarover zijn de partijen het eens", blank=True, default="")
    verschil = VersleuteldeTekst("waarin verschillen zij van mening", blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["ontwikkelgebied__nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "ontwikkelgebied"], name="een_analyse_per_gebied"
            ),
        ]

    def __str__(self) -> str:
        return f"Gebiedsanalyse {self.pk}"


class Afweging(Rij):
    """A party considered what it shares for the plan and what not: that it did, and never what (PB 4.2).

    It has no text and no link to an item, so that nothing in it says what was held back.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="afwegingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    op = models.DateField("vastgelegd op")

    class Meta:
        default_permissions = ()
        ordering = ["op", "partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "partij", "op"], name="een_afweging_per_partij_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"Afweging {self.pk}"


class Derde(Rij):
    """Another person as far as the plan needs it (MC 10.2 f, g)."""

    class Soort(models.TextChoices):
        ACHTERBLIJVER = "achterblijver", "Achterblijver"
        NETWERK = "netwerk", "Persoon uit het sociale netwerk"
        PROFESSIONAL = "professional", "Professional in de aanpak"

    class Doel(models.TextChoices):
        NETWERK = "netwerk", "Om het netwerk te zien"
        INVLOED = "invloed", "Om de invloed van deze persoon te beperken"
        INGRIJPEN = "ingrijpen", "Om een kans om in te grijpen te zien"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="derden")
    soort = models.CharField("soort", max_length=KEUZE, choices=Soort.choices)
    # Of a professional none: he has a part in the approach (MvT 4.2). Nobody asked it of older rows.
    doel = models.CharField(
        "waarvoor staat deze persoon erin",
        max_length=KEUZE,
        choices=Doel.choices,
        blank=True,
        default="",
    )
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
        help_text="Hulp die doorgaat na het afsluiten. Laat leeg als er geen hulp doorloopt."
        "||Hulp die er al was, kan doorlopen na het einde van de aanpak (procesbeschrijving 2.1).",
    )
    gegeven_op = models.DateField()
    # The meeting in which it was given, where that is known and as long as it is kept.
    overleg = models.ForeignKey(
        Overleg, models.SET_NULL, null=True, editable=False, related_name="+"
    )
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


class Doelevaluatie(Rij):
    """How far one aim of the plan was reached, by the advice to close (PB 4.4)."""

    class Uitkomst(models.TextChoices):
        BEREIKT = "bereikt", "Bereikt"
        DEELS = "deels", "Deels bereikt"
        NIET = "niet", "Niet bereikt"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    advies = models.ForeignKey(Afsluitadvies, models.CASCADE, related_name="doelen")
    doel = models.CharField(max_length=1, choices=Doel.choices)
    uitkomst = models.CharField("uitkomst", max_length=KEUZE, choices=Uitkomst.choices)
    toelichting = VersleuteldeTekst("waaruit blijkt dat", blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["doel"]
        constraints = [
            models.UniqueConstraint(fields=["advies", "doel"], name="een_evaluatie_per_doel"),
        ]

    def __str__(self) -> str:
        return f"Doelevaluatie {self.pk}"


class Afloop(Rij):
    """What becomes of a measure that is not done when the casus is closed (PB 4.4)."""

    class Wat(models.TextChoices):
        STOPT = "stopt", "Stopt als de casus sluit"
        OVERGEDRAGEN = "overgedragen", "Gaat door buiten de casus"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    advies = models.ForeignKey(Afsluitadvies, models.CASCADE, related_name="aflopen")
    keten = models.UUIDField()  # the measure, through all versions of the plan
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    wat = models.CharField("wat gebeurt ermee", max_length=KEUZE, choices=Wat.choices)
    toelichting = VersleuteldeTekst("waarom, of wie het overneemt")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["advies", "keten"], name="een_afloop_per_maatregel"),
        ]

    def __str__(self) -> str:
        return f"Afloop {self.pk}"


class Voortzetting(Rij):
    """The core parties decided that a casus in which long nothing happened goes on, with why (MC 13.1)."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="voortzettingen")
    besluit = VersleuteldeTekst("waarom gaat de aanpak door")
    op = models.DateField("besloten op")

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Voortzetting {self.pk}"


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


class Correctie(CorrectieVelden):
    """What a row of a casus said before (MC 10.3)."""

    dossier = models.ForeignKey(Casus, models.CASCADE, related_name="correcties")

    class Meta(CorrectieVelden.Meta):
        pass


class Band(Rij):
    """How the subject is tied to the municipality, and by which fact (WV 2.1): the last row says what holds.

    A row is never changed: what became otherwise, or was a mistake, is followed by another row.
    """

    class Soort(models.TextChoices):
        VERBLEEF = "verbleef", "Heeft in de gemeente verbleven"
        VERBLIJFT = "verblijft", "Verblijft in de gemeente"
        GAAT_VERBLIJVEN = "gaat", "Zal in de gemeente verblijven"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="banden")
    soort = models.CharField("band met de gemeente", max_length=KEUZE, choices=Soort.choices)
    feit = VersleuteldeTekst("uit welk feit blijkt dat")
    op = models.DateField("vastgelegd op")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort__in=["verbleef", "verblijft", "gaat"]),
                name="band_is_een_van_drie",
            )
        ]

    def __str__(self) -> str:
        return f"Band {self.pk}"


class Reis(Rij):
    """The subject left, came back, or turned out to have done neither: from a day on, with why (MC 1 j, k).

    What holds now stands at the casus. A row is never changed: a mistake is followed by another row.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="reizen")
    bijzonderheid = models.CharField(
        "uitreiziger of terugkeerder", max_length=KEUZE, choices=Bijzonderheid.choices, blank=True
    )
    sinds = models.DateField("sinds")
    reden = VersleuteldeTekst("waaruit dat blijkt")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Reis {self.pk}"
