"""Who reads a file, and by which fact: the answer a reader may ask for (BEV-rechten, WEE-toegang).

It is made from the facts and not from the object permissions, so that it can be compared with what
both walls let through.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery

from convenant.models import Bevestigtekst, Partij
from gedeeld.actor import Actor, Hoedanigheid, Rol, hoedanigheden
from register.feiten import Feit
from register.grants import BESLUIT_LEZEN, PLAN_LEZEN, VRAAG_LEZEN
from register.kringen import hoedanigheden_in, partij_van
from register.models import Dossier, Uitsluiting
from register.muur import als
from register.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK

from .models import Bevestiging, Gebruiker, Vertegenwoordiging

# What an object permission gives, where it is not the whole file.
WAT = {
    PLAN_LEZEN: "Alleen het vastgestelde plan",
    VRAAG_LEZEN: "Alleen de vraag aan deze partij, en haar antwoord",
    BESLUIT_LEZEN: "Alleen het besluit, om het te bevestigen of bezwaar te maken",
    RAADPLEGEN: "Het archief, met een reden",
    RAADPLEGEN_VERZOEK: "Het archief, met een reden",
}
HEEL = "Het hele dossier"


@dataclass(frozen=True)
class Mens:
    """Somebody who acts for a party, in a role."""

    gebruiker: Gebruiker
    rol: Rol
    hoedanigheden: frozenset[Hoedanigheid]

    @property
    def naam(self) -> str:
        """What colleagues call this user."""
        return self.gebruiker.naam


@dataclass(frozen=True)
class Lezer:
    """A party that reads a file by one fact, with the people that this opens it for."""

    partij: Partij
    feit: Feit
    mensen: list[Mens]

    @property
    def naam(self) -> str:
        """Of the party."""
        return self.partij.naam

    @property
    def soort(self) -> str:
        """The kind of party, as cases know it."""
        if self.partij.kernpartij:
            return "kernpartij"
        return "externe partner" if self.partij.extern else "casuspartij"

    @property
    def waarom(self) -> str:
        """The fact, with its article."""
        return self.feit.reden

    @property
    def wat(self) -> str:
        """How much of the file it is."""
        return WAT.get(self.feit.recht, HEEL)

    @property
    def tot(self) -> date | None:
        """The first day without."""
        return self.feit.einde


def lezers_van(dossier: Dossier, op: date) -> list[Lezer]:
    """Who reads a file on a day, by party and fact; a fixed number of queries.

    Args:
        op: facts that ended or begin later are left out, and so are people who do not act that day.
    """
    rechten = dossier.bestand.rechten
    with als(Actor.systeem("toegang")):
        feiten = _feiten(dossier, op)
        partijen = _partijen(feiten, op)
        mensen = mensen_van(partijen.values(), op, behalve=_uitgesloten(dossier))
    return [
        Lezer(
            partijen[feit.groep_id],
            feit,
            [
                m
                for m in mensen[partijen[feit.groep_id].pk]
                if m.hoedanigheden & rechten[feit.recht]
            ],
        )
        for feit in feiten
        if feit.groep_id in partijen
    ]


def mag_lezen(actor: Actor, dossier: Dossier, *rechten: str) -> bool:
    """Whether the facts let this actor read a file; `visible_to` and PostgreSQL say the same.

    Args:
        rechten: codenames of the kind of file; any of them when none is named.
    """
    wie = dossier.bestand.rechten
    bruikbaar = {recht for recht in rechten or wie if wie[recht] & actor.hoedanigheden}
    if not bruikbaar:  # no fact helps whose capacity uses none of them
        return False
    with als(Actor.systeem("toegang")):
        eigen = [feit for feit in _feiten(dossier, actor.vandaag) if feit.recht in bruikbaar]
        partijen = _partijen(eigen, actor.vandaag).values()
        return bool(
            any(partij.pk in actor.partijen for partij in partijen)
            and actor.gebruiker_id not in _uitgesloten(dossier)
        )


def houdt_bij(actor: Actor, dossier: Dossier) -> bool:
    """Whether the actor keeps this file as its secretary (MC 8.1, 10.1).

    The secretary decides who may not read it, and records that it is restricted.
    """
    houders = hoedanigheden_in(dossier.houder)
    return bool(houders & actor.hoedanigheden) and mag_lezen(actor, dossier)


def zonder_houder(convenant_id: UUID, op: date) -> list[Partij]:
    """Whose files nobody keeps on a day, because each who did is excluded in person.

    For the administrator, who appoints somebody else: the parties, and not which files.
    """
    with als(Actor.systeem("toegang")):
        rijen = Uitsluiting.objects.filter(
            opgeheven_op=None, dossier__partij__convenant=convenant_id
        )
        uitgesloten: dict[Dossier, set[UUID]] = defaultdict(set)
        for rij in rijen.select_related("dossier"):
            uitgesloten[rij.dossier].add(rij.gebruiker_id)
        houders = {dossier.houder for dossier in uitgesloten}
        partijen = Partij.objects.in_bulk({partij_van(houder) for houder in houders})
        mensen = mensen_van(partijen.values(), op)
        zonder = set()
        for dossier, weg in uitgesloten.items():
            partij, wie = partij_van(dossier.houder), hoedanigheden_in(dossier.houder)
            houdt = {m.gebruiker.pk for m in mensen[partij] if m.hoedanigheden & wie}
            if not houdt - weg:
                zonder.add(partij)
    return sorted((partijen[pk] for pk in zonder), key=lambda partij: partij.naam)


def uitsluitingen_van(dossier: Dossier, actor: Actor) -> list[Uitsluiting]:
    """Who may not read a file in person, the latest first, as far as this reader of it may know.

    One that was carried over from a file that he does not read would tell him that there is one.
    """
    with als(Actor.systeem("toegang")):
        rijen = Uitsluiting.objects.filter(dossier=dossier.pk, opgeheven_op=None)
        gevonden = list(rijen.select_related("gebruiker", "bron"))
    bronnen = {rij.bron.dossier_id for rij in gevonden if rij.bron}
    leest = set(
        Dossier.objects.visible_to(actor).filter(pk__in=bronnen).values_list("pk", flat=True)
    )
    return [
        rij
        for rij in gevonden
        if not rij.meegedragen or (rij.bron and rij.bron.dossier_id in leest)
    ]


def mensen_van(
    partijen: Iterable[Partij], op: date, *, behalve: Iterable[Any] = ()
) -> dict[UUID, list[Mens]]:
    """Party -> who acts for it on a day: what `vertegenwoordigen` asks of one user, for many.

    Args:
        behalve: keys of users.
    """
    rijen = (
        Vertegenwoordiging.objects.werkend(op)
        .filter(*(_bevestigd(op, soort) for soort in Bevestigtekst.Soort))
        .filter(partij__in=list(partijen))
        .exclude(gebruiker__in=list(behalve))
        .select_related("gebruiker", "partij")
        .order_by("rol", "gebruiker__username")
    )
    uit: dict[UUID, list[Mens]] = defaultdict(list)
    for rij in rijen:
        rol, partij = Rol(rij.rol), rij.partij
        wat = hoedanigheden(rol, kernpartij=partij.kernpartij, extern=partij.extern)
        uit[partij.pk].append(Mens(rij.gebruiker, rol, wat))
    return uit


def _bevestigd(op: date, soort: Bevestigtekst.Soort) -> Exists:
    """The user confirmed the text of a kind that holds on a day (MC 14, 15.4)."""
    geldend = Bevestigtekst.objects.filter(
        convenant=OuterRef(OuterRef("partij__convenant")), soort=soort, vanaf__lte=op
    ).order_by("-versie")
    return Exists(
        Bevestiging.objects.filter(
            gebruiker=OuterRef("gebruiker"), tekst=Subquery(geldend.values("pk")[:1])
        )
    )


def _feiten(dossier: Dossier, op: date) -> list[Feit]:
    """The facts that hold on a day."""
    soort = dossier.bestand
    alle = [*soort.door_rol(dossier), *(() if dossier.beperkt else soort.toelatingen(dossier))]
    return [feit for feit in alle if feit.geldt(op)]


def _partijen(feiten: Iterable[Feit], op: date) -> dict[int, Partij]:
    """By group the parties of these facts that act on a day."""
    groepen = [feit.groep_id for feit in feiten]
    return {rij.groep_id: rij for rij in Partij.objects.doet_mee_op(op).filter(groep__in=groepen)}


def _uitgesloten(dossier: Dossier) -> list[UUID]:
    rijen = Uitsluiting.objects.filter(dossier=dossier.pk, opgeheven_op=None)
    return list(rijen.values_list("gebruiker_id", flat=True))
