"""The archive as a kind of file: found by person and read by the processes on every file."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from datetime import date
from uuid import UUID

from django.apps import apps
from django.urls import reverse
from django.utils import timezone

from convenant.models import Partij
from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, Actor
from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie, datum
from gedeeld.bericht import Bericht
from gedeeld.fields import zonder_inhoud
from gedeeld.personen import Persoon
from gedeeld.termijnen import Grond
from gedeeld.velden import verzwegen_velden
from gedeeld.weigering import require
from register import registry
from register.feiten import Feit, Looptijd
from register.kringen import Kring
from register.models import Dossier, DossierQuerySet
from register.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK, Bestand, Menupunt
from register.taken import Wachtend

from .decisions import noteer_onderzoek, vul_aan
from .models import Archiefstuk, Vernietiging
from .taken import taken
from .vorm import lees, lees_erbij


class ArchiefBestand(Bestand):
    """Files in the archive. Their five years run from the last processing before they moved.

    Who reads and keeps a piece says the kind of file that it was.
    """

    naam = "archiefstuk"
    verzameling = "het archief"
    model = Archiefstuk
    pad = "bewaartermijnen"
    kring = Kring.WEEGPLOEG
    houder = Kring.UITVOERDER_WEEGPLOEG
    waarom = "Kernpartij van dit dossier: raadpleegt het archief met een reden (artikel 13 lid 2)."
    rechten = {RAADPLEGEN: WEEGPLOEG, RAADPLEGEN_VERZOEK: SECRETARISSEN}

    @property
    def met_feiten(self) -> DossierQuerySet:
        """Without what it holds: only its row of the register says something."""
        return zonder_inhoud(self.alle)

    def berichten(self, sleutels: Collection[UUID]) -> dict[UUID, str]:
        """As it was when they came here, or was done since (MC 11.5)."""
        rijen = Archiefstuk.objects.filter(pk__in=sleutels)
        return {
            pk: Bericht.GEDAAN if op else bericht
            for pk, op, bericht in rijen.values_list("pk", "geinformeerd_op", "bericht")
        }

    def kringen(self, dossier: Dossier) -> tuple[str, str]:
        """The circles of the file that it was, for the archive."""
        soort, partij = registry.bestand(dossier.dossiersoort), dossier.partij_id
        return soort.archiefkring.van(partij), soort.archiefhouder.van(partij)

    def begonnen_op(self, dossier: Archiefstuk) -> date:
        """As before it came here."""
        return dossier.begonnen_op

    def gesloten_op(self, dossier: Archiefstuk) -> date | None:
        """As before it came here."""
        return dossier.gesloten_op

    def looptijden(self, dossier: Archiefstuk) -> list[Looptijd]:
        """Only the five years are left (MC 13.1)."""
        return [Looptijd(Grond.VIJF_JAAR, dossier.laatste_verwerking_op)]

    def taken(self, dossier: Archiefstuk) -> list[Wachtend]:
        """What went along."""
        return taken(dossier, self.kringen(dossier)[1])

    def vernietigd_op(self, nummer: str, partij: Partij, actor: Actor) -> date | None:
        """By its statement, whatever kind of file it was."""
        rijen = Vernietiging.objects.visible_to(actor).filter(groepen__contains=[partij.groep_id])
        rij = rijen.filter(nummer=nummer).first()
        return timezone.localdate(rij.vernietigd_op) if rij else None

    def persoon(self, dossier: Archiefstuk) -> Persoon:
        """The subject."""
        return lees(dossier.inhoud).persoon

    def afschrift(self, dossier: Archiefstuk, publiek: Publiek) -> Afschrift:
        """The transcript as it was on the day of archiving, what was decided and whether the subject was told since.

        Raises:
            Geweigerd: for an audience that does not consult the archive (MC 13.2).
        """
        afschriften = lees(dossier.inhoud).afschriften
        require(publiek in afschriften, "Alleen de kernpartijen raadplegen het archief.")
        uit = afschriften[publiek]
        if dossier.erbij:
            uit = replace(uit, secties=[*uit.secties, *lees_erbij(dossier.erbij, publiek)])
        if dossier.geinformeerd_op is None:
            return uit
        regels = [
            Regel("Geïnformeerd op", datum(dossier.geinformeerd_op)),
            Regel("Door wie en hoe", dossier.geinformeerd_hoe),
        ]
        return replace(uit, secties=[*uit.secties, Sectie("Informeren, na het archiveren", regels)])

    def vul_aan(
        self, dossier: Dossier, delen: Mapping[Publiek, Sectie], *, actor: Actor, op: date
    ) -> None:
        """As a piece of its own: what the file was does not change (MC 8.2 f)."""
        vul_aan(dossier, delen, actor=actor, op=op)

    def verzwijgt(self, dossier: Archiefstuk) -> list[str]:
        """As it lies in the rows of the file that it was: no transcript says it."""
        return [
            naam
            for rij in lees(dossier.inhoud).rijen
            for veld in verzwegen_velden(apps.get_model(rij["model"]))
            if (naam := rij["fields"].get(veld))
        ]

    def kernpartijen(self, dossier: Dossier) -> Iterable[Partij]:
        """As for the file that it was (MC 13.2)."""
        return registry.bestand(dossier.dossiersoort).kernpartijen(dossier)

    def door_rol(self, dossier: Dossier) -> list[Feit]:
        """They consult it from the day on which it came here (MC 13.2)."""
        assert dossier.gearchiveerd_op  # it is in the archive
        recht = registry.bestand(dossier.dossiersoort).archiefrecht
        return [
            Feit(partij.groep_id, recht, dossier.gearchiveerd_op, None, self.waarom)
            for partij in self.kernpartijen(dossier)
        ]

    def noteer_onderzoek(self, dossier: Archiefstuk, actor: Actor) -> None:
        """Who consults the archive stands in one log, the data protection officer too (MC 13.2, AVG 38.2)."""
        noteer_onderzoek(dossier, actor=actor)

    def url(self, dossier: Archiefstuk) -> str:
        """The page that asks for the reason."""
        return reverse("retention:archiefstuk", args=[dossier.pk])

    def standen(self, sleutels: Collection[UUID]) -> dict[UUID, str]:
        """That they lie here: what they were is in what they hold."""
        return dict.fromkeys(sleutels, "In het archief")

    def menu(self, actor: Actor) -> Menupunt | None:
        """The terms; who sees none of them can consult the archived requests."""
        if actor.in_weegploeg or actor.houdt_toezicht:
            return Menupunt("Bewaartermijnen", "retention:overzicht", "archive")
        punt = Menupunt("Archief", "retention:archief", "archive")
        return punt if actor.voert_casusoverleg_uit else None
