"""What was given to an external partner goes stale when the casus is corrected (MC 10.3, 12.6)."""

from collections.abc import Callable, Iterable
from uuid import UUID

from gedeeld.actor import Actor
from register.models import SoortGegeven
from register.uitwisseling.melden import geef_kennis_van_intrekking

from ..dossier.models import Bijdrage, Casus, Signaal, Weging
from ..events import gebeurd
from .aanbod import Stuk, aanbod, van_bijdrage, van_signaal, van_weging
from .models import Verstrekking, VerstrektGegeven

# What is corrected or removed in a casus; a signal tells it of itself, the other kinds stay as they came in.
WIJZIGBAAR = (SoortGegeven.NAAM_ADRES, SoortGegeven.GEBOORTEDATUM, SoortGegeven.DERDEN)


def trek_verouderde_in(casus: Casus, *, actor: Actor) -> None:
    """Recall what was corrected or removed since it was given, or asked consent for (MC 10.3, 12.6)."""
    nu = {(stuk.label, stuk.inhoud) for stuk in aanbod(casus, actor.vandaag).values()}
    _trek_in(
        casus,
        lambda gegeven: gegeven.soort in WIJZIGBAAR and (gegeven.label, gegeven.inhoud) not in nu,
        actor=actor,
    )


def trek_signaal_in(casus: Casus, was: Signaal, *, actor: Actor) -> None:
    """Recall a signal that was put right, or left the casus (MC 10.3, 12.6).

    Args:
        was: as it was given.
    """
    _trek_stuk_in(casus, van_signaal(was), actor=actor)


def trek_bijdrage_in(casus: Casus, was: Bijdrage, *, actor: Actor) -> None:
    """The same of an item that a party brought in."""
    _trek_stuk_in(casus, van_bijdrage(was), actor=actor)


def trek_weging_in(casus: Casus, was: Weging, *, actor: Actor) -> None:
    """The same of a field of the board."""
    _trek_stuk_in(casus, van_weging(was), actor=actor)


def _trek_stuk_in(casus: Casus, stuk: Stuk, *, actor: Actor) -> None:
    zei = (stuk.soort, stuk.label, stuk.inhoud)
    _trek_in(
        casus,
        lambda gegeven: (gegeven.soort, gegeven.label, gegeven.inhoud) == zei,
        actor=actor,
    )


def _trek_in(casus: Casus, verouderd: Callable[[VerstrektGegeven], bool], *, actor: Actor) -> None:
    """A new copy can be asked for."""
    rijen = casus.verstrekkingen.in_te_trekken(actor.vandaag).prefetch_related("gegevens")
    weg = [rij for rij in rijen if any(map(verouderd, rij.gegevens.all()))]
    reden = "Een gegeven is gecorrigeerd of vernietigd."
    trek_verstrekkingen_in(casus, weg, actor=actor, reden=reden)


def trek_verstrekkingen_in(
    casus: Casus, rijen: Iterable[Verstrekking], *, actor: Actor, reden: str
) -> None:
    """Recall these, of a locked casus: whatever the reason, this one place does it.

    A partner that could read one of them gets notice, also when it takes part no longer.
    """
    stukken: list[UUID] = []
    for rij in rijen:
        rij.ingetrokken_op, rij.ingetrokken_reden = actor.vandaag, reden
        rij.save(update_fields=["ingetrokken_op", "ingetrokken_reden"])
        gebeurd(casus, "verstrekking_ingetrokken", actor=actor, over=rij)
        if rij.bericht_van_intrekking:
            stukken += [gegeven.pk for gegeven in rij.gegevens.all()]
    if stukken:
        geef_kennis_van_intrekking(casus, stukken, actor=actor)
