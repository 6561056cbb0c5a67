"""This kind of file, as the processes see it that work on every file; and what each audience reads."""

from datetime import date
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.urls import reverse

from convenant.gegevens import Gegeven
from gedeeld.actor import SECRETARISSEN, WEEGPLOEG, Actor, Hoedanigheid
from gedeeld.afschrift import Afschrift, Publiek, Regel, Sectie, datum
from gedeeld.personen import Persoon
from register.feiten import Feit
from register.grants import LEZEN, PLAN_LEZEN
from register.kringen import Kring
from register.models import DossierQuerySet
from register.registry import Bestand, Menupunt
from register.taken import Wachtend

from .models import (
    Casus,
    Deelname,
    Deelnameverzoek,
    Doel,
    Maatregel,
    Plan,
    Verstrekking,
    Voortgang,
)
from .rules import mag_inbrengen, mag_vastleggen, mag_voeren, mag_voortgang_melden
from .taken import intrekkingen, taken

DEELNAMES = Prefetch("deelnames", Deelname.objects.select_related("partij", "vermelding"))
VOORTGANG = Prefetch("voortgang", Voortgang.objects.select_related("partij"))


class CasusBestand(Bestand):
    """The casus file (MC 10.2)."""

    naam = "casus"
    model = Casus
    kring = Kring.WEEGPLOEG
    houder = Kring.UITVOERDER_CASUSOVERLEG
    waarom = "Kernpartij van deze casus (artikel 10 lid 4)."
    rechten = {
        LEZEN: WEEGPLOEG | SECRETARISSEN | {Hoedanigheid.CASUSPARTIJ},
        PLAN_LEZEN: frozenset({Hoedanigheid.EXTERN}),
    }
    handelingen = {
        LEZEN: {
            "casus en plan bijhouden": mag_voeren,
            "gegevens inbrengen": mag_inbrengen,
            "besluiten van de kernpartijen vastleggen": mag_vastleggen,
        },
        PLAN_LEZEN: {"voortgang van eigen maatregelen melden": mag_voortgang_melden},
    }

    def persoon(self, dossier: Casus) -> Persoon:
        """The subject."""
        return dossier.persoon

    def url(self, dossier: Casus) -> str:
        """Its page."""
        return reverse("casusoverleg:casus", args=[dossier.pk])

    def menu(self, actor: Actor) -> Menupunt | None:
        """For everybody of a party; of a casus an external partner reads the plan only."""
        label = "Plannen" if actor.extern else "Casusoverleg"
        return Menupunt(label, "casusoverleg:lijst", "users") if actor.groep_id else None

    @property
    def met_feiten(self) -> DossierQuerySet:
        """With who takes part, and what waits."""
        return Casus.objects.met_feiten()

    @property
    def met_inhoud(self) -> DossierQuerySet:
        """With all that the file says."""
        return Casus.objects.met_inhoud()

    def begonnen_op(self, dossier: Casus) -> date:
        """The day on which it was opened."""
        return dossier.geopend_op

    def toelatingen(self, dossier: Casus) -> list[Feit]:
        """Who takes part in this very casus, besides the core parties (MC 10.4, 10.5).

        An adviser reads nothing (PB 3.4).
        """
        prefetch_related_objects([dossier], DEELNAMES)
        return [
            feit
            for deelname in dossier.deelnames.all()
            if deelname.rol == Deelname.Rol.DEELNEMER
            for feit in (
                _leest_plan(dossier, deelname) if deelname.partij.extern else _leest_alles(deelname)
            )
        ]

    def taken(self, dossier: Casus) -> list[Wachtend]:
        """What waits, and for whom."""
        return [*taken(dossier, self.toelatingen(dossier)), *intrekkingen(dossier)]

    def taken_altijd(self, dossier: Casus) -> list[Wachtend]:
        """A partner is told to destroy what was recalled, also while the casus stands still (MC 12.6)."""
        return list(intrekkingen(dossier))

    def afschrift(self, dossier: Casus, publiek: Publiek) -> Afschrift:
        """The file for one audience.

        An external partner gets the adopted plan with its measures and progress, and of the subject
        the name only (MC 10.5). All others get the whole file: data under Wpg 9 and 10 never enter
        it. The number of the weegploeg's file is for the core parties and the subject. What is about
        another person is marked, so that the subject's overview leaves it out.
        """
        if publiek == Publiek.EXTERN:
            secties = [Sectie("Subject", [Regel("Naam", dossier.persoon.naam)])]
            prefetch_related_objects([dossier], VOORTGANG)
            for plan in dossier.plannen.filter(status=Plan.Status.VASTGESTELD):
                secties += [plan_sectie(plan), voortgang_sectie(dossier, plan)]
        else:
            secties = [
                *_dossier(dossier, publiek),
                *map(plan_sectie, _op_versie(dossier)),
            ]
            secties += [_verstrekkingen(dossier), voortgang_sectie(dossier), _afsluiten(dossier)]
        return Afschrift(titel="Casus", nummer=dossier.nummer, secties=secties)


def _leest_alles(deelname: Deelname) -> list[Feit]:
    """The casus for a party of the covenant, as long as it takes part."""
    reden = "Doet mee in deze casus (artikel 10 lid 4)."
    return [Feit(deelname.partij.groep_id, LEZEN, deelname.van, deelname.tot, reden)]


def _leest_plan(casus: Casus, deelname: Deelname) -> list[Feit]:
    """The plan for an external partner: as long as it takes part, stands in annex 1, and it runs.

    The entry of annex 1 under which it was let in must still hold: a partner that left and came back
    is let in anew (MC 1 c). Nothing is carried out or followed any more in a closed casus (MC 10.5).
    """
    if deelname.vermelding is None:
        return []
    tot = min((dag for dag in (deelname.tot, casus.afgesloten_op) if dag), default=None)
    reden = "Doet mee als externe partner: ziet het vastgestelde plan (artikel 10 lid 5)."
    groep, van = deelname.partij.groep_id, deelname.van
    return [Feit(groep, PLAN_LEZEN, van, tot, reden, deelname.vermelding)]


# The file --------------------------------------------------------------------------------------
def _dossier(casus: Casus, publiek: Publiek) -> list[Sectie]:
    return [
        Sectie("Subject", subject_regels(casus, publiek)),
        Sectie(
            "Signalen",
            [
                r
                for s in casus.signalen.all()
                for r in gegeven_regels("Signaal", s, s.partij_contact)
            ],
        ),
        Sectie("Weging door de weegploeg", _weging(casus)),
        Sectie("Gezamenlijke analyse", _tekst("Analyse", casus.analyse)),
        Sectie("Wie doet mee", _deelnemers(casus)),
        Sectie(
            "Ingebrachte gegevens",
            [r for b in casus.bijdragen.all() for r in gegeven_regels("Gegeven", b)],
        ),
        Sectie("Andere personen", _derden(casus)),
    ]


def subject_regels(casus: Casus, publiek: Publiek) -> list[Regel]:
    """Who the subject is, and where the casus came from."""
    geboren = casus.geboortedatum
    # A casuspartij is not told that, and where, the weegploeg keeps a file (MC 8.4).
    bron = "" if publiek == Publiek.CASUSPARTIJ else f"weegploeg, {casus.weegploeg_nummer}"
    return [
        Regel("Naam", casus.persoon.naam),
        *_tekst("Adres", casus.adres),
        *_tekst("Geboortedatum", datum(geboren) if geboren else ""),
        *_tekst("Bijzonderheid", casus.get_bijzonderheid_display() if casus.bijzonderheid else ""),
        Regel("Gemeente", casus.gemeente.naam),
        Regel("Casus geopend op", datum(casus.geopend_op), bron=bron),
    ]


def gegeven_regels(label: str, gegeven: Gegeven, contact: str = "") -> list[Regel]:
    """An item with its party, ground, marks and the reason why it is needed (MC 6, 10.2 b, c)."""
    bron = ", ".join(filter(None, [gegeven.partij.naam, contact]))
    merk = f" ({', '.join(gegeven.bijzonder_labels)})" if gegeven.bijzonder else ""
    regel = Regel(f"{label}{merk}", gegeven.omschrijving, bron, str(gegeven.grondslag))
    return [regel, *_tekst("Waarom nodig", gegeven.noodzaak)]


def _weging(casus: Casus) -> list[Regel]:
    regels = _tekst("Duiding", casus.duiding)
    for weging in casus.wegingen.all():
        fase = str(weging.in_fase) if weging.in_fase else "Niet te beoordelen"
        toelichting = f"\n{weging.toelichting}" if weging.toelichting else ""
        regels.append(Regel(weging.ontwikkelgebied.naam, f"{fase}{toelichting}"))
    return regels


def _deelnemers(casus: Casus) -> list[Regel]:
    regels = [Regel(partij.naam, "Kernpartij") for partij in casus.kernpartijen]
    for deelname in casus.deelnames.all():
        tot = f" tot {datum(deelname.einde)}" if deelname.einde else ""
        einde = f"Waarom gestopt: {deelname.reden_einde}" if deelname.reden_einde else ""
        rol = f"{deelname.get_rol_display()}, vanaf {datum(deelname.van)}{tot}"
        grond = deelname.get_grond_rvdk_display() if deelname.grond_rvdk else ""
        tekst = "\n".join(filter(None, [rol, deelname.reden, einde]))
        regels.append(Regel(deelname.partij.naam, tekst, grondslag=grond))
    regels += [_verzoek(verzoek) for verzoek in casus.deelnameverzoeken.all()]
    return [*regels, *_tekst("Casusregisseur", casus.regisseur_toen)]


def _verzoek(verzoek: Deelnameverzoek) -> Regel:
    # Not under the party's name: who only asked got no data (AVG 15 lid 1 onder c).
    delen: list[str] = [
        f"{verzoek.partij.naam} vroeg dit op {datum(verzoek.gevraagd_op)}",
        verzoek.reden,
        f"{verzoek.get_antwoord_display()} op {datum(verzoek.beantwoord_op)}"
        if verzoek.antwoord
        else "",
        verzoek.antwoord_reden,
    ]
    return Regel("Vraag om mee te doen", "\n".join(filter(None, delen)))


def _verstrekkingen(casus: Casus) -> Sectie:
    """What was asked to give to external partners: need, kinds, days, answers; not the text again (MC 10.5)."""
    return Sectie(
        "Gegevens voor externe partners",
        [
            Regel(rij.partij.naam, "\n".join(_verstrekking(rij)))
            for rij in casus.verstrekkingen_toen
        ],
    )


def _verstrekking(rij: Any) -> list[str]:
    """One disclosure (`met_stand`)."""
    antwoorden = rij.toestemmingen.all()
    eens = ", ".join(antwoord.partij.naam for antwoord in antwoorden if antwoord.akkoord)
    tot = f" tot {datum(rij.tot)}" if rij.tot else ""
    regels = [
        f"Soort gegevens: {', '.join(rij.soort_labels).lower()}",
        f"Waarom nodig: {rij.noodzaak}",
        f"Gevraagd op {datum(rij.gevraagd_op)}",
        f"Stand: {Verstrekking.Stand(rij.stand).label.lower()}",
    ]
    if rij.volledig_op:
        regels.append(f"Te lezen vanaf {datum(max(rij.van, rij.volledig_op))}{tot}")
    if eens:
        regels.append(f"Toestemming van: {eens}")
    for antwoord in antwoorden:
        if not antwoord.akkoord:
            wie = f"Geweigerd door {antwoord.partij.naam} op {datum(antwoord.op)}"
            regels.append(f"{wie}: {antwoord.reden}")
    if rij.beeindigd_op and rij.stand != Verstrekking.Stand.GEWEIGERD:
        regels.append(f"Beëindigd op {datum(rij.beeindigd_op)}")
    if rij.ingetrokken_op:
        regels.append(f"Ingetrokken op {datum(rij.ingetrokken_op)}: {rij.ingetrokken_reden}")
    return regels


def _derden(casus: Casus) -> list[Regel]:
    regels = []
    for derde in casus.derden.all():
        delen: list[str] = [
            derde.naam,
            derde.adres,
            derde.gegevens,
            f"Waarom nodig: {derde.noodzaak}",
        ]
        regels.append(Regel(derde.get_soort_display(), "\n".join(filter(None, delen)), derden=True))
    return regels


def _afsluiten(casus: Casus) -> Sectie:
    regels = []
    for advies in reversed(casus.adviezen.all()):
        regels.append(Regel(f"Advies van {datum(advies.gegeven_op)}", advies.evaluatie))
        regels += _tekst("Zorg die doorloopt", advies.vervolg)
        if advies.besloten_op:
            label = f"Besluit van de kernpartijen, {datum(advies.besloten_op)}"
            regels.append(Regel(label, advies.besluit))
    if casus.afgesloten_op:
        regels.append(Regel("Afgesloten op", datum(casus.afgesloten_op)))
    return Sectie("Afsluiten", regels)


# The plan --------------------------------------------------------------------------------------
def plan_sectie(plan: Plan) -> Sectie:
    """One version of the plan: aims, goal and measures (MC 1 e, 10.2 e)."""
    wanneer = f", {datum(plan.vastgesteld_op)}" if plan.vastgesteld_op else ""
    regels = [
        Regel("Doelen", "\n".join(Doel(doel).label for doel in plan.doelen)),
        Regel("Wat wil het casusoverleg bereiken", plan.doel),
        *_tekst("Wie informeert het subject, en wanneer", plan.informeren),
    ]
    for maatregel in _maatregelen(plan):
        regels += _maatregel(maatregel)
    return Sectie(
        f"Plan, versie {plan.versie} ({plan.get_status_display().lower()}{wanneer})", regels
    )


def _maatregelen(plan: Plan) -> Any:
    if "maatregelen" in getattr(plan, "_prefetched_objects_cache", {}):
        return plan.maatregelen.all()  # from `met_inhoud`, with their state
    return plan.maatregelen.met_laatste_stand().select_related("partij")


def _op_versie(casus: Casus) -> list[Plan]:
    return sorted(casus.plannen.all(), key=lambda plan: plan.versie)


def _maatregel(maatregel: Any) -> list[Regel]:
    delen = [
        maatregel.omschrijving,
        "" if maatregel.wordt_genomen else "Deze maatregel neemt de partij niet.",
        f"Van {datum(maatregel.van)} tot en met {datum(maatregel.tot)}",
        f"Stand: {Voortgang.Stand(maatregel.stand).label.lower()}" if maatregel.stand else "",
    ]
    regel = Regel(
        f"Maatregel van {maatregel.partij.naam}",
        "\n".join(filter(None, delen)),
        grondslag=maatregel.bevoegdheid,
    )
    if not maatregel.wie:
        return [regel]
    return [regel, Regel("Uitvoering door", maatregel.wie, derden=True)]


def voortgang_sectie(casus: Casus, plan: Plan | None = None) -> Sectie:
    """Progress of all measures, or of those in one version of the plan (MC 9.4, PB 4.2).

    Each measure in its last adopted words, or in those of `plan`: progress is on what was agreed,
    and the words of a concept are for nobody outside the casusoverleg (MC 10.5).
    """
    plannen = [plan] if plan else [p for p in _op_versie(casus) if p.status != Plan.Status.CONCEPT]
    # The last one counts, and the others are never opened.
    laatste = {rij.keten: rij for versie in plannen for rij in versie.maatregelen.all()}
    rijen = [rij for rij in casus.voortgang.all() if plan is None or rij.keten in laatste]
    return Sectie(
        "Voortgang",
        [
            Regel(
                f"{datum(rij.op)}: {rij.get_stand_display().lower()}",
                "\nBij de maatregel: ".join(filter(None, _voortgang(rij, laatste.get(rij.keten)))),
                bron=rij.partij.naam,
            )
            for rij in rijen
        ],
    )


def _voortgang(rij: Voortgang, maatregel: Maatregel | None) -> list[str]:
    return [rij.resultaat, maatregel.omschrijving if maatregel else ""]


def _tekst(label: str, waarde: str | None) -> list[Regel]:
    return [Regel(label, waarde)] if waarde else []
