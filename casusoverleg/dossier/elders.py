"""Whether somebody in a casus stands in another one: looked up on the spot, and stored nowhere (MvT 4.2)."""

from collections.abc import Iterator
from typing import Any

from gedeeld.actor import Actor
from gedeeld.personen import Persoon
from register.registry import bestand, zoek

from .models import Casus, Derde


def elders(derde: Derde, actor: Actor) -> list[tuple[Casus, str]]:
    """The other casussen with somebody of this name, of those that the actor reads; as what he stands there."""
    wie = _persoon(derde.naam)
    zichtbaar = Casus.objects.visible_to(actor).exclude(pk=derde.casus_id)
    return [*_als_subject(wie, zichtbaar), *_als_ander(wie, zichtbaar)]


def _als_subject(wie: Persoon, zichtbaar: Any) -> Iterator[tuple[Casus, str]]:
    (gevonden,) = zoek([wie], [bestand(Casus._meta.label_lower)])
    for casus in zichtbaar.filter(pk__in=gevonden.values("pk")).order_by("nummer"):
        if wie.lijkt_op(casus.persoon):
            yield casus, "Subject"


def _als_ander(wie: Persoon, zichtbaar: Any) -> Iterator[tuple[Casus, str]]:
    """Names of others have no search key, and are few in each casus: they are read."""
    rijen = Derde.objects.filter(casus__in=zichtbaar).select_related("casus")
    for rij in rijen.order_by("casus__nummer", "pk"):
        if wie.lijkt_op(_persoon(rij.naam)):
            yield rij.casus, rij.get_soort_display()


def _persoon(naam: str) -> Persoon:
    """A name that was written as one text: what stands behind the first word is the surname."""
    voor, _, achter = naam.strip().partition(" ")
    return Persoon(voornamen=voor, tussenvoegsel="", achternaam=achter.strip())
