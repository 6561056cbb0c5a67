"""Pages on incidents: everybody reports, the core parties assess, the supervisor finds out whom it touched."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from convenant.verwerking import mag_register_bijhouden
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.pdf import maak_pdf
from gedeeld.vers import vers_ingelogd
from gedeeld.weigering import Onvindbaar
from register.models import Inzage

from ..querysets import gebruikers_van
from ..verwerkingen import Deel
from . import decisions
from .forms import BeoordelingForm, IncidentForm, MeldafspraakForm, NagaanForm
from .models import Beoordeling, Incident, Meldafspraak, met_oordeel
from .querysets import eigen_gemeenten

BESTAND = Incident._meta.label_lower
LIJST = "beveiliging:incidenten"


# Reading ----------------------------------------------------------------------------------------
@require_safe
def incidenten(request: ActorRequest) -> HttpResponse:
    """The register of incidents; who does not assess any sees what he reported himself."""
    actor = request.actor
    rijen = Incident.objects.visible_to(actor)
    inhoud: dict[str, Any] = {
        "tweede": {"url": reverse("beveiliging:afspraken"), "tekst": "Afspraken over melden"}
    }
    alles = _leest_register(actor)
    if alles:
        inhoud["tweede"] = {
            "url": reverse("beveiliging:incidenten_pdf"),
            "tekst": "Register als PDF",
        }
    return lijstpagina(
        request,
        blader(request, met_oordeel(rijen)),
        (*KOLOMMEN, TERMIJN) if alles else KOLOMMEN,
        titel="Incidenten",
        uitleg="Ging er iets mis met gegevens, of denkt u dat? Meld het meteen. "
        + (
            "Hier staat elk incident, met wat ermee is gedaan."
            if alles
            else "Hier staat wat u hebt gemeld."
        ),
        bijschrift="Incidenten",
        leeg=Leeg(
            "Er is geen incident.", "Is er iets misgegaan? Meld het meteen.", icoon="shield-check"
        ),
        te_laat=lambda rij: alles and rij.wacht_op_de_ap and actor.nu > rij.ap_uiterlijk,
        actie={
            "url": reverse("beveiliging:incident_melden"),
            "tekst": "Incident melden",
            "icoon": "triangle-alert",
        },
        **inhoud,
    )


@require_safe
def incident(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One incident. Who reported it sees his report and whether it was handled, and not what others said."""
    actor = request.actor
    rij = _haal(request, Incident.objects.visible_to(actor), pk)
    inhoud: dict[str, Any] = {
        "incident": rij,
        "melding": _melding(rij),
        "stand": _stand(rij),
        "afspraken": decisions.afspraken(actor),
        "mag_beoordelen": decisions.kan_beoordelen(actor, rij),
        "mag_nagaan": decisions.mag_nagaan(actor, rij) and rij.afgesloten_op is None,
    }
    if _ziet_oordeel(actor, rij):
        oordelen = list(rij.beoordelingen.select_related("door"))
        inhoud |= {
            "oordelen": [(oordeel, _oordeel(oordeel)) for oordeel in oordelen],
            "getroffen": rij.getroffen.select_related("lezer"),
            "wacht": rij.wacht_op_de_ap,
            "te_laat": actor.nu > rij.ap_uiterlijk,
            "resterend": rij.resterend(actor.nu),
        }
    return render(request, "beveiliging/incidenten/incident.html", inhoud)


@require_safe
@vers_ingelogd
def incidenten_pdf(request: ActorRequest) -> HttpResponse:
    """The register on paper: facts, consequences and measures of each (AVG 33 lid 5)."""
    actor = request.actor
    if not _leest_register(actor):
        raise Http404
    rijen = list(met_oordeel(Incident.objects.register_van(actor)))
    for rij in rijen:
        Inzage.zonder_dossier(request, BESTAND, Inzage.Soort.PDF, rij.nummer)
    inhoud = {
        "titel": "Register van incidenten",
        "convenant": actor.convenant_naam,
        "gemaakt": f"Gemaakt op {date_format(actor.vandaag, 'j F Y')}.",
        "nagekeken": "" if rijen else "Er is geen incident gemeld.",
        "delen": [asdict(_deel(rij)) for rij in rijen],
    }
    naam = f"register-van-incidenten-{actor.vandaag:%Y-%m-%d}.pdf"
    return HttpResponse(
        maak_pdf("register", inhoud),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="{naam}"'},
    )


def _leest_register(actor: Actor) -> bool:
    return actor.houdt_toezicht or bool(eigen_gemeenten(actor))


def _ziet_oordeel(actor: Actor, rij: Incident) -> bool:
    return decisions.mag_beoordelen(actor, rij) or decisions.mag_nagaan(actor, rij)


def _haal(request: ActorRequest, rijen: Any, pk: UUID) -> Incident:
    """One of these incidents, for who may do on this page what it is for; each look stands in the log."""
    rij: Incident | None = met_oordeel(rijen).filter(pk=pk).first()
    if rij is None:
        raise Onvindbaar(Incident, pk)
    Inzage.zonder_dossier(request, BESTAND, Inzage.Soort.PAGINA, rij.nummer)
    return rij


# Acting -----------------------------------------------------------------------------------------
@formulier_pagina
def melden(request: ActorRequest) -> HttpResponse:
    """Report an incident: anybody who works here (MC 15.2 g)."""
    actor = request.actor
    form = IncidentForm(
        gepost(request), gemeenten=decisions.gemeenten_voor(actor), vandaag=actor.vandaag
    )
    gemeld: list[Incident] = []
    if uitgevoerd(form, lambda: gemeld.append(decisions.meld(actor=actor, **form.velden))):
        zin = f"Uw melding is vastgelegd als {gemeld[0].nummer}. De uitvoerder ziet haar meteen."
        messages.success(request, f"{zin} Bel ook, als dat is afgesproken.")
        return redirect("beveiliging:incident", gemeld[0].pk)
    inhoud = {"form": form, "afspraken": decisions.afspraken(actor)}
    return render(request, "beveiliging/incidenten/melden.html", inhoud)


@formulier_pagina
def beoordelen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Say whether it is a breach, who hears of it and what was done (AVG 33, 34)."""
    actor = request.actor
    rij = _haal(request, Incident.objects.beoordeeld_door(actor), pk)
    form = BeoordelingForm(gepost(request), laatste=rij.laatste)
    if uitgevoerd(form, lambda: decisions.beoordeel(rij, actor=actor, oordeel=form.oordeel)):
        messages.success(request, "De beoordeling is vastgelegd.")
        return redirect("beveiliging:incident", pk)
    return _formulier(
        request, rij, form, titel="Incident beoordelen", knop="Vastleggen",
        uitleg=f"Een datalek met een risico gaat uiterlijk {_op(rij.ap_uiterlijk)} naar de Autoriteit "
        f"Persoonsgegevens: {rij.resterend(actor.nu)}. Wat u eerder vastlegde, blijft staan.",
    )  # fmt: skip


@vers_ingelogd
@formulier_pagina
def nagaan(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Fill in from the read log which files were seen, and by whom (AVG 33 lid 3)."""
    actor = request.actor
    rij = _haal(request, Incident.objects.na_te_gaan_door(actor), pk)
    dag = timezone.localdate(rij.gemerkt_op)
    form = NagaanForm(
        gepost(request), gebruikers=gebruikers_van(actor), initial={"van": dag, "tot": dag}
    )
    erbij: list[int] = []
    if uitgevoerd(
        form, lambda: erbij.append(decisions.ga_na(rij, actor=actor, **form.cleaned_data))
    ):
        zin = f"Toegevoegd uit het logboek: {erbij[0]}." if erbij[0] else NIETS_GEVONDEN
        messages.success(request, zin)
        return redirect("beveiliging:incident", pk)
    return _formulier(
        request, rij, form, titel="Zoeken in het logboek", knop="Zoeken en toevoegen",
        uitleg=f"Wie zag welk dossier van {rij.gemeente}? Wat wordt gevonden, komt bij het incident te staan: "
        "nummers van dossiers en wie ze zag, zonder inhoud.",
    )  # fmt: skip


@formulier_pagina
def afsluiten(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Nothing is left to do about it."""
    actor = request.actor
    rij = _haal(request, Incident.objects.beoordeeld_door(actor), pk)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: decisions.sluit_af(rij, actor=actor)):
        messages.success(request, f"{rij.nummer} is afgesloten en blijft in het register staan.")
        return redirect("beveiliging:incident", pk)
    return _formulier(
        request, rij, form, titel="Incident afsluiten", knop="Afsluiten",
        uitleg="Daarna verandert er niets meer aan. Het incident blijft in het register staan (artikel 33 lid 5 AVG).",
    )  # fmt: skip


def _formulier(
    request: ActorRequest, rij: Incident, form: forms.Form, **inhoud: Any
) -> HttpResponse:
    terug = reverse("beveiliging:incident", args=[rij.pk])
    inhoud |= {"incident": rij, "form": form, "terug": terug}
    return render(request, "beveiliging/incidenten/formulier.html", inhoud)


# Agreements on reporting ------------------------------------------------------------------------
@require_safe
def afspraken(request: ActorRequest) -> HttpResponse:
    """Who reports to whom, how and within which time, for everybody under the covenant (PB 6.2)."""
    actor = request.actor
    mag = mag_register_bijhouden(actor)
    rijen = Meldafspraak.objects.filter(convenant=actor.convenant_id).order_by("-van", "-pk")
    nieuw = {"url": reverse("beveiliging:afspraak_nieuw"), "tekst": "Afspraak vastleggen"}
    return lijstpagina(
        request,
        blader(request, rijen),
        AFSPRAKEN,
        titel="Afspraken over melden",
        uitleg="Wie een incident aan wie meldt, hoe, en binnen hoeveel uur. De afspraken staan ook bij het melden.",
        bijschrift="Afspraken over het melden van incidenten",
        leeg=Leeg(
            "Er is nog niets afgesproken.",
            "De kernpartijen spreken af wie een incident aan wie meldt (procesbeschrijving 6.2).",
            icoon="clipboard-check",
        ),
        actie=nieuw if mag else {},
        tweede={"url": reverse(LIJST), "tekst": "Incidenten"},
    )


@formulier_pagina
def afspraak_nieuw(request: ActorRequest) -> HttpResponse:
    """Record an agreement."""
    actor = request.actor
    if not mag_register_bijhouden(actor):
        raise Http404
    form = MeldafspraakForm(gepost(request), initial={"van": actor.vandaag})
    if uitgevoerd(form, lambda: decisions.leg_afspraak_vast(actor=actor, **form.cleaned_data)):
        messages.success(request, "De afspraak is vastgelegd.")
        return redirect("beveiliging:afspraken")
    inhoud = {"form": form, "titel": "Afspraak vastleggen", "knop": "Vastleggen"}
    inhoud["terug"] = reverse("beveiliging:afspraken")
    return render(request, "beveiliging/incidenten/formulier.html", inhoud)


@formulier_pagina
def afspraak_einde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """An agreement holds no longer."""
    actor = request.actor
    if not mag_register_bijhouden(actor):
        raise Http404
    rij = get_object_or_404(Meldafspraak, pk=pk, convenant=actor.convenant_id)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: decisions.beeindig_afspraak(rij, actor=actor)):
        messages.success(request, "Vastgelegd dat deze afspraak niet meer geldt.")
        return redirect("beveiliging:afspraken")
    inhoud = {"form": form, "titel": "Afspraak beëindigen", "knop": "Beëindigen"}
    inhoud |= {
        "uitleg": f"{rij}. Dit geldt dan niet meer.",
        "terug": reverse("beveiliging:afspraken"),
    }
    return render(request, "beveiliging/incidenten/formulier.html", inhoud)


# In words ---------------------------------------------------------------------------------------
NIETS_GEVONDEN = "Er is niets nieuws gevonden in het logboek."


def _op(wanneer: datetime) -> str:
    return date_format(timezone.localtime(wanneer), "j F Y, H:i")


def _stand(rij: Incident) -> tuple[str, str]:
    """Colour and word of how far it is; who reported it sees no more than whether it was closed."""
    if rij.afgesloten_op:
        return "klaar", "Afgesloten"
    return ("actief", "In behandeling") if rij.laatste else ("let_op", "Gemeld")


def _melding(rij: Incident) -> list[tuple[str, str]]:
    return [
        ("Wat voor incident", rij.get_soort_display()),
        ("Gemerkt op", _op(rij.gemerkt_op)),
        ("Gemeld op", f"{_op(rij.gemeld_op)}, door {rij.namens}"),
        ("Dossiers van", rij.gemeente.naam),
        ("Welke gegevens", rij.welke_gegevens),
        ("Wat is er gebeurd", rij.wat),
    ]


def _oordeel(rij: Beoordeling) -> list[tuple[str, str]]:
    """What was said, without the questions that did not arise."""
    regels = [
        ("Datalek", "Ja" if rij.datalek else "Nee"),
        ("Risico", rij.get_risico_display()),
        ("Waarom", rij.waarom),
        ("Gemeld bij de AP", _op(rij.ap_gemeld_op) if rij.ap_gemeld_op else ""),
        ("Kenmerk van de AP", rij.ap_kenmerk),
        ("Waarom niet of later bij de AP", rij.ap_reden),
        ("Hoort de betrokkene het", rij.get_betrokkene_display()),
        ("De betrokkene hoorde het op", date_format(rij.betrokkene_op, "j F Y") if rij.betrokkene_op else ""),
        ("Waarom de betrokkene het niet hoort", rij.betrokkene_reden),
        ("Maatregelen", rij.maatregelen),
    ]  # fmt: skip
    return [regel for regel in regels if regel[1]]


def _deel(rij: Incident) -> Deel:
    """One incident in the printed register."""
    oordeel = rij.laatste
    regels = _melding(rij) + (_oordeel(oordeel) if oordeel else [("Beoordeling", "Nog niet")])
    regels.append(("Stand", _stand(rij)[1]))
    gezien = rij.getroffen.select_related("lezer")
    regels += [
        ("Getroffen", f"{een.nummer}, gezien door {een.lezer.username} ({een.namens})")
        for een in gezien
    ]
    return Deel(rij.nummer, [], [f"{kop}: {tekst}" for kop, tekst in regels])


def _nummer(rij: Incident, actor: Actor) -> Cel:
    url = reverse("beveiliging:incident", args=[rij.pk])
    return Cel(rij.nummer, url, nummer=True, onder=rij.gemeente.naam)


def _status(rij: Incident, actor: Actor) -> Cel:
    kleur, tekst = _stand(rij)
    return Cel(tekst, kleur=kleur)


def _termijn(rij: Incident, actor: Actor) -> Cel:
    """What the AP has heard, or how long there is."""
    if rij.wacht_op_de_ap:
        kleur = "gevaar" if actor.nu > rij.ap_uiterlijk else "let_op"
        return Cel(rij.resterend(actor.nu), kleur=kleur, onder=f"Uiterlijk {_op(rij.ap_uiterlijk)}")
    oordeel = rij.laatste
    if oordeel is None or not oordeel.datalek:
        return Cel("Geen datalek", zacht=True)
    if oordeel.ap_gemeld_op:
        return Cel("Gemeld", onder=_op(oordeel.ap_gemeld_op))
    return Cel("Niet gemeld, met reden", zacht=True)


def _einde(rij: Meldafspraak, actor: Actor) -> Cel:
    if rij.tot:
        return Cel("Geldt tot", zacht=True, dag=rij.tot)
    knop = Knop("Beëindigen", reverse("beveiliging:afspraak_einde", args=[rij.pk]), over=rij.wie)
    doen = [knop] if mag_register_bijhouden(actor) else []
    return Cel("Bekijken op", dag=rij.herzien_op, uiterlijk=True, doen=doen)


KOLOMMEN = (
    Kolom("Nummer", _nummer),
    Kolom("Gemerkt", lambda rij, actor: Cel(moment=rij.gemerkt_op)),
    Kolom("Wat", lambda rij, actor: Cel(rij.get_soort_display())),
    Kolom("Stand", _status),
)
TERMIJN = Kolom("Bij de AP", _termijn)
AFSPRAKEN = (
    Kolom("Wie", lambda rij, actor: Cel(rij.wie)),
    Kolom("Aan wie", lambda rij, actor: Cel(rij.aan, onder=rij.hoe)),
    Kolom("Binnen", lambda rij, actor: Cel(f"{rij.uren} uur")),
    Kolom("Geldt", _einde),
)
