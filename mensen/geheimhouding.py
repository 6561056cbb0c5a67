"""Confirming the text of secrecy and the guidelines (MC 14, 15.4, 18.2)."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from convenant.models import Bevestigtekst
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require

from .models import Bevestiging, Gebruiker, Vertegenwoordiging


@transaction.atomic
def bevestig(*, actor: Actor, tekst_id: int) -> Bevestiging:
    """Confirm that one keeps secret what one reads here, or works by the guidelines; twice does no harm.

    (MC 14, 15.4, 18.2)

    Args:
        tekst_id: key of the text that was read. Each covenant has a version 1 of its own, and who
            works under two of them may have another open in another tab.

    Raises:
        Geweigerd: the actor is a job of the system.
        NietMogelijk: another text holds now for this actor.
    """
    require(not actor.is_systeem, "Alleen een mens bevestigt de geheimhouding.")
    geldend = Bevestigtekst.objects.geldend(actor.convenant_id, actor.vandaag)
    tekst = next((tekst for tekst in geldend if tekst.pk == tekst_id), None)
    if tekst is None:
        zin = "Deze tekst is intussen veranderd, of u koos een andere partij."
        raise NietMogelijk(f"{zin} Lees en bevestig de tekst hieronder.")
    assert actor.gebruiker_id is not None
    rij, _ = Bevestiging.objects.get_or_create(
        gebruiker_id=actor.gebruiker_id, tekst=tekst, defaults={"op": actor.nu}
    )
    return rij


def lezers_van(tekst: Bevestigtekst, dag: date) -> QuerySet[Gebruiker]:
    """Who must confirm a text on a day, and who ever did: with `bevestigd_op`, who has not first."""
    nu = _aan_het_werk(tekst.convenant_id, dag)
    eigen = Bevestiging.objects.filter(tekst=tekst, gebruiker=OuterRef("pk"))
    return (
        Gebruiker.objects.annotate(bevestigd_op=Subquery(eigen.values("op")))
        .filter(Q(Exists(nu)) | Q(bevestigd_op__isnull=False))
        .order_by(F("bevestigd_op").desc(nulls_first=True), "username")
    )


def _aan_het_werk(convenant_id: UUID, dag: date) -> QuerySet[Vertegenwoordiging]:
    """The representations in which the outer user acts under a covenant on a day."""
    rijen: QuerySet[Vertegenwoordiging] = Vertegenwoordiging.objects.werkend(dag).filter(
        gebruiker=OuterRef("pk"), partij__convenant=convenant_id
    )
    return rijen
