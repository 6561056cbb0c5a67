"""A core party objects to what was logged: it holds what was not done yet (PB 3.3).

It ends when that party withdraws it, or when all three decide anew on the same. The casus is told so by
a decision of its own, and never looks back.
"""

from typing import Any

from django.db.models import QuerySet
from django.utils.formats import date_format

from casusoverleg import decisions as casusoverleg
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk

from .models import Bezwaar, Vastlegging

WACHT = (
    "{wie} maakt bezwaar tegen het besluit van {dag}. Daarom kan dit nu niet: {wat}."
    " Bespreek het bezwaar eerst in de weegploeg."
)


def open_bezwaren(dossier: Any) -> QuerySet[Bezwaar]:
    """The objections in a file that nobody withdrew or met."""
    rijen: QuerySet[Bezwaar] = dossier.bezwaren.filter(beeindigd_op=None)
    return rijen


def vereis_geen_bezwaar(dossier: Any, wat: str) -> None:
    """Refuse what a core party objects to, as long as it does.

    Args:
        dossier: locked.
        wat: what is to be done, in a few words: "de brief versturen".

    Raises:
        NietMogelijk: with who objects, and what is to be done about it.
    """
    bezwaar = open_bezwaren(dossier).select_related("partij", "vastlegging").first()
    if bezwaar is not None:
        dag = date_format(bezwaar.vastlegging.dag, "j F Y")
        raise NietMogelijk(WACHT.format(wie=bezwaar.partij.naam, dag=dag, wat=wat))


def los_op(vastlegging: Vastlegging, *, actor: Actor, ook: Vastlegging | None = None) -> None:
    """All three decided anew: what was objected to on the same matter is met.

    Args:
        vastlegging: with the decisions on it; who spoke for each party stands there.
        ook: what they kept to, or put right, whatever it was about.
    """
    for bezwaar in open_bezwaren(vastlegging.dossier).select_related("vastlegging"):
        eerder = bezwaar.vastlegging
        if eerder.pk == vastlegging.pk:
            continue
        if eerder == ook or eerder.gaat_over <= vastlegging.gaat_over:
            bezwaar.beeindigd_op, bezwaar.opgelost_met = actor.nu, vastlegging
            bezwaar.save(update_fields=["beeindigd_op", "opgelost_met"])
    zeg_de_casus(vastlegging.dossier, actor)


def zeg_de_casus(dossier: Any, actor: Actor) -> None:
    """Tell the casus whether a core party objects, so that it lets nobody in meanwhile."""
    zeg = casusoverleg.houd_aan if open_bezwaren(dossier).exists() else casusoverleg.laat_los
    zeg(dossier.zaak, actor=actor)
