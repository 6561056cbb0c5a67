"""Which core parties have yet to say of what was logged whether it is so, and what they read for that (PB 3.3)."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from register.feiten import Feit
from register.grants import BESLUIT_LEZEN
from register.kringen import Kring, partij_van
from register.taken import Wachtend

from ..afronden.facts import afgerond
from ..models import Besluit, WeegploegDossier

# What is decided when all that follows on "geen casusoverleg" is done.
NA_AFRONDEN = (Besluit.Uitkomst.VERNIETIGEN, Besluit.Uitkomst.BEWAREN)
BEVESTIGEN = "weegploeg.bevestigen"
REDEN = "Zegt nog of het besluit klopt (procesbeschrijving 3.3)."


def te_bevestigen(dossier: Any) -> Iterator[Wachtend]:
    """Each core party says of what was logged whether it is so; no term runs, as silence blocks nothing.

    Not any more when the minutes that it stands in were approved: then the weegploeg said so. And that a
    party did not say so of "geen casusoverleg" lets nobody read it once all that follows on it is done
    (PB 3.4 ad 2): the decision ends that, and not who confirms it.
    """
    klaar = afgerond(dossier)
    hierna = {rij.vastlegging_id for rij in dossier.besluiten.all() if rij.uitkomst in NA_AFRONDEN}
    bezwaar = {
        (b.vastlegging_id, b.partij_id) for b in dossier.bezwaren.all() if not b.beeindigd_op
    }
    for vastlegging in dossier.vastleggingen.all():
        if vastlegging.vastgelegd_door_id is None or vastlegging.is_vervangen:
            continue  # logged when nobody was asked
        if vastlegging.verslag_vastgesteld_op or (klaar and vastlegging.pk not in hierna):
            continue
        for spreker in vastlegging.sprekers.all():
            if spreker.bevestigd_op or (vastlegging.pk, spreker.partij_id) in bezwaar:
                continue
            leden = Kring.VERTEGENWOORDIGERS.van(spreker.partij_id)
            begin = timezone.localdate(vastlegging.vastgelegd_op)
            # Not for who logged it, in whatever role: another member of his party does so.
            zelf = vastlegging.vastgelegd_door_id
            yield Wachtend(BEVESTIGEN, leden, begin, rij=vastlegging.pk, niet_voor=zelf)


def toelatingen(dossier: WeegploegDossier) -> list[Feit]:
    """Who reads what was logged, and nothing else of a file that went out of sight (PB 3.4 ad 2).

    A party has one grant in a file, so it reads each decision that was logged in it: it took part in them.
    Its page shows those alone on which it has yet to say something.
    """
    if not dossier.is_afgehandeld:
        return []
    sinds: dict[UUID, date] = {}
    for taak in te_bevestigen(dossier):
        partij = partij_van(taak.aan)
        sinds[partij] = min(taak.van, sinds.get(partij, taak.van))
    return [
        Feit(partij.groep_id, BESLUIT_LEZEN, sinds[partij.pk], None, REDEN)
        for partij in dossier.gemeente.kern
        if partij.pk in sinds
    ]
