"""The data key of a file: who gets it, to what it is bound, and when it goes (ADR 31)."""

from collections.abc import Callable
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, connection, transaction

from casusoverleg.dossier.models import Casus, Signaal
from gedeeld import datasleutels
from gedeeld.actor import Actor
from gedeeld.datasleutels import Verpakt
from gedeeld.weigering import OntsleutelFout
from register import beleid
from register.muur import ROL_APP, als
from tests.cast import Cast
from tests.hulp import casussen
from tests.toegang.muren import als_eigenaar


def sql(opdracht: str, *waarden: object) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(opdracht, waarden)
        return cursor.fetchall() if cursor.description else []


def ziet(actor: Actor | None, pk: UUID) -> bool:
    """Whether the database gives this actor the key of a file."""
    with als(actor):
        return bool(datasleutels.rijen([pk]))


# The second wall ----------------------------------------------------------------------------------
@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_wie_het_dossier_niet_leest_krijgt_de_sleutel_niet(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij)
    leest = {"gemeente", "politie", "om", "uitvoerder", "reclassering", "extern"}
    spelers = {naam: getattr(cast, naam) for naam in (*leest, "elders", "beheerder", "fg", "rvdk")}
    assert {naam for naam, wie in spelers.items() if ziet(wie.actor, zaak.pk)} == leest
    assert not ziet(None, zaak.pk)
    assert ziet(Actor.systeem("proef"), zaak.pk)


def test_een_andere_gemeente_krijgt_hem_zolang_iets_is_aangeboden(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.reclassering.partij)
    daar = cast.uitvoerder_maastricht.actor
    assert not ziet(daar, zaak.pk)
    zending = casussen.gezonden(zaak, cast)
    assert zending.aan_id in daar.gemeenten
    assert ziet(daar, zaak.pk)


@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
@pytest.mark.parametrize(
    "opdracht",
    [
        "SELECT * FROM sleutels.datasleutel",
        "COPY (SELECT * FROM sleutels.datasleutel) TO STDOUT",
        "DELETE FROM sleutels.datasleutel",
        "UPDATE sleutels.datasleutel SET sleutel = ''",
    ],
)
def test_de_tabel_zelf_is_van_niemand(cast: Cast, opdracht: str) -> None:
    for actor in (cast.om.actor, Actor.systeem("proef")):
        with (
            als(actor),
            pytest.raises(DatabaseError, match="permission denied"),
            transaction.atomic(),
        ):
            sql(opdracht)


def test_een_gebruiker_schrijft_geen_sleutel(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    (eerst,) = datasleutels.rijen([zaak.pk])
    nieuw = Verpakt(zaak.pk, "casusoverleg", "v1.x.y")
    with als(cast.om.actor):
        assert datasleutels.rijen([zaak.pk]) == [eerst]
        datasleutels.verpak([(eerst, nieuw)])
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            datasleutels.bewaar([Verpakt(uuid4(), "casusoverleg", "v1.x.y")])
    with als(Actor.systeem("proef")):  # and a job writes none over one that is there
        datasleutels.bewaar([nieuw])
    assert datasleutels.rijen([zaak.pk]) == [eerst]


def test_een_gat_in_de_muur_om_de_sleutels_wordt_gevonden(db: None) -> None:
    assert beleid.afwijkingen() == []
    with als_eigenaar():
        sql(f"GRANT SELECT ON sleutels.datasleutel TO {ROL_APP}")
        sql("CREATE POLICY lek ON sleutels.datasleutel USING (true)")
    assert beleid.afwijkingen() == [
        "Tabel sleutels.datasleutel geeft andere bevoegdheden dan in het beleid staan.",
        "Tabel sleutels.datasleutel heeft andere regels dan in het beleid staan.",
    ]


# To what a value is bound -------------------------------------------------------------------------
@pytest.mark.clausule("BEV-versleuteling", "versleuteld")
def test_een_rij_die_naar_een_ander_dossier_is_gezet_gaat_niet_open(cast: Cast) -> None:
    zaak, ander = casussen.casus(cast), casussen.casus(cast)
    rij = Signaal.objects.filter(casus=zaak)[0]
    assert rij.omschrijving
    sql("UPDATE casusoverleg_signaal SET casus_id = %s WHERE id = %s", ander.pk, rij.pk)
    with pytest.raises(OntsleutelFout):
        _ = Signaal.objects.get(pk=rij.pk).omschrijving


def test_wie_een_rij_las_opent_haar_ook_in_naam_van_een_ander(cast: Cast) -> None:
    pk = casussen.casus(cast).pk
    with als(Actor.systeem("proef")):
        rij, nog_een = Casus.objects.get(pk=pk), Casus.objects.get(pk=pk)
    with als(cast.beheerder.actor):  # a name that a job looked up for him
        assert rij.achternaam
        assert not datasleutels.rijen([pk])
    assert nog_een.straat == rij.straat


def test_de_sleutels_van_een_lijst_komen_in_een_vraag(
    cast: Cast, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for _ in range(3):
        casussen.casus(cast)
    with als(cast.om.actor):
        rijen = list(Casus.objects.visible_to(cast.om.actor))
        assert len(rijen) == 3
        with django_assert_num_queries(1):
            assert all(rij.achternaam and rij.straat for rij in rijen)


# When it goes -------------------------------------------------------------------------------------
@pytest.mark.clausule("RET-volledig", "andere-tabellen")
def test_de_sleutel_gaat_met_het_dossier_wie_het_ook_weghaalt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    assert ziet(Actor.systeem("proef"), zaak.pk)
    Casus.objects.filter(pk=zaak.pk).delete()
    assert not ziet(Actor.systeem("proef"), zaak.pk)


def test_van_een_begin_dat_mislukt_blijft_geen_sleutel(cast: Cast) -> None:
    with transaction.atomic():
        pk = casussen.casus(cast).pk
        assert ziet(Actor.systeem("proef"), pk)
        transaction.set_rollback(True)
    assert not ziet(Actor.systeem("proef"), pk)
