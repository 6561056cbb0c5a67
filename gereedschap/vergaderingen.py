"""The meetings of the demo: one with approved minutes, one with a draft, and what is planned.

Played with the real decisions, each on its own day, as `gereedschap.verhaal` does with files.
"""

from collections.abc import Callable
from datetime import date, time, timedelta

from django.db.models import Q

from convenant.models import Partij
from gedeeld.actor import Actor
from overleg import decisions
from overleg.mensen import kandidaten
from overleg.models import Agendapunt, Overleg, Soort
from overleg.vergaderen import decisions as vergaderen
from overleg.verslag import decisions as verslagen

# From a party and a day to somebody who acts for it; of the secretary no party is asked.
Als = Callable[[str, date], Actor]
Uitvoerder = Callable[[date], Actor]
TWEE_WEKEN = timedelta(weeks=2)
BEGIN, EIND = time(9, 30), time(11)
PLAATS = "Stadhuis Venlo, kamer 2.14"
BESPROKEN = 3  # files in each of the meetings that were held
DINSDAG = 1


def speel(
    vandaag: date, *, als: Als, uitvoerder: Uitvoerder, besluit: Callable[[Overleg], object]
) -> None:
    """Two meetings of the weegploeg that were held, a series to come, and a casusoverleg.

    Args:
        besluit: takes the decisions of the second meeting, while it is going on.
    """
    laatste = _dinsdag(vandaag - timedelta(days=1))
    eerste = _houd(laatste - TWEE_WEKEN, uitvoerder)
    tweede = _houd(laatste, uitvoerder, besluit)
    verslagen.stel_vast(eerste, actor=uitvoerder(laatste), in_overleg=tweede.pk)
    om = als("Openbaar Ministerie Limburg", vandaag)
    verslagen.maak_opmerking(tweede, actor=om, tekst="De volgende keer graag een half uur later.")
    actor = uitvoerder(vandaag)
    gepland = [
        _plan(actor, soort, laatste + TWEE_WEKEN + timedelta(days=later), aantal)
        for soort, later, aantal in ((Soort.WEEGPLOEG, 0, 3), (Soort.CASUSOVERLEG, 2, 2))
    ]
    for rij in gepland:
        decisions.voeg_algemeen_toe(rij, actor=actor, onderwerp="Rooster van het komende kwartaal")
    decisions.verstuur(gepland[0], actor=actor)


def _dinsdag(dag: date) -> date:
    """The last Tuesday, up to this day."""
    return dag - timedelta(days=(dag.weekday() - DINSDAG) % 7)


def _plan(actor: Actor, soort: Soort, dag: date, aantal: int | None = None) -> Overleg:
    rij = decisions.plan(
        actor=actor,
        soort=soort,
        partij=Partij.objects.get(naam="Gemeente Venlo"),
        dag=dag,
        begin=BEGIN,
        eind=EIND,
        plaats=PLAATS,
        elke_weken=2 if aantal else None,
        aantal=aantal,
    )
    wie = kandidaten(rij)
    van_de_gemeente = (k.sleutel for k in wie if k.partij.is_gemeente)
    decisions.nodig_uit(
        rij,
        actor=actor,
        genodigden=[kandidaat.sleutel for kandidaat in wie],
        # The uitvoerder is in the chair of a casusoverleg.
        voorzitter=next(van_de_gemeente) if soort == Soort.WEEGPLOEG else "",
    )
    return rij


def _houd(
    dag: date, uitvoerder: Uitvoerder, besluit: Callable[[Overleg], object] | None = None
) -> Overleg:
    actor = uitvoerder(dag)
    rij = _plan(actor, Soort.WEEGPLOEG, dag)
    decisions.voeg_algemeen_toe(rij, actor=actor, onderwerp="Afspraken over het inbrengen")
    # What the story of a file did later than this meeting was not on its agenda.
    later = Q(dossier__begonnen_op__gt=dag) | Q(reden=Agendapunt.Reden.BEZWAAR)
    for punt in rij.punten.filter(later):
        decisions.voer_af(rij, actor=actor, punt=punt.pk)
    aanwezig = list(rij.genodigden.values_list("pk", flat=True))
    vergaderen.leg_aanwezig_vast(rij, actor=actor, aanwezig=aanwezig)
    vergaderen.begin(rij, actor=actor)
    if besluit:
        besluit(rij)
    for punt in rij.punten.filter(dossier__isnull=False, afgevoerd=False)[:BESPROKEN]:
        vergaderen.besproken(rij, actor=actor, punt=punt.pk)
    algemeen = rij.punten.get(dossier=None, verslag=None)
    zin = "Elke kernpartij brengt een melding in binnen een week nadat zij die kreeg."
    vergaderen.besproken(rij, actor=actor, punt=algemeen.pk, conclusie=zin)
    vergaderen.sluit(rij, actor=actor)
    rij.refresh_from_db()
    return rij
