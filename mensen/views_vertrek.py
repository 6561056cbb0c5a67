"""The page on what must be arranged before a party leaves."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from convenant import opzegging
from gedeeld.actor import Actor, ActorRequest
from gedeeld.lijst import Cel, Kolom, Leeg
from register import schermen

from . import vertrek as regels


@require_safe
def vertrek(request: ActorRequest, pk: int) -> HttpResponse:
    """The files that run and that a leaving party is in, each with what to arrange (MC 18.2, 18.3)."""
    actor = request.actor
    rij = get_object_or_404(opzegging.leesbaar(actor), pk=pk)
    if rij not in regels.vertrekkend(actor):
        raise Http404
    dag = date_format(regels.laatste_dag(rij, actor.vandaag), "j F Y")
    meedoen = f"{rij.partij.naam} doet mee tot en met {dag}."
    if not rij.bevestigd_op:
        meedoen = f"Een ander moet de opzegging nog bevestigen. Dan doet {rij.partij.naam} mee tot en met {dag}."
    return schermen.lijst(
        request,
        regels.te_regelen(actor, rij.partij),
        KOLOMMEN,
        titel=f"{rij.partij.naam} vertrekt",
        uitleg=f"{meedoen} Regel voor die dag wat er nog loopt.",
        bijschrift="Dossiers die nog lopen, het oudste eerst",
        leeg=Leeg("Er loopt niets dat u moet regelen.", icoon="circle-check"),
        sjabloon="mensen/vertrek.html",
        gevolgen=list(regels.gevolgen(rij.partij)),
    )


def _soort(dossier: Any, actor: Actor) -> Cel:
    return Cel(capfirst(dossier.bestand.naam))


KOLOMMEN = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Soort", _soort),
    Kolom("Begonnen op", lambda rij, actor: Cel(date_format(rij.begonnen_op, "j F Y"))),
    Kolom("Wat te regelen", lambda rij, actor: Cel(rij.bestand.bij_vertrek)),
)
