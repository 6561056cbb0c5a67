"""The core parties answer together: every municipality that holds something answers (AVG 26, MC 4, Awb 2:3).

A request is searched in the files of the municipality that it reached. A job of the system looks whether
another municipality of the covenant holds something, and gives it the request. Nobody is told whether
there is one: not who gave it on, and not another that got it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q

from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.fields import zonder_inhoud
from gedeeld.personen import Persoon
from gedeeld.weigering import OntsleutelFout
from register import registry
from register.afleiden import besluit
from register.muur import als
from register.nummers import nieuw_nummer

from .events import gebeurd
from .models import Brief, Verzoek
from .overzicht import Gelijkenis, vergelijk

TAAK = "verzoek_doorgeven"
# A complaint is about what one municipality did; all else is asked of who holds the data.
SOORTEN = [soort for soort in Verzoek.Soort if soort != Verzoek.Soort.KLACHT]
# What another municipality takes over as it was received: the term and the identity among it.
ZELFDE = (
    *Verzoek.NAW,
    *("soort", "regime", "kanaal", "gevraagd", "gevraagd_reden", "ontvangen_op"),
    *("indiener", "indiener_naam", "indiener_contact", "machtiging_gezien_op", "schrijfwijzen"),
    *("identiteit_hoe", "identiteit_toelichting", "identiteit_op", "identiteit_door_id"),
)
INGETROKKEN = "De persoon vraagt dit niet meer. Dat hoorde {partij}, waar het verzoek binnenkwam."


class NietAlles(Exception):
    """Some requests could not be given on; how many, and nothing about them."""


# The job -------------------------------------------------------------------------------------------
def werk_bij(*, actor: Actor) -> None:
    """Give on what waits for that, and stop what the person does not ask any more.

    Args:
        actor: a job of the system. What it did already it does not do again.
    """
    with als(actor):
        door = list(Verzoek.objects.filter(_door_te_geven()))
        weg = list(Verzoek.objects.open().filter(doorgegeven_van__stand=Verzoek.Stand.INGETROKKEN))
    mislukt = 0
    for doe, rijen in ((_stop, weg), (geef_door, door)):
        for verzoek in rijen:
            try:
                with als(actor):
                    doe(verzoek, actor=actor)
            except OntsleutelFout:  # one that does not open does not stop the others
                mislukt += 1
    if mislukt:
        raise NietAlles(f"{mislukt} verzoeken niet doorgegeven of gestopt: een dossier opent niet.")


def _door_te_geven() -> Q:
    """Of somebody who is known, and not given on yet under each way in which the name is written."""
    return Q(
        doorgegeven_op=None,
        ontvangen_bij=None,  # not what came from another itself, also when its origin is gone
        soort__in=SOORTEN,
        regime=Verzoek.Regime.AVG,
        stand__in=[Verzoek.Stand.IDENTITEIT_VASTGESTELD, Verzoek.Stand.BEANTWOORD],
    )


@besluit
def geef_door(verzoek: Verzoek, *, actor: Actor) -> None:
    """Give a request to each other municipality of the covenant that seems to hold something.

    Not where the same person asks the same already; and under the bill to nobody: there each instance
    answers for itself (MvT 6).

    Args:
        actor: a job of the system.
    """
    vers = Verzoek.objects.lock(verzoek)
    if not Verzoek.objects.filter(_door_te_geven(), pk=vers.pk).exists():
        return
    vandaag = actor.vandaag
    if not vers.partij.convenant.op_de_wet(vandaag):
        for gemeente in _met_gegevens(vers, andere_gemeenten(vers, vandaag)):
            geef(vers, gemeente, actor)
    vers.doorgegeven_op = actor.nu
    vers.save(update_fields=["doorgegeven_op"])


def andere_gemeenten(verzoek: Verzoek, op: date) -> list[Partij]:
    """The other municipalities of its covenant on a day."""
    rijen = Partij.objects.op(op).filter(
        convenant=verzoek.partij.convenant_id, soort=SoortPartij.GEMEENTE
    )
    return list(rijen.exclude(pk=verzoek.partij_id).order_by("naam"))


def _met_gegevens(verzoek: Verzoek, gemeenten: Iterable[Partij]) -> Iterator[Partij]:
    """Of these who holds a file that may be about this person, and was not asked already."""
    personen, per_sleutel = verzoek.personen, {gemeente.pk: gemeente for gemeente in gemeenten}
    soorten = [soort for soort in registry.bestanden() if soort.model is not Verzoek]
    heeft: set[UUID] = set()
    for soort, rijen in zip(soorten, registry.zoek(personen, soorten), strict=True):
        van_verzoeken = Q(dossiersoort=Verzoek._meta.label_lower)  # what was asked before, archived
        for dossier in rijen.filter(partij__in=per_sleutel).exclude(van_verzoeken):
            if _lijkt(soort.persoon(dossier), personen):
                heeft.add(dossier.partij_id)
    for pk in heeft - _weten_het(verzoek, personen):
        yield per_sleutel[pk]


def _weten_het(verzoek: Verzoek, personen: Iterable[Persoon]) -> set[UUID]:
    """Who has this request already, or answers one for access of the same person anyway.

    Of another kind of request two can be about two matters.
    """
    kregen = Verzoek.objects.filter(doorgegeven_van=verzoek.pk)
    uit = set(kregen.values_list("partij_id", flat=True))
    if verzoek.soort == Verzoek.Soort.INZAGE:
        (rijen,) = registry.zoek(personen, [registry.bestand(Verzoek._meta.label_lower)])
        zelfde = rijen.filter(
            soort=verzoek.soort,
            regime=Verzoek.Regime.AVG,
            stand=Verzoek.Stand.IDENTITEIT_VASTGESTELD,
        )
        uit |= {rij.partij_id for rij in zelfde if _lijkt(rij.persoon, personen, zeker=True)}
    return uit


def _lijkt(persoon: Persoon, personen: Iterable[Persoon], *, zeker: bool = False) -> bool:
    mag = {Gelijkenis.ZELFDE} if zeker else {Gelijkenis.ZELFDE, Gelijkenis.ONZEKER}
    return any(vergelijk(persoon, een) in mag for een in personen)


@besluit
def geef(verzoek: Verzoek, gemeente: Partij, actor: Actor) -> Verzoek:
    """The same request, for another municipality: with the term and the identity of the first receipt.

    Args:
        actor: a job of the system.
    """
    kopie = Verzoek(
        **{veld: getattr(verzoek, veld) for veld in ZELFDE},
        stand=Verzoek.Stand.IDENTITEIT_VASTGESTELD,
        termijn_tot=verzoek.uiterlijk,
        partij=gemeente,
        nummer=nieuw_nummer("V", actor.vandaag.year),
        laatste_verwerking_op=actor.vandaag,
        doorgegeven_van=verzoek,
        ontvangen_bij=verzoek.partij,
    )
    kopie.save()
    gebeurd(kopie, "via_ander", actor=actor)
    return kopie


@besluit
def _stop(verzoek: Verzoek, *, actor: Actor) -> None:
    vers = Verzoek.objects.lock(verzoek)
    if not vers.loopt:
        return
    Brief.objects.filter(verzoek=vers).delete()
    vers.stop(INGETROKKEN.format(partij=vers.ontvangen_bij))
    gebeurd(vers, "ingetrokken", actor=actor, velden=["ingetrokken_reden"])


# What is late ----------------------------------------------------------------------------------------
@dataclass(frozen=True)
class TeLaat:
    """A request that was not answered in time, as the supervisor knows it: nothing on who asks."""

    nummer: str
    gemeente: str
    soort: str
    uiterlijk: date


def te_laat(actor: Actor) -> list[TeLaat]:
    """What municipalities of the covenant did not answer in time, the longest first (AVG 12.3, 26).

    Only for the supervisor of that covenant; for others empty.
    """
    if not actor.houdt_toezicht or actor.convenant_id is None:
        return []
    with als(Actor.systeem(TAAK)):
        rijen = (
            Verzoek.objects.open()
            .filter(partij__convenant=actor.convenant_id)
            .voorbij(actor.vandaag)
            .op_termijn()
        )
        return [
            TeLaat(rij.nummer, rij.partij.naam, rij.get_soort_display(), rij.uiterlijk)
            for rij in zonder_inhoud(rijen).select_related("partij")
        ]
