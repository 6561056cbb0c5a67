"""Writing in the ledger of a file: the one place that does, called where data go to somebody."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from convenant.models import KERN, Partij
from gedeeld.actor import Actor
from gedeeld.rij import Rij

from .. import slot
from ..events import verwerkt
from ..models import Dossier, Uitwisseling


def leg_uitwisseling_vast(
    dossier: Dossier,
    soort: str,
    *,
    actor: Actor,
    grond: str,
    aan: Partij | UUID | None = None,
    naar: str = "",
    gegevens: Iterable[str] = (),
    stukken: Iterable[Rij | UUID] = (),
    op: date | None = None,
    nummer: str = "",
    aangenomen: bool = True,
) -> Uitwisseling:
    """Record that data of a file went to somebody, within the decision that gives them.

    What goes for the approach is processing and moves the file's clock (MC 13.1); a letter does not.

    Args:
        soort: one of `Uitwisseling.Soort`.
        grond: on which they go, as a sentence of the law or the covenant.
        aan: the party or partner that gets them, or its key; None for somebody outside the covenant.
        naar: the name of who gets them outside the covenant: of a body, not of a person.
        gegevens: of `SoortGegeven` what goes.
        stukken: the rows of the file that go, or their keys: a correction of one of them is told to
            who got it.
        op: the day on which they went; today without it.
        nummer: by which the receiver knows the file, where it may not know its own number.
        aangenomen: False when the receiver is yet to say whether it takes them; until then it is told
            of no change.

    Raises:
        BuitenBesluit: no decision is being taken (`register.afleiden.besluit`).
    """
    rij: Uitwisseling = Uitwisseling.objects.create(
        dossier_id=dossier.pk,
        soort=soort,
        aan_id=aan.pk if isinstance(aan, Partij) else aan,
        naar=naar or None,
        gegevens=list(gegevens),
        grond=grond,
        op=op or actor.vandaag,
        stukken=[stuk.pk if isinstance(stuk, Rij) else stuk for stuk in stukken],
        nummer=nummer,
        aangenomen=aangenomen,
    )
    if soort in Uitwisseling.VOOR_DE_AANPAK:
        verwerkt(dossier, actor=actor)
        ontvanger: Partij | None = rij.aan
        # Another municipality is no core party of this file.
        eigen = soort != Uitwisseling.Soort.OVERDRACHT
        if not (eigen and ontvanger and ontvanger.soort in KERN):
            kwam_buiten(dossier, rij.op)
    return rij


def kwam_buiten(dossier: Dossier, op: date) -> None:
    """Somebody who is no core party got data of this case: the subject has to know by then (AVG 14.3 c).

    Raises:
        BuitenBesluit: no decision is being taken.
    """
    buiten = slot.lopend().buiten
    buiten[dossier.zaak] = min(op, buiten.get(dossier.zaak, op))
