"""What is done with each field of a request (MC 12)."""

import json

from gedeeld.afschrift import Publiek, Sectie, datum
from gedeeld.velden import Soort, Veld, naw, sectie, verklaar
from register.brieven.velden import verklaar_brieven
from register.models import Dossier

from .models import Brief, Uitvoering, Verzoek, Verzoekbrief, Zienswijze
from .rules import Indiener

PERSOON, VERZOEK, UITVOERING = "Persoon", "Verzoek", "Besloten en veranderd na een verzoek"
KIJK = "Zo ziet de persoon het zelf"


def _ander(rij: Verzoek) -> bool:
    return rij.indiener != Indiener.ZELF


def _naam(rij: Verzoek) -> list[str]:
    return [rij.indiener_naam] if _ander(rij) else []


def _anders(rij: Verzoek) -> str:
    return ", ".join(persoon.naam for persoon in rij.personen[1:])


def _nummers(rij: Brief) -> str:
    return (
        ", ".join(stuk["nummer"] for stuk in json.loads(rij.antwoord)["dossiers"])
        if rij.antwoord
        else ""
    )


verklaar(
    Verzoek,
    *naw(PERSOON),
    Veld("soort", VERZOEK, "Soort verzoek"),
    Veld("regime", VERZOEK, "Onder welke wet"),
    Veld("besluit_van", VERZOEK, "Bezwaar tegen een besluit van"),
    Veld("kanaal", VERZOEK, "Hoe het binnenkwam"),
    Veld("ontvangen_op", VERZOEK, "Ontvangen op"),
    Veld("gevraagd", VERZOEK, "Wat de persoon vraagt"),
    Veld("gevraagd_reden", VERZOEK, "Om welke reden"),
    Veld(
        "herhaalt",
        VERZOEK,
        "Herhaalt een eerder verzoek",
        lambda rij: rij.herhaalt.nummer if rij.herhaalt else "",
    ),
    Veld("doorgezonden_aan", VERZOEK, "Doorgezonden aan", lambda rij: rij.naar_wie),
    Veld("doorgezonden_op", VERZOEK, "Doorgezonden op"),
    Veld("doorzending_verteld_op", VERZOEK, "Dat weet de persoon sinds"),
    Veld(
        "ontvangen_bij",
        VERZOEK,
        "Binnengekomen bij",
        lambda rij: rij.ontvangen_bij.naam if rij.ontvangen_bij else "",
    ),
    Veld("doorgegeven_van"),
    Veld("doorgegeven_op", VERZOEK, "Ook gevraagd aan andere gemeenten van het convenant op"),
    Veld("niemand_op", VERZOEK, "Gaat hier over niemand sinds"),
    Veld("indiener", VERZOEK, "Wie het verzoek deed"),
    Veld("indiener_naam", VERZOEK, "Naam van wie het verzoek deed", derden=_ander, namen=_naam),
    Veld("indiener_contact", VERZOEK, "Contact van wie het verzoek deed", derden=_ander),
    Veld("machtiging_gezien_op", VERZOEK, "Machtiging gezien op"),
    Veld("identiteit_hoe", VERZOEK, "Identiteit vastgesteld"),
    Veld("identiteit_toelichting", VERZOEK, "Toelichting bij de identiteit"),
    Veld("identiteit_op", VERZOEK, "Identiteit vastgesteld op"),
    Veld("identiteit_door"),
    Veld("termijn_tot"),
    Veld("verlengd_tot", VERZOEK, "Termijn verlengd tot"),
    Veld("verlenging_reden", VERZOEK, "Reden van de verlenging"),
    Veld("verlenging_meegedeeld_op"),
    Veld("stand", VERZOEK, "Stand"),
    Veld("ingetrokken_reden", VERZOEK, "Reden van het stoppen"),
    Veld(
        "beantwoord_op",
        VERZOEK,
        lambda rij: "Antwoord verstuurd op" if rij.is_verstuurd else "Besloten op",
    ),
    Veld("uitkomst", VERZOEK, "Uitkomst"),
    Veld("besluit_reden", VERZOEK, "Waarom dat is besloten"),
    Veld("besluit_verteld_op", VERZOEK, "Brief met het besluit verstuurd op"),
    Veld("kenmerk", VERZOEK, "Kenmerk van de brief"),
    Veld("schrijfwijzen", VERZOEK, "Ook gezocht als", _anders),
    Veld("nummers"),
    soort=Soort.CONTACT,
)

verklaar(
    Brief,
    Veld("verzoek"),
    # What was sent is told file by file, and to the person concerned not again (`bestand.afschrift`).
    Veld("antwoord", VERZOEK, "Dossiers in dat overzicht", _nummers),
    Veld("concept"),
    soort=Soort.CONTACT,
)

# Told with the file that it is about, so that a copy of it is a copy of that file (`overzicht`).
verklaar(
    Uitvoering,
    Veld("verzoek"),
    Veld("bij"),
    Veld("wat", UITVOERING, lambda rij: f"Na verzoek {rij.verzoek.nummer}"),
    Veld("waarom", UITVOERING, "Waarom"),
    Veld("uiterlijk"),
    Veld("gedaan_op", UITVOERING, "Uitgevoerd op"),
    bron=lambda rij: rij.verzoek.partij.naam,
    soort=Soort.CONTACT,
)

verklaar(
    Zienswijze,
    Veld("bij"),
    Veld("tekst", KIJK, lambda rij: f"Toegevoegd op {datum(rij.op)}"),
    Veld("op"),
    bron=lambda rij: "de persoon zelf",
    soort=Soort.CONTACT,
)


verklaar_brieven(Verzoekbrief)


def zienswijzen(dossier: Dossier, publiek: Publiek) -> Sectie:
    """How the person sees opinions in a file, for each who reads it as a whole (MC 12.5)."""
    if publiek == Publiek.EXTERN:
        return Sectie(KIJK, [])
    return sectie(KIJK, Zienswijze.objects.filter(bij=dossier.pk), publiek)


def verzoek(rij: Verzoek, publiek: Publiek) -> Sectie:
    """What is known of a request, with the files in its letter for who reads that."""
    brief = getattr(rij, "brief", None)
    return sectie(VERZOEK, [rij, *([brief] if brief else [])], publiek)
