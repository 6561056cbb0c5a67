"""What it costs to find an encrypted name: `.venv/bin/python -m tests.toegang.meet_zoeken` (docs/metingen.md).

With 40,000 files of each of five kinds (or what is given as argument), so 200,000 names, it looks for persons
as the page does. Beside it stands a table with the same names as they are read, and an index on them; the rest
of the search is the same. It also compares a number that the reader may not see with one that there is not.
By hand and not in a test: filling takes minutes.
"""

import os
import sys
from collections.abc import Callable, Iterable
from statistics import median
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["CASUSOVERLEG_OMGEVING"] = "test"

import django

from gereedschap import services
from tests.toegang.meet_paginas import database
from tests.toegang.meetbank import rekentijd

PER_SOORT = 40_000
PERSONEN = range(100, 2_000, 100)
KEREN = 7
GEWOON = """create table gewoon (dossier uuid, soort text, naam text);
    create index on gewoon (naam, soort); grant select on gewoon to casusoverleg_systeem"""


def main() -> None:
    """Print the figures."""
    services.ensure(test=True)
    django.setup()
    aantal = next((int(a) for a in sys.argv[1:] if a.isdigit()), PER_SOORT)
    with database(aantal, houd=False) as (cast, eigenaar):
        from config import zoeken
        from register.muur import als
        from register.registry import vind

        _schrijf_gewoon(eigenaar)
        actor = cast.gemeente.actor
        ons, plat = [], []
        zoek, gevonden = [], 0
        with als(actor):
            for persoon in _personen():
                versleuteld = _duur(lambda p=persoon: vind([p], zoeken.bestanden()))
                gewoon = _duur(lambda p=persoon: _gewoon([p], zoeken.bestanden()))
                heel = _duur(lambda p=persoon: list(zoeken.op_naam(p, actor)[:26]))
                zoeken.vind = _gewoon
                heel_gewoon = _duur(lambda p=persoon: list(zoeken.op_naam(p, actor)[:26]))
                gevonden += len(zoeken.op_naam(persoon, actor))
                zoeken.vind = vind
                ons.append((versleuteld, heel))
                plat.append((gewoon, heel_gewoon))
                zoek.append(sum(len(persoon.zoekvragen(s.app)) for s in zoeken.bestanden()))
        assert gevonden  # there was something to find
        for nr, wat in enumerate(("keys alone", "the search itself")):
            een, ander = (median(rij[nr] for rij in rijen) for rijen in (ons, plat))
            print(f"{wat}: {een:.1f} ms, plain {ander:.1f} ms, ratio {een / ander:.2f}")
        print(f"{median(zoek):.0f} keys are asked for one person")
        _meet_nummer(cast.maastricht.actor)


def _personen() -> list[Any]:
    from tests.toegang.vul import persoon

    return [persoon(k) for k in PERSONEN]


def _schrijf_gewoon(eigenaar: Any) -> None:
    """The same names as plain text."""
    from gedeeld.actor import Actor
    from register.models import Dossier
    from register.muur import als
    from register.registry import bestanden

    eigenaar.execute(GEWOON)
    with als(Actor.systeem("meting")):
        rijen = [
            (pk, soort.soort, f"{p.voornamen} {p.achternaam}")
            for p in _personen()
            for soort in bestanden()
            for pk in soort.zoek(p).values_list("pk", flat=True)
        ]
        vul_aan = Dossier.objects.values_list("pk", "dossiersoort")
        echt = {pk for pk, *_ in rijen}
        rijen += [(pk, s, f"Iemand {nr}") for nr, (pk, s) in enumerate(vul_aan) if pk not in echt]
    with eigenaar.cursor() as cursor, cursor.copy("copy gewoon from stdin") as kopie:
        for rij in rijen:
            kopie.write_row(rij)
    eigenaar.execute("analyze gewoon")


def _gewoon(personen: Iterable[Any], soorten: Iterable[Any]) -> list[Any]:
    """As `register.registry.vind`, by the name as it is written."""
    from django.db import connection

    from gedeeld.actor import Actor
    from register.models import NERGENS
    from register.muur import als

    uit = []
    (persoon,) = personen
    with als(Actor.systeem("zoeken")), connection.cursor() as cursor:
        for soort in soorten:
            vraag = "select dossier from gewoon where naam = %s and soort = %s"
            cursor.execute(vraag, [f"{persoon.voornamen} {persoon.achternaam}", soort.soort])
            uit.append((soort, [*(pk for (pk,) in cursor.fetchall()), NERGENS]))
    return uit


def _duur(vraag: Callable[[], object]) -> float:
    """The least milliseconds of the processor, after one time that fills the caches."""
    from django.db import connection

    vraag()
    tijden = []
    for _ in range(KEREN):
        begin = rekentijd(connection.connection)
        vraag()
        tijden.append(rekentijd(connection.connection) - begin)
    return min(tijden)


def _meet_nummer(actor: Any) -> None:
    """A number of another municipality, by turns with one that no file has."""
    from config.zoeken import adres
    from gedeeld.actor import Actor
    from register.models import Dossier
    from register.muur import als

    with als(actor):
        gezien = set(Dossier.objects.visible_to(actor).values_list("nummer", flat=True)[:50_000])
        with als(Actor.systeem("meting")):
            alle = list(Dossier.objects.order_by("pk").values_list("nummer", flat=True)[:5000])
        verborgen = [nummer for nummer in alle if nummer not in gezien][:300]
        assert verborgen
        duur: dict[bool, list[float]] = {True: [], False: []}
        for nummer in verborgen:
            for is_er, gevraagd in ((True, nummer), (False, nummer[:-1] + "?")):
                assert not adres(gevraagd, actor)
                duur[is_er].append(_duur(lambda n=gevraagd: adres(n, actor)))
    er, niet = median(duur[True]), median(duur[False])
    print(f"a number that is hidden: {er:.2f} ms, that is not there: {niet:.2f} ms")


if __name__ == "__main__":
    main()
