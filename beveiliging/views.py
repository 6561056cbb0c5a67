"""The logs: what happened, without what a file says (MC 15.2 e).

The supervisor of a covenant reads all of it; everybody else who works with files, what he did himself.
"""

from collections.abc import Sequence
from typing import Any

from django.apps import apps
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.text import capfirst
from django.views.decorators.http import require_safe

from convenant.models import Convenant
from gedeeld.actor import Actor, ActorRequest
from gedeeld.bladeren import blader
from gedeeld.lijst import Cel, Kolom, Leeg, lijstpagina
from gedeeld.vers import vers_ingelogd
from mensen.models import Inlog
from register.models import Dossier, Inzage
from register.registry import bestanden

from . import logtabs, querysets
from .forms import GING_MIS, InlogFilter, InzageFilter, LogFilter
from .querysets import Uitkomst, gebruikers_van, mag_logboek_lezen
from .uitvoer import VORMEN


@vers_ingelogd
@require_safe
def logboek(request: ActorRequest) -> HttpResponse:
    """Who read, or tried to read, which file (BEV-logging)."""
    return _toon(request, InzageFilter, querysets.inzage, INZAGE, "Inzage in dossiers")


@vers_ingelogd
@require_safe
def wijzigingen(request: ActorRequest) -> HttpResponse:
    """What happened to which file, and which fields changed; never their values (MC 15.2 e)."""
    return _toon(request, LogFilter, querysets.gebeurtenissen, GEDAAN, "Gebeurtenissen in dossiers")


@vers_ingelogd
@require_safe
def inloggen(request: ActorRequest) -> HttpResponse:
    """Who logged in, or tried to, and what changed in how (MC 15.2 d, e)."""
    return _toon(request, InlogFilter, querysets.inlog, INLOG, "Inloggen en pogingen daartoe")


def _toon(
    request: ActorRequest,
    filter_: type[LogFilter],
    log: Any,
    kolommen: Sequence[Kolom],
    bijschrift: str,
) -> HttpResponse:
    if not mag_logboek_lezen(request.actor):
        raise Http404
    eigen = not request.actor.houdt_toezicht
    assert request.actor.convenant_id is not None  # every user acts under one
    convenant = Convenant.objects.get(pk=request.actor.convenant_id)
    gebruikers = None if eigen else gebruikers_van(request.actor)
    form = filter_(request, gebruikers=gebruikers, convenant=convenant)
    rijen = form.filter(log(request.actor).select_related("gebruiker"))
    wie = Kolom("Wie", _wie)
    if eigen:  # under which role, but for logging in, that is done under none
        wie = Kolom("Namens", _namens) if kolommen is not INLOG else Kolom("Account", _wie)
    uitvoer = _uitvoer(request, form) if filter_ is InzageFilter and not eigen else {}
    return lijstpagina(
        request,
        blader(request, rijen),
        [_wanneer(convenant), wie, *kolommen],
        titel="Mijn logboek" if eigen else "Logboek",
        uitleg="Wat u zelf deed in dit convenant. De toezichthouder ziet dit ook. Klopt er iets niet? "
        "Vertel het de toezichthouder."
        if eigen
        else "Wie wat deed, zonder de inhoud van dossiers. Let op pogingen die zijn geweigerd en op "
        "inzage buiten werktijd.",
        bijschrift=bijschrift,
        leeg=_leeg(eigen=eigen, gefilterd=bool(form.wis_url)),
        toon=lambda rijen: _met_blik(request.actor, rijen),
        filter_=form,
        tabs=logtabs.tabs(request),
        **uitvoer,
    )


def _uitvoer(request: ActorRequest, form: LogFilter) -> dict[str, Any]:
    """Ways to take along what one user saw, or who saw one file; nothing where neither was chosen."""
    if not (form.gekozen.get("gebruiker") or form.gekozen.get("nummer")):
        return {}
    vraag = request.GET.urlencode()
    adres = {vorm: f"{reverse('beveiliging:uitvoer', args=[vorm])}?{vraag}" for vorm in VORMEN}
    return {
        "actie": {"url": adres["csv"], "tekst": "CSV ophalen", "icoon": "download"},
        "tweede": {"url": adres["json"], "tekst": "JSON ophalen"},
    }


def _met_blik(actor: Actor, rijen: list[Any]) -> list[Any]:
    """Each row of the read log with the numbers that were shown together with it."""
    if rijen and isinstance(rijen[0], Inzage):
        samen = querysets.in_een_blik(actor, rijen)
        for rij in rijen:
            rij.samen = samen.get(rij.blik, [])
    return rijen


def _leeg(*, eigen: bool, gefilterd: bool) -> Leeg:
    if eigen and not gefilterd:
        return Leeg("Er is nog niets.", "Hier komt vanzelf te staan wat u doet.", icoon="search")
    tekst = "Kies een andere periode" + (", of wis de filters." if eigen else " of gebruiker.")
    return Leeg("Er is niets gevonden.", tekst, icoon="search")


# Columns ---------------------------------------------------------------------------------------
def _onbekend(rij: Any, actor: Actor) -> bool:
    """To who tried it is the same whether a file exists or not: nothing of what was asked for."""
    return rij.uitkomst == Uitkomst.GEWEIGERD and not actor.houdt_toezicht


def _wanneer(convenant: Convenant) -> Kolom:
    """The moment, and whether people work then."""

    def cel(rij: Any, actor: Actor) -> Cel:
        buiten = "" if convenant.in_werktijd(rij.tijdstip) else "Buiten werktijd"
        return Cel(moment=rij.tijdstip, onder=buiten)

    return Kolom("Wanneer", cel)


def _namens(rij: Any, actor: Actor) -> Cel:
    if isinstance(rij, Inlog):
        return Cel("")
    return Cel(rij.partij if isinstance(rij, Inzage) else rij.namens)


def _wie(rij: Any, actor: Actor) -> Cel:
    niemand = NIEMAND.get(type(rij), "Een taak van het systeem")
    naam = rij.gebruiker.username if rij.gebruiker else niemand
    return Cel(naam, onder=_namens(rij, actor).tekst)


def _gezien(rij: Any, actor: Actor) -> Cel:
    if _onbekend(rij, actor):
        return Cel("Bestaat niet, of is niet voor u")
    if len(rij.samen) > 1:
        return Cel(f"{len(rij.samen)} dossiers samen", meer=rij.samen)
    if rij.reden and not rij.nummer:
        return Cel("Op naam gezocht")
    return Cel(rij.nummer or "Bestaat niet, of is niet van deze gebruiker", onder=_soort(rij))


def _hoe(rij: Any, actor: Actor) -> Cel:
    if _onbekend(rij, actor):
        return Cel("–")
    return Cel(rij.get_soort_display(), onder=rij.waarom)


def _uitkomst(rij: Any, actor: Actor) -> Cel:
    if _onbekend(rij, actor):
        return Cel("Niet gevonden", kleur="neutraal")
    kleur, icoon = UITKOMSTEN[rij.uitkomst]
    return Cel(Uitkomst(rij.uitkomst).label, kleur=kleur, icoon=icoon)


def _wat(rij: Any, actor: Actor) -> Cel:
    velden = ", ".join(_veld(rij.bestand, veld) for veld in rij.velden)
    return Cel(rij.zin, onder=f"Gewijzigd: {velden}" if velden else "")


def _veld(bestand: str, naam: str) -> str:
    """What people call a field of a file, or of a row that hangs on it."""
    config = apps.get_app_config(bestand.partition(".")[0])
    for model in (config.get_model(bestand.partition(".")[2]), *config.get_models()):
        for veld in model._meta.concrete_fields:
            if veld.name == naam:
                return str(veld.verbose_name)
    return naam.replace("_", " ")


NIEMAND = {Inzage: "Onbekend", Inlog: "Een naam die niet bestaat"}
UITKOMSTEN = {
    Uitkomst.GEZIEN: ("neutraal", "eye"),
    Uitkomst.GEVRAAGD: ("neutraal", "mail-question"),
    Uitkomst.GEWEIGERD: ("gevaar", ""),
}
INZAGE = (Kolom("Dossier", _gezien), Kolom("Hoe", _hoe), Kolom("Uitkomst", _uitkomst))
GEDAAN = (
    Kolom("Dossier", lambda rij, actor: Cel(rij.nummer, onder=_soort(rij))),
    Kolom("Wat", _wat),
)


INLOG = (
    Kolom(
        "Wat",
        lambda rij, actor: Cel(
            rij.get_soort_display(),
            kleur="gevaar" if rij.soort in GING_MIS else "neutraal",
            onder=f"Door {rij.door.username}" if rij.door else "",
        ),
    ),
    Kolom("Vanaf welk adres", lambda rij, actor: Cel(rij.van_adres or "–")),
)


def _soort(rij: Any) -> str:
    """What a row of a log is on."""
    namen = {bestand.soort: bestand.naam for bestand in bestanden()}
    namen[Dossier._meta.label_lower] = "dossier"  # of a kind that who looked for it does not know
    namen["convenant.partij"] = "geheimhoudingsverklaring"  # no file: a signed statement
    namen["beveiliging.uitvoer"] = "uitvoer van het logboek"
    namen["beveiliging.toezichtvraag"] = "vraag van de FG"
    namen["beveiliging.incident"] = "incident"  # no file: what went wrong
    namen["meldingen.concept"] = "concept van een melding"  # no file yet
    return capfirst(namen.get(rij.bestand) or _pagina(rij.bestand))


def _pagina(naam: str) -> str:
    """A page without a file, by the name of its address or of what stands on it, as the log shows it."""
    app = naam.replace(":", ".").partition(".")[0]
    namen = {config.label: config.verbose_name for config in apps.get_app_configs()}
    return f"pagina van {namen[app]}" if app in namen else "pagina"
