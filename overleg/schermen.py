"""What the pages of meetings begin with: the one door, and their frames."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format

from gedeeld.actor import ActorRequest
from gedeeld.forms import uitgevoerd
from gedeeld.weigering import Onvindbaar
from register.models import Inzage
from register.schermen import Daad, gedaan

from .models import Agendapunt, Overleg, Stand

KLEUR = {
    Stand.GEPLAND: "actief",
    Stand.BEZIG: "let_op",
    Stand.CONCEPT: "actief",
    Stand.VASTGESTELD: "klaar",
    Stand.AFGELAST: "neutraal",
}


def haal(request: ActorRequest, pk: UUID) -> Any:
    """The meeting, for who sees it; for another it is not there, and that is logged.

    Raises:
        Onvindbaar: it is not there, or not for this actor.
    """
    return _haal(Overleg.objects.visible_to(request.actor), pk)


def haal_als_houder(request: ActorRequest, pk: UUID) -> Any:
    """The same, for who prepares and keeps it."""
    return _haal(Overleg.objects.visible_to(request.actor).van(request.actor), pk)


def _haal(rijen: Any, pk: UUID) -> Any:
    gevonden = rijen.select_related("partij", "voorzitter", "secretaris").filter(pk=pk).first()
    if gevonden is None:
        raise Onvindbaar(Overleg, pk)
    return gevonden


def punten(
    request: ActorRequest, overleg: Overleg, soort: str = Inzage.Soort.LIJST
) -> list[Agendapunt]:
    """The items that the actor sees, in order; that he saw which files is in the read log."""
    rijen = overleg.punten.visible_to(request.actor).filter(afgevoerd=False)
    gevonden = list(rijen)
    for punt in gevonden:
        punt.overleg = overleg  # asked for what the log calls the file
    Inzage.noteer(request, [punt.als_dossier for punt in gevonden if punt.dossier_id], soort)
    return gevonden


def titel(overleg: Overleg) -> str:
    """What a meeting is called: its kind and its day."""
    return f"{overleg.get_soort_display()} {date_format(overleg.dag, 'j F Y')}"


def url(overleg: Overleg) -> str:
    """Its page."""
    return reverse("overleg:overleg", args=[overleg.pk])


def url_verslag(overleg: Overleg) -> str:
    """Its minutes."""
    return reverse("overleg:verslag", args=[overleg.pk])


def kruimels(overleg: Overleg | None = None) -> list[tuple[str, str]]:
    """The way back, for `componenten/kruimels.html`."""
    lijst = [("Overleg", reverse("overleg:lijst"))]
    return [*lijst, (titel(overleg), url(overleg))] if overleg else lijst


def formulier(
    request: ActorRequest,
    form: BaseForm,
    daad: Daad,
    *,
    titel: str,
    knop: str,
    gelukt: str,
    overleg: Overleg,
    uitleg: str = "",
    gevolgen: list[str] | None = None,
    naar: str = "",
) -> HttpResponse:
    """A page with one form on a meeting; with `gevolgen` it says first what will happen."""
    terug = naar or url(overleg)
    if uitgevoerd(form, daad):
        messages.success(request, gelukt)
        return redirect(terug)
    return toon(
        request, form, titel=titel, knop=knop, uitleg=uitleg, gevolgen=gevolgen, overleg=overleg,
        terug=terug,
    )  # fmt: skip


def toon(request: ActorRequest, form: BaseForm, **inhoud: Any) -> HttpResponse:
    """The page with a form; inputs of `overleg/formulier.html`."""
    inhoud |= {"form": form, "pad": kruimels(inhoud.get("overleg"))}
    return render(request, "overleg/formulier.html", inhoud)


def doe(request: ActorRequest, daad: Daad, naar: str, gelukt: str = "") -> HttpResponse:
    """An act by a button alone: a refusal is a message."""
    if gedaan(request, daad) and gelukt:
        messages.success(request, gelukt)
    return redirect(naar)
