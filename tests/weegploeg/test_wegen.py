"""The board (MC 7.3, PB 7)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.kader import Kader
from register.models import Gebeurtenis
from tests.cast import Cast, Speler
from tests.hulp import weegploeg
from tests.hulp.formulieren import lees, open_formulier, stuur
from weegploeg.duiding.decisions import zet_terug_op_agenda
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.weging import decisions as wegen
from weegploeg.weging.pagina import begin as beginwaarden


def _bord(cast: Cast, **anders: object) -> dict[str, object]:
    gebied = cast.kader.ontwikkelgebieden.get(nummer=3)
    fase = cast.kader.fasen.get(nummer=4)
    return {
        f"fase_{gebied.pk}": fase.pk,
        f"toelichting_{gebied.pk}": "Spreekt over strijd",
        "duiding": "Eigen woorden van de weegploeg",
        **anders,
    }


@pytest.mark.clausule("WEE-referentiekader", "negen-gebieden")
@pytest.mark.clausule("WEE-inhoud", "analyse")
@pytest.mark.clausule("WEE-geval-tot-geval", "mensen")
@pytest.mark.parametrize("wie", ["gemeente", "politie", "om", "uitvoerder", "uitvoerder_weegploeg"])
def test_leden_en_secretaris_wegen(cast: Cast, wie: str) -> None:
    dossier = weegploeg.in_weging(cast)
    speler: Speler = cast.allen[wie]
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    bord = speler.client.get(url).content.decode()
    assert bord.count('type="radio"') == 9 * 5
    assert speler.client.post(url, _bord(cast)).status_code == 302
    weging = dossier.wegingen.get(ontwikkelgebied__nummer=3)
    assert (weging.in_fase.nummer, weging.toelichting) == (4, "Spreekt over strijd")
    assert dossier.wegingen.filter(in_fase=None).count() == 8
    tekst = speler.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Eigen woorden van de weegploeg" in tekst
    assert "Spreekt over strijd" in tekst


@pytest.mark.clausule("WEE-geval-tot-geval", "geen-score")
def test_er_is_geen_score(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    tekst = cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert "geen score" in tekst.content.decode()
    kolommen = {veld.name for veld in (*dossier._meta.fields, *dossier.wegingen.model._meta.fields)}
    assert not {naam for naam in kolommen if "score" in naam or "profiel" in naam}


def test_verkeerde_fase_krijgt_een_zin_en_verandert_niets(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    gebied = cast.kader.ontwikkelgebieden.get(nummer=1)
    antwoord = cast.gemeente.client.post(
        reverse("weegploeg:wegen", args=[dossier.pk]),
        _bord(cast, **{f"fase_{gebied.pk}": "99999"}),
    )
    tekst = antwoord.content.decode()
    assert "Kies een van de vier fasen." in tekst
    assert "Spreekt over strijd" in tekst
    assert not dossier.wegingen.exists()


def test_drie_leden_wegen_van_hun_eigen_scherm_en_niets_gaat_verloren(cast: Cast) -> None:
    """Each opened the board before the others saved; who saves chooses of what differs, and no more."""
    dossier = weegploeg.gewogen(cast)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    een, drie = (cast.kader.ontwikkelgebieden.get(nummer=nr).pk for nr in (1, 3))
    leden = [lid.client for lid in (cast.gemeente, cast.politie, cast.om)]
    geopend = [open_formulier(client, url, "duiding") for client in leden]

    def bij(gebied: int) -> str:
        return dossier.wegingen.get(ontwikkelgebied=gebied).toelichting

    eerst = {f"toelichting_{drie}": "Van de gemeente"}
    assert stuur(leden[0], url, geopend[0], **eerst).status_code == 302
    # The police wrote at another field: what the municipality wrote is not put back to what it was.
    fout = stuur(leden[1], url, geopend[1], **{f"toelichting_{een}": "Van de politie"})
    assert fout.status_code == 200
    blad = fout.content.decode()
    assert "Twee keer ingevuld: welke is goed?" in blad
    assert "Toelichting bij Ideologie en overtuiging" in blad
    assert stuur(leden[1], url, lees(fout.content)[-1]).status_code == 302
    assert (bij(een), bij(drie)) == ("Van de politie", "Van de gemeente")
    # The public prosecutor wrote at the same field: both texts stand there, and he makes one of them.
    fout = stuur(leden[2], url, geopend[2], **{f"toelichting_{drie}": "Van het OM"})
    assert "Van de gemeente" in fout.content.decode()
    assert "Van het OM" in fout.content.decode()
    beide = lees(fout.content)[-1]
    assert stuur(leden[2], url, beide, **{f"toelichting_{drie}": "Van beide"}).status_code == 302
    assert (bij(een), bij(drie)) == ("Van de politie", "Van beide")


@pytest.mark.clausule("WEE-controle", "verbeteren")
@pytest.mark.clausule("CAS-controle", "verbeteren")
def test_na_het_besluit_verbetert_men_de_weging_met_een_reden_ook_in_de_casus(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    was = dossier.wegingen.exclude(in_fase=None).first()
    oud = was.toelichting
    velden = beginwaarden(Kader(cast.kader), dossier, dossier.wegingen.all())
    velden[f"toelichting_{was.ontwikkelgebied_id}"] = "Bij nader inzien anders"
    zonder = cast.gemeente.client.post(url, velden).content.decode()
    assert "Schrijf op waarom u dit aanpast." in zonder
    assert "Bij nader inzien anders" in zonder
    assert cast.gemeente.client.post(url, {**velden, "reden": "Verschreven"}).status_code == 302
    blad = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Bij nader inzien anders" in blad
    eerder = reverse("correctie:eerder", args=["weegploeg", dossier.pk, was.pk])
    assert eerder in blad
    tekst = cast.om.client.get(eerder).content.decode()
    assert "Verschreven" in tekst
    assert oud in tekst
    zaak = Casus.objects.get(zaak=dossier.zaak)
    casus = cast.om.client.get(reverse("casusoverleg:casus", args=[zaak.pk])).content.decode()
    assert "Bij nader inzien anders" in casus


def test_wie_een_ouder_bord_zag_overschrijft_niet_ongemerkt(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    assert cast.om.client.post(url, _bord(cast, gelezen=0)).status_code == 302
    later = _bord(cast, gelezen=0, duiding="Van de politie")
    antwoord = cast.politie.client.post(url, later).content.decode()
    assert "Iemand anders heeft intussen ook gewogen." in antwoord
    assert "Van de politie" in antwoord
    assert 'name="gelezen" value="1"' in antwoord
    dossier.refresh_from_db()
    assert dossier.duiding == "Eigen woorden van de weegploeg"
    assert cast.politie.client.post(url, {**later, "gelezen": 1}).status_code == 302


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-controle")
def test_opslaan_zonder_wijziging_is_geen_verwerking(cast: Cast) -> None:
    toen = cast.gemeente.actor.vandaag - timedelta(days=50)
    dossier = weegploeg.in_weging(cast, op=toen)
    kader = Kader(cast.kader)
    fase = cast.kader.fasen.get(nummer=2)
    wegen.weeg(
        dossier,
        actor=cast.gemeente.op(toen),
        wegingen=[(gebied, fase, "Zelfde") for gebied in kader.gebieden],
        duiding="Zelfde",
    )
    begin = {
        naam: str(waarde)
        for naam, waarde in beginwaarden(kader, dossier, dossier.wegingen.all()).items()
    }
    url, gebeurd = reverse("weegploeg:wegen", args=[dossier.pk]), Gebeurtenis.van(dossier).count
    dossier.refresh_from_db()
    aantal, klok = gebeurd(), dossier.laatste_verwerking_op

    assert cast.gemeente.client.post(url, {**begin, "duiding": "Zelfde"}).status_code == 302
    dossier.refresh_from_db()
    assert (gebeurd(), dossier.laatste_verwerking_op) == (aantal, klok) == (aantal, toen)
    for _ in range(2):  # another party weighs it so, which is said once
        assert cast.om.client.post(url, {**begin, "duiding": "Zelfde"}).status_code == 302
    dossier.refresh_from_db()
    assert (gebeurd(), dossier.laatste_verwerking_op) == (aantal + 1, toen)

    assert cast.om.client.post(url, {**begin, "duiding": "Anders"}).status_code == 302
    dossier.refresh_from_db()
    assert gebeurd() == aantal + 2
    assert dossier.laatste_verwerking_op == cast.om.actor.vandaag


def test_een_leeg_bord_is_niet_gewogen(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    antwoord = cast.politie.client.post(url, {"duiding": " "})
    assert "Weeg minstens één gebied" in antwoord.content.decode()
    assert not dossier.wegingen.exists()
    assert "weegploeg.gewogen" not in {g.soort for g in Gebeurtenis.van(dossier)}


# Whose turn it is ----------------------------------------------------------------------------------
def _moeten_wegen(cast: Cast) -> set[str]:
    """Who of the core parties has it on his own list."""
    leden = {"gemeente": cast.gemeente, "politie": cast.politie, "om": cast.om}
    return {
        naam
        for naam, lid in leden.items()
        if any(
            rij.wat == "Weeg de signalen"
            for rij in lid.client.get(reverse("werklijst")).context["lijst"].rijen
        )
    }


def test_dat_een_ander_woog_haalt_niets_van_de_eigen_lijst(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    assert _moeten_wegen(cast) == {"gemeente", "politie", "om"}
    cast.politie.client.post(url, _bord(cast))
    assert _moeten_wegen(cast) == {"gemeente", "om"}
    cast.om.client.post(url, _bord(cast, gelezen=1))  # the same: so it weighs as well
    assert _moeten_wegen(cast) == {"gemeente"}
    cast.uitvoerder_weegploeg.client.post(url, _bord(cast, gelezen=1))  # for the municipality
    assert _moeten_wegen(cast) == set()
    inbrengen.voeg_signaal_toe(dossier, actor=cast.om.actor, velden=weegploeg.signaal("wjsg-39f"))
    assert _moeten_wegen(cast) == {"gemeente", "politie", "om"}  # nobody weighed that one


def test_met_het_antwoord_van_een_partner_weegt_iedereen_opnieuw(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    assert _moeten_wegen(cast) == set()
    zet_terug_op_agenda(weegploeg.antwoord(cast, dossier), actor=cast.uitvoerder.actor)
    assert _moeten_wegen(cast) == {"gemeente", "politie", "om"}


@pytest.mark.clausule("MEL-anoniem", "bij-wegen")
def test_bij_het_wegen_staat_dat_de_melder_onbekend_is_en_dat_het_meetelt(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    onbekend = {"anoniem": True, "melder_naam": "", "melder_contact": ""}
    weegploeg.in_weging(cast, dossier=dossier, **onbekend)
    zin = "Onbekend. Weeg dat mee: niemand kan navragen wat de melder zag of hoorde."
    for pagina in ("wegen", "dossier"):
        adres = reverse(f"weegploeg:{pagina}", args=[dossier.pk])
        tekst = cast.om.client.get(adres).content.decode()
        assert tekst.count(zin) == 1, pagina  # at the signal that it is about, and at no other
        eerste, tweede = tekst.split("Signaal 2")[:2]
        assert zin not in eerste
        assert zin in tweede
