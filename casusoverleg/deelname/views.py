"""Pages on who takes part in a casus, and who asks to."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.weigering import require
from register.access import haal
from register.models import Inzage
from register.schermen import bevestig, doe, formulier

from ..dossier.models import Casus
from ..overdracht import Partner
from ..schermen import haal_te_voeren
from . import decisions, forms, vragen
from .gevolgen import van_deelname
from .pagina import gevraagd
from .vangnet import vraag_vangnet, zie_afwijzing

GEVRAAGD = (
    "Uw vraag is ontvangen. Klopt het nummer, dan legt de uitvoerder van het casusoverleg uw vraag voor."
    " U hoort van de uitvoerder wat er is besloten."
)


@formulier_pagina
def deelname(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Let a partner take part in this casus."""
    casus = haal_te_voeren(request, pk)
    dag = request.actor.vandaag
    form = forms.DeelnameForm(
        gepost(request),
        partijen=decisions.uit_te_nodigen(casus, dag),
        raad_kan_niet=decisions.raad_kan_niet(casus, dag),
        initial={"van": dag, **gevraagd(casus, request.GET)},
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.laat_deelnemen(
            casus, actor=request.actor, partner=Partner(**form.cleaned_data)
        ),
        gevolgen=lambda: van_deelname(casus, form.cleaned_data["partij"]),
        titel="Deelnemer toelaten",
        uitleg=decisions.AANGEHOUDEN if casus.aangehouden_op else "",
        knop="Toelaten",
        gelukt="De deelnemer is toegelaten. Zei de partij nog geen ja? Dan leest zij pas iets als zij de uitnodiging aanneemt.",
        deel="deelnemers",
    )


@formulier_pagina
def vangnet(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the core parties let in a partner that no list foresaw, for this casus only."""
    casus = haal_te_voeren(request, pk)
    form = forms.VangnetForm(gepost(request), kern=casus.gemeente.weegploeg)
    return formulier(
        request,
        casus,
        form,
        lambda: vraag_vangnet(casus, actor=request.actor, **form.cleaned_data),
        titel="Partner die op geen lijst staat",
        knop="Vragen aan de beheerder",
        gelukt="De vraag ligt bij de beheerder. Staat de partner in bijlage 1, dan ziet u dat op uw werklijst.",
        uitleg="De kernpartijen van deze casus kunnen een onverwachte partner toelaten, voor deze casus en "
        "geen andere. De partner tekent eerst een geheimhoudingsverklaring; zijn beroepsgeheim blijft zoals "
        "het is. Het rust op bijlage 1 (artikel 1 onder c van het convenant).",
        deel="deelnemers",
    )


@require_POST
def vangnet_gezien(request: ActorRequest, pk: UUID, vangnet_pk: UUID) -> HttpResponse:
    """Record that the refusal of the administrator was seen."""
    casus = haal_te_voeren(request, pk)
    rij = get_object_or_404(casus.vangnetten.select_related("aanvraag"), pk=vangnet_pk)
    return doe(
        request,
        casus,
        lambda: zie_afwijzing(rij, actor=request.actor),
        gelukt="Vastgelegd dat u dit zag.",
    )


@formulier_pagina
def deelname_beeindigen(request: ActorRequest, pk: UUID, deelname_pk: UUID) -> HttpResponse:
    """Take access away, at once."""
    casus = haal(request, Casus.objects.written_by(request.actor), pk)  # also when it is closed
    deelname = get_object_or_404(casus.deelnames.select_related("partij"), pk=deelname_pk)
    form = forms.EindeForm(gepost(request))
    return bevestig(
        request,
        casus,
        lambda: decisions.beeindig_deelname(
            casus, deelname, actor=request.actor, **form.cleaned_data
        ),
        titel=f"Deelname van {deelname.partij.naam} beëindigen",
        gevolgen=[
            "De uitnodiging vervalt."
            if deelname.aanvaard_op is None
            else "Deze partij ziet de casus vanaf nu niet meer.",
            "De deelname blijft vermeld.",
        ],
        knop="Deelname beëindigen",
        gelukt="De deelname is beëindigd.",
        form=form,
        deel="deelnemers",
    )


@formulier_pagina
def regisseur(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Appoint the casusregisseur."""
    casus = haal_te_voeren(request, pk)
    partijen = decisions.partijen_in(casus, request.actor.vandaag).exclude(soort="extern")
    form = forms.RegisseurForm(
        gepost(request), partijen=partijen, initial={"partij": casus.regisseur_id}
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.wijs_regisseur_aan(casus, actor=request.actor, **form.cleaned_data),
        titel="Casusregisseur aanwijzen",
        knop="Aanwijzen",
        gelukt="De casusregisseur is aangewezen.",
        deel="deelnemers",
    )


@formulier_pagina
def beroepsgeheim(request: ActorRequest, pk: UUID, deelname_pk: UUID) -> HttpResponse:
    """Record whether a partner takes part under professional secrecy (MvT 4.3)."""
    casus = haal_te_voeren(request, pk)
    rij = get_object_or_404(
        casus.deelnames.niet_voorbij(request.actor.vandaag).select_related("partij"), pk=deelname_pk
    )
    form = forms.BeroepsgeheimForm(gepost(request), initial={"beroepsgeheim": rij.beroepsgeheim})
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.zet_beroepsgeheim(casus, rij, actor=request.actor, **form.cleaned_data),
        titel="Beroepsgeheim van een deelnemer",
        knop="Leg vast",
        gelukt="Het beroepsgeheim is vastgelegd.",
        uitleg=f"Het gaat om {rij.partij.naam}.",
        deel="deelnemers",
    )


@formulier_pagina
def afspraak(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record what was agreed with a partner (PB 4.3)."""
    casus = haal_te_voeren(request, pk)
    partijen = decisions.partners_in(casus, request.actor.vandaag)
    form = forms.AfspraakForm(
        gepost(request), partijen=partijen, initial={"op": request.actor.vandaag}
    )
    return formulier(
        request,
        casus,
        form,
        lambda: decisions.leg_afspraak_vast(casus, actor=request.actor, **form.cleaned_data),
        titel="Afspraak met een deelnemer vastleggen",
        knop="Leg vast",
        gelukt="De afspraak is vastgelegd.",
        deel="afspraken",
    )


# Asking to take part -----------------------------------------------------------------------------
@formulier_pagina
def meedoen(request: ActorRequest) -> HttpResponse:
    """Ask to take part in a casus; the answer is the same whatever the number."""
    require(vragen.mag_vragen(request.actor))
    form = forms.MeedoenForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: vragen.vraag_deelname(
            actor=request.actor,
            log=lambda pk: Inzage.gevraagd(
                request, Casus._meta.label_lower, form.cleaned_data["nummer"], pk
            ),
            **form.cleaned_data,
        ),
    ):
        messages.info(request, GEVRAAGD)
        return redirect("casusoverleg:lijst")
    return render(request, "casusoverleg/meedoen.html", {"form": form})


@formulier_pagina
def verzoek_afwijzen(request: ActorRequest, pk: UUID, verzoek_pk: UUID) -> HttpResponse:
    """Record that the casusoverleg does not let a party in."""
    casus = haal_te_voeren(request, pk)
    verzoek = get_object_or_404(casus.deelnameverzoeken.open(), pk=verzoek_pk)
    form = forms.AfwijzenForm(gepost(request))
    return formulier(
        request,
        casus,
        form,
        lambda: vragen.wijs_af(verzoek, actor=request.actor, **form.cleaned_data),
        titel="Vraag om mee te doen afwijzen",
        knop="Afwijzen",
        gelukt="De vraag is afgewezen.",
        uitleg=f"{verzoek.partij.naam} vroeg om mee te doen.",
        deel="verzoeken",
    )
