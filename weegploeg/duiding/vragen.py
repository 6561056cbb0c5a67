"""Asking and closing questions, as a part of what the weegploeg decides (PB 3.4 ad 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from casusoverleg.rules import einde_rvdk
from convenant.models import Bijlage1, Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.genoemd import noemt
from gedeeld.weigering import NietMogelijk, vereis_tekst
from register.models import SoortGegeven, Uitwisseling
from register.nummers import nieuw_nummer
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from .. import rules
from ..events import gebeurd
from ..models import Duidingsvraag, Partnervraag, WeegploegDossier
from .wie import Onderscheid, over_wie

GROND = "Nadere duiding (procesbeschrijving 3.4)"
NOEMT = (
    "Deze organisatie staat niet in het convenant of bijlage 1. Vraag in het algemeen, zonder te zeggen"
    " om wie het gaat. Haal dit weg: {}."
)


@dataclass(frozen=True)
class Vraag:
    """One question to be asked.

    Args:
        partij: of the covenant or of annex 1, that is told whom it is about; None for another body.
        partner: name of that other body.
        nodig: why the weegploeg cannot decide without.
        onderscheid: one of `Onderscheid`.
    """

    vraag: str
    nodig: str
    partij: Partij | None = None
    partner: str = ""
    onderscheid: str = Onderscheid.PLAATS


def stel(
    dossier: WeegploegDossier, vragen: Sequence[Vraag], *, actor: Actor, uiterlijk: date
) -> list[Duidingsvraag]:
    """Ask, in a file that is locked and by who may.

    Raises:
        NietMogelijk: nothing is asked, a text is missing, a party cannot be asked, or a question in
            general says whom it is about; at the field with the number of the question.
    """
    if not vragen:
        raise NietMogelijk("Stel minstens één vraag aan een partner.")
    return [
        _stel(dossier, vraag, f"_{nummer}", actor=actor, uiterlijk=uiterlijk)
        for nummer, vraag in enumerate(vragen, 1)
    ]


def _stel(
    dossier: WeegploegDossier, vraag: Vraag, nr: str, *, actor: Actor, uiterlijk: date
) -> Duidingsvraag:
    partij, dag = vraag.partij, actor.vandaag
    partner = partij.naam if partij else vraag.partner
    vereis_tekst(**{f"partner{nr}": partner, f"vraag{nr}": vraag.vraag, f"nodig{nr}": vraag.nodig})
    if partij is None and (woorden := noemt(vraag.vraag, dossier)):
        raise NietMogelijk({f"vraag{nr}": NOEMT.format(", ".join(woorden))})
    rij = Duidingsvraag.objects.create(
        dossier=dossier,
        partij=partij,
        vermelding=_vermelding(dossier, partij, nr, dag) if partij else None,
        partner=partner,
        vraag=vraag.vraag,
        nodig=vraag.nodig,
        gesteld_op=dag,
        uiterlijk=uiterlijk,
        lezen_tot=_lezen_tot(dossier, partij, nr, uiterlijk),
    )
    if partij:
        _leg_voor(dossier, rij, partij, vraag, nr, actor=actor)
    return rij


def _vermelding(dossier: WeegploegDossier, partij: Partij, nr: str, dag: date) -> Bijlage1 | None:
    """The entry of annex 1 under which a party is asked; it must act today (MC 1 c, 14.2)."""
    rij: Bijlage1 | None = None
    if te_vragen(dossier.gemeente.convenant_id, dag).filter(pk=partij.pk).exists():
        rij = partij.bijlage1.op(dag).filter(een_casus=False).first()
        if rij or not partij.extern:
            return rij
    raise NietMogelijk(
        {
            f"aan{nr}": f"{partij.naam} kunt u nu niets vragen. Een externe partner staat in bijlage 1 en heeft"
            " een geldige geheimhoudingsverklaring."
        }
    )


def te_vragen(convenant_id: UUID, dag: date) -> QuerySet[Partij]:
    """The parties that can be told whom it is about: of the covenant, and of annex 1 (MC 1 c).

    Not who was let in for one casus alone.
    """
    vermeld = Bijlage1.objects.op(dag).filter(een_casus=False)
    rijen: QuerySet[Partij] = Partij.objects.doet_mee_op(dag).filter(
        ~Q(soort=SoortPartij.EXTERN) | Q(pk__in=vermeld.values("partij")), convenant=convenant_id
    )
    return rijen.order_by("naam")


def _lezen_tot(
    dossier: WeegploegDossier, partij: Partij | None, nr: str, uiterlijk: date
) -> date | None:
    """The Raad voor de Kinderbescherming hears of no adult (PB 3.4)."""
    if partij is None or partij.soort != SoortPartij.RVDK:
        return None
    try:
        return einde_rvdk(dossier.persoon, uiterlijk)
    except NietMogelijk as fout:
        raise NietMogelijk({f"aan{nr}": fout.messages[0]}) from None


def _leg_voor(
    dossier: WeegploegDossier,
    rij: Duidingsvraag,
    partij: Partij,
    vraag: Vraag,
    nr: str,
    *,
    actor: Actor,
) -> None:
    """Give the party what it needs to answer, and keep that it got it (MC 12.3, AVG 19)."""
    try:
        over = over_wie(dossier, vraag.onderscheid, vandaag=actor.vandaag)
    except NietMogelijk as fout:
        raise NietMogelijk({f"onderscheid{nr}": fout.messages[0]}) from None
    voorgelegd = Partnervraag.objects.create(
        dossier=dossier,
        duidingsvraag=rij,
        nummer=nieuw_nummer("D", actor.vandaag.year),
        partij=partij,
        over=over,
        vraag=rij.vraag,
        gesteld_op=rij.gesteld_op,
        uiterlijk=rij.uiterlijk,
    )
    gegevens = [SoortGegeven.NAAM_ADRES]
    if vraag.onderscheid == Onderscheid.GEBOORTEDATUM:
        gegevens.append(SoortGegeven.GEBOORTEDATUM)
    leg_uitwisseling_vast(
        dossier,
        Uitwisseling.Soort.VRAAG,
        actor=actor,
        grond=GROND,
        aan=partij,
        gegevens=gegevens,
        stukken=[rij],
        nummer=voorgelegd.nummer,
    )
    gebeurd(dossier, "vraag_gesteld", actor=actor, over=voorgelegd)


def vereis_dag(dossier: WeegploegDossier, uiterlijk: date, *, vandaag: date) -> None:
    """Refuse a last day to answer that is over, or after which the file would be kept too long (MC 13.3).

    Raises:
        NietMogelijk: at the field.
    """
    if uiterlijk <= vandaag:
        raise NietMogelijk({"uiterlijk": "Kies een dag na vandaag."})
    if uiterlijk > rules.uiterste(dossier.verkregen_op):
        raise NietMogelijk({"uiterlijk": "Kies een dag binnen een jaar na ontvangst."})


def sluit(dossier: WeegploegDossier, dag: date, *, ook_beantwoord: bool) -> None:
    """Nobody is asked any more: who was asked reads it no longer.

    Args:
        ook_beantwoord: the weegploeg decided, so who answered need not see that any more either.
    """
    rijen = dossier.duidingsvragen.filter(gesloten_op=None)
    if not ook_beantwoord:
        rijen = rijen.filter(beantwoord_op=None)
    rijen.update(gesloten_op=dag)
