"""Pages of what is given to an external partner, and of what the partner reads (MC 10.5)."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.vers import vers_ingelogd
from gedeeld.weigering import Onvindbaar
from register.access import haal
from register.models import Inzage
from register.schermen import bevestig, doe, formulier, klaar, pagina_van

from ..dossier.models import Casus
from ..schermen import haal_te_voeren
from . import decisions, forms, pagina
from .aanbod import aanbod
from .models import Verstrekking


# For who reads the casus -------------------------------------------------------------------------
@vers_ingelogd
@formulier_pagina
def verstrekken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask consent to give data to an external partner."""
    casus = haal_te_voeren(request, pk)
    form = forms.VerstrekkenForm(
        gepost(request),
        partijen=decisions.partners(casus, request.actor.vandaag),
        aanbod=aanbod(casus, request.actor.vandaag),
        initial={"van": request.actor.vandaag},
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_toestemming(casus, actor=request.actor, **form.cleaned_data),
        titel="Gegevens verstrekken",
        knop="Toestemming vragen",
        gelukt="Toestemming is gevraagd.",
        uitleg="Eerst geven alle partijen van het convenant in deze casus toestemming. Pas daarna ziet"
        " de partner de gegevens.",
        deel="verstrekt",
    )


@formulier_pagina
def verstrekking(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """One disclosure: what exactly, who consented, and the answer of the actor's own party."""
    casus = haal(request, Casus.objects.visible_to(request.actor), pk)
    rij = _rij(request, casus, verstrekking_pk)
    inhoud = pagina.verstrekking(casus, rij, request.actor)
    form = forms.ToestemmingForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: decisions.geef_toestemming(rij, actor=request.actor, **form.cleaned_data),
    ):
        naar = pagina_van(casus, "verstrekt")
        return klaar(request, casus, "Uw antwoord is vastgelegd.", naar)
    return render(request, "casusoverleg/verstrekking.html", {**inhoud, "form": form})


@vers_ingelogd
@formulier_pagina
def toestemming_vastleggen(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Record what a party answered in the casusoverleg."""
    casus = haal_te_voeren(request, pk)
    rij = _rij(request, casus, verstrekking_pk)
    form = forms.ToestemmingVastleggenForm(
        gepost(request), partijen=pagina.te_antwoorden(rij, request.actor)
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_toestemming_vast(rij, actor=request.actor, **form.cleaned_data),
        titel="Antwoord op papier vastleggen",
        knop="Vastleggen",
        gelukt="Het antwoord is vastgelegd.",
        uitleg=f"Gegevens voor {rij.partij.naam}.",
        deel="verstrekt",
        naar=_url(casus, rij),
    )


@require_POST
def verstrekking_rond(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Complete a disclosure that waits for nobody any more."""
    casus = haal_te_voeren(request, pk)
    rij = _rij(request, casus, verstrekking_pk)
    return doe(
        request,
        casus,
        lambda: decisions.maak_rond(rij, actor=request.actor),
        gelukt="De gegevens zijn verstrekt.",
        terug=_url(casus, rij),
    )


@formulier_pagina
def verstrekking_intrekken(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Recall a disclosure, at once."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also while it stands still
    rij = _rij(request, casus, verstrekking_pk)
    form = forms.IntrekkenForm(gepost(request))
    knop, gevolgen = pagina.intrekken(rij, request.actor.vandaag)
    return bevestig(
        request,
        casus,
        lambda: decisions.trek_in(rij, actor=request.actor, **form.cleaned_data),
        titel=f"Verstrekking aan {rij.partij.naam} {knop.lower()}",
        gevolgen=gevolgen,
        knop=knop,
        gelukt="De verstrekking is ingetrokken.",
        form=form,
        terug=_url(casus, rij),
    )


def _rij(request: ActorRequest, casus: Casus, verstrekking_pk: UUID) -> Any:
    rijen = Verstrekking.objects.filter(casus=casus).met_stand(request.actor.vandaag)
    return get_object_or_404(rijen.select_related("partij"), pk=verstrekking_pk)


def _url(casus: Casus, rij: Verstrekking) -> str:
    return reverse("casusoverleg:verstrekking", args=[casus.pk, rij.pk])


# For the external partner --------------------------------------------------------------------------
@require_safe
def verstrekt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What was disclosed to this external partner; it needs no adopted plan (MC 10.5)."""
    if not request.actor.extern or not (rijen := pagina.verstrekt(request.actor, pk)):
        raise Onvindbaar(Casus, pk)
    casus = rijen[0][0].als_casus
    Inzage.noteer(request, [casus], Inzage.Soort.PAGINA)
    inhoud = {"nummer": casus.nummer, "verstrekt": rijen}
    return render(request, "casusoverleg/verstrekt.html", inhoud)
