"""Pages on nadere duiding: for the secretary, who records; and for who is asked, who sees that alone."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.weigering import Onvindbaar
from register.models import Dossier, Inzage
from register.schermen import doe, formulier, klaar, past_niet

from .. import rules
from ..models import Partnervraag, WeegploegDossier
from ..schermen import haal_voor
from . import decisions
from .afzender import met_afzender
from .forms import AntwoordForm, AntwoordVerbeterForm, VerzetForm, VragenErbijForm
from .gevolgen import van_vragen

Stand = WeegploegDossier.Stand


# For the secretary ---------------------------------------------------------------------------------
@formulier_pagina
@never_cache
def vastleggen(request: ActorRequest, pk: UUID, vraag: UUID) -> HttpResponse:
    """Record what a partner answered that has no account (PB 3.4 ad 3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    gesteld = get_object_or_404(gevonden.duidingsvragen.select_related("partij"), pk=vraag)
    if gevonden.stand != Stand.NADERE_DUIDING or gesteld.zelf or gesteld.gesloten_op:
        return past_niet(request, gevonden)
    form = AntwoordForm(
        gepost(request), instance=gesteld, partij=gesteld.partij, actor=request.actor
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.beantwoord_vraag(gesteld, actor=request.actor, antwoord=form.waarde),
        titel="Antwoord vastleggen",
        knop="Leg vast",
        gelukt="Het antwoord is vastgelegd.",
        uitleg=f"Gevraagd aan {gesteld.partner}: {gesteld.vraag}",
    )


@formulier_pagina
@never_cache
def verbeteren(request: ActorRequest, pk: UUID, vraag: UUID) -> HttpResponse:
    """Put an answer right (MC 8.3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    gesteld = get_object_or_404(gevonden.duidingsvragen.select_related("partij"), pk=vraag)
    if gesteld.beantwoord_op is None:
        return past_niet(request, gevonden)
    form = AntwoordVerbeterForm(
        gepost(request), instance=gesteld, partij=gesteld.partij, actor=request.actor
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.verbeter_antwoord(
            gesteld,
            actor=request.actor,
            antwoord=form.waarde,
            reden=form.cleaned_data["reden"],
        ),
        titel="Antwoord verbeteren",
        knop="Sla de verbetering op",
        gelukt="Het antwoord is verbeterd.",
        uitleg=f"Gevraagd aan {gesteld.partner}: {gesteld.vraag}",
        deel="vragen",
    )


@formulier_pagina
@never_cache
def vragen_erbij(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Ask more while the weegploeg waits (PB 3.4 ad 3)."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    if gevonden.stand != Stand.NADERE_DUIDING:
        return past_niet(request, gevonden)
    dag, er_al = request.actor.vandaag, list(gevonden.duidingsvragen.values_list("pk", flat=True))
    form = VragenErbijForm(
        gepost(request),
        dossier=gevonden,
        dag=dag,
        initial={"uiterlijk": dag + rules.ANTWOORDEN},
    )
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.stel_vragen_erbij(gevonden, actor=request.actor, **form.waarden),
        gevolgen=lambda: van_vragen(gevonden, gevonden.duidingsvragen.exclude(pk__in=er_al)),
        titel="Nog een vraag stellen",
        knop="Stel de vraag",
        gelukt="De vraag is gesteld.",
        uitleg="De weegploeg besloot om nadere duiding te vragen. Vraag alleen wat zij daarvoor nog nodig heeft.",
        deel="vragen",
    )


@formulier_pagina
@never_cache
def verzetten(request: ActorRequest, pk: UUID, vraag: UUID) -> HttpResponse:
    """Give who was asked another last day."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    gesteld = get_object_or_404(gevonden.duidingsvragen, pk=vraag)
    if gevonden.stand != Stand.NADERE_DUIDING or not gesteld.open:
        return past_niet(request, gevonden)
    form = VerzetForm(gepost(request), initial={"uiterlijk": gesteld.uiterlijk})
    return formulier(
        request,
        gevonden,
        form,
        lambda: decisions.verzet_dag(gesteld, actor=request.actor, **form.cleaned_data),
        gevolgen=lambda: van_vragen(gevonden, [gesteld]),
        titel="De laatste dag verzetten",
        knop="Verzet de dag",
        gelukt="De dag is verzet. Wie is gevraagd, hoort het.",
        uitleg=f"Gevraagd aan {gesteld.partner}: {gesteld.vraag}",
        deel="vragen",
    )


@require_POST
def terug_op_agenda(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Put the file before the weegploeg again."""
    gevonden = haal_voor(request, pk, rules.mag_besluiten)
    return doe(
        request,
        gevonden,
        lambda: decisions.zet_terug_op_agenda(gevonden, actor=request.actor),
        gelukt="Het dossier staat weer op de agenda van de weegploeg.",
    )


# For who is asked ----------------------------------------------------------------------------------
@require_safe
def vragen(request: ActorRequest) -> HttpResponse:
    """What the actor's party was asked, and may read today."""
    if not request.actor.vertegenwoordigt:
        raise Http404
    pagina = blader(request, Partnervraag.objects.eigen(request.actor))
    met_afzender(pagina.rijen)
    _noteer(request, pagina.rijen, Inzage.Soort.LIJST)
    return lijstpagina(
        request,
        pagina,
        KOLOMMEN,
        titel="Vragen aan uw organisatie",
        uitleg="Een weegploeg vraagt om nadere duiding. U leest een vraag tot de laatste dag. Na uw antwoord"
        " leest u die tot de weegploeg besluit.",
        bijschrift="Vragen aan uw organisatie, de eerste die klaar moet zijn bovenaan",
        leeg=Leeg(
            "Er zijn geen vragen aan uw organisatie.", "Een nieuwe vraag staat op uw werklijst."
        ),
        te_laat=lambda rij: False,
    )


def _antwoord(rij: Partnervraag, actor: Actor) -> Cel:
    if rij.beantwoord_op:
        return Cel("Beantwoord op", dag=rij.beantwoord_op)
    return Cel("Wacht op uw antwoord", kleur="let_op")


KOLOMMEN = (
    Kolom(
        "Nummer",
        lambda rij, actor: Cel(
            rij.nummer, url=reverse("weegploeg:vraag", args=[rij.duidingsvraag_id])
        ),
    ),
    Kolom("Weegploeg van", lambda rij, actor: Cel(rij.gemeente.naam if rij.gemeente else "")),
    Kolom("Gevraagd op", lambda rij, actor: Cel(dag=rij.gesteld_op)),
    Kolom(
        "Uiterlijk", lambda rij, actor: Cel(dag=rij.uiterlijk, uiterlijk=rij.beantwoord_op is None)
    ),
    Kolom("Antwoord", _antwoord),
)


@formulier_pagina
@never_cache
def vraag(request: ActorRequest, vraag: UUID) -> HttpResponse:
    """One question to the actor's party: about whom, what, and the answer."""
    rij = _haal(request, vraag)
    form = None
    if rij.beantwoord_op is None and rij.uiterlijk >= request.actor.vandaag:
        form = AntwoordForm(gepost(request), partij=rij.partij, actor=request.actor)
        form.fields["antwoord"].label = "Uw antwoord"
        if uitgevoerd(
            form,
            lambda: decisions.beantwoord(rij, actor=request.actor, antwoord=form.waarde),
        ):
            naar = reverse("weegploeg:vraag", args=[rij.duidingsvraag_id])
            return klaar(request, _als_dossier(rij), "Uw antwoord is vastgelegd.", naar)
    return render(
        request,
        "weegploeg/vraag.html",
        {
            "vraag": rij,
            "form": form,
            "vandaag": request.actor.vandaag,
            "kern": rij.gemeente.weegploeg.doet_mee_op(rij.gesteld_op).order_by("naam"),
        },
    )


def _haal(request: ActorRequest, pk: UUID) -> Any:
    """The question, for who is asked; of the task its key is that of the weegploeg's own row."""
    rij = Partnervraag.objects.eigen(request.actor).filter(duidingsvraag=pk).first()
    if rij is None:
        raise Onvindbaar(Partnervraag, pk)
    _noteer(request, [rij], Inzage.Soort.PAGINA)
    return met_afzender([rij])[0]


def _noteer(request: ActorRequest, rijen: list[Any], soort: str) -> None:
    """In the read log of the file, by the number that this reader knows."""
    Inzage.noteer(request, [_als_dossier(rij) for rij in rijen], soort)


def _als_dossier(rij: Partnervraag) -> Dossier:
    """The file as who is asked knows it: by key, for the log, and the number of the question."""
    return Dossier(
        pk=rij.dossier_id,
        nummer=rij.nummer,
        dossiersoort=WeegploegDossier._meta.label_lower,
    )
