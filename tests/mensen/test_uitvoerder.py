"""Who is appointed for a municipality: its secretaries, and who handles its requests (MC 1 l, 5, 12.1)."""

from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Rol
from mensen import rollen
from mensen.models import Vertegenwoordiging
from privacy_rights.models import Verzoek
from register.models import Dossier, Gebeurtenis, Inzage
from register.muur import als
from tests.cast import BEGIN, Cast, Speler, maak_speler
from tests.hulp import casussen, gegevens, meldingen, oud, verzoeken, weegploeg
from weegploeg.models import WeegploegDossier

VANDAAG = timezone.localdate()
KIEZEN = reverse("vertegenwoordiging")


@pytest.fixture
def regio(cast: Cast) -> Speler:
    """The secretary of Venlo and Maastricht, from a veiligheidshuis."""
    speler = maak_speler("regio", cast.gemeente.partij, Rol.UITVOERDER)
    rollen.vertegenwoordig(speler.gebruiker, cast.maastricht.partij, Rol.UITVOERDER, van=BEGIN)
    return speler


def html(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200
    return antwoord.content.decode()


def rol(cast: Cast, partij: Any, soort: Rol) -> dict[str, Any]:
    return {
        "gebruiker": cast.om.gebruiker.username,
        "partij": partij.pk,
        "rol": soort,
        "van": VANDAAG.isoformat(),
        "reden": "Aangewezen door de kernpartijen.",
    }


# For which municipality -----------------------------------------------------------------------
@pytest.mark.clausule("DEF-uitvoerder", "namens")
@pytest.mark.parametrize("soort", [Rol.UITVOERDER, Rol.UITVOERDER_WEEGPLOEG, Rol.BEHANDELAAR])
def test_politie_en_om_hebben_geen_uitvoerder_van_alle_gemeenten(cast: Cast, soort: Rol) -> None:
    pad = reverse("mensen:rol_toekennen")
    for speler in (cast.politie, cast.om, cast.rvdk, cast.extern):
        antwoord = cast.beheerder.client.post(pad, rol(cast, speler.partij, soort))
        assert "Kies de gemeente waarvoor dit account werkt." in antwoord.content.decode()
    assert not Vertegenwoordiging.objects.filter(gebruiker=cast.om.gebruiker, rol=soort).exists()
    assert (
        cast.beheerder.client.post(pad, rol(cast, cast.maastricht.partij, soort)).status_code == 302
    )
    assert Vertegenwoordiging.objects.filter(gebruiker=cast.om.gebruiker, rol=soort).exists()


@pytest.mark.clausule("WEE-toegang", "uitvoerder")
@pytest.mark.clausule("DEF-uitvoerder", "namens")
def test_een_uitvoerder_van_een_andere_gemeente_ziet_niets(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    dossier = weegploeg.in_weging(cast)
    client = cast.uitvoerder_maastricht.client
    for rij in (zaak, dossier):
        assert client.get(rij.bestand.url(rij)).status_code == 404
        with als(cast.uitvoerder_maastricht.actor):
            assert not Dossier.objects.filter(pk=rij.pk).exists()
    paginas = [html(client, pad) for pad in ("/weegploeg/", "/casusoverleg/", "/")]
    eigen = "".join(html(cast.uitvoerder.client, pad) for pad in ("/weegploeg/", "/casusoverleg/"))
    for nummer in (zaak.nummer, dossier.nummer):
        assert not any(nummer in pagina for pagina in paginas)
        assert nummer in eigen


# For several at once ---------------------------------------------------------------------------
@pytest.mark.clausule("DEF-uitvoerder", "een-of-twee")
def test_een_uitvoerder_van_twee_gemeenten_werkt_in_een_lijst(cast: Cast, regio: Speler) -> None:
    venlo = meldingen.maak_melding(cast, cast.gemeente)
    zuid = meldingen.maak_melding(cast, cast.maastricht)
    elders = meldingen.maak_melding(cast, cast.elders)
    pagina = html(regio.client, "/meldingen/")
    assert {rij.nummer for rij in (venlo, zuid, elders) if rij.nummer in pagina} == {
        venlo.nummer,
        zuid.nummer,
    }
    assert "2 gemeenten" in pagina
    kiezen = html(regio.client, KIEZEN)
    assert "Gemeente Maastricht, Gemeente Venlo" in kiezen
    assert kiezen.count('name="vertegenwoordiging"') == 1


@pytest.mark.clausule("DEF-uitvoerder", "namens")
def test_hij_handelt_voor_de_gemeente_van_het_dossier(cast: Cast, regio: Speler) -> None:
    client = regio.client
    pagina = html(client, reverse("meldingen:nieuw"))
    assert "Gemeente van verblijf" in pagina
    assert "Gemeente Elders" not in pagina
    velden = meldingen.ingevuld(cast.gemeente, gemeente=str(cast.maastricht.partij.pk))
    assert client.post(reverse("meldingen:nieuw"), velden).status_code == 302
    zuid = Dossier.objects.get().melding
    assert zuid.ontvanger == zuid.partij == cast.maastricht.partij
    assert zuid.signalen.get().partij == cast.maastricht.partij
    client.get(reverse("meldingen:melding", args=[zuid.pk]))
    client.post(reverse("meldingen:inbrengen", args=[zuid.pk]), {})
    dossier = WeegploegDossier.objects.get()
    assert dossier.inbrengen.get().partij == cast.maastricht.partij
    namens = Gebeurtenis.objects.filter(gebruiker=regio.gebruiker).values_list("namens", flat=True)
    assert set(namens) == {"Gemeente Maastricht"}
    gelezen = Inzage.objects.filter(gebruiker=regio.gebruiker, pseudoniem=zuid.pseudoniem)
    assert set(gelezen.values_list("partij", flat=True)) == {"Gemeente Maastricht"}


@pytest.mark.clausule("BEV-toekennen", "meteen-weg")
def test_eindigt_een_van_zijn_gemeenten_dan_blijft_de_andere(cast: Cast, regio: Speler) -> None:
    venlo = weegploeg.in_weging(cast)
    client = regio.client
    assert venlo.nummer in html(client, "/weegploeg/")
    [zuid] = regio.gebruiker.vertegenwoordigingen.filter(partij=cast.maastricht.partij)
    rollen.trek_in(zuid.pk, actor=cast.beheerder.actor, reden="Andere baan.")
    assert venlo.nummer in html(client, "/weegploeg/")
    assert "Gemeente Maastricht" not in html(client, "/")
    rollen.trek_in(regio.vertegenwoordiging.pk, actor=cast.beheerder.actor, reden="Andere baan.")
    assert client.get("/weegploeg/")["Location"] == KIEZEN


def test_wie_twee_rollen_heeft_kiest_en_mengt_ze_niet(cast: Cast) -> None:
    """Weegploeg of one municipality and casusoverleg of another: a casus of the first is only read."""
    speler = maak_speler("dubbel", cast.gemeente.partij, Rol.UITVOERDER_WEEGPLOEG)
    rollen.vertegenwoordig(
        speler.gebruiker, cast.maastricht.partij, Rol.UITVOERDER_CASUSOVERLEG, van=BEGIN
    )
    zaak = casussen.met_plan(cast)
    assert html(speler.client, KIEZEN).count('name="vertegenwoordiging"') == 2
    assert Casus.objects.visible_to(speler.actor).get() == zaak
    assert not Casus.objects.written_by(speler.actor).exists()


# Requests --------------------------------------------------------------------------------------
@pytest.mark.clausule("RVB-functionaris", "aanwijzen")
def test_een_behandelaar_registreert_en_stelt_de_identiteit_vast(cast: Cast) -> None:
    client = cast.behandelaar.client
    velden = gegevens.VerzoekFormulier()
    assert client.post(reverse("privacy_rights:nieuw"), velden).status_code == 302
    verzoek = Verzoek.objects.get()
    assert verzoek.partij == cast.gemeente.partij
    assert verzoek.nummer in html(client, "/")
    identiteit = {"identiteit_hoe": "bewijs", "identiteit_op": VANDAAG.isoformat()}
    adres = reverse("privacy_rights:identiteit", args=[verzoek.pk])
    assert client.post(adres, identiteit).status_code == 302
    verzoek.refresh_from_db()
    assert verzoek.identiteit_door == cast.behandelaar.gebruiker


@pytest.mark.clausule("RVB-functionaris", "coordinatie")
@pytest.mark.clausule("WEE-toegang", "uitvoerder")
def test_zoeken_en_antwoorden_blijft_bij_de_uitvoerder(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast)
    client = cast.behandelaar.client
    pagina = html(client, reverse("privacy_rights:verzoek", args=[verzoek.pk]))
    assert "De uitvoerder van de weegploeg zoekt en beantwoordt" in pagina
    for naam in ("zoeken", "controleren", "beantwoorden"):
        adres = reverse(f"privacy_rights:{naam}", args=[verzoek.pk])
        assert client.get(adres).status_code == 404
    with als(cast.behandelaar.actor):
        assert list(Dossier.objects.values_list("pk", flat=True)) == [verzoek.pk]


def test_een_behandelaar_van_een_andere_gemeente_ziet_het_verzoek_niet(cast: Cast) -> None:
    ander = maak_speler("behandelaar2", cast.maastricht.partij, Rol.BEHANDELAAR)
    verzoek = verzoeken.verzoek(cast)
    assert ander.client.get(reverse("privacy_rights:verzoek", args=[verzoek.pk])).status_code == 404
    assert verzoek.nummer not in html(ander.client, reverse("privacy_rights:lijst"))


@pytest.mark.clausule("CON-aansluiting", "uitvoerder")
@pytest.mark.clausule("CON-aansluiting", "een-gemeente")
def test_wie_voor_twee_gemeenten_werkt_ziet_van_elk_dossier_voor_welke(
    cast: Cast, regio: Speler
) -> None:
    venlo = meldingen.maak_melding(cast, cast.gemeente)
    zuid = meldingen.maak_melding(cast, cast.maastricht)
    for pad in ("/", "/meldingen/"):
        rijen = html(regio.client, pad).split("<tr")
        namen = ("Gemeente Venlo", "Gemeente Maastricht")
        for melding, gemeente in zip((venlo, zuid), namen, strict=True):
            van_die = [rij for rij in rijen if melding.nummer in rij]
            assert van_die
            assert all([naam for naam in namen if naam in rij] == [gemeente] for rij in van_die)
    pagina = html(regio.client, zuid.bestand.url(zuid))
    assert "Gemeente Maastricht" in pagina.split("<h1")[1].split("</header>")[0]


@pytest.mark.clausule("CON-aansluiting", "uitvoerder")
def test_hij_kiest_een_van_zijn_gemeenten_of_werkt_voor_alle(cast: Cast, regio: Speler) -> None:
    venlo = meldingen.maak_melding(cast, cast.gemeente)
    binnenkort = oud.melding(cast, timezone.localdate() - relativedelta(months=6, days=-9))
    zuid = cast.maastricht.partij.pk
    lijsten = {"/": venlo, "/meldingen/": venlo, "/bewaartermijnen/": binnenkort}
    for pad, melding in lijsten.items():
        for client in (regio.client, cast.uitvoerder.client):
            assert melding.nummer in html(client, pad)
        assert melding.nummer in html(regio.client, f"{pad}?gemeente={cast.gemeente.partij.pk}")
        assert melding.nummer not in html(regio.client, f"{pad}?gemeente={zuid}")
        for mis in ("elders", cast.elders.partij.pk):  # none of his choices: it narrows nothing
            assert melding.nummer in html(regio.client, f"{pad}?gemeente={mis}")
        assert 'name="gemeente"' not in html(cast.uitvoerder.client, pad)
        assert melding.nummer in html(cast.uitvoerder.client, f"{pad}?gemeente={zuid}")
    klaar = html(regio.client, f"/verzoeken/?stand=klaar&gemeente={zuid}")
    assert 'type="hidden" name="stand" value="klaar"' in klaar
    assert "Niets gevonden met dit filter." in klaar
    # The menu counts all that waits for him, whatever he looks at.
    alles, deel = regio.client.get("/"), regio.client.get(f"/?gemeente={zuid}")
    assert alles.context["navigatie"] == deel.context["navigatie"]
    assert alles.context["navigatie"][0]["aantal"] == "2"
