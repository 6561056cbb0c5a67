"""The integral plan, its measures, and what became of them (MC 1 e, 9.3, 9.4)."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from convenant.models import Partij
from gedeeld.afschrift import datum
from gedeeld.fields import KEUZE, VersleuteldeRegel, VersleuteldeTekst
from gedeeld.rij import Rij
from overleg.models import Overleg

from ..dossier.models import Casus, Doel
from .querysets import AfzienQuerySet, MaatregelQuerySet, PlanQuerySet


class Plan(Rij):
    """One version of the integral plan (MC 1 e, 9.3). An adopted version never changes."""

    class Status(models.TextChoices):
        CONCEPT = "concept", "Concept"
        VASTGESTELD = "vastgesteld", "Vastgesteld"
        VERVANGEN = "vervangen", "Vervangen door een nieuwere versie"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="plannen")
    # The plan says itself about whom it is: an external partner reads it, and not the casus (MC 10.5).
    nummer = models.CharField(max_length=20, editable=False)
    subject = VersleuteldeRegel(max_length=600, editable=False)
    versie = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=KEUZE, choices=Status.choices, default=Status.CONCEPT)
    doelen = ArrayField(
        models.CharField(max_length=1, choices=Doel.choices), verbose_name="doelen", default=list
    )
    doel = VersleuteldeTekst(
        "wat wil het casusoverleg bereiken",
        help_text="Het doel van de aanpak van deze persoon.||"
        "Het plan noemt het doel van de persoonsgerichte aanpak (artikel 1 onder e).",
    )
    # Who informs the subject, on which day, and how (PB 4.4). Of versions from before it was asked apart
    # the text says all of it.
    informeert = models.ForeignKey(
        Partij,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="welke partij informeert de betrokkene",
    )
    informeert_wie = VersleuteldeRegel(
        "welke persoon of functie doet dat", null=True, blank=True, default=None
    )
    informeren_op = models.DateField("op welke dag", null=True, blank=True)
    informeren = VersleuteldeTekst("hoe informeert u de betrokkene", blank=True, default="")
    vastgesteld_op = models.DateField(null=True, blank=True)
    # The meeting in which it was adopted, where that is known and as long as it is kept; and when that was
    # logged: what is logged after the approval of minutes does not stand in them.
    overleg = models.ForeignKey(
        Overleg, models.SET_NULL, null=True, editable=False, related_name="+"
    )
    vastgelegd_op = models.DateTimeField(null=True, editable=False)
    # The external partners that help to draw it up, by key: they read the concept too (MC 1 c).
    voorgelegd_aan = ArrayField(models.UUIDField(), default=list, editable=False)
    # The external partners that took part when a newer version replaced it, by key: they had it, and read
    # it while they take part (MC 9.3, 10.5). Of versions from before this was kept: nobody.
    gold_voor = ArrayField(models.UUIDField(), default=list, editable=False)
    # What the plan was when it was laid before the meeting last (`register.events.wijzigingen`): each
    # party says of that, or of a later text, whether it agrees. None: it was not laid before yet.
    voorgelegd = models.PositiveIntegerField(null=True, editable=False)
    # None: all parties agreed, or it was adopted before this was asked.
    waarom_toch = VersleuteldeTekst(
        "waarom toch vastgesteld", null=True, blank=True, default=None, editable=False
    )

    objects = PlanQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["-versie"]
        constraints = [
            models.UniqueConstraint(fields=["casus", "versie"], name="een_plan_per_versie"),
            models.UniqueConstraint(
                fields=["casus"], condition=Q(status="concept"), name="een_concept_per_casus"
            ),
            models.UniqueConstraint(
                fields=["casus"],
                condition=Q(status="vastgesteld"),
                name="een_geldend_plan_per_casus",
            ),
        ]

    def __str__(self) -> str:
        return f"Plan versie {self.versie}"

    @property
    def versie_tekst(self) -> str:
        """The number of the version, for a heading."""
        return str(self.versie)

    @property
    def wie_informeert(self) -> str:
        """Who informs the subject and when, and on the next line how; empty where nobody said it."""
        partij = self.informeert.naam if self.informeert else ""
        wie = ", ".join(filter(None, [partij, self.informeert_wie]))
        dag = datum(self.informeren_op) if self.informeren_op else ""
        return "\n".join(filter(None, [f"{wie}, op {dag}" if dag else wie, self.informeren]))

    @property
    def kaart(self) -> Casus:
        """The casus as who reads only the plan knows it: key, number, name, and nothing else.

        It was not read from the database and is never saved.
        """
        soort = Casus._meta.label_lower
        return Casus(
            pk=self.casus_id, nummer=self.nummer, achternaam=self.subject, dossiersoort=soort
        )


class Maatregel(Rij):
    """What one party announces it will, or will not, do (MC 1 e, 10.2 e; MvT 2.1)."""

    class Prioriteit(models.TextChoices):
        HOOG = "hoog", "Hoog"
        GEWOON = "gewoon", "Gewoon"
        LAAG = "laag", "Laag"

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    # No index of its own: that of the plan and the party together begins with it.
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="maatregelen", db_index=False)
    # The same measure in every version of the plan: its progress hangs on this.
    keten = models.UUIDField(default=uuid.uuid4, editable=False, db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+", verbose_name="partij")
    wie = VersleuteldeRegel("uitvoerende persoon of functie", blank=True, default="")
    omschrijving = VersleuteldeTekst("maatregel")
    bevoegdheid = VersleuteldeRegel(
        "eigen bevoegdheid of taak",
        help_text="Bijvoorbeeld: artikel 172 Gemeentewet.||"
        "Een partij neemt een maatregel op grond van haar eigen taak; het overleg besluit er niet over.",
    )
    wordt_genomen = models.BooleanField(
        "de partij neemt deze maatregel",
        default=True,
        help_text="Zet uit als de partij aankondigt dat zij deze maatregel juist niet neemt."
        "||Ook wat een partij niet doet, is voor de anderen van belang: zij stemmen af (memorie "
        "van toelichting 2.1).",
    )
    van = models.DateField("van")
    tot = models.DateField("tot en met")
    # The aim that it serves; empty of measures from before it was asked.
    doel = models.CharField(
        "bij welk doel hoort deze maatregel", max_length=1, choices=Doel.choices, default=""
    )
    prioriteit = models.CharField(
        "prioriteit", max_length=KEUZE, choices=Prioriteit.choices, default=Prioriteit.GEWOON
    )
    blijkt_uit = VersleuteldeTekst(
        "waaraan ziet u dat de maatregel werkt", null=True, blank=True, default=None
    )
    # Of a measure that a body of the state takes and that cuts across the approach: which body (VNG).
    instantie = VersleuteldeRegel(
        "welke instantie van het Rijk neemt deze maatregel", null=True, blank=True, default=None
    )
    # The measure that must be done first, through all versions of the plan.
    na = models.UUIDField("begint pas na", null=True, blank=True)
    # When the party said that it read it, in these words.
    gelezen_op = models.DateField(null=True, editable=False)
    herinnerd_op = models.DateField(null=True, editable=False)

    objects = MaatregelQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["tot", "pk"]
        indexes = [models.Index(fields=["plan", "partij"], name="maatregel_per_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(tot__gte=F("van")), name="maatregel_eindigt_na_begin"
            ),
            models.UniqueConstraint(
                fields=["plan", "keten"], name="maatregel_een_keer_in_een_plan"
            ),
        ]

    def __str__(self) -> str:
        return f"Maatregel {self.pk}"


class Voortgang(Rij):
    """What became of a measure, by the party that carries it out (MC 9.4)."""

    class Stand(models.TextChoices):
        GEPLAND = "gepland", "Gepland"
        LOOPT = "loopt", "Loopt"
        KLAAR = "klaar", "Klaar"
        GESTOPT = "gestopt", "Gestopt"
        KAN_NIET = "kan_niet", "Kan niet"

    # Then nothing is awaited any more.
    AF = (Stand.KLAAR, Stand.GESTOPT, Stand.KAN_NIET)

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="voortgang")
    keten = models.UUIDField(db_index=True)
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    stand = models.CharField("stand", max_length=KEUZE, choices=Stand.choices)
    resultaat = VersleuteldeTekst("wat is er gebeurd")
    op = models.DateField()

    class Meta:
        default_permissions = ()
        ordering = ["-op", "-pk"]

    def __str__(self) -> str:
        return f"Voortgang {self.pk}"


class Oordeel(Rij):
    """What one party says of a plan that was laid before it: it agrees, or its remark is kept (MC 9.3).

    The last one of a party counts; the earlier ones stay.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    plan = models.ForeignKey(Plan, models.CASCADE, related_name="oordelen")
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    eens = models.BooleanField("is het eens met het plan")
    opmerking = VersleuteldeTekst("opmerking", blank=True, default="")
    op = models.DateField("gegeven op")
    # Of which text: `register.events.wijzigingen` of the plan.
    over = models.PositiveIntegerField()

    class Meta:
        default_permissions = ()
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"Oordeel {self.pk}"


class Afzien(Rij):
    """A party asks others to refrain from a measure for now (MvT 2.1).

    Who was asked sees it at the measure, and who asked it; nobody else.
    """

    casus = models.ForeignKey(Casus, models.CASCADE, related_name="+")
    keten = models.UUIDField(db_index=True)  # the measure, through all versions of the plan
    partij = models.ForeignKey(Partij, models.PROTECT, related_name="+")
    gevraagd = ArrayField(models.UUIDField())  # parties, by key
    reden = VersleuteldeTekst("waarom vraagt u dit")
    op = models.DateField("gevraagd op")
    tot = models.DateField("tot en met welke dag")

    objects = AfzienQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["tot", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(gevraagd__len__gt=0), name="afzien_is_aan_iemand_gevraagd"
            ),
        ]

    def __str__(self) -> str:
        return f"Verzoek om af te zien {self.pk}"
