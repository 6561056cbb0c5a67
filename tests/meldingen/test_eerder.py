"""Earlier meldingen on the same person turn up, for who may see them, although names are encrypted."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.zoeken import op_naam
from meldingen import decisions
from meldingen.models import Melding
from register.models import Inzage
from tests.cast import Cast
from tests.hulp.meldingen import maak_ingebracht, maak_melding
from weegploeg.models import WeegploegDossier


def _pagina(cast: Cast, wie: str, melding: Melding) -> Any:
    return cast.allen[wie].client.get(reverse("meldingen:melding", args=[melding.pk]))


@pytest.mark.clausule("MEL-eerder", "tonen")
@pytest.mark.parametrize(
    "anders",
    [
        {"voornamen": "Mohamed", "tussenvoegsel": "el", "achternaam": "Kanarie"},
        {"voornamen": "MUHAMMED", "achternaam": "el-Kanarie", "geboortedatum": None},
        {"voornamen": "Mo", "geboortedatum": date(2001, 4, 2)},
        {"voornamen": "Mohammed", "achternaam": "Onbekend", "geboortedatum": date(2001, 4, 2)},
    ],
)
def test_een_eerdere_melding_komt_boven_ook_anders_gespeld(
    cast: Cast, anders: dict[str, Any]
) -> None:
    vroeger = maak_melding(cast)
    nieuw = maak_melding(cast, **anders)
    antwoord = _pagina(cast, "gemeente", nieuw)
    assert antwoord.context["bekend"].dossiers == [vroeger]
    assert "Eerder over deze persoon" in antwoord.content.decode()
    assert vroeger.nummer in antwoord.content.decode()
    gelezen = Inzage.objects.filter(soort="zoeken", gebruiker=cast.gemeente.gebruiker)
    assert {rij.pseudoniem for rij in gelezen} == {vroeger.pseudoniem}


def test_een_eerdere_melding_met_alleen_een_achternaam_komt_ook_boven(cast: Cast) -> None:
    vroeger = maak_melding(cast, voornamen="", geboortedatum=None)
    nieuw = maak_melding(cast)
    assert _pagina(cast, "gemeente", nieuw).context["bekend"].dossiers == [vroeger]


@pytest.mark.clausule("MEL-eerder", "tonen")
def test_over_een_ander_komt_niets_boven(cast: Cast) -> None:
    maak_melding(cast, voornamen="Karin", achternaam="Specht", geboortedatum=date(1990, 1, 1))
    maak_melding(cast, geboortedatum=date(1960, 1, 1), voornamen="Abdel")
    antwoord = _pagina(cast, "gemeente", maak_melding(cast))
    assert not antwoord.context["bekend"].dossiers
    assert "Eerder over deze persoon" not in antwoord.content.decode()


@pytest.mark.clausule("MEL-eerder", "tonen")
def test_afgehandelde_en_ingebrachte_meldingen_komen_ook_boven(cast: Cast) -> None:
    klaar = maak_melding(cast)
    decisions.handel_af_zonder_actie(klaar, actor=cast.gemeente.actor, gesprek="Besproken.")
    ingebracht = maak_ingebracht(cast)
    gevonden = _pagina(cast, "gemeente", maak_melding(cast)).context["bekend"].dossiers
    assert [dossier.nummer for dossier in gevonden] == [klaar.nummer, ingebracht.dossier_nummer]


@pytest.fixture
def overal(cast: Cast) -> dict[str, str]:
    """The same person in three municipalities, as a melding and as a weegploeg file: key -> whose."""
    gemaakt = {}
    for naam in ("gemeente", "maastricht", "elders"):
        ingebracht = maak_ingebracht(cast, cast.allen[naam])
        gemaakt[ingebracht.dossier_nummer] = f"W {naam}"
        gemaakt[maak_melding(cast, cast.allen[naam]).nummer] = f"M {naam}"
    return gemaakt


VAN_VENLO = {"M gemeente", "W gemeente"}
VAN_MAASTRICHT = {"M maastricht", "W maastricht"}
# Of what another party received they see what was brought in.
GEVONDEN = {
    "uitvoerder": VAN_VENLO,
    "uitvoerder_weegploeg": VAN_VENLO,
    "gemeente": VAN_VENLO,
    "politie": {"W gemeente", "W maastricht"},
    "om": {"W gemeente", "W maastricht"},
    "maastricht": VAN_MAASTRICHT,
    "uitvoerder_maastricht": VAN_MAASTRICHT,
    "elders": {"M elders", "W elders"},
}


@pytest.mark.clausule("MEL-eerder", "wie-mag")
@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_iedereen_vindt_precies_wat_hij_mag_zien(cast: Cast, overal: dict[str, str]) -> None:
    vraag = {"voornamen": "Mohamed", "achternaam": "Kanarie", "reden": "signaal"}
    for wie, speler in cast.allen.items():
        verwacht = {nummer for nummer, van in overal.items() if van in GEVONDEN.get(wie, set())}
        persoon = Melding.objects.filter(nummer__in=overal).first().persoon
        assert {rij.nummer for rij in op_naam(persoon, speler.actor)} == verwacht, wie
        pagina = speler.client.post("/zoeken/", vraag, follow=True).content.decode()
        assert {nummer for nummer in overal if nummer in pagina} == verwacht, wie


@pytest.mark.clausule("CON-gemeente-eigen", "weegploeg")
def test_politie_brengt_in_venlo_niets_in_bij_een_dossier_van_maastricht(
    cast: Cast, overal: dict[str, str]
) -> None:
    melding = maak_melding(cast, cast.politie)
    antwoord = _pagina(cast, "politie", melding)
    dossiers = {d.gemeente.naam for d in antwoord.context["bekend"].dossiers}
    assert dossiers == {"Gemeente Venlo", "Gemeente Maastricht"}
    venlo = WeegploegDossier.objects.get(partij=cast.gemeente.partij)
    inbrengen = cast.politie.client.get(reverse("meldingen:inbrengen", args=[melding.pk]))
    assert set(inbrengen.context["form"].dossiers) == {str(venlo.pk)}


def test_een_en_tien_eerdere_meldingen_vragen_evenveel(cast: Cast) -> None:
    melding = maak_melding(cast)
    maak_ingebracht(cast)
    client = cast.gemeente.client

    def vraag() -> int:
        with CaptureQueriesContext(connection) as vragen:
            client.get(reverse("meldingen:melding", args=[melding.pk]))
        return len(vragen)

    maak_melding(cast)
    vraag()
    eerst = vraag()
    for _ in range(9):
        maak_melding(cast)
        maak_ingebracht(cast)
    assert vraag() == eerst


def test_wat_niet_op_de_pagina_past_wordt_gezegd(cast: Cast) -> None:
    jan = {"voornamen": "Jan", "achternaam": "Jansen", "geboortedatum": None}
    melding, *_ = [maak_melding(cast, **jan) for _ in range(26)]
    assert "Er zijn er meer" not in _pagina(cast, "gemeente", melding).content.decode()
    maak_melding(cast, **jan)
    assert "Er zijn er meer" in _pagina(cast, "gemeente", melding).content.decode()
