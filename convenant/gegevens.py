"""One item of data that a party gives: what it says, on what ground, and which sensitive kinds it holds."""

from collections.abc import Mapping
from datetime import date
from typing import Any, TypedDict, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from gedeeld.fields import KEUZE, VersleuteldeTekst
from gedeeld.rij import Rij
from gedeeld.rules import fout_in_waarneming

from .models import Grondslag, Ontvanger, Partij, SoortPartij


class Categorie(models.TextChoices):
    """Special categories and criminal data (WV 3, AVG 9 and 10)."""

    ETNICITEIT = "etniciteit", "Ras of etnische afkomst"
    POLITIEK = "politiek", "Politieke opvattingen"
    RELIGIE = "religie", "Religie of levensovertuiging"
    GEZONDHEID = "gezondheid", "Gezondheid"
    STRAFRECHT = "strafrecht", "Strafrechtelijke gegevens"


class WpgDoel(models.TextChoices):
    """Purposes for which police data under art. 9 and 10 may be given on art. 18.2 (WPG 1.1)."""

    RISICO = "a", "a. Risico's voor de samenleving beperken"
    ZORG = "b", "b. Zorg bieden aan de betrokkene"
    MINDERJARIGEN = "c", "c. Risico's voor de ontwikkeling van minderjarigen beperken"


class WpgArtikel(models.TextChoices):
    """Under which article the police process an item (Wpg 8, 9, 10, 13).

    Not art. 10.1 b: no ground of the covenant or of the Wpg-machtigingsbesluit covers it.
    """

    A8 = "8", "artikel 8 (dagelijkse politietaak)"
    A9 = "9", "artikel 9 (onderzoek in een bepaald geval)"
    A10A = "10-1-a", "artikel 10 lid 1 onder a (ernstige misdrijven)"
    A10C = "10-1-c", "artikel 10 lid 1 onder c (ernstige schending van de openbare orde)"
    A13 = "13", "artikel 13 (ondersteunende taken)"


WPG_9_10 = (WpgArtikel.A9, WpgArtikel.A10A, WpgArtikel.A10C)
WPG_8_13 = (WpgArtikel.A8, WpgArtikel.A13)
# Police data that stay with the core parties: by the article, whatever the ground, and what is given
# on a ground for one recipient only (WPG 1, Wpg 16). `Gegeven.blijft_achter` says the same of a row.
BLIJFT_ACHTER = Q(wpg_artikel__in=WPG_9_10) | Q(grondslag__ontvanger__in=Grondslag.ALLEEN_WEEGPLOEG)


def gaat_niet_mee(dag: date) -> Q:
    """Of the items of a file those that no casus gets on a day (WPG 1, 3): the OM reads it as well.

    `Gegeven.blijft_achter` and `Gegeven.vervallen` say the same of a row.
    """
    vervallen = Q(grondslag__laatste_dag__lt=dag) | Q(grondslag_om__laatste_dag__lt=dag)
    return BLIJFT_ACHTER | vervallen


def politiegegeven_is_heel(tabel: str) -> models.CheckConstraint:
    """Police data have their article and the ground for the OM; all other data have neither."""
    return models.CheckConstraint(
        condition=Q(wpg_artikel="", grondslag_om__isnull=True)
        | Q(wpg_artikel__in=WpgArtikel.values, grondslag_om__isnull=False),
        name=f"politiegegeven_is_heel_in_{tabel}",
    )


def niet_van_wpg_9_of_10(tabel: str) -> models.CheckConstraint:
    """The second wall: no police data of art. 9 or 10 in a table that a casuspartij reads (WPG 1)."""
    return models.CheckConstraint(
        condition=~Q(wpg_artikel__in=WPG_9_10), name=f"geen_wpg_9_of_10_in_{tabel}"
    )


class Gegeven(Rij):
    """An item of data about a subject (MC 6, DEF-signaal); each file has a table of its own for them."""

    omschrijving = VersleuteldeTekst(
        "omschrijving",
        help_text="Wat is er gezien of gehoord? Schrijf feitelijk gedrag op, geen oordeel.||"
        "Een signaal is een feitelijke gedraging (artikel 1 onder h van het convenant).",
    )
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij die het inbrengt", related_name="+"
    )
    grondslag = models.ForeignKey(
        Grondslag,
        models.PROTECT,
        verbose_name="wettelijke grondslag",
        related_name="+",
        help_text="Op welke wet geeft uw organisatie dit gegeven?||"
        "Elk gegeven draagt de grondslag waarop het is verstrekt (artikel 6 van het convenant).",
    )
    # Of the police only.
    wpg_artikel = models.CharField(
        "politiegegevens van",
        max_length=KEUZE,
        choices=WpgArtikel.choices,
        blank=True,
        default="",
        help_text="Onder welk artikel van de Wpg verwerkt de politie dit? Gegevens van artikel 10 lid 1 "
        "onder b kunnen hier niet in.||Het artikel bepaalt wie het gegeven mag zien. Gegevens van "
        "artikel 9 of 10 blijven bij de weegploeg.",
    )
    grondslag_om = models.ForeignKey(
        Grondslag,
        models.PROTECT,
        verbose_name="grondslag voor het OM",
        null=True,
        blank=True,
        related_name="+",
        help_text="Op welke wet krijgt het OM dit gegeven?||Het OM leest dit dossier ook. Per ontvanger "
        "staat de grond waarop hij het gegeven krijgt.",
    )
    bijzonder = ArrayField(
        models.CharField(max_length=KEUZE, choices=Categorie.choices),
        verbose_name="bijzondere gegevens",
        default=list,
        blank=True,
    )
    noodzaak = VersleuteldeTekst(
        "waarom is dit nodig",
        blank=True,
        default="",
        help_text="Verplicht als het om bijzondere of strafrechtelijke gegevens gaat.",
    )

    class Meta:
        abstract = True

    @property
    def bijzonder_labels(self) -> list[str]:
        """The marked categories in words."""
        return [Categorie(soort).label for soort in self.bijzonder]

    @property
    def blijft_achter(self) -> bool:
        """Whether it stays with the core parties; `BLIJFT_ACHTER` for rows (WPG 1, Wpg 16)."""
        return self.wpg_artikel in WPG_9_10 or self.grondslag.alleen_weegploeg

    def vervallen(self, dag: date) -> bool:
        """Whether nothing new may rest on one of its grounds: nobody else gets it (WPG 3)."""
        return any(grond.vervallen(dag) for grond in (self.grondslag, self.grondslag_om) if grond)

    @property
    def gronden(self) -> str:
        """On what ground each recipient has it."""
        return "; ".join(str(grond) for grond in (self.grondslag, self.grondslag_om) if grond)

    @property
    def politie_tekst(self) -> str:
        """Of the police: under which article, and whether it stays with the core parties."""
        if not self.wpg_artikel:
            return ""
        artikel = WpgArtikel(self.wpg_artikel).label
        return f"{artikel}. Alleen kernpartijen." if self.blijft_achter else artikel


class SignaalWaarden(TypedDict, total=False):
    """A signal by field of `SignaalVelden`, from a form or a melding to the next file."""

    omschrijving: str
    partij_id: UUID | None
    grondslag: Grondslag
    grondslag_id: int
    wpg_artikel: str
    grondslag_om: Grondslag | None
    grondslag_om_id: int | None
    bijzonder: list[str]
    noodzaak: str
    waargenomen_op: date | None
    wpg_doel: str
    wpg_overleg: str
    wpg_geen_bezwaar: bool


class SignaalVelden(Gegeven):
    """A factual behaviour that may point to radicalisation (MC 1 h), before it reaches a casus."""

    waargenomen_op = models.DateField("gezien of gehoord op", null=True, blank=True)
    # Conditions for police data given on art. 18.2 (WPG 1.1, 2); empty for all other data.
    wpg_doel = models.CharField(
        "doel van de verstrekking (Wpg 18 lid 2)",
        max_length=1,
        choices=WpgDoel.choices,
        blank=True,
        default="",
    )
    wpg_overleg = VersleuteldeTekst(
        "overleg met de bevoegd functionaris en het OM", blank=True, default=""
    )
    wpg_geen_bezwaar = models.BooleanField(
        "het opsporingsbelang verzet zich niet tegen dit gegeven (Wpg 18 lid 2)", default=False
    )

    class Meta:
        abstract = True

    @property
    def waarden(self) -> SignaalWaarden:
        """The signal, to hand over to the next file."""
        objecten = ("grondslag", "grondslag_om")  # they go by their keys
        namen = [naam for naam in SignaalWaarden.__annotations__ if naam not in objecten]
        return cast("SignaalWaarden", {naam: getattr(self, naam) for naam in namen})


WPG_VOORWAARDEN = {  # Wpg-machtigingsbesluit 1 and 2; a covenant in force is the actor's own
    "wpg_doel": "Kies het doel waarvoor de politie dit gegeven verstrekt.",
    "wpg_overleg": "Schrijf op met welke bevoegd functionaris en wie van het OM is overlegd, en wanneer.",
    "wpg_geen_bezwaar": "Dit gegeven kan er alleen in als het opsporingsbelang dat toelaat.",
}


POLITIE_VELDEN = ("wpg_artikel", "grondslag_om")
# The recipients by whose ground the municipality reads an item, and the OM (MC 6 b).
VOOR_GEMEENTE = (Ontvanger.BURGEMEESTER, Ontvanger.COLLEGE, Ontvanger.SAMENWERKINGSVERBAND)
VOOR_OM = (Ontvanger.OM, Ontvanger.SAMENWERKINGSVERBAND)
# Art. 16 is a ground for each article; the others are for some (MC 6 b, WPG 1.2).
ARTIKELEN_BIJ: dict[str, tuple[tuple[WpgArtikel, ...], str]] = {
    Ontvanger.SAMENWERKINGSVERBAND: (WPG_8_13, "Deze grond is voor gegevens van artikel 8 of 13."),
    Ontvanger.COLLEGE: (WPG_9_10, "Deze grond is voor gegevens van artikel 9 of 10."),
}
ALLEEN_OM = "Een gegeven dat alleen het OM mag krijgen, hoort niet in dit dossier: de gemeente leest het ook."


def fouten_in_grond(
    velden: Mapping[str, Any], *, soort_partij: str, vandaag: date, had: Gegeven | None = None
) -> dict[str, str]:
    """What can't be the ground of an item, as field name -> Dutch sentence (MC 6, WPG 1 and 3).

    Args:
        velden: values by field name.
        soort_partij: kind of the party that gives it; the ground must be one of its own.
        vandaag: the day of recording.
        had: the item as it stands, when it is corrected or moves: what rests on a ground already
            stays when that lapses (WPG 3).
    """
    politie = soort_partij == SoortPartij.POLITIE
    gronden = {veld: velden.get(veld) for veld in ("grondslag", "grondslag_om")}
    if not politie:
        leeg = "Laat dit leeg: het geldt alleen voor politiegegevens."
        fouten = {veld: leeg for veld in POLITIE_VELDEN if velden.get(veld)}
    else:
        fouten = _fouten_in_politiegegeven(velden.get("wpg_artikel"), **gronden)
    niet = "Op deze grondslag kan uw organisatie vandaag geen gegevens geven."
    return fouten | {
        veld: niet
        for veld, grond in gronden.items()
        if grond
        and (politie or veld == "grondslag")
        and not (_rust_al(had, veld, grond, soort_partij) or grond.geldt(soort_partij, vandaag))
    }


def _rust_al(had: Gegeven | None, veld: str, grond: Grondslag, soort_partij: str) -> bool:
    return grond.soort_partij == soort_partij and getattr(had, f"{veld}_id", None) == grond.pk


def _fouten_in_politiegegeven(
    artikel: str | None, grondslag: Grondslag | None, grondslag_om: Grondslag | None
) -> dict[str, str]:
    """An article, and for each recipient a ground that the law knows for it (WPG-soort)."""
    fouten: dict[str, str] = {}
    if artikel not in WpgArtikel.values:
        fouten["wpg_artikel"] = "Kies onder welk artikel de politie dit gegeven verwerkt."
    if grondslag and grondslag.ontvanger not in VOOR_GEMEENTE:
        fouten["grondslag"] = ALLEEN_OM
    if grondslag_om is None:
        fouten["grondslag_om"] = "Kies op welke grond het OM dit gegeven krijgt."
    elif grondslag_om.ontvanger not in VOOR_OM:
        fouten["grondslag_om"] = "Op deze grond krijgt het OM geen gegevens."
    for veld, grond in (("grondslag", grondslag), ("grondslag_om", grondslag_om)):
        bij = ARTIKELEN_BIJ.get(grond.ontvanger) if grond else None
        if bij and artikel in WpgArtikel.values and artikel not in bij[0]:
            fouten.setdefault(veld, bij[1])
    return fouten


def fouten_in_signaal(
    velden: Mapping[str, Any],
    *,
    soort_partij: str,
    vandaag: date,
    had: Gegeven | None = None,
    geboren: date | None = None,
    ontvangen_op: date | None = None,
) -> dict[str, str]:
    """What can't stand in a signal, as field name -> Dutch sentence (MC 6, WV 3, WPG 1 and 2).

    Args:
        velden, soort_partij, vandaag, had: as for `fouten_in_grond`.
        geboren: the first day on which the subject can be born; None when that is not known.
        ontvangen_op: the day on which the party got to know it; `vandaag` without it.
    """
    fouten = fouten_in_grond(velden, soort_partij=soort_partij, vandaag=vandaag, had=had)
    grondslag: Grondslag | None = velden.get("grondslag")
    if velden.get("bijzonder") and not str(velden.get("noodzaak", "")).strip():
        fouten["noodzaak"] = "Schrijf op waarom deze gevoelige gegevens nodig zijn."
    gezien, bekend = velden.get("waargenomen_op"), ontvangen_op or vandaag
    if zin := fout_in_waarneming(gezien, geboren=geboren, ontvangen=bekend):
        fouten["waargenomen_op"] = zin
    if grondslag and grondslag.ontvanger == Ontvanger.COLLEGE:
        fouten |= {veld: zin for veld, zin in WPG_VOORWAARDEN.items() if not velden.get(veld)}
    elif grondslag:
        leeg = "Laat dit leeg: het geldt alleen voor gegevens op artikel 18 lid 2 Wpg."
        fouten |= {veld: leeg for veld in WPG_VOORWAARDEN if velden.get(veld)}
    return fouten
