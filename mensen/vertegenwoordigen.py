"""From facts to an `Actor`: built anew for each request, so access ends with the fact."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from convenant import rules
from convenant.models import Geheimhoudingstekst, Partij
from gedeeld.actor import Actor, Rol, hoedanigheden
from register.kringen import gemeenten_van, kringen, kringen_van_partij

from .models import Bevestiging, Gebruiker, Vertegenwoordiging


def mogelijk(gebruiker: Gebruiker, nu: datetime | None = None) -> list[Vertegenwoordiging]:
    """The representations that this user can act in now."""
    dag = timezone.localdate(nu)
    rijen = (
        gebruiker.vertegenwoordigingen.werkend(dag)
        .select_related("partij__convenant")
        .order_by("partij__convenant__naam", "partij__naam", "rol")
    )
    return [rij for rij in rijen if rij.partij.doet_mee(dag)]


def wachtend(gebruiker: Gebruiker, nu: datetime | None = None) -> list[Vertegenwoordiging]:
    """The representations of this user that a second person must confirm first (ADR 11)."""
    rijen = gebruiker.vertegenwoordigingen.wachtend(timezone.localdate(nu))
    return list(rijen.select_related("partij__convenant"))


def als_actor(vertegenwoordiging: Vertegenwoordiging, nu: datetime | None = None) -> Actor:
    """The user, acting for this party now. The caller has checked that it holds (`mogelijk`)."""
    partij = vertegenwoordiging.partij
    rol = Rol(vertegenwoordiging.rol)
    wat = hoedanigheden(rol, kernpartij=partij.kernpartij, extern=partij.extern)
    eigen = kringen(wat, partij, gemeenten_van(partij)) if partij.kernpartij else frozenset()
    return Actor(
        naam=vertegenwoordiging.gebruiker.naam,
        nu=nu or timezone.now(),
        rol=rol,
        gebruiker_id=vertegenwoordiging.gebruiker_id,
        groep_id=None if rol in rules.ZONDER_DOSSIERS else partij.groep_id,
        partij_id=partij.pk,
        partij_naam=partij.naam,
        partij_soort=partij.soort,
        convenant_id=partij.convenant_id,
        convenant_naam=partij.convenant.naam,
        kernpartij=partij.kernpartij,
        extern=partij.extern,
        kringen=eigen,
        adressen=eigen | kringen_van_partij(wat, partij),
        vermeldingen=_vermeldingen(partij, timezone.localdate(nu)),
        heeft_rol_nog=lambda: _heeft_nog(vertegenwoordiging, timezone.localdate(nu)),
    )


def _vermeldingen(partij: Partij, dag: date) -> frozenset[int]:
    """The entries of annex 1 that hold for an external partner on a day (MC 1 c)."""
    if not partij.extern:
        return frozenset()
    return frozenset(partij.bijlage1.op(dag).values_list("pk", flat=True))


def _heeft_nog(rij: Vertegenwoordiging, dag: date) -> bool:
    """Whether somebody has this role on a day, asked of the database."""
    rollen = Vertegenwoordiging.objects.werkend(dag)
    zelfde = rollen.filter(gebruiker=rij.gebruiker_id, partij=rij.partij_id, rol=rij.rol)
    return bool(zelfde.exists())


def gekozen(
    mogelijkheden: list[Vertegenwoordiging], keuze: str | UUID | None
) -> Vertegenwoordiging | None:
    """The chosen representation while it holds; where nothing was chosen, the only one there is.

    A choice that ended is never replaced by itself: what was typed for one party would be
    written down for another.
    """
    if not keuze:
        return mogelijkheden[0] if len(mogelijkheden) == 1 else None
    return next((rij for rij in mogelijkheden if str(rij.pk) == str(keuze)), None)


def te_bevestigen(
    vertegenwoordiging: Vertegenwoordiging, nu: datetime | None = None
) -> Geheimhoudingstekst | None:
    """The text of secrecy that holds for this user now, with `bevestigd_op` (MC 14, 18.2).

    None where the covenant has none yet. One query, asked at each request: a version that begins
    today closes the sessions that are open.
    """
    eigen = Bevestiging.objects.filter(
        tekst=OuterRef("pk"), gebruiker=vertegenwoordiging.gebruiker_id
    )
    teksten: Any = Geheimhoudingstekst.objects
    tekst: Geheimhoudingstekst | None = (
        teksten.annotate(bevestigd_op=Subquery(eigen.values("op")))
        .geldend(vertegenwoordiging.partij.convenant_id, timezone.localdate(nu))
        .first()
    )
    return tekst


def mag_werken(vertegenwoordiging: Vertegenwoordiging, tekst: Geheimhoudingstekst | None) -> bool:
    """Whether a user acts: he confirmed the text, or is the administrator who must write it first.

    Args:
        tekst: what `te_bevestigen` gave.
    """
    if tekst is None:
        return vertegenwoordiging.rol == Rol.BEHEERDER
    return tekst.bevestigd_op is not None
