"""The page on informing the subject."""

from uuid import UUID

from django.http import HttpResponse

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost
from overleg.vergaderen.plaats import ernaast
from register.schermen import formulier, past_niet

from ..schermen import haal_te_voeren, na_besluit, overleg_van, zonder_dag
from . import decisions, forms


@formulier_pagina
def informeeradvies(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Advise the core parties on informing the subject."""
    casus = haal_te_voeren(request, pk)
    if casus.informeren_af_op:
        return past_niet(request, casus)
    overleg = overleg_van(request, casus)
    form = forms.InformeeradviesForm(gepost(request))
    zonder_dag(form, "op", overleg)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.adviseer_informeren(
            casus, actor=request.actor, overleg=overleg, **form.cleaned_data
        ),
        titel="Advies over informeren",
        knop="Advies vastleggen",
        gelukt="Het advies is vastgelegd. De kernpartijen horen het.",
        deel="informeren",
        naar=na_besluit(overleg),
        ernaast=ernaast(request, overleg, casus),
    )
