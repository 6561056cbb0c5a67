"""The page of what another municipality offers, for the secretary who answers (WV 4)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from casusoverleg.zenden.decisions import afzender, staat_stil
from casusoverleg.zenden.models import Zending
from casusoverleg.zenden.pagina import inhoud
from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.models import Inzage
from register.schermen import klaar

from ..models import WeegploegDossier
from . import decisions
from .forms import AanbodForm


@formulier_pagina
@never_cache
def aanbod(request: ActorRequest, zending: UUID) -> HttpResponse:
    """What is offered, by whom, by which facts and on what ground; and the answer."""
    rij = _haal(request, zending)
    form, nieuw = AanbodForm(gepost(request)), list[WeegploegDossier]()

    def antwoord() -> None:
        aan, reden = form.cleaned_data["aangenomen"], form.cleaned_data["reden"]
        if aan:
            nieuw.append(decisions.neem_aan(rij, actor=request.actor, reden=reden))
        else:
            decisions.weiger(rij, actor=request.actor, reden=reden)

    if uitgevoerd(form, antwoord):
        if nieuw:
            naar = reverse("weegploeg:dossier", args=[nieuw[0].pk])
            return klaar(request, nieuw[0], "Er is een nieuw dossier begonnen.", naar)
        messages.success(request, "U hebt geweigerd. De gegevens zijn vernietigd.")
        return redirect("werklijst")
    toon = {
        "zending": rij,
        "van": afzender(rij),
        "secties": inhoud(rij),
        "form": form,
        "vandaag": request.actor.vandaag,
    }
    return render(request, "weegploeg/aanbod.html", toon)


def _haal(request: ActorRequest, pk: UUID) -> Any:
    """What is offered to this secretary; each look is in the log of the file that it comes from."""
    rijen = Zending.objects.aangeboden_aan(request.actor)
    rij = rijen.filter(pk=pk).select_related("aan", "grondslag", "inhoud").first()
    if rij is None or staat_stil(rij):
        raise Onvindbaar(Zending, pk)
    Inzage.noteer(request, [rij.als_casus], Inzage.Soort.PAGINA)
    return rij
