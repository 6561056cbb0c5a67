"""What is coming, what lies in the archive and what was destroyed (MC 13)."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.afschrift import Publiek
from gedeeld.bladeren import blader
from gedeeld.fields import zonder_inhoud
from gedeeld.forms import formulier_pagina, gepost
from gedeeld.termijnen import Grond
from register.access import haal
from register.models import Dossier, Inzage, noteer_lijst
from register.muur import als

from . import decisions
from .bestand import ArchiefBestand
from .forms import RedenForm
from .models import Archiefstuk, Vernietiging
from .querysets import Komend, aantallen, komend_voor, raadpleegt_archief
from .werk import VOORUIT


@require_safe
def overzicht(request: ActorRequest) -> HttpResponse:
    """Files whose term ends within four weeks; for the supervisor only how many."""
    _alleen_weegploeg_of_toezicht(request.actor)
    if request.actor.houdt_toezicht:
        return render(
            request, "retention/toezicht.html", _kader(request) | _aantallen(request.actor)
        )
    tot = request.actor.vandaag + VOORUIT
    pagina = blader(request, komend_voor(request.actor, tot))
    rijen = [Komend.van_termijn(rij) for rij in pagina]
    noteer_lijst(request, [rij.dossier for rij in rijen])
    inhoud = _kader(request) | {"pagina": pagina, "rijen": rijen}
    return render(request, "retention/overzicht.html", inhoud)


@require_safe
def archief(request: ActorRequest) -> HttpResponse:
    """The archive of the actor's party: numbers and dates, no names (MC 13.2)."""
    if not raadpleegt_archief(request.actor):
        raise Http404
    pagina = blader(request, _zichtbaar(request))
    noteer_lijst(request, list(pagina))
    return render(request, "retention/archief.html", _kader(request) | {"pagina": pagina})


@formulier_pagina
def archiefstuk(request: ActorRequest, pk: Any) -> HttpResponse:
    """One file of the archive. Each reading asks for the reason, and keeps it (MC 13.2, PB 6.3).

    The answer to the form is the file itself, so there is no address that opens it without reason.
    """
    form = RedenForm(gepost(request))
    met_reden = form.is_valid()
    soort = Inzage.Soort.ARCHIEF if met_reden else Inzage.Soort.PAGINA
    stuk: Archiefstuk = haal(request, _zichtbaar(request), pk, soort=soort)
    if not met_reden:
        return render(request, "retention/reden.html", _kader_stuk(request, stuk) | {"form": form})
    decisions.raadpleeg(stuk, actor=request.actor, reden=form.cleaned_data["reden"])
    afschrift = ArchiefBestand().afschrift(stuk, Publiek.KERNPARTIJ)
    return render(
        request, "retention/archiefstuk.html", _kader_stuk(request, stuk) | {"afschrift": afschrift}
    )


@require_safe
def vernietigd(request: ActorRequest) -> HttpResponse:
    """The statements of destruction: numbers, grounds and dates (RET-verantwoording)."""
    _alleen_weegploeg_of_toezicht(request.actor)
    pagina = blader(request, Vernietiging.objects.visible_to(request.actor))
    return render(request, "retention/vernietigd.html", _kader(request) | {"pagina": pagina})


def _zichtbaar(request: ActorRequest) -> Any:
    return zonder_inhoud(Archiefstuk.objects.visible_to(request.actor))


def _ziet_termijnen(actor: Actor) -> bool:
    return actor.in_weegploeg or actor.houdt_toezicht


def _alleen_weegploeg_of_toezicht(actor: Actor) -> None:
    if not _ziet_termijnen(actor):
        raise Http404


def _kader(request: ActorRequest) -> dict[str, Any]:
    """Tabs, and the day from which terms are counted."""
    termijnen, archief = _ziet_termijnen(request.actor), raadpleegt_archief(request.actor)
    namen = [
        (termijnen, "Komt eraan", "overzicht"),
        (archief, "Archief", "archief"),
        (termijnen, "Vernietigd", "vernietigd"),
    ]
    hier = request.resolver_match.url_name if request.resolver_match else ""
    tabs = [
        {"label": label, "url": reverse(f"retention:{naam}"), "actief": naam == hier}
        for mag, label, naam in namen
        if mag
    ]
    return {"tabs": tabs, "vandaag": request.actor.vandaag}


def _kader_stuk(request: ActorRequest, stuk: Archiefstuk) -> dict[str, Any]:
    """Breadcrumbs and dates of one piece."""
    archief = reverse("retention:archief")
    pad = [("Bewaartermijnen", reverse("retention:overzicht"))] * _ziet_termijnen(request.actor)
    return {
        "stuk": stuk,
        "pad": [*pad, ("Archief", archief)],
        "annuleer_url": archief,
        "gegevens": [
            ("Soort", stuk.soort_naam),
            ("Laatste verwerking", date_format(stuk.laatste_verwerking_op)),
            ("In het archief sinds", date_format(stuk.gearchiveerd_op or "")),
            (
                "Wordt vernietigd op",
                "Niet zolang het beperkt is" if stuk.beperkt else date_format(stuk.vernietigen_op),
            ),
        ],
    }


def _aantallen(actor: Actor) -> dict[str, Any]:
    """How many files of the covenant are late, coming, archived and destroyed: numbers alone."""
    with als(Actor.systeem("toezicht")):  # the supervisor reads no file: only how many there are
        per_grond = aantallen(actor.vandaag + VOORUIT, actor.vandaag, actor)
        archief = Dossier.objects.filter(gearchiveerd_op__isnull=False)
        stukken = archief.filter(partij__convenant=actor.convenant_id).count()
    rijen = [[grond.label, *per_grond.get(grond, (0, 0))] for grond in Grond]
    return {
        "kolommen": ["Grond", "Te laat", "Komende vier weken"],
        "rijen": rijen,
        "te_laat": sum(rij[1] for rij in rijen),
        "stand": [
            ("Dossiers in het archief", str(stukken)),
            ("Dossiers vernietigd", str(Vernietiging.objects.visible_to(actor).count())),
        ],
    }
