"""What each page costs, with and without policies: `.venv/bin/python -m tests.toegang.meet_paginas`.

For 10, 1,000 and 100,000 files of each kind (or what is given as arguments) it makes a database with
the real tables (`tests.toegang.vul`), asks each page through HTTP under the role that production
has, and prints a table for docs/metingen.md. By hand or by `make nacht`: it takes a quarter of an hour.

`... meet_paginas 2000 --toegang` measures `controleer_toegang` instead, and `--bewaren` the jobs that
archive and destroy; with `--houd` the databases stay.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["CASUSOVERLEG_OMGEVING"] = "test"

import django
import psycopg

from gereedschap import services
from tests.toegang.meetbank import rekentijd, verse_database, zonder_controle_per_rij

AANTALLEN = (10, 1_000, 100_000)
RONDEN, KEREN = 3, 3  # with and without by turns, so that a busy machine is busy for both
GRENS = 1.3  # what a page may cost more with policies


@dataclass(frozen=True)
class Pagina:
    """A page as somebody of the cast opens it.

    Args:
        pad: its address, or a function that gives it when the files are there.
    """

    wat: str
    wie: str
    pad: Callable[[], str]
    gegevens: dict[str, str] | None = None


def main() -> None:
    """Print the table."""
    services.ensure(test=True)
    django.setup()
    uitslag: dict[tuple[str, str], list[tuple[int, float, float]]] = {}
    aantallen = [int(a) for a in sys.argv[1:] if a.isdigit()] or AANTALLEN
    houd = "--houd" in sys.argv
    for aantal in aantallen:
        with database(aantal, houd=houd) as (cast, eigenaar):
            if "--toegang" in sys.argv:
                _meet_controle(aantal)
                continue
            if "--bewaren" in sys.argv:
                _meet_bewaren()
                continue
            for pagina in paginas():
                gemeten = _meet(pagina, getattr(cast, pagina.wie), eigenaar)
                uitslag.setdefault((pagina.wat, pagina.wie), []).append(gemeten)
                regel = f"{aantal:7} {pagina.wat:25} {pagina.wie:13} {gemeten[0]:3}"
                print(regel, *(f"{ms:8.1f}" for ms in gemeten[1:]), file=sys.stderr)
    if uitslag:
        _druk_af(aantallen, uitslag)


def _meet_controle(aantal: int) -> None:
    """How long the nightly comparison of permissions with facts takes."""
    from django.core.management import call_command
    from django.db import connection

    connection.ensure_connection()
    begin = rekentijd(connection.connection)
    call_command("controleer_toegang")
    seconden = (rekentijd(connection.connection) - begin) / 1000
    print(f"controleer_toegang: {seconden:.0f} s, {aantal} files of each of five kinds")


def _meet_bewaren() -> None:
    """How many files a second the jobs archive and destroy, when all of them are due."""
    from datetime import timedelta

    from django.db import connection
    from django.utils import timezone

    from gedeeld.actor import Actor
    from gedeeld.termijnen import Grond
    from retention.decisions import verwerk

    connection.ensure_connection()
    # In this order: what can be archived is not yet due to be destroyed.
    over = {Grond.EEN_JAAR: 2, **dict.fromkeys(Grond.van_lid_3(), 11), Grond.VIJF_JAAR: 11}
    for grond, jaren in over.items():
        dag = timezone.localdate() + timedelta(days=365 * jaren)
        begin = rekentijd(connection.connection)
        uitkomst = verwerk(grond, actor=Actor.systeem("meting"), peildatum=dag)
        seconden = (rekentijd(connection.connection) - begin) / 1000
        assert not uitkomst.mislukt
        aantal = len(uitkomst.gedaan)
        print(f"{grond}: {aantal} files in {seconden:.1f} s, {aantal / seconden:.0f} a second")


@contextmanager
def database(aantal: int, *, houd: bool) -> Iterator[tuple[Any, Any]]:
    """Filled as the owner and the jobs do it; then asked as the login role of production."""
    from django.contrib.contenttypes.models import ContentType
    from django.core.management import call_command
    from django.db import connection

    from register.grants import permissie
    from tests.toegang.vul import controleer_steekproef, herstel_reeksen, vul

    naam, instelling = f"meting_{aantal}", connection.settings_dict
    with verse_database(naam, houd=houd) as als_eigenaar:
        permissie.cache_clear()
        ContentType.objects.clear_cache()
        begin = time.monotonic()
        instelling |= {"NAME": naam, "USER": services.EIGENAAR}
        opties = instelling["OPTIONS"].pop("options")
        connection.close()
        call_command("migrate", verbosity=0)
        connection.close()
        with zonder_controle_per_rij(naam):
            with connection.cursor() as cursor:
                cursor.execute(f"set role {services.SYSTEEM}")
            cast = vul(aantal)
            connection.close()
        with psycopg.connect(als_eigenaar, autocommit=True) as eigenaar:
            zet_beleid(eigenaar, aan=False)  # they hold for the owner too: he would find no keys
            herstel_reeksen(eigenaar)
            zet_beleid(eigenaar, aan=True)
            # Whole queries in one process, so that its time is all there is.
            in_een = "-c max_parallel_workers_per_gather=0"
            instelling["OPTIONS"]["options"] = f"{opties} {in_een}"
            instelling |= {"USER": services.WEB}
            connection.close()
            controleer_steekproef()
            print(f"{aantal}: gevuld in {time.monotonic() - begin:.0f} s", file=sys.stderr)
            yield cast, eigenaar
        connection.close()
        instelling["OPTIONS"]["options"] = opties


def zet_beleid(eigenaar: Any, *, aan: bool) -> None:
    """Let the policies hold, or not; what they say stays."""
    wat = "enable" if aan else "disable"
    tabellen = eigenaar.execute(
        "select oid::regclass::text from pg_class where relforcerowsecurity and relkind = 'r'"
    ).fetchall()
    for (tabel,) in tabellen:
        eigenaar.execute(f"alter table {tabel} {wat} row level security")


def paginas() -> list[Pagina]:
    """Every list, and one page of each kind of file."""
    from django.urls import reverse

    from tests.toegang.vul import persoon

    def lijst(naam: str, *wie: str) -> list[Pagina]:
        return [Pagina(naam, speler, lambda: reverse(naam)) for speler in wie]

    def een(naam: str, app: str, stand: str, *wie: str) -> list[Pagina]:
        return [
            Pagina(naam, speler, lambda: reverse(naam, args=[_pk(app, stand)])) for speler in wie
        ]

    mens = persoon(1)
    wie = {"voornamen": mens.voornamen, "achternaam": mens.achternaam, "reden": "juist"}
    return [
        *lijst("werklijst", "uitvoerder", "gemeente", "politie", "reclassering", "extern"),
        *lijst("meldingen:lijst", "gemeente", "politie"),
        *lijst("weegploeg:lijst", "gemeente", "politie"),
        *lijst("casusoverleg:lijst", "uitvoerder", "gemeente", "politie", "reclassering", "extern"),
        *lijst("privacy_rights:lijst", "uitvoerder"),
        *lijst("retention:overzicht", "gemeente", "politie", "fg"),
        *lijst("retention:archief", "gemeente", "politie"),
        *lijst("retention:vernietigd", "uitvoerder", "fg"),
        *lijst("beveiliging:logboek", "fg", "politie"),
        *lijst("beveiliging:wijzigingen", "fg", "politie"),
        *lijst("mensen:accounts", "beheerder"),
        *lijst("mensen:toegang", "beheerder"),
        *[Pagina("zoeken", s, lambda: reverse("zoeken"), wie) for s in ("gemeente", "politie")],
        *een("meldingen:melding", "meldingen.Melding", "nieuw", "politie"),
        *een("weegploeg:dossier", "weegploeg.WeegploegDossier", "in_weging", "politie"),
        *een("casusoverleg:casus", "casusoverleg.Casus", "actief", "gemeente", "politie"),
    ]  # fmt: skip


def _pk(label: str, stand: str) -> Any:
    """A file of Venlo in a state."""
    from django.apps import apps

    from gedeeld.actor import Actor
    from register.muur import als

    with als(Actor.systeem("meting")):
        rijen = apps.get_model(label)._default_manager.filter(stand=stand)
        return rijen.filter(partij__naam="Gemeente Venlo").values_list("pk", flat=True)[0]


def _meet(pagina: Pagina, speler: Any, eigenaar: Any) -> tuple[int, float, float]:
    """Number of queries, and the least time with and without policies in milliseconds."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client, pad = speler.client, pagina.pad()
    tijden = {True: float("inf"), False: float("inf")}
    with CaptureQueriesContext(connection) as gevangen:
        _vraag(client, pad, pagina.gegevens)
    vragen = len(gevangen)  # before the next request empties its list
    for _ in range(RONDEN):
        for aan in tijden:
            zet_beleid(eigenaar, aan=aan)
            keer = minste(lambda: _vraag(client, pad, pagina.gegevens))
            tijden[aan] = min(tijden[aan], keer)
    zet_beleid(eigenaar, aan=True)
    return vragen, tijden[True], tijden[False]


def minste(vraag: Callable[[], object]) -> float:
    """The least time of several requests in milliseconds, after one that fills the caches."""
    from django.db import connection

    vraag()
    tijden = []
    for _ in range(KEREN):
        begin = rekentijd(connection.connection)
        vraag()
        tijden.append(rekentijd(connection.connection) - begin)
    return min(tijden)


def _vraag(client: Any, pad: str, gegevens: dict[str, str] | None) -> None:
    antwoord = client.post(pad, gegevens, follow=True) if gegevens else client.get(pad)
    assert antwoord.status_code == 200, (pad, antwoord.status_code)


def _druk_af(
    aantallen: Any, uitslag: dict[tuple[str, str], list[tuple[int, float, float]]]
) -> None:
    kop = [f"{n:,}: with | without | ratio" for n in aantallen]
    print("| page | who | queries |", " | ".join(kop), "|")
    print("|---|---|---|" + "---|---|---|" * len(aantallen))
    for (wat, wie), rijen in uitslag.items():
        vragen = " / ".join(dict.fromkeys(str(rij[0]) for rij in rijen))
        tijden = []
        for _, met, zonder in rijen:
            keer = met / zonder
            tijden += [
                f"{met:.0f}",
                f"{zonder:.0f}",
                f"**{keer:.1f}**" if keer > GRENS else f"{keer:.1f}",
            ]
        print(f"| {wat} | {wie} | {vragen} |", " | ".join(tijden), "|")


if __name__ == "__main__":
    main()
