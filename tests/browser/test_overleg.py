"""A meeting of the weegploeg on eight files, from invitation to approved minutes, in a real browser."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from django.utils import timezone
from icalendar import Calendar

from gereedschap import verhaal
from overleg.models import Overleg
from tests.browser.toneel import Toneel, dag, ga, knop, verstuur, vul
from tests.privacy_rights.pdf_tekst import pdf_tekst
from weegploeg.models import Spreker, Vastlegging, WeegploegDossier

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(300),
]

SECRETARIS = "uitvoerder.venlo"
LEDEN = ("gemeente.venlo", "politie.limburg", "om.limburg")
NIEUW = ("Arda Zilvermeer", "Bo Kwikstaart", "Cas Roodborst", "Dina Wielewaal", "Evi Boomklever")
Stand = WeegploegDossier.Stand


def zet_klaar(vandaag: date) -> list[str]:
    """Eight files that are due: five new, one back from nadere duiding, one to close, one to inform.

    Returns:
        Words that say who they are about.
    """
    demo = yaml.safe_load((verhaal.FIXTURES / "demo.yaml").read_text())["mensen"]
    per_sleutel = {rij["sleutel"]: rij for rij in demo}
    vers = per_sleutel["weging-2"] | {"weging": {1: 3, 3: 2}, "duiding": "Zoekt anderen op."}
    terug = per_sleutel["duiding-1"] | {"weging": {1: 2}, "duiding": "Laat vrienden los."}
    terug.pop("uitgesloten")
    straks = per_sleutel["niet-1"]
    straks["informeren"]["heroverwegen"] = 5
    personen: list[dict[str, Any]] = [
        *(vers | {"naam": [naam.split()[0], "", naam.split()[1]]} for naam in NIEUW),
        terug,
        per_sleutel["casus-advies"],
        straks,
    ]
    for persoon in personen:
        verhaal.Verhaal(persoon, vandaag).speel()
    return [woord for persoon in personen for woord in (persoon["naam"][0], persoon["naam"][2])]


@pytest.mark.clausule("CAS-uitvoerder-taken", "uitnodigingen")
@pytest.mark.clausule("CAS-uitvoerder-taken", "aanwezigheid")
@pytest.mark.clausule("CAS-uitvoerder-taken", "verslag")
@pytest.mark.clausule("WEE-drie-opties", "casusoverleg")
@pytest.mark.clausule("WEE-eens", "bevestigen")
@pytest.mark.clausule("WEE-eens", "bezwaar-verslag")
def test_een_overleg_over_acht_dossiers(toneel: Toneel) -> None:
    namen = zet_klaar(timezone.localdate())
    overleg = _plan(toneel)
    _stuur_uitnodiging(toneel, overleg, namen)
    _begin(toneel, overleg)
    _bespreek(toneel, overleg)
    _bevestig(toneel)
    _stel_vast(toneel, overleg)


def _plan(toneel: Toneel) -> str:
    """The secretary plans it; the agenda fills itself, and one file is asked back by hand."""
    pagina = toneel.als(SECRETARIS)
    terug = WeegploegDossier.objects.get(stand=Stand.NADERE_DUIDING)
    pagina.goto(f"/weegploeg/{terug.pk}/")
    pagina.get_by_role("button", name=re.compile("Zet terug op de agenda")).click()
    pagina.goto("/overleg/nieuw/")
    vul(pagina, soort="weegploeg", dag=dag(), begin="00:01", eind="23:58", plaats="Stadhuis, 2.14")
    verstuur(pagina)
    ga(pagina, "Algemeen punt toevoegen")
    vul(pagina, onderwerp="Rooster voor de winter")
    verstuur(pagina)
    assert pagina.locator("#agenda").count() == 1
    rijen = pagina.locator("table tbody tr")
    assert rijen.count() == 9
    toneel.bewaar(SECRETARIS, "overleg-1-agenda")
    return pagina.url.partition("#")[0]


def _stuur_uitnodiging(toneel: Toneel, overleg: str, namen: list[str]) -> None:
    """Invitation, agenda and calendar entry: nothing in them says who it is about."""
    pagina = toneel.als(SECRETARIS)
    for stuk in ("uitnodiging.pdf", "agenda.pdf"):
        inhoud = pagina.request.get(f"{overleg}{stuk}").body()
        tekst = pdf_tekst(inhoud)
        assert "Stadhuis, 2.14" in tekst
        assert not [naam for naam in namen if naam in tekst]
    [afspraak] = Calendar.from_ical(pagina.request.get(f"{overleg}overleg.ics").body()).events
    assert afspraak.get("LOCATION") == "Stadhuis, 2.14"
    assert not [naam for naam in namen if naam in str(afspraak.to_ical())]
    for lid in LEDEN:
        toneel.als(lid).goto("/")
        assert "weegploeg van" in toneel.als(lid).locator("main").inner_text()


def _begin(toneel: Toneel, overleg: str) -> None:
    pagina = toneel.als(SECRETARIS)
    pagina.goto(overleg)
    ga(pagina, "Leg vast wie er is")
    for vak in pagina.locator("[name=aanwezig]").all():
        vak.check()
    verstuur(pagina)
    knop(pagina, "Begin het overleg")


class Handen:
    """What the secretary does at one item, counted: a key, a choice, a text, a click is one."""

    def __init__(self, pagina: "Page") -> None:
        self.pagina, self.aantal = pagina, 0

    def toets(self, toets: str) -> None:
        self.aantal += 1
        with self.pagina.expect_navigation():
            self.pagina.keyboard.press(toets)

    def typ(self, **velden: str | bool) -> None:
        self.aantal += len(velden)
        vul(self.pagina, **velden)

    def druk(self, knop_: str) -> None:
        self.aantal += 1
        with self.pagina.expect_navigation():
            self.pagina.get_by_role("button", name=re.compile(knop_)).click()


SAMEN = "Leg vast: de drie kernpartijen"


def _geen_casus(handen: Handen) -> None:
    handen.toets("2")
    handen.typ(argumenten="Dit wijst niet op radicalisering.", afspraak="De gemeente belt morgen.")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")
    assert handen.aantal <= 5


def _casusoverleg(handen: Handen) -> None:
    handen.toets("1")
    handen.typ(argumenten="Meer partijen hebben een rol.", afspraak="De gemeente belt morgen.")
    for vak in handen.pagina.locator("[name=signalen]").all():
        vak.check()
    handen.pagina.locator("[name=doelen]").first.check()
    handen.pagina.get_by_label("De persoon verblijft in Nederland").check()
    handen.pagina.locator("[name=band][value=verblijft]").check()
    handen.pagina.locator("[name=band_feit]").fill("Staat er ingeschreven.")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")


def _niet_informeren(handen: Handen) -> None:
    """Agreed on, and the subject is told later, on a ground."""
    handen.toets("2")
    handen.pagina.get_by_label("Niet, of nog niet, op een grond uit de wet").check()
    handen.typ(argumenten="Te weinig feiten.", reden="De melder is anders herkenbaar.")
    handen.typ(heroverwegen_op=dag(60), afweging="De melder loopt anders gevaar.")
    handen.pagina.locator("[name=factoren][value=g]").check()
    optie = handen.pagina.locator("[name=grond] option", has_text="onder i").first
    handen.typ(grond=optie.get_attribute("value") or "")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")


def _duiding(handen: Handen) -> None:
    handen.toets("3")
    handen.typ(argumenten="Wij weten te weinig van zijn werk.")
    optie = handen.pagina.locator("[name=aan_1] option", has_text="Reclassering").first
    handen.typ(aan_1=optie.get_attribute("value") or "", vraag_1="Loopt er een toezicht?")
    handen.typ(nodig_1="Zonder dat weten wij niet of er hulp is.")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")


def _afsluiten(handen: Handen) -> None:
    handen.toets("1")
    handen.typ(keuze="plan_afsluiten", argumenten="Wij volgen het advies.")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")
    assert handen.aantal <= 5


def _informeren(handen: Handen) -> None:
    handen.toets("1")
    handen.typ(afspraak="De gemeente vertelt het volgende week.")
    handen.druk(SAMEN)
    handen.druk("Leg het besluit vast")
    assert handen.aantal <= 5


def _zonder_besluit(handen: Handen) -> None:
    handen.druk("Besproken, zonder besluit")


def _bespreek(toneel: Toneel, overleg: str) -> None:
    """Each item in the order of the agenda, by key, with what is on the screen alone."""
    pagina = toneel.als(SECRETARIS)
    nieuw = iter((_casusoverleg, _geen_casus, _niet_informeren, _duiding, _zonder_besluit))
    soorten: dict[str, Callable[[Handen], None]] = {
        "duiding": _geen_casus,
        "afsluiten": _afsluiten,
        "informeren": _informeren,
    }
    punten = list(Overleg.objects.get().punten.filter(afgevoerd=False))
    assert len(punten) == 9
    for punt in punten:
        assert pagina.url.rstrip("/").endswith(str(punt.pk)), (pagina.url, punt.reden)
        if punt.dossier_id is None:
            vul(pagina, conclusie="Wij komen om de week bijeen.")
            knop(pagina, "Leg vast")
            continue
        assert punt.nummer in pagina.locator("h1").inner_text()
        if punt is punten[0]:
            _van_ver_te_lezen(toneel)
        (soorten.get(punt.reden) or next(nieuw))(Handen(pagina))
    toneel.bewaar(SECRETARIS, "overleg-2-na-het-laatste-punt")
    pagina.goto(f"{overleg}sluiten/")
    verstuur(pagina)
    assert "ligt klaar als concept" in pagina.locator("main").inner_text()


def _van_ver_te_lezen(toneel: Toneel) -> None:
    """On a large screen every letter is at least 24 pixels, and the form stands beside the file."""
    pagina = toneel.als(SECRETARIS)
    toneel.bewaar(SECRETARIS, "overleg-2-scherm")
    pagina.set_viewport_size({"width": 1920, "height": 1080})
    hier = pagina.url
    for adres in (hier, None):
        if adres is None:
            with pagina.expect_navigation():
                pagina.keyboard.press("1")
            links, rechts = (
                pagina.locator(f".co-kolommen > {deel}").first.bounding_box()
                for deel in (":not(.co-zijkant)", ".co-zijkant")
            )
            assert links
            assert rechts
            assert links["x"] + links["width"] <= rechts["x"]
        te_klein = pagina.evaluate(
            """() => [...document.querySelectorAll('main *')].filter(e =>
                [...e.childNodes].some(k => k.nodeType === 3 && k.textContent.trim())
                && e.checkVisibility() && !e.closest('.co-onzichtbaar')
                && parseFloat(getComputedStyle(e).fontSize) < 23.9)
                .map(e => e.className + ': ' + e.textContent.trim().slice(0, 40))"""
        )
        assert te_klein == []
        toneel.afdruk(pagina, f"overleg-2-groot-{'punt' if adres else 'besluit'}")
    pagina.set_viewport_size({"width": 1280, "height": 900})
    pagina.goto(hier)


def _bevestig(toneel: Toneel) -> None:
    """Each member on its own worklist, under its own account; the OM objects to one decision."""
    vastgelegd = Vastlegging.objects.filter(overleg__isnull=False)
    betwist = vastgelegd.filter(besluit__uitkomst="geen_casusoverleg").earliest("vastgelegd_op")
    for wie in LEDEN:
        pagina = toneel.als(wie)
        pagina.goto("/")
        toneel.bewaar(wie, "overleg-3-werklijst")
        while (taak := pagina.get_by_role("link", name=re.compile("^Bevestig"))).count():
            taak.first.click()
            toneel.bewaar(wie, "overleg-3-bevestigen")
            if wie == "om.limburg" and str(betwist.pk) in pagina.url:
                ga(pagina, "^Maak bezwaar$")
                vul(pagina, reden="Wij waren het hier niet over eens.")
                verstuur(pagina)
            else:
                knop(pagina, "Bevestig het besluit")
            pagina.goto("/")
    sprekers = Spreker.objects.filter(vastlegging__in=vastgelegd)
    assert sprekers.count() == 3 * vastgelegd.count()
    assert [rij.vastlegging_id for rij in sprekers.filter(bevestigd_op=None)] == [betwist.pk]


def _stel_vast(toneel: Toneel, overleg: str) -> None:
    """A comment on the draft; the next meeting, on which the objection stands, approves the minutes."""
    lid = toneel.als("politie.limburg")
    lid.goto(f"{overleg}verslag/")
    toneel.bewaar("politie.limburg", "overleg-4-concept")
    ga(lid, "^Maak een opmerking$")
    vul(lid, tekst="Het rooster gaat in op 1 januari.")
    verstuur(lid)

    pagina = toneel.als(SECRETARIS)
    pagina.goto("/overleg/nieuw/")
    vul(pagina, soort="weegploeg", dag=dag(), begin="00:02", eind="23:59", plaats="Stadhuis, 2.14")
    verstuur(pagina)
    tweede = pagina.url.partition("#")[0]
    assert "Bezwaar" in pagina.locator("table tbody").inner_text()
    toneel.bewaar(SECRETARIS, "overleg-4-volgende-agenda")
    _begin(toneel, tweede)
    pagina.goto(f"{overleg}verslag/")
    ga(pagina, "Stel het verslag vast")
    verstuur(pagina)
    tekst = pagina.locator("main").inner_text()
    assert "Het rooster gaat in op 1 januari." in tekst
    assert "Wij komen om de week bijeen." in tekst
    assert "Meer partijen hebben een rol." in tekst
    toneel.bewaar(SECRETARIS, "overleg-5-verslag")
    lid.goto(f"{overleg}verslag/opmerking/")
    assert lid.locator("[name=tekst]").count() == 0  # it does not change any more
    tekst = pdf_tekst(pagina.request.get(f"{overleg}verslag.pdf").body())
    assert "Dit verslag is vastgesteld in het overleg van" in tekst
    assert "Wij komen om de week bijeen." in tekst
