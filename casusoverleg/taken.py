"""What waits for whom in a casus, from its facts (MC 9.3, 9.4, 10.5; PB 4.2).

Advice to close stands with the weegploeg's file, where its decision is recorded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from django.urls import reverse

from convenant.models import Partij
from register.controle.facts import taken as controles
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


def _plan(dossier: UUID, _: UUID | None) -> str:
    return reverse("casusoverleg:plan", args=[dossier])


def _casus(dossier: UUID, _: UUID | None) -> str:
    return reverse("casusoverleg:casus", args=[dossier])


declareer(
    "casusoverleg",
    plan_maken=Soort("Plan maken", _bij("plan_wijzigen")),
    plan_afmaken=Soort("Plan afmaken en vaststellen", _bij("plan_wijzigen")),
    voortgang=Soort("Voortgang van uw maatregel melden", _bij("voortgang")),
    maatregel_te_laat=Soort("Vraag naar een maatregel die te laat is", _bij("voortgang")),
    maatregel_loopt_door=Soort("Spreek een nieuwe einddatum af voor een maatregel", _plan),
    casus_lezen=Soort("Lees de casus waaraan u meedoet", _casus),
    deel_lezen=Soort("Lees uw deel van het plan", _plan),
    verzoek=Soort(
        "Vraag om mee te doen beantwoorden",
        lambda dossier, _: reverse("casusoverleg:casus", args=[dossier]) + "#verzoeken",
    ),
    vangnet=Soort(
        "Laat de partner toe die nu voor deze casus in bijlage 1 staat",
        lambda dossier, rij: reverse("casusoverleg:deelname", args=[dossier]) + f"?vangnet={rij}",
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
    feiten = [feit for feit in toelatingen if not feit.leeg]
    return [
        *_te_maken(casus),
        *_verzoeken(casus),
        *_vangnetten(casus),
        *_te_lezen(casus, feiten),
        *_maatregelen(casus, feiten),
        *_verstrekkingen(casus),
        *controles(casus),
    ]


def _te_maken(casus: Casus) -> Iterator[Wachtend]:
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


def _vangnetten(casus: Casus) -> Iterator[Wachtend]:
    """Partners that annex 1 has for this casus now, and that nobody let in yet (VNG)."""
    toegelaten = {deelname.vermelding_id for deelname in casus.deelnames.all()}
    for rij in casus.vangnetten.all():
        vermelding = rij.aanvraag.vermelding
        if vermelding and vermelding.pk not in toegelaten and not vermelding.einde_besluit_id:
            yield replace(_voor_secretaris(casus, "vangnet", rij=rij.pk), tot=vermelding.tot)


def _geldend(casus: Casus) -> Plan | None:
    plannen = (plan for plan in casus.plannen.all() if plan.status == Plan.Status.VASTGESTELD)
    return next(plannen, None)


def _te_lezen(casus: Casus, toelatingen: list[Feit]) -> Iterator[Wachtend]:
    """Who was let in reads the casus, or the plan; who got a measure reads that (PB 4.2, MC 9.3).

    An external partner reads nothing before there is an adopted plan (MC 10.5). Who has yet to read
    the whole casus finds its measure there.
    """
    plan, bezig = _geldend(casus), set()
    for deelname in casus.deelnames.all():
        extern, partij = deelname.partij.extern, deelname.partij
        if deelname.gelezen_op or (extern and plan is None):
            continue
        bezig.add(partij.pk)
        taak = _aan(partij, "deel_lezen" if extern else "casus_lezen", deelname.van)
        if extern and plan:
            taak = replace(taak, van=max(deelname.van, plan.vastgesteld_op or deelname.van))
        zelf = [feit for feit in toelatingen if feit.van == deelname.van]
        yield from _zolang_hij_leest(taak, partij, zelf)
    kern = {partij.pk for partij in casus.kernpartijen}
    for maatregel in plan.maatregelen.all() if plan else ():
        partij = maatregel.partij
        if maatregel.gelezen_op or not maatregel.wordt_genomen or partij.pk in bezig:
            continue
        bezig.add(partij.pk)
        sinds = plan and plan.vastgesteld_op
        taak = _aan(partij, "deel_lezen", sinds or casus.geopend_op)
        yield from [taak] if partij.pk in kern else _zolang_hij_leest(taak, partij, toelatingen)


def _aan(partij: Partij, soort: str, van: date) -> Wachtend:
    return Wachtend(f"casusoverleg.{soort}", Kring.VERTEGENWOORDIGERS.van(partij.pk), van)


def _zolang_hij_leest(
    taak: Wachtend, partij: Partij, toelatingen: list[Feit]
) -> Iterator[Wachtend]:
    """A task of a party that is no core party: it is there while the party takes part."""
    for feit in toelatingen:
        if feit.groep_id == partij.groep_id:
            yield replace(taak, van=max(taak.van, feit.van), tot=feit.einde)


def _maatregelen(casus: Casus, toelatingen: list[Feit]) -> Iterator[Wachtend]:
    """Measures whose last day passed without a result (MC 9.4): for the party that announced it, and for
    who keeps the plan.

    For the party until it reports, and as long as it reads the plan: a core party always, another
    while it takes part. What it says runs on gets a new last day, in a new version of the plan.
    """
    kern = {partij.pk for partij in casus.kernpartijen}
    concept = any(plan.status == Plan.Status.CONCEPT for plan in casus.plannen.all())
    plan = _geldend(casus)
    for maatregel in plan.maatregelen.all() if plan else ():
        if not maatregel.wordt_genomen or maatregel.stand in Voortgang.AF:
            continue
        if maatregel.tot == date.max:  # typed for "without end": its last day never passes
            continue
        if maatregel.gemeld_op and maatregel.gemeld_op > maatregel.tot:
            if casus.stand == Casus.Stand.ACTIEF and not concept:
                taak = _voor_secretaris(casus, "maatregel_loopt_door", rij=maatregel.keten)
                yield replace(taak, van=maatregel.gemeld_op)
            continue
        dagen = {"van": maatregel.tot + EEN_DAG, "uiterlijk": maatregel.tot}
        taak = _voor_secretaris(casus, "maatregel_te_laat", rij=maatregel.keten)
        yield replace(taak, **dagen)
        taak = _aan(maatregel.partij, "voortgang", dagen["van"])
        taak = replace(taak, uiterlijk=maatregel.tot, rij=maatregel.keten)
        eigen = maatregel.partij_id in kern
        yield from [taak] if eigen else _zolang_hij_leest(taak, maatregel.partij, toelatingen)


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
