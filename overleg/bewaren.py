"""When a meeting goes: what is left of it names nobody but who was there."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Exists, OuterRef

from .models import Agendapunt, Erbij, Opmerking, Overleg

# Ours: the law sets no term. As long as a file may live after its last processing (MC 13.1), because
# until then somebody may ask in which meeting, and among whom, a decision on it was taken.
BEWAREN = relativedelta(years=5)


def vergeet_opmerkingen(dossiers: Iterable[UUID]) -> None:
    """What was said about these files, in a meeting and on draft minutes, does not stay when they go to
    the archive.

    That they were on an agenda does, and who was there then: keys and a day (MC 13.2).
    """
    sleutels = list(dossiers)
    Opmerking.objects.filter(dossier__in=sleutels).delete()
    Erbij.objects.filter(dossier__in=sleutels).update(inbreng=None)


def ruim_op(op: date) -> int:
    """Destroy meetings five years after their day, with who was there and what was said in general.

    One in which a file was discussed that is still there stays as long as that file.

    Args:
        op: the day of the job; it acts in the name of a job of the system (`register.muur.als`).

    Returns:
        How many.
    """
    nog = Agendapunt.objects.filter(overleg=OuterRef("pk"), dossier__isnull=False)
    oud = Overleg.objects.filter(~Exists(nog), dag__lt=op - BEWAREN)
    sleutels = list(oud.values_list("pk", flat=True))
    Overleg.objects.filter(pk__in=sleutels).delete()
    return len(sleutels)
