"""A melding: what somebody told a core party, before the weegploeg takes it up (MC 7.1, MvT 5)."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from convenant.gegevens import (
    SignaalVelden,
    gegeven_heeft_aard,
    omgegeven_is_heel,
    politiegegeven_is_heel,
)
from convenant.models import Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from gedeeld.termijnen import Grond
from register.feiten import Looptijd
from register.models import Dossier, VanEenGemeente
from weegploeg.models import Herkomst, InbrengWaarden
from weegploeg.rules import heeft_melder

from .querysets import NIEUW_EERST, MeldingQuerySet


class Melding(VanEenGemeente, Dossier, PersoonVelden):
    """One melding about one person. On bringing it in, its content moves to the weegploeg's file."""

    class Stand(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        INGEBRACHT = "ingebracht", "Ingebracht in de weegploeg"
        DOORGEGEVEN = "doorgegeven", "Doorgegeven aan een andere instantie"
        GEEN_ACTIE = "geen_actie", "Geen aanleiding voor actie"

    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {
        (Stand.NIEUW, Stand.INGEBRACHT): "MC 7.1",
        (Stand.NIEUW, Stand.DOORGEGEVEN): "WV 5.1",
        (Stand.NIEUW, Stand.GEEN_ACTIE): "MvT 5.2",
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
        help_text="Bij een signaal uit eigen systemen vult u geen melder in.",
    )
    anoniem = models.BooleanField(
        "de melder is anoniem",
        default=False,
        help_text="Laat naam en contact dan leeg. Een onbekende melder telt mee in de weging.",
    )
    melder_naam = VersleuteldeRegel(
        "naam van de melder",
        blank=True,
        default="",
        help_text="Laat dit alleen leeg als de melder anoniem is.",
    )
    melder_contact = VersleuteldeRegel(
        "telefoon of e-mail van de melder",
        blank=True,
        default="",
        help_text="Om de melder later te vertellen wat er met de melding is gedaan.",
    )
    hulptraject = VersleuteldeTekst(
        "lopend hulptraject",
        blank=True,
        default="",
        help_text="Loopt er al hulp of begeleiding? Bij wie?",
    )
    terrorisme = models.BooleanField(
        "het gaat om terroristische activiteiten",
        default=False,
        help_text="Licht dan eerst de politie in en verwijs de melder naar de politie.",
    )
    politie_ingelicht = models.BooleanField(
        "de politie is ingelicht en de melder is naar de politie verwezen", default=False
    )
    # Where it went: the weegploeg's file by name only. It is in the same case.
    dossier_nummer = models.CharField(max_length=20, blank=True, default="", editable=False)
    gesprek = VersleuteldeTekst(
        "gesprek met de melder",
        blank=True,
        default="",
        help_text="Wat is met de melder besproken? Kon dat niet, schrijf dan op waarom niet.",
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
                condition=Q(terrorisme=False) | Q(politie_ingelicht=True),
                name="bij_terrorisme_is_de_politie_ingelicht",
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
    def heeft_melder(self) -> bool:
        """Whether somebody reported it; own systems did not."""
        return heeft_melder(self.herkomst)

    # What a caseworker fills in, besides the subject.
    INVULVELDEN = (
        "gemeente",
        "ontvangen_op",
        "herkomst",
        "anoniem",
        "melder_naam",
        "melder_contact",
        "hulptraject",
        "terrorisme",
        "politie_ingelicht",
    )

    @property
    def is_nieuw(self) -> bool:
        """Whether it still waits for somebody to handle it."""
        return self.stand == self.Stand.NIEUW

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
            hulptraject=self.hulptraject,
        )

    @property
    def looptijd(self) -> Looptijd:
        """How long it lives: what stays of one that was brought in is its number (MC 13.3)."""
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


class Doorgifte(Rij):
    """Passing a melding on to a body whose task needs it (WV 5.1, MvT 5.2)."""

    melding = models.ForeignKey(Melding, models.CASCADE, related_name="doorgiften")
    aan = VersleuteldeRegel(
        "aan welke instantie",
        help_text="De naam van de organisatie, niet van een persoon.",
    )
    gegevens = VersleuteldeTekst("welke gegevens")
    noodzaak = VersleuteldeTekst(
        "waarom heeft die instantie dit nodig",
        help_text="Geef alleen door wat die instantie voor haar taak nodig heeft.||"
        "Doorgeven mag voor zover het nodig is voor de taak van de ander (wetsvoorstel artikel 5).",
    )
    op = models.DateField("doorgegeven op")

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Doorgifte {self.pk}"
