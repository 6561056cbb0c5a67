"""What the pages on a file of the weegploeg begin with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.decisions import kernpartijen_van
from convenant.models import Partij
from gedeeld.actor import Actor, ActorRequest
from gedeeld.weigering import NietMogelijk
from overleg.models import Overleg, Soort
from overleg.vergaderen.plaats import naast_besluit
from register.access import haal_om_te_wijzigen

from .models import WeegploegDossier

TERUG = timedelta(days=92)  # meetings of the last three months are offered


def haal_voor(request: ActorRequest, pk: UUID, mag: Callable[[Actor], bool]) -> Any:
    """The file to change, for an actor who may; for another it is not there, and that is logged."""
    zichtbaar = WeegploegDossier.objects.visible_to(request.actor if mag(request.actor) else None)
    return haal_om_te_wijzigen(request, zichtbaar, pk)


def kern(gevonden: Any, actor: Actor) -> list[Partij]:
    """The core parties that can agree today; none when the weegploeg is not complete."""
    try:
        return kernpartijen_van(gevonden.gemeente_id, actor.vandaag)
    except NietMogelijk:
        return []


def overleg_van(request: ActorRequest, gevonden: Any) -> Overleg | None:
    """The meeting in which a decision is logged; None where the address names none of this weegploeg."""
    try:
        sleutel = UUID(request.GET.get("overleg", ""))
    except ValueError:
        return None
    rijen = Overleg.objects.van(request.actor).filter(soort=Soort.WEEGPLOEG, afgelast_op=None)
    gekozen: Overleg | None = rijen.filter(pk=sleutel, partij=gevonden.partij_id).first()
    return gekozen


def wie_besluit(request: ActorRequest, gevonden: Any) -> dict[str, Any]:
    """What a form on a decision of the core parties asks (`forms.KernpartijenForm`)."""
    vandaag = request.actor.vandaag
    overleggen = Overleg.objects.van(request.actor).filter(
        soort=Soort.WEEGPLOEG,
        partij=gevonden.partij_id,
        afgelast_op=None,
        dag__range=(vandaag - TERUG, vandaag),
    )
    return {
        "kern": kern(gevonden, request.actor),
        "overleggen": overleggen.order_by("-dag", "-begin"),
        "vast": overleg_van(request, gevonden),
    }


def toon_besluit(request: ActorRequest, gevonden: Any, vorm: str, **inhoud: Any) -> HttpResponse:
    """A page on which a decision is logged; in a meeting that is going on the file stands beside it.

    Args:
        vorm: template of the form, under `weegploeg/`.
        inhoud: inputs of that template and of `weegploeg/besluit.html`.
    """
    inhoud |= {"dossier": gevonden, "vorm": f"weegploeg/{vorm}"}
    if overleg := overleg_van(request, gevonden):
        rijen = WeegploegDossier.objects.visible_to(request.actor).met_inhoud()
        inhoud |= naast_besluit(request, overleg, rijen.get(pk=gevonden.pk))
    return render(request, "weegploeg/besluit.html", inhoud)


def na_besluit(request: ActorRequest, gevonden: Any, anders: str) -> str:
    """Where the secretary goes on: to the next item of the meeting in which he logged it, or elsewhere."""
    overleg = overleg_van(request, gevonden)
    return reverse("overleg:scherm", args=[overleg.pk]) if overleg else anders


def casus_van(gevonden: Any, actor: Actor) -> Any:
    """The casus that came from a file, if the actor sees it: it is the one in its case."""
    return Casus.objects.visible_to(actor).filter(zaak=gevonden.zaak)
