"""What every digital file has, and the logs that outlive it."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import DatabaseError, connection, models
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone
from guardian.models import GroupObjectPermissionBase

from gedeeld.actor import Actor
from gedeeld.fields import KEUZE
from gedeeld.weigering import Geweigerd, NietMogelijk, Onvindbaar

from .muur import als

NERGENS = UUID(int=0)  # in the read log: an attempt on no file in particular
BEPERKT = "{} is beperkt. U kunt het lezen, maar nu niet gebruiken of wijzigen."


class DossierQuerySet(models.QuerySet[Any]):
    """Rows of a kind of file. Each kind says in its own `visible_to` who sees them."""

    def lock(self, dossier: models.Model, *, ook_stil: bool = False) -> Any:
        """The same file, fresh and locked until the end of the transaction, to change it.

        Args:
            ook_stil: also while it takes no changes, for what only takes access away or follows it.

        Raises:
            NietMogelijk: it is gone (archived or destroyed since it was read), or it takes no
                changes now (`Dossier.stilstand`).
        """
        gevonden = self.select_for_update().filter(pk=dossier.pk).first()
        if gevonden is None:
            raise NietMogelijk("Dit dossier is er niet meer.")
        if not ook_stil and (zin := gevonden.stilstand):
            raise NietMogelijk(zin)
        return gevonden

    def visible_to(self, actor: Actor | None) -> Self:
        """The files that the actor may see. No actor, no rows."""
        raise NotImplementedError


class Dossier(models.Model):
    """One file in one digital file (MC 8.1, 10.1): a number that can be said aloud, and a clock."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nummer = models.CharField("nummer", max_length=20, unique=True, editable=False)
    # Last change, decision or exchange; never a mere read or a technical job (MC 13.1).
    laatste_verwerking_op = models.DateField("laatste verwerking", editable=False, db_index=True)
    # The data may only be kept (AVG 18). Here, because each list asks for it; why, says `Beperking`.
    beperkt = models.BooleanField(default=False, editable=False)

    # (from, to) -> the article that allows the step. Filled in by each kind of file.
    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {}
    fase: str  # each kind declares the column, with its own choices

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.nummer

    @property
    def stilstand(self) -> str:
        """Why this file takes no changes now, as a sentence; empty while it takes them."""
        return BEPERKT.format(self.nummer) if self.beperkt else ""

    def move_to(self, fase: str, *velden: str) -> None:
        """Take a step in the process and save; the only place where the state changes.

        Args:
            velden: fields that change in the same step, such as its date.

        Raises:
            NietMogelijk: the process knows no such step.
        """
        if (self.fase, fase) not in self.OVERGANGEN:
            raise NietMogelijk("Deze stap past niet bij de stand van dit dossier.")
        self.fase = fase
        self.save(update_fields=["fase", *velden])  # type: ignore[misc]


class RechtQuerySet(models.QuerySet[Any]):
    """Object permissions."""

    def op(self, dag: date) -> Self:
        """Those that hold on a day; `tot` is the first day without."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag)


class Recht(GroupObjectPermissionBase):
    """A party may read one file, from a day until a day; made from facts (`register.toegang`).

    Each kind of file subclasses it with a foreign key `content_object`, so that it dies with it; its
    index is that of `uniek_recht`.
    """

    van = models.DateField()
    tot = models.DateField(null=True)

    objects = RechtQuerySet.as_manager()  # type: ignore[assignment,misc]

    class Meta:
        abstract = True
        default_permissions = ()

    def __str__(self) -> str:
        return f"Recht {self.pk}"


def uniek_recht(naam: str) -> models.UniqueConstraint:
    """One permission for a party on a file from a day; also the index in which both walls look.

    It holds all that they ask, so that they need not open the table: they ask it for each row. It is
    the only index on the file: with another one PostgreSQL chooses that, and opens it after all.
    """
    return models.UniqueConstraint(
        fields=["content_object", "group", "permission", "van"],
        include=["tot"],
        name=f"een_recht_per_dag_op_{naam}",
    )


class Uitsluiting(models.Model):
    """Somebody who knows the subject does not read this file: it beats every right (WEE-toegang).

    By key and not by foreign key: the file keeps its key when it moves to the archive. The reason is
    a choice and no free text, so that nothing of the subject stands here.
    """

    class Reden(models.TextChoices):
        FAMILIE = "familie", "Familie of huisgenoot"
        BEKENDE = "bekende", "Kent de persoon of de familie privé"
        WERK = "werk", "Kent de persoon uit ander werk, bijvoorbeeld als hulpverlener"
        BETROKKEN = "betrokken", "Is zelf betrokken bij wat er is gebeurd"

    dossier_id = models.UUIDField(db_index=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = models.CharField("waarom", max_length=KEUZE, choices=Reden.choices)
    sinds = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-sinds"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id", "gebruiker"],
                condition=Q(opgeheven_op__isnull=True),
                name="een_uitsluiting_per_persoon_en_dossier",
            )
        ]

    def __str__(self) -> str:
        return f"Uitsluiting {self.pk}"


class Beperking(models.Model):
    """Why, and until when, the data of one file may only be kept (AVG 18; `Dossier.beperkt`).

    By key as an exclusion, for the same reason; and a choice and no free text as there.
    """

    class Grond(models.TextChoices):
        JUISTHEID = "juistheid", "De persoon zegt dat gegevens niet kloppen (lid 1 onder a)"
        ONRECHTMATIG = "onrechtmatig", "De persoon wil beperking en geen verwijdering (onder b)"
        RECHTSVORDERING = "rechtsvordering", "De persoon heeft ze nodig in een procedure (onder c)"
        BEZWAAR = "bezwaar", "De persoon maakte bezwaar en wacht op antwoord (onder d)"

    dossier_id = models.UUIDField(db_index=True)
    grond = models.CharField("waarom", max_length=KEUZE, choices=Grond.choices)
    sinds = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # It has no end of its own; somebody looks again, so that nothing is kept for ever by accident.
    herzien_op = models.DateField("opnieuw bekijken op")
    # The person hears of it before it ends (AVG 18.3).
    verteld_op = models.DateField("aan de persoon verteld op", null=True)
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-sinds"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier_id"],
                condition=Q(opgeheven_op__isnull=True),
                name="een_beperking_per_dossier",
            ),
            models.CheckConstraint(
                condition=Q(opgeheven_op__isnull=True) | Q(verteld_op__isnull=False),
                name="opgeheven_beperking_is_verteld",
            ),
        ]

    def __str__(self) -> str:
        return f"Beperking {self.pk}"

    @classmethod
    def lopend(cls, **waar: Any) -> "models.QuerySet[Beperking]":
        """Those that last; of one file by its `dossier_id`."""
        return cls.objects.filter(opgeheven_op=None, **waar)


class Nummerreeks(models.Model):
    """The last number given out, for each kind of file and year."""

    letter = models.CharField(max_length=1)
    jaar = models.PositiveSmallIntegerField()
    laatste = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["letter", "jaar"], name="een_reeks_per_letter_en_jaar")
        ]

    def __str__(self) -> str:
        return f"{self.letter}-{self.jaar}"


def volgend_nummer(letter: str, jaar: int) -> str:
    """The next number of a kind of file, such as `W-2026-0042`; two at once never get the same."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO register_nummerreeks (letter, jaar, laatste) VALUES (%s, %s, 1)"
            " ON CONFLICT (letter, jaar) DO UPDATE SET laatste = register_nummerreeks.laatste + 1"
            " RETURNING laatste",
            [letter, jaar],
        )
        return f"{letter}-{jaar}-{cursor.fetchone()[0]:04d}"


class LogboekDicht(Exception):
    """The read log cannot be written, so there is no answer (MC 15.2 e)."""


class Inzage(models.Model):
    """The read log (MC 15.2 e): who read, or tried to read, which file. No personal data of a subject.

    Rows are only added; the runtime role may not change or delete them. Readings are committed with
    the request, before its answer goes out; refusals after its rollback.
    """

    class Soort(models.TextChoices):
        PAGINA = "pagina", "Pagina"
        LIJST = "lijst", "Lijst"
        ZOEKEN = "zoeken", "Zoekresultaat"
        PDF = "pdf", "PDF"
        ARCHIEF = "archief", "Archief geraadpleegd"
        MELDER = "melder", "Gegevens van de melder"
        VERZOEK = "verzoek", "Voor een verzoek van de betrokkene"
        HANDELING = "handeling", "Handeling"
        VRAAG = "vraag", "Vraag om mee te doen"

    tijdstip = models.DateTimeField(default=timezone.now, db_index=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    partij = models.CharField(max_length=200, blank=True)
    # Of the covenant under which was read: its supervisor reads this log, not another's.
    convenant_id = models.UUIDField(null=True, db_index=True)
    bestand = models.CharField(max_length=KEUZE)
    bestand_id = models.UUIDField(db_index=True)
    nummer = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    toegestaan = models.BooleanField()
    van_adres = models.GenericIPAddressField(null=True)

    class Meta:
        ordering = ["-tijdstip", "-pk"]
        # One's own log asks whether one was ever shown a number (beveiliging/querysets.py).
        indexes = [models.Index(fields=["gebruiker", "nummer"], name="inzage_wie_welk_nummer")]

    def __str__(self) -> str:
        return f"{self.bestand} {self.nummer}"

    @classmethod
    def gelezen(
        cls,
        request: HttpRequest,
        rijen: Iterable[models.Model],
        soort: str,
        *,
        nummer: str | None = None,
    ) -> None:
        """One row for each file shown.

        Args:
            nummer: what the log calls it, where that is not what the file calls itself.

        Raises:
            LogboekDicht: they can't be written.
        """
        cls._schrijf(
            request,
            [
                {
                    "bestand": rij._meta.label_lower,
                    "bestand_id": rij.pk,
                    "nummer": str(rij) if nummer is None else nummer,
                }
                for rij in rijen
            ],
            soort=soort,
            toegestaan=True,
        )

    @classmethod
    def geweigerd(cls, request: HttpRequest, fout: Exception) -> None:
        """A try for what is not there or not for this actor, or an act that a decision refused.

        Called after the transaction of the request was rolled back.

        Args:
            fout: what the request ended with: `Http404` or `Geweigerd`.

        Raises:
            LogboekDicht: it can't be written.
        """
        waar = request.resolver_match
        if isinstance(fout, Onvindbaar):
            bestand, pk = fout.bestand, fout.bestand_id
        else:
            bestand = (waar.view_name if waar else "")[:KEUZE]
            sleutel = waar.kwargs.get("pk") if waar else None
            pk = sleutel if isinstance(sleutel, UUID) else NERGENS
        cls._schrijf(
            request,
            [{"bestand": bestand, "bestand_id": pk}],
            soort=cls.Soort.HANDELING if isinstance(fout, Geweigerd) else cls.Soort.PAGINA,
            toegestaan=False,
        )

    @classmethod
    def _schrijf(cls, request: HttpRequest, rijen: list[dict[str, Any]], **gelijk: Any) -> None:
        wie = cls._wie(request)
        try:
            with als(Actor.systeem("logboek")):
                Inzage.objects.bulk_create(Inzage(**wie, **rij, **gelijk) for rij in rijen)
        except DatabaseError as fout:
            raise LogboekDicht from fout

    @classmethod
    def gevraagd(
        cls, request: HttpRequest, model: type[models.Model], nummer: str, pk: UUID | None
    ) -> None:
        """Somebody asked to take part in the file with this number.

        Args:
            nummer: as it was typed, in the form of a file number.
            pk: the file, or None when there is nothing to ask for.
        """
        cls._schrijf(
            request,
            [
                {
                    "bestand": model._meta.label_lower,
                    "bestand_id": pk or NERGENS,
                    "nummer": nummer,
                }
            ],
            soort=cls.Soort.VRAAG,
            toegestaan=pk is not None,
        )

    @staticmethod
    def _wie(request: HttpRequest) -> dict[str, Any]:
        actor: Actor | None = getattr(request, "actor", None)
        return {
            "gebruiker_id": request.user.pk,
            "partij": actor.partij_naam if actor else "",
            "convenant_id": actor.convenant_id if actor else None,
            "van_adres": request.META.get("REMOTE_ADDR") or None,
        }


class Gebeurtenis(models.Model):
    """What happened to which file, and which fields changed; never their values. It outlives it."""

    tijdstip = models.DateTimeField(db_index=True)
    soort = models.CharField(max_length=80)
    bestand = models.CharField(max_length=KEUZE)
    bestand_id = models.UUIDField(db_index=True)
    nummer = models.CharField(max_length=20)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    # Of the covenant under which was acted; a job of the system has none.
    convenant_id = models.UUIDField(null=True, db_index=True)
    namens = models.CharField(max_length=200, help_text="partij, of de naam van de taak")
    velden = ArrayField(models.CharField(max_length=60), default=list)

    class Meta:
        ordering = ["-tijdstip", "-pk"]

    def __str__(self) -> str:
        return f"{self.soort} {self.nummer}"

    @property
    def zin(self) -> str:
        """The event in words."""
        from .events import ZINNEN

        return ZINNEN[self.soort]

    @classmethod
    def van(cls, dossier: models.Model) -> "models.QuerySet[Gebeurtenis]":
        """The events of one file, newest first."""
        return cls.objects.filter(
            bestand=dossier._meta.label_lower, bestand_id=dossier.pk
        ).select_related("gebruiker")


def gelezen_lijst(
    request: HttpRequest, rijen: Sequence[models.Model], soort: str = Inzage.Soort.LIJST
) -> Sequence[models.Model]:
    """Log the files that a list shows, and give the list back."""
    Inzage.gelezen(request, rijen, soort)
    return rijen
