"""After destruction nothing of a file is left, whatever stood in any field of any of its tables (MC 13)."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
import redis
from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

from gedeeld.actor import Actor
from gedeeld.fields import VERSLEUTELD, Verzegeld, dossier_van_rij
from gedeeld.weigering import OntsleutelFout
from mensen.models import Sessie
from privacy_rights.models import Verzoek
from register.afleiden import leid_af
from register.models import Dossier, Kennisgeving
from register.muur import als
from retention.models import Archiefstuk, Vernietiging
from retention.rijen import Rijen
from tests.cast import Cast
from tests.hulp import oud, verlopen, verzoeken
from tests.hulp.vullen import GEBOREN, KANARIE, tabellen_van, vul

ZES_MAANDEN, EEN_JAAR, VIJF_JAAR = (
    relativedelta(months=6),
    relativedelta(years=1),
    relativedelta(years=5),
)
LOGS = {"register_gebeurtenis", "register_inzage"}
# Who got data is told that they were destroyed: the name of a body and the number that it knows stay for that.
TE_VERTELLEN = "register_kennisgeving"
# Whose key is that of another file, or of the app.
VAN_EEN_ANDER = {
    "register.Kennisgeving.naar",
    "register.Kennisgeving.wie",
    "privacy_rights.Uitvoering.wat",
    "meldingen.Vergelijking.reden",
    "weegploeg.Vergelijking.reden",
}


def niet_geagendeerd(cast: Cast, besloten: date) -> Dossier:
    return oud.dossier(cast, besloten, stand="niet_geagendeerd")


def verzoek(cast: Cast, laatst: date) -> Dossier:
    """A request that was answered, long ago."""
    rij = verzoeken.beantwoord(cast)
    Verzoek.objects.filter(pk=rij.pk).update(laatste_verwerking_op=laatst)
    leid_af(rij)
    return Verzoek.objects.get(pk=rij.pk)


def hele_database() -> Iterator[tuple[str, str]]:
    """Each row of each table as text."""
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT t::text FROM "{tabel}" t')
            for (rij,) in cursor.fetchall():
                yield tabel, rij
    for sessie in Sessie.objects.all():  # in its table it is signed, and no text
        yield "mensen_sessie", json.dumps(sessie.get_decoded())


def opengemaakt() -> Iterator[tuple[str, str]]:
    """Each encrypted value of each table, opened: what was copied into another row is found there."""
    for model in apps.get_models():
        velden = [v for v in model._meta.local_concrete_fields if isinstance(v, VERSLEUTELD)]
        if velden:
            for rij in model._base_manager.all():
                yield model._meta.db_table, " ".join(str(getattr(rij, v.attname)) for v in velden)


def valkey() -> Iterator[tuple[str, str]]:
    """Each value in the queue and the cache."""
    lees: dict[bytes, Callable[[Any, bytes], Any]] = {
        b"string": lambda bron, sleutel: bron.get(sleutel),
        b"list": lambda bron, sleutel: bron.lrange(sleutel, 0, -1),
        b"set": lambda bron, sleutel: bron.smembers(sleutel),
        b"hash": lambda bron, sleutel: bron.hgetall(sleutel),
        b"zset": lambda bron, sleutel: bron.zrange(sleutel, 0, -1),
    }
    with redis.Redis.from_url(settings.REDIS_URL) as bron:
        for sleutel in bron.scan_iter():
            waarde = lees.get(bron.type(sleutel), lambda *_: b"")(bron, sleutel)
            yield f"valkey {sleutel!r}", f"{sleutel!r} {waarde!r}"


@pytest.mark.clausule("RET-volledig", "andere-tabellen")
@pytest.mark.clausule("RET-volledig", "spoor")
@pytest.mark.clausule("RET-volledig", "sessies")
@pytest.mark.clausule("RET-verantwoording", "aantallen")
@pytest.mark.clausule("RET-verantwoording", "pseudoniem")
@pytest.mark.parametrize(
    ("maak", "laatst", "via_archief"),
    [
        (oud.casus, VIJF_JAAR, False),
        (oud.casus, VIJF_JAAR, True),
        (oud.dossier, VIJF_JAAR, False),
        (oud.dossier, VIJF_JAAR, True),
        (niet_geagendeerd, ZES_MAANDEN, False),
        (oud.melding, ZES_MAANDEN, False),
        (verzoek, VIJF_JAAR, False),
        (verzoek, VIJF_JAAR, True),
    ],
)
def test_na_vernietiging_is_er_niets_meer(
    cast: Cast, maak: Callable[[Cast, date], Dossier], laatst: relativedelta, via_archief: bool
) -> None:
    begin = verlopen(laatst)
    dossier = maak(cast, begin)
    pk, tabellen = dossier.pk, tabellen_van(dossier)
    assert vul(dossier, cast) == {}, "geef deze tabel een rij in tests/hulp: er staat niets in"
    leid_af(dossier)
    dossier = type(dossier)._base_manager.get(pk=pk)
    kenmerken, dicht = _kenmerken(dossier), _dicht(dossier)
    assert len(dicht) > 10
    assert [str(veld) for veld, rij, tekst in dicht if not _opent(veld, rij, tekst)] == []
    aantallen = Rijen([dossier], met_register=True).aantallen[pk]
    assert {model for model in tabellen if not model._base_manager.exists()} == set()
    voor = " ".join(rij.lower() for bron in (hele_database(), opengemaakt()) for _, rij in bron)
    assert KANARIE in voor
    assert all(kenmerk in voor for kenmerk in kenmerken)
    cast.om.client.get(f"/weegploeg/{pk}/")  # what a read leaves behind holds nothing either
    if via_archief:
        call_command("bewaartermijnen", peildatum=str(begin + EEN_JAAR + relativedelta(days=1)))
    call_command("bewaartermijnen")

    if via_archief:  # a note for a request does not move to the archive, nor a comparison
        for naam in (
            "privacy_rights.uitvoering",
            "privacy_rights.zienswijze",
            "meldingen.vergelijking",
            "weegploeg.vergelijking",
        ):
            aantallen.pop(naam, None)
    assert Vernietiging.objects.get(dossier_id=pk).aantallen == aantallen
    alles = [*hele_database(), *opengemaakt(), *valkey()]
    assert len(alles) > 50
    for tabel, rij in alles:
        if tabel != TE_VERTELLEN:
            assert KANARIE not in rij.lower(), tabel
        assert str(GEBOREN) not in rij, tabel
        if tabel != "retention_vernietiging":
            assert not [k for k in kenmerken if k in rij.lower()], tabel
        assert str(dossier.pseudoniem) not in rij or tabel in LOGS, tabel
    assert not Kennisgeving.objects.exclude(
        dossier=None, pseudoniem=None, wie__isnull=True
    ).exists()
    assert not Archiefstuk.objects.exists()
    assert not settings.MEDIA_ROOT  # nothing is kept as a file
    # What stood there opens no more with the keys of today, wherever it still lies: heap, WAL, backup.
    # Of a row between two files that is the key of the file of its own kind; a notice has none (ADR 31).
    van_dit = [(str(v), v, r, t) for v, r, t in dicht if dossier_van_rij(r) == pk.hex]
    assert {str(veld) for veld, _, _ in dicht} - {naam for naam, *_ in van_dit} <= VAN_EEN_ANDER
    with als(Actor.systeem("proef")):
        assert [naam for naam, veld, rij, tekst in van_dit if _opent(veld, rij, tekst)] == []


def _kenmerken(dossier: Any) -> set[str]:
    """What would show that a row or a value of it is still somewhere: keys, search keys, ciphertexts."""
    rijen = Rijen([dossier], met_register=True)
    sleutels = {str(rij.pk) for rij in rijen.data[type(dossier)]} | set(dossier.zoeksleutels)
    teksten = {tekst for _, _, tekst in _dicht(dossier)}
    return {k.lower() for k in sleutels | {str(dossier.zaak)} | teksten}


def _dicht(dossier: Any) -> list[tuple[Any, Model, str]]:
    """Each encrypted value of the rows of a file: its field, its row, and how it stands in the database."""
    uit: list[tuple[Any, Model, str]] = []
    with connection.cursor() as cursor:
        for model, van_dit in Rijen([dossier], met_register=True).data.items():
            rijen = {rij.pk: rij for rij in van_dit}
            for veld in model._meta.local_concrete_fields:
                if isinstance(veld, VERSLEUTELD):
                    pk = model._meta.pk.column
                    cursor.execute(
                        f'SELECT "{pk}", "{veld.column}" FROM "{model._meta.db_table}"'
                        f' WHERE "{pk}" = ANY (%s) AND "{veld.column}" IS NOT NULL',
                        [list(rijen)],
                    )
                    uit += [(veld, rijen[sleutel], tekst) for sleutel, tekst in cursor.fetchall()]
    return uit


def _opent(veld: Any, rij: Model, tekst: str) -> bool:
    """Whether a value opens in its row, also when that is put back as it was."""
    try:
        veld.ontsleutel(rij, Verzegeld(tekst))
    except OntsleutelFout:
        return False
    return True
