"""Answers to what the weegploeg asked, and what follows when there are no more to come (PB 3.4 ad 3)."""

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from convenant.gegevens import POLITIE_VELDEN, fouten_in_grond, fouten_in_werk
from convenant.models import Grondslag
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.muur import als

from .. import rules
from ..events import gebeurd
from ..models import Duidingsvraag, Partnervraag, WeegploegDossier
from ..slot import neem
from .facts import HERINNEREN, voorbij
from .vragen import sluit

Stand = WeegploegDossier.Stand
TAAK = "nadere duiding"
WACHT_NIET = "De weegploeg wacht niet meer op antwoord."


@dataclass(frozen=True)
class Antwoord:
    """What was answered, and on what ground.

    Args:
        tekst: the answer, or why there is none.
        mag_niet: who was asked may not answer.
        grondslag: on which the party gives it; none of a body that was asked in general.
        wpg_artikel, grondslag_om: of the police only.
        werk: of the reclassering: which of its kinds of work the answer serves (MC 6 e).
        bijzonder: sensitive kinds of data in it.
    """

    tekst: str
    mag_niet: bool = False
    grondslag: Grondslag | None = None
    wpg_artikel: str = ""
    grondslag_om: Grondslag | None = None
    werk: str = ""
    bijzonder: Collection[str] = field(default_factory=list)


@besluit
def beantwoord_vraag(vraag: Duidingsvraag, *, actor: Actor, antwoord: Antwoord) -> Duidingsvraag:
    """The secretary records what a partner answered that has no account (PB 3.4 ad 3).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the file does not wait for this answer, it is empty, or it has no ground on which
            the party may give it.
    """
    dossier = neem(vraag.dossier, actor, rules.mag_besluiten)
    vraag = _open(dossier, vraag)
    _schrijf(vraag, antwoord, actor=actor)
    gebeurd(dossier, "duiding_ontvangen", actor=actor, velden=["antwoord"])
    return vraag


@besluit
def beantwoord(rij: Partnervraag, *, actor: Actor, antwoord: Antwoord) -> Partnervraag:
    """Who was asked answers under the own account, or says that it may not (PB 3.4 ad 3).

    Raises:
        Geweigerd: the question is not to the actor's party, or it may not read it any more.
        NietMogelijk: it was answered, its last day passed, or the answer has no ground or no text.
    """
    with als(Actor.systeem(TAAK)):  # who is asked does not read the file
        dossier = WeegploegDossier.objects.lock(WeegploegDossier(pk=rij.dossier_id))
    eigen: Partnervraag | None = Partnervraag.objects.eigen(actor).filter(pk=rij.pk).first()
    require(eigen is not None, "U beantwoordt alleen vragen aan uw eigen organisatie.")
    assert eigen
    dossier.vereis_beweging()
    with als(Actor.systeem(TAAK)):
        vraag = _open(dossier, Duidingsvraag(pk=eigen.duidingsvraag_id))
        if vraag.uiterlijk < actor.vandaag:
            raise NietMogelijk("De laatste dag om te antwoorden is voorbij. Bel de uitvoerder.")
        _schrijf(vraag, antwoord, actor=actor, zelf=True)
        eigen.refresh_from_db()
    gebeurd(dossier, "duiding_ontvangen", actor=actor, velden=["antwoord"])
    return eigen


def _open(dossier: Any, vraag: Duidingsvraag) -> Duidingsvraag:
    rij: Duidingsvraag | None = dossier.duidingsvragen.filter(pk=vraag.pk).first()
    if dossier.stand != Stand.NADERE_DUIDING or rij is None or rij.gesloten_op:
        raise NietMogelijk(WACHT_NIET)
    if rij.zelf:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    return rij


def _schrijf(vraag: Duidingsvraag, antwoord: Antwoord, *, actor: Actor, zelf: bool = False) -> None:
    """The answer with its ground, in the weegploeg's own row and in what the party reads of it."""
    vereis_tekst(antwoord=antwoord.tekst)
    gronden: dict[str, Any] = {
        "grondslag": antwoord.grondslag,
        "wpg_artikel": antwoord.wpg_artikel,
        "grondslag_om": antwoord.grondslag_om,
        "werk": antwoord.werk,
    }
    if antwoord.mag_niet or vraag.partij is None:
        gronden = {"grondslag": None, "wpg_artikel": "", "grondslag_om": None, "werk": ""}
    else:
        soort = vraag.partij.soort
        if antwoord.grondslag is None:
            raise NietMogelijk({"grondslag": "Kies op welke grond dit antwoord wordt gegeven."})
        fouten = fouten_in_grond(gronden, soort_partij=soort, vandaag=actor.vandaag)
        if fouten := fouten | fouten_in_werk(antwoord.werk, soort_partij=soort):
            raise NietMogelijk(fouten)
    vraag.antwoord, vraag.beantwoord_op = antwoord.tekst, actor.vandaag
    vraag.mag_niet, vraag.zelf = antwoord.mag_niet, zelf
    vraag.bijzonder = [] if antwoord.mag_niet else list(antwoord.bijzonder)
    for veld, waarde in gronden.items():
        setattr(vraag, veld, waarde)
    vraag.save(
        update_fields=[
            *("antwoord", "beantwoord_op", "mag_niet", "zelf", "bijzonder", "grondslag"),
            *("werk", *POLITIE_VELDEN),
        ]
    )
    gesteld = Partnervraag.objects.filter(duidingsvraag=vraag).first()
    if gesteld:
        gesteld.antwoord, gesteld.beantwoord_op = antwoord.tekst, actor.vandaag
        gesteld.save(update_fields=["antwoord", "beantwoord_op"])


@besluit
def zet_terug_op_agenda(dossier: WeegploegDossier, *, actor: Actor) -> WeegploegDossier:
    """Put the file before the weegploeg again, with what the partners said (PB 3.4 ad 3).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the file did not wait for answers.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if dossier.stand != Stand.NADERE_DUIDING:
        raise NietMogelijk("Dit dossier staat al op de agenda van de weegploeg.")
    _naar_agenda(dossier, actor=actor)
    return dossier


def _naar_agenda(dossier: Any, *, actor: Actor) -> None:
    sluit(dossier, actor.vandaag, ook_beantwoord=False)
    dossier.move_to(Stand.IN_WEGING)
    dossier.gewogen_door.clear()  # with what the partners said it may weigh otherwise
    gebeurd(dossier, "terug_op_agenda", actor=actor)


# Of the night --------------------------------------------------------------------------------------
def werk_bij(*, actor: Actor) -> int:
    """Remind who did not answer yet, and bring back each file that waits for nobody any more.

    Args:
        actor: a job of the system.

    Returns:
        How many files came back.
    """
    with als(actor):
        wachtend = WeegploegDossier.objects.filter(stand=Stand.NADERE_DUIDING, beperkt=False)
        dossiers = list(wachtend.order_by("pk"))
    return sum(_werk_bij(dossier, actor=actor) for dossier in dossiers)


@besluit
def _werk_bij(dossier: WeegploegDossier, *, actor: Actor) -> bool:
    with als(actor):
        try:
            dossier = WeegploegDossier.objects.lock(dossier)
        except NietMogelijk:  # destroyed since it was read
            return False
        if dossier.stand != Stand.NADERE_DUIDING or dossier.stilstand:
            return False
        if voorbij(dossier, actor.vandaag):
            _naar_agenda(dossier, actor=actor)
            return True
        _herinner(dossier, actor=actor)
    return False


def _herinner(dossier: WeegploegDossier, *, actor: Actor) -> None:
    """Once, a week before the last day; of a question that was asked before that."""
    for vraag in dossier.duidingsvragen.filter(herinnerd_op=None).select_related("gesteld"):
        begin = vraag.uiterlijk - HERINNEREN
        if vraag.open and vraag.partij_id and vraag.gesteld_op < begin <= actor.vandaag:
            vraag.herinnerd_op = actor.vandaag
            vraag.save(update_fields=["herinnerd_op"])
            gebeurd(dossier, "vraag_herinnerd", actor=actor, over=vraag.gesteld)
