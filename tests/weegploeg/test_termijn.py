"""The day of a decision, and the terms that run from it (MC 13.3; WEE-datum, RET-zes-maanden)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from gedeeld.termijnen import Grond
from register.models import Gebeurtenis
from tests.cast import Cast
from tests.hulp import gegevens, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.meldingen import maak_melding
from weegploeg.models import WeegploegDossier


def _termijn(dossier: Any) -> tuple[str, date, date] | None:
    rij = dossier.termijnen.filter(grond__in=Grond.van_lid_3()).first()
    return (rij.grond, rij.van, rij.tot) if rij else None


def _leg_vast(cast: Cast, dossier: WeegploegDossier, uitkomst: str, **velden: Any) -> Any:
    """Log a decision at the door, as the form shows it."""
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + f"?uitkomst={uitkomst}"
    client = cast.uitvoerder.client
    form = client.get(pad).context["form"]
    begin = {veld.html_name: veld.value() for veld in form if veld.value() is not None}
    begin |= {"argumenten": "Besproken.", "informeren": "", **weegploeg.wie_sprak(cast)}
    return client.post(pad, begin | velden)


# The day of a decision -------------------------------------------------------------------------
@pytest.mark.clausule("WEE-datum", "dag")
@pytest.mark.clausule("WEE-datum", "termijn")
@pytest.mark.clausule("RET-zes-maanden", "na-besluit")
def test_een_besluit_van_donderdag_dat_maandag_wordt_vastgelegd_loopt_vanaf_donderdag(
    cast: Cast,
) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - timedelta(days=20))
    donderdag = vandaag() - timedelta(days=4)
    antwoord = _leg_vast(cast, dossier, "geen_casusoverleg", genomen_op=donderdag.isoformat())
    assert antwoord.status_code == 302
    dossier.refresh_from_db()
    assert dossier.besloten_op == dossier.besluiten.get().genomen_op == donderdag
    einde = donderdag + relativedelta(months=6)
    assert _termijn(dossier) == (Grond.NIET_GEAGENDEERD, donderdag, einde)
    gebeurd = Gebeurtenis.van(dossier).get(soort="weegploeg.niet_geagendeerd")
    assert gebeurd.genomen_op == donderdag  # and the moment of recording as well
    assert gebeurd.tijdstip.date() >= donderdag + timedelta(days=3)
    pagina = cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    pagina = pagina.content.decode()
    assert "besloten op" in pagina


@pytest.mark.clausule("WEE-datum", "niet-toekomst")
@pytest.mark.clausule("WEE-datum", "niet-voor-signaal")
@pytest.mark.parametrize(
    ("dagen", "zin"),
    [(1, "Deze dag moet nog komen."), (-21, "eerder was er niets om over te besluiten")],
)
@pytest.mark.parametrize("uitkomst", ["geen_casusoverleg", "nadere_duiding"])
def test_een_besluit_ligt_niet_in_de_toekomst_en_niet_voor_het_eerste_signaal(
    cast: Cast, uitkomst: str, dagen: int, zin: str
) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - timedelta(days=20))
    dag = vandaag() + timedelta(days=dagen)
    vraag = {"partner_1": "School", "vraag_1": "Hoe gaat het?", "nodig_1": "Is het nieuw?"}
    velden = {"genomen_op": dag.isoformat(), **vraag}
    antwoord = _leg_vast(cast, dossier, uitkomst, **velden)
    assert zin in str(antwoord.context["form"].errors["genomen_op"])
    assert not dossier.besluiten.exists()


@pytest.mark.clausule("WEE-datum", "dag")
def test_een_formulier_stelt_vandaag_voor(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    assert _leg_vast(cast, dossier, "geen_casusoverleg").status_code == 302
    assert dossier.besluiten.get().genomen_op == vandaag()
    gebeurd = Gebeurtenis.van(dossier).get(soort="weegploeg.niet_geagendeerd")
    assert gebeurd.genomen_op is None


# The six months ----------------------------------------------------------------------------------
@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
@pytest.mark.clausule("RET-zes-maanden", "nieuw-signaal")
def test_zonder_besluit_loopt_de_termijn_vanaf_het_oudste_signaal(cast: Cast) -> None:
    """A melding of long ago does not live longer by being brought in, nor by a newer signal."""
    ontvangen = vandaag() - relativedelta(months=5)
    dossier = weegploeg.in_weging(cast, ontvangen_op=ontvangen)
    einde = ontvangen + relativedelta(months=6)
    assert _termijn(dossier) == (Grond.NIET_BESLOTEN, ontvangen, einde)
    weegploeg.in_weging(cast, dossier=dossier)
    weegploeg.weeg(cast, dossier)
    cast.uitvoerder.client.post(
        reverse("weegploeg:subject", args=[dossier.pk]),
        {
            **gegevens.NawWeegploeg(),
            "geboortedatum": "1990-05-17",
            "straat": "Elders 1",
            "reden": "x",
        },
    )
    dossier.refresh_from_db()
    assert dossier.straat == "Elders 1"
    assert _termijn(dossier) == (Grond.NIET_BESLOTEN, ontvangen, einde)
    assert dossier.laatste_dag == einde  # page and job agree


@pytest.mark.clausule("RET-zes-maanden", "duiding")
def test_nadere_duiding_geeft_tot_vier_weken_na_de_laatste_dag_en_nooit_een_jaar(
    cast: Cast,
) -> None:
    ontvangen = vandaag() - relativedelta(months=5)
    vraag = {"partner_1": "School", "vraag_1": "Hoe gaat het?", "nodig_1": "Is het nieuw?"}
    dossier = weegploeg.gewogen(cast, ontvangen_op=ontvangen)
    laatste = vandaag() + timedelta(days=40)
    antwoord = _leg_vast(cast, dossier, "nadere_duiding", **vraag, uiterlijk=laatste.isoformat())
    assert antwoord.status_code == 302
    assert _termijn(dossier) == (Grond.NADERE_DUIDING, laatste, laatste + timedelta(weeks=4))

    ander = weegploeg.gewogen(cast, ontvangen_op=ontvangen)
    jaar = ontvangen + relativedelta(months=12)
    te_laat = (jaar + timedelta(days=1)).isoformat()
    fout = _leg_vast(cast, ander, "nadere_duiding", **vraag, uiterlijk=te_laat)
    assert "binnen een jaar na ontvangst" in str(fout.context["form"].errors["uiterlijk"])
    goed = _leg_vast(cast, ander, "nadere_duiding", **vraag, uiterlijk=jaar.isoformat())
    assert goed.status_code == 302
    assert _termijn(ander) == (Grond.NADERE_DUIDING, jaar, jaar)


@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
def test_korte_duiding_verkort_de_zes_maanden_niet(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    assert _termijn(dossier) == (
        Grond.NIET_BESLOTEN,
        vandaag(),
        vandaag() + relativedelta(months=6),
    )


@pytest.mark.clausule("RET-zes-maanden", "uiterste")
@pytest.mark.parametrize("maanden", [3, 8, 11])
def test_na_een_laat_besluit_is_een_jaar_na_ontvangst_het_uiterste(
    cast: Cast, maanden: int
) -> None:
    """Or eight weeks after the decision, when that is later."""
    ontvangen = vandaag() - relativedelta(months=maanden)
    dossier = weegploeg.niet_geagendeerd(cast, ontvangen_op=ontvangen)
    einde = {
        3: vandaag() + relativedelta(months=6),
        8: ontvangen + relativedelta(months=12),
        11: vandaag() + relativedelta(weeks=8),
    }[maanden]
    assert _termijn(dossier) == (Grond.NIET_GEAGENDEERD, vandaag(), einde)


@pytest.mark.clausule("RET-verantwoording", "grond")
def test_elk_beginpunt_heeft_zijn_eigen_grond(cast: Cast) -> None:
    melding = maak_melding(cast)
    assert melding.looptijd.grond == Grond.NIET_INGEBRACHT
    from meldingen import decisions

    decisions.breng_in(melding, actor=cast.gemeente.actor)
    melding.refresh_from_db()
    assert _termijn(melding) == (
        Grond.VERHUISD,
        melding.ontvangen_op,
        melding.ontvangen_op + relativedelta(months=6),
    )
    assert _termijn(weegploeg.geagendeerd(cast)) is None
    gronden = [Grond(g).label for g in Grond.van_lid_3()]
    assert len(set(gronden)) == len(gronden) == 7
    besluit = [label for label in gronden if "besluit om niet te agenderen" in label]
    assert besluit == [Grond.NIET_GEAGENDEERD.label]
