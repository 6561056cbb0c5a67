"""One search for every kind of file: by its number, or by a name with a reason (MvT 5.2, MC 15.2 e).

It says where something is, and not what it holds. Who asks for a number that is not for him gets the answer
that he gets for one that there is not.
"""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import Bladzij, blader
from gedeeld.forms import formulier_pagina
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.personen import Persoon
from invoer import klad
from register.models import Dossier, Inzage
from register.registry import bestanden, vind
from register.schermen import GEMEENTE

from .forms import NummerForm, ZoekForm

VRAAG = "vraag"  # key of what was asked, in an address
NIET = "Er is geen dossier met dit nummer, of het is niet voor u."


@formulier_pagina
def zoeken(request: ActorRequest) -> HttpResponse:
    """Look for a file. A POST, so that no name stands in an address or a log.

    What was asked of a name is kept as a draft under a drawn key: who goes back from a file, or to the next
    page, asks it again.
    """
    if not request.actor.werkt_met_dossiers:
        raise Http404
    if request.method == "POST" and "nummer" in request.POST:
        return _op_nummer(request)
    return _op_naam(request)


def _op_nummer(request: ActorRequest) -> HttpResponse:
    """Open the file with this number; what is no number may be a name."""
    form = NummerForm(request.POST)
    if form.is_valid():
        nummer = form.cleaned_data["nummer"]
        if url := adres(nummer, request.actor):
            return redirect(url)
        Inzage.niet_gevonden(request, nummer)
        form.add_error("nummer", NIET)
    elif form.is_naam and zoekt_namen(request.actor):
        return _toon(request, NummerForm(), ZoekForm(initial=form.als_naam, actor=request.actor))
    return _toon(request, form, ZoekForm(actor=request.actor))


def _op_naam(request: ActorRequest) -> HttpResponse:
    if not zoekt_namen(request.actor):
        return _toon(request, NummerForm(), ZoekForm(actor=request.actor))
    gevraagd = klad.weer(request, request.GET.get(VRAAG, ""))
    vraag = request.POST if request.method == "POST" else gevraagd
    form = ZoekForm(vraag, actor=request.actor)
    if not form.is_valid():
        return _toon(request, NummerForm(), form)
    if request.method == "POST":
        Inzage.gezocht(request, form.cleaned_data["reden"])
        return redirect(f"{request.path}?{VRAAG}={klad.onthoud(request)}")
    gevonden = blader(request, op_naam(form.persoon, request.actor))
    Inzage.noteer(request, gevonden, Inzage.Soort.ZOEKEN, reden=form.cleaned_data["reden"])
    return _toon(request, NummerForm(), form, gevonden)


def zoekt_namen(actor: Actor) -> bool:
    """Whether an actor can look for a name: who reads files as a whole, and not a plan alone (MC 10.5)."""
    return actor.werkt_met_dossiers and not actor.extern


def adres(nummer: str, actor: Actor) -> str:
    """The page on which an actor reads what is for him of the file with this number; empty where nothing is."""
    dossier = Dossier.objects.visible_to(actor).filter(nummer=nummer).first()
    delen = [soort.url_bij(nummer, actor) for soort in bestanden()]
    return dossier.bestand.url_voor(dossier, actor) if dossier else "".join(delen)


def op_naam(persoon: Persoon, actor: Actor) -> Any:
    """Files of whatever kind that may be about a person, as far as the actor reads them; newest first."""
    sleutels = {pk for _, gevonden in vind([persoon], bestanden()) for pk in gevonden}
    rijen = Dossier.objects.visible_to(actor).filter(pk__in=sleutels)
    return rijen.prefetch_related("partij").order_by("-begonnen_op", "nummer")


def _toon(
    request: ActorRequest, nummer: NummerForm, naam: ZoekForm, gevonden: Bladzij | None = None
) -> HttpResponse:
    standen = _standen(gevonden.rijen if gevonden else [])
    return lijstpagina(
        request,
        gevonden or Bladzij([]),
        [*KOLOMMEN, Kolom("Stand", lambda rij, actor: _stand(rij, standen))],
        titel="Zoeken",
        uitleg="In alle dossiers die u mag lezen: meldingen, weegploeg, casussen, verzoeken en archief.",
        bijschrift="Gevonden dossiers",
        leeg=Leeg("Over deze persoon is niets gevonden.", "Probeer een andere spelling."),
        sjabloon="zoeken.html",
        gezocht=gevonden is not None,
        nummerform=nummer,
        form=naam if zoekt_namen(request.actor) else None,
    )


def _standen(rijen: list[Any]) -> dict[UUID, str]:
    """The state of each file; each kind is asked, also that of which there is none."""
    uit: dict[UUID, str] = {}
    for soort in bestanden():
        uit |= soort.standen([rij.pk for rij in rijen if rij.bestand is soort])
    return uit


def _stand(rij: Any, standen: dict[UUID, str]) -> Cel:
    return Cel(standen[rij.pk], kleur="neutraal", beperkt=rij.beperkt)


KOLOMMEN = (
    Kolom(
        "Nummer",
        lambda rij, actor: Cel(rij.nummer, url=rij.bestand.url_voor(rij, actor), nummer=True),
    ),
    Kolom("Soort", lambda rij, actor: Cel(rij.bestand.naam.capitalize())),
    Kolom(GEMEENTE.kop, lambda rij, actor: Cel(rij.partij.naam)),
)
