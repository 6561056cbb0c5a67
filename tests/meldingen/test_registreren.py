"""Registering a melding, at the page: what goes in, what is refused, and what is kept of what was typed."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convenant.models import Grondslag
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions
from meldingen.models import Melding
from register.models import Gebeurtenis
from register.nummers import klopt
from tests.cast import Cast, Speler, grondslag
from tests.hulp import dossiers, gegevens
from tests.hulp.meldingen import een_signaal, ingevuld, maak_melding
from weegploeg.models import WeegploegDossier

NIEUW = "/meldingen/nieuw/"


def soorten(melding: Melding) -> list[str]:
    """The events of a melding, oldest first."""
    return [g.soort.removeprefix("meldingen.") for g in Gebeurtenis.van(melding)][::-1]


@pytest.mark.clausule("MEL-bronnen", "bron")
@pytest.mark.clausule("MEL-bronnen", "hulp")
@pytest.mark.clausule("MEL-grondslag", "grond")
def test_een_kernpartij_registreert_een_melding_met_bron_en_grondslag(cast: Cast) -> None:
    antwoord = cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente))
    melding = Melding.objects.get()
    adres = reverse("meldingen:melding", args=[melding.pk])
    lijst = cast.gemeente.client.get(antwoord.url)
    assert antwoord.url == "/meldingen/"
    assert adres in lijst.content.decode()
    assert klopt(melding.nummer)
    assert melding.nummer.startswith(f"M-{timezone.localdate().year}-")
    assert (melding.ontvanger, melding.gemeente) == (cast.gemeente.partij, cast.gemeente.partij)
    assert melding.laatste_verwerking_op == timezone.localdate()
    assert melding.naw["achternaam"] == "El Kanarie"
    assert melding.hulptraject == "Jongerenwerk Reiger"
    signaal = melding.signalen.get()
    assert (signaal.partij, signaal.grondslag) == (cast.gemeente.partij, grondslag("avg-6-1-e"))
    assert soorten(melding) == ["geregistreerd"]
    pagina = cast.gemeente.client.get(adres).content.decode()
    for tekst in (
        "Ouders, vrienden of familie",
        "Jongerenwerk Reiger",
        "AVG artikel 6 lid 1 onder e",
    ):
        assert tekst in pagina


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
@pytest.mark.clausule("BEV-versleuteling", "pseudoniem")
def test_in_de_tabellen_en_de_logs_staat_niets_leesbaars(cast: Cast) -> None:
    cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente))
    rauw = ""
    with connection.cursor() as cursor:
        for tabel in (
            "meldingen_melding",
            "meldingen_signaal",
            "register_gebeurtenis",
            "register_inzage",
        ):
            cursor.execute(f"SELECT t::text FROM {tabel} t")
            rauw += str(cursor.fetchall())
    for geheim in (
        "Kanarie",
        "Vogelpad",
        "Zeldzaam",
        "06-00000001",
        "Reiger",
        "strijdgebied",
        "2001-04-02",
    ):
        assert geheim not in rauw


@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_politie_kiest_een_gemeente_van_het_eigen_convenant(cast: Cast) -> None:
    pagina = cast.politie.client.get(NIEUW).content.decode()
    assert "Gemeente Venlo" in pagina
    assert "Gemeente Maastricht" in pagina
    assert "Gemeente Elders" not in pagina
    cast.politie.client.post(NIEUW, ingevuld(cast.politie, gemeente=str(cast.maastricht.partij.pk)))
    melding = Melding.objects.get()
    assert (melding.ontvanger, melding.gemeente) == (cast.politie.partij, cast.maastricht.partij)
    zien = {naam for naam, s in cast.allen.items() if Melding.objects.visible_to(s.actor).exists()}
    assert zien == {"politie"}


def test_politie_kan_geen_gemeente_elders_kiezen(cast: Cast) -> None:
    gekozen = ingevuld(cast.politie, gemeente=str(cast.elders.partij.pk))
    antwoord = cast.politie.client.post(NIEUW, gekozen)
    assert antwoord.context["form"].melding.errors["gemeente"]
    with pytest.raises(NietMogelijk, match="gemeente"):
        maak_melding(cast, cast.politie, gemeente=cast.elders.partij)
    with pytest.raises(NietMogelijk, match="gemeente"):
        maak_melding(cast, cast.gemeente, gemeente=cast.maastricht.partij)
    assert not Melding.objects.exists()


def test_een_gemeente_kiest_geen_gemeente(cast: Cast) -> None:
    assert "gemeente van verblijf" not in cast.gemeente.client.get(NIEUW).content.decode()
    anders = ingevuld(cast.gemeente, gemeente=str(cast.maastricht.partij.pk))
    cast.gemeente.client.post(NIEUW, anders)
    assert Melding.objects.get().gemeente == cast.gemeente.partij


@pytest.mark.clausule("MEL-anoniem", "anoniem")
def test_een_anonieme_melder_valt_op(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente, anoniem="on", melder_naam="", melder_contact="")
    cast.gemeente.client.post(NIEUW, velden)
    melding = Melding.objects.get()
    assert melding.anoniem
    adres = reverse("meldingen:melding", args=[melding.pk])
    pagina = cast.uitvoerder.client.get(adres).content.decode()
    assert "Een onbekende melder telt mee in de weging." in pagina


@pytest.mark.clausule("MEL-anoniem", "wil-onbekend")
def test_wie_niet_genoemd_wil_worden_is_te_bereiken_en_dat_staat_bij_de_naam(cast: Cast) -> None:
    wens = "Wil niet bij naam worden genoemd"
    client = cast.gemeente.client
    anoniem = {"anoniem": "on", "melder_naam": "", "melder_contact": ""}
    fout = client.post(NIEUW, ingevuld(cast.gemeente, **anoniem, wil_onbekend="on"))
    assert list(fout.context["form"].melding.errors) == ["wil_onbekend"]
    client.post(NIEUW, ingevuld(cast.gemeente, wil_onbekend="on"))
    melding = Melding.objects.get()
    blad = client.get(reverse("meldingen:melding", args=[melding.pk])).content.decode()
    assert melding.melder_naam in blad
    assert wens in blad
    dossier = dossiers.ingebracht(cast, melding)
    assert wens in client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    # Who needs the reporter of another party reads it beside the name.
    pad = reverse("weegploeg:melder", args=[dossier.pk, dossier.inbrengen.get().pk])
    gezien = cast.politie.client.post(pad, {"reden": "Ik bel terug"}).content.decode()
    assert wens in gezien
    assert melding.melder_naam in gezien


@pytest.mark.clausule("MEL-bronnen", "bron")
def test_een_signaal_uit_eigen_systemen_heeft_geen_melder(cast: Cast) -> None:
    leeg = {"melder_naam": "", "melder_contact": ""}
    velden = ingevuld(cast.gemeente, herkomst="eigen")
    antwoord = cast.gemeente.client.post(NIEUW, velden | {"anoniem": "on"})
    assert set(antwoord.context["form"].melding.errors) == {"anoniem", *leeg}
    with pytest.raises(NietMogelijk, match="geen melder"):
        maak_melding(cast, herkomst="eigen")
    cast.gemeente.client.post(NIEUW, velden | leeg)
    melding = Melding.objects.get()
    pad = reverse("meldingen:melding", args=[melding.pk])
    assert "Geen melder: eigen gegevens." in cast.uitvoerder.client.get(pad).content.decode()
    cast.gemeente.client.post(
        reverse("meldingen:inbrengen", args=[melding.pk]), {"dossier": "nieuw"}
    )
    inbreng = WeegploegDossier.objects.get().inbrengen.get()
    assert (inbreng.herkomst, inbreng.anoniem, inbreng.melder_bekend) == ("eigen", False, False)


def test_een_andere_bron_zonder_melder_wordt_geweigerd(cast: Cast) -> None:
    leeg = {"melder_naam": "", "melder_contact": ""}
    antwoord = cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente, herkomst="zorg", **leeg))
    assert set(antwoord.context["form"].melding.errors) == set(leeg)


def test_zonder_melder_is_er_geen_gesprek_vast_te_leggen(cast: Cast) -> None:
    melding = maak_melding(cast, herkomst="eigen", melder_naam="", melder_contact="")
    pad = reverse("meldingen:geen_actie", args=[melding.pk])
    assert 'name="gesprek"' not in cast.gemeente.client.get(pad).content.decode()
    assert cast.gemeente.client.post(pad).status_code == 302
    melding.refresh_from_db()
    assert melding.stand == Melding.Stand.GEEN_ACTIE


@pytest.mark.clausule("MEL-bijzonder", "soorten")
@pytest.mark.clausule("MEL-bijzonder", "strafrecht")
@pytest.mark.clausule("MEL-bijzonder", "waarom")
def test_bijzondere_gegevens_zijn_gemerkt_met_de_noodzaak(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente) | {"signalen-0-bijzonder": ["religie", "strafrecht"]}
    antwoord = cast.gemeente.client.post(NIEUW, velden)
    assert antwoord.context["form"].signalen[0].errors["noodzaak"]
    assert not Melding.objects.exists()
    velden |= {"signalen-0-uitzonderingen": ["uavg-22-2-d", "uavg-33-1-b"]}
    cast.gemeente.client.post(
        NIEUW, velden | {"signalen-0-noodzaak": "Zonder dit is het niet te duiden."}
    )
    melding = Melding.objects.get()
    assert melding.signalen.get().bijzonder == ["religie", "strafrecht"]
    pagina = cast.gemeente.client.get(
        reverse("meldingen:melding", args=[melding.pk])
    ).content.decode()
    for tekst in (
        "Religie of levensovertuiging",
        "Strafrechtelijke gegevens",
        "Zonder dit is het niet te duiden.",
    ):
        assert tekst in pagina


def test_een_onbekende_categorie_wordt_geweigerd(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente) | {"signalen-0-bijzonder": ["schoenmaat"]}
    antwoord = cast.gemeente.client.post(NIEUW, velden)
    assert antwoord.context["form"].signalen[0].errors["bijzonder"]
    assert not Melding.objects.exists()


@pytest.fixture
def wpg(cast: Cast) -> dict[str, Any]:
    """A melding of the police with data under Wpg 9 or 10, complete."""
    return ingevuld(
        cast.politie,
        gemeente=str(cast.gemeente.partij.pk),
        **{
            "signalen-0-grondslag": str(grondslag("wpg-18-2").pk),
            "signalen-0-wpg_artikel": "9",
            "signalen-0-wpg_doel": "a",
            "signalen-0-wpg_overleg": "Bevoegd functionaris en officier, gisteren.",
            "signalen-0-wpg_geen_bezwaar": "on",
        },
    )


@pytest.mark.clausule("WPG-voorwaarden", "noodzaak-doel")
@pytest.mark.clausule("WPG-voorwaarden", "opsporing")
@pytest.mark.clausule("WPG-voorwaarden", "overleg")
def test_politiegegevens_van_artikel_9_en_10_dragen_hun_voorwaarden(
    cast: Cast, wpg: dict[str, Any]
) -> None:
    cast.politie.client.post(NIEUW, wpg)
    melding = Melding.objects.get()
    signaal = melding.signalen.get()
    assert (signaal.wpg_doel, signaal.wpg_overleg) == (
        "a",
        "Bevoegd functionaris en officier, gisteren.",
    )
    assert melding.signalen.get().wpg_geen_bezwaar is True
    pagina = cast.politie.client.get(
        reverse("meldingen:melding", args=[melding.pk])
    ).content.decode()
    assert "Alleen kernpartijen" in pagina


@pytest.mark.clausule("WPG-voorwaarden", "noodzaak-doel")
@pytest.mark.clausule("WPG-voorwaarden", "opsporing")
@pytest.mark.clausule("WPG-voorwaarden", "overleg")
@pytest.mark.parametrize("veld", ["wpg_doel", "wpg_overleg", "wpg_geen_bezwaar"])
def test_zonder_een_van_de_voorwaarden_komt_het_gegeven_er_niet_in(
    cast: Cast, wpg: dict[str, Any], veld: str
) -> None:
    del wpg[f"signalen-0-{veld}"]
    antwoord = cast.politie.client.post(NIEUW, wpg)
    assert list(antwoord.context["form"].signalen[0].errors) == [veld]
    assert not Melding.objects.exists()


@pytest.mark.parametrize(
    ("code", "artikel"), [("wpg-20", "8"), ("wpg-16-1-burgemeester", "9")], ids=["20", "16"]
)
def test_voorwaarden_van_artikel_18_lid_2_horen_niet_bij_een_andere_grond(
    cast: Cast, wpg: dict[str, Any], code: str, artikel: str
) -> None:
    wpg["signalen-0-grondslag"] = str(grondslag(code).pk)
    wpg["signalen-0-wpg_artikel"] = artikel
    antwoord = cast.politie.client.post(NIEUW, wpg)
    assert set(antwoord.context["form"].signalen[0].errors) == {
        "wpg_doel",
        "wpg_overleg",
        "wpg_geen_bezwaar",
    }


@pytest.mark.clausule("MEL-grondslag", "per-partij")
@pytest.mark.clausule("CON-wetsvoorstel", "vanaf")
def test_alleen_grondslagen_van_de_eigen_soort_partij_die_nu_gelden(cast: Cast) -> None:
    wet = grondslag("wpg-20")
    wet.pk, wet.code, wet.artikel = None, "wpg-20-3", "artikel 20 lid 3"
    wet.geldig_vanaf = timezone.localdate() + timedelta(days=1)
    wet.save()
    keuze = cast.politie.client.get(NIEUW).context["form"].signalen[0].fields["grondslag"].queryset
    assert {g.code for g in keuze} == {"wpg-20", "wpg-18-2", "wpg-16-1-burgemeester"}
    for verkeerd in (wet, grondslag("avg-6-1-e")):
        velden = ingevuld(cast.politie, gemeente=str(cast.gemeente.partij.pk))
        velden["signalen-0-grondslag"] = str(verkeerd.pk)
        antwoord = cast.politie.client.post(NIEUW, velden)
        assert antwoord.context["form"].signalen[0].errors["grondslag"]
        politie = {"wpg_artikel": "8", "grondslag_om": grondslag("wpg-16-1-om")}
        signaal = een_signaal(cast.politie, grondslag=verkeerd, **politie)
        with pytest.raises(NietMogelijk, match="'grondslag'"):
            maak_melding(cast, cast.politie, signalen=[signaal])
    assert not Melding.objects.exists()


def test_elke_grond_van_de_politie_zegt_de_pagina_voor_wie_hij_is(cast: Cast) -> None:
    """By this the style sheet shows the conditions of art. 18.2 on that ground only."""
    pagina = cast.politie.client.get(NIEUW).content.decode()
    gronden = {f'value="{g.pk}" data-ontvanger="{g.ontvanger}"' for g in Grondslag.objects.all()}
    assert sum(optie in pagina for optie in gronden) == 3
    assert f'value="{grondslag("wpg-18-2").pk}" data-ontvanger="college"' in pagina


def test_een_gemeente_krijgt_geen_vragen_over_politiegegevens(cast: Cast) -> None:
    assert "Wpg" not in cast.gemeente.client.get(NIEUW).content.decode()


VANDAAG = timezone.localdate()
FOUT = [
    ({"achternaam": "", "voornamen": ""}, "achternaam", "Vul een achternaam of een voornaam in."),
    ({"geboortedatum": "31-02-2001"}, "geboortedatum", "Vul een hele datum in"),
    ({"geboortedatum": "1800-01-01"}, "geboortedatum", "Controleer de geboortedatum"),
    ({"geboortedatum": (VANDAAG + timedelta(2)).isoformat()}, "geboortedatum", "Controleer"),
    ({"ontvangen_op": ""}, "ontvangen_op", "Vul in wanneer de melding binnenkwam."),
    ({"ontvangen_op": "gisteren"}, "ontvangen_op", "Vul een hele datum in"),
    ({"ontvangen_op": (VANDAAG + timedelta(2)).isoformat()}, "ontvangen_op", "moet nog komen"),
    (
        {"ontvangen_op": (VANDAAG - relativedelta(months=6, days=3)).isoformat()},
        "ontvangen_op",
        "meteen vernietigen",
    ),
    ({"herkomst": ""}, "herkomst", "Kies waar de melding vandaan komt."),
    ({"herkomst": "horoscoop"}, "herkomst", "Deze keuze is er niet."),
    ({"melder_naam": ""}, "melder_naam", "Vul de naam van de melder in"),
    ({"melder_contact": ""}, "melder_contact", "Vul in hoe u de melder bereikt"),
    ({"anoniem": "on"}, "anoniem", "Kies één van beide"),
    ({"voornamen": "x" * 201}, "voornamen", "200"),
]


@pytest.mark.parametrize(("anders", "veld", "zin"), FOUT)
def test_foute_invoer_krijgt_een_zin_bij_het_veld_en_houdt_wat_er_stond(
    cast: Cast, anders: dict[str, str], veld: str, zin: str
) -> None:
    antwoord = cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente, **anders))
    assert antwoord.status_code == 200
    form = antwoord.context["form"]
    assert list(form.melding.errors) == [veld]
    assert zin in str(form.melding.errors[veld])
    pagina = antwoord.content.decode()
    assert "Dit is nog niet opgeslagen" in pagina
    for getypt in ("Vogelpad 12", "Jongerenwerk Reiger", "Zegt dat hij naar het strijdgebied wil."):
        assert getypt in pagina
    assert not Melding.objects.exists()
    assert not Gebeurtenis.objects.exists()


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"signalen-0-omschrijving": ""}, "omschrijving"),
        ({"signalen-0-grondslag": ""}, "grondslag"),
        ({"signalen-0-waargenomen_op": (VANDAAG + timedelta(2)).isoformat()}, "waargenomen_op"),
        ({"signalen-0-waargenomen_op": "vorige week"}, "waargenomen_op"),
    ],
)
def test_een_fout_signaal_krijgt_een_zin_bij_het_veld(
    cast: Cast, anders: dict[str, str], veld: str
) -> None:
    antwoord = cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente, **anders))
    assert list(antwoord.context["form"].signalen[0].errors) == [veld]
    assert "Tante Zeldzaam" in antwoord.content.decode()
    assert not Melding.objects.exists()


def test_een_melding_van_zes_maanden_kan_op_haar_laatste_dag_nog(cast: Cast) -> None:
    op = timezone.localdate() - relativedelta(months=6)
    cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente, ontvangen_op=op.isoformat()))
    assert Melding.objects.get().ontvangen_op == op


def test_zonder_signaal_is_er_geen_melding(cast: Cast) -> None:
    leeg = ingevuld(cast.gemeente, **{"signalen-TOTAL_FORMS": "0"})
    antwoord = cast.gemeente.client.post(NIEUW, leeg)
    assert antwoord.context["form"].fout
    with pytest.raises(NietMogelijk, match="ten minste één signaal"):
        maak_melding(cast, signalen=[])
    assert not Melding.objects.exists()


def test_nog_een_signaal_houdt_wat_er_stond_en_oordeelt_nog_niet(cast: Cast) -> None:
    velden = ingevuld(cast.politie, nog_een="ja", achternaam="", ontvangen_op="2099-01-01")
    velden |= {"signalen-0-bijzonder": ["religie"], "signalen-0-waargenomen_op": "2026-01-02"}
    pagina = cast.politie.client.post(NIEUW, velden).content.decode()
    assert "Dit is nog niet opgeslagen" not in pagina
    assert "Signaal 2" in pagina
    for getypt in ("Vogelpad 12", "2099-01-01", "strijdgebied", "2026-01-02", "Tante Zeldzaam"):
        assert getypt in pagina
    assert not Melding.objects.exists()


def _velden(pagina: Any) -> dict[str, Any]:
    """What a browser would send back from this page."""
    form = pagina.context["form"]
    velden = {}
    for deel in (form.melding, form.signalen.management_form, *form.signalen):
        for veld in deel:
            velden[veld.html_name] = veld.value()
    return {
        naam: waarde
        for naam, waarde in velden.items()
        if waarde is not None and waarde is not False
    }


def test_twee_signalen_zonder_javascript(cast: Cast) -> None:
    client = cast.gemeente.client
    velden = _velden(client.post(NIEUW, ingevuld(cast.gemeente, nog_een="ja")))
    velden["signalen-1-omschrijving"] = "Reisde naar de grens."
    velden |= {f"signalen-1-{naam}": waarde for naam, waarde in gegevens.SOORT.items()}
    assert client.post(NIEUW, velden).status_code == 302
    signalen = [s.omschrijving for s in Melding.objects.get().signalen.all()]
    assert signalen == ["Zegt dat hij naar het strijdgebied wil.", "Reisde naar de grens."]


def test_een_leeg_signaal_te_veel_telt_niet_mee(cast: Cast) -> None:
    client = cast.gemeente.client
    velden = _velden(client.post(NIEUW, ingevuld(cast.gemeente, nog_een="ja")))
    assert client.post(NIEUW, velden).status_code == 302
    assert Melding.objects.get().signalen.count() == 1


def test_meer_dan_twintig_signalen_kan_niet(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente, **{"signalen-TOTAL_FORMS": "21"})
    for nummer in range(21):
        velden[f"signalen-{nummer}-omschrijving"] = "Kijkt filmpjes."
        velden[f"signalen-{nummer}-grondslag"] = str(grondslag("avg-6-1-e").pk)
    assert cast.gemeente.client.post(NIEUW, velden).context["form"].fout
    assert not Melding.objects.exists()


def test_een_formulier_zonder_beheerveld_geeft_een_zin(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente)
    del velden["signalen-TOTAL_FORMS"]
    antwoord = cast.gemeente.client.post(NIEUW, velden)
    assert antwoord.status_code == 200
    assert not Melding.objects.exists()


MOGEN = {
    *("uitvoerder", "uitvoerder_weegploeg", "uitvoerder_maastricht"),
    *("gemeente", "politie", "om", "maastricht", "elders"),
}


@pytest.mark.clausule("MEL-via-kernpartij", "kernpartij")
@pytest.mark.parametrize("pad", ["/meldingen/", NIEUW])
def test_alleen_leden_en_uitvoerder_van_een_weegploeg_vinden_deze_bladzijden(
    cast: Cast, pad: str
) -> None:
    codes = {naam: speler.client.get(pad).status_code for naam, speler in cast.allen.items()}
    assert {naam for naam, code in codes.items() if code == 200} == MOGEN
    assert {codes[naam] for naam in codes.keys() - MOGEN} == {404}
    assert Client().get(pad).status_code == 302


@pytest.mark.clausule("MEL-via-kernpartij", "kernpartij")
def test_wie_niet_in_een_weegploeg_zit_registreert_niets(cast: Cast) -> None:
    for speler in (cast.rvdk, cast.extern, cast.beheerder, cast.fg, cast.uitvoerder_casusoverleg):
        assert speler.client.post(NIEUW, ingevuld(cast.gemeente)).status_code == 404
        assert _geweigerd(speler, cast)
    assert not Melding.objects.exists()


def _geweigerd(speler: Speler, cast: Cast) -> bool:
    with pytest.raises(Geweigerd):
        decisions.registreer(
            actor=speler.actor,
            gemeente=cast.gemeente.partij,
            naw={"achternaam": "Kanarie"},
            ontvangen_op=timezone.localdate(),
            herkomst="zorg",
            anoniem=True,
            signalen=[een_signaal(cast.gemeente)],
        )
    return True


def test_een_nieuwe_melding_begint_met_vandaag(cast: Cast) -> None:
    form = cast.gemeente.client.get(NIEUW).context["form"]
    assert form.melding["ontvangen_op"].value() == timezone.localdate()
