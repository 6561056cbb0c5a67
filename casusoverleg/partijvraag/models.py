"""All that a party reads of a casus that it takes no part in (MvT 2.3; PB 3.4)."""

from django.db import models
from django.db.models import F, Q

from convenant.models import Partij
from gedeeld.afschrift import Publiek
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij

from ..deelname.models import Deelname
from ..dossier.models import Casus
from ..verstrekking.models import Toestemming
from .querysets import PartijvraagQuerySet


class Partijvraag(Rij):
    """A question to a party, with all that it reads to answer it, and its answer.

    To explore: about whom it is, the question, and the legal task on which the party is asked. To an
    adviser: a text that was prepared without saying who it is about. On its own data, also after the
    casus was closed: what it brought in itself, and what is to be put right or advised on. An
    invitation says what the party is needed for, and not about whom it is.
    """

    class Soort(models.TextChoices):
        VERKENNEN = "verkennen", "Eén keer kijken of de partij een rol heeft"
        ADVIES = "advies", "Advies zonder te weten om wie het gaat"
        EIGEN = "eigen", "Bericht en advies over wat de partij zelf inbracht"
        UITNODIGING = "uitnodiging", "Uitnodiging om mee te doen"

    class Uitkomst(models.TextChoices):
        DOET_MEE = "doet_mee", "Wij hebben een rol en willen meedoen"
        GAAT_WEG = "gaat_weg", "Wij hebben geen rol en gaan weg"
        ADVIES = "advies", "Advies gegeven"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="partijvragen")
    soort = models.CharField(max_length=KEUZE, choices=Soort.choices)
    # Its own: the number of the casus is for who reads that.
    nummer = models.CharField(max_length=20, editable=False)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    # What an invitation is for; of the others None.
    deelname = models.ForeignKey(
        Deelname, models.CASCADE, null=True, editable=False, related_name="uitnodigingen"
    )
    taak = VersleuteldeTekst("voor welke wettelijke taak", blank=True, default="")
    over = VersleuteldeTekst("over wie het gaat", blank=True, default="")
    vraag = VersleuteldeTekst("vraag")
    gevraagd_op = models.DateField()
    uiterlijk = models.DateField("antwoord uiterlijk op")
    # The first day on which the party does not read it any more.
    lezen_tot = models.DateField(editable=False)
    uitkomst = models.CharField(
        max_length=KEUZE, choices=Uitkomst.choices, blank=True, default="", editable=False
    )
    antwoord = VersleuteldeTekst("antwoord", blank=True, default="")
    beantwoord_op = models.DateField(null=True, editable=False)
    # The secretary recorded an answer that the party gave in another way: who of it answered, and how.
    wie = VersleuteldeRegel("wie van deze partij antwoordde", null=True, blank=True)
    hoe = models.CharField(
        "hoe antwoordde deze partij",
        max_length=KEUZE,
        choices=Toestemming.Hoe.choices,
        blank=True,
        default="",
    )
    # The casusoverleg did what follows: it let the party in, or it stopped asking, and why.
    afgehandeld_op = models.DateField(null=True, editable=False)
    reden = VersleuteldeTekst("waarom niet meer", blank=True, default="")

    objects = PartijvraagQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        verbose_name = "vraag aan een partij"
        ordering = ["gevraagd_op", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["casus", "partij"],
                condition=Q(soort="verkennen"),
                name="een_partij_verkent_een_keer",
            ),
            models.CheckConstraint(
                condition=Q(lezen_tot__gte=F("gevraagd_op")), name="partijvraag_eindigt_na_begin"
            ),
            models.CheckConstraint(
                condition=Q(uitkomst="", beantwoord_op__isnull=True)
                | (~Q(uitkomst="") & Q(beantwoord_op__isnull=False)),
                name="beantwoorde_partijvraag_heeft_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(soort="uitnodiging", deelname__isnull=False)
                | (~Q(soort="uitnodiging") & Q(deelname__isnull=True)),
                name="uitnodiging_is_voor_een_deelname",
            ),
        ]

    def __str__(self) -> str:
        return self.nummer

    def voor_publiek(self, publiek: Publiek) -> bool:
        """Whether a transcript for this audience tells it: of its own data only that party is told."""
        return not self.over_eigen or publiek != Publiek.CASUSPARTIJ

    @property
    def verkent(self) -> bool:
        """Whether it is to see whether the party has a role."""
        return self.soort == self.Soort.VERKENNEN

    @property
    def nodigt_uit(self) -> bool:
        """Whether it invites the party to take part."""
        return self.soort == self.Soort.UITNODIGING

    @property
    def uitkomst_tekst(self) -> str:
        """What the party answered, in words."""
        if self.nodigt_uit and self.uitkomst:
            mee = self.uitkomst == self.Uitkomst.DOET_MEE
            return "Wij doen mee" if mee else "Wij doen niet mee"
        return str(self.get_uitkomst_display()) if self.uitkomst else ""

    @property
    def over_eigen(self) -> bool:
        """Whether it is on what the party brought in itself: that goes on after closing."""
        return self.soort == self.Soort.EIGEN

    @property
    def open(self) -> bool:
        """Whether an answer is awaited, as far as no day ends that."""
        return not self.uitkomst and self.afgehandeld_op is None

    @property
    def wil_meedoen(self) -> bool:
        """Whether the party said that it has a role, and the casusoverleg did nothing with that yet."""
        wil = self.verkent and self.uitkomst == self.Uitkomst.DOET_MEE
        return wil and self.afgehandeld_op is None
