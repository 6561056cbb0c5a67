"""A role is given, confirmed by a second person, and ended (MC 15.2 c; BEV-beheerder, ADR 11).

It opens nothing until somebody else confirmed it. Else one administrator could give himself access to
personal data: by a new account with a role, or by a new password for an account that has one. So
whoever confirms asks the colleague whether he logged in himself, and is never who gave the role or
the password.
"""

from datetime import date
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from convenant import rules
from convenant.decisions import eigen_convenant, mag_beheren, mag_bevestigen
from convenant.models import KERN, Partij
from gedeeld.actor import AANGESTELD, Actor, Rol
from gedeeld.weigering import NietMogelijk, require, vereis_dagen

from .models import Gebruiker, Vertegenwoordiging

AL_BEVESTIGD = "Deze rol is bevestigd. Alleen een beheerder kan hem nu beëindigen."
EIGEN = "U kunt uw eigen rol niet bevestigen. Vraag een ander."
ZELF_GEGEVEN = "U hebt deze rol zelf gegeven. Laat een ander hem bevestigen."
ZELF_WACHTWOORD = "U hebt dit account zijn laatste tijdelijke wachtwoord gegeven. Laat een ander deze rol bevestigen."
ZELF_GEWIST = (
    "U hebt de tweede stap van dit account weggehaald. Laat een ander deze rol bevestigen."
)
ZONDER_STAP = (
    "Dit account heeft nog geen tweede stap om in te loggen. Uw collega stelt die eerst in."
)
TIJDELIJK = "Dit account heeft nog geen eigen wachtwoord gekozen. Uw collega logt eerst zelf in."
INTUSSEN = (
    "Dit account kreeg intussen een nieuw tijdelijk wachtwoord, of zijn tweede stap is weggehaald. Vraag uw "
    "collega nog een keer of die zelf heeft ingelogd."
)


def vertegenwoordig(
    gebruiker: Gebruiker, partij: Partij, rol: Rol, *, van: date, tot: date | None = None
) -> Vertegenwoordiging:
    """Let a user act for a party in a role (MC 7.2); for set-up, where there is no administrator yet.

    It needs no second person, and an account without a home gets the covenant of this party.
    """
    if gebruiker.convenant_id is None:
        gebruiker.convenant_id = partij.convenant_id
        gebruiker.save(update_fields=["convenant"])
    return Vertegenwoordiging.objects.create(
        gebruiker=gebruiker, partij=partij, rol=rol, van=van, tot=tot, bevestigd_op=timezone.now()
    )


@transaction.atomic
def ken_toe(
    *,
    actor: Actor,
    gebruiker: Gebruiker,
    partij: Partij,
    rol: Rol,
    van: date,
    tot: date | None,
    reden: str,
) -> Vertegenwoordiging:
    """Authorise a user to act for a party (MC 15.2 c), by the administrator.

    Who configures or supervises never reads files as well: an account holds either kind of role
    (BEV-beheerder), and nobody authorises himself. It opens nothing before a second person confirmed
    it (`bevestig_rol`).

    Args:
        tot: first day on which the authorisation no longer holds; None without an end.
        reden: why, without personal data.

    Raises:
        Geweigerd: the actor is no administrator.
        NietMogelijk: the role does not fit the party, the account or the days.
    """
    require(mag_beheren(actor), "Alleen de beheerder kent rollen toe.")
    if gebruiker.pk == actor.gebruiker_id:
        raise NietMogelijk({"gebruiker": "U kunt uzelf geen rol geven."})
    eigen_convenant(actor)
    gebruiker = Gebruiker.objects.select_for_update(no_key=True).get(pk=gebruiker.pk)
    partij = Partij.objects.get(pk=partij.pk, convenant=actor.convenant_id)
    if zin := rules.past_niet(rol, kernpartij=partij.kernpartij, gemeente=partij.is_gemeente):
        raise NietMogelijk({"partij" if rol in AANGESTELD else "rol": zin})
    if van < actor.vandaag:
        raise NietMogelijk({"van": "Deze dag is voorbij. Een rol gaat op zijn vroegst vandaag in."})
    if tot and tot <= van:
        raise NietMogelijk({"tot": "Deze dag moet na de begindag liggen."})
    vereis_dagen(actor.vandaag, komend={"van": van, "tot": tot})
    anders = gebruiker.vertegenwoordigingen.niet_voorbij(van)
    if tot:
        anders = anders.filter(van__lt=tot)
    if anders.filter(partij=partij, rol=rol).exists():
        raise NietMogelijk({"gebruiker": "Dit account heeft deze rol al in die periode."})
    if any((rij.rol in rules.ZONDER_DOSSIERS) != (rol in rules.ZONDER_DOSSIERS) for rij in anders):
        raise NietMogelijk({"rol": rules.GESCHEIDEN})
    return Vertegenwoordiging.objects.create(
        gebruiker=gebruiker,
        partij=partij,
        rol=rol,
        van=van,
        tot=tot,
        reden=reden,
        toegekend_door_id=actor.gebruiker_id,
    )


@transaction.atomic
def bevestig_rol(vertegenwoordiging_id: UUID, *, actor: Actor, gevraagd: str) -> Vertegenwoordiging:
    """Confirm a role, after asking the colleague in person: from now on it works (MC 8.4, 10.4, 15.2 c).

    Args:
        gevraagd: about which password the colleague was asked: what `wachtwoord_van` gave then.

    Raises:
        Geweigerd: the actor may confirm no roles, or no longer.
        NietMogelijk: it cannot be confirmed, or not by this actor, or a password was given meanwhile.
    """
    require(mag_bevestigen(actor), "Deze rol bevestigt een uitvoerder of een beheerder.")
    eigen_convenant(actor)
    hier = Vertegenwoordiging.objects.filter(partij__convenant=actor.convenant_id)
    # A new password locks the account as well: it comes before this, or takes this back.
    Gebruiker.objects.select_for_update(no_key=True).get(
        pk=hier.values_list("gebruiker", flat=True).get(pk=vertegenwoordiging_id)
    )
    rij: Vertegenwoordiging = hier.select_for_update(of=("self",), no_key=True).get(
        pk=vertegenwoordiging_id
    )
    if zin := bezwaar(rij, actor):
        raise NietMogelijk(zin)
    if wachtwoord_van(rij.gebruiker) != gevraagd:
        raise NietMogelijk(INTUSSEN)
    rij.bevestigd_op, rij.bevestigd_door_id = actor.nu, actor.gebruiker_id
    rij.save(update_fields=["bevestigd_op", "bevestigd_door"])
    return rij


def trek_bevestigingen_in(gebruiker: Gebruiker, *, actor: Actor) -> None:
    """An account got a password from somebody else: its roles wait again, in every covenant.

    Args:
        gebruiker: locked by the caller.
    """
    lopend = gebruiker.vertegenwoordigingen.niet_voorbij(actor.vandaag)
    # One by one: the change log sees no others.
    for rij in lopend.select_for_update(no_key=True).filter(bevestigd_op__isnull=False):
        rij.bevestigd_op = rij.bevestigd_door = None
        rij.save(update_fields=["bevestigd_op", "bevestigd_door"])


def bezwaar(rij: Vertegenwoordiging, actor: Actor) -> str:
    """Why this actor cannot confirm this role now, in a sentence; empty when he can."""
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        return "Deze rol is al beëindigd."
    if rij.bevestigd_op:
        return "Deze rol is al bevestigd."
    if not rij.gebruiker.is_active:
        return "Dit account staat uit."
    if zin := eigen_bezwaar(rij, actor):
        return zin
    if rij.gebruiker.tijdelijk_wachtwoord_sinds:
        return TIJDELIJK
    return ZONDER_STAP if not settings.DEMO and not rij.gebruiker.tweede_stap_sinds else ""


def eigen_bezwaar(rij: Vertegenwoordiging, actor: Actor) -> str:
    """Why it takes another person than this actor, whatever the state of the role; or empty."""
    if actor.gebruiker_id == rij.gebruiker_id:
        return EIGEN
    if actor.gebruiker_id == rij.toegekend_door_id:
        return ZELF_GEGEVEN
    if actor.gebruiker_id == rij.gebruiker.wachtwoord_gegeven_door_id:
        return ZELF_WACHTWOORD
    if actor.gebruiker_id == rij.gebruiker.stap_gewist_door_id:
        return ZELF_GEWIST
    return ""


@transaction.atomic
def trek_in(vertegenwoordiging_id: UUID, *, actor: Actor, reden: str) -> Vertegenwoordiging:
    """End an authorisation today: it opens nothing from this moment on (MC 15.2 c).

    The administrator ends each role; who may confirm one may refuse it instead.

    Raises:
        Geweigerd: the actor may not end roles, or no longer.
        NietMogelijk: it has ended already, it is the actor's own, or somebody confirmed it.
    """
    require(
        mag_bevestigen(actor),
        "Een rol beëindigt de beheerder, of wie hem niet wil bevestigen.",
    )
    eigen_convenant(actor)
    rij: Vertegenwoordiging = Vertegenwoordiging.objects.select_for_update(no_key=True).get(
        pk=vertegenwoordiging_id, partij__convenant=actor.convenant_id
    )
    if zin := bezwaar_einde(rij, actor):
        raise NietMogelijk(zin)
    rij.tot, rij.reden_einde = max(actor.vandaag, rij.van), reden
    rij.save(update_fields=["tot", "reden_einde"])
    return rij


def bezwaar_einde(rij: Vertegenwoordiging, actor: Actor) -> str:
    """Why this actor, who may confirm roles, cannot end this one now; empty when he can."""
    if rij.gebruiker_id == actor.gebruiker_id:
        return "Laat een andere beheerder uw rol beëindigen."
    if rules.voorbij(rij.van, rij.tot, actor.vandaag):
        return "Deze rol is al beëindigd."
    if rij.bevestigd_op and not mag_beheren(actor):
        return AL_BEVESTIGD
    return ""


def te_bevestigen(actor: Actor) -> QuerySet[Vertegenwoordiging]:
    """The roles that this actor can confirm now: those without `bezwaar`, in one query."""
    if not mag_bevestigen(actor):
        return Vertegenwoordiging.objects.none()
    wie = actor.gebruiker_id
    rijen: QuerySet[Vertegenwoordiging] = Vertegenwoordiging.objects.wachtend(actor.vandaag)
    if not settings.DEMO:
        rijen = rijen.filter(gebruiker__tweede_stap_sinds__isnull=False)
    return rijen.filter(
        ~Q(toegekend_door=wie),
        ~Q(gebruiker__wachtwoord_gegeven_door=wie),
        ~Q(gebruiker__stap_gewist_door=wie),
        ~Q(gebruiker=wie),
        partij__convenant=actor.convenant_id,
        gebruiker__is_active=True,
        gebruiker__tijdelijk_wachtwoord_sinds=None,
    )


def er_is_een_tweede(gebruiker: Gebruiker, actor: Actor) -> bool:
    """Whether somebody is left to confirm the roles of an account that this actor gives a password."""
    anderen = Vertegenwoordiging.objects.werkend(actor.vandaag).filter(
        Q(partij__soort__in=KERN) | Q(rol=Rol.BEHEERDER),
        ~Q(rol__in=[Rol.TOEZICHTHOUDER, Rol.FG, Rol.BEHANDELAAR]),
        ~Q(gebruiker__in=[gebruiker.pk, actor.gebruiker_id]),
        partij__convenant=actor.convenant_id,
    )
    return bool(anderen.exists())


def wachtwoord_van(gebruiker: Gebruiker) -> str:
    """What an administrator last did to how this account logs in, by its moments; empty for nothing.

    He gave it a password, or took its second step away.
    """
    momenten = (gebruiker.wachtwoord_gegeven_op, gebruiker.stap_gewist_op)
    return " ".join(moment.isoformat() for moment in momenten if moment)
