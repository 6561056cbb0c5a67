"""After destruction nothing is left in the queue, the results of tasks, the cache or a search index (MC 13)."""

import base64
import json
from collections.abc import Iterator
from typing import Any

import pytest
import redis
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


def wachtrij() -> list[str]:
    """Each message that waits for a worker, opened: Celery packs what it says."""
    with redis.Redis.from_url(settings.REDIS_URL) as bron:
        berichten = [
            json.loads(rij) for rij in bron.lrange(settings.CELERY_TASK_DEFAULT_QUEUE, 0, -1)
        ]
    return [
        json.dumps(bericht["headers"]) + base64.b64decode(bericht["body"]).decode()
        for bericht in berichten
    ]


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
    voor = len(wachtrij())
    with django_capture_on_commit_callbacks(execute=True):
        casussen.vraag_deelname(casus, casussen.tweede_partner(cast), reden="KANARIE-reden")
    _vernietig(casus)
    gevraagd = wachtrij()
    assert len(gevraagd) > voor
    assert any(
        str(casus.pk) in bericht for bericht in gevraagd
    )  # a message that waits can be seen here
    for bericht in gevraagd:
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
    zoek = {"achternaam": naw["achternaam"], "voornamen": naw["voornamen"], "bladzij": ""}
    gevonden = client.post(reverse("meldingen:zoeken"), zoek, follow=True)
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
