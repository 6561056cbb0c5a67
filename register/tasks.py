"""Work of the register in the background."""

from uuid import UUID

from celery import shared_task

from .herleiden import herleid, herleid_dossier


@shared_task  # type: ignore[untyped-decorator]
def leid_partij_af(partij_id: str) -> None:
    """What waits in the files where a party takes part, after a fact about it changed.

    Args:
        partij_id: key of the party; nothing on a person is in it.
    """
    herleid(UUID(partij_id))


@shared_task  # type: ignore[untyped-decorator]
def leid_dossier_af(dossier_id: str) -> None:
    """What follows from the facts of one file, where that may not be told by how long an answer takes.

    Args:
        dossier_id: key of the file; nothing happens when it is not there.
    """
    herleid_dossier(UUID(dossier_id))
