"""A backup of the database, encrypted for who may put it back, and putting it back (PB 6.1).

`pg_dump` runs as the role of the jobs, which sees every row. What it writes is sealed on the way to the disk
for the public key of an age identity; the private one is kept elsewhere, as are the keys of the fields.
Sessions are left out: nobody is logged in after a restore.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyrage
from django.db import connection

from register.muur import ROL_SYSTEEM

ZONDER = ("mensen_sessie",)
VERBINDING = (
    "sslmode",
    "sslrootcert",
    "sslcert",
    "sslkey",
)  # of the settings, for PostgreSQL's programs


class KopieFout(Exception):
    """A backup was not made or not put back; the sentence is for the person at the keyboard."""


def maak(map_: Path, voor: Sequence[str], nu: datetime) -> Path:
    """Write an encrypted backup; the file is there only when it is whole.

    Args:
        map_: folder in which it comes.
        voor: public keys (`age1...`) of who may put it back.

    Raises:
        KopieFout: there is no key, a key is none, or PostgreSQL's program failed.
    """
    try:
        ontvangers = [pyrage.x25519.Recipient.from_str(sleutel) for sleutel in voor]
    except pyrage.RecipientError:
        raise KopieFout("Een van de sleutels is geen openbare sleutel van age.") from None
    if not ontvangers:
        raise KopieFout("Zeg voor welke openbare sleutel de reservekopie is.")
    doel = map_ / f"casusoverleg-{nu.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.dump.age"
    deel = doel.with_suffix(".deel")
    opdracht = ["pg_dump", "--format=custom", f"--role={ROL_SYSTEEM}", "--enable-row-security"]
    opdracht += [f"--exclude-table-data={tabel}" for tabel in ZONDER]
    try:
        with (
            os.fdopen(os.open(deel, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as uit,
            _start(opdracht, stdout=subprocess.PIPE) as pg,
        ):
            pyrage.encrypt_io(pg.stdout, uit, ontvangers)
        if pg.returncode:
            raise KopieFout("PostgreSQL maakte de reservekopie niet af. Er is geen bestand.")
        deel.rename(doel)
    finally:
        deel.unlink(missing_ok=True)
    return doel


def zet_terug(bestand: Path, sleutel: Path) -> None:
    """Put a backup back in the database of the settings, which must be empty; all of it or nothing.

    Args:
        sleutel: file with the private key (`AGE-SECRET-KEY-...`).

    Raises:
        KopieFout: the database has tables, the key does not open the file, or it is not whole.
    """
    if connection.introspection.table_names():
        raise KopieFout("Deze database is niet leeg. Zet terug in een nieuwe database.")
    connection.close()
    wie = _identiteit(sleutel)
    opdracht = ["pg_restore", "--no-owner", "--exit-on-error", "--single-transaction"]
    opdracht += ["--dbname", str(connection.settings_dict["NAME"])]
    with bestand.open("rb") as dicht, _start(opdracht, stdin=subprocess.PIPE) as pg:
        try:
            pyrage.decrypt_io(dicht, pg.stdin, [wie])
        except (pyrage.DecryptError, OSError):
            pg.kill()  # its transaction ends without a commit
    if pg.returncode:
        raise KopieFout(
            "Terugzetten is mislukt en er is niets veranderd. Hoort deze sleutel bij dit bestand, en is het"
            " bestand heel?"
        )


def _identiteit(sleutel: Path) -> Any:
    regels = [regel.strip() for regel in sleutel.read_text().splitlines()]
    geheim = [regel for regel in regels if regel and not regel.startswith("#")]
    try:
        return pyrage.x25519.Identity.from_str(geheim[0] if geheim else "")
    except pyrage.IdentityError:
        raise KopieFout("Het bestand met de sleutel bevat geen geheime sleutel van age.") from None


def _start(opdracht: list[str], **kanalen: Any) -> "subprocess.Popen[bytes]":
    """One of PostgreSQL's programs; the password goes by its environment and not by the command line."""
    try:
        return subprocess.Popen(opdracht, env={**os.environ, **_omgeving()}, **kanalen)
    except FileNotFoundError:
        zin = f"Het programma {opdracht[0]} is er niet. Installeer de client van PostgreSQL."
        raise KopieFout(zin) from None


def _omgeving() -> Mapping[str, str]:
    doel = connection.settings_dict
    opties = doel["OPTIONS"]
    uit = {
        "PGDATABASE": doel["NAME"],
        "PGUSER": doel["USER"],
        "PGPASSWORD": doel["PASSWORD"],
        "PGHOST": doel["HOST"] or opties.get("host", ""),
        "PGPORT": doel["PORT"],
        **{f"PG{naam.upper()}": opties.get(naam, "") for naam in VERBINDING},
    }
    return {naam: str(waarde) for naam, waarde in uit.items() if waarde}
