"""Requests are a kind of file too: found for the person who asks, archived and forgotten in time."""

import json
from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from convenant.models import Partij
from gedeeld.actor import SECRETARISSEN, Actor
from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie
from gedeeld.personen import Persoon
from register import slot
from register.grants import LEZEN
from register.kringen import Kring
from register.models import Dossier
from register.registry import RAADPLEGEN_VERZOEK, Bestand, Menupunt
from register.taken import Wachtend

from .models import Verzoek
from .overzicht import als_afschriften
from .rules import Indiener, behandelt_verzoeken, zoekt_in_alles
from .taken import taken


class VerzoekBestand(Bestand):
    """The requests of persons concerned."""

    naam = "verzoek"
    model = Verzoek
    pad = "verzoeken"
    kring = houder = archiefkring = archiefhouder = Kring.VERZOEKEN
    waarom = "Ontving dit verzoek (artikel 12 lid 1)."
    rechten = {LEZEN: SECRETARISSEN}
    archiefrecht = RAADPLEGEN_VERZOEK
    te_beperken = False  # it is how somebody asks for that, and must be answered
    handelingen = {
        LEZEN: {
            "behandelen": behandelt_verzoeken,
            "zoeken in alle dossiers en beantwoorden": zoekt_in_alles,
        }
    }

    def begonnen_op(self, dossier: Verzoek) -> date:
        """The day on which it was received."""
        return dossier.ontvangen_op

    def taken(self, dossier: Verzoek) -> list[Wachtend]:
        """The next step."""
        return taken(dossier)

    def persoon(self, dossier: Verzoek) -> Persoon:
        """The person concerned."""
        return dossier.persoon

    def kernpartijen(self, dossier: Dossier) -> list[Partij]:
        """The party that handled it, and no other (access table: requests of subjects)."""
        return [dossier.partij]

    def maak_archiefklaar(self, dossier: Verzoek) -> None:
        """A year after the answer its file numbers are enough to account for it."""
        dossier.houd_alleen_nummers()

    def vergeet(self, nummers: Iterable[str]) -> None:
        """What was sent from a file is destroyed with that file (MC 13.1, 13.3)."""
        weg = set(nummers)
        rijen = Verzoek.objects.filter(nummers__overlap=sorted(weg))
        zaken = list(rijen.order_by("zaak").values_list("zaak", flat=True))
        for zaak in zaken:
            slot.neem(zaak)
        for verzoek in rijen.filter(zaak__in=zaken):
            verzoek.vergeet_inhoud(weg)

    def url(self, dossier: Verzoek) -> str:
        """The page of the request."""
        return reverse("privacy_rights:verzoek", args=[dossier.pk])

    def menu(self, actor: Actor) -> Menupunt | None:
        """For the secretaries."""
        punt = Menupunt("Verzoeken", "privacy_rights:lijst", "mail-question")
        return punt if behandelt_verzoeken(actor) else None

    def afschrift(self, dossier: Verzoek, publiek: Publiek) -> Afschrift:
        """The request for the party that handled it, or for the person concerned; for others empty.

        The person concerned reads that an overview was sent and about which files, not its content
        again: each answer would hold all earlier ones.
        """
        secties = []
        if publiek in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            secties = [self._persoon(dossier), self._verzoek(dossier)]
        if publiek == Publiek.KERNPARTIJ and dossier.antwoord:
            secties += [
                Sectie(f"Verstuurd uit {stuk.nummer}: {sectie.titel}", sectie.regels)
                for stuk in als_afschriften(json.loads(dossier.antwoord))
                for sectie in stuk.secties
            ]
        return Afschrift(titel="Verzoek", nummer=dossier.nummer, secties=secties)

    @staticmethod
    def _persoon(dossier: Verzoek) -> Sectie:
        geboren = dossier.geboortedatum
        regels = [
            Regel("Naam", dossier.persoon.naam),
            Regel("Geboortedatum", date_format(geboren, "j F Y") if geboren else ""),
            Regel("Adres", dossier.adres),
        ]
        return Sectie("Persoon", [regel for regel in regels if regel.waarde])

    @staticmethod
    def _verzoek(dossier: Verzoek) -> Sectie:
        antwoord = json.loads(dossier.antwoord) if dossier.antwoord else None
        nummers = ", ".join(stuk["nummer"] for stuk in antwoord["dossiers"]) if antwoord else ""
        ander = dossier.indiener != Indiener.ZELF
        regels = [
            Regel("Soort verzoek", dossier.get_soort_display()),
            Regel("Ontvangen op", _dag(dossier.ontvangen_op)),
            Regel("Wie het verzoek deed", dossier.get_indiener_display()),
            Regel("Naam van wie het verzoek deed", dossier.indiener_naam, derden=ander),
            Regel("Contact van wie het verzoek deed", dossier.indiener_contact, derden=ander),
            Regel("Machtiging gezien op", _dag(dossier.machtiging_gezien_op)),
            Regel("Identiteit vastgesteld", dossier.get_identiteit_hoe_display()),
            Regel("Toelichting bij de identiteit", dossier.identiteit_toelichting),
            Regel("Identiteit vastgesteld op", _dag(dossier.identiteit_op)),
            Regel("Termijn verlengd tot", _dag(dossier.verlengd_tot)),
            Regel("Reden van de verlenging", dossier.verlenging_reden),
            Regel("Stand", dossier.get_stand_display()),
            Regel("Reden van het stoppen", dossier.ingetrokken_reden),
            Regel(
                "Overzicht verstuurd op" if antwoord else "Afgehandeld op",
                _dag(dossier.beantwoord_op),
            ),
            Regel("Hoe afgehandeld", dossier.afgehandeld_hoe),
            Regel("Dossiers in dat overzicht", nummers),
        ]
        return Sectie("Verzoek", [regel for regel in regels if regel.waarde])


def _dag(dag: object) -> str:
    return date_format(dag, "j F Y") if dag else ""  # type: ignore[arg-type]
