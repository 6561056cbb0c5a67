"""Nightly work of security."""

from celery import shared_task
from django.core.management import call_command


@shared_task  # type: ignore[untyped-decorator]
def ruim_sessies_op() -> None:
    """Remove sessions that ended: they hold a representation and perhaps a file number."""
    call_command("clearsessions")
