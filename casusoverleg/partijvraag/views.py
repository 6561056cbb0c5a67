"""Pages on what a party is asked: for the secretary, and for who is asked, who sees that alone."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.access import haal, weiger_stil
from register.models import Dossier, Inzage
from register.schermen import bevestig, formulier, klaar

from ..deelname.decisions import AANGEHOUDEN
from ..dossier.models import Casus
from ..schermen import haal_te_voeren
from . import decisions, forms
from .models import Partijvraag
from .querysets import brachten_in


# For the secretary -------------------------------------------------------------------------------
@formulier_pagina
def verkennen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask a party to look once whether it has a role (MvT 2.3)."""
    casus = haal_te_voeren(request, pk)
    partijen = decisions.te_verkennen(casus, request.actor.vandaag)
    form = forms.VerkennenForm(gepost(request), partijen=partijen)
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_te_verkennen(casus, actor=request.actor, **form.cleaned_data),
        titel="Een partij laten verkennen",
        uitleg=AANGEHOUDEN if casus.aangehouden_op else "",
        knop="Vraag de partij",
        gelukt="De vraag staat op de werklijst van de partij.",
        deel="partijvragen",
    )


@formulier_pagina
def advies_vragen(request: ActorRequest, pk: UUID, deelname_pk: UUID) -> HttpResponse:
    """Ask an adviser, with a text that does not say who it is about (PB 3.4)."""
    casus = haal_te_voeren(request, pk)
    lopend = casus.deelnames.niet_voorbij(request.actor.vandaag).filter(rol="adviseur")
    rij = get_object_or_404(lopend.select_related("partij"), pk=deelname_pk)
    form = forms.AdviesvraagForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_advies(casus, rij, actor=request.actor, **form.cleaned_data),
        titel="Advies vragen zonder identiteit",
        knop="Vraag advies",
        gelukt="De vraag staat op de werklijst van de adviseur.",
        uitleg=f"U vraagt {rij.partij.naam}.",
        deel="partijvragen",
    )


@formulier_pagina
def eigen_gegevens(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Tell a party of what it brought in, and ask its advice; also after closing."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)
    if casus.beperkt:
        weiger_stil(request, casus)
    form = forms.EigenGegevensForm(gepost(request), bijdragen=brachten_in(casus))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.vraag_over_eigen(casus, actor=request.actor, **form.cleaned_data),
        titel="Bericht over gegevens van een partij",
        knop="Stuur het bericht",
        gelukt="Het bericht staat op de werklijst van de partij.",
        deel="partijvragen",
    )


@formulier_pagina
def antwoord_vastleggen(request: ActorRequest, pk: UUID, uitnodiging_pk: UUID) -> HttpResponse:
    """Record what an invited party answered in another way than under its own account."""
    casus = haal_te_voeren(request, pk)
    rijen = casus.partijvragen.filter(soort=Partijvraag.Soort.UITNODIGING)
    rij = get_object_or_404(rijen.select_related("partij"), pk=uitnodiging_pk)
    form = forms.AntwoordVastleggenForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_antwoord_vast(rij, actor=request.actor, **form.cleaned_data),
        titel="Antwoord op een uitnodiging vastleggen",
        knop="Vastleggen",
        gelukt="Het antwoord is vastgelegd.",
        uitleg=f"Het gaat om {rij.partij.naam}. De partij antwoordt zelf als zij dat kan.",
        deel="deelnemers",
    )


@formulier_pagina
def stoppen(request: ActorRequest, pk: UUID, partijvraag_pk: UUID) -> HttpResponse:
    """Stop asking, or do not let in who wants to take part."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also when it is closed
    rijen = casus.partijvragen.exclude(soort=Partijvraag.Soort.UITNODIGING)
    rij = get_object_or_404(rijen.select_related("partij"), pk=partijvraag_pk)
    form = forms.StopForm(gepost(request))
    return bevestig(
        request,
        casus,
        lambda: decisions.stop(rij, actor=request.actor, **form.cleaned_data),
        titel=f"Vraag aan {rij.partij.naam} stoppen",
        gevolgen=["Deze partij leest de vraag vanaf nu niet meer.", "De vraag blijft vermeld."],
        knop="Stop de vraag",
        gelukt="De vraag is gestopt.",
        form=form,
        deel="partijvragen",
    )


# For who is asked --------------------------------------------------------------------------------
@formulier_pagina
@never_cache
def partijvraag(request: ActorRequest, partijvraag_pk: UUID) -> HttpResponse:
    """One question to the actor's party, and its answer."""
    rij = Partijvraag.objects.eigen(request.actor).filter(pk=partijvraag_pk).first()
    if rij is None:
        raise Onvindbaar(Partijvraag, partijvraag_pk)
    dossier = _als_dossier(rij)
    Inzage.noteer(request, [dossier], Inzage.Soort.PAGINA)
    form = _antwoord(request, rij) if rij.open else None
    if form is not None and uitgevoerd(
        form,
        lambda: decisions.beantwoord(
            rij,
            actor=request.actor,
            **{"uitkomst": Partijvraag.Uitkomst.ADVIES, **form.cleaned_data},
        ),
    ):
        return klaar(request, dossier, "Uw antwoord is vastgelegd.", reverse("werklijst"))
    inhoud = {"vraag": rij, "form": form, "vandaag": request.actor.vandaag}
    return render(request, "casusoverleg/partijvraag.html", inhoud)


def _antwoord(request: ActorRequest, rij: Any) -> Any:
    soorten = {"verkennen": forms.VerkenAntwoordForm, "uitnodiging": forms.UitnodigingForm}
    return soorten.get(rij.soort, forms.AdviesForm)(gepost(request))


def _als_dossier(rij: Any) -> Dossier:
    """The casus as who is asked knows it: by key, for the log, and the number of the question."""
    soort = Casus._meta.label_lower
    return Dossier(pk=rij.casus_id, nummer=rij.nummer, dossiersoort=soort)
