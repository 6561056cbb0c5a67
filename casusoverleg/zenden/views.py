"""Pages of what goes to another municipality, for who sends it (WV 4)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.vers import vers_ingelogd
from register.access import haal
from register.schermen import bevestig, formulier, klaar

from ..dossier.models import Casus
from ..schermen import haal_te_voeren
from . import decisions, forms, pagina
from .models import Zending


@vers_ingelogd
@formulier_pagina
def zenden(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Give data to another municipality, in which the person stays."""
    casus = haal_te_voeren(request, pk)
    form = forms.ZendenForm(gepost(request), casus=casus, dag=request.actor.vandaag)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.zend(casus, actor=request.actor, **form.cleaned_data),
        titel="Gegevens aan een andere gemeente geven",
        knop="Geef de gegevens",
        gelukt="Vastgelegd. U ziet bij de casus wat er verder gebeurt.",
        uitleg="Alleen als de persoon daar verblijft, heeft verbleven of zal verblijven. De uitvoerder van de "
        "weegploeg daar neemt de gegevens aan of weigert ze. Na twee weken zonder antwoord worden ze vernietigd.",
        deel="gemeenten",
    )


@formulier_pagina
def zending(request: ActorRequest, pk: UUID, zending_pk: UUID) -> HttpResponse:
    """One sending: what goes along, who consented, and the answer of the actor's own party."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    rij = _rij(request, casus, zending_pk)
    form = forms.AntwoordForm(gepost(request))
    if uitgevoerd(form, lambda: decisions.antwoord(rij, actor=request.actor, **form.cleaned_data)):
        return klaar(request, casus, "Uw antwoord is vastgelegd.", _url(casus, rij))
    toon = {**pagina.zending(casus, rij, request.actor), "form": form}
    return render(request, "casusoverleg/zending.html", toon)


@formulier_pagina
def zending_intrekken(request: ActorRequest, pk: UUID, zending_pk: UUID) -> HttpResponse:
    """Take it back, at once."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also while it stands still
    rij = _rij(request, casus, zending_pk)
    form = forms.IntrekkenForm(gepost(request))
    return bevestig(
        request,
        casus,
        lambda: decisions.trek_in(rij, actor=request.actor, **form.cleaned_data),
        titel=f"Gegevens voor {rij.aan.naam} intrekken",
        gevolgen=[
            "De andere gemeente leest de gegevens vanaf nu niet meer.",
            "De kopie wordt vernietigd.",
        ],
        knop="Intrekken",
        gelukt="De gegevens zijn ingetrokken.",
        form=form,
        terug=_url(casus, rij),
    )


def _rij(request: ActorRequest, casus: Casus, pk: UUID) -> Any:
    rijen = Zending.objects.visible_to(request.actor).filter(casus=casus.pk)
    return get_object_or_404(rijen.select_related("aan", "grondslag", "inhoud"), pk=pk)


def _url(casus: Casus, rij: Zending) -> str:
    return reverse("casusoverleg:zending", args=[casus.pk, rij.pk])
