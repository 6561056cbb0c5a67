"""Who knows the subject does not read the file: exclusion of one person (WEE-toegang, CAS-toegang-partij)."""

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require
from mensen.lezers import houdt_bij, lezers_van, mag_lezen
from mensen.models import Gebruiker
from register import slot, uitsluiten
from register.afleiden import besluit
from register.kringen import hoedanigheden_in
from register.models import Dossier, Uitsluiting
from register.muur import als

from .events import gebeurd

TAAK = "toegang"
NIEMAND_OVER = (
    "Dan is er niemand meer die dit dossier bijhoudt. Vraag de beheerder eerst om een andere "
    "uitvoerder."
)


@besluit
def sluit_uit(dossier: Dossier, *, actor: Actor, gebruiker: Gebruiker, reden: str) -> None:
    """Somebody who knows the subject reads this file no more, from now on (WEE-toegang).

    It holds for every file of the same case, so that the one does not tell what the other hides, and
    for every other file on this person (`register.uitsluiten`). Every reader may exclude himself.

    Args:
        gebruiker: somebody who reads the file now.
        reden: one of `Uitsluiting.Reden`.

    Raises:
        Geweigerd: the actor does not keep this file, and it is not about himself.
        NietMogelijk: there is no such reason, this person reads it not, or nobody is left to keep it.
    """
    with als(Actor.systeem(TAAK)):
        dossiers = _zaak(dossier)
        uitsluiten.neem_beurt()
        zelf = gebruiker.pk == actor.gebruiker_id
        require(mag_lezen(actor, dossier) if zelf else houdt_bij(actor, dossier))
        if reden not in Uitsluiting.Reden.values:
            raise NietMogelijk({"reden": "Kies een van de redenen."})
        _vereis_lezer(dossier, gebruiker, actor)
        for rij in dossiers:
            _vereis_houder(rij, gebruiker, actor)
            _sluit_uit(rij, gebruiker, reden, actor)
            slot.lopend().personen.add(rij.pk)


def _sluit_uit(dossier: Dossier, gebruiker: Gebruiker, reden: str, actor: Actor) -> None:
    assert actor.gebruiker_id  # who excludes is a person
    # One that was carried over becomes one of this file.
    _, nieuw = Uitsluiting.objects.update_or_create(
        dossier=dossier,
        gebruiker=gebruiker,
        opgeheven_op=None,
        defaults={"bron": None, "meegedragen": False},
        create_defaults={"reden": reden, "sinds": actor.nu, "door_id": actor.gebruiker_id},
    )
    if nieuw:
        gebeurd(dossier, "uitgesloten", actor=actor)


def _vereis_lezer(dossier: Dossier, gebruiker: Gebruiker, actor: Actor) -> None:
    lezers = lezers_van(dossier, actor.vandaag)
    if all(mens.gebruiker != gebruiker for lezer in lezers for mens in lezer.mensen):
        raise NietMogelijk({"gebruiker": "Deze persoon ziet dit dossier nu al niet."})


def _vereis_houder(dossier: Dossier, gebruiker: Gebruiker, actor: Actor) -> None:
    """Somebody must keep the file: bring its terms to an end, answer the subject (MC 8.1, 10.1)."""
    houders = hoedanigheden_in(dossier.houder)
    lezers = lezers_van(dossier, actor.vandaag)
    mensen = {m.gebruiker for lezer in lezers for m in lezer.mensen if m.hoedanigheden & houders}
    if mensen == {gebruiker}:
        raise NietMogelijk(NIEMAND_OVER)


@besluit
def hef_op(uitsluiting: Uitsluiting, *, actor: Actor) -> None:
    """Somebody who was excluded may read again: on each file of the case that the actor keeps.

    Raises:
        Geweigerd: the actor does not keep this file, or it is about himself.
        NietMogelijk: it was ended already, or the file is gone.
    """
    with als(Actor.systeem(TAAK)):
        dossiers = _zaak(uitsluiting.dossier)
        uitsluiten.neem_beurt()
        bijgehouden = [rij for rij in dossiers if houdt_bij(actor, rij)]
        require(uitsluiting.gebruiker_id != actor.gebruiker_id)
        require(uitsluiting.dossier_id in {rij.pk for rij in bijgehouden})
        open_rijen = Uitsluiting.objects.filter(
            gebruiker=uitsluiting.gebruiker_id, opgeheven_op=None
        )
        if not open_rijen.filter(pk=uitsluiting.pk).exists():
            raise NietMogelijk("Deze uitsluiting is al opgeheven.")
        for rij in bijgehouden:
            van_dit = open_rijen.filter(dossier=rij.pk)
            if van_dit.exists():
                slot.lopend().personen |= uitsluiten.hef_op(van_dit, actor=actor)
                gebeurd(rij, "opgeheven", actor=actor)
        # Who is still excluded from the rest of the case is so from the other files on this person.
        slot.lopend().personen.update(
            {rij.pk for rij in dossiers} - {rij.pk for rij in bijgehouden}
        )


def _zaak(dossier: Dossier) -> list[Dossier]:
    """All files of one case, locked.

    Raises:
        NietMogelijk: the file is gone.
    """
    rij = Dossier.objects.lock(dossier)
    return [
        ander.bestand.alle.get(pk=ander.pk)
        for ander in Dossier.objects.filter(zaak=rij.zaak).order_by("pk")
    ]
