"""The logs: they outlive a file by its pseudonym, and hold no personal data of a subject (MC 15.2 e)."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import BrinIndex
from django.db import DatabaseError, models, transaction
from django.http import HttpRequest
from django.utils import timezone

from gedeeld import adres
from gedeeld.actor import Actor
from gedeeld.fields import KEUZE
from gedeeld.rij import nieuwe_sleutel
from gedeeld.weigering import Geweigerd, Onvindbaar
from register.muur import als
from register.registry import NERGENS
from register.zinnen import ZINNEN

from .aan_het_dossier import Toezichtvraag
from .dossier import Dossier


class LogboekDicht(Exception):
    """The read log cannot be written, so there is no answer (MC 15.2 e)."""


class Inzage(models.Model):
    """The read log (MC 15.2 e): who read, or tried to read, which file.

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
        BERICHT = "bericht", "Bericht gezien"
        TOEZICHT = "toezicht", "Voor een vraag van de FG"
        NUMMER = "nummer", "Gezocht op nummer"

    class Zoekreden(models.TextChoices):
        """Why somebody looks for a name: a choice and no text, as a log says nothing of a person."""

        SIGNAAL = "signaal", "Er kwam een melding of signaal binnen"
        OVERLEG = "overleg", "Ik bereid een overleg voor"
        VRAAG = "vraag", "Een partij vraagt iets over deze persoon"
        VERZOEK = "verzoek", "De betrokkene deed een verzoek of een klacht"
        JUIST = "juist", "Ik kijk of de gegevens kloppen"

    # Not drawn by the database, which would have to show the row to who wrote it.
    id = models.UUIDField(primary_key=True, default=nieuwe_sleutel, editable=False)
    tijdstip = models.DateTimeField(default=timezone.now, db_index=True)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    partij = models.CharField(max_length=200, blank=True)
    # Of the covenant under which was read: its supervisor reads this log, not another's.
    convenant_id = models.UUIDField(null=True, db_index=True)
    bestand = models.CharField(max_length=KEUZE)
    pseudoniem = models.UUIDField(db_index=True)  # of the file; `NERGENS` for no file
    nummer = models.CharField(max_length=20, blank=True)
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    toegestaan = models.BooleanField()
    # Of what a search for a name showed, and of the search itself; for supervision one of `Toezichtvraag.Reden`.
    reden = models.CharField(max_length=KEUZE, choices=Zoekreden.choices, default="")
    # What was shown in one look, such as a page of a list, stands in so many rows; the first says how many.
    blik = models.UUIDField(default=nieuwe_sleutel, db_index=True, editable=False)
    aantal = models.PositiveSmallIntegerField(null=True, default=1)
    van_adres = models.GenericIPAddressField(null=True)
    # The moment of the database, by a trigger, whatever is sent (ADR 30). With a default Django would ask for
    # it back, which the database refuses to who may not read what he wrote.
    geschreven_op = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-tijdstip", "-pk"]
        # One's own log asks whether one was ever shown a number (beveiliging/querysets.py), and the
        # worklist whether one opened it since (register/berichten.py).
        indexes = [
            models.Index(fields=["gebruiker", "nummer", "tijdstip"], name="inzage_wie_welk_nummer"),
            BrinIndex(fields=["geschreven_op"], name="inzage_in_de_ketting"),
        ]

    def __str__(self) -> str:
        return f"{self.bestand} {self.nummer}"

    @property
    def waarom(self) -> str:
        """The reason in words; empty where none is asked."""
        if not self.reden:
            return ""
        redenen = Toezichtvraag.Reden if self.soort == self.Soort.TOEZICHT else self.Zoekreden
        return str(redenen(self.reden).label)

    @classmethod
    def noteer(
        cls,
        request: HttpRequest,
        rijen: Iterable[Dossier],
        soort: str,
        *,
        nummer: str = "",
        reden: str = "",
    ) -> None:
        """One row for each file shown.

        Args:
            rijen: files; who reads a plan alone knows them by key and number.
            nummer: what the log calls it, where that is not what the file calls itself.
            reden: why it was looked for, one of `Zoekreden`; or read for supervision, of `Toezichtvraag.Reden`.

        Raises:
            LogboekDicht: they can't be written.
        """
        rijen, actor = list(rijen), getattr(request, "actor", None)
        onbekend = [rij.pk for rij in rijen if rij._state.adding]
        namen = _pseudoniemen(onbekend) if onbekend else {}
        cls._schrijf(
            request,
            [
                {
                    "bestand": rij._meta.label_lower
                    if type(rij) is not Dossier
                    else rij.dossiersoort,
                    "pseudoniem": namen.get(rij.pk, rij.pseudoniem),
                    "nummer": nummer or rij.nummer,
                    **({"partij": actor.namens(rij.partij_id)} if actor else {}),
                }
                for rij in rijen
            ],
            soort=soort,
            toegestaan=True,
            reden=reden,
        )

    @classmethod
    def gezocht(cls, request: HttpRequest, reden: str) -> None:
        """Somebody looked for a name, which the log does not say; what was found comes after it.

        Args:
            reden: one of `Zoekreden`.

        Raises:
            LogboekDicht: it can't be written.
        """
        rij = {"bestand": Dossier._meta.label_lower, "pseudoniem": NERGENS}
        cls._schrijf(request, [rij], soort=cls.Soort.ZOEKEN, toegestaan=True, reden=reden)

    @classmethod
    def niet_gevonden(cls, request: HttpRequest, nummer: str) -> None:
        """Somebody looked for a number that is not there, or not for him: the same work for either.

        Args:
            nummer: as it was typed, in the form of a file number.

        Raises:
            LogboekDicht: it can't be written.
        """
        with als(Actor.systeem("logboek")):
            gevonden = Dossier.objects.filter(nummer=nummer).values_list("pseudoniem", flat=True)
            pseudoniem = gevonden.first() or NERGENS
        rij = {"bestand": Dossier._meta.label_lower, "pseudoniem": pseudoniem, "nummer": nummer}
        cls._schrijf(request, [rij], soort=cls.Soort.NUMMER, toegestaan=False)

    @classmethod
    def zonder_dossier(cls, request: HttpRequest, bestand: str, soort: str, nummer: str) -> None:
        """Something was read that is no file, such as the signed statement of a partner.

        Raises:
            LogboekDicht: it can't be written.
        """
        rij = {"bestand": bestand, "pseudoniem": NERGENS, "nummer": nummer}
        cls._schrijf(request, [rij], soort=soort, toegestaan=True)

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
        gevraagd: Any
        if isinstance(fout, Onvindbaar):
            bestand, gevraagd = fout.bestand, fout.bestand_id
        else:
            bestand = (waar.view_name if waar else "")[:KEUZE]
            gevraagd = waar.kwargs.get("pk") if waar else None
        pk = gevraagd if isinstance(gevraagd, UUID) else NERGENS
        try:
            # The same work whether there is such a file or not.
            pseudoniem = _pseudoniemen([pk]).get(pk, NERGENS)
        except DatabaseError as dicht:
            raise LogboekDicht from dicht
        with transaction.atomic():  # of its own: that of the request is rolled back
            cls._schrijf(
                request,
                [{"bestand": bestand, "pseudoniem": pseudoniem}],
                soort=cls.Soort.HANDELING if isinstance(fout, Geweigerd) else cls.Soort.PAGINA,
                toegestaan=False,
            )

    @classmethod
    def gevraagd(
        cls,
        request: HttpRequest,
        bestand: str,
        nummer: str,
        pk: UUID | None,
        soort: str = Soort.VRAAG,
        reden: str = "",
    ) -> None:
        """Somebody asked to take part in the file with this number, or to read it for supervision.

        Args:
            bestand: the kind of file.
            nummer: as it was typed, in the form of a file number.
            pk: the file, or None when there is nothing to ask for.
            soort: one of `Inzage.Soort`.
            reden: for supervision, one of `Toezichtvraag.Reden`.
        """
        pseudoniem = _pseudoniemen([pk or NERGENS]).get(pk or NERGENS, NERGENS)
        rij = {"bestand": bestand, "pseudoniem": pseudoniem, "nummer": nummer}
        cls._schrijf(request, [rij], soort=soort, toegestaan=pk is not None, reden=reden)

    @classmethod
    def _schrijf(cls, request: HttpRequest, rijen: list[dict[str, Any]], **gelijk: Any) -> None:
        blik = {"blik": nieuwe_sleutel(), **cls._wie(request), **gelijk}
        try:
            Inzage.objects.bulk_create(
                Inzage(**blik | rij, aantal=None if nr else len(rijen))
                for nr, rij in enumerate(rijen)
            )
        except DatabaseError as fout:
            raise LogboekDicht from fout

    @staticmethod
    def _wie(request: HttpRequest) -> dict[str, Any]:
        actor: Actor | None = getattr(request, "actor", None)
        return {
            "gebruiker_id": request.user.pk,
            "partij": actor.partijnamen[:200] if actor else "",
            "convenant_id": actor.convenant_id if actor else None,
            "van_adres": adres.van(request),
        }


def _pseudoniemen(sleutels: Iterable[UUID]) -> dict[UUID, UUID]:
    """What the logs call files that the actor has no row of."""
    with als(Actor.systeem("logboek")):
        rijen = Dossier.objects.filter(pk__in=list(sleutels))
        return dict(rijen.values_list("pk", "pseudoniem"))


class Gebeurtenis(models.Model):
    """What happened to which file, and which fields changed; never their values. It outlives it."""

    id = models.UUIDField(primary_key=True, default=nieuwe_sleutel, editable=False)
    tijdstip = models.DateTimeField(db_index=True)
    soort = models.CharField(max_length=80)
    bestand = models.CharField(max_length=KEUZE)
    pseudoniem = models.UUIDField(db_index=True)
    nummer = models.CharField(max_length=20)
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True)
    # Of the covenant under which was acted; a job of the system has none.
    convenant_id = models.UUIDField(null=True, db_index=True)
    namens = models.CharField(max_length=200, help_text="partij, of de naam van de taak")
    velden = ArrayField(models.CharField(max_length=60), default=list)
    # When people decided it, where that is another day than the one on which it was recorded.
    genomen_op = models.DateField(null=True)
    # The moment of the database, by a trigger, whatever is sent (ADR 30). With a default Django would ask for
    # it back, which the database refuses to who may not read what he wrote.
    geschreven_op = models.DateTimeField(editable=False)

    class Meta:
        ordering = ["-tijdstip", "-pk"]
        indexes = [BrinIndex(fields=["geschreven_op"], name="gebeurtenis_in_de_ketting")]

    def __str__(self) -> str:
        return f"{self.soort} {self.nummer}"

    @property
    def zin(self) -> str:
        """The event in words."""
        return ZINNEN[self.soort]

    @classmethod
    def van(cls, dossier: Dossier) -> "models.QuerySet[Gebeurtenis]":
        """The events of one file, newest first."""
        return cls.objects.filter(pseudoniem=dossier.pseudoniem).select_related("gebruiker")


def noteer_lijst(
    request: HttpRequest, rijen: Sequence[Dossier], soort: str = Inzage.Soort.LIJST
) -> Sequence[Dossier]:
    """Log the files that a list shows, and give the list back."""
    Inzage.noteer(request, rijen, soort)
    return rijen
