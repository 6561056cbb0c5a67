"""Who sees a plan and its measures, and what became of them (MC 10.4, 10.5)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from gedeeld.actor import Actor
from gedeeld.relaties import overkant
from register.grants import PLAN_LEZEN
from register.models import toegelaten

from ..dossier.models import Casus


class PlanQuerySet(models.QuerySet[Any]):
    """Versions of plans."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Every version for who sees the file.

        For external partners the adopted one, those that held while they took part, and the concept that
        was laid before them (MC 1 c, 9.3, 10.5).
        """
        if actor is not None and actor.extern:
            eigen = sorted(actor.partijen)
            voor_hem = Q(voorgelegd_aan__overlap=eigen, **self._concept)
            eerder = Q(gold_voor__overlap=eigen, status=self.model.Status.VERVANGEN)
            return self.filter(
                self._vastgesteld | eerder | voor_hem, casus_id__in=toegelaten(actor, PLAN_LEZEN)
            )
        return self.filter(casus_id__in=Casus.objects.visible_to(actor).values("pk"))

    def geldend(self) -> Self:
        """The adopted version of each casus."""
        return self.filter(self._vastgesteld)

    def vervangen(self) -> Self:
        """The versions that a newer one replaced, the last first."""
        return self.filter(status=self.model.Status.VERVANGEN).order_by("-versie")

    def concept(self) -> Self:
        """The version of each casus that is worked on."""
        return self.filter(**self._concept)

    def een_per_casus(self) -> Self:
        """The adopted version of each casus, or the concept of one that has none."""
        vastgesteld = self.model.objects.geldend().filter(casus=OuterRef("casus"))
        return self.filter(self._vastgesteld | Q(~Exists(vastgesteld), **self._concept))

    @property
    def _vastgesteld(self) -> Q:
        return Q(status=self.model.Status.VASTGESTELD)

    @property
    def _concept(self) -> dict[str, str]:
        return {"status": self.model.Status.CONCEPT}


class MaatregelQuerySet(models.QuerySet[Any]):
    """Measures, with what became of them."""

    def geldend(self) -> Self:
        """Those of adopted plans: the ones to carry out."""
        status = overkant(self.model, "plan").Status.VASTGESTELD
        return self.filter(plan__status=status)

    def met_laatste_stand(self) -> Self:
        """With `stand` and `gemeld_op`: the last progress that was reported, None before the first."""
        gemeld = _voortgang().objects.filter(casus=OuterRef("casus"), keten=OuterRef("keten"))
        laatste = gemeld.order_by("-op", "-pk")
        return self.annotate(
            stand=Subquery(laatste.values("stand")[:1]),
            gemeld_op=Subquery(laatste.values("op")[:1]),
        ).order_by("tot", "pk")

    def niet_af(self) -> Self:
        """Those of adopted plans that are taken, and of which nobody said that they were done or stopped."""
        lopend = self.geldend().filter(wordt_genomen=True).met_laatste_stand()
        return lopend.filter(Q(stand__isnull=True) | ~Q(stand__in=_voortgang().AF))

    def met_stand(self, dag: date) -> Self:
        """With `stand`, and `te_laat` on a day."""
        af = Q(stand__in=_voortgang().AF)
        # Not by a join: an external partner reads its measures and not the casus (MC 10.5).
        dicht = Casus.objects.filter(pk=OuterRef("casus_id"), stand=Casus.Stand.AFGESLOTEN)
        af |= Q(Exists(dicht))
        return self.met_laatste_stand().annotate(
            te_laat=Case(
                When(af, then=Value(False)),
                When(tot__lt=dag, wordt_genomen=True, then=Value(True)),
                default=Value(False),
            ),
        )


class AfzienQuerySet(models.QuerySet[Any]):
    """Requests to refrain from a measure for now."""

    def visible_to(self, actor: Actor) -> Self:
        """Those of the party that the actor represents, and those that it was asked (MvT 2.1).

        Not the secretary of that party: who was asked sees it, and nobody else.
        """
        if not actor.vertegenwoordigt:
            return self.none()
        eigen = sorted(actor.partijen)
        return self.filter(Q(partij__in=eigen) | Q(gevraagd__overlap=eigen))

    def lopend(self, dag: date) -> Self:
        """Those whose last day has not passed."""
        return self.filter(tot__gte=dag)


def _voortgang() -> Any:
    return overkant(Casus, "voortgang")
