"""`.venv/bin/python -m tests.release.bewaar 0.2.0`: keep the demo of a release, for the tests of later ones.

It makes a database as an installation of this release would have it, fills it with the demo and writes
tables and rows to `demo-<version>.sql.gz`; beside it the keys (which guard invented people only) and
what its migrations say. Made once, when a version is released, and never made anew.
"""

import gzip
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from config import sleutels
from gereedschap import services
from tests.toegang.meetbank import adres, verse_database

HIER = Path(__file__).parent
BASIS = HIER.parents[1]


@contextmanager
def installatie(naam: str, sleutelset: str) -> Iterator[dict[str, str]]:
    """An empty database, and the environment of an installation that uses it.

    Args:
        naam: of the database; it is dropped at the end.
        sleutelset: JSON, as `config.sleutels` reads it.
    """
    with verse_database(naam) as eigenaar:
        yield os.environ | {
            "CASUSOVERLEG_OMGEVING": "test",
            "CASUSOVERLEG_SLEUTELS": sleutelset,
            "DATABASE_OWNER_URL": eigenaar,
            "DATABASE_URL": adres(naam, services.WEB),
            "PYTHONPATH": str(BASIS),
        }


def draai(omgeving: dict[str, str], *opdracht: str) -> str:
    """Run a Python program of this project in an installation, and give what it says.

    Raises:
        AssertionError: it failed; with its last words.
    """
    uitslag = subprocess.run(
        [sys.executable, *opdracht], cwd=BASIS, env=omgeving, capture_output=True, text=True
    )
    assert uitslag.returncode == 0, uitslag.stdout[-3000:] + uitslag.stderr[-3000:]
    return uitslag.stdout


def programma(naam: str, database: str, *opties: str, invoer: bytes = b"") -> bytes:
    """Run a client program of PostgreSQL on a database, as the superuser of the test server."""
    opdracht = [str(services.programmas() / naam), "-d", adres(database, "postgres"), *opties]
    return subprocess.run(opdracht, input=invoer, capture_output=True, check=True).stdout


def migraties() -> dict[str, str]:
    """What each migration says, as a sum of its file."""
    paden = sorted(BASIS.glob("*/migrations/0*.py"))
    return {str(pad.relative_to(BASIS)): sha256(pad.read_bytes()).hexdigest() for pad in paden}


def main() -> None:
    """Write the files; refuse to change what was released."""
    versie = sys.argv[1]
    uit = HIER / f"demo-{versie}.sql.gz"
    if uit.exists():
        sys.exit(f"{uit.name} is er al: wat is uitgebracht verandert niet meer.")
    services.ensure(test=True)
    tekst = json.dumps(sleutels.maak())
    with installatie("uitgave", tekst) as omgeving:
        for opdracht in (["migrate", "-v0"], ["laad_demo"]):
            sys.stdout.write(draai(omgeving, "manage.py", *opdracht))
        # Without the marks that this release of pg_dump adds and an older psql does not know.
        regels = programma("pg_dump", "uitgave").splitlines(keepends=True)
        sql = b"".join(r for r in regels if not r.startswith((b"\\restrict", b"\\unrestrict")))
        uit.write_bytes(gzip.compress(sql, mtime=0))
    inhoud = {"sleutels": json.loads(tekst), "migraties": migraties()}
    uit.with_name(f"demo-{versie}.json").write_text(json.dumps(inhoud, indent=1) + "\n")
    sys.stdout.write(f"{uit.name}: {uit.stat().st_size // 1024} kB\n")


if __name__ == "__main__":
    main()
