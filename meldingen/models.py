"""A melding: what somebody told a core party, before the weegploeg takes it up (MC 7.1, MvT 5)."""

from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from convenant.doorgifte import DoorgifteVelden
from convenant.gegevens import (
    SignaalVelden,
    gaat_niet_mee,
    gegeven_heeft_aard,
    omgegeven_is_heel,
    politiegegeven_is_heel,
)
from convenant.models import Partij
from convenant.terrorisme import TerrorismeVelden
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from gedeeld.termijnen import Grond
from register.feiten import Looptijd
from register.models import Dossier, VanEenGemeente
from register.vergelijken.models import VergelijkingVelden
from weegploeg.models import Herkomst, InbrengWaarden
from weegploeg.rules import heeft_melder

from .querysets import NIEUW_EERST, ConceptQuerySet, MeldingQuerySet


class Melding(VanEenGemeente, Dossier, PersoonVelden, TerrorismeVelden):
    """One melding about one person. On bringing it in, its content moves to the weegploeg's file."""

    class Stand(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        INGEBRACHT = "ingebracht", "Ingebracht in de weegploeg"
        DOORGEGEVEN = "doorgegeven", "Afgedaan: alleen doorgegeven"
        GEEN_ACTIE = "geen_actie", "Geen aanleiding voor actie"
        DUBBEL = "dubbel", "Dubbel van een andere melding"

    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {
        (Stand.NIEUW, Stand.INGEBRACHT): "MC 7.1",
        (Stand.NIEUW, Stand.DOORGEGEVEN): "WV 5.1",
        (Stand.NIEUW, Stand.GEEN_ACTIE): "MvT 5.2",
        (Stand.NIEUW, Stand.DUBBEL): "AVG 5.1 d",
    }

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, parent_link=True, related_name="melding"
    )
    # The core party that it was told to; whose file it is says `Dossier.partij`: the municipality.
    ontvanger = models.ForeignKey(Partij, models.PROTECT, related_name="+", editable=False)
    stand = models.CharField(
        "stand", max_length=KEUZE, choices=Stand.choices, default=Stand.NIEUW, editable=False
    )
    ontvangen_op = models.DateField(
        "ontvangen op",
        help_text="De dag waarop de melding binnenkwam.||Vanaf deze dag mag een melding die niet "
        "wordt ingebracht hooguit zes maanden blijven bestaan (artikel 13 lid 3 van het convenant).",
    )
    herkomst = models.CharField(
        "bron",
        max_length=KEUZE,
        choices=Herkomst.choices,
        help_text="Bij een signaal uit eigen systemen vult u geen melder in."
        "||De weegploeg weegt eigen signalen en signalen die via een kernpartij binnenkomen "
        "(artikel 7 lid 1, artikel 1 onder m van het convenant).",
    )
    anoniem = models.BooleanField(
        "de melder is anoniem",
        default=False,
        help_text="Laat naam en contact dan leeg. Een onbekende melder telt mee in de weging."
        "||Melden kan met en zonder naam. Zonder bekende melder weegt een signaal anders (memorie "
        "van toelichting 5.1).",
    )
    melder_naam = VersleuteldeRegel(
        "naam van de melder",
        blank=True,
        default="",
        help_text="Laat dit alleen leeg als de melder anoniem is."
        "||In het bestand staat wie het signaal inbracht (artikel 8 lid 2 onder c). De melder "
        "gaat nooit mee naar het casusoverleg.",
    )
    melder_contact = VersleuteldeRegel(
        "telefoon of e-mail van de melder",
        blank=True,
        default="",
        help_text="Om de melder later te vertellen wat er met de melding is gedaan."
        "||Wie iets inbracht, hoort wat er is besloten (procesbeschrijving 3.4). Daarvoor is een "
        "telefoonnummer of adres nodig (artikel 8 lid 2 onder c).",
    )
    wil_onbekend = models.BooleanField(
        "de melder wil niet bij naam worden genoemd",
        default=False,
        db_default=False,
        help_text="U noteert de naam wel: dan kunt u de melder bereiken. Wie de naam ziet, leest dat die niet"
        " genoemd mag worden.||In het bestand staat wie het signaal inbracht (artikel 8 lid 2 onder c). Niemand"
        " noemt die naam aan de persoon over wie het gaat (artikel 41 lid 1 onder i UAVG).",
    )
    hulptraject = VersleuteldeTekst(
        "lopend hulptraject",
        blank=True,
        default="",
        help_text="Loopt er al hulp of begeleiding? Bij wie?"
        "||Er kan al hulp zijn die doorloopt (procesbeschrijving 2.1). Dat telt mee in de weging.",
    )
    # Where it went: the weegploeg's file by name only. It is in the same case.
    dossier_nummer = models.CharField(max_length=20, blank=True, default="", editable=False)
    # Of one that was entered twice: the number of the other.
    dubbel_van = models.CharField(max_length=20, blank=True, default="", editable=False)
    gesprek = VersleuteldeTekst(
        "gesprek met de melder",
        blank=True,
        default="",
        help_text="Wat is met de melder besproken? Kon dat niet, schrijf dan op waarom niet."
        "||Geeft een melding geen aanleiding om iets te doen, dan kunt u dat met de melder "
        "bespreken (memorie van toelichting 5.2).",
    )

    objects: ClassVar[Any] = MeldingQuerySet.as_manager()

    class Meta(PersoonVelden.Meta):
        abstract = False
        verbose_name = "melding"
        default_permissions = ()
        indexes = [
            *PersoonVelden.Meta.indexes,
            models.Index(fields=["ontvangen_op"], name="melding_termijn"),
            models.Index(NIEUW_EERST, "ontvangen_op", "dossier", name="melding_volgorde"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(terrorisme=False) | Q(politie_ingelicht=True) | Q(stand="nieuw"),
                name="over_terrorisme_eindigt_niet_voor_de_politie_het_weet",
            ),
            models.CheckConstraint(
                condition=Q(stand="dubbel") & ~Q(dubbel_van="")
                | ~Q(stand="dubbel") & Q(dubbel_van=""),
                name="alleen_een_dubbele_melding_noemt_de_andere",
            ),
            models.CheckConstraint(
                condition=~Q(herkomst="eigen") | Q(anoniem=False),
                name="eigen_systemen_zijn_geen_anonieme_melder",
            ),
            models.CheckConstraint(
                condition=~Q(stand="ingebracht") | (~Q(dossier_nummer="") & Q(zoeksleutels=[])),
                name="ingebrachte_melding_is_verhuisd_en_niet_te_vinden",
            ),
        ]

    @property
    def heeft_melder(self) -> bool:  # type: ignore[override]
        """Whether somebody reported it; own systems did not."""
        return heeft_melder(self.herkomst)

    @property
    def kreeg_het(self) -> Partij:
        """The party that received it."""
        return self.ontvanger

    # What a caseworker fills in, besides the subject.
    INVULVELDEN = (
        "gemeente",
        "ontvangen_op",
        "herkomst",
        "anoniem",
        "melder_naam",
        "melder_contact",
        "wil_onbekend",
        "hulptraject",
        "terrorisme",
    )

    @property
    def is_nieuw(self) -> bool:
        """Whether it still waits for somebody to handle it."""
        return self.stand == self.Stand.NIEUW

    def door_te_geven(self, op: date) -> "models.QuerySet[Signaal]":
        """Its signals that another body can get on a day (WPG 3)."""
        return self.signalen.exclude(gaat_niet_mee(op))

    @property
    def inbreng(self) -> InbrengWaarden:
        """The reporter's side of it, to hand over to the weegploeg's file (MC 8.2 c)."""
        return InbrengWaarden(
            partij_id=self.ontvanger_id,
            ontvangen_op=self.ontvangen_op,
            melding_nummer=self.nummer,
            herkomst=self.herkomst,
            anoniem=self.anoniem,
            melder_naam=self.melder_naam,
            melder_contact=self.melder_contact,
            wil_onbekend=self.wil_onbekend,
            hulptraject=self.hulptraject,
            **self.terrorisme_waarden,
        )

    @property
    def looptijd(self) -> Looptijd:
        """How long it lives: what stays of one that was brought in is its number (MC 13.3).

        A double lives its own six months, as if it had not ended: it can have told of another day and
        reporter, and who ended it by mistake can still find it. It never lives longer for the other.
        """
        weg = self.stand == self.Stand.INGEBRACHT
        return Looptijd(Grond.VERHUISD if weg else Grond.NIET_INGEBRACHT, self.ontvangen_op)

    @property
    def vergeten_op(self) -> date:
        """The day on which it is destroyed."""
        return self.looptijd.tot


class Signaal(SignaalVelden):
    """A factual behaviour in a melding (MC 1 h)."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="signalen")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            politiegegeven_is_heel("meldingsignaal"),
            gegeven_heeft_aard("meldingsignaal"),
            omgegeven_is_heel("meldingsignaal"),
        ]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"


class Doorgifte(DoorgifteVelden):
    """Passing a melding on to a body whose task needs it (WV 5.1, MvT 5.2). It moves along on bringing in."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="doorgiften")

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Doorgifte {self.pk}"


class Vergelijking(VergelijkingVelden):
    """What was said of a melding and another melding, or a file of the weegploeg: whether it is one person."""

    dossier = models.ForeignKey(Melding, models.CASCADE, related_name="vergelijkingen")

    class Meta(VergelijkingVelden.Meta):
        abstract = False


class Concept(Rij):
    """A melding that somebody is writing: that there is one, whose it is, and until when. It is no file yet.

    Colleagues of the same party see this and no more; what it says stands in a row of its own.
    """

    class Reden(models.TextChoices):
        """Why a colleague took it over: a choice, so that nothing of the subject stands here."""

        AFWEZIG = "afwezig", "De schrijver is er niet"
        VERTROKKEN = "vertrokken", "De schrijver werkt hier niet meer"
        AFGESPROKEN = "afgesproken", "Zo is het met de schrijver afgesproken"

    nummer = models.CharField(max_length=20, unique=True, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    schrijver = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    gemaakt_op = models.DateField()
    laatste_dag = models.DateField(db_index=True)
    # The last colleague from whom it was taken over, so that he hears of it.
    vorige = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    overgenomen_op = models.DateField(null=True)
    reden = models.CharField(
        "waarom neemt u het over", max_length=KEUZE, choices=Reden.choices, blank=True, default=""
    )

    objects: ClassVar[Any] = ConceptQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["laatste_dag", "nummer"]
        constraints = [
            models.CheckConstraint(
                condition=Q(vorige=None, overgenomen_op=None, reden="")
                | (Q(vorige__isnull=False, overgenomen_op__isnull=False) & ~Q(reden="")),
                name="overgenomen_concept_zegt_van_wie_en_waarom",
            )
        ]

    def __str__(self) -> str:
        return self.nummer


class Conceptinhoud(Rij):
    """What the writer filled in so far, for him alone."""

    concept = models.OneToOneField(Concept, models.CASCADE, related_name="inhoud")
    # Names and values of the form, as a browser sends them.
    velden = VersleuteldeTekst()
    # As of a melding: so that a request of the person finds it.
    zoeksleutels = ArrayField(models.CharField(max_length=32), default=list, editable=False)

    class Meta:
        default_permissions = ()
        indexes = [GinIndex(fields=["zoeksleutels"], name="conceptinhoud_zoeksleutels")]

    def __str__(self) -> str:
        return f"Conceptinhoud {self.pk}"
