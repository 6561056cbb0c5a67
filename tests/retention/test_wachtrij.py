"""After destruction nothing is left in the queue, the results of tasks, the cache or a search index (MC 13)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import redis
from celery.signals import before_task_publish
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.urls import reverse

from config.celery import app
from gedeeld.personen import Persoon
from register import registry
from register.afleiden import leid_af
from register.models import Dossier
from tests.cast import Cast
from tests.hulp import casussen, oud, verlopen
from tests.hulp.gegevens import NawOud

KANARIE = "kanarie"
VIJF_JAAR, EEN_JAAR = relativedelta(years=5), relativedelta(years=1)


@contextmanager
def verstuurd() -> Iterator[list[str]]:
    """Each message that goes into the queue meanwhile, as it goes: a worker may take it out at once."""
    uit: list[str] = []

    def vang(body: object = None, headers: object = None, **_kwargs: object) -> None:
        uit.append(f"{headers!r} {body!r}")

    before_task_publish.connect(vang)
    try:
        yield uit
    finally:
        before_task_publish.disconnect(vang)


def sleutels() -> Iterator[tuple[str, str]]:
    """Each key in Valkey that is no queue, with its value: the cache, and results if there were any."""
    with redis.Redis.from_url(settings.REDIS_URL) as bron:
        for sleutel in bron.scan_iter():
            if bron.type(sleutel) == b"string":
                yield sleutel.decode(), repr(bron.get(sleutel))


def _vernietig(dossier: Any) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(laatste_verwerking_op=verlopen(VIJF_JAAR))
    leid_af(dossier)
    call_command("bewaartermijnen")
    assert not Dossier.objects.filter(pk=dossier.pk).exists()


@pytest.mark.clausule("RET-volledig", "wachtrij")
def test_in_de_wachtrij_staan_alleen_sleutels_en_er_zijn_geen_uitkomsten(
    cast: Cast, django_capture_on_commit_callbacks: Any
) -> None:
    casus = casussen.casus(cast)
    with verstuurd() as berichten, django_capture_on_commit_callbacks(execute=True):
        casussen.vraag_deelname(casus, casussen.tweede_partner(cast), reden="KANARIE-reden")
        _vernietig(casus)
    assert any(str(casus.pk) in bericht for bericht in berichten)  # what goes can be seen here
    for bericht in berichten:
        assert KANARIE not in bericht.lower()
        assert casus.nummer not in bericht
    # What a task gives back is kept nowhere.
    assert app.conf.task_ignore_result
    assert app.conf.result_backend is None
    assert not [sleutel for sleutel, _ in sleutels() if sleutel.startswith("celery-task-meta")]


@pytest.mark.clausule("RET-volledig", "cache")
def test_in_de_cache_staat_niets_van_een_dossier(cast: Cast) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    client = cast.uitvoerder.client
    naw = NawOud()
    zoek = {"achternaam": naw["achternaam"], "voornamen": naw["voornamen"], "reden": "juist"}
    gevonden = client.post(reverse("zoeken"), zoek, follow=True)
    assert naw["achternaam"] in gevonden.content.decode()
    assert client.get(reverse("casusoverleg:casus", args=[casus.pk])).status_code == 200
    # Somebody types the name in a field that is not for it.
    Client().post(reverse("account_login"), {"login": "Kanariegeel", "password": "verkeerd"})
    _vernietig(casus)
    alles = list(sleutels())
    assert alles  # the cache is in use: it counts who logs in
    for sleutel, waarde in alles:
        assert KANARIE not in (sleutel + waarde).lower(), sleutel
        assert str(casus.pk) not in sleutel + waarde, sleutel


@pytest.mark.clausule("RET-volledig", "zoekindex")
@pytest.mark.parametrize("via_archief", [False, True])
def test_na_vernietiging_vindt_zoeken_niets_en_is_er_geen_zoeksleutel_meer(
    cast: Cast, *, via_archief: bool
) -> None:
    casus = oud.casus(cast, verlopen(EEN_JAAR))
    eigen = set(casus.zoeksleutels)
    if via_archief:
        call_command("bewaartermijnen")
        eigen |= set(Dossier.objects.get(pk=casus.pk).archiefstuk.zoeksleutels)
    assert _vindt(oud.PERSOON) == {casus.pk}
    assert eigen & _alle_zoeksleutels()
    _vernietig(casus)
    assert _vindt(oud.PERSOON) == set()
    assert not eigen & _alle_zoeksleutels()


def _vindt(persoon: Persoon) -> set[Any]:
    return {rij.pk for soort in registry.bestanden() for rij in soort.zoek(persoon)}


def _alle_zoeksleutels() -> set[str]:
    """What stands in each column with search keys, of whatever table."""
    uit: set[str] = set()
    with connection.cursor() as cursor:
        for tabel in connection.introspection.table_names(cursor):
            kolommen = connection.introspection.get_table_description(cursor, tabel)
            if any(kolom.name == "zoeksleutels" for kolom in kolommen):
                cursor.execute(f'SELECT unnest(zoeksleutels) FROM "{tabel}"')
                uit |= {sleutel for (sleutel,) in cursor.fetchall()}
    return uit
