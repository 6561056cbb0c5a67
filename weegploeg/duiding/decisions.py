"""Answers to what the weegploeg asked, and what follows when there are no more to come (PB 3.4 ad 3)."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from convenant.gegevens import fouten_in_om, fouten_in_wat_hoort, fouten_in_werk
from convenant.models import Grondslag
from convenant.politie import vereis_voorwaarden
from convenant.velden import zegt_met_grond
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.correctie.bewaren import bewaar_oud
from register.muur import als

from .. import rules
from ..bezwaar import open_bezwaren, vereis_geen_bezwaar
from ..events import gebeurd
from ..models import Correctie, Duidingsvraag, Partnervraag, WeegploegDossier
from ..slot import neem
from .facts import HERINNEREN, voorbij
from .vragen import Vraag, sluit, stel, vereis_dag

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
        om_soort, onzeker: of the OM only.
        werk: of the reclassering: which of its kinds of work the answer serves (MC 6 e).
        bijzonder: sensitive kinds of data in it; with why it is needed and on which exceptions.
        wpg_doel, wpg_overleg, wpg_geen_bezwaar: the conditions of art. 18.2 Wpg (WPG 1, 2).
    """

    tekst: str
    mag_niet: bool = False
    grondslag: Grondslag | None = None
    wpg_artikel: str = ""
    grondslag_om: Grondslag | None = None
    om_soort: str = ""
    onzeker: bool = False
    werk: str = ""
    bijzonder: Collection[str] = ()
    noodzaak: str = ""
    uitzonderingen: Collection[str] = ()
    wpg_doel: str = ""
    wpg_overleg: str = ""
    wpg_geen_bezwaar: bool = False


# What goes with the ground on which an answer is given; nothing where there is no ground.
WAT_HOORT = tuple(veld.name for veld in fields(Antwoord) if veld.name not in ("tekst", "mag_niet"))
ZONDER_GROND = Antwoord("")
LIJSTEN = ("bijzonder", "uitzonderingen")


@besluit
def stel_vragen_erbij(
    dossier: WeegploegDossier, *, actor: Actor, vragen: Sequence[Vraag], uiterlijk: date
) -> WeegploegDossier:
    """Ask more while the weegploeg waits for answers: no more than it needs to decide (PB 3.4 ad 3).

    It decided that it cannot do without; what it turns out to need for that asks for no new decision.

    Args:
        uiterlijk: the last day to answer these.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: it does not wait any more, a core party objects to what was decided, the day does
            not fit, or as for `vragen.stel`.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if dossier.stand != Stand.NADERE_DUIDING:
        raise NietMogelijk(WACHT_NIET)
    vereis_geen_bezwaar(dossier, "nog een vraag stellen")
    vereis_dag(dossier, uiterlijk, vandaag=actor.vandaag)
    stel(dossier, vragen, actor=actor, uiterlijk=uiterlijk)
    gebeurd(dossier, "vragen_erbij", actor=actor)
    return dossier


@besluit
def verzet_dag(vraag: Duidingsvraag, *, actor: Actor, uiterlijk: date) -> Duidingsvraag:
    """Give who was asked another last day to answer; he hears of it.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: nobody waits for this answer, it is the same day, or it does not fit; or it is a
            later one while a core party objects to what was decided.
    """
    dossier = neem(vraag.dossier, actor, rules.mag_besluiten)
    vraag = _open(dossier, vraag)
    if not vraag.open:
        raise NietMogelijk(WACHT_NIET)
    if uiterlijk == vraag.uiterlijk:
        raise NietMogelijk({"uiterlijk": "Dit is dezelfde dag. Kies een andere."})
    if uiterlijk > vraag.uiterlijk:  # an earlier one takes reading away, and that can be done
        vereis_geen_bezwaar(dossier, "een latere dag geven")
    vereis_dag(dossier, uiterlijk, vandaag=actor.vandaag)
    vraag.uiterlijk, vraag.herinnerd_op = uiterlijk, None
    vraag.save(update_fields=["uiterlijk", "herinnerd_op"])
    gesteld = Partnervraag.objects.filter(duidingsvraag=vraag).first()
    gebeurd(dossier, "dag_verzet", actor=actor, velden=["uiterlijk"])
    if gesteld:
        gesteld.uiterlijk = uiterlijk
        gesteld.save(update_fields=["uiterlijk"])
        gebeurd(dossier, "andere_dag", actor=actor, over=gesteld)
    return vraag


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


@besluit
def verbeter_antwoord(
    vraag: Duidingsvraag, *, actor: Actor, antwoord: Antwoord, reden: str
) -> Duidingsvraag:
    """The secretary puts an answer right; what it said is kept apart (MC 8.3, 12.5).

    Who gave it under the own account reads it as it was put right, as long as it may read the question.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: there is no answer yet, nothing changed, there is no reason, or the party may not
            give it on this ground.
    """
    dossier = neem(vraag.dossier, actor, rules.mag_besluiten)
    vraag = dossier.duidingsvragen.select_for_update(of=("self",)).get(pk=vraag.pk)
    vereis_tekst(reden=reden)
    if vraag.beantwoord_op is None:
        raise NietMogelijk("Deze vraag is nog niet beantwoord.")
    was, politie, gegeven = zegt_met_grond(vraag), vraag.blijft_achter, vraag.beantwoord_op
    _schrijf(vraag, antwoord, actor=actor, zelf=vraag.zelf, op=gegeven)
    bewaar_oud(
        Correctie,
        vraag,
        dossier,
        actor=actor,
        was=was,
        nu=zegt_met_grond(vraag),
        reden=reden,
        politie=politie,
    )
    if dossier.is_open:
        dossier.gewogen_door.clear()  # what was weighed said something else
    gebeurd(dossier, "antwoord_verbeterd", actor=actor)
    return vraag


def _open(dossier: Any, vraag: Duidingsvraag) -> Duidingsvraag:
    rij: Duidingsvraag | None = dossier.duidingsvragen.filter(pk=vraag.pk).first()
    if dossier.stand != Stand.NADERE_DUIDING or rij is None or rij.gesloten_op:
        raise NietMogelijk(WACHT_NIET)
    if rij.zelf:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    return rij


def _schrijf(
    vraag: Duidingsvraag,
    antwoord: Antwoord,
    *,
    actor: Actor,
    zelf: bool = False,
    op: date | None = None,
) -> None:
    """The answer with its ground, in the weegploeg's own row and in what the party reads of it.

    Args:
        op: the day on which it was given; today without it.
    """
    op = op or actor.vandaag
    vereis_tekst(antwoord=antwoord.tekst)
    geeft = vraag.partij is not None and not antwoord.mag_niet
    velden = {naam: getattr(antwoord if geeft else ZONDER_GROND, naam) for naam in WAT_HOORT}
    if geeft:
        _vereis_wat_hoort(vraag, velden, actor)
    vraag.antwoord, vraag.beantwoord_op = antwoord.tekst, op
    vraag.mag_niet, vraag.zelf = antwoord.mag_niet, zelf
    for veld, waarde in velden.items():
        setattr(vraag, veld, list(waarde) if veld in LIJSTEN else waarde)
    vraag.save(update_fields=["antwoord", "beantwoord_op", "mag_niet", "zelf", *WAT_HOORT])
    gesteld = Partnervraag.objects.filter(duidingsvraag=vraag).first()
    if gesteld:
        gesteld.antwoord, gesteld.beantwoord_op = antwoord.tekst, op
        gesteld.save(update_fields=["antwoord", "beantwoord_op"])


def _vereis_wat_hoort(vraag: Duidingsvraag, velden: Mapping[str, Any], actor: Actor) -> None:
    """What the law asks of it, as of a signal (MC 6; MEL-bijzonder, WPG 1 and 2).

    An answer that is put right can stay on its own ground, also when that lapsed since (WPG 3).
    """
    assert vraag.partij
    if velden["grondslag"] is None:
        raise NietMogelijk({"grondslag": "Kies op welke grond dit antwoord wordt gegeven."})
    soort = vraag.partij.soort
    fouten = fouten_in_wat_hoort(velden, soort_partij=soort, vandaag=actor.vandaag, had=vraag)
    fouten |= fouten_in_om(velden, soort_partij=soort)
    if fouten := fouten | fouten_in_werk(velden["werk"], soort_partij=soort):
        raise NietMogelijk(fouten)
    vereis_voorwaarden(velden, vraag.dossier.gemeente, actor.vandaag, had=vraag)


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
        if not open_bezwaren(dossier).exists():  # nobody is asked to answer what may not be asked
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
