"""The people of a covenant: accounts, what they confirmed, and for which party they act in which role."""

import json
import uuid
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Self

from django.contrib.auth import load_backend
from django.contrib.auth.models import AbstractUser
from django.contrib.postgres.indexes import BrinIndex
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from convenant.models import Bevestigtekst, Convenant, GeldigQuerySet, Partij
from gedeeld.actor import Actor, Rol
from gedeeld.bewaard import MEESTE, Bewaard
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij, nieuwe_sleutel
from gedeeld.weigering import OntsleutelFout

from .sessieopslag import SessionStore


class Gebruiker(AbstractUser):
    """A personal account. What it may see follows from its representation, never from flags here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Its home: the administrators of this covenant manage it and no others, whatever roles it has.
    convenant = models.ForeignKey(
        Convenant, models.PROTECT, null=True, related_name="+", editable=False
    )
    # Since when the password is one that the administrator gave: the first thing to do is change it.
    tijdelijk_wachtwoord_sinds = models.DateTimeField(
        "tijdelijk wachtwoord", null=True, editable=False
    )
    # The last time that an administrator gave a password, and who; it stays when it is changed.
    wachtwoord_gegeven_op = models.DateTimeField("wachtwoord gegeven op", null=True, editable=False)
    wachtwoord_gegeven_door = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="wachtwoord gegeven door",
    )
    # Since when there is a second step to log in with, and the last time that an administrator took it away.
    tweede_stap_sinds = models.DateTimeField("tweede stap", null=True, editable=False)
    stap_gewist_op = models.DateTimeField("tweede stap weggehaald op", null=True, editable=False)
    stap_gewist_door = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="tweede stap weggehaald door",
    )
    # The last time that it was switched off: sessions of before never come back.
    uitgezet_op = models.DateTimeField("uitgezet op", null=True, editable=False)

    # The filters that he keeps (`gedeeld.bewaard`), as JSON; a name can be anything that he types.
    filters = VersleuteldeTekst("bewaarde filters", null=True, editable=False)

    # Who acts in this request (`middleware.ActorMiddleware`); no column.
    actor: Actor | None = None

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.username

    @property
    def naam(self) -> str:
        """What colleagues call this user."""
        return self.get_full_name() or self.username

    @property
    def bewaarde_filters(self) -> list[Bewaard]:
        """In the order in which he kept them; none when they cannot be read."""
        try:
            return [Bewaard(**rij) for rij in json.loads(self.filters or "[]")]
        except OntsleutelFout:
            return []

    def bewaar_filters(self, filters: Iterable[Bewaard]) -> None:
        """Keep these in place of what he had; no more than `MEESTE`, the last ones."""
        self.filters = json.dumps([rij.als_dict() for rij in filters][-MEESTE:])
        self.save(update_fields=["filters"])

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """What follows from who acts now, for a superuser as well; nothing follows from flags here."""
        return bool(load_backend("mensen.backend.ActorBackend").has_perm(self, perm, obj))

    def has_module_perms(self, app_label: str) -> bool:
        """There are permissions on files only."""
        return False

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this user's: of this password, since it was switched off or lost its second step."""
        return self._sinds(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same, by the earlier secret keys of the application."""
        return (self._sinds(oud) for oud in super().get_session_auth_fallback_hash())

    def _sinds(self, sessie: str) -> str:
        momenten = filter(None, (self.uitgezet_op, self.stap_gewist_op))
        return ".".join([sessie, *(str(moment.timestamp()) for moment in momenten)])


class Bevestiging(models.Model):
    """A user confirmed a version of a text (`Bevestigtekst`). Rows are only added, as in the logs."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="bevestigingen")
    tekst = models.ForeignKey(Bevestigtekst, models.PROTECT, related_name="bevestigingen")
    op = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-op"]
        constraints = [
            models.UniqueConstraint(
                fields=["gebruiker", "tekst"], name="een_bevestiging_per_gebruiker_en_tekst"
            )
        ]

    def __str__(self) -> str:
        return f"{self.gebruiker}: {self.tekst}"


class Inlog(models.Model):
    """The login trail: logging in, failing, out, and what changed in how. Rows are only added (MC 15.2 e)."""

    class Soort(models.TextChoices):
        INGELOGD = "ingelogd", "Ingelogd"
        UITGELOGD = "uitgelogd", "Uitgelogd"
        MISLUKT = "mislukt", "Wachtwoord klopte niet"
        STAP_MISLUKT = "stap_mislukt", "Code van de tweede stap klopte niet"
        OP_SLOT = "op_slot", "Tegengehouden na te veel pogingen"
        WACHTWOORD = "wachtwoord", "Eigen wachtwoord gewijzigd"
        WACHTWOORD_GEGEVEN = "wachtwoord_gegeven", "Tijdelijk wachtwoord gegeven"
        STAP_INGESTELD = "stap_ingesteld", "Tweede stap ingesteld"
        STAP_VERWIJDERD = "stap_verwijderd", "Tweede stap zelf weggehaald"
        STAP_GEWIST = "stap_gewist", "Tweede stap weggehaald door een beheerder"
        CODES = "codes", "Nieuwe herstelcodes gemaakt"
        SESSIE_BEEINDIGD = "sessie_beeindigd", "Eigen sessie elders beëindigd"

    # Not drawn by the database, which would have to show the row to who wrote it.
    id = models.UUIDField(primary_key=True, default=nieuwe_sleutel, editable=False)
    tijdstip = models.DateTimeField(default=timezone.now, db_index=True)
    # Whose account; of a name that there is not, none.
    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    # Who did it, where that was an administrator.
    door = models.ForeignKey(Gebruiker, models.PROTECT, null=True, related_name="+")
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    van_adres = models.GenericIPAddressField(null=True)
    # The moment of the database, by a trigger, whatever is sent (ADR 30). With a default Django would ask for
    # it back, which the database refuses to who may not read what he wrote.
    geschreven_op = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-tijdstip", "-pk"]
        default_permissions = ()
        indexes = [BrinIndex(fields=["geschreven_op"], name="inlog_in_de_ketting")]

    def __str__(self) -> str:
        return f"{self.get_soort_display()} {self.pk}"


class Sessie(AbstractBaseSession):
    """Somebody who is logged in, by a hash of the key that his browser has (`sessieopslag`)."""

    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, null=True, related_name="sessies")
    begonnen_op = models.DateTimeField(null=True)
    van_adres = models.GenericIPAddressField(null=True)

    class Meta(AbstractBaseSession.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"Sessie van {self.begonnen_op}"

    @classmethod
    def get_session_store_class(cls) -> type[SessionStore]:
        """Who reads and writes it."""
        return SessionStore


class VertegenwoordigingQuerySet(GeldigQuerySet):
    """Representations. Who acts on a day has one answer here, so that no place can forget a part of it."""

    def werkend(self, dag: date) -> Self:
        """Those in which somebody acts on a day.

        They run, a second person confirmed them (ADR 11), and the account is on and has a password
        that nobody gave it. Whether the party acts that day is asked of the party.
        """
        return self.op(dag).filter(
            bevestigd_op__isnull=False,
            gebruiker__is_active=True,
            gebruiker__tijdelijk_wachtwoord_sinds=None,
        )

    def wachtend(self, dag: date) -> Self:
        """Those that nobody confirmed yet."""
        return self.niet_voorbij(dag).filter(bevestigd_op=None)


class Vertegenwoordiging(models.Model):
    """A user acts for a party, in a role, from a day until a day (MC 7.2, 15.2 c).

    It opens nothing before a second person confirmed it (ADR 11).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gebruiker = models.ForeignKey(Gebruiker, models.CASCADE, related_name="vertegenwoordigingen")
    partij = models.ForeignKey(Partij, models.CASCADE, related_name="vertegenwoordigers")
    rol = models.CharField("rol", max_length=KEUZE, choices=Rol.choices)
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)
    # Why it was given and why it was ended (MC 15.2 c).
    reden = models.CharField("waarom", max_length=300, blank=True, default="")
    reden_einde = models.CharField("waarom beëindigd", max_length=300, blank=True, default="")
    # Nobody at set-up: there is no administrator yet.
    toegekend_door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="toegekend door",
    )
    bevestigd_op = models.DateTimeField("bevestigd op", null=True, editable=False)
    bevestigd_door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="bevestigd door",
    )
    # When somebody last looked whether it is still needed, and who (MC 15.2 f).
    nagekeken_op = models.DateField("nagekeken op", null=True, editable=False)
    nagekeken_door = models.ForeignKey(
        Gebruiker,
        models.PROTECT,
        null=True,
        related_name="+",
        editable=False,
        verbose_name="nagekeken door",
    )

    objects = VertegenwoordigingQuerySet.as_manager()

    class Meta:
        ordering = ["partij__naam", "rol"]
        verbose_name = "vertegenwoordiging"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="vertegenwoordiging_eindigt_na_begin",
            ),
            # Nobody gave the roles of set-up; each other role that works had two different people.
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True)
                | Q(bevestigd_op__isnull=False, toegekend_door__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False)
                & ~Q(bevestigd_door=F("toegekend_door")),
                name="een_rol_heeft_twee_mensen",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("gebruiker")),
                name="niemand_bevestigt_zijn_eigen_rol",
            ),
            models.CheckConstraint(
                condition=Q(nagekeken_op__isnull=True, nagekeken_door__isnull=True)
                | Q(nagekeken_op__isnull=False, nagekeken_door__isnull=False)
                & ~Q(nagekeken_door=F("gebruiker")),
                name="niemand_kijkt_zijn_eigen_rol_na",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.partij}"

    @property
    def rol_label(self) -> str:
        """The role in words."""
        return Rol(self.rol).label


class Mailadres(Rij):
    """Where a user wants to hear that his worklist has something new; only he sees and sets it (ADR 20).

    The row says as well how far sending is (`post`): it is claimed in a transaction of its own before
    a mail goes, so that none goes twice.
    """

    class Uitkomst(models.TextChoices):
        VERSTUURD = "verstuurd", "Verstuurd"
        MISLUKT = "mislukt", "Niet aangenomen"
        ONBEKEND = "onbekend", "Niet bekend of de mail aankwam"

    gebruiker = models.OneToOneField(Gebruiker, models.CASCADE, related_name="mailadres")
    adres = VersleuteldeRegel(max_length=254, blank=True, default="")
    # Sent to the address, to confirm it; empty once that is done.
    code = VersleuteldeRegel(max_length=6, blank=True, default="")
    pogingen = models.PositiveSmallIntegerField(default=0)
    gevraagd_op = models.DateTimeField(null=True)  # nothing while mail is off
    bevestigd_op = models.DateTimeField(null=True)
    # Up to which moment news was told; nothing while the code is still to be sent.
    gemeld_tot = models.DateTimeField(null=True)
    opnieuw_na = models.DateTimeField()  # no mail before this moment
    bezig_sinds = models.DateTimeField(null=True)  # claimed: a mail is on its way
    mislukt_sinds = models.DateTimeField(null=True)  # the first try of a mail that did not go yet
    uitkomst = models.CharField(max_length=KEUZE, choices=Uitkomst.choices, blank=True, default="")
    uitkomst_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Mailadres {self.pk}"

    def begin_opnieuw(self) -> None:
        """Forget the address and what was done with it; `opnieuw_na` stays."""
        self.adres = self.code = self.uitkomst = ""
        self.pogingen = 0
        self.gevraagd_op = self.bevestigd_op = self.gemeld_tot = None
        self.bezig_sinds = self.mislukt_sinds = self.uitkomst_op = None
