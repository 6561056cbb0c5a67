"""Giving data of a casus to an external partner, one by one and with consent (MC 10.5).

The secretary asks, every party of the covenant in the casus answers, and only then the partner
reads: a copy made on asking, so that it reads exactly what was consented to.
"""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date

from convenant.models import Partij, SoortPartij
from convenant.politie import vereis_genoemd
from gedeeld.actor import Actor
from gedeeld.weigering import Geweigerd, NietMogelijk, dag_van_besluit, vereis_tekst
from register.afleiden import besluit

from ..deelname.decisions import vereis_geen_bezwaar
from ..deelname.models import Deelname
from ..deelname.querysets import politiegegevens
from ..dossier.models import Casus
from ..events import gebeurd
from ..instemming import rond_af
from ..rules import weiger_dagen
from ..slot import te_voeren
from .aanbod import Stuk, aanbod, sleutel_van
from .models import Toestemming, Verstrekking, VerstrektGegeven
from .querysets import toestemmers
from .verouderd import trek_verstrekkingen_in

TOESTEMMERS = "Partijen van het convenant in deze casus geven toestemming."
LOPEND = (
    Verstrekking.Stand.WACHT,
    Verstrekking.Stand.STRAKS,
    Verstrekking.Stand.VERSTREKT,
)


# Asking ----------------------------------------------------------------------------------------
def partners(casus: Casus, dag: date) -> list[Partij]:
    """The external partners that take part on a day: to whom data can be given."""
    return [deelname.partij for deelname in _deelnames(casus, dag)]


def _deelnames(casus: Casus, dag: date) -> Iterable[Deelname]:
    rijen: Iterable[Deelname] = (
        casus.deelnames.werkend(dag)
        .filter(partij__soort=SoortPartij.EXTERN, rol=Deelname.Rol.DEELNEMER)
        .select_related("partij", "vermelding")
    )
    return rijen


@besluit
def vraag_toestemming(
    casus: Casus,
    *,
    actor: Actor,
    partij: Partij,
    gegevens: Sequence[str],
    noodzaak: str,
    van: date | None = None,
    tot: date | None = None,
) -> Verstrekking:
    """Ask the parties to consent to giving these items to an external partner (MC 10.5).

    Args:
        gegevens: keys of `aanbod`.
        noodzaak: what the partner needs them for.
        van: first day on which the partner may read them; None is today.
        tot: first day without, or None.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: a core party objects to a decision of the weegploeg, the partner does not take
            part, an item is not there or may not be given, it does not say why, the days do not fit, or
            the same was asked and still stands.
    """
    casus, dag = te_voeren(casus, actor), actor.vandaag
    vereis_geen_bezwaar(casus)
    vereis_tekst(noodzaak=noodzaak)
    van = van or dag
    weiger_dagen(van, tot, dag, wat="verstrekking")
    deelname = next((d for d in _deelnames(casus, dag) if d.partij_id == partij.pk), None)
    if deelname is None:
        raise NietMogelijk({"partij": "Deze partner doet nu niet mee aan deze casus."})
    if deelname.einde and deelname.einde <= van:
        raise NietMogelijk({"van": "Op deze dag doet de partner niet meer mee aan deze casus."})
    stukken = _gekozen(casus, gegevens, van)
    gekozen = [rij for rij in politiegegevens(casus) if sleutel_van(rij) in gegevens]
    vereis_genoemd(gekozen, [partij], dag, veld="gegevens")
    _weiger_dubbel(deelname, stukken, dag)
    verstrekking = Verstrekking.objects.create(
        casus=casus,
        nummer=casus.nummer,
        partij=partij,
        deelname=deelname,
        noodzaak=noodzaak,
        soorten=sorted({stuk.soort for stuk in stukken}),
        van=van,
        tot=tot,
        gevraagd_op=dag,
    )
    for stuk in stukken:
        VerstrektGegeven.objects.create(casus=casus, verstrekking=verstrekking, **asdict(stuk))
    gebeurd(casus, "verstrekking_gevraagd", actor=actor)
    return verstrekking


def _gekozen(casus: Casus, gegevens: Sequence[str], van: date) -> list[Stuk]:
    stukken = aanbod(casus, van)
    if not gegevens or not set(gegevens) <= stukken.keys():
        raise NietMogelijk({"gegevens": "Kies gegevens die in deze casus staan en weg mogen."})
    return [stuk for sleutel, stuk in stukken.items() if sleutel in gegevens]


def _weiger_dubbel(deelname: Deelname, stukken: list[Stuk], dag: date) -> None:
    """The same items to the same partner twice: somebody pressed the button again."""
    nieuw = {(stuk.label, stuk.inhoud) for stuk in stukken}
    rijen = deelname.verstrekkingen.met_stand(dag).filter(stand__in=LOPEND)
    for rij in rijen.prefetch_related("gegevens"):
        if {(gegeven.label, gegeven.inhoud) for gegeven in rij.gegevens.all()} == nieuw:
            raise NietMogelijk("Voor precies deze gegevens loopt al een verstrekking.")


# Answering -------------------------------------------------------------------------------------
@besluit
def geef_toestemming(
    verstrekking: Verstrekking, *, actor: Actor, akkoord: bool, reden: str = ""
) -> Toestemming:
    """A party of the covenant consents to a disclosure, or refuses it (MC 10.5).

    One refusal ends it; the last consent makes it visible to the partner, unless a core party objects to
    a decision of the weegploeg: then the secretary completes it afterwards (`maak_rond`).

    Args:
        reden: why not; needed for a refusal.

    Raises:
        Geweigerd: the actor does not represent a party that must consent.
        NietMogelijk: it waits no longer, the party answered already, or a refusal says no reason.
    """
    casus = Casus.objects.neem(
        verstrekking.casus,
        lambda vers: actor.vertegenwoordigt and Casus.objects.ziet(actor, vers),
        TOESTEMMERS,
    )
    assert actor.partij_id
    partij = toestemmers(casus.pk, actor.vandaag).filter(pk=actor.partij_id).first()
    if partij is None:
        raise Geweigerd(TOESTEMMERS)
    return _antwoord(
        casus,
        verstrekking,
        actor,
        partij,
        akkoord,
        reden,
        op=actor.vandaag,
        namens_overleg=False,
    )


@besluit
def leg_toestemming_vast(
    verstrekking: Verstrekking,
    *,
    actor: Actor,
    partij: Partij,
    akkoord: bool,
    wie: str,
    hoe: str,
    reden: str = "",
    op: date | None = None,
) -> Toestemming:
    """The secretary records what a party answered on paper; see `geef_toestemming`.

    Args:
        wie: who of the party answered, with the function.
        hoe: one of `Toestemming.Hoe`.
        op: the day on which it answered; today without it.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: as there, it does not say who answered and how, or the party need not consent.
    """
    casus = te_voeren(verstrekking.casus, actor)
    vereis_tekst(wie=wie)
    if hoe not in Toestemming.Hoe.values:
        raise NietMogelijk({"hoe": "Kies hoe deze partij antwoordde."})
    if not toestemmers(casus.pk, actor.vandaag).filter(pk=partij.pk).exists():
        raise NietMogelijk({"partij": "Deze partij geeft geen toestemming in deze casus."})
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=verstrekking.gevraagd_op, veld="op")
    return _antwoord(
        casus,
        verstrekking,
        actor,
        partij,
        akkoord,
        reden,
        op=dag,
        namens_overleg=True,
        wie=wie,
        hoe=hoe,
    )


def _antwoord(
    casus: Casus,
    verstrekking: Verstrekking,
    actor: Actor,
    partij: Partij,
    akkoord: bool,
    reden: str,
    *,
    op: date,
    namens_overleg: bool,
    wie: str = "",
    hoe: str = "",
) -> Toestemming:
    if not casus.verstrekkingen.wachtend(actor.vandaag).filter(pk=verstrekking.pk).exists():
        raise NietMogelijk("Deze verstrekking wacht niet meer op toestemming.")
    if verstrekking.toestemmingen.filter(partij=partij).exists():
        raise NietMogelijk(f"{partij.naam} heeft al geantwoord.")
    if akkoord and casus.verstrekkingen.vervallen(actor.vandaag).filter(pk=verstrekking.pk):
        raise NietMogelijk("De grond van een gegeven is vervallen. Trek deze verstrekking in.")
    if not akkoord and not reden.strip():
        raise NietMogelijk(
            {"reden": "Schrijf op waarom deze gegevens niet verstrekt mogen worden."}
        )
    assert actor.gebruiker_id
    toestemming = Toestemming.objects.create(
        casus=casus,
        verstrekking=verstrekking,
        partij=partij,
        akkoord=akkoord,
        reden="" if akkoord else reden,
        gegeven_door_id=actor.gebruiker_id,
        vastgelegd_namens_overleg=namens_overleg,
        wie=wie,
        hoe=hoe,
        op=op,
    )
    wat = "toestemming_gegeven" if akkoord else "toestemming_geweigerd"
    gebeurd(casus, wat, actor=actor, op=op)
    rond_af(casus, actor=actor)
    return toestemming


@besluit
def maak_rond(verstrekking: Verstrekking, *, actor: Actor) -> Verstrekking:
    """Complete a disclosure whose last awaited party left on its day, without an act (MC 10.5).

    Or to which all consented while a core party objected to a decision of the weegploeg.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: a party must still answer, it waits no longer, or a core party objects still.
    """
    casus = te_voeren(verstrekking.casus, actor)
    vereis_geen_bezwaar(casus)
    if not casus.verstrekkingen.instemming_rond(actor.vandaag).filter(pk=verstrekking.pk).exists():
        raise NietMogelijk("Niet alle partijen gaven toestemming, of een grond is vervallen.")
    rond_af(casus, actor=actor)
    return verstrekking


# Ending ----------------------------------------------------------------------------------------
@besluit
def trek_in(verstrekking: Verstrekking, *, actor: Actor, reden: str) -> Verstrekking:
    """Recall a disclosure: the partner does not see it from this moment (MC 10.5).

    What the partner could read is recalled also after it ended: the partner gets notice to destroy
    what it took over (MC 12.6). It can be done while the casus is closed or restricted as well.

    Args:
        reden: why; for the casus, the partner is not told.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: it was recalled already, the partner never read it and cannot any more, or it
            does not say why.
    """
    casus = te_voeren(verstrekking.casus, actor, ook_stil=True)
    vereis_tekst(reden=reden)
    rij: Verstrekking | None = (
        casus.verstrekkingen.in_te_trekken(actor.vandaag).filter(pk=verstrekking.pk).first()
    )
    if rij is None:
        raise NietMogelijk("Deze verstrekking is al ingetrokken of voorbij.")
    trek_verstrekkingen_in(casus, [rij], actor=actor, reden=reden)
    return rij
