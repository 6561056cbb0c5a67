"""A meeting of the weegploeg or of the casusoverleg (PB 3.3, 4.3): when, who, and about which files.

It names no subject. An item bears the key of its file and goes with that file; what was decided there
stands in the file. So of a meeting that is over only general matters and the names of who was there
are left, and these go some years later (`bewaren.ruim_op`).
"""

from datetime import datetime, time, timedelta
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenant.models import Partij
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij
from register.kringen import Kring
from register.models import NERGENS, Dossier

from .querysets import (
    AgendapuntQuerySet,
    ErbijQuerySet,
    GenodigdeQuerySet,
    OpmerkingQuerySet,
    OverlegQuerySet,
)

KRING = 70  # characters of a circle's name
LEZER = 80  # of a user and a party


class Soort(models.TextChoices):
    """Whose meeting it is."""

    WEEGPLOEG = "weegploeg", "Weegploeg"
    CASUSOVERLEG = "casusoverleg", "Casusoverleg"


class Stand(models.TextChoices):
    """How far a meeting is; it follows from its facts."""

    GEPLAND = "gepland", "Gepland"
    BEZIG = "bezig", "Bezig"
    CONCEPT = "concept", "Verslag in concept"
    VASTGESTELD = "vastgesteld", "Verslag vastgesteld"
    AFGELAST = "afgelast", "Afgelast"


# Who reads it by role, and who prepares and keeps it. Parties of a casus read it by invitation.
_KRINGEN = {
    Soort.WEEGPLOEG: (Kring.WEEGPLOEG, Kring.UITVOERDER_WEEGPLOEG),
    Soort.CASUSOVERLEG: (Kring.UITVOERDER_CASUSOVERLEG, Kring.UITVOERDER_CASUSOVERLEG),
}


class Overleg(Rij):
    """One meeting. Those of a series share `reeks`, and each is moved or cancelled by itself."""

    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    # The municipality whose files are discussed.
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    dag = models.DateField("dag")
    begin = models.TimeField("begin")
    eind = models.TimeField("einde")
    plaats = VersleuteldeRegel("plaats")
    voorzitter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    # Who keeps the minutes: the uitvoerder who opened it. Nobody of a meeting from before this was kept.
    secretaris = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    reeks = models.UUIDField(null=True, editable=False, db_index=True)
    kring = models.CharField(max_length=KRING, editable=False)
    houder = models.CharField(max_length=KRING, editable=False)
    # Who reads it because he was invited (`querysets.lezer`): kept by who invites, asked by the wall,
    # which would turn in a circle if it asked the table of who was invited.
    lezers = ArrayField(models.CharField(max_length=LEZER), default=list, editable=False)
    # How often it was changed since it was planned: a calendar needs it.
    versie = models.PositiveIntegerField(default=0, editable=False)
    gemaakt_door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uitgenodigd_op = models.DateTimeField(null=True, editable=False)
    afgelast_op = models.DateTimeField(null=True, editable=False)
    begonnen_op = models.DateTimeField(null=True, editable=False)
    gehouden_op = models.DateTimeField(null=True, editable=False)
    # The day of the meeting in which the minutes were approved, and that meeting.
    vastgesteld_op = models.DateField(null=True, editable=False)
    vastgesteld_in = models.ForeignKey(
        "self", models.SET_NULL, null=True, editable=False, related_name="stelde_vast"
    )
    # When that was recorded: what is logged or put right after it does not change what they say.
    vast_sinds = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[Any] = OverlegQuerySet.as_manager()

    class Meta:
        verbose_name = "overleg"
        default_permissions = ()
        ordering = ["dag", "begin", "pk"]
        indexes = [
            models.Index(fields=["kring", "dag"], name="overleg_per_kring"),
            models.Index(fields=["houder", "dag"], name="overleg_per_houder"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(eind__gt=F("begin")), name="overleg_eindigt_na_begin"
            ),
            models.CheckConstraint(
                condition=Q(vastgesteld_op__isnull=True) | Q(gehouden_op__isnull=False),
                name="verslag_is_van_een_overleg_dat_gehouden_is",
            ),
            models.CheckConstraint(
                condition=Q(afgelast_op__isnull=True) | Q(gehouden_op__isnull=True),
                name="afgelast_overleg_is_niet_gehouden",
            ),
        ]

    def __str__(self) -> str:
        return f"Overleg {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new meeting has its circles from the first moment: the second wall asks them."""
        if self._state.adding:
            lezen, houden = _KRINGEN[Soort(self.soort)]
            self.kring, self.houder = lezen.van(self.partij_id), houden.van(self.partij_id)
        super().save(*args, **kwargs)

    @property
    def gasten(self) -> "models.QuerySet[Genodigde]":
        """Who is there for general matters only: as long as he is, no file is opened (MvT 2.3)."""
        rijen: models.QuerySet[Genodigde] = self.genodigden.filter(
            alleen_algemeen=True, aanwezig=True, vertrokken_op=None
        )
        return rijen

    @property
    def moment(self) -> datetime | None:
        """As of when the minutes tell it; None as long as they are a draft, which tells how it is now."""
        if self.vastgesteld_op is None:
            return None
        # Of minutes from before the moment was kept: the end of that day.
        dag = datetime.combine(self.vastgesteld_op + timedelta(days=1), time())
        return self.vast_sinds or timezone.make_aware(dag)

    @property
    def rol_voorzitter(self) -> str:
        """What who is in the chair is called: of a casusoverleg that is the uitvoerder (PB 4.3)."""
        return "Technisch voorzitter" if self.soort == Soort.CASUSOVERLEG else "Voorzitter"

    @property
    def leiding(self) -> list[tuple[str, str]]:
        """Who is in the chair and who keeps the minutes, by name, as far as that is known."""
        wie = [(self.rol_voorzitter, self.voorzitter), ("Secretaris", self.secretaris)]
        return [(rol, iemand.naam) for rol, iemand in wie if iemand]

    @property
    def stand(self) -> Stand:
        """How far it is."""
        if self.afgelast_op:
            return Stand.AFGELAST
        if self.vastgesteld_op:
            return Stand.VASTGESTELD
        if self.gehouden_op:
            return Stand.CONCEPT
        return Stand.BEZIG if self.begonnen_op else Stand.GEPLAND


class Agendapunt(Rij):
    """A file to discuss, or a general matter. It goes with the file.

    It bears what lists and logs call the file, as a task does: who reads the plan alone has no row of
    the register. Nothing else about the file stands here.
    """

    class Reden(models.TextChoices):
        NIEUW = "nieuw", "Nieuw"
        DUIDING = "duiding", "Terug van nadere duiding"
        INFORMEREN = "informeren", "Informeren opnieuw bekijken"
        AFSLUITEN = "afsluiten", "Advies om af te sluiten"
        CONTROLE = "controle", "Controle van de gegevens"
        BEZWAAR = "bezwaar", "Bezwaar van een kernpartij"
        MAATREGEL = "maatregel", "Maatregel te laat"
        VOORTGANG = "voortgang", "Voortgang van het plan"
        TOEGEVOEGD = "toegevoegd", "Toegevoegd"

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="punten")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="agendapunten")
    dossiersoort = models.CharField(max_length=KEUZE, blank=True, default="")
    nummer = models.CharField(max_length=20, blank=True, default="")
    pseudoniem = models.UUIDField(null=True)
    reden = models.CharField(max_length=KEUZE, choices=Reden.choices, blank=True, default="")
    # Of a general matter, and what was agreed on it.
    onderwerp = VersleuteldeTekst("onderwerp", null=True)
    conclusie = VersleuteldeTekst("wat is afgesproken", null=True)
    # The meeting whose minutes are to be approved: that item comes by itself (`agenda`).
    verslag = models.ForeignKey(Overleg, models.SET_NULL, null=True, related_name="+")
    volgorde = models.PositiveSmallIntegerField(default=0)
    # Taken off by the secretary: it stays off, also while it is still due.
    afgevoerd = models.BooleanField(default=False)
    besproken_op = models.DateTimeField(null=True)
    # Not discussed in a meeting that is over, and put on the next one: it is not taken along once more.
    doorgeschoven = models.BooleanField(default=False)

    objects: ClassVar[Any] = AgendapuntQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["volgorde", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "dossier"], name="een_punt_per_dossier"),
            models.UniqueConstraint(fields=["overleg", "verslag"], name="een_punt_per_verslag"),
            models.CheckConstraint(
                condition=Q(dossier__isnull=False, onderwerp__isnull=True, conclusie__isnull=True)
                & ~Q(reden="")
                & ~Q(nummer="")
                | Q(dossier__isnull=True, onderwerp__isnull=False, reden=""),
                name="punt_gaat_over_een_dossier_of_iets_algemeens",
            ),
        ]

    def __str__(self) -> str:
        return f"Agendapunt {self.pk}"

    @classmethod
    def van(cls, overleg: Overleg, dossier: Dossier, reden: str, volgorde: int) -> "Agendapunt":
        """An item about a file; it is not saved here."""
        return cls(
            overleg=overleg,
            dossier_id=dossier.pk,
            dossiersoort=dossier.dossiersoort,
            nummer=dossier.nummer,
            pseudoniem=dossier.pseudoniem,
            reden=reden,
            volgorde=volgorde,
        )

    @property
    def als_dossier(self) -> Dossier:
        """The file as far as the agenda knows it: its key and what it is called."""
        dossier = Dossier(
            pk=self.dossier_id,
            nummer=self.nummer,
            dossiersoort=self.dossiersoort,
            pseudoniem=self.pseudoniem or NERGENS,
            partij_id=self.overleg.partij_id,
        )
        dossier._state.adding = False
        return dossier


class Genodigde(Rij):
    """Who was invited, for which party, and whether he came. A guest without an account hears general
    matters only: he never gets personal data (MvT 2.3).
    """

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="genodigden")
    gebruiker = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    partij = models.ForeignKey(Partij, models.PROTECT, null=True, related_name="+")
    naam = VersleuteldeRegel("naam", null=True)  # of a guest
    organisatie = VersleuteldeRegel("organisatie", null=True)
    aanwezig = models.BooleanField(null=True)
    # When who was there left before the end; of a guest so that files could be opened.
    vertrokken_op = models.DateTimeField(null=True)
    alleen_algemeen = models.BooleanField(default=False)

    objects: ClassVar[Any] = GenodigdeQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["overleg", "gebruiker"], name="een_keer_uitgenodigd"),
            models.CheckConstraint(
                condition=Q(gebruiker__isnull=False, partij__isnull=False, naam__isnull=True)
                | Q(gebruiker__isnull=True, naam__isnull=False, alleen_algemeen=True),
                name="een_gast_hoort_alleen_wat_algemeen_is",
            ),
        ]

    def __str__(self) -> str:
        return f"Genodigde {self.pk}"


class Erbij(Rij):
    """Whether somebody was there when one file was discussed, and what he brought in (PB 4.3).

    It names him itself: who reads the file reads it, and not who else was invited to the meeting. It
    hangs on the file, and goes with it.
    """

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="+")
    punt = models.ForeignKey(Agendapunt, models.CASCADE, related_name="erbij")
    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    aanwezig = models.BooleanField()
    inbreng = VersleuteldeTekst("wat bracht hij in", null=True)

    objects: ClassVar[Any] = ErbijQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["punt", "gebruiker", "partij"], name="een_keer_erbij_per_punt"
            ),
        ]

    def __str__(self) -> str:
        return f"Erbij {self.pk}"

    @property
    def wie(self) -> str:
        """By name, with his party."""
        return f"{self.gebruiker.naam}, {self.partij.naam}"


class Opmerking(Rij):
    """What somebody says on the draft minutes; about a file it hangs on that file, and goes with it."""

    overleg = models.ForeignKey(Overleg, models.CASCADE, related_name="opmerkingen")
    dossier = models.ForeignKey(Dossier, models.CASCADE, null=True, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    tekst = VersleuteldeTekst("opmerking")
    op = models.DateTimeField()

    objects: ClassVar[Any] = OpmerkingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"Opmerking {self.pk}"
