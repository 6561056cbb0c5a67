"""Who got data of a file, from its ledger: for the letter to the subject (MC 12.3, AVG 15.1 c)."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from convenant.models import Partij
from gedeeld.afschrift import Ontvanger, datum

from .models import Dossier, SoortGegeven, Uitwisseling

BUITEN = "Een instantie buiten het convenant"
SOORTEN = dict(SoortGegeven.choices)


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


def uitwisselingen(dossier: Dossier) -> list[Ontvanger]:
    """What of a file went to whom, from its ledger (`Uitwisseling`)."""
    # A letter without data on the subject gave nobody any: whom a reporter is, is not told. Who takes part
    # is told with the days, by the file itself.
    zonder = Q(soort=Uitwisseling.Soort.BRIEF, gegevens=[]) | Q(soort=Uitwisseling.Soort.DEELNAME)
    return [
        Ontvanger(
            naam=naam(rij.aan, rij.naar),
            wat=_wat(rij),
            wanneer=f"op {datum(rij.op)}",
            grond=rij.grond,
            naar_dossier=rij.soort == rij.Soort.KOPIE,
        )
        for rij in dossier.uitwisselingen.exclude(zonder).select_related("aan")
    ]


def naam(partij: Partij | None, naar: str | None) -> str:
    """Who got something, in words."""
    return partij.naam if partij else naar or BUITEN


def periode(van: date, tot: date | None) -> str:
    """From when until when, in words."""
    return f"vanaf {datum(van)}" + (f" tot {datum(tot)}" if tot else "")


def soorten(gegevens: Iterable[str]) -> str:
    """Kinds of data, in words."""
    return ", ".join(SOORTEN.get(soort, soort).lower() for soort in gegevens)


def _wat(rij: Uitwisseling) -> str:
    welke = soorten(rij.gegevens)
    daad = rij.get_soort_display().lower()
    zegt_het = rij.soort in (Uitwisseling.Soort.PLAN, Uitwisseling.Soort.VERSLAG)
    return f"{daad} ({welke})" if welke and not zegt_het else daad
