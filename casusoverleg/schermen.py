"""What the views of the casusoverleg share: the secretary's door, forms, and where an act leads to."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from gedeeld.actor import ActorRequest
from gedeeld.weigering import NietMogelijk
from register.access import haal_om_te_wijzigen

from . import pagina
from .models import Casus


def haal_te_voeren(request: ActorRequest, pk: UUID) -> Casus:
    """A casus that this actor keeps as secretary, to change it."""
    casus: Casus = haal_om_te_wijzigen(request, Casus.objects.written_by(request.actor), pk)
    return casus


def gedaan(request: HttpRequest, besluit: Callable[[], object]) -> bool:
    """Whether an act without a form was done; a refusal is shown as a message."""
    try:
        besluit()
    except NietMogelijk as fout:
        for zin in fout.messages:
            messages.error(request, zin)
        return False
    return True


def naar(request: HttpRequest, casus: Casus, zin: str, waarheen: str, *args: Any) -> HttpResponse:
    """Say with the number of the casus what was done, and go on to a page (`redirect`)."""
    messages.success(request, f"{casus.nummer}: {zin[0].lower()}{zin[1:]}")
    return redirect(waarheen, *args)


def naar_casus(request: HttpRequest, casus: Casus, zin: str, deel: str) -> HttpResponse:
    """Go on to a section of the page of the casus."""
    return naar(request, casus, zin, pagina.url_casus(casus, deel))


def formulier(
    request: HttpRequest,
    casus: Casus,
    form: BaseForm,
    titel: str,
    knop: str,
    deel: str = "",
    *,
    uitleg: str = "",
    gelezen: int | None = None,
    terug_url: str = "",
) -> HttpResponse:
    """A page with one form.

    Args:
        deel: section of the page of the casus to which cancelling leads, when not to `terug_url`.
        gelezen: version that is shown (`register.events.versie`).
    """
    inhoud = {
        "gelezen": gelezen,
        "casus": casus,
        "form": form,
        "titel": titel,
        "knop": knop,
        "uitleg": uitleg,
        "terug": terug_url or pagina.url_casus(casus, deel),
    }
    return render(request, "casusoverleg/formulier.html", inhoud)


def bevestig(
    request: HttpRequest, casus: Casus, *, terug: str = "", terug_url: str = "", **inhoud: Any
) -> HttpResponse:
    """A page that says what an act does, before it is done.

    Args:
        terug: section of the page of the casus to which cancelling leads, when not to `terug_url`.
    """
    inhoud |= {"casus": casus, "terug": terug_url or pagina.url_casus(casus, terug)}
    return render(request, "casusoverleg/bevestig.html", inhoud)
