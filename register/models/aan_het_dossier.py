"""What hangs on a file, of whatever kind: it goes when the file goes."""

from datetime import date
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from guardian.managers import GroupObjectPermissionManager
from guardian.models import GroupObjectPermissionBase

from convenant.models import Bijlage1, Convenant, Partij
from gedeeld.actor import Actor
from gedeeld.fields import KEUZE
from gedeeld.rij import Rij
from gedeeld.termijnen import Grond

DOSSIER = "register.Dossier"
KRING = 70  # characters of a circle's name


class RechtQuerySet(models.QuerySet[Any]):
    """Object permissions."""

    def op(self, dag: date) -> Self:
        """Those that hold on a day; `tot` is the first day without."""
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), van__lte=dag)


class Recht(GroupObjectPermissionBase):
    """A party may read one file, or its plan, from a day until a day: a grant (MC 10.4, 10.5).

    It follows from the facts of the file (`Bestand.toelatingen`), and from those alone: whether the
    party acts at all is asked at each request, and so is whether `vermelding` still holds.
    """

    content_object = models.ForeignKey(
        DOSSIER, models.CASCADE, related_name="rechten", db_index=False
    )
    van = models.DateField()
    tot = models.DateField(null=True)
    reden = models.CharField(max_length=200)
    # The entry of annex 1 under which an external partner was let in: when that ends, so does this.
    vermelding = models.ForeignKey(Bijlage1, models.PROTECT, null=True, related_name="+")

    # As guardian's own helpers need it, with days.
    objects = GroupObjectPermissionManager.from_queryset(RechtQuerySet)()  # type: ignore[misc]

    class Meta:
        default_permissions = ()
        constraints = [
            # Also the index in which both walls look; it holds all that they ask.
            models.UniqueConstraint(
                fields=["content_object", "group", "permission", "van"],
                include=["tot", "vermelding"],
                name="een_recht_per_partij_en_dag",
            )
        ]
        indexes = [
            models.Index(fields=["group", "permission", "content_object"], name="recht_per_partij")
        ]

    def __str__(self) -> str:
        return f"Recht {self.pk}"


class Uitsluiting(models.Model):
    """Somebody who knows the subject does not read this file: it beats every right (WEE-toegang).

    The reason is a choice and no free text, so that nothing of the subject stands here.
    """

    class Reden(models.TextChoices):
        FAMILIE = "familie", "Familie of huisgenoot"
        BEKENDE = "bekende", "Kent de persoon of de familie privé"
        WERK = "werk", "Kent de persoon uit ander werk, bijvoorbeeld als hulpverlener"
        BETROKKEN = "betrokken", "Is zelf betrokken bij wat er is gebeurd"

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="uitsluitingen")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = models.CharField("waarom", max_length=KEUZE, choices=Reden.choices)
    sinds = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Carried over from another file on the same person: it outlives that one, and stays untold.
    meegedragen = models.BooleanField(default=False)
    bron = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-sinds"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "gebruiker"],
                condition=Q(opgeheven_op__isnull=True),
                name="een_uitsluiting_per_persoon_en_dossier",
            ),
            models.CheckConstraint(
                condition=Q(bron__isnull=True) | Q(meegedragen=True),
                name="wat_een_bron_heeft_is_meegedragen",
            ),
        ]

    def __str__(self) -> str:
        return f"Uitsluiting {self.pk}"


class ToezichtvraagQuerySet(models.QuerySet[Any]):
    """Supervisory questions on one file."""

    def van(self, actor: Actor) -> Self:
        """Those by which this actor reads a file now: asked by himself, for the party that he acts for now."""
        eigen = self.filter(door=actor.gebruiker_id, partij=actor.partij_id)
        return eigen.filter(van__lte=actor.nu, tot__gt=actor.nu)


class Toezichtvraag(Rij):
    """The data protection officer reads one file, for a reason and for some hours (AVG 38.2).

    The reason is a choice and no free text, so that nothing of the subject stands here.
    """

    class Reden(models.TextChoices):
        KLACHT = "klacht", "Een klacht over dit dossier"
        VERZOEK = "verzoek", "Een verzoek van de betrokkene of zijn vertegenwoordiger"
        INCIDENT = "incident", "Een incident, of een vermoeden daarvan"
        LOGBOEK = "logboek", "Iets opvallends in het logboek of in een steekproef"
        AUTORITEIT = "autoriteit", "Een vraag van de Autoriteit Persoonsgegevens"
        TOEZICHT = "toezicht", "Eigen onderzoek of de gegevens terecht worden verwerkt"

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="toezichtvragen")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # Whose officer he was: who is that of two parties asks for each. None, of before this was written, opens nothing.
    partij = models.ForeignKey("convenant.Partij", models.PROTECT, null=True, related_name="+")
    reden = models.CharField("waarom", max_length=KEUZE, choices=Reden.choices)
    van = models.DateTimeField()
    tot = models.DateTimeField()  # the first moment without

    objects = ToezichtvraagQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-van"]
        indexes = [models.Index(fields=["door", "dossier", "tot"], name="toezichtvraag_van_wie")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gt=F("van")), name="toezichtvraag_eindigt_na_begin"
            )
        ]

    def __str__(self) -> str:
        return f"Toezichtvraag {self.pk}"


class Beperking(models.Model):
    """Why, and until when, the data of one file may only be kept (AVG 18; `Dossier.beperkt`).

    A choice and no free text, as an exclusion, for the same reason.
    """

    class Grond(models.TextChoices):
        JUISTHEID = "juistheid", "De persoon zegt dat gegevens niet kloppen (lid 1 onder a)"
        ONRECHTMATIG = "onrechtmatig", "De persoon wil beperking en geen vernietiging (onder b)"
        RECHTSVORDERING = "rechtsvordering", "De persoon heeft ze nodig in een procedure (onder c)"
        BEZWAAR = "bezwaar", "De persoon maakte bezwaar en wacht op antwoord (onder d)"

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="beperkingen")
    grond = models.CharField("waarom", max_length=KEUZE, choices=Grond.choices)
    sinds = models.DateTimeField()
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    # It has no end of its own; somebody looks again, so that nothing is kept for ever by accident.
    herzien_op = models.DateField("opnieuw bekijken op")
    # Until when one act is allowed all the same (AVG 18.2); why, says the event.
    toegestaan_tot = models.DateTimeField(null=True)
    # The person hears of it before it ends (AVG 18.3).
    verteld_op = models.DateField("aan de persoon verteld op", null=True)
    opgeheven_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-sinds"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier"],
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
        """Those that last; of one file by its `dossier`."""
        return cls.objects.filter(opgeheven_op=None, **waar)

    @classmethod
    def met_handeling(cls, **waar: Any) -> "models.QuerySet[Beperking]":
        """Of those where one act is allowed now."""
        return cls.lopend(toegestaan_tot__gt=timezone.now(), **waar)


class Termijn(models.Model):
    """A term of a file that runs: it follows from its facts (`Bestand.looptijden`), jobs and lists read it."""

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="termijnen", db_index=False)
    grond = models.CharField(max_length=KEUZE, choices=Grond.choices)
    van = models.DateField()
    tot = models.DateField()  # the last day
    # Who keeps the file, as its row says.
    houder = models.CharField(max_length=KRING, editable=False)
    # When who keeps the file looked whether it is rightly destroyed. A term that moves is another row.
    nagekeken_op = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["tot"]
        constraints = [
            models.UniqueConstraint(
                fields=["dossier", "grond"], include=["tot"], name="een_termijn_per_grond"
            )
        ]
        # In the order of the list of what is due. Who keeps the file is found in passing: so of who keeps
        # much only the first rows are read, and of who keeps little only his own.
        indexes = [
            models.Index(
                fields=["tot", "van", "id", "houder"],
                include=["grond", "dossier"],
                name="termijn_op_dag",
            )
        ]

    def __str__(self) -> str:
        return f"Termijn {self.pk}"


class TaakQuerySet(models.QuerySet[Any]):
    """Tasks."""

    def voor(self, actor: Actor | None) -> Self:
        """Those that are for this actor today, also of a file that he does not read.

        Never those of a file from which he is excluded in person.
        """
        if actor is None or actor.gebruiker_id is None:
            return self.none()
        uitgesloten = Uitsluiting.objects.filter(
            gebruiker=actor.gebruiker_id, opgeheven_op=None, dossier=OuterRef("dossier")
        )
        return self.filter(
            Q(tot__isnull=True) | Q(tot__gt=actor.vandaag),
            Q(niet_voor__isnull=True) | ~Q(niet_voor=actor.gebruiker_id),
            ~Q(Exists(uitgesloten)),
            aan__in=sorted(actor.adressen),
            van__lte=actor.vandaag,
        )


class Taak(Rij):
    """What waits for whom: it follows from the facts of a file (`Bestand.taken`).

    It hangs on a file, or on a covenant where a duty has no file. It bears what lists and logs call
    the file, because who has to do something need not read it.
    """

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, null=True, related_name="taken")
    convenant = models.ForeignKey(Convenant, models.CASCADE, null=True, related_name="+")
    dossiersoort = models.CharField(max_length=KEUZE, blank=True)
    nummer = models.CharField(max_length=20, blank=True)
    pseudoniem = models.UUIDField(null=True)
    soort = models.CharField(max_length=80)
    aan = models.CharField(max_length=KRING)
    van = models.DateField()
    tot = models.DateField(null=True)  # first day on which it is not there any more
    uiterlijk = models.DateField(null=True)
    rij = models.UUIDField(null=True)
    einde = models.DateField(null=True)  # the last day of the file, where that is destroyed first
    niet_voor = models.UUIDField(null=True)  # who of those people it is not for

    objects = TaakQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(fields=["aan", "uiterlijk", "nummer"], name="taak_aan_wie"),
            # For who has so many that the first hundred come sooner in the order of the list.
            models.Index(fields=["uiterlijk", "nummer", "id", "aan"], name="taak_op_dag"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(dossier__isnull=False, convenant__isnull=True)
                | Q(dossier__isnull=True, convenant__isnull=False),
                name="taak_hangt_aan_een_dossier_of_een_convenant",
            )
        ]

    def __str__(self) -> str:
        return f"Taak {self.pk}"


class Bericht(Rij):
    """The outbox: somebody is to hear of an event in a file (`register.berichten`).

    Its words are a choice, so it says nothing on anybody. It bears what lists and logs call the file,
    as a task does. It goes with the file.
    """

    dossier = models.ForeignKey(DOSSIER, models.CASCADE, related_name="berichten")
    dossiersoort = models.CharField(max_length=KEUZE)
    nummer = models.CharField(max_length=20)
    pseudoniem = models.UUIDField()
    wat = models.CharField(max_length=80)  # the event
    aan = models.CharField(max_length=KRING)
    # Also for who does not read the file any more.
    altijd = models.BooleanField(default=False)
    # Who did it, and so need not hear it; nobody for a job of the system.
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    gemaakt_op = models.DateTimeField(db_index=True)

    class Meta:
        default_permissions = ()
        ordering = ["gemaakt_op", "pk"]
        # In the order of the worklist, so that of much news only what it shows is read.
        indexes = [
            models.Index(fields=["aan", "-gemaakt_op"], name="bericht_aan_wie"),
            models.Index(fields=["-gemaakt_op", "-id", "aan"], name="bericht_nieuwste"),
        ]

    def __str__(self) -> str:
        return f"Bericht {self.pk}"


class Herleiding(models.Model):
    """How far the job is that derives what waits anew, after a fact about a party changed."""

    partij = models.ForeignKey(Partij, models.CASCADE, related_name="+")
    begonnen_op = models.DateTimeField()
    totaal = models.PositiveIntegerField()
    gedaan = models.PositiveIntegerField(default=0)
    klaar_op = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-begonnen_op"]

    def __str__(self) -> str:
        return f"Herleiding {self.pk}"
