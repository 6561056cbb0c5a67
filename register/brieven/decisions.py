"""A letter is begun, written, made final and sent; each step by who may make it (AVG 12, 19)."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, vereis_dagen
from register.afleiden import besluit
from register.models import Uitwisseling
from register.nummers import nieuw_nummer
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from .events import gebeurd
from .models import BriefVelden, Wijze
from .opstellen import ADRES, inhoud, teksten_van
from .soorten import Briefsoort, Brieven, Opzet, brieven_van

NOEMT = "Hieraan is te zien om wie het gaat. Haal dit weg: {}."
ZIN = "Deze brief maakt een ander."
VAST = "Deze brief is definitief en verandert niet meer. Begin een nieuwe brief."


@besluit
def begin(dossier: Any, soort: Briefsoort, rij: UUID, *, actor: Actor) -> BriefVelden:
    """Begin a draft, or go on with the one there is.

    Raises:
        Geweigerd: the actor does not make this letter.
        NietMogelijk: there is nothing to write it about, or the file takes no changes.
    """
    vers = _neem(dossier, soort, rij, actor)
    if not any(mogelijk.pk == rij for mogelijk in soort.rijen(vers)):
        raise NietMogelijk("Deze brief past nu niet bij dit dossier.")
    model = _brieven(vers).model
    begonnen = model.objects.filter(dossier=vers, soort=soort.naam, rij=rij, definitief_op=None)
    concept: BriefVelden | None = begonnen.first()
    if concept:
        return concept
    opzet = soort.stel_op(vers, soort.van(vers, rij), actor)
    nieuw: BriefVelden = model.objects.create(
        dossier=vers,
        nummer=nieuw_nummer("B", actor.vandaag.year),
        soort=soort.naam,
        rij=rij,
        adres="\n".join(filter(None, opzet.aan)),
        gemaakt_op=actor.vandaag,
        gemaakt_door_id=actor.gebruiker_id,
    )
    return nieuw


@besluit
def schrijf(
    brief: BriefVelden, *, actor: Actor, adres: str, teksten: Mapping[str, str]
) -> BriefVelden:
    """Keep what a person wrote in the draft.

    Args:
        teksten: by free block; what the law says is no block of these.

    Raises:
        Geweigerd: the actor does not make this letter.
        NietMogelijk: it is final, a text says whom the file is about, or the file takes no changes.
    """
    brief, dossier, soort = _concept(brief, actor)
    vrij = {blok.sleutel for blok in _opzet(dossier, soort, brief, actor).blokken if blok.vrij}
    eigen = {naam: tekst for naam, tekst in teksten.items() if naam in vrij}
    rij = soort.van(dossier, brief.rij)
    if fouten := {
        n: NOEMT.format(", ".join(w))
        for n, t in eigen.items()
        if (w := soort.toets(dossier, rij, t))
    }:
        raise NietMogelijk(fouten)
    brief.adres, brief.teksten = adres, json.dumps(eigen)
    brief.save(update_fields=["adres", "teksten"])
    return brief


@besluit
def maak_definitief(brief: BriefVelden, *, actor: Actor) -> BriefVelden:
    """Fix the letter as it will be sent: from here on it does not change.

    Raises:
        Geweigerd: the actor does not make this letter.
        NietMogelijk: a fact is missing, something holds it, it is final already, or the file takes no
            changes.
    """
    brief, dossier, soort = _concept(brief, actor)
    soort.vereis(dossier)
    opzet = _opzet(dossier, soort, brief, actor)
    fouten = [ontbreekt.zin for ontbreekt in opzet.ontbreekt]
    if not brief.adres.strip():
        fouten.append(ADRES)
    if fouten:
        raise NietMogelijk(fouten)
    vast = inhoud(brief.nummer, opzet, brief.adres, teksten_van(brief), actor.vandaag)
    brief.inhoud, brief.definitief_op = json.dumps(vast), actor.vandaag
    brief.save(update_fields=["inhoud", "definitief_op"])
    gebeurd(dossier, "definitief", actor=actor)
    return brief


@besluit
def leg_verstuurd_vast(brief: BriefVelden, *, actor: Actor, op: date, wijze: str) -> BriefVelden:
    """Record that the letter was sent: by whom, when and how; who got what is listed (AVG 19).

    Raises:
        Geweigerd: the actor does not make this letter.
        NietMogelijk: it is a draft, it was sent already, something holds it, or the day cannot be.
    """
    dossier, soort, rij = _van(brief, actor)
    brief = _vers(brief)
    if brief.definitief_op is None:
        raise NietMogelijk("Maak de brief eerst definitief.")
    if brief.verstuurd_op:
        raise NietMogelijk("Deze brief is al verstuurd.")
    soort.vereis(dossier)
    if wijze not in Wijze.values:
        raise NietMogelijk({"wijze": "Kies hoe de brief is verstuurd."})
    vereis_dagen(actor.vandaag, gedaan={"op": op})
    if op < brief.definitief_op:
        raise NietMogelijk({"op": "Toen was deze brief nog niet definitief."})
    brief.verstuurd_op, brief.wijze, brief.verstuurd_door_id = op, wijze, actor.gebruiker_id
    brief.save(update_fields=["verstuurd_op", "wijze", "verstuurd_door"])
    _leg_in_het_grootboek(dossier, brief, soort.stel_op(dossier, rij, actor), actor=actor, op=op)
    gebeurd(dossier, "verstuurd", actor=actor, op=op)
    soort.na_versturen(dossier, rij, actor, brief)
    return brief


def _leg_in_het_grootboek(
    dossier: Any, brief: BriefVelden, opzet: Opzet, *, actor: Actor, op: date
) -> None:
    leg_uitwisseling_vast(
        dossier,
        Uitwisseling.Soort.BRIEF,
        actor=actor,
        grond=opzet.grond,
        aan=opzet.aan_partij,
        gegevens=opzet.gegevens,
        stukken=[brief],
        op=op,
    )


@besluit
def gooi_weg(brief: BriefVelden, *, actor: Actor) -> None:
    """Throw a draft away; what is final stays with the file.

    Raises:
        Geweigerd: the actor does not make this letter.
        NietMogelijk: it is final, or the file takes no changes.
    """
    brief, dossier, _ = _concept(brief, actor)
    brief.delete()
    gebeurd(dossier, "weg", actor=actor)


# How a step begins ---------------------------------------------------------------------------------
def _brieven(dossier: Any) -> Brieven:
    gevonden = brieven_van(dossier._meta.app_label)
    assert gevonden  # a page of a letter is there for no other kind of file
    return gevonden


def _neem(dossier: Any, soort: Briefsoort, rij: UUID, actor: Actor) -> Any:
    """Lock the file, and permit who reads it and makes this kind of letter."""
    rijen = type(dossier).objects

    def mag(vers: Any) -> bool:
        over = soort.van(vers, rij)
        return over is not None and soort.mag(actor, vers, over) and rijen.ziet(actor, vers)

    return rijen.neem(dossier, mag, ZIN, ook_stil=soort.ook_stil)


def _van(brief: BriefVelden, actor: Actor) -> tuple[Any, Briefsoort, Any]:
    soort = _brieven(brief.dossier).soorten[brief.soort]
    dossier = _neem(brief.dossier, soort, brief.rij, actor)
    return dossier, soort, soort.van(dossier, brief.rij)


def _vers(brief: BriefVelden) -> BriefVelden:
    rij: BriefVelden | None = type(brief).objects.filter(pk=brief.pk).first()
    if rij is None:
        raise NietMogelijk("Deze brief is net weggegooid.")
    return rij


def _concept(brief: BriefVelden, actor: Actor) -> tuple[BriefVelden, Any, Briefsoort]:
    dossier, soort, _ = _van(brief, actor)
    brief = _vers(brief)
    if brief.definitief_op:
        raise NietMogelijk(VAST)
    return brief, dossier, soort


def _opzet(dossier: Any, soort: Briefsoort, brief: BriefVelden, actor: Actor) -> Opzet:
    return soort.stel_op(dossier, soort.van(dossier, brief.rij), actor)
