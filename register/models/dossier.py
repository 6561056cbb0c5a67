"""The row of each file (MC 8.1, 10.1): a number, a case, a clock, who reads it. Nothing on a person."""

import uuid
from collections.abc import Callable
from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models, transaction
from django.db.models import F, Prefetch, Q
from django.utils import timezone
from django.utils.formats import date_format

from convenant.models import POLITIE_EN_OM, Partij
from gedeeld.actor import Actor
from gedeeld.fields import KEUZE
from gedeeld.relaties import overkant
from gedeeld.termijnen import Grond
from gedeeld.weigering import MAG_NIET, NietMogelijk, require
from register import slot
from register.datasleutels import maak as maak_datasleutel
from register.grants import BESLUIT_LEZEN, LEZEN, PLAN_LEZEN, VRAAG_LEZEN
from register.registry import Bestand, bestand, bestand_van_rij, is_bestand

from .aan_het_dossier import KRING, Beperking
from .rechten import leesbaar

BEPERKT = "{} is beperkt. U kunt het lezen, maar nu niet gebruiken of wijzigen."


VOLGORDE = (F("gesloten_op").asc(nulls_first=True), F("begonnen_op").desc())


class DossierQuerySet(models.QuerySet[Any]):
    """Files: of all kinds from the register, of one kind with what it says."""

    def visible_to(self, actor: Actor | None) -> Self:
        """The files that the actor reads as a whole. No actor, no rows."""
        return self.filter(leesbaar(actor))

    def op_volgorde(self) -> Self:
        """Files of one kind as a list shows them: open before closed, and the newest first."""
        soort = self.model._meta.label_lower  # by which PostgreSQL finds the order in its index
        return self.filter(dossiersoort=soort).order_by(*VOLGORDE, "nummer")

    def ziet(self, actor: Actor | None, dossier: models.Model) -> bool:
        """Whether the actor reads this file as a whole."""
        return self.visible_to(actor).filter(pk=dossier.pk).exists()

    def met_kern(self) -> Self:
        """With what says who their core parties are (`Partij.kern`)."""
        politie_en_om = Prefetch(
            "partij__convenant__partijen",
            Partij.objects.filter(soort__in=POLITIE_EN_OM),
            to_attr="politie_en_om",
        )
        return self.select_related("partij__convenant").prefetch_related(politie_en_om)

    def _rijen(self, naam: str) -> Any:
        """Rows of a table below the file: `naam` is how the file calls them."""
        return overkant(self.model, naam).objects.all()

    def neem(
        self,
        dossier: models.Model,
        mag: Callable[[Any], bool],
        zin: str = MAG_NIET,
        *,
        ook_stil: bool = False,
    ) -> Any:
        """Lock a file, then permit: how each decision on it begins.

        In that order, because who may change it can be changed until the lock is there.

        Args:
            mag: says of the fresh file whether the actor may.
            zin: what who may not reads.
            ook_stil: also while it takes no changes, for what only takes access away or follows it.

        Raises:
            Geweigerd: he may not.
            NietMogelijk: as for `lock`, or it takes no changes now (`Dossier.stilstand`).
        """
        vers = self.lock(dossier)
        require(mag(vers), zin)
        if not ook_stil:
            vers.vereis_beweging()
        return vers

    def lock(self, dossier: models.Model) -> Any:
        """The same file, fresh, with its case locked until the end of the decision.

        Raises:
            NietMogelijk: it is gone: archived or destroyed since it was read.
        """
        gevonden = self.filter(pk=dossier.pk).first()
        zaak = None
        while gevonden is not None and gevonden.zaak != zaak:  # it may just have joined another
            zaak = gevonden.zaak
            slot.neem(zaak)
            gevonden = self.filter(pk=dossier.pk).first()
        if gevonden is None:
            raise NietMogelijk("Dit dossier is er niet meer.")
        return gevonden


KENMERK = 60  # characters of the reference of a decision


class Opschorting(models.TextChoices):
    """Why the destruction of a file waits: a choice and no text, as the register says nothing of a person."""

    KLACHT = "klacht", "Er loopt een klacht"
    BEZWAAR = "bezwaar", "Er loopt een bezwaar tegen een besluit"
    BEROEP = "beroep", "Er loopt een beroep bij de rechter"
    PROCEDURE = "procedure", "Er loopt een andere procedure"
    WEIGERING = "weigering", "Tegen een weigering kan nog bezwaar komen"
    VERZOEK = "verzoek", "Er loopt een verzoek van de betrokkene"

    @classmethod
    def vanzelf(cls) -> set[str]:
        """What holds a file by itself, because of a request of the person concerned."""
        return {cls.WEIGERING.value, cls.VERZOEK.value}

    @classmethod
    def om_te_kiezen(cls) -> list[tuple[str, str]]:
        """What the core parties suspend for."""
        return [keuze for keuze in cls.choices if keuze[0] not in cls.vanzelf()]


class Dossier(models.Model):
    """One file. Each kind is a child of it with a table and keys of its own; in the archive another.

    The row survives the move to the archive; everything that concerns "a file" is a foreign key to
    it. `kring`, `houder` and `afmakers` follow from the file (`register.afleiden`).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    dossiersoort = models.CharField(max_length=KEUZE, editable=False)  # `Bestand.soort`
    nummer = models.CharField("nummer", max_length=20, unique=True, editable=False)
    # Files through which one person's matter runs share it: it is what a decision locks.
    zaak = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    # Whose file it is: the municipality concerned, or the party that received a request.
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", editable=False)
    # Who reads it by role, and who keeps it: names of circles (`register.kringen`).
    kring = models.CharField(max_length=KRING, editable=False)
    houder = models.CharField(max_length=KRING, editable=False)
    # Circles that read it besides, for as long as they have something to finish in it.
    afmakers = ArrayField(models.CharField(max_length=KRING), default=list, editable=False)
    begonnen_op = models.DateField(editable=False)
    gesloten_op = models.DateField(null=True, editable=False)
    # Last change, decision or exchange; never a mere read or a technical job (MC 13.1).
    laatste_verwerking_op = models.DateField("laatste verwerking", editable=False, db_index=True)
    # The first day on which data of its case went to somebody who is no core party (AVG 14.3 c).
    naar_buiten_op = models.DateField(null=True, editable=False)
    # The data may only be kept (AVG 18); why, says `Beperking`.
    beperkt = models.BooleanField(default=False, editable=False)
    # Its destruction waits, by decision of the core parties or after a refusal: until when, why, and by which decision (MC 13.1).
    opgeschort_tot = models.DateField(null=True, editable=False)
    opgeschort_om = models.CharField(
        max_length=KEUZE, choices=Opschorting.choices, default="", db_default="", editable=False
    )
    opgeschort_besluit = models.CharField(
        max_length=KENMERK, default="", db_default="", editable=False
    )
    # The core parties archive it earlier: the last day on which people work with it (MC 13.2).
    archief_tot = models.DateField(null=True, editable=False)
    # It is erased before its term: on which ground, and since when two people agree on that (AVG 17).
    wissen_om = models.CharField(
        max_length=KEUZE,
        choices=[(grond.value, grond.label) for grond in Grond.om_te_wissen()],
        default="",
        db_default="",
        editable=False,
    )
    wissen_van = models.DateField(null=True, editable=False)
    gearchiveerd_op = models.DateField(null=True, editable=False)
    # What the logs call it. When the row goes, nothing leads from them to the file any more.
    pseudoniem = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects: ClassVar[Any] = DossierQuerySet.as_manager()

    # (from, to) -> the article that allows the step. Filled in by each kind of file.
    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {}
    stand: str  # each kind declares the column, with its own choices

    class Meta:
        verbose_name = "dossier"
        default_permissions = ()
        permissions = [
            (LEZEN, "Leest het dossier"),
            (PLAN_LEZEN, "Leest het vastgestelde plan"),
            (VRAAG_LEZEN, "Leest vragen aan de eigen partij"),
            (BESLUIT_LEZEN, "Leest besluiten die de eigen partij nog niet bevestigde"),
        ]
        indexes = [
            models.Index(fields=["dossiersoort", "kring", "begonnen_op"], name="dossier_per_kring"),
            models.Index(fields=["houder"], name="dossier_per_houder"),
            GinIndex(fields=["afmakers"], name="dossier_per_afmaker"),
            # For who reads nearly all: the first page is what stands first in the list.
            models.Index("dossiersoort", *VOLGORDE, "nummer", name="dossier_volgorde"),
            # The supervisor counts them.
            models.Index(
                fields=["partij"],
                condition=Q(gearchiveerd_op__isnull=False),
                name="dossier_in_het_archief",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(opgeschort_tot=None, opgeschort_om="", opgeschort_besluit="")
                | Q(opgeschort_tot__isnull=False)
                & ~Q(opgeschort_om="")
                & ~Q(opgeschort_besluit=""),
                name="opschorting_heeft_reden_besluit_en_einde",
            ),
            models.CheckConstraint(
                condition=Q(wissen_om="", wissen_van=None)
                | Q(wissen_om__in=Grond.om_te_wissen(), wissen_van__isnull=False),
                name="wissen_heeft_een_grond_en_een_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    def save(self, *args: Any, **kwargs: Any) -> None:
        """A new file has its kind and its circles from the first moment: the second wall asks them."""
        if self._state.adding and is_bestand(type(self)):
            self.dossiersoort = self._meta.label_lower
            soort = bestand(self._meta.label_lower)
            self.kring, self.houder = soort.kringen(self)
            self.begonnen_op = soort.begonnen_op(self)
            if slot.is_lopend():  # what follows from it is derived with the rest of its case
                slot.lopend().zaken.add(self.zaak)
        nieuw, eerder = self._state.adding, getattr(self, "zoeksleutels", None)
        with transaction.atomic(savepoint=False):
            if nieuw:  # before its values are sealed
                maak_datasleutel(self.id, self._meta.app_label)
            super().save(*args, **kwargs)
        # By what it is found now: who is excluded from other files on this person is from this one.
        if slot.is_lopend() and (nieuw or getattr(self, "zoeksleutels", None) != eerder):
            slot.lopend().personen.add(self.pk)

    @property
    def uitstel(self) -> str:
        """Until when its destruction waits, in a sentence; empty when it does not, or not any more.

        Why not, where that tells of a request: not everybody who reads a file hears of that (MC 12.1).
        """
        if self.opgeschort_tot is None or self.opgeschort_tot < timezone.localdate():
            return ""
        dag = date_format(self.opgeschort_tot, "j F Y")
        if self.vanzelf_uitgesteld:
            return f"Tot en met {dag}."
        return f"Tot en met {dag}. {Opschorting(self.opgeschort_om).label}."

    @property
    def vanzelf_uitgesteld(self) -> bool:
        """Whether a request holds it, and no decision of the core parties."""
        return self.opgeschort_om in Opschorting.vanzelf()

    @property
    def bestand(self) -> Bestand:
        """This kind of file; of what lies in the archive, the archive."""
        return bestand_van_rij(self)

    @property
    def te_beperken(self) -> bool:
        """Whether its data can be restricted: as its kind, also in the archive (AVG 18)."""
        return bestand(self.dossiersoort).te_beperken

    @classmethod
    def nummer_van(cls, rij: models.Model, actor: Actor) -> str:
        """Number of the file on which a row hangs, for who reads that file; else empty."""
        for veld in rij._meta.fields:
            if isinstance(veld, models.ForeignKey) and issubclass(veld.related_model, Dossier):
                leest = cls.objects.visible_to(actor).filter(pk=getattr(rij, veld.attname))
                return leest.values_list("nummer", flat=True).first() or ""
        return ""

    @property
    def stilstand(self) -> str:
        """Why this file takes no changes now, as a sentence; empty while it takes them."""
        return BEPERKT.format(self.nummer) if self.beperkt and not self.mag_een_handeling else ""

    @property
    def mag_een_handeling(self) -> bool:
        """Whether one act is allowed while it is restricted, and was not done yet (AVG 18.2)."""
        bezig = slot.is_lopend() and self.pk in slot.lopend().toegestaan
        return bezig or Beperking.met_handeling(dossier=self.pk).exists()

    def vereis_beweging(self) -> None:
        """Refuse what would change it, while it takes no changes; one act that was allowed is this one.

        Raises:
            NietMogelijk: with the sentence of `stilstand`.
        """
        if zin := self.stilstand:
            raise NietMogelijk(zin)
        if self.beperkt and slot.is_lopend():
            slot.lopend().toegestaan.add(self.pk)

    def move_to(self, stand: str, *velden: str) -> None:
        """Take a step in the process and save; the only place where the state changes.

        Args:
            velden: fields that change in the same step, such as its date.

        Raises:
            NietMogelijk: the process knows no such step.
        """
        if (self.stand, stand) not in self.OVERGANGEN:
            raise NietMogelijk("Deze stap past niet bij de stand van dit dossier.")
        self.stand = stand
        self.save(update_fields=["stand", *velden])  # type: ignore[misc]  # of each kind


class VanEenGemeente:
    """A kind of file that is always a municipality's: the one concerned (PB 3.2)."""

    partij: Partij
    partij_id: uuid.UUID

    @property
    def gemeente(self) -> Partij:
        """Whose weegploeg answers for it."""
        return self.partij

    @gemeente.setter
    def gemeente(self, partij: Partij) -> None:
        self.partij = partij

    @property
    def gemeente_id(self) -> uuid.UUID:
        """Its key."""
        return self.partij_id
