"""Acts on incidents: report, assess, find out whom it touched, close (MC 15.2 g; AVG 33, 34)."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from convenant.models import Partij, SoortPartij
from convenant.verwerking import mag_register_bijhouden
from gedeeld.actor import Actor
from gedeeld.rules import BEWAREN
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from mensen.models import Gebruiker
from register.models import Dossier
from register.muur import als
from register.nummers import nieuw_nummer

from ..querysets import Uitkomst, inzage
from . import rules
from .models import Beoordeling, Getroffen, Incident, Meldafspraak
from .querysets import in_weegploeg_van
from .rules import Oordeel

LETTER = "I"
PAST = 500  # files and readers of one search: more is no list that a person looks through
AL_DICHT = "Dit incident is al afgesloten."


# Reporting --------------------------------------------------------------------------------------
def mag_melden(actor: Actor | None) -> bool:
    """Whether the actor can report: everybody who works with the application (MC 15.2 g)."""
    return actor is not None and actor.rol is not None


def gemeenten_voor(actor: Actor) -> Any:
    """The municipalities of which an actor can report something: those he works for, or of the covenant."""
    rijen = Partij.objects.op(actor.vandaag).filter(
        convenant=actor.convenant_id, soort=SoortPartij.GEMEENTE
    )
    eigen = rijen.filter(pk__in=actor.partijen)
    return eigen if eigen.exists() else rijen


@transaction.atomic
def meld(
    *,
    actor: Actor,
    gemeente: Partij,
    soort: str,
    gegevens: list[str],
    gemerkt_op: datetime,
    wat: str,
) -> Incident:
    """Report that something went wrong, or may have (MC 15.2 g, PB 6.2).

    Args:
        gemeente: whose files it is about.
        soort: one of `Incident.Soort`.
        gegevens: of `Incident.Gegevens`.
        gemerkt_op: when somebody noticed it; the 72 hours run from here (AVG 33 lid 1).
        wat: what happened.

    Raises:
        Geweigerd: a job of the system reports nothing, and nobody of a municipality that is not his.
        NietMogelijk: a text is empty, or the moment cannot be.
    """
    require(mag_melden(actor) and gemeenten_voor(actor).filter(pk=gemeente.pk).exists())
    vereis_tekst(wat=wat)
    if not gegevens:
        raise NietMogelijk({"gegevens": "Kies minstens één soort."})
    vereis_dagen(actor.vandaag, gedaan={"gemerkt_op": timezone.localdate(gemerkt_op)})
    if gemerkt_op > actor.nu:
        raise NietMogelijk({"gemerkt_om": "Dit moment moet nog komen."})
    assert actor.gebruiker_id
    assert actor.convenant_id
    nieuw: Incident = Incident.objects.create(
        convenant_id=actor.convenant_id,
        gemeente=gemeente,
        nummer=nieuw_nummer(LETTER, actor.vandaag.year),
        melder_id=actor.gebruiker_id,
        namens=(actor.partijnamen or actor.rol_label)[:200],
        gemeld_op=actor.nu,
        gemerkt_op=gemerkt_op,
        soort=soort,
        gegevens=gegevens,
        wat=wat,
        ap_uiterlijk=rules.uiterlijk(gemerkt_op),
    )
    return nieuw


# Assessing --------------------------------------------------------------------------------------
def mag_beoordelen(actor: Actor | None, incident: Incident) -> bool:
    """Whether the actor says what it is: the core parties are the controllers, their secretaries act for them (MC 4, 15.3).

    The supervisor advises and looks things up, and does not judge what he supervises (AVG 38 lid 6).
    """
    return (
        actor is not None
        and incident.convenant_id == actor.convenant_id
        and in_weegploeg_van(actor, incident.gemeente_id)
    )


def kan_beoordelen(actor: Actor, incident: Incident) -> bool:
    """Whether the actor can assess it now."""
    return mag_beoordelen(actor, incident) and incident.afgesloten_op is None


@transaction.atomic
def beoordeel(incident: Incident, *, actor: Actor, oordeel: Oordeel) -> Beoordeling:
    """Say whether it is a breach, whether the AP and the person concerned hear of it, and what was done (AVG 33, 34).

    What was said before stays.

    Raises:
        Geweigerd: the actor does not answer for these files.
        NietMogelijk: it is closed, or what is said does not fit together.
    """
    rij = _neem(incident, actor)
    vereis_dagen(actor.vandaag, gedaan={"betrokkene_op": oordeel.betrokkene_op})
    if fouten := rules.fouten(oordeel, gemerkt_op=rij.gemerkt_op, nu=actor.nu):
        raise NietMogelijk(fouten)
    assert actor.gebruiker_id
    return Beoordeling.objects.create(
        incident=rij,
        op=actor.nu,
        door_id=actor.gebruiker_id,
        namens=actor.namens(rij.gemeente_id)[:200],
        **asdict(oordeel),
    )


@transaction.atomic
def sluit_af(incident: Incident, *, actor: Actor) -> Incident:
    """All was done about it: it stands in the register, and changes no more (AVG 33 lid 5).

    Raises:
        Geweigerd: the actor does not answer for these files.
        NietMogelijk: it is closed already, or something is not said yet.
    """
    rij = _neem(incident, actor)
    if zinnen := rules.mist(rij.laatste):
        raise NietMogelijk(zinnen)
    rij.afgesloten_op = actor.nu
    rij.save(update_fields=["afgesloten_op"])
    return rij


def _neem(incident: Incident, actor: Actor) -> Incident:
    """The incident, locked, for who assesses it.

    Raises:
        Geweigerd: the actor does not answer for these files.
        NietMogelijk: it is closed.
    """
    require(mag_beoordelen(actor, incident))
    rij: Incident = Incident.objects.select_for_update(of=("self",)).get(pk=incident.pk)
    if rij.afgesloten_op:
        raise NietMogelijk(AL_DICHT)
    return rij


# Whom it touched --------------------------------------------------------------------------------
def mag_nagaan(actor: Actor | None, incident: Incident) -> bool:
    """Whether the actor looks up in the read log whom it touched: who reads that log, the supervisor (MC 15.2 e)."""
    return (
        actor is not None and actor.houdt_toezicht and incident.convenant_id == actor.convenant_id
    )


@transaction.atomic
def ga_na(
    incident: Incident,
    *,
    actor: Actor,
    van: date,
    tot: date,
    gebruiker: Gebruiker | None = None,
    nummer: str = "",
) -> int:
    """Fill in from the read log which files somebody saw, or who saw one file, in some days (AVG 33 lid 3 a).

    Only files of the municipality that it is about: who assesses the incident learns of no other file.

    Args:
        gebruiker: who read; None for everybody.
        nummer: of one file; empty for all that this person read.

    Returns:
        How many files and readers were added.

    Raises:
        Geweigerd: the actor is not the supervisor.
        NietMogelijk: it is closed, nothing is asked for, or there is too much.
    """
    require(mag_nagaan(actor, incident))
    if incident.afgesloten_op:
        raise NietMogelijk(AL_DICHT)
    if gebruiker is None and not nummer:
        raise NietMogelijk("Kies een gebruiker, of vul het nummer van een dossier in.")
    if tot < van:
        raise NietMogelijk({"tot": "Deze dag ligt vóór de eerste dag."})
    rijen = inzage(actor).filter(
        uitkomst=Uitkomst.GEZIEN, tijdstip__date__gte=van, tijdstip__date__lte=tot
    )
    rijen = rijen.filter(gebruiker__isnull=False).exclude(nummer="")
    rijen = rijen.filter(gebruiker=gebruiker) if gebruiker else rijen
    rijen = rijen.filter(nummer=nummer) if nummer else rijen
    samen = (
        rijen.order_by()
        .values("pseudoniem", "nummer", "gebruiker")
        .annotate(
            namens=Max("partij"), eerst=Min("tijdstip"), laatst=Max("tijdstip"), keer=Count("pk")
        )
    )
    gevonden = list(samen[: PAST + 1])
    if len(gevonden) > PAST:
        raise NietMogelijk(f"Dit zijn er meer dan {PAST}. Kies minder dagen, of één dossier.")
    hier = _van_gemeente(incident.gemeente, {rij["pseudoniem"] for rij in gevonden})
    er_al = set(incident.getroffen.values_list("nummer", "lezer"))
    nieuw = [
        Getroffen(incident=incident, nummer=rij["nummer"], lezer_id=rij["gebruiker"],
                  namens=rij["namens"], eerst=rij["eerst"], laatst=rij["laatst"], keer=rij["keer"])
        for rij in gevonden
        if rij["pseudoniem"] in hier and (rij["nummer"], rij["gebruiker"]) not in er_al
    ]  # fmt: skip
    Getroffen.objects.bulk_create(nieuw)
    return len(nieuw)


def _van_gemeente(gemeente: Partij, pseudoniemen: set[Any]) -> set[Any]:
    """Which of these files are of a municipality; the supervisor has the register's rows of none."""
    with als(Actor.systeem("incident")):
        rijen = Dossier.objects.filter(partij=gemeente, pseudoniem__in=pseudoniemen)
        return set(rijen.values_list("pseudoniem", flat=True))


# How long -----------------------------------------------------------------------------------------
def ruim_op(dag: date) -> int:
    """Remove incidents that were closed so long ago that nobody answers for them any more, with all that hangs on them.

    As long as files are kept (MC 13.1): within that time the AP can ask for the register (AVG 33 lid 5).
    """
    with als(Actor.systeem("incident")):
        rijen = Incident.objects.filter(afgesloten_op__date__lt=dag - BEWAREN)
        aantal: int = rijen.count()
        rijen.delete()
        return aantal


# Agreements on reporting ------------------------------------------------------------------------
@transaction.atomic
def leg_afspraak_vast(
    *, actor: Actor, wie: str, aan: str, hoe: str, uren: int, van: date, herzien_op: date
) -> Meldafspraak:
    """Record who reports a breach to whom, how and within which time (PB 6.2).

    Args:
        wie, aan: functions or organisations; no names.
        uren: within how many; no more than the 72 in which the AP hears it.
        herzien_op: the day on which it is looked at again.

    Raises:
        Geweigerd: the actor keeps no registers.
        NietMogelijk: a text is empty, or the days do not fit.
    """
    require(mag_register_bijhouden(actor))
    vereis_tekst(wie=wie, aan=aan, hoe=hoe)
    if not 1 <= uren <= 72:
        raise NietMogelijk({"uren": "Kies 1 tot en met 72 uur: dan moet de AP het weten."})
    vereis_dagen(actor.vandaag, komend={"van": van, "herzien_op": herzien_op})
    if herzien_op <= max(van, actor.vandaag):
        raise NietMogelijk({"herzien_op": "Kies een dag die nog komt, na de eerste dag."})
    assert actor.convenant_id
    return Meldafspraak.objects.create(
        convenant_id=actor.convenant_id,
        wie=wie,
        aan=aan,
        hoe=hoe,
        uren=uren,
        van=van,
        herzien_op=herzien_op,
    )


@transaction.atomic
def beeindig_afspraak(afspraak: Meldafspraak, *, actor: Actor) -> Meldafspraak:
    """It holds no longer, from today on.

    Raises:
        Geweigerd: the actor keeps no registers, or it is of another covenant.
        NietMogelijk: it has ended already.
    """
    require(mag_register_bijhouden(actor) and afspraak.convenant_id == actor.convenant_id)
    rij: Meldafspraak = Meldafspraak.objects.select_for_update().get(pk=afspraak.pk)
    if rij.tot is not None:
        raise NietMogelijk("Deze afspraak is al beëindigd.")
    rij.tot = max(actor.vandaag, rij.van)
    rij.save(update_fields=["tot"])
    return rij


def afspraken(actor: Actor) -> Any:
    """The agreements that hold today, the shortest time first."""
    return Meldafspraak.objects.op(actor.vandaag).filter(convenant=actor.convenant_id)
