"""What waits for whom in a casus, from its facts (MC 9.3, 9.4, 10.5; PB 4.2).

Advice to close stands with the weegploeg's file, where its decision is recorded.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from convenant.models import Partij
from register.controle.facts import taken as controles
from register.feiten import Feit
from register.kringen import Kring
from register.models import Dossier
from register.taken import Soort, Url, Wachtend, declareer

from .deelname.models import Deelname
from .dossier.models import Casus
from .dossier.stil import LAATSTE, laatste_dag, waarschuwingen
from .informeren.facts import opnieuw_op
from .plan.models import Plan, Voortgang
from .verstrekking.models import Verstrekking
from .zenden.facts import taken as zendingen

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
    regisseur_aanwijzen=Soort("Wijs een casusregisseur aan", _bij("regisseur")),
    plan_maken=Soort("Plan maken", _bij("plan_wijzigen")),
    plan_bespreken=Soort("Bespreek hoe het met het plan gaat", _bij("bespreken")),
    plan_dag=Soort("Kies wanneer het overleg het plan bespreekt", _bij("bespreken")),
    plan_afmaken=Soort("Plan afmaken en vaststellen", _bij("plan_wijzigen")),
    stil=Soort(
        "Er gebeurt lang niets: laat de kernpartijen besluiten",
        _bij("doorgaan"),
        "De kernpartijen sluiten de casus af, of besluiten met een reden om door te gaan.",
    ),
    stil_maand=Soort(
        "Tweede waarschuwing, nog een maand: laat de kernpartijen besluiten over de stille casus",
        _bij("doorgaan"),
        "Zonder besluit gaat de casus vanzelf naar het archief.",
    ),
    stil_week=Soort(
        "Laatste waarschuwing, nog een week: laat de kernpartijen besluiten over de stille casus",
        _bij("doorgaan"),
        "Zonder besluit gaat de casus vanzelf naar het archief.",
        wettelijk=True,
    ),
    stil_kern=Soort(
        "Besluit met de andere kernpartijen: over een week gaat de casus naar het archief",
        _casus,
        "Er gebeurt lang niets. Sluit de casus af, of besluit met een reden om door te gaan. De uitvoerder "
        "van de weegploeg legt het vast.",
        wettelijk=True,
    ),
    oordeel=Soort("Zeg wat u van het concept van het plan vindt", _bij("oordeel")),
    advies_antwoord=Soort("Leg het advies van de deskundige vast", _bij("advies_antwoord")),
    informeeradvies=Soort(
        "Bekijk opnieuw of de betrokkene bericht krijgt", _bij("informeeradvies")
    ),
    voortgang=Soort("Voortgang van uw maatregel melden", _bij("voortgang")),
    maatregel_te_laat=Soort("Vraag naar een maatregel die te laat is", _bij("voortgang")),
    regie_te_laat=Soort("Herinner een partij aan haar maatregel die te laat is", _plan),
    maatregel_loopt_door=Soort("Spreek een nieuwe einddatum af voor een maatregel", _plan),
    casus_lezen=Soort("Lees de casus waaraan u meedoet", _casus),
    deel_lezen=Soort("Lees uw deel van het plan", _plan),
    verzoek=Soort(
        "Vraag om mee te doen beantwoorden",
        lambda dossier, _: reverse("casusoverleg:casus", args=[dossier]) + "#verzoeken",
    ),
    wil_meedoen=Soort(
        "Laat de partij toe die zegt dat zij een rol heeft, of niet",
        lambda dossier, _: reverse("casusoverleg:casus", args=[dossier]) + "#partijvragen",
    ),
    verkennen=Soort(
        "Kijk of uw organisatie een rol heeft in een casus",
        lambda _, rij: reverse("casusoverleg:partijvraag", args=[rij]),
    ),
    uitnodiging=Soort(
        "Zeg of uw organisatie meedoet aan een casusoverleg",
        lambda _, rij: reverse("casusoverleg:partijvraag", args=[rij]),
    ),
    geen_antwoord=Soort(
        "Vraag waarom een uitgenodigde partij niet antwoordt",
        lambda dossier, rij: reverse("casusoverleg:antwoord_vastleggen", args=[dossier, rij]),
        "Leg vast wat de partij zei, of beëindig haar deelname.",
    ),
    adviseren=Soort(
        "Geef advies zonder te weten om wie het gaat",
        lambda _, rij: reverse("casusoverleg:partijvraag", args=[rij]),
    ),
    eigen_gegevens=Soort(
        "Lees het bericht over wat uw organisatie inbracht, en geef advies",
        lambda _, rij: reverse("casusoverleg:partijvraag", args=[rij]),
    ),
    vangnet=Soort(
        "Laat de partner toe die nu voor deze casus in bijlage 1 staat",
        lambda dossier, rij: reverse("casusoverleg:deelname", args=[dossier]) + f"?vangnet={rij}",
    ),
    vangnet_afgewezen=Soort(
        "Gezien dat de partner niet in bijlage 1 komt",
        lambda dossier, rij: reverse("casusoverleg:vangnet_gezien", args=[dossier, rij]),
        "De beheerder nam de partner niet op. Bij de deelnemers staat waarom.",
        direct=True,
        vanaf_lijst=lambda dossier, _: (
            reverse("casusoverleg:casus", args=[dossier]) + "#deelnemers"
        ),
    ),
    toestemming=Soort("Toestemming geven of weigeren", _bij("verstrekking")),
    zending=Soort("Toestemming geven of weigeren voor een andere gemeente", _bij("zending")),
    afronden=Soort("Verstrekking afronden", _bij("verstrekking")),
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
        *_zonder_regisseur(casus, feiten),
        *_te_maken(casus),
        *_stil(casus),
        *_adviezen(casus),
        *_besluit_in_het_archief(casus),
        *_verzoeken(casus),
        *_vangnetten(casus),
        *_te_lezen(casus, feiten),
        *_oordelen(casus, feiten),
        *_maatregelen(casus, feiten),
        *_verstrekkingen(casus),
        *zendingen(casus),
        *controles(casus),
    ]


def _zonder_regisseur(casus: Casus, toelatingen: list[Feit]) -> Iterator[Wachtend]:
    """Nobody has the lead, or who has it takes part no longer from a day on (PB 4.2, 4.4)."""
    if casus.stand != Casus.Stand.ACTIEF:
        return
    taak, regisseur = _voor_secretaris(casus, "regisseur_aanwijzen"), casus.regisseur
    if regisseur is None:
        yield taak
    elif regisseur.pk not in {partij.pk for partij in casus.kernpartijen}:
        eigen = [feit.einde for feit in toelatingen if feit.groep_id == regisseur.groep_id]
        laatste = [dag for dag in eigen if dag]
        if len(laatste) == len(eigen):  # none of them is open
            yield replace(taak, van=max(laatste, default=taak.van))


def _te_maken(casus: Casus) -> Iterator[Wachtend]:
    """A first plan to make, a concept to finish, or a plan to talk over: work of the secretary (MC 9.3, 9.4).

    A plan that runs without a day would come on no agenda any more.
    """
    if casus.stand != Casus.Stand.ACTIEF:
        return
    standen = {plan.status for plan in casus.plannen.all()}
    if Plan.Status.CONCEPT in standen:
        yield _voor_secretaris(casus, "plan_afmaken")
    elif not standen:
        yield _voor_secretaris(casus, "plan_maken")
    elif casus.bespreken_op:
        taak = _voor_secretaris(casus, "plan_bespreken")
        yield replace(taak, van=casus.bespreken_op, uiterlijk=casus.bespreken_op)
    else:
        yield _voor_secretaris(casus, "plan_dag")


def _stil(casus: Casus) -> Iterator[Wachtend]:
    """A casus that runs in silence goes to the archive after its year: the core parties close it or go on.

    Who records what they decide is warned each time; in the last week the core parties are as well.
    """
    aan = Kring.UITVOERDER_WEEGPLOEG.van(casus.partij_id)
    for rij in waarschuwingen(casus):
        taak = Wachtend(
            f"casusoverleg.{rij.soort}", aan, rij.van, rij.tot, uiterlijk=laatste_dag(casus)
        )
        yield taak
        if rij.soort == LAATSTE:
            kern = Kring.WEEGPLOEG.van(casus.partij_id)
            yield replace(taak, soort="casusoverleg.stil_kern", aan=kern)


def _adviezen(casus: Casus) -> Iterator[Wachtend]:
    """Answers of experts to come, and informing to look at again as long as it was not done (MC 9.5, PB 4.4)."""
    for rij in casus.adviesvragen.all():
        if not rij.beantwoord_op:
            yield replace(
                _voor_secretaris(casus, "advies_antwoord", rij=rij.pk), van=rij.gevraagd_op
            )
    if dag := opnieuw_op(casus):
        yield replace(_voor_secretaris(casus, "informeeradvies"), van=dag, uiterlijk=dag)


def _verzoeken(casus: Casus) -> Iterator[Wachtend]:
    """Parties that asked to take part: the casusoverleg decides (PB 4.2)."""
    for verzoek in casus.deelnameverzoeken.all():
        if not verzoek.antwoord:
            yield _voor_secretaris(casus, "verzoek", rij=verzoek.pk)


def _vangnetten(casus: Casus) -> Iterator[Wachtend]:
    """Partners that annex 1 has for this casus now and that nobody let in yet, or that it will not have (VNG)."""
    toegelaten = {deelname.vermelding_id for deelname in casus.deelnames.all()}
    for rij in casus.vangnetten.all():
        vermelding = rij.aanvraag.vermelding
        if rij.aanvraag.afwijzing and rij.afwijzing_gezien_op is None:
            yield _voor_secretaris(casus, "vangnet_afgewezen", rij=rij.pk)
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
        if deelname.gelezen_op or not deelname.aanvaard_op or (extern and plan is None):
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


def _oordelen(casus: Casus, toelatingen: list[Feit]) -> Iterator[Wachtend]:
    """A concept that was laid before the meeting: each party says what it thinks of it (MC 9.3)."""
    concept = next((p for p in casus.plannen.all() if p.status == Plan.Status.CONCEPT), None)
    if concept is None or concept.voorgelegd is None:
        return
    gegeven = {rij.partij_id for rij in concept.oordelen.all() if rij.over >= concept.voorgelegd}
    kern = casus.kernpartijen
    for partij in kern:
        if partij.pk not in gegeven:
            yield _aan(partij, "oordeel", casus.geopend_op)
    for deelname in casus.deelnames.all():
        partij = deelname.partij
        mee = not partij.extern or partij.pk in concept.voorgelegd_aan
        doet_mee = deelname.aanvaard_op and deelname.rol == Deelname.Rol.DEELNEMER
        if mee and doet_mee and partij.pk not in gegeven:
            zelf = [feit for feit in toelatingen if feit.van == deelname.van]
            yield from _zolang_hij_leest(_aan(partij, "oordeel", deelname.van), partij, zelf)


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
    """Measures whose last day passed without a result (MC 9.4): for the party that announced it, for who
    keeps the plan, and for the casusregisseur, who reminds the others (PB 4.2).

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
        yield from _voor_regisseur(casus, maatregel, toelatingen, dagen)
        taak = _aan(maatregel.partij, "voortgang", dagen["van"])
        taak = replace(taak, uiterlijk=maatregel.tot, rij=maatregel.keten)
        eigen = maatregel.partij_id in kern
        yield from [taak] if eigen else _zolang_hij_leest(taak, maatregel.partij, toelatingen)


def _voor_regisseur(
    casus: Casus, maatregel: Any, toelatingen: list[Feit], dagen: dict[str, date]
) -> Iterator[Wachtend]:
    """A measure of another party that is overdue, for the casusregisseur as long as it reads the casus."""
    regisseur = casus.regisseur
    if regisseur is None or regisseur.extern or regisseur.pk == maatregel.partij_id:
        return
    taak = replace(
        _aan(regisseur, "regie_te_laat", dagen["van"]),
        uiterlijk=dagen["uiterlijk"],
        rij=maatregel.keten,
    )
    kern = {partij.pk for partij in casus.kernpartijen}
    yield from ([taak] if regisseur.pk in kern else _zolang_hij_leest(taak, regisseur, toelatingen))


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
        if rij.rol != Deelname.Rol.DEELNEMER or rij.partij.extern or not rij.aanvaard_op:
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


def _besluit_in_het_archief(casus: Casus) -> Iterator[Wachtend]:
    """The core parties' decision on the advice to close, where no live file of theirs asks for it (MC 8.2 f)."""
    if casus.stand != Casus.Stand.ADVIES_AFSLUITEN:
        return
    rijen = Dossier.objects.filter(zaak=casus.zaak, nummer=casus.weegploeg_nummer)
    if rijen.filter(gearchiveerd_op__isnull=False).exists():
        secretaris = Kring.UITVOERDER_WEEGPLOEG.van(casus.partij_id)
        yield Wachtend("weegploeg.afsluiten_archief", secretaris, casus.geopend_op)


def _voor_secretaris(casus: Casus, soort: str, rij: UUID | None = None) -> Wachtend:
    aan = Kring.UITVOERDER_CASUSOVERLEG.van(casus.partij_id)
    return Wachtend(f"casusoverleg.{soort}", aan, casus.geopend_op, rij=rij)
