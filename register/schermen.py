"""Frames of the pages on files: a list, a form, a confirmation, a button alone."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html

from gedeeld.actor import Actor, ActorRequest
from gedeeld.afschrift import Publiek
from gedeeld.bladeren import blader
from gedeeld.forms import NIETS_GEDAAN, Filter, uitgevoerd
from gedeeld.gevolgen import EerstLezen, Gevolg, gepost, na_lezen, wil_terug
from gedeeld.lijst import Cel, Knop, Kolom, Leeg, lijstpagina
from gedeeld.personen import WIE
from gedeeld.weigering import NietMogelijk, OntsleutelFout

from .filters import DossierFilter
from .models import Dossier, Gebeurtenis, noteer_lijst
from .registry import Bestand, bijlagen

Daad = Callable[[], object]  # takes a decision; raises `NietMogelijk`
Gevolgen = Callable[[], list[Gevolg]]
Ernaast = Callable[[], dict[str, Any]]  # inputs of a template


def pagina_van(dossier: Dossier, deel: str = "") -> str:
    """Address of the file's own page, at one of its sections."""
    return dossier.bestand.url(dossier) + (f"#{deel}" if deel else "")


def kruimels(dossier: Dossier, actor: Actor) -> list[tuple[str, str]]:
    """The way back from a page below a file, for `componenten/kruimels.html`."""
    punt = dossier.bestand.menu(actor)
    lijst = [(punt.label, reverse(punt.pagina))] if punt else []
    return [*lijst, (dossier.nummer, dossier.bestand.url_voor(dossier, actor))]


def tijdlijn(dossier: Dossier, aantal: int | None = None) -> list[dict[str, Any]]:
    """What happened to a file, the last thing first, for `componenten/tijdlijn.html`.

    Args:
        aantal: at most so many; None for all of it.
    """
    return [
        {
            "titel": rij.zin,
            "moment": rij.tijdstip,
            "genomen_op": rij.genomen_op,
            "wie": rij.namens,
        }
        for rij in Gebeurtenis.van(dossier)[:aantal]
    ]


def wie_wijzigde(dossier: Dossier, *soorten: str, wat: str = "dit dossier") -> str:
    """For which party the file was changed last, for who reads it: it stands in its time line.

    Args:
        soorten: events by which it changed; none for all of them.
        wat: what was changed, in the sentence.
    """
    gebeurd = Gebeurtenis.van(dossier)
    laatste = (gebeurd.filter(soort__in=soorten) if soorten else gebeurd).first()
    if laatste is None:
        return ""
    moment = date_format(timezone.localtime(laatste.tijdstip), "j F Y, H:i")
    return f"{laatste.namens} wijzigde {wat} het laatst, op {moment}."


# A list ------------------------------------------------------------------------------------------
def lijst(
    request: ActorRequest,
    rijen: "QuerySet[Any, Any]",
    kolommen: Sequence[Kolom],
    *,
    dossiers: Callable[[list[Any]], list[Any]] = list,
    filter_: Filter | None = None,
    **vorm: Any,
) -> HttpResponse:
    """A list of files, page by page; what it shows stands in the read log.

    Args:
        rijen: what this actor may see, in order.
        dossiers: the files that the rows of one page are about, where the rows are no files.
        filter_: narrows the rows, and orders them; else what each list of files has.
        vorm: other arguments of `lijstpagina`.
    """
    filter_ = filter_ or DossierFilter(request)
    pagina = blader(request, filter_.filter(rijen))
    noteer_lijst(request, dossiers(pagina.rijen))
    eigen = any(kolom.kop == GEMEENTE.kop for kolom in kolommen)
    if len(request.actor.werkgebied) > 1 and not eigen:
        kolommen = [kolommen[0], GEMEENTE, *kolommen[1:]]
    if wis := filter_.wis_url:
        zin = "Kies een ander filter of wis het."
        vorm["leeg"] = Leeg("Niets gevonden met dit filter.", zin, wis, "Wis filters")
    return lijstpagina(request, pagina, kolommen, filter_=filter_, **vorm)


def nummer(dossier: Any, actor: Actor) -> Cel:
    """The cell that opens a file."""
    return Cel(dossier.nummer, url=pagina_van(dossier))


# Whose file it is, for who works for several municipalities (MC 1 l, m).
GEMEENTE = Kolom("Gemeente", lambda rij, actor: Cel(actor.gemeente_van(rij.partij_id)))


# The page of a file ------------------------------------------------------------------------------
def dossierpagina(
    request: ActorRequest,
    sjabloon: str,
    dossier: Any,
    *,
    naam: str,
    kleur: str,
    gebeurtenissen: int | None = None,
    **inhoud: Any,
) -> HttpResponse:
    """The page of one file; what it says comes from its transcript (`componenten/deel.html`).

    Args:
        sjabloon: extends `dossier/pagina.html`, and gives its parts in their order.
        naam: heading of the page.
        kleur: of the badge with its state (`componenten/status.html`).
        gebeurtenissen: how many of them the time line shows; None for all.
        inhoud: other inputs of the template.
    """
    if mag_weten_wie(dossier.bestand, request.actor):
        args = [dossier.bestand.app, dossier.pk]
        inhoud["wie_weet_wat"] = reverse("uitwisseling:wie_weet_wat", args=args)
    inhoud |= {
        "dossier": dossier,
        "naam": naam,
        "subject": naam,
        "kleur": kleur,
        "bestand": dossier.bestand.app,
        "pad": kruimels(dossier, request.actor)[:-1],
        "tijdlijn": tijdlijn(dossier, gebeurtenissen),
        "vandaag": request.actor.vandaag,
        "bijlagen": bijlagen(dossier, dossier.bestand.publiek(request.actor)),
    }
    return render(request, sjabloon, inhoud)


def mag_weten_wie(bestand: Bestand, actor: Actor) -> bool:
    """Whether an actor who reads a file sees to whom its data went: core parties and secretaries."""
    return bestand.grootboek and bestand.publiek(actor) == Publiek.KERNPARTIJ


# A page --------------------------------------------------------------------------------------------
def formulier(
    request: ActorRequest,
    dossier: Dossier,
    form: BaseForm,
    daad: Daad,
    *,
    titel: str,
    knop: str,
    gelukt: str,
    uitleg: str = "",
    deel: str = "",
    terug: str = "",
    naar: str = "",
    gelezen: int | None = None,
    gevolgen: Gevolgen | None = None,
    wie: Callable[[], str] | None = None,
    ernaast: Ernaast | None = None,
) -> HttpResponse:
    """A page with one form on a file: show it, or take the decision and go on.

    Args:
        daad: called when the form is good; a refusal stands at the form, input kept.
        gevolgen: reads from the rows what came of it; then a page says so before it is done.
        gelukt: what was done, as a sentence.
        deel: section of the file's page to which cancelling leads, and where it goes on.
        terug: address to which cancelling leads instead, and where it goes on.
        naar: address where it goes on, when that is elsewhere.
        gelezen: version that the form shows (`register.events.wijzigingen`).
        wie: says who changed last what the form shows; without it, who changed the file.
        ernaast: what stands beside the form in a meeting that is going on (`dossier/formulier.html`).
    """
    terug = terug or pagina_van(dossier, deel)
    wie = wie or partial(wie_wijzigde, dossier)
    if gevolgen is not None:
        daad = na_lezen(request, daad, gevolgen)
    terug_naar_form = gevolgen is not None and wil_terug(request)
    try:
        if not terug_naar_form and uitgevoerd(form, daad, wie=wie):
            return na_formulier(request, dossier, form, gelukt, naar or terug)
    except EerstLezen as eerst:
        return toon_gevolgen(request, dossier, eerst, titel=titel, knop=knop)
    return toon_formulier(
        request,
        dossier,
        form,
        titel=titel,
        knop=knop,
        uitleg=uitleg,
        terug=terug,
        gelezen=gelezen,
        ernaast=ernaast,
    )


def toon_formulier(
    request: ActorRequest,
    dossier: Dossier,
    form: BaseForm,
    *,
    titel: str,
    knop: str,
    uitleg: str = "",
    terug: str = "",
    gelezen: int | None = None,
    ernaast: Ernaast | None = None,
) -> HttpResponse:
    """The same page, where something else follows than going on; arguments as for `formulier`."""
    inhoud = {"titel": titel, "knop": knop, "uitleg": uitleg, "form": form, "gelezen": gelezen}
    inhoud["annuleer_url"] = terug or pagina_van(dossier)
    inhoud |= ernaast() if ernaast else {}
    return _toon(request, "dossier/formulier.html", dossier, inhoud)


def bevestig(
    request: ActorRequest,
    dossier: Dossier,
    daad: Daad,
    *,
    titel: str,
    gevolgen: list[str],
    knop: str,
    gelukt: str,
    form: BaseForm | None = None,
    deel: str = "",
    terug: str = "",
    naar: str = "",
    gelezen: int | None = None,
    actie: Knop | None = None,
    pad: list[tuple[str, str]] | None = None,
    ernaast: Ernaast | None = None,
) -> HttpResponse:
    """A page that says what an act does before it is done; the other arguments are those of `formulier`.

    Args:
        gevolgen: what it does, in sentences.
        form: what is to be filled in with it.
        actie: what can be done instead.
        pad: the way back, for who does not read the file; else that to the file.
    """
    terug = terug or pagina_van(dossier, deel)
    wie = partial(wie_wijzigde, dossier)
    if (
        uitgevoerd(form, daad, wie=wie)
        if form
        else request.method == "POST" and gedaan(request, daad)
    ):
        return klaar(request, dossier, gelukt, naar or terug)
    inhoud: dict[str, Any] = {"titel": titel, "gevolgen": gevolgen, "knop": knop, "form": form}
    inhoud |= {"annuleer_url": terug, "gelezen": gelezen, "actie": actie}
    if pad is not None:
        inhoud["pad"] = pad
    inhoud |= ernaast() if ernaast else {}
    return _toon(request, "dossier/bevestig.html", dossier, inhoud)


def _toon(
    request: ActorRequest, sjabloon: str, dossier: Dossier, inhoud: dict[str, Any]
) -> HttpResponse:
    pad = kruimels(dossier, request.actor)
    return render(request, sjabloon, {"dossier": dossier, "pad": pad} | inhoud)


def toon_gevolgen(
    request: ActorRequest, dossier: Dossier, eerst: EerstLezen, *, titel: str, knop: str
) -> HttpResponse:
    """The page that says what an act will do, before it is done (`gedeeld.gevolgen`).

    Args:
        titel: what the act is.
        knop: confirms that it was read, and does it.
    """
    inhoud: dict[str, Any] = {"titel": titel, "knop": knop, "gepost": gepost(request)}
    inhoud |= {"gevolgen": eerst.gevolgen, "veranderd": eerst.veranderd, "afdruk": eerst.afdruk}
    return _toon(request, "dossier/gevolgen.html", dossier, inhoud)


# An act --------------------------------------------------------------------------------------------
def doe(
    request: ActorRequest,
    dossier: Dossier,
    daad: Daad,
    *,
    gelukt: str,
    deel: str = "",
    terug: str = "",
    naar: str = "",
) -> HttpResponse:
    """An act by a button alone: a refusal is a message; the arguments are those of `formulier`."""
    terug = terug or pagina_van(dossier, deel)
    if gedaan(request, daad):
        return klaar(request, dossier, gelukt, naar or terug)
    return redirect(terug)


def gedaan(request: HttpRequest, daad: Daad) -> bool:
    """Whether an act without a form was done; a refusal is shown as a message."""
    try:
        daad()
    except NietMogelijk as fout:
        for zin in fout.messages:
            messages.error(request, zin)
        return False
    except OntsleutelFout:
        messages.error(request, NIETS_GEDAAN)
        return False
    return True


def klaar(request: ActorRequest, dossier: Dossier, zin: str, naar: str = "") -> HttpResponse:
    """Say with the number of the file what was done, and go on: to its own page, or elsewhere.

    A member who finished the last that he had to do in a file does not read it any more (PB 3.4 ad 2).
    """
    messages.success(request, _met_nummer(dossier, zin))
    doel, actor = naar or pagina_van(dossier), request.actor
    if actor.kernpartij and str(dossier.pk) in doel:
        leest = Dossier.objects.visible_to(actor).filter(pk=dossier.pk).exists()
        doel = doel if leest else reverse("werklijst")
    return redirect(doel)


def na_formulier(
    request: ActorRequest, dossier: Dossier, form: BaseForm, zin: str, naar: str = ""
) -> HttpResponse:
    """As `klaar`; to the list when the form changed whom the file is about (`klaar_op_lijst`)."""
    if set(WIE).isdisjoint(form.changed_data):
        return klaar(request, dossier, zin, naar)
    return klaar_op_lijst(request, dossier, zin)


def klaar_op_lijst(request: ActorRequest, dossier: Dossier, zin: str) -> HttpResponse:
    """Say what was done, with a link to the file, on the list of its kind.

    So the answer is the same for who may not read the file he just wrote, because he is excluded from
    this person (`register.uitsluiten`): the file's own page would tell him.
    """
    link = format_html(
        '{} <a href="{}">Open {}</a>',
        _met_nummer(dossier, zin),
        pagina_van(dossier),
        dossier.nummer,
    )
    messages.success(request, link)
    punt = dossier.bestand.menu(request.actor)
    return redirect(punt.pagina if punt else "werklijst")


def past_niet(
    request: HttpRequest, dossier: Dossier, zin: str = "Deze stap past niet meer bij de stand."
) -> HttpResponse:
    """Somebody was quicker, or an old page was open: say so, and show how things stand."""
    messages.error(request, _met_nummer(dossier, zin))
    return redirect(pagina_van(dossier))


def _met_nummer(dossier: Dossier, zin: str) -> str:
    return f"{dossier.nummer}: {zin[0].lower()}{zin[1:]}"
