"""Work of meetings in the background."""

from celery import shared_task

from .agenda import werk_alles_bij


@shared_task  # type: ignore[untyped-decorator]
def vul_agendas() -> None:
    """What became due by the day alone comes on the agenda of the next meeting."""
    werk_alles_bij()
