"""The ledger of each file: what of it went to whom (MC 12.3, AVG 15.1 c, 19; ADR 24)."""

from datetime import date, timedelta
from typing import Any, ClassVar, Self

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.fields import KEUZE, VersleuteldeRegel
from gedeeld.rij import Rij

from .aan_het_dossier import DOSSIER, KRING, Uitsluiting

NUMMER = 20  # characters of a drawn number


class SoortGegeven(models.TextChoices):
    """Kinds of data that go from a file to somebody."""

    NAAM_ADRES = "naam_adres", "Naam en adres"
    GEBOORTEDATUM = "geboortedatum", "Geboortedatum"
    SIGNALEN = "signalen", "Signalen"
    WEGING = "weging", "Weging"
    ANALYSE = "analyse", "Analyse"
    PARTIJEN = "partijen", "Gegevens van partijen"
    DERDEN = "derden", "Andere personen"
    PLAN = "plan", "Plan"
    VERSLAG = "verslag", "Verslag"


class Uitwisseling(Rij):
    """Data of a file went to somebody: what kind, on which ground, when, and which items.

    By key and in choices: what the items say stands in the file itself.
    """

    class Soort(models.TextChoices):
        KOPIE = "kopie", "Kopie naar het casusoverleg"
        DOORGIFTE = "doorgifte", "Doorgegeven aan een andere instantie"
        VERSTREKKING = "verstrekking", "Verstrekt aan een externe partner"
        OVERDRACHT = "overdracht", "Gegeven aan een andere gemeente"
        VERSLAG = "verslag", "Verslag van een overleg"
        PLAN = "plan", "Vastgesteld plan"
        VRAAG = "vraag", "Vraag om nadere duiding"
        VERKENNEN = "verkennen", "Gevraagd om te kijken of er een rol is"
        DEELNAME = "deelname", "Doet mee aan het casusoverleg"
        BRIEF = "brief", "Brief"

    # For the approach, so that it is processing (MC 13.1). A letter or a message is not; and minutes tell
    # what was decided, which was processing itself.
    VOOR_DE_AANPAK = (
        Soort.KOPIE,
        Soort.DOORGIFTE,
        Soort.VERSTREKKING,
        Soort.OVERDRACHT,
        Soort.PLAN,
        Soort.VRAAG,
        Soort.VERKENNEN,
        Soort.DEELNAME,
    )

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="uitwisselingen")
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    # To whom: a party or partner of a covenant; None for a body outside it, which is named.
    aan = models.ForeignKey(Partij, models.PROTECT, null=True, related_name="+")
    naar = VersleuteldeRegel("aan wie, buiten het convenant", null=True)
    gegevens = ArrayField(models.CharField(max_length=KEUZE), default=list)  # kinds of data
    grond = models.CharField(max_length=100)
    op = models.DateField()
    stukken = ArrayField(models.UUIDField(), default=list)  # keys of rows of the file
    # By which number the receiver knows the file, where that is not its own.
    nummer = models.CharField(max_length=NUMMER, blank=True, default="")
    # Not written when it went, but made later from what stood in the file.
    achteraf = models.BooleanField(default=False)
    # Not while another municipality considers what it is offered, nor when it refused: it holds nothing (WV 4).
    aangenomen = models.BooleanField(default=True)

    class Meta:
        default_permissions = ()
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"Uitwisseling {self.pk}"


class KennisgevingQuerySet(models.QuerySet[Any]):
    """Notices."""

    def open(self) -> Self:
        """Those that nobody confirmed."""
        return self.filter(bevestigd_op=None)

    def voor(self, actor: Actor | None) -> Self:
        """Those that wait for this actor as receiver; never of a file from which he is excluded."""
        if actor is None or actor.gebruiker_id is None:
            return self.none()
        return self.open().filter(aan__in=sorted(actor.adressen))._zonder_uitsluiting(actor)

    def van_houder(self, actor: Actor | None) -> Self:
        """Those of files that this actor keeps."""
        if actor is None or actor.gebruiker_id is None:
            return self.none()
        return self.filter(houder__in=sorted(actor.kringen))._zonder_uitsluiting(actor)

    def _zonder_uitsluiting(self, actor: Actor) -> Self:
        uitgesloten = Uitsluiting.objects.filter(
            gebruiker=actor.gebruiker_id, opgeheven_op=None, dossier=OuterRef("dossier")
        )
        return self.filter(~Q(Exists(uitgesloten)))


class Kennisgeving(Rij):
    """Who got data of a file is told that they were put right, recalled, restricted or destroyed (MC 12.6, AVG 19).

    One row for each receiver, until somebody of it confirms. It says nothing of the data but their
    kind and when they went. It hangs on the file; that the file was destroyed is told after it, by a
    row that hangs on no file.
    """

    class Wat(models.TextChoices):
        VERBETERD = "verbeterd", "Verbeterd"
        BEPERKT = "beperkt", "Beperkt"
        ONBEPERKT = "onbeperkt", "Niet meer beperkt"
        VERNIETIGD = "vernietigd", "Vernietigd"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    class Hoe(models.TextChoices):
        """How who has no account here let know that it was done."""

        POST = "post", "Per post"
        VEILIGE_MAIL = "veilige_mail", "Met beveiligde mail"
        TELEFOON = "telefoon", "Aan de telefoon"
        GESPREK = "gesprek", "In een gesprek"

    TERMIJN = timedelta(weeks=4)  # MC 12.6
    # Who is told need not read the file, and so has no key of it. No name of a subject stands here.
    zonder_datasleutel = True

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, null=True, related_name="kennisgevingen")
    # As lists and logs call the file, because who is told need not read it.
    dossiersoort = models.CharField(max_length=KEUZE)
    pseudoniem = models.UUIDField(null=True)
    nummer = models.CharField(max_length=NUMMER)
    van = models.ForeignKey(Partij, models.PROTECT, related_name="+")  # whose file it is
    houder = models.CharField(max_length=KRING)  # who keeps it, and sees to it that all are told
    # Who is told: the circle of its people, and the party; or a body outside the covenant.
    aan = models.CharField(max_length=KRING, blank=True, default="")
    ontvanger = models.ForeignKey(Partij, models.PROTECT, null=True, related_name="+")
    naar = VersleuteldeRegel("aan wie, buiten het convenant", null=True)
    wat = models.CharField(max_length=KEUZE, choices=Wat.choices)
    soort = models.CharField(max_length=KEUZE, choices=Uitwisseling.Soort.choices)
    gegevens = ArrayField(models.CharField(max_length=KEUZE), default=list)
    gekregen_op = models.DateField()
    op = models.DateField(db_index=True)
    bevestigd_op = models.DateField("bevestigd op", null=True)
    # Who confirmed; or who recorded that somebody outside did, with his name and how.
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hoe = models.CharField(
        "hoe is het bevestigd", max_length=KEUZE, choices=Hoe.choices, blank=True, default=""
    )
    wie = VersleuteldeRegel("wie bevestigde het", null=True)

    objects: ClassVar[Any] = KennisgevingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = "kennisgeving"
        ordering = ["op", "pk"]
        indexes = [
            models.Index(
                fields=["aan"], condition=Q(bevestigd_op=None), name="kennisgeving_aan_wie"
            ),
            models.Index(
                fields=["houder"], condition=Q(bevestigd_op=None), name="kennisgeving_van_wie"
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(bevestigd_op=None, bevestigd_door=None, hoe="")
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False),
                name="bevestigde_kennisgeving_zegt_door_wie",
            ),
            models.CheckConstraint(
                condition=Q(dossier__isnull=False) | Q(wat="vernietigd"),
                name="kennisgeving_zonder_dossier_zegt_dat_het_weg_is",
            ),
        ]

    def __str__(self) -> str:
        return f"Kennisgeving {self.pk}"

    @property
    def uiterlijk(self) -> date:
        """The last day to confirm it."""
        return self.op + self.TERMIJN

    @property
    def als_dossier(self) -> Any:
        """The file as who is told knows it; None when it is gone."""
        if self.dossier_id is None:
            return None
        dossier = apps.get_model(DOSSIER)(
            pk=self.dossier_id,
            nummer=self.nummer,
            dossiersoort=self.dossiersoort,
            pseudoniem=self.pseudoniem,
        )
        dossier._state.adding = False
        return dossier
