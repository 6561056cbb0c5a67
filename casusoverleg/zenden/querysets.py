"""Who sees what of a sending to another municipality (WV 4)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q

from gedeeld.actor import Actor
from register.models import uitgesloten

from ..dossier.models import Casus


class ZendingQuerySet(models.QuerySet[Any]):
    """Sendings."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of a casus for its core parties and secretaries: no other party that reads it."""
        if actor is None or not actor.kernpartij:
            return self.none()
        return self.filter(casus__in=Casus.objects.visible_to(actor).values("pk"))

    def lopend(self) -> Self:
        """Those that wait for consent, or for the answer."""
        return self.filter(uitkomst="")

    def aangeboden_aan(self, actor: Actor | None) -> Self:
        """Those that wait today for the answer of a municipality of which the actor keeps the weegploeg."""
        if actor is None or not actor.voert_weegploeg_uit:
            return self.none()
        return self.lopend().filter(
            ~Q(Exists(uitgesloten(actor).filter(dossier=OuterRef("casus")))),
            aan__in=list(actor.gemeenten),
            aangeboden_op__isnull=False,
            laatste_dag__gte=actor.vandaag,
        )

    def voorbij(self, dag: date) -> Self:
        """Those that waited, and whose last day passed."""
        return self.lopend().filter(laatste_dag__lt=dag)
