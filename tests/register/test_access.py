"""The one door to a file: what it opens, what it logs, and that rights follow the facts."""

import uuid
from datetime import date

import pytest
from django.db import transaction
from django.http import HttpRequest

from casusoverleg.dossier.models import Casus
from gedeeld.actor import Actor
from gedeeld.weigering import Onvindbaar
from register import events, slot
from register.access import haal
from register.afleiden import leid_af, wijziging
from register.models import Dossier, Gebeurtenis, Inzage
from tests.cast import Cast, Speler

events.declareer("test", hoort={"gewijzigd": "Een proef."}, gewijzigd="Gewijzigd")


@pytest.fixture
def casus(cast: Cast) -> Casus:
    casus = Casus.objects.create(
        nummer="C-2026-0001",
        laatste_verwerking_op=date(2026, 1, 1),
        geopend_op=date(2026, 1, 1),
        partij=cast.gemeente.partij,
        zaak=uuid.uuid4(),
        weegploeg_nummer="W-2026-0001",
        achternaam="Kanarie",
    )
    begin = date(2026, 1, 1)
    casus.deelnames.create(
        partij=cast.reclassering.partij, reden="Toezicht", van=begin, aanvaard_op=begin
    )
    leid_af(casus)
    return casus


def _verzoek(speler: Speler) -> HttpRequest:
    request = HttpRequest()
    request.user = speler.gebruiker
    request.actor = speler.actor  # type: ignore[attr-defined]
    request.META["REMOTE_ADDR"] = "192.0.2.7"
    return request


@pytest.mark.clausule("BEV-logging", "lezen")
def test_lezen_laat_een_regel_na_en_wie_het_niet_mag_vindt_niets(cast: Cast, casus: Casus) -> None:
    assert haal(_verzoek(cast.gemeente), Casus.objects.visible_to(cast.gemeente.actor), casus.pk)
    with pytest.raises(Onvindbaar) as fout:
        haal(_verzoek(cast.rvdk), Casus.objects.visible_to(cast.rvdk.actor), casus.pk)
    assert (fout.value.bestand, fout.value.bestand_id) == ("casusoverleg.casus", casus.pk)
    regels = {(r.gebruiker.username, r.toegestaan, r.pseudoniem) for r in Inzage.objects.all()}
    assert regels == {("gemeente", True, casus.pseudoniem)}
    assert set(Inzage.objects.values_list("van_adres", flat=True)) == {"192.0.2.7"}


def test_zonder_actor_of_voor_een_taak_van_het_systeem_zijn_er_geen_rijen(casus: Casus) -> None:
    assert not Casus.objects.visible_to(None).exists()
    assert not Casus.objects.visible_to(Actor.systeem("retention")).exists()


def test_de_rechten_worden_gelijk_aan_de_feiten(cast: Cast, casus: Casus) -> None:
    """Of who takes part; the core parties read by role and need none."""
    goed = {(cast.reclassering.partij.groep_id, "lezen")}

    def rechten() -> set[tuple[int, str]]:
        return set(casus.rechten.values_list("group_id", "permission__codename"))

    assert rechten() == goed
    rij = casus.rechten.get()
    Dossier.objects.get(pk=casus.pk).rechten.create(
        group=cast.rvdk.partij.groep, permission=rij.permission, van=rij.van, reden=rij.reden
    )
    rij.delete()
    assert rechten() == {(cast.rvdk.partij.groep_id, "lezen")}
    leid_af(casus)
    assert rechten() == goed


@pytest.mark.clausule("RET-laatste-verwerking", "niet-techniek")
@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_een_taak_van_het_systeem_verzet_de_klok_niet(cast: Cast, casus: Casus) -> None:
    def gebeurt(actor: Actor, *velden: str) -> None:
        with wijziging():
            dossier = Casus.objects.lock(casus)
            events.leg_vast(dossier, "test.gewijzigd", actor=actor, velden=velden)
        casus.refresh_from_db()

    gebeurt(Actor.systeem("retention"))
    assert casus.laatste_verwerking_op == date(2026, 1, 1)
    gebeurt(cast.gemeente.op(date(2026, 3, 3)), "analyse")
    assert casus.laatste_verwerking_op == date(2026, 3, 3)
    assert {termijn.van for termijn in casus.termijnen.all()} == {date(2026, 3, 3)}
    velden = sorted(g.velden for g in Gebeurtenis.van(casus))
    assert velden == [[], ["analyse"]]


def test_buiten_een_besluit_verandert_een_dossier_niet(cast: Cast, casus: Casus) -> None:
    with pytest.raises(slot.BuitenBesluit):
        Casus.objects.lock(casus)
    with pytest.raises(slot.BuitenBesluit), transaction.atomic():
        events.leg_vast(casus, "test.gewijzigd", actor=cast.gemeente.actor)
    assert not Gebeurtenis.objects.exists()


def test_een_onbekende_gebeurtenis_wordt_geweigerd(cast: Cast, casus: Casus) -> None:
    with pytest.raises(KeyError):
        events.leg_vast(casus, "test.bestaat_niet", actor=cast.gemeente.actor)
    assert not Gebeurtenis.objects.exists()
