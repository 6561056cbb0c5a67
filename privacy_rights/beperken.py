"""Restricting the data of one file: they are kept, and not used, changed or destroyed (AVG 18).

Each kind of file refuses changes by itself (`Dossier.stilstand`, which follows from `Beperking`);
here it begins and ends. Who works with a restricted casus besides the core parties does not read it
(`CasusBestand.toelatingen`).
"""

from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from mensen.lezers import houdt_bij
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.models import Beperking, Dossier, Kennisgeving
from register.muur import als
from register.uitwisseling.melden import geef_kennis

from . import events
from .toestaan import TOESTAAN

TAAK = "beperking"
HERZIEN = relativedelta(months=6)  # a restriction ends with its ground: look in time
HANDELING = timedelta(hours=1)  # so long somebody has to do the one act that was allowed
NIET_BEPERKT = "Dit dossier is niet meer beperkt."


def mag_beperken(actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor keeps this file as secretary, and the file can be restricted."""
    return dossier.te_beperken and houdt_bij(actor, dossier)


@besluit
def beperk(
    dossier: Dossier, *, actor: Actor, grond: str, herzien_op: date, gelezen: int | None = None
) -> Beperking:
    """Restrict a file from now on, or look at a restriction again and let it last (AVG 18.1).

    The decision is the controller's; its secretary records it. It moves no term (MC 13.1).

    Args:
        grond: one of `Beperking.Grond`.
        herzien_op: the day to look again, within six months.
        gelezen: the `wijzigingen` of `events.BEPERKING` that was shown.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: there is no such ground, the day does not fit, the file is gone, or somebody
            else restricted it or ended that meanwhile.
    """
    if grond not in Beperking.Grond.values:
        raise NietMogelijk({"grond": "Kies een van de gronden."})
    if not actor.vandaag < herzien_op <= actor.vandaag + HERZIEN:
        raise NietMogelijk({"herzien_op": "Kies een dag na vandaag en binnen zes maanden."})
    assert actor.gebruiker_id  # who keeps a file is a person
    velden = {"grond": grond, "herzien_op": herzien_op}
    with als(Actor.systeem(TAAK)):
        dossier = _vergrendel(dossier, actor)
        vereis_ongewijzigd(dossier, gelezen, *events.BEPERKING)
        beperking = Beperking.lopend(dossier=dossier.pk).first()
        if beperking is None:
            beperking = Beperking.objects.create(
                dossier_id=dossier.pk, sinds=actor.nu, door_id=actor.gebruiker_id, **velden
            )
            events.gebeurd(dossier, "beperkt", actor=actor)
            geef_kennis(dossier, Kennisgeving.Wat.BEPERKT, actor=actor)
        else:
            anders = [veld for veld, waarde in velden.items() if getattr(beperking, veld) != waarde]
            Beperking.objects.filter(pk=beperking.pk).update(**velden)
            events.gebeurd(dossier, "beperking_bekeken", actor=actor, velden=anders)
    return beperking


@besluit
def hef_op(
    dossier: Dossier, *, actor: Actor, verteld_op: date, gelezen: int | None = None
) -> Beperking:
    """End the restriction of a file; the person heard of it before (AVG 18.3).

    Args:
        verteld_op: when the person was told that it ends.
        gelezen: as for `beperk`.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it is not restricted any more, not as it was shown, or the person was not told yet.
    """
    with als(Actor.systeem(TAAK)):
        dossier = _vergrendel(dossier, actor)
        beperking = Beperking.lopend(dossier=dossier.pk).first()
        if beperking is None:
            raise NietMogelijk(NIET_BEPERKT)
        vereis_ongewijzigd(dossier, gelezen, *events.BEPERKING)
        if not _dag(beperking) <= verteld_op <= actor.vandaag:
            zin = "Kies een dag tussen het begin van de beperking en vandaag."
            raise NietMogelijk({"verteld_op": zin})
        beperking.verteld_op, beperking.opgeheven_op = verteld_op, actor.nu
        beperking.save(update_fields=["verteld_op", "opgeheven_op"])
        events.gebeurd(dossier, "beperking_opgeheven", actor=actor)
        geef_kennis(dossier, Kennisgeving.Wat.ONBEPERKT, actor=actor)
    return beperking


@besluit
def sta_toe(dossier: Dossier, *, actor: Actor, grond: str, gelezen: int | None = None) -> Beperking:
    """Allow one act on a restricted file, within an hour, by whoever may do that act (AVG 18.2, UAVG 41).

    The restriction stays. Who took part besides the core parties does not read it meanwhile.

    Args:
        grond: one of `toestaan.GRONDEN`; the timeline keeps it.
        gelezen: as for `beperk`.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: there is no such ground, the file is not restricted, one act is allowed already, or
            the file is not as it was shown.
    """
    if grond not in TOESTAAN:
        raise NietMogelijk({"grond": "Kies een van de gronden."})
    with als(Actor.systeem(TAAK)):
        dossier = _vergrendel(dossier, actor)
        beperking = Beperking.lopend(dossier=dossier.pk).first()
        if beperking is None:
            raise NietMogelijk(NIET_BEPERKT)
        vereis_ongewijzigd(dossier, gelezen, *events.BEPERKING)
        if Beperking.met_handeling(pk=beperking.pk).exists():
            raise NietMogelijk("Er is al een handeling toegestaan, en die is nog niet gedaan.")
        beperking.toegestaan_tot = actor.nu + HANDELING
        beperking.save(update_fields=["toegestaan_tot"])
        events.gebeurd(dossier, grond, actor=actor)
    return beperking


def _vergrendel(dossier: Dossier, actor: Actor) -> Dossier:
    """Lock the file, and permit after it: its secretary may just have been excluded."""
    vers: Dossier = dossier.bestand.alle.neem(
        dossier, lambda vers: mag_beperken(actor, vers), ook_stil=True
    )
    return vers


def _dag(beperking: Beperking) -> date:
    return timezone.localdate(beperking.sinds)
