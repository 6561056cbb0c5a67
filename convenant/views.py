"""The covenant as everybody under it can read it, and what the administrator does to it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import Exists, OuterRef, Prefetch, QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.views.decorators.http import require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.pdf import maak_pdf

from . import (
    bijlage1,
    decisions,
    mandaat,
    opzegging,
    politie,
    rules,
    satelliet,
    schermen,
    vangnet,
    verwerking,
    wijzigingen,
)
from .forms import (
    BesluitArtikel20Form,
    ControletijdForm,
    KernbesluitForm,
    MandaatForm,
    OpForm,
    OpzeggingForm,
    PartijForm,
    PartijNieuwForm,
    PartnerAfwijzenForm,
    PartnerForm,
    PublicatieForm,
    RegisterForm,
    SatellietForm,
    SelectielijstForm,
    VerklaringForm,
    VerwerkerForm,
    WaarborgForm,
    WerktijdForm,
)
from .models import (
    CASUS,
    KERN,
    TAKEN,
    BesluitArtikel20,
    Bijlage1,
    Convenant,
    Geheimhoudingsverklaring,
    Mandaat,
    Ontwikkelgebied,
    Opzegging,
    Partij,
    Partneraanvraag,
    Satelliet,
    SoortPartij,
    Verklaringsdocument,
    Verwerkersovereenkomst,
    Waarborg,
)

VERNIEUWEN = timedelta(days=90)
WIJZIGINGEN = 10  # on the first page; the others have a page of their own


# Reading --------------------------------------------------------------------------------------
@require_safe
def overzicht(request: ActorRequest) -> HttpResponse:
    """The covenant, annex 1 and the parties with their tasks (MC Partijen, 1 c, 2, 11.1, 18)."""
    actor = request.actor
    convenant = _convenant(actor)
    partijen = list(convenant.partijen.exclude(soort=SoortPartij.EXTERN))
    opgezegd = {rij.partij_id: rij for rij in opzegging.leesbaar(actor)}
    inhoud = schermen.kader(request) | {
        "convenant": convenant,
        "in_werking": convenant.in_werking(actor.vandaag),
        "bijlage1": _bijlage1(actor),
        "kernpartijen": _per_soort(partijen, KERN, opgezegd, actor),
        "casuspartijen": _per_soort(partijen, CASUS, opgezegd, actor),
        "satellieten": [
            (rij, _stand(rij, actor, einde="convenant:satelliet_einde", over=rij.naam))
            for rij in satelliet.van_convenant(actor)
        ],
        "verwerkers": [(rij, _verwerker(rij, actor)) for rij in verwerking.verwerkers(actor)],
        "zonder_overeenkomst": verwerking.zonder_overeenkomst(actor.convenant_id, actor.vandaag),
        "aanvragen": vangnet.te_beantwoorden(actor),
        "mag_beheren": decisions.mag_beheren(actor),
        "mag_documenten": decisions.mag_documenten_lezen(actor),
    }
    if decisions.mag_wijzigingen_lezen(actor):
        laatste = wijzigingen.van(actor.convenant_id)[:WIJZIGINGEN]
        inhoud["wijzigingen"] = [wijzigingen.punt(rij) for rij in laatste]
    return render(request, "convenant/overzicht.html", inhoud)


@require_safe
def bijlage1_op(request: ActorRequest) -> HttpResponse:
    """Annex 1 as it holds on a day that is chosen, to read and to print (MC 1 c, 11.1)."""
    form = _op(request)
    inhoud: dict[str, Any] = {"form": form}
    if form.is_valid():
        dag = form.cleaned_data["op"]
        inhoud |= bijlage1.afdruk(request.actor, dag) | {"dag": dag}
    return render(request, "convenant/bijlage1.html", inhoud)


@require_safe
def bijlage1_pdf(request: ActorRequest) -> HttpResponse:
    """The same on paper (PDF/UA-1)."""
    form = _op(request)
    if not form.is_valid():
        raise Http404
    dag = form.cleaned_data["op"]
    return HttpResponse(
        maak_pdf("bijlage1", bijlage1.afdruk(request.actor, dag)),
        content_type="application/pdf",
        headers={"Content-Disposition": f'attachment; filename="bijlage-1-{dag:%Y-%m-%d}.pdf"'},
    )


@require_safe
def mandaten(request: ActorRequest) -> HttpResponse:
    """Who decides and signs for which governing body, and where bezwaar goes (MC 4, Awb 10:3)."""
    return lijstpagina(
        request,
        blader(request, mandaat.van_convenant(request.actor)),
        MANDATEN,
        titel="Mandaten",
        uitleg="Wie namens een bestuursorgaan beslist en tekent. Dit staat in elke brief aan een betrokkene.",
        bijschrift="Mandaten",
        leeg=Leeg(
            "Er is nog geen mandaat vastgelegd.",
            "Zonder mandaat gaat er geen brief naar een betrokkene. De beheerder legt het vast bij de partij.",
            icoon="users",
        ),
        **schermen.kader(request),
    )


@require_safe
def politie_en_wpg(request: ActorRequest) -> HttpResponse:
    """What is recorded so that the police may give data on Wpg 18.2 and 20 (WPG 2, MC 6 b)."""
    actor = request.actor
    inhoud = schermen.kader(request) | {
        "waarborgen": [
            (rij, _stand(rij, actor, einde="convenant:waarborg_einde", over=str(rij.partij)))
            for rij in politie.waarborgen(actor)
        ],
        "zonder": politie.zonder_waarborg(actor),
        "besluiten": [
            (rij, _stand(rij, actor, einde="convenant:artikel20_einde", over=rij.document))
            for rij in politie.besluiten(actor)
        ],
        "mag_beheren": decisions.mag_beheren(actor),
    }
    return render(request, "convenant/politie.html", inhoud)


def _verwerker(rij: Verwerkersovereenkomst, actor: Actor) -> Cel:
    """The state of an agreement; one that ends soon stands out."""
    stand = _stand(rij, actor, einde="convenant:verwerker_einde", over=rij.naam)
    return replace(stand, kleur="gevaar") if verwerking.loopt_af(rij, actor.vandaag) else stand


Eindigt = Verwerkersovereenkomst | Mandaat | Satelliet | Waarborg | BesluitArtikel20


def _stand(rij: Eindigt, actor: Actor, *, einde: str, over: str) -> Cel:
    """The state of what the administrator can end, and how he does.

    Args:
        einde: name of the page on which.
        over: what it is about, for who cannot see the row.
    """
    kleur, stand = rules.stand(rij.van, rij.tot, actor.vandaag)
    open_ = decisions.mag_beheren(actor) and kleur != "neutraal"
    doen = [Knop("Beëindigen", reverse(einde, args=[rij.pk]), over=over)] if open_ else []
    return Cel(stand, kleur=kleur, doen=doen, onder=f"Vanaf {date_format(rij.van, 'j F Y')}")


MANDATEN = (
    Kolom("Partij", lambda rij, actor: Cel(str(rij.partij), onder=f"Namens {rij.namens}")),
    Kolom("Wie beslist en tekent", lambda rij, actor: Cel(rij.functie, onder=rij.besluit)),
    Kolom("Bezwaar gaat naar", lambda rij, actor: Cel(rij.bezwaar)),
    Kolom(
        "Stand",
        lambda rij, actor: _stand(
            rij, actor, einde="convenant:mandaat_einde", over=str(rij.partij)
        ),
    ),
)


@require_safe
def alle_wijzigingen(request: ActorRequest) -> HttpResponse:
    """What was changed in covenant, roles and accounts, and by whom (MC 15.2 c, f)."""
    if not decisions.mag_wijzigingen_lezen(request.actor):
        raise Http404
    pagina = blader(request, wijzigingen.van(request.actor.convenant_id))
    inhoud = schermen.kader(request) | {
        "pagina": pagina,
        "gebeurtenissen": [wijzigingen.punt(rij) for rij in pagina],
    }
    return render(request, "convenant/wijzigingen.html", inhoud)


@require_safe
def procesbeschrijving(request: ActorRequest) -> HttpResponse:
    """Annex 2: how the work goes, from signal to closing (MC 3)."""
    return render(request, "convenant/procesbeschrijving.html", schermen.kader(request))


@require_safe
def referentiekader(request: ActorRequest) -> HttpResponse:
    """Annex 3: the frame by which signals are weighed (MC 3, 7.3; PB 7)."""
    kader = _convenant(request.actor).referentiekader
    gebieden = list(kader.ontwikkelgebieden.all())
    groepen = [
        (gebied.label, [rij for rij in gebieden if rij.gebied == gebied])
        for gebied in Ontwikkelgebied.Gebied
    ]
    inhoud = schermen.kader(request) | {
        "kader": kader,
        "fasen": kader.fasen.all(),
        "groepen": groepen,
    }
    return render(request, "convenant/referentiekader.html", inhoud)


# Acts of the administrator --------------------------------------------------------------------
@formulier_pagina
def bijlage1_nieuw(request: ActorRequest) -> HttpResponse:
    """Add an external partner to annex 1, with its statement (MC 1 c, 14.2)."""
    schermen.alleen_beheer(request.actor)
    form = PartnerForm(
        gepost(request),
        request.FILES or None,
        kern=_beslissers(request.actor),
        initial={"van": request.actor.vandaag},
    )
    if uitgevoerd(form, lambda: bijlage1.neem_op(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De partner staat in bijlage 1.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel="Partner toevoegen aan bijlage 1",
        uitleg="De kernpartijen hebben samen besloten dat deze partner uitgenodigd kan worden. U legt dat vast.",
        knop="Toevoegen aan bijlage 1",
    )


@formulier_pagina
def partij_nieuw(request: ActorRequest) -> HttpResponse:
    """Record that a municipality or a casuspartij joined the covenant (MC Partijen)."""
    schermen.alleen_beheer(request.actor)
    form = PartijNieuwForm(gepost(request), initial={"vanaf": request.actor.vandaag})
    if uitgevoerd(
        form, lambda: decisions.voeg_partij_toe(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "De partij is toegevoegd.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel="Partij toevoegen",
        uitleg="De partij heeft het convenant getekend. Geef daarna haar mensen een rol.",
        knop="Toevoegen",
    )


@formulier_pagina
def partij_wijzigen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Change how a party or partner is reached, and the code of a municipality."""
    schermen.alleen_beheer(request.actor)
    partij = get_object_or_404(Partij, pk=pk, convenant=request.actor.convenant_id)
    form = PartijForm(gepost(request), instance=partij)
    if uitgevoerd(
        form, lambda: decisions.wijzig_partij(partij, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "De gegevens van de partij zijn opgeslagen.")
        return redirect("convenant:overzicht")
    return schermen.formulier(request, form, titel=f"{partij}: gegevens wijzigen", knop="Opslaan")


@formulier_pagina
def bijlage1_einde(request: ActorRequest, pk: int) -> HttpResponse:
    """End an entry of annex 1, after a page that says what that means (MC 1 c)."""
    schermen.alleen_beheer(request.actor)
    vermelding = get_object_or_404(bijlage1.leesbaar(request.actor), pk=pk)
    kern = bijlage1.kern_van(vermelding).filter(vanaf__lte=request.actor.vandaag)
    form = KernbesluitForm(gepost(request), kern=kern)
    if uitgevoerd(form, lambda: bijlage1.beeindig(pk, actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De vermelding in bijlage 1 is beëindigd.")
        return redirect("convenant:overzicht")
    return schermen.bevestig(
        request,
        form,
        titel=f"{vermelding.partij}: vermelding beëindigen",
        gevolgen=[
            "De partner ziet vanaf nu niets meer, ook niet in een scherm dat nog openstaat.",
            "De partner kan niet meer worden uitgenodigd voor een casusoverleg.",
            "De geheimhouding blijft gelden (artikel 14 van het convenant).",
        ],
        knop="Vermelding beëindigen",
    )


@formulier_pagina
def bijlage1_besluit(request: ActorRequest, pk: int) -> HttpResponse:
    """Say by which decision an entry stands in annex 1, where that is not recorded (MC 1 c)."""
    schermen.alleen_beheer(request.actor)
    vermelding = get_object_or_404(bijlage1.leesbaar(request.actor), pk=pk, besluit=None)
    form = KernbesluitForm(gepost(request), kern=_beslissers(request.actor))
    if uitgevoerd(
        form, lambda: bijlage1.leg_besluit_vast(pk, actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "Het besluit is vastgelegd.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel=f"{vermelding.partij}: besluit vastleggen",
        uitleg="Welk besluit van de kernpartijen bracht deze partner in bijlage 1?",
        knop="Besluit vastleggen",
    )


@formulier_pagina
def partner_opnemen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Enter a partner in annex 1 for one casus, with its statement; which casus is not said (VNG)."""
    aanvraag = _aanvraag(request, pk)
    form = VerklaringForm(gepost(request), request.FILES or None)
    if uitgevoerd(form, lambda: vangnet.bevestig(pk, actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De partner staat voor één casus in bijlage 1.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel=f"{aanvraag.naam}: opnemen voor één casus",
        uitleg=f"{aanvraag.besluit.in_woorden}. De vermelding geldt tot {_dag(aanvraag.tot)} en voor één "
        f"casus; welke, leest u niet. In bijlage 1 komt: {aanvraag.reden} Adres: {aanvraag.contact}. "
        f"{bijlage1.ALLEEN_EEN_CASUS}",
        knop="Opnemen in bijlage 1",
    )


@formulier_pagina
def partner_afwijzen(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Do not enter a partner for one casus, and say why."""
    aanvraag = _aanvraag(request, pk)
    form = PartnerAfwijzenForm(gepost(request))
    if uitgevoerd(form, lambda: vangnet.wijs_af(pk, actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De vraag is afgewezen.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request, form, titel=f"{aanvraag.naam}: niet opnemen", knop="Vraag afwijzen"
    )


def _aanvraag(request: ActorRequest, pk: UUID) -> Partneraanvraag:
    return get_object_or_404(vangnet.te_beantwoorden(request.actor), pk=pk)


@formulier_pagina
def satelliet_nieuw(request: ActorRequest) -> HttpResponse:
    """Record a general expert, who never gets personal data (MvT 2.3)."""
    schermen.alleen_beheer(request.actor)
    form = SatellietForm(gepost(request), initial={"van": request.actor.vandaag})
    if uitgevoerd(form, lambda: satelliet.neem_op(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De satellietpartner is vastgelegd.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel="Satellietpartner toevoegen",
        uitleg="Een deskundige die alleen meepraat over algemene zaken. Zij krijgt geen account en nooit "
        "persoonsgegevens.",
        knop="Toevoegen",
    )


@formulier_pagina
def satelliet_einde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """End that a body is a general expert."""
    schermen.alleen_beheer(request.actor)
    rij = get_object_or_404(satelliet.van_convenant(request.actor), pk=pk)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: satelliet.beeindig(pk, actor=request.actor)):
        messages.success(request, f"{rij.naam} is geen satellietpartner meer.")
        return redirect("convenant:overzicht")
    return schermen.bevestig(
        request,
        form,
        titel=f"{rij.naam}: satellietpartner beëindigen",
        gevolgen=[
            "Nodig deze organisatie niet meer uit als deskundige.",
            "Voor wat zij hoorde, verandert er niets: dat ging over niemand.",
        ],
        knop="Beëindigen",
    )


@formulier_pagina
def register_bijhouden(request: ActorRequest) -> HttpResponse:
    """Write what the register says in words, and that somebody looked at it (AVG 30, MC 4)."""
    if not verwerking.mag_register_bijhouden(request.actor):
        raise Http404
    tekst = verwerking.registertekst(_convenant(request.actor))
    velden = {naam: getattr(tekst, naam) for naam in RegisterForm.base_fields}
    form = RegisterForm(gepost(request), initial=velden)
    if uitgevoerd(
        form, lambda: verwerking.schrijf_register(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "Het register is bijgewerkt.")
        return redirect("beveiliging:register")
    return schermen.formulier(
        request,
        form,
        terug="beveiliging:register",
        titel="Register bijhouden",
        uitleg="De rest van het register volgt uit het convenant. Sla op als u alles hebt nagekeken, ook als er "
        "niets verandert.",
        knop="Nagekeken en opslaan",
    )


@formulier_pagina
def verwerker_nieuw(request: ActorRequest) -> HttpResponse:
    """Record who runs the system as processor, and by which agreement (AVG 28, PB 3.3)."""
    schermen.alleen_beheer(request.actor)
    form = VerwerkerForm(gepost(request), initial={"van": request.actor.vandaag})
    if uitgevoerd(
        form, lambda: verwerking.leg_verwerker_vast(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "De verwerkersovereenkomst is vastgelegd.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel="Verwerker vastleggen",
        uitleg="Draait een andere organisatie dit systeem? Leg dan de overeenkomst met haar vast.",
        knop="Vastleggen",
    )


@formulier_pagina
def verwerker_einde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """An organisation runs the system no longer."""
    schermen.alleen_beheer(request.actor)
    rij = get_object_or_404(verwerking.verwerkers(request.actor), pk=pk)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: verwerking.beeindig_verwerker(pk, actor=request.actor)):
        messages.success(request, "Vastgelegd dat deze overeenkomst niet meer geldt.")
        return redirect("convenant:overzicht")
    return schermen.bevestig(
        request,
        form,
        titel=f"{rij.naam}: overeenkomst beëindigen",
        gevolgen=[
            "Vanaf vandaag mag deze organisatie het systeem niet meer draaien.",
            "Spreek af dat zij alle gegevens teruggeeft of wist (artikel 28 lid 3 onder g AVG).",
        ],
        knop="Beëindigen",
    )


@formulier_pagina
def waarborg_nieuw(request: ActorRequest) -> HttpResponse:
    """Record that a college took its measures on purpose and retention (WPG 2 b)."""
    schermen.alleen_beheer(request.actor)
    form = WaarborgForm(gepost(request), partijen=politie.zonder_waarborg(request.actor))
    if uitgevoerd(
        form, lambda: politie.leg_waarborg_vast(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "De maatregelen van het college zijn vastgelegd.")
        return redirect("convenant:politie")
    return schermen.formulier(
        request,
        form,
        terug="convenant:politie",
        titel="Maatregelen van een college vastleggen",
        uitleg="Zonder deze maatregelen geeft de politie dit college niets op artikel 18 lid 2 Wpg.",
        knop="Vastleggen",
    )


@formulier_pagina
def waarborg_einde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """The measures of a college hold no longer."""
    schermen.alleen_beheer(request.actor)
    rij = get_object_or_404(politie.waarborgen(request.actor), pk=pk)
    form = forms.Form(gepost(request))
    rijen = politie.waarborgen(request.actor)
    if uitgevoerd(form, lambda: politie.beeindig(rijen, pk, actor=request.actor)):
        messages.success(request, "Vastgelegd dat deze maatregelen niet meer gelden.")
        return redirect("convenant:politie")
    return schermen.bevestig(
        request,
        form,
        terug="convenant:politie",
        titel=f"{rij.partij}: maatregelen beëindigen",
        gevolgen=[
            "Vanaf nu komt er voor dit college niets nieuws bij op artikel 18 lid 2 Wpg.",
            "Wat er al op is gegeven, blijft zoals het is.",
        ],
        knop="Beëindigen",
    )


@formulier_pagina
def artikel20_nieuw(request: ActorRequest) -> HttpResponse:
    """Record to whom the korpschef decided to give which data on Wpg 20 (MC 6 b)."""
    schermen.alleen_beheer(request.actor)
    form = BesluitArtikel20Form(
        gepost(request),
        instanties=politie.te_noemen(request.actor.convenant_id),
        initial={"van": request.actor.vandaag},
    )
    if uitgevoerd(form, lambda: politie.leg_besluit_vast(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "Het besluit van de korpschef is vastgelegd.")
        return redirect("convenant:politie")
    return schermen.formulier(
        request,
        form,
        terug="convenant:politie",
        titel="Besluit over artikel 20 vastleggen",
        uitleg="Op artikel 20 Wpg geeft de politie alleen wat dit besluit beschrijft, aan wie het noemt.",
        knop="Vastleggen",
    )


@formulier_pagina
def artikel20_einde(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A decision of the korpschef holds no longer."""
    schermen.alleen_beheer(request.actor)
    rij = get_object_or_404(politie.besluiten(request.actor), pk=pk)
    form = forms.Form(gepost(request))
    rijen = politie.besluiten(request.actor)
    if uitgevoerd(form, lambda: politie.beeindig(rijen, pk, actor=request.actor)):
        messages.success(request, "Vastgelegd dat dit besluit niet meer geldt.")
        return redirect("convenant:politie")
    return schermen.bevestig(
        request,
        form,
        terug="convenant:politie",
        titel=f"Besluit {rij.document} beëindigen",
        gevolgen=[
            "Vanaf nu geeft de politie op dit besluit niets nieuws.",
            "Wat er al op is gegeven, blijft zoals het is.",
        ],
        knop="Beëindigen",
    )


@formulier_pagina
def verklaring(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record a new statement of secrecy of an external partner (PB 2, MC 14.2)."""
    schermen.alleen_beheer(request.actor)
    partij = _partij(request, pk, extern=True)
    form = VerklaringForm(gepost(request), request.FILES or None)
    if uitgevoerd(
        form,
        lambda: bijlage1.vernieuw_verklaring(partij, actor=request.actor, **form.cleaned_data),
    ):
        messages.success(request, "De geheimhoudingsverklaring is vastgelegd.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel=f"Verklaring van {partij}",
        uitleg="Zonder geldige geheimhoudingsverklaring ziet deze partner niets.",
        knop="Verklaring vastleggen",
    )


@formulier_pagina
def mandaat_nieuw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record who decides and signs for a core party (MC 4, Awb 10:3)."""
    schermen.alleen_beheer(request.actor)
    partij = _partij(request, pk, extern=False)
    if not partij.kernpartij:
        raise Http404
    form = MandaatForm(gepost(request), partij=partij, initial={"van": request.actor.vandaag})
    if uitgevoerd(form, lambda: mandaat.leg_vast(partij, actor=request.actor, **form.cleaned_data)):
        messages.success(request, "Het mandaat is vastgelegd.")
        return redirect("convenant:mandaten")
    return schermen.formulier(
        request,
        form,
        titel=f"{partij}: mandaat vastleggen",
        uitleg="Zonder mandaat kan deze partij geen brief aan een betrokkene versturen.",
        knop="Mandaat vastleggen",
    )


@formulier_pagina
def mandaat_einde(request: ActorRequest, pk: int) -> HttpResponse:
    """End a mandate, after a page that says what that means."""
    schermen.alleen_beheer(request.actor)
    rij = get_object_or_404(mandaat.van_convenant(request.actor), pk=pk)
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: mandaat.beeindig(pk, actor=request.actor)):
        messages.success(request, "Het mandaat is beëindigd.")
        return redirect("convenant:mandaten")
    return schermen.bevestig(
        request,
        form,
        titel=f"{rij.partij}: mandaat beëindigen",
        gevolgen=[
            f"Vanaf vandaag gaat er geen brief meer uit namens {rij.namens}.",
            "Leg een nieuw mandaat vast als er nog verzoeken wachten.",
            "Brieven die al verstuurd zijn, blijven zoals zij waren.",
        ],
        knop="Mandaat beëindigen",
        terug="convenant:mandaten",
    )


@formulier_pagina
def opzegging_nieuw(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Record that a party gave notice (MC 18.2)."""
    schermen.alleen_beheer(request.actor)
    partij = _partij(request, pk, extern=False)
    form = OpzeggingForm(gepost(request))
    if uitgevoerd(
        form,
        lambda: opzegging.zeg_op(partij, actor=request.actor, op=form.cleaned_data["op"]),
    ):
        messages.success(request, "De opzegging is vastgelegd. Een ander bevestigt haar nog.")
        return redirect("convenant:overzicht")
    return schermen.formulier(
        request,
        form,
        titel=f"{partij}: opzegging vastleggen",
        uitleg="Er eindigt nog niets. Een opzegging gaat pas in als een tweede persoon haar bevestigt.",
        knop="Opzegging vastleggen",
    )


@formulier_pagina
def opzegging_bevestigen(request: ActorRequest, pk: int) -> HttpResponse:
    """Be the second person of a notice, after asking the party (MC 18.2, 18.3; ADR 11)."""
    rij, actor = _opzegging(request, pk), request.actor
    if request.method != "POST" and (bezwaar := opzegging.bezwaar(rij, actor)):
        messages.warning(request, bezwaar)
        return redirect("convenant:overzicht")
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: opzegging.bevestig(pk, actor=actor)):
        messages.success(request, "De opzegging is bevestigd.")
        return redirect("convenant:overzicht")
    einde = rules.eindigt_op(rij.ontvangen_op, actor.vandaag)
    return schermen.bevestig(
        request,
        form,
        titel=f"{rij.partij}: opzegging bevestigen",
        tekst=f"{rij.vastgelegd_door.naam} legde vast dat {rij.partij} op "
        f"{_dag(rij.ontvangen_op)} opzegde. Vraag de partij zelf of dat klopt. "
        "Klopt het niet, trek haar dan in op de pagina Convenant.",
        gevolgen=[
            f"Vanaf {_dag(einde)} werkt niemand meer namens deze partij en ziet zij niets meer.",
            "Het convenant blijft gelden voor de andere partijen.",
            "De geheimhouding blijft gelden, ook na de opzegging.",
            "Tot die dag kan de beheerder de opzegging nog intrekken.",
        ],
        knop="Opzegging bevestigen",
    )


@formulier_pagina
def opzegging_intrekken(request: ActorRequest, pk: int) -> HttpResponse:
    """Take a notice back before the party leaves; also to refuse one that waits (MC 18.2)."""
    rij, actor = _opzegging(request, pk), request.actor
    if request.method != "POST" and (bezwaar := opzegging.bezwaar_intrekken(rij, actor)):
        messages.warning(request, bezwaar)
        return redirect("convenant:overzicht")
    form = forms.Form(gepost(request))
    if uitgevoerd(form, lambda: opzegging.trek_in(pk, actor=actor)):
        messages.success(request, "De opzegging is ingetrokken.")
        return redirect("convenant:overzicht")
    return schermen.bevestig(
        request,
        form,
        titel=f"{rij.partij}: opzegging intrekken",
        gevolgen=[
            "Deze partij blijft meedoen, alsof zij niet had opgezegd.",
            "In het overzicht van wijzigingen staat wie haar vastlegde, bevestigde en introk.",
        ],
        knop="Opzegging intrekken",
    )


def _opzegging(request: ActorRequest, pk: int) -> Opzegging:
    if not decisions.mag_bevestigen(request.actor):
        raise Http404
    return get_object_or_404(opzegging.lopend(request.actor), pk=pk)


@formulier_pagina
def publicatie(request: ActorRequest) -> HttpResponse:
    """Record publication and evaluation (MC 11.1, 18.4)."""
    schermen.alleen_beheer(request.actor)
    convenant = _convenant(request.actor)
    velden = {naam: getattr(convenant, naam) for naam in PublicatieForm.base_fields}
    form = PublicatieForm(gepost(request), initial=velden)
    if uitgevoerd(
        form, lambda: decisions.leg_publicatie_vast(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "Het convenant is bijgewerkt.")
        return redirect("convenant:overzicht")
    return schermen.formulier(request, form, titel="Publicatie en evaluatie", knop="Opslaan")


@formulier_pagina
def werktijd(request: ActorRequest) -> HttpResponse:
    """Say when people work, for the log (MC 15.2 f)."""
    schermen.alleen_beheer(request.actor)
    convenant = _convenant(request.actor)
    velden = {naam: getattr(convenant, naam) for naam in WerktijdForm.base_fields}
    form = WerktijdForm(gepost(request), initial=velden)
    if uitgevoerd(form, lambda: decisions.zet_werktijd(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De werktijd is opgeslagen.")
        return redirect("convenant:overzicht")
    return schermen.formulier(request, form, titel="Werktijd", knop="Opslaan")


@formulier_pagina
def controletijd(request: ActorRequest) -> HttpResponse:
    """Say how often the data of each file are checked (MC 8.3, 10.3)."""
    schermen.alleen_beheer(request.actor)
    convenant = _convenant(request.actor)
    velden = {naam: getattr(convenant, naam) for naam in ControletijdForm.base_fields}
    form = ControletijdForm(gepost(request), initial=velden)
    if uitgevoerd(form, lambda: decisions.zet_controle(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "De tijd tussen twee controles is opgeslagen.")
        return redirect("convenant:overzicht")
    return schermen.formulier(request, form, titel="Controle van de gegevens", knop="Opslaan")


@formulier_pagina
def selectielijst(request: ActorRequest) -> HttpResponse:
    """Say by which category of the selection list files are destroyed (MC 13.1)."""
    schermen.alleen_beheer(request.actor)
    stond = _convenant(request.actor).selectielijst
    form = SelectielijstForm(gepost(request), initial={"selectielijst": stond})
    if uitgevoerd(
        form, lambda: decisions.zet_selectielijst(actor=request.actor, **form.cleaned_data)
    ):
        messages.success(request, "De categorie van de selectielijst is opgeslagen.")
        return redirect("convenant:overzicht")
    return schermen.formulier(request, form, titel="Selectielijst", knop="Opslaan")


# What the views share -------------------------------------------------------------------------
def _convenant(actor: Actor) -> Convenant:
    assert actor.convenant_id is not None  # every user acts under one
    return Convenant.objects.select_related("referentiekader").get(pk=actor.convenant_id)


def _partij(request: ActorRequest, pk: UUID, *, extern: bool) -> Partij:
    """A party of the actor's own covenant; no other exists."""
    partij = get_object_or_404(Partij, pk=pk, convenant=request.actor.convenant_id)
    if partij.extern != extern:
        raise Http404
    return partij


def _op(request: ActorRequest) -> OpForm:
    """Of which day annex 1 is asked for; today unless said."""
    return OpForm({"op": request.actor.vandaag} | request.GET.dict())


def _beslissers(actor: Actor) -> QuerySet[Partij]:
    """Who can have decided on annex 1 by today."""
    return bijlage1.beslissers(actor.convenant_id).filter(vanaf__lte=actor.vandaag)


def _bijlage1(actor: Actor) -> list[dict[str, Any]]:
    """The entries of annex 1 with what may still stop a partner (CON-geheimhouding)."""
    document = Verklaringsdocument.objects.filter(verklaring=OuterRef("pk"))
    verklaringen = Geheimhoudingsverklaring.objects.annotate(heeft_document=Exists(document))
    verklaringen = verklaringen.order_by("-geldig_tot")
    vermeldingen = bijlage1.leesbaar(actor).prefetch_related(
        Prefetch("partij__geheimhouding", verklaringen),
        "besluit__partijen",
        "einde_besluit__partijen",
    )
    return [_vermelding(rij, actor.vandaag) for rij in vermeldingen]


def _vermelding(rij: Bijlage1, vandaag: date) -> dict[str, Any]:
    verklaringen = list(rij.partij.geheimhouding.all())
    geldig = any(rules.geldig(v.getekend_op, v.geldig_tot, vandaag) for v in verklaringen)
    kleur, stand = rules.stand(rij.van, rij.tot, vandaag)
    open_ = kleur != "neutraal"
    if open_ and not geldig:
        kleur, stand = "gevaar", "Verklaring niet geldig: ziet niets"
    verklaring = verklaringen[0] if verklaringen else None
    # A term that is years off says nothing; within three months somebody must ask for a new one.
    loopt_af = bool(open_ and verklaring and verklaring.geldig_tot <= vandaag + VERNIEUWEN)
    return {
        "rij": rij,
        "kleur": kleur,
        "stand": stand,
        "open": open_,
        "verklaring": verklaring,
        "loopt_af": loopt_af,
    }


def _per_soort(
    partijen: list[Partij],
    soorten: tuple[SoortPartij, ...],
    opgezegd: dict[UUID, Opzegging],
    actor: Actor,
) -> list[dict[str, Any]]:
    """Parties under the legal task of their kind (MC 2)."""
    return [
        {
            "soort": soort.label,
            "taak": TAKEN[soort],
            "partijen": [
                _lid(partij, opgezegd.get(partij.pk), actor)
                for partij in partijen
                if partij.soort == soort
            ],
        }
        for soort in soorten
    ]


def _lid(partij: Partij, rij: Opzegging | None, actor: Actor) -> tuple[Partij, Cel]:
    """A party with its state, its notice, and what this actor can do about it."""
    kleur, stand = rules.stand(partij.vanaf, partij.tot, actor.vandaag)
    if rij and not rij.bevestigd_op:
        kleur, stand = "let_op", "Opzegging wacht op bevestiging"
    doen = [
        Knop(tekst, reverse(naam, args=[van.pk]), over=str(partij))
        for tekst, naam, van in _daden(partij, rij, actor)
    ]
    onder = f"Opgezegd op {date_format(rij.ontvangen_op, 'j F Y')}" if rij else ""
    return partij, Cel(stand, kleur=kleur, doen=doen, onder=onder)


def _daden(
    partij: Partij, rij: Opzegging | None, actor: Actor
) -> Iterator[tuple[str, str, Partij | Opzegging]]:
    if decisions.mag_beheren(actor):
        yield "Wijzigen", "convenant:partij_wijzigen", partij
    if decisions.mag_beheren(actor) and partij.kernpartij:
        yield "Mandaat", "convenant:mandaat_nieuw", partij
    if rij is None:
        if decisions.mag_beheren(actor) and partij.tot is None:
            yield "Opzegging", "convenant:opzegging_nieuw", partij
        return
    if actor.in_weegploeg or actor.voert_casusoverleg_uit:
        yield "Wat nog loopt", "mensen:vertrek", rij
    if decisions.mag_bevestigen(actor) and not opzegging.bezwaar(rij, actor):
        yield "Bevestigen", "convenant:opzegging_bevestigen", rij
    if decisions.mag_bevestigen(actor) and not opzegging.bezwaar_intrekken(rij, actor):
        yield "Intrekken", "convenant:opzegging_intrekken", rij


def _dag(dag: date) -> str:
    return date_format(dag, "j F Y")
