"""Who sees a meeting and what of it: both walls say the same, and each file's readers see its items alone."""

from typing import Any

from django.db import transaction

from overleg.models import Agendapunt, Erbij, Genodigde, Opmerking, Overleg
from register.models import Dossier
from register.muur import als
from tests.toegang.muren import breek_tweede_muur
from tests.toegang.toneel import Toneel

SOORTEN: tuple[Any, ...] = (Overleg, Agendapunt, Genodigde, Opmerking, Erbij)
WEEGPLOEG = {"uitvoerder", "uitvoerder_weegploeg", "gemeente", "politie", "om", "uitgesloten"}
# Venlo's secretaries of the casusoverleg, and who was invited.
CASUSOVERLEG = {"uitvoerder", "uitvoerder_casusoverleg", "politie", "reclassering", "extern"}


def _sleutels(toneel: Toneel, model: Any) -> dict[str, set[Any]]:
    return {
        naam: set(model.objects.visible_to(speler.actor).values_list("pk", flat=True))
        for naam, speler in toneel.spelers.items()
    }


def test_beide_muren_zeggen_hetzelfde(toneel: Toneel) -> None:
    tweede = {}
    for model in SOORTEN:
        for naam, speler in toneel.spelers.items():
            with als(speler.actor):
                tweede[model, naam] = set(model.objects.values_list("pk", flat=True))
    with transaction.atomic():
        breek_tweede_muur()
        for model in SOORTEN:
            assert _sleutels(toneel, model) == {n: tweede[model, n] for n in toneel.spelers}
        assert all(any(tweede[model, naam] for naam in toneel.spelers) for model in SOORTEN)
        transaction.set_rollback(True)


def test_een_overleg_is_er_voor_wie_erbij_hoort_en_voor_niemand_anders(toneel: Toneel) -> None:
    overleggen = toneel.dossiers["overleg"]
    for soort, wie in (("weegploeg", WEEGPLOEG), ("casusoverleg", CASUSOVERLEG)):
        ziet = {
            naam for naam, pks in _sleutels(toneel, Overleg).items() if overleggen[soort].pk in pks
        }
        assert ziet == wie


def test_een_punt_is_er_voor_wie_het_dossier_leest(toneel: Toneel) -> None:
    for naam, speler in toneel.spelers.items():
        with als(speler.actor):
            punten = Agendapunt.objects.exclude(dossier=None)
            gezien = set(punten.values_list("dossier", flat=True))
            leest = set(Dossier.objects.visible_to(speler.actor).values_list("pk", flat=True))
        if naam == "extern":  # of its own casussen it reads the plan
            assert gezien == {toneel.casussen["actief"].pk, toneel.casussen["advies afsluiten"].pk}
        else:
            assert gezien <= leest, naam
    with als(toneel.uitgesloten.actor):
        assert set(Agendapunt.objects.values_list("dossier", flat=True)) == {None}


def test_een_partij_ziet_niet_wie_er_nog_meer_aan_het_casusoverleg_zit(toneel: Toneel) -> None:
    overleg = toneel.dossiers["overleg"]["casusoverleg"]
    for speler in (toneel.cast.reclassering, toneel.cast.extern):
        with als(speler.actor):
            # And the guest, who represents no party.
            assert {g.gebruiker for g in overleg.genodigden.all()} == {speler.gebruiker, None}
    with als(toneel.cast.uitvoerder_casusoverleg.actor):
        assert overleg.genodigden.count() == 4


def test_wie_een_overleg_niet_houdt_wijzigt_er_niets_in(toneel: Toneel) -> None:
    houders = {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg"}
    with transaction.atomic():
        for naam in toneel.spelers.keys() - houders:
            with als(toneel.spelers[naam].actor):
                assert Overleg.objects.update(versie=9) == 0, naam
                for model in SOORTEN[:0:-1]:
                    assert model.objects.all().delete()[0] == 0, (naam, model)
        with als(toneel.cast.uitvoerder.actor):
            assert Overleg.objects.update(versie=9) == 6
        transaction.set_rollback(True)


def test_wie_in_een_andere_rol_werkt_leest_de_uitnodiging_niet(toneel: Toneel) -> None:
    cast = toneel.cast
    overleg = toneel.dossiers["overleg"]["casusoverleg"]
    overleg.lezers = [f"{cast.maastricht.gebruiker.pk} {cast.reclassering.partij.pk}"]
    overleg.save()
    assert not Overleg.objects.visible_to(cast.maastricht.actor).exists()
    with als(cast.maastricht.actor):
        assert not Overleg.objects.exists()
