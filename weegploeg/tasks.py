"""Work of the weegploeg in the background."""

from celery import shared_task

from gedeeld.actor import Actor

from .duiding import decisions


@shared_task  # type: ignore[untyped-decorator]
def werk_vragen_bij() -> None:
    """Remind who was asked and did not answer; bring back the file that waits for nobody any more."""
    decisions.werk_bij(actor=Actor.systeem(decisions.TAAK))
