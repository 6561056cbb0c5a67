"""Pages of the meldingen. Each begins at what the actor may see; decisions decide."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.afschrift import Publiek, datum
from gedeeld.forms import formulier_pagina, gelezen, gepost, uitgevoerd, zet_fouten
from gedeeld.lijst import Cel, Knop, Kolom, Leeg
from gedeeld.velden import sectie
from gedeeld.weigering import NietMogelijk, Onvindbaar
from invoer import klad
from register import schermen
from register.access import haal, haal_om_te_wijzigen
from register.events import wijzigingen
from register.models import Inzage, noteer_lijst
from register.schermen import formulier, klaar_op_lijst, na_formulier, past_niet, wie_wijzigde
from weegploeg.models import WeegploegDossier

from . import decisions, events, rules, velden
from .bestand import Eerder, dossiers_voor, eerder, neemt_in
from .forms import (
    DoorgifteForm,
    GeenActieForm,
    InbrengForm,
    MeldingFilter,
    MeldingForm,
    Registratie,
    SignaalForm,
    ZoekForm,
)
from .models import Melding

VRAAG = "vraag"  # key of what was asked, in an address
AL_AFGEHANDELD = "De melding is al afgehandeld."


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """What waits, the longest waiting first."""
    actor = _lid(request)
    filter_, nieuw = MeldingFilter(request), reverse("meldingen:nieuw")
    return schermen.lijst(
        request,
        Melding.objects.visible_to(actor).select_related("partij").oudste_open_eerst(),
        KOLOMMEN,
        titel="Meldingen",
        actie=Knop("Nieuwe melding", nieuw, "plus"),
        tweede=Knop("Zoek persoon", reverse("meldingen:zoeken")),
        bijschrift="Meldingen, open meldingen eerst",
        leeg=Leeg(
            "Er zijn geen meldingen.",
            "Komt er een signaal binnen? Registreer dan een melding.",
            nieuw,
            "Nieuwe melding",
        ),
        filter_=filter_,
    )


def _over(melding: Any, actor: Actor) -> Cel:
    if melding.dossier_nummer:
        return Cel(f"In {melding.dossier_nummer}", zacht=True)
    return Cel(melding.persoon.naam)


def _bron(melding: Any, actor: Actor) -> Cel:
    """With the municipality, for who works for more than one."""
    een = set(actor.partijen) == {melding.partij_id}
    return Cel(melding.get_herkomst_display(), onder="" if een else melding.partij.naam)


def _stand(melding: Any, actor: Actor) -> Cel:
    kleur = "actief" if melding.is_nieuw else "klaar"
    return Cel(melding.get_stand_display(), kleur=kleur, beperkt=melding.beperkt)


def _vergeten(melding: Any, actor: Actor) -> Cel:
    if melding.beperkt:
        return Cel("Niet zolang zij beperkt is", zacht=True)
    return Cel(dag=melding.vergeten_op, uiterlijk=melding.is_nieuw)


KOLOMMEN = (
    Kolom("Nummer", schermen.nummer),
    Kolom("Ontvangen", lambda melding, actor: Cel(dag=melding.ontvangen_op)),
    Kolom("Over", _over),
    Kolom("Bron", _bron),
    Kolom("Stand", _stand),
    Kolom("Vergeten op", _vergeten),
)


@formulier_pagina
def nieuw(request: ActorRequest) -> HttpResponse:
    """Register a melding with its signals."""
    actor = _lid(request)
    form = Registratie(gepost(request), actor=actor, klad=klad.van_pagina(request))
    if request.method == "POST" and not form.nog_een and form.is_valid():
        try:
            gemaakt = decisions.registreer(
                actor=actor,
                naw=form.melding.naw,
                signalen=form.signalen_ingevuld,
                **form.melding.invulvelden,
            )
        except NietMogelijk as fout:
            zet_fouten(form.melding, fout)
        else:
            return klaar_op_lijst(request, gemaakt, "De melding is geregistreerd.")
    return render(request, "meldingen/nieuw.html", {"form": form})


@formulier_pagina
def zoeken(request: ActorRequest) -> HttpResponse:
    """Look for a person. A POST, so that no name stands in an address or a log.

    What was asked is kept as a draft under a drawn key: who goes back from a file asks it again.
    """
    actor = _lid(request)
    gevraagd = klad.weer(request, request.GET.get(VRAAG, ""))
    form = ZoekForm(request.POST if request.method == "POST" else gevraagd)
    gevonden, bladen = None, {"vorige": 0, "volgende": 0}
    if request.method == "POST" and form.is_valid():
        return redirect(f"{request.path}?{VRAAG}={klad.onthoud(request)}")
    if form.is_valid():
        bladzij = form.cleaned_data["bladzij"] or 1
        gevonden = eerder(form.persoon, actor=actor, bladzij=bladzij)
        noteer_lijst(request, gevonden.rijen, Inzage.Soort.ZOEKEN)
        # A new search begins at the first page.
        form = ZoekForm({naam: form.data.get(naam, "") for naam in form.fields} | {"bladzij": ""})
        bladen = {"vorige": bladzij - 1, "volgende": bladzij + 1 if gevonden.meer else 0}
    return render(
        request, "meldingen/zoeken.html", {"form": form, "gevonden": gevonden, "bladen": bladen}
    )


@require_safe
def melding(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One melding; after it was brought in, the file it went to."""
    gevraagd = haal(
        request, Melding.objects.visible_to(request.actor).select_related("ontvanger", "partij"), pk
    )
    if gevraagd.stand == Melding.Stand.INGEBRACHT:
        return redirect("weegploeg:dossier", _opgegaan_in(gevraagd))
    al_bekend = eerder(gevraagd.persoon, actor=request.actor, behalve=gevraagd)
    noteer_lijst(request, al_bekend.rijen, Inzage.Soort.ZOEKEN)
    acties = _acties(gevraagd, request.actor)
    return schermen.dossierpagina(
        request,
        "meldingen/melding.html",
        gevraagd,
        naam=gevraagd.getoonde_naam,
        kleur="actief" if gevraagd.is_nieuw else "klaar",
        meta=[
            ("Ontvangen", datum(gevraagd.ontvangen_op)),
            ("Door", gevraagd.ontvanger.naam),
        ],
        **_secties(gevraagd, acties),
        **_eerder(gevraagd, al_bekend, acties),
        **acties,
    )


@formulier_pagina
def wijzigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Correct or complete a melding."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    form = MeldingForm(gepost(request), instance=gevraagd, actor=actor)
    if uitgevoerd(
        form,
        lambda: decisions.wijzig(
            gevraagd,
            actor=actor,
            gegevens={**form.naw, **form.invulvelden},
            gelezen=gelezen(request.POST),
        ),
        wie=partial(wie_wijzigde, gevraagd),
    ):
        return na_formulier(request, gevraagd, form, "De melding is gewijzigd.")
    inhoud = {
        "form": form,
        "melding": gevraagd,
        "gelezen": wijzigingen(gevraagd, *events.WIJZIGING),
    }
    return render(request, "meldingen/wijzigen.html", inhoud)


@formulier_pagina
def signaal(request: ActorRequest, pk: UUID, signaal_pk: UUID | None = None) -> HttpResponse:
    """Add a signal, or correct one."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    bestaand = get_object_or_404(gevraagd.signalen, pk=signaal_pk) if signaal_pk else None
    form = SignaalForm(gepost(request), instance=bestaand, actor=actor)

    def bewaar() -> object:
        if bestaand:
            return decisions.wijzig_signaal(bestaand, actor=actor, gegevens=form.cleaned_data)
        return decisions.voeg_signaal_toe(gevraagd, actor=actor, signaal=form.cleaned_data)

    return formulier(
        request,
        gevraagd,
        form,
        bewaar,
        titel="Signaal wijzigen" if bestaand else "Signaal toevoegen",
        knop="Sla signaal op",
        gelukt="Het signaal is opgeslagen.",
    )


@formulier_pagina
def inbrengen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Bring it into the weegploeg: in a new file or in an open one."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    dossiers = list(dossiers_voor(gevraagd, actor))
    noteer_lijst(request, dossiers, Inzage.Soort.ZOEKEN)
    form = InbrengForm(gepost(request), dossiers=dossiers)
    if request.method == "POST" and form.is_valid():
        try:
            dossier = decisions.breng_in(gevraagd, actor=actor, dossier=form.gekozen)
        except NietMogelijk as fout:
            zet_fouten(form, fout)
        else:
            messages.success(request, f"{gevraagd.nummer} is ingebracht in {dossier.nummer}.")
            return redirect("weegploeg:dossier", dossier.pk)
    return render(request, "meldingen/inbrengen.html", {"form": form, "melding": gevraagd})


@formulier_pagina
def doorgeven(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the municipality passed it on."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.door_te_geven_door(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    form = DoorgifteForm(gepost(request), initial={"op": actor.vandaag})
    return formulier(
        request,
        gevraagd,
        form,
        lambda: decisions.geef_door(gevraagd, actor=actor, **form.cleaned_data),
        titel="Doorgeven aan een andere instantie",
        knop="Leg vast",
        gelukt="Vastgelegd dat de melding is doorgegeven.",
        uitleg="Leg vast wat u doorgeeft. Het systeem verstuurt niets.",
    )


@formulier_pagina
def geen_actie(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a melding that gives no reason to act."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    form = GeenActieForm(gepost(request), instance=gevraagd)
    return formulier(
        request,
        gevraagd,
        form,
        lambda: decisions.handel_af_zonder_actie(gevraagd, actor=actor, **form.cleaned_data),
        titel="Afhandelen zonder actie",
        knop="Handel af",
        gelukt="De melding is afgehandeld.",
        uitleg="De melding blijft vindbaar tot zij wordt vernietigd. Dat helpt als er later een nieuwe komt.",
    )


def _lid(request: ActorRequest) -> Actor:
    """The actor, when in a weegploeg; for all others these pages are not there."""
    if not request.actor.in_weegploeg:
        raise Http404
    return request.actor


def _opgegaan_in(gevraagd: Melding) -> UUID:
    """Key of the weegploeg's file into which a melding went: it is the one in its case."""
    dossier = WeegploegDossier.objects.filter(zaak=gevraagd.zaak).first()
    if dossier is None:
        raise Onvindbaar(Melding, gevraagd.pk)
    pk: UUID = dossier.pk
    return pk


def _eerder(gevraagd: Melding, al_bekend: Eerder, acties: dict[str, bool]) -> dict[str, Any]:
    mag = acties["mag_behandelen"]
    keuze = {rij.pk for rij in al_bekend.dossiers if neemt_in(rij, gevraagd)} if mag else set()
    return {"eerder": al_bekend, "inbrengen_bij": keuze}


def _secties(gevraagd: Melding, acties: dict[str, bool]) -> dict[str, Any]:
    """What the melding says, and what is done with it."""
    kern, mag = Publiek.KERNPARTIJ, acties["mag_behandelen"]
    rijen = list(gevraagd.signalen.select_related("partij", "grondslag", "grondslag_om"))
    knoppen = {
        "signaal": Knop("Signaal toevoegen", reverse("meldingen:signaal", args=[gevraagd.pk])),
        "wijzigen": Knop("Wijzigen", reverse("meldingen:wijzigen", args=[gevraagd.pk]), "pencil"),
    }
    inbrengen = Knop(
        "Breng in bij de weegploeg", reverse("meldingen:inbrengen", args=[gevraagd.pk]), "scale"
    )
    return {
        "secties": {
            "persoon": sectie(velden.PERSOON, [gevraagd], kern),
            "melding": sectie(velden.MELDING, [gevraagd], kern),
            "signalen": sectie(velden.SIGNALEN, rijen, kern),
            "afhandeling": sectie(velden.AFHANDELING, [gevraagd, *gevraagd.doorgiften.all()], kern),
        },
        "acties": knoppen if mag else {},
        "actie": inbrengen if mag else None,
        "te_wijzigen": {str(rij.pk) for rij in rijen} if mag else set(),
    }


def _acties(gevraagd: Melding, actor: Actor) -> dict[str, bool]:
    mag = gevraagd.is_nieuw and not gevraagd.beperkt and rules.behandelt(actor, gevraagd)
    return {
        "mag_behandelen": mag,
        "mag_doorgeven": mag and rules.mag_doorgeven(actor, gevraagd),
    }
