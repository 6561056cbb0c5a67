"""What of a casus can go to another municipality, to which, and on what ground (WV 4)."""

from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from convenant.gegevens import Gegeven, gaat_niet_mee
from convenant.models import KERN, Grondslag, GrondslagQuerySet, Ontvanger, Partij, SoortPartij

from ..dossier.models import Casus, Signaal

WV_4 = "wv-4"
HIER = ("id", "casus", "partij_contact")  # of an item what stays with the casus


def gemeenten(casus: Casus, dag: date) -> QuerySet[Partij]:
    """The other municipalities in this installation that act on a day, under whichever covenant."""
    rijen: QuerySet[Partij] = Partij.objects.doet_mee_op(dag).filter(soort=SoortPartij.GEMEENTE)
    eigen = casus.gemeente
    zelfde = Q(pk=eigen.pk)
    if eigen.gemeentecode:  # itself, under another covenant
        zelfde |= Q(gemeentecode=eigen.gemeentecode)
    return rijen.exclude(zelfde).select_related("convenant").order_by("naam", "convenant__naam")


def gronden(dag: date) -> GrondslagQuerySet:
    """On which a municipality gives data to another on a day: of the bill article 4 alone."""
    rijen = Grondslag.objects.voor(SoortPartij.GEMEENTE, dag)
    return rijen.exclude(Q(code__startswith="wv-") & ~Q(code=WV_4))


def signalen(casus: Casus, dag: date) -> "QuerySet[Any]":
    """Those that can go along: nothing of Wpg 9 or 10, and nothing on a ground that lapsed (WPG 1, 3).

    Nor what the police give to the casusoverleg alone (WV 6): there it begins in a weegploeg.
    """
    return _mag_mee(casus.signalen, dag)


def bijdragen(casus: Casus, dag: date) -> "QuerySet[Any]":
    """The same of what core parties brought in, and not what tells of another person too.

    Of no other party: it does not read what is sent, so it could not consent; and a weegploeg has none.
    """
    rijen = _mag_mee(casus.bijdragen.filter(partij__soort__in=KERN), dag)
    return rijen.exclude(pk__in=[rij.pk for rij in rijen if rij.over_ander])


def _mag_mee(gegevens: Any, dag: date) -> "QuerySet[Any]":
    rijen: QuerySet[Any] = gegevens.exclude(gaat_niet_mee(dag))
    for veld in ("grondslag", "grondslag_om"):
        rijen = rijen.exclude(**{f"{veld}__ontvanger": Ontvanger.CASUSOVERLEG})
    return rijen.select_related("partij", "grondslag", "grondslag_om")


def kopie(gegeven: Gegeven) -> dict[str, Any]:
    """A signal, or what a party brought in, as it goes along, by column."""
    kolommen = (veld.attname for veld in Signaal._meta.concrete_fields if veld.name not in HIER)
    return {kolom: getattr(gegeven, kolom) for kolom in kolommen if hasattr(gegeven, kolom)}
