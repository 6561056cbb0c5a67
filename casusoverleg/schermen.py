"""The door of the secretary's pages."""

from uuid import UUID

from django.forms import BaseForm
from django.urls import reverse

from gedeeld.actor import ActorRequest
from overleg.models import Overleg, Soort
from register.access import haal, haal_om_te_wijzigen, weiger_stil

from .dossier.models import Casus
from .querysets import CasusQuerySet


def haal_te_voeren(request: ActorRequest, pk: UUID) -> Casus:
    """A casus that this actor keeps as secretary, to change it."""
    casus: Casus = haal_om_te_wijzigen(request, Casus.objects.written_by(request.actor), pk)
    return casus


def haal_te_verbeteren(request: ActorRequest, zichtbaar: CasusQuerySet, pk: UUID) -> Casus:
    """A casus in which this actor puts right what is not, also once it is closed (MC 12.5).

    Args:
        zichtbaar: began at `.written_by` or `.contributed_by` of the actor.
    """
    casus: Casus = haal(request, zichtbaar, pk)
    if not casus.te_verbeteren:
        weiger_stil(request, casus)
    return casus


def overleg_van(request: ActorRequest, casus: Casus) -> Overleg | None:
    """The meeting in which a decision is logged; None where the address names none of this casusoverleg."""
    try:
        sleutel = UUID(request.GET.get("overleg", ""))
    except ValueError:
        return None
    rijen = Overleg.objects.van(request.actor).filter(soort=Soort.CASUSOVERLEG, afgelast_op=None)
    gekozen: Overleg | None = rijen.filter(pk=sleutel, partij=casus.partij_id).first()
    return gekozen


def na_besluit(overleg: Overleg | None, anders: str = "") -> str:
    """Where the secretary goes on: to the next item of the meeting in which he logged it, or elsewhere."""
    return reverse("overleg:scherm", args=[overleg.pk]) if overleg else anders


def zonder_dag(form: BaseForm, veld: str, overleg: Overleg | None) -> None:
    """The day is that of the meeting: then it is not asked."""
    if overleg is not None:
        del form.fields[veld]
