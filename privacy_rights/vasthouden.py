"""What a request of the person concerned keeps from destruction (MC 12.3, 12.4, Awb 6:7)."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

from gedeeld.actor import Actor
from gedeeld.weigering import OntsleutelFout
from register import registry
from register.afleiden import besluit
from register.models import Dossier, Opschorting
from register.muur import als

from . import rules
from .events import gebeurd
from .models import Verzoek
from .overzicht import Gelijkenis, vergelijk

TAAK = "weigering"
WEEK = timedelta(weeks=1)


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
            eigen = vers.opgeschort_om != Opschorting.VERZOEK
            if eigen and vers.opgeschort_tot and vers.opgeschort_tot >= tot:
                continue
            _zet(vers, tot, Opschorting.WEIGERING, "volgt uit de weigering")
            gebeurd(vers, "vastgehouden", actor=actor)


# As long as a request runs ------------------------------------------------------------------------
def werk_bij(*, actor: Actor) -> None:
    """Keep the files on who has a request open, and let go of what was kept for one that is over.

    What does not open is left as it is: nothing is let go of then.

    Args:
        actor: a job of the system. It does the same however often it runs.
    """
    with als(actor):
        tot, compleet = _lopend(actor.vandaag)
        vast = Dossier.objects.filter(opgeschort_om=Opschorting.VERZOEK)
        weg = list(vast.exclude(pk__in=tot)) if compleet else []
        houden = list(Dossier.objects.filter(pk__in=tot))
    for dossier in houden:
        with als(actor):
            _houd(dossier, tot[dossier.pk], actor=actor)
    for dossier in weg:
        with als(actor):
            _laat_los(dossier, actor=actor)


def _lopend(vandaag: date) -> tuple[dict[UUID, date], bool]:
    """Key of a file -> the day until which a request keeps it; and whether all of them could be read.

    A request to erase keeps nothing: what is destroyed meanwhile is what was asked.
    """
    tot, compleet = dict[UUID, date](), True
    soorten = [soort for soort in registry.bestanden() if soort.model is not Verzoek]
    verzoeken = Verzoek.objects.filter(
        stand=Verzoek.Stand.IDENTITEIT_VASTGESTELD, regime=Verzoek.Regime.AVG
    )
    for verzoek in verzoeken.exclude(soort=Verzoek.Soort.WISSEN):
        dag = max(verzoek.uiterlijk, vandaag) + WEEK  # also of an answer that is late
        try:
            personen = verzoek.personen
            for soort, rijen in zip(soorten, registry.zoek(personen, soorten), strict=True):
                for rij in rijen.filter(partij=verzoek.partij_id):
                    persoon = soort.persoon(rij)
                    if any(vergelijk(persoon, een) == Gelijkenis.ZELFDE for een in personen):
                        tot[rij.pk] = max(tot.get(rij.pk, dag), dag)
        except OntsleutelFout:
            compleet = False
    return tot, compleet


@besluit
def _houd(dossier: Dossier, tot: date, *, actor: Actor) -> None:
    vers = Dossier.objects.neem(dossier, lambda _: True, ook_stil=True)
    loopt = vers.opgeschort_tot is not None and vers.opgeschort_tot >= actor.vandaag
    if vers.opgeschort_om == Opschorting.VERZOEK and loopt:
        if vers.opgeschort_tot != tot:
            _zet(vers, tot, Opschorting.VERZOEK, vers.opgeschort_besluit)
    elif (
        not loopt
    ):  # what was suspended otherwise goes first; the next time this runs follows on it
        _zet(vers, tot, Opschorting.VERZOEK, "volgt uit een verzoek")
        gebeurd(vers, "om_verzoek_vastgehouden", actor=actor)


@besluit
def _laat_los(dossier: Dossier, *, actor: Actor) -> None:
    vers = Dossier.objects.neem(dossier, lambda _: True, ook_stil=True)
    if vers.opgeschort_om == Opschorting.VERZOEK:
        _zet(vers, None, "", "")
        gebeurd(vers, "om_verzoek_losgelaten", actor=actor)


def _zet(vers: Dossier, tot: date | None, om: str, volgt: str) -> None:
    vers.opgeschort_tot, vers.opgeschort_om, vers.opgeschort_besluit = tot, om, volgt
    vers.save(update_fields=["opgeschort_tot", "opgeschort_om", "opgeschort_besluit"])
