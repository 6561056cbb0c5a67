"""Meldingen, as the processes see them that work on every file; and what is known already of a person."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant.models import Partij
from gedeeld.actor import WEEGPLOEG, Actor
from gedeeld.afschrift import Afschrift, Publiek
from gedeeld.personen import Persoon
from gedeeld.velden import sectie, verzwegen
from register.feiten import Looptijd
from register.grants import LEZEN
from register.kringen import Kring
from register.models import DossierQuerySet
from register.muur import als
from register.ontvangers import kernpartijen, uitwisselingen
from register.registry import Bestand, Menupunt
from register.taken import Wachtend
from register.vergelijken.facts import gekozen
from register.vergelijken.models import Keuze
from register.vergelijken.velden import VERGELEKEN
from weegploeg.bestand import WeegploegBestand
from weegploeg.models import WeegploegDossier

from . import rules, velden
from .models import Concept, Melding
from .querysets import MeldingQuerySet
from .taken import taken


class MeldingBestand(Bestand):
    """The meldingen: short-lived, only the six months end them (MC 13.3)."""

    naam = "melding"
    verzameling = "de meldingen"
    model = Melding
    kring = Kring.WEEGPLOEG_VAN_PARTIJ
    houder = Kring.UITVOERDER_WEEGPLOEG
    waarom = "Ontving deze melding (artikel 7 lid 1)."
    rechten = {LEZEN: WEEGPLOEG}
    handelingen = {
        LEZEN: {"registreren, en behandelen wat de eigen partij ontving": rules.mag_registreren}
    }
    blijvend = False
    grootboek = True
    bij_vertrek = "Breng de melding in voor die dag, of geef haar door."

    def kringen(self, dossier: Melding) -> tuple[str, str]:
        """The party that received it, and no other before it is brought in (MC 7.1, 7.2).

        Its secretary keeps that of a municipality; at police and OM who works in the weegploeg does.
        """
        kring = self.kring.van(dossier.ontvanger_id)
        van_gemeente = dossier.ontvanger_id == dossier.partij_id
        return kring, self.houder.van(dossier.partij_id) if van_gemeente else kring

    def kernpartijen(self, dossier: Melding) -> list[Partij]:
        """The party that received it."""
        return [dossier.ontvanger]

    @property
    def lopend(self) -> DossierQuerySet:
        """Those about which nobody decided."""
        return Melding.objects.filter(stand=Melding.Stand.NIEUW)

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With the party that received it."""
        return Melding.objects.select_related("ontvanger")

    def begonnen_op(self, dossier: Melding) -> date:
        """The day on which it was received."""
        return dossier.ontvangen_op

    def korte_looptijd(self, dossier: Melding) -> Looptijd:
        """Six months after receipt, whatever became of it."""
        return dossier.looptijd

    def taken(self, dossier: Melding) -> list[Wachtend]:
        """To handle it."""
        return taken(dossier)

    def persoon(self, dossier: Melding) -> Persoon:
        """The subject."""
        return dossier.persoon

    def afschrift(self, dossier: Melding, publiek: Publiek) -> Afschrift:
        """A melding for the party that received it, or for the subject without the reporter's name (PB 5.4 fase 3).

        Nobody else sees a melding: for them it is empty.
        """
        if publiek not in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
            return Afschrift("Melding", dossier.nummer)
        signalen = dossier.signalen.select_related("partij", "grondslag", "grondslag_om")
        secties = [
            sectie(velden.PERSOON, [dossier], publiek),
            sectie(velden.MELDING, [dossier], publiek),
            sectie(velden.MELDER, [dossier], publiek),
            sectie(velden.SIGNALEN, signalen, publiek),
            sectie(velden.DOORGEGEVEN, dossier.doorgiften.select_related("grondslag"), publiek),
            sectie(velden.AFHANDELING, [dossier], publiek),
            sectie(VERGELEKEN, dossier.vergelijkingen.all(), publiek),
        ]
        uit = Afschrift("Melding", dossier.nummer, [s for s in secties if s.regels])
        return _voor_betrokkene(uit, dossier) if publiek == Publiek.BETROKKENE else uit

    def stukken(self, dossier: Melding) -> dict[UUID, str]:
        """Its signals, and what was passed on in words."""
        return {
            **{rij.pk: f"Signaal {nr}" for nr, rij in enumerate(dossier.signalen.all(), 1)},
            **{rij.pk: rij.gegevens for rij in dossier.doorgiften.all()},
        }

    def verzwijgt(self, dossier: Melding) -> list[str]:
        """The reporter."""
        return verzwegen(dossier)

    def ruim_op(self, dag: date) -> None:
        """What somebody was writing and did not register, after its last day."""
        Concept.objects.filter(laatste_dag__lt=dag).delete()

    def buiten_dossiers(self, personen: Iterable[Persoon], partij: Partij) -> list[str]:
        """That somebody of a core party of this municipality is writing a melding on this person."""
        sleutels = [s for persoon in personen for s in persoon.zoekvragen(self.app)]
        with als(Actor.systeem("zoeken")):
            rijen = Concept.objects.filter(
                partij=partij, inhoud__zoeksleutels__overlap=sleutels
            ).select_related("schrijver")
            return [
                f"{rij.schrijver.naam} schrijft aan een melding die over deze persoon kan gaan: concept "
                f"{rij.nummer}. Zij staat in geen dossier. Vraag de schrijver om haar te registreren of weg "
                "te gooien voor u antwoordt."
                for rij in rijen
            ]

    def url(self, dossier: Melding) -> str:
        """Its page."""
        return reverse("meldingen:melding", args=[dossier.pk])

    def menu(self, actor: Actor) -> Menupunt | None:
        """For who works in a weegploeg."""
        return Menupunt("Meldingen", "meldingen:lijst", "inbox") if actor.in_weegploeg else None


def _voor_betrokkene(uit: Afschrift, melding: Melding) -> Afschrift:
    """With who got it."""
    return replace(uit, ontvangers=[*kernpartijen(melding), *uitwisselingen(melding)])


def neemt_in(dossier: WeegploegDossier, melding: Melding) -> bool:
    """Whether a file on this person can take the melding up: says what `dossiers_voor` says."""
    return (
        dossier.partij_id == melding.partij_id
        and dossier.stand in WeegploegDossier.NEEMT_IN
        and not dossier.beperkt
    )


def dossiers_voor(melding: Melding, actor: Actor) -> DossierQuerySet:
    """Files that this melding can join: on this person, of this municipality, in weighing or with a
    casus that runs, and not restricted (MC 7.1).

    On this person is what is found by name, and what people said it of; never what they said to be on
    somebody else.
    """
    keuzes = {pk: rij.keuze for pk, rij in gekozen(melding).items()}
    zelfde = [pk for pk, keuze in keuzes.items() if keuze == Keuze.DEZELFDE]
    rijen = WeegploegBestand().zoek(melding.persoon) | WeegploegDossier.objects.filter(
        pk__in=zelfde
    )
    rijen = rijen.visible_to(actor).exclude(
        pk__in=[pk for pk in keuzes if keuzes[pk] == Keuze.NIET]
    )
    return rijen.filter(
        beperkt=False, partij=melding.partij_id, stand__in=WeegploegDossier.NEEMT_IN
    )


def eerdere_voor(melding: Melding, actor: Actor) -> MeldingQuerySet:
    """Meldingen that can go along when this one is passed on: on this person, and to be passed on by the
    actor as well (MvT 5.2); never one that was said to be on somebody else, or a double of another.
    """
    gevonden: Any = MeldingBestand().zoek(melding.persoon)
    rijen: MeldingQuerySet = gevonden.door_te_geven_door(actor).exclude(pk=melding.pk)
    niet = [pk for pk, rij in gekozen(melding).items() if rij.keuze == Keuze.NIET]
    rijen = rijen.exclude(pk__in=niet).exclude(stand=Melding.Stand.DUBBEL)
    return rijen.filter(beperkt=False, partij=melding.partij_id).order_by("-ontvangen_op", "nummer")


def originelen_voor(melding: Melding, actor: Actor) -> MeldingQuerySet:
    """Meldingen of which this one can be the double: of the same party and municipality (AVG 5.1 d)."""
    rijen: Any = Melding.objects.visible_to(actor)
    eigen: MeldingQuerySet = rijen.filter(ontvanger=melding.ontvanger_id, partij=melding.partij_id)
    return eigen.exclude(pk=melding.pk)
