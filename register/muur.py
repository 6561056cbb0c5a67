"""In whose name the database is asked: the settings that the second wall reads (ADR 9).

Its policies read who acts from settings of the transaction, which `als` sets; without them there are
no rows, in the web, in Celery, in commands and in the shell. A job of the system acts under a role
of its own, for which the policies are open. What the policies are, says `register.beleid`.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection, transaction

from gedeeld.actor import Actor
from gedeeld.datasleutels import nieuwe_bos

from .grants import bruikbaar, permissie

ROL_APP = "casusoverleg_app"
ROL_SYSTEEM = "casusoverleg_systeem"
NIEMAND = {
    "role": ROL_APP,
    "casusoverleg.systeem": "",  # name of the job
    "casusoverleg.kringen": "",  # the circles in which the actor stands, with commas
    "casusoverleg.adressen": "",  # these, and the circles of people of his party
    "casusoverleg.groep": "",
    "casusoverleg.lezen": "",  # key of the permission, for who reads files by a grant
    "casusoverleg.plan_lezen": "",  # the same, for who reads plans by a grant
    "casusoverleg.vraag_lezen": "",  # the same, for who can be asked something
    "casusoverleg.besluit_lezen": "",  # the same, for who confirms what was logged
    "casusoverleg.vermeldingen": "",  # entries of annex 1 that hold, with commas
    "casusoverleg.gebruiker": "",
    "casusoverleg.convenant": "",
    "casusoverleg.partijen": "",  # for which the actor acts, with commas
    "casusoverleg.dag": "",
    "casusoverleg.toezicht": "",
    "casusoverleg.onderzoekt": "",  # key of the one file that the data protection officer reads
    "casusoverleg.onderzoekt_voor": "",  # key of the party whose officer he is
}
_ZET = ", ".join(f"set_config('{naam}', %({naam})s, true)" for naam in NIEMAND)
_LEES = ", ".join(f"current_setting('{naam}', true)" for naam in NIEMAND)


@contextmanager
def als(actor: Actor | None) -> Iterator[None]:
    """A transaction in which the database shows what is there for this actor, and no more.

    Args:
        actor: None for nobody: no rows. A job of the system sees every row; its name stands in the
            setting `casusoverleg.systeem`. The data protection officer reads a file and writes nothing: in
            his name not one table takes a row, also where who reads the file may write.
    """
    buitenste = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor, nieuwe_bos(partial(als, actor)):
        cursor.execute(f"SELECT {_LEES}, {_ZET}", NIEMAND | _instellingen(actor))
        # What was set before comes first.
        eerder = {
            naam: waarde or "" for naam, waarde in zip(NIEMAND, cursor.fetchone(), strict=False)
        }
        if actor and actor.onderzoekt:
            cursor.execute("SET TRANSACTION READ ONLY")  # until the savepoint ends
        yield
        # They end with the transaction, and after an exception the rollback puts them back.
        if not buitenste:
            cursor.execute(f"SELECT {_ZET}", eerder)


def _instellingen(actor: Actor | None) -> dict[str, str]:
    if actor is None:
        return {}
    if actor.is_systeem:
        return {"role": ROL_SYSTEEM, "casusoverleg.systeem": actor.naam}
    return {
        "casusoverleg.kringen": ",".join(sorted(actor.kringen)),
        "casusoverleg.adressen": ",".join(sorted(actor.adressen)),
        "casusoverleg.groep": str(actor.groep_id or ""),
        **{f"casusoverleg.{recht}": str(permissie(recht)) for recht in bruikbaar(actor)},
        "casusoverleg.vermeldingen": ",".join(map(str, sorted(actor.vermeldingen))),
        "casusoverleg.gebruiker": str(actor.gebruiker_id or ""),
        "casusoverleg.convenant": str(actor.convenant_id or ""),
        "casusoverleg.partijen": ",".join(map(str, actor.partijen))
        if actor.werkt_met_dossiers
        else "",
        "casusoverleg.dag": actor.vandaag.isoformat(),
        "casusoverleg.toezicht": "ja" if actor.houdt_toezicht else "",
        "casusoverleg.onderzoekt": str(actor.onderzoekt or ""),
        "casusoverleg.onderzoekt_voor": str((actor.onderzoekt and actor.partij_id) or ""),
    }
