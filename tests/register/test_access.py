"""The one door to a file: what it opens, what it logs, and that rights follow the facts."""

import uuid
from datetime import date

import pytest
from django.http import HttpRequest

from casusoverleg.models import Casus
from gedeeld.actor import Actor
from gedeeld.weigering import Onvindbaar
from register import events
from register.access import haal
from register.models import Gebeurtenis, Inzage, volgend_nummer
from register.toegang import leid_af
from tests.cast import Cast, Speler

events.declareer("test", gewijzigd="Gewijzigd")


@pytest.fixture
def casus(cast: Cast) -> Casus:
    casus = Casus.objects.create(
        nummer="C-2026-0001",
        laatste_verwerking_op=date(2026, 1, 1),
        geopend_op=date(2026, 1, 1),
        gemeente=cast.gemeente.partij,
        herkomst_id=uuid.uuid4(),
        herkomst_nummer="W-2026-0001",
        achternaam="Kanarie",
    )
    leid_af(casus)
    return casus


def _verzoek(speler: Speler) -> HttpRequest:
    request = HttpRequest()
    request.user = speler.gebruiker
    request.actor = speler.actor  # type: ignore[attr-defined]
    request.META["REMOTE_ADDR"] = "192.0.2.7"
    return request


@pytest.mark.clausule("BEV-logging")
def test_lezen_laat_een_regel_na_en_wie_het_niet_mag_vindt_niets(cast: Cast, casus: Casus) -> None:
    assert haal(_verzoek(cast.gemeente), Casus.objects.visible_to(cast.gemeente.actor), casus.pk)
    with pytest.raises(Onvindbaar) as fout:
        haal(_verzoek(cast.rvdk), Casus.objects.visible_to(cast.rvdk.actor), casus.pk)
    assert (fout.value.bestand, fout.value.bestand_id) == ("casusoverleg.casus", casus.pk)
    regels = {(r.gebruiker.username, r.toegestaan, r.bestand_id) for r in Inzage.objects.all()}
    assert regels == {("gemeente", True, casus.pk)}
    assert set(Inzage.objects.values_list("van_adres", flat=True)) == {"192.0.2.7"}


def test_zonder_actor_of_voor_een_taak_van_het_systeem_zijn_er_geen_rijen(casus: Casus) -> None:
    assert not Casus.objects.visible_to(None).exists()
    assert not Casus.objects.visible_to(Actor.systeem("retention")).exists()


def test_de_rechten_worden_gelijk_aan_de_feiten(cast: Cast, casus: Casus) -> None:
    kern = {(partij.groep_id, "lezen") for partij in cast.kern}
    assert set(casus.rechten.values_list("group_id", "permission__codename")) == kern
    casus.rechten.filter(group=cast.om.partij.groep).delete()
    vreemd = casus.rechten.get(group=cast.politie.partij.groep)
    vreemd.pk, vreemd.group = None, cast.rvdk.partij.groep
    vreemd.save()
    assert {(a.groep_id, a.teveel) for a in leid_af(casus)} == {
        (cast.om.partij.groep_id, False),
        (cast.rvdk.partij.groep_id, True),
    }
    assert set(casus.rechten.values_list("group_id", "permission__codename")) == kern
    assert leid_af(casus) == []


@pytest.mark.clausule("RET-laatste-verwerking")
def test_een_taak_van_het_systeem_verzet_de_klok_niet(cast: Cast, casus: Casus) -> None:
    events.leg_vast(casus, "test.gewijzigd", actor=Actor.systeem("retention"))
    casus.refresh_from_db()
    assert casus.laatste_verwerking_op == date(2026, 1, 1)
    actor = cast.gemeente.op(date(2026, 3, 3))
    events.leg_vast(casus, "test.gewijzigd", actor=actor, velden=["analyse"])
    casus.refresh_from_db()
    assert casus.laatste_verwerking_op == date(2026, 3, 3)
    velden = sorted(g.velden for g in Gebeurtenis.van(casus))
    assert velden == [[], ["analyse"]]


def test_een_onbekende_gebeurtenis_wordt_geweigerd(cast: Cast, casus: Casus) -> None:
    with pytest.raises(KeyError):
        events.leg_vast(casus, "test.bestaat_niet", actor=cast.gemeente.actor)
    assert not Gebeurtenis.objects.exists()


def test_nummers_tellen_door_per_letter_en_jaar(db: None) -> None:
    assert [volgend_nummer("W", 2026), volgend_nummer("W", 2026), volgend_nummer("C", 2026)] == [
        "W-2026-0001",
        "W-2026-0002",
        "C-2026-0001",
    ]
    assert volgend_nummer("W", 2027) == "W-2027-0001"
