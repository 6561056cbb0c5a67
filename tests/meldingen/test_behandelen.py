"""Correcting a melding, bringing it in, closing it: each decision and each refusal."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import IntegrityError, connection, transaction
from django.urls import reverse
from django.utils import timezone

from gedeeld.afschrift import LetOp, Publiek
from gedeeld.termijnen import Grond
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions
from meldingen.bestand import MeldingBestand
from meldingen.models import Doorgifte, Melding, Signaal
from meldingen.rules import BEHANDELEN
from register.models import Dossier, Gebeurtenis
from register.registry import bestand
from register.werk import werk
from tests.cast import Cast, grondslag
from tests.hulp import gegevens, vandaag
from tests.hulp.meldingen import (
    doorgifte,
    een_signaal,
    formulier,
    geef_door,
    maak_ingebracht,
    maak_melding,
    politie_velden,
    politie_weet_het,
)
from weegploeg.models import Inbreng, WeegploegDossier

VANDAAG = timezone.localdate()


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


def soorten(melding: Melding) -> list[str]:
    return [g.soort.removeprefix("meldingen.") for g in Gebeurtenis.van(melding)][::-1]


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding of the municipality that came in ten days ago."""
    toen = VANDAAG - timedelta(days=10)
    return maak_melding(cast, op=toen)


# Correcting -----------------------------------------------------------------------------------
def _formulier(**anders: Any) -> dict[str, Any]:
    toen = (VANDAAG - timedelta(days=10)).isoformat()
    return formulier(**({"ontvangen_op": toen} | anders))


def test_een_melding_wordt_verbeterd_en_het_logboek_noemt_alleen_velden(
    cast: Cast, melding: Melding
) -> None:
    oude_sleutels = melding.zoeksleutels
    antwoord = cast.uitvoerder.client.post(
        pad("wijzigen", melding), _formulier(achternaam="El Merel", herkomst="zorg")
    )
    assert antwoord.url == "/meldingen/"  # whom it is about changed (`schermen.klaar_op_lijst`)
    melding.refresh_from_db()
    assert (melding.achternaam, melding.herkomst) == ("El Merel", "zorg")
    assert melding.zoeksleutels != oude_sleutels
    assert melding.laatste_verwerking_op == VANDAAG
    gebeurd = Gebeurtenis.van(melding).first()
    assert gebeurd is not None
    assert set(gebeurd.velden) == {"achternaam", "herkomst"}


def test_niets_veranderd_is_geen_verwerking(cast: Cast, melding: Melding) -> None:
    cast.gemeente.client.post(pad("wijzigen", melding), _formulier())
    assert soorten(melding) == ["geregistreerd"]
    melding.refresh_from_db()
    assert melding.laatste_verwerking_op == VANDAAG - timedelta(days=10)


@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
def test_een_melding_is_niet_ontvangen_na_haar_registratie(cast: Cast, melding: Melding) -> None:
    toen = melding.ontvangen_op
    morgen = toen + timedelta(days=1)  # the six months would begin anew
    antwoord = cast.gemeente.client.post(
        pad("wijzigen", melding), _formulier(ontvangen_op=morgen.isoformat())
    )
    assert list(antwoord.context["form"].errors) == ["ontvangen_op"]
    assert "waarop de melding is geregistreerd" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.ontvangen_op == toen
    eerder = toen - timedelta(days=20)
    for dag in (eerder, toen):  # a mistake can be put right
        cast.gemeente.client.post(
            pad("wijzigen", melding), _formulier(ontvangen_op=dag.isoformat())
        )
        melding.refresh_from_db()
        assert melding.ontvangen_op == dag


def test_fout_bij_wijzigen_houdt_wat_er_stond(cast: Cast, melding: Melding) -> None:
    antwoord = cast.gemeente.client.post(
        pad("wijzigen", melding), _formulier(anoniem="on", straat="Nestkast 3")
    )
    assert list(antwoord.context["form"].errors) == ["anoniem"]
    assert "Nestkast 3" in antwoord.content.decode()
    melding.refresh_from_db()
    assert melding.straat == "Vogelpad 12"


@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_een_andere_gemeente_kiezen_verplaatst_de_toegang(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    velden = _formulier(ontvangen_op=VANDAAG.isoformat(), gemeente=str(cast.maastricht.partij.pk))
    assert cast.politie.client.post(pad("wijzigen", melding), velden).status_code == 302
    zien = {naam for naam, s in cast.allen.items() if Melding.objects.visible_to(s.actor).exists()}
    assert zien == {"politie"}
    dossier = decisions.breng_in(Melding.objects.get(), actor=cast.politie.actor)
    lezen = {
        wie for wie, s in cast.allen.items() if WeegploegDossier.objects.ziet(s.actor, dossier)
    }
    assert lezen == {"politie", "om", "maastricht", "uitvoerder_maastricht"}


# Signals --------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-grondslag", "grond")
def test_een_signaal_erbij_draagt_de_partij_en_grondslag_van_wie_het_geeft(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    signaal = {**gegevens.SOORT, "omschrijving": "Stopte met school."}
    politie = {
        "grondslag": str(grondslag("wpg-20").pk),
        "grondslag_om": str(grondslag("wpg-16-1-om").pk),
        "wpg_artikel": "8",
    }
    cast.politie.client.post(pad("signaal", melding), signaal | politie)
    eigen = maak_melding(cast)
    signaal["grondslag"] = str(grondslag("avg-6-1-e").pk)
    cast.uitvoerder.client.post(pad("signaal", eigen), signaal)
    geven = [[(s.partij, s.grondslag.code) for s in rij.signalen.all()] for rij in (melding, eigen)]
    assert geven == [
        [(cast.politie.partij, "wpg-20")] * 2,
        [(cast.gemeente.partij, "avg-6-1-e")] * 2,
    ]
    assert soorten(melding)[-1] == "signaal_toegevoegd"


@pytest.mark.parametrize("leeg", ["omschrijving", "grondslag"])
def test_een_onvolledig_signaal_komt_er_niet_bij(cast: Cast, melding: Melding, leeg: str) -> None:
    grond = {"grondslag": str(grondslag("avg-6-1-e").pk)}
    velden = {**gegevens.SOORT, "omschrijving": "Stopte.", **grond, leeg: ""}
    antwoord = cast.gemeente.client.post(pad("signaal", melding), velden)
    assert list(antwoord.context["form"].errors) == [leeg]
    assert melding.signalen.count() == 1


def test_een_eigen_signaal_wordt_verbeterd_en_dat_van_een_ander_niet(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    van_politie = melding.signalen.get()
    adres = reverse("meldingen:signaal_wijzigen", args=[melding.pk, van_politie.pk])
    velden = {
        **gegevens.SOORT,
        "omschrijving": "Zei dat één keer.",
        "grondslag": str(grondslag("wpg-20").pk),
        **politie_velden(een_signaal(cast.politie)),
    }
    assert cast.uitvoerder.client.post(adres, velden).status_code == 404
    assert cast.uitvoerder.client.get(adres).status_code == 404
    with pytest.raises(Geweigerd):
        decisions.wijzig_signaal(van_politie, actor=cast.uitvoerder.actor, gegevens=velden)
    assert cast.politie.client.get(adres).status_code == 200
    assert cast.politie.client.post(adres, velden).status_code == 302
    van_politie.refresh_from_db()
    assert van_politie.omschrijving == "Zei dat één keer."
    assert soorten(melding)[-1] == "signaal_gewijzigd"


def test_een_signaal_van_een_andere_melding_is_er_niet(cast: Cast, melding: Melding) -> None:
    ander = maak_melding(cast).signalen.get()
    adres = reverse("meldingen:signaal_wijzigen", args=[melding.pk, ander.pk])
    assert cast.gemeente.client.get(adres).status_code == 404


# Bringing in ----------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-bronnen", "bron")
@pytest.mark.clausule("MEL-bronnen", "hulp")
def test_inbrengen_verhuist_alles_naar_het_dossier_van_de_weegploeg(
    cast: Cast, melding: Melding
) -> None:
    inhoud = melding.signalen.get().waarden
    assert cast.gemeente.client.get(pad("inbrengen", melding)).status_code == 200

    antwoord = cast.gemeente.client.post(pad("inbrengen", melding), {})

    dossier = WeegploegDossier.objects.get()
    assert antwoord.url == reverse("weegploeg:dossier", args=[dossier.pk])
    assert dossier.persoon.naam == "Mohammed El Kanarie"
    assert dossier.gemeente == cast.gemeente.partij
    inbreng = Inbreng.objects.get()
    assert (inbreng.melding_nummer, inbreng.melder_naam) == (melding.nummer, "Tante Zeldzaam")
    assert (inbreng.herkomst, inbreng.hulptraject) == ("naasten", "Jongerenwerk Reiger")
    assert dossier.signalen.get().waarden == inhoud
    assert soorten(melding)[-1] == "ingebracht"
    # The number leads on to where it went, for whose it was.
    assert cast.uitvoerder.client.get(pad("melding", melding)).url == antwoord.url
    assert cast.om.client.get(pad("melding", melding)).status_code == 404
    assert cast.maastricht.client.get(pad("melding", melding)).status_code == 404


def test_na_inbrengen_blijft_er_niets_van_de_persoon_achter(cast: Cast) -> None:
    melding = maak_melding(cast, terrorisme=True)
    politie_weet_het(melding, cast.gemeente)
    cast.gemeente.client.post(pad("inbrengen", melding), {})
    melding.refresh_from_db()
    dossier = WeegploegDossier.objects.get()
    assert (melding.stand, melding.zaak) == (Melding.Stand.INGEBRACHT, dossier.zaak)
    assert melding.dossier_nummer == dossier.nummer
    leeg = {
        veld: getattr(melding, veld)
        for veld in (*Melding.NAW, "melder_naam", "melder_contact", "hulptraject", "gesprek")
    }
    assert set(leeg.values()) == {"", None}
    assert not melding.terrorisme
    with connection.cursor() as cursor:
        cursor.execute("SELECT zoeksleutels FROM meldingen_melding")
        assert cursor.fetchall() == [([],)]
        for tabel in ("meldingen_signaal", "meldingen_doorgifte"):
            cursor.execute(f"SELECT count(*) FROM {tabel}")
            assert cursor.fetchone() == (0,), tabel
    lijst = cast.gemeente.client.get("/meldingen/").content.decode()
    assert dossier.nummer in lijst
    assert "Kanarie" not in lijst


def test_ook_de_database_weigert_een_ingebrachte_melding_die_nog_te_vinden_is(
    melding: Melding,
) -> None:
    with (
        pytest.raises(IntegrityError, match="ingebrachte_melding_is_verhuisd"),
        transaction.atomic(),
    ):
        Melding.objects.filter(pk=melding.pk).update(stand=Melding.Stand.INGEBRACHT)


@pytest.mark.clausule("MEL-eerder", "tonen")
def test_inbrengen_bij_een_open_dossier_over_dezelfde_persoon(cast: Cast) -> None:
    eerste = maak_ingebracht(cast)
    tweede = maak_melding(cast, voornamen="Muhamed", geboortedatum=None)
    pagina = cast.gemeente.client.get(pad("melding", tweede)).content.decode()
    assert eerste.dossier_nummer in pagina
    # Somebody must say whether it is the same person: nothing is chosen beforehand.
    antwoord = cast.gemeente.client.post(pad("inbrengen", tweede), {})
    assert antwoord.context["form"].errors["dossier"]
    cast.gemeente.client.post(
        pad("inbrengen", tweede), {"dossier": str(WeegploegDossier.objects.get().pk)}
    )
    assert WeegploegDossier.objects.get().inbrengen.count() == 2


def test_een_naamgenoot_krijgt_een_eigen_dossier(cast: Cast) -> None:
    maak_ingebracht(cast)
    tweede = maak_melding(cast)
    cast.gemeente.client.post(pad("inbrengen", tweede), {"dossier": "nieuw"})
    assert WeegploegDossier.objects.count() == 2


@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_inbrengen_kan_niet_bij_een_ander_dossier(cast: Cast, melding: Melding) -> None:
    maak_ingebracht(cast, voornamen="Karin", achternaam="Specht", geboortedatum=None)
    maak_ingebracht(cast, cast.maastricht)  # another municipality
    vreemde = list(WeegploegDossier.objects.all())
    assert len(vreemde) == 2
    for vreemd in vreemde:
        antwoord = cast.gemeente.client.post(pad("inbrengen", melding), {"dossier": str(vreemd.pk)})
        assert antwoord.context["form"].errors["dossier"]
        with pytest.raises(NietMogelijk, match="dezelfde persoon"):
            decisions.breng_in(melding, actor=cast.gemeente.actor, dossier=vreemd)
    melding.refresh_from_db()
    assert melding.is_nieuw


@pytest.mark.clausule("MEL-via-kernpartij", "eigen-lid")
def test_alleen_de_partij_van_de_melding_brengt_haar_in(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    mogen = set()
    for naam, speler in cast.allen.items():
        try:
            with transaction.atomic():
                decisions.breng_in(melding, actor=speler.actor)
                mogen.add(naam)
                transaction.set_rollback(True)
        except Geweigerd:
            pass
    assert mogen == {"politie"}
    assert cast.politie.client.post(pad("inbrengen", melding), {}).status_code == 302
    assert Inbreng.objects.get().partij == cast.politie.partij


# No action ------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-geen-actie", "geen-actie")
@pytest.mark.clausule("MEL-geen-actie", "gesprek")
def test_geen_actie_legt_het_gesprek_met_de_melder_vast(cast: Cast, melding: Melding) -> None:
    client = cast.gemeente.client
    leeg = client.post(pad("geen_actie", melding), {"gesprek": ""})
    assert "Schrijf op wat met de melder is besproken." in leeg.content.decode()
    with pytest.raises(NietMogelijk):
        decisions.handel_af_zonder_actie(melding, actor=cast.gemeente.actor, gesprek=" ")
    client.post(pad("geen_actie", melding), {"gesprek": "Gebeld, zij begrijpt het."})
    melding.refresh_from_db()
    assert melding.stand == Melding.Stand.GEEN_ACTIE
    assert "Gebeld, zij begrijpt het." in client.get(pad("melding", melding)).content.decode()
    assert soorten(melding)[-1] == "geen_actie"


@pytest.mark.parametrize(
    "naam",
    ["wijzigen", "signaal", "inbrengen", "doorgeven", "alleen_doorgegeven", "dubbel", "geen_actie"],
)
def test_een_afgehandelde_melding_verandert_niet_meer(
    cast: Cast, melding: Melding, naam: str
) -> None:
    client = cast.gemeente.client
    client.post(pad("geen_actie", melding), {"gesprek": "Besproken."})
    pagina = client.get(pad("melding", melding)).content.decode()
    assert pad(naam, melding) not in pagina
    assert client.get(pad(naam, melding)).url == pad("melding", melding)
    assert "al afgehandeld" in client.get(pad("melding", melding)).content.decode()
    antwoord = client.post(pad(naam, melding), {"aan": "Leerplicht"}).content.decode()
    assert "al afgehandeld" in antwoord
    assert "Leerplicht" in antwoord  # what was typed is shown
    assert soorten(melding) == ["geregistreerd", "geen_actie"]


def test_wie_te_laat_komt_krijgt_een_zin(cast: Cast, melding: Melding) -> None:
    actor = cast.gemeente.actor
    decisions.handel_af_zonder_actie(melding, actor=actor, gesprek="Besproken.")
    signaal = melding.signalen.get()
    for daad in (
        lambda: decisions.wijzig(melding, actor=actor, gegevens=melding.naw),
        lambda: decisions.voeg_signaal_toe(
            melding, actor=actor, signaal=een_signaal(cast.gemeente)
        ),
        lambda: decisions.wijzig_signaal(signaal, actor=actor, gegevens={}),
        lambda: decisions.breng_in(melding, actor=actor),
        lambda: geef_door(melding, cast.gemeente),
        lambda: decisions.handel_af_als_doorgegeven(melding, actor=actor),
        lambda: decisions.handel_af_zonder_actie(melding, actor=actor, gesprek="x"),
    ):
        with pytest.raises(NietMogelijk, match="al afgehandeld: geen aanleiding voor actie"):
            daad()


def test_wie_haar_niet_behandelt_beslist_niets(cast: Cast, melding: Melding) -> None:
    signaal = melding.signalen.get()
    for speler in (cast.om, cast.politie, cast.maastricht, cast.rvdk, cast.extern, cast.beheerder):
        actor = speler.actor
        for daad in (
            lambda actor=actor: decisions.wijzig(melding, actor=actor, gegevens={}),
            lambda actor=actor: decisions.voeg_signaal_toe(melding, actor=actor, signaal={}),
            lambda actor=actor: decisions.wijzig_signaal(signaal, actor=actor, gegevens={}),
            lambda actor=actor: decisions.breng_in(melding, actor=actor),
            lambda actor=actor: decisions.geef_door(melding, actor=actor, **doorgifte()),
            lambda actor=actor: decisions.handel_af_als_doorgegeven(melding, actor=actor),
            lambda actor=actor: decisions.handel_af_zonder_actie(melding, actor=actor, gesprek="x"),
        ):
            with pytest.raises(Geweigerd):
                daad()


# As the processes see it ----------------------------------------------------------------------
@pytest.mark.clausule("RET-zes-maanden", "zonder-besluit")
def test_een_nooit_geagendeerd_signaal_wordt_na_zes_maanden_vergeten(cast: Cast) -> None:
    melding = maak_melding(cast, op=date(2025, 8, 31))
    assert melding.vergeten_op == date(2026, 2, 28)
    soort = bestand("meldingen.melding")
    assert not soort.blijvend
    assert [(t.grond, t.van) for t in melding.termijnen.all()] == [
        (Grond.NIET_INGEBRACHT, date(2025, 8, 31))
    ]
    pagina = cast.gemeente.client.get(pad("melding", melding)).content.decode()
    assert "28 feb" in pagina.casefold()


@pytest.mark.clausule("RET-zes-maanden", "meldingen")
@pytest.mark.parametrize("einde", ["doorgegeven", "geen actie", "dubbel"])
def test_hoe_een_melding_ook_eindigde_na_zes_maanden_is_zij_weg(cast: Cast, einde: str) -> None:
    actor, op = cast.gemeente.actor, vandaag() - relativedelta(months=6)
    melding, andere = maak_melding(cast, op=op), maak_melding(cast)
    if einde == "doorgegeven":
        geef_door(melding, cast.gemeente, op=vandaag())
        decisions.handel_af_als_doorgegeven(melding, actor=actor)
    elif einde == "geen actie":
        decisions.handel_af_zonder_actie(melding, actor=actor, gesprek="Gebeld")
    else:
        decisions.sluit_als_dubbel(melding, actor=actor, van=andere.nummer)
    morgen = vandaag() + timedelta(days=1)
    for dag, is_er in ((vandaag(), True), (morgen, False)):
        call_command("bewaartermijnen", peildatum=dag.isoformat())
        assert Melding.objects.filter(pk=melding.pk).exists() == is_er
    assert Melding.objects.filter(pk=andere.pk).exists()


def test_de_werklijst_toont_wat_binnen_twee_weken_behandeld_moet_zijn(
    cast: Cast, melding: Melding
) -> None:
    van_politie = maak_melding(cast, cast.politie)
    wacht = {
        naam: {w.nummer: w.uiterlijk for w in werk(speler.actor)}
        for naam, speler in cast.allen.items()
    }
    eigen = {melding.nummer: melding.ontvangen_op + BEHANDELEN}
    politie = {van_politie.nummer: van_politie.ontvangen_op + BEHANDELEN}
    assert {naam: taken for naam, taken in wacht.items() if taken} == {
        "gemeente": eigen,
        "uitvoerder": eigen,
        "uitvoerder_weegploeg": eigen,
        "politie": politie,
    }
    decisions.handel_af_zonder_actie(melding, actor=cast.gemeente.actor, gesprek="Besproken.")
    assert werk(cast.gemeente.actor) == []


def _tekst(melding: Melding, publiek: Publiek, *, zonder_derden: bool = False) -> str:
    afschrift = MeldingBestand().afschrift(melding, publiek)
    regels = [r for s in afschrift.secties for r in s.regels if not (zonder_derden and r.derden)]
    return " ".join(f"{r.label} {r.waarde} {r.bron} {r.grondslag}" for r in regels)


@pytest.mark.clausule("RVB-derden", "afschermen")
def test_het_afschrift_voor_de_betrokkene_noemt_de_melder_niet(
    cast: Cast, melding: Melding
) -> None:
    kern = _tekst(melding, Publiek.KERNPARTIJ)
    for tekst in ("El Kanarie", "Vogelpad 12", "strijdgebied", "Tante Zeldzaam", "06-00000001"):
        assert tekst in kern
    alles = _tekst(melding, Publiek.BETROKKENE)
    assert "El Kanarie" in alles
    assert "Zeldzaam" not in alles
    assert "06-00000001" not in alles
    assert "Ouders, vrienden" not in _tekst(melding, Publiek.BETROKKENE, zonder_derden=True)
    for publiek in (Publiek.CASUSPARTIJ, Publiek.EXTERN):
        assert MeldingBestand().afschrift(melding, publiek).secties == []


def test_bij_gegevens_van_artikel_9_en_10_staat_dat_de_politie_meebeslist(cast: Cast) -> None:
    melding = maak_melding(
        cast,
        cast.politie,
        signalen=[
            een_signaal(cast.politie, omschrijving="Gewoon gedrag."),
            een_signaal(
                cast.politie,
                omschrijving="Uit onderzoek.",
                grondslag=grondslag("wpg-18-2"),
                wpg_doel="a",
                wpg_overleg="Overlegd.",
                wpg_geen_bezwaar=True,
            ),
        ],
    )
    eigen = MeldingBestand().afschrift(melding, Publiek.BETROKKENE)
    regels = {r.waarde: r for s in eigen.secties for r in s.regels}
    assert regels["Uit onderzoek."].let_op == LetOp.POLITIE
    assert not regels["Uit onderzoek."].derden
    assert not regels["Gewoon gedrag."].let_op
    assert "Uit onderzoek." in _tekst(melding, Publiek.KERNPARTIJ)


def test_kernpartijen_en_adres_van_een_melding(cast: Cast, melding: Melding) -> None:
    soort = MeldingBestand()
    assert soort.kernpartijen(melding) == [cast.gemeente.partij]
    assert soort.url(melding) == pad("melding", melding)
    assert soort.persoon(melding) == melding.persoon


def test_met_de_melding_verdwijnt_alles_wat_eraan_hangt(cast: Cast, melding: Melding) -> None:
    geef_door(melding, cast.gemeente)
    melding.delete()
    assert not Signaal.objects.exists()
    assert not Doorgifte.objects.exists()
    assert not Dossier.objects.exists()
