"""One person from a melding to a closed plan, in a real browser, each role seeing only its own part."""

import time
from datetime import date
from typing import TYPE_CHECKING

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.utils import timezone

from gereedschap import verhaal
from register.models import Dossier
from retention import tasks
from retention.models import Vernietiging
from tests.browser.toneel import (
    KERN,
    Toneel,
    dag,
    ga,
    kies,
    kies_kernpartijen,
    knop,
    lees_en_bevestig,
    status,
    verstuur,
    vul,
)
from tests.hulp import verlopen

if TYPE_CHECKING:
    import subprocess

    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]

GEHEIM = "Zijn nummer komt voor in een afgesloten groepsgesprek."
MELDER = "Grootvader Piet Vogelzang"


@pytest.mark.clausule("MEL-eerder", "tonen")
@pytest.mark.clausule("WEE-drie-opties", "casusoverleg")
@pytest.mark.clausule("WEE-agenderen", "kopie")
@pytest.mark.clausule("CAS-toegang-extern", "plan")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.clausule("CAS-afsluiten", "advies")
@pytest.mark.clausule("WEE-plan-afgesloten")
@pytest.mark.clausule("INF-aantekening", "grond")
@pytest.mark.clausule("RET-automatisch", "vooraf")
@pytest.mark.parametrize("toneel", [True, False], ids=["script", "zonder-script"], indirect=True)
def test_van_melding_tot_afgesloten_plan(
    toneel: Toneel, celery_worker_proces: "subprocess.Popen[bytes]"
) -> None:
    _oude_melding()
    melding = _registreer(toneel)
    dossier = _breng_in_en_weeg(toneel, melding)
    casus = _agendeer(toneel, dossier)
    _niet_voor_anderen(toneel, melding, dossier, casus)
    _maak_plan(toneel, casus)
    _extern_ziet_alleen_het_plan(toneel, casus)
    _beheer(toneel, casus)
    _sluit_af(toneel, casus, dossier)
    _inzage(toneel)
    _bewaartermijnen(toneel, dossier, casus)


def _oude_melding() -> None:
    """Set-up: a melding that nobody brought in, of which the six months are over since today."""
    toen = verlopen(relativedelta(months=6))
    persoon = {
        "naam": ["Moussa", "", "Vogelzang"],
        "adres": ["", "", "Venlo"],
        "dagen": (timezone.localdate() - toen).days,
        "herkomst": "meldpunt",
        "stand": "melding",
        "gericht_op": ["extremisme"],
        "signalen": ["Hij plakte een sticker met een hakenkruis op een lantaarnpaal."],
    }
    verhaal.Verhaal(persoon, timezone.localdate()).speel()


def _registreer(toneel: Toneel) -> str:
    """Step 1: bad input first; what was typed is kept. Then it turns out that he is known."""
    pagina = toneel.als("gemeente.venlo")
    pagina.goto("/meldingen/nieuw/")
    vul(pagina, voornamen="Mousa", achternaam="Vogelsang", ontvangen_op=dag(2))
    knop(pagina, "Registreer melding")
    assert pagina.locator("[name=achternaam]").input_value() == "Vogelsang"
    fouten = pagina.locator("main").inner_text()
    assert "Beschrijf wat er is gezien of gehoord." in fouten
    toneel.bewaar("gemeente.venlo", "1-melding-met-fouten")
    vul(
        pagina,
        straat="Vogelpad 12",
        postcode="5911 AA",
        woonplaats="Venlo",
        geboortedatum="2001-04-05",
        ontvangen_op=dag(-1),
        herkomst="naasten",
        melder_naam=MELDER,
        melder_contact="06-00000011",
        signalen__0__omschrijving="Hij vertelde dat hij een reis naar strijdgebied voorbereidt.",
        signalen__0__aard="feit",
        signalen__0__gericht_op="uitreizen",
        signalen__0__waargenomen_op=dag(-2),
    )
    knop(pagina, "Registreer melding")
    pagina.get_by_role("link", name="Open M-").click()
    tekst = pagina.locator("main").inner_text()
    assert "Eerder" in tekst  # the old melding, though spelled otherwise and stored encrypted
    toneel.bewaar("gemeente.venlo", "1-melding")
    return pagina.url


def _breng_in_en_weeg(toneel: Toneel, melding: str) -> str:
    """Step 2: brought in, weighed on the referentiekader; police adds data, some of it secret."""
    pagina = toneel.als("gemeente.venlo")
    pagina.goto(melding)
    ga(pagina, "Breng in")
    knop(pagina, "Breng in")
    dossier = pagina.url
    assert "/weegploeg/" in dossier

    politie = toneel.als("politie.limburg")
    politie.goto(dossier)
    assert MELDER not in politie.content()  # another party's reporter is shielded
    ga(politie, "Eigen signaal toevoegen")
    vul(
        politie,
        omschrijving="Hij kocht een enkele reis naar Istanbul.",
        aard="feit",
        gericht_op="uitreizen",
        wpg_artikel="8",
        grondslag=politie.locator(
            "[name=grondslag] option", has_text="artikel 20"
        ).first.get_attribute("value")
        or "",
    )
    kies(politie, "grondslag_om", "16 lid 1")
    verstuur(politie)
    ga(politie, "Eigen signaal toevoegen")
    vul(politie, omschrijving=GEHEIM, aard="feit", gericht_op="uitreizen", wpg_artikel="9")
    kies(politie, "grondslag", "18 lid 2")
    kies(politie, "grondslag_om", "16 lid 1")
    verstuur(politie)
    assert (
        "Kies het doel waarvoor de politie dit gegeven verstrekt."
        in politie.locator("main").inner_text()
    )
    vul(
        politie,
        wpg_doel="a",
        wpg_overleg="Overlegd met de bevoegd functionaris en het OM.",
        wpg_geen_bezwaar=True,
    )
    verstuur(politie)
    assert "Alleen kernpartijen" in politie.locator("main").inner_text()

    politie.goto(f"{dossier}wegen/")
    for rij in politie.locator("[name^=fase_][value]:not([value=''])").all()[2:8:4]:
        rij.check(force=True)
    vul(politie, duiding="De voorbereiding van een uitreis staat op de voorgrond.")
    toneel.bewaar("politie.limburg", "2-wegen")
    verstuur(politie)
    toneel.bewaar("politie.limburg", "2-dossier")
    return dossier


def _agendeer(toneel: Toneel, dossier: str) -> str:
    """Step 2 and 3: two parties are not enough; then a copy of what was chosen opens the casus."""
    lid = toneel.als("om.limburg")
    lid.goto(dossier)
    assert lid.get_by_role("link", name="Leg het besluit vast").count() == 0
    assert status(lid, f"{dossier}besluiten/") == 404

    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto(dossier)
    ga(pagina, "Leg het besluit vast")
    ga(pagina, "^Casussen$")
    pagina.goto(f"{dossier}besluiten/?uitkomst=casusoverleg")
    vul(pagina, argumenten="De kans op een uitreis is groot; meer partijen hebben een rol.")
    kies_kernpartijen(pagina, *KERN[:2])
    pagina.get_by_label("Risico's voor de samenleving beperken").check()
    pagina.get_by_label("De persoon verblijft in Nederland").check()
    pagina.locator("[name=band][value=verblijft]").check()
    pagina.locator("[name=band_feit]").fill("Staat er ingeschreven.")
    for vak in pagina.locator("[name=signalen]").all():
        vak.check()
    pagina.get_by_label("GGZ Maasoever uitnodigen").check()
    pagina.get_by_label("Rol van GGZ Maasoever in het plan").fill("Behandeling van trauma.")
    for naam in ("noodzaak", "proportionaliteit", "subsidiariteit"):
        pagina.locator(f"textarea[name^={naam}_]:visible").fill("Zonder deze hulp gaat het mis.")
    pagina.get_by_label("Daarover is nog niet besloten").check()
    assert pagina.locator("[name=signalen]").count() == 2  # the secret one is not offered
    knop(pagina, "Leg het besluit vast")
    assert "Alle drie de kernpartijen moeten het eens zijn" in pagina.locator("main").inner_text()
    toneel.bewaar("uitvoerder.venlo", "3-besluit-met-fout")
    kies_kernpartijen(pagina)
    knop(pagina, "Leg het besluit vast")
    toneel.bewaar("uitvoerder.venlo", "3-dit-gebeurt-er")
    lees_en_bevestig(pagina)
    tekst = pagina.locator("main").inner_text()
    assert "geagendeerd" in tekst
    toneel.bewaar("uitvoerder.venlo", "3-geagendeerd")

    # Not yet informing, on a ground and with a day to look again (MC 11.4).
    pagina.goto(f"{dossier}informeren/?keuze=nog_niet")
    vul(pagina, reden="Hij zou zijn vertrek vervroegen.", heroverwegen_op=dag(30))
    vul(pagina, afweging="Zijn belang weegt nu minder zwaar.")
    pagina.locator("[name=factoren][value=g]").check()
    kies(pagina, "grond", "artikel 41 lid 1 onder d")
    kies_kernpartijen(pagina)
    verstuur(pagina)
    lees_en_bevestig(pagina)
    assert "artikel 41" in pagina.locator("main").inner_text()

    pagina.goto(dossier)
    ga(pagina, r"C-\d{4}-\w{6}")
    tekst = pagina.locator("main").inner_text()
    assert "enkele reis" in tekst
    assert GEHEIM not in tekst
    assert MELDER not in tekst
    toneel.bewaar("uitvoerder.venlo", "4-casus")
    return pagina.url


def _niet_voor_anderen(toneel: Toneel, melding: str, dossier: str, casus: str) -> None:
    """Step 5: another municipality, the administrator and who takes no part find nothing."""
    for wie in ("gemeente.maastricht", "beheerder", "fg", "rvdk.limburg", "reclassering.limburg"):
        pagina = toneel.als(wie)
        for pad in (melding, dossier, casus, f"{casus}plan/"):
            assert status(pagina, pad) == 404, (wie, pad)
    reclassering = toneel.als("reclassering.limburg")
    reclassering.goto("/casusoverleg/")
    assert "Vogelsang" not in reclassering.content()
    for wie in ("reclassering.limburg", "extern.ggz", "fg"):
        pagina = toneel.als(wie)
        for pad in ("/", "/casusoverleg/", "/bewaartermijnen/", "/beveiliging/", "/convenant/"):
            pagina.goto(pad)
            for niet in (GEHEIM, MELDER, "strijdgebied"):
                assert niet not in pagina.content(), (wie, pad)


def _neemt_aan(toneel: Toneel, wie: str) -> None:
    """Who is invited says so under its own account, from its worklist."""
    pagina = toneel.als(wie)
    pagina.goto("/")
    ga(pagina, r"Zeg of uw organisatie meedoet")
    pagina.locator("[name=uitkomst][value=doet_mee]").check()
    verstuur(pagina)


def _maak_plan(toneel: Toneel, casus: str) -> None:
    """Step 4: participants, casusregisseur, analysis, plan with aims and measures; adopted."""
    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto(f"{casus}deelname/")
    pagina.get_by_role("radio", name="Reclassering Nederland").check()
    pagina.locator("[name=waarvoor][value=uitvoering]").check()
    vul(pagina, reden="Toezicht na een eerdere straf.")
    verstuur(pagina)
    lees_en_bevestig(pagina)
    for wie in ("reclassering.limburg", "extern.ggz"):
        _neemt_aan(toneel, wie)
    assert toneel.als("reclassering.limburg").goto(casus).status == 200  # type: ignore[union-attr]

    pagina.goto(f"{casus}regisseur/")
    pagina.locator("[name=partij]").select_option(label="Gemeente Venlo")
    verstuur(pagina)
    pagina.goto(f"{casus}analyse/")
    vul(pagina, analyse="Verlies en een groep vrienden die hem trekt.")
    verstuur(pagina)

    pagina.goto(f"{casus}plan/wijzigen/")
    pagina.locator("[name=doelen][value=d]").check()
    pagina.locator("[name=doelen][value=e]").check()
    vul(pagina, doel="Hij reist niet uit en krijgt behandeling.")
    verstuur(pagina)
    for partij, wat, tot in (
        ("Gemeente Venlo", "Gesprek met het gezin", dag(30)),
        ("GGZ Maasoever", "Traumabehandeling", dag(0)),
    ):
        pagina.goto(f"{casus}plan/maatregel/")
        pagina.locator("[name=doel]").select_option("e")
        pagina.locator("[name=partij]").select_option(label=partij)
        vul(pagina, omschrijving=wat, bevoegdheid="Eigen taak", van=dag(0), tot=tot)
        verstuur(pagina)

    # A concept is not for the external partner.
    extern = toneel.als("extern.ggz")
    extern.goto("/casusoverleg/")
    assert "Traumabehandeling" not in extern.content()
    assert status(extern, f"{casus}plan/") == 404

    pagina.goto(f"{casus}plan/voorleggen/")
    verstuur(pagina)
    pagina.goto(f"{casus}plan/vaststellen/")
    vul(pagina, waarom_toch="In het overleg had geen partij bezwaar.")
    toneel.bewaar("uitvoerder.venlo", "5-vaststellen")
    verstuur(pagina)
    pagina.goto(f"{casus}plan/")
    assert "Vastgesteld" in pagina.locator("main").inner_text()
    toneel.bewaar("uitvoerder.venlo", "5-plan")


def _extern_ziet_alleen_het_plan(toneel: Toneel, casus: str) -> None:
    """Step 5: the adopted plan and its own measures, nothing else."""
    pagina = toneel.als("extern.ggz")
    assert status(pagina, casus) == 404
    assert status(pagina, f"{casus}analyse/") == 404
    pagina.goto("/casusoverleg/")
    ga(pagina, r"C-\d{4}-\w{6}")
    tekst = pagina.locator("main").inner_text()
    assert "Traumabehandeling" in tekst
    for niet in ("enkele reis", "trekt", GEHEIM, MELDER, "Vogelpad"):
        assert niet not in pagina.content()
    toneel.bewaar("extern.ggz", "5-extern-plan")
    ga(pagina, "Voortgang melden|Meld voortgang|voortgang")
    vul(pagina, stand="klaar", resultaat="De behandeling is afgerond.")
    verstuur(pagina)
    assert "Klaar" in pagina.locator("main").inner_text()


def _sluit_af(toneel: Toneel, casus: str, dossier: str) -> None:
    """Step 6: advice to close; the core parties close it, and the weegploeg file says so too."""
    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto(f"{casus}advies/")
    vul(pagina, evaluatie="De doelen zijn gehaald.", vervolg="Nazorg bij de huisarts.")
    for keuze in ("[name^=doel_][value=bereikt]", "[name^=afloop_][value=overgedragen]"):
        for vak in pagina.locator(keuze).all():
            vak.check()
    for uitleg in pagina.locator("textarea[name^=afloop_uitleg_]").all():
        uitleg.fill("Het wijkteam neemt het over.")
    verstuur(pagina)
    pagina.goto(f"{dossier}afsluiten/")
    assert (
        "Gesprek met het gezin" in pagina.locator("main").inner_text()
    )  # nobody said that it is done
    vul(pagina, keuze="plan_afsluiten", argumenten="De kernpartijen volgen het advies.")
    vul(pagina, niet_af="Het gezin houdt contact met de wijkagent.")
    kies_kernpartijen(pagina)
    toneel.bewaar("uitvoerder.venlo", "7-afsluiten")
    verstuur(pagina)
    lees_en_bevestig(pagina)
    pagina.goto(dossier)
    assert "Plan afgesloten" in pagina.locator("main").inner_text()
    pagina.goto(casus)
    assert "Afgesloten" in pagina.locator("main").inner_text()
    assert pagina.get_by_role("link", name="Deelnemer toelaten").count() == 0  # closed is closed


def _beheer(toneel: Toneel, casus: str) -> None:
    """Step 5: the administrator ends an external partner (gone at once) and adds another."""
    extern = toneel.als("extern.ggz")
    assert status(extern, f"{casus}plan/") == 200
    pagina = toneel.als("beheerder")
    pagina.goto("/convenant/bijlage-1/nieuw/")
    vul(
        pagina,
        naam="Stichting Thuisbasis",
        contact="info@thuisbasis.example",
        reden="Begeleid wonen.",
        van=dag(0),
        getekend_op=dag(-7),
        getekend_door="directeur",
        geldig_tot=dag(365),
    )
    _kernbesluit(pagina)
    verstuur(pagina)
    assert "Stichting Thuisbasis" in pagina.locator("main").inner_text()
    pagina.goto("/convenant/")
    toneel.bewaar("beheerder", "6-bijlage-1")
    ga(pagina, "indigen.*GGZ Maasoever")
    _kernbesluit(pagina)
    verstuur(pagina)
    extern.goto(f"{casus}plan/")
    assert "Traumabehandeling" not in extern.content()


def _kernbesluit(pagina: "Page") -> None:
    """What the core parties decided on annex 1."""
    vul(pagina, besloten_op=dag(-7), kenmerk="Z-2026-00417")
    for vak in pagina.locator("[name=besloten_door]").all():
        vak.check()


def _inzage(toneel: Toneel) -> None:
    """Step 8: the person asks for access; third persons are left out of the overview."""
    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto("/verzoeken/nieuw/")
    vul(
        pagina,
        soort="inzage",
        ontvangen_op=dag(0),
        voornamen="Mousa",
        achternaam="Vogelsang",
        geboortedatum="2001-04-05",
        indiener="zelf",
    )
    verstuur(pagina)
    pagina.get_by_role("link", name="Open V-").click()
    verzoek = pagina.url
    assert status(pagina, f"{verzoek}zoeken/") == 200
    assert "identiteit" in pagina.locator("main").inner_text().lower()
    pagina.goto(f"{verzoek}identiteit/")
    vul(pagina, identiteit_hoe="bewijs", identiteit_op=dag(0))
    verstuur(pagina)
    pagina.goto(f"{verzoek}zoeken/")
    assert pagina.locator("[name=dossiers]").count() >= 2
    for vak in pagina.locator("[name=dossiers]").all():
        vak.check()
    toneel.bewaar("uitvoerder.venlo", "8-zoeken")
    verstuur(pagina)
    toneel.bewaar("uitvoerder.venlo", "8-controleren")
    _laat_weg(pagina)
    toneel.bewaar("uitvoerder.venlo", "8-weglaten")
    verstuur(pagina)
    toneel.bewaar("uitvoerder.venlo", "8-beantwoorden")
    verstuur(pagina)
    pagina.goto(verzoek)
    tekst = pagina.locator("main").inner_text()
    assert "strijdgebied" in tekst
    assert MELDER not in tekst
    assert (
        GEHEIM not in tekst
    )  # left out after asking the police, on a ground that the letter names
    assert "artikel 41 lid 1 onder d UAVG" in tekst
    toneel.bewaar("uitvoerder.venlo", "8-beantwoord")
    antwoord = pagina.request.get(f"{verzoek}pdf/")
    assert antwoord.headers["content-type"] == "application/pdf"
    assert antwoord.body().startswith(b"%PDF")


def _laat_weg(pagina: "Page") -> None:
    """What is about others, and the police data, each for its own reason."""
    # Of free text that no mark can judge somebody reads and chooses.
    for keuze in pagina.locator("select[name^=weg_]:has(option[value=mee])").all():
        keuze.select_option("mee")
    pagina.get_by_text("Reden 2", exact=True).click()
    for nr, grond in (("1", "41-1-i"), ("2", "41-1-d")):
        vul(
            pagina,
            **{
                f"r{nr}_grond": grond,
                f"r{nr}_factoren": "g",
                f"r{nr}_brief": "Anders loopt iemand gevaar.",
                f"r{nr}_volledig": "Besproken in het overleg.",
            },
        )
    vul(pagina, politie="De teamchef, vandaag")
    geheim = pagina.locator(".co-gegevens__rij", has_text=GEHEIM)
    assert geheim.count() == 1
    geheim.get_by_text("Weglaten of meesturen").click()
    geheim.locator("select").select_option("2")


def _bewaartermijnen(toneel: Toneel, dossier: str, casus: str) -> None:
    """Step 7: the worker destroys what is due today; a year on the rest goes to the archive."""
    assert not Vernietiging.objects.exists()
    # Of what was withheld nobody can object any more.
    wacht = Dossier.objects.exclude(opgeschort_tot=None)
    assert wacht.update(opgeschort_tot=timezone.localdate() - relativedelta(days=1)) > 0
    tasks.vernietig_na_zes_maanden.delay()
    einde = time.monotonic() + 30
    while not Vernietiging.objects.exists() and time.monotonic() < einde:
        time.sleep(0.2)
    assert Vernietiging.objects.count() == 1
    pagina = toneel.als("uitvoerder.venlo")
    pagina.goto("/bewaartermijnen/vernietigd/")
    assert "Zes maanden" in pagina.locator("main").inner_text()
    toneel.bewaar("uitvoerder.venlo", "9-vernietigd")

    over_een_jaar: date = timezone.localdate() + relativedelta(years=1, days=1)
    call_command("bewaartermijnen", "--peildatum", over_een_jaar.isoformat())
    assert status(pagina, dossier) == 404
    assert status(pagina, casus) == 404
    pagina.goto("/bewaartermijnen/archief/")
    toneel.bewaar("uitvoerder.venlo", "9-archief")
    ga(pagina, r"C-\d{4}-\w{6}")
    assert "enkele reis" not in pagina.content()  # a reason first
    pagina.locator("[name=reden]").first.check()
    verstuur(pagina)
    assert "enkele reis" in pagina.content()
    toneel.bewaar("uitvoerder.venlo", "9-archiefstuk")
    reclassering = toneel.als("reclassering.limburg")
    assert status(reclassering, pagina.url) == 404
