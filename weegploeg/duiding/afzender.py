"""Which weegploeg asks a question: the party that is asked has to know to whom it answers (PB 3.4 ad 3)."""

from collections.abc import Iterable
from typing import Any

from convenant.models import Partij
from gedeeld.actor import Actor
from register.models import Dossier
from register.muur import als

TAAK = "afzender van een vraag"


def met_afzender(rijen: Iterable[Any]) -> list[Any]:
    """Questions that the actor reads, each with the municipality whose weegploeg asks it, as `gemeente`.

    By a job of the system, as who is asked has no row of the file: it learns whose it is, and no more.
    """
    rijen = list(rijen)
    with als(Actor.systeem(TAAK)):
        sleutels = [rij.dossier_id for rij in rijen]
        van = dict(Dossier.objects.filter(pk__in=sleutels).values_list("pk", "partij"))
    gemeenten = Partij.objects.in_bulk(set(van.values()))
    for rij in rijen:
        rij.gemeente = gemeenten.get(van.get(rij.dossier_id))
    return rijen
