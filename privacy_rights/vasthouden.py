"""What a request of the person concerned keeps from destruction (MC 12.3, 12.4, Awb 6:7)."""

import json
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, OntsleutelFout
from register import registry
from register.afleiden import besluit
from register.models import Dossier, Opschorting
from register.muur import als

from . import rules
from .events import gebeurd
from .models import Verzoek
from .overzicht import Gelijkenis, vergelijk

TAAK = "bewaartermijn"  # stands in the time line of a file: who reads it need not hear of a request
WEEK = timedelta(weeks=1)
VOLGT = {
    Opschorting.VERZOEK: "volgt uit een verzoek",
    Opschorting.WEIGERING: "volgt uit de weigering",
}
Houdt = tuple[date, Opschorting]


class NietAllesVastgehouden(Exception):
    """Some files could not be kept; how many, and nothing about them."""


def houd_vast(dossiers: Collection[Dossier], *, actor: Actor, besloten_op: date) -> None:
    """Keep files at once until a bezwaarschrift in time has come in; what holds them for longer stays so.

    Those that who answered does not read the job keeps (`werk_bij`). From then on the core parties suspend
    it themselves, for as long as bezwaar and appeal run.

    Args:
        dossiers: of which something was refused, as who answered read them.
        besloten_op: the day on which the person was told.
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
            _zet(vers, tot, Opschorting.WEIGERING)
            gebeurd(vers, "vastgehouden", actor=actor)


# As long as a request runs, or bezwaar can come -----------------------------------------------------
def werk_bij(*, actor: Actor) -> None:
    """Keep the files on who has a request open or was refused something, and let go of the others.

    Args:
        actor: a job of the system. It does the same however often it runs.

    Raises:
        NietAllesVastgehouden: a file or request does not open; nothing is let go of then.
    """
    with als(actor):
        houdt, mislukt = _wat_houdt(actor.vandaag)
        vast = Dossier.objects.filter(opgeschort_om=Opschorting.VERZOEK)
        weg = [] if mislukt else list(vast.exclude(pk__in=houdt))
        houden = list(Dossier.objects.filter(pk__in=houdt))
    for dossier in (*houden, *weg):
        try:
            with als(actor):
                if dossier.pk in houdt:
                    _houd(dossier, *houdt[dossier.pk], actor=actor)
                else:
                    _laat_los(dossier, actor=actor)
        except NietMogelijk:  # gone meanwhile: there is nothing to keep
            continue
    if mislukt:
        raise NietAllesVastgehouden(f"{mislukt} niet nagegaan: een dossier of verzoek opent niet.")


def _wat_houdt(vandaag: date) -> tuple[dict[UUID, Houdt], int]:
    """Key of a file -> until when it is kept and why, the longest; and how much could not be read."""
    uit, mislukt = dict[UUID, Houdt](), 0
    for verzoek in Verzoek.objects.filter(_kan_vasthouden(vandaag)):
        try:
            houdt = _houdt(verzoek, vandaag)
            personen = verzoek.personen
        except OntsleutelFout:
            mislukt += 1
            continue
        if houdt is None:
            continue
        for dossier in _dossiers(verzoek):
            try:
                zeker = dossier.nummer in verzoek.nummers or any(
                    vergelijk(dossier.bestand.persoon(dossier), een) == Gelijkenis.ZELFDE
                    for een in personen
                )
            except OntsleutelFout:
                mislukt += 1
                continue
            if zeker:
                uit[dossier.pk] = max(uit.get(dossier.pk, houdt), houdt)
    return uit, mislukt


def _kan_vasthouden(vandaag: date) -> Q:
    """What runs, and what was answered so lately that bezwaar can still come.

    A request to erase keeps nothing while it runs: what is destroyed meanwhile is what was asked.
    """
    stand, sinds = Verzoek.Stand, vandaag - rules.BEZWAAR_RUIM
    loopt = Q(stand=stand.IDENTITEIT_VASTGESTELD) & ~Q(soort=Verzoek.Soort.WISSEN)
    beantwoord = Q(stand=stand.BEANTWOORD) & (
        Q(besluit_verteld_op__gte=sinds)
        | Q(beantwoord_op__gte=sinds)
        | (Q(besluit_verteld_op=None) & ~Q(soort=Verzoek.Soort.INZAGE))
    )
    return Q(regime=Verzoek.Regime.AVG) & (loopt | beantwoord)


def _houdt(verzoek: Verzoek, vandaag: date) -> Houdt | None:
    """Until when this request keeps files, and why; None when it keeps none."""
    if verzoek.loopt:  # also when the answer is late
        return max(verzoek.uiterlijk, vandaag) + WEEK, Opschorting.VERZOEK
    if verzoek.soort == Verzoek.Soort.INZAGE:
        antwoord = json.loads(verzoek.antwoord) if verzoek.antwoord else {}
        geweigerd = bool(antwoord.get("intern", {}).get("redenen"))
        verteld = verzoek.beantwoord_op
    else:
        # Of a complaint there is no bezwaar.
        ja = verzoek.uitkomst == Verzoek.Uitkomst.JA
        geweigerd = not ja and verzoek.soort != Verzoek.Soort.KLACHT
        verteld = verzoek.besluit_verteld_op or vandaag
    if not geweigerd or verteld is None:
        return None
    tot = rules.bezwaar_binnen(verteld)
    return (tot, Opschorting.WEIGERING) if tot >= vandaag else None


def _dossiers(verzoek: Verzoek) -> Iterator[Dossier]:
    """Files of this municipality that can be about the person, or were chosen for it; also archived ones."""
    soorten = [soort for soort in registry.bestanden() if soort.model is not Verzoek]
    for soort, rijen in zip(soorten, registry.zoek(verzoek.personen, soorten), strict=True):
        gekozen = soort.alle.filter(nummer__in=verzoek.nummers)
        yield from (rijen | gekozen).filter(partij=verzoek.partij_id)


@besluit
def _houd(dossier: Dossier, tot: date, om: Opschorting, *, actor: Actor) -> None:
    """What was suspended otherwise goes first, up to its last day; then this follows on it."""
    vers = Dossier.objects.neem(dossier, lambda _: True, ook_stil=True)
    heeft = vers.opgeschort_tot
    if vers.vanzelf_uitgesteld and heeft and heeft >= actor.vandaag:
        if (heeft, vers.opgeschort_om) != (tot, om):
            _zet(vers, tot, om)
    elif heeft is None or heeft <= actor.vandaag:
        _zet(vers, tot, om)
        gebeurd(vers, "vastgehouden", actor=actor)


@besluit
def _laat_los(dossier: Dossier, *, actor: Actor) -> None:
    vers = Dossier.objects.neem(dossier, lambda _: True, ook_stil=True)
    if vers.opgeschort_om == Opschorting.VERZOEK:
        _zet(vers, None, None)
        gebeurd(vers, "losgelaten", actor=actor)


def _zet(vers: Dossier, tot: date | None, om: Opschorting | None) -> None:
    vers.opgeschort_tot, vers.opgeschort_om = tot, om or ""
    vers.opgeschort_besluit = VOLGT[om] if om else ""
    vers.save(update_fields=["opgeschort_tot", "opgeschort_om", "opgeschort_besluit"])
