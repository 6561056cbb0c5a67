"""Requests of a person concerned in each state, and the files that are found for them."""

from typing import Any
from urllib.parse import urlencode

from django.test import Client

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Rol
from meldingen.models import Melding
from privacy_rights import decisions
from privacy_rights.models import Verzoek
from privacy_rights.overzicht import Gelijkenis
from tests.cast import Cast, Speler, maak_speler
from tests.hulp import casussen, gegevens, meldingen
from tests.hulp.gegevens import vandaag


def verzoek(cast: Cast, speler: Speler | None = None, **anders: Any) -> Verzoek:
    """A request that came in today, by the person self, unless said otherwise."""
    speler = speler or cast.uitvoerder
    return decisions.registreer(
        actor=speler.actor, gemeente=speler.partij, **gegevens.Verzoek(**anders)
    )


def staat_er() -> dict[str, Any]:
    """All that is kept of the only request, as one reads it."""
    rij = Verzoek.objects.get()
    return {veld.attname: veld.value_from_object(rij) for veld in rij._meta.concrete_fields}


def met_identiteit(cast: Cast, speler: Speler | None = None, **anders: Any) -> Verzoek:
    speler = speler or cast.uitvoerder
    rij = verzoek(cast, speler, **anders)
    return decisions.stel_identiteit_vast(rij, actor=speler.actor, hoe="bewijs", op=vandaag())


def klacht(cast: Cast) -> Verzoek:
    """A request that is answered outside this application."""
    return met_identiteit(cast, soort="klacht")


def gezocht(cast: Cast, **anders: Any) -> Verzoek:
    """The files that agree in name and birth date are chosen."""
    rij, actor = met_identiteit(cast, **anders), cast.uitvoerder.actor
    zelfde = [
        k.sleutel for k in decisions.zoek(rij, actor=actor) if k.gelijkenis == Gelijkenis.ZELFDE
    ]
    return decisions.kies_dossiers(rij, actor=actor, dossiers=zelfde)


def nagekeken(cast: Cast, **anders: Any) -> Verzoek:
    """Nothing is left out but what is about others."""
    return decisions.controleer(
        gezocht(cast, **anders),
        actor=cast.uitvoerder.actor,
        weglaten={},
        opnemen={},
        ontvangers=["Politie Limburg"],
    )


def beantwoord(cast: Cast, **anders: Any) -> Verzoek:
    return decisions.beantwoord(nagekeken(cast, **anders), actor=cast.uitvoerder.actor)


# Files -----------------------------------------------------------------------------------------
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


# In the browser --------------------------------------------------------------------------------
def pad(naam: str, rij: Verzoek | None = None) -> str:
    """The address of a page of a request."""
    if rij is None:
        return {"lijst": "/verzoeken/", "nieuw": "/verzoeken/nieuw/"}[naam]
    return f"/verzoeken/{rij.pk}/" if naam == "verzoek" else f"/verzoeken/{rij.pk}/{naam}/"


def ingevuld(**anders: Any) -> dict[str, Any]:
    """The form for a new request, as a browser sends it."""
    return gegevens.VerzoekFormulier() | anders


def stuur(client: Client, adres: str, **velden: Any) -> Any:
    """Fill in the form that a page shows, as it stands there, and send it.

    Args:
        velden: what the user changes; None unticks.
    """
    pagina = client.get(adres).context
    gegevens: dict[str, Any] = {
        naam: pagina[naam] for naam in ("gezien", "gelezen") if naam in pagina
    }
    if "gevonden" in pagina:
        gegevens["gevonden"] = [k.sleutel for k in pagina["gevonden"]]
        gegevens["dossiers"] = list(pagina["gekozen"])
    elif "form" in pagina:
        gegevens |= {veld.html_name: veld.value() or "" for veld in pagina["form"]}
    gegevens |= velden
    schoon = {naam: waarde for naam, waarde in gegevens.items() if waarde not in (None, False)}
    return client.post(
        adres, urlencode(schoon, doseq=True), content_type="application/x-www-form-urlencoded"
    )
