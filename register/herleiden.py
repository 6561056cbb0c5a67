"""A fact about a party changed: what waits in the files where it takes part is derived anew, by a job.

Who reads such a file is asked at each request, so nothing waits for this job but tasks of others. It
never runs in the request of an administrator: a partner can take part in thousands of casussen.
"""

import logging
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk

from .afleiden import wijziging
from .kringen import alle_kringen_van
from .models import Dossier, Herleiding, Taak
from .muur import als

TAAK = "herleiden"
# What waits for each core party, also for one that holds nothing in the file yet.
VAN_DE_KERN = (
    "casusoverleg.toestemming",
    "casusoverleg.afronden",
    "weegploeg.wegen",
    "weegploeg.besluiten",
)
logger = logging.getLogger("casusoverleg.register")


def is_nodig(partij_id: UUID) -> bool:
    """Whether there is a file that follows a fact about this party."""
    with als(Actor.systeem(TAAK)):
        return bool(_sleutels(Partij.objects.get(pk=partij_id)))


def herleid(partij_id: UUID) -> None:
    """Derive the files in which a party takes part, or has something to do; one transaction for each.

    How far it is stands in a `Herleiding`, for the page of the administrator.
    """
    partij = Partij.objects.get(pk=partij_id)
    with als(Actor.systeem(TAAK)):
        sleutels = _sleutels(partij)
        if not sleutels:
            return
        # What an earlier run left says nothing any more, also when it was broken off.
        Herleiding.objects.filter(partij=partij).delete()
        loop = Herleiding.objects.create(
            partij=partij, begonnen_op=timezone.now(), totaal=len(sleutels)
        )
    try:
        for pk in sleutels:
            try:
                herleid_dossier(pk)
            except Exception as fout:  # noqa: BLE001  the next file needs it as well
                # The text of an error may hold personal data; its kind does not.
                logger.error("herleiden: een dossier mislukt (%s)", type(fout).__name__)  # noqa: TRY400
            _werk_bij(loop, gedaan=F("gedaan") + 1)
    finally:
        _werk_bij(loop, klaar_op=timezone.now())


def _sleutels(partij: Partij) -> list[UUID]:
    """Files in which the party holds a grant or has something to do, and where each core party must act."""
    met_recht = Dossier.objects.filter(rechten__group=partij.groep_id)
    taken = Q(aan__in=alle_kringen_van(partij))
    if partij.kernpartij:  # a new one must consent, and weigh, where it holds nothing yet
        taken |= Q(soort__in=VAN_DE_KERN, dossier__partij__convenant=partij.convenant_id)
    met_taak = Taak.objects.filter(taken, dossier__isnull=False)
    return sorted(
        {
            *met_recht.values_list("pk", flat=True),
            *(pk for pk in met_taak.values_list("dossier_id", flat=True) if pk),
        }
    )


def _werk_bij(loop: Herleiding, **velden: Any) -> None:
    with als(Actor.systeem(TAAK)):
        Herleiding.objects.filter(pk=loop.pk).update(**velden)


def herleid_dossier(pk: UUID) -> None:
    """One file, with what else is in its case."""
    with wijziging(), als(Actor.systeem(TAAK)):
        for dossier in Dossier.objects.filter(pk=pk):
            with suppress(NietMogelijk):  # destroyed meanwhile
                Dossier.objects.lock(dossier)
