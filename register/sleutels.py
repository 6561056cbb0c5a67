"""Whether a process has the keys of its database: else it gets no connection (PB 6.1, ADR 2).

What is written under a wrong key opens for nobody else, and under a wrong search key nobody is found:
"eerder gemeld" and an answer to the person concerned (AVG 15) both say "nothing", without an error. So
the database keeps a proof of each key (`Sleutelproef`), and each new connection is compared with it
before anything is asked. That holds for every process: web, worker, beat, command and shell.

Who migrates adds the proofs of a new database and of a new kind of file, and with
`migrate --nieuwe-sleutels` that of a key that was added to rotate. None is ever changed. That of an old key is
taken away by the owner when nothing is left under it (`manage.py roteer_sleutels --oude-weg`).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import CommandError
from django.db import ProgrammingError, connection, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import errors

from gedeeld.actor import Actor
from gedeeld.fields import versleutelde_velden
from gedeeld.personen import zoeksleutel
from gedeeld.weigering import OntsleutelFout
from gedeeld.zegel import ontzegel, verzegel

from .models import Sleutelproef
from .muur import als

Soort = Sleutelproef.Soort
KANARIE = "kanarie"
TABEL = Sleutelproef._meta.db_table
OPDRACHT = "manage.py migrate --nieuwe-sleutels"
LEES = f"SELECT kluis, soort, proef FROM {TABEL}"  # noqa: S608  a table of our own
# What this process may add: kinds of file that the database does not know yet, and keys.
_erbij: set[str] = set()
KLUIZEN, SLEUTELS = "kluizen", "sleutels"


class VerkeerdeSleutels(CommandError):
    """The keys are not those of this database; the sentence says which and what to do, and holds no key."""

    def __init__(self, zin: str) -> None:
        super().__init__(zin, returncode=2)


@dataclass
class Vergelijking:
    """How the keys of this process compare with what the database remembers.

    Args:
        fout: parts of a kind of file of which a known key is missing, in words.
        sleutels: keys that the database does not know, of a kind of file that it knows: (kind, key).
        kluizen: kinds of file that it does not know.
    """

    fout: list[str] = field(default_factory=list)
    sleutels: list[tuple[str, str]] = field(default_factory=list)
    kluizen: list[str] = field(default_factory=list)


@contextmanager
def legt_vast(*wat: str) -> Iterator[None]:
    """Let this process connect to add proofs of `KLUIZEN` or `SLEUTELS`; a wrong key stays refused."""
    _erbij.update(wat)
    try:
        yield
    finally:
        _erbij.difference_update(wat)


# At each new connection ----------------------------------------------------------------------------
def bij_verbinding(connection: BaseDatabaseWrapper, **_signaal: Any) -> None:
    """Compare the keys before anything is asked of a database (`connection_created`).

    Raises:
        VerkeerdeSleutels: the connection is closed again.
    """
    try:
        controleer(connection)
    except BaseException:
        connection.close()
        raise


def controleer(verbinding: BaseDatabaseWrapper) -> None:
    """Compare the keys of this process with what the database remembers.

    Raises:
        VerkeerdeSleutels: they differ.
    """
    # By the driver: it is no question of a page, and stands in no list of those.
    with verbinding.connection.cursor() as cursor:
        try:
            rijen = cursor.execute(LEES).fetchall()
        except errors.UndefinedTable:
            # Nothing to compare before the first migrate; older tables tell us nothing.
            cursor.execute("SELECT to_regclass('register_dossier')")
            if cursor.fetchone()[0]:
                raise VerkeerdeSleutels(OUD + _demo()) from None
            return
    gevonden = vergelijk(rijen)
    if gevonden.fout:
        alle = len(gevonden.fout) == len(settings.SLEUTELS) * len(Soort)
        zin = FOUT.format("alle sleutels" if alle else ", ".join(gevonden.fout))
        raise VerkeerdeSleutels(zin + _demo())
    if gevonden.kluizen and KLUIZEN not in _erbij:
        raise VerkeerdeSleutels(NIEUWE_KLUIS.format(", ".join(gevonden.kluizen)))
    if gevonden.sleutels and SLEUTELS not in _erbij:
        raise VerkeerdeSleutels(NIEUWE_SLEUTEL.format(", ".join(k for k, _ in gevonden.sleutels)))


def vergelijk(rijen: list[tuple[str, str, str]]) -> Vergelijking:
    """Compare the settings with proofs: (kind of file, `Soort`, proof)."""
    uit = Vergelijking()
    for kluis, sleutels in settings.SLEUTELS.items():
        velden = [proef for k, soort, proef in rijen if (k, soort) == (kluis, Soort.VELDEN)]
        zoeken = [proef for k, soort, proef in rijen if (k, soort) == (kluis, Soort.ZOEKEN)]
        if not velden and not zoeken:
            uit.kluizen.append(kluis)
            continue
        if not all(_opent(sleutels["velden"], kluis, proef) for proef in velden):
            uit.fout.append(f"{kluis} (velden)")
        if zoeken != [zoeksleutel(kluis, KANARIE)]:
            uit.fout.append(f"{kluis} (zoeken)")
        uit.sleutels += [
            (kluis, sleutel)
            for sleutel in sleutels["velden"]
            if not any(_opent([sleutel], kluis, proef) for proef in velden)
        ]
    return uit


def _opent(sleutels: list[str], kluis: str, proef: str) -> bool:
    return ontzegel(sleutels, _kolom(kluis), KANARIE.encode(), proef) == KANARIE.encode()


def _kolom(kluis: str) -> str:
    return f"{kluis}.{TABEL}.proef"


FOUT = (
    "De sleutels zijn niet die van deze database. Anders of weg: {}. Er is niets gestart en niets geschreven. "
    "Zet de bewaarde set terug die bij deze database hoort; na het terugzetten van een reservekopie is "
    "dat de set van die dag."
)
NIEUWE_KLUIS = (
    "Deze database kent nog geen sleutels van: {}. Er is niets gestart en niets geschreven. Doe eerst: "
    "manage.py migrate"
)
NIEUWE_SLEUTEL = (
    "In de set staat een sleutel die deze database niet kent, bij: {}. Er is niets gestart en niets geschreven. "
    f"Hebt u die zelf toegevoegd? Leg hem dan eerst vast: {OPDRACHT}. Zet anders de bewaarde set terug."
)
GEEN_EIGENAAR = (
    "Dit kan alleen de eigenaar van de database. Zet DATABASE_OWNER_URL, en doe dit opnieuw."
)
OUD = "Deze database is van een oudere versie, en zegt niet welke sleutels erbij horen."


def _demo() -> str:
    return "" if settings.PRODUCTIE else " In de demo kunt u opnieuw beginnen: make demo-leeg"


# By who migrates -----------------------------------------------------------------------------------
def vul_aan() -> list[str]:
    """Add the proofs that this process may add (`legt_vast`), after a migrate.

    Returns:
        The kinds of file that got one.

    Raises:
        VerkeerdeSleutels: a kind of file without proofs holds data that its keys do not open.
    """
    if TABEL not in connection.introspection.table_names():
        return []
    gevonden = vergelijk(list(Sleutelproef.objects.values_list("kluis", "soort", "proef")))
    with transaction.atomic():
        for kluis in gevonden.kluizen:
            if dicht := _gaat_niet_open(kluis):
                raise VerkeerdeSleutels(FOUT.format(f"{kluis} (velden)") + f" Kijk naar {dicht}.")
            _bewaar(kluis, Soort.ZOEKEN, zoeksleutel(kluis, KANARIE))
        nieuw = [
            (k, sleutel) for k in gevonden.kluizen for sleutel in settings.SLEUTELS[k]["velden"]
        ]
        for kluis, sleutel in [*nieuw, *gevonden.sleutels]:
            proef = verzegel(sleutel, _kolom(kluis), KANARIE.encode(), KANARIE.encode())
            _bewaar(kluis, Soort.VELDEN, proef)
    return list(dict.fromkeys([*gevonden.kluizen, *(kluis for kluis, _ in gevonden.sleutels)]))


def vergeet_oude() -> list[str]:
    """Take away the proof of each key that is not the newest of its kind of file, by the owner.

    Only when nothing is left under them (`beveiliging.roteren`): after this the set may do without.

    Returns:
        The kinds of file of which one went.

    Raises:
        VerkeerdeSleutels: this is not the owner.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('role'), set_config('role', 'none', true)")
        eerder = cursor.fetchone()[0]
        oud = [
            rij
            for rij in Sleutelproef.objects.filter(soort=Soort.VELDEN)
            if rij.kluis in settings.SLEUTELS
            and not _opent(settings.SLEUTELS[rij.kluis]["velden"][:1], rij.kluis, rij.proef)
        ]
        try:
            Sleutelproef.objects.filter(pk__in=[rij.pk for rij in oud]).delete()
        except ProgrammingError:
            raise VerkeerdeSleutels(GEEN_EIGENAAR) from None
        cursor.execute("SELECT set_config('role', %s, true)", [eerder])
    return sorted({rij.kluis for rij in oud})


def _bewaar(kluis: str, soort: str, proef: str) -> None:
    Sleutelproef.objects.create(kluis=kluis, soort=soort, proef=proef)


def _gaat_niet_open(kluis: str) -> str:
    """A column of a kind of file of which the first value does not open; empty when there is none."""
    with als(Actor.systeem("sleutels")):
        tabellen = connection.introspection.table_names()
        for model in apps.get_app_config(kluis).get_models():
            velden = versleutelde_velden(model) if model._meta.db_table in tabellen else []
            for veld in velden:
                rij = model._base_manager.filter(**{f"{veld.name}__isnull": False}).first()
                try:
                    getattr(rij, veld.attname, None)
                except OntsleutelFout as fout:
                    return str(fout)
    return ""
