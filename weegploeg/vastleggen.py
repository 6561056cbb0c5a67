"""Logging what the core parties agreed: who spoke for each, where, and on which day (PB 3.2, 3.3).

The weegploeg decides, never its secretary.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from convenant.decisions import kernpartijen_van
from convenant.models import Partij
from gedeeld.actor import Actor, Rol
from gedeeld.weigering import NietMogelijk, dag_van_besluit
from mensen.models import Gebruiker, Vertegenwoordiging
from overleg.models import Overleg, Soort
from overleg.vergaderen.decisions import leg_besluit_bij

from .models import Spreker, Vastlegging, WeegploegDossier

GEMACHTIGD = "Verklaar dat deze persoon gemachtigd is om zijn partij te vertegenwoordigen."

NOOIT_ZELF = "U legt dit besluit vast. Voor een kernpartij spreekt iemand anders."


@dataclass(frozen=True)
class WieSprak:
    """Who spoke for a core party, which agreed.

    Args:
        gebruiker: who represents the party on that day; else None, and `naam` says who.
        gemachtigd: of somebody by name: it was said that he is authorised.
        op: in a written round the day of its answer.
    """

    partij: Partij
    gebruiker: Gebruiker | None = None
    naam: str = ""
    gemachtigd: bool = False
    op: date | None = None


def vertegenwoordigers(partijen: Iterable[Partij], dag: date) -> dict[UUID, list[Gebruiker]]:
    """Party -> who represents it on a day, by name; also who has left since."""
    rijen = Vertegenwoordiging.objects.op(dag).filter(
        partij__in=[partij.pk for partij in partijen],
        rol=Rol.VERTEGENWOORDIGER,
        bevestigd_op__isnull=False,
    )
    uit: dict[UUID, list[Gebruiker]] = defaultdict(list)
    for rij in rijen.select_related("gebruiker"):
        if rij.gebruiker not in uit[rij.partij_id]:
            uit[rij.partij_id].append(rij.gebruiker)
    return {partij: sorted(mensen, key=lambda mens: mens.naam) for partij, mensen in uit.items()}


def dag_van(
    dossier: WeegploegDossier,
    sprekers: Collection[WieSprak],
    op: date | None,
    *,
    actor: Actor,
    vanaf: date,
    overleg: Overleg | None = None,
) -> date:
    """The day on which the three core parties decided: in a written round that of the last answer.

    Args:
        op: None for today; not asked in a written round.
        vanaf: the first day on which there was something to decide on.
        overleg: the meeting in which they did: then its day is the day.

    Raises:
        NietMogelijk: the meeting is not of this weegploeg, or is still to come; the day cannot be, a party is missing, or it is not said who spoke.
    """
    if overleg is not None:
        eigen = overleg.soort == Soort.WEEGPLOEG and overleg.partij_id == dossier.partij_id
        if not eigen or overleg.afgelast_op:
            raise NietMogelijk({"overleg": "Kies een overleg van deze weegploeg."})
        op = overleg.dag
    antwoorden = {spreker.partij: spreker.op for spreker in sprekers if spreker.op}
    for partij, antwoord in antwoorden.items():
        veld = f"antwoord_{partij.pk}"
        dag_van_besluit(antwoord, vandaag=actor.vandaag, vanaf=vanaf, veld=veld)
    laatste = max(antwoorden.values(), default=op)
    dag = dag_van_besluit(laatste, vandaag=actor.vandaag, vanaf=vanaf)
    _vereis_kernpartijen(dossier, sprekers, dag)
    _vereis_gemachtigd(sprekers, dag, actor)
    if antwoorden and len(antwoorden) < len(sprekers):
        mist = next(spreker.partij for spreker in sprekers if not spreker.op)
        raise NietMogelijk({f"antwoord_{mist.pk}": "Vul in wanneer deze partij antwoordde."})
    return dag


def leg_vast(
    dossier: WeegploegDossier,
    sprekers: Collection[WieSprak],
    *,
    actor: Actor,
    overleg: Overleg | None = None,
) -> Vastlegging:
    """Write who agreed; the decisions themselves hang on it. After `dag_van`, which judges it."""
    wijze = Vastlegging.Wijze
    if overleg is not None:
        leg_besluit_bij(overleg, actor=actor, dossier=dossier)
    rij = Vastlegging.objects.create(
        dossier=dossier,
        overleg=overleg,
        wijze=wijze.SCHRIFTELIJK if any(s.op for s in sprekers) else wijze.OVERLEG,
        vastgelegd_op=actor.nu,
        vastgelegd_door_id=actor.gebruiker_id,
    )
    for spreker in sprekers:
        Spreker.objects.create(
            dossier=dossier,
            vastlegging=rij,
            partij=spreker.partij,
            gebruiker=spreker.gebruiker,
            naam="" if spreker.gebruiker else spreker.naam,
            gemachtigd=True,
            antwoord_op=spreker.op,
        )
    return rij


def _vereis_kernpartijen(
    dossier: WeegploegDossier, sprekers: Collection[WieSprak], dag: date
) -> None:
    """All three core parties of that day (PB 3.3)."""
    kern = kernpartijen_van(dossier.gemeente_id, dag)
    if sorted(s.partij.pk for s in sprekers) != sorted(partij.pk for partij in kern):
        namen = ", ".join(partij.naam for partij in kern)
        raise NietMogelijk(
            {"partijen": f"Alle drie de kernpartijen moeten het eens zijn: {namen}."}
        )


def _vereis_gemachtigd(sprekers: Collection[WieSprak], dag: date, actor: Actor) -> None:
    """Each spoke with a name, and is authorised: he represents the party, or that was said (PB 3.2).

    It is never who logs it, also where he represents a party beside: the secretary takes no decision
    (PB 3.3), and nobody writes down that he himself agreed.
    """
    for spreker in sprekers:
        veld = f"spreker_{spreker.partij.pk}"
        if spreker.gebruiker and spreker.gebruiker.pk == actor.gebruiker_id:
            raise NietMogelijk({veld: NOOIT_ZELF})
        if spreker.gebruiker:
            mogelijk = vertegenwoordigers([spreker.partij], spreker.op or dag)
            if spreker.gebruiker not in mogelijk.get(spreker.partij.pk, []):
                zin = f"Deze persoon vertegenwoordigde {spreker.partij.naam} op die dag niet."
                raise NietMogelijk({veld: zin})
        elif not spreker.naam.strip():
            raise NietMogelijk({veld: f"Kies wie er voor {spreker.partij.naam} sprak."})
        elif spreker.naam.strip().casefold() == actor.naam.casefold():
            raise NietMogelijk({veld: NOOIT_ZELF})
        elif not spreker.gemachtigd:
            raise NietMogelijk({"gemachtigd": GEMACHTIGD})
