"""Who got data of a file, as far as facts say: for the letter to the subject (MC 12.3, AVG 15.1 c)."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Q

from gedeeld.afschrift import Ontvanger, datum

from .models import Dossier, Uitwisseling

BUITEN = "Een instantie buiten het convenant"


def kernpartijen(dossier: Dossier) -> list[Ontvanger]:
    """The parties that read a file by role, from the day on which it began."""
    return [
        Ontvanger(
            naam=partij.naam,
            wat="kan dit dossier lezen",
            wanneer=periode(max(dossier.begonnen_op, partij.vanaf), partij.tot),
        )
        for partij in dossier.bestand.kernpartijen(dossier)
    ]


def uitwisselingen(
    dossier: Dossier, soorten: Mapping[str, str], namen: Mapping[str, str] | None = None
) -> list[Ontvanger]:
    """What of a file went to whom: the rows of `Uitwisseling`.

    Args:
        soorten: kind of data -> what a letter calls it.
        namen: key of a row that was passed on -> to which body outside the covenant it went.
    """
    # A letter without data on the subject gave nobody any: whom a reporter is, is not told.
    zonder = Q(soort=Uitwisseling.Soort.BRIEF, gegevens=[])
    rijen = dossier.uitwisselingen.exclude(zonder).select_related("aan")
    return [
        Ontvanger(
            naam=rij.aan.naam if rij.aan else _buiten(rij, namen or {}),
            wat=_wat(rij, soorten),
            wanneer=f"op {datum(rij.op)}",
            grond=rij.grond,
            naar_dossier=rij.soort == rij.Soort.KOPIE,
        )
        for rij in rijen
    ]


def periode(van: date, tot: date | None) -> str:
    """From when until when, in words."""
    return f"vanaf {datum(van)}" + (f" tot {datum(tot)}" if tot else "")


def _buiten(rij: Uitwisseling, namen: Mapping[str, str]) -> str:
    gevonden = (namen[str(stuk)] for stuk in rij.stukken if str(stuk) in namen)
    return next(gevonden, BUITEN)


def _wat(rij: Uitwisseling, soorten: Mapping[str, str]) -> str:
    welke = ", ".join(soorten.get(soort, soort).lower() for soort in rij.gegevens)
    daad = rij.get_soort_display().lower()
    return f"{daad} ({welke})" if welke else daad
