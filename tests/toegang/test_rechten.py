"""Grants as django-guardian's own helpers see them, and `has_perm`: both say what the walls say."""

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils import timezone
from guardian.core import ObjectPermissionChecker
from guardian.models import GroupObjectPermission
from guardian.shortcuts import (
    get_group_perms,
    get_groups_with_perms,
    get_objects_for_group,
    get_perms,
)
from guardian.utils import get_group_obj_perms_model

from gedeeld.actor import Actor
from mensen.models import Gebruiker
from register.grants import BESLUIT_LEZEN, LEZEN, PLAN_LEZEN, VRAAG_LEZEN
from register.models import Dossier, Recht, toegelaten
from register.muur import als
from tests.cast import Speler
from tests.toegang.toneel import Toneel

RECHTEN = (LEZEN, PLAN_LEZEN, VRAAG_LEZEN, BESLUIT_LEZEN)


# Helpers of guardian ---------------------------------------------------------------------------
@pytest.fixture
def met_rechten(toneel: Toneel) -> list[Speler]:
    """Who reads by a grant, each of another party; what ended is gone, because guardian knows no days."""
    Recht.objects.exclude(pk__in=Recht.objects.op(timezone.localdate())).delete()
    cast = toneel.cast
    anderen = [toneel.spelers["geen_deelnemer"], toneel.spelers["verkenner"]]
    kern = [cast.gemeente, cast.politie, cast.om]
    return [cast.rvdk, cast.reclassering, cast.extern, *kern, *anderen]


def _toegelaten(actor: Actor, recht: str) -> set[object]:
    return set(toegelaten(actor, recht).values_list("content_object_id", flat=True))


def test_guardian_vindt_de_tabel_met_rechten(toneel: Toneel) -> None:
    casus = toneel.casussen["actief"]
    assert get_group_obj_perms_model(Dossier) is Recht
    # Grants hang on the row of the register. Of one kind of file guardian knows its own, empty table.
    assert get_group_obj_perms_model(casus.dossier) is Recht
    assert get_group_obj_perms_model(casus) is GroupObjectPermission
    assert not GroupObjectPermission.objects.exists()
    assert not get_groups_with_perms(casus)


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_dossiers_van_een_groep_zijn_die_waarop_haar_partij_een_recht_heeft(
    met_rechten: list[Speler],
) -> None:
    gevonden = 0
    for speler in met_rechten:
        actor, groep = speler.actor, speler.partij.groep
        for recht in RECHTEN:
            eigen = get_objects_for_group(groep, f"register.{recht}", Dossier)
            sleutels = set(eigen.values_list("pk", flat=True))
            assert sleutels == _toegelaten(actor, recht), speler.gebruiker.username
            gevonden += len(sleutels)
    assert gevonden > 5


def test_groepen_van_een_dossier_zijn_die_van_de_partijen_met_een_recht(
    met_rechten: list[Speler],
) -> None:
    assert Dossier.objects.count() > 10
    for dossier in Dossier.objects.all():
        verwacht: dict[Group, set[str]] = {
            speler.partij.groep: rechten
            for speler in met_rechten
            if (rechten := {r for r in RECHTEN if dossier.pk in _toegelaten(speler.actor, r)})
        }
        gevonden = get_groups_with_perms(dossier, attach_perms=True)
        assert {groep: set(namen) for groep, namen in gevonden.items()} == verwacht
        assert set(get_groups_with_perms(dossier)) == verwacht.keys()
        lezers = {groep for groep, rechten in verwacht.items() if LEZEN in rechten}
        assert set(get_groups_with_perms(dossier, only_with_perms_in=[LEZEN])) == lezers


def test_de_checker_zegt_hetzelfde_ook_na_vooraf_ophalen(met_rechten: list[Speler]) -> None:
    dossiers = list(Dossier.objects.all())
    for speler in met_rechten:
        actor, groep = speler.actor, speler.partij.groep
        vooraf = ObjectPermissionChecker(groep)
        assert vooraf.prefetch_perms(dossiers)
        for dossier in dossiers:
            for recht in RECHTEN:
                mag = dossier.pk in _toegelaten(actor, recht)
                assert ObjectPermissionChecker(groep).has_perm(recht, dossier) == mag
                assert vooraf.has_perm(recht, dossier) == mag
                assert (recht in get_perms(groep, dossier)) == mag
                assert (recht in set(get_group_perms(groep, dossier))) == mag


def test_achter_de_muur_ziet_guardian_alleen_de_rechten_van_de_eigen_partij(
    met_rechten: list[Speler],
) -> None:
    groepen = {speler.partij.groep for speler in met_rechten}
    for speler in met_rechten:
        verwacht = {r: _toegelaten(speler.actor, r) for r in RECHTEN}
        with als(speler.actor):
            for recht, eigen in verwacht.items():
                rijen = Recht.objects.filter(permission__codename=recht)
                assert set(rijen.values_list("content_object_id", flat=True)) == eigen
            for dossier in Dossier.objects.visible_to(speler.actor):
                assert set(get_groups_with_perms(dossier)) & groepen <= {speler.partij.groep}


# has_perm --------------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_has_perm_zegt_wat_de_eerste_muur_zegt(toneel: Toneel) -> None:
    dossiers = list(Dossier.objects.all())
    gelezen = plannen = 0
    for naam, speler in toneel.spelers.items():
        actor, gebruiker = speler.actor, speler.gebruiker
        gebruiker.actor = actor
        leest = set(Dossier.objects.visible_to(actor).values_list("pk", flat=True))
        plan = leest | _toegelaten(actor, PLAN_LEZEN)
        for dossier in dossiers:
            assert gebruiker.has_perm("register.lezen", dossier) == (dossier.pk in leest), naam
            assert gebruiker.has_perm("register.plan_lezen", dossier) == (dossier.pk in plan), naam
        gelezen, plannen = gelezen + len(leest), plannen + len(plan - leest)
        with als(actor):  # the second wall changes nothing
            assert all(gebruiker.has_perm("register.lezen", d) == (d.pk in leest) for d in dossiers)
            assert all(
                gebruiker.has_perm("register.plan_lezen", d) == (d.pk in plan) for d in dossiers
            )
    assert gelezen > 50
    assert plannen


def test_has_perm_kent_elk_soort_dossier_en_alleen_de_rechten_van_het_register(
    toneel: Toneel,
) -> None:
    politie, casus = toneel.cast.politie.gebruiker, toneel.casussen["actief"]
    politie.actor = toneel.cast.politie.actor
    assert politie.has_perm("lezen", casus)
    assert politie.has_perm("register.lezen", casus)
    for recht, waarop in (
        ("casusoverleg.lezen", casus),
        ("register.wijzigen", casus),
        ("register.lezen", None),
        ("register.lezen", toneel.cast.politie.partij),
    ):
        assert not politie.has_perm(recht, waarop), recht


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_has_perm_zonder_actor_is_nee_ook_voor_een_superuser(toneel: Toneel) -> None:
    baas = Gebruiker.objects.create_user("baas")
    baas.is_superuser = baas.is_staff = True
    uit = toneel.cast.politie.gebruiker
    uit.actor, uit.is_active = toneel.cast.politie.actor, False
    zonder = toneel.cast.om.gebruiker  # who reads files, outside a request
    assert Dossier.objects.count() > 10
    for dossier in Dossier.objects.all():
        for gebruiker in (baas, uit, zonder):
            for recht in RECHTEN:
                assert not gebruiker.has_perm(f"register.{recht}", dossier), gebruiker.username


def test_de_gebruiker_van_een_verzoek_heeft_de_actor_van_dat_verzoek(toneel: Toneel) -> None:
    pad = reverse("casusoverleg:casus", args=[toneel.casussen["actief"].pk])
    antwoord = toneel.cast.reclassering.client.get(pad)
    verzoek = antwoord.wsgi_request
    assert verzoek.user.has_perm("register.lezen", toneel.casussen["actief"])
    assert not verzoek.user.has_perm("register.lezen", toneel.casussen["beperkt"])
    assert not verzoek.user.has_perm("register.lezen", toneel.dossiers["weegploeg"]["in weging"])
