"""Work of the register in the background, and what asks for it."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import transaction

from convenant.models import Convenant, Partij, SoortPartij

from . import berichten
from .herleiden import herleid, herleid_dossier, is_nodig
from .uitwisseling import melden


def vraag(instance: Any, **_signaal: Any) -> None:
    """A fact about a party was saved: ask for the job once the decision stands (a `post_save`)."""
    partij_id = instance.pk if isinstance(instance, Partij) else instance.partij_id
    transaction.on_commit(lambda: _bel(partij_id), robust=True)


def vraag_voor_gemeenten(
    instance: Convenant, update_fields: Collection[str] | None = None, **_signaal: Any
) -> None:
    """How often files are checked was changed: the same for the files of each municipality."""
    if "controle_maanden" not in (update_fields or ()):
        return
    for partij in instance.partijen.filter(soort=SoortPartij.GEMEENTE):
        vraag(partij)


def _bel(partij_id: UUID) -> None:
    """Ring for the job, where there is something for it to do."""
    if is_nodig(partij_id):
        leid_partij_af.delay(str(partij_id))


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


@shared_task  # type: ignore[untyped-decorator]
def ruim_berichten_op() -> None:
    """Remove what was told so long ago that nobody hears it any more."""
    berichten.ruim_op()
    melden.ruim_op()
