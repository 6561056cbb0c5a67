"""Who takes part in a casus, and who asked to (PB 4.2, 4.3)."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from convenant.models import Bijlage1, Partij, Partneraanvraag, SoortPartij
from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij

from ..dossier.models import Casus
from .querysets import DeelnameQuerySet, DeelnameverzoekQuerySet


class GrondRvdk(models.TextChoices):
    """Grounds on which the Raad voor de Kinderbescherming is invited (PB 3.4)."""

    ONTWIKKELING = "ontwikkeling", "Ernstig bedreigde ontwikkeling (artikel 1:255 BW)"
    STRAFBAAR_FEIT = "strafbaar_feit", "Proces-verbaal voor strafbaar gedrag door radicalisering"


class Deelname(Rij):
    """A partner takes part in this very casus: why, in which role, from when until when (PB 4.2, 4.3).

    The core parties take part by law and have no row here.
    """

    class Rol(models.TextChoices):
        DEELNEMER = "deelnemer", "Deelnemer met een rol in het plan"
        ADVISEUR = "adviseur", "Adviseur zonder identiteit"

    class Waarvoor(models.TextChoices):
        KENNIS = "kennis", "Om haar kennis"
        UITVOERING = "uitvoering", "Om haar deel in de uitvoering"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="deelnames")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    rol = models.CharField("rol", max_length=KEUZE, choices=Rol.choices, default=Rol.DEELNEMER)
    reden = VersleuteldeTekst(
        "waarom is deze partij nodig",
        help_text="Welke rol heeft deze partij in het plan? Alleen informatie hebben is niet genoeg.",
    )
    # Of who was let in by the casusoverleg (PB 4.2); the weegploeg argues it with its decision.
    waarvoor = models.CharField(
        "waarvoor doet de partij mee",
        max_length=KEUZE,
        choices=Waarvoor.choices,
        blank=True,
        default="",
    )
    # Why the Raad voor de Kinderbescherming, and nobody else (PB 3.4).
    grond_rvdk = models.CharField(
        "grond voor de Raad", max_length=KEUZE, choices=GrondRvdk.choices, blank=True, default=""
    )
    # The entry of annex 1 under which an external partner was let in: when that ends, access ends,
    # and a later entry does not bring it back (MC 1 c). Without one an external partner reads nothing.
    vermelding = models.ForeignKey(
        Bijlage1, models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    # For who is invited the day on which it can begin; for who accepted the one on which it began.
    van = models.DateField("vanaf")
    # When it was decided to let the party in, and to let it go; None of before that was asked.
    besloten_op = models.DateField("toegelaten bij besluit van", null=True, editable=False)
    einde_besloten_op = models.DateField("beëindigd bij besluit van", null=True, editable=False)
    # The day on which the party said that it takes part; empty while it is only invited, and reads nothing.
    aanvaard_op = models.DateField("aangenomen op", null=True, editable=False)
    # The first day without. For the Raad the earlier of what was agreed and the 18th birthday.
    tot = models.DateField("tot", null=True, blank=True)
    afgesproken_tot = models.DateField(null=True, blank=True, editable=False)
    reden_einde = VersleuteldeTekst(
        "waarom stopt deze partij", blank=True, default="", editable=False
    )
    # It advises without giving personal data, and is never asked for more (MvT 4.3).
    beroepsgeheim = models.BooleanField("heeft een beroepsgeheim", default=False)
    # When the party said that it read what it takes part in.
    gelezen_op = models.DateField(null=True, editable=False)

    objects = DeelnameQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam", "van", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__isnull=True) | Q(tot__gte=F("van")),
                name="deelname_eindigt_na_begin",
            ),
            # Not for the Raad, whose end is known from the start (PB 3.4): for every party the
            # decision looks under the lock of the casus.
            models.UniqueConstraint(
                fields=["casus", "partij"],
                condition=Q(tot__isnull=True),
                name="een_lopende_deelname_per_partij",
            ),
        ]

    @property
    def licht_in(self) -> str:
        """That the Raad, as a party with a role, tells the subject itself (PB 3.4); empty of others."""
        zelf = self.grond_rvdk and self.rol == self.Rol.DEELNEMER
        return "De Raad licht het subject in." if zelf else ""

    def __str__(self) -> str:
        return f"Deelname {self.pk}"

    @property
    def einde(self) -> date | None:
        """The first day without: its own, or that of the entry of annex 1, whichever comes first."""
        eindes = (self.tot, self.vermelding and self.vermelding.tot)
        return min((dag for dag in eindes if dag), default=None)

    @property
    def uitgenodigd(self) -> bool:
        """Whether its answer to the invitation is awaited."""
        return self.aanvaard_op is None and not self.reden_einde

    @property
    def tot_meerderjarig(self) -> bool:
        """Whether its end is the 18th birthday, and tells when the subject was born (PB 3.4)."""
        raad = self.partij.soort == SoortPartij.RVDK and not self.reden_einde
        return raad and self.tot is not None and self.tot != self.afgesproken_tot


class Regie(Rij):
    """A party had the lead from a day until a day (PB 4.2, 4.4); who has it now stands at the casus."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="regies")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # The day on which it was decided; None where nobody recorded it.
    van = models.DateField("vanaf", null=True)
    tot = models.DateField("tot", null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus"], condition=Q(tot=None), name="een_regie_tegelijk"
            ),
        ]

    def __str__(self) -> str:
        return f"Regie {self.pk}"


class Afspraak(Rij):
    """What was agreed with a partner on how it handles this casus, and when (PB 4.3)."""

    class Onderwerp(models.TextChoices):
        INFORMATIE = "informatie", "Omgaan met informatie"
        BEVEILIGING = "beveiliging", "Beveiliging"
        TOEGANG = "toegang", "Toegang: wie van deze partij de casus leest"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="afspraken")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    onderwerp = models.CharField("onderwerp", max_length=KEUZE, choices=Onderwerp.choices)
    wat = VersleuteldeTekst("wat is er afgesproken")
    op = models.DateField("afgesproken op")

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam", "op", "pk"]

    def __str__(self) -> str:
        return f"Afspraak {self.pk}"


class Vangnet(Rij):
    """The core parties let a partner into this casus that no list foresaw: why it is needed (VNG).

    Which casus an entry of annex 1 holds for stands here and nowhere else, and goes with the casus.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="vangnetten")
    aanvraag = models.OneToOneField(Partneraanvraag, models.PROTECT, related_name="+")
    noodzaak = VersleuteldeTekst("waarom heeft deze casus deze partner nodig")
    # When its secretary saw that the administrator did not enter it.
    afwijzing_gezien_op = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Vangnet {self.pk}"


class Deelnameverzoek(Rij):
    """A party without access asked to take part; the casusoverleg decides (PB 4.2, 4.3)."""

    class Antwoord(models.TextChoices):
        TOEGELATEN = "toegelaten", "Toegelaten"
        AFGEWEZEN = "afgewezen", "Afgewezen"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="deelnameverzoeken")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    gebruiker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reden = VersleuteldeTekst("waarom wil de partij meedoen")
    gevraagd_op = models.DateField()
    # Empty while the casusoverleg has not decided.
    antwoord = models.CharField(max_length=KEUZE, choices=Antwoord.choices, blank=True, default="")
    antwoord_reden = VersleuteldeTekst("waarom niet", blank=True, default="")
    beantwoord_op = models.DateField(null=True, blank=True)

    objects = DeelnameverzoekQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "partij"],
                condition=Q(antwoord=""),
                name="een_open_deelnameverzoek_per_partij",
            ),
            models.CheckConstraint(
                condition=Q(antwoord="", beantwoord_op__isnull=True)
                | (~Q(antwoord="") & Q(beantwoord_op__isnull=False)),
                name="beantwoord_deelnameverzoek_heeft_een_dag",
            ),
        ]

    def __str__(self) -> str:
        return f"Deelnameverzoek {self.pk}"
