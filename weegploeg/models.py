"""The digital file of the weegploeg (MC 8.2): exactly what that article lists."""

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format

from casusoverleg.deelname.models import Deelname
from casusoverleg.dossier.models import Band
from convenant.doorgifte import DoorgifteVelden
from convenant.gegevens import (
    MetGevoelig,
    MetGronden,
    MetOmSoort,
    MetReclasseringswerk,
    MetWpgVoorwaarden,
    SignaalVelden,
    gegeven_heeft_aard,
    omgegeven_is_heel,
    politiegegeven_is_heel,
    werk_is_van_reclassering,
)
from convenant.models import (
    Bijlage1,
    Doel,
    Fase,
    Grondslag,
    Ontwikkelgebied,
    Partij,
    Uitzonderingsgrond,
)
from convenant.terrorisme import TerrorismeVelden, TerrorismeWaarden
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from gedeeld.rules import NA_BESLUIT
from gedeeld.termijnen import Grond
from overleg.models import Overleg
from register.brieven.models import BriefVelden
from register.controle.models import ControleVelden
from register.correctie.models import CorrectieVelden
from register.feiten import Looptijd
from register.models import Dossier, VanEenGemeente
from register.vergelijken.models import VergelijkingVelden

from . import rules
from .querysets import PartnervraagQuerySet, VastleggingQuerySet, WeegploegQuerySet


class Herkomst(models.TextChoices):
    """Where a signal came from (PB 2)."""

    EIGEN = rules.EIGEN, "Eigen systemen van de kernpartij"
    MELDPUNT = "meldpunt", "Meldpunt radicalisering"
    ZORG = "zorg", "Zorgmelding"
    NAASTEN = "naasten", "Ouders, vrienden of familie"
    ORGANISATIE = "organisatie", "Maatschappelijke organisatie"
    JEUGD = "jeugd", "Jeugdwerk of jeugdhulp"
    GEMEENTE = "gemeente", "Andere gemeente"


class Verblijf(models.TextChoices):
    """Why the person can be spoken of here: the cooperation is for who stays in the Netherlands (MC 3, 1 j)."""

    NEDERLAND = "nederland", "De persoon verblijft in Nederland"
    UITREIZIGER = "uitreiziger", "De persoon is uitgereisd"


class WeegploegDossier(VanEenGemeente, Dossier, PersoonVelden):
    """One subject in the weegploeg (MC 8.2)."""

    class Stand(models.TextChoices):
        IN_WEGING = "in_weging", "In weging"
        NADERE_DUIDING = "nadere_duiding", "Nadere duiding gevraagd"
        GEAGENDEERD = "geagendeerd", "Geagendeerd in het casusoverleg"
        NIET_GEAGENDEERD = "niet_geagendeerd", "Niet geagendeerd"
        PLAN_AFGESLOTEN = "plan_afgesloten", "Plan afgesloten"

    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {
        (Stand.IN_WEGING, Stand.GEAGENDEERD): "MC 7.4 sub 1",
        (Stand.IN_WEGING, Stand.NIET_GEAGENDEERD): "MC 7.4 sub 2",
        (Stand.IN_WEGING, Stand.NADERE_DUIDING): "PB 3.4 ad 3",
        (Stand.NADERE_DUIDING, Stand.IN_WEGING): "PB 3.4 ad 3: on the agenda again",
        (Stand.GEAGENDEERD, Stand.PLAN_AFGESLOTEN): "MC 8.2 f",
        (Stand.NIET_GEAGENDEERD, Stand.IN_WEGING): "ours: a wrong entry is put right",
    }
    OPEN = (Stand.IN_WEGING, Stand.NADERE_DUIDING)
    # A new signal joins a file that is weighed, or whose casus runs. After "geen casusoverleg" it
    # opens a new file: joining would destroy it with the old one, or keep the old one longer.
    NEEMT_IN = (*OPEN, Stand.GEAGENDEERD)

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, parent_link=True, related_name="weegploegdossier"
    )
    stand = models.CharField(
        "stand", max_length=KEUZE, choices=Stand.choices, default=Stand.IN_WEGING, editable=False
    )
    geopend_op = models.DateField("geopend op", editable=False)
    duiding = VersleuteldeTekst("duiding van de signalen", blank=True, default="")
    # The core parties that weighed what there is now; a new signal, or an answer of a partner, asks all
    # of them again.
    gewogen_door = models.ManyToManyField(
        Partij, related_name="+", verbose_name="gewogen door", editable=False
    )
    # The day of decision 1; the six months run from it when the outcome is no casusoverleg (MC 13.3).
    besloten_op = models.DateField(null=True, blank=True, editable=False)
    # The last day that the core parties chose, once all was done that follows on "geen casusoverleg".
    bewaren_tot = models.DateField("bewaren tot en met", null=True, blank=True, editable=False)
    # Empty until it was asked: before a subject is put on the agenda (MC 3).
    doelen = ArrayField(
        models.CharField(max_length=KEUZE, choices=Doel.choices),
        verbose_name="doel van de samenwerking",
        default=list,
        blank=True,
    )
    verblijf = models.CharField(
        "verblijf", max_length=KEUZE, choices=Verblijf.choices, blank=True, default=""
    )
    # How the person is tied to the municipality, and by which fact (WV 2.1); asked with it.
    band = models.CharField(
        "band met de gemeente", max_length=KEUZE, choices=Band.Soort.choices, blank=True, default=""
    )
    band_feit = VersleuteldeTekst("uit welk feit blijkt dat", null=True, blank=True)
    # The casus by name only: no key from one file into the other (MC 8.1, 10.1). It is in the same case.
    casus_nummer = models.CharField(max_length=20, blank=True, default="", editable=False)
    # When the subject was told (MC 11.2, 11.5); empty as long as it was not.
    geinformeerd_op = models.DateField("subject geïnformeerd op", null=True, blank=True)
    geinformeerd_hoe = VersleuteldeRegel("door wie en hoe", blank=True, default="")
    # Somebody spoke to the subject about it, so that he has to know by then (AVG 14.3 b).
    contact_op = models.DateField("eerste contact met het subject", null=True, blank=True)
    contact_wie = VersleuteldeRegel("wie met het subject sprak", null=True, blank=True)

    objects: ClassVar[Any] = WeegploegQuerySet.as_manager()

    class Meta(PersoonVelden.Meta):
        abstract = False
        verbose_name = "weegploegdossier"
        default_permissions = ()
        indexes = [
            *PersoonVelden.Meta.indexes,
            models.Index(fields=["stand", "besloten_op"], name="weegploegdossier_stand"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(stand="niet_geagendeerd", besloten_op__isnull=False)
                | ~Q(stand="niet_geagendeerd"),
                name="niet_geagendeerd_heeft_een_besluitdatum",
            ),
            models.CheckConstraint(
                condition=~Q(stand__in=["geagendeerd", "plan_afgesloten"])
                | (~Q(casus_nummer="") & Q(besloten_op__isnull=False)),
                name="geagendeerd_heeft_een_casus",
            ),
            models.CheckConstraint(
                condition=Q(doelen__contained_by=Doel.values, verblijf__in=["", *Verblijf.values]),
                name="doel_en_verblijf_van_het_convenant",
            ),
            models.CheckConstraint(
                condition=Q(band__in=["", *Band.Soort.values]), name="band_van_het_wetsvoorstel"
            ),
        ]

    @property
    def doelen_tekst(self) -> str:
        """Which aims it serves, in words."""
        return "; ".join(str(Doel(doel).label) for doel in self.doelen)

    @property
    def is_open(self) -> bool:
        """Whether the weegploeg still weighs."""
        return self.stand in self.OPEN

    def dagen_zonder_besluit(self, dag: date) -> int:
        """How long the weegploeg did not decide, from when that stands out (`rules.ZONDER_BESLUIT`); else 0."""
        dagen = (dag - self.geopend_op).days
        return dagen if self.is_open and dagen >= rules.ZONDER_BESLUIT.days else 0

    @property
    def is_afgehandeld(self) -> bool:
        """Whether the weegploeg is done with it: out of sight, but for what has to be finished.

        Not while a core party objects: then it comes back in the meeting.
        """
        return self.stand == self.Stand.NIET_GEAGENDEERD and not self.heeft_bezwaar

    @property
    def heeft_bezwaar(self) -> bool:
        """Whether a core party objects to what was logged (PB 3.3)."""
        # Asked of a file that is just being made as well (`kringen`).
        return not self._state.adding and any(
            not bezwaar.beeindigd_op for bezwaar in self.bezwaren.all()
        )

    @property
    def looptijd(self) -> Looptijd | None:
        """How long it lives when nobody is put on the agenda (MC 13.3); None once somebody was.

        From the decision; as long as there is none from the oldest signal, which a newer one does not
        lengthen. What the weegploeg asks of partners gives it until four weeks after their last day.
        """
        uiterste = rules.uiterste(self.verkregen_op)
        if na_besluit := self.na_besluit:
            if self.bewaren_tot and not self.heeft_bezwaar:  # that holds destroying it early
                return Looptijd(
                    Grond.AFGEROND, na_besluit.van, min(self.bewaren_tot, na_besluit.tot)
                )
            return na_besluit
        if not self.is_open:
            return None
        zonder = Looptijd(Grond.NIET_BESLOTEN, self.verkregen_op)
        dagen = [vraag.uiterlijk for vraag in self.duidingsvragen.all()]
        lang = [Looptijd(Grond.NADERE_DUIDING, dag, uiterste) for dag in dagen]
        return max([zonder, *lang], key=lambda looptijd: looptijd.tot)

    @property
    def na_besluit(self) -> Looptijd | None:
        """How long it lives after "geen casusoverleg" when the core parties choose no day (MC 13.3)."""
        if self.stand != self.Stand.NIET_GEAGENDEERD or self.besloten_op is None:
            return None
        grens = max(rules.uiterste(self.verkregen_op), self.besloten_op + NA_BESLUIT)
        return Looptijd(Grond.NIET_GEAGENDEERD, self.besloten_op, grens)

    @property
    def laatste_dag(self) -> date | None:
        """The last day of `looptijd`."""
        return self.looptijd.tot if self.looptijd else None

    @property
    def verkregen_op(self) -> date:
        """The day of the earliest data: the month to inform runs from it (AVG 14.3 a, MC 11.2)."""
        ontvangen = (inbreng.ontvangen_op for inbreng in self.inbrengen.all())
        return min(ontvangen, default=self.geopend_op)

    @property
    def op_agenda_sinds(self) -> date:
        """The day since which the weegploeg can decide: of opening, or of the last answer of a partner."""
        antwoorden = (vraag.beantwoord_op for vraag in self.duidingsvragen.all())
        return max([self.geopend_op, *filter(None, antwoorden)])


class Gedeeld(models.TextChoices):
    """What was decided about a signal when there was a casusoverleg to hand it to."""

    JA = "ja", "Naar het casusoverleg"
    NEE = "nee", "Niet nodig voor het plan"


class InbrengWaarden(TerrorismeWaarden, total=False):
    """What a party brings in, by field of `Inbreng`: from a melding to the weegploeg's file."""

    partij_id: UUID | None
    ontvangen_op: date
    melding_nummer: str
    herkomst: str
    anoniem: bool
    melder_naam: str
    melder_contact: str
    wil_onbekend: bool
    hulptraject: str


class Inbreng(Rij, TerrorismeVelden):
    """A core party brings signals in; with the reporter behind them (MC 7.1, 8.2 c)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="inbrengen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    ingebracht_op = models.DateField()
    ontvangen_op = models.DateField()
    melding_nummer = models.CharField(max_length=20, blank=True, default="")
    herkomst = models.CharField("bron", max_length=KEUZE, choices=Herkomst.choices)
    anoniem = models.BooleanField("anonieme melder", default=False)
    melder_naam = VersleuteldeRegel("naam melder", blank=True, default="")
    melder_contact = VersleuteldeRegel("contact melder", blank=True, default="")
    wil_onbekend = models.BooleanField(
        "melder wil niet worden genoemd", default=False, db_default=False
    )
    hulptraject = VersleuteldeTekst("lopend hulptraject", blank=True, default="")
    # Whether there is a reporter to tell the outcome (PB 3.4 ad 2); own data have none. The name is
    # encrypted, so the database would not know.
    melder_bekend = models.BooleanField(editable=False)
    # The party that brought it in tells the reporter the outcome (PB 3.4 ad 2).
    teruggekoppeld_op = models.DateField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        ordering = ["ingebracht_op", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(herkomst="eigen") | Q(anoniem=False, melder_bekend=False),
                name="eigen_gegevens_hebben_geen_melder",
            )
        ]

    def __str__(self) -> str:
        return f"Inbreng {self.pk}"

    @property
    def heeft_melder(self) -> bool:  # type: ignore[override]
        """Whether somebody reported it; own data have no reporter."""
        return rules.heeft_melder(self.herkomst)

    @property
    def kreeg_het(self) -> Partij:
        """The party that brought it in: it brings in what it was told itself (MC 7.2)."""
        return self.partij

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep in step whether there is a reporter."""
        self.melder_bekend = not self.anoniem and bool(self.melder_naam)
        velden = kwargs.get("update_fields")
        if velden is not None:
            kwargs["update_fields"] = {*velden, "melder_bekend"}
        super().save(*args, **kwargs)


class Ontvangst(Rij):
    """The data with which another municipality gave this file its beginning (WV 4).

    By the number of the sending, which the other one knows it by: no key leads there.
    """

    dossier = models.OneToOneField(WeegploegDossier, models.CASCADE, related_name="ontvangst")
    nummer = models.CharField(max_length=20, editable=False)
    van = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    grondslag = models.ForeignKey(Grondslag, models.PROTECT, related_name="+")
    toelichting = VersleuteldeTekst("toelichting van die gemeente", blank=True, default="")
    reden = VersleuteldeTekst("waarom aangenomen")
    gegeven_op = models.DateField()
    op = models.DateField("aangenomen op")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Ontvangst {self.pk}"


class Heractivering(Rij):
    """The instruction of the core parties by which this file began with data from the archive (MC 13.4).

    By the number of the archived file, which goes at the end of its own term: no key leads there.
    """

    dossier = models.OneToOneField(WeegploegDossier, models.CASCADE, related_name="heractivering")
    nummer = models.CharField(max_length=20, editable=False)
    besloten_op = models.DateField("opdracht gegeven op")
    besloten_door = models.CharField("opdracht gegeven door", max_length=1000)
    kenmerk = VersleuteldeRegel("kenmerk van het besluit")
    reden = VersleuteldeTekst("waarom opnieuw nodig")
    op = models.DateField("teruggehaald op")

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Heractivering {self.pk}"


class Melderinzage(Rij):
    """Who of another party asked to see a reporter, and why (access table, MC 15.2 e)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="+")
    inbreng = models.ForeignKey(Inbreng, models.CASCADE, related_name="melderinzagen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst(
        "waarom hebt u de melder nodig",
        help_text="De partij die dit inbracht ziet dat u keek, en waarom.||"
        "De naam van een melder is niet nodig om te wegen, dus u ziet die alleen met een reden.",
    )
    op = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Melderinzage {self.pk}"


class Signaal(SignaalVelden):
    """A factual behaviour that may point to radicalisation (MC 1 h, 8.2 b)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="signalen")
    inbreng = models.ForeignKey(Inbreng, models.CASCADE, related_name="signalen")
    # Whether a copy went to the casusoverleg (MC 8.5); empty as long as nobody decided.
    gedeeld = models.CharField(
        max_length=KEUZE, choices=Gedeeld.choices, blank=True, default="", editable=False
    )

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            politiegegeven_is_heel("weegploegsignaal"),
            gegeven_heeft_aard("weegploegsignaal"),
            omgegeven_is_heel("weegploegsignaal"),
        ]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"


class Achterhouding(Rij):
    """The police or the OM holds something back for weighty reasons: that it does, and never what (MvT 4.4).

    It has no text and no link to an item, so that nothing in it says what it is about.
    """

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="achterhoudingen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    op = models.DateField("vastgelegd op")

    class Meta:
        default_permissions = ()
        ordering = ["op", "partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "partij", "op"], name="een_achterhouding_per_partij_per_dag"
            )
        ]

    def __str__(self) -> str:
        return f"Achterhouding {self.pk}"


class Doorgifte(DoorgifteVelden):
    """The municipality passed a melding on before it was brought in here (WV 5.1, MvT 5.2)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="doorgiften")

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Doorgifte {self.pk}"


class Weging(Rij):
    """What the weegploeg thinks of one field of the referentiekader (MC 7.3, 8.2 d). No score."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="wegingen")
    ontwikkelgebied = models.ForeignKey(Ontwikkelgebied, models.PROTECT, related_name="+")
    in_fase = models.ForeignKey(
        Fase, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="fase"
    )
    toelichting = VersleuteldeTekst("toelichting", blank=True, default="")

    class Meta:
        default_permissions = ()
        ordering = ["ontwikkelgebied__nummer"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "ontwikkelgebied"], name="een_weging_per_ontwikkelgebied"
            )
        ]

    def __str__(self) -> str:
        return f"Weging {self.pk}"


class Plaatsing(Rij):
    """Where a member places a signal in the referentiekader, and why (MC 7.3, PB 7). No score.

    What it said before it was moved is kept with what else was put right (`Correctie`).
    """

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="plaatsingen")
    signaal = models.OneToOneField(Signaal, models.CASCADE, related_name="plaatsing")
    # None where it fits in none of the fields, and where its phase can't be judged.
    ontwikkelgebied = models.ForeignKey(
        Ontwikkelgebied, models.PROTECT, null=True, related_name="+", verbose_name="gebied"
    )
    in_fase = models.ForeignKey(
        Fase, models.PROTECT, null=True, related_name="+", verbose_name="fase"
    )
    reden = VersleuteldeTekst("waarom daar")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    eerst_op = models.DateTimeField()
    op = models.DateTimeField()

    class Meta:
        default_permissions = ()
        ordering = ["signaal"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ontwikkelgebied__isnull=False) | Q(in_fase__isnull=True),
                name="buiten_de_gebieden_is_er_geen_fase",
            )
        ]

    def __str__(self) -> str:
        return f"Plaatsing {self.pk}"

    @property
    def plek(self) -> str:
        """In words."""
        if self.ontwikkelgebied is None:
            return "Past in geen van de gebieden"
        fase = f"fase {self.in_fase.nummer}" if self.in_fase else "fase niet te beoordelen"
        return f"{self.ontwikkelgebied.naam}, {fase}"


class Standpunt(Rij):
    """What a core party thinks before the weegploeg decides, in writing and by a last day (PB 3.2).

    The secretary asks it of all three; it is fixed as soon as the decision is taken.
    """

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="standpunten")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    gevraagd_op = models.DateField()
    uiterlijk = models.DateField("uiterlijk op")
    tekst = VersleuteldeTekst("standpunt", blank=True, default="")
    gegeven_op = models.DateTimeField(null=True)
    gegeven_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Since when it is fixed: the weegploeg decided.
    besloten_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["gevraagd_op", "partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "partij"],
                condition=Q(besloten_op__isnull=True),
                name="een_gevraagd_standpunt_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(gegeven_op__isnull=True, gegeven_door__isnull=True)
                | Q(gegeven_op__isnull=False, gegeven_door__isnull=False),
                name="wie_een_standpunt_geeft_is_bekend",
            ),
        ]

    def __str__(self) -> str:
        return f"Standpunt {self.pk}"


class Vastlegging(Rij):
    """What the secretary logged at once, of one meeting or written round: decisions 1, 2 and 3 (PB 3.3, 3.4).

    What hangs on it says who agreed: three core parties, each by the mouth of somebody (`Spreker`).
    """

    class Wijze(models.TextChoices):
        OVERLEG = "overleg", "In een overleg"
        SCHRIFTELIJK = "schriftelijk", "In een schriftelijke ronde"

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="vastleggingen")
    # Empty for what was logged when nobody asked it yet.
    wijze = models.CharField("waar besloten", max_length=KEUZE, choices=Wijze.choices, blank=True)
    vastgelegd_op = models.DateTimeField()
    # The meeting, as long as it is kept; a written round has none.
    overleg = models.ForeignKey(
        Overleg, models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    # A wrong entry stays readable; this one took its place, and says what was wrong.
    vervangt = models.OneToOneField(
        "self", models.CASCADE, null=True, editable=False, related_name="vervangen_door"
    )
    correctie = VersleuteldeTekst("wat klopte er niet", null=True, editable=False)
    # Nobody known for what was logged when it was not kept yet. Who logged it never confirms it.
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = VastleggingQuerySet.as_manager()

    # As of when approved minutes tell it; None: how it is now. No column.
    moment: datetime | None = None

    class Meta:
        default_permissions = ()
        ordering = ["-vastgelegd_op", "-pk"]

    def __str__(self) -> str:
        return f"Vastlegging {self.pk}"

    @property
    def gaat_over(self) -> frozenset[str]:
        """Which decisions it holds: what is decided anew on all of them takes its place."""
        return frozenset(
            soort for soort in ("besluit", "informatiebesluit") if hasattr(self, soort)
        )

    @property
    def is_vervangen(self) -> bool:
        """Whether a later entry took its place."""
        return hasattr(self, "vervangen_door") and self.was_er(self.vervangen_door.vastgelegd_op)

    def was_er(self, sinds: datetime | None) -> bool:
        """Whether something that came at a moment was there when this is told (`moment`)."""
        return sinds is not None and (self.moment is None or sinds <= self.moment)

    @property
    def waar(self) -> str:
        """In which meeting it was decided, or in a written round; empty where nobody kept it."""
        if self.overleg is None:  # or it is kept no longer
            return self.get_wijze_display()
        return f"In het overleg van {date_format(self.overleg.dag, 'j F Y')}, {self.overleg.begin:%H:%M}"

    @property
    def herroept(self) -> bool:
        """Whether it says that what it replaces was not decided at all: then nobody spoke for a party."""
        return self.vervangt_id is not None and not self.gaat_over

    @property
    def dag(self) -> date:
        """The day on which it was decided."""
        if besluit := getattr(self, "besluit", None):
            return besluit.genomen_op  # type: ignore[no-any-return]
        if besluit := getattr(self, "informatiebesluit", None):
            return besluit.besloten_op  # type: ignore[no-any-return]
        return timezone.localdate(self.vastgelegd_op)


class Spreker(Rij):
    """Who spoke for a core party, and was its authorised representative (PB 3.2)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="+")
    vastlegging = models.ForeignKey(Vastlegging, models.CASCADE, related_name="sprekers")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # Who represented the party on that day, or somebody else by name. Neither of what was logged when
    # it was not asked yet.
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    naam = VersleuteldeRegel("wie sprak", blank=True, default="")
    gemachtigd = models.BooleanField("gemachtigd", default=False)
    # In a written round the day of its answer; the day of the decision is the last of them.
    antwoord_op = models.DateField("antwoord op", null=True)
    # Who of the party says, under his own account, that this is what was decided. Empty says nothing.
    bevestigd_op = models.DateTimeField(null=True)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam"]
        constraints = [
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False),
                name="wie_een_besluit_bevestigt_is_bekend",
            ),
            models.UniqueConstraint(
                fields=["vastlegging", "partij"], name="een_spreker_per_kernpartij"
            ),
            models.CheckConstraint(
                condition=Q(gebruiker__isnull=True) | Q(gemachtigd=True),
                name="wie_spreekt_is_gemachtigd",
            ),
        ]

    def __str__(self) -> str:
        return f"Spreker {self.pk}"

    @property
    def wie(self) -> str:
        """By name; empty where nobody kept it."""
        return self.gebruiker.naam if self.gebruiker else self.naam


class Bezwaar(Rij):
    """A core party objects to what was logged; it holds what was not done yet (PB 3.3)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="bezwaren")
    vastlegging = models.ForeignKey(Vastlegging, models.CASCADE, related_name="bezwaren")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst("waarom bezwaar")
    gemaakt_op = models.DateTimeField()
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # It ends when the party withdraws it, or when all three decided anew: then who spoke stands there.
    beeindigd_op = models.DateTimeField(null=True)
    ingetrokken_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opgelost_met = models.ForeignKey(
        Vastlegging, models.CASCADE, null=True, related_name="loste_op"
    )

    class Meta:
        default_permissions = ()
        ordering = ["gemaakt_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["vastlegging", "partij"],
                condition=Q(beeindigd_op__isnull=True),
                name="een_lopend_bezwaar_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(
                    beeindigd_op__isnull=True,
                    ingetrokken_door__isnull=True,
                    opgelost_met__isnull=True,
                )
                | Q(
                    beeindigd_op__isnull=False,
                    ingetrokken_door__isnull=False,
                    opgelost_met__isnull=True,
                )
                | Q(
                    beeindigd_op__isnull=False,
                    ingetrokken_door__isnull=True,
                    opgelost_met__isnull=False,
                ),
                name="een_bezwaar_eindigt_door_intrekken_of_een_nieuw_besluit",
            ),
        ]

    def __str__(self) -> str:
        return f"Bezwaar {self.pk}"

    @property
    def stand(self) -> str:
        """How it stands, as a sentence."""
        if self.beeindigd_op is None:
            return "Nog niet besproken. Wat nog niet is gedaan, wacht."
        dag = date_format(timezone.localdate(self.beeindigd_op), "j F Y")
        if self.opgelost_met_id:
            return f"De drie kernpartijen besloten samen opnieuw, vastgelegd op {dag}."
        return f"Ingetrokken op {dag}."


class Besluit(Rij):
    """A decision of the weegploeg, logged by its secretary (MC 8.2 e, f; PB 3.3, 3.4)."""

    class Uitkomst(models.TextChoices):
        CASUSOVERLEG = "casusoverleg", "Casusoverleg"
        GEEN_CASUSOVERLEG = "geen_casusoverleg", "Geen casusoverleg"
        NADERE_DUIDING = "nadere_duiding", "Nadere duiding"
        PLAN_AFSLUITEN = "plan_afsluiten", "Plan afsluiten"
        PLAN_VOORTZETTEN = "plan_voortzetten", "Plan voortzetten"
        VERNIETIGEN = "vernietigen", "Vernietigen"
        BEWAREN = "bewaren", "Bewaren tot een dag"
        GEHANDHAAFD = "gehandhaafd", "Het besluit blijft, na bezwaar"

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="besluiten")
    vastlegging = models.OneToOneField(Vastlegging, models.CASCADE, related_name="besluit")
    uitkomst = models.CharField("uitkomst", max_length=KEUZE, choices=Uitkomst.choices)
    argumenten = VersleuteldeTekst(
        "argumenten",
        help_text="Waarom neemt de weegploeg dit besluit?||"
        "De uitvoerder legt het besluit vast met de argumenten (procesbeschrijving 3.3).",
    )
    genomen_op = models.DateField("genomen op")

    class Meta:
        default_permissions = ()
        ordering = ["-genomen_op", "-pk"]

    def __str__(self) -> str:
        return f"Besluit {self.pk}"


class GekozenPartner(Rij):
    """Decision 2: a partner for the casusoverleg and its role in the plan (PB 3.4)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="+")
    besluit = models.ForeignKey(Besluit, models.CASCADE, related_name="partners")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst("rol in het plan")
    rol = models.CharField(
        "hoe", max_length=KEUZE, choices=Deelname.Rol.choices, default=Deelname.Rol.DEELNEMER
    )
    # Why it has to be this partner, and with these data; empty of what was logged before it was asked.
    noodzaak = VersleuteldeTekst("noodzaak", null=True)
    proportionaliteit = VersleuteldeTekst("proportionaliteit", null=True)
    subsidiariteit = VersleuteldeTekst("subsidiariteit", null=True)
    # Of the Raad: whether the minor knew it already, and so its being there (PB 3.4).
    al_betrokken = models.BooleanField("was de Raad al betrokken", null=True)

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(fields=["besluit", "partij"], name="een_keuze_per_partner")
        ]

    def __str__(self) -> str:
        return f"Partner {self.pk}"


class Duidingsvraag(
    MetGronden, MetOmSoort, MetGevoelig, MetWpgVoorwaarden, MetReclasseringswerk, Rij
):
    """The secretary asks a named partner only what the weegploeg needs to decide (PB 3.4 ad 3).

    This row is the weegploeg's own. What a party of the covenant or of annex 1 reads of it stands in
    a `Partnervraag`. Any other body is asked in general, without the subject.
    """

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="duidingsvragen")
    # None for a body outside the covenant, and where an older question has only a name.
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, related_name="+")
    # The entry of annex 1 under which an external partner is asked: when that ends, it reads no more.
    vermelding = models.ForeignKey(Bijlage1, models.PROTECT, null=True, related_name="+")
    partner = VersleuteldeRegel("aan wie")
    vraag = VersleuteldeTekst("vraag")
    # Why the weegploeg cannot decide without; nobody wrote it down at older questions.
    nodig = VersleuteldeTekst("waarvoor nodig", null=True, blank=True)
    gesteld_op = models.DateField()
    # Four weeks after the last of them a file without a decision is destroyed (MC 13.3).
    uiterlijk = models.DateField("antwoord uiterlijk op")
    # Of the Raad voor de Kinderbescherming: the day on which the subject is an adult (PB 3.4).
    lezen_tot = models.DateField(null=True)
    herinnerd_op = models.DateField(null=True)
    antwoord = VersleuteldeTekst("antwoord", blank=True, default="")
    beantwoord_op = models.DateField(null=True, blank=True)
    # Under its own account, and not recorded by the secretary.
    zelf = models.BooleanField(default=False)
    mag_niet = models.BooleanField("mag hierop geen antwoord geven", default=False)
    grondslag = models.ForeignKey(  # type: ignore[assignment]  # none before it is answered
        Grondslag,
        models.PROTECT,
        verbose_name="wettelijke grondslag",
        null=True,
        blank=True,
        related_name="+",
        help_text="Op welke wet geeft uw organisatie dit antwoord?||"
        "Elk gegeven draagt de grondslag waarop het is verstrekt (artikel 6 van het convenant).",
    )
    # None at what was recorded before it was asked.
    noodzaak = VersleuteldeTekst(
        "waarom is dit nodig",
        null=True,
        blank=True,
        help_text=MetGevoelig._meta.get_field("noodzaak").help_text,
    )
    wpg_overleg = VersleuteldeTekst(
        "overleg met de bevoegd functionaris en het OM", null=True, blank=True
    )
    # The file went on without its answer, or the weegploeg decided: nobody is asked any more.
    gesloten_op = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["gesteld_op", "pk"]
        constraints = [
            politiegegeven_is_heel("duidingsvraag"),
            omgegeven_is_heel("duidingsvraag"),
            werk_is_van_reclassering("duidingsvraag"),
        ]

    def __str__(self) -> str:
        return f"Vraag {self.pk}"

    @property
    def open(self) -> bool:
        """Whether the weegploeg waits for an answer to it."""
        return self.beantwoord_op is None and self.gesloten_op is None


class Partnervraag(Rij):
    """All that an asked party reads: about whom, the question, and what it answered itself.

    The party does not see the file, nor the row of the question: those say why the weegploeg asks,
    and what else it asked.
    """

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="+")
    duidingsvraag = models.OneToOneField(Duidingsvraag, models.CASCADE, related_name="gesteld")
    # Its own: the number of the file is for who reads that.
    nummer = models.CharField(max_length=20, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    over = VersleuteldeTekst("over wie het gaat")
    vraag = VersleuteldeTekst("vraag")
    gesteld_op = models.DateField()
    uiterlijk = models.DateField("antwoord uiterlijk op")
    antwoord = VersleuteldeTekst("antwoord", blank=True, default="")
    beantwoord_op = models.DateField(null=True)

    objects = PartnervraagQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = "vraag om nadere duiding"
        ordering = ["uiterlijk", "pk"]

    def __str__(self) -> str:
        return self.nummer


class Informatiebesluit(Rij):
    """Decision 3: inform the subject now, or not yet on a named ground (MC 11.3, 11.4)."""

    class Wie(models.TextChoices):
        SUBJECT = "subject", "De betrokkene"
        OUDERS = "ouders", "De ouders"
        BEIDEN = "beiden", "De betrokkene en de ouders"

    class Eerder(models.TextChoices):
        """Whether the subject or the parents were told before, such as in another track (PB 3.4)."""

        NEE = "nee", "Nee"
        JA = "ja", "Ja"
        ONBEKEND = "onbekend", "Dat is niet bekend"

    dossier = models.ForeignKey(
        WeegploegDossier, models.CASCADE, related_name="informatiebesluiten"
    )
    vastlegging = models.OneToOneField(
        Vastlegging, models.CASCADE, related_name="informatiebesluit"
    )
    informeren = models.BooleanField("informeren")
    wie = models.CharField("wie", max_length=KEUZE, choices=Wie.choices, default=Wie.SUBJECT)
    afspraak = VersleuteldeTekst("door wie en hoe", blank=True, default="")
    grond = models.ForeignKey(
        Uitzonderingsgrond, models.PROTECT, null=True, blank=True, related_name="+"
    )
    reden = VersleuteldeTekst("waarom niet of nog niet", blank=True, default="")
    # Letters of UAVG 41 lid 2, and how they were weighed; of a ground of that article alone.
    factoren = ArrayField(models.CharField(max_length=1), default=list)
    afweging = VersleuteldeTekst("afweging", null=True, blank=True)
    eerder = models.CharField(
        "eerder geïnformeerd",
        max_length=KEUZE,
        choices=Eerder.choices,
        default=Eerder.ONBEKEND,
        db_default=Eerder.ONBEKEND,
    )
    eerder_weging = VersleuteldeTekst("hoe dat meeweegt", null=True, blank=True)
    # Empty where the ground ends the duty (AVG 14.5 a, c): then there is nothing to look at again.
    heroverwegen_op = models.DateField("opnieuw bekijken op", null=True, blank=True)
    besloten_op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-besloten_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(informeren=True, heroverwegen_op__isnull=True)
                | Q(informeren=False, grond__isnull=False),
                name="niet_informeren_heeft_een_grond",
            )
        ]

    def __str__(self) -> str:
        return f"Informatiebesluit {self.pk}"

    @property
    def hoeft_niet(self) -> bool:
        """Whether it ended the duty: not informing, on a ground that ends it (AVG 14.5 a, c)."""
        return not self.informeren and self.grond is not None and self.grond.eindigt_plicht

    @property
    def want(self) -> str:
        """The ground in words, to follow "want"; empty without one."""
        return self.grond.omschrijving if self.grond else ""


class Brief(BriefVelden):
    """A letter about a file of the weegploeg (`brieven`)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="brieven")

    class Meta(BriefVelden.Meta):
        pass


class Controle(ControleVelden):
    """A check of a file of the weegploeg (MC 8.3)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="controles")

    class Meta(ControleVelden.Meta):
        pass


class Correctie(CorrectieVelden):
    """What a row of a file of the weegploeg said before (MC 8.3)."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="correcties")

    class Meta(CorrectieVelden.Meta):
        pass


class Vergelijking(VergelijkingVelden):
    """What was said of two files of the weegploeg: whether it is one person."""

    dossier = models.ForeignKey(WeegploegDossier, models.CASCADE, related_name="vergelijkingen")

    class Meta(VergelijkingVelden.Meta):
        abstract = False
