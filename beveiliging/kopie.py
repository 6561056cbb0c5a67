"""A backup of the database, encrypted for who may put it back, and putting it back (PB 6.1).

`pg_dump` runs as the role of the jobs, which sees every row. What it writes is sealed on the way to the disk
for the public key of an age identity; the private one is kept elsewhere, as are the keys of the fields.
Sessions are left out: nobody is logged in after a restore. So are the data keys of files, which have a
backup of their own that is not kept for long: a file that was destroyed opens from no other (ADR 31).
"""

import json
import os
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import IO, Any
from uuid import UUID

import pyrage
from django.db import connection

from gedeeld import datasleutels
from gedeeld.actor import Actor
from gedeeld.datasleutels import Verpakt
from register.datasleutels import SCHEMA, is_ingericht
from register.models import Dossier
from register.muur import ROL_SYSTEEM, als

ZONDER = ("mensen_sessie",)
BEWAAR = timedelta(days=30)  # a backup of data keys
BLOK = 1000  # files asked at once
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
    opdracht = ["pg_dump", "--format=custom", f"--role={ROL_SYSTEEM}", "--enable-row-security"]
    opdracht += [f"--exclude-schema={SCHEMA}"]
    opdracht += [f"--exclude-table-data={tabel}" for tabel in ZONDER]

    def dump(uit: IO[bytes], ontvangers: list[Any]) -> None:
        with _start(opdracht, stdout=subprocess.PIPE) as pg:
            pyrage.encrypt_io(pg.stdout, uit, ontvangers)
        if pg.returncode:
            raise KopieFout("PostgreSQL maakte de reservekopie niet af. Er is geen bestand.")

    return _schrijf(map_ / f"casusoverleg-{_moment(nu)}.dump.age", voor, dump)


def maak_van_datasleutels(map_: Path, voor: Sequence[str], nu: datetime) -> Path:
    """Write the data keys of all files, and destroy the backups of them in this folder that are too old.

    Args:
        map_, voor: as for `maak`.

    Raises:
        KopieFout: as for `maak`.
    """
    with als(Actor.systeem("reservekopie")):
        dossiers = Dossier.objects.values_list("pk", flat=True)
        rijen = [rij for deel in _delen(dossiers) for rij in datasleutels.rijen(deel)]
    inhoud = "".join(json.dumps([rij.dossier.hex, *rij[1:]]) + "\n" for rij in rijen).encode()
    bestand = _schrijf(
        map_ / f"datasleutels-{_moment(nu)}.age",
        voor,
        lambda uit, ontvangers: uit.write(pyrage.encrypt(inhoud, ontvangers)),
    )
    for oud in map_.glob("datasleutels-*.age"):
        if oud.name < f"datasleutels-{_moment(nu - BEWAAR)}.age":
            oud.unlink()
    return bestand


def _delen(rijen: Any) -> Iterator[list[Any]]:
    rij = iter(rijen)
    while deel := list(islice(rij, BLOK)):
        yield deel


def _moment(nu: datetime) -> str:
    return f"{nu.astimezone(UTC):%Y-%m-%dT%H%M%SZ}"


def _schrijf(
    doel: Path, voor: Sequence[str], schrijf: Callable[[IO[bytes], list[Any]], Any]
) -> Path:
    """A file for these public keys, that is there when it is whole."""
    try:
        ontvangers = [pyrage.x25519.Recipient.from_str(sleutel) for sleutel in voor]
    except pyrage.RecipientError:
        raise KopieFout("Een van de sleutels is geen openbare sleutel van age.") from None
    if not ontvangers:
        raise KopieFout("Zeg voor welke openbare sleutel de reservekopie is.")
    deel = doel.with_suffix(".deel")
    try:
        with os.fdopen(os.open(deel, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "wb") as uit:
            schrijf(uit, ontvangers)
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


def zet_datasleutels_terug(bestand: Path, sleutel: Path) -> tuple[int, int]:
    """Put the data keys back of the files that are there, in a database that was put back and migrated.

    Args:
        sleutel: as for `zet_terug`.

    Returns:
        How many files have theirs, and how many have none: what was destroyed between the two backups.

    Raises:
        KopieFout: there is no database with files, it has data keys, or the file does not open.
    """
    if not is_ingericht():
        raise KopieFout("Zet eerst de reservekopie van de database terug, en doe dan migrate.")
    try:
        tekst = pyrage.decrypt(bestand.read_bytes(), [_identiteit(sleutel)]).decode()
        rijen = [json.loads(regel) for regel in tekst.splitlines()]
    except (pyrage.DecryptError, ValueError):
        raise KopieFout(
            "Dit bestand gaat met deze sleutel niet open. Er is niets veranderd."
        ) from None
    with als(Actor.systeem("terugzetten")):
        dossiers = set(Dossier.objects.values_list("pk", flat=True))
        if any(datasleutels.rijen(deel) for deel in _delen(dossiers)):
            raise KopieFout("Deze database heeft al datasleutels. Er is niets veranderd.")
        terug = [Verpakt(UUID(pk), *rest) for pk, *rest in rijen if UUID(pk) in dossiers]
        for deel in _delen(terug):
            datasleutels.bewaar(deel)
    return len(terug), len(dossiers) - len(terug)


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
