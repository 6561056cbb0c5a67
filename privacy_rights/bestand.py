"""Requests are a kind of file too: found for the person who asks, archived and forgotten in time."""

import json
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.afschrift import Afschrift, Publiek, Sectie
from gedeeld.fields import zonder_inhoud
from gedeeld.personen import Persoon
from gedeeld.termijnen import Grond
from gedeeld.velden import sectie
from register import slot
from register.feiten import Looptijd
from register.grants import LEZEN
from register.kringen import Kring
from register.models import Dossier, DossierQuerySet
from register.ontvangers import kernpartijen
from register.registry import RAADPLEGEN_VERZOEK, Bestand, Menupunt
from register.taken import Wachtend

from . import velden
from .brief import als_afschriften
from .models import Uitvoering, Verzoek
from .rules import VERZOEKEN, behandelt_verzoeken, zoekt_en_beantwoordt
from .taken import taken


class VerzoekBestand(Bestand):
    """The requests of persons concerned."""

    naam = "verzoek"
    verzameling = "de verzoeken van betrokkenen"
    model = Verzoek
    pad = "verzoeken"
    kring, houder = Kring.VERZOEKEN, Kring.UITVOERDERS
    archiefkring = archiefhouder = Kring.UITVOERDERS
    waarom = "Ontving dit verzoek (artikel 12 lid 1)."
    rechten = {LEZEN: VERZOEKEN}
    archiefrecht = RAADPLEGEN_VERZOEK
    bij_vertrek = "Beantwoord het verzoek voor die dag."
    te_beperken = False  # it is how somebody asks for that, and must be answered
    handelingen = {
        LEZEN: {
            "behandelen": behandelt_verzoeken,
            "zoeken in dossiers en beantwoorden": zoekt_en_beantwoordt,
        }
    }

    @property
    def lopend(self) -> DossierQuerySet:
        """Those that wait for an answer."""
        return Verzoek.objects.open()

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With what was decided for it and has to be carried out."""
        rijen = Uitvoering.objects.filter(bij__gearchiveerd_op=None)
        uitvoeringen = zonder_inhoud(rijen).select_related("bij")
        return Verzoek.objects.prefetch_related(Prefetch("uitvoeringen", uitvoeringen))

    @property
    def met_inhoud(self) -> DossierQuerySet:
        """With what was sent."""
        return Verzoek.objects.select_related("brief")

    def begonnen_op(self, dossier: Verzoek) -> date:
        """The day on which it was received."""
        return dossier.ontvangen_op

    def korte_looptijd(self, dossier: Verzoek) -> Looptijd | None:
        """What another municipality gave on, and is about nobody here, goes that night (AVG 26)."""
        op = dossier.niemand_op
        return Looptijd(Grond.NIEMAND, op) if op else None

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
        """For the secretaries, and for who was appointed for requests; of the supervisor what is late."""
        if behandelt_verzoeken(actor):
            return Menupunt("Verzoeken", "privacy_rights:lijst", "mail-question")
        return (
            Menupunt("Verzoeken", "privacy_rights:te_laat", "mail-question")
            if actor.houdt_toezicht
            else None
        )

    def afschrift(self, dossier: Verzoek, publiek: Publiek) -> Afschrift:
        """The request for the party that handled it, or for the person concerned; for others empty.

        The person concerned reads that an overview was sent and about which files, not its content
        again: each answer would hold all earlier ones.
        """
        secties = []
        if publiek in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            secties = [
                sectie(velden.PERSOON, [dossier], publiek),
                velden.verzoek(dossier, publiek),
            ]
        if publiek == Publiek.KERNPARTIJ and dossier.antwoord:
            secties += [
                Sectie(f"Verstuurd uit {stuk.nummer}: {deel.titel}", deel.regels)
                for stuk in als_afschriften(json.loads(dossier.antwoord))
                for deel in stuk.secties
            ]
        kregen = kernpartijen(dossier) if publiek == Publiek.BETROKKENE else []
        return Afschrift("Verzoek", dossier.nummer, secties, ontvangers=kregen)
