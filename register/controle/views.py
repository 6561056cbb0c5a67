"""The page on which a check is recorded."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from register.access import haal, weiger_stil
from register.registry import bestand_van
from register.schermen import formulier, past_niet

from .decisions import leg_controle_vast
from .forms import ControleForm
from .soorten import Controles, controles_van


@formulier_pagina
def nieuw(request: ActorRequest, soort: str, pk: UUID) -> HttpResponse:
    """Record that a file was checked; for its secretary alone."""
    # First the file, whatever its kind: what is not there and what is hidden cost the same.
    dossier = haal(request, bestand_van(soort).alle.visible_to(request.actor), pk)
    controles = controles_van(soort)
    if controles is None or not controles.mag(request.actor):
        raise Http404
    if not controles.bezig(dossier):
        return past_niet(request, dossier)
    weiger_stil(request, dossier)
    form = ControleForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        dossier,
        form,
        lambda: leg_controle_vast(dossier, actor=request.actor, **form.cleaned_data),
        titel="Controle van de gegevens vastleggen",
        knop="Leg vast",
        gelukt="De controle is vastgelegd.",
        uitleg=_waar_verbeteren(controles, dossier),
        deel="controle",
    )


def _waar_verbeteren(controles: Controles, dossier: Any) -> SafeString:
    """Where the data are put right: a check itself changes nothing."""
    links = []
    for woorden, waar in controles.verbeteren.items():
        pagina, hekje, deel = waar.partition("#")
        links.append((reverse(pagina, args=[dossier.pk]) + hekje + deel, woorden))
    return format_html(
        "Kijk alle gegevens na. Klopt er iets niet? Pas het eerst aan: {}.",
        format_html_join(", ", '<a href="{}">{}</a>', links),
    )
