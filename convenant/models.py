"""The covenant and what follows from it: parties, annex 1, secrecy, representatives, annex 3."""

import uuid
from datetime import date, datetime, time
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import Group
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import cached_property

from gedeeld.fields import KEUZE, VersleuteldeBytes
from gedeeld.rij import Rij

from . import rules


class Referentiekader(models.Model):
    """Annex 3: one version of the frame by which signals are weighed (MC 7.3, PB 7).

    A version that is there keeps its phases and fields, since files were weighed by it.
    """

    code = models.SlugField()
    versie = models.PositiveSmallIntegerField(default=1)
    naam = models.CharField(max_length=200)
    # In the words of the source; what else is said of phases and fields is our help.
    inleiding = models.TextField(blank=True, default="")

    class Meta:
        ordering = ["code", "-versie"]
        constraints = [
            models.UniqueConstraint(fields=["code", "versie"], name="een_kader_per_versie")
        ]

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


class Doel(models.TextChoices):
    """The two aims of the cooperation (MC 3)."""

    SAMENLEVING = (
        "samenleving",
        "Risico's voor de samenleving beperken en zorg bieden aan het subject",
    )
    MINDERJARIGEN = "minderjarigen", "Risico's voor de ontwikkeling van minderjarigen beperken"


class SoortPartij(models.TextChoices):
    """The kinds of party (MC Partijen, PB 2)."""

    GEMEENTE = "gemeente", "Gemeente"
    POLITIE = "politie", "Politie"
    OM = "om", "Openbaar Ministerie"
    RVDK = "rvdk", "Raad voor de Kinderbescherming"
    RECLASSERING = "reclassering", "Reclassering Nederland"
    # Of the bill only: no covenant after the model knows it (WV 1 d).
    MINISTER = "minister", "Minister van Justitie en Veiligheid"
    EXTERN = "extern", "Externe casuspartner"


POLITIE_EN_OM = (SoortPartij.POLITIE, SoortPartij.OM)
KERN = (SoortPartij.GEMEENTE, *POLITIE_EN_OM)
CASUS = (SoortPartij.RVDK, SoortPartij.RECLASSERING, SoortPartij.MINISTER)

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
    SoortPartij.MINISTER: "Neemt bestuurlijke maatregelen tegen terrorisme en beslist over verblijf, "
    "het Nederlanderschap en het bevriezen van tegoeden (memorie van toelichting 2.3).",
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
    # When people work here, so that its supervisor sees what was read at another time (MC 15.2 f).
    werkdagen = ArrayField(
        models.PositiveSmallIntegerField(choices=rules.WEEKDAGEN),
        verbose_name="werkdagen",
        default=rules.doordeweeks,
    )
    werk_van = models.TimeField("werktijd vanaf", default=time(7))
    werk_tot = models.TimeField("werktijd tot", default=time(19))
    # The fixed times on which the data of each file are checked (MC 8.3, 10.3).
    controle_maanden = models.PositiveSmallIntegerField(
        "maanden tussen twee controles", default=rules.CONTROLE_STANDAARD
    )
    # By which category of the selection list files are destroyed: it stands in each statement (MC 13.1).
    selectielijst = models.CharField(
        "categorie van de selectielijst", max_length=200, blank=True, default="", db_default=""
    )
    referentiekader = models.ForeignKey(Referentiekader, models.PROTECT)

    class Meta:
        ordering = ["naam"]
        verbose_name = "convenant"
        constraints = [
            models.CheckConstraint(
                condition=Q(werk_tot__gt=F("werk_van")), name="werktijd_eindigt_na_begin"
            ),
            models.CheckConstraint(
                condition=Q(controle_maanden__range=(rules.CONTROLE_MIN, rules.CONTROLE_MAX)),
                name="controle_binnen_een_jaar",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    def in_werking(self, op: date) -> bool:
        """Whether anything may be processed under it on this day (MC 18.1)."""
        return rules.geldig(self.in_werking_op, self.beeindigd_op, op)

    def nog_niet_in_werking(self, op: date) -> bool:
        """Whether it is only being set up on this day."""
        return op < self.in_werking_op

    def op_de_wet(self, op: date) -> bool:
        """Whether it is a cooperation under the bill, in which each instance answers for itself (WV 1; MvT 6)."""
        return self.partijen.op(op).filter(soort=SoortPartij.MINISTER).exists()

    def in_werktijd(self, moment: datetime) -> bool:
        """Whether people work here at a moment; `beveiliging.querysets` asks it of the database."""
        hier = timezone.localtime(moment)
        return hier.isoweekday() in self.werkdagen and self.werk_van <= hier.time() < self.werk_tot

    @property
    def werktijd(self) -> str:
        """The same in words."""
        dagen = [naam for dag, naam in rules.WEEKDAGEN if dag in self.werkdagen]
        return f"{', '.join(dagen)}, van {self.werk_van:%H:%M} tot {self.werk_tot:%H:%M} uur"

    @cached_property
    def politie_en_om(self) -> list["Partij"]:
        """Its parties that are core parties of each of its municipalities (MC 1 m)."""
        return list(self.partijen.filter(soort__in=POLITIE_EN_OM))

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
    # Of a municipality, by which every register in the country knows it; its name there may differ.
    gemeentecode = models.CharField("gemeentecode", max_length=4, blank=True, default="")
    naam_landelijk = models.CharField("landelijke naam", max_length=100, blank=True, default="")
    vanaf = models.DateField("partij vanaf")
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
            models.CheckConstraint(
                condition=Q(soort=SoortPartij.GEMEENTE, gemeentecode__regex=r"^(\d{4})?$")
                | Q(gemeentecode="", naam_landelijk=""),
                name="alleen_een_gemeente_heeft_een_code",
            ),
            models.UniqueConstraint(
                fields=["convenant", "gemeentecode"],
                condition=~Q(gemeentecode=""),
                name="een_gemeente_per_code_in_een_convenant",
            ),
        ]

    def __str__(self) -> str:
        return self.naam

    @property
    def kernpartij(self) -> bool:
        """Municipality, police or OM (MC 1 m)."""
        return self.soort in KERN

    @property
    def is_gemeente(self) -> bool:
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
        kern = Q(pk=self.pk) | Q(soort__in=POLITIE_EN_OM)
        rijen: PartijQuerySet = Partij.objects.filter(kern, convenant=self.convenant_id)
        return rijen

    @property
    def kern(self) -> list["Partij"]:
        """The same as a list: no query of its own where its covenant was read with them."""
        return sorted([self, *self.convenant.politie_en_om], key=lambda partij: partij.naam)

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


class Opzegging(models.Model):
    """A party gives notice (MC 18.2): one person records it, another confirms it (ADR 11).

    It takes effect when it is confirmed: then the party gets its `tot`. Until that day it can be taken back.
    """

    partij = models.ForeignKey(Partij, models.PROTECT, related_name="opzeggingen")
    ontvangen_op = models.DateField("ontvangen op")
    vastgelegd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    bevestigd_op = models.DateTimeField("bevestigd op", null=True)
    bevestigd_door = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="bevestigd door",
    )
    ingetrokken_op = models.DateTimeField("ingetrokken op", null=True)

    class Meta:
        ordering = ["-ontvangen_op"]
        verbose_name = "opzegging"
        constraints = [
            models.UniqueConstraint(
                fields=["partij"],
                condition=Q(ingetrokken_op__isnull=True),
                name="een_opzegging_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(bevestigd_op__isnull=True, bevestigd_door__isnull=True)
                | Q(bevestigd_op__isnull=False, bevestigd_door__isnull=False)
                & ~Q(bevestigd_door=F("vastgelegd_door")),
                name="een_opzegging_heeft_twee_mensen",
            ),
        ]

    def __str__(self) -> str:
        return f"Opzegging: {self.partij}"


class Mandaat(models.Model):
    """Who decides and signs for a governing body of a core party, by which decision (MC 4, Awb 10:3).

    A function and never a person's name. Letters to the subject bear it, with where bezwaar goes.
    """

    class Orgaan(models.TextChoices):
        COLLEGE = "college", "College van burgemeester en wethouders"
        BURGEMEESTER = "burgemeester", "Burgemeester"
        KORPSCHEF = "korpschef", "Korpschef"
        OFFICIER = "officier", "Officier van justitie"

    partij = models.ForeignKey(Partij, models.PROTECT, related_name="mandaten")
    orgaan = models.CharField("bestuursorgaan", max_length=KEUZE, choices=Orgaan.choices)
    functie = models.CharField("functie die beslist en tekent", max_length=200)
    besluit = models.CharField("mandaatbesluit", max_length=200)
    bezwaar = models.CharField("adres voor bezwaar", max_length=300)
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["partij__naam", "orgaan", "-van"]
        verbose_name = "mandaat"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="mandaat_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=~Q(functie="") & ~Q(besluit="") & ~Q(bezwaar=""),
                name="mandaat_zegt_wie_waarop_en_waarheen",
            ),
            models.UniqueConstraint(
                fields=["partij", "orgaan"],
                condition=Q(tot__isnull=True),
                name="een_lopend_mandaat_per_bestuursorgaan",
            ),
        ]

    def __str__(self) -> str:
        return f"Mandaat: {self.partij}, {self.get_orgaan_display().lower()}"

    @property
    def namens(self) -> str:
        """For whom, as a letter says it: "het college van burgemeester en wethouders van Venlo"."""
        plaats = self.partij.naam.removeprefix("Gemeente ")
        lidwoord = "het" if self.orgaan == self.Orgaan.COLLEGE else "de"
        van = f" van {plaats}" if self.partij.is_gemeente else ""
        return f"{lidwoord} {self.get_orgaan_display().lower()}{van}"


# The bodies that decide for each kind of core party (Gemeentewet 160 and 172, Politiewet 27, RO 124).
ORGANEN: dict[str, tuple[Mandaat.Orgaan, ...]] = {
    SoortPartij.GEMEENTE: (Mandaat.Orgaan.COLLEGE, Mandaat.Orgaan.BURGEMEESTER),
    SoortPartij.POLITIE: (Mandaat.Orgaan.KORPSCHEF,),
    SoortPartij.OM: (Mandaat.Orgaan.OFFICIER,),
}


class Bijlage1Besluit(Rij):
    """The core parties decided on an entry of annex 1, or on its end (MC 1 c): who, when, where it stands.

    The decision itself stays in the document system of a municipality: here stands its reference.
    """

    partijen = models.ManyToManyField(Partij, related_name="+", verbose_name="kernpartijen")
    genomen_op = models.DateField("besloten op")
    document = models.CharField("kenmerk van het besluit", max_length=200)

    class Meta:
        ordering = ["genomen_op"]
        verbose_name = "besluit over bijlage 1"
        constraints = [
            models.CheckConstraint(
                condition=~Q(document=""), name="besluit_over_bijlage1_heeft_een_kenmerk"
            )
        ]

    def __str__(self) -> str:
        return f"Besluit over bijlage 1, {self.document}"

    @property
    def in_woorden(self) -> str:
        """When, who and where it stands; without a query where the parties were read with it."""
        wie = ", ".join(sorted(partij.naam for partij in self.partijen.all()))
        return f"Besloten op {date_format(self.genomen_op, 'j F Y')} door {wie} ({self.document})"


class Bijlage1QuerySet(GeldigQuerySet):
    """Entries of annex 1."""

    def algemeen(self) -> Self:
        """Those that hold for each casus, and not for one alone."""
        return self.filter(een_casus=False)


class Bijlage1(models.Model):
    """An entry of annex 1: this external partner can be invited (MC 1 c)."""

    partij = models.ForeignKey(Partij, models.CASCADE, related_name="bijlage1")
    reden = models.TextField("waarom deze partner")
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)
    # None where nobody recorded it: entries from a file, and those of before this was asked.
    besluit = models.ForeignKey(
        Bijlage1Besluit, models.PROTECT, null=True, editable=False, related_name="+"
    )
    # Of the end; none where the end was agreed with the begin.
    einde_besluit = models.ForeignKey(
        Bijlage1Besluit,
        models.PROTECT,
        null=True,
        editable=False,
        related_name="+",
        verbose_name="besluit over het einde",
    )
    # Made for one casus; which one stands in that casus alone (`casusoverleg.deelname.Vangnet`).
    een_casus = models.BooleanField(default=False, db_default=False, editable=False)

    objects = Bijlage1QuerySet.as_manager()

    class Meta:
        ordering = ["-van"]
        verbose_name = "vermelding in bijlage 1"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="bijlage1_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=Q(einde_besluit__isnull=True) | Q(tot__isnull=False),
                name="besluit_over_het_einde_heeft_een_einde",
            ),
            # Nobody but the casus knows when it is not needed any more.
            models.CheckConstraint(
                condition=Q(een_casus=False) | Q(tot__isnull=False, besluit__isnull=False),
                name="vermelding_voor_een_casus_heeft_besluit_en_einde",
            ),
        ]

    def __str__(self) -> str:
        return f"Bijlage 1: {self.partij}"


class Partneraanvraag(Rij):
    """The core parties of a casus let in a partner that no list foresaw; annex 1 has yet to have it (VNG).

    Of the casus nothing stands here, not even which one it is: the administrator answers this.
    """

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="+")
    naam = models.CharField("naam", max_length=200)
    contact = models.CharField("contact", max_length=300)
    reden = models.TextField("waarom deze partner")
    tot = models.DateField("tot")
    besluit = models.ForeignKey(Bijlage1Besluit, models.PROTECT, related_name="+")
    gevraagd_op = models.DateField()
    # The answer: an entry, or why there is none.
    beantwoord_op = models.DateField(null=True)
    afwijzing = models.CharField("waarom niet", max_length=300, blank=True, default="")
    vermelding = models.OneToOneField(Bijlage1, models.PROTECT, null=True, related_name="aanvraag")

    class Meta:
        ordering = ["gevraagd_op", "pk"]
        verbose_name = "vraag om een vermelding voor één casus"
        constraints = [
            models.CheckConstraint(
                condition=Q(beantwoord_op__isnull=True, vermelding__isnull=True, afwijzing="")
                | Q(beantwoord_op__isnull=False, vermelding__isnull=False, afwijzing="")
                | Q(beantwoord_op__isnull=False, vermelding__isnull=True) & ~Q(afwijzing=""),
                name="aanvraag_wacht_of_heeft_een_antwoord",
            )
        ]

    def __str__(self) -> str:
        return f"Vermelding voor één casus: {self.naam}"


class Satelliet(Rij):
    """A body that joins a meeting as general expert, and never gets personal data (MvT 2.3).

    No `Partij`: so nothing that is given to a party can be given to it (ADR 21).
    """

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="satellieten")
    naam = models.CharField("naam", max_length=200)
    deskundigheid = models.CharField("deskundig in", max_length=300)
    contact = models.CharField("contact", max_length=300)
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["naam"]
        verbose_name = "satellietpartner"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="satelliet_eindigt_na_begin",
            )
        ]

    def __str__(self) -> str:
        return self.naam


class Waarborg(Rij):
    """A college took its measures, so that what it gets on Wpg 18.2 is used and kept for its purpose alone (WPG 2 b).

    The measures themselves stay in the document system of the municipality.
    """

    partij = models.ForeignKey(Partij, models.PROTECT, related_name="waarborgen")
    van = models.DateField("genomen op")
    document = models.CharField("kenmerk", max_length=200)
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["partij__naam", "-van"]
        verbose_name = "maatregelen van een college"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="waarborg_eindigt_na_begin",
            ),
            models.CheckConstraint(condition=~Q(document=""), name="waarborg_heeft_een_kenmerk"),
        ]

    def __str__(self) -> str:
        return f"Maatregelen: {self.partij}"


# Of the data that the police can give on Wpg 20; `convenant.gegevens.WPG_8_13` says the same.
ARTIKELEN_20 = ["8", "13"]


class BesluitArtikel20(Rij):
    """The korpschef decided to whom the police give which data on Wpg 20 (MC 6 b)."""

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="besluiten_artikel20")
    document = models.CharField("kenmerk", max_length=200)
    genomen_op = models.DateField("genomen op")
    instanties = models.ManyToManyField(Partij, related_name="+", verbose_name="instanties")
    artikelen = ArrayField(models.CharField(max_length=KEUZE), verbose_name="politiegegevens van")
    gegevens = models.TextField("welke gegevens")
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["-van"]
        verbose_name = "besluit van de korpschef over artikel 20"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="besluit_artikel20_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=~Q(document="") & ~Q(gegevens=""),
                name="besluit_artikel20_zegt_waar_en_wat",
            ),
            models.CheckConstraint(
                condition=Q(artikelen__contained_by=ARTIKELEN_20, artikelen__len__gte=1),
                name="besluit_artikel20_is_voor_artikel_8_of_13",
            ),
        ]

    def __str__(self) -> str:
        return f"Besluit over artikel 20, {self.document}"

    @property
    def namen(self) -> str:
        """The bodies that it names."""
        return ", ".join(sorted(partij.naam for partij in self.instanties.all()))


class Verwerkersovereenkomst(Rij):
    """Another organisation runs the system for the core parties, as processor (AVG 28, PB 3.3)."""

    convenant = models.ForeignKey(Convenant, models.PROTECT, related_name="verwerkers")
    naam = models.CharField("verwerker", max_length=200)
    document = models.CharField("kenmerk van de overeenkomst", max_length=200)
    dekt = models.TextField("wat de verwerker doet")
    subverwerkers = models.TextField("subverwerkers", blank=True, default="")
    van = models.DateField("vanaf")
    tot = models.DateField("tot", null=True, blank=True)

    objects = GeldigQuerySet.as_manager()

    class Meta:
        ordering = ["naam", "-van"]
        verbose_name = "verwerkersovereenkomst"
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="verwerkersovereenkomst_eindigt_na_begin",
            ),
            models.CheckConstraint(
                condition=~Q(naam="") & ~Q(document="") & ~Q(dekt=""),
                name="verwerkersovereenkomst_zegt_wie_waar_en_wat",
            ),
        ]

    def __str__(self) -> str:
        return f"Verwerker: {self.naam}"


class Registertekst(models.Model):
    """What people wrote in the register of processing activities: the rest of it follows (AVG 30)."""

    convenant = models.OneToOneField(
        Convenant, models.PROTECT, primary_key=True, related_name="registertekst"
    )
    beveiliging = models.TextField("beveiliging")
    doorgifte = models.TextField("doorgifte buiten de EER")
    nagekeken_op = models.DateField("nagekeken op")
    # The assessment of what the processing does to people (AVG 35, MvT 4): where it is, and when again.
    dpia_document = models.CharField("kenmerk van de DPIA", max_length=200, blank=True, default="")
    dpia_op = models.DateField("DPIA vastgesteld op", null=True)
    dpia_volgende_op = models.DateField("volgende DPIA uiterlijk op", null=True)

    class Meta:
        verbose_name = "register van verwerkingen"
        constraints = [
            models.CheckConstraint(
                condition=Q(dpia_document="", dpia_op=None, dpia_volgende_op=None)
                | (~Q(dpia_document="") & Q(dpia_op__lt=F("dpia_volgende_op"))),
                name="dpia_heeft_kenmerk_dag_en_volgende",
            )
        ]

    def __str__(self) -> str:
        return "Register van verwerkingen"


class Geheimhoudingsverklaring(Rij):
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
    def naam(self) -> str:
        """A name that says nothing about anybody, for the read log and the file."""
        return f"verklaring-{self.pk.hex[-8:]}"

    @property
    def bestandsnaam(self) -> str:
        """The same, with what it is."""
        uitgang = {self.Soort.PDF: "pdf", self.Soort.JPEG: "jpg", self.Soort.PNG: "png"}
        return f"{self.naam}.{uitgang[self.Soort(self.soort)]}"


class BevestigtekstQuerySet(models.QuerySet[Any]):
    """Versions of what each user confirms."""

    def geldend(self, convenant_id: uuid.UUID | None, dag: date) -> Self:
        """Those that hold on a day: of each kind the highest version that has begun; none before the first."""
        begonnen = self.filter(convenant=convenant_id, vanaf__lte=dag)
        return begonnen.order_by("soort", "-versie").distinct("soort")


class Bevestigtekst(models.Model):
    """What each user confirms before he sees anything: one version of it (MC 14, 15.4, 18.2)."""

    class Soort(models.TextChoices):
        """In the order in which they are read."""

        GEHEIMHOUDING = "geheimhouding", "Geheimhouding"
        RICHTLIJNEN = "richtlijnen", "Richtlijnen"

    soort = models.CharField(
        "soort", max_length=KEUZE, choices=Soort.choices, default=Soort.GEHEIMHOUDING
    )
    convenant = models.ForeignKey(Convenant, models.CASCADE, related_name="bevestigteksten")
    versie = models.PositiveIntegerField("versie")
    tekst = models.TextField("tekst")
    vanaf = models.DateField("geldt vanaf")

    # Only on rows of `mensen.vertegenwoordigen.te_bevestigen`.
    bevestigd_op: datetime | None

    objects = BevestigtekstQuerySet.as_manager()

    class Meta:
        ordering = ["-versie"]
        verbose_name = "tekst om te bevestigen"
        constraints = [
            models.UniqueConstraint(
                fields=["convenant", "soort", "versie"], name="een_tekst_per_soort_en_versie"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_soort_display()}, versie {self.versie}"


class GrondslagQuerySet(models.QuerySet[Any]):
    """Legal grounds."""

    def voor(self, soort_partij: str, dag: date) -> Self:
        """Those on which a kind of party can give data on a day (MC 6)."""
        begonnen = Q(geldig_vanaf__isnull=True) | Q(geldig_vanaf__lte=dag)
        niet_voorbij = Q(laatste_dag__isnull=True) | Q(laatste_dag__gte=dag)
        return self.filter(begonnen, niet_voorbij, soort_partij=soort_partij)


class Ontvanger(models.TextChoices):
    """To whom the police give data on a ground (Wpg 16, 18.2, 20; WV 6)."""

    BURGEMEESTER = "burgemeester", "de burgemeester, voor de openbare orde"
    OM = "om", "het OM"
    COLLEGE = "college", "het college van burgemeester en wethouders"
    SAMENWERKINGSVERBAND = "samenwerkingsverband", "de partijen in het samenwerkingsverband"
    CASUSOVERLEG = "casusoverleg", "het casusoverleg"


class Grondslag(models.Model):
    """A legal ground on which a kind of party may give data (MC 6), with its first and last day."""

    # What the police give on these stays with who got it: a casus has other readers (WPG-soort).
    ALLEEN_WEEGPLOEG = (Ontvanger.BURGEMEESTER, Ontvanger.OM, Ontvanger.COLLEGE)

    code = models.SlugField(unique=True)
    soort_partij = models.CharField(max_length=KEUZE, choices=SoortPartij.choices)
    wet = models.CharField(max_length=100)
    artikel = models.CharField(max_length=60)
    omschrijving = models.TextField()
    geldig_vanaf = models.DateField(null=True, blank=True)
    # The last day on which something new may rest on it; what rests on it already stays (WPG 3).
    laatste_dag = models.DateField(null=True, blank=True)
    # Of the police only: one article can be a ground for several recipients, each a row (Wpg 16).
    ontvanger = models.CharField(
        max_length=KEUZE, choices=Ontvanger.choices, blank=True, default="", db_default=""
    )

    objects = GrondslagQuerySet.as_manager()

    class Meta:
        ordering = ["soort_partij", "code"]
        constraints = [
            models.CheckConstraint(
                condition=Q(soort_partij="politie") & ~Q(ontvanger="")
                | ~Q(soort_partij="politie") & Q(ontvanger=""),
                name="alleen_een_grond_van_de_politie_heeft_een_ontvanger",
            ),
            models.CheckConstraint(
                condition=Q(laatste_dag__isnull=True)
                | Q(geldig_vanaf__isnull=True)
                | Q(laatste_dag__gte=F("geldig_vanaf")),
                name="grondslag_eindigt_na_begin",
            ),
        ]

    def __str__(self) -> str:
        aan = f", aan {self.get_ontvanger_display()}" if self.ontvanger else ""
        return f"{self.wet} {self.artikel}{aan}"

    def geldt(self, soort_partij: str, dag: date) -> bool:
        """Whether a kind of party may give data on this ground on a day (MC 6)."""
        begonnen = self.geldig_vanaf is None or self.geldig_vanaf <= dag
        return self.soort_partij == soort_partij and begonnen and not self.vervallen(dag)

    @property
    def van_de_wet(self) -> bool:
        """Whether it is a ground of the bill, that has a first day of its own (WV 2, 5, 6, 7)."""
        return self.code.startswith("wv-") or self.code in ("wpg-20-3", "wjsg-8b", "wjsg-39fa")

    def vervallen(self, dag: date) -> bool:
        """Whether nothing new may rest on it any more (WPG 3)."""
        return self.laatste_dag is not None and self.laatste_dag < dag

    @property
    def alleen_weegploeg(self) -> bool:
        """Whether what is given on it stays with who got it."""
        return self.ontvanger in self.ALLEEN_WEEGPLOEG


class Uitzonderingsgrond(models.Model):
    """A ground of art. 41.1 UAVG or 14.5 AVG for not (yet) informing or giving access."""

    code = models.SlugField(unique=True)
    artikel = models.CharField(max_length=60)
    omschrijving = models.TextField()
    # The subject knows already, or a law lays it down (AVG 14.5 a, c): there is nothing to put off.
    eindigt_plicht = models.BooleanField(default=False, db_default=False)

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return f"{self.artikel}: {self.omschrijving}"

    @property
    def vraagt_afweging(self) -> bool:
        """Whether the factors of UAVG 41 lid 2 are weighed with it: not with those of AVG 14.5."""
        return self.artikel.startswith("artikel 41 ")
