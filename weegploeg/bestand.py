"""This kind of file, as the processes see it that work on every file."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from django.db.models import Case, DateField, F, Max, OuterRef, Q, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from casusoverleg.models import Casus
from gedeeld.actor import WEEGPLOEG, Hoedanigheid
from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie, datum
from gedeeld.personen import Persoon
from register.registry import Bestand
from register.toegang import Feit, lezen_als_kernpartij

from .models import Besluit, Inbreng, Informatiebesluit, Signaal, WeegploegDossier
from .querysets import LEZEN
from .rules import mag_besluiten, mag_wegen

Stand = WeegploegDossier.Stand
EIGEN = F("laatste_verwerking_op")
VAN_DE_CASUS = Subquery(
    Casus._default_manager.filter(herkomst_id=OuterRef("pk"))
    .order_by("-laatste_verwerking_op")
    .values("laatste_verwerking_op")[:1]
)


# The last time that a party brought something in or the weegploeg decided. PostgreSQL's GREATEST
# leaves out what is not there.
LAATST_INGEBRACHT_OF_BESLOTEN = Greatest(
    "geopend_op",
    Subquery(
        Inbreng.objects.filter(dossier=OuterRef("pk"))
        .order_by()
        .values("dossier")
        .values_list(Max("ingebracht_op"))
    ),
    Subquery(
        Besluit.objects.filter(dossier=OuterRef("pk"))
        .order_by()
        .values("dossier")
        .values_list(Max("genomen_op"))
    ),
)


class WeegploegBestand(Bestand):
    """The weegploeg's file (MC 8).

    Attributes:
        laatste_verwerking: the later of this file's clock and that of the casus that came from it:
            while the approach runs the data of the subject are in use, so this file is not
            archived or destroyed before the casus is (MC 13.1).
        vergeten_vanaf: the decision "geen casusoverleg" (MC 13.3); for a file that is still weighed
            the last time that something was brought in or decided: a correction does not lengthen
            it. `WeegploegDossier.vernietigen_op` says the same on the page.
    """

    naam = "weegploegdossier"
    model = WeegploegDossier
    rechten = {LEZEN: WEEGPLOEG}
    houders = frozenset({Hoedanigheid.UITVOERDER_WEEGPLOEG})
    verwijst_naar = ("casus_id",)
    handelingen = {
        LEZEN: {"wegen en signalen toevoegen": mag_wegen, "besluiten vastleggen": mag_besluiten}
    }
    laatste_verwerking = Greatest(EIGEN, Coalesce(VAN_DE_CASUS, EIGEN))
    vergeten_vanaf = Case(
        When(fase=Stand.NIET_GEAGENDEERD, then="besloten_op"),
        When(fase__in=WeegploegDossier.OPEN, then=LAATST_INGEBRACHT_OF_BESLOTEN),
        default=None,
        output_field=DateField(),
    )

    def kan_vergeten(self, grens: date) -> Q:
        """Decided by then, or opened by then and not decided."""
        return Q(fase=Stand.NIET_GEAGENDEERD, besloten_op__lte=grens) | Q(
            fase__in=WeegploegDossier.OPEN, geopend_op__lte=grens
        )

    def bewaar_klok(self, soort: str, pk: UUID) -> None:
        """A casus goes: what its date adds to the clock of the file it came from is written there."""
        if soort == Casus._meta.label_lower:
            herkomst = Casus._default_manager.filter(pk=pk).values("herkomst_id")
            self.alle.filter(pk__in=herkomst).update(laatste_verwerking_op=self.laatste_verwerking)

    def persoon(self, dossier: WeegploegDossier) -> Persoon:
        """The subject."""
        return dossier.persoon

    def url(self, dossier: WeegploegDossier) -> str:
        """Its page."""
        return reverse("weegploeg:dossier", args=[dossier.pk])

    def feiten(self, dossier: WeegploegDossier) -> list[Feit]:
        """The core parties of the municipality concerned (MC 8.4)."""
        return lezen_als_kernpartij(
            dossier.gemeente, LEZEN, vanaf=dossier.geopend_op, wat="dit dossier (artikel 8 lid 4)"
        )

    def afschrift(self, dossier: WeegploegDossier, publiek: Publiek) -> Afschrift:
        """The file for one audience; it is nobody's but the core parties' and the subject's (MC 8.4).

        The subject gets it without the reporter, and what may be about another person is marked.
        """
        titel = "Dossier van de weegploeg"
        if publiek not in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            return Afschrift(titel, dossier.nummer)
        secties = [
            self._subject(dossier),
            self._signalen(dossier),
            *([self._melders(dossier)] if publiek == Publiek.KERNPARTIJ else []),
            *self._afgeleid(dossier),
            self._informeren(dossier),
        ]
        return Afschrift(titel, dossier.nummer, [s for s in secties if s.regels])

    def _subject(self, dossier: WeegploegDossier) -> Sectie:
        regels = [
            Regel("Naam", dossier.persoon.naam),
            Regel("Adres", dossier.adres),
            Regel("Geboortedatum", datum(dossier.geboortedatum)),
            Regel("Stand", dossier.get_fase_display()),
            Regel("Geopend op", datum(dossier.geopend_op)),
            Regel("Nummer van de casus", dossier.casus_nummer),
        ]
        return Sectie("Subject", [regel for regel in regels if regel.waarde])

    def _signalen(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        rijen = dossier.signalen.select_related("partij", "grondslag", "inbreng")
        for volgnummer, signaal in enumerate(rijen, 1):
            regels += self._signaal(volgnummer, signaal)
        return Sectie("Signalen", regels)

    def _signaal(self, volgnummer: int, signaal: Signaal) -> list[Regel]:
        bron, grond, naam = signaal.partij.naam, str(signaal.grondslag), f"Signaal {volgnummer}"
        # The police decide whether the subject may know police data of art. 9 and 10 (Wpg 25, 27):
        # not given unless somebody asked them, as with data on third persons.
        politie = signaal.grondslag.alleen_kernpartijen
        regels = [
            Regel(naam, signaal.omschrijving, bron, grond, derden=politie),
            Regel(
                f"{naam}: gezien of gehoord op",
                datum(signaal.waargenomen_op),
                bron,
                grond,
                derden=politie,
            ),
            Regel(
                f"{naam}: ontvangen op",
                datum(signaal.inbreng.ontvangen_op),
                bron,
                grond,
                derden=politie,
            ),
            Regel(
                f"{naam}: gevoelige gegevens",
                ", ".join(signaal.bijzonder_labels),
                bron,
                grond,
                derden=politie,
            ),
            Regel(f"{naam}: waarom nodig", signaal.noodzaak, bron, grond, derden=politie),
        ]
        return [regel for regel in regels if regel.waarde]

    def _melders(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for inbreng in dossier.inbrengen.select_related("partij"):
            # Not by name: another core party sees the reporter only on the file itself, and logged.
            regels += [
                Regel("Bron", inbreng.get_herkomst_display(), inbreng.partij.naam),
                Regel(
                    "Melder",
                    "Anoniem"
                    if inbreng.anoniem
                    else "Bekend"
                    if inbreng.melder_bekend
                    else "Geen: eigen gegevens",
                    inbreng.partij.naam,
                    derden=True,
                ),
                Regel("Lopend hulptraject", inbreng.hulptraject, inbreng.partij.naam),
                Regel("Teruggekoppeld op", datum(inbreng.teruggekoppeld_op), inbreng.partij.naam),
            ]
        return Sectie("Melders", [regel for regel in regels if regel.waarde])

    def _afgeleid(self, dossier: WeegploegDossier) -> list[Sectie]:
        """What the weegploeg made of the signals.

        With police data of art. 9 and 10 among them it may tell those (Wpg 25, 27): then nothing of
        it is given unless somebody decides so, as with the signals themselves.
        """
        secties = [self._weging(dossier), self._besluiten(dossier), self._vragen(dossier)]
        if not dossier.signalen.filter(grondslag__alleen_kernpartijen=True).exists():
            return secties
        return [
            replace(sectie, regels=[replace(regel, derden=True) for regel in sectie.regels])
            for sectie in secties
        ]

    def _weging(self, dossier: WeegploegDossier) -> Sectie:
        rijen = dossier.wegingen.select_related("ontwikkelgebied", "in_fase")
        regels = [
            Regel(
                rij.ontwikkelgebied.naam,
                ". ".join(filter(None, [f"Fase {rij.in_fase}", rij.toelichting]))
                if rij.in_fase
                else rij.toelichting,
            )
            for rij in rijen
        ]
        regels.append(Regel("Duiding van de signalen", dossier.duiding))
        return Sectie("Weging", [regel for regel in regels if regel.waarde])

    def _besluiten(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for besluit in dossier.besluiten.prefetch_related("partijen", "partners__partij"):
            regels += self._besluit(besluit)
        return Sectie("Besluiten", regels)

    def _besluit(self, besluit: Besluit) -> list[Regel]:
        kern = ", ".join(partij.naam for partij in besluit.partijen.all())
        regels = [
            Regel(
                f"{besluit.get_uitkomst_display()} ({datum(besluit.genomen_op)})",
                besluit.argumenten,
                kern,
            )
        ]
        for partner in besluit.partners.all():
            regels.append(Regel(f"Uitgenodigd: {partner.partij.naam}", partner.reden, kern))
        return regels

    def _vragen(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for vraag in dossier.duidingsvragen.all():
            regels.append(Regel(f"Gevraagd op {datum(vraag.gesteld_op)}", vraag.vraag))
            if vraag.antwoord:  # what a named partner told
                regels.append(Regel("Antwoord", vraag.antwoord, vraag.partner, derden=True))
        return Sectie("Nadere duiding", regels)

    def _informeren(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for besluit in dossier.informatiebesluiten.select_related("grond"):
            regels += self._informatiebesluit(besluit)
        regels += [
            Regel("Geïnformeerd op", datum(dossier.geinformeerd_op)),
            Regel("Door wie en hoe", dossier.geinformeerd_hoe),
        ]
        return Sectie("Informeren", [regel for regel in regels if regel.waarde])

    def _informatiebesluit(self, besluit: Informatiebesluit) -> list[Regel]:
        op, wie = datum(besluit.besloten_op), besluit.get_wie_display()
        if besluit.informeren:
            return [Regel(f"Besluit van {op}", f"Informeren: {wie}. {besluit.afspraak}")]
        return [
            Regel(
                f"Besluit van {op}",
                f"Nog niet informeren. Opnieuw bekijken op {datum(besluit.heroverwegen_op)}.",
                grondslag=str(besluit.grond),
            ),
            # Mostly about who would be harmed by it (PB 5.2).
            Regel("Waarom nog niet", besluit.reden, derden=True),
        ]
