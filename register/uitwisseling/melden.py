"""Who got data of a file is told when they are put right, recalled, restricted or destroyed (MC 12.6, AVG 19)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Q, QuerySet
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.personen import GEBOORTE, WIE, PersoonVelden
from gedeeld.weigering import OntsleutelFout

from ..kringen import Kring
from ..models import Dossier, Kennisgeving, SoortGegeven, Uitwisseling
from ..muur import als
from .events import gebeurd

TAAK = "kennisgeving"
# Of what is gone: so long it can be shown that a receiver was told.
BEWAREN = relativedelta(years=1)
Soort, Wat = Uitwisseling.Soort, Kennisgeving.Wat
# Whom a part of it concerns hears something else: what an external partner was given is recalled
# (`casusoverleg.verstrekking.verouderd`).
VERTELT_ZICHZELF = (Soort.VERSTREKKING,)
VAN_PERSOON = frozenset({SoortGegeven.NAAM_ADRES, SoortGegeven.GEBOORTEDATUM})


def geef_kennis(
    dossier: Dossier,
    wat: str,
    *,
    actor: Actor,
    stukken: Collection[UUID] = (),
    gegevens: Collection[str] = (),
) -> None:
    """Tell each who got something that it changed, within the decision that changes it.

    Args:
        wat: one of `Kennisgeving.Wat`.
        stukken: keys of the rows of the file that changed.
        gegevens: kinds of data (`SoortGegeven`) that changed, where these are no rows of their own,
            such as a name. Without both of them the whole file is meant.
    """
    rijen = dossier.uitwisselingen.all()
    if stukken or gegevens:
        deel = Q(stukken__overlap=list(stukken)) | Q(gegevens__overlap=list(gegevens))
        if not VAN_PERSOON.isdisjoint(
            gegevens
        ):  # what was passed on is told in words; whom it is about is in them
            deel |= Q(soort=Soort.DOORGIFTE)
        rijen = rijen.filter(deel).exclude(soort__in=VERTELT_ZICHZELF)
    _vertel(dossier, rijen, wat, actor)


def geef_kennis_van_intrekking(
    dossier: Dossier, stukken: Collection[UUID], *, actor: Actor
) -> None:
    """The same of what is recalled from who was given it: he is told to destroy it (MC 10.5, 12.6).

    Args:
        stukken: keys of what was given, as the ledger names them.
    """
    rijen = dossier.uitwisselingen.filter(
        soort__in=VERTELT_ZICHZELF, stukken__overlap=list(stukken)
    )
    _vertel(dossier, rijen, Wat.INGETROKKEN, actor)


def _vertel(dossier: Dossier, rijen: QuerySet[Uitwisseling], wat: str, actor: Actor) -> None:
    with als(Actor.systeem(TAAK)):
        gemaakt = [_maak(dossier, o, wat, actor) for o in _ontvangers(dossier, rijen)]
    if gemaakt:
        gebeurd(dossier, "kennisgegeven", actor=actor)


def geef_kennis_van_persoon(dossier: Dossier, velden: Iterable[str], *, actor: Actor) -> None:
    """The same of who the subject is; the plan bears his name.

    Args:
        velden: names of the fields of the file that changed.
    """
    anders = set(velden) & set(PersoonVelden.NAW)
    gegevens = {SoortGegeven.GEBOORTEDATUM} if anders & GEBOORTE else set()
    if anders - GEBOORTE:
        gegevens.add(SoortGegeven.NAAM_ADRES)
    if anders & (set(WIE) - GEBOORTE):
        gegevens.add(SoortGegeven.PLAN)
    if gegevens:
        geef_kennis(dossier, Wat.VERBETERD, actor=actor, gegevens=gegevens)


def vertel_vernietiging(dossiers: Iterable[Dossier], *, actor: Actor) -> None:
    """The same of whole files that are about to be destroyed, in rows that outlive them.

    Not to the casusoverleg: a casus has a term of its own.

    Args:
        actor: a job of the system.
    """
    for dossier in dossiers:
        rijen = dossier.uitwisselingen.exclude(soort=Soort.KOPIE)
        for ontvanger in _ontvangers(dossier, rijen):
            _maak(dossier, ontvanger, Wat.VERNIETIGD, actor, weg=True)


@dataclass
class Ontvanger:
    """Somebody who got data of a file, once, however often he got some.

    Args:
        aan: the circle of its people; empty for who has no account here.
        naar: what a body outside the covenant is called.
        laatste: of the exchanges.
    """

    aan: str
    naar: str
    laatste: Uitwisseling
    gegevens: set[str] = field(default_factory=set)


def _ontvangers(dossier: Dossier, rijen: QuerySet[Uitwisseling]) -> Iterator[Ontvanger]:
    uit: dict[tuple[str, str, str], Ontvanger] = {}
    # Of a letter to who is no party, such as a reporter or the subject, no data of others went along.
    zonder = Q(soort=Soort.BRIEF) & (Q(gegevens=[]) | Q(aan=None, naar__isnull=True))
    # Who is let in from a later day on has nothing yet.
    rijen = rijen.filter(aangenomen=True, op__lte=timezone.localdate()).exclude(zonder)
    for rij in rijen.select_related("aan").order_by("op", "pk"):
        aan = kring_van(dossier, rij)
        naar = _naar(rij)
        wie = uit.setdefault((aan, naar, rij.nummer), Ontvanger(aan, naar, rij))
        wie.laatste = rij
        wie.gegevens.update(rij.gegevens)
    yield from uit.values()


def _naar(rij: Uitwisseling) -> str:
    """Also what does not open does not hold up the destruction of a file."""
    try:
        return rij.naar or ""
    except OntsleutelFout:
        return ""


def kring_van(dossier: Dossier, rij: Uitwisseling) -> str:
    """The circle of the people who are told; empty for who is outside the covenant."""
    if rij.soort == Soort.KOPIE:
        return Kring.UITVOERDER_CASUSOVERLEG.van(dossier.partij_id)
    if rij.aan is None:
        return ""
    kring = Kring.WEEGPLOEG_VAN_PARTIJ if rij.aan.is_gemeente else Kring.VERTEGENWOORDIGERS
    return kring.van(rij.aan.pk)


def _maak(
    dossier: Dossier, wie: Ontvanger, wat: str, actor: Actor, *, weg: bool = False
) -> Kennisgeving:
    rij: Kennisgeving = Kennisgeving.objects.create(
        dossier_id=None if weg else dossier.pk,
        dossiersoort=dossier.dossiersoort,
        pseudoniem=None if weg else dossier.pseudoniem,
        nummer=wie.laatste.nummer or dossier.nummer,
        van_id=dossier.partij_id,
        houder=dossier.houder,
        aan=wie.aan,
        ontvanger_id=wie.laatste.aan_id,
        naar=wie.naar or None,
        wat=wat,
        soort=wie.laatste.soort,
        gegevens=sorted(wie.gegevens & set(SoortGegeven.values)),
        gekregen_op=wie.laatste.op,
        op=actor.vandaag,
    )
    return rij


def ruim_op() -> None:
    """Remove what was told of files that are gone, a year after it was confirmed."""
    with als(Actor.systeem(TAAK)):
        oud = timezone.localdate() - BEWAREN
        Kennisgeving.objects.filter(dossier=None, bevestigd_op__lt=oud).delete()
