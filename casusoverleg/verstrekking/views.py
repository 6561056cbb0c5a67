"""Pages for access that is asked for (PB 4.2) or given piece by piece (MC 10.5)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar, require
from register.access import haal
from register.models import Inzage

from . import forms_toegang as forms
from . import meedoen as besluit
from . import pagina_toegang as pagina
from . import verstrekken as verstrekkingen
from .aanbod import aanbod
from .models import Casus, Verstrekking
from .schermen import (
    bevestig,
    formulier,
    gedaan,
    haal_te_voeren,
    naar,
    naar_casus,
)

GEVRAAGD = (
    "Uw vraag is ontvangen. Klopt het nummer, dan legt de uitvoerder van het casusoverleg uw vraag voor."
    " U hoort van de uitvoerder wat er is besloten."
)


# Asking to take part ---------------------------------------------------------------------------
@formulier_pagina
def meedoen(request: ActorRequest) -> HttpResponse:
    """Ask to take part in a casus; the answer is the same whatever the number."""
    require(besluit.mag_vragen(request.actor))
    form = forms.MeedoenForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: besluit.vraag_deelname(
            actor=request.actor,
            log=lambda pk: Inzage.gevraagd(
                request, Casus._meta.label_lower, form.cleaned_data["nummer"], pk
            ),
            **form.cleaned_data,
        ),
    ):
        messages.info(request, GEVRAAGD)
        return redirect("casusoverleg:lijst")
    return render(request, "casusoverleg/meedoen.html", {"form": form})


@formulier_pagina
def verzoek_afwijzen(request: ActorRequest, pk: UUID, verzoek_pk: UUID) -> HttpResponse:
    """Record that the casusoverleg does not let a party in."""
    casus = haal_te_voeren(request, pk)
    verzoek = get_object_or_404(casus.deelnameverzoeken.open(), pk=verzoek_pk)
    form = forms.AfwijzenForm(gepost(request))
    if uitgevoerd(form, lambda: besluit.wijs_af(verzoek, actor=request.actor, **form.cleaned_data)):
        return naar_casus(request, casus, "De vraag is afgewezen.", "verzoeken")
    return formulier(
        request,
        casus,
        form,
        "Vraag om mee te doen afwijzen",
        "Afwijzen",
        "verzoeken",
        uitleg=f"{verzoek.partij.naam} vroeg om mee te doen.",
    )


# Giving data to an external partner ------------------------------------------------------------
@formulier_pagina
def verstrekken(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask consent to give data to an external partner."""
    casus = haal_te_voeren(request, pk)
    form = forms.VerstrekkenForm(
        gepost(request),
        partijen=verstrekkingen.partners(casus, request.actor.vandaag),
        aanbod=aanbod(casus),
        initial={"van": request.actor.vandaag},
    )
    if uitgevoerd(
        form,
        lambda: verstrekkingen.vraag_toestemming(casus, actor=request.actor, **form.cleaned_data),
    ):
        return naar_casus(request, casus, "Toestemming is gevraagd.", "verstrekt")
    return formulier(
        request,
        casus,
        form,
        "Gegevens verstrekken",
        "Toestemming vragen",
        "verstrekt",
        uitleg="Eerst geven alle partijen van het convenant in deze casus toestemming. Pas daarna ziet"
        " de partner de gegevens.",
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
        lambda: verstrekkingen.geef_toestemming(rij, actor=request.actor, **form.cleaned_data),
    ):
        return naar_casus(request, casus, "Uw antwoord is vastgelegd.", "verstrekt")
    return render(request, "casusoverleg/verstrekking.html", {**inhoud, "form": form})


@formulier_pagina
def toestemming_vastleggen(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Record what a party answered in the casusoverleg."""
    casus = haal_te_voeren(request, pk)
    rij = _rij(request, casus, verstrekking_pk)
    form = forms.ToestemmingVastleggenForm(
        gepost(request), partijen=pagina.te_antwoorden(rij, request.actor)
    )
    if uitgevoerd(
        form,
        lambda: verstrekkingen.leg_toestemming_vast(rij, actor=request.actor, **form.cleaned_data),
    ):
        return naar(request, casus, "Het antwoord is vastgelegd.", _url(casus, rij))
    return formulier(
        request,
        casus,
        form,
        "Antwoord uit het overleg vastleggen",
        "Vastleggen",
        "verstrekt",
        uitleg=f"Gegevens voor {rij.partij.naam}.",
    )


@require_POST
def verstrekking_rond(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Complete a disclosure that waits for nobody any more."""
    casus = haal_te_voeren(request, pk)
    rij = _rij(request, casus, verstrekking_pk)
    if gedaan(request, lambda: verstrekkingen.maak_rond(rij, actor=request.actor)):
        return naar(request, casus, "De gegevens zijn verstrekt.", _url(casus, rij))
    return redirect("casusoverleg:verstrekking", pk, verstrekking_pk)


@formulier_pagina
def verstrekking_intrekken(request: ActorRequest, pk: UUID, verstrekking_pk: UUID) -> HttpResponse:
    """Recall a disclosure, at once."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also while it stands still
    rij = _rij(request, casus, verstrekking_pk)
    form = forms.IntrekkenForm(gepost(request))
    if uitgevoerd(
        form, lambda: verstrekkingen.trek_in(rij, actor=request.actor, **form.cleaned_data)
    ):
        return naar(request, casus, "De verstrekking is ingetrokken.", _url(casus, rij))
    knop, gevolgen = pagina.intrekken(rij, request.actor.vandaag)
    return bevestig(
        request,
        casus,
        titel=f"Verstrekking aan {rij.partij.naam} {knop.lower()}",
        gevolgen=gevolgen,
        knop=knop,
        terug_url=_url(casus, rij),
        form=form,
    )


def _rij(request: ActorRequest, casus: Casus, verstrekking_pk: UUID) -> Any:
    rijen = Verstrekking.objects.filter(casus=casus).met_stand(request.actor.vandaag)
    return get_object_or_404(rijen.select_related("partij"), pk=verstrekking_pk)


def _url(casus: Casus, rij: Verstrekking) -> str:
    return reverse("casusoverleg:verstrekking", args=[casus.pk, rij.pk])


# The external partner --------------------------------------------------------------------------
@require_safe
def verstrekt(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What was disclosed to this external partner; it needs no adopted plan (MC 10.5)."""
    if not request.actor.extern or not (rijen := pagina.verstrekt(request.actor, pk)):
        raise Onvindbaar(Casus, pk)
    casus = rijen[0][0].als_casus
    Inzage.gelezen(request, [casus], Inzage.Soort.PAGINA)
    inhoud = {"nummer": casus.nummer, "verstrekt": rijen}
    return render(request, "casusoverleg/verstrekt.html", inhoud)


@formulier_pagina
def intrekking(request: ActorRequest, verstrekking_pk: UUID) -> HttpResponse:
    """The notice that a disclosure was recalled, without any of it."""
    rijen = Verstrekking.objects.ingetrokken_voor(request.actor)
    rij = rijen.filter(pk=verstrekking_pk).first()
    if rij is None:
        raise Onvindbaar(Verstrekking, verstrekking_pk)
    Inzage.gelezen(request, [rij.als_casus], Inzage.Soort.PAGINA)
    if request.method == "POST" and gedaan(
        request, lambda: verstrekkingen.lees_intrekking(rij, actor=request.actor)
    ):
        return redirect("werklijst")
    return render(request, "casusoverleg/intrekking.html", {"nummer": rij.nummer})
