"""What goes to another municipality, and who consented to it (WV 4).

Of a sending the row stays: to whom, by which facts, on what ground, which data, and how it ended. The
copy of the data itself is there while it waits for an answer, and not a day longer.
"""

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from convenant.gegevens import (
    Signaalgegeven,
    gegeven_heeft_aard,
    niet_van_wpg_9_of_10,
    omgegeven_is_heel,
    politiegegeven_is_heel,
)
from convenant.models import Grondslag, Partij
from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.personen import PersoonVelden
from gedeeld.rij import Rij
from register.models import SoortGegeven

from ..dossier.models import Band, Casus
from .querysets import ZendingQuerySet

# Ours, for a consent and for the answer alike. The other municipality has the data from the day on which
# they are offered, and has to inform the person within a month of that (AVG 14.3 a): half of it is for
# choosing, and half is left for what follows. Meanwhile nobody answers for the copy, so no longer.
ANTWOORDEN = relativedelta(days=14)


class Zending(Rij):
    """Data on the subject for the weegploeg of another municipality, in which he stays (WV 4)."""

    class Uitkomst(models.TextChoices):
        AANGENOMEN = "aangenomen", "Aangenomen"
        GEWEIGERD = "geweigerd", "Geweigerd door de andere gemeente"
        GEEN_TOESTEMMING = "geen_toestemming", "Een partij gaf geen toestemming"
        VERLOPEN = "verlopen", "Verlopen zonder antwoord"
        INGETROKKEN = "ingetrokken", "Ingetrokken"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="zendingen")
    # By which both municipalities know it: neither reads the number of the other's file.
    nummer = models.CharField(max_length=20, unique=True, editable=False)
    aan = models.ForeignKey(
        Partij, models.PROTECT, related_name="+", verbose_name="aan welke gemeente"
    )
    band = models.CharField(
        "welke band heeft de persoon met die gemeente", max_length=KEUZE, choices=Band.Soort.choices
    )
    feiten = VersleuteldeTekst(
        "uit welke feiten en omstandigheden blijkt dat",
        help_text="De andere gemeente leest dit.||Gegevens gaan alleen naar een gemeente als uit feiten "
        "blijkt dat de persoon daar verblijft, heeft verbleven of zal verblijven (wetsvoorstel artikel 4).",
    )
    grondslag = models.ForeignKey(
        Grondslag,
        models.PROTECT,
        related_name="+",
        verbose_name="wettelijke grondslag",
        help_text="Alleen een grond die vandaag geldt. Het wetsvoorstel geldt vanaf zijn eerste dag."
        "||Elk gegeven draagt de grond waarop het is verstrekt (artikel 6 van het convenant).",
    )
    soorten = ArrayField(models.CharField(max_length=KEUZE, choices=SoortGegeven.choices))
    # Keys of the signals of the casus that went along, and of what core parties brought in.
    signalen = ArrayField(models.UUIDField(), default=list)
    bijdragen = ArrayField(models.UUIDField(), default=list)
    gemaakt_op = models.DateField()
    aangeboden_op = models.DateField(null=True)
    # The last day to consent; once it is offered, that to answer.
    laatste_dag = models.DateField(db_index=True)
    uitkomst = models.CharField(
        max_length=KEUZE, choices=Uitkomst.choices, blank=True, default="", editable=False
    )
    beeindigd_op = models.DateField(null=True)
    # Why it was refused or withdrawn; of who accepts the reason stands in its own file.
    reden = VersleuteldeTekst("waarom", null=True, blank=True)

    objects = ZendingQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-gemaakt_op", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(uitkomst="", beeindigd_op__isnull=True)
                | (~Q(uitkomst="") & Q(beeindigd_op__isnull=False)),
                name="zending_eindigt_met_een_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(aangeboden_op__isnull=False)
                | ~Q(uitkomst__in=["aangenomen", "geweigerd"]),
                name="op_een_zending_antwoordt_wie_haar_kreeg",
            ),
            models.CheckConstraint(
                condition=Q(band__in=Band.Soort.values), name="zending_noemt_een_band"
            ),
            # Pressed twice, in two tabs: one of them waits at a time.
            models.UniqueConstraint(
                fields=["casus", "aan"],
                condition=Q(uitkomst=""),
                name="een_lopende_zending_per_gemeente",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    @property
    def loopt(self) -> bool:
        """Whether it waits for consent, or for the answer."""
        return not self.uitkomst

    @property
    def als_casus(self) -> Casus:
        """The casus by its key and the number of the sending, for who does not read its row."""
        return Casus(pk=self.casus_id, nummer=self.nummer, dossiersoort=Casus._meta.label_lower)

    @property
    def soort_labels(self) -> list[str]:
        """The kinds of data in words."""
        return [SoortGegeven(soort).label for soort in self.soorten]


class Zendinginhoud(Rij, PersoonVelden):
    """Who it is about, as the other municipality reads it; gone as soon as there is an answer."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    zending = models.OneToOneField(Zending, models.CASCADE, related_name="inhoud")
    toelichting = VersleuteldeTekst(
        "wat moet de andere gemeente verder weten",
        blank=True,
        default="",
        help_text="Schrijf hier geen gegevens van de politie of het OM op: die gaan alleen mee als signaal."
        "||De andere gemeente krijgt wat zij nodig heeft, en niet meer (wetsvoorstel artikel 4).",
    )

    class Meta(PersoonVelden.Meta):
        default_permissions = ()

    def __str__(self) -> str:
        return f"Inhoud {self.pk}"


class Zendingsignaal(Signaalgegeven):
    """A signal of the casus, or what a core party brought in, as it was when it was chosen.

    Gone as soon as there is an answer. Who accepts it gets it as a signal: its weegploeg holds no other data.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    zending = models.ForeignKey(Zending, models.CASCADE, related_name="kopieen")

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            politiegegeven_is_heel("zendingsignaal"),
            niet_van_wpg_9_of_10("zendingsignaal"),
            gegeven_heeft_aard("zendingsignaal"),
            omgegeven_is_heel("zendingsignaal"),
        ]

    def __str__(self) -> str:
        return f"Signaal {self.pk}"


class Zendingantwoord(Rij):
    """What a party answered that gave one of the signals: whether it may go along."""

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    zending = models.ForeignKey(Zending, models.CASCADE, related_name="antwoorden")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # None while it is awaited.
    akkoord = models.BooleanField(null=True)
    reden = VersleuteldeTekst("waarom niet", blank=True, default="")
    door = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    op = models.DateField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["partij__naam"]
        constraints = [
            models.UniqueConstraint(
                fields=["zending", "partij"], name="een_antwoord_per_partij_per_zending"
            ),
            models.CheckConstraint(
                condition=Q(akkoord__isnull=True, op__isnull=True, door__isnull=True)
                | Q(akkoord__isnull=False, op__isnull=False, door__isnull=False),
                name="antwoord_op_een_zending_is_van_iemand",
            ),
        ]

    def __str__(self) -> str:
        return f"Antwoord {self.pk}"
