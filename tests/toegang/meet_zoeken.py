"""What it costs to find an encrypted name: `.venv/bin/python -m tests.toegang.meet_zoeken` (docs/metingen.md).

200,000 names (or as many as is given) in one table, with the keys that a file keeps of its subject and the index
of `PersoonVelden`; beside them the same names as they are read, with a plain index. Names are as unequal as real
ones: the n-th of a list is drawn once for each n times that the first is. It asks for the commonest name, for one
in the middle and for a rare one, and counts what each way finds. By hand and not in a test.
"""

import os
import random
import sys
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from statistics import median
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ["CASUSOVERLEG_OMGEVING"] = "test"

import django
import psycopg

from gereedschap import services
from tests.toegang.meetbank import rekentijd, verse_database

AANTAL, KEREN = 200_000, 25
# A thousand first names and four thousand surnames are made of these, each sounding unlike the next.
BEGIN = [
    "Ba",
    "De",
    "Fi",
    "Go",
    "Hu",
    "Ja",
    "Ke",
    "Li",
    "Mo",
    "Nu",
    "Pa",
    "Re",
    "Si",
    "To",
    "Vu",
    "Wa",
]
MIDDEN = ["ba", "do", "fe", "gi", "ku", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "wo"]
EIND = ["r", "n", "k", "s", "m", "t", "l", "p"]
OPBOUW = """create table naam (id bigint primary key, sleutels varchar(32)[], voluit text, geboren date);
    create index on naam using gin (sleutels); create index on naam (voluit, geboren)"""


def main() -> None:
    """Print the figures."""
    services.ensure(test=True)
    django.setup()
    aantal = next((int(a) for a in sys.argv[1:] if a.isdigit()), AANTAL)
    with verse_database("meting_namen") as adres, psycopg.connect(adres, autocommit=True) as bank:
        bank.execute(OPBOUW)
        mensen = list(_mensen(aantal))
        with bank.cursor() as cursor, cursor.copy("copy naam from stdin") as kopie:
            for nr, persoon in enumerate(mensen):
                sleutels = persoon.zoeksleutels("meldingen")
                kopie.write_row((nr, sleutels, _voluit(persoon), persoon.geboortedatum))
        bank.execute("vacuum analyze naam")
        bank.execute("set enable_seqscan = off")  # as `register.registry.vind`
        print(
            "| asked | keys | found | plain | making keys: ms | encrypted: ms | plain: ms | ratio |"
        )
        print("|---|---|---|---|---|---|---|---|")
        for wat, persoon in _vragen(mensen):
            _meet(bank, wat, persoon)


def _mensen(aantal: int) -> Iterator[Any]:
    from gedeeld.personen import Persoon

    keuze = random.Random(42)
    voor = [b + m + e for e in EIND for m in MIDDEN for b in BEGIN][:1_000]
    achter = [b + m + n + e for e in EIND for m in MIDDEN for n in MIDDEN for b in BEGIN][:4_000]
    for lijst in (voor, achter):
        keuze.shuffle(lijst)
    gewicht = {len(lijst): [1 / n for n in range(1, len(lijst) + 1)] for lijst in (voor, achter)}
    voornamen = keuze.choices(voor, gewicht[len(voor)], k=aantal)
    achternamen = keuze.choices(achter, gewicht[len(achter)], k=aantal)
    for een, ander in zip(voornamen, achternamen, strict=True):
        yield Persoon(een, "", ander, date(1950, 1, 1) + timedelta(days=keuze.randrange(20_000)))


def _vragen(mensen: list[Any]) -> Iterator[tuple[str, Any]]:
    """Persons by how common their name is: with the birth date, and by name alone."""
    from collections import Counter
    from dataclasses import replace

    geteld = Counter(map(_voluit, mensen)).most_common()
    per_naam = {_voluit(persoon): persoon for persoon in mensen}
    for wat, plaats in (("commonest", 0), ("middle", len(geteld) // 20), ("rare", -1)):
        persoon = per_naam[geteld[plaats][0]]
        yield f"{wat} name, birth date", persoon
        yield f"{wat} name", replace(persoon, geboortedatum=None)


def _voluit(persoon: Any) -> str:
    return f"{persoon.voornamen} {persoon.achternaam}"


def _meet(bank: "psycopg.Connection[Any]", wat: str, persoon: Any) -> None:
    """The look-up in the index, both ways; and apart what making the keys takes, once for all kinds of file."""
    from dataclasses import replace

    sleutels = persoon.zoekvragen("meldingen")

    def versleuteld() -> list[Any]:
        vraag = "select id from naam where sleutels && %s::varchar[]"
        return bank.execute(vraag, [sleutels]).fetchall()

    def gewoon() -> list[Any]:
        vraag, waarden = "select id from naam where voluit = %s", [_voluit(persoon)]
        if persoon.geboortedatum:
            vraag, waarden = f"{vraag} and geboren = %s", [*waarden, persoon.geboortedatum]
        return bank.execute(vraag, waarden).fetchall()

    met, zonder = len(versleuteld()), len(gewoon())
    assert met >= zonder > 0  # what is written the same is found
    maken = _duur(bank, lambda: replace(persoon).zoekvragen("meldingen"))
    een, ander = _duur(bank, versleuteld), _duur(bank, gewoon)
    cijfers = f"{maken:.2f} | {een:.2f} | {ander:.2f} | {een / ander:.1f}"
    print(f"| {wat} | {len(sleutels)} | {met} | {zonder} | {cijfers} |", flush=True)


def _duur(bank: "psycopg.Connection[Any]", vraag: Callable[[], object]) -> float:
    """Milliseconds of the processor, the median of some times after two that fill the caches."""
    tijden = []
    for _ in range(KEREN + 2):
        begin = rekentijd(bank)
        vraag()
        tijden.append(rekentijd(bank) - begin)
    return median(tijden[2:])


if __name__ == "__main__":
    main()
