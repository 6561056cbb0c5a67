"""The overview as a page, and as a table to take along."""

import csv
import io

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beveiliging.uitvoer import onschadelijk
from gedeeld.actor import ActorRequest

from . import tellen

KOPPEN = ("gemeente", "onderwerp", "deel", "aantal")


@require_safe
def overzicht(request: ActorRequest) -> HttpResponse:
    """How many files there are, how they go, and what nobody uses."""
    actor = request.actor
    _vereis(request)
    alles = tellen.onderwerpen(actor)
    gemeenten = list(dict.fromkeys(rij.gemeente for rij in alles if rij.gemeente))
    inhoud = {
        "samen": [rij for rij in alles if not rij.gemeente],
        "gemeenten": [(naam, [rij for rij in alles if rij.gemeente == naam]) for naam in gemeenten],
        "termijnen": [(rij.wat, rij.totaal, rij.gehaald) for rij in tellen.termijnen(actor)],
        "kolommen_termijn": ["Wat", "Aantal", "Gehaald"],
    }
    if actor.houdt_toezicht:
        inhoud |= {
            "rollen": tellen.rollen(actor),
            "kolommen_rol": ["Rol", "Accounts", "Drie maanden niets geopend"],
            "velden": tellen.velden(actor),
            "kolommen_veld": ["Soort", "Veld", "Ingevuld"],
        }
    return render(request, "overzicht/overzicht.html", inhoud)


@require_safe
def overzicht_csv(request: ActorRequest) -> HttpResponse:
    """The same numbers as a table; no more than the page shows."""
    _vereis(request)
    tekst = io.StringIO()
    tekst.write("\ufeff")  # by it a spreadsheet knows that this is UTF-8
    schrijver = csv.writer(tekst, delimiter=";", quoting=csv.QUOTE_ALL)
    schrijver.writerow(KOPPEN)
    for rij in tellen.onderwerpen(request.actor):
        for deel, aantal in (
            ("Totaal", rij.verdeling.totaal),
            *((staaf.label, staaf.aantal) for staaf in rij.verdeling.staven),
        ):
            cellen = (rij.gemeente or "Alle", rij.titel, deel, aantal)
            schrijver.writerow([onschadelijk(cel) for cel in cellen])
    antwoord = HttpResponse(tekst.getvalue(), content_type="text/csv; charset=utf-8")
    naam = f"overzicht-{request.actor.vandaag:%Y-%m-%d}.csv"
    antwoord["Content-Disposition"] = f'attachment; filename="{naam}"'
    return antwoord


def _vereis(request: ActorRequest) -> None:
    if not tellen.mag(request.actor):
        raise Http404
