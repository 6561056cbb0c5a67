"""Requests in the background, and what asks for it. No arguments: the database says what waits."""

from celery import shared_task
from django.db import transaction

from gedeeld.actor import Actor

from . import gezamenlijk, vasthouden


@shared_task  # type: ignore[untyped-decorator]
def geef_verzoeken_door() -> None:
    """Give requests to the other municipalities that hold something, and stop what was withdrawn (AVG 26); then
    keep from destruction what an open request is about.
    """
    try:
        gezamenlijk.werk_bij(actor=Actor.systeem(gezamenlijk.TAAK))
    finally:
        vasthouden.werk_bij(actor=Actor.systeem(vasthouden.TAAK))


def vraag_erom() -> None:
    """Ask for the job once the decision stands, whatever it will find; without a queue the hourly one does it."""
    transaction.on_commit(geef_verzoeken_door.delay, robust=True)
