"""Reads tabel.yaml: who gets which answer at which page, in which state of the file. It computes nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.privacy_rights.pdf_tekst import pdf_tekst

TABEL = Path(__file__).with_name("tabel.yaml")
OPENT, PAST_NIET, DOOR = "opent", "stap past niet", "verwijst door"
WEG, INLOGGEN, GEDAAN = "niet gevonden", "naar inloggen", "gedaan"
BEWAARD = "bewaard"
ALTIJD = ""  # the state of a page that belongs to no file


@dataclass(frozen=True, eq=False)
class Regel:
    """One line of the table.

    Args:
        naam: name of the page, with `app:` in front.
        variant: place in the address that is filled otherwise, such as the measure of another party.
        per_rol: role -> state -> answer; who is not named finds nothing.
    """

    naam: str
    variant: str
    wat: str
    methode: str
    standen: tuple[str, ...]
    per_rol: dict[str, dict[str, str]]
    uitgelogd: str

    def verwacht(self, rol: str, stand: str) -> str:
        """What the table says."""
        if rol == "niemand":
            return self.uitgelogd
        return self.per_rol.get(rol, {}).get(stand, WEG)


@cache
def regels() -> tuple[Regel, ...]:
    """The table, line by line."""
    inhoud = yaml.safe_load(TABEL.read_text(encoding="utf-8"))
    groepen = inhoud["groepen"]
    return tuple(
        _regel(app, deel["standen"], naam, rij, groepen)
        for app, deel in inhoud["paginas"].items()
        for naam, rij in deel["regels"].items()
    )


def _regel(
    app: str, standen: list[str], naam: str, rij: dict[str, Any], groepen: dict[str, list[str]]
) -> Regel:
    rij = dict(rij)
    wat, methode = rij.pop("wat"), rij.pop("methode", "get")
    uitgelogd = rij.pop("uitgelogd", INLOGGEN)
    kort, _, variant = naam.partition(" ")
    lijst = rij.pop("zonder dossier", False)
    stand = (ALTIJD,) if lijst or not standen else tuple(standen)
    per_rol: dict[str, dict[str, str]] = {}
    for groep, antwoord in rij.items():
        for rol in groepen.get(groep, [groep]):
            assert rol in groepen["iedereen"], f"{naam}: onbekende rol {rol}"
            per_rol.setdefault(rol, {}).update(_per_stand(antwoord, stand))
    volledig = f"{app}:{kort}" if standen or ":" not in kort else kort
    volledig = kort if app == "overal" else volledig
    return Regel(volledig, variant, wat, methode, stand, per_rol, uitgelogd)


def _per_stand(antwoord: str | dict[str, Any], standen: tuple[str, ...]) -> dict[str, str]:
    """`opent`, or answers with their states; `verder` is for the states that are not named."""
    if isinstance(antwoord, str):
        return dict.fromkeys(standen, antwoord)
    uit = dict.fromkeys(standen, antwoord.get("verder", WEG))
    for wat, welke in antwoord.items():
        if wat == "verder":
            continue
        for stand in [welke] if isinstance(welke, str) else welke:
            assert stand in standen, f"onbekende stand {stand}"
            uit[stand] = wat
    return uit


def van(app: str) -> list[Regel]:
    """The lines of one app."""
    return [regel for regel in regels() if regel.naam.rpartition(":")[0] == app]


def paginas() -> set[str]:
    """Every page of the project, from the resolver."""
    return set(views())


def views() -> dict[str, Any]:
    """Every page with what answers it."""
    return dict(_loop(get_resolver(), ""))


def _loop(waar: URLResolver, voor: str) -> Iterator[tuple[str, Any]]:
    for deel in waar.url_patterns:
        if isinstance(deel, URLResolver):
            ruimte = f"{voor}{deel.namespace}:" if deel.namespace else voor
            yield from _loop(deel, ruimte)
        elif isinstance(deel, URLPattern):
            assert deel.name, f"een adres zonder naam: {deel.pattern}"
            yield voor + deel.name, deel.callback


@cache
def plekken(naam: str) -> tuple[str, ...]:
    """The places in the address of a page."""
    ruimte, _, kort = naam.rpartition(":")
    oplosser = get_resolver()
    for deel in oplosser.url_patterns:
        if isinstance(deel, URLResolver) and deel.namespace == ruimte:
            oplosser = deel
    for patroon in oplosser.url_patterns:
        if isinstance(patroon, URLPattern) and patroon.name == kort:
            return tuple(patroon.pattern.converters)
    raise KeyError(naam)


def adres(regel: Regel, sleutels: dict[str, Any]) -> str:
    """The address of a page of one file."""
    vul = {plek: sleutels[plek] for plek in plekken(regel.naam)}
    if regel.variant:
        plek, _, soort = regel.variant.partition("=")
        vul[plek] = sleutels[f"{plek}_{soort}"]
    return reverse(regel.naam, kwargs=vul)


def vraag(client: Client, regel: Regel, pad: str) -> Any:
    """Ask for a page; where there is only a button, press it."""
    return getattr(client, regel.methode)(pad)


def soort(antwoord: Any) -> str:
    """What kind of answer it is, in the words of the table."""
    if antwoord.status_code == 200:
        return OPENT
    if antwoord.status_code == 404:
        return WEG
    if antwoord.status_code == 204:
        return BEWAARD
    assert antwoord.status_code == 302, antwoord.status_code
    if antwoord["Location"].startswith("/inloggen/"):
        return INLOGGEN
    tonen = [bericht.level_tag for bericht in get_messages(antwoord.wsgi_request)]
    if not tonen:
        return DOOR
    return GEDAAN if tonen == ["success"] else PAST_NIET


def zonder_token(inhoud: bytes) -> str:
    """A page without what differs each time: tokens and nonces."""
    tekst = pdf_tekst(inhoud) if inhoud.startswith(b"%PDF") else inhoud.decode()
    tekst = re.sub(r'(csrfmiddlewaretoken|eenmalig)" value="[^"]*"', "", tekst)
    return re.sub(r'nonce="[^"]*"|csrftoken": "[^"]*"|data-sessie-over="\d+"', "", tekst)


APPS = sorted({regel.naam.rpartition(":")[0] for regel in regels()})
