"""The pages of the data protection officer on one file: ask for it, and read it."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from gedeeld.actor import ActorRequest
from gedeeld.afschrift import Publiek
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.vers import vers_ingelogd
from gedeeld.weigering import Onvindbaar
from register.models import Dossier, Inzage, Toezichtvraag
from register.muur import als
from register.registry import heel_afschrift
from register.schermen import tijdlijn

from .. import logtabs
from . import decisions
from .forms import ToezichtvraagForm


@vers_ingelogd
@formulier_pagina
def toezichtvragen(request: ActorRequest) -> HttpResponse:
    """Open one file with a reason; and what is open now (AVG 38.2)."""
    actor = request.actor
    if not actor.is_fg:
        raise Http404
    form, vragen = ToezichtvraagForm(gepost(request)), list[Toezichtvraag]()

    def doe() -> None:
        gegeven = form.cleaned_data
        dossier = decisions.zoek(request, gegeven["nummer"], actor, gegeven["reden"])
        vragen.append(decisions.open_dossier(dossier, actor=actor, reden=gegeven["reden"]))

    if uitgevoerd(form, doe):
        return redirect("beveiliging:toezichtvraag", vragen[0].pk)
    lopend = decisions.met_nummer(decisions.lopend(actor))
    inhoud = {"form": form, "lopend": lopend, "tabs": logtabs.tabs(request)}
    return render(request, "beveiliging/toezichtvraag/vragen.html", inhoud)


@vers_ingelogd
@require_safe
def toezichtvraag(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The file of one question as its core parties read it, while that lasts; each look is logged."""
    vraag: Toezichtvraag = get_object_or_404(decisions.lopend(request.actor), pk=pk)
    onderzoeker = decisions.onderzoeker(vraag, request.actor)
    with als(onderzoeker):
        rij = Dossier.objects.visible_to(onderzoeker).filter(pk=vraag.dossier_id).first()
        if rij is None:
            raise Onvindbaar(Dossier, vraag.dossier_id)
        dossier: Dossier = rij.bestand.met_inhoud.visible_to(onderzoeker).get(pk=rij.pk)
        inhoud = {
            "vraag": vraag,
            "nummer": dossier.nummer,
            "afschrift": heel_afschrift(dossier, Publiek.KERNPARTIJ),
            "tijdlijn": tijdlijn(dossier),
        }
    # Here, as in the name of who investigates nothing can be written; nothing is shown before it is.
    Inzage.noteer(request, [dossier], Inzage.Soort.TOEZICHT, reden=vraag.reden)
    rij.bestand.noteer_onderzoek(dossier, request.actor)
    return render(request, "beveiliging/toezichtvraag/vraag.html", inhoud)
