"""Passing a melding on: to whom, what, why, when and on which ground; beside bringing in, and as an end."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone

from convenant.models import Grondslag
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions
from meldingen.bestand import MeldingBestand
from meldingen.models import Doorgifte, Melding
from register.models import Gebeurtenis, Uitwisseling
from register.werk import werk
from tests.cast import Cast, grondslag
from tests.hulp import weegploeg
from tests.hulp.meldingen import doorgifte, een_signaal, geef_door, maak_melding
from weegploeg.bestand import WeegploegBestand
from weegploeg.models import WeegploegDossier

VANDAAG = timezone.localdate()
TOEN = VANDAAG - timedelta(days=10)


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding of the municipality that came in ten days ago, with two signals."""
    signalen = [
        een_signaal(cast.gemeente, omschrijving=tekst) for tekst in ("Komt niet.", "Dreigde.")
    ]
    return maak_melding(cast, op=TOEN, signalen=signalen)


def gepost(melding: Melding, **anders: Any) -> dict[str, Any]:
    """The form as a browser sends it, with the first signal."""
    velden = doorgifte(signalen=[melding.signalen.all()[0].pk]) | anders
    velden["grondslag"] = getattr(velden["grondslag"], "pk", velden["grondslag"])
    return {naam: waarde.isoformat() if naam == "op" and isinstance(waarde, date) else waarde
            for naam, waarde in velden.items()}  # fmt: skip


def tekst(cast: Cast, melding: Melding) -> str:
    return str(cast.uitvoerder.client.get(pad("melding", melding)).content.decode())


@pytest.mark.clausule("INF-ander-doel", "nooit")
@pytest.mark.clausule("INF-ander-doel", "vooraf")
def test_voor_een_ander_doel_hoort_de_persoon_het_eerst(cast: Cast, melding: Melding) -> None:
    client, adres = cast.uitvoerder.client, pad("doorgeven", melding)
    morgen = VANDAAG + timedelta(days=1)
    for anders, veld in (
        ({"ander_doel": "Toezicht op een uitkering"}, "vooraf_op"),
        ({"ander_doel": "Toezicht op een uitkering", "vooraf_op": morgen.isoformat()}, "vooraf_op"),
        # The data went before the person knew.
        (
            {
                "ander_doel": "Toezicht op een uitkering",
                "vooraf_op": VANDAAG.isoformat(),
                "op": (VANDAAG - timedelta(days=1)).isoformat(),
            },
            "vooraf_op",
        ),
        ({"vooraf_op": VANDAAG.isoformat()}, "ander_doel"),
    ):
        antwoord = client.post(adres, gepost(melding, **anders))
        assert set(antwoord.context["form"].errors) == {veld}
        assert not melding.doorgiften.exists()
    goed = {"ander_doel": "Toezicht op een uitkering", "vooraf_op": VANDAAG.isoformat()}
    assert client.post(adres, gepost(melding, **goed)).status_code == 302
    assert "Voor welk ander doel" in tekst(cast, melding)
    assert "Toezicht op een uitkering" in tekst(cast, melding)


# What is recorded -----------------------------------------------------------------------------
@pytest.mark.clausule("MEL-doorgeven", "taak")
@pytest.mark.clausule("MEL-doorgeven", "aan-wie")
@pytest.mark.clausule("MEL-doorgeven", "welke-gegevens")
@pytest.mark.clausule("MEL-doorgeven", "waarom")
@pytest.mark.clausule("MEL-doorgeven", "wanneer")
def test_doorgeven_legt_vast_aan_wie_wat_waarvoor_en_wanneer(cast: Cast, melding: Melding) -> None:
    antwoord = cast.gemeente.client.post(pad("doorgeven", melding), gepost(melding, op=TOEN))
    assert antwoord.url == f"{pad('melding', melding)}#doorgegeven"
    rij = Doorgifte.objects.get()
    assert (rij.aan, rij.op, rij.signalen) == ("Leerplicht", TOEN, [melding.signalen.all()[0].pk])
    pagina = tekst(cast, melding)
    for zin in (
        "Leerplicht: Naam en het verzuim. Met signaal 1.",
        "Toezicht op schoolbezoek.",
        "Leerplicht handhaaft schoolbezoek.",
        "AVG artikel 6 lid 1 onder e",
    ):
        assert zin in pagina
    laatste = Gebeurtenis.van(melding).first()
    assert laatste is not None
    assert laatste.soort == "meldingen.doorgegeven"


@pytest.mark.clausule("MEL-doorgeven", "taak")
@pytest.mark.parametrize(
    ("veld", "waarde"),
    [
        ("aan", ""),
        ("taak", " "),
        ("gegevens", ""),
        ("noodzaak", " "),
        ("grondslag", ""),
        ("op", ""),
        ("op", "morgen"),
        ("op", (VANDAAG + timedelta(days=1)).isoformat()),
        ("op", (TOEN - timedelta(days=1)).isoformat()),
    ],
)
def test_onvolledig_doorgeven_gebeurt_niet(
    cast: Cast, melding: Melding, veld: str, waarde: str
) -> None:
    velden = gepost(melding, **{veld: waarde})
    antwoord = cast.gemeente.client.post(pad("doorgeven", melding), velden)
    assert list(antwoord.context["form"].errors) == [veld]
    assert not Doorgifte.objects.exists()


@pytest.mark.clausule("MEL-doorgeven", "taak")
@pytest.mark.clausule("MEL-doorgeven", "aan-wie")
@pytest.mark.clausule("MEL-doorgeven", "welke-gegevens")
@pytest.mark.clausule("MEL-doorgeven", "waarom")
@pytest.mark.parametrize("veld", ["aan", "taak", "gegevens", "noodzaak"])
def test_ook_het_besluit_zelf_weigert_een_leeg_veld(
    cast: Cast, melding: Melding, veld: str
) -> None:
    with pytest.raises(NietMogelijk) as fout:
        geef_door(melding, cast.gemeente, **{veld: " "})
    assert fout.value.message_dict == {veld: ["Vul dit in."]}
    assert not Doorgifte.objects.exists()


@pytest.mark.clausule("MEL-doorgeven", "grond")
def test_doorgeven_kan_alleen_op_een_grond_die_op_die_dag_geldt(
    cast: Cast, melding: Melding
) -> None:
    begin, eind = TOEN + timedelta(days=2), TOEN + timedelta(days=6)
    wet = Grondslag.objects.create(
        code="wv-5-1", soort_partij="gemeente", wet="Wetsvoorstel", artikel="artikel 5 lid 1",
        omschrijving="Doorgeven van een melding", geldig_vanaf=begin,
    )  # fmt: skip
    client, een_dag = cast.gemeente.client, timedelta(days=1)
    te_vroeg = client.post(
        pad("doorgeven", melding), gepost(melding, grondslag=wet, op=begin - een_dag)
    )
    assert list(te_vroeg.context["form"].errors) == ["grondslag"]
    wet.laatste_dag = eind
    wet.save()
    te_laat = client.post(
        pad("doorgeven", melding), gepost(melding, grondslag=wet, op=eind + een_dag)
    )
    assert list(te_laat.context["form"].errors) == ["grondslag"]
    assert not Doorgifte.objects.exists()
    wet.laatste_dag = None
    wet.save()
    for dag in (begin, VANDAAG):
        client.post(pad("doorgeven", melding), gepost(melding, grondslag=wet, op=dag))
    assert {(rij.op, rij.grondslag) for rij in Doorgifte.objects.all()} == {
        (begin, wet),
        (VANDAAG, wet),
    }
    assert {rij.grond for rij in melding.uitwisselingen.all()} == {"Wetsvoorstel artikel 5 lid 1"}
    wet.geldig_vanaf = VANDAAG + een_dag  # what the law is not yet, is no choice
    wet.save()
    assert "Wetsvoorstel" not in client.get(pad("doorgeven", melding)).content.decode()
    with pytest.raises(NietMogelijk, match="Op deze grond"):
        geef_door(melding, cast.gemeente, grondslag=grondslag("wpg-20"))


def test_een_signaal_van_een_ander_of_op_een_vervallen_grond_gaat_niet_mee(
    cast: Cast, melding: Melding
) -> None:
    vreemd = maak_melding(cast, achternaam="Specht").signalen.get()
    with pytest.raises(NietMogelijk, match="kan niet mee"):
        geef_door(melding, cast.gemeente, signalen=[vreemd.pk])
    Grondslag.objects.filter(code="avg-6-1-e").update(laatste_dag=VANDAAG - timedelta(days=1))
    nieuw = Grondslag.objects.create(
        code="nieuw", soort_partij="gemeente", wet="Wet", artikel="1", omschrijving="x"
    )
    with pytest.raises(NietMogelijk, match="kan niet mee"):
        geef_door(melding, cast.gemeente, grondslag=nieuw)


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_aan_wie_is_doorgegeven_staat_versleuteld(cast: Cast, melding: Melding) -> None:
    geef_door(melding, cast.gemeente)
    decisions.breng_in(melding, actor=cast.gemeente.actor)
    with connection.cursor() as cursor:
        cursor.execute("SELECT aan, taak FROM weegploeg_doorgifte")
        assert "Leerplicht" not in str(cursor.fetchone())
    ander = maak_melding(cast)
    geef_door(ander, cast.gemeente)
    with connection.cursor() as cursor:
        cursor.execute("SELECT aan, taak FROM meldingen_doorgifte")
        assert "Leerplicht" not in str(cursor.fetchone())


@pytest.mark.clausule("MEL-doorgeven", "taak")
def test_alleen_de_gemeente_geeft_door_wat_zij_zelf_ontving(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie)
    for speler in (cast.politie, cast.uitvoerder, cast.gemeente):
        with pytest.raises(Geweigerd):
            geef_door(melding, speler)


# More bodies, and earlier meldingen -----------------------------------------------------------
@pytest.mark.clausule("MEL-meer-ontvangers", "meer")
def test_een_melding_gaat_naar_meer_instanties_ook_binnen_de_gemeente(
    cast: Cast, melding: Melding
) -> None:
    client = cast.gemeente.client
    for aan in ("Veilig Thuis", "Leerplicht van deze gemeente"):
        assert "Geef door aan" in tekst(cast, melding)
        client.post(pad("doorgeven", melding), gepost(melding, aan=aan))
    pagina = tekst(cast, melding)
    assert "Veilig Thuis: Naam" in pagina
    assert "Leerplicht van deze gemeente: Naam" in pagina
    melding.refresh_from_db()
    assert melding.is_nieuw
    assert [taak.wat for taak in werk(cast.gemeente.actor)] == ["Melding behandelen"]
    assert "Ook doorgegeven" in client.get("/meldingen/").content.decode()
    assert melding.uitwisselingen.count() == 2


@pytest.mark.clausule("MEL-meer-ontvangers", "eerdere-mee")
def test_eerdere_meldingen_over_dezelfde_persoon_gaan_mee_waar_dat_nodig_is(
    cast: Cast, melding: Melding
) -> None:
    eerder = maak_melding(cast, op=TOEN - timedelta(days=30), voornamen="Muhamed")
    decisions.handel_af_zonder_actie(eerder, actor=cast.gemeente.actor, gesprek="Besproken.")
    niet_gekozen = maak_melding(cast, op=TOEN - timedelta(days=20))
    pagina = cast.gemeente.client.get(pad("doorgeven", melding)).content.decode()
    assert eerder.nummer in pagina
    cast.gemeente.client.post(pad("doorgeven", melding), gepost(melding, eerdere=[str(eerder.pk)]))
    rij = melding.doorgiften.get()
    assert rij.samen_met == [eerder.nummer]
    assert eerder.nummer in tekst(cast, melding)
    # At the earlier one it stands too: its own letter to the subject says who got it.
    mee = eerder.doorgiften.get()
    assert (mee.aan, mee.samen_met) == ("Leerplicht", [melding.nummer])
    assert mee.signalen == [eerder.signalen.get().pk]
    assert eerder.uitwisselingen.get().stukken == [mee.pk, *mee.signalen]
    assert melding.nummer in tekst(cast, eerder)
    assert not niet_gekozen.doorgiften.exists()
    eerder.refresh_from_db()
    assert eerder.stand == Melding.Stand.GEEN_ACTIE


@pytest.mark.clausule("MEL-meer-ontvangers", "eerdere-mee")
def test_wat_een_ander_ontving_of_over_een_ander_gaat_gaat_niet_mee(
    cast: Cast, melding: Melding
) -> None:
    anderen = [
        maak_melding(cast, cast.politie),
        maak_melding(cast, cast.maastricht, gemeente=cast.maastricht.partij),
        maak_melding(cast, voornamen="Karin", achternaam="Specht", geboortedatum=None),
        melding,
    ]
    pagina = cast.gemeente.client.get(pad("doorgeven", melding)).content.decode()
    for ander in anderen:
        assert str(ander.pk) not in pagina.replace(pad("melding", melding), "").replace(
            pad("doorgeven", melding), ""
        )
        with pytest.raises(NietMogelijk, match="kan niet mee"):
            geef_door(melding, cast.gemeente, eerdere=[ander])
    assert not Doorgifte.objects.exists()


# Passing on and bringing in -------------------------------------------------------------------
@pytest.mark.clausule("MEL-meer-ontvangers", "ook-inbrengen")
def test_een_melding_die_is_doorgegeven_wordt_ook_ingebracht_en_dat_verhuist_mee(
    cast: Cast, melding: Melding
) -> None:
    client = cast.gemeente.client
    tweede = melding.signalen.all()[1]
    client.post(pad("doorgeven", melding), gepost(melding, signalen=[tweede.pk]))
    assert client.post(pad("inbrengen", melding), {}).status_code == 302
    melding.refresh_from_db()
    dossier = WeegploegDossier.objects.get()
    assert melding.stand == Melding.Stand.INGEBRACHT
    rij = dossier.doorgiften.get()
    assert (rij.aan, rij.taak, rij.noodzaak, rij.grond) == (
        "Leerplicht",
        "Toezicht op schoolbezoek.",
        "Leerplicht handhaaft schoolbezoek.",
        "AVG artikel 6 lid 1 onder e",
    )
    mee = [signaal.omschrijving for signaal in dossier.signalen.filter(pk__in=rij.signalen)]
    assert mee == ["Dreigde."]
    # Who corrects a signal there sees who got it, and the subject's letter says so.
    pagina = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Leerplicht: Naam en het verzuim. Met signaal 2." in pagina
    wissel = dossier.uitwisselingen.get()
    assert (wissel.soort, wissel.stukken) == (
        Uitwisseling.Soort.DOORGIFTE,
        [rij.pk, *rij.signalen],
    )
    ontvangers = WeegploegBestand().afschrift(dossier, Publiek.BETROKKENE).ontvangers
    assert "Leerplicht" in {ontvanger.naam for ontvanger in ontvangers}
    # Nothing of it stays behind.
    assert not melding.doorgiften.exists()
    assert not melding.uitwisselingen.exists()


@pytest.mark.clausule("MEL-meer-ontvangers", "ook-inbrengen")
def test_doorgeven_kan_naast_inbrengen_in_een_bestaand_dossier(cast: Cast) -> None:
    eerste, tweede = maak_melding(cast), maak_melding(cast)
    geef_door(eerste, cast.gemeente, aan="Een")
    geef_door(tweede, cast.gemeente, aan="Twee")
    dossier = decisions.breng_in(eerste, actor=cast.gemeente.actor)
    decisions.breng_in(tweede, actor=cast.gemeente.actor, dossier=dossier)
    per = {rij.aan: rij.signalen for rij in dossier.doorgiften.all()}
    assert per == {
        naam: [signaal.pk]
        for naam, inbreng in zip(("Een", "Twee"), dossier.inbrengen.all(), strict=True)
        for signaal in dossier.signalen.filter(inbreng=inbreng)
    }


# As an end ------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-meer-ontvangers", "ook-inbrengen")
@pytest.mark.clausule("MEL-doorgeven", "wanneer")
def test_wat_is_ingebracht_kan_de_gemeente_daarna_doorgeven(cast: Cast, melding: Melding) -> None:
    dossier = decisions.breng_in(melding, actor=cast.gemeente.actor)
    weegploeg.in_weging(
        cast, speler=cast.politie, dossier=dossier, signalen=[weegploeg.signaal("wpg-20")]
    )
    eigen = dossier.signalen.filter(partij=cast.gemeente.partij)
    pad_ = reverse("weegploeg:doorgeven", args=[dossier.pk])
    blad = cast.gemeente.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert pad_ in blad.content.decode()
    form = cast.gemeente.client.get(pad_).context["form"]
    assert set(form.fields["signalen"].queryset) == set(eigen)  # and not that of the police
    velden = doorgifte(signalen=[eigen[1].pk])
    velden |= {"op": VANDAAG.isoformat(), "grondslag": velden["grondslag"].pk}
    for anders in (
        {"taak": ""},
        {"op": (TOEN - timedelta(days=1)).isoformat()},
        {"signalen": [dossier.signalen.get(partij=cast.politie.partij).pk]},
    ):
        fout = cast.gemeente.client.post(pad_, velden | anders)
        assert set(fout.context["form"].errors) == set(anders)
    for ander in (cast.politie, cast.om, cast.maastricht, cast.uitvoerder_casusoverleg):
        assert ander.client.post(pad_, velden).status_code == 404
    assert not dossier.doorgiften.exists()
    assert cast.uitvoerder.client.post(pad_, velden).status_code == 302
    rij = dossier.doorgiften.get()
    assert (rij.op, rij.signalen) == (VANDAAG, [eigen[1].pk])
    wissel = dossier.uitwisselingen.get(soort=Uitwisseling.Soort.DOORGIFTE)
    assert wissel.stukken == [rij.pk, *rij.signalen]
    ontvangers = WeegploegBestand().afschrift(dossier, Publiek.BETROKKENE).ontvangers
    assert rij.aan in {ontvanger.naam for ontvanger in ontvangers}


@pytest.mark.clausule("MEL-meer-ontvangers", "ook-inbrengen")
def test_alleen_doorgegeven_is_een_eigen_einde(cast: Cast, melding: Melding) -> None:
    client = cast.gemeente.client
    assert client.get(pad("alleen_doorgegeven", melding)).url == pad("melding", melding)
    assert "nog niet doorgegeven" in tekst(cast, melding) or "nog niet doorgegeven" in (
        client.get(pad("melding", melding)).content.decode()
    )
    with pytest.raises(NietMogelijk, match="nog niet doorgegeven"):
        decisions.handel_af_als_doorgegeven(melding, actor=cast.gemeente.actor)
    geef_door(melding, cast.gemeente)
    assert "wordt dan vernietigd" in client.get(pad("alleen_doorgegeven", melding)).content.decode()
    client.post(pad("alleen_doorgegeven", melding), {})
    melding.refresh_from_db()
    assert melding.stand == Melding.Stand.DOORGEGEVEN
    pagina = tekst(cast, melding)
    assert "Afgedaan: alleen doorgegeven" in pagina
    assert "Leerplicht: Naam" in pagina
    assert werk(cast.gemeente.actor) == []


def test_wat_is_doorgegeven_gaf_wel_aanleiding_voor_actie(cast: Cast, melding: Melding) -> None:
    geef_door(melding, cast.gemeente)
    client = cast.gemeente.client
    assert pad("geen_actie", melding) not in tekst(cast, melding)
    assert client.get(pad("geen_actie", melding)).url == pad("melding", melding)
    with (
        pytest.raises(NietMogelijk, match="is doorgegeven"),
        transaction.atomic(),
    ):
        decisions.handel_af_zonder_actie(melding, actor=cast.gemeente.actor, gesprek="x")


def test_het_afschrift_zegt_aan_wie_is_doorgegeven(cast: Cast, melding: Melding) -> None:
    geef_door(melding, cast.gemeente)
    afschrift = MeldingBestand().afschrift(melding, Publiek.BETROKKENE)
    regels = [r.waarde for s in afschrift.secties for r in s.regels]
    assert "Leerplicht: Naam en het verzuim. Met signalen 1 en 2." in regels
    assert "Leerplicht" in {ontvanger.naam for ontvanger in afschrift.ontvangers}
