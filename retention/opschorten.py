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
NOG_BEZWAAR = "Tot die dag kan er nog bezwaar komen tegen een weigering."
LOOPT_VERZOEK = (
    "Er loopt een verzoek van de betrokkene. Het uitstel stopt vanzelf als dat klaar is."
)
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
        if (minstens := _na_weigering(vers, actor.vandaag)) and tot < minstens:
            raise NietMogelijk({"tot": f"Kies {date_format(minstens)} of later. {NOG_BEZWAAR}"})
        vereis_dagen(actor.vandaag, gedaan={"besloten_op": besluit.genomen_op})
        if {partij.pk for partij in besluit.partijen} != {p.pk for p in beslissers(vers)}:
            raise NietMogelijk({"besloten_door": ALLE_DRIE})
        _zet(vers, tot=tot, om=reden, besluit=besluit.document)
        events.gebeurd(vers, "opgeschort", actor=actor, op=besluit.genomen_op)
    return vers


@derive
def hef_op(dossier: Dossier, *, actor: Actor) -> Dossier:
    """The complaint or procedure is over: the file goes when its term has passed.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: nothing is suspended, or it waits for a bezwaarschrift that can still come.
    """
    with als(Actor.systeem(TAAK)):
        vers = _neem(dossier, actor)
        if vers.opgeschort_tot is None:
            raise NietMogelijk("De vernietiging van dit dossier is niet uitgesteld.")
        if vers.opgeschort_om == Opschorting.VERZOEK:
            raise NietMogelijk(LOOPT_VERZOEK)
        if _na_weigering(vers, actor.vandaag):
            raise NietMogelijk(NOG_BEZWAAR)
        _zet(vers, tot=None, om="", besluit="")
        events.gebeurd(vers, "uitstel_opgeheven", actor=actor)
    return vers


def _na_weigering(dossier: Dossier, vandaag: date) -> date | None:
    """The last day until which a file is kept because something of it was refused; None when that is over."""
    tot = dossier.opgeschort_tot
    wacht = dossier.opgeschort_om == Opschorting.WEIGERING and tot and tot >= vandaag
    return tot if wacht else None


def _neem(dossier: Dossier, actor: Actor) -> Dossier:
    vers: Dossier = Dossier.objects.neem(
        dossier, lambda vers: mag_opschorten(actor, vers), ook_stil=True
    )
    return vers


def _zet(dossier: Dossier, *, tot: date | None, om: str, besluit: str) -> None:
    dossier.opgeschort_tot, dossier.opgeschort_om, dossier.opgeschort_besluit = tot, om, besluit
    dossier.save(update_fields=["opgeschort_tot", "opgeschort_om", "opgeschort_besluit"])
