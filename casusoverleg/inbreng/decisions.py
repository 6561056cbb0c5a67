"""Acts on what parties bring in (MC 6, 9.2, 10.3; PB 4.2)."""

from collections.abc import Sequence
from copy import copy
from typing import Any, TypedDict

from convenant.gegevens import fouten_in_grond, fouten_in_soort, fouten_in_werk
from convenant.models import Grondslag, SoortPartij
from convenant.politie import vereis_genoemd, vereis_voorwaarden
from convenant.uitzonderingen import fouten_in_bijzonder
from gedeeld.actor import Actor
from gedeeld.velden import zegt
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.correctie.bewaren import bewaar_oud
from register.models import Kennisgeving, SoortGegeven
from register.muur import als
from register.uitwisseling.melden import geef_kennis

from ..deelname.grootboek import lezen_ook
from ..deelname.querysets import casuspartijen
from ..dossier.models import Afweging, Bijdrage, Casus, Correctie
from ..events import gebeurd
from ..plan.slot import neem_mee
from ..rules import mag_inbrengen, weiger_wat_achterblijft
from ..verstrekking.verouderd import trek_bijdrage_in
from ..zenden.decisions import trek_verbeterde_in

ZIN = "Alleen deelnemers brengen gegevens in."


class BijdrageWaarden(TypedDict, total=False):
    """An item by field of `Bijdrage`, as the form gives it.

    Keys:
        bijzonder, uitzonderingen: sensitive kinds of data in it, and on which exceptions (WV 3).
        aard: what kind of statement it is, one of `convenant.gegevens.Aard` (MC 1 h).
        gebruik: why it may be used for the plan, one of `Bijdrage.Gebruik` (AVG 6.4).
        voor: who reads it, one of `Bijdrage.Voor` (MC 10.4, 10.5).
        namens: of the municipality: the executing organisation that it is from (PB 4.2).
        over_ander: why it tells of another person as well; empty when it does not (MvT 4.2).
        wpg_artikel, grondslag_om: of the police: one of `convenant.gegevens.WpgArtikel`, and the
            ground on which the OM gets it.
        om_soort, onzeker: of the OM: one of `OmSoort`, and whether the outcome of an inquiry is uncertain.
        werk: of the reclassering: one of `Reclasseringswerk` (MC 6 e).
    """

    omschrijving: str
    aard: str
    grondslag: Grondslag
    noodzaak: str
    gebruik: str
    voor: str
    namens: str
    over_ander: str
    bijzonder: Sequence[str]
    wpg_artikel: str
    grondslag_om: Grondslag | None
    om_soort: str
    onzeker: bool
    werk: str
    uitzonderingen: Sequence[str]


@besluit
def voeg_bijdrage_toe(casus: Casus, *, actor: Actor, velden: BijdrageWaarden) -> Bijdrage:
    """A party tells the casusoverleg what the plan needs, on its own ground (MC 6, 9.2; MvT 4.1).

    An external partner as well, of which it reads its own again and no others (MC 10.5).

    Raises:
        Geweigerd: the actor's party does not take part, or only reads.
        NietMogelijk: the ground is not one of its kind of party, or the item is for core parties
            only, or it is empty, or nobody says why the plan needs it and why it may be used.
    """
    casus = neem_mee(casus, actor, mag=mag_inbrengen(actor), zin=ZIN)
    bijdrage = Bijdrage(casus=casus, partij_id=actor.partij_in(casus.partij_id))
    bijdrage.gegeven_op = actor.vandaag
    _vul(bijdrage, velden, actor=actor)
    bijdrage.save()
    _lezen_ook(casus, bijdrage, actor)
    wat = "bijdrage_toegevoegd" if bijdrage.voor == Bijdrage.Voor.CASUS else "kern_bijdrage"
    gebeurd(casus, wat, actor=actor)
    return bijdrage


def _lezen_ook(casus: Casus, rij: Bijdrage, actor: Actor) -> None:
    if rij.voor == Bijdrage.Voor.CASUS:
        lezen_ook(casus, SoortGegeven.PARTIJEN, rij, dag=actor.vandaag)


@besluit
def verbeter_bijdrage(
    bijdrage: Bijdrage, *, actor: Actor, velden: BijdrageWaarden, reden: str
) -> Bijdrage:
    """The party that brought an item in puts it right; what it said is kept apart (MC 10.3, 12.5).

    Raises:
        Geweigerd: another party brought it in, or the actor's takes part no longer.
        NietMogelijk: nothing changed, there is no reason, what is given can't be right, or the casus is
            restricted.
    """
    casus = neem_mee(
        Casus(pk=bijdrage.casus_id),
        actor,
        mag=mag_inbrengen(actor),
        zin=ZIN,
        om_te_verbeteren=True,
    )
    with als(Actor.systeem("verbeteren")):  # an external partner reads its own row and changes none
        rij: Bijdrage = casus.bijdragen.select_for_update(of=("self",)).get(pk=bijdrage.pk)
        require(
            rij.partij_id in actor.partijen, "De partij die dit gegeven inbracht, verbetert het."
        )
        vereis_tekst(reden=reden)
        oud, was = copy(rij), _zegt(rij)
        _vul(rij, velden, actor=actor, had=oud)
        bewaar_oud(Correctie, rij, casus, actor=actor, was=was, nu=_zegt(rij), reden=reden)
        rij.save()
        _lezen_ook(casus, rij, actor)
        trek_bijdrage_in(casus, oud, actor=actor)
        trek_verbeterde_in(casus, actor=actor, gegeven=rij)
        geef_kennis(casus, Kennisgeving.Wat.VERBETERD, actor=actor, stukken=[rij.pk])
    voor_kern = oud.voor == rij.voor == Bijdrage.Voor.KERN
    gebeurd(casus, "kern_verbeterd" if voor_kern else "bijdrage_verbeterd", actor=actor)
    return rij


def _zegt(rij: Bijdrage) -> dict[str, str]:
    """What it says, with what a transcript tells in another way than as a field of its own."""
    gevoelig = ", ".join(rij.bijzonder_labels)
    return zegt(rij) | {"Grondslag": rij.gronden, "Van": rij.namens or "", "Gevoelig": gevoelig}


@besluit
def leg_afweging_vast(casus: Casus, *, actor: Actor) -> Afweging:
    """A party says that it considered what it shares for the plan and what not, never what (PB 4.2).

    Raises:
        Geweigerd: the actor represents no party that takes part.
        NietMogelijk: it was said today, or the casus takes no changes.
    """
    casus = neem_mee(casus, actor, mag=actor.vertegenwoordigt, zin=ZIN)
    eigen = actor.partij_in(casus.partij_id)
    if casus.afwegingen.filter(partij=eigen, op=actor.vandaag).exists():
        raise NietMogelijk("Dit is vandaag al vastgelegd.")
    rij = Afweging.objects.create(casus=casus, partij_id=eigen, op=actor.vandaag)
    gebeurd(casus, "afgewogen", actor=actor)
    return rij


def _vul(
    bijdrage: Bijdrage, velden: BijdrageWaarden, *, actor: Actor, had: Bijdrage | None = None
) -> None:
    """Put the values into an item, or say what can't stand in it.

    Args:
        had: the item as it stands, when it is put right: it can stay on a ground that lapsed (WPG 3).
    """
    for naam, waarde in velden.items():
        setattr(bijdrage, naam, waarde)
    bijdrage.bijzonder = list(bijdrage.bijzonder)
    bijdrage.uitzonderingen = list(bijdrage.uitzonderingen)
    gronden = {"grondslag": velden.get("grondslag"), "grondslag_om": velden.get("grondslag_om")}
    waarden: dict[str, Any] = dict(velden) | gronden
    soort = actor.partij_soort
    fouten = fouten_in_grond(
        waarden, soort_partij=soort, vandaag=actor.vandaag, had=had, in_casus=True
    )
    fouten |= fouten_in_soort(waarden, soort_partij=soort, had=had)
    fouten |= fouten_in_bijzonder(
        waarden | {"bijzonder": bijdrage.bijzonder, "uitzonderingen": bijdrage.uitzonderingen},
        soort_partij=soort,
        had=had,
    )
    fouten |= fouten_in_werk(bijdrage.werk, soort_partij=soort)
    if bijdrage.gebruik not in Bijdrage.Gebruik.values:
        fouten["gebruik"] = "Kies waarom dit gegeven voor het plan mag worden gebruikt."
    if bijdrage.voor not in Bijdrage.Voor.values:
        fouten["voor"] = "Kies wie dit mag lezen."
    if bijdrage.namens and soort != SoortPartij.GEMEENTE:
        fouten["namens"] = "Alleen de gemeente brengt iets in voor een uitvoerende organisatie."
    if fouten:
        raise NietMogelijk(fouten)
    vereis_tekst(omschrijving=bijdrage.omschrijving)
    if not bijdrage.noodzaak.strip():
        raise NietMogelijk({"noodzaak": "Schrijf op waarom het plan dit gegeven nodig heeft."})
    weiger_wat_achterblijft(bijdrage)
    vereis_voorwaarden(waarden, bijdrage.casus.gemeente, actor.vandaag, had=had)
    op_hetzelfde = had is not None and (had.grondslag_id, had.wpg_artikel, had.voor) == (
        bijdrage.grondslag_id,
        bijdrage.wpg_artikel,
        bijdrage.voor,
    )
    if bijdrage.voor == Bijdrage.Voor.CASUS and not op_hetzelfde:
        lezers = casuspartijen(bijdrage.casus, actor.vandaag)
        vereis_genoemd([bijdrage], lezers, actor.vandaag, veld="grondslag")
