"""Pages on what was brought in: who the subject is, signals, and the reporter behind them."""

from typing import cast
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache

from convenant.gegevens import SignaalWaarden
from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.events import wijzigingen
from register.models import Inzage
from register.schermen import bevestig, formulier, past_niet, toon_formulier

from .. import rules
from ..events import SUBJECT
from ..models import Gedeeld, WeegploegDossier
from ..schermen import haal_voor
from . import decisions, forms


@formulier_pagina
@never_cache
def subject(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct or complete who the subject is."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    form = forms.SubjectForm(gepost(request), instance=gevonden)
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.wijzig_subject(
            gevonden,
            actor=request.actor,
            naw=form.naw,
            reden=form.cleaned_data["reden"],
            gelezen=gelezen(request.POST),
        ),
        titel="Gegevens van het subject",
        knop="Opslaan",
        gelukt="De gegevens van het subject zijn opgeslagen.",
        uitleg="Is er al een casus? Wijzig het daar ook: die heeft een eigen kopie.",
        gelezen=wijzigingen(gevonden, *SUBJECT),
    )


@formulier_pagina
@never_cache
def doorgeven(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the municipality passed on what it brought in."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    if gevonden.partij_id not in request.actor.partijen:
        raise Onvindbaar(WeegploegDossier, pk)
    ontvangen_op = decisions.eerst_ontvangen(gevonden)
    if gevonden.stand not in WeegploegDossier.NEEMT_IN or ontvangen_op is None:
        return past_niet(request, gevonden)
    form = forms.DoorgifteForm(
        gepost(request),
        actor=request.actor,
        signalen=decisions.door_te_geven(gevonden, request.actor.vandaag),
        ontvangen_op=ontvangen_op,
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.geef_door(gevonden, actor=request.actor, **form.waarden),
        titel="Doorgeven aan een andere instantie",
        knop="Leg vast",
        gelukt="Vastgelegd dat dit is doorgegeven.",
        uitleg="De gemeente geeft alleen door wat zij zelf inbracht. Leg vast wat u doorgeeft. Het systeem "
        "verstuurt niets.",
        deel="doorgegeven",
    )


@formulier_pagina
@never_cache
def signaal(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A core party adds a signal of its own."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    if gevonden.stand not in WeegploegDossier.NEEMT_IN:
        return past_niet(request, gevonden)
    form = forms.SignaalForm(gepost(request), actor=request.actor)
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.voeg_signaal_toe(
            gevonden, actor=request.actor, velden=cast("SignaalWaarden", form.cleaned_data)
        ),
        titel="Signaal toevoegen",
        knop="Voeg signaal toe",
        gelukt="Het signaal is toegevoegd.",
        uitleg=f"U voegt een signaal toe uit eigen gegevens van {request.actor.namens(gevonden.partij_id)}. "
        "Komt het van een melder? Registreer dan een melding.",
    )


@formulier_pagina
@never_cache
def verbeteren(request: ActorRequest, pk: UUID, signaal: UUID) -> HttpResponse:
    """The party that brought a signal puts it right (MC 8.3)."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    rij = get_object_or_404(
        gevonden.signalen.select_related("partij"), pk=signaal, partij__in=request.actor.partijen
    )
    form = forms.VerbeterForm(gepost(request), actor=request.actor, instance=rij)
    uitleg = "Wat er stond, blijft apart bewaard. De andere kernpartijen krijgen bericht."
    if rij.gedeeld == Gedeeld.JA:
        uitleg += " Ook in de casus staat daarna wat u nu invult."
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.verbeter_signaal(
            rij,
            actor=request.actor,
            velden=cast("SignaalWaarden", form.velden),
            reden=form.cleaned_data["reden"],
        ),
        titel="Signaal verbeteren",
        knop="Sla de verbetering op",
        gelukt="Het signaal is verbeterd.",
        uitleg=uitleg,
        deel="signalen",
    )


@formulier_pagina
@never_cache
def achterhouden(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The police or the OM says that it holds something back; nothing asks what (MvT 4.4)."""
    gevonden = haal_voor(request, pk, rules.mag_achterhouden)
    if gevonden.stand not in WeegploegDossier.NEEMT_IN:
        return past_niet(request, gevonden)
    return bevestig(
        request,
        gevonden,
        lambda: decisions.leg_achterhouden_vast(gevonden, actor=request.actor),
        titel="Vastleggen dat uw partij iets achterhoudt",
        gevolgen=[
            "In het dossier staat dat uw organisatie om zwaarwegende redenen iets achterhoudt, met de dag.",
            "Wat u achterhoudt, schrijft u nergens op.",
            "De andere kernpartijen lezen dit. Vraagt de betrokkene om inzage, dan kijkt de uitvoerder samen "
            "met uw organisatie of hij dit hoort.",
        ],
        knop="Leg vast",
        gelukt="Vastgelegd dat uw organisatie iets achterhoudt.",
        deel="achtergehouden",
    )


@formulier_pagina
@never_cache
def terugkoppelen(request: ActorRequest, pk: UUID, inbreng: UUID) -> HttpResponse:
    """The party that brought it in told the reporter the outcome (PB 3.4 ad 2)."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    rij = get_object_or_404(gevonden.inbrengen, pk=inbreng, partij__in=request.actor.partijen)
    if not decisions.moet_terugkoppelen(gevonden, rij):
        return past_niet(request, gevonden)
    form = forms.TerugkoppelForm(gepost(request), initial={"op": request.actor.vandaag})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.koppel_terug(rij, actor=request.actor, **form.cleaned_data),
        titel="De melder kent de uitkomst",
        knop="Leg vast",
        gelukt="De terugkoppeling aan de melder is vastgelegd.",
        uitleg="Vertel de melder eerst dat er geen casusoverleg komt. Zeg niets over de persoon zelf.",
    )


@formulier_pagina
@never_cache
def melder(request: ActorRequest, pk: UUID, inbreng: UUID) -> HttpResponse:
    """Show the reporter of another party's melding, once, to who says why; it is logged (MC 8.4)."""
    gevonden = haal_voor(request, pk, rules.mag_wegen)
    rij = get_object_or_404(gevonden.inbrengen.select_related("partij"), pk=inbreng)
    if rij.partij_id in request.actor.partijen or not rij.melder_bekend:
        return redirect("weegploeg:dossier", pk)  # it stands there, or there is none
    form = forms.MelderForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: decisions.bekijk_melder(rij, actor=request.actor, reden=form.cleaned_data["reden"]),
    ):
        Inzage.noteer(request, [gevonden], Inzage.Soort.MELDER)
        return render(request, "weegploeg/melder.html", {"dossier": gevonden, "inbreng": rij})
    return toon_formulier(
        request,
        gevonden,
        form,
        titel="De melder bekijken",
        knop="Toon de melder",
        uitleg=f"De melder is bekend bij {rij.partij.naam}.",
    )
