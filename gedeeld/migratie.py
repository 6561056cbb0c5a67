"""Migrations that change rows, as the system and not as the owner of the tables (ADR 9).

Row-level security is forced and has no policy for the owner, who migrates. So to the owner every table
with personal data looks empty: a plain RunPython or an UPDATE changes nothing and reports
no error. `Gegevens` takes the role of the system, which sees each row, and a system check refuses
the other ways before anything is applied.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.management import CommandError
from django.db import transaction
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations import Migration, RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState, StateApps

ROL_SYSTEEM = "casusoverleg_systeem"  # as in register.muur, which stands a floor higher
Functie = Callable[[StateApps, BaseDatabaseSchemaEditor], None]

# Statements that change rows. GRANT UPDATE ON, BEFORE INSERT ON, ON DELETE SET NULL and the like do not.
NAAM = r'(?:[\w.%]|"[^"]*")+'
WIJZIGT = re.compile(
    rf"\b(?:INSERT\s+INTO|DELETE\s+FROM|MERGE\s+INTO"
    rf"|UPDATE\s+(?:ONLY\s+)?{NAAM}(?:\s*\*)?(?:\s+(?:AS\s+)?{NAAM})?\s+SET)\b",
    re.IGNORECASE,
)
# What a function will do when it is called, it does not do now.
FUNCTIE = re.compile(
    r"\bCREATE\s+(?:OR\s+REPLACE\s+)?(?:FUNCTION|PROCEDURE)\b[^;]*?\bAS\s+(\$\w*\$).*?\1",
    re.IGNORECASE | re.DOTALL,
)


class Gegevens(RunPython):
    """Change rows in a migration: the function sees and changes each row of each table.

    The migration depends on `register.0001_rollen` and is atomic: the role is taken within its
    transaction. The logs can only grow for the system too: to change them is an error.

    Args:
        functie: gets the historical apps and the schema editor, as that of RunPython does.
        terug: the same for the way back; without it there is none.
        elidable: whether it may go when migrations are squashed.
    """

    def __init__(
        self, functie: Functie, terug: Functie | None = None, *, elidable: bool = False
    ) -> None:
        super().__init__(functie, terug, elidable=elidable)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        """As squashing writes it down: by the names of our own arguments."""
        anders = {"terug": self.reverse_code, "elidable": self.elidable}
        gegeven = {naam: waarde for naam, waarde in anders.items() if waarde}
        return type(self).__qualname__, [], {"functie": self.code, **gegeven}

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _als_systeem(app_label, schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        with _als_systeem(app_label, schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


@contextmanager
def _als_systeem(app_label: str, schema_editor: BaseDatabaseSchemaEditor) -> Iterator[None]:
    """The role of the system, for a part of the transaction of a migration."""
    if not schema_editor.atomic_migration:
        raise CommandError(_niet_atomair(app_label))
    verbinding = schema_editor.connection
    # A savepoint: after an exception the role is the old one, also where somebody catches it.
    with transaction.atomic(using=verbinding.alias), verbinding.cursor() as cursor:
        cursor.execute(
            "SELECT current_setting('role'), set_config('role', %s, true),"
            " set_config('casusoverleg.systeem', 'migratie', true)",
            [ROL_SYSTEEM],
        )
        eerder = cursor.fetchone()[0]
        yield
        cursor.execute(
            "SELECT set_config('role', %s, true), set_config('casusoverleg.systeem', '', true)",
            [eerder],
        )


def controleer_migraties(
    app_configs: Iterable[AppConfig] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """System check: migrations of our own apps change rows with `Gegevens` and in no other way."""
    gevraagd = apps.get_app_configs() if app_configs is None else app_configs
    onze = {app.label for app in gevraagd if Path(app.path).parent == settings.BASE_DIR}
    lader = MigrationLoader(None, load=False)
    lader.load_disk()
    return [
        bezwaar
        for sleutel, migratie in sorted(lader.disk_migrations.items())
        if sleutel[0] in onze
        for stap in _stappen(migratie.operations)
        for bezwaar in _bezwaren(migratie, stap)
    ]


def _stappen(operations: Iterable[Operation]) -> Iterator[Operation]:
    """What is done to the database, also within another operation."""
    for stap in operations:
        if isinstance(stap, SeparateDatabaseAndState):
            yield from _stappen(stap.database_operations)
        else:
            yield stap


def _bezwaren(migratie: Migration, stap: Operation) -> Iterator[CheckMessage]:
    naam = f"{migratie.app_label}.{migratie.name}"
    if isinstance(stap, Gegevens):
        if not migratie.atomic:
            yield Error(_niet_atomair(naam), id="migratie.E003")
    elif isinstance(stap, RunPython):
        yield _als_eigenaar(naam, "RunPython", "migratie.E001")
    elif isinstance(stap, RunSQL) and any(
        WIJZIGT.search(FUNCTIE.sub("", tekst))
        for sql in (stap.sql, stap.reverse_sql)
        for tekst in _teksten(sql)
    ):
        yield _als_eigenaar(naam, "RunSQL", "migratie.E002")


def _teksten(sql: Any) -> Iterator[str]:
    """The statements of RunSQL: one text, or a list of texts and of pairs with parameters."""
    for deel in [sql] if isinstance(sql, str) else sql or []:
        yield deel if isinstance(deel, str) else deel[0]


def _als_eigenaar(naam: str, soort: str, nummer: str) -> CheckMessage:
    return Error(
        f"De migratie {naam} wijzigt rijen met {soort}. De eigenaar van de tabellen ziet geen rijen, dus er "
        "zou niets veranderen.",
        hint="Gebruik Gegevens uit gedeeld.migratie.",
        id=nummer,
    )


def _niet_atomair(naam: str) -> str:
    return (
        f"De migratie {naam} wijzigt rijen, en heeft atomic = False. Dat kan niet samen: de rol van "
        "het systeem geldt binnen een transactie. Maak er twee migraties van."
    )
