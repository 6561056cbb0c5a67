"""Work of the casusoverleg in the background."""

from typing import Any
from uuid import UUID

from celery import shared_task
from django.db import transaction

from gedeeld.actor import Actor
from register.herleiden import herleid_dossier
from register.muur import als

from .deelname.models import Vangnet


def aanvraag_beantwoord(instance: Any, **_signaal: Any) -> None:
    """A request for one casus was saved: ask for the job once that stands (a `post_save`).

    Whose casus it is, is found by the job: who answers the request may not know it.
    """
    transaction.on_commit(lambda: leid_aanvraag_af.delay(str(instance.pk)), robust=True)


@shared_task  # type: ignore[untyped-decorator]
def leid_aanvraag_af(aanvraag_id: str) -> None:
    """What waits in the casus for which a partner was entered in annex 1, or was not.

    Args:
        aanvraag_id: key of the request; nothing on a person is in it.
    """
    with als(Actor.systeem("vangnet")):
        sleutels = list(
            Vangnet.objects.filter(aanvraag=UUID(aanvraag_id)).values_list("casus_id", flat=True)
        )
    for pk in sleutels:
        herleid_dossier(pk)
