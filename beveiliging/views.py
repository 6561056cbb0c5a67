"""The logs: what happened, without what a file says (MC 15.2 e).

The supervisor of a covenant reads all of it; everybody else who works with files, what he did himself.
"""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from mensen.models import Gebruiker
from register.registry import bestanden

from . import querysets
from .forms import InzageFilter, LogFilter
from .querysets import mag_logboek_lezen

# Title of each page: of the supervisor's log, and of one's own.
TITELS = {
    "beveiliging:logboek": ("Wie keek waar", "Wat ik heb bekeken"),
    "beveiliging:wijzigingen": ("Wat is er gedaan", "Wat ik heb gedaan"),
}


@require_safe
def logboek(request: ActorRequest) -> HttpResponse:
    """Who read, or tried to read, which file (BEV-logging)."""
    return _toon(request, "beveiliging/logboek.html", InzageFilter, querysets.inzage)


@require_safe
def wijzigingen(request: ActorRequest) -> HttpResponse:
    """What happened to which file, and which fields changed; never their values (MC 15.2 e)."""
    return _toon(request, "beveiliging/wijzigingen.html", LogFilter, querysets.gebeurtenissen)


def _gebruikers(actor: Actor) -> QuerySet[Gebruiker]:
    """Who acts or acted under this covenant."""
    return (
        Gebruiker.objects.filter(vertegenwoordigingen__partij__convenant=actor.convenant_id)
        .order_by("username")
        .distinct()
    )


def _toon(request: ActorRequest, sjabloon: str, filter_: type[LogFilter], log: Any) -> HttpResponse:
    if not mag_logboek_lezen(request.actor):
        raise Http404
    eigen = not request.actor.houdt_toezicht
    form = filter_(request.GET, gebruikers=None if eigen else _gebruikers(request.actor))
    gevonden = form.filter(log(request.actor).select_related("gebruiker"))
    pagina = blader(request, gevonden)
    vraag = request.GET.copy()
    vraag.pop("page", None)
    namen = {bestand.soort: bestand.naam for bestand in bestanden()}
    tabs = [
        {"label": titels[eigen], "url": reverse(naam), "actief": request.path == reverse(naam)}
        for naam, titels in TITELS.items()
    ]
    namen["convenant.partij"] = "geheimhoudingsverklaring"  # no file: a signed statement
    return render(
        request,
        sjabloon,
        {
            "eigen": eigen,
            "form": form,
            "pagina": pagina,
            "rijen": [(rij, namen.get(rij.bestand) or _pagina(rij.bestand)) for rij in pagina],
            "vraag": vraag.urlencode(),
            "wis_url": request.path if vraag else "",
            "tabs": tabs,
            "titel": next(tab["label"] for tab in tabs if tab["actief"]),
        },
    )


def _pagina(naam: str) -> str:
    """A page without a file, by the name of its address or of what stands on it, as the log shows it."""
    app = naam.replace(":", ".").partition(".")[0]
    namen = {config.label: config.verbose_name for config in apps.get_app_configs()}
    return f"pagina van {namen[app]}" if app in namen else "pagina"
