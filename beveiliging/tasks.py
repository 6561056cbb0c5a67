"""Nightly work of security."""

import logging

from celery import shared_task
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone

from register import ketting

from .controle import gebreken, verschillen
from .incidenten import decisions as incidenten
from .steekproef import decisions as steekproeven

logger = logging.getLogger("casusoverleg.beveiliging")


class MuurKapot(Exception):
    """The second wall does not stand; how is in the log."""


class LogGebroken(Exception):
    """The chain over the logs is not whole; where is in the log."""


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


@shared_task  # type: ignore[untyped-decorator]
def schakel_logs_aan() -> None:
    """Put in the chain what was written in the logs since the last time, and keep its head elsewhere (ADR 30)."""
    ketting.schakel_aan()
    _bewaar_kop()


@shared_task  # type: ignore[untyped-decorator]
def controleer_log() -> None:
    """Look whether every row of the logs is still there as it was.

    Raises:
        LogGebroken: something was changed or taken away.
    """
    _bewaar_kop()  # of a broken chain too: what comes after the break is whole
    breuken = ketting.controleer(settings.KETTING_MAP, settings.KETTING_VANAF).breuken
    for zin in breuken:
        logger.error("%s", zin)
    if breuken:
        raise LogGebroken(f"{len(breuken)} breuken")


def _bewaar_kop() -> None:
    """Where there is a folder for it; that this is away is no reason to make no links."""
    if settings.KETTING_MAP:
        try:
            ketting.bewaar_kop(settings.KETTING_MAP, timezone.now())
        except OSError:
            logger.exception("De kop van de ketting is niet te bewaren.")
