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
from register import schermen
from register.access import haal, haal_om_te_wijzigen
from register.events import wijzigingen
from register.models import Inzage, noteer_lijst
from register.schermen import (
    bevestig,
    formulier,
    na_formulier,
    past_niet,
    wie_wijzigde,
)
from register.vergelijken.facts import bekend
from weegploeg.models import WeegploegDossier

from . import decisions, events, rules, velden
from .bestand import dossiers_voor, eerdere_voor
from .concept.views import registratie
from .forms import (
    DoorgifteForm,
    DubbelForm,
    GeenActieForm,
    InbrengForm,
    MeldingFilter,
    MeldingForm,
    PolitieForm,
    SignaalForm,
)
from .models import Concept, Melding

AL_AFGEHANDELD = "De melding is al afgehandeld."


@require_safe
def lijst(request: ActorRequest) -> HttpResponse:
    """What waits, the longest waiting first."""
    actor = _lid(request)
    filter_, nieuw = MeldingFilter(request), reverse("meldingen:nieuw")
    return schermen.lijst(
        request,
        Melding.objects.visible_to(actor)
        .select_related("partij", "ontvanger")
        .met_doorgegeven()
        .oudste_open_eerst(),
        KOLOMMEN,
        titel="Meldingen",
        actie=Knop("Melding registreren", nieuw, "plus"),
        tweede=Knop("Zoek persoon", reverse("zoeken")),
        bijschrift="Meldingen, open meldingen eerst",
        sjabloon="meldingen/lijst.html",
        concepten=Concept.objects.visible_to(actor).count(),
        leeg=Leeg(
            "Er zijn geen meldingen.",
            "Komt er een signaal binnen? Registreer dan een melding.",
            nieuw,
            "Melding registreren",
        ),
        filter_=filter_,
    )


def _over(melding: Any, actor: Actor) -> Cel:
    if melding.dossier_nummer:
        return Cel(f"In {melding.dossier_nummer}", zacht=True)
    return Cel(melding.persoon.naam, onder=melding.terrorisme_kort)


def _bron(melding: Any, actor: Actor) -> Cel:
    """With the municipality, for who works for more than one."""
    een = set(actor.partijen) == {melding.partij_id}
    return Cel(melding.get_herkomst_display(), onder="" if een else melding.partij.naam)


def _stand(melding: Any, actor: Actor) -> Cel:
    kleur = "actief" if melding.is_nieuw else "klaar"
    ook = "Ook doorgegeven" if melding.is_nieuw and melding.is_doorgegeven else ""
    return Cel(melding.get_stand_display(), kleur=kleur, beperkt=melding.beperkt, onder=ook)


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
    _lid(request)
    return registratie(request)


@require_safe
def melding(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One melding; after it was brought in, the file it went to."""
    gevraagd = haal(
        request, Melding.objects.visible_to(request.actor).select_related("ontvanger", "partij"), pk
    )
    if gevraagd.stand == Melding.Stand.INGEBRACHT:
        return redirect("weegploeg:dossier", _opgegaan_in(gevraagd))
    al_bekend = bekend(gevraagd, request.actor)
    noteer_lijst(request, al_bekend.dossiers, Inzage.Soort.ZOEKEN)
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
        bekend=al_bekend,
        **acties,
    )


@formulier_pagina
def politie(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record how the police heard of a melding about terrorism, and the reporter of the police."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    if not gevraagd.terrorisme or gevraagd.bij_politie:
        return past_niet(request, gevraagd, decisions.NIET_OVER_TERRORISME)
    form = PolitieForm(gepost(request), instance=gevraagd)
    if gevraagd.politie_ingelicht_op is None:
        form.initial["politie_ingelicht_op"] = actor.vandaag
    return formulier(
        request,
        gevraagd,
        form,
        lambda: decisions.leg_politie_vast(gevraagd, actor=actor, **form.waarden),
        titel="Politie ingelicht",
        knop="Leg vast",
        gelukt="Vastgelegd.",
        uitleg="Deze melding gaat over terrorisme. Licht eerst de politie in. Leg daarna hier vast wat u deed.",
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
    if eerst := gevraagd.terrorisme_open:
        return past_niet(request, gevraagd, eerst)
    dossiers = list(dossiers_voor(gevraagd, actor))
    noteer_lijst(request, dossiers, Inzage.Soort.ZOEKEN)
    initial = {"dossier": request.GET.get("dossier", "")}
    form = InbrengForm(gepost(request), initial=initial, dossiers=dossiers)
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
def samen_inbrengen(request: ActorRequest, pk: UUID, ander: UUID) -> HttpResponse:
    """Bring two meldingen on one person into one new file."""
    actor = request.actor
    meldingen = Melding.objects.visible_to(actor)
    gevraagd, andere = (haal_om_te_wijzigen(request, meldingen, sleutel) for sleutel in (pk, ander))
    if not (gevraagd.is_nieuw and andere.is_nieuw):
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    if eerst := gevraagd.terrorisme_open or andere.terrorisme_open:
        return past_niet(request, gevraagd, eerst)
    return bevestig(
        request,
        gevraagd,
        lambda: decisions.breng_samen_in(gevraagd, andere, actor=actor),
        titel="Beide meldingen inbrengen bij de weegploeg",
        gevolgen=[
            f"Alles in {gevraagd.nummer} en in {andere.nummer} verhuist naar één nieuw dossier van de weegploeg, "
            "ook de signalen en de melders.",
            f"Naam en adres komen uit {gevraagd.nummer}.",
            "Bij de meldingen blijft alleen het nummer staan. Dat kunt u niet terugdraaien.",
        ],
        knop="Breng beide in",
        gelukt="Beide meldingen zijn ingebracht.",
    )


@formulier_pagina
def doorgeven(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that the municipality passed it on."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.door_te_geven_door(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    eerdere = eerdere_voor(gevraagd, actor)
    noteer_lijst(request, list(eerdere), Inzage.Soort.ZOEKEN)
    form = DoorgifteForm(gepost(request), actor=actor, melding=gevraagd, eerdere=eerdere)
    return formulier(
        request,
        gevraagd,
        form,
        lambda: decisions.geef_door(gevraagd, actor=actor, **form.waarden),
        titel="Doorgeven aan een andere instantie",
        knop="Leg vast",
        gelukt="Vastgelegd dat de melding is doorgegeven.",
        uitleg="Leg vast wat u doorgeeft. Het systeem verstuurt niets. De melding blijft open: u kunt haar "
        "daarna ook inbrengen, of aan nog een instantie doorgeven.",
        deel="doorgegeven",
    )


@formulier_pagina
def alleen_doorgegeven(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a melding that was passed on and need not be brought in."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.door_te_geven_door(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    if eerst := gevraagd.terrorisme_open:
        return past_niet(request, gevraagd, eerst)
    if not gevraagd.doorgiften.exists():
        return past_niet(request, gevraagd, decisions.NIET_DOORGEGEVEN)
    return bevestig(
        request,
        gevraagd,
        lambda: decisions.handel_af_als_doorgegeven(gevraagd, actor=actor),
        titel="Afhandelen: alleen doorgegeven",
        gevolgen=[
            "De melding is klaar. Zij gaat niet naar de weegploeg.",
            "U kunt haar niet meer wijzigen, doorgeven of inbrengen.",
            f"Zij blijft vindbaar tot en met {datum(gevraagd.vergeten_op)} en wordt dan vernietigd.",
        ],
        knop="Handel af",
        gelukt="De melding is afgehandeld.",
    )


@formulier_pagina
def dubbel(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a melding that was entered twice."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    if eerst := gevraagd.terrorisme_open:
        return past_niet(request, gevraagd, eerst)
    form = DubbelForm(gepost(request))
    aantal = gevraagd.signalen.count()
    return formulier(
        request,
        gevraagd,
        form,
        lambda: decisions.sluit_als_dubbel(gevraagd, actor=actor, van=form.cleaned_data["nummer"]),
        titel="Afhandelen: dubbel van een andere melding",
        knop="Handel af",
        gelukt="De melding is afgehandeld als dubbel.",
        uitleg=f"In deze melding {'staat 1 signaal' if aantal == 1 else f'staan {aantal} signalen'}. Staat er "
        "een niet in de andere melding, neem het daar dan eerst over. Deze melding houdt haar eigen termijn: "
        f"zij blijft vindbaar tot en met {datum(gevraagd.vergeten_op)} en wordt dan vernietigd.",
    )


@formulier_pagina
def geen_actie(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Close a melding that gives no reason to act."""
    actor = request.actor
    gevraagd = haal_om_te_wijzigen(request, Melding.objects.visible_to(actor), pk)
    if not gevraagd.is_nieuw:
        return past_niet(request, gevraagd, AL_AFGEHANDELD)
    if eerst := gevraagd.terrorisme_open:
        return past_niet(request, gevraagd, eerst)
    if gevraagd.doorgiften.exists():
        return past_niet(request, gevraagd, decisions.WEL_DOORGEGEVEN)
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
            "doorgegeven": sectie(
                velden.DOORGEGEVEN, gevraagd.doorgiften.select_related("grondslag"), kern
            ),
            "afhandeling": sectie(velden.AFHANDELING, [gevraagd], kern),
        },
        "acties": knoppen if mag else {},
        "actie": _volgende(gevraagd) or inbrengen if mag else None,
        "te_wijzigen": {str(rij.pk) for rij in rijen} if mag else set(),
    }


def _volgende(gevraagd: Melding) -> Knop | None:
    """What comes before all else: of terrorism the police must hear first."""
    if gevraagd.terrorisme_open is None:
        return None
    return Knop("Leg vast wat de politie weet", reverse("meldingen:politie", args=[gevraagd.pk]))


def _acties(gevraagd: Melding, actor: Actor) -> dict[str, bool]:
    mag = gevraagd.is_nieuw and not gevraagd.beperkt and rules.behandelt(actor, gevraagd)
    return {
        "is_doorgegeven": gevraagd.doorgiften.exists(),
        "mag_behandelen": mag,
        "mag_doorgeven": mag and rules.mag_doorgeven(actor, gevraagd),
    }
