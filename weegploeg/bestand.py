"""This kind of file, as the processes see it that work on every file."""

from django.db.models import Case, DateField, F, OuterRef, Subquery, When
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse

from bestand.access import groepen_met_recht
from bestand.afschrift import Afschrift, Publiek, Regel, Sectie
from bestand.personen import Persoon
from bestand.registry import Bestand
from casusoverleg.models import Casus

from .models import Besluit, Informatiebesluit, Signaal, WeegploegDossier
from .querysets import LEZEN

Stand = WeegploegDossier.Stand
EIGEN = F("laatste_verwerking_op")
VAN_DE_CASUS = Subquery(
    Casus._default_manager.filter(herkomst_id=OuterRef("pk"))
    .order_by("-laatste_verwerking_op")
    .values("laatste_verwerking_op")[:1]
)


def _datum(dag: object) -> str:
    return f"{dag:%d-%m-%Y}" if dag else ""


class WeegploegBestand(Bestand):
    """The weegploeg's file (MC 8).

    Attributes:
        laatste_verwerking: the later of this file's clock and that of the casus that came from it:
            while the approach runs the data of the subject are in use, so this file is not
            archived or destroyed before the casus is (MC 13.1).
        vergeten_vanaf: the decision "geen casusoverleg" (MC 13.3); for a file that is still weighed
            the last processing.
    """

    naam = "weegploegdossier"
    model = WeegploegDossier
    laatste_verwerking = Greatest(EIGEN, Coalesce(VAN_DE_CASUS, EIGEN))
    vergeten_vanaf = Case(
        When(fase=Stand.NIET_GEAGENDEERD, then="besloten_op"),
        When(fase__in=WeegploegDossier.OPEN, then="laatste_verwerking_op"),
        default=None,
        output_field=DateField(),
    )

    def persoon(self, dossier: WeegploegDossier) -> Persoon:
        """The subject."""
        return dossier.persoon

    def url(self, dossier: WeegploegDossier) -> str:
        """Its page."""
        return reverse("weegploeg:dossier", args=[dossier.pk])

    def kerngroepen(self, dossier: WeegploegDossier) -> set[int]:
        """Groups of the core parties."""
        return groepen_met_recht(dossier, LEZEN)

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
            self._weging(dossier),
            self._besluiten(dossier),
            self._vragen(dossier),
            self._informeren(dossier),
        ]
        return Afschrift(titel, dossier.nummer, [s for s in secties if s.regels])

    def _subject(self, dossier: WeegploegDossier) -> Sectie:
        regels = [
            Regel("Naam", dossier.persoon.naam),
            Regel("Adres", dossier.adres),
            Regel("Geboortedatum", _datum(dossier.geboortedatum)),
            Regel("Stand", dossier.get_fase_display()),
            Regel("Geopend op", _datum(dossier.geopend_op)),
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
                _datum(signaal.waargenomen_op),
                bron,
                grond,
                derden=politie,
            ),
            Regel(
                f"{naam}: ontvangen op",
                _datum(signaal.inbreng.ontvangen_op),
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
                Regel("Teruggekoppeld op", _datum(inbreng.teruggekoppeld_op), inbreng.partij.naam),
            ]
        return Sectie("Melders", [regel for regel in regels if regel.waarde])

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
                f"{besluit.get_uitkomst_display()} ({_datum(besluit.genomen_op)})",
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
            regels.append(Regel(f"Gevraagd op {_datum(vraag.gesteld_op)}", vraag.vraag))
            if vraag.antwoord:  # what a named partner told
                regels.append(Regel("Antwoord", vraag.antwoord, vraag.partner, derden=True))
        return Sectie("Nadere duiding", regels)

    def _informeren(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for besluit in dossier.informatiebesluiten.select_related("grond"):
            regels += self._informatiebesluit(besluit)
        regels += [
            Regel("Geïnformeerd op", _datum(dossier.geinformeerd_op)),
            Regel("Door wie en hoe", dossier.geinformeerd_hoe),
        ]
        return Sectie("Informeren", [regel for regel in regels if regel.waarde])

    def _informatiebesluit(self, besluit: Informatiebesluit) -> list[Regel]:
        op, wie = _datum(besluit.besloten_op), besluit.get_wie_display()
        if besluit.informeren:
            return [Regel(f"Besluit van {op}", f"Informeren: {wie}. {besluit.afspraak}")]
        return [
            Regel(
                f"Besluit van {op}",
                f"Nog niet informeren. Opnieuw bekijken op {_datum(besluit.heroverwegen_op)}.",
                grondslag=str(besluit.grond),
            ),
            # Mostly about who would be harmed by it (PB 5.2).
            Regel("Waarom nog niet", besluit.reden, derden=True),
        ]
