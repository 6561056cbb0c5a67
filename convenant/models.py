"""The covenant and what follows from it: parties, annex 1, secrecy, representatives, annex 3."""

import uuid
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, Self

from django.contrib.auth.models import AbstractUser, Group
from django.db import models
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from bestand.access import Rol
from bestand.fields import VersleuteldeBytes
from bestand.models import KEUZE
from bestand.toegang import Feit

from . import rules


class Gebruiker(AbstractUser):
    """A personal account. What it may see follows from its representation, never from flags here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    # Its home: the administrators of this covenant manage it and no others, whatever roles it has.
    convenant = models.ForeignKey(
        "Convenant", models.PROTECT, null=True, related_name="+", editable=False
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
    # The last time that it was switched off: sessions of before never come back.
    uitgezet_op = models.DateTimeField("uitgezet op", null=True, editable=False)

    class Meta:
        verbose_name = "gebruiker"
        verbose_name_plural = "gebruikers"

    def __str__(self) -> str:
        return self.username

    @property
    def naam(self) -> str:
        """What colleagues call this user."""
        return self.get_full_name() or self.username

    def get_session_auth_hash(self) -> str:
        """What a session must hold to be this user's: of this password, since it was switched off."""
        return self._sinds(super().get_session_auth_hash())

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same, by the earlier secret keys of the application."""
        return (self._sinds(oud) for oud in super().get_session_auth_fallback_hash())

    def _sinds(self, sessie: str) -> str:
        return f"{sessie}.{self.uitgezet_op.timestamp()}" if self.uitgezet_op else sessie


class Referentiekader(models.Model):
    """Annex 3: the frame by which signals are weighed (MC 7.3, PB 7)."""

    code = models.SlugField(unique=True)
    naam = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.naam


class Fase(models.Model):
    """One of the four phases of radicalisation."""

    kader = models.ForeignKey(Referentiekader, models.CASCADE, related_name="fasen")
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=100)
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["kader", "nummer"], name="een_fase_per_nummer")
        ]

    def __str__(self) -> str:
        return f"{self.nummer}. {self.naam}"


class Ontwikkelgebied(models.Model):
    """One of the nine fields of development, in one of two areas."""

    class Gebied(models.TextChoices):
        IDEOLOGIE = "ideologie", "Ideologie"
        SOCIALE_CONTEXT = "sociale_context", "Sociale context"

    kader = models.ForeignKey(Referentiekader, models.CASCADE, related_name="ontwikkelgebieden")
    nummer = models.PositiveSmallIntegerField()
    naam = models.CharField(max_length=100)
    gebied = models.CharField(max_length=KEUZE, choices=Gebied.choices)
    toelichting = models.TextField(blank=True)

    class Meta:
        ordering = ["nummer"]
        constraints = [
            models.UniqueConstraint(fields=["kader", "nummer"], name="een_gebied_per_nummer")
        ]

    def __str__(self) -> str:
        return self.naam


class SoortPartij(models.TextChoices):
    """The kinds of party (MC Partijen, PB 2)."""

    GEMEENTE = "gemeente", "Gemeente"
    POLITIE = "politie", "Politie"
    OM = "om", "Openbaar Ministerie"
    RVDK = "rvdk", "Raad voor de Kinderbescherming"
    RECLASSERING = "reclassering", "Reclassering Nederland"
    EXTERN = "extern", "Externe casuspartner"


KERN = (SoortPartij.GEMEENTE, SoortPartij.POLITIE, SoortPartij.OM)
CASUS = (SoortPartij.RVDK, SoortPartij.RECLASSERING)

# Legal tasks and powers (MC 2). The law gives them, so they are the same in every covenant. What an
# external partner is for stands in its entry of annex 1.
TAKEN: dict[str, str] = {
    SoortPartij.GEMEENTE: "Bewaart de openbare orde (artikel 172 Gemeentewet) en zorgt voor jeugdhulp, "
    "werk en inkomen, scholing, uitkeringen en schuldhulp.",
    SoortPartij.POLITIE: "Handhaaft de rechtsorde en helpt wie hulp nodig heeft "
    "(artikel 3 Politiewet).",
    SoortPartij.OM: "Handhaaft de rechtsorde met het strafrecht "
    "(artikel 124 Wet op de rechterlijke organisatie).",
    SoortPartij.RVDK: "Beschermt minderjarigen tegen ernstige bedreiging van hun ontwikkeling en "
    "gezondheid, treedt voor hen op en adviseert (artikel 1:238 lid 2 Burgerlijk Wetboek).",
    SoortPartij.RECLASSERING: "Beheerst risico's, helpt verdachten en veroordeelden hun gedrag te "
    "veranderen, houdt toezicht en voert taakstraffen uit (Reclasseringsregeling 1995).",
}


class Convenant(models.Model):
    """One covenant on the model (MC 18): it binds one or more municipalities and their partners."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.SlugField(unique=True)
    naam = models.CharField("naam", max_length=200)
    regio = models.CharField("regio", max_length=100)
    in_werking_op = models.DateField("in werking getreden op")
    beeindigd_op = models.DateField("beëindigd op", null=True, blank=True)
    staatscourant = models.CharField("vindplaats in de Staatscourant", max_length=100, blank=True)
    gepubliceerd_op = models.DateField("gepubliceerd op", null=True, blank=True)
    geevalueerd_op = models.DateField("geëvalueerd op", null=True, blank=True)
    contact = models.CharField("contact voor betrokkenen", max_length=300)
    fg_contact = models.CharField("functionaris gegevensbescherming", max_length=300)
    referentiekader = models.ForeignKey(Referentiekader, models.PROTECT)

    class Meta:
        ordering = ["naam"]
        verbose_name = "convenant"

    def __str__(self) -> str:
        return self.naam

    def in_werking(self, op: date) -> bool:
        """Whether anything may be processed under it on this day (MC 18.1)."""
        return rules.geldig(self.in_werking_op, self.beeindigd_op, op)

    @property
    def evaluatie_op(self) -> date:
        """The day on which the evaluation is due (MC 18.4)."""
        return rules.evaluatie_op(self.in_werking_op)


class GeldigQuerySet(models.QuerySet[Any]):
    """Facts with a begin (`van` or `vanaf`) and perhaps an end (`tot`, the first day without)."""

    def op(self, dag: date) -> Self:
        """Those that hold on a day."""
        begin = "vanaf" if any(v.name == "vanaf" for v in self.model._meta.fields) else "van"
        return self.filter(Q(tot__isnull=True) | Q(tot__gt=dag), **{f"{begin}__lte": dag})

    def niet_voorbij(self, dag: date) -> Self:
        """Those that hold on a day or begin after it; what ended before it began does neither."""
        return self.filter(Q(tot__isnull=True) | (Q(tot__gt=dag) & Q(tot__gt=F("van"))))


class PartijQuerySet(GeldigQuerySet):
    """Parties."""

    def doet_mee_op(self, dag: date) -> Self:
        """Those that act on a day: `Partij.doet_mee` for many at once, in one query."""
        vermeld = Bijlage1.objects.op(dag).filter(partij=OuterRef("pk"))
        getekend = Geheimhoudingsverklaring.objects.filter(
            partij=OuterRef("pk"), getekend_op__lte=dag, geldig_tot__gt=dag
        )
        return self.op(dag).filter(
            Q(convenant__beeindigd_op__isnull=True) | Q(convenant__beeindigd_op__gt=dag),
            ~Q(soort=SoortPartij.EXTERN) | (Q(Exists(vermeld)) & Q(Exists(getekend))),
            convenant__in_werking_op__lte=dag,
        )


class Partij(models.Model):
    """A body as party in one covenant, or an external partner of it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="partijen")
    soort = models.CharField("soort", max_length=KEUZE, choices=SoortPartij.choices)
    naam = models.CharField("naam", max_length=200)
    contact = models.CharField("contact", max_length=300, blank=True)
    vanaf = models.DateField("partij vanaf")
    opgezegd_op = models.DateField("opgezegd op", null=True, blank=True)
    # The first day on which it is no party any more: three months after notice (MC 18.2).
    tot = models.DateField("partij tot", null=True, blank=True)
    # The group holds the object permissions of this party (design idea 2).
    groep = models.OneToOneField(Group, models.PROTECT, related_name="partij", editable=False)

    objects = PartijQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name = "partij"
        constraints = [
            models.UniqueConstraint(
                fields=["convenant", "naam"], name="een_partij_per_naam_in_een_convenant"
            ),
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gt=F("vanaf")),
                name="partij_eindigt_na_begin",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def kernpartij(self) -> bool:
        """Municipality, police or OM (MC 1 m)."""
        return self.soort in KERN

    @property
    def gemeente(self) -> bool:
        """A municipality: a core party of its own files only (PB 3.2)."""
        return self.soort == SoortPartij.GEMEENTE

    @property
    def extern(self) -> bool:
        """An external partner: no party to the covenant (MC 1 c)."""
        return self.soort == SoortPartij.EXTERN

    @property
    def taak(self) -> str:
        """Its legal tasks and powers (MC 2); empty for an external partner: see annex 1."""
        return TAKEN.get(self.soort, "")

    @property
    def weegploeg(self) -> PartijQuerySet:
        """The core parties of this municipality's files: itself, police and OM (MC 1 m, PB 3.2)."""
        kern = Q(pk=self.pk) | Q(soort__in=[SoortPartij.POLITIE, SoortPartij.OM])
        rijen: PartijQuerySet = Partij.objects.filter(kern, convenant=self.convenant_id)
        return rijen

    def leest_als_kernpartij(self, recht: str, *, vanaf: date, wat: str) -> list[Feit]:
        """The facts by which the core parties of this municipality read one of its files.

        Args:
            recht: codename of the object permission.
            vanaf: the day on which the file began.
            wat: the kind of file and the article, for the sentence.
        """
        return [
            Feit(
                groep_id=partij.groep_id,
                recht=recht,
                van=max(vanaf, partij.vanaf),
                tot=None,
                reden=f"Kernpartij van {wat}.",
            )
            for partij in self.weegploeg
        ]

    def doet_mee(self, op: date) -> bool:
        """Whether the facts let this party act on a day.

        The covenant is in force, the membership runs (MC 18.2), and an external partner stands in
        annex 1 (MC 1 c) with a signed and current statement of secrecy (PB 2, MC 14.2).
        """
        if not self.convenant.in_werking(op) or not rules.geldig(self.vanaf, self.tot, op):
            return False
        if not self.extern:
            return True
        return (
            self.bijlage1.op(op).exists()
            and self.geheimhouding.filter(getekend_op__lte=op, geldig_tot__gt=op).exists()
        )


class Bijlage1(models.Model):
    """An entry of annex 1: this external partner can be invited (MC 1 c)."""

    partij = models.ForeignKey(Partij, models.CASCADE, related_name="bijlage1")
    reden = models.TextField("waarom deze partner")
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["-van"]
        verbose_name = "vermelding in bijlage 1"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="bijlage1_eindigt_na_begin",
            )
        ]

    def __str__(self) -> str:
        return f"Bijlage 1: {self.partij}"


class Geheimhoudingsverklaring(models.Model):
    """A signed statement of secrecy of an external partner (PB 2, MC 14.2)."""

    partij = models.ForeignKey(Partij, models.CASCADE, related_name="geheimhouding")
    getekend_op = models.DateField("getekend op")
    getekend_door = models.CharField("functie van wie tekende", max_length=200)
    geldig_tot = models.DateField("geldig tot")

    class Meta:
        ordering = ["-getekend_op"]
        verbose_name = "geheimhoudingsverklaring"
        constraints = [
            models.CheckConstraint(
                condition=Q(geldig_tot__gt=F("getekend_op")), name="verklaring_eindigt_na_tekenen"
            )
        ]

    def __str__(self) -> str:
        return f"Geheimhouding: {self.partij}"


class Verklaringsdocument(models.Model):
    """The signed statement itself (PB 2), in a table of its own: no list ever loads it."""

    class Soort(models.TextChoices):
        PDF = "application/pdf", "PDF"
        JPEG = "image/jpeg", "JPEG"
        PNG = "image/png", "PNG"

    verklaring = models.OneToOneField(
        Geheimhoudingsverklaring, models.CASCADE, primary_key=True, related_name="document"
    )
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    inhoud = VersleuteldeBytes()

    def __str__(self) -> str:
        return self.bestandsnaam

    @property
    def bestandsnaam(self) -> str:
        """A name that says nothing about anybody."""
        uitgang = {self.Soort.PDF: "pdf", self.Soort.JPEG: "jpg", self.Soort.PNG: "png"}
        return f"verklaring-{self.pk}.{uitgang[self.Soort(self.soort)]}"


class GeheimhoudingstekstQuerySet(models.QuerySet[Any]):
    """Versions of the text of secrecy."""

    def geldend(self, convenant_id: uuid.UUID | None, dag: date) -> Self:
        """The one that holds on a day: the highest version that has begun; none before the first."""
        begonnen = self.filter(convenant=convenant_id, vanaf__lte=dag)
        return begonnen.order_by("-versie")[:1]

    def met_bevestiging(self, gebruiker_id: uuid.UUID | None) -> Self:
        """Each with `bevestigd_op`: when this user confirmed it, or None."""
        eigen = Bevestiging.objects.filter(tekst=OuterRef("pk"), gebruiker=gebruiker_id)
        return self.annotate(bevestigd_op=Subquery(eigen.values("op")))


class Geheimhoudingstekst(models.Model):
    """What each user confirms before he sees anything: one version (MC 14, 18.2)."""

    convenant = models.ForeignKey(Convenant, models.CASCADE, related_name="geheimhoudingsteksten")
    versie = models.PositiveIntegerField("versie")
    tekst = models.TextField("tekst")
    vanaf = models.DateField("geldt vanaf")

    # Only on rows of `met_bevestiging`.
    bevestigd_op: datetime | None

    objects = GeheimhoudingstekstQuerySet.as_manager()

    class Meta:
        ordering = ["-versie"]
        verbose_name = "tekst over geheimhouding"
        constraints = [
            models.UniqueConstraint(
                fields=["convenant", "versie"], name="een_geheimhoudingstekst_per_versie"
            )
        ]

    def __str__(self) -> str:
        return f"Geheimhouding, versie {self.versie}"


class Bevestiging(models.Model):
    """A user confirmed a version of the text of secrecy. Rows are only added, as in the logs."""

    gebruiker = models.ForeignKey(Gebruiker, models.PROTECT, related_name="bevestigingen")
    tekst = models.ForeignKey(Geheimhoudingstekst, models.PROTECT, related_name="bevestigingen")
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

    objects = VertegenwoordigingQuerySet.as_manager()

    class Meta:
        ordering = ["partij__naam", "rol"]
        verbose_name = "vertegenwoordiging"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="vertegenwoordiging_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True)
                | Q(toegekend_door__isnull=True)
                | ~Q(bevestigd_door=F("toegekend_door")),
                name="wie_een_rol_gaf_bevestigt_hem_niet",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_door__isnull=True) | ~Q(bevestigd_door=F("gebruiker")),
                name="niemand_bevestigt_zijn_eigen_rol",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_rol_display()} {self.partij}"

    @property
    def rol_label(self) -> str:
        """The role in words."""
        return Rol(self.rol).label


class GrondslagQuerySet(models.QuerySet[Any]):
    """Legal grounds."""

    def voor(self, soort_partij: str, dag: date) -> Self:
        """Those on which a kind of party can give data on a day (MC 6)."""
        begonnen = Q(geldig_vanaf__isnull=True) | Q(geldig_vanaf__lte=dag)
        return self.filter(begonnen, soort_partij=soort_partij)


class Grondslag(models.Model):
    """A legal ground on which a kind of party may give data (MC 6), with the day it may be used from."""

    code = models.SlugField(unique=True)
    soort_partij = models.CharField(max_length=KEUZE, choices=SoortPartij.choices)
    wet = models.CharField(max_length=100)
    artikel = models.CharField(max_length=60)
    omschrijving = models.TextField()
    geldig_vanaf = models.DateField(null=True, blank=True)
    # Police data under art. 9 and 10 go to the municipality only (MC 6 b, WPG 1).
    alleen_kernpartijen = models.BooleanField(default=False, db_default=False)

    objects = GrondslagQuerySet.as_manager()

    class Meta:
        ordering = ["soort_partij", "code"]

    def __str__(self) -> str:
        return f"{self.wet} {self.artikel}"

    def geldt(self, soort_partij: str, dag: date) -> bool:
        """Whether a kind of party may give data on this ground on a day (MC 6)."""
        begonnen = self.geldig_vanaf is None or self.geldig_vanaf <= dag
        return self.soort_partij == soort_partij and begonnen


class Uitzonderingsgrond(models.Model):
    """A ground of art. 41.1 UAVG or 14.5 AVG for not (yet) informing or giving access."""

    code = models.SlugField(unique=True)
    artikel = models.CharField(max_length=60)
    omschrijving = models.TextField()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.artikel}: {self.omschrijving}"
