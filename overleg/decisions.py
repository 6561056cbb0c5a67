"""What the secretary does with a meeting (PB 3.3, 4.3): plan, move, cancel, invite, order the agenda.

Each begins by locking the meeting. No case is locked while a meeting is held: a decision on a file
that also marks its item comes the other way round.
"""

from collections.abc import Callable, Collection
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from convenant.models import Partij, Satelliet
from convenant.satelliet import van_convenant
from gedeeld.actor import Actor
from gedeeld.rij import nieuwe_sleutel
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from register.afleiden import besluit
from register.models import Dossier
from register.registry import bestand

from . import rules
from .agenda import laat_los, werk_bij
from .events import gebeurd
from .mensen import Kandidaat, kandidaten
from .models import Agendapunt, Genodigde, Overleg, Soort, Stand

WEEK = timedelta(weeks=1)
MEESTE = 60  # meetings of one series: more is a mistake in typing
ANDERS = "Dit kan nu niet meer: het overleg is {stand}."


def neem(overleg: Overleg, actor: Actor, *standen: Stand) -> Any:
    """The meeting, fresh and locked, for who keeps it.

    Raises:
        Geweigerd: he does not.
        NietMogelijk: it is in none of these states (any more).
    """
    vers: Any = (
        Overleg.objects.van(actor).select_for_update(of=("self",)).filter(pk=overleg.pk).first()
    )
    require(vers is not None)
    if standen and vers.stand not in standen:
        raise NietMogelijk(ANDERS.format(stand=vers.stand.label.lower()))
    return vers


# Planning --------------------------------------------------------------------------------------
@transaction.atomic
def plan(
    *,
    actor: Actor,
    soort: str,
    partij: Partij,
    dag: date,
    begin: time,
    eind: time,
    plaats: str,
    elke_weken: int | None = None,
    aantal: int | None = None,
) -> Overleg:
    """Plan a meeting, or a series of which each is moved or cancelled by itself.

    Who can be invited, is: the secretary takes off who need not come.

    Args:
        partij: the municipality whose files are discussed.
        elke_weken: weeks between two meetings of a series.
        aantal: how many it has, this one included.

    Returns:
        The first one.

    Raises:
        Geweigerd: the actor is no secretary of such meetings of that municipality.
        NietMogelijk: the times or the number cannot be.
    """
    require(soort in rules.soorten(actor) and partij.pk in actor.gemeenten)
    assert actor.gebruiker_id
    vereis_tekst(plaats=plaats)
    _vereis_tijd(actor, dag, begin, eind)
    if bool(elke_weken) != bool(aantal):
        leeg = "aantal" if elke_weken else "elke_weken"
        raise NietMogelijk(
            {leeg: "Vul bij een reeks allebei in: om de hoeveel weken, en hoe vaak."}
        )
    if aantal and aantal > MEESTE:
        raise NietMogelijk({"aantal": f"Een reeks heeft hoogstens {MEESTE} overleggen."})
    reeks = nieuwe_sleutel() if aantal and aantal > 1 else None
    rijen = [
        Overleg.objects.create(
            soort=soort,
            partij=partij,
            dag=dag + nummer * (elke_weken or 0) * WEEK,
            begin=begin,
            eind=eind,
            plaats=plaats,
            reeks=reeks,
            gemaakt_door_id=actor.gebruiker_id,
            # The uitvoerder is the technical chair of the casusoverleg (PB 4.3).
            voorzitter_id=actor.gebruiker_id if soort == Soort.CASUSOVERLEG else None,
        )
        for nummer in range(aantal or 1)
    ]
    werk_bij(soort, partij.pk)
    for rij in rijen:
        _zet_genodigden(rij, kandidaten(rij))
    return rijen[0]


@transaction.atomic
def wijzig(
    overleg: Overleg, *, actor: Actor, dag: date, begin: time, eind: time, plaats: str
) -> None:
    """Move a meeting; the others of its series stay where they are.

    What was sent says something else then: the invitation has to go out again.

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: it has begun or was cancelled, or the times cannot be.
    """
    vers = neem(overleg, actor, Stand.GEPLAND)
    vereis_tekst(plaats=plaats)
    _vereis_tijd(actor, dag, begin, eind)
    if (vers.dag, vers.begin, vers.eind, vers.plaats) != (dag, begin, eind, plaats):
        vers.uitgenodigd_op = None
    vers.dag, vers.begin, vers.eind, vers.plaats = dag, begin, eind, plaats
    vers.versie += 1
    vers.save(update_fields=["dag", "begin", "eind", "plaats", "versie", "uitgenodigd_op"])
    werk_bij(vers.soort, vers.partij_id)


def _vereis_tijd(actor: Actor, dag: date, begin: time, eind: time) -> None:
    vereis_dagen(actor.vandaag, komend={"dag": dag})
    if dag < actor.vandaag:
        raise NietMogelijk({"dag": "Deze dag is voorbij. Kies een dag vanaf vandaag."})
    if eind <= begin:
        raise NietMogelijk({"eind": "Het overleg eindigt later dan het begint."})


@transaction.atomic
def last_af(overleg: Overleg, *, actor: Actor) -> None:
    """Cancel a meeting: who was invited hears it, and its items fall back to the next.

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: it has begun, or was cancelled already.
    """
    vers = neem(overleg, actor, Stand.GEPLAND)
    vers.afgelast_op = actor.nu
    vers.versie += 1
    vers.save(update_fields=["afgelast_op", "versie"])
    laat_los(vers)
    werk_bij(vers.soort, vers.partij_id)


# Inviting --------------------------------------------------------------------------------------
@transaction.atomic
def nodig_uit(
    overleg: Overleg, *, actor: Actor, genodigden: Collection[str], voorzitter: str = ""
) -> None:
    """Say by name who is invited, and who is in the chair.

    Args:
        genodigden: of each `Kandidaat.sleutel`.
        voorzitter: of one of them; empty for nobody yet. Of a casusoverleg it is the uitvoerder (PB 4.3).

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: it is over or cancelled; one of them cannot be invited, or not be in the chair.
    """
    vers = neem(overleg, actor, Stand.GEPLAND, Stand.BEZIG)
    mogelijk = {rij.sleutel: rij for rij in kandidaten(vers)}
    if not genodigden:
        raise NietMogelijk({"genodigden": "Nodig minstens één persoon uit."})
    if set(genodigden) - mogelijk.keys():
        raise NietMogelijk({"genodigden": "Iemand kan op die dag niet (meer) komen. Kijk opnieuw."})
    if voorzitter and voorzitter not in genodigden:
        raise NietMogelijk({"voorzitter": "Nodig de voorzitter ook uit."})
    if vers.soort == Soort.WEEGPLOEG:
        vers.voorzitter = mogelijk[voorzitter].mens.gebruiker if voorzitter else None
    elif voorzitter:
        raise NietMogelijk("De uitvoerder is technisch voorzitter van het casusoverleg.")
    vers.versie += 1
    vers.save(update_fields=["voorzitter", "versie"])
    _zet_genodigden(vers, [mogelijk[sleutel] for sleutel in genodigden])


def _zet_genodigden(overleg: Overleg, wie: list[Kandidaat]) -> None:
    """The rows, and on the meeting itself who reads it by them: the wall asks that."""
    mensen = {rij.mens.gebruiker.pk: rij for rij in wie}  # of two parties he comes once
    er_al = {rij.gebruiker_id: rij for rij in overleg.genodigden.exclude(gebruiker=None)}
    overleg.genodigden.filter(gebruiker__in=er_al.keys() - mensen.keys()).delete()
    if mensen.keys() - er_al.keys():
        _nog_te_versturen(overleg)
    for pk, rij in mensen.items():
        if (oud := er_al.get(pk)) is None:
            Genodigde.objects.create(overleg=overleg, gebruiker_id=pk, partij=rij.partij)
        elif oud.partij_id != rij.partij.pk:
            oud.partij = rij.partij
            oud.save(update_fields=["partij"])
    overleg.lezers = sorted(rij.sleutel for rij in mensen.values())
    overleg.save(update_fields=["lezers"])


def _nog_te_versturen(overleg: Overleg) -> None:
    """Somebody was added to whom the invitation did not go; in a meeting that began nobody waits for it."""
    if overleg.stand == Stand.GEPLAND and overleg.uitgenodigd_op:
        overleg.uitgenodigd_op = None
        overleg.save(update_fields=["uitgenodigd_op"])


@transaction.atomic
def nodig_gast_uit(overleg: Overleg, *, actor: Actor, naam: str, satelliet: Satelliet) -> None:
    """Invite a general expert, who hears general matters only and never gets personal data (MvT 2.3).

    Args:
        satelliet: the body for which he comes: one that is recorded as expert on the day of the meeting.

    Raises:
        Geweigerd: the actor does not keep it.
        NietMogelijk: it is over or cancelled, something is not filled in, or the body is no expert then.
    """
    vers = neem(overleg, actor, Stand.GEPLAND, Stand.BEZIG)
    vereis_tekst(naam=naam)
    if not van_convenant(actor).op(vers.dag).filter(pk=satelliet.pk).exists():
        raise NietMogelijk({"satelliet": "Kies een satellietpartner die bij het convenant staat."})
    Genodigde.objects.create(
        overleg=vers, naam=naam, organisatie=satelliet.naam, alleen_algemeen=True
    )
    _nog_te_versturen(vers)


@transaction.atomic
def zeg_gast_af(overleg: Overleg, *, actor: Actor, gast: UUID) -> None:
    """Take a guest off the list, before the meeting."""
    vers = neem(overleg, actor, Stand.GEPLAND, Stand.BEZIG)
    vers.genodigden.filter(pk=gast, gebruiker=None).delete()


@transaction.atomic
def verstuur(overleg: Overleg, *, actor: Actor) -> None:
    """Note that the invitation went out: with the agenda, and without any name of a subject."""
    vers = neem(overleg, actor, Stand.GEPLAND)
    vers.uitgenodigd_op = actor.nu
    vers.save(update_fields=["uitgenodigd_op"])


# The agenda ------------------------------------------------------------------------------------
OPEN = (Stand.GEPLAND, Stand.BEZIG)


@besluit
def voeg_dossier_toe(overleg: Overleg, *, actor: Actor, dossier: Dossier) -> None:
    """Put a file on the agenda that is not due by itself.

    Raises:
        Geweigerd: the actor does not keep the meeting, or does not read the file.
        NietMogelijk: it is on it already, or is another municipality's or kind's.
    """
    vers = neem(overleg, actor, *OPEN)
    rij: Any = Dossier.objects.visible_to(actor).filter(pk=dossier.pk, gearchiveerd_op=None).first()
    require(rij is not None)
    past = rij.partij_id == vers.partij_id and bestand(rij.dossiersoort).vergadert == vers.soort
    if not past:
        raise NietMogelijk({"dossier": "Dit dossier hoort niet bij dit overleg."})
    er_al = vers.punten.filter(dossier=rij.pk).first()
    if er_al and not er_al.afgevoerd:
        raise NietMogelijk({"dossier": "Dit dossier staat al op de agenda."})
    if er_al:
        er_al.afgevoerd = False
        er_al.save(update_fields=["afgevoerd"])
    else:
        Agendapunt.van(vers, rij, Agendapunt.Reden.TOEGEVOEGD, achteraan(vers)).save()
    gebeurd(rij, "toegevoegd", actor=actor)


@transaction.atomic
def voeg_algemeen_toe(overleg: Overleg, *, actor: Actor, onderwerp: str) -> None:
    """Put a general matter on the agenda: it names no subject."""
    vers = neem(overleg, actor, *OPEN)
    vereis_tekst(onderwerp=onderwerp)
    vers.punten.create(onderwerp=onderwerp, volgorde=achteraan(vers))


@besluit
def voer_af(overleg: Overleg, *, actor: Actor, punt: UUID) -> None:
    """Take an item off the agenda; what comes by itself does not come back on this one."""
    rij = _punt(neem(overleg, actor, *OPEN), actor, punt)
    if rij.dossier_id is None and rij.verslag_id is None:
        rij.delete()
        return
    rij.afgevoerd = True
    rij.save(update_fields=["afgevoerd"])
    if rij.dossier_id is None:
        return
    gebeurd(rij.als_dossier, "afgevoerd", actor=actor)


@transaction.atomic
def verplaats(overleg: Overleg, *, actor: Actor, punt: UUID, omhoog: bool) -> None:
    """Let an item and its neighbour, as the actor sees them, change places."""
    vers = neem(overleg, actor, *OPEN)
    rijen = list(vers.punten.visible_to(actor).filter(afgevoerd=False))
    plaats = next((nr for nr, rij in enumerate(rijen) if rij.pk == punt), None)
    if plaats is None:
        raise NietMogelijk(WEG)
    ander = plaats - 1 if omhoog else plaats + 1
    if 0 <= ander < len(rijen):
        rijen[plaats], rijen[ander] = rijen[ander], rijen[plaats]
    for nr, rij in enumerate(rijen, 1):
        Agendapunt.objects.filter(pk=rij.pk).exclude(volgorde=nr).update(volgorde=nr)


WEG = "Dit punt staat niet meer op de agenda."


def _punt(overleg: Overleg, actor: Actor, pk: UUID) -> Agendapunt:
    rij: Agendapunt | None = overleg.punten.visible_to(actor).filter(pk=pk, afgevoerd=False).first()
    if rij is None or rij.besproken_op:
        raise NietMogelijk(WEG)
    return rij


def achteraan(overleg: Overleg) -> int:
    """The place behind the last item."""
    return (overleg.punten.aggregate(laatste=Max("volgorde"))["laatste"] or 0) + 1


Daad = Callable[..., None]
# What can be done with an item by one button.
DADEN: dict[str, Daad] = {
    "omhoog": lambda overleg, **wat: verplaats(overleg, omhoog=True, **wat),
    "omlaag": lambda overleg, **wat: verplaats(overleg, omhoog=False, **wat),
    "af": voer_af,
}
