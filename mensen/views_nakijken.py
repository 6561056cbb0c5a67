"""The page on which an administrator looks whether access is still needed (MC 15.2 f)."""

from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from convenant import schermen
from convenant.decisions import mag_beheren
from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.vers import vers_ingelogd

from . import nakijken
from .forms import NakijkForm


@formulier_pagina
@vers_ingelogd
def toegang(request: ActorRequest) -> HttpResponse:
    """All roles that work, party by party; those of which is said that they are needed wait a quarter."""
    actor = request.actor
    if not mag_beheren(actor):
        raise Http404
    rijen = list(nakijken.rollen_van(actor.convenant_id, actor.vandaag))
    form = NakijkForm(gepost(request), rollen=rijen)
    gedaan: list[int] = []
    if uitgevoerd(
        form, lambda: gedaan.append(nakijken.kijk_na(form.cleaned_data["rollen"], actor=actor))
    ):
        wat = "een rol" if gedaan == [1] else f"{gedaan[0]} rollen"
        messages.success(request, f"Vastgelegd: {wat} nagekeken.")
        return redirect("mensen:nakijken")
    gekozen = set(form.data.getlist("rollen")) if form.is_bound else set()  # type: ignore[attr-defined]
    regels = [
        (
            rij.partij,
            {
                "rij": rij,
                "laatst": nakijken.laatst(rij),
                "uiterlijk": nakijken.uiterlijk(rij),
                "eigen": rij.gebruiker_id == actor.gebruiker_id,
                "aan": str(rij.pk) in gekozen,
            },
        )
        for rij in rijen
    ]
    inhoud = schermen.kader(request) | {
        "form": form,
        "partijen": [
            (partij, [regel for _, regel in deel])
            for partij, deel in groupby(regels, lambda paar: paar[0])
        ],
        "eigen": nakijken.EIGEN,
        "vandaag": actor.vandaag,
    }
    return render(request, "mensen/nakijken.html", inhoud)
