"""Acts on a concept: keep it, take it over, throw it away, register what it says.

A concept is no file: nothing is decided on it, it has no reader but its writer, and no clock. So it lives
thirty days from its making whatever is changed in it: from the last change, somebody could keep one for
ever. And never longer than a melding that is not brought in: six months from receipt (MC 13.3).

What it says is not in the overview of the subject (AVG 15), by each clause that could ask it:

- RVB-kosteloos (PB 5.4): work notes fall under access once they stand in a file or were given to others.
  A concept is its writer's own note: it stands in no file, and a colleague reads that it is there and whose.
  Who takes it over goes on writing in its writer's place.
- RVB-gevonden (PB 5.4): that nothing is held is said after a search. That search finds a concept by its keys
  and says whose it is, so that it is registered or thrown away before anybody answers
  (`bestand.MeldingBestand.buiten_dossiers`). Registered it is a melding, and in the overview as such.
- RVB-overzicht (MC 12.3): the overview gives data with source and ground. What is half filled in has neither
  yet, and nobody judged whether it may be kept at all.
"""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction

from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.namen import klank
from gedeeld.personen import Persoon
from gedeeld.rules import vergeten_op
from gedeeld.weigering import NietMogelijk, require
from register.nummers import nieuw_nummer

from .. import rules
from ..decisions import registreer
from ..models import Concept, Conceptinhoud, Melding

BEWAREN = relativedelta(days=30)
WEG = "Dit concept is er niet meer."
Velden = Sequence[Sequence[str]]  # name and value, as a browser sends them


@transaction.atomic
def bewaar(
    *,
    actor: Actor,
    velden: Velden,
    ontvangen_op: date,
    persoon: Persoon,
    gemeente: Partij | None,
    concept: Concept | None = None,
) -> Concept:
    """Keep what is filled in so far, for its writer alone.

    Args:
        velden: of the form, names and values.
        ontvangen_op: the day on which the melding came in; it stays when it is registered later.
        persoon: as far as it is filled in, to be found by.
        gemeente: the municipality concerned, if it was chosen.
        concept: one that the actor is writing; a new one without it.

    Raises:
        Geweigerd: the actor is in no weegploeg, or writes another one.
        NietMogelijk: the concept is gone, or it is not known for which municipality it is written.
    """
    require(rules.mag_registreren(actor))
    partij_id = _partij(actor, gemeente)
    if concept is None:
        concept = Concept(
            nummer=nieuw_nummer("K", actor.vandaag.year),
            schrijver_id=actor.gebruiker_id,  # type: ignore[misc]  # who registers is a person
            gemaakt_op=actor.vandaag,
        )
    else:
        concept = _neem_eigen(concept, actor)
    concept.partij_id = partij_id
    concept.laatste_dag = min(concept.gemaakt_op + BEWAREN, vergeten_op(ontvangen_op))
    concept.save()
    inhoud = Conceptinhoud.objects.filter(concept=concept).first() or Conceptinhoud(concept=concept)
    inhoud.velden = json.dumps([list(paar) for paar in velden])
    bekend = klank(persoon.voornamen + persoon.achternaam)
    inhoud.zoeksleutels = persoon.zoeksleutels(Concept._meta.app_label) if bekend else []
    inhoud.save()
    return concept


def _partij(actor: Actor, gemeente: Partij | None) -> UUID:
    if gemeente is not None:
        return actor.partij_in(gemeente.pk)
    if len(actor.partijen) > 1:
        raise NietMogelijk({"gemeente": "Kies voor welke gemeente u dit schrijft."})
    (partij_id,) = actor.partijen
    return partij_id


@transaction.atomic
def neem_over(concept: Concept, *, actor: Actor, reden: str) -> Concept:
    """Go on with what a colleague of the same party wrote; he hears of it. Its last day stays.

    Args:
        reden: one of `Concept.Reden`.

    Raises:
        Geweigerd: it is the actor's already.
        NietMogelijk: it is gone, or there is no reason.
    """
    vers: Concept = _neem(concept, actor)
    require(vers.schrijver_id != actor.gebruiker_id)
    if reden not in Concept.Reden.values:
        raise NietMogelijk({"reden": "Kies waarom u het overneemt."})
    vers.vorige_id = vers.schrijver_id
    vers.schrijver_id = actor.gebruiker_id  # type: ignore[assignment]  # who takes over is a person
    vers.overgenomen_op, vers.reden = actor.vandaag, reden
    vers.save()
    return vers


@transaction.atomic
def gooi_weg(concept: Concept, *, actor: Actor) -> None:
    """Destroy what the actor was writing.

    Raises:
        Geweigerd: a colleague writes it.
        NietMogelijk: it is gone.
    """
    _neem_eigen(concept, actor).delete()


@transaction.atomic
def dien_in(concept: Concept, *, actor: Actor, **velden: Any) -> Melding:
    """Register what it says; the concept goes.

    Args:
        velden: those of `meldingen.decisions.registreer`.

    Raises:
        Geweigerd, NietMogelijk: as for `gooi_weg` and `registreer`.
    """
    vers = _neem_eigen(concept, actor)
    melding: Melding = registreer(actor=actor, **velden)
    vers.delete()
    return melding


def _neem(concept: Concept, actor: Actor) -> Any:
    """The concept, locked, for who works for its party."""
    rijen = Concept.objects.visible_to(actor).select_for_update()
    vers = rijen.filter(pk=concept.pk).first()
    if vers is None:
        raise NietMogelijk(WEG)
    return vers


def _neem_eigen(concept: Concept, actor: Actor) -> Any:
    vers = _neem(concept, actor)
    require(vers.schrijver_id == actor.gebruiker_id, "Een collega schrijft dit concept.")
    return vers
