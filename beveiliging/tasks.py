"""Nightly work of security."""

import logging

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from .controle import gebreken, verschillen
from .incidenten import decisions as incidenten
from .steekproef import decisions as steekproeven

logger = logging.getLogger("casusoverleg.beveiliging")


class MuurKapot(Exception):
    """The second wall does not stand; how is in the log."""


@shared_task  # type: ignore[untyped-decorator]
def ruim_sessies_op() -> None:
    """Remove sessions that ended: they hold a representation and perhaps a file number."""
    call_command("clearsessions")


@shared_task  # type: ignore[untyped-decorator]
def ruim_incidenten_op() -> None:
    """Remove incidents that were closed five years ago."""
    incidenten.ruim_op(timezone.localdate())


@shared_task  # type: ignore[untyped-decorator]
def ruim_steekproeven_op() -> None:
    """Remove samples of the log that were closed five years ago."""
    steekproeven.ruim_op(timezone.localdate())


@shared_task  # type: ignore[untyped-decorator]
def controleer_toegang() -> None:
    """Check the second wall, and put right what is stored and differs from the facts (ADR 9, 14).

    Raises:
        MuurKapot: something is wrong in the database that a job cannot put right.
    """
    fouten = gebreken()
    for zin in fouten:
        logger.error("%s", zin)
    for verschil in verschillen(herstel=True):
        logger.warning("Hersteld: %s", verschil)
    if fouten:
        raise MuurKapot(f"{len(fouten)} gebreken")
