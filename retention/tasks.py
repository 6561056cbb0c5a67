"""The hourly jobs (RET-automatisch). No arguments: the database says what is due."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from overleg.bewaren import ruim_op
from register import houdbaar
from register.houdbaar import termijnen
from register.muur import als
from register.registry import bestanden

from . import boek
from .decisions import verwerk
from .klok import begin_ronde


class NietAllesGelukt(Exception):
    """Some files failed; how many, and nothing about them."""


@shared_task  # type: ignore[untyped-decorator]
def vernietig_na_zes_maanden() -> None:
    """Destroy what was not put on the agenda, from each of its starting points (MC 13.3)."""
    _verwerk(Grond.van_lid_3(), "vernietig_na_zes_maanden")


@shared_task  # type: ignore[untyped-decorator]
def vernietig_wat_geen_dossier_is() -> None:
    """Destroy what is no file yet, such as a melding that somebody is writing, after its last day."""
    actor, vandaag = Actor.systeem("vernietig_wat_geen_dossier_is"), timezone.localdate()
    with als(actor):
        begin_ronde(actor=actor, dag=vandaag)
        for bestand in bestanden():
            bestand.ruim_op(vandaag)


@shared_task  # type: ignore[untyped-decorator]
def wis_na_besluit() -> None:
    """Destroy what people decided to erase, once the week to withdraw that is over (AVG 17)."""
    _verwerk(Grond.om_te_wissen(), "wis_na_besluit")


@shared_task  # type: ignore[untyped-decorator]
def vernietig_na_vijf_jaar() -> None:
    """Destroy every file five years after its last processing (MC 13.1)."""
    _verwerk([Grond.VIJF_JAAR], "vernietig_na_vijf_jaar")


@shared_task  # type: ignore[untyped-decorator]
def archiveer_na_een_jaar() -> None:
    """Move every file to the archive one year after its last processing (MC 13.2)."""
    _verwerk([Grond.EEN_JAAR], "archiveer_na_een_jaar")


@shared_task  # type: ignore[untyped-decorator]
def vernietig_overleggen() -> None:
    """Destroy what is left of meetings, years after they were held (`overleg.bewaren`)."""
    actor, vandaag = Actor.systeem("vernietig_overleggen"), timezone.localdate()
    with als(actor):
        begin_ronde(actor=actor, dag=vandaag)
        ruim_op(vandaag)


@shared_task  # type: ignore[untyped-decorator]
def houd_termijnen() -> None:
    """Remove from each log what is past its own term, and the number from old statements (AVG 5.1 e)."""
    actor, vandaag = Actor.systeem("houd_termijnen"), timezone.localdate()
    with als(actor):
        begin_ronde(actor=actor, dag=vandaag)
    for rij in termijnen():
        if rij.kolom:
            with als(actor):
                houdbaar.ruim_op(rij)


@shared_task  # type: ignore[untyped-decorator]
def houd_boek_bij() -> None:
    """Write what was destroyed in the book outside the database, where a setting names a place for it."""
    if settings.VERNIETIGD_MAP:
        boek.werk_bij(settings.VERNIETIGD_MAP)


def _verwerk(gronden: list[Grond], naam: str) -> None:
    actor, vandaag = Actor.systeem(naam), timezone.localdate()
    with als(actor):
        begin_ronde(actor=actor, dag=vandaag)
    mislukt = {
        grond: len(verwerk(grond, actor=actor, peildatum=vandaag).mislukt) for grond in gronden
    }
    if any(mislukt.values()):
        raise NietAllesGelukt(
            ", ".join(f"{grond}: {n} mislukt" for grond, n in mislukt.items() if n)
        )
