"""`manage.py laad_convenant`: real files go in, bad files change nothing and say where they are wrong."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from convenant import mandaat, opzegging
from convenant.models import (
    Bijlage1,
    Convenant,
    Geheimhoudingsverklaring,
    Grondslag,
    Mandaat,
    Ontwikkelgebied,
    Partij,
    Referentiekader,
    SoortPartij,
    Uitzonderingsgrond,
)
from gedeeld.actor import Actor, Rol
from mensen.models import Vertegenwoordiging
from mensen.vertegenwoordigen import Keuze, als_actor
from tests.cast import FASEN, GEBIEDEN, Cast, maak_speler
from tests.hulp import bijlage1

pytestmark = pytest.mark.django_db

FIXTURES = Path(__file__).resolve().parents[2] / "fixtures"
ALLES = [
    str(FIXTURES / f"{naam}.yaml")
    for naam in (
        "convenant-rivierenland-demo",
        "convenant-limburg",
        "uitzonderingsgronden",
        "grondslagen",
        "referentiekader",
    )
]
KLEIN = """\
soort: convenant
code: klein
naam: Klein convenant
regio: Klein
in_werking_op: 2024-01-01
referentiekader: modelconvenant
contact: Postbus 1
fg_contact: fg@klein.example
partijen:
  - {soort: gemeente, naam: Gemeente Klein}
  - {soort: politie, naam: Politie Klein}
  - {soort: om, naam: OM Klein}
bijlage1:
  - naam: Zorg Klein
    contact: zorg@klein.example
    reden: Hulp thuis
    van: 2024-02-01
    geheimhouding:
      getekend_op: 2024-01-15
      getekend_door: directeur
      geldig_tot: 2034-01-15
"""
Laad = Callable[..., str]


@pytest.fixture
def laad(tmp_path: Path) -> Laad:
    """Write a text to a file and load it after the referentiekader; gives the message of refusal."""

    def _laad(tekst: str | bytes, *anderen: str) -> str:
        bestand = tmp_path / "klein.yaml"
        bestand.write_bytes(tekst if isinstance(tekst, bytes) else tekst.encode())
        try:
            call_command(
                "laad_convenant", str(FIXTURES / "referentiekader.yaml"), str(bestand), *anderen
            )
        except CommandError as fout:
            return str(fout).replace(str(bestand), "klein.yaml")
        return ""

    return _laad


def beheerder(convenant: Convenant) -> Actor:
    """Somebody who administers this covenant for one of its municipalities."""
    gemeente = convenant.partijen.filter(soort=SoortPartij.GEMEENTE).latest("naam")
    naam = f"beheer-{convenant.code}"
    rij = Vertegenwoordiging.objects.filter(gebruiker__username=naam).first()
    return als_actor(Keuze((rij,))) if rij else maak_speler(naam, gemeente, Rol.BEHEERDER).actor


def zeg_op(partij: Partij) -> None:
    """One administrator records that a party leaves, another confirms it."""
    actor = beheerder(partij.convenant)
    rij = opzegging.zeg_op(partij, actor=actor, op=timezone.localdate())
    gemeente = partij.convenant.partijen.filter(soort=SoortPartij.GEMEENTE).earliest("naam")
    tweede = maak_speler(f"tweede-{partij.convenant.code}", gemeente, Rol.BEHEERDER)
    opzegging.bevestig(rij.pk, actor=tweede.actor)


def toestand() -> dict[str, list[object]]:
    """Every row that the command can make."""
    modellen = (
        Convenant,
        Partij,
        Bijlage1,
        Geheimhoudingsverklaring,
        Mandaat,
        Referentiekader,
        Ontwikkelgebied,
        Grondslag,
        Uitzonderingsgrond,
    )
    return {m.__name__: list(m.objects.order_by("pk").values()) for m in modellen}


# What goes well -------------------------------------------------------------------------------
@pytest.mark.clausule("CON-partijen", "kernpartijen")
@pytest.mark.clausule("CON-partijen", "casuspartijen")
@pytest.mark.clausule("CON-regio", "gemeenten")
@pytest.mark.clausule("CON-regio", "meer-convenanten")
@pytest.mark.clausule("CON-inwerking", "datum")
def test_limburg_heeft_31_gemeenten_en_een_tweede_convenant_staat_ernaast() -> None:
    call_command("laad_convenant", *ALLES)
    limburg = Convenant.objects.get(code="limburg")
    soorten = list(limburg.partijen.values_list("soort", flat=True))
    assert {soort: soorten.count(soort) for soort in soorten} == {
        "gemeente": 31,
        "politie": 1,
        "om": 1,
        "rvdk": 1,
        "reclassering": 1,
        "extern": 2,
    }
    assert limburg.in_werking_op == date(2019, 3, 1)
    assert not limburg.in_werking(date(2019, 2, 28))
    assert limburg.in_werking(date(2019, 3, 1))
    ander = Convenant.objects.get(code="rivierenland-demo")
    assert ander.partijen.filter(soort=SoortPartij.GEMEENTE).count() == 2
    groepen = set(Partij.objects.values_list("groep", flat=True))
    assert len(groepen) == Partij.objects.count()  # same name in two covenants, never one group


@pytest.mark.clausule("WEE-referentiekader", "vier-fasen")
@pytest.mark.clausule("WEE-referentiekader", "twee-terreinen")
@pytest.mark.clausule("WEE-referentiekader", "negen-gebieden")
def test_referentiekader_heeft_de_woorden_van_de_bron() -> None:
    call_command("laad_convenant", *ALLES)
    kader = Referentiekader.objects.get()
    assert tuple(kader.fasen.values_list("naam", flat=True)) == FASEN
    assert tuple(kader.ontwikkelgebieden.values_list("naam", "gebied")) == GEBIEDEN
    assert all(kader.fasen.values_list("toelichting", flat=True))
    assert all(kader.ontwikkelgebieden.values_list("toelichting", flat=True))


@pytest.mark.clausule("MEL-grondslag", "per-partij")
def test_elke_soort_partij_heeft_een_grond_en_die_mag_vandaag() -> None:
    call_command("laad_convenant", *ALLES)
    soorten = set(SoortPartij.values) - {SoortPartij.MINISTER}  # of the bill, in a file of its own
    assert set(Grondslag.objects.values_list("soort_partij", flat=True)) == soorten
    assert not Grondslag.objects.filter(geldig_vanaf__isnull=True).exists()
    assert Grondslag.objects.get(code="wpg-18-2").alleen_weegploeg
    assert not Grondslag.objects.get(code="wpg-20").alleen_weegploeg
    assert not Grondslag.objects.filter(artikel__contains="39fa").exists()  # the bill's


def test_alle_uitzonderingsgronden_van_de_wet() -> None:
    call_command("laad_convenant", *ALLES)
    verwacht = {f"41-1-{letter}" for letter in "abcdefghij"} | {f"14-5-{x}" for x in "abcd"}
    assert set(Uitzonderingsgrond.objects.values_list("code", flat=True)) == verwacht


def test_de_codes_zijn_die_van_de_tests(cast: Cast) -> None:
    """The files hold every ground that the cast works with, so neither drifts from the other."""
    codes = set(Grondslag.objects.values_list("code", flat=True))
    gronden = set(Uitzonderingsgrond.objects.values_list("code", flat=True))
    Grondslag.objects.all().delete()
    Uitzonderingsgrond.objects.all().delete()
    call_command("laad_convenant", *ALLES[2:])
    assert codes <= set(Grondslag.objects.values_list("code", flat=True))
    assert gronden <= set(Uitzonderingsgrond.objects.values_list("code", flat=True))


def test_een_tweede_keer_verandert_niets(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("laad_convenant", *ALLES)
    eerst = toestand()
    capsys.readouterr()
    call_command("laad_convenant", *ALLES)
    assert toestand() == eerst
    regels = capsys.readouterr().out.splitlines()
    assert len(regels) == len(ALLES)
    assert all(regel.endswith(": 0 toegevoegd, 0 gewijzigd.") for regel in regels)


def test_een_gewijzigd_bestand_werkt_bij(laad: Laad) -> None:
    assert laad(KLEIN) == ""
    assert laad(KLEIN.replace("Klein convenant", "Nieuw").replace("Hulp thuis", "Meer")) == ""
    assert Convenant.objects.get().naam == "Nieuw"
    assert Bijlage1.objects.get().reden == "Meer"
    assert Partij.objects.count() == 4


MANDAAT = """
mandaten:
  - partij: Gemeente Klein
    orgaan: college
    functie: teammanager
    besluit: Mandaatregister 1
    bezwaar: Postbus 2
    van: 2024-01-01
"""


def test_een_mandaat_komt_uit_het_bestand_en_zijn_einde_is_van_de_beheerder(laad: Laad) -> None:
    assert laad(KLEIN + MANDAAT) == ""
    rij = Mandaat.objects.get()
    assert rij.namens == "het college van burgemeester en wethouders van Klein"
    mandaat.beeindig(rij.pk, actor=beheerder(rij.partij.convenant))
    assert laad(KLEIN + MANDAAT.replace("teammanager", "directeur")) == ""
    rij.refresh_from_db()
    assert rij.functie == "directeur"
    assert rij.tot is not None


@pytest.mark.parametrize(
    ("van", "naar", "plaats", "zin"),
    [
        ("partij: Gemeente Klein", "partij: Gemeente Groot", "partij", "niet in dit bestand"),
        ("orgaan: college", "orgaan: korpschef", "orgaan", "beslist niet voor"),
        ("orgaan: college", "orgaan: raad", "orgaan", "Kies uit"),
        ("bezwaar: Postbus 2\n", "\n", "bezwaar", "nog niet ingevuld"),
    ],
)
def test_een_mandaat_met_een_fout_wordt_niet_geladen(
    laad: Laad, van: str, naar: str, plaats: str, zin: str
) -> None:
    fout = laad(KLEIN + MANDAAT.replace(van, naar))
    assert f"mandaten[1].{plaats}" in fout
    assert zin in fout
    assert not Mandaat.objects.exists()


def test_twee_mandaten_van_een_orgaan_op_een_dag_worden_niet_geladen(laad: Laad) -> None:
    assert laad(KLEIN + MANDAAT) == ""
    later = MANDAAT.replace("van: 2024-01-01", "van: 2024-06-01")
    assert "geldt al een mandaat" in laad(KLEIN + later)
    dubbel = MANDAAT + later.removeprefix("\nmandaten:\n")
    assert "mandaten[2].van" in laad(KLEIN + dubbel)


def _mandaten(*dagen: tuple[str, str]) -> str:
    """Mandates of the college, each from a day until a day."""
    rij = MANDAAT.removeprefix("\nmandaten:\n")
    rijen = (rij.replace("2024-01-01\n", f"{van}\n    tot: {tot}\n") for van, tot in dagen)
    return "\nmandaten:\n" + "".join(rijen).replace("    tot: \n", "")


NU, VROEGER = ("2026-01-01", ""), ("2019-01-01", "2026-01-01")


@pytest.mark.parametrize("volgorde", [(NU, VROEGER), (VROEGER, NU)])
def test_de_volgorde_van_mandaten_in_het_bestand_doet_er_niet_toe(
    laad: Laad, volgorde: tuple[tuple[str, str], ...]
) -> None:
    for te_lang in ("2026-01-02", ""):
        rijen = [(van, te_lang if van == VROEGER[0] else tot) for van, tot in volgorde]
        assert "mandaten[2].van" in laad(KLEIN + _mandaten(*rijen))
    assert not Mandaat.objects.exists()
    assert laad(KLEIN + _mandaten(*volgorde)) == ""
    assert Mandaat.objects.count() == 2


def test_een_beeindigd_mandaat_komt_naast_een_later_dat_er_al_is(laad: Laad) -> None:
    assert laad(KLEIN + _mandaten(NU)) == ""
    assert "geldt al een mandaat" in laad(KLEIN + _mandaten(("2019-01-01", "2026-01-02")))
    assert "geldt al een mandaat" in laad(KLEIN + _mandaten(("2019-01-01", "")))
    assert laad(KLEIN + _mandaten(VROEGER)) == ""
    assert Mandaat.objects.count() == 2
    assert "mandaten[2].van" in laad(KLEIN + _mandaten(NU, NU))


def test_van_een_mandaat_dat_er_al_is_telt_het_einde_van_de_beheerder(laad: Laad) -> None:
    assert laad(KLEIN + MANDAAT) == ""
    rij = Mandaat.objects.get()
    mandaat.beeindig(rij.pk, actor=beheerder(rij.partij.convenant))
    vandaag = timezone.localdate().isoformat()
    assert laad(KLEIN + _mandaten(("2024-01-01", ""), (vandaag, ""))) == ""
    assert Mandaat.objects.count() == 2


# What is ended stays ended --------------------------------------------------------------------
def test_een_partij_die_uit_het_bestand_verdween_verdwijnt_niet_stil(laad: Laad) -> None:
    met_raad = KLEIN.replace("bijlage1:", "  - {soort: rvdk, naam: Raad Klein}\nbijlage1:")
    assert laad(met_raad) == ""
    eerst = toestand()
    fout = laad(KLEIN)
    assert "klein.yaml, regel 9, partijen: Raad Klein staat in de toepassing" in fout
    assert "door opzegging" in fout
    assert toestand() == eerst
    raad = Partij.objects.get(naam="Raad Klein")
    zeg_op(raad)
    assert laad(KLEIN) == ""
    raad.refresh_from_db()
    assert raad.tot is not None


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_laden_opent_niet_opnieuw_wat_de_beheerder_beeindigde(laad: Laad) -> None:
    assert laad(KLEIN) == ""
    vermelding = Bijlage1.objects.get()
    actor = beheerder(vermelding.partij.convenant)
    bijlage1.beeindig(actor, vermelding.partij)
    assert laad(KLEIN) == ""
    assert not Partij.objects.get(naam="Zorg Klein").doet_mee(actor.vandaag)
    assert laad(KLEIN.replace("van: 2024-02-01", "van: 2024-03-01")).count("al in bijlage 1") == 1


# What goes wrong ------------------------------------------------------------------------------
FOUTEN = [
    # (what, from, to, where, sentence)
    ("onbekend veld", "regio: Klein", "regoi: Klein", "regel 4, regoi", "Dit veld ken ik niet"),
    ("ontbreekt", "regio: Klein\n", "", "regel 1, regio", "Dit is nog niet ingevuld"),
    ("twee keer", "regio: Klein", "naam: Klein", "regel 4, naam", "staat er twee keer"),
    ("datum", "2024-01-01", "2024-02-30", "regel 5, in_werking_op", "bestaande datum"),
    ("datumvorm", "2024-01-01", "1 januari", "regel 5, in_werking_op", "bestaande datum"),
    ("lijst als waarde", "regio: Klein", "regio: [a]", "regel 4, regio", "één waarde"),
    ("waarde als lijst", "contact: Postbus 1", "bijlage1: x", "regel 7, bijlage1", "een lijst"),
    ("kader", ": modelconvenant", ": onbekend", "regel 6, referentiekader", "is er niet"),
    ("code", "code: klein", "code: k/l", "regel 2, code", "letters, cijfers, - en _"),
    ("lange code", "code: klein", f"code: {'k' * 51}", "regel 2, code", "50"),
    (
        "code bij een ander",
        "naam: OM Klein",
        'naam: OM Klein, gemeentecode: "0935"',
        "regel 12, partijen[3].gemeentecode",
        "alleen bij een gemeente",
    ),
    ("te lang", "naam: OM Klein", f"naam: {'x' * 201}", "regel 12, partijen[3].naam", "200"),
    ("soort partij", "soort: om", "soort: ambassade", "regel 12, partijen[3].soort", "Onbekende"),
    ("extern als partij", "soort: om", "soort: extern", "regel 12, partijen[3].soort", "Onbekende"),
    ("geen om", "  - {soort: om, naam: OM Klein}\n", "", "regel 9, partijen", "soort om"),
    ("twee keer om", "soort: politie", "soort: om", "regel 9, partijen", "precies één"),
    ("geen gemeente", "soort: gemeente", "soort: rvdk", "regel 9, partijen", "geen gemeente"),
    ("dubbel", "naam: OM Klein", "naam: POLITIE klein", "regel 12, partijen[3].naam", "regel 11"),
    ("naam van partij", "naam: Zorg Klein", "naam: OM Klein", "regel 14, bijlage1[1].naam", "12"),
    (
        "einde voor begin",
        "van: 2024-02-01",
        "van: 2024-02-01\n    tot: 2024-01-31",
        "regel 18, bijlage1[1].tot",
        "na van liggen",
    ),
    (
        "verklaring",
        "geldig_tot: 2034-01-15",
        "geldig_tot: 2024-01-01",
        "regel 21, bijlage1[1].geheimhouding.geldig_tot",
        "na getekend_op liggen",
    ),
    (
        "te vroeg",
        "naam: OM Klein",
        "naam: OM Klein, vanaf: 2023-01-01",
        "regel 12, partijen[3].vanaf",
        "vóór de dag",
    ),
    (
        "verwijzing",
        "regio: Klein",
        "regio: &a Klein\nextra: *a",
        "regel 5, bestand",
        "Verwijzingen",
    ),
    ("opmaak", "regio: Klein", "regio: 'Klein", "regel", "YAML-opmaak"),
    ("object", "regio: Klein", "regio: !!python/name:os.system x", "regel 4, regio", "één waarde"),
    ("soort bestand", "soort: convenant", "soort: recept", "regel 1, soort", "Kies een soort"),
]


@pytest.mark.parametrize(
    ("van", "naar", "plaats", "zin"), [f[1:] for f in FOUTEN], ids=[f[0] for f in FOUTEN]
)
def test_een_fout_noemt_regel_en_veld_en_verandert_niets(
    laad: Laad, van: str, naar: str, plaats: str, zin: str
) -> None:
    eerst = toestand()
    fout = laad(KLEIN.replace(van, naar, 1))
    assert f"klein.yaml, {plaats}" in fout
    assert zin in fout
    assert toestand() == eerst
    assert laad(KLEIN) == ""  # the same file, good, is loaded


def test_geheimhouding_ontbreekt(laad: Laad) -> None:
    fout = laad(KLEIN[: KLEIN.index("    geheimhouding")])
    assert "regel 14, bijlage1[1].geheimhouding: Dit onderdeel ontbreekt." in fout


def test_dezelfde_naam_wordt_een_keer_genoemd(laad: Laad) -> None:
    tweede = "  - {soort: gemeente, naam: GEMEENTE klein}\nbijlage1:"
    fout = laad(KLEIN.replace("bijlage1:", tweede))
    assert "Er is niets geladen: 1 fout." in fout
    assert "regel 13, partijen[4].naam: Dit staat ook al op regel 10." in fout


def test_een_fout_zegt_wat_wel_kan(tmp_path: Path) -> None:
    bestand = tmp_path / "kader.yaml"
    bestand.write_text(
        "soort: referentiekader\ncode: nieuw\nnaam: x\n"
        "fasen:\n  - {nummer: 32768, naam: Een}\n"
        "ontwikkelgebieden:\n  - {nummer: 1, naam: Een, gebied: overig}\n"
    )
    with pytest.raises(CommandError) as fout:
        call_command("laad_convenant", str(bestand))
    assert "Er is niets geladen: 2 fouten." in str(fout.value)
    assert "regel 5, fasen[1].nummer: " in str(fout.value)
    assert "32767" in str(fout.value)
    assert "regel 7, ontwikkelgebieden[1].gebied: Kies uit: ideologie, sociale_context." in str(
        fout.value
    )
    assert not Referentiekader.objects.exists()


def test_alle_fouten_van_alle_bestanden_staan_er_tegelijk(laad: Laad, tmp_path: Path) -> None:
    ander = tmp_path / "ander.yaml"
    ander.write_text("soort: grondslagen\ngrondslagen:\n  - {code: x, soort_partij: om}\n")
    fout = laad(KLEIN.replace("regio: Klein\n", "").replace("2024-02-01", "gisteren"), str(ander))
    assert "Er is niets geladen: 6 fouten." in fout
    assert "klein.yaml, regel 1, regio: " in fout
    assert "klein.yaml, regel 16, bijlage1[1].van: " in fout
    assert f"{ander}, regel 3, grondslagen[1].geldig_vanaf: " in fout
    assert not Convenant.objects.exists()
    assert not Referentiekader.objects.exists()  # the good file was not loaded either


@pytest.mark.clausule("WPG-vervalt", "eerste-laatste")
def test_een_grond_krijgt_een_laatste_dag_uit_het_bestand(laad: Laad) -> None:
    regel = "{code: x, soort_partij: om, wet: Wjsg, artikel: artikel 1, omschrijving: x, geldig_vanaf: 2020-01-01"
    tekst = "soort: grondslagen\ngrondslagen:\n  - " + regel
    assert "laatste_dag" in laad(tekst + ", laatste_dag: 2019-01-01}\n")
    assert laad(tekst + "}\n") == ""
    assert laad(tekst + ", laatste_dag: 2030-01-01}\n") == ""
    grond = Grondslag.objects.get()
    assert (grond.vervallen(date(2030, 1, 1)), grond.vervallen(date(2030, 1, 2))) == (False, True)


@pytest.mark.clausule("WPG-soort", "grond-per-ontvanger")
@pytest.mark.parametrize(
    ("soort", "ontvanger", "goed"),
    [
        ("politie", "college", True),
        ("politie", '""', False),
        ("om", "om", False),
        ("om", '""', True),
    ],
)
def test_alleen_een_grond_van_de_politie_noemt_een_ontvanger(
    laad: Laad, soort: str, ontvanger: str, goed: bool
) -> None:
    fout = laad(
        f"soort: grondslagen\ngrondslagen:\n  - {{code: x, soort_partij: {soort}, wet: x, artikel: x, "
        f"omschrijving: x, geldig_vanaf: 2020-01-01, ontvanger: {ontvanger}}}\n"
    )
    assert ("Noem een ontvanger" in fout) != goed
    assert Grondslag.objects.exists() == goed


def test_een_fase_waarmee_is_gewogen_blijft(tmp_path: Path) -> None:
    call_command("laad_convenant", str(FIXTURES / "referentiekader.yaml"))
    bestand = tmp_path / "kader.yaml"
    bestand.write_text(
        "soort: referentiekader\ncode: modelconvenant\nnaam: x\n"
        "fasen:\n  - {nummer: 1, naam: Een}\n"
        "ontwikkelgebieden:\n  - {nummer: 1, naam: Een, gebied: ideologie}\n"
    )
    with pytest.raises(CommandError, match="Nummer 4 ontbreekt"):
        call_command("laad_convenant", str(bestand))
    assert Referentiekader.objects.get().naam != "x"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"- a\n- b\n", "Begin met"),
        (b"soort: convenant\x00", "teken"),
        (b"a: " + b"[" * 5000, "niveaus"),
        (b"# " + b"x" * 300_000, "te groot"),
        (b"soort: convenant\n---\nsoort: convenant\n", "YAML-opmaak"),
    ],
)
def test_vreemde_bestanden_worden_netjes_geweigerd(laad: Laad, inhoud: bytes, zin: str) -> None:
    assert zin in laad(inhoud)


def test_een_bestand_dat_er_niet_is() -> None:
    with pytest.raises(
        CommandError, match=r"er-niet\.yaml, regel 1, bestand: Dit bestand is er niet"
    ):
        call_command("laad_convenant", "er-niet.yaml")


def test_wat_niet_past_bij_wat_er_staat_toont_geen_rij(tmp_path: Path) -> None:
    call_command("laad_convenant", *ALLES)
    gemeente = Partij.objects.get(naam="Gemeente Beek")
    zeg_op(gemeente)
    bestand = tmp_path / "later.yaml"
    inhoud = (FIXTURES / "convenant-limburg.yaml").read_text()
    bestand.write_text(inhoud.replace("2019-03-01", "9999-12-31"))
    with pytest.raises(CommandError) as fout:
        call_command("laad_convenant", str(bestand))
    assert "Er is niets geladen" in str(fout.value)
    assert "veiligheid@" not in str(fout.value)
    gemeente.refresh_from_db()
    assert gemeente.vanaf.year == 2019
