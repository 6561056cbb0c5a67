"""The second wall: PostgreSQL itself says which rows there are for whom (ADR 9).

Every table with personal data has row-level security, enabled and forced
(`beveiliging/migrations`). Its policies read who acts from settings of the transaction, which
`als` sets; without them there are no rows, in the web, in Celery, in commands and in the shell.
A job of the system acts under a role of its own, for which the policies are open.
"""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from gedeeld.actor import Actor

from .access import bruikbare_rechten
from .registry import bestanden

ROL_APP = "casusoverleg_app"
ROL_SYSTEEM = "casusoverleg_systeem"
# Keys of the object permissions that the actor can use: those on a whole file, those on a plan only.
HEEL, PLAN = "lezen", "plan_lezen"
SETTINGS = (
    "role",
    *(
        f"casusoverleg.{naam}"
        for naam in ("systeem", "groep", "gebruiker", "convenant", "dag", "toezicht", HEEL, PLAN)
    ),
)
ZET = "SELECT " + ", ".join(
    [f"current_setting('{naam}', true)" for naam in SETTINGS]
    + [f"set_config('{naam}', %s, true)" for naam in SETTINGS]
)
HERSTEL = "SELECT " + ", ".join(f"set_config('{naam}', %s, true)" for naam in SETTINGS)


@contextmanager
def als(actor: Actor | None) -> Iterator[None]:
    """A transaction in which the database shows what is there for this actor, and no more.

    Args:
        actor: None for nobody: no rows. A job of the system sees every row; its name stands in the
            setting `casusoverleg.systeem`.
    """
    buitenste = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(ZET, _waarden(actor))
        eerder = [waarde or "" for waarde in cursor.fetchone()[: len(SETTINGS)]]
        yield
        # They end with the transaction, and after an exception the rollback puts them back.
        if not buitenste:
            cursor.execute(HERSTEL, eerder)


def _waarden(actor: Actor | None) -> list[str]:
    if actor is None:
        return [ROL_APP, *[""] * (len(SETTINGS) - 1)]
    if actor.is_systeem:
        return [ROL_SYSTEEM, actor.naam, *[""] * (len(SETTINGS) - 2)]
    rechten: dict[str, list[str]] = defaultdict(list)
    for bestand in bestanden():
        for naam in bestand.rechten:
            sleutels = bruikbare_rechten(bestand.model, actor, naam)
            rechten[PLAN if naam == PLAN else HEEL] += map(str, sleutels)
    return [
        ROL_APP,
        "",
        str(actor.groep_id or ""),
        str(actor.gebruiker_id or ""),
        str(actor.convenant_id or ""),
        actor.vandaag.isoformat(),
        "ja" if actor.houdt_toezicht else "",
        ",".join(rechten[HEEL]),
        ",".join(rechten[PLAN]),
    ]
