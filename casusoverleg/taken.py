"""What waits for whom in a casus, from its facts (MC 9.3, 9.4, 10.5; PB 4.2).

Advice to close stands with the weegploeg's file, where its decision is recorded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from convenant.models import Partij
from register.feiten import Feit
from register.kringen import Kring
from register.taken import Soort, Url, Wachtend, declareer

from .deelname.models import Deelname
from .dossier.models import Casus
from .plan.models import Plan, Voortgang
from .verstrekking.models import Verstrekking

EEN_DAG = timedelta(days=1)


def _bij(naam: str) -> Url:
    def url(dossier: UUID, rij: UUID | None) -> str:
        return reverse(f"casusoverleg:{naam}", args=[dossier, rij] if rij else [dossier])

    return url


declareer(
    "casusoverleg",
    plan_maken=Soort("Plan maken", _bij("plan_wijzigen")),
    plan_afmaken=Soort("Plan afmaken en vaststellen", _bij("plan_wijzigen")),
    voortgang=Soort("Voortgang van uw maatregel melden", _bij("voortgang")),
    verzoek=Soort(
        "Vraag om mee te doen beantwoorden",
        lambda dossier, _: reverse("casusoverleg:casus", args=[dossier]) + "#verzoeken",
    ),
    toestemming=Soort("Toestemming geven of weigeren", _bij("verstrekking")),
    afronden=Soort("Verstrekking afronden", _bij("verstrekking")),
    ingetrokken=Soort(
        "De verstrekking is ingetrokken. Vernietig wat u hebt overgenomen.",
        lambda _, rij: reverse("casusoverleg:intrekking", args=[rij]),
    ),
)


def taken(casus: Casus, toelatingen: Iterable[Feit]) -> list[Wachtend]:
    """What waits in a casus that runs.

    Args:
        casus: from `met_feiten`, so that each table is asked once.
        toelatingen: to whom a grant was given (`CasusBestand.toelatingen`): the others do not read it.
    """
    if not casus.loopt:
        return []
    return [
        *_plan(casus),
        *_verzoeken(casus),
        *_maatregelen(casus, list(toelatingen)),
        *_verstrekkingen(casus),
    ]


def _plan(casus: Casus) -> Iterator[Wachtend]:
    """A first plan to make, or a concept to finish: work of the secretary (MC 9.3)."""
    if casus.stand != Casus.Stand.ACTIEF:
        return
    standen = {plan.status for plan in casus.plannen.all()}
    if Plan.Status.CONCEPT in standen:
        yield _voor_secretaris(casus, "plan_afmaken")
    elif not standen:
        yield _voor_secretaris(casus, "plan_maken")


def _verzoeken(casus: Casus) -> Iterator[Wachtend]:
    """Parties that asked to take part: the casusoverleg decides (PB 4.2)."""
    for verzoek in casus.deelnameverzoeken.all():
        if not verzoek.antwoord:
            yield _voor_secretaris(casus, "verzoek", rij=verzoek.pk)


def _maatregelen(casus: Casus, toelatingen: list[Feit]) -> Iterator[Wachtend]:
    """Measures whose last day passed without a result, for the party that announced it (MC 9.4).

    As long as it reads the plan: a core party always, another while it takes part.
    """
    kern = {partij.pk for partij in casus.kernpartijen}
    geldend = (plan for plan in casus.plannen.all() if plan.status == Plan.Status.VASTGESTELD)
    for maatregel in (rij for plan in geldend for rij in plan.maatregelen.all()):
        if not maatregel.wordt_genomen or maatregel.stand in Voortgang.AF:
            continue
        if maatregel.tot == date.max:  # typed for "without end": its last day never passes
            continue
        taak = Wachtend(
            "casusoverleg.voortgang",
            Kring.VERTEGENWOORDIGERS.van(maatregel.partij_id),
            maatregel.tot + EEN_DAG,
            uiterlijk=maatregel.tot,
            rij=maatregel.keten,
        )
        if maatregel.partij_id in kern:
            yield taak
            continue
        for feit in toelatingen:
            if feit.groep_id == maatregel.partij.groep_id and not feit.leeg:
                yield replace(taak, van=max(taak.van, feit.van), tot=feit.einde)


def _verstrekkingen(casus: Casus) -> Iterator[Wachtend]:
    """Disclosures that wait for the answer of a party, or for nobody any more (MC 10.5).

    One refusal ends it; so does the day on which it, or the participation of the partner, ends.
    """
    for rij in casus.verstrekkingen.all():
        if rij.volledig_op or rij.ingetrokken_op or rij.beeindigd_op:
            continue
        if not all(antwoord.akkoord for antwoord in rij.toestemmingen.all()):
            continue
        einde = _eerste(rij.tot, rij.deelname.einde, _doet_mee_tot(rij.partij))
        yield from _wachtend_op_antwoord(casus, rij, einde)


def _wachtend_op_antwoord(
    casus: Casus, rij: Verstrekking, einde: date | None
) -> Iterator[Wachtend]:
    begin = rij.gevraagd_op
    gegeven = {antwoord.partij_id for antwoord in rij.toestemmingen.all()}
    open_bij = [rest for rest in _toestemmers(casus) if rest[0].pk not in gegeven]
    for partij, van, tot in open_bij:
        yield Wachtend(
            "casusoverleg.toestemming",
            Kring.VERTEGENWOORDIGERS.van(partij.pk),
            max(begin, van),
            _eerste(tot, einde),
            rij=rij.pk,
        )
    # While nobody is there whose answer is awaited, it can be completed.
    rond = _zonder_wachtende(begin, [(van, tot) for _, van, tot in open_bij])
    if gegeven and rond:
        van, tot = rond
        taak = _voor_secretaris(casus, "afronden", rij=rij.pk)
        yield replace(taak, van=van, tot=_eerste(tot, einde))


def _zonder_wachtende(
    begin: date, perioden: list[tuple[date, date | None]]
) -> tuple[date, date | None] | None:
    """The first days, from a day on, that lie in none of these periods; None where there are none."""
    dag = begin
    while lopend := [tot for van, tot in perioden if van <= dag and (tot is None or dag < tot)]:
        if None in lopend:
            return None
        dag = max(tot for tot in lopend if tot)
    return dag, min((van for van, _ in perioden if van > dag), default=None)


def _toestemmers(casus: Casus) -> Iterator[tuple[Partij, date, date | None]]:
    """Who must consent, from when until when: what `verstrekking.querysets.toestemmers` says of one day."""
    for partij in casus.kernpartijen:
        yield partij, max(casus.geopend_op, partij.vanaf), _doet_mee_tot(partij)
    for rij in casus.deelnames.all():
        if rij.rol != Deelname.Rol.DEELNEMER or rij.partij.extern:
            continue
        if rij.tot is None or rij.tot > rij.van:
            yield rij.partij, rij.van, _eerste(rij.tot, _doet_mee_tot(rij.partij))


def _doet_mee_tot(partij: Partij) -> date | None:
    """The first day on which a party does not act any more, as far as that is known."""
    dagen = [partij.tot, partij.convenant.beeindigd_op]
    if partij.extern:
        verklaringen = partij.geheimhouding.all()
        dagen.append(max((rij.geldig_tot for rij in verklaringen), default=None))
    return _eerste(*dagen)


def _eerste(*dagen: date | None) -> date | None:
    return min((dag for dag in dagen if dag), default=None)


def intrekkingen(casus: Casus) -> Iterator[Wachtend]:
    """Notices that what an external partner could read was recalled (MC 12.6)."""
    for rij in casus.verstrekkingen.all():
        if rij.bericht_van_intrekking and not rij.gelezen_op:
            yield Wachtend(
                "casusoverleg.ingetrokken",
                Kring.VERTEGENWOORDIGERS.van(rij.partij_id),
                rij.ingetrokken_op or rij.van,
                rij=rij.pk,
            )


def _voor_secretaris(casus: Casus, soort: str, rij: UUID | None = None) -> Wachtend:
    aan = Kring.UITVOERDER_CASUSOVERLEG.van(casus.partij_id)
    return Wachtend(f"casusoverleg.{soort}", aan, casus.geopend_op, rij=rij)
