"""The joint analysis, the evaluation with which a casus ends, and going on in silence (MC 9.4, 13.1; PB 4.4)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.dossier.models import Afloop, Casus
from casusoverleg.dossier.stil import WAARSCHUWINGEN
from casusoverleg.plan import decisions as plannen
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.herleiden import herleid_dossier
from register.kringen import Kring
from register.models import Dossier, Taak
from register.taken import SOORTEN
from tests.cast import Cast, Speler
from tests.hulp import casussen, vandaag
from tests.hulp.formulieren import open_formulier, stuur


def _url(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _stuur(speler: Speler, adres: str, veld: str, **velden: str) -> Any:
    form = open_formulier(speler.client, adres, veld)
    return stuur(speler.client, adres, form, **velden)


def _pagina(speler: Speler, zaak: Casus) -> str:
    return speler.client.get(_url("casus", zaak)).content.decode()


# The analysis --------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-analyse", "samen")
def test_de_analyse_zegt_per_gebied_waarover_partijen_het_eens_zijn(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    delen = {"analyse": "Zoekt erkenning", "beschermend": "Zijn zus", "eerder": "Jeugdhulp in 2024"}
    _stuur(cast.uitvoerder, _url("analyse", zaak), "analyse", **delen)
    adres = _url("gebied", zaak, 2)
    gebied = {"eens": "De groep trekt hem", "verschil": "Hoe sterk die band is"}
    _stuur(cast.uitvoerder, adres, "eens", **gebied)
    for speler in (cast.politie, cast.reclassering):
        pagina = _pagina(speler, zaak)
        for zin in (*delen.values(), *gebied.values()):
            assert zin in pagina, zin
    rij = zaak.gebiedsanalyses.get()
    assert rij.ontwikkelgebied.naam in pagina
    assert cast.uitvoerder.client.get(_url("gebied", zaak, 99)).status_code == 404
    _stuur(cast.uitvoerder, adres, "eens", eens="", verschil="")
    assert not zaak.gebiedsanalyses.exists()


def test_twee_mensen_overschrijven_elkaars_analyse_niet(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    adres = _url("gebied", zaak, 1)
    oud = open_formulier(cast.uitvoerder.client, adres, "eens")
    _stuur(cast.uitvoerder_casusoverleg, adres, "eens", eens="Van de ander")
    antwoord = stuur(cast.uitvoerder.client, adres, oud, eens="Van mij")
    assert antwoord.context["form"].errors
    assert "Van mij" in antwoord.content.decode()  # what was typed is kept
    assert zaak.gebiedsanalyses.get().eens == "Van de ander"


# Closing -------------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-afsluiten", "advies")
def test_het_advies_zegt_van_elk_doel_en_elke_open_maatregel_hoe_het_afloopt(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.rvdk.partij)
    adres = _url("advies", zaak)
    keten = casussen.keten(zaak, cast.politie.partij)
    form = open_formulier(cast.uitvoerder.client, adres, "evaluatie")
    antwoord = stuur(cast.uitvoerder.client, adres, form, evaluatie="Het gaat goed")
    fouten = set(antwoord.context["form"].errors)
    assert {"doel_a", "doel_e", f"afloop_{keten}", f"afloop_uitleg_{keten}"} <= fouten
    assert "Deze maatregel is niet af. Kies wat ermee gebeurt." in antwoord.content.decode()
    assert not zaak.adviezen.exists()

    plannen.meld_voortgang(
        zaak, keten, actor=cast.politie.actor, stand="klaar", resultaat="Afgerond"
    )
    velden = casussen.evaluatie_velden(zaak, doel_e="deels", uitleg_e="Nog geen vast werk")
    assert f"afloop_{keten}" not in velden
    anders = [naam for naam in velden if naam.startswith("afloop_uitleg")]
    velden |= dict.fromkeys(anders, "De huisarts neemt het over")
    cast.uitvoerder.client.post(adres, velden)
    advies = zaak.adviezen.get()
    assert dict(advies.doelen.values_list("doel", "uitkomst")) == {"a": "bereikt", "e": "deels"}
    pagina = _pagina(cast.politie, zaak)
    for zin in ("Nog geen vast werk", "Deels bereikt", "De huisarts neemt het over"):
        assert zin in pagina, zin
    assert advies.aflopen.count() == len(anders)
    besluit = reverse("weegploeg:lijst")
    assert cast.uitvoerder.client.get(besluit).status_code == 200


def test_een_advies_over_een_ander_plan_wordt_niet_gegeven(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    velden = casussen.evaluatie(zaak)
    for anders in (
        {"doelen": velden["doelen"] | {"f": decisions.Evaluatie("bereikt")}},
        {"doelen": {"a": decisions.Evaluatie("bereikt")}},
        {"aflopen": {}},
        {"aflopen": {k: decisions.Evaluatie("weg", "x") for k in velden["aflopen"]}},
    ):
        with pytest.raises(NietMogelijk):
            decisions.adviseer_afsluiten(zaak, actor=cast.uitvoerder.actor, **velden | anders)
    assert not Afloop.objects.exists()


# In silence ----------------------------------------------------------------------------------------
def test_een_stille_casus_vraagt_op_tijd_om_een_besluit(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    taak = Taak.objects.get(dossier=zaak, soort="casusoverleg.stil")
    adres = _url("doorgaan", zaak)
    later = cast.uitvoerder_weegploeg.op(taak.van)
    decisions.ga_door(zaak.zaak, actor=later, besluit="De zitting is pas in mei")
    taak = Taak.objects.get(dossier=zaak, soort="casusoverleg.stil")
    assert taak.uiterlijk == later.vandaag + relativedelta(years=1) - timedelta(days=1)
    assert "De zitting is pas in mei" in _pagina(cast.om, zaak)
    leeg = _stuur(cast.uitvoerder_weegploeg, adres, "besluit", besluit=" ")
    assert set(leeg.context["form"].errors) == {"besluit"}
    for speler in (cast.uitvoerder_casusoverleg, cast.politie, cast.maastricht):
        assert speler.client.get(adres).status_code == 404
        with pytest.raises(Geweigerd):
            decisions.ga_door(zaak.zaak, actor=speler.actor, besluit="x")


def _stil_op(cast: Cast, zaak: Casus, over: int) -> list[tuple[str, bool]]:
    """The warnings so many days before its last day: kind, and whether it is for who records the decision."""
    dag = vandaag() + relativedelta(years=1) - timedelta(days=over)
    rijen = Taak.objects.filter(dossier=zaak, soort__startswith="casusoverleg.stil")
    secretaris = Kring.UITVOERDER_WEEGPLOEG.van(zaak.partij_id)
    assert {rij.uiterlijk for rij in rijen} == {
        vandaag() + relativedelta(years=1) - timedelta(days=1)
    }
    geldt = [rij for rij in rijen if rij.van <= dag and (rij.tot is None or dag < rij.tot)]
    return sorted((rij.soort.partition(".")[2], rij.aan == secretaris) for rij in geldt)


@pytest.mark.clausule("RET-archief", "gewaarschuwd")
def test_zestig_dertig_en_zeven_dagen_vooraf_staat_er_een_nieuwe_waarschuwing(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    assert _stil_op(cast, zaak, 61) == []
    assert _stil_op(cast, zaak, 60) == _stil_op(cast, zaak, 31) == [("stil", True)]
    assert _stil_op(cast, zaak, 30) == _stil_op(cast, zaak, 8) == [("stil_maand", True)]
    laatste = [("stil_kern", False), ("stil_week", True)]
    assert _stil_op(cast, zaak, 7) == _stil_op(cast, zaak, 1) == laatste
    zelf = Taak.objects.get(dossier=zaak, soort="casusoverleg.stil_kern")
    assert zelf.aan == Kring.WEEGPLOEG.van(zaak.partij_id)
    woorden = {SOORTEN[f"casusoverleg.{naam}"].wat for naam in WAARSCHUWINGEN}
    assert len(woorden) == 3


@pytest.mark.clausule("RET-archief", "gewaarschuwd")
def test_een_waarschuwing_die_iemand_wegzet_komt_terug(cast: Cast) -> None:
    zaak, laatst = casussen.casus(cast), vandaag() - relativedelta(years=1)
    lid = cast.uitvoerder_weegploeg
    adres, werklijst = _url("stil_gezien", zaak), reverse("werklijst")
    for over, zin in ((60, "Er gebeurt lang niets"), (30, "Tweede waarschuwing")):
        # As if the days between them went by: what was put away, was that so long ago.
        Casus.objects.filter(stil_gezien_op=vandaag()).update(
            stil_gezien_op=vandaag() - timedelta(days=30)
        )
        Dossier.objects.filter(pk=zaak.pk).update(
            laatste_verwerking_op=laatst + timedelta(days=over)
        )
        herleid_dossier(zaak.pk)
        assert zin in lid.client.get(werklijst).content.decode()
        assert "De volgende waarschuwing komt op" in lid.client.get(adres).content.decode()
        for ander in (cast.uitvoerder_casusoverleg, cast.politie, cast.maastricht):
            assert ander.client.get(adres).status_code == 404
            with pytest.raises(Geweigerd):
                decisions.zet_waarschuwing_weg(zaak.zaak, actor=ander.actor)
        lid.client.post(adres)
        assert zaak.nummer not in lid.client.get(werklijst).content.decode()
    # The year went on, and the last one stays.
    assert Dossier.objects.get(pk=zaak.pk).laatste_verwerking_op == laatst + timedelta(days=30)
    Dossier.objects.filter(pk=zaak.pk).update(laatste_verwerking_op=laatst + timedelta(days=7))
    herleid_dossier(zaak.pk)
    with pytest.raises(NietMogelijk, match="de laatste blijft"):
        decisions.zet_waarschuwing_weg(zaak.zaak, actor=lid.actor)
    pagina = lid.client.get(werklijst).content.decode()
    assert "Laatste waarschuwing" in pagina
    assert (
        "over een week gaat de casus naar het archief"
        in cast.om.client.get(werklijst).content.decode()
    )
    decisions.ga_door(zaak.zaak, actor=lid.actor, besluit="De zitting is pas in mei")
    assert "Laatste waarschuwing" not in lid.client.get(werklijst).content.decode()


def test_wie_een_advies_kreeg_besluit_daarover_en_gaat_niet_zomaar_door(cast: Cast) -> None:
    zaak = casussen.met_advies(cast)
    with pytest.raises(NietMogelijk, match="advies om af te sluiten"):
        decisions.ga_door(zaak.zaak, actor=cast.uitvoerder.actor, besluit="x")
