"""Suspending the destruction of one file while a complaint or a procedure runs (MC 13.1, AVG 18)."""

from datetime import date

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from convenant.bijlage1 import Kernbesluit
from convenant.models import Partij, PartijQuerySet
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_dagen
from mensen.lezers import houdt_bij
from register.afleiden import besluit as derive
from register.models import Dossier, Opschorting
from register.muur import als

from . import events

TAAK = "opschorten"
LANGST = relativedelta(years=1)  # ours: a procedure that lasts longer is looked at again
VANZELF: dict[str, str] = {
    Opschorting.WEIGERING: "Tot die dag kan er nog bezwaar komen tegen een weigering.",
    Opschorting.VERZOEK: "Dit uitstel stopt vanzelf als het verzoek klaar is waarvoor het er is.",
}
ALLE_DRIE = "Alle kernpartijen besluiten dit samen. Er ontbreekt er een."


def mag_opschorten(actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor keeps this file as secretary, and so logs what its core parties decided."""
    return houdt_bij(actor, dossier)


def beslissers(dossier: Dossier) -> PartijQuerySet:
    """The core parties of a file."""
    kern = [partij.pk for partij in dossier.bestand.kernpartijen(dossier)]
    rijen: PartijQuerySet = Partij.objects.filter(pk__in=kern).order_by("naam")
    return rijen


@derive
def schort_op(
    dossier: Dossier, *, actor: Actor, reden: str, tot: date, besluit: Kernbesluit
) -> Dossier:
    """Log that the core parties suspend the destruction of this file, or that this lasts until another day.

    It stops no term: after the last day the file goes when it is due. It moves no clock either.

    Args:
        reden: one of `Opschorting`.
        tot: the last day, within a year.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: not all its core parties decided, or reason or day does not fit.
    """
    with als(Actor.systeem(TAAK)):
        vers = _neem(dossier, actor)
        if reden not in dict(Opschorting.om_te_kiezen()):
            raise NietMogelijk({"reden": "Kies waarom de vernietiging wacht."})
        if not actor.vandaag < tot <= actor.vandaag + LANGST:
            raise NietMogelijk({"tot": "Kies een dag na vandaag en binnen een jaar."})
        if (minstens := _vanzelf_tot(vers, actor.vandaag)) and tot < minstens:
            zin = f"Kies {date_format(minstens)} of later. {VANZELF[vers.opgeschort_om]}"
            raise NietMogelijk({"tot": zin})
        vereis_dagen(actor.vandaag, gedaan={"besloten_op": besluit.genomen_op})
        if {partij.pk for partij in besluit.partijen} != {p.pk for p in beslissers(vers)}:
            raise NietMogelijk({"besloten_door": ALLE_DRIE})
        _zet(vers, tot=tot, om=reden, besluit=besluit.document)
        events.gebeurd(vers, "opgeschort", actor=actor, op=besluit.genomen_op)
    return vers


@derive
def hef_op(dossier: Dossier, *, actor: Actor) -> Dossier:
    """The complaint or procedure is over: from tomorrow on the file goes when its term has passed.

    It waits until the end of today, so that what a request keeps can follow on it.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: nothing is suspended, or it waits for a request, or for a bezwaarschrift that can
            still come.
    """
    with als(Actor.systeem(TAAK)):
        vers = _neem(dossier, actor)
        if _vanzelf_tot(vers, actor.vandaag):
            raise NietMogelijk(VANZELF[vers.opgeschort_om])
        if not is_uitgesteld(vers, actor.vandaag):
            raise NietMogelijk("De vernietiging van dit dossier is niet uitgesteld.")
        _zet(vers, tot=actor.vandaag, om=vers.opgeschort_om, besluit=vers.opgeschort_besluit)
        events.gebeurd(vers, "uitstel_opgeheven", actor=actor)
    return vers


def is_uitgesteld(dossier: Dossier, vandaag: date) -> bool:
    """Whether its destruction waits longer than today."""
    return dossier.opgeschort_tot is not None and dossier.opgeschort_tot > vandaag


def _vanzelf_tot(dossier: Dossier, vandaag: date) -> date | None:
    """The last day until which a request keeps a file; None when none does."""
    tot = dossier.opgeschort_tot
    return tot if dossier.vanzelf_uitgesteld and tot and tot >= vandaag else None


def _neem(dossier: Dossier, actor: Actor) -> Dossier:
    vers: Dossier = Dossier.objects.neem(
        dossier, lambda vers: mag_opschorten(actor, vers), ook_stil=True
    )
    return vers


def _zet(dossier: Dossier, *, tot: date | None, om: str, besluit: str) -> None:
    dossier.opgeschort_tot, dossier.opgeschort_om, dossier.opgeschort_besluit = tot, om, besluit
    dossier.save(update_fields=["opgeschort_tot", "opgeschort_om", "opgeschort_besluit"])
