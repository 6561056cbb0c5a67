"""Who finds a request, and what it shows of the files (access table: requests of subjects)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from beveiliging import decisions as beveiliging
from casusoverleg.dossier.models import Casus
from gedeeld.actor import Rol
from mensen import rollen
from privacy_rights.models import Brief, Verzoek
from register.kringen import Kring
from register.models import Inzage
from register.muur import als
from tests.cast import BEGIN, Cast, maak_speler
from tests.hulp import gegevens, meldingen, vandaag, verzoeken, weegploeg
from tests.hulp.verzoeken import pad, stuur

SECRETARISSEN = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"}
BEHANDELAARS = SECRETARISSEN | {"behandelaar"}
# Who sees files of every kind: an answer is about all of them.
ZOEKERS = {"uitvoerder", "uitvoerder_weegploeg"}


@pytest.mark.parametrize(
    ("naam", "staat", "wie"),
    [
        ("lijst", None, BEHANDELAARS),
        ("nieuw", None, BEHANDELAARS),
        ("verzoek", "verzoek", BEHANDELAARS),
        ("identiteit", "verzoek", BEHANDELAARS),
        ("verlengen", "verzoek", BEHANDELAARS),
        ("stoppen", "verzoek", BEHANDELAARS),
        ("afhandelen", "klacht", BEHANDELAARS),
        ("zoeken", "met_identiteit", ZOEKERS),
        ("controleren", "gezocht", ZOEKERS),
        ("beantwoorden", "nagekeken", ZOEKERS),
        ("weigeren", "met_identiteit", ZOEKERS),
        ("pdf", "beantwoord", ZOEKERS),
        ("verzoek", "beantwoord", BEHANDELAARS),
    ],
)
def test_wie_welke_bladzijde_vindt(cast: Cast, naam: str, staat: str | None, wie: set[str]) -> None:
    verzoeken.een_casus(cast)
    adres = pad(naam, getattr(verzoeken, staat)(cast) if staat else None)
    codes = {lid: speler.client.get(adres).status_code for lid, speler in cast.allen.items()}
    verwacht = set(wie) | ({"uitvoerder_maastricht"} if staat is None else set())
    assert {lid for lid, code in codes.items() if code == 200} == verwacht
    assert {code for lid, code in codes.items() if lid not in verwacht} == {404}


def test_wie_niet_alle_bestanden_ziet_leest_wie_verder_gaat(cast: Cast) -> None:
    verzoek = verzoeken.met_identiteit(cast)
    zin = "De uitvoerder van de weegploeg zoekt en beantwoordt"
    paginas = {
        naam: getattr(cast, naam).client.get(pad("verzoek", verzoek)).content.decode()
        for naam in BEHANDELAARS
    }
    assert {naam for naam, pagina in paginas.items() if zin in pagina} == BEHANDELAARS - ZOEKERS


def test_verboden_lijkt_op_afwezig_en_wordt_vastgelegd(cast: Cast) -> None:
    verzoek = verzoeken.verzoek(cast)
    client = verzoeken.uitvoerder_van(cast.maastricht).client
    verboden, weg = client.get(pad("verzoek", verzoek)), client.get(f"/verzoeken/{uuid4()}/")
    assert verboden.status_code == weg.status_code == 404
    assert verboden.content == weg.content
    assert Inzage.objects.filter(toegestaan=False, bestand="privacy_rights.verzoek").count() == 2
    for pagina in ("identiteit", "verlengen", "afhandelen", "stoppen", "zoeken", "controleren"):
        assert client.post(pad(pagina, verzoek), {}).status_code == 404
    assert Verzoek.objects.get().stand == Verzoek.Stand.ONTVANGEN


def test_beleid_geeft_in_lijst_en_vraag_hetzelfde_antwoord(cast: Cast) -> None:
    verzoeken.verzoek(cast)
    ander = verzoeken.verzoek(cast, cast.uitvoerder_maastricht)
    eigen = set(Verzoek.objects.exclude(pk=ander.pk))
    verwacht = {naam: eigen for naam in BEHANDELAARS}  # noqa: C420  sets do not change here
    verwacht["uitvoerder_maastricht"] = {ander}
    for naam, speler in cast.allen.items():
        ziet = set(Verzoek.objects.visible_to(speler.actor))
        assert ziet == verwacht.get(naam, set()), naam
    assert not Verzoek.objects.visible_to(None).exists()
    assert list(ander.bestand.kernpartijen(ander)) == [cast.maastricht.partij]
    assert ander.kring == Kring.VERZOEKEN.van(cast.maastricht.partij.pk)
    assert ander.houder == Kring.UITVOERDERS.van(cast.maastricht.partij.pk)
    assert not ander.rechten.exists()


@pytest.mark.clausule("RVB-gezamenlijk", "eigen-gemeente")
def test_een_andere_gemeente_haar_dossiers_op_dezelfde_persoon_zijn_er_niet(cast: Cast) -> None:
    van_maastricht = verzoeken.een_melding(
        cast,
        cast.maastricht,
        gemeente=cast.maastricht.partij,
        signalen=[meldingen.een_signaal(cast.maastricht, omschrijving="KANARIE-maastricht")],
    )
    bij_maastricht = verzoeken.verzoek(cast, verzoeken.uitvoerder_van(cast.maastricht))
    eigen = verzoeken.een_melding(cast)
    verzoek = verzoeken.met_identiteit(cast)
    client = cast.uitvoerder.client
    pagina = client.get(pad("zoeken", verzoek))
    assert [k.dossier.nummer for k in pagina.context["gevonden"]] == [eigen.nummer]
    for nummer in (van_maastricht.nummer, bij_maastricht.nummer):
        assert nummer not in pagina.content.decode()
    # Nor can it be had by asking for its key.
    sleutel = f"meldingen.melding:{van_maastricht.pk}"
    antwoord = client.post(pad("zoeken", verzoek), {"dossiers": [sleutel], "gevonden": [sleutel]})
    assert antwoord.status_code == 200
    assert Verzoek.objects.get(pk=verzoek.pk).concept == ""
    bouw_klaar = verzoeken.beantwoord(cast)
    assert "KANARIE-maastricht" not in bouw_klaar.antwoord


@pytest.mark.clausule("RVB-gezamenlijk", "eigen-gemeente")
def test_wie_voor_twee_gemeenten_werkt_zoekt_in_de_gemeente_van_het_verzoek(cast: Cast) -> None:
    regio = maak_speler("regio", cast.gemeente.partij, Rol.UITVOERDER)
    rollen.vertegenwoordig(regio.gebruiker, cast.maastricht.partij, Rol.UITVOERDER, van=BEGIN)
    eigen = verzoeken.een_melding(cast, cast.uitvoerder)
    zuid = verzoeken.een_melding(
        cast,
        cast.uitvoerder_maastricht,
        gemeente=cast.maastricht.partij,
        signalen=[meldingen.een_signaal(cast.maastricht, omschrijving="KANARIE-maastricht")],
    )
    verzoek, client = verzoeken.met_identiteit(cast), regio.client
    leest = client.get("/meldingen/").content.decode()
    assert eigen.nummer in leest
    assert zuid.nummer in leest
    pagina = client.get(pad("zoeken", verzoek))
    assert [k.dossier.nummer for k in pagina.context["gevonden"]] == [eigen.nummer]
    sleutel = f"meldingen.melding:{zuid.pk}"
    assert stuur(client, pad("zoeken", verzoek), dossiers=[sleutel]).status_code == 200
    for stap in ("zoeken", "controleren", "beantwoorden"):
        assert stuur(client, pad(stap, verzoek)).status_code == 302
    brief = client.get(pad("verzoek", verzoek)).content.decode()
    assert eigen.nummer in brief
    assert "KANARIE-maastricht" not in brief


@pytest.mark.clausule("BEV-logging", "lezen")
@pytest.mark.clausule("RET-laatste-verwerking", "niet-lezen")
def test_wat_gezocht_gelezen_en_gedownload_is_wordt_vastgelegd(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    gisteren = vandaag() - timedelta(days=1)
    Casus.objects.update(laatste_verwerking_op=gisteren)
    verzoek = verzoeken.gezocht(cast)
    client = cast.uitvoerder.client

    def gelezen(rij: object) -> list[str]:
        rijen = Inzage.objects.filter(pseudoniem=rij.pseudoniem, toegestaan=True)  # type: ignore[attr-defined]
        return list(rijen.order_by("pk").values_list("soort", flat=True))

    client.get(pad("zoeken", verzoek))
    assert gelezen(zaak) == ["zoeken"]
    client.get(pad("controleren", verzoek))
    assert gelezen(zaak) == ["zoeken", "verzoek"]
    assert gelezen(verzoek) == ["pagina", "pagina"]
    klaar = verzoeken.beantwoord(cast)
    client.get(pad("pdf", klaar))
    assert gelezen(klaar) == ["pdf"]
    # Looking is no processing: the term of a file does not move (MC 13.1).
    zaak.refresh_from_db()
    assert zaak.laatste_verwerking_op == gisteren


def test_een_pdf_wordt_nergens_bewaard_en_heet_naar_zijn_nummer(cast: Cast) -> None:
    verzoek = verzoeken.beantwoord(cast)
    antwoord = cast.uitvoerder.client.get(pad("pdf", verzoek))
    assert antwoord["Cache-Control"] == "no-store"
    assert antwoord["Content-Type"] == "application/pdf"
    assert antwoord["Content-Disposition"] == f'attachment; filename="{verzoek.nummer}.pdf"'


def test_bladzijden_dragen_geen_naam_in_titel_of_bericht(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    client = cast.uitvoerder.client
    for staat, naam in (
        ("", "lijst"),
        ("", "nieuw"),
        ("verzoek", "identiteit"),
        ("met_identiteit", "zoeken"),
        ("gezocht", "controleren"),
        ("nagekeken", "beantwoorden"),
        ("beantwoord", "verzoek"),
    ):
        adres = pad(naam, getattr(verzoeken, staat)(cast) if staat else None)
        pagina = client.get(adres)
        titel = pagina.content.decode().split("<title>")[1].split("</title>")[0]
        assert pagina.status_code == 200
        assert "Kanarie" not in titel
        assert "Kanarie" not in adres


# What was sent holds copies of files -------------------------------------------------------------
@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
def test_de_brief_leest_alleen_wie_al_die_dossiers_leest(cast: Cast) -> None:
    """MC 8.4: not the file itself, and so not the copy of it in a letter."""
    dossier = weegploeg.geagendeerd(cast, naw=gegevens.Persoon(), signalen=[weegploeg.signaal()])
    verzoek = verzoeken.beantwoord(cast)
    brief, pdf = (reverse(f"privacy_rights:{n}", args=[verzoek.pk]) for n in ("verzoek", "pdf"))
    client = cast.uitvoerder_weegploeg.client
    assert gegevens.SIGNAAL in client.get(brief).content.decode()
    assert client.get(pdf).status_code == 200
    collega = cast.uitvoerder_casusoverleg.client
    pagina = collega.get(brief).content.decode()
    assert "Beantwoord op" in pagina
    assert gegevens.SIGNAAL not in pagina
    assert "Dossier van de weegploeg" not in pagina
    assert collega.get(pdf).status_code == 404
    # Who is excluded from this person does not even find the request.
    beveiliging.sluit_uit(
        dossier,
        actor=cast.uitvoerder.actor,
        gebruiker=cast.uitvoerder_weegploeg.gebruiker,
        reden="familie",
    )
    assert client.get(brief).status_code == 404
    assert client.get(pdf).status_code == 404


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.parametrize("staat", ["gezocht", "nagekeken", "beantwoord"])
def test_wat_uit_dossiers_is_gekopieerd_is_er_in_de_database_alleen_voor_wie_zoekt(
    cast: Cast, staat: str
) -> None:
    """The second wall: others read the request, and not the row with the copies (ADR 8, 9)."""
    weegploeg.geagendeerd(cast, naw=gegevens.Persoon(), signalen=[weegploeg.signaal()])
    verzoek = getattr(verzoeken, staat)(cast)
    assert gegevens.SIGNAAL in verzoek.antwoord or staat != "beantwoord"
    leest, brief = set(), set()
    for naam, speler in cast.allen.items():
        with als(speler.actor):
            leest |= {naam} if Verzoek.objects.filter(pk=verzoek.pk).exists() else set()
            brief |= {naam} if Brief.objects.filter(verzoek=verzoek.pk).exists() else set()
            for rij in Verzoek.objects.filter(pk=verzoek.pk):
                assert bool(rij.concept or rij.antwoord) == (naam in brief)
    assert leest == BEHANDELAARS
    assert brief == ZOEKERS


@pytest.mark.clausule("WEE-toegang", "uitvoerder")
def test_wie_alleen_behandelt_stopt_een_verzoek_en_de_keuzes_zijn_weg(cast: Cast) -> None:
    verzoek = verzoeken.nagekeken(cast)
    client = cast.behandelaar.client
    antwoord = client.post(pad("stoppen", verzoek), {"ingetrokken_reden": "Ingetrokken"})
    assert antwoord.status_code == 302
    assert Verzoek.objects.get().stand == Verzoek.Stand.INGETROKKEN
    assert not Brief.objects.exists()
