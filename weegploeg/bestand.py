"""This kind of file, as the processes see it that work on every file."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.urls import reverse

from gedeeld.actor import WEEGPLOEG, Actor
from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie, datum
from gedeeld.personen import Persoon
from register.grants import LEZEN
from register.kringen import Kring
from register.models import DossierQuerySet
from register.registry import Bestand, Menupunt
from register.taken import Wachtend

from .models import Besluit, Informatiebesluit, Signaal, WeegploegDossier
from .rules import mag_besluiten, mag_wegen
from .taken import taken


class WeegploegBestand(Bestand):
    """The weegploeg's file (MC 8)."""

    naam = "weegploegdossier"
    model = WeegploegDossier
    kring = Kring.WEEGPLOEG
    houder = Kring.UITVOERDER_WEEGPLOEG
    waarom = "Kernpartij van dit dossier (artikel 8 lid 4)."
    rechten = {LEZEN: WEEGPLOEG}
    handelingen = {
        LEZEN: {"wegen en signalen toevoegen": mag_wegen, "besluiten vastleggen": mag_besluiten}
    }

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With the rows that say where the weegploeg stands."""
        return WeegploegDossier.objects.met_feiten()

    @property
    def met_inhoud(self) -> DossierQuerySet:
        """With all that the file says."""
        return WeegploegDossier.objects.met_inhoud()

    def begonnen_op(self, dossier: WeegploegDossier) -> date:
        """The day on which it was opened."""
        return dossier.geopend_op

    def vergeten_vanaf(self, dossier: WeegploegDossier) -> date | None:
        """As the file's own page says it."""
        return dossier.vergeten_vanaf

    def taken(self, dossier: WeegploegDossier) -> list[Wachtend]:
        """As the file's own page says it."""
        return taken(dossier)

    def klok(self, dossier: Any) -> date:
        """The later of this file's clock and that of the casus that came from it.

        While the approach runs the data of the subject are in use, so this file is not archived or
        destroyed before the casus is (MC 13.1).
        """
        laatste: date = max(dossier.laatste_verwerking_op, dossier.casus_verwerkt or date.min)
        return laatste

    def persoon(self, dossier: WeegploegDossier) -> Persoon:
        """The subject."""
        return dossier.persoon

    def url(self, dossier: WeegploegDossier) -> str:
        """Its page."""
        return reverse("weegploeg:dossier", args=[dossier.pk])

    def menu(self, actor: Actor) -> Menupunt | None:
        """For who works in a weegploeg."""
        return Menupunt("Weegploeg", "weegploeg:lijst", "scale") if actor.in_weegploeg else None

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
            Regel("Stand", dossier.get_stand_display()),
            Regel("Geopend op", datum(dossier.geopend_op)),
            Regel("Nummer van de casus", dossier.casus_nummer),
        ]
        return Sectie("Subject", [regel for regel in regels if regel.waarde])

    def _signalen(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for volgnummer, signaal in enumerate(dossier.signalen.all(), 1):
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
        for inbreng in dossier.inbrengen.all():
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
        if not any(s.grondslag.alleen_kernpartijen for s in dossier.signalen.all()):
            return secties
        return [
            replace(sectie, regels=[replace(regel, derden=True) for regel in sectie.regels])
            for sectie in secties
        ]

    def _weging(self, dossier: WeegploegDossier) -> Sectie:
        regels = [
            Regel(
                rij.ontwikkelgebied.naam,
                ". ".join(filter(None, [f"Fase {rij.in_fase}", rij.toelichting]))
                if rij.in_fase
                else rij.toelichting,
            )
            for rij in dossier.wegingen.all()
        ]
        regels.append(Regel("Duiding van de signalen", dossier.duiding))
        return Sectie("Weging", [regel for regel in regels if regel.waarde])

    def _besluiten(self, dossier: WeegploegDossier) -> Sectie:
        regels: list[Regel] = []
        for besluit in dossier.besluiten.all():
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
        for besluit in dossier.informatiebesluiten.all():
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
