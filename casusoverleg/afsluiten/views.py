"""Pages on closing a casus, or going on."""

from uuid import UUID

from django.forms import Form
from django.http import HttpResponse
from django.urls import reverse

from gedeeld.actor import ActorRequest
from gedeeld.afschrift import datum
from gedeeld.forms import formulier_pagina, gepost
from overleg.vergaderen.plaats import ernaast
from register.access import haal_om_te_wijzigen
from register.schermen import formulier, past_niet

from .. import decisions
from ..dossier.models import Casus
from ..dossier.stil import laatste_dag, weg_te_zetten
from ..plan.models import Maatregel, Plan
from ..rules import mag_vastleggen
from ..schermen import haal_te_voeren, na_besluit, overleg_van, zonder_dag
from . import forms


@formulier_pagina
def advies(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Advise the core parties to close."""
    casus = haal_te_voeren(request, pk)
    geldend = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    form = forms.AdviesForm(
        gepost(request),
        doelen=geldend.doelen if geldend else [],
        niet_af=Maatregel.objects.niet_af().filter(casus=casus).select_related("partij"),
    )
    overleg = overleg_van(request, casus)
    zonder_dag(form, "gegeven_op", overleg)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.adviseer_afsluiten(
            casus, actor=request.actor, overleg=overleg, **form.waarden
        ),
        titel="Advies: casus afsluiten",
        knop="Advies geven",
        gelukt="Het advies gaat naar de kernpartijen.",
        deel="afsluiten",
        naar=na_besluit(overleg),
        ernaast=ernaast(request, overleg, casus),
        uitleg="De kernpartijen besluiten. De uitvoerder van de weegploeg legt hun besluit vast in "
        f"dossier {casus.weegploeg_nummer}.",
    )


@formulier_pagina
def stil_gezien(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put away a warning that a casus goes to the archive in silence, until the next one."""
    actor = request.actor
    zichtbaar = Casus.objects.visible_to(actor)
    casus = haal_om_te_wijzigen(
        request, zichtbaar if mag_vastleggen(actor) else zichtbaar.none(), pk
    )
    nu = weg_te_zetten(casus, actor.vandaag)
    if nu is None and request.method != "POST":
        return past_niet(request, casus, decisions.GEEN_WAARSCHUWING)
    volgende = f"De volgende waarschuwing komt op {datum(nu.tot)}. " if nu and nu.tot else ""
    return formulier(
        request,
        casus,
        Form(gepost(request)),  # it asks nothing: to press the button is to say it
        lambda: decisions.zet_waarschuwing_weg(casus.zaak, actor=actor),
        titel="Nu nog niet besluiten",
        knop="Ik heb dit gezien",
        gelukt="De waarschuwing is weg tot de volgende.",
        uitleg=f"{volgende}De casus gaat na {datum(laatste_dag(casus))} naar het archief, als de kernpartijen"
        " niet besluiten.",
        deel="afsluiten",
        naar=reverse("werklijst"),
    )


@formulier_pagina
def doorgaan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Log that the core parties decided that a silent casus goes on: by the secretary of the weegploeg."""
    actor = request.actor
    zichtbaar = Casus.objects.visible_to(actor)
    casus = haal_om_te_wijzigen(
        request, zichtbaar if mag_vastleggen(actor) else zichtbaar.none(), pk
    )
    form = forms.DoorgaanForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.ga_door(
            casus.zaak,
            actor=actor,
            besluit=form.cleaned_data["besluit"],
            op=form.cleaned_data["genomen_op"],
        ),
        titel="De aanpak gaat door",
        knop="Besluit vastleggen",
        gelukt="Het besluit om door te gaan is vastgelegd.",
        uitleg="Zonder dit besluit gaat de casus een jaar na het laatste werk naar het archief.",
        deel="afsluiten",
    )
