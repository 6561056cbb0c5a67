"""Which questions a party reads (MvT 2.3; PB 3.4)."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q, Value
from django.db.models.functions import Greatest

from convenant.models import KERN
from gedeeld.actor import Actor
from gedeeld.relaties import overkant
from register.grants import VRAAG_LEZEN
from register.models import toegelaten


def brachten_in(casus: Any) -> Any:
    """What parties brought in that read the casus, or its plan, only while they take part in it."""
    rijen = casus.bijdragen.exclude(partij__soort__in=KERN)
    return rijen.select_related("partij")


class PartijvraagQuerySet(models.QuerySet[Any]):
    """Questions to parties that do not read the casus."""

    def visible_to(self, actor: Actor | None) -> Self:
        """Those of casussen that the actor reads, and those to his own party while it may read them."""
        if actor is None:
            return self.none()
        # By key: who is asked has no row of the casus, so nothing may be joined to it.
        heel = overkant(self.model, "casus").objects.visible_to(actor).values("pk")
        eigen = Q(
            partij__in=actor.partijen,
            casus_id__in=toegelaten(actor, VRAAG_LEZEN),
            gevraagd_op__lte=actor.vandaag,
            lezen_tot__gt=actor.vandaag,
        )
        return self.filter(Q(casus_id__in=heel) | eigen).voor_lezer(actor)

    def eigen(self, actor: Actor) -> Self:
        """Those to the actor's own party that it may read, when he speaks for it."""
        return self.visible_to(actor).filter(
            partij=actor.partij_id if actor.vertegenwoordigt else None,
            lezen_tot__gt=actor.vandaag,
        )

    def voor_lezer(self, actor: Actor) -> Self:
        """Those that the actor reads in a casus that he reads: what another is told of its own data not."""
        if actor.kernpartij:
            return self
        return self.filter(~Q(soort="eigen") | Q(partij__in=actor.partijen))

    def sluit(self, dag: date) -> int:
        """Nobody reads these from a day on; how many were open for reading."""
        einde = Greatest(F("gevraagd_op"), Value(dag))
        return self.filter(lezen_tot__gt=dag).update(lezen_tot=einde)
