"""A satellietpartner is a general expert, and no door leads it to personal data (MvT 2.3; ADR 21)."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse
from django.utils import timezone

from convenant import decisions
from convenant.models import Partij, Satelliet, SoortPartij
from gedeeld.actor import Rol
from mensen.models import Gebruiker, Vertegenwoordiging
from tests.cast import Cast
from tests.hulp import casussen, weegploeg
from tests.hulp.bijlage1 import besluitvelden
from tests.hulp.overleggen import overleg

NIEUW, OVERZICHT = "/convenant/satelliet/nieuw/", "/convenant/"
VANDAAG = timezone.localdate()
NAAM = "Steunpunt Ver"


def ingevuld(**anders: Any) -> dict[str, Any]:
    velden = {
        "naam": NAAM,
        "deskundigheid": "Sekten",
        "contact": "Postbus 2, Utrecht",
        "van": VANDAAG.isoformat(),
    }
    return velden | anders


def leg_vast(cast: Cast, **anders: Any) -> Satelliet:
    assert cast.beheerder.client.post(NIEUW, ingevuld(**anders)).status_code == 302
    return cast.convenant.satellieten.get()


@pytest.mark.clausule("CON-satelliet", "deskundige")
def test_een_satellietpartner_staat_als_deskundige_bij_het_convenant(cast: Cast) -> None:
    rij = leg_vast(cast, van=(VANDAAG - timedelta(days=9)).isoformat())
    for lid in (cast.uitvoerder, cast.gemeente, cast.rvdk, cast.fg):
        blad = lid.client.get(OVERZICHT).content.decode()
        assert NAAM in blad
        assert "Sekten" in blad
    assert NAAM not in cast.elders.client.get(OVERZICHT).content.decode()
    einde = reverse("convenant:satelliet_einde", args=[rij.pk])
    assert cast.gemeente.client.post(einde).status_code == 404
    assert cast.beheerder.client.post(einde).status_code == 302
    assert "Beëindigd op" in cast.fg.client.get(OVERZICHT).content.decode()
    assert "al beëindigd" in cast.beheerder.client.post(einde).content.decode()


@pytest.mark.clausule("CON-satelliet", "deskundige")
def test_zijn_mensen_praten_mee_over_algemene_punten(cast: Cast) -> None:
    """Invited by name as a guest, who has no account: the meeting has no other way for them."""
    expert = leg_vast(cast)
    rij, client = overleg(cast), cast.uitvoerder.client
    adres = reverse("overleg:gast", args=[rij.pk])
    assert f"{NAAM} (Sekten)" in client.get(adres).content.decode()
    gast = {"naam": "Ahmed Kenner", "satelliet": expert.pk}
    # Only of a body that is recorded: not in words, not of another covenant, and not after its last day.
    elders = Satelliet.objects.create(
        convenant=cast.elders.partij.convenant,
        naam="Elders",
        deskundigheid="x",
        contact="x",
        van=VANDAAG,
    )
    Satelliet.objects.filter(pk=expert.pk).update(tot=rij.dag)
    for fout in (elders.pk, "Universiteit", "", expert.pk):
        antwoord = client.post(adres, gast | {"satelliet": fout})
        assert set(antwoord.context["form"].errors) == {"satelliet"}
    assert not rij.genodigden.exists()
    Satelliet.objects.filter(pk=expert.pk).update(tot=None)
    assert client.post(adres, gast).status_code == 302
    blad = client.get(reverse("overleg:overleg", args=[rij.pk])).content.decode()
    assert f"Ahmed Kenner, {NAAM}" in blad
    assert "Deskundige: alleen algemene punten" in blad
    assert rij.genodigden.get(gebruiker=None).alleen_algemeen


def _wijzen_naar(model: type[Model]) -> set[str]:
    """The models with a key to this one."""
    return {
        ander._meta.label
        for ander in apps.get_models(include_auto_created=True)
        for veld in ander._meta.local_fields
        if veld.related_model is model
    }


# Each door behind which there are personal data ------------------------------------------------
@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_geen_sleutel_leidt_naar_een_satellietpartner() -> None:
    """So no table can give it a role, a participation, a question, a disclosure or a grant."""
    assert _wijzen_naar(Satelliet) == set()
    assert _wijzen_naar(Partij) >= {
        "mensen.Vertegenwoordiging", "casusoverleg.Deelname", "casusoverleg.Verstrekking",
        "casusoverleg.Maatregel", "register.Uitwisseling",
    }  # fmt: skip


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_niemand_kan_voor_een_satellietpartner_werken(cast: Cast) -> None:
    rij, adres = leg_vast(cast), reverse("mensen:rol_toekennen")
    Gebruiker.objects.create_user("deskundige", convenant=cast.convenant)
    rol = {"gebruiker": "deskundige", "van": VANDAAG.isoformat(), "reden": "Praat mee"}
    for welke in Rol:
        velden = rol | {"rol": welke, "partij": str(rij.pk)}
        antwoord = cast.beheerder.client.post(adres, velden)
        assert "Deze keuze is er niet" in " ".join(antwoord.context["form"].errors["partij"])
    assert not Vertegenwoordiging.objects.filter(gebruiker__username="deskundige").exists()
    velden = rol | {"rol": Rol.VERTEGENWOORDIGER, "partij": str(cast.rvdk.partij.pk)}
    assert cast.beheerder.client.post(adres, velden).status_code == 302


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_een_satellietpartner_komt_in_geen_casus(cast: Cast) -> None:
    rij, zaak, client = leg_vast(cast), casussen.casus(cast), cast.uitvoerder.client
    velden = {
        "rol": "deelnemer",
        "waarvoor": "kennis",
        "reden": "Weet veel",
        "van": VANDAAG.isoformat(),
        "tot": (VANDAAG + timedelta(days=30)).isoformat(),
    }
    adres = reverse("casusoverleg:deelname", args=[zaak.pk])
    assert NAAM not in client.get(adres).content.decode()
    antwoord = client.post(adres, velden | {"partij": str(rij.pk)})
    assert "Deze keuze is er niet" in " ".join(antwoord.context["form"].errors["partij"])
    assert not zaak.deelnames.exists()
    assert client.post(adres, velden | {"partij": str(cast.extern.partij.pk)}).status_code == 302
    for naam in ("regisseur", "verstrekken", "plan_wijzigen"):
        blad = client.get(reverse(f"casusoverleg:{naam}", args=[zaak.pk]))
        assert blad.status_code == 200
        assert NAAM not in blad.content.decode()


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_de_weegploeg_kan_een_satellietpartner_nergens_kiezen(cast: Cast) -> None:
    leg_vast(cast)
    dossier = weegploeg.gewogen(cast)
    adres = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=casusoverleg"
    blad = cast.uitvoerder.client.get(adres)
    assert "GGZ Maasoever" in blad.content.decode()  # who can be chosen is
    assert NAAM not in blad.content.decode()


# One body under two names ----------------------------------------------------------------------
def partner(cast: Cast, naam: str = NAAM) -> dict[str, Any]:
    return besluitvelden(cast.beheerder.actor) | {
        "naam": naam,
        "contact": "Postbus 2",
        "reden": "Kan helpen",
        "van": VANDAAG.isoformat(),
        "getekend_op": VANDAAG.isoformat(),
        "getekend_door": "directeur",
        "geldig_tot": (VANDAAG + timedelta(days=365)).isoformat(),
    }


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
def test_een_satellietpartner_komt_niet_ook_als_partner_of_partij_binnen(cast: Cast) -> None:
    rij, client = leg_vast(cast), cast.beheerder.client
    deuren = {
        "/convenant/bijlage-1/nieuw/": partner(cast, NAAM.upper()),
        "/convenant/partij/nieuw/": {
            "soort": SoortPartij.RVDK,
            "naam": f" {NAAM} ",
            "contact": "Postbus 2",
            "vanaf": VANDAAG.isoformat(),
        },
    }
    for adres, velden in deuren.items():
        fout = client.post(adres, velden).context["form"].errors["naam"]
        assert "krijgt nooit persoonsgegevens" in " ".join(fout)
    assert not Partij.objects.filter(naam__iexact=NAAM).exists()
    einde = reverse("convenant:satelliet_einde", args=[rij.pk])
    assert client.post(einde).status_code == 302
    assert client.post("/convenant/bijlage-1/nieuw/", partner(cast)).status_code == 302


@pytest.mark.clausule("CON-satelliet", "nooit-gegevens")
@pytest.mark.parametrize("naam", ["GGZ Maasoever", "politie limburg"])
def test_wie_meedoet_wordt_geen_satellietpartner(cast: Cast, naam: str) -> None:
    antwoord = cast.beheerder.client.post(NIEUW, ingevuld(naam=naam))
    assert "staat al in dit convenant of in bijlage 1" in antwoord.content.decode()
    assert not Satelliet.objects.exists()
    assert cast.beheerder.client.post(NIEUW, ingevuld()).status_code == 302
    vreemd = decisions.maak_partij(
        cast.convenant, naam="Zorg Weg", soort=SoortPartij.EXTERN, vanaf=VANDAAG
    )
    assert not vreemd.bijlage1.exists()  # it stood in annex 1 once: it may be an expert now
    assert cast.beheerder.client.post(NIEUW, ingevuld(naam="Zorg Weg")).status_code == 302
