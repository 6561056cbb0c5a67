"""Who saw whom, when: the read log of one user or of one file as a table to take along (MC 15.2 e)."""

import csv
import io
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from convenant.models import Convenant
from gedeeld.actor import ActorRequest
from gedeeld.vers import vers_ingelogd
from register.models import Inzage

from . import querysets
from .forms import LogFilter
from .querysets import Uitkomst

PAST = 50_000  # rows of one file: a spreadsheet takes no more than some of these
KOPPEN = ("wanneer", "wie", "namens", "dossier", "soort", "hoe", "uitkomst", "reden")
# A spreadsheet reads what begins so as a formula, also after spaces.
BEGINT = ("=", "+", "-", "@", "\t", "\r", "\n")


def onschadelijk(waarde: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{waarde}" if waarde.lstrip(" ").startswith(BEGINT) else waarde


@vers_ingelogd
@require_safe
def uitvoer(request: ActorRequest, vorm: str) -> HttpResponse:
    """The rows of one user, or of one file, in the order in which they were written; taking them along is logged."""
    actor = request.actor
    if not actor.houdt_toezicht or vorm not in VORMEN:
        raise Http404
    assert actor.convenant_id
    convenant = Convenant.objects.get(pk=actor.convenant_id)
    form = LogFilter(request, gebruikers=querysets.gebruikers_van(actor), convenant=convenant)
    if not (form.is_valid() and (form.gekozen.get("gebruiker") or form.gekozen.get("nummer"))):
        return _niet(request, "Kies eerst een gebruiker of het nummer van een dossier.")
    rijen = form.filter(querysets.inzage(actor)).select_related("gebruiker")
    regels = [_regel(rij) for rij in rijen.order_by("tijdstip", "pk")[: PAST + 1]]
    if len(regels) > PAST:
        return _niet(request, f"Dit zijn meer dan {PAST} regels. Kies minder dagen.")
    nummer = form.gekozen.get("nummer", "")
    Inzage.zonder_dossier(request, "beveiliging.uitvoer", Inzage.Soort.HANDELING, nummer.upper())
    antwoord = VORMEN[vorm](regels)
    naam = f"logboek-{actor.vandaag:%Y-%m-%d}.{vorm}"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _niet(request: ActorRequest, zin: str) -> HttpResponse:
    messages.error(request, zin)
    return redirect("beveiliging:logboek")


def _regel(rij: Any) -> dict[str, str]:
    wie = rij.gebruiker.username if rij.gebruiker else ""
    waarden = (
        timezone.localtime(rij.tijdstip).isoformat(timespec="seconds"),
        wie,
        rij.partij,
        rij.nummer,
        rij.bestand,
        rij.get_soort_display(),
        Uitkomst(rij.uitkomst).label,
        rij.waarom,
    )
    return dict(zip(KOPPEN, waarden, strict=True))


def _csv(regels: list[dict[str, str]]) -> HttpResponse:
    tekst = io.StringIO()
    tekst.write("\ufeff")  # by it a spreadsheet knows that this is UTF-8
    schrijver = csv.writer(tekst, delimiter=";", quoting=csv.QUOTE_ALL)
    schrijver.writerow(KOPPEN)
    schrijver.writerows([onschadelijk(waarde) for waarde in regel.values()] for regel in regels)
    return HttpResponse(tekst.getvalue(), content_type="text/csv; charset=utf-8")


def _json(regels: list[dict[str, str]]) -> HttpResponse:
    return JsonResponse({"regels": regels})


VORMEN = {"csv": _csv, "json": _json}
