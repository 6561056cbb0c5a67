"""Requests of a person concerned in each state, and the files that are found for them."""

from typing import Any
from urllib.parse import urlencode

from django.forms import BaseForm
from django.test import Client

from casusoverleg.dossier.models import Casus
from gedeeld import getoond
from gedeeld.actor import Actor, Rol
from meldingen.models import Melding
from privacy_rights import decisions, gezamenlijk
from privacy_rights.keuzes import Keuzes, Weg, Weglating
from privacy_rights.models import Verzoek
from privacy_rights.overzicht import Gelijkenis, Stuk
from tests.beginstand import beginstand
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, gegevens, meldingen
from tests.hulp.gegevens import vandaag


@beginstand
def verzoek(cast: Cast, speler: Speler | None = None, **anders: Any) -> Verzoek:
    """A request that came in today, by the person self, unless said otherwise."""
    speler = speler or cast.uitvoerder
    return decisions.registreer(
        actor=speler.actor, gemeente=speler.partij, **gegevens.Verzoek(**anders)
    )


def staat_er() -> dict[str, Any]:
    """All that is kept of the only request, as one reads it."""
    rij = Verzoek.objects.get()
    velden = {veld.attname: veld.value_from_object(rij) for veld in rij._meta.concrete_fields}
    return velden | {"concept": rij.concept, "antwoord": rij.antwoord}


@beginstand
def met_identiteit(cast: Cast, speler: Speler | None = None, **anders: Any) -> Verzoek:
    speler = speler or cast.uitvoerder
    rij = verzoek(cast, speler, **anders)
    return decisions.stel_identiteit_vast(rij, actor=speler.actor, hoe="bewijs", op=vandaag())


@beginstand
def via_ander(cast: Cast) -> Verzoek:
    """What came in at Maastricht, and of which Venlo may hold something: as Venlo got it."""
    rij = met_identiteit(cast, cast.uitvoerder_maastricht)
    kopie = gezamenlijk.geef(rij, cast.gemeente.partij, Actor.systeem(gezamenlijk.TAAK))
    return Verzoek.objects.get(pk=kopie.pk)


@beginstand
def klacht(cast: Cast) -> Verzoek:
    """A request that is answered outside this application."""
    return met_identiteit(cast, soort="klacht")


@beginstand
def gezocht(cast: Cast, **anders: Any) -> Verzoek:
    """The files that agree in name and birth date are chosen."""
    rij, actor = met_identiteit(cast, **anders), cast.uitvoerder.actor
    zelfde = [
        k.sleutel for k in decisions.zoek(rij, actor=actor) if k.gelijkenis == Gelijkenis.ZELFDE
    ]
    return decisions.kies_dossiers(rij, actor=actor, dossiers=zelfde, bevestigd=not zelfde)


def reden(grond: str = "41-1-i", **anders: Any) -> Weglating:
    """A whole reason to leave something out."""
    velden = {
        "factoren": ["b", "g"],
        "in_brief": "BRIEF-reden: een ander moet veilig zijn.",
        "volledig": "INTERN-reden",
    }
    return Weglating(grond, **(velden | anders))  # type: ignore[arg-type]


def stukken(cast: Cast, rij: Verzoek) -> list[Stuk]:
    """The chosen files, as they are looked through."""
    return decisions.te_controleren(rij, actor=cast.uitvoerder.actor)[1]


def zonder_anderen(cast: Cast, rij: Verzoek, **anders: Any) -> Keuzes:
    """Nothing is left out but what is about others; police data were discussed with the police."""
    alle = [r for stuk in stukken(cast, rij) for r in stuk.rijen]
    begin = {
        "redenen": {"1": reden()},
        "weg": {r.sleutel: Weg("1") for r in alle if r.regel.derden},
        "mee": {r.sleutel: "" for r in alle if r.regel.afwegen},
        "politie": "INTERN-teamchef",
    }
    return Keuzes(**(begin | anders))  # type: ignore[arg-type]


@beginstand
def nagekeken(cast: Cast, **anders: Any) -> Verzoek:
    rij = gezocht(cast, **anders)
    keuzes = zonder_anderen(cast, rij)
    return decisions.controleer(rij, actor=cast.uitvoerder.actor, keuzes=keuzes)


@beginstand
def beantwoord(cast: Cast, **anders: Any) -> Verzoek:
    return decisions.beantwoord(nagekeken(cast, **anders), actor=cast.uitvoerder.actor)


# Files -----------------------------------------------------------------------------------------
@beginstand
def een_casus(cast: Cast, **naw: Any) -> Casus:
    """A casus on the same person, with somebody else in it."""
    zaak = casussen.casus(cast, cast.reclassering.partij, naw=gegevens.Persoon(**naw))
    zaak.derden.create(
        soort="netwerk",
        naam="DERDE-naam",
        adres="DERDE-adres",
        gegevens="DERDE-gegevens",
        noodzaak="DERDE-noodzaak",
    )
    return zaak


@beginstand
def een_melding(cast: Cast, speler: Speler | None = None, **anders: Any) -> Melding:
    """A melding on the same person, with a reporter."""
    velden = gegevens.Persoon() | {
        "melder_naam": "MELDER-naam",
        "melder_contact": "MELDER-contact",
        "signalen": [
            meldingen.een_signaal(speler or cast.gemeente, omschrijving="KANARIE-melding")
        ],
    }
    return meldingen.maak_melding(cast, speler, **(velden | anders))


def uitvoerder_van(speler: Speler) -> Speler:
    """The secretary of the party of a player."""
    return maak_speler(f"uitvoerder-{speler.gebruiker.username}", speler.partij, Rol.UITVOERDER)


# What somebody fills in of the first reason to leave something out, where it is not filled in yet.
REDEN = {
    "r1_grond": "41-1-i",
    "r1_factoren": ["b", "g"],
    "r1_brief": "BRIEF-reden: een ander moet veilig zijn.",
    "r1_volledig": "INTERN-reden",
    "r2_factoren": None,
    "r3_factoren": None,
    "politie": "INTERN-teamchef",
}


# In the browser --------------------------------------------------------------------------------
def pad(naam: str, rij: Verzoek | None = None) -> str:
    """The address of a page of a request."""
    if rij is None:
        return {"lijst": "/verzoeken/", "nieuw": "/verzoeken/nieuw/"}[naam]
    return f"/verzoeken/{rij.pk}/" if naam == "verzoek" else f"/verzoeken/{rij.pk}/{naam}/"


def ingevuld(**anders: Any) -> dict[str, Any]:
    """The form for a new request, as a browser sends it."""
    return gegevens.VerzoekFormulier(**anders)


def stuur(client: Client, adres: str, **velden: Any) -> Any:
    """Fill in the form that a page shows, as it stands there, and send it.

    Args:
        velden: what the user changes; None unticks.
    """
    pagina = client.get(adres).context
    gegevens: dict[str, Any] = {
        naam: pagina[naam] for naam in ("gezien", "gelezen") if naam in pagina
    }
    if isinstance(pagina.get("form"), BaseForm):
        gegevens[getoond.NAAM] = getoond.in_een_regel(pagina["form"])
    if "gevonden" in pagina:
        gegevens["gevonden"] = [k.sleutel for k in pagina["gevonden"]]
        gegevens["dossiers"] = list(pagina["gekozen"])
        gegevens["bevestigd"] = not pagina["gekozen"] and "on"
    elif isinstance(pagina.get("form"), BaseForm):
        gegevens |= {veld.html_name: veld.value() or "" for veld in pagina["form"]}
    if "redenen" in pagina:
        gegevens |= {naam: waarde for naam, waarde in REDEN.items() if not gegevens[naam]}
    gegevens |= velden
    schoon = {naam: waarde for naam, waarde in gegevens.items() if waarde not in (None, False)}
    return client.post(
        adres, urlencode(schoon, doseq=True), content_type="application/x-www-form-urlencoded"
    )
