"""Comments on draft minutes, and their approval in a later meeting (PB 3.3, 4.3)."""

from uuid import UUID

from django.db import models, transaction

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register import slot
from register.afleiden import besluit
from register.models import Dossier
from register.muur import als

from ..agenda import werk_bij
from ..decisions import neem
from ..models import Agendapunt, Opmerking, Overleg, Stand

VAST = "Dit verslag is vastgesteld. Het verandert niet meer."


@transaction.atomic
def maak_opmerking(
    overleg: Overleg, *, actor: Actor, tekst: str, punt: Agendapunt | None = None
) -> Opmerking:
    """Say something on the draft; on an item about a file it hangs on that file, and goes with it.

    Args:
        punt: the item, or None for the minutes as a whole.

    Raises:
        Geweigerd: the actor does not see the meeting, or not this item.
        NietMogelijk: there is no draft (any more).
    """
    slot.houd_vast(overleg.pk)  # `stel_vast` takes it too: nothing slips in after the approval
    vers = Overleg.objects.visible_to(actor).filter(pk=overleg.pk).first()
    require(vers is not None)
    assert vers
    assert actor.gebruiker_id
    if vers.stand != Stand.CONCEPT:
        raise NietMogelijk(VAST if vers.stand == Stand.VASTGESTELD else "Er is nog geen verslag.")
    ziet = punt is None or vers.punten.visible_to(actor).filter(pk=punt.pk).exists()
    require(ziet)
    vereis_tekst(tekst=tekst)
    rij: Opmerking = Opmerking.objects.create(
        overleg=vers,
        dossier_id=punt.dossier_id if punt else None,
        gebruiker_id=actor.gebruiker_id,
        partij_id=actor.partij_in(vers.partij_id),
        tekst=tekst,
        op=actor.nu,
    )
    return rij


@besluit
def stel_vast(overleg: Overleg, *, actor: Actor, in_overleg: UUID) -> None:
    """Record that a later meeting approved the minutes: from its day on they do not change any more.

    What waited in a file for who still had to confirm what stands in them waits no longer.

    Args:
        in_overleg: key of that meeting.

    Raises:
        Geweigerd: the actor does not keep the minutes.
        NietMogelijk: there is no draft (any more), or that meeting cannot have approved it.
    """
    _neem_zaken(overleg)
    slot.houd_vast(overleg.pk)
    vers = neem(overleg, actor, Stand.CONCEPT)
    ander = later(vers).filter(pk=in_overleg).first()
    if ander is None:
        raise NietMogelijk({"in_overleg": "Kies een later overleg dat is begonnen."})
    vers.vastgesteld_in, vers.vastgesteld_op = ander, ander.dag
    vers.vast_sinds = actor.nu
    vers.save(update_fields=["vastgesteld_in", "vastgesteld_op", "vast_sinds"])
    werk_bij(vers.soort, vers.partij_id)


def _neem_zaken(overleg: Overleg) -> None:
    """The cases of what was discussed, before the meeting: a decision that marks an item does so as well."""
    with als(Actor.systeem("verslag")):
        besproken = overleg.punten.filter(besproken_op__isnull=False).values("dossier")
        zaken = set(Dossier.objects.filter(pk__in=besproken).values_list("zaak", flat=True))
    for zaak in sorted(zaken):
        slot.neem(zaak)


def later(overleg: Overleg) -> "models.QuerySet[Overleg]":
    """The meetings in which its minutes can be approved: later ones of the same people, that began."""
    rijen: models.QuerySet[Overleg] = Overleg.objects.filter(
        soort=overleg.soort,
        partij=overleg.partij_id,
        begonnen_op__isnull=False,
        begonnen_op__gt=overleg.gehouden_op,
        dag__gte=overleg.dag,
    ).order_by("dag", "begin")
    return rijen


def vereis_open_verslag(overleg: Overleg) -> None:
    """Refuse to log a decision of a meeting of which the minutes were approved: a correction is of another.

    Until the end of the transaction nobody approves them.

    Raises:
        NietMogelijk: they were.
    """
    slot.houd_vast(overleg.pk)
    if Overleg.objects.filter(pk=overleg.pk, vastgesteld_op__isnull=False).exists():
        raise NietMogelijk(
            "Het verslag van dat overleg is vastgesteld. Kies het overleg waarin dit nu is besloten."
        )
