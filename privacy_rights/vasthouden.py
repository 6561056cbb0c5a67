"""What was refused is not destroyed while the person can still object to that (MC 12.4, Awb 6:7)."""

from collections.abc import Collection
from datetime import date

from gedeeld.actor import Actor
from register.models import Dossier, Opschorting
from register.muur import als

from . import rules
from .events import gebeurd

TAAK = "weigering"


def houd_vast(dossiers: Collection[Dossier], *, actor: Actor, besloten_op: date) -> None:
    """Keep files until a bezwaarschrift in time has come in; what the core parties suspended for longer stays so.

    From then on the core parties suspend it themselves, for as long as bezwaar and appeal run.

    Args:
        dossiers: of which something was refused, as who answered read them.
        besloten_op: the day of that decision.
    """
    tot = rules.bezwaar_binnen(besloten_op)
    # Read in the name of who answered: as the system they are only locked and written.
    gelezen = sorted(dossiers, key=lambda rij: (str(rij.zaak), str(rij.pk)))
    with als(Actor.systeem(TAAK)):
        for dossier in gelezen:
            vers = Dossier.objects.neem(dossier, lambda _: True, ook_stil=True)
            if vers.opgeschort_tot and vers.opgeschort_tot >= tot:
                continue
            vers.opgeschort_tot, vers.opgeschort_om = tot, Opschorting.WEIGERING
            vers.opgeschort_besluit = "volgt uit de weigering"
            vers.save(update_fields=["opgeschort_tot", "opgeschort_om", "opgeschort_besluit"])
            gebeurd(vers, "vastgehouden", actor=actor)
