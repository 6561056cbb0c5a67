"""The papers of a meeting as plain data for `templates/typst/overleg.typ`: agenda and invitation.

No name of a subject stands in them: an agenda bears the numbers of files, an invitation how many there are.
Who keeps a casusoverleg sends them to parties of several casussen, and nobody hears there who takes part in
another one, or how many there are: what goes round (`rond`) says nothing of files.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpResponse

from gedeeld.afschrift import datum
from gedeeld.pdf import maak_pdf

from .kalender import dossiers
from .models import Agendapunt, Genodigde, Overleg, Soort

Stuk = dict[str, Any]
EIGEN_AGENDA = "Welke dossiers u bespreekt, staat in de toepassing. U ziet daar uw eigen agenda."


def stuk(overleg: Overleg, titel: str, secties: list[Stuk], *, op: date, **anders: Any) -> Stuk:
    """A paper: its head, and its sections."""
    kop = [
        ["Datum", datum(overleg.dag)],
        ["Tijd", f"{overleg.begin:%H:%M} tot {overleg.eind:%H:%M}"],
        ["Plaats", overleg.plaats],
        ["Gemeente", overleg.partij.naam],
    ]
    kop += [[rol, wie] for rol, wie in overleg.leiding]
    naam = f"{titel} {overleg.get_soort_display().lower()}"
    vast: Stuk = {"titel": naam, "kop": kop, "inleiding": [], "secties": secties, "voor": ""}
    return vast | {"gemaakt": f"Gemaakt op {datum(op)}. Vertrouwelijk."} | anders


def sectie(kop: str, **delen: Any) -> Stuk:
    """A section: paragraphs, points in order, and what is said by label."""
    return {"kop": kop, "niveau": 2, "alineas": [], "punten": [], "regels": []} | delen


def agenda(overleg: Overleg, punten: Sequence[Agendapunt], *, op: date, rond: bool = False) -> Stuk:
    """The agenda as its reader sees it; or as it goes round, with the general matters alone."""
    regels = [
        f"{punt.nummer} ({punt.get_reden_display().lower()})"
        if punt.dossier_id
        else str(punt.onderwerp)
        for punt in punten
        if not (rond and punt.dossier_id)
    ]
    leeg = [] if regels else ["Er staat nog niets op de agenda."]
    alineas = [EIGEN_AGENDA] if rond else leeg
    return stuk(overleg, "Agenda", [sectie("Punten", punten=regels, alineas=alineas)], op=op)


def uitnodiging(
    overleg: Overleg,
    punten: Sequence[Agendapunt],
    genodigden: Sequence[Genodigde],
    *,
    op: date,
    rond: bool = False,
) -> Stuk:
    """The invitation: how many files, and the general matters by name.

    Who is invited stands in that of a weegploeg: it is the same three parties each time. At a
    casusoverleg it would say who takes part in which casus.

    Args:
        rond: whether it goes to all who were invited; then it does not say how many files there are.
    """
    aantal = sum(punt.dossier_id is not None for punt in punten)
    lees = f"{dossiers(aantal)} Lees ze van tevoren in de toepassing."
    algemeen = [str(punt.onderwerp) for punt in punten if punt.dossier_id is None]
    secties = [
        sectie(
            "Agenda",
            alineas=["Lees uw dossiers van tevoren in de toepassing." if rond else lees],
            punten=algemeen,
        ),
    ]
    wat = overleg.get_soort_display().lower()
    inleiding = [f"U bent uitgenodigd voor het overleg van de {wat}."]
    if overleg.soort == Soort.CASUSOVERLEG:
        inleiding = ["U bent uitgenodigd voor het casusoverleg."]
    else:
        secties.append(sectie("Genodigden", punten=[naam_van(rij) for rij in genodigden]))
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
