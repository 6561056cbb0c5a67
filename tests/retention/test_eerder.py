"""Before the term is over: earlier to the archive (MC 13.2), or erased (AVG 17)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from gedeeld.actor import Actor
from gedeeld.bericht import Bericht
from gedeeld.termijnen import Grond
from register.afleiden import leid_af
from register.models import Dossier, Termijn
from retention import decisions, tasks
from retention.models import Archiefstuk, Vernietiging, Vervroeging
from retention.werk import werk
from tests.cast import Cast
from tests.hulp import oud, vandaag

DAG, WEEK = timedelta(days=1), timedelta(days=7)
MAAND, EEN_JAAR = relativedelta(months=1), relativedelta(years=1)


def _pad(dossier: Any, naam: str) -> str:
    return reverse(f"retention:{naam}", args=[dossier.pk])


def _besluit(cast: Cast, **anders: Any) -> dict[str, Any]:
    return {
        "besloten_door": [str(partij.pk) for partij in cast.kern],
        "besloten_op": vandaag(),
        "kenmerk": "Z-2026-79",
        **anders,
    }


def _eerder(cast: Cast, **anders: Any) -> dict[str, Any]:
    return _besluit(cast, reden="klaar", tot=vandaag() + 3 * DAG, **anders)


def _ronde(peildatum: date) -> None:
    for grond in Grond:
        decisions.verwerk(grond, actor=Actor.systeem("test"), peildatum=peildatum)


def _termijn(dossier: Any, grond: Grond) -> tuple[date, date] | None:
    rij = Termijn.objects.filter(dossier=dossier.pk, grond=grond).first()
    return (rij.van, rij.tot) if rij else None


# To the archive ----------------------------------------------------------------------------------
@pytest.mark.clausule("RET-niet-langer", "eerder-archief")
def test_de_kernpartijen_laten_een_dossier_eerder_naar_het_archief_gaan(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    tot = vandaag() + 3 * DAG
    client = cast.uitvoerder.client
    toegang = client.get(reverse("beveiliging:toegang", args=["casusoverleg", casus.pk]))
    assert _pad(casus, "eerder_archiveren") in toegang.content.decode()
    assert client.post(_pad(casus, "eerder_archiveren"), _eerder(cast)).status_code == 302
    assert _termijn(casus, Grond.EEN_JAAR) == (vandaag() - MAAND, tot)
    _ronde(tot)  # the last day counts whole
    assert not Archiefstuk.objects.exists()
    _ronde(tot + DAG)
    stuk = Archiefstuk.objects.get()
    # It is kept as long as it would have been.
    assert stuk.laatste_dag == vandaag() - MAAND + relativedelta(years=5)


@pytest.mark.clausule("RET-niet-langer", "eerder-archief")
def test_wat_daarna_nog_in_het_dossier_gebeurt_gaat_voor(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    client = cast.uitvoerder.client
    assert client.post(_pad(casus, "eerder_archiveren"), _eerder(cast)).status_code == 302
    later = vandaag() + 4 * DAG
    Dossier.objects.filter(pk=casus.pk).update(laatste_verwerking_op=later)
    leid_af(casus)
    assert _termijn(casus, Grond.EEN_JAAR) == (later, later + EEN_JAAR)


@pytest.mark.clausule("RET-niet-langer", "eerder-archief")
def test_eerder_archiveren_vraagt_een_reden_een_dag_en_een_besluit(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    client = cast.uitvoerder.client
    for anders, veld in (
        ({"reden": ""}, "reden"),
        ({"tot": vandaag() - DAG}, "tot"),
        ({"tot": vandaag() - MAAND + EEN_JAAR}, "tot"),
        ({"besloten_door": [str(cast.om.partij.pk)]}, "besloten_door"),
        ({"besloten_op": vandaag() + DAG}, "besloten_op"),
        ({"kenmerk": ""}, "kenmerk"),
    ):
        antwoord = client.post(_pad(casus, "eerder_archiveren"), _eerder(cast) | anders)
        assert set(antwoord.context["form"].errors) == {veld}
    assert not Vervroeging.objects.exists()
    lopend = oud.dossier(cast, vandaag() - MAAND, stand="in_weging", nummer="W-2020-0002")
    antwoord = client.post(_pad(lopend, "eerder_archiveren"), _eerder(cast))
    assert antwoord.status_code == 200
    assert not Vervroeging.objects.exists()


# To erase ------------------------------------------------------------------------------------------
@pytest.mark.clausule("RET-niet-langer", "eerder")
@pytest.mark.parametrize(
    ("wat", "grond"), [("verzoek", Grond.GEWIST), ("onrechtmatig", Grond.ONRECHTMATIG)]
)
@pytest.mark.parametrize("in_archief", [False, True])
def test_wissen_gebeurt_een_week_nadat_een_tweede_persoon_instemt(
    cast: Cast, wat: str, grond: Grond, *, in_archief: bool
) -> None:
    casus = oud.casus(cast, vandaag() - (EEN_JAAR + DAG if in_archief else MAAND))
    if in_archief:
        _ronde(vandaag())
    eerste, tweede = cast.uitvoerder.client, cast.politie.client
    assert eerste.post(_pad(casus, "wissen"), _besluit(cast, wat=wat)).status_code == 302
    _ronde(vandaag() + MAAND)
    assert Dossier.objects.filter(pk=casus.pk).exists()  # one person is not enough
    # It waits for others of the weegploeg, and not for who logged it.
    taken = {naam: [w.url for w in werk(lid.actor)] for naam, lid in cast.allen.items()}
    pad = _pad(casus, "wissen_instemmen")
    assert {naam for naam, urls in taken.items() if pad in urls} == {
        "uitvoerder_weegploeg", "gemeente", "politie", "om",
    }  # fmt: skip
    zelf = eerste.post(pad, {"nummer": casus.nummer})
    assert zelf.status_code == 404
    fout = tweede.post(pad, {"nummer": "C-2020-0009"})
    assert set(fout.context["form"].errors) == {"nummer"}
    assert tweede.post(pad, {"nummer": casus.nummer.lower()}).status_code == 302
    assert _termijn(casus, grond) == (vandaag(), vandaag() + WEEK)
    _ronde(vandaag() + WEEK)
    assert Dossier.objects.filter(pk=casus.pk).exists()
    _ronde(vandaag() + WEEK + DAG)
    assert not Dossier.objects.filter(pk=casus.pk).exists()
    verklaring = Vernietiging.objects.get()
    assert (verklaring.grond, verklaring.bericht in ["", *Bericht.values]) == (grond, True)


@pytest.mark.clausule("RET-niet-langer", "eerder")
def test_binnen_die_week_kan_het_worden_ingetrokken(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    client = cast.uitvoerder.client
    assert client.post(_pad(casus, "wissen"), _besluit(cast, wat="verzoek")).status_code == 302
    cast.om.client.post(_pad(casus, "wissen_instemmen"), {"nummer": casus.nummer})
    assert "wordt vernietigd na" in client.get(_pad(casus, "wissen_instemmen")).content.decode()
    assert cast.politie.client.post(_pad(casus, "wissen_intrekken")).status_code == 302
    assert _termijn(casus, Grond.GEWIST) is None
    _ronde(vandaag() + MAAND)
    assert Dossier.objects.filter(pk=casus.pk).exists()


@pytest.mark.clausule("RET-niet-langer", "eerder")
def test_een_andere_grond_om_te_wissen_is_er_niet(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    client = cast.uitvoerder.client
    for anders, veld in (
        ({"wat": "klaar"}, "wat"),
        ({"wat": ""}, "wat"),
        ({"wat": "archiveren"}, "wat"),
        ({"besloten_door": [str(cast.om.partij.pk)]}, "besloten_door"),
        ({"kenmerk": ""}, "kenmerk"),
    ):
        antwoord = client.post(_pad(casus, "wissen"), _besluit(cast, wat="verzoek") | anders)
        assert set(antwoord.context["form"].errors) == {veld}
    assert not Vervroeging.objects.exists()
    cast.om.client.post(_pad(casus, "wissen_instemmen"), {"nummer": casus.nummer})
    _ronde(vandaag() + MAAND)
    assert Dossier.objects.filter(pk=casus.pk).exists()


@pytest.mark.clausule("RET-niet-langer", "eerder")
def test_beperkt_of_uitgesteld_wacht_het_wissen(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    client = cast.uitvoerder.client
    client.post(_pad(casus, "wissen"), _besluit(cast, wat="verzoek"))
    cast.om.client.post(_pad(casus, "wissen_instemmen"), {"nummer": casus.nummer})
    uitstel = {"reden": "beroep", "tot": vandaag() + 30 * DAG}
    assert client.post(_pad(casus, "opschorten"), _besluit(cast, **uitstel)).status_code == 302
    _ronde(vandaag() + 30 * DAG)
    assert Dossier.objects.filter(pk=casus.pk).exists()
    _ronde(vandaag() + 31 * DAG)
    assert not Dossier.objects.filter(pk=casus.pk).exists()


def test_wie_mag_wat(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    houders = {"uitvoerder", "uitvoerder_casusoverleg"}
    for naam, lid in cast.allen.items():
        for pagina in ("eerder_archiveren", "wissen"):
            assert (lid.client.get(_pad(casus, pagina)).status_code == 200) == (naam in houders)
    cast.uitvoerder.client.post(_pad(casus, "wissen"), _besluit(cast, wat="verzoek"))
    leden = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om"}
    for naam, lid in cast.allen.items():
        for pagina in ("wissen_instemmen", "wissen_intrekken"):
            antwoord = lid.client.get(_pad(casus, pagina))
            assert (antwoord.status_code == 200) == (naam in leden), (naam, pagina)


@pytest.mark.clausule("RET-niet-langer", "eerder")
def test_de_taak_van_elk_uur_wist(cast: Cast) -> None:
    casus = oud.casus(cast, vandaag() - MAAND)
    cast.uitvoerder.client.post(_pad(casus, "wissen"), _besluit(cast, wat="verzoek"))
    cast.om.client.post(_pad(casus, "wissen_instemmen"), {"nummer": casus.nummer})
    Dossier.objects.filter(pk=casus.pk).update(wissen_van=vandaag() - WEEK - DAG)
    leid_af(casus)
    tasks.wis_na_besluit()
    assert not Dossier.objects.filter(pk=casus.pk).exists()
