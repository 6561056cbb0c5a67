"""What is restricted is kept, and not used, changed or destroyed (AVG 18)."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils import timezone

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.plan.models import Plan, Voortgang
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk
from meldingen.models import Melding
from privacy_rights import beperken
from register.models import Beperking, Dossier, Gebeurtenis
from register.muur import als
from retention import decisions as bewaren
from retention.models import Archiefstuk
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, oud, vandaag, verzoeken, weegploeg

DAG = timedelta(days=1)
STAAT_STIL = "is beperkt. U kunt het lezen, maar nu niet gebruiken of wijzigen."


def adres(dossier: Dossier, naam: str = "beperken") -> str:
    return reverse(f"beperking:{naam}", args=[dossier._meta.app_label, dossier.pk])


def ingevuld(**anders: Any) -> dict[str, Any]:
    return {"grond": "juistheid", "herzien_op": vandaag() + 60 * DAG} | anders


def beperk(dossier: Dossier, speler: Speler, **anders: Any) -> Any:
    return speler.client.post(adres(dossier), ingevuld(**anders))


def lopend(dossier: Dossier) -> Beperking | None:
    return Beperking.lopend(dossier_id=dossier.pk).first()


def zin(antwoord: Any) -> str:
    return antwoord.content.decode()  # type: ignore[no-any-return]


# Standing still ----------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-beperking", "getoond")
def test_een_beperkte_casus_is_te_lezen_en_niet_te_wijzigen(cast: Cast) -> None:
    zaak, client = casussen.met_plan(cast), cast.uitvoerder.client
    assert beperk(zaak, cast.uitvoerder).status_code == 302
    pagina = client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    assert "Dit dossier is beperkt" in zin(pagina)
    assert "Analyse vastleggen" not in zin(pagina)
    antwoord = client.get(reverse("casusoverleg:analyse", args=[zaak.pk]), follow=True)
    assert f"{zaak.nummer} {STAAT_STIL}" in zin(antwoord)


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_wie_het_formulier_al_open_had_wordt_geweigerd_en_houdt_zijn_tekst(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client
    pad = reverse("casusoverleg:analyse", args=[zaak.pk])
    assert client.get(pad).status_code == 200
    beperk(zaak, cast.uitvoerder)
    antwoord = client.post(pad, {"analyse": "Wat ik net typte"})
    assert STAAT_STIL in zin(antwoord)
    assert "Wat ik net typte" in zin(antwoord)
    zaak.refresh_from_db()
    assert zaak.analyse == ""


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_ook_een_melding_en_een_weegploegdossier_staan_stil(cast: Cast) -> None:
    melding, dossier = meldingen.maak_melding(cast), weegploeg.in_weging(cast)
    for rij, pad in (
        (melding, reverse("meldingen:inbrengen", args=[melding.pk])),
        (dossier, reverse("weegploeg:besluiten", args=[dossier.pk])),
    ):
        assert cast.uitvoerder.client.get(pad).status_code == 200
        beperk(rij, cast.uitvoerder)
        antwoord = cast.uitvoerder.client.get(pad, follow=True)
        assert f"{rij.nummer} {STAAT_STIL}" in zin(antwoord)
        assert "Dit dossier is beperkt" in zin(antwoord)


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_niets_gaat_van_of_naar_een_beperkt_dossier(cast: Cast) -> None:
    """Not by the neighbour either: the weegploeg hands nothing over to a restricted casus."""
    dossier = weegploeg.met_advies(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    beperk(zaak, cast.uitvoerder)
    antwoord = cast.uitvoerder.client.post(
        reverse("weegploeg:afsluiten", args=[dossier.pk]),
        {
            "keuze": "plan_afsluiten",
            "argumenten": "x",
            **weegploeg.wie_sprak(cast),
        },
    )
    assert f"{zaak.nummer} {STAAT_STIL}" in zin(antwoord)
    zaak.refresh_from_db()
    dossier.refresh_from_db()
    assert (zaak.stand, dossier.stand) == ("advies_afsluiten", "geagendeerd")


# Who reads ---------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-beperking", "getoond")
def test_wie_meewerkt_ziet_een_beperkte_casus_niet_tot_zij_weer_mag(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij)
    paginas = [
        (cast.politie, reverse("casusoverleg:casus", args=[zaak.pk])),
        (cast.reclassering, reverse("casusoverleg:casus", args=[zaak.pk])),
        (cast.extern, reverse("casusoverleg:plan", args=[zaak.pk])),
    ]

    def ziet() -> list[bool]:
        uit = []
        for speler, pad in paginas:
            uit.append(speler.client.get(pad).status_code == 200)
            with als(speler.actor):
                rijen = Plan.objects.filter(casus=zaak, status="vastgesteld")
                assert rijen.exists() == uit[-1]
        return uit

    assert ziet() == [True, True, True]
    beperk(zaak, cast.uitvoerder)
    assert ziet() == [True, False, False]
    lezers = zin(
        cast.uitvoerder.client.get(reverse("beveiliging:toegang", args=["casusoverleg", zaak.pk]))
    )
    assert cast.politie.partij.naam in lezers
    assert cast.reclassering.partij.naam not in lezers
    cast.uitvoerder.client.post(adres(zaak, "opheffen"), {"verteld_op": vandaag()})
    assert ziet() == [True, True, True]


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_voortgang_van_een_externe_partner_komt_er_dan_niet_in(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    pad = reverse(
        "casusoverleg:voortgang", args=[zaak.pk, casussen.keten(zaak, cast.extern.partij)]
    )
    eerst = cast.extern.client.post(pad, {"stand": "loopt", "resultaat": "x"})
    assert eerst.status_code == 302
    beperk(zaak, cast.uitvoerder)
    assert cast.extern.client.post(pad, {"stand": "klaar", "resultaat": "y"}).status_code == 404
    assert [rij.resultaat for rij in Voortgang.objects.all()] == ["x"]


@pytest.mark.clausule("CAS-autorisatie", "intrekken")
def test_toegang_afnemen_kan_ook_als_de_casus_beperkt_is(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    deelname = zaak.deelnames.get()
    assert Casus.objects.visible_to(cast.reclassering.actor).exists()
    beperk(zaak, cast.uitvoerder)
    pad = reverse("casusoverleg:deelname_beeindigen", args=[zaak.pk, deelname.pk])
    assert cast.uitvoerder.client.post(pad, {"reden": "Klaar"}).status_code == 302
    cast.uitvoerder.client.post(adres(zaak, "opheffen"), {"verteld_op": vandaag()})
    assert not Casus.objects.visible_to(cast.reclassering.actor).exists()


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_in_een_lijst_staat_wat_beperkt_is(cast: Cast) -> None:
    beperkt, vrij = meldingen.maak_melding(cast), meldingen.maak_melding(cast)
    beperk(beperkt, cast.uitvoerder)
    rijen = zin(cast.gemeente.client.get(reverse("meldingen:lijst"))).split("<tr")
    assert "Beperkt" in next(rij for rij in rijen if beperkt.nummer in rij)
    assert "Beperkt" not in next(rij for rij in rijen if vrij.nummer in rij)


@pytest.mark.clausule("RVB-beperking", "getoond")
def test_op_de_werklijst_staat_alleen_dat_iemand_weer_moet_kijken(cast: Cast) -> None:
    melding, zaak = meldingen.maak_melding(cast), casussen.casus(cast)

    def wacht(speler: Speler) -> set[tuple[str, str]]:
        lijst = speler.client.get(reverse("werklijst")).context["lijst"]
        nummers = (melding.nummer, zaak.nummer)
        return {(werk.nummer, werk.wat) for werk in lijst.rijen if werk.nummer in nummers}

    assert wacht(cast.uitvoerder) == {
        (melding.nummer, "Melding behandelen"),
        (zaak.nummer, "Plan maken"),
        (zaak.nummer, "Wijs een casusregisseur aan"),
    }
    beperk(melding, cast.uitvoerder)
    beperk(zaak, cast.uitvoerder)
    weer = "Beperking opnieuw bekijken"
    assert wacht(cast.uitvoerder) == {(melding.nummer, weer), (zaak.nummer, weer)}
    assert wacht(cast.uitvoerder_casusoverleg) == {(zaak.nummer, weer)}
    assert wacht(cast.gemeente) == set()


# Terms -------------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-beperking", "niet-vernietigd")
def test_wat_beperkt_is_wordt_niet_vernietigd_en_daarna_wel(cast: Cast) -> None:
    oud_genoeg = vandaag() - relativedelta(months=7)
    melding = oud.melding(cast, oud_genoeg)
    beperk(melding, cast.uitvoerder)

    def nacht() -> None:
        bewaren.verwerk(Grond.NIET_INGEBRACHT, actor=Actor.systeem("nacht"), peildatum=vandaag())

    nacht()
    assert Melding.objects.filter(pk=melding.pk).exists()
    cast.uitvoerder.client.post(adres(melding, "opheffen"), {"verteld_op": vandaag()})
    nacht()
    assert not Melding.objects.filter(pk=melding.pk).exists()
    assert not Beperking.objects.filter(dossier_id=melding.pk).exists()


@pytest.mark.clausule("RVB-beperking", "getoond")
@pytest.mark.clausule("RVB-beperking", "niet-vernietigd")
def test_in_het_archief_blijft_een_dossier_beperkt(cast: Cast) -> None:
    zaak = oud.casus(cast, vandaag() - relativedelta(years=2))
    beperk(zaak, cast.uitvoerder)

    def nacht(grond: Grond, jaren: int) -> None:
        dag = vandaag() + relativedelta(years=jaren)
        bewaren.verwerk(grond, actor=Actor.systeem("nacht"), peildatum=dag)

    nacht(Grond.EEN_JAAR, 0)
    nacht(Grond.VIJF_JAAR, 4)
    stuk = Archiefstuk.objects.get(pk=zaak.pk)
    assert stuk.beperkt
    pagina = cast.politie.client.post(
        reverse("retention:archiefstuk", args=[stuk.pk]), {"reden": "klacht_of_verzoek"}
    )
    assert "Dit dossier is beperkt" in zin(pagina)
    client = cast.uitvoerder_weegploeg.client
    (werk,) = client.get(reverse("werklijst")).context["lijst"].rijen
    assert (werk.nummer, werk.wat) == (stuk.nummer, "Beperking opnieuw bekijken")
    assert client.get(werk.url).status_code == 200
    cast.uitvoerder.client.post(adres(stuk, "opheffen"), {"verteld_op": vandaag()})
    nacht(Grond.VIJF_JAAR, 4)
    assert not Archiefstuk.objects.exists()


@pytest.mark.clausule("RVB-beperking", "niet-vernietigd")
def test_wie_niet_is_geagendeerd_gaat_niet_naar_het_archief_omdat_het_beperkt_is(
    cast: Cast,
) -> None:
    """There it would be kept five years; it waits for the end of the restriction (ADR 12)."""
    dossier = weegploeg.niet_geagendeerd(cast, op=vandaag() - relativedelta(months=13))
    beperk(dossier, cast.uitvoerder)
    for grond in Grond:
        bewaren.verwerk(grond, actor=Actor.systeem("nacht"), peildatum=vandaag())
    dossier.refresh_from_db()
    pagina = zin(cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk])))
    assert "Zolang dit dossier beperkt is, wordt het niet vernietigd." in pagina
    assert "Daarna wordt het vernietigd" not in pagina
    cast.uitvoerder.client.post(adres(dossier, "opheffen"), {"verteld_op": vandaag()})
    bewaren.verwerk(Grond.NIET_GEAGENDEERD, actor=Actor.systeem("nacht"), peildatum=vandaag())
    assert not type(dossier).objects.filter(pk=dossier.pk).exists()


@pytest.mark.clausule("RET-laatste-verwerking", "niet-beperking")
def test_beperken_verlengt_geen_termijn_en_staat_in_de_tijdlijn(cast: Cast) -> None:
    zaak = oud.casus(cast, vandaag() - relativedelta(months=3))
    klok = zaak.laatste_verwerking_op
    beperk(zaak, cast.uitvoerder)
    beperk(zaak, cast.uitvoerder)
    cast.uitvoerder.client.post(adres(zaak, "opheffen"), {"verteld_op": vandaag()})
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == klok
    soorten = Gebeurtenis.van(zaak).order_by("pk").values_list("soort", flat=True)
    assert list(soorten) == [
        "privacy_rights.beperkt",
        "privacy_rights.beperking_bekeken",
        "privacy_rights.beperking_opgeheven",
    ]


# Beginning and ending it -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("anders", "fout"),
    [
        ({"grond": ""}, "Kies een van de gronden."),
        ({"grond": "omdat"}, "Deze keuze is er niet"),
        ({"herzien_op": ""}, "Vul een hele datum in"),
        ({"herzien_op": "morgen"}, "Vul een hele datum in"),
        ({"herzien_op": date(2019, 1, 1)}, "Kies een dag na vandaag en binnen zes maanden."),
        ({"herzien_op": date(2199, 1, 1)}, "Kies een dag na vandaag en binnen zes maanden."),
    ],
)
def test_wat_niet_klopt_staat_bij_het_veld(cast: Cast, anders: dict[str, Any], fout: str) -> None:
    zaak = casussen.casus(cast)
    antwoord = beperk(zaak, cast.uitvoerder, **anders)
    assert fout in zin(antwoord)
    assert lopend(zaak) is None


@pytest.mark.clausule("RVB-beperking", "vooraf-bericht")
def test_het_eindigt_pas_als_de_persoon_het_weet(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client
    beperk(zaak, cast.uitvoerder)
    for dag in ("", vandaag() + DAG, vandaag() - DAG):
        assert client.post(adres(zaak, "opheffen"), {"verteld_op": dag}).status_code == 200
        assert lopend(zaak) is not None
    assert client.post(adres(zaak, "opheffen"), {"verteld_op": vandaag()}).status_code == 302
    assert lopend(zaak) is None
    nog_eens = client.post(adres(zaak, "opheffen"), {"verteld_op": vandaag()})
    assert "Dit dossier is niet meer beperkt." in zin(nog_eens)


def test_opnieuw_bekijken_laat_dezelfde_beperking_doorlopen(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    beperk(zaak, cast.uitvoerder)
    beperk(zaak, cast.uitvoerder, grond="bezwaar", herzien_op=vandaag() + 90 * DAG)
    gezien = Gebeurtenis.van(zaak).get(soort="privacy_rights.beperking_bekeken")
    assert gezien.velden == ["grond", "herzien_op"]
    [rij] = Beperking.objects.filter(dossier_id=zaak.pk)
    assert (rij.grond, rij.herzien_op) == ("bezwaar", vandaag() + 90 * DAG)


def test_een_oud_tabblad_beperkt_of_heft_niet_op_wat_intussen_anders_is(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client

    def getoond(naam: str = "beperken") -> str:
        gevonden = re.search(r'name="gelezen" value="(\d+)"', zin(client.get(adres(zaak, naam))))
        assert gevonden
        return gevonden[1]

    leeg = getoond()
    beperk(zaak, cast.uitvoerder, gelezen=leeg, grond="bezwaar")
    tweede = beperk(zaak, cast.uitvoerder, gelezen=leeg)  # the same page was open twice
    assert "Iemand anders heeft dit net gewijzigd" in zin(tweede)
    assert 'value="juistheid"' in zin(tweede)  # what was chosen is kept
    assert lopend(zaak).grond == "bezwaar"  # type: ignore[union-attr]
    bekijken, opheffen = getoond(), getoond("opheffen")
    velden = {"verteld_op": vandaag(), "gelezen": opheffen}
    assert client.post(adres(zaak, "opheffen"), velden).status_code == 302
    laat = beperk(zaak, cast.uitvoerder, gelezen=bekijken)  # "laten doorlopen": it does not run
    assert "Iemand anders heeft dit net gewijzigd" in zin(laat)
    assert lopend(zaak) is None
    assert beperk(zaak, cast.uitvoerder, gelezen=getoond()).status_code == 302
    oud = client.post(adres(zaak, "opheffen"), velden)  # of the restriction before this one
    assert "Iemand anders heeft dit net gewijzigd" in zin(oud)
    assert lopend(zaak) is not None


def test_alleen_de_uitvoerder_die_het_dossier_bijhoudt_beperkt_het(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    mag = {"uitvoerder", "uitvoerder_casusoverleg"}
    for naam, speler in cast.allen.items():
        for pad in (adres(zaak), adres(zaak, "opheffen")):
            antwoord = speler.client.get(pad)
            assert (antwoord.status_code != 404) == (naam in mag), (naam, pad)
        if naam not in mag:
            assert beperk(zaak, speler).status_code == 404
    assert lopend(zaak) is None


def test_een_verzoek_zelf_wordt_niet_beperkt(cast: Cast) -> None:
    assert cast.uitvoerder.client.get(adres(verzoeken.verzoek(cast))).status_code == 404


def test_wat_intussen_is_vernietigd_wordt_niet_beperkt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    Casus.objects.filter(pk=zaak.pk).delete()
    with pytest.raises(NietMogelijk):
        beperken.beperk(zaak, actor=cast.uitvoerder.actor, **ingevuld())
    assert not Beperking.objects.exists()


def test_een_afgesloten_casus_opent_geen_formulieren(cast: Cast) -> None:
    zaak = casussen.afgesloten(cast)
    pad = reverse("casusoverleg:analyse", args=[zaak.pk])
    antwoord = cast.uitvoerder.client.get(pad, follow=True)
    assert f"{zaak.nummer} is afgesloten." in zin(antwoord)
    with pytest.raises(NietMogelijk, match="is afgesloten"):
        casusoverleg.leg_analyse_vast(zaak, actor=cast.uitvoerder.actor, analyse="x")


def test_een_verzoek_in_het_archief_kan_niet_worden_beperkt(cast: Cast) -> None:
    """As before it came there: else it is never destroyed."""
    verzoek = verzoeken.klacht(cast)
    over = vandaag() + relativedelta(years=1, days=1)
    bewaren.archiveer([verzoek.pk], actor=Actor.systeem("test"), peildatum=over)
    stuk = Archiefstuk.objects.get(pk=verzoek.pk)
    assert beperk(stuk, cast.uitvoerder).status_code == 404
    toegang = cast.uitvoerder.client.get(f"/beveiliging/toegang/retention/{stuk.pk}/")
    assert adres(stuk) not in toegang.content.decode()
    assert not Beperking.objects.exists()


# One act all the same ------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-beperking", "per-handeling")
def test_een_handeling_kan_met_een_grond_en_daarna_staat_het_dossier_weer_stil(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client
    beperk(zaak, cast.uitvoerder)
    pad = reverse("casusoverleg:analyse", args=[zaak.pk])
    blad = client.get(adres(zaak, "toestaan"))
    assert "Daarna staat het dossier weer stil" in zin(blad)
    zonder = client.post(adres(zaak, "toestaan"), {})
    assert zonder.context["form"].errors == {"grond": ["Kies een van de gronden."]}
    toe = client.post(adres(zaak, "toestaan"), {"grond": "toegestaan_ander"}, follow=True)
    assert "Er is een handeling toegestaan" in zin(toe)
    # Reading its form uses nothing up, nor does a form that is refused.
    assert client.get(pad).status_code == 200
    assert client.post(pad, {"analyse": ""}).context["form"].errors
    assert client.post(pad, {"analyse": "Nu nodig"}).status_code == 302
    zaak.refresh_from_db()
    assert zaak.analyse == "Nu nodig"
    assert zaak.beperkt
    nog = client.post(pad, {"analyse": "En nog eens"})
    assert STAAT_STIL in zin(nog)
    zaak.refresh_from_db()
    assert zaak.analyse == "Nu nodig"
    vast = Gebeurtenis.van(zaak).get(soort="privacy_rights.toegestaan_ander")
    assert "om een ander te beschermen" in vast.zin
    assert vast.gebruiker_id == cast.uitvoerder.gebruiker.pk


@pytest.mark.clausule("RVB-beperking", "per-handeling")
def test_wat_binnen_een_uur_niet_is_gedaan_mag_niet_meer(cast: Cast) -> None:
    zaak, client = casussen.casus(cast), cast.uitvoerder.client
    beperk(zaak, cast.uitvoerder)
    client.post(adres(zaak, "toestaan"), {"grond": "toegestaan_41"})
    Beperking.objects.update(toegestaan_tot=timezone.now())
    pad = reverse("casusoverleg:analyse", args=[zaak.pk])
    assert STAAT_STIL in zin(client.post(pad, {"analyse": "Te laat"}))


def test_een_handeling_toestaan_kan_alleen_wie_het_dossier_bijhoudt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    vraag = {"grond": "toegestaan_belang"}
    niet = cast.uitvoerder.client.post(adres(zaak, "toestaan"), vraag)
    assert "niet meer beperkt" in zin(niet)
    beperk(zaak, cast.uitvoerder)
    for ander in (cast.gemeente, cast.politie, cast.uitvoerder_maastricht, cast.beheerder):
        assert ander.client.post(adres(zaak, "toestaan"), vraag).status_code == 404
    cast.uitvoerder.client.post(adres(zaak, "toestaan"), vraag)
    twee = cast.uitvoerder.client.post(adres(zaak, "toestaan"), vraag)
    assert "nog niet gedaan" in zin(twee)
    # Who took part still does not read it.
    assert lopend(zaak)
