"""From facts to an `Actor`: built anew for each request, so access ends with the fact."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from convenant import rules
from convenant.models import Bevestigtekst, Convenant, Partij
from gedeeld.actor import AANGESTELD, Actor, Rol, hoedanigheden
from register.kringen import adressen, gemeenten_van, kringen

from .models import Bevestiging, Gebruiker, Vertegenwoordiging


@dataclass(frozen=True)
class Keuze:
    """What a user can act as: in one role for one party; as a secretary for all his municipalities.

    Args:
        rijen: one representation; of who is appointed for municipalities (`AANGESTELD`) all in this
            covenant with the same role, so that he works in one list.
    """

    rijen: tuple[Vertegenwoordiging, ...]

    @property
    def eerste(self) -> Vertegenwoordiging:
        """The one by which it is chosen."""
        return self.rijen[0]

    @property
    def rol(self) -> Rol:
        """The role that all of it has."""
        return Rol(self.eerste.rol)

    @property
    def convenant(self) -> Convenant:
        """The covenant under which all of it is."""
        convenant: Convenant = self.eerste.partij.convenant
        return convenant

    @property
    def namen(self) -> list[str]:
        """Of the parties."""
        return [rij.partij.naam for rij in self.rijen]

    @property
    def naam(self) -> str:
        """The party in words; of several how many."""
        return self.namen[0] if len(self.rijen) == 1 else f"{len(self.rijen)} gemeenten"


def mogelijk(gebruiker: Gebruiker, nu: datetime | None = None) -> list[Keuze]:
    """What this user can act as now."""
    dag = timezone.localdate(nu)
    rijen = (
        gebruiker.vertegenwoordigingen.werkend(dag)
        .select_related("partij__convenant")
        .order_by("partij__convenant__naam", "partij__naam", "rol")
    )
    samen: dict[object, list[Vertegenwoordiging]] = {}
    for rij in rijen:
        if rij.partij.doet_mee(dag) or _richt_in(rij, dag):
            aangesteld = rij.rol in AANGESTELD
            wat = (rij.partij.convenant_id, rij.rol) if aangesteld else rij.pk
            samen.setdefault(wat, []).append(rij)
    return [Keuze(tuple(bij_elkaar)) for bij_elkaar in samen.values()]


def _richt_in(rij: Vertegenwoordiging, dag: date) -> bool:
    """Whether it is the administrator of a covenant that has yet to begin: he opens no file (MC 18.1)."""
    nog_niet: bool = rij.partij.convenant.nog_niet_in_werking(dag)
    return rij.rol == Rol.BEHEERDER and nog_niet


def wachtend(gebruiker: Gebruiker, nu: datetime | None = None) -> list[Vertegenwoordiging]:
    """The representations of this user that a second person must confirm first (ADR 11)."""
    rijen = gebruiker.vertegenwoordigingen.wachtend(timezone.localdate(nu))
    return list(rijen.select_related("partij__convenant"))


def als_actor(keuze: Keuze, nu: datetime | None = None) -> Actor:
    """The user, acting so now. The caller has checked that it holds (`mogelijk`)."""
    rij, rol, partij = keuze.eerste, keuze.rol, keuze.eerste.partij
    wat = hoedanigheden(rol, kernpartij=partij.kernpartij, extern=partij.extern)
    aangesteld = rol in AANGESTELD
    partijen = [rij.partij_id for rij in keuze.rijen]
    gemeenten = dict(zip(partijen, keuze.namen, strict=True)) if aangesteld else {}
    werkgebied = gemeenten or gemeenten_van(partij)
    eigen = kringen(wat, partijen, werkgebied)
    return Actor(
        naam=rij.gebruiker.naam,
        nu=nu or timezone.now(),
        rol=rol,
        gebruiker_id=rij.gebruiker_id,
        groep_id=None if aangesteld or rol in rules.ZONDER_DOSSIERS else partij.groep_id,
        partij_id=None if aangesteld else partij.pk,
        gemeenten=gemeenten,
        werkgebied=werkgebied,
        partij_naam=keuze.naam,
        partij_soort=partij.soort,
        convenant_id=partij.convenant_id,
        convenant_naam=partij.convenant.naam,
        kernpartij=partij.kernpartij,
        extern=partij.extern,
        kringen=eigen,
        adressen=eigen | adressen(wat, partijen),
        vermeldingen=_vermeldingen(partij, timezone.localdate(nu)),
        heeft_rol_nog=lambda: _heeft_nog(keuze, timezone.localdate(nu)),
    )


def _vermeldingen(partij: Partij, dag: date) -> frozenset[int]:
    """The entries of annex 1 that hold for an external partner on a day (MC 1 c)."""
    if not partij.extern:
        return frozenset()
    return frozenset(partij.bijlage1.op(dag).values_list("pk", flat=True))


def _heeft_nog(keuze: Keuze, dag: date) -> bool:
    """Whether somebody has this role on a day for all that he acts for, asked of the database."""
    rollen = Vertegenwoordiging.objects.werkend(dag)
    zelfde = rollen.filter(pk__in=[rij.pk for rij in keuze.rijen])
    return bool(zelfde.count() == len(keuze.rijen))


def gekozen(mogelijkheden: list[Keuze], keuze: str | UUID | None) -> Keuze | None:
    """What was chosen, while it holds; where nothing was chosen, the only possibility there is.

    A choice that ended is never replaced by itself: what was typed for one party would be
    written down for another.

    Args:
        keuze: key of one of its representations.
    """
    if not keuze:
        return mogelijkheden[0] if len(mogelijkheden) == 1 else None
    return next((m for m in mogelijkheden if str(keuze) in {str(r.pk) for r in m.rijen}), None)


def te_bevestigen(keuze: Keuze, nu: datetime | None = None) -> list[Bevestigtekst]:
    """The texts that hold for this user now, with `bevestigd_op`: secrecy, guidelines (MC 14, 15.4, 18.2).

    Without those that the covenant has not yet. One query, asked at each request: a version that begins
    today closes the sessions that are open.
    """
    eigen = Bevestiging.objects.filter(tekst=OuterRef("pk"), gebruiker=keuze.eerste.gebruiker_id)
    teksten: Any = Bevestigtekst.objects
    met_dag = teksten.annotate(bevestigd_op=Subquery(eigen.values("op")))
    return list(met_dag.geldend(keuze.convenant.pk, timezone.localdate(nu)))


def ontbreekt(teksten: list[Bevestigtekst]) -> list[Bevestigtekst.Soort]:
    """The kinds of text that the covenant has not yet.

    Args:
        teksten: what `te_bevestigen` gave.
    """
    er_zijn = {tekst.soort for tekst in teksten}
    return [soort for soort in Bevestigtekst.Soort if soort not in er_zijn]


def mag_werken(keuze: Keuze, teksten: list[Bevestigtekst]) -> bool:
    """Whether a user acts: he confirmed what there is, and nothing is left to write but by him, the administrator.

    Args:
        teksten: what `te_bevestigen` gave.
    """
    if ontbreekt(teksten) and keuze.rol != Rol.BEHEERDER:
        return False
    return all(tekst.bevestigd_op for tekst in teksten)
