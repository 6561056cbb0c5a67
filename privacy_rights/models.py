"""A request of the person concerned, and the answer that was given (MC 12)."""

import json
from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q

from convenant.models import Partij
from gedeeld.fields import (
    KEUZE,
    VersleuteldeRegel,
    VersleuteldeTekst,
    vergeet,
)
from gedeeld.personen import Persoon, PersoonVelden
from gedeeld.rij import Rij
from gedeeld.weigering import OntsleutelFout
from register.brieven.models import BriefVelden
from register.models import Dossier

from .querysets import VerzoekQuerySet
from .rules import MET_MACHTIGING, Indiener, Waarom, bezwaar_uiterlijk

# What an answer says of a file whose copy was destroyed, as a section of a transcript.
VERNIETIGD = {
    "titel": "Vernietigd",
    "regels": [
        {
            "label": "Kopie",
            "waarde": "De kopie van deze gegevens is vernietigd.",
            "bron": "",
            "grondslag": "",
        }
    ],
}
# What is kept beside an answer: why something was left out, what, and why something was not.
NIETS: dict[str, Any] = {"redenen": {}, "weg": [], "mee": []}


def _zonder(intern: dict[str, Any], nummers: Collection[str]) -> dict[str, Any]:
    """The same without what was typed about files that are gone; a reason goes with its last file."""
    weg = [rij for rij in intern["weg"] if rij["nummer"] not in nummers]
    over = {rij["reden"] for rij in weg}
    geraakt = {rij["reden"] for rij in intern["weg"]} - over
    return {
        "redenen": {nr: reden for nr, reden in intern["redenen"].items() if nr not in geraakt},
        "weg": weg,
        "mee": [rij for rij in intern["mee"] if rij["nummer"] not in nummers],
    }


class Verzoek(Dossier, PersoonVelden):
    """One request. No copy of an identity document is kept: there is no column for it."""

    class Soort(models.TextChoices):
        INZAGE = "inzage", "Inzage (artikel 15 AVG)"
        CORRECTIE = "correctie", "Verbeteren of aanvullen (artikel 16 AVG)"
        WISSEN = "wissen", "Vernietigen (artikel 17 AVG)"
        BEPERKING = "beperking", "Tijdelijk niet gebruiken (artikel 18 AVG)"
        BEZWAAR = "bezwaar", "Bezwaar (artikel 21 AVG)"
        KLACHT = "klacht", "Klacht"

    class Regime(models.TextChoices):
        """Under which law it is: what is not the AVG is for another to answer (PB 5.4)."""

        AVG = "avg", "AVG: gegevens van deze aanpak"
        WPG = "wpg", "Wpg: gegevens van de politie (artikel 25)"
        WJSG = "wjsg", "Wjsg: gegevens van het Openbaar Ministerie (artikel 18 en 39i)"
        WOO = "woo", "Woo: documenten van de overheid"
        AWB = "awb", "Awb: bezwaarschrift tegen een besluit van ons"

    class Kanaal(models.TextChoices):
        BRIEF = "brief", "Per brief"
        MAIL = "mail", "Per mail"
        BALIE = "balie", "Aan de balie of in een gesprek"
        TELEFOON = "telefoon", "Aan de telefoon"
        FORMULIER = "formulier", "Met een formulier"

    class Stand(models.TextChoices):
        ONTVANGEN = "ontvangen", "Ontvangen"
        IDENTITEIT_VASTGESTELD = "identiteit_vastgesteld", "Identiteit vastgesteld"
        BEANTWOORD = "beantwoord", "Beantwoord"
        INGETROKKEN = "ingetrokken", "Ingetrokken"
        DOORGEZONDEN = "doorgezonden", "Doorgezonden"
        NIEMAND = "niemand", "Gaat hier over niemand"

    class Uitkomst(models.TextChoices):
        JA = "ja", "Gedaan wat werd gevraagd"
        DEELS = "deels", "Voor een deel gedaan wat werd gevraagd"
        NEE = "nee", "Niet gedaan wat werd gevraagd"

    class Identificatie(models.TextChoices):
        BEWIJS = "bewijs", "Identiteitsbewijs gezien"
        DIGID = "digid", "Ingelogd met DigiD"
        BEKEND = "bekend", "Bekend bij de gemeente"
        ANDERS = "anders", "Anders"

    OVERGANGEN: ClassVar[dict[tuple[str, str], str]] = {
        (Stand.ONTVANGEN, Stand.IDENTITEIT_VASTGESTELD): "MC 12.3",
        (Stand.IDENTITEIT_VASTGESTELD, Stand.BEANTWOORD): "MC 12.3",
        (Stand.ONTVANGEN, Stand.INGETROKKEN): "PB 5.4 fase 2",
        (Stand.ONTVANGEN, Stand.DOORGEZONDEN): "PB 5.4",
        (Stand.IDENTITEIT_VASTGESTELD, Stand.INGETROKKEN): "PB 5.4 fase 2",
        (Stand.IDENTITEIT_VASTGESTELD, Stand.NIEMAND): "AVG 26",
    }
    OPEN = (Stand.ONTVANGEN, Stand.IDENTITEIT_VASTGESTELD)

    dossier = models.OneToOneField(
        Dossier, models.CASCADE, parent_link=True, related_name="verzoek"
    )
    stand = models.CharField(
        "stand", max_length=KEUZE, choices=Stand.choices, default=Stand.ONTVANGEN, editable=False
    )
    soort = models.CharField(
        "soort verzoek", max_length=KEUZE, choices=Soort.choices, default=Soort.INZAGE
    )
    regime = models.CharField(
        "onder welke wet valt het verzoek",
        max_length=KEUZE,
        choices=Regime.choices,
        default=Regime.AVG,
        db_default=Regime.AVG,
        help_text="Gaat het om gegevens van de politie of het OM zelf? Dan beslissen zij."
        "||Eerst staat vast onder welke wet een verzoek valt. Wat niet voor u is, stuurt u meteen door"
        " (procesbeschrijving 5.4).",
    )
    kanaal = models.CharField(
        "hoe kwam het binnen",
        max_length=KEUZE,
        choices=Kanaal.choices,
        default=Kanaal.BRIEF,
        db_default=Kanaal.BRIEF,
    )
    besluit_van = models.DateField(
        "van welke dag is het besluit",
        null=True,
        blank=True,
        help_text="Alleen bij een bezwaarschrift. De dag staat in de brief met het besluit.||Bezwaar kan tot zes"
        " weken na die dag (artikel 6:7 Awb).",
    )
    gevraagd = VersleuteldeTekst(
        "wat vraagt de persoon",
        null=True,
        blank=True,
        help_text="Nodig bij elk verzoek, behalve bij inzage. Schrijf het op zoals de persoon het zegt."
        "||Wie inzage wil, hoeft niet te zeggen waarom: daar blijft dit leeg (procesbeschrijving 5.4).",
    )
    gevraagd_reden = VersleuteldeTekst(
        "om welke reden",
        null=True,
        blank=True,
        help_text="Nodig bij verbeteren en bij bezwaar.||Een verzoek om verbetering zegt welke verbetering, en"
        " waarom (artikel 12 lid 5 van het convenant).",
    )
    herhaalt = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", editable=False
    )
    # Who answers it instead: a party of the weegploeg, or None (`naar_wie`); and that the person knows.
    doorgezonden_aan = models.ForeignKey(
        Partij, models.PROTECT, null=True, related_name="+", editable=False
    )
    doorgezonden_op = models.DateField("doorgezonden op", null=True, editable=False)
    doorzending_verteld_op = models.DateField(null=True, editable=False)
    # The core parties answer together (`gezamenlijk`): of which request it is the same, where that came
    # in, that this one was given on, and that it is about nobody here.
    doorgegeven_van = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="+", editable=False
    )
    ontvangen_bij = models.ForeignKey(
        Partij, models.PROTECT, null=True, related_name="+", editable=False
    )
    doorgegeven_op = models.DateTimeField(null=True, editable=False)
    niemand_op = models.DateField(null=True, editable=False)
    ontvangen_op = models.DateField(
        "ontvangen op",
        help_text="De dag waarop het verzoek binnenkwam.||"
        "Vanaf deze dag loopt de termijn van vier weken (artikel 12 lid 3 van het convenant).",
    )
    indiener = models.CharField(
        "wie doet het verzoek",
        max_length=KEUZE,
        choices=Indiener.choices,
        default=Indiener.ZELF,
        help_text="Voor iemand jonger dan 16 jaar vraagt een ouder of voogd.||"
        "Alleen de persoon zelf of wie namens hem mag optreden, krijgt de gegevens"
        " (artikel 12 lid 1 van het convenant).",
    )
    indiener_naam = VersleuteldeRegel(
        "naam van wie het verzoek doet",
        blank=True,
        default="",
        help_text="Alleen als iemand anders het verzoek doet."
        "||Alleen wie namens de persoon mag optreden, krijgt antwoord (artikel 12 lid 1 van het "
        "convenant).",
    )
    indiener_contact = VersleuteldeRegel(
        "adres, telefoon of e-mail voor het antwoord", max_length=300, blank=True, default=""
    )
    machtiging_gezien_op = models.DateField(
        "machtiging of uitspraak van de rechter gezien op",
        null=True,
        blank=True,
        help_text="Nodig bij een gemachtigde, een curator of mentor, en bij een ouder van iemand"
        " van 16 jaar of ouder. Bewaar geen kopie."
        "||Alleen wie namens de persoon mag optreden, krijgt antwoord (artikel 12 lid 1 van het "
        "convenant).",
    )
    # The last day by MC 12.3, kept so that the list is in order of urgency.
    termijn_tot = models.DateField(editable=False)
    verlengd_tot = models.DateField(null=True, editable=False)
    verlenging_reden = VersleuteldeTekst(
        "waarom is meer tijd nodig",
        blank=True,
        default="",
        help_text="Bijvoorbeeld: er zijn veel gegevens, of andere personen moeten eerst worden gevraagd."
        "||De persoon hoort waarom het langer duurt (procesbeschrijving 5.4).",
    )
    verlenging_meegedeeld_op = models.DateField(
        "aan de persoon verteld op",
        null=True,
        blank=True,
        help_text="Dit moet binnen de eerste termijn.||"
        "Verlengen mag alleen als de persoon dit binnen vier weken hoort, met de reden"
        " (procesbeschrijving 5.4, artikel 12 lid 3 AVG).",
    )
    identiteit_hoe = models.CharField(
        "hoe is de identiteit vastgesteld",
        max_length=KEUZE,
        choices=Identificatie.choices,
        blank=True,
        default="",
        help_text="Bewaar geen kopie van het document en schrijf geen BSN op.||"
        "Wij geven niets voordat zeker is wie erom vraagt (artikel 12 lid 3 van het convenant)."
        " Daarna is het document niet meer nodig; daarom is hier geen plaats voor een kopie of BSN.",
    )
    identiteit_toelichting = VersleuteldeRegel(
        "toelichting",
        max_length=300,
        blank=True,
        default="",
        help_text="Verplicht bij 'Anders'. Schrijf geen nummer van een document op."
        "||Wij geven niets voordat zeker is wie erom vraagt (artikel 12 lid 3 van het convenant).",
    )
    identiteit_op = models.DateField("vastgesteld op", null=True, blank=True)
    identiteit_door = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", editable=False
    )
    ingetrokken_reden = VersleuteldeTekst(
        "waarom stopt dit verzoek",
        blank=True,
        default="",
        help_text="Bijvoorbeeld: de persoon trok het verzoek of de machtiging in."
        "||Elk verzoek krijgt antwoord (artikel 12 lid 3 van het convenant). Stopt het, dan staat "
        "hier waarom.",
    )
    beantwoord_op = models.DateField(null=True, editable=False)
    # Under which other names was searched, as JSON: the letter says so, whatever was found.
    schrijfwijzen = VersleuteldeTekst(blank=True, default="", editable=False)
    # Numbers of the files in the choices or in that answer: what was copied from a file, or typed
    # about it, goes when the file goes.
    nummers = ArrayField(models.CharField(max_length=20), default=list, editable=False)

    # How a request of another kind than access ended. What was changed for it stands with the file in
    # which it was changed (`Uitvoering`), and goes with that.
    uitkomst = models.CharField(
        "uitkomst",
        max_length=KEUZE,
        choices=Uitkomst.choices,
        blank=True,
        default="",
        help_text="Wie een verzoek doet, krijgt altijd antwoord.||"
        "Zo kan later worden nagekeken dat het is gegeven (artikel 12 lid 3 van het convenant).",
    )
    besluit_reden = VersleuteldeTekst(
        "waarom besluit u dit?",
        null=True,
        blank=True,
        help_text="Nodig als u niet alles doet wat werd gevraagd, en bij elke klacht. De persoon leest dit in de"
        " brief. Noem het artikel waarop het steunt, en zeg niets wat u mag achterhouden."
        "||Een weigering is gemotiveerd (artikel 12 lid 4 van het convenant, artikel 12 lid 4 AVG).",
    )
    kenmerk = VersleuteldeRegel(
        "kenmerk van de brief",
        max_length=60,
        blank=True,
        default="",
        help_text="Alleen als de brief uit uw eigen systeem kwam: het nummer daar. Leeg? Dan maakt u de brief hier."
        "||Zo is na te gaan dat er is geantwoord (artikel 12 lid 3 van het convenant).",
    )

    # Since when the person has the letter; of a request for access the answer is that letter.
    besluit_verteld_op = models.DateField(null=True, editable=False)

    objects: ClassVar[Any] = VerzoekQuerySet.as_manager()

    class Meta(PersoonVelden.Meta):
        abstract = False
        verbose_name = "verzoek"
        verbose_name_plural = "verzoeken"
        default_permissions = ()
        indexes = [
            *PersoonVelden.Meta.indexes,
            GinIndex(fields=["nummers"], name="verzoek_nummers"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(stand__in=["identiteit_vastgesteld", "beantwoord"])
                | (
                    ~Q(identiteit_hoe="")
                    & Q(identiteit_op__isnull=False, identiteit_door__isnull=False)
                ),
                name="verzoek_gaat_verder_na_identiteit",
            ),
            models.CheckConstraint(
                condition=Q(stand="beantwoord", beantwoord_op__isnull=False)
                | (~Q(stand="beantwoord") & Q(beantwoord_op__isnull=True)),
                name="beantwoord_verzoek_heeft_een_datum",
            ),
            models.CheckConstraint(
                condition=~Q(stand="beantwoord") | Q(soort="inzage") | ~Q(uitkomst=""),
                name="afgehandeld_verzoek_heeft_een_uitkomst",
            ),
            models.CheckConstraint(
                condition=Q(verlengd_tot__isnull=True, verlenging_meegedeeld_op__isnull=True)
                | Q(verlengd_tot__isnull=False, verlenging_meegedeeld_op__isnull=False),
                name="verlenging_is_meegedeeld",
            ),
            models.CheckConstraint(
                condition=~Q(indiener__in=[soort.value for soort in MET_MACHTIGING])
                | Q(machtiging_gezien_op__isnull=False),
                name="vertegenwoordiger_heeft_een_machtiging",
            ),
            models.CheckConstraint(
                condition=Q(stand="doorgezonden", doorgezonden_op__isnull=False)
                | (~Q(stand="doorgezonden") & Q(doorgezonden_op__isnull=True)),
                name="doorgezonden_verzoek_heeft_een_dag",
            ),
            models.CheckConstraint(
                condition=Q(stand="niemand", niemand_op__isnull=False, ontvangen_bij__isnull=False)
                | (~Q(stand="niemand") & Q(niemand_op__isnull=True)),
                name="alleen_wat_via_een_ander_kwam_verdwijnt",
            ),
        ]

    def validate_constraints(self, exclude: Collection[str] | None = None) -> None:
        """Left to the database: the decision refuses earlier, with a sentence at the field."""

    @property
    def uiterlijk(self) -> date:
        """The last day for the answer."""
        return self.verlengd_tot or self.termijn_tot

    @property
    def loopt(self) -> bool:
        """Whether an answer is still owed."""
        return self.stand in self.OPEN

    @property
    def kan_doorzenden(self) -> bool:
        """Whether another has to answer it, and does not have it yet (PB 5.4)."""
        return self.stand == self.Stand.ONTVANGEN and self.regime != self.Regime.AVG

    @property
    def kan_andere_wet(self) -> bool:
        """Whether it can still turn out to be under another law: nothing was done with it (PB 5.4)."""
        niets_gedaan = self.stand == self.Stand.ONTVANGEN and self.verlengd_tot is None
        return niets_gedaan and self.ontvangen_bij_id is None

    @property
    def bezwaar_te_laat(self) -> bool:
        """Whether a bezwaarschrift came after its last day; who handles it says whether that matters."""
        return self.besluit_van is not None and self.ontvangen_op > bezwaar_uiterlijk(
            self.besluit_van
        )

    @property
    def naar_wie(self) -> str:
        """Who answers it instead, in words; empty while that is nobody."""
        if self.doorgezonden_aan:
            return self.doorgezonden_aan.naam
        ander = {
            self.Regime.WPG: "de politie",
            self.Regime.WJSG: "het Openbaar Ministerie",
            self.Regime.WOO: "de afdeling die Woo-verzoeken behandelt",
            self.Regime.AWB: "wie bij de gemeente bezwaarschriften behandelt",
        }
        return ander.get(self.Regime(self.regime), "") if self.doorgezonden_op else ""

    @property
    def personen(self) -> list[Persoon]:
        """Who asks, once for each way of writing his name that was searched."""
        anders = json.loads(self.schrijfwijzen or "[]")
        return [self.persoon, *(replace(self.persoon, **naam) for naam in anders)]

    @property
    def kan_afhandelen(self) -> bool:
        """Whether it ends with a decision and a letter, without an overview."""
        bekend = self.stand == self.Stand.IDENTITEIT_VASTGESTELD
        return bekend and self.soort != self.Soort.INZAGE

    @property
    def moet_verteld(self) -> bool:
        """Whether it was decided, and the person does not have the letter yet (MC 12.3)."""
        besloten = self.stand == self.Stand.BEANTWOORD and self.soort != self.Soort.INZAGE
        return besloten and self.besluit_verteld_op is None

    @property
    def stand_tekst(self) -> str:
        """Where it stands, in words."""
        if self.moet_verteld:
            return "Besloten, brief nog niet verstuurd"
        return str(self.get_stand_display())

    @property
    def kan_weigeren(self) -> bool:
        """Whether it can be refused as such: a request for access of somebody who is known."""
        bekend = self.stand == self.Stand.IDENTITEIT_VASTGESTELD
        return bekend and self.soort == self.Soort.INZAGE

    @property
    def kan_weg(self) -> bool:
        """Whether it can turn out to be about nobody here: it came from another municipality."""
        verteld = self.verlengd_tot is not None  # the person waits for an answer from here
        return self.ontvangen_bij_id is not None and self.loopt and not verteld

    @property
    def is_verstuurd(self) -> bool:
        """Whether an overview was sent for it, or that there is none."""
        return self.stand == self.Stand.BEANTWOORD and self.soort == self.Soort.INZAGE

    @property
    def kopie_vernietigd(self) -> bool:
        """Whether a copy in the answer was destroyed since it was sent."""
        dossiers = json.loads(self.antwoord)["dossiers"] if self.antwoord else []
        return any(dossier["secties"] == [VERNIETIGD] for dossier in dossiers)

    @property
    def concept(self) -> str:
        """The choices so far; empty for who does not search for it, and after the answer."""
        return self._brief.concept if self._brief else ""

    @property
    def antwoord(self) -> str:
        """What was sent; empty for who does not search for it."""
        return self._brief.antwoord if self._brief else ""

    @property
    def _brief(self) -> "Brief | None":
        return getattr(self, "brief", None)

    def leg_vast(self, *, concept: str = "", antwoord: str = "") -> None:
        """Keep the choices so far, or what was sent."""
        rij = self._brief or Brief(verzoek=self)
        rij.concept, rij.antwoord = concept, antwoord
        rij.save()

    def stop(self, reden: str) -> None:
        """Nobody asks it any more (PB 5.4 fase 2)."""
        self.ingetrokken_reden, self.nummers = reden, []
        self.move_to(self.Stand.INGETROKKEN, "ingetrokken_reden", "nummers")

    def vergeet_inhoud(self, nummers: Collection[str]) -> None:
        """Drop what was copied from files, and what was typed about them; their numbers stay.

        The choices of a request without answer go as a whole: other files are found now, so they
        are made again anyway (MC 13.1, 13.3).
        """
        if self._brief:
            self._brief.vergeet(nummers)
        self.nummers = [ander for ander in self.nummers if ander not in nummers]
        self.save(update_fields=["nummers"])

    def houd_alleen_nummers(self) -> None:
        """Keep of the answer the letterhead and the numbers of its files (MC 13.2).

        What was changed for it is in those files; a note of it would outlive them in the archive.
        """
        self.uitvoeringen.all().delete()
        if self._brief:
            self._brief.houd_alleen_nummers()
        self.nummers = []
        self.save(update_fields=["nummers"])


class Verzoekbrief(BriefVelden):
    """A letter about a request (`register.brieven`); the answer to a request for access is a `Brief`."""

    dossier = models.ForeignKey(Verzoek, models.CASCADE, related_name="brieven")

    class Meta(BriefVelden.Meta):
        pass


class Zienswijze(Rij):
    """How the person sees what somebody wrote of him as an opinion, beside it in the file (MC 12.5).

    It hangs on that file and is read with it, by each who reads it; also when the request is gone.
    """

    bij = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    tekst = VersleuteldeTekst("eigen kijk van de persoon")
    op = models.DateField("toegevoegd op")

    class Meta:
        default_permissions = ()
        verbose_name = "eigen kijk van de persoon"
        ordering = ["op", "pk"]

    def __str__(self) -> str:
        return f"Zienswijze {self.pk}"


class Uitvoering(Rij):
    """What was decided and changed in one file for a request of another kind than access (MC 12.5, 12.6).

    It hangs on that file as well, because it says what the file says: it goes when the file goes. It is
    there for who handles the request and reads the file.
    """

    verzoek = models.ForeignKey(Verzoek, models.CASCADE, related_name="uitvoeringen")
    bij = models.ForeignKey(Dossier, models.CASCADE, related_name="+")
    wat = VersleuteldeTekst("wat is er besloten en veranderd")
    # Of a request to correct: why (MC 12.5).
    waarom = models.CharField(
        max_length=KEUZE, choices=Waarom.choices, blank=True, default="", db_default=""
    )
    # The last day to carry it out, and the day on which it was (MC 12.6).
    uiterlijk = models.DateField("uit te voeren tot en met", null=True)
    gedaan_op = models.DateField("uitgevoerd op", null=True)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["verzoek", "bij"], name="een_uitvoering_per_verzoek_en_dossier"
            )
        ]

    def __str__(self) -> str:
        return f"Uitvoering {self.pk}"


class Brief(Rij):
    """What a request copies from files: a row of its own, because fewer people read it (MC 8.4).

    It is there for who searches the files of the weegploeg, from the first choice on.
    """

    verzoek = models.OneToOneField(Verzoek, models.CASCADE, related_name="brief")
    # Choices so far, as JSON (`keuzes.Concept`); empty after the answer.
    concept = VersleuteldeTekst(blank=True, default="", editable=False)
    # What was sent, as JSON: it is shown again from here and made anew from nothing else.
    antwoord = VersleuteldeTekst(blank=True, default="", editable=False)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"Brief {self.pk}"

    def vergeet(self, nummers: Collection[str]) -> None:
        """Drop what was copied from files with these numbers; of choices all.

        Of an answer that does not open the whole: what it holds of them is still in it.
        """
        vergeet(self, "concept")
        try:
            antwoord = json.loads(self.antwoord or "{}")
        except OntsleutelFout:
            antwoord = {}
            vergeet(self, "antwoord")
        if antwoord:
            for dossier in antwoord["dossiers"]:
                if dossier["nummer"] in nummers:
                    dossier |= {"secties": [VERNIETIGD], "over": []}
            antwoord["intern"] = _zonder(antwoord["intern"], nummers)
            self.antwoord = json.dumps(antwoord)
        self.save()

    def houd_alleen_nummers(self) -> None:
        """Keep of the answer the letterhead and the numbers of its files."""
        if self.antwoord:
            antwoord = json.loads(self.antwoord)
            for dossier in antwoord["dossiers"]:
                dossier |= {"secties": [VERNIETIGD], "over": []}
            self.antwoord = json.dumps(antwoord | {"informatie": [], "intern": NIETS})
        self.concept = ""
        self.save()
