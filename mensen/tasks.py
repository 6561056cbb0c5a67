"""Mail, in the background. No arguments: the database says what is due, and claims it."""

from celery import shared_task

from . import post


@shared_task  # type: ignore[untyped-decorator]
def verstuur_mail() -> None:
    """Mail who asked for it that his worklist has something new, or the code to confirm his address."""
    post.verstuur()


@shared_task  # type: ignore[untyped-decorator]
def ruim_adressen_op() -> None:
    """Forget the address of who does not work here any more."""
    post.ruim_op()
