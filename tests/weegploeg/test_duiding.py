"""Nadere duiding: who is asked what, who reads that, and what becomes of the answer (PB 3.4 ad 3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from convenant.gegevens import TERUGHOUDEND
from convenant.models import BesluitArtikel20, Geheimhoudingsverklaring, Grondslag, Waarborg
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from mensen.lezers import lezers_van
from privacy_rights import beperken
from register.models import Bericht, Dossier, Inzage, Uitsluiting, Uitwisseling
from register.muur import als
from register.registry import bestand
from tests.cast import Cast, Speler, grondslag
from tests.hulp import bijlage1, gegevens, weegploeg
from tests.hulp.formulieren import open_formulier, stuur
from tests.hulp.gegevens import vandaag
from weegploeg.besluit import decisions as besluiten
from weegploeg.duiding import decisions as duiding
from weegploeg.duiding.decisions import Antwoord
from weegploeg.models import Duidingsvraag, Partnervraag, WeegploegDossier
from weegploeg.tasks import werk_vragen_bij

Stand = WeegploegDossier.Stand
DAG = timedelta(days=1)
LIJST = reverse("weegploeg:vragen")
GEZONDHEID = {
    "bijzonder": ["gezondheid"],
    "noodzaak": "KANARIE-noodzaak",
    "uitzonderingen": ["uavg-30-2-b"],
}
OP_18_2 = {
    "wpg_artikel": "9",
    "wpg_doel": "a",
    "wpg_overleg": "KANARIE-overleg",
    "wpg_geen_bezwaar": "on",
}
# What stands in the file and not in the question.
GEHEIM = (
    "KANARIE-nodig",
    gegevens.SIGNAAL,
    "17 mei 1990",
    "Nergensweg",
    "Zoekt nieuwe vrienden",
    "W-20",
)


def _vraag(dossier: WeegploegDossier, speler: Speler) -> Duidingsvraag:
    return dossier.duidingsvragen.get(partij=speler.partij)  # type: ignore[no-any-return]


def _pagina(dossier: WeegploegDossier, speler: Speler) -> str:
    return reverse("weegploeg:vraag", args=[_vraag(dossier, speler).pk])


def _beantwoord(dossier: WeegploegDossier, speler: Speler, **velden: Any) -> Any:
    return speler.client.post(_pagina(dossier, speler), {"antwoord": "KANARIE-antwoord", **velden})


def _om() -> Grondslag:
    return grondslag("wpg-16-1-om")


def _leest(dossier: WeegploegDossier, speler: Speler) -> set[bool]:
    """Whether somebody reads his question: by the page, by both walls, and by the page with readers."""
    dossier.refresh_from_db()
    rij, actor = Partnervraag.objects.get(duidingsvraag=_vraag(dossier, speler)), speler.actor
    with als(actor):
        muur = Partnervraag.objects.filter(pk=rij.pk).exists()
    lezers = [lezer.partij for lezer in lezers_van(dossier, actor.vandaag)]
    return {
        speler.client.get(_pagina(dossier, speler)).status_code == 200,
        Partnervraag.objects.visible_to(actor).filter(pk=rij.pk).exists(),
        muur,
        speler.partij in lezers and bool(lezers_van(dossier, actor.vandaag)[-1].mensen),
    }


def _besluit(cast: Cast, dossier: WeegploegDossier, **vragen: Any) -> Any:
    gegeven = {
        "argumenten": "Er is meer nodig",
        **weegploeg.wie_sprak(cast),
        "uiterlijk": vandaag() + timedelta(weeks=2),
        "vraag_1": "Is er hulp?",
        "nodig_1": "KANARIE-nodig",
    }
    url = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=nadere_duiding"
    return cast.uitvoerder.client.post(url, gegeven | vragen)


# Who is asked --------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-duiding", "alleen-nodig")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
def test_wie_gevraagd_is_leest_om_wie_het_gaat_en_de_vraag_en_niets_van_het_dossier(
    cast: Cast,
) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, cast.reclassering.partij)
    client, url = cast.extern.client, _pagina(dossier, cast.extern)
    werklijst = client.get("/").content.decode()
    assert url in werklijst
    rij = Partnervraag.objects.get(partij=cast.extern.partij)
    for pagina in (werklijst, client.get(LIJST).content.decode(), client.get(url).content.decode()):
        assert rij.nummer in pagina
        assert dossier.nummer not in pagina
        assert not [geheim for geheim in GEHEIM if geheim in pagina]
    pagina = client.get(url).content.decode()
    assert "Timo van der Verzonnen" in pagina
    assert "Venlo" in pagina
    assert "KANARIE-vraag" in pagina
    assert "Reclassering" not in pagina


@pytest.mark.clausule("WEE-duiding", "wie-vraagt")
@pytest.mark.parametrize("wie", ["extern", "maastricht"])
def test_wie_gevraagd_is_leest_welke_weegploeg_het_vraagt(cast: Cast, wie: str) -> None:
    """The municipality with its core parties, and how to reach it: in the list and at the question."""
    lid = cast.allen[wie]
    dossier = weegploeg.gevraagd(cast, lid.partij)
    type(cast.gemeente.partij).objects.filter(pk=cast.gemeente.partij.pk).update(
        contact="0900-KANARIE"
    )
    assert "Gemeente Venlo" in lid.client.get(LIJST).content.decode()
    pagina = lid.client.get(_pagina(dossier, lid)).content.decode()
    for naam in ("Gemeente Venlo", "Politie Limburg", "OM Limburg", "0900-KANARIE"):
        assert naam in pagina
    assert dossier.nummer not in pagina


def test_alleen_wie_gevraagd_is_vindt_zijn_vraag(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, cast.maastricht.partij, cast.om.partij)
    for wie in ("extern", "maastricht", "om"):
        url = _pagina(dossier, cast.allen[wie])
        binnen = {n for n, lid in cast.allen.items() if lid.client.get(url).status_code == 200}
        assert binnen == {wie}
        dossierpagina = reverse("weegploeg:dossier", args=[dossier.pk])
        heel = cast.allen[wie].client.get(dossierpagina).status_code
        assert heel == (200 if wie == "om" else 404)


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_de_tweede_muur_toont_de_eigen_vraag_en_geen_andere_rij(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, cast.maastricht.partij)
    for wie in ("extern", "maastricht", "uitvoerder_maastricht", "rvdk", "gemeente"):
        with als(cast.allen[wie].actor):
            partijen = {rij.partij_id for rij in Partnervraag.objects.all()}
            andere = Duidingsvraag.objects.count(), Dossier.objects.filter(pk=dossier.pk).count()
            gewijzigd = Partnervraag.objects.update(uiterlijk=vandaag())
        verwacht = {
            "extern": ({cast.extern.partij.pk}, (0, 0), 0),
            "maastricht": ({cast.maastricht.partij.pk}, (0, 0), 0),
            "gemeente": ({cast.extern.partij.pk, cast.maastricht.partij.pk}, (2, 1), 2),
        }.get(wie, (set(), (0, 0), 0))
        assert (partijen, andere, gewijzigd) == verwacht, wie


@pytest.mark.clausule("CON-geheimhouding", "geldig")
def test_toegang_volgt_de_feiten_over_partij_mens_en_dossier(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, cast.reclassering.partij)
    assert _leest(dossier, cast.reclassering) == {True}
    actor = cast.uitvoerder.actor
    beperken.beperk(dossier, actor=actor, grond="juistheid", herzien_op=vandaag() + 90 * DAG)
    for wie in (cast.extern, cast.reclassering):
        assert _leest(dossier, wie) == {False}
        assert "Beantwoord een vraag" not in wie.client.get("/").content.decode()


def test_wie_is_uitgesloten_leest_de_vraag_niet(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.reclassering.partij)
    assert cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).status_code == 200
    Uitsluiting.objects.create(
        dossier_id=dossier.pk, gebruiker=cast.reclassering.gebruiker, reden="familie",
        sinds=timezone.now(), door=cast.uitvoerder.gebruiker,
    )  # fmt: skip
    assert cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).status_code == 404
    assert "Beantwoord" not in cast.reclassering.client.get("/").content.decode()
    with als(cast.reclassering.actor):
        assert not Partnervraag.objects.exists()


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_buiten_bijlage_1_of_zonder_verklaring_leest_een_partner_niets_meer(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    assert cast.extern.client.get(_pagina(dossier, cast.extern)).status_code == 200
    bijlage1.beeindig(cast.beheerder.actor, cast.extern.partij)
    assert cast.extern.client.get(_pagina(dossier, cast.extern)).status_code != 200
    ander = weegploeg.gewogen(cast)
    fout = _besluit(cast, ander, aan_1=cast.extern.partij.pk)
    assert fout.context["form"].errors["aan_1"]
    Geheimhoudingsverklaring.objects.update(geldig_tot=vandaag())
    assert not ander.besluiten.exists()


# How long ------------------------------------------------------------------------------------------
def test_na_de_laatste_dag_is_de_vraag_er_niet_meer(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, uiterlijk=vandaag() + 14 * DAG)
    for dagen, verwacht in ((0, True), (14, True), (15, False)):
        actor = cast.extern.op(vandaag() + dagen * DAG)
        assert Partnervraag.objects.eigen(actor).exists() == verwacht, dagen
        with als(actor):
            assert Partnervraag.objects.exists() == verwacht, dagen
    rij = Partnervraag.objects.get()
    grond = grondslag("avg-6-1-e-extern")
    with pytest.raises(Geweigerd):
        duiding.beantwoord(
            rij, actor=cast.extern.op(vandaag() + 15 * DAG), antwoord=Antwoord("x", grondslag=grond)
        )
    assert dossier.duidingsvragen.get().beantwoord_op is None


@pytest.mark.clausule("WEE-duiding", "antwoorden")
def test_een_antwoord_is_te_lezen_tot_de_weegploeg_besluit(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, cast.reclassering.partij)
    assert (
        _beantwoord(dossier, cast.extern, grondslag=grondslag("avg-6-1-e-extern").pk).status_code
        == 302
    )
    blad = cast.extern.client.get(_pagina(dossier, cast.extern)).content.decode()
    assert "KANARIE-antwoord" in blad
    assert "<textarea" not in blad
    later = cast.extern.op(_vraag(dossier, cast.extern).uiterlijk + DAG)
    assert Partnervraag.objects.eigen(later).exists()
    # On the agenda again, without the other answer: who did not answer reads it no longer.
    duiding.zet_terug_op_agenda(dossier, actor=cast.uitvoerder.actor)
    assert cast.extern.client.get(_pagina(dossier, cast.extern)).status_code == 200
    assert cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).status_code == 404
    besluiten.agendeer_niet(
        dossier,
        actor=cast.uitvoerder.actor,
        argumenten="Te weinig",
        sprekers=weegploeg.sprekers(cast),
    )
    assert cast.extern.client.get(_pagina(dossier, cast.extern)).status_code == 404
    with als(cast.extern.actor):
        assert not Partnervraag.objects.exists()


def test_een_tweede_ronde_opent_de_vragen_van_de_eerste_niet(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    eerste = _pagina(dossier, cast.extern)
    _beantwoord(dossier, cast.extern, grondslag=grondslag("avg-6-1-e-extern").pk)
    duiding.zet_terug_op_agenda(dossier, actor=cast.uitvoerder.actor)
    weegploeg.weeg(cast, dossier)
    assert _besluit(cast, dossier, aan_1=cast.reclassering.partij.pk).status_code == 302
    assert cast.extern.client.get(eerste).status_code == 404
    assert cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).status_code == 200


# Answering -----------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-duiding", "antwoorden")
def test_de_weegploeg_leest_het_antwoord_met_bron_en_grond(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.reclassering.partij)
    zonder = _beantwoord(dossier, cast.reclassering)
    assert zonder.context["form"].errors["grondslag"]
    grond = grondslag("reclassering-8")
    velden = {"grondslag": grond.pk, "werk": "toezicht", **GEZONDHEID}
    assert _beantwoord(dossier, cast.reclassering, **velden).status_code == 302
    for lid in (cast.uitvoerder, cast.politie):
        blad = lid.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
        assert "KANARIE-antwoord" in blad
        assert str(grond) in blad
        assert "Van Reclassering Nederland" in blad
    afschrift = bestand("weegploeg.weegploegdossier").afschrift(dossier, Publiek.BETROKKENE)
    [regel] = [r for s in afschrift.secties for r in s.regels if r.waarde == "KANARIE-antwoord"]
    assert (regel.bron, regel.grondslag) == (cast.reclassering.partij.naam, str(grond))
    assert "gezondheid" in regel.soorten
    # Once: who wants to change it asks the secretary.
    opnieuw = _beantwoord(dossier, cast.reclassering, **velden | {"antwoord": "Anders"})
    assert opnieuw.status_code == 200
    assert Duidingsvraag.objects.get().antwoord == "KANARIE-antwoord"


def test_wie_gevraagd_is_kan_zeggen_dat_hij_niet_mag_antwoorden(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    assert _beantwoord(dossier, cast.extern, mag_niet="on", antwoord=" ").status_code == 200
    antwoord = _beantwoord(dossier, cast.extern, mag_niet="on", antwoord="Beroepsgeheim")
    assert antwoord.status_code == 302
    vraag = dossier.duidingsvragen.get()
    assert (vraag.mag_niet, vraag.grondslag, vraag.zelf) == (True, None, True)
    blad = cast.politie.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Mag geen antwoord geven" in blad


def test_politiegegevens_in_een_antwoord_houden_de_regels_van_de_wpg(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.politie.partij)
    grond, om = grondslag("wpg-20").pk, grondslag("wpg-16-1-om").pk
    fout = _beantwoord(dossier, cast.politie, grondslag=grond, wpg_artikel="9", grondslag_om=om)
    assert "artikel 8 of 13" in str(fout.context["form"].errors)
    alleen = grondslag("wpg-16-1-burgemeester").pk
    goed = {"grondslag": alleen, "wpg_artikel": "9", "grondslag_om": om}
    assert _beantwoord(dossier, cast.politie, **goed).status_code == 302
    blad = cast.gemeente.client.get(
        reverse("weegploeg:dossier", args=[dossier.pk])
    ).content.decode()
    assert "artikel 9 (onderzoek in een bepaald geval). Alleen kernpartijen." in blad
    afschrift = bestand("weegploeg.weegploegdossier").afschrift(dossier, Publiek.BETROKKENE)
    [regel] = [r for s in afschrift.secties for r in s.regels if r.waarde == "KANARIE-antwoord"]
    assert "politie" in regel.let_op


@pytest.mark.clausule("WEE-duiding", "antwoorden")
def test_de_uitvoerder_legt_vast_wat_een_partij_zonder_account_antwoordt(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.maastricht.partij)
    url = reverse("weegploeg:duiding", args=[dossier.pk, dossier.duidingsvragen.get().pk])
    client = cast.uitvoerder.client
    assert client.post(url, {"antwoord": "Ja"}).context["form"].errors["grondslag"]
    goed = {"antwoord": "KANARIE-gebeld", "grondslag": grondslag("avg-6-1-e").pk}
    assert client.post(url, goed).status_code == 302
    vraag = dossier.duidingsvragen.get()
    assert (vraag.antwoord, vraag.zelf, str(vraag.grondslag)) == (
        "KANARIE-gebeld", False, str(grondslag("avg-6-1-e")),
    )  # fmt: skip
    blad = cast.maastricht.client.get(_pagina(dossier, cast.maastricht)).content.decode()
    assert "KANARIE-gebeld" in blad


def test_wie_zelf_antwoordde_wordt_door_niemand_overschreven(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    grond = grondslag("avg-6-1-e-extern")
    _beantwoord(dossier, cast.extern, grondslag=grond.pk)
    with pytest.raises(NietMogelijk, match="al beantwoord"):
        duiding.beantwoord_vraag(
            dossier.duidingsvragen.get(),
            actor=cast.uitvoerder.actor,
            antwoord=Antwoord("Anders", grondslag=grond),
        )
    assert dossier.duidingsvragen.get().antwoord == "KANARIE-antwoord"


def test_een_ander_beantwoordt_de_vraag_niet(cast: Cast) -> None:
    weegploeg.gevraagd(cast, cast.extern.partij)
    rij, grond = Partnervraag.objects.get(), grondslag("avg-6-1-e-extern")
    for wie in ("reclassering", "gemeente", "uitvoerder", "uitvoerder_maastricht", "fg"):
        with pytest.raises(Geweigerd):
            duiding.beantwoord(
                rij, actor=cast.allen[wie].actor, antwoord=Antwoord("x", grondslag=grond)
            )
    duiding.beantwoord(rij, actor=cast.extern.actor, antwoord=Antwoord("x", grondslag=grond))
    assert Duidingsvraag.objects.get().antwoord == "x"


# More of it, and another day -----------------------------------------------------------------------------
@pytest.mark.clausule("WEE-duiding", "alleen-nodig")
def test_terwijl_de_weegploeg_wacht_kan_er_nog_een_vraag_bij(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    pad = reverse("weegploeg:vragen_erbij", args=[dossier.pk])
    blad = cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert pad in blad.content.decode()
    dag = vandaag() + timedelta(weeks=2)
    velden = {
        "uiterlijk": dag,
        "aan_1": cast.reclassering.partij.pk,
        "vraag_1": "KANARIE-erbij",
        "nodig_1": "x",
    }
    for anders, veld in (
        ({"nodig_1": ""}, "nodig_1"),
        ({"uiterlijk": vandaag()}, "uiterlijk"),
        ({"uiterlijk": vandaag() + timedelta(days=400)}, "uiterlijk"),
        ({"aan_1": "", "partner_1": "School", "vraag_1": "Kent u Verzonnen?"}, "vraag_1"),
    ):
        fout = cast.uitvoerder.client.post(pad, velden | anders)
        assert set(fout.context["form"].errors) == {veld}
    assert cast.uitvoerder.client.post(pad, velden).status_code == 302
    assert _vraag(dossier, cast.reclassering).uiterlijk == dag
    pagina = cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).content.decode()
    assert "KANARIE-erbij" in pagina
    assert "KANARIE-vraag" not in pagina
    duiding.zet_terug_op_agenda(dossier, actor=cast.uitvoerder.actor)
    with pytest.raises(NietMogelijk, match="wacht niet meer"):
        duiding.stel_vragen_erbij(dossier, actor=cast.uitvoerder.actor, vragen=[], uiterlijk=dag)


def test_de_laatste_dag_van_een_vraag_kan_worden_verzet(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    vraag = _vraag(dossier, cast.extern)
    pad = reverse("weegploeg:vraag_verzetten", args=[dossier.pk, vraag.pk])
    client, later = cast.uitvoerder.client, vandaag() + timedelta(days=300)
    for dag in (vandaag(), vandaag() + timedelta(days=400), vraag.uiterlijk):
        formulier = open_formulier(client, pad, "uiterlijk")
        fout = stuur(client, pad, formulier, uiterlijk=dag.isoformat())
        assert set(fout.context["form"].errors) == {"uiterlijk"}
    dossier.refresh_from_db()
    laatste = dossier.laatste_dag
    formulier = open_formulier(client, pad, "uiterlijk")
    assert stuur(client, pad, formulier, uiterlijk=later.isoformat()).status_code == 302
    assert _vraag(dossier, cast.extern).uiterlijk == later
    assert Partnervraag.objects.get().uiterlijk == later
    na = cast.extern.op(vraag.uiterlijk + DAG)
    assert Partnervraag.objects.eigen(na).exists()
    assert WeegploegDossier.objects.get(pk=dossier.pk).laatste_dag > laatste
    assert "De laatste dag om te antwoorden" in cast.extern.client.get("/").content.decode()
    _beantwoord(dossier, cast.extern, grondslag=grondslag("avg-6-1-e-extern").pk)
    with pytest.raises(NietMogelijk):
        duiding.verzet_dag(vraag, actor=cast.uitvoerder.actor, uiterlijk=later + DAG)


# What goes with the ground, as of a signal --------------------------------------------------------------
@pytest.mark.clausule("MEL-bijzonder", "uitzondering")
@pytest.mark.clausule("MEL-bijzonder", "waarom")
@pytest.mark.parametrize("veld", ["uitzonderingen", "noodzaak"])
def test_gevoelige_gegevens_in_een_antwoord_hebben_een_uitzondering_en_een_reden(
    cast: Cast, veld: str
) -> None:
    dossier = weegploeg.gevraagd(cast, cast.reclassering.partij)
    velden = {"grondslag": grondslag("reclassering-8").pk, "werk": "toezicht", **GEZONDHEID}
    zonder = _beantwoord(dossier, cast.reclassering, **{**velden, veld: ""})
    assert set(zonder.context["form"].errors) == {veld}
    kan_niet = _beantwoord(
        dossier, cast.reclassering, **{**velden, "uitzonderingen": ["uavg-25-a"]}
    )
    assert set(kan_niet.context["form"].errors) == {"uitzonderingen"}
    vraag = _vraag(dossier, cast.reclassering)
    assert vraag.beantwoord_op is None
    with pytest.raises(NietMogelijk):  # whatever a form let through
        duiding.beantwoord_vraag(
            vraag,
            actor=cast.uitvoerder.actor,
            antwoord=Antwoord(
                "x",
                grondslag=grondslag("reclassering-8"),
                werk="toezicht",
                bijzonder=["gezondheid"],
                **{"noodzaak": "x", "uitzonderingen": ["uavg-30-2-b"]} | {veld: ""},
            ),
        )
    assert _beantwoord(dossier, cast.reclassering, **velden).status_code == 302
    blad = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    for tekst in ("KANARIE-noodzaak", "artikel 30 lid 2 onder b UAVG", "Gezondheid"):
        assert tekst in blad


@pytest.mark.clausule("WPG-voorwaarden", "noodzaak-doel")
@pytest.mark.clausule("WPG-voorwaarden", "opsporing")
@pytest.mark.clausule("WPG-voorwaarden", "overleg")
@pytest.mark.clausule("WPG-voorwaarden", "maatregelen")
@pytest.mark.parametrize("veld", ["wpg_doel", "wpg_overleg", "wpg_geen_bezwaar"])
def test_op_artikel_18_lid_2_antwoordt_de_politie_alleen_onder_de_voorwaarden(
    cast: Cast, veld: str
) -> None:
    dossier = weegploeg.gevraagd(cast, cast.politie.partij)
    velden = {**OP_18_2, "grondslag": grondslag("wpg-18-2").pk, "grondslag_om": _om().pk}
    zonder = _beantwoord(dossier, cast.politie, **{**velden, veld: ""})
    assert set(zonder.context["form"].errors) == {veld}
    Waarborg.objects.all().delete()
    geen = _beantwoord(dossier, cast.politie, **velden)
    assert "niet vastgelegd dat het maatregelen nam" in str(geen.context["form"].errors)
    Waarborg.objects.create(partij=cast.gemeente.partij, van=vandaag(), document="Z-1")
    assert _beantwoord(dossier, cast.politie, **velden).status_code == 302
    blad = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "KANARIE-overleg" in blad


@pytest.mark.clausule("WPG-soort", "besluit-20")
def test_op_artikel_20_antwoordt_de_politie_alleen_als_een_besluit_wie_het_leest_noemt(
    cast: Cast,
) -> None:
    dossier = weegploeg.gevraagd(cast, cast.politie.partij)
    velden = {"grondslag": grondslag("wpg-20").pk, "wpg_artikel": "8", "grondslag_om": _om().pk}
    BesluitArtikel20.objects.all().delete()
    geen = _beantwoord(dossier, cast.politie, **velden)
    assert "geen besluit van de korpschef" in str(geen.context["form"].errors)
    assert _vraag(dossier, cast.politie).beantwoord_op is None


@pytest.mark.clausule("WJSG-soort", "soort")
def test_een_antwoord_van_het_om_zegt_wat_voor_gegevens_het_zijn(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.om.partij)
    velden = {"grondslag": grondslag("wjsg-39f").pk, "onzeker": "on"}
    assert set(_beantwoord(dossier, cast.om, **velden).context["form"].errors) == {"om_soort"}
    assert _beantwoord(dossier, cast.om, **velden, om_soort="justitieel").status_code == 302
    blad = cast.gemeente.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert TERUGHOUDEND in blad.content.decode()


@pytest.mark.clausule("WPG-vervalt", "vastleggen")
def test_een_antwoord_op_een_vervallen_grond_is_te_verbeteren(cast: Cast) -> None:
    """It stays on its own ground, or moves to one that holds; a ground that lapsed takes nothing new."""
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    eigen = Grondslag.objects.create(
        code="oud", wet="Oude wet", artikel="9", omschrijving="x", soort_partij="extern"
    )  # fmt: skip
    assert _beantwoord(dossier, cast.extern, grondslag=eigen.pk).status_code == 302
    Grondslag.objects.filter(pk=eigen.pk).update(laatste_dag=vandaag() - DAG)
    vraag, client = _vraag(dossier, cast.extern), cast.uitvoerder.client
    pad = reverse("weegploeg:antwoord_verbeteren", args=[dossier.pk, vraag.pk])
    formulier = open_formulier(client, pad, "reden")
    goed = {"antwoord": "KANARIE-beter", "reden": "Woord vergeten"}
    assert stuur(client, pad, formulier, **goed).status_code == 302
    vraag.refresh_from_db()
    assert (vraag.antwoord, vraag.grondslag) == ("KANARIE-beter", eigen)
    nu = grondslag("avg-6-1-e-extern")
    formulier = open_formulier(client, pad, "reden")
    anders = {"grondslag": str(nu.pk), "reden": "De grond was verkeerd"}
    assert stuur(client, pad, formulier, **anders).status_code == 302
    vraag.refresh_from_db()
    assert vraag.grondslag == nu
    assert f"Grondslag: {eigen}" in dossier.correcties.first().oud
    terug = stuur(
        client, pad, open_formulier(client, pad, "reden"), grondslag=str(eigen.pk), reden="x"
    )
    assert set(terug.context["form"].errors) == {"grondslag"}


# In general ----------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-duiding", "alleen-nodig")
@pytest.mark.parametrize(
    "zin",
    [
        "Kent u Timo van der Verzonnen?",
        "Is VERZONNEN bij u bekend?",
        "Wat is Verzonnens thuissituatie?",
        "Wie woont op nergensweg 7?",
        "Wie woont op 5900ZZ?",
        "Is hij van 17 mei 1990?",
        "Is hij van 17-5-1990?",
        "Is hij van 1990-05-17?",
    ],
)
def test_buiten_het_convenant_vraagt_men_zonder_te_zeggen_om_wie_het_gaat(
    cast: Cast, zin: str
) -> None:
    dossier = weegploeg.gewogen(cast)
    fout = _besluit(cast, dossier, partner_1="School", vraag_1=zin)
    assert "zonder te zeggen" in str(fout.context["form"].errors["vraag_1"])
    with pytest.raises(NietMogelijk, match="zonder te zeggen"):
        weegploeg.nadere_duiding(
            cast, vragen=[duiding_vraag(partner="School", vraag=zin, nodig="x")]
        )
    assert not dossier.besluiten.exists()
    goed = "Wat doet een school in Venlo als een leerling van de Timo-school wegblijft?"
    assert _besluit(cast, dossier, partner_1="School", vraag_1=goed).status_code == 302
    assert not Partnervraag.objects.exists()
    assert not Uitwisseling.objects.exists()


def duiding_vraag(**velden: Any) -> Any:
    from weegploeg.duiding.vragen import Vraag

    return Vraag(**velden)


# What is told, kept and remembered -----------------------------------------------------------------
@pytest.mark.parametrize(
    ("onderscheid", "wel", "niet"),
    [
        ("plaats", ["Venlo"], ["Nergensweg", "5900 ZZ"]),
        ("adres", ["Nergensweg 7", "5900 ZZ", "Venlo"], ["1990"]),
    ],
)
def test_een_partij_leest_niet_meer_dan_gekozen(
    cast: Cast, onderscheid: str, wel: list[str], niet: list[str]
) -> None:
    dossier = weegploeg.gewogen(cast)
    keuze = {"aan_1": cast.reclassering.partij.pk, "onderscheid_1": onderscheid}
    assert _besluit(cast, dossier, **keuze).status_code == 302
    blad = cast.reclassering.client.get(_pagina(dossier, cast.reclassering)).content.decode()
    assert all(tekst in blad for tekst in wel)
    assert not any(tekst in blad for tekst in niet)


@pytest.mark.clausule("CAS-toegang-partij", "geboortedatum")
def test_de_geboortedatum_van_een_volwassene_gaat_niet_mee(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    keuze = {"aan_1": cast.reclassering.partij.pk, "onderscheid_1": "geboortedatum"}
    fout = _besluit(cast, dossier, **keuze)
    assert "alleen voor de kernpartijen" in str(fout.context["form"].errors["onderscheid_1"])
    jong = weegploeg.gewogen(cast, naw={"geboortedatum": date(vandaag().year - 15, 1, 2)})
    assert _besluit(cast, jong, **keuze).status_code == 302
    blad = cast.reclassering.client.get(_pagina(jong, cast.reclassering)).content.decode()
    assert f"2 januari {vandaag().year - 15}" in blad


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
def test_de_raad_hoort_niet_van_een_volwassene(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    fout = _besluit(cast, dossier, aan_1=cast.rvdk.partij.pk)
    assert "heeft dan geen rol" in str(fout.context["form"].errors["aan_1"])
    # Answered, it is read until the day of becoming an adult.
    bijna = vandaag() + 30 * DAG
    jong = weegploeg.gewogen(cast, naw={"geboortedatum": bijna.replace(year=bijna.year - 18)})
    assert _besluit(cast, jong, aan_1=cast.rvdk.partij.pk).status_code == 302
    _beantwoord(jong, cast.rvdk, grondslag=grondslag("avg-6-1-e-rvdk").pk)
    assert Partnervraag.objects.eigen(cast.rvdk.op(bijna - DAG)).exists()
    assert not Partnervraag.objects.eigen(cast.rvdk.op(bijna)).exists()


@pytest.mark.clausule("BEV-logging", "lezen")
def test_lezen_staat_in_het_logboek_onder_het_nummer_van_de_vraag(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    cast.extern.client.get(_pagina(dossier, cast.extern))
    rij = Partnervraag.objects.get()
    gelezen = Inzage.objects.filter(gebruiker=cast.extern.gebruiker, soort="pagina")
    assert {(r.pseudoniem, r.nummer, r.partij) for r in gelezen} == {
        (dossier.pseudoniem, rij.nummer, cast.extern.partij.naam)
    }
    eigen = cast.extern.client.get(reverse("beveiliging:logboek")).content.decode()
    assert rij.nummer in eigen
    assert dossier.nummer not in eigen


def test_wie_gevraagd_is_staat_bij_wie_gegevens_kreeg(cast: Cast) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    rij = Uitwisseling.objects.get(dossier=dossier.pk)
    assert (rij.soort, rij.aan, rij.gegevens, rij.op) == (
        "vraag", cast.extern.partij, ["naam_adres"], vandaag(),
    )  # fmt: skip
    kregen = bestand("weegploeg.weegploegdossier").afschrift(dossier, Publiek.BETROKKENE).ontvangers
    [regel] = [o for o in kregen if o.naam == cast.extern.partij.naam]
    assert regel.wat == "vraag om nadere duiding (naam en adres)"


@pytest.mark.clausule("WEE-duiding", "terug")
def test_de_taak_herinnert_een_keer_en_zet_het_dossier_op_tijd_terug(cast: Cast) -> None:
    op = vandaag() - 20 * DAG
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, op=op, uiterlijk=vandaag() + 3 * DAG)
    herinnerd = Bericht.objects.filter(wat="weegploeg.vraag_herinnerd")
    for _ in range(2):
        werk_vragen_bij()
    assert [b.nummer for b in herinnerd] == [Partnervraag.objects.get().nummer]
    assert "wacht nog op antwoord" in cast.extern.client.get("/").content.decode()
    dossier.refresh_from_db()
    assert dossier.stand == Stand.NADERE_DUIDING
    ander = weegploeg.gevraagd(cast, cast.extern.partij, op=op, uiterlijk=vandaag() - DAG)
    vol = weegploeg.gevraagd(cast, cast.extern.partij)
    _beantwoord(vol, cast.extern, grondslag=grondslag("avg-6-1-e-extern").pk)
    klok = ander.laatste_verwerking_op
    werk_vragen_bij()
    for zaak in (ander, vol):
        zaak.refresh_from_db()
        assert zaak.stand == Stand.IN_WEGING
    assert ander.laatste_verwerking_op == klok  # a job is no processing (MC 13.1)
    assert cast.extern.client.get(_pagina(ander, cast.extern)).status_code == 404


def test_een_vraag_van_voor_deze_versie_werkt_nog(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(cast)
    Duidingsvraag.objects.update(nodig=None)  # as it stood: a name and a question
    blad = cast.politie.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Is de leerling veranderd?" in blad
    url = reverse("weegploeg:duiding", args=[dossier.pk, dossier.duidingsvragen.get().pk])
    assert cast.uitvoerder.client.post(url, {"antwoord": "Ja"}).status_code == 302
    assert dossier.duidingsvragen.get().beantwoord_op == vandaag()
