"""A party without access asks to take part; the casusoverleg decides (PB 4.2, 4.3).

Who asks is told nothing: not whether the number exists, is closed, or is open to it already.
"""

from collections.abc import Callable
from datetime import datetime, time
from uuid import UUID, uuid5

from django.db import transaction
from django.utils import timezone

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from mensen.models import Gebruiker
from register import slot
from register.afleiden import besluit
from register.models import NERGENS, Inzage
from register.muur import als
from register.tasks import leid_dossier_af

from ..dossier.models import Casus
from ..events import gebeurd
from ..slot import te_voeren
from .models import Deelname, Deelnameverzoek

PER_DAG = 10  # more than anybody needs, and too few to guess numbers with


def mag_vragen(actor: Actor) -> bool:
    """Whether the actor may ask to take part: it speaks for a party that is no core party."""
    return actor.vertegenwoordigt and not actor.kernpartij


@transaction.atomic
def vraag_deelname(
    nummer: str, *, actor: Actor, reden: str, log: Callable[[UUID | None], None]
) -> None:
    """Ask to take part in a casus, by the number that the secretary gave (PB 4.2, 4.3).

    Nothing is returned, and the same work is done whether there is something to ask for or not:
    what was written for nothing is undone.

    Args:
        nummer: of a casus, without a slip (`register.nummers.klopt`).
        reden: why the party is needed.
        log: writes the try in the read log, with the casus or None; what it writes is counted.

    Raises:
        Geweigerd: the actor does not represent a casuspartij or external partner.
        NietMogelijk: it does not say why, or the user asked too often today.
    """
    require(mag_vragen(actor))
    vereis_tekst(reden=reden)
    _weiger_raden(actor)
    with als(Actor.systeem("vraag om mee te doen")):  # who asks reads no casus
        casus = _gevraagd(nummer, actor)
        punt = transaction.savepoint()
        _schrijf_op(casus or Casus(pk=NERGENS), actor, reden)
        if casus is None:
            transaction.savepoint_rollback(punt)
        else:
            transaction.savepoint_commit(punt)
    # What waits for the secretary is derived by a job: the same message for a number that is not there.
    sleutel = str(casus.pk if casus else NERGENS)
    transaction.on_commit(lambda: leid_dossier_af.delay(sleutel), robust=True)
    log(casus.pk if casus else None)


def _weiger_raden(actor: Actor) -> None:
    """Ten tries a day for a user, also when they come at once."""
    assert actor.gebruiker_id
    Gebruiker.objects.select_for_update().get(pk=actor.gebruiker_id)
    begin = timezone.make_aware(datetime.combine(actor.vandaag, time.min))
    pogingen = Inzage.objects.filter(
        gebruiker=actor.gebruiker_id, soort=Inzage.Soort.VRAAG, tijdstip__gte=begin
    )
    if pogingen.count() >= PER_DAG:
        raise NietMogelijk(
            f"U kunt op één dag {PER_DAG} keer vragen om mee te doen. Probeer het morgen opnieuw,"
            " of bel de uitvoerder van het casusoverleg."
        )


def _gevraagd(nummer: str, actor: Actor) -> Casus | None:
    """The casus with this number, if this party can ask for it.

    Also while it is restricted: to refuse that would tell that the number exists (ADR 12).
    """
    # On the number, which takes as long when there is nothing behind it, or when somebody works on it.
    slot.houd_vast(uuid5(NERGENS, nummer))
    rijen = Casus.objects.filter(nummer=nummer, partij__convenant=actor.convenant_id)
    casus: Casus | None = rijen.exclude(stand=Casus.Stand.AFGESLOTEN).first()
    eigen = {"casus": casus.pk if casus else NERGENS, "partij": actor.partij_id}
    doet_mee = Deelname.objects.ononderbroken(actor.vandaag).filter(**eigen).exists()
    vroeg_al = Deelnameverzoek.objects.filter(antwoord="", **eigen).exists()
    return None if doet_mee or vroeg_al else casus


def _schrijf_op(casus: Casus, actor: Actor, reden: str) -> None:
    assert actor.partij_id
    assert actor.gebruiker_id
    Deelnameverzoek.objects.create(
        casus_id=casus.pk,
        partij_id=actor.partij_id,
        gebruiker_id=actor.gebruiker_id,
        reden=reden,
        gevraagd_op=actor.vandaag,
    )
    # Somebody outside asks: the casusoverleg processed nothing yet.
    gebeurd(casus, "deelname_gevraagd", actor=actor)


@besluit
def wijs_af(verzoek: Deelnameverzoek, *, actor: Actor, reden: str) -> Deelnameverzoek:
    """Record that the casusoverleg does not let a party in that asked (PB 4.2).

    Letting it in is `deelnemen.laat_deelnemen`, which answers the request too.

    Args:
        reden: why not; kept with the request. The secretary tells the party.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it was answered already, or it does not say why.
    """
    casus = te_voeren(verzoek.casus, actor)
    vereis_tekst(reden=reden)
    rij: Deelnameverzoek | None = casus.deelnameverzoeken.open().filter(pk=verzoek.pk).first()
    if rij is None:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    rij.antwoord, rij.antwoord_reden = Deelnameverzoek.Antwoord.AFGEWEZEN, reden
    rij.beantwoord_op = actor.vandaag
    rij.save(update_fields=["antwoord", "antwoord_reden", "beantwoord_op"])
    gebeurd(casus, "deelname_afgewezen", actor=actor)
    return rij
