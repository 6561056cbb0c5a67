"""Pages of what is written and not registered yet. What a concept says is for its writer alone."""

import json
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd, zet_fouten
from gedeeld.weigering import NietMogelijk, Onvindbaar
from invoer import klad
from register.models import Inzage
from register.schermen import gedaan, klaar_op_lijst

from ..decisions import registreer
from ..forms import Registratie
from ..models import Concept
from . import decisions
from .forms import OvernameForm

BESTAND = Concept._meta.label_lower
KNOPPEN = {"concept", "nog_een"}  # in the form, and no part of what was filled in


@require_safe
def concepten(request: ActorRequest) -> HttpResponse:
    """What the actor writes, and that colleagues write something."""
    actor = request.actor
    if not actor.in_weegploeg:
        raise Http404
    rijen = Concept.objects.visible_to(actor).select_related("schrijver", "vorige", "partij")
    inhoud = {
        "eigen": [rij for rij in rijen if rij.schrijver_id == actor.gebruiker_id],
        "collegas": [rij for rij in rijen if rij.schrijver_id != actor.gebruiker_id],
        "ik": actor.gebruiker_id,
        "vandaag": actor.vandaag,
    }
    return render(request, "meldingen/concepten.html", inhoud)


@formulier_pagina
def concept(request: ActorRequest, concept_pk: UUID) -> HttpResponse:
    """Go on with a concept: fill in more, and keep it or register it."""
    return registratie(request, _haal(request, Concept.objects.eigen(request.actor), concept_pk))


@formulier_pagina
def overnemen(request: ActorRequest, concept_pk: UUID) -> HttpResponse:
    """Take over what a colleague writes; until then it is not read."""
    actor = request.actor
    rijen = Concept.objects.visible_to(actor).exclude(schrijver=actor.gebruiker_id)
    gevraagd = _haal(request, rijen, concept_pk)
    form = OvernameForm(gepost(request))
    if uitgevoerd(form, lambda: decisions.neem_over(gevraagd, actor=actor, **form.cleaned_data)):
        Inzage.zonder_dossier(request, BESTAND, Inzage.Soort.HANDELING, gevraagd.nummer)
        messages.success(request, f"U schrijft nu verder aan concept {gevraagd.nummer}.")
        return redirect("meldingen:concept", gevraagd.pk)
    inhoud = {"concept": gevraagd, "form": form, "titel": "Concept overnemen", "knop": "Neem over"}
    inhoud["zin"] = (
        f"{gevraagd.schrijver.naam} schrijft dit concept. Na overnemen leest en schrijft u het, en de "
        "schrijver niet meer. De laatste dag verandert niet."
    )
    return render(request, "meldingen/concept.html", inhoud)


@formulier_pagina
def weggooien(request: ActorRequest, concept_pk: UUID) -> HttpResponse:
    """Destroy a concept of one's own."""
    actor = request.actor
    gevraagd = _haal(request, Concept.objects.eigen(actor), concept_pk)
    if request.method == "POST" and gedaan(
        request, lambda: decisions.gooi_weg(gevraagd, actor=actor)
    ):
        messages.success(request, f"Concept {gevraagd.nummer} is weg.")
        return redirect("meldingen:concepten")
    inhoud = {"concept": gevraagd, "titel": "Concept weggooien", "knop": "Gooi weg"}
    inhoud["zin"] = "Alles wat u invulde, is dan weg. Dat kunt u niet terugdraaien."
    return render(request, "meldingen/concept.html", inhoud)


def registratie(request: ActorRequest, rij: Concept | None = None) -> HttpResponse:
    """The page on which a melding is registered; or kept as a concept, also what began as one."""
    actor = request.actor
    form = Registratie(
        gepost(request),
        actor=actor,
        klad=klad.van_pagina(request),
        begonnen=_ingevuld(rij) if rij else None,
    )
    if request.method == "POST" and form.als_concept:
        try:
            bewaard = _bewaar(request, form, rij, actor)
        except NietMogelijk as fout:
            zet_fouten(form.melding, fout)
        else:
            if bewaard:
                dag = date_format(bewaard.laatste_dag, "j F Y")
                zin = f"Concept {bewaard.nummer} is bewaard, tot en met {dag}."
                messages.success(request, zin)
                return redirect("meldingen:concepten")
    elif request.method == "POST" and not form.nog_een and form.is_valid():
        velden: dict[str, Any] = {"naw": form.melding.naw, "signalen": form.signalen_ingevuld}
        velden |= form.melding.invulvelden
        try:
            if rij:
                gemaakt = decisions.dien_in(rij, actor=actor, **velden)
            else:
                gemaakt = registreer(actor=actor, **velden)
        except NietMogelijk as fout:
            zet_fouten(form.melding, fout)
        else:
            zin = "De melding is geregistreerd."
            if gemaakt.terrorisme_open:
                zin += " Licht nu de politie in, en leg dat bij de melding vast."
            return klaar_op_lijst(request, gemaakt, zin)
    return render(request, "meldingen/nieuw.html", {"form": form, "concept": rij})


def _bewaar(
    request: ActorRequest, form: Registratie, rij: Concept | None, actor: Actor
) -> Concept | None:
    """The concept, kept; None where the form says what it misses."""
    waarden = form.voor_concept()
    if waarden is None:
        return None
    velden = [paar for paar in klad.getypt(request.POST) if paar[0] not in KNOPPEN]
    return decisions.bewaar(actor=actor, velden=velden, concept=rij, **waarden)


def _ingevuld(rij: Concept) -> QueryDict:
    """What was filled in, as it was sent."""
    uit = QueryDict(mutable=True)
    for naam, waarde in json.loads(rij.inhoud.velden):
        uit.appendlist(naam, waarde)
    return uit


def _haal(request: ActorRequest, rijen: Any, pk: UUID) -> Any:
    """A concept that is there for the actor; each look stands in the log."""
    gevonden = rijen.filter(pk=pk).select_related("schrijver").first()
    if gevonden is None:
        raise Onvindbaar(Concept, pk)
    Inzage.zonder_dossier(request, BESTAND, Inzage.Soort.PAGINA, gevonden.nummer)
    return gevonden
