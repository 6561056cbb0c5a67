"""The logs, for the supervisor of one covenant: what happened, without what a file says (MC 15.2 e)."""

from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from bestand.access import Actor, Rol
from bestand.bladeren import blader
from bestand.models import Gebeurtenis, Inzage
from bestand.registry import bestanden
from convenant.middleware import ActorRequest
from convenant.models import Gebruiker

from .forms import InzageFilter, LogFilter


@require_safe
def logboek(request: ActorRequest) -> HttpResponse:
    """Who read, or tried to read, which file (BEV-logging)."""
    _alleen_toezicht(request.actor)
    form = InzageFilter(request.GET, gebruikers=_gebruikers(request.actor))
    rijen = Inzage.objects.filter(convenant_id=request.actor.convenant_id)
    return _toon(request, "beveiliging/logboek.html", form, rijen)


@require_safe
def wijzigingen(request: ActorRequest) -> HttpResponse:
    """What happened to which file, and which fields changed; never their values (MC 15.2 e)."""
    _alleen_toezicht(request.actor)
    form = LogFilter(request.GET, gebruikers=_gebruikers(request.actor))
    eigen = Gebeurtenis.objects.filter(convenant_id=request.actor.convenant_id)
    # A job of the system acts under no covenant; its files do, by what people did to them.
    rijen = Gebeurtenis.objects.filter(
        Q(convenant_id=request.actor.convenant_id)
        | Q(convenant_id=None, bestand_id__in=eigen.values("bestand_id"))
    )
    return _toon(request, "beveiliging/wijzigingen.html", form, rijen)


def _alleen_toezicht(actor: Actor) -> None:
    if actor.rol != Rol.TOEZICHTHOUDER:
        raise Http404


def _gebruikers(actor: Actor) -> QuerySet[Gebruiker]:
    """Who acts or acted under this covenant."""
    return (
        Gebruiker.objects.filter(vertegenwoordigingen__partij__convenant=actor.convenant_id)
        .order_by("username")
        .distinct()
    )


def _toon(request: HttpRequest, sjabloon: str, form: LogFilter, rijen: Any) -> HttpResponse:
    gevonden = form.filter(rijen.select_related("gebruiker"))
    pagina = blader(request, gevonden)
    vraag = request.GET.copy()
    vraag.pop("page", None)
    namen = {bestand.soort: bestand.naam for bestand in bestanden()}
    namen["convenant.partij"] = "geheimhoudingsverklaring"  # no file: a signed statement
    return render(
        request,
        sjabloon,
        {
            "form": form,
            "pagina": pagina,
            "rijen": [(rij, namen.get(rij.bestand) or _pagina(rij.bestand)) for rij in pagina],
            "vraag": vraag.urlencode(),
            "wis_url": request.path if vraag else "",
            "tabs": [
                {"label": label, "url": reverse(naam), "actief": request.path == reverse(naam)}
                for label, naam in (
                    ("Wie keek waar", "beveiliging:logboek"),
                    ("Wat is er gedaan", "beveiliging:wijzigingen"),
                )
            ],
        },
    )


def _pagina(naam: str) -> str:
    """A page without a file, by the name of its address, as the log shows it."""
    app, _, _ = naam.partition(":")
    namen = {config.label: config.verbose_name for config in apps.get_app_configs()}
    return f"pagina van {namen[app]}" if app in namen else "pagina"
