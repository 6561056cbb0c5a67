"""What comes in ninety days, seen beforehand: as the jobs then do it; and who is warned (RET-automatisch)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from register.afleiden import leid_af
from register.models import Dossier, Termijn
from register.werk import Werk
from retention import decisions
from retention.querysets import WAARSCHUWINGEN, komend, na_te_kijken
from retention.vooruit import DAGEN, einde, maandag, per_week, vooruit
from retention.werk import werk
from tests.cast import Cast, Speler
from tests.hulp import oud, vandaag
from weegploeg.models import WeegploegDossier

DAG = timedelta(days=1)
URL = reverse("retention:vooruit")
EEN_JAAR, VIJF_JAAR, HALF_JAAR = (
    relativedelta(years=1),
    relativedelta(years=5),
    relativedelta(months=6),
)


def _allerlei(cast: Cast) -> None:
    """Files of each kind that go on different days, and such as wait or go on another ground."""
    nu = vandaag()
    for nr, dagen in enumerate((-3, 0, 1, 6, 45, 88, 89, 90, 91), 1):
        oud.casus(cast, nu - EEN_JAAR + dagen * DAG, nummer=f"C-2020-{nr:04d}")
    for nr, dagen in enumerate((2, 40, 95), 1):
        oud.melding(cast, nu - HALF_JAAR + dagen * DAG, nummer=f"M-2020-{nr:04d}")
        oud.dossier(
            cast,
            nu - HALF_JAAR + dagen * DAG,
            stand="niet_geagendeerd",
            nummer=f"W-2020-{nr:04d}",
        )
    # To the archive, and destroyed from there within the same ninety days.
    beide = oud.casus(cast, nu - VIJF_JAAR + 30 * DAG, nummer="C-2020-0020")
    # Suspended beyond its last day, within the ninety days and longer.
    uitgesteld = [
        (oud.melding(cast, nu - HALF_JAAR + 5 * DAG, nummer="M-2020-0021"), nu + 50 * DAG),
        (oud.melding(cast, nu - HALF_JAAR + 5 * DAG, nummer="M-2020-0022"), nu + 200 * DAG),
    ]
    for rij, tot in uitgesteld:
        Dossier.objects.filter(pk=rij.pk).update(
            opgeschort_tot=tot, opgeschort_om="klacht", opgeschort_besluit="Z-1"
        )
    # Decided: earlier to the archive, and erased.
    eerder = oud.casus(cast, nu - 30 * DAG, nummer="C-2020-0023")
    Dossier.objects.filter(pk=eerder.pk).update(archief_tot=nu + 12 * DAG)
    gewist = oud.casus(cast, nu - EEN_JAAR + 3 * DAG, nummer="C-2020-0024")
    Dossier.objects.filter(pk=gewist.pk).update(wissen_om="gewist", wissen_van=nu)
    leid_af(beide, eerder, gewist)


def _voorzien(dag: date) -> dict[date, set[tuple[str, str]]]:
    """What is foreseen, by day: which file, on which ground."""
    uit: dict[date, set[tuple[str, str]]] = {}
    termijnen = Termijn.objects.filter(tot__lt=einde(dag)).select_related("dossier")
    for gaat in vooruit(termijnen, dag):
        uit.setdefault(gaat.dag, set()).add((gaat.dossier.nummer, gaat.grond.value))
    return uit


@pytest.mark.clausule("RET-automatisch", "vooraf")
def test_wat_van_een_dag_is_voorzien_doen_de_taken_die_dag(cast: Cast) -> None:
    _allerlei(cast)
    voorzien, gedaan = _voorzien(vandaag()), dict[date, set[tuple[str, str]]]()
    for dagen in range(DAGEN + 1):
        dag = vandaag() + dagen * DAG
        for grond in Grond:
            if komend(grond, dag):
                klaar = decisions.verwerk(grond, actor=Actor.systeem("test"), peildatum=dag)
                gedaan.setdefault(dag, set()).update(
                    (rij.nummer, grond.value) for rij in klaar.gedaan
                )
    assert len(gedaan) > 10
    assert voorzien == gedaan


def _blad(lid: Speler, week: date | None = None) -> Any:
    return lid.client.get(URL, {"week": week.isoformat()} if week else {})


@pytest.mark.clausule("RET-automatisch", "vooraf")
def test_de_pagina_toont_weken_dagen_en_van_een_week_de_dossiers(cast: Cast) -> None:
    _allerlei(cast)
    verwacht = _voorzien(vandaag())
    mag = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om", "fg", "maastricht",
           "uitvoerder_maastricht", "elders"}  # fmt: skip
    for naam, lid in cast.allen.items():
        assert (_blad(lid).status_code == 200) == (naam in mag), naam
    for lid in (cast.om, cast.fg):
        eigen = {
            dag: {n for n, _ in rijen if lid is cast.fg or not n.startswith("M")}
            for dag, rijen in verwacht.items()
        }
        weken = _blad(lid).context["weken"]
        assert sum(w.vernietigd + w.archief for w in weken) == sum(map(len, eigen.values()))
        kalender = {
            dag["dag"]: dag["vernietigd"] + dag["archief"]
            for maand in _blad(lid).context["maanden"]
            for rij in maand["weken"]
            for dag in rij
            if dag["hier"]
        }
        assert len(kalender) == DAGEN + 1
        assert {dag: n for dag, n in kalender.items() if n} == {
            dag: len(rijen) for dag, rijen in eigen.items() if rijen
        }
    for dag, rijen in verwacht.items():
        blad = _blad(cast.uitvoerder, maandag(dag)).content.decode()
        for nummer, _ in rijen:
            if not nummer.startswith("M"):
                assert nummer in blad, (dag, nummer)
    toezicht = _blad(cast.fg, maandag(vandaag())).content.decode()
    assert "-2020-" not in toezicht  # only how many
    assert oud.KANARIE not in toezicht.lower()
    ander = _blad(cast.maastricht).context["weken"]
    assert sum(w.vernietigd + w.archief for w in ander) == 0


def test_elke_week_staat_er_ook_als_er_niets_gebeurt() -> None:
    weken = per_week([], date(2026, 12, 30))
    assert (weken[0].maandag, weken[0].zondag) == (date(2026, 12, 28), date(2027, 1, 3))
    assert weken[-1].maandag <= date(2026, 12, 30) + DAGEN * DAG <= weken[-1].zondag
    assert len(weken) == 14


@pytest.mark.clausule("RET-automatisch", "vooraf")
def test_wie_het_bijhoudt_hoort_het_drie_keer_en_kan_elke_keer_afvinken(cast: Cast) -> None:
    """Sixty, thirty and seven days before it is destroyed."""
    dossier = oud.dossier(cast, vandaag() - HALF_JAAR + 61 * DAG, stand="niet_geagendeerd")
    (termijn,) = Termijn.objects.filter(dossier=dossier, grond=Grond.NIET_GEAGENDEERD)
    assert [vooraf.days for vooraf in WAARSCHUWINGEN] == [60, 30, 7]

    def te_kijken(over: int) -> bool:
        actor = cast.uitvoerder.op(termijn.tot - over * DAG)
        return na_te_kijken(actor).filter(dossier=dossier).exists()

    assert [te_kijken(over) for over in (61, 60, 31, 30, 8, 7, 0)] == [False, *[True] * 6]
    for over in (60, 30, 7):
        decisions.kijk_na(dossier, actor=cast.uitvoerder.op(termijn.tot - over * DAG))
        hierna = {60: (60, 31), 30: (30, 8), 7: (7, 0)}[over]
        assert not any(te_kijken(dag) for dag in hierna), over
        if over > 7:
            assert te_kijken({60: 30, 30: 7}[over]), over
    for lid in (cast.om, cast.gemeente, cast.fg):  # only who keeps it
        assert not na_te_kijken(lid.op(termijn.tot)).exists()


def _waarschuwing(lid: Speler, dossier: Dossier, dag: date) -> Werk:
    rijen = [w for w in werk(lid.op(dag)) if w.dossier and w.dossier.pk == dossier.pk]
    [rij] = [w for w in rijen if w.wat.startswith("Wordt vernietigd")]
    return rij


@pytest.mark.clausule("INF-alsnog", "herinnering")
def test_wie_nooit_bericht_kreeg_valt_op_voor_het_dossier_weg_is(cast: Cast) -> None:
    """The duty stops no destruction; it is said sixty, thirty and seven days before."""
    dossier = oud.dossier(cast, vandaag() - HALF_JAAR + 5 * DAG, stand="niet_geagendeerd")
    (termijn,) = Termijn.objects.filter(dossier=dossier, grond=Grond.NIET_GEAGENDEERD)
    dagen = [termijn.tot - over * DAG for over in (60, 30, 7)] + [vandaag()]
    for dag in dagen:
        assert "het subject had geen bericht" in _waarschuwing(cast.uitvoerder, dossier, dag).wat
    url = _waarschuwing(cast.uitvoerder, dossier, vandaag()).url
    assert "Het subject had nog geen bericht" in cast.uitvoerder.client.get(url).content.decode()
    WeegploegDossier.objects.filter(pk=dossier.pk).update(geinformeerd_op=vandaag())
    leid_af(dossier)
    for dag in dagen:
        assert "bericht" not in _waarschuwing(cast.uitvoerder, dossier, dag).wat
    assert "bericht" not in cast.uitvoerder.client.get(url).content.decode()
