"""A request from receipt to answer, as a secretary walks it."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from gedeeld.actor import Rol
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from gedeeld.werkdagen import werkdag
from privacy_rights import decisions
from privacy_rights.models import Verzoek
from privacy_rights.rules import antwoord_uiterlijk, verlengd_uiterlijk
from register import registry
from register.models import Gebeurtenis, Inzage
from register.werk import werk
from tests.cast import Cast, maak_speler
from tests.hulp import vandaag, verzoeken
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst


@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
@pytest.mark.clausule("RVB-overzicht", "ontvangers")
@pytest.mark.clausule("RVB-overzicht", "bewaartermijn")
@pytest.mark.clausule("RVB-overzicht", "rechten")
@pytest.mark.clausule("RVB-overzicht", "klacht")
@pytest.mark.clausule("RVB-overzicht", "geen-automaat")
@pytest.mark.clausule("RVB-kosteloos", "gratis")
@pytest.mark.clausule("RVB-kosteloos", "schriftelijk")
@pytest.mark.clausule("RVB-soorten", "inzage")
@pytest.mark.clausule("RVB-gevonden", "casus")
@pytest.mark.clausule("RVB-gevonden", "meldingen")
def test_van_ontvangst_tot_antwoord(cast: Cast) -> None:
    zaak, melding = verzoeken.een_casus(cast), verzoeken.een_melding(cast)
    client = cast.uitvoerder.client

    lijst = client.post(pad("nieuw"), verzoeken.ingevuld(), follow=True)
    verzoek = Verzoek.objects.get()
    assert pad("verzoek", verzoek) in lijst.content.decode()
    antwoord = client.get(pad("verzoek", verzoek))
    assert verzoek.nummer.startswith(f"V-{vandaag().year}-")
    assert "Stel eerst de identiteit vast" in antwoord.content.decode()
    assert verzoek.termijn_tot.strftime("%Y-%m-%d") in antwoord.content.decode()

    antwoord = stuur(
        client, pad("identiteit", verzoek), identiteit_hoe="bewijs", identiteit_op=vandaag()
    )
    assert antwoord.url == pad("verzoek", verzoek)
    assert "Zoek de gegevens" in client.get(antwoord.url).content.decode()

    pagina = client.get(pad("zoeken", verzoek))
    assert {k.dossier.nummer for k in pagina.context["gevonden"]} == {zaak.nummer, melding.nummer}
    antwoord = stuur(client, pad("zoeken", verzoek))
    assert antwoord.url == pad("controleren", verzoek)

    antwoord = stuur(client, pad("controleren", verzoek))
    assert antwoord.url == pad("beantwoorden", verzoek)
    antwoord = stuur(client, pad("beantwoorden", verzoek))
    assert antwoord.url == pad("verzoek", verzoek)

    pagina = client.get(antwoord.url).content.decode()
    brief = pdf_tekst(client.get(pad("pdf", verzoek)).content)
    for tekst in (pagina, " ".join(brief.split())):
        for verwacht in (
            zaak.nummer,
            melding.nummer,
            "KANARIE-signaal",
            "KANARIE-melding",
            "Politie Limburg",  # source and recipient
            "Reclassering Nederland",
            "gratis",
            "Autoriteit Persoonsgegevens",
            "Postbus 1, 5900 AA Venlo",
            "fg@venlo.example",
            "artikel 16 AVG",
            "artikel 21 AVG",
            "geautomatiseerde besluitvorming",
            "zes maanden",
            "artikel 41 lid 1 onder i UAVG",
        ):
            assert verwacht in tekst, verwacht
    verzoek.refresh_from_db()
    assert verzoek.stand == Verzoek.Stand.BEANTWOORD
    assert verzoek.beantwoord_op == vandaag()
    soorten = [g.soort.split(".")[1] for g in Gebeurtenis.van(verzoek).order_by("pk")]
    assert soorten == [
        "geregistreerd",
        "identiteit_vastgesteld",
        "dossiers_gekozen",
        "gecontroleerd",
        "beantwoord",
    ]


@pytest.mark.clausule("RVB-identiteit", "niets-eerder")
@pytest.mark.parametrize("methode", ["get", "post"])
@pytest.mark.parametrize(
    ("staat", "stap", "naar"),
    [
        ("verzoek", "zoeken", "verzoek"),
        ("verzoek", "controleren", "verzoek"),
        ("verzoek", "beantwoorden", "verzoek"),
        ("met_identiteit", "controleren", "zoeken"),
        ("met_identiteit", "beantwoorden", "zoeken"),
        ("gezocht", "beantwoorden", "controleren"),
        ("beantwoord", "zoeken", "verzoek"),
        ("beantwoord", "controleren", "verzoek"),
        ("beantwoord", "beantwoorden", "verzoek"),
        ("beantwoord", "identiteit", "verzoek"),
        ("beantwoord", "stoppen", "verzoek"),
    ],
)
def test_geen_stap_kan_worden_overgeslagen(
    cast: Cast, staat: str, stap: str, naar: str, methode: str
) -> None:
    verzoeken.een_casus(cast)
    verzoek = getattr(verzoeken, staat)(cast)
    voor = verzoeken.staat_er()
    client = cast.uitvoerder.client
    Inzage.objects.filter(soort=Inzage.Soort.ZOEKEN).exists()

    antwoord = getattr(client, methode)(pad(stap, verzoek))

    assert antwoord.status_code == 302
    assert antwoord.url == pad(naar, verzoek)
    assert verzoeken.staat_er() == voor
    assert not Inzage.objects.filter(bestand="casusoverleg.casus").exists()
    assert client.get(pad(naar, verzoek)).status_code == 200


@pytest.mark.clausule("RVB-identiteit", "niets-eerder")
def test_voor_de_identiteit_is_er_ook_geen_pdf_en_wordt_niets_gezocht(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.verzoek(cast)
    assert cast.uitvoerder.client.get(pad("pdf", verzoek)).status_code == 404
    with pytest.raises(NietMogelijk):
        decisions.zoek(verzoek, actor=cast.uitvoerder.actor)
    with pytest.raises(NietMogelijk):
        decisions.beantwoord(verzoek, actor=cast.uitvoerder.actor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Verzoek.objects.update(stand="beantwoord", beantwoord_op=vandaag())


@pytest.mark.clausule("RVB-identiteit", "vastgelegd")
@pytest.mark.clausule("RVB-identiteit", "geen-kopie")
def test_identiteit_hoe_door_wie_en_wanneer_en_geen_kopie(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast)
    client = cast.uitvoerder.client
    pagina = client.get(pad("identiteit", verzoek)).content.decode()
    assert "geen BSN" in pagina
    assert 'type="file"' not in pagina
    namen = {veld.name for veld in Verzoek._meta.get_fields()}
    assert not {naam for naam in namen if "bsn" in naam or "kopie" in naam or "foto" in naam}

    anders = stuur(client, pad("identiteit", verzoek), identiteit_hoe="anders")
    assert "Schrijf op hoe u dit heeft vastgesteld." in anders.content.decode()
    gisteren = vandaag() - timedelta(days=1)  # before the request was there
    eerder = stuur(
        client, pad("identiteit", verzoek), identiteit_hoe="bewijs", identiteit_op=gisteren
    )
    assert "Kies een dag tussen de ontvangst en vandaag." in eerder.content.decode()
    assert Verzoek.objects.get().stand == Verzoek.Stand.ONTVANGEN
    stuur(
        client,
        pad("identiteit", verzoek),
        identiteit_hoe="anders",
        identiteit_toelichting="KANARIE-toelichting",
    )
    verzoek.refresh_from_db()
    assert verzoek.identiteit_hoe == "anders"
    assert verzoek.identiteit_op == vandaag()
    assert verzoek.identiteit_door == cast.uitvoerder.gebruiker
    assert "KANARIE-toelichting" in client.get(pad("verzoek", verzoek)).content.decode()


@pytest.mark.clausule("RVB-termijn", "vier-weken")
def test_de_termijn_staat_op_de_lijst_en_het_verzoek(cast: Cast) -> None:
    ontvangen = vandaag() - timedelta(days=25)
    verzoek = verzoeken.verzoek(cast, ontvangen_op=ontvangen)
    assert verzoek.termijn_tot == antwoord_uiterlijk(ontvangen)
    for adres in (pad("lijst"), pad("verzoek", verzoek)):
        pagina = cast.uitvoerder.client.get(adres).content.decode()
        assert f'datetime="{verzoek.termijn_tot:%Y-%m-%d}"' in pagina


@pytest.mark.clausule("RVB-termijn", "verlengen")
@pytest.mark.clausule("RVB-termijn", "bericht")
def test_verlengen_kan_een_keer_binnen_de_eerste_termijn_en_wordt_verteld(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast)
    client = cast.uitvoerder.client
    morgen = vandaag() + timedelta(days=1)
    te_laat = stuur(
        client,
        pad("verlengen", verzoek),
        verlenging_reden="KANARIE-reden",
        verlenging_meegedeeld_op=morgen,
    )
    assert "Kies een dag tussen de ontvangst en vandaag." in te_laat.content.decode()
    assert "KANARIE-reden" in te_laat.content.decode()
    assert Verzoek.objects.get().verlengd_tot is None

    assert (
        stuur(client, pad("verlengen", verzoek), verlenging_reden="KANARIE-reden").status_code
        == 302
    )
    verzoek.refresh_from_db()
    assert verzoek.verlengd_tot == verlengd_uiterlijk(verzoek.ontvangen_op) == verzoek.uiterlijk
    assert verzoek.verlenging_meegedeeld_op == vandaag()
    assert client.get(pad("verlengen", verzoek)).status_code == 302
    velden = {"verlenging_reden": "Nog eens", "verlenging_meegedeeld_op": vandaag()}
    nog_eens = client.post(pad("verlengen", verzoek), velden)
    assert "Dat kan maar een keer" in nog_eens.content.decode()


@pytest.mark.clausule("RVB-termijn", "verlengen")
def test_na_de_eerste_termijn_kan_verlengen_niet_meer(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast, ontvangen_op=vandaag())
    laatste = verzoek.termijn_tot
    with pytest.raises(NietMogelijk, match="voorbij"):
        decisions.verleng(
            verzoek,
            actor=cast.uitvoerder.op(laatste + timedelta(days=1)),
            reden="Druk",
            meegedeeld_op=laatste,
        )
    decisions.verleng(
        verzoek, actor=cast.uitvoerder.op(laatste), reden="Druk", meegedeeld_op=laatste
    )


@pytest.mark.clausule("RVB-wie", "onder-16")
@pytest.mark.clausule("RVB-wie", "ouder-16")
@pytest.mark.clausule("RVB-wie", "gemachtigde")
@pytest.mark.clausule("RVB-wie", "curatele")
@pytest.mark.parametrize(
    ("velden", "veld", "zin"),
    [
        ({"geboortedatum": "KIND"}, "indiener", "jonger dan 16"),
        ({"indiener": "ouder", "indiener_naam": "Ma"}, "machtiging_gezien_op", "16 jaar of ouder"),
        ({"indiener": "gemachtigde", "indiener_naam": "Oom"}, "machtiging_gezien_op", "machtiging"),
        ({"indiener": "curator", "indiener_naam": "Cu"}, "machtiging_gezien_op", "rechter"),
        ({"indiener": "advocaat"}, "indiener_naam", "wie het verzoek doet"),
        ({"geboortedatum": ""}, "rekendatum", "Dat is niet zeker"),
        ({"geboortedatum": "31-02-2000"}, "geboortedatum", "hele datum"),
        ({"geboren_ongeveer": "1998"}, "geboren_ongeveer", "Laat dit leeg"),
        ({"geboortedatum": "", "geboren_ongeveer": "ooit"}, "geboren_ongeveer", "Vul een jaar in"),
        ({"achternaam": "", "voornamen": ""}, "achternaam", "Eén naam is genoeg."),
        ({"achternaam": "..."}, "achternaam", "naam in letters"),
        ({"voornamen": "?"}, "voornamen", "naam in letters"),
        ({"ontvangen_op": "MORGEN"}, "ontvangen_op", "moet nog komen"),
        ({"soort": "alles"}, "soort", "Deze keuze is er niet"),
    ],
)
def test_verkeerde_invoer_krijgt_een_zin_bij_het_veld_en_blijft_staan(
    cast: Cast, velden: dict[str, str], veld: str, zin: str
) -> None:
    vervang = {
        "KIND": (vandaag() - timedelta(days=365 * 10)).isoformat(),
        "MORGEN": (vandaag() + timedelta(days=1)).isoformat(),
    }
    invoer = verzoeken.ingevuld(**{naam: vervang.get(w, w) for naam, w in velden.items()})
    antwoord = cast.uitvoerder.client.post(pad("nieuw"), invoer)
    assert antwoord.status_code == 200
    assert zin in " ".join(antwoord.context["form"].errors[veld])
    assert "Merelhof 3" in antwoord.content.decode()
    assert not Verzoek.objects.exists()

    goed = verzoeken.ingevuld(
        indiener="gemachtigde", indiener_naam="Oom", machtiging_gezien_op=vandaag()
    )
    assert cast.uitvoerder.client.post(pad("nieuw"), goed).status_code == 302


@pytest.mark.clausule("RVB-wie", "ingetrokken")
def test_een_ingetrokken_machtiging_stopt_het_verzoek(cast: Cast) -> None:
    verzoek = verzoeken.gezocht(cast)
    client = cast.uitvoerder.client
    leeg = stuur(client, pad("stoppen", verzoek))
    assert leeg.status_code == 200
    assert (
        stuur(
            client, pad("stoppen", verzoek), ingetrokken_reden="Machtiging ingetrokken"
        ).status_code
        == 302
    )
    verzoek.refresh_from_db()
    assert verzoek.stand == Verzoek.Stand.INGETROKKEN
    assert verzoek.concept == ""
    with pytest.raises(NietMogelijk):
        decisions.beantwoord(verzoek, actor=cast.uitvoerder.actor)


@pytest.mark.parametrize("soort", [s for s in Verzoek.Soort.values if s != "inzage"])
def test_een_ander_verzoek_eindigt_met_een_dag_en_een_uitkomst(cast: Cast, soort: str) -> None:
    verzoek = verzoeken.met_identiteit(cast, cast.uitvoerder_casusoverleg, soort=soort)
    client = cast.uitvoerder_casusoverleg.client
    assert pad("afhandelen", verzoek) in client.get(pad("verzoek", verzoek)).content.decode()
    for velden, zin in (
        ({"uitkomst": ""}, "Kies de uitkomst."),
        (
            {"uitkomst": "ja", "kenmerk": "Z-1", "beantwoord_op": "gisteren"},
            "Vul een hele datum in",
        ),
        (
            {"uitkomst": "ja", "kenmerk": "het ging over KANARIE", "besluit_reden": "x"},
            "Schrijf alleen het nummer",
        ),
        (
            {
                "uitkomst": "ja",
                "kenmerk": "Z-1",
                "besluit_reden": "x",
                "beantwoord_op": vandaag() + timedelta(days=1),
            },
            "Kies een dag tussen de ontvangst en vandaag.",
        ),
    ):
        antwoord = stuur(client, pad("afhandelen", verzoek), **velden).content.decode()
        assert zin in antwoord
        assert velden.get("kenmerk", "") in antwoord
        assert Verzoek.objects.get().loopt

    deels = {"uitkomst": "deels", "besluit_reden": "KANARIE-reden", "kenmerk": "Z-26/KANARIE.1"}
    antwoord = stuur(client, pad("afhandelen", verzoek), **deels)

    assert antwoord.url == pad("verzoek", verzoek)
    pagina = client.get(antwoord.url).content.decode()
    assert "Voor een deel gedaan wat werd gevraagd" in pagina
    assert "Besloten op het verzoek" in pagina
    assert werk(cast.uitvoerder_casusoverleg.actor) == []
    verzoek.refresh_from_db()
    assert (verzoek.stand, verzoek.beantwoord_op) == (Verzoek.Stand.BEANTWOORD, vandaag())
    with connection.cursor() as cursor:
        cursor.execute("SELECT v::text FROM privacy_rights_verzoek v")
        assert "KANARIE" not in cursor.fetchone()[0]
    afschrift = registry.bestand("privacy_rights.verzoek").afschrift(verzoek, Publiek.BETROKKENE)
    assert "Z-26/KANARIE.1" in [r.waarde for s in afschrift.secties for r in s.regels]
    assert client.get(pad("pdf", verzoek)).status_code == 404
    nog_eens = {"uitkomst": "ja", "beantwoord_op": vandaag().isoformat()}
    assert client.post(pad("afhandelen", verzoek), nog_eens).url == pad("verzoek", verzoek)
    assert Verzoek.objects.get().uitkomst == "deels"


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_wat_blijft_als_een_dossier_weg_is_noemt_geen_dossier(cast: Cast) -> None:
    """What is typed on the request itself outlives the files that it is about."""
    melding, client = verzoeken.een_melding(cast), cast.uitvoerder.client
    verzoek = verzoeken.verzoek(cast, soort="correctie")
    zin = "Dit blijft staan als een dossier weg is."
    anders = {"identiteit_hoe": "anders", "identiteit_toelichting": f"Uit {melding.nummer}"}
    for stap, velden in (
        ("identiteit", anders),
        ("verlengen", {"verlenging_reden": f"Over {melding.nummer}"}),
        ("stoppen", {"ingetrokken_reden": f"Staat in {melding.nummer}"}),
    ):
        antwoord = stuur(client, pad(stap, verzoek), **velden)
        assert zin in antwoord.content.decode(), stap
        assert melding.nummer in antwoord.content.decode(), stap
    assert Verzoek.objects.get().stand == Verzoek.Stand.ONTVANGEN


@pytest.mark.clausule("RVB-identiteit", "niets-eerder")
@pytest.mark.parametrize(
    ("staat", "soort"),
    [("verzoek", "klacht"), ("met_identiteit", "inzage"), ("nagekeken", "inzage")],
)
def test_inzage_eindigt_alleen_met_een_overzicht_en_niets_zonder_identiteit(
    cast: Cast, staat: str, soort: str
) -> None:
    verzoek = getattr(verzoeken, staat)(cast, soort=soort)
    client = cast.uitvoerder.client
    for methode in (client.get, client.post):
        assert methode(pad("afhandelen", verzoek)).url == pad("verzoek", verzoek)
    with pytest.raises(NietMogelijk):
        decisions.handel_af(verzoek, actor=cast.uitvoerder.actor, op=vandaag(), uitkomst="ja")
    assert Verzoek.objects.get().loopt


def test_de_lijst_heeft_de_eerste_termijn_bovenaan(cast: Cast) -> None:
    laat = verzoeken.verzoek(cast, ontvangen_op=vandaag())
    vroeg = verzoeken.verzoek(cast, ontvangen_op=vandaag() - timedelta(days=20))
    verlengd = verzoeken.verzoek(cast, ontvangen_op=vandaag() - timedelta(days=10))
    decisions.verleng(verlengd, actor=cast.uitvoerder.actor, reden="Druk", meegedeeld_op=vandaag())
    klaar = verzoeken.beantwoord(cast)
    client = cast.uitvoerder.client
    assert list(client.get(pad("lijst")).context["pagina"]) == [vroeg, laat, verlengd]
    assert list(client.get("/verzoeken/?stand=klaar").context["pagina"]) == [klaar]
    assert [w.nummer for w in werk(cast.uitvoerder.actor)] == [
        vroeg.nummer,
        laat.nummer,
        verlengd.nummer,
    ]
    assert werk(cast.uitvoerder.actor)[0].uiterlijk == vroeg.termijn_tot
    assert werk(cast.gemeente.actor) == []


def test_een_lege_lijst_zegt_wat_te_doen(cast: Cast) -> None:
    assert "Er wachten geen verzoeken." in cast.uitvoerder.client.get(pad("lijst")).content.decode()


def test_een_lange_lijst_kost_evenveel_vragen(cast: Cast, django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    from django.test.utils import CaptureQueriesContext

    client = cast.uitvoerder.client

    def vragen() -> int:
        with CaptureQueriesContext(connection) as gevangen:
            assert client.get(pad("lijst")).status_code == 200
        return len(gevangen)

    verzoeken.verzoek(cast)
    vragen()  # warm
    een = vragen()
    for _ in range(29):
        verzoeken.verzoek(cast)
    assert vragen() == een
    assert len(client.get(pad("lijst")).context["pagina"]) == 25
    assert (
        len(
            client.get("/verzoeken/" + client.get(pad("lijst")).context["pagina"].volgende).context[
                "pagina"
            ]
        )
        == 5
    )


def test_alleen_een_uitvoerder_beslist(cast: Cast) -> None:
    verzoek = verzoeken.met_identiteit(cast)
    ander = verzoeken.uitvoerder_van(cast.maastricht).actor
    weigeraars = (cast.gemeente.actor, cast.fg.actor, cast.extern.actor, ander)
    for actor in weigeraars:
        with pytest.raises(Geweigerd):
            decisions.trek_in(verzoek, actor=actor, reden="x")
        with pytest.raises(Geweigerd):
            decisions.handel_af(verzoek, actor=actor, op=vandaag(), uitkomst="ja")
        with pytest.raises(Geweigerd):
            decisions.zoek(verzoek, actor=actor)
    for actor in weigeraars[:-1]:
        with pytest.raises(Geweigerd):
            verzoeken.verzoek(
                cast, maak_speler(f"x{actor.naam}", cast.gemeente.partij, Rol.BEHEERDER)
            )
    decisions.trek_in(verzoek, actor=cast.uitvoerder.actor, reden="x")


def test_een_dag_in_de_termijn_is_een_werkdag() -> None:
    assert werkdag(date(2026, 5, 5)) == date(2026, 5, 6)
