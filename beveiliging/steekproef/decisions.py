"""Acts of the supervisor on the log: draw a sample, record what was found, close it (MC 15.2 e)."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from gedeeld.actor import Actor
from gedeeld.rules import BEWAREN
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from register.muur import als

from .models import Bevinding, Steekproef
from .patronen import in_dagen

GROOTTE = 25  # rows: as many as a person looks through with care
LANGST = timedelta(days=92)  # a sample of more days says little of each
TIJD = relativedelta(months=3)  # ours: the longest time between two samples
AL_AF = "Deze steekproef is al afgerond."


def steekproeven(actor: Actor) -> Any:
    """The samples of the covenant, for its supervisor."""
    rijen = Steekproef.objects.filter(convenant=actor.convenant_id)
    return rijen if actor.houdt_toezicht else rijen.none()


def laatste_controle(convenant_id: UUID | None) -> tuple[date | None, date | None]:
    """The day on which a sample was last closed, and by when the next one is due; None where there was none."""
    # The samples are for the supervisor; that there was one is for who keeps the register of duties.
    with als(Actor.systeem("steekproef")):
        rijen = Steekproef.objects.filter(convenant=convenant_id, afgerond_op__isnull=False)
        rij = rijen.order_by("-afgerond_op").first()
    if rij is None or rij.afgerond_op is None:
        return None, None
    return timezone.localdate(rij.afgerond_op), rij.volgende_op


@transaction.atomic
def trek(*, actor: Actor, van: date, tot: date) -> Steekproef:
    """Draw rows of the read log by lot, out of some days.

    Raises:
        Geweigerd: the actor is no supervisor.
        NietMogelijk: the days do not fit, or nothing was read on them.
    """
    require(actor.houdt_toezicht)
    vereis_dagen(actor.vandaag, gedaan={"van": van, "tot": tot})
    if tot < van:
        raise NietMogelijk({"tot": "Deze dag ligt vóór de eerste dag."})
    if tot - van > LANGST:
        raise NietMogelijk({"tot": "Kies hoogstens drie maanden."})
    getrokken = list(in_dagen(actor, van, tot).order_by("?").values_list("pk", flat=True)[:GROOTTE])
    if not getrokken:
        raise NietMogelijk("Op deze dagen heeft niemand iets geopend. Kies andere dagen.")
    assert actor.gebruiker_id
    assert actor.convenant_id
    return Steekproef.objects.create(
        convenant_id=actor.convenant_id,
        van=van,
        tot=tot,
        rijen=getrokken,
        getrokken_op=actor.nu,
        door_id=actor.gebruiker_id,
    )


@transaction.atomic
def leg_bevinding_vast(
    steekproef: Steekproef, *, actor: Actor, oordeel: str, reden: str, inzage: UUID | None = None
) -> Bevinding:
    """Record what was found, with the reason.

    Args:
        inzage: the row of the sample; None for the sample as a whole.

    Raises:
        Geweigerd: the actor is not its supervisor.
        NietMogelijk: it is closed, there is no reason, or the row is not in the sample.
    """
    rij = _neem(steekproef, actor)
    vereis_tekst(reden=reden)
    if inzage is not None and inzage not in rij.rijen:
        raise NietMogelijk("Deze regel is niet van deze steekproef.")
    assert actor.gebruiker_id
    return Bevinding.objects.create(
        steekproef=rij,
        inzage=inzage,
        oordeel=oordeel,
        reden=reden,
        op=actor.nu,
        door_id=actor.gebruiker_id,
    )


@transaction.atomic
def rond_af(steekproef: Steekproef, *, actor: Actor, volgende_op: date) -> Steekproef:
    """All of it was looked at; from here on it changes no more.

    Args:
        volgende_op: by when the next one is drawn.

    Raises:
        Geweigerd: the actor is not its supervisor.
        NietMogelijk: it is closed, nothing was recorded, or the day does not fit.
    """
    rij = _neem(steekproef, actor)
    if not rij.bevindingen.exists():
        raise NietMogelijk("Leg eerst vast wat u vond, ook als alles in orde is.")
    if not actor.vandaag < volgende_op <= actor.vandaag + TIJD:
        grens = date_format(actor.vandaag + TIJD, "j F Y")
        raise NietMogelijk({"volgende_op": f"Kies een dag na vandaag, tot en met {grens}."})
    rij.afgerond_op, rij.volgende_op = actor.nu, volgende_op
    rij.save(update_fields=["afgerond_op", "volgende_op"])
    return rij


def ruim_op(dag: date) -> int:
    """Remove samples that were closed so long ago that the log itself is gone, with what was found."""
    with als(Actor.systeem("steekproef")):
        rijen = Steekproef.objects.filter(afgerond_op__date__lt=dag - BEWAREN)
        aantal: int = rijen.count()
        rijen.delete()
        return aantal


def _neem(steekproef: Steekproef, actor: Actor) -> Steekproef:
    require(actor.houdt_toezicht and steekproef.convenant_id == actor.convenant_id)
    rij: Steekproef = Steekproef.objects.select_for_update().get(pk=steekproef.pk)
    if rij.afgerond_op:
        raise NietMogelijk(AL_AF)
    return rij
