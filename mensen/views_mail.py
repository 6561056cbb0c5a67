"""Mail that there is something new: each user turns it on and off for himself (ADR 20)."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.views.decorators.http import require_POST

from gedeeld.actor import ActorRequest
from gedeeld.forms import formulier_pagina, gepost, uitgevoerd

from . import mailadres
from .forms import MailadresForm, MailcodeForm
from .models import Mailadres

FOUT = "Dit is niet de code. Kijk de code in de mail na."


@formulier_pagina
def mail(request: ActorRequest) -> HttpResponse:
    """Ask for mail, confirm the address, or see what became of it."""
    if not mailadres.mag_mailen(request.actor):
        raise Http404
    rij = mailadres.eigen(request.actor)
    if rij is None:
        return _adres(request)
    if rij.bevestigd_op:
        return render(request, "mensen/mail.html", {"rij": rij, "stand": _stand(rij)})
    return _code(request, rij)


def _adres(request: ActorRequest) -> HttpResponse:
    form = MailadresForm(gepost(request))
    if uitgevoerd(form, lambda: mailadres.vraag_aan(actor=request.actor, **form.cleaned_data)):
        messages.success(request, "Er gaat een code naar dit adres.")
        return redirect("mail")
    inhoud = {"form": form, "knop": "Stuur mij een code", "kan": settings.MAIL is not None}
    return render(request, "mensen/mail.html", inhoud | {"demo": settings.DEMO})


def _code(request: ActorRequest, rij: Mailadres) -> HttpResponse:
    form, goed = MailcodeForm(gepost(request)), []
    if uitgevoerd(
        form,
        lambda: goed.append(mailadres.bevestig(actor=request.actor, **form.cleaned_data)),
    ):
        if all(goed):
            messages.success(request, "U krijgt mail als er iets nieuws is.")
            return redirect("mail")
        form.add_error("code", forms.ValidationError(FOUT))
    inhoud = {"rij": rij, "form": form, "knop": "Adres bevestigen", "stand": _stand(rij)}
    return render(request, "mensen/mail.html", inhoud)


def _stand(rij: Mailadres) -> str:
    """What became of the last mail, or when the code goes, in a sentence; empty when there is nothing to say."""
    if not rij.uitkomst_op:
        wanneer = date_format(localtime(rij.opnieuw_na), "H:i")
        return "" if rij.bevestigd_op else f"De code gaat weg om {wanneer} uur, of kort daarna."
    wanneer = date_format(localtime(rij.uitkomst_op), "j F Y, H:i")
    zinnen = {
        Mailadres.Uitkomst.VERSTUURD: f"De laatste mail ging weg op {wanneer} uur.",
        Mailadres.Uitkomst.MISLUKT: f"De mail van {wanneer} uur kwam niet aan. Kijk uw adres na.",
        Mailadres.Uitkomst.ONBEKEND: f"Van de mail van {wanneer} uur weten wij niet of die aankwam.",
    }
    return zinnen.get(Mailadres.Uitkomst(rij.uitkomst), "")


@require_POST
def mail_uit(request: ActorRequest) -> HttpResponse:
    """No mail any more, or another address."""
    if not mailadres.mag_mailen(request.actor):
        raise Http404
    mailadres.zet_uit(actor=request.actor)
    messages.success(request, "U krijgt geen mail. Uw adres is weg.")
    return redirect("mail")
