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
from .uitzonderingen import Categorie, Uitzondering, fouten_in_bijzonder


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


ONBEKEND = "onbekend"  # what was recorded before it was asked; no form offers it


class Aard(models.TextChoices):
    """What kind of statement an item is: a signal is factual behaviour, and not what somebody thinks (MC 1 h)."""

    FEIT = "feit", "Feit: zelf gezien of gehoord"
    MENING = "mening", "Mening"
    HOREN_ZEGGEN = "horen_zeggen", "Van horen zeggen"
    ONBEKEND = ONBEKEND, "Niet vastgelegd"


class Richting(models.TextChoices):
    """What the behaviour may point to by the referentiekader (MC 1 h)."""

    RADICALISERING = "radicalisering", "Radicalisering"
    EXTREMISME = "extremisme", "Extremisme"
    UITREIZEN = "uitreizen", "Uitreizen"
    TERUGKEER = "terugkeer", "Terugkeer"


class OmSoort(models.TextChoices):
    """What the OM gives: data of a criminal case, or of the judicial documentation (MC 6 a, MvT 4.4)."""

    STRAFVORDERLIJK = "strafvorderlijk", "Strafvorderlijke gegevens"
    JUSTITIEEL = "justitieel", "Justitiële gegevens"
    ONBEKEND = ONBEKEND, "Niet vastgelegd"


class Reclasseringswerk(models.TextChoices):
    """The three kinds of work for which a reclassering party may give data (MC 6 e)."""

    TOEZICHT = "toezicht", "Toezicht en begeleiding"
    VOORLICHTING = "voorlichting", "Voorlichting en advies aan justitie"
    TAAKSTRAF = "taakstraf", "Taakstraf"
    ONBEKEND = ONBEKEND, "Niet vastgelegd"


TERUGHOUDEND = "De uitkomst van het onderzoek is onzeker: wees terughoudend."  # MvT 4.4


def te_kiezen(soort: type[models.TextChoices]) -> list[tuple[str, str]]:
    """What a form offers of a kind."""
    return [(waarde, label) for waarde, label in soort.choices if waarde != ONBEKEND]


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


def gegeven_heeft_aard(tabel: str) -> models.CheckConstraint:
    """Each item says what kind of statement it is, or that this was not asked yet (MC 1 h)."""
    return models.CheckConstraint(
        condition=Q(aard__in=Aard.values), name=f"gegeven_heeft_aard_in_{tabel}"
    )


def omgegeven_is_heel(tabel: str) -> models.CheckConstraint:
    """Data of the OM have their kind and are no police data; no others are of an uncertain inquiry."""
    return models.CheckConstraint(
        condition=Q(om_soort="", onzeker=False)
        | Q(om_soort__in=OmSoort.values, wpg_artikel="", grondslag_om__isnull=True),
        name=f"omgegeven_is_heel_in_{tabel}",
    )


class MetOmSoort(models.Model):
    """What the OM gives says what kind of data it is, and whether to be reserved with it (MC 6 a, MvT 4.4)."""

    # Of the OM only.
    om_soort = models.CharField(
        "wat voor gegevens van het OM zijn dit",
        max_length=KEUZE,
        choices=OmSoort.choices,
        blank=True,
        default="",
        help_text="Strafvorderlijke gegevens komen uit een strafzaak, justitiële uit de justitiële "
        "documentatie.||Voor beide gelden eigen regels (artikel 6 onder a van het convenant, memorie van "
        "toelichting 4.4).",
    )
    onzeker = models.BooleanField(
        "de uitkomst van het onderzoek is nog onzeker",
        default=False,
        help_text="Wees dan terughoudend: geef alleen wat niet kan wachten.||Is de uitkomst van een "
        "strafrechtelijk onderzoek nog onzeker, dan vraagt het geven van gegevens meer terughoudendheid "
        "(memorie van toelichting 4.4).",
    )

    class Meta:
        abstract = True

    @property
    def om_tekst(self) -> str:
        """Of the OM: what kind of data, and whether to be reserved with them."""
        if not self.om_soort:
            return ""
        soort = OmSoort(self.om_soort).label
        return f"{soort}. {TERUGHOUDEND}" if self.onzeker else soort


class MetGevoelig(models.Model):
    """An item says which sensitive kinds it holds, why, and on which exception (MEL-bijzonder)."""

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
        help_text="Verplicht als het om bijzondere of strafrechtelijke gegevens gaat."
        "||Zulke gegevens mogen er alleen in als het niet zonder kan (artikel 9 lid 2 en 10 AVG, "
        "wetsvoorstel artikel 3).",
    )
    # None of what was recorded before it was asked.
    uitzonderingen = ArrayField(
        models.CharField(max_length=KEUZE, choices=Uitzondering.choices),
        verbose_name="op welke uitzondering rust dit",
        default=list,
        blank=True,
    )

    class Meta:
        abstract = True

    @property
    def bijzonder_labels(self) -> list[str]:
        """The marked categories in words."""
        return [Categorie(soort).label for soort in self.bijzonder]

    @property
    def uitzondering_tekst(self) -> str:
        """On which exceptions the marked categories rest, in words."""
        if not self.bijzonder:
            return ""
        woorden = [Uitzondering(naam).label for naam in self.uitzonderingen]
        return ". ".join(woorden) or "Niet vastgelegd"


class MetWpgVoorwaarden(models.Model):
    """What has to be recorded of police data that are given on art. 18.2 (WPG 1.1, 2)."""

    # Empty for all other data.
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


class MetGronden(models.Model):
    """What a party gives says on which ground each recipient has it (MC 6, 6 b)."""

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

    class Meta:
        abstract = True

    @property
    def blijft_achter(self) -> bool:
        """Whether it stays with the core parties; `BLIJFT_ACHTER` for rows (WPG 1, Wpg 16)."""
        grond: Grondslag | None = self.grondslag
        return self.wpg_artikel in WPG_9_10 or (grond is not None and grond.alleen_weegploeg)

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


class Gegeven(MetGronden, MetOmSoort, MetGevoelig, Rij):
    """An item of data about a subject (MC 6, DEF-signaal); each file has a table of its own for them."""

    omschrijving = VersleuteldeTekst(
        "omschrijving",
        help_text="Wat is er gezien of gehoord? Schrijf feitelijk gedrag op, geen oordeel.||"
        "Een signaal is een feitelijke gedraging (artikel 1 onder h van het convenant).",
    )
    aard = models.CharField(
        "wat voor uitspraak is dit",
        max_length=KEUZE,
        choices=Aard.choices,
        help_text="Schrijf zo veel mogelijk op wat iemand zelf zag of hoorde, wie dat was en wanneer.||"
        "Een signaal is een feitelijke gedraging (artikel 1 onder h van het convenant). Is het een mening, "
        "of van horen zeggen, dan moet dat te zien zijn.",
    )
    partij = models.ForeignKey(
        Partij, models.PROTECT, verbose_name="partij die het inbrengt", related_name="+"
    )

    class Meta:
        abstract = True

    @property
    def aard_tekst(self) -> str:
        """What kind of statement it is, in words."""
        return str(Aard(self.aard).label)

    @property
    def kenmerken(self) -> str:
        """What kind of item it is, in one line, where somebody chooses what goes along."""
        return ". ".join(filter(None, [self.aard_tekst, self.om_tekst])).rstrip(".")

    def vervallen(self, dag: date) -> bool:
        """Whether nothing new may rest on one of its grounds: nobody else gets it (WPG 3)."""
        return any(grond.vervallen(dag) for grond in (self.grondslag, self.grondslag_om) if grond)


def werk_is_van_reclassering(tabel: str) -> models.CheckConstraint:
    """One of the three kinds of work of a reclassering party, and never at police data (MC 6 e)."""
    return models.CheckConstraint(
        condition=Q(werk="") | Q(werk__in=Reclasseringswerk.values, wpg_artikel=""),
        name=f"werk_is_van_reclassering_in_{tabel}",
    )


class MetReclasseringswerk(models.Model):
    """What a reclassering party gives says which of its kinds of work it serves (MC 6 e)."""

    werk = models.CharField(
        "bij welk werk van de reclassering hoort dit",
        max_length=KEUZE,
        choices=Reclasseringswerk.choices,
        blank=True,
        default="",
        help_text="De reclassering geeft gegevens alleen voor een van deze drie taken.||Dat staat in "
        "artikel 6 onder e van het convenant.",
    )

    class Meta:
        abstract = True

    @property
    def werk_tekst(self) -> str:
        """Of the reclassering: which kind of work, in words."""
        return str(Reclasseringswerk(self.werk).label) if self.werk else ""


class Signaalgegeven(Gegeven):
    """A signal in whichever file: a behaviour, with what it may point to (MC 1 h)."""

    gericht_op = ArrayField(
        models.CharField(max_length=KEUZE, choices=Richting.choices),
        verbose_name="waarop kan dit gedrag wijzen",
        default=list,
        help_text="Kijk in het referentiekader. U kunt er meer kiezen.||Een signaal kan volgens het "
        "referentiekader wijzen op radicalisering, extremisme, uitreizen of terugkeer (artikel 1 onder h "
        "van het convenant).",
    )
    waargenomen_op = models.DateField("gezien of gehoord op", null=True, blank=True)

    class Meta:
        abstract = True

    @property
    def aard_tekst(self) -> str:
        """With what it may point to; nothing is said of that where nobody recorded it."""
        soorten = [Richting(soort).label.lower() for soort in self.gericht_op]
        wijst = f"Kan wijzen op {', '.join(soorten)}" if soorten else ""
        return ". ".join(filter(None, [super().aard_tekst, wijst]))


class SignaalWaarden(TypedDict, total=False):
    """A signal by field of `SignaalVelden`, from a form or a melding to the next file."""

    omschrijving: str
    aard: str
    gericht_op: list[str]
    partij_id: UUID | None
    grondslag: Grondslag
    grondslag_id: int
    wpg_artikel: str
    grondslag_om: Grondslag | None
    grondslag_om_id: int | None
    om_soort: str
    onzeker: bool
    bijzonder: list[str]
    uitzonderingen: list[str]
    noodzaak: str
    waargenomen_op: date | None
    wpg_doel: str
    wpg_overleg: str
    wpg_geen_bezwaar: bool


class SignaalVelden(MetWpgVoorwaarden, Signaalgegeven):
    """A factual behaviour that may point to radicalisation (MC 1 h), before it reaches a casus."""

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
# The bill gives a ground for the casusoverleg alone: the weegploeg gets nothing on it (WV 6).
VOOR_CASUS = (Ontvanger.SAMENWERKINGSVERBAND, Ontvanger.CASUSOVERLEG)
ALLEEN_CASUS = "Op deze grond geeft de politie alleen gegevens aan het casusoverleg."
# Art. 16 is a ground for each article; the others are for some (MC 6 b, WPG 1.2).
ARTIKELEN_BIJ: dict[str, tuple[tuple[WpgArtikel, ...], str]] = {
    Ontvanger.SAMENWERKINGSVERBAND: (WPG_8_13, "Deze grond is voor gegevens van artikel 8 of 13."),
    Ontvanger.COLLEGE: (WPG_9_10, "Deze grond is voor gegevens van artikel 9 of 10."),
}
ALLEEN_OM = "Een gegeven dat alleen het OM mag krijgen, hoort niet in dit dossier: de gemeente leest het ook."


def fouten_in_grond(
    velden: Mapping[str, Any],
    *,
    soort_partij: str,
    vandaag: date,
    had: Any = None,
    in_casus: bool = False,
) -> dict[str, str]:
    """What can't be the ground of an item, as field name -> Dutch sentence (MC 6, WPG 1 and 3).

    Args:
        velden: values by field name.
        soort_partij: kind of the party that gives it; the ground must be one of its own.
        vandaag: the day of recording.
        had: the item as it stands, when it is corrected or moves: what rests on a ground already
            stays when that lapses (WPG 3).
        in_casus: whether it is given to a casusoverleg, and not to the weegploeg.
    """
    politie = soort_partij == SoortPartij.POLITIE
    gronden = {veld: velden.get(veld) for veld in ("grondslag", "grondslag_om")}
    if not politie:
        leeg = "Laat dit leeg: het geldt alleen voor politiegegevens."
        fouten = {veld: leeg for veld in POLITIE_VELDEN if velden.get(veld)}
    else:
        fouten = _fouten_in_politiegegeven(velden.get("wpg_artikel"), **gronden)
        fouten |= {
            veld: ALLEEN_CASUS
            for veld, grond in gronden.items()
            if grond and grond.ontvanger == Ontvanger.CASUSOVERLEG and not in_casus
        }
    niet = "Op deze grondslag kan uw organisatie vandaag geen gegevens geven."
    return fouten | {
        veld: niet
        for veld, grond in gronden.items()
        if grond
        and (politie or veld == "grondslag")
        and not (_rust_al(had, veld, grond, soort_partij) or grond.geldt(soort_partij, vandaag))
    }


def _rust_al(had: Any, veld: str, grond: Grondslag, soort_partij: str) -> bool:
    return grond.soort_partij == soort_partij and getattr(had, f"{veld}_id", None) == grond.pk


def _fouten_in_politiegegeven(
    artikel: str | None, grondslag: Grondslag | None, grondslag_om: Grondslag | None
) -> dict[str, str]:
    """An article, and for each recipient a ground that the law knows for it (WPG-soort)."""
    fouten: dict[str, str] = {}
    if artikel not in WpgArtikel.values:
        fouten["wpg_artikel"] = "Kies onder welk artikel de politie dit gegeven verwerkt."
    if grondslag and grondslag.ontvanger not in {*VOOR_GEMEENTE, *VOOR_CASUS}:
        fouten["grondslag"] = ALLEEN_OM
    if grondslag_om is None:
        fouten["grondslag_om"] = "Kies op welke grond het OM dit gegeven krijgt."
    elif grondslag_om.ontvanger not in {*VOOR_OM, *VOOR_CASUS}:
        fouten["grondslag_om"] = "Op deze grond krijgt het OM geen gegevens."
    for veld, grond in (("grondslag", grondslag), ("grondslag_om", grondslag_om)):
        bij = ARTIKELEN_BIJ.get(grond.ontvanger) if grond else None
        if bij and artikel in WpgArtikel.values and artikel not in bij[0]:
            fouten.setdefault(veld, bij[1])
    return fouten


GEEN_WERK = "Kies bij welk werk van de reclassering dit hoort."
OM_VELDEN = ("om_soort", "onzeker")


def fouten_in_soort(
    velden: Mapping[str, Any], *, soort_partij: str, had: Gegeven | None = None
) -> dict[str, str]:
    """What is missing of the kind of an item, as field name -> Dutch sentence (MC 1 h, 6 a; MvT 4.4).

    Args:
        velden, soort_partij: as for `fouten_in_grond`.
        had: the item as it moves: what was recorded before this was asked moves as it is.
    """
    fouten = fouten_in_om(velden, soort_partij=soort_partij, had=had)
    if _ontbreekt(velden, "aard", Aard, had):
        fouten["aard"] = "Kies of dit een feit is, een mening, of van horen zeggen."
    return fouten


def fouten_in_om(
    velden: Mapping[str, Any], *, soort_partij: str, had: MetOmSoort | None = None
) -> dict[str, str]:
    """What is missing of data of the OM, as field name -> Dutch sentence (MC 6 a; MvT 4.4).

    Args:
        velden, soort_partij, had: as for `fouten_in_soort`.
    """
    if soort_partij != SoortPartij.OM:
        leeg = "Laat dit leeg: het geldt alleen voor gegevens van het OM."
        return {veld: leeg for veld in OM_VELDEN if velden.get(veld)}
    if _ontbreekt(velden, "om_soort", OmSoort, had):
        return {"om_soort": "Kies of dit strafvorderlijke of justitiële gegevens zijn."}
    return {}


def _ontbreekt(
    velden: Mapping[str, Any], veld: str, soort: type[models.TextChoices], had: Any
) -> bool:
    waarde = velden.get(veld)
    bleef = waarde == ONBEKEND and getattr(had, veld, "") == ONBEKEND
    return not bleef and waarde not in dict(te_kiezen(soort))


def fouten_in_werk(werk: str, *, soort_partij: str) -> dict[str, str]:
    """What is wrong with the work that data of a reclassering party serve (MC 6 e)."""
    if soort_partij != SoortPartij.RECLASSERING:
        return {"werk": "Laat dit leeg: het geldt alleen voor de reclassering."} if werk else {}
    if werk in dict(te_kiezen(Reclasseringswerk)):
        return {}
    return {"werk": GEEN_WERK}


def _fouten_in_richting(velden: Mapping[str, Any], had: Gegeven | None) -> dict[str, str]:
    """One or more of what the referentiekader knows (MC 1 h).

    None only where nobody asked it yet, and of what somebody brought in in a casus: it is asked of no party
    there, and comes as it is to the weegploeg of another municipality (WV 4).
    """
    soorten = velden.get("gericht_op") or []
    bleef = getattr(had, "gericht_op", None) == [] and getattr(had, "aard", "") == velden.get(
        "aard"
    )
    if (soorten or bleef) and set(soorten) <= set(Richting.values):
        return {}
    return {"gericht_op": "Kies waarop dit gedrag kan wijzen."}


def fouten_in_wat_hoort(
    velden: Mapping[str, Any], *, soort_partij: str, vandaag: date, had: Any = None
) -> dict[str, str]:
    """What is wrong with the ground of what the weegploeg gets, and with what goes with that ground.

    Of a signal and of an answer alike (MC 6, WV 3, WPG 1 and 2).

    Args:
        velden, soort_partij, vandaag: as for `fouten_in_grond`.
        had: the signal or the answer as it stands, when it is corrected or moves.
    """
    fouten = fouten_in_grond(velden, soort_partij=soort_partij, vandaag=vandaag, had=had)
    fouten |= fouten_in_bijzonder(velden, soort_partij=soort_partij, had=had)
    grondslag: Grondslag | None = velden.get("grondslag")
    if grondslag and grondslag.ontvanger == Ontvanger.COLLEGE:
        return fouten | {veld: zin for veld, zin in WPG_VOORWAARDEN.items() if not velden.get(veld)}
    leeg = "Laat dit leeg: het geldt alleen voor gegevens op artikel 18 lid 2 Wpg."
    return fouten | {veld: leeg for veld in WPG_VOORWAARDEN if grondslag and velden.get(veld)}


def fouten_in_signaal(
    velden: Mapping[str, Any],
    *,
    soort_partij: str,
    vandaag: date,
    had: Gegeven | None = None,
    geboren: date | None = None,
    ontvangen_op: date | None = None,
) -> dict[str, str]:
    """What can't stand in a signal, as field name -> Dutch sentence (MC 1 h, 6; WV 3, WPG 1 and 2).

    Args:
        velden, soort_partij, vandaag, had: as for `fouten_in_grond`.
        geboren: the first day on which the subject can be born; None when that is not known.
        ontvangen_op: the day on which the party got to know it; `vandaag` without it.
    """
    fouten = fouten_in_wat_hoort(velden, soort_partij=soort_partij, vandaag=vandaag, had=had)
    fouten |= fouten_in_soort(velden, soort_partij=soort_partij, had=had)
    fouten |= _fouten_in_richting(velden, had)
    gezien, bekend = velden.get("waargenomen_op"), ontvangen_op or vandaag
    if zin := fout_in_waarneming(gezien, geboren=geboren, ontvangen=bekend):
        fouten["waargenomen_op"] = zin
    return fouten
