"""What was sent or typed does not stay."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from gedeeld.actor import Actor
from register.muur import als

from .models import Verzonden

BEWAAR = timedelta(hours=24)


@shared_task  # type: ignore[untyped-decorator]
def ruim_invoer_op() -> None:
    """Remove what was sent more than a day ago."""
    with als(Actor.systeem("invoer")):
        Verzonden.objects.filter(op__lt=timezone.now() - BEWAAR).delete()
