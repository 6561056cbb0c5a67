"""Who takes part on a day, and who asked to (MC 10.4, 10.5; PB 4.2)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from convenant.gegevens import Gegeven
from convenant.models import GeldigQuerySet, Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.relaties import overkant

from ..dossier.models import Casus


class DeelnameQuerySet(GeldigQuerySet):
    """Participations."""

    def ononderbroken(self, dag: date) -> Self:
        """Those that run or begin later, and whose party has not left annex 1 since (MC 1 c).

        An external partner that left annex 1 and came back is let in anew: the entry under which it
        was let in must still hold, today or on the day on which the participation begins.
        """
        vermeld = Q(vermelding__isnull=False) & (
            Q(vermelding__tot__isnull=True)
            | (Q(vermelding__tot__gt=dag) & Q(vermelding__tot__gt=F("van")))
        )
        hier = Q(vermelding__een_casus=False) | Q(Exists(self._hier()))
        return self.niet_voorbij(dag).filter(
            ~Q(partij__soort=SoortPartij.EXTERN) | (vermeld & hier)
        )

    def _hier(self) -> Any:
        """That the entry was made for this very casus: one that was made for another gives nothing."""
        vangnetten = overkant(overkant(self.model, "casus"), "vangnetten").objects
        return vangnetten.filter(
            casus=OuterRef("casus"), aanvraag__vermelding=OuterRef("vermelding")
        )

    def werkend(self, dag: date) -> Self:
        """Those that give access on a day: accepted, begun, uninterrupted, and the party acts (`Partij.doet_mee`)."""
        partijen = Partij.objects.doet_mee_op(dag)
        rijen = self.ononderbroken(dag).filter(aanvaard_op__isnull=False)
        return rijen.filter(van__lte=dag, partij__in=partijen)


class DeelnameverzoekQuerySet(models.QuerySet[Any]):
    """Requests to take part."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those in a casus that the actor keeps; who asked sees no list (PB 4.3)."""
        return self.filter(casus__in=Casus.objects.written_by(actor))

    def open(self) -> Self:
        """Those that wait for an answer, in a casus that runs."""
        return self.filter(antwoord="").exclude(casus__stand=Casus.Stand.AFGESLOTEN)


def casuspartijen(casus: Casus, dag: date) -> list[Partij]:
    """The parties besides the core parties that read all of a casus, today or later."""
    rijen = casus.deelnames.niet_voorbij(dag).exclude(partij__soort=SoortPartij.EXTERN)
    return [rij.partij for rij in rijen.filter(rol="deelnemer").select_related("partij")]


def politiegegevens(casus: Casus) -> list[Gegeven]:
    """What a casus holds of the police, with its ground."""
    return [
        rij
        # What is for the core parties alone nobody else reads.
        for rijen in (casus.signalen.all(), casus.bijdragen.filter(voor="casus"))
        for rij in rijen.exclude(wpg_artikel="").select_related("grondslag")
    ]


def raad_doet_mee(casus: Casus, actor: Actor) -> bool:
    """Whether the Raad voor de Kinderbescherming takes part, today or later."""
    rijen = casus.deelnames.niet_voorbij(actor.vandaag)
    return bool(rijen.filter(partij__soort=SoortPartij.RVDK).exists())
