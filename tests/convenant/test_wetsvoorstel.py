"""A covenant on the bill: six bodies, grounds with a first day, and nothing before that day (WV 1-7)."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import timezone

from convenant.models import TAKEN, Convenant, Grondslag, SoortPartij
from gedeeld.actor import Rol
from tests.cast import BEGIN, Cast, grondslag, maak_speler
from tests.hulp import casussen, gegevens, weegploeg

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
GRONDEN = str(FIXTURES / "grondslagen-wetsvoorstel.yaml")
BESTANDEN = [
    *(str(FIXTURES / f"{naam}.yaml") for naam in ("referentiekader", "convenant-wetsvoorstel")),
    GRONDEN,
]
VAN_HET_VOORSTEL = {"wpg-20-3", "wjsg-8b", "wjsg-39fa", "wv-4", "wv-5-1"} | {
    f"wv-2-2-{soort}" for soort in ("gemeente", "rvdk", "reclassering", "minister")
}


def _laad() -> Convenant:
    call_command("laad_convenant", *BESTANDEN)
    return Convenant.objects.get(code="wetsvoorstel")


@pytest.mark.clausule("CON-wetsvoorstel", "zes-instanties")
def test_een_convenant_heeft_de_zes_instanties_en_is_al_in_te_richten() -> None:
    convenant = _laad()
    soorten = list(convenant.partijen.values_list("soort", flat=True))
    assert sorted(soorten) == sorted(set(SoortPartij.values) - {SoortPartij.EXTERN})
    gemeente = convenant.partijen.get(soort=SoortPartij.GEMEENTE)
    client = maak_speler("inrichter", gemeente, Rol.BEHEERDER).client
    blad = client.get(reverse("convenant:overzicht")).content.decode()
    for partij in convenant.partijen.all():
        assert partij.naam in blad
    assert TAKEN[SoortPartij.MINISTER] in blad
    assert "Niet in werking" in blad
    assert "1 januari 2099" in blad


@pytest.mark.clausule("CON-wetsvoorstel", "zes-instanties")
@pytest.mark.clausule("CON-inwerking", "niets-eerder")
@pytest.mark.parametrize(
    "adres", ["meldingen:lijst", "meldingen:nieuw", "weegploeg:lijst", "casusoverleg:lijst"]
)
def test_voor_zijn_dag_gaat_er_niets_onder_open(adres: str) -> None:
    convenant = _laad()
    for partij in convenant.partijen.all():
        lid = maak_speler(f"lid-{partij.soort}", partij)
        for antwoord in (lid.client.get(reverse(adres)), lid.client.post(reverse(adres), {})):
            assert antwoord["Location"] == reverse("vertegenwoordiging")
    gemeente = convenant.partijen.get(soort=SoortPartij.GEMEENTE)
    for rol in (Rol.UITVOERDER, Rol.TOEZICHTHOUDER):
        client = maak_speler(f"lid-{rol}", gemeente, rol).client
        assert client.get(reverse(adres))["Location"] == reverse("vertegenwoordiging")
    beheerder = maak_speler("inrichter", gemeente, Rol.BEHEERDER).client
    assert beheerder.get(reverse(adres)).status_code == 404


def test_ook_de_beheerder_heeft_niets_meer_als_het_convenant_voorbij_is(cast: Cast) -> None:
    Convenant.objects.filter(code="limburg").update(beeindigd_op=timezone.localdate())
    antwoord = cast.beheerder.client.get(reverse("convenant:overzicht"))
    assert antwoord["Location"] == reverse("vertegenwoordiging")


@pytest.mark.clausule("CON-wetsvoorstel", "zes-instanties")
def test_de_minister_doet_niet_mee_voor_de_wet_er_is(tmp_path: Path) -> None:
    bestand = tmp_path / "te-vroeg.yaml"
    tekst = (FIXTURES / "convenant-wetsvoorstel.yaml").read_text()
    bestand.write_text(tekst)
    with pytest.raises(CommandError, match="Laad ook de gronden van het wetsvoorstel"):
        call_command("laad_convenant", BESTANDEN[0], str(bestand))
    bestand.write_text(tekst.replace("in_werking_op: 2099-01-01", "in_werking_op: 2024-01-01"))
    for _ in range(2):  # with the grounds in the same go, and with those that are there
        with pytest.raises(CommandError, match="geldt voor hem nog geen grond"):
            call_command("laad_convenant", BESTANDEN[0], str(bestand), GRONDEN)
        call_command("laad_convenant", GRONDEN)
    assert not Convenant.objects.exists()


@pytest.mark.clausule("CON-wetsvoorstel", "zes-instanties")
def test_in_een_convenant_naar_het_model_komt_hij_er_niet_bij(cast: Cast) -> None:
    pad = reverse("convenant:partij_nieuw")
    velden = {"soort": "minister", "naam": "Minister", "contact": "x", "vanaf": str(BEGIN)}
    antwoord = cast.beheerder.client.post(pad, velden)
    assert set(antwoord.context["form"].errors) == {"soort"}
    assert TAKEN[SoortPartij.MINISTER] not in antwoord.content.decode()


@pytest.mark.clausule("CON-wetsvoorstel", "gronden")
def test_de_gronden_van_het_voorstel_liggen_vast_met_hun_eerste_dag() -> None:
    _laad()
    rijen = Grondslag.objects.all()
    assert {grond.code for grond in rijen} == VAN_HET_VOORSTEL
    assert {grond.geldig_vanaf for grond in rijen} == {date(2099, 1, 1)}
    dag = date(2098, 12, 31)
    assert not any(grond.geldt(grond.soort_partij, dag) for grond in rijen)
    assert all(grond.geldt(grond.soort_partij, date(2099, 1, 1)) for grond in rijen)


def _formulier(code: str, **anders: Any) -> dict[str, Any]:
    return {
        **gegevens.SOORT,
        **gegevens.INBRENG,
        "omschrijving": "Geheime kanarie",
        "grondslag": grondslag(code).pk,
        "noodzaak": "Voor het plan",
        **anders,
    }


@pytest.mark.clausule("CON-wetsvoorstel", "gronden")
@pytest.mark.clausule("CON-wetsvoorstel", "vanaf")
@pytest.mark.parametrize(
    ("wie", "code", "soort"),
    [
        ("om", "wjsg-8b", {"om_soort": "justitieel"}),
        ("om", "wjsg-39fa", {"om_soort": "strafvorderlijk"}),
        ("gemeente", "wv-2-2-gemeente", {}),
        ("politie", "wpg-20-3", {"wpg_artikel": "8"}),
    ],
)
def test_op_een_grond_van_het_voorstel_kan_iets_vanaf_zijn_dag(
    cast: Cast, wie: str, code: str, soort: dict[str, Any]
) -> None:
    call_command("laad_convenant", GRONDEN)
    zaak = casussen.casus(cast)
    pad, client = reverse("casusoverleg:bijdrage", args=[zaak.pk]), cast.allen[wie].client
    if wie == "politie":
        soort = soort | {"grondslag_om": grondslag(code).pk}
    velden = _formulier(code, **soort)
    vandaag = timezone.localdate()
    Grondslag.objects.filter(code=code).update(geldig_vanaf=vandaag + timedelta(days=1))
    keuze = client.get(pad).context["form"].fields["grondslag"].queryset
    assert code not in {grond.code for grond in keuze}
    fouten = set(client.post(pad, velden).context["form"].errors)
    assert "grondslag" in fouten
    assert not zaak.bijdragen.exists()
    Grondslag.objects.filter(code=code).update(geldig_vanaf=vandaag)
    keuze = client.get(pad).context["form"].fields["grondslag"].queryset
    assert code in {grond.code for grond in keuze}
    assert client.post(pad, velden).status_code == 302
    assert zaak.bijdragen.get().grondslag.code == code


@pytest.mark.clausule("CON-wetsvoorstel", "gronden")
def test_artikel_20_lid_3_is_er_voor_het_casusoverleg_en_niet_voor_de_weegploeg(cast: Cast) -> None:
    call_command("laad_convenant", GRONDEN)
    Grondslag.objects.filter(code="wpg-20-3").update(geldig_vanaf=timezone.localdate())
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:signaal", args=[dossier.pk])
    velden = cast.politie.client.get(pad).context["form"].fields
    for veld in ("grondslag", "grondslag_om"):
        assert "wpg-20-3" not in {grond.code for grond in velden[veld].queryset}
    grond = grondslag("wpg-20-3").pk
    antwoord = cast.politie.client.post(
        pad, _formulier("wpg-20-3", wpg_artikel="8", grondslag_om=grond)
    )
    assert {"grondslag", "grondslag_om"} <= set(antwoord.context["form"].errors)
    assert dossier.signalen.count() == 1
