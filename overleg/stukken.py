"""The papers of a meeting as plain data for `templates/typst/overleg.typ`: agenda and invitation.

No name of a subject stands in them: an agenda bears the numbers of files, an invitation how many there are.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from gedeeld.afschrift import datum
from gedeeld.pdf import maak_pdf

from .kalender import dossiers
from .models import Agendapunt, Genodigde, Overleg

Stuk = dict[str, Any]


def stuk(overleg: Overleg, titel: str, secties: list[Stuk], *, op: date, **anders: Any) -> Stuk:
    """A paper: its head, and its sections."""
    kop = [
        ["Datum", datum(overleg.dag)],
        ["Tijd", f"{overleg.begin:%H:%M} tot {overleg.eind:%H:%M}"],
        ["Plaats", overleg.plaats],
        ["Gemeente", overleg.partij.naam],
    ]
    if overleg.voorzitter:
        kop.append(["Voorzitter", overleg.voorzitter.naam])
    naam = f"{titel} {overleg.get_soort_display().lower()}"
    vast: Stuk = {"titel": naam, "kop": kop, "inleiding": [], "secties": secties, "voor": ""}
    return vast | {"gemaakt": f"Gemaakt op {datum(op)}. Vertrouwelijk."} | anders


def sectie(kop: str, **delen: Any) -> Stuk:
    """A section: paragraphs, points in order, and what is said by label."""
    return {"kop": kop, "niveau": 2, "alineas": [], "punten": [], "regels": []} | delen


def agenda(overleg: Overleg, punten: Sequence[Agendapunt], *, op: date) -> Stuk:
    """The agenda as its reader sees it."""
    regels = [
        f"{punt.nummer} ({punt.get_reden_display().lower()})"
        if punt.dossier_id
        else str(punt.onderwerp)
        for punt in punten
    ]
    leeg = [] if regels else ["Er staat nog niets op de agenda."]
    return stuk(overleg, "Agenda", [sectie("Punten", punten=regels, alineas=leeg)], op=op)


def uitnodiging(
    overleg: Overleg,
    punten: Sequence[Agendapunt],
    genodigden: Sequence[Genodigde],
    *,
    op: date,
) -> Stuk:
    """The invitation: how many files, and the general matters by name."""
    aantal = sum(punt.dossier_id is not None for punt in punten)
    algemeen = [str(punt.onderwerp) for punt in punten if punt.dossier_id is None]
    secties = [
        sectie(
            "Agenda",
            alineas=[f"{dossiers(aantal)} Lees ze van tevoren in de toepassing."],
            punten=algemeen,
        ),
        sectie("Genodigden", punten=[naam_van(rij) for rij in genodigden]),
    ]
    wat = overleg.get_soort_display().lower()
    inleiding = [f"U bent uitgenodigd voor het overleg van de {wat}."]
    if overleg.soort == "casusoverleg":
        inleiding = ["U bent uitgenodigd voor het casusoverleg."]
    if overleg.afgelast_op:
        inleiding = ["Dit overleg gaat niet door."]
    return stuk(overleg, "Uitnodiging", secties, op=op, inleiding=inleiding)


def naam_van(rij: Genodigde) -> str:
    """Who somebody is, and for which party he comes."""
    if rij.gebruiker and rij.partij:
        return f"{rij.gebruiker.naam}, {rij.partij.naam}"
    return f"{rij.naam}, {rij.organisatie} (deskundige, alleen algemene punten)"


def als_pdf(gegevens: Stuk, naam: str) -> HttpResponse:
    """The paper as PDF/UA-1, to keep."""
    return HttpResponse(
        maak_pdf("overleg", gegevens),
        content_type="application/pdf",
        headers={
            "Cache-Control": "no-store",
            "Content-Disposition": f'attachment; filename="{naam}.pdf"',
        },
    )
