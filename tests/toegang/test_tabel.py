"""The answers of the access table: every role asks for every page of a file in every state (design, section 3).

One visit takes most of a minute and is judged by three tests: that the answer is that of the table, that
who does not belong there reads nothing, and that there was something to read. They run together.
"""

from dataclasses import dataclass

import pytest

from overleg.models import Overleg
from register.grants import PLAN_LEZEN
from register.models import Dossier, Inzage, toegelaten
from tests.toegang import matrix
from tests.toegang.matrix import APPS, WEG, Regel, plekken, van
from tests.toegang.test_matrix import BUITENSTAANDERS, TELT, _clients, _nooit, _sleutels, _vraag
from tests.toegang.toneel import Toneel

# Also when a test runs alone: `bezoek` asks for the database too late for pytest-django to see it.
pytestmark = pytest.mark.django_db

# What the secretary hears on the pages of an app, besides the numbers of its files.
TE_HOREN = {
    "meldingen": {"kanarie", "tante zeldzaam"},
    "weegploeg": {"verzonnen", "quirina"},
    "casusoverleg": {"kanarie"},
    "privacy_rights": {"kanarie", "merelhof"},
}


@dataclass(frozen=True)
class Antwoord:
    """What one role got at one page of a file in one state.

    Args:
        als_nooit: whether the page is that of a file that never was,
        even_duur: and the database was asked as much for it, unless this role reads the file by
            another page: it takes as long.
        in_logboek: whether a refused attempt was written down.
        gelekt: canaries in it; looked for where a test asks.
    """

    soort: str
    als_nooit: bool
    even_duur: bool
    in_logboek: bool
    gelekt: frozenset[str]


Bezoek = dict[tuple[Regel, str, str], Antwoord]


@pytest.fixture(scope="session")
def bezoeken() -> dict[str, Bezoek]:
    """The visits that this process made, by app."""
    return {}


@pytest.fixture
def bezoek(request: pytest.FixtureRequest, bezoeken: dict[str, Bezoek], app: str) -> Bezoek:
    """Every answer at the pages of an app."""
    if app not in bezoeken:
        bezoeken[app] = _bezoek(request.getfixturevalue("toneel"), app)
    return bezoeken[app]


def _bezoek(toneel: Toneel, app: str) -> Bezoek:
    clients, uit, leest = _clients(toneel), {}, _leest(toneel, app)
    eerder = Inzage.objects.filter(toegestaan=False).count()
    for regel in van(app):
        nooit = {
            rol: _vraag(client, regel, matrix.adres(regel, _nooit(regel)))
            for rol, client in clients.items()
            if plekken(regel.naam) and any(regel.verwacht(rol, s) == WEG for s in regel.standen)
        }
        for stand in regel.standen:
            pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
            for rol, client in clients.items():
                soort, inhoud, pogingen, kost = _vraag(client, regel, pad)
                _, leeg, _, geen = nooit.get(rol, (WEG, b"", 0, 0))
                zoek = rol in (*BUITENSTAANDERS, "uitvoerder", "politie") and not inhoud.startswith(
                    b"%PDF"
                )
                uit[regel, stand, rol] = Antwoord(
                    soort,
                    als_nooit=inhoud == leeg,
                    even_duur=kost == geen or (rol, stand) in leest,
                    in_logboek=pogingen == eerder + 1,
                    gelekt=frozenset(toneel.gelekt(inhoud.decode()) if zoek else ()),
                )
    return uit


def _leest(toneel: Toneel, app: str) -> set[tuple[str, str]]:
    """Who reads a file of this app, or its plan, in which state."""
    per_stand = {
        getattr(rij, "pk", rij): stand for stand, rij in toneel.dossiers.get(app, {}).items()
    }
    return {
        (rol, per_stand[pk])
        for rol, speler in toneel.spelers.items()
        for pk in (
            *Dossier.objects.visible_to(speler.actor).values_list("pk", flat=True),
            *toegelaten(speler.actor, PLAN_LEZEN).values_list("content_object_id", flat=True),
            # Of a meeting he may see that it is, and not this item.
            *Overleg.objects.visible_to(speler.actor).values_list("pk", flat=True),
        )
        if pk in per_stand
    }


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.clausule("WEE-toegang", "kernpartijen")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.clausule("WEE-toegang", "geen-beheerder")
@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("app", APPS)
def test_wie_welke_pagina_vindt_in_elke_stand(bezoek: Bezoek, app: str) -> None:
    fout = []
    for (regel, stand, rol), antwoord in bezoek.items():
        waar = f"{regel.naam} | {stand} | {rol}"
        if antwoord.soort != regel.verwacht(rol, stand):
            fout.append(f"{waar}: {antwoord.soort}")
        if antwoord.soort == WEG and rol != "niemand":
            fout += [] if antwoord.in_logboek else [f"{waar}: niet in het logboek"]
            if plekken(regel.naam) and not antwoord.als_nooit:
                fout.append(f"{waar}: anders dan wat er nooit was")
            if plekken(regel.naam) and not antwoord.even_duur:
                fout.append(f"{waar}: kost meer of minder dan wat er nooit was")
    assert bezoek
    assert not fout, "\n".join(fout)


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.timeout(300)
@pytest.mark.parametrize("app", APPS)
def test_wie_er_niet_bij_hoort_leest_op_geen_enkele_pagina_iets(bezoek: Bezoek, app: str) -> None:
    buiten = {
        (regel.naam, stand, rol): antwoord.gelekt
        for (regel, stand, rol), antwoord in bezoek.items()
        if rol in BUITENSTAANDERS and (rol, regel.naam) not in TELT
    }
    assert {rol for _, _, rol in bezoek} >= set(BUITENSTAANDERS)
    assert buiten
    assert {waar: gelekt for waar, gelekt in buiten.items() if gelekt} == {}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("app", TE_HOREN)
def test_de_kanaries_zingen_voor_wie_ze_mag_horen(toneel: Toneel, bezoek: Bezoek, app: str) -> None:
    """What stands above would pass with empty pages as well: here is the other side."""
    gehoord = set()
    for (regel, _, rol), antwoord in bezoek.items():
        if rol in ("uitvoerder", "politie") and regel.methode == "get":
            gehoord |= antwoord.gelekt
    nummers = {str(dossier.nummer).lower() for dossier in toneel.dossiers[app].values()}
    assert TE_HOREN[app] | nummers <= gehoord
