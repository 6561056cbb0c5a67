"""What was sent or typed does not stay."""

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from gedeeld.actor import Actor
from register.muur import als

from .models import Klad, Verzonden

BEWAAR = timedelta(hours=24)


@shared_task  # type: ignore[untyped-decorator]
def ruim_invoer_op() -> None:
    """Remove what was sent or typed more than a day ago, and drafts of a role that ended."""
    with als(Actor.systeem("invoer")):
        for soort in (Klad, Verzonden):
            soort.objects.filter(op__lt=timezone.now() - BEWAAR).delete()
        Klad.objects.filter(rol__tot__lte=timezone.localdate()).delete()
