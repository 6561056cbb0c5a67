"""Before the term is over: earlier to the archive (MC 13.2), or erased (AVG 17).

A file of which the five years run goes earlier on two grounds only: the person asked and was right, or the
data were kept unlawfully. What is erased does not come back: the core parties decide it, a second person
looks and types the number, and for a week it can be withdrawn.
"""

from datetime import date
from typing import cast

from dateutil.relativedelta import relativedelta

from convenant.bijlage1 import Kernbesluit
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from mensen.lezers import houdt_bij
from register.afleiden import besluit as derive
from register.models import Dossier
from register.muur import als
from register.registry import bestand

from . import events
from .models import Vervroeging
from .opschorten import ALLE_DRIE, beslissers

TAAK = "eerder"
Wat = Vervroeging.Wat
LOOPT = "Aan dit dossier wordt nog gewerkt. Sluit het eerst af."
AL_IN_HET_ARCHIEF = "Dit dossier staat al in het archief."
GEEN_VOORSTEL = "Er is geen voorstel om dit dossier te vernietigen."
EEN_ANDER = "Iemand anders dan wie het vastlegde, kijkt of dit klopt."
ALLEEN_HOUDER = "Alleen wie dit dossier bijhoudt legt dit vast."


def mag_vervroegen(actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor keeps this file as secretary, and so logs what its core parties decided."""
    return houdt_bij(actor, dossier)


def mag_instemmen(actor: Actor, voorstel: Vervroeging | None) -> bool:
    """Whether the actor is a second person: of the weegploeg, and not who logged it. He reads the file."""
    return (
        voorstel is not None
        and actor.in_weegploeg
        and actor.gebruiker_id != voorstel.vastgelegd_door_id
    )


def voorstel(dossier: Dossier) -> Vervroeging | None:
    """What was decided on erasing a file; None where nothing was."""
    rij: Vervroeging | None = Vervroeging.objects.filter(
        dossier=dossier.pk, wat__in=Wat.wissen()
    ).first()
    return rij


def waarom_niet_archiveren(dossier: Dossier) -> str:
    """Why a file cannot go to the archive earlier, as a sentence; empty when it can."""
    if dossier.gearchiveerd_op:
        return AL_IN_HET_ARCHIEF
    soort = bestand(dossier.dossiersoort)
    if not soort.blijvend:
        return "Zo'n dossier gaat niet naar het archief. Het wordt vernietigd."
    if not dossier.termijnen.filter(grond=Grond.EEN_JAAR).exists():
        return "Dit dossier gaat niet naar het archief. Het wordt vernietigd."
    if dossier.termijnen.filter(grond__in=Grond.van_lid_3()).exists():
        return "Over dit dossier loopt een kortere termijn. Het wordt vernietigd."
    return LOOPT if soort.lopend.filter(pk=dossier.pk).exists() else ""


@derive
def archiveer_eerder(
    dossier: Dossier, *, actor: Actor, tot: date, reden: str, besluit: Kernbesluit
) -> Dossier:
    """Log that the core parties have this file archived before its year is over (MC 13.2).

    It moves no clock: the five years run from the last processing as before.

    Args:
        tot: the last day on which people work with it.
        reden: one of `Vervroeging.Reden`.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it does not go to the archive, or reason, day or decision do not fit.
    """
    with als(Actor.systeem(TAAK)):
        vers = _neem(dossier, actor)
        if zin := waarom_niet_archiveren(vers):
            raise NietMogelijk(zin)
        if reden not in Vervroeging.Reden.values:
            raise NietMogelijk({"reden": "Kies waarom het eerder naar het archief gaat."})
        jaar = vers.termijnen.get(grond=Grond.EEN_JAAR)
        if not actor.vandaag <= tot < jaar.van + relativedelta(years=1):
            zin = "Kies een dag vanaf vandaag, en eerder dan het dossier vanzelf naar het archief gaat."
            raise NietMogelijk({"tot": zin})
        _leg_vast(vers, Wat.ARCHIVEREN, actor=actor, besluit=besluit, reden=reden)
        vers.archief_tot = tot
        vers.save(update_fields=["archief_tot"])
        events.gebeurd(vers, "archief_vervroegd", actor=actor, op=besluit.genomen_op)
    return vers


@derive
def stel_wissen_voor(dossier: Dossier, *, actor: Actor, wat: str, besluit: Kernbesluit) -> Dossier:
    """Log that the core parties decided to erase this file (AVG 17); nothing goes before a second person agrees.

    Args:
        wat: one of the two grounds (`Vervroeging.Wat.wissen`).

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it was logged already, there is no such ground, or the decision does not fit.
    """
    with als(Actor.systeem(TAAK)):
        vers = _neem(dossier, actor)
        if wat not in Wat.wissen():
            raise NietMogelijk({"wat": "Kies waarom dit dossier eerder wordt vernietigd."})
        if voorstel(vers):
            raise NietMogelijk("Dit is al vastgelegd.")
        _leg_vast(vers, Wat(wat), actor=actor, besluit=besluit)
        events.gebeurd(vers, "wissen_voorgesteld", actor=actor, op=besluit.genomen_op)
    return vers


@derive
def stem_in_met_wissen(dossier: Dossier, *, actor: Actor, nummer: str) -> Dossier:
    """A second person agrees: the file is erased after a week, if nobody withdraws it.

    Args:
        nummer: of the file, as it was typed again.

    Raises:
        Geweigerd: the actor does not read this file, or is no second person.
        NietMogelijk: there is nothing to agree with, or it is another number.
    """
    leest = Dossier.objects.visible_to(actor).filter(pk=dossier.pk)
    with als(Actor.systeem(TAAK)):
        vers: Dossier = Dossier.objects.neem(dossier, lambda _: leest.exists())
        rij = voorstel(vers)
        if rij is None or rij.akkoord_op:
            raise NietMogelijk(GEEN_VOORSTEL)
        require(mag_instemmen(actor, rij), EEN_ANDER)
        if nummer.strip().upper() != vers.nummer:
            raise NietMogelijk({"nummer": "Dit is niet het nummer van dit dossier."})
        rij.akkoord_op, rij.akkoord_door_id = actor.nu, actor.gebruiker_id
        rij.save(update_fields=["akkoord_op", "akkoord_door"])
        _zet_wissen(vers, om=Wat(rij.wat).grond.value, van=actor.vandaag)
        events.gebeurd(vers, "wissen_akkoord", actor=actor)
    return vers


@derive
def trek_wissen_in(dossier: Dossier, *, actor: Actor) -> Dossier:
    """It is not erased after all: its own term goes on.

    Raises:
        Geweigerd: the actor neither keeps this file nor is of its weegploeg.
        NietMogelijk: there is nothing to withdraw.
    """
    leest = Dossier.objects.visible_to(actor).filter(pk=dossier.pk)
    with als(Actor.systeem(TAAK)):
        vers: Dossier = Dossier.objects.neem(
            dossier, lambda _: actor.in_weegploeg and leest.exists(), ook_stil=True
        )
        rij = voorstel(vers)
        if rij is None:
            raise NietMogelijk(GEEN_VOORSTEL)
        rij.delete()
        _zet_wissen(vers, om="", van=None)
        events.gebeurd(vers, "wissen_ingetrokken", actor=actor)
    return vers


def _neem(dossier: Dossier, actor: Actor) -> Dossier:
    vers = Dossier.objects.neem(dossier, lambda vers: mag_vervroegen(actor, vers), ALLEEN_HOUDER)
    return cast("Dossier", vers)


def _leg_vast(
    dossier: Dossier, wat: Wat, *, actor: Actor, besluit: Kernbesluit, reden: str = ""
) -> None:
    """Keep the decision of all core parties, in the place of an older one on the same."""
    vereis_tekst(kenmerk=besluit.document)
    vereis_dagen(actor.vandaag, gedaan={"besloten_op": besluit.genomen_op})
    if besluit.genomen_op < dossier.begonnen_op:
        raise NietMogelijk({"besloten_op": "Toen was dit dossier er nog niet."})
    if {partij.pk for partij in besluit.partijen} != {p.pk for p in beslissers(dossier)}:
        raise NietMogelijk({"besloten_door": ALLE_DRIE})
    assert actor.gebruiker_id  # who keeps a file is a person
    Vervroeging.objects.filter(dossier=dossier, wat=wat).delete()
    Vervroeging.objects.create(
        dossier=dossier,
        wat=wat,
        reden=reden,
        besloten_op=besluit.genomen_op,
        kenmerk=besluit.document,
        vastgelegd_op=actor.nu,
        vastgelegd_door_id=actor.gebruiker_id,
    )


def _zet_wissen(dossier: Dossier, *, om: str, van: date | None) -> None:
    dossier.wissen_om, dossier.wissen_van = om, van
    dossier.save(update_fields=["wissen_om", "wissen_van"])
