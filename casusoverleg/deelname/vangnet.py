"""A partner that no list foresaw is let into this casus only (VNG; MC 1 c): the secretary's part.

He records here what the core parties decided and why the partner is needed. The administrator gets the
organisation and the decision, and no casus (`convenant.vangnet`). When the entry of annex 1 is there,
the partner is let in as any other, in this casus and no other.
"""

from datetime import date
from typing import Any

from convenant import vangnet
from convenant.bijlage1 import Kernbesluit
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_tekst
from register.afleiden import besluit as derive

from ..dossier.models import Casus
from ..events import gebeurd
from ..slot import te_voeren
from .models import Vangnet


@derive
def vraag_vangnet(
    casus: Casus,
    *,
    actor: Actor,
    naam: str,
    contact: str,
    reden: str,
    noodzaak: str,
    tot: date,
    besluit: Kernbesluit,
) -> Vangnet:
    """Record that the core parties let an unforeseen partner into this casus, and ask for its entry.

    Args:
        reden: what the partner does in general, for annex 1.
        noodzaak: why this casus needs it: stays in the casus.
        tot: first day on which the entry no longer holds.
        besluit: of the core parties of this casus.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it can be let in without this, or decision, text or day does not fit.
    """
    casus = te_voeren(casus, actor)
    vereis_tekst(noodzaak=noodzaak)
    aanvraag = vangnet.vraag(
        casus.gemeente,
        actor=actor,
        naam=naam,
        contact=contact,
        reden=reden,
        tot=tot,
        besluit=besluit,
    )
    rij = Vangnet.objects.create(casus=casus, aanvraag=aanvraag, noodzaak=noodzaak)
    gebeurd(casus, "vangnet_gevraagd", actor=actor)
    return rij


@derive
def zie_afwijzing(rij: Vangnet, *, actor: Actor) -> Vangnet:
    """The secretary saw that the administrator did not enter the partner, and why.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it was not refused, or he saw it before.
    """
    casus = te_voeren(rij.casus, actor)
    rij = casus.vangnetten.select_related("aanvraag").get(pk=rij.pk)
    if not rij.aanvraag.afwijzing or rij.afwijzing_gezien_op:
        raise NietMogelijk("Hier is nu niets te zien.")
    rij.afwijzing_gezien_op = actor.vandaag
    rij.save(update_fields=["afwijzing_gezien_op"])
    gebeurd(casus, "vangnet_afgewezen", actor=actor)
    return rij


def eigen_vermeldingen(casus: Casus) -> Any:
    """Keys of the entries of annex 1 that were made for this casus alone."""
    return casus.vangnetten.filter(aanvraag__vermelding__isnull=False).values(
        "aanvraag__vermelding"
    )
