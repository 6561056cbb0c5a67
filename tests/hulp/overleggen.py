"""Meetings of Venlo."""

from datetime import time, timedelta
from typing import Any

from django.utils import timezone

from convenant.models import Satelliet
from overleg.models import Agendapunt, Overleg
from overleg.querysets import lezer
from tests.cast import Cast, Speler

from .gegevens import vandaag


def overleg(cast: Cast, *gasten: Speler, soort: str = "weegploeg", **velden: Any) -> Overleg:
    """A meeting in a week to which these people are invited; it names no subject."""
    vast = {
        "partij": cast.gemeente.partij,
        "dag": vandaag() + timedelta(days=7),
        "begin": time(9),
        "eind": time(11),
        "plaats": "Raadhuis, kamer 2",
        "gemaakt_door": cast.uitvoerder.gebruiker,
        "voorzitter": cast.gemeente.gebruiker,
        "lezers": [lezer(gast.gebruiker.pk, gast.partij.pk) for gast in gasten],
    }
    nieuw: Overleg = Overleg.objects.create(soort=soort, **vast | velden)
    for gast in gasten:
        nieuw.genodigden.create(gebruiker=gast.gebruiker, partij=gast.partij)
    return nieuw


def geweest(
    cast: Cast,
    stand: str,
    *dossiers: Any,
    soort: str = "weegploeg",
    mensen: tuple[Speler, ...] = (),
) -> Overleg:
    """A meeting in which these files were discussed.

    Args:
        stand: `bezig`, `verslag` or `vastgesteld`.
    """
    nu = timezone.now()
    feiten: dict[str, Any] = {"begonnen_op": nu}
    if stand != "bezig":
        feiten["gehouden_op"] = nu
    if stand == "vastgesteld":
        feiten["vastgesteld_op"] = vandaag()
    wie = mensen or (cast.gemeente, cast.politie)
    rij = overleg(cast, *wie, soort=soort, dag=vandaag(), **feiten)
    rij.genodigden.update(aanwezig=True)
    for nummer, dossier in enumerate(dossiers, 1):
        punt = Agendapunt.van(rij, dossier, Agendapunt.Reden.NIEUW, nummer)
        punt.besproken_op = None if stand == "bezig" else nu
        punt.save()
    return rij


def satelliet(cast: Cast, naam: str = "Expertisecentrum") -> Satelliet:
    """A body that is recorded as general expert."""
    return Satelliet.objects.create(
        convenant=cast.convenant,
        naam=naam,
        deskundigheid="Sekten",
        contact="Postbus 2, Utrecht",
        van=vandaag() - timedelta(days=1),
    )
