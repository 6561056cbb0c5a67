"""What leaves the application: agenda and invitation as PDF, and a file for calendars, without any name."""

from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from django.urls import reverse
from icalendar import Calendar

from overleg.agenda import werk_bij
from overleg.models import Overleg
from register.models import Inzage
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import overleg
from tests.privacy_rights.pdf_tekst import pdf_tekst

pytestmark = pytest.mark.django_db
NAMEN = ("Timo", "Verzonnen", "Kanarie", "KANARIE", "Nergensweg")
STUKKEN = ("agenda_pdf", "uitnodiging_pdf", "ics")


def _haal(speler: Speler, rij: Overleg, wat: str) -> bytes:
    antwoord = speler.client.get(reverse(f"overleg:{wat}", args=[rij.pk]))
    assert antwoord.status_code == 200
    return antwoord.content  # type: ignore[no-any-return]


def _pdf(speler: Speler, rij: Overleg, wat: str) -> str:
    return pdf_tekst(_haal(speler, rij, wat))


@pytest.fixture
def gepland(cast: Cast) -> Overleg:
    """A meeting of the weegploeg with two files and a general matter on its agenda."""
    weegploeg.in_weging(cast), weegploeg.in_weging(cast)
    rij = overleg(cast, cast.politie, cast.om, voorzitter=cast.om.gebruiker)
    werk_bij("weegploeg", cast.gemeente.partij.pk)
    rij.punten.create(onderwerp="Rooster #voor *de* zomer", volgorde=9)
    return rij


@pytest.mark.clausule("WEE-agenda", "agenda")
def test_de_agenda_noemt_de_nummers_in_volgorde(cast: Cast, gepland: Overleg) -> None:
    tekst = _pdf(cast.uitvoerder, gepland, "agenda_pdf")
    nummers = list(gepland.punten.exclude(nummer="").values_list("nummer", flat=True))
    assert len(nummers) == 2
    plaatsen = [tekst.index(woord) for woord in (*nummers, "Rooster #voor *de* zomer")]
    assert plaatsen == sorted(plaatsen)
    assert "(nieuw)" in tekst
    # Who took the agenda along, saw these files.
    gezien = Inzage.objects.filter(soort=Inzage.Soort.PDF, gebruiker=cast.uitvoerder.gebruiker)
    assert set(gezien.values_list("nummer", flat=True)) == set(nummers)


@pytest.mark.clausule("WEE-agenda", "uitnodiging")
def test_de_uitnodiging_zegt_hoeveel_dossiers_en_niet_welke(cast: Cast, gepland: Overleg) -> None:
    tekst = _pdf(cast.politie, gepland, "uitnodiging_pdf")
    assert "staan 2 dossiers" in tekst
    for woord in ("09:00 tot 11:00", "Raadhuis, kamer 2", cast.om.gebruiker.naam, "Rooster"):
        assert woord in tekst
    for nummer in gepland.punten.exclude(nummer="").values_list("nummer", flat=True):
        assert nummer not in tekst
        assert nummer not in _haal(cast.politie, gepland, "ics").decode()


def test_in_geen_stuk_staat_een_naam(cast: Cast, gepland: Overleg) -> None:
    for wat in ("agenda_pdf", "uitnodiging_pdf"):
        tekst = _pdf(cast.uitvoerder, gepland, wat)
        assert not [naam for naam in NAMEN if naam in tekst]
    assert not [naam for naam in NAMEN if naam in _haal(cast.uitvoerder, gepland, "ics").decode()]


@pytest.mark.parametrize("wat", ["agenda_pdf", "uitnodiging_pdf"])
def test_een_pdf_is_toegankelijk(cast: Cast, gepland: Overleg, wat: str) -> None:
    inhoud = _haal(cast.uitvoerder, gepland, wat)
    assert b"/StructTreeRoot" in inhoud
    assert b"pdfuaid" in inhoud
    titel = pypdfium2.PdfDocument(inhoud).get_metadata_dict()["Title"]
    assert titel in ("Agenda weegploeg", "Uitnodiging weegploeg")


def _punt(inhoud: bytes) -> tuple[Any, Any]:
    agenda: Any = Calendar.from_ical(inhoud)
    (punt,) = agenda.walk("VEVENT")
    return agenda, punt


def test_het_agendabestand_klopt_in_zomer_en_winter(cast: Cast, gepland: Overleg) -> None:
    zone, jaar = ZoneInfo("Europe/Amsterdam"), vandaag().year + 1
    for dag in (
        vandaag().replace(year=jaar, month=1, day=10),
        vandaag().replace(year=jaar, month=7, day=10),
    ):
        gepland.dag = dag
        gepland.save()
        inhoud = _haal(cast.politie, gepland, "ics")
        agenda, punt = _punt(inhoud)
        begin = datetime.combine(dag, time(9), zone)
        assert punt["DTSTART"].dt == begin
        assert punt["DTSTART"].params["TZID"] == "Europe/Amsterdam"
        assert punt["DTEND"].dt - punt["DTSTART"].dt == timedelta(hours=2)
        (zone_deel,) = agenda.walk("VTIMEZONE")
        assert zone_deel["TZID"] == "Europe/Amsterdam"
        # The zone in the file itself gives the moment in UTC, whatever the calendar knows.
        assert zone_deel.to_tz().utcoffset(datetime.combine(dag, time(9))) == begin.utcoffset()
        assert not agenda.errors
        assert not punt.errors
        assert inhoud.replace(b"\r\n", b"").find(b"\n") == -1
        assert max(len(regel) for regel in inhoud.split(b"\r\n")) <= 75


def test_een_verzet_overleg_is_hetzelfde_punt_en_een_afgelast_overleg_gaat_eruit(
    cast: Cast, gepland: Overleg
) -> None:
    agenda, eerst = _punt(_haal(cast.politie, gepland, "ics"))
    assert (agenda["METHOD"], eerst["SEQUENCE"]) == ("PUBLISH", 0)
    client, dag = cast.uitvoerder.client, gepland.dag + timedelta(days=1)
    client.post(
        reverse("overleg:wijzigen", args=[gepland.pk]),
        {"dag": dag, "begin": "10:00", "eind": "12:00", "plaats": "Elders"},
    )
    _, verzet = _punt(_haal(cast.politie, gepland, "ics"))
    assert verzet["UID"] == eerst["UID"]
    assert verzet["SEQUENCE"] > eerst["SEQUENCE"]
    assert verzet["DTSTART"].dt.date() == dag
    client.post(reverse("overleg:afgelasten", args=[gepland.pk]))
    agenda, weg = _punt(_haal(cast.politie, gepland, "ics"))
    assert (agenda["METHOD"], weg["STATUS"], weg["UID"]) == ("CANCEL", "CANCELLED", eerst["UID"])
    assert weg["SEQUENCE"] > verzet["SEQUENCE"]
    assert "gaat niet door" in _pdf(cast.politie, gepland, "uitnodiging_pdf")


@pytest.mark.clausule("CAS-uitvoerder-taken", "uitnodigingen")
def test_een_genodigde_telt_alleen_zijn_eigen_dossiers(cast: Cast) -> None:
    mijn = casussen.casus(cast, cast.reclassering.partij)
    ander = casussen.casus(cast)
    rij = overleg(cast, cast.reclassering, cast.om, soort="casusoverleg")
    werk_bij("casusoverleg", cast.gemeente.partij.pk)
    assert "staan 2 dossiers" in _pdf(cast.om, rij, "uitnodiging_pdf")
    assert "staat 1 dossier" in _pdf(cast.reclassering, rij, "uitnodiging_pdf")
    tekst = _pdf(cast.reclassering, rij, "agenda_pdf")
    assert mijn.nummer in tekst
    assert ander.nummer not in tekst


@pytest.mark.clausule("CAS-uitvoerder-taken", "uitnodigingen")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.parametrize("wat", ["agenda_pdf", "uitnodiging_pdf", "ics"])
def test_wat_de_uitvoerder_rondstuurt_zegt_van_geen_casus_wie_eraan_meedoet(
    cast: Cast, wat: str
) -> None:
    """He sends it to who takes part in one casus, and in another casus others do."""
    een, ander = (
        casussen.casus(cast, cast.reclassering.partij),
        casussen.casus(cast, cast.extern.partij),
    )
    rij = overleg(cast, cast.reclassering, cast.extern, cast.om, soort="casusoverleg")
    werk_bij("casusoverleg", cast.gemeente.partij.pk)
    rij.punten.create(onderwerp="Rooster", volgorde=9)
    nummers = [een.nummer, ander.nummer]
    assert set(rij.punten.exclude(nummer="").values_list("nummer", flat=True)) == set(nummers)

    def lees(speler: Speler) -> str:
        return _pdf(speler, rij, wat) if wat != "ics" else _haal(speler, rij, wat).decode()

    for uitvoerder in (cast.uitvoerder, cast.uitvoerder_casusoverleg):
        tekst = lees(uitvoerder)
        wie = (cast.reclassering, cast.extern, cast.om)
        namen = [naam for lid in wie for naam in (lid.partij.naam, lid.gebruiker.naam)]
        assert not [woord for woord in (*nummers, *namen, "2 dossiers") if woord in tekst]
        assert "in de toepassing" in tekst
        assert ("Rooster" in tekst) == (wat != "ics")
    # What somebody takes along himself says what is his.
    if wat != "agenda_pdf":
        assert "2 dossiers" in lees(cast.om)
    else:
        assert een.nummer in lees(cast.reclassering)
        assert ander.nummer not in lees(cast.reclassering)
        assert not Inzage.objects.filter(
            soort=Inzage.Soort.PDF, gebruiker=cast.uitvoerder.gebruiker
        ).exists()
