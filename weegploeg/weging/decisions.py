"""Weighing: people weigh, nothing is added up (MC 7.3, 8.2 d)."""

from collections.abc import Collection

from convenant.models import Fase, Ontwikkelgebied, Partij
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from register.afleiden import besluit
from register.models import Gebeurtenis

from .. import rules
from ..events import gebeurd
from ..models import WeegploegDossier, Weging
from ..slot import neem


@besluit
def weeg(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    wegingen: Collection[tuple[Ontwikkelgebied, Fase | None, str]],
    duiding: str,
    gelezen: int | None = None,
) -> WeegploegDossier:
    """Record how the weegploeg weighs the signals by the referentiekader (MC 7.3, 8.2 d).

    A party that saves what stands there weighs it so, once; that changes no data and moves no clock. What
    people wrote is kept as they wrote it; nothing is added up (WEE-geval-tot-geval).

    Args:
        wegingen: for each field its phase, or None when it can't be judged, and the explanation.
        duiding: the joint reading of the signals.
        gelezen: how often it had been weighed when the actor began, for who saw an older board.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: nothing was weighed, the file is past weighing, or somebody else weighed in
            the meantime.
    """
    dossier = neem(dossier, actor, rules.mag_wegen)
    _vereis_open(dossier)
    if gelezen is not None and gelezen != aantal_wegingen(dossier):
        raise NietMogelijk(
            "Iemand anders heeft intussen ook gewogen. Open het dossier in een ander venster en"
            " vergelijk. Slaat u nu opnieuw op, dan geldt uw weging."
        )
    staat = {w.ontwikkelgebied_id: (w.in_fase_id, w.toelichting) for w in dossier.wegingen.all()}
    anders = [
        (gebied, fase, toelichting)
        for gebied, fase, toelichting in wegingen
        if staat.get(gebied.pk) != (fase and fase.pk, toelichting)
    ]
    partij = Partij.objects.get(pk=actor.partij_in(dossier.partij_id))
    if not anders and dossier.duiding == duiding:
        if staat and not dossier.gewogen_door.filter(pk=partij.pk).exists():
            dossier.gewogen_door.add(partij)
            gebeurd(dossier, "meegewogen", actor=actor)
        return dossier
    leeg = not duiding.strip() and not any(fase or uitleg.strip() for _, fase, uitleg in wegingen)
    if leeg and not staat:  # who weighed the wrong file may wipe it
        raise NietMogelijk("Weeg minstens één gebied, of schrijf de duiding op.")
    for gebied, fase, toelichting in anders:
        Weging.objects.update_or_create(
            dossier=dossier,
            ontwikkelgebied=gebied,
            defaults={"in_fase": fase, "toelichting": toelichting},
        )
    dossier.duiding = duiding
    dossier.save(update_fields=["duiding"])
    dossier.gewogen_door.add(partij)
    gebeurd(dossier, "gewogen", actor=actor, velden=["wegingen", "duiding"])
    return dossier


def aantal_wegingen(dossier: WeegploegDossier) -> int:
    """How often the signals were weighed."""
    return Gebeurtenis.van(dossier).filter(soort="weegploeg.gewogen").count()


def _vereis_open(dossier: WeegploegDossier) -> None:
    if not dossier.is_open:
        raise NietMogelijk("De weegploeg heeft al besloten. De weging verandert niet meer.")
