"""Whatever happens, in whatever order: the lists, the rows that PostgreSQL shows and the facts agree.

Hypothesis draws a story of decisions and days. After each step everybody of the cast asks for every
file: through the first wall, through the second wall, and by the facts as the law says them (`_mag`,
written here from the tables of the covenant and the participations, and from nothing else).
"""

from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from beveiliging.decisions import sluit_uit
from casusoverleg import decisions as casusbesluiten
from casusoverleg import deelnemen, plannen
from casusoverleg.models import Casus, Deelname, Plan
from casusoverleg.overdracht import Partner
from casusoverleg.querysets import PLAN_LEZEN
from convenant import decisions as convenant
from convenant.models import Partij
from gedeeld.actor import Actor, Rol
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions as meldingbesluiten
from meldingen.models import Melding
from mensen import rollen, vertegenwoordigen
from mensen.accounts import geef_wachtwoord
from mensen.lezers import lezers_van, mag_lezen
from mensen.models import Gebruiker
from mensen.rollen import bevestig_rol, te_bevestigen, wachtwoord_van
from privacy_rights import beperken
from register.models import Beperking, Uitsluiting
from register.muur import als
from register.registry import bestand
from register.toegang import controleer
from retention import decisions as bewaren
from retention.models import Archiefstuk
from retention.rules import Grond
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.meldingen import maak_melding
from tests.toegang.toneel import meespelers
from weegploeg.models import WeegploegDossier

DAG = timedelta(days=1)
# One place for how much is tried: few stories, many steps; the same ones each time.
PROEF = settings(
    max_examples=3,
    stateful_step_count=14,
    phases=[Phase.generate],  # a story that fails is short already
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
PARTNERS = st.sampled_from(["rvdk", "reclassering", "extern"])
WIE = st.sampled_from(["politie", "om", "gemeente", "rvdk", "reclassering", "extern", "uitvoerder"])
PLAATS = st.integers(min_value=0, max_value=3)
KERNROLLEN = (Rol.VERTEGENWOORDIGER, Rol.UITVOERDER, Rol.UITVOERDER_WEEGPLOEG)


class Verhaal(RuleBasedStateMachine):
    """A story: files come, change and go, while parties and people come and go."""

    cast: ClassVar[Cast]
    spelers: ClassVar[dict[str, Speler]]

    def __init__(self) -> None:
        super().__init__()
        self.dag = timezone.localdate()
        # Participations of partners that have left annex 1 since: over, whatever comes later.
        self.afgebroken: set[int] = set()
        self._open = ExitStack()
        self._open.enter_context(transaction.atomic())
        self._zaak(self.cast.reclassering.partij, self.cast.extern.partij)

    def teardown(self) -> None:
        """Nothing of a story stays."""
        transaction.set_rollback(True)
        self._open.close()

    # Who acts, and how --------------------------------------------------------------------------
    def _actor(self, speler: Speler) -> Actor | None:
        """Somebody on this day, when the facts let him act."""
        moment = speler.op(self.dag).nu
        mogelijk = vertegenwoordigen.mogelijk(speler.gebruiker, moment)
        return vertegenwoordigen.als_actor(mogelijk[0], moment) if mogelijk else None

    def _doe(self, besluit: Callable[[Actor], object], speler: Speler | None = None) -> None:
        """A decision; one that is refused changes nothing."""
        actor = self._actor(speler or self.cast.uitvoerder)
        if actor is None:
            return
        try:
            with transaction.atomic():
                besluit(actor)
        except (NietMogelijk, Geweigerd):
            pass

    def _zaak(self, *partijen: Partij) -> None:
        def besluit(actor: Actor) -> None:
            geboren = {"geboortedatum": self.dag - relativedelta(years=17, months=8)}
            zaak = casussen.casus(self.cast, *partijen, actor=actor, naw=geboren)
            plan = plannen.maak_plan(zaak, actor=actor, doelen=["a"], doel="Werk")
            plannen.voeg_maatregel_toe(
                plan,
                actor=actor,
                partij=self.cast.politie.partij,
                omschrijving="Gesprek",
                bevoegdheid="Eigen taak",
                van=self.dag,
                tot=self.dag + 30 * DAG,
            )
            plannen.stel_plan_vast(plan, actor=actor)

        self._doe(besluit)

    def _een(self, model: Any, plaats: int) -> Any:
        rijen = list(model.objects.order_by("nummer"))
        return rijen[plaats % len(rijen)] if rijen else None

    # Files --------------------------------------------------------------------------------------
    @rule()
    def registreer(self) -> None:
        self._doe(lambda actor: maak_melding(self.cast, op=actor.vandaag), self.cast.gemeente)

    @rule(plaats=PLAATS)
    def breng_in(self, plaats: int) -> None:
        if melding := self._een(Melding, plaats):
            self._doe(lambda actor: meldingbesluiten.breng_in(melding, actor=actor), self.cast.gemeente)  # fmt: skip

    @rule()
    def agendeer(self) -> None:
        self._doe(lambda actor: weegploeg.geagendeerd(self.cast, op=actor.vandaag))

    @rule()
    def open_casus(self) -> None:
        self._zaak()

    @rule(wie=PARTNERS, plaats=PLAATS, over=st.integers(0, 40), duur=st.sampled_from([None, 30]))
    def laat_deelnemen(self, wie: str, plaats: int, over: int, duur: int | None) -> None:
        """Now or later, with or without an end."""
        van = self.dag + over * DAG
        tot = van + duur * DAG if duur else None
        if zaak := self._een(Casus, plaats):
            partner = casussen.partner(self.spelers[wie].partij, van=van, tot=tot)
            self._doe(lambda actor: deelnemen.laat_deelnemen(zaak, actor=actor, partner=partner))  # fmt: skip

    @rule(plaats=PLAATS)
    def eindig_deelname(self, plaats: int) -> None:
        rijen = list(Deelname.objects.order_by("pk"))
        if rijen:
            rij = rijen[plaats % len(rijen)]
            self._doe(
                lambda actor: deelnemen.beeindig_deelname(
                    rij.casus, rij, actor=actor, reden="Niet meer nodig"
                )
            )

    @rule(plaats=PLAATS, jaren=st.sampled_from([15, 17, 18, 30]))
    def corrigeer_leeftijd(self, plaats: int, jaren: int) -> None:
        if zaak := self._een(Casus, plaats):
            naw = zaak.naw | {"geboortedatum": self.dag - relativedelta(years=jaren, months=1)}
            self._doe(lambda actor: casusbesluiten.corrigeer_persoon(zaak, actor=actor, naw=naw))

    @rule(plaats=PLAATS)
    def sluit(self, plaats: int) -> None:
        if zaak := self._een(Casus, plaats):

            def besluit(actor: Actor) -> None:
                casusbesluiten.adviseer_afsluiten(zaak, actor=actor, evaluatie="x", vervolg="y")
                casusbesluiten.sluit_af(zaak.pk, actor=actor, besluit="z")

            self._doe(besluit)

    @rule(grond=st.sampled_from(list(Grond)))
    def bewaartermijn(self, grond: Grond) -> None:
        """The job of the night: archive or destroy what is due."""
        bewaren.verwerk(grond, actor=Actor.systeem("verhaal"), peildatum=self.dag)

    # Parties and people -------------------------------------------------------------------------
    @rule()
    def uit_bijlage_1(self) -> None:
        for rij in self.cast.extern.partij.bijlage1.op(self.dag):
            self._doe(lambda actor, rij=rij: convenant.beeindig_bijlage1(rij.pk, actor=actor), self.cast.beheerder)  # type: ignore[misc]  # fmt: skip
        deelnames = Deelname.objects.filter(partij=self.cast.extern.partij)
        if not self.cast.extern.partij.bijlage1.op(self.dag).exists():
            self.afgebroken |= _sleutels(deelnames)

    @rule()
    def terug_in_bijlage_1(self) -> None:
        partij = self.cast.extern.partij
        self._doe(
            lambda actor: convenant.neem_op_in_bijlage1(
                actor=actor,
                naam=partij.naam,
                contact="x",
                reden="Behandeling",
                van=self.dag,
                getekend_op=self.dag,
                getekend_door="directeur",
                geldig_tot=self.dag + 90 * DAG,
            ),
            self.cast.beheerder,
        )

    @rule()
    def verklaring_vervalt(self) -> None:
        """Nobody decides that: a day passes on which nothing was signed."""
        lopend = self.cast.extern.partij.geheimhouding.filter(getekend_op__lt=self.dag)
        lopend.filter(geldig_tot__gt=self.dag).update(geldig_tot=self.dag)

    @rule()
    def vernieuw_verklaring(self) -> None:
        self._doe(
            lambda actor: convenant.vernieuw_verklaring(
                self.cast.extern.partij,
                actor=actor,
                getekend_op=self.dag,
                getekend_door="directeur",
                geldig_tot=self.dag + 90 * DAG,
            ),
            self.cast.beheerder,
        )

    @rule(wie=st.sampled_from(["rvdk", "reclassering", "om"]))
    def zeg_op(self, wie: str) -> None:
        partij = self.spelers[wie].partij
        self._doe(lambda actor: convenant.zeg_op(partij, actor=actor, op=self.dag), self.cast.beheerder)  # fmt: skip

    @rule(wie=WIE)
    def trek_rol_in(self, wie: str) -> None:
        pk = self.spelers[wie].vertegenwoordiging.pk
        self._doe(lambda actor: rollen.trek_in(pk, actor=actor, reden="x"), self.cast.beheerder)

    @rule(wie=WIE)
    def geef_rol(self, wie: str) -> None:
        speler = self.spelers[wie]
        self._doe(
            lambda actor: rollen.ken_toe(
                actor=actor,
                gebruiker=speler.gebruiker,
                partij=speler.partij,
                rol=Rol(speler.vertegenwoordiging.rol),
                van=self.dag,
                tot=None,
                reden="x",
            ),
            self.cast.beheerder,
        )

    @rule(wie=WIE)
    def nieuw_wachtwoord(self, wie: str) -> None:
        """Its roles wait again; he chooses one of his own at once."""
        gebruiker = self.spelers[wie].gebruiker
        self._doe(lambda actor: geef_wachtwoord(gebruiker, actor=actor), self.cast.beheerder)
        Gebruiker.objects.filter(pk=gebruiker.pk).update(tijdelijk_wachtwoord_sinds=None)

    @rule(door=WIE)
    def bevestig_rollen(self, door: str) -> None:
        """A second person asks everybody who waits."""

        def besluit(actor: Actor) -> None:
            for rij in te_bevestigen(actor).select_related("gebruiker"):
                bevestig_rol(rij.pk, actor=actor, gevraagd=wachtwoord_van(rij.gebruiker))

        self._doe(besluit, self.spelers[door])

    @rule(wie=WIE, plaats=PLAATS)
    def sluit_uit(self, wie: str, plaats: int) -> None:
        """Somebody knows the subject."""
        if zaak := self._een(Casus, plaats):
            self._doe(
                lambda actor: sluit_uit(
                    zaak,
                    actor=actor,
                    gebruiker=self.spelers[wie].gebruiker,
                    reden=Uitsluiting.Reden.FAMILIE,
                )
            )

    @rule(plaats=PLAATS, wat=st.sampled_from([Casus, WeegploegDossier]))
    def beperk(self, plaats: int, wat: Any) -> None:
        """The person concerned asked that data are kept and not used (AVG 18)."""
        if dossier := self._een(wat, plaats):
            self._doe(
                lambda actor: beperken.beperk(
                    dossier, actor=actor, grond="bezwaar", herzien_op=self.dag + 30 * DAG
                )
            )

    @rule(plaats=PLAATS)
    def hef_beperking_op(self, plaats: int) -> None:
        if dossier := self._een(Casus, plaats):
            self._doe(lambda actor: beperken.hef_op(dossier, actor=actor, verteld_op=self.dag))

    @rule(dagen=st.sampled_from([1, 1, 30, 95, 200, 400]))
    def dagen_gaan_voorbij(self, dagen: int) -> None:
        self.dag += dagen * DAG

    # What always holds --------------------------------------------------------------------------
    @invariant()
    def beide_muren_zeggen_wat_de_feiten_zeggen(self) -> None:
        dossiers = [*Melding.objects.all(), *WeegploegDossier.objects.all()]
        zaken = list(Casus.objects.select_related("gemeente"))
        plannen = list(Plan.objects.select_related("casus"))
        for naam, speler in self.spelers.items():
            actor = self._actor(speler)
            heel = {d.pk for d in dossiers if _mag_weegploeg(actor, d)}
            casussen = {z.pk for z in zaken if _mag_casus(actor, z, self.afgebroken)}
            plan = {p.pk for p in plannen if _mag_plan(actor, p, self.afgebroken)}
            eerste = {
                d.pk
                for model in (Melding, WeegploegDossier)
                for d in model.objects.visible_to(actor)
            }
            assert eerste == heel, naam
            assert _sleutels(Casus.objects.visible_to(actor)) == casussen, naam
            assert _sleutels(Plan.objects.visible_to(actor)) == plan, naam
            with als(actor):
                tweede = _sleutels(Melding.objects.all()) | _sleutels(
                    WeegploegDossier.objects.all()
                )
                assert tweede == heel, naam
                assert _sleutels(Casus.objects.all()) == casussen, naam
                assert _sleutels(Plan.objects.all()) == plan, naam
                stukken = _sleutels(Archiefstuk.objects.all())
            assert stukken == _sleutels(Archiefstuk.objects.visible_to(actor)), naam

    @invariant()
    def wie_leest_volgens_de_pagina_leest(self) -> None:
        """`mag_lezen` and the page with its readers say what the lists say (BEV-rechten)."""
        acteurs = {naam: self._actor(speler) for naam, speler in self.spelers.items()}
        for model in (Melding, WeegploegDossier, Casus, Archiefstuk):
            ziet = {n: _sleutels(model.objects.visible_to(a)) for n, a in acteurs.items()}
            heel = [r for r in bestand(model._meta.label_lower).rechten if r != PLAN_LEZEN]
            for dossier in model.objects.all():
                lezers = {
                    mens.gebruiker.pk
                    for lezer in lezers_van(dossier, self.dag)
                    for mens in lezer.mensen
                    if lezer.feit.recht != PLAN_LEZEN
                }
                for naam, actor in acteurs.items():
                    leest = dossier.pk in ziet[naam]
                    assert (actor is not None and mag_lezen(actor, dossier, *heel)) == leest, naam
                    assert (self.spelers[naam].gebruiker.pk in lezers) == leest, naam

    @invariant()
    def de_rechten_zijn_gelijk_aan_de_feiten(self) -> None:
        assert list(controleer(herstel=False)) == []


def _sleutels(rijen: Any) -> set[Any]:
    return set(rijen.values_list("pk", flat=True))


# The facts, as the law says them -----------------------------------------------------------------
def _werkt(partij: Partij, dag: date) -> bool:
    """A party acts: member of the covenant; an external partner in annex 1 and bound to secrecy."""
    if partij.vanaf > dag or (partij.tot and partij.tot <= dag):
        return False
    if partij.soort != "extern":
        return True
    vermeld = any(r.van <= dag and (not r.tot or dag < r.tot) for r in partij.bijlage1.all())
    verklaringen = partij.geheimhouding.all()
    return vermeld and any(r.getekend_op <= dag < r.geldig_tot for r in verklaringen)


def _uitgesloten(actor: Actor, dossier_id: Any) -> bool:
    eigen = Uitsluiting.objects.filter(gebruiker=actor.gebruiker_id, opgeheven_op=None)
    return eigen.filter(dossier_id=dossier_id).exists()


def _kern(actor: Actor, dossier: Any, sinds: date) -> bool:
    """Of the municipality concerned, or of police or OM of its covenant, since the file is there."""
    partij, gemeente = Partij.objects.get(pk=actor.partij_id), dossier.gemeente
    landelijk = partij.soort in ("politie", "om") and partij.convenant_id == gemeente.convenant_id
    return (partij.pk == gemeente.pk or landelijk) and sinds <= actor.vandaag


def _mag_weegploeg(actor: Actor | None, dossier: Any) -> bool:
    """A melding or a weegploeg file: members and secretary of its weegploeg (MC 8.4)."""
    if actor is None or actor.rol not in KERNROLLEN:
        return False
    sinds = dossier.ontvangen_op if isinstance(dossier, Melding) else dossier.geopend_op
    return _kern(actor, dossier, sinds) and not _uitgesloten(actor, dossier.pk)


def _mag_casus(actor: Actor | None, zaak: Casus, afgebroken: set[int]) -> bool:
    """A casus: its core parties, and parties of the covenant while they take part (MC 10.4)."""
    if actor is None or _uitgesloten(actor, zaak.pk):
        return False
    if actor.rol in (*KERNROLLEN, Rol.UITVOERDER_CASUSOVERLEG) and _kern(
        actor, zaak, zaak.geopend_op
    ):
        return True
    return actor.partij_soort != "extern" and _doet_mee(actor, zaak, afgebroken)


def _mag_plan(actor: Actor | None, plan: Plan, afgebroken: set[int]) -> bool:
    """A plan: who reads the casus; once adopted also external partners while it runs (MC 10.5)."""
    if actor is None or _uitgesloten(actor, plan.casus_id):
        return False
    if _mag_casus(actor, plan.casus, afgebroken):
        return True
    loopt = not plan.casus.afgesloten_op or actor.vandaag < plan.casus.afgesloten_op
    extern = actor.partij_soort == "extern" and plan.status == "vastgesteld"
    return extern and loopt and _doet_mee(actor, plan.casus, afgebroken)


def _doet_mee(actor: Actor, zaak: Casus, afgebroken: set[int]) -> bool:
    """Takes part in this casus on this day; the RvdK only in that of a minor (PB 3.4).

    An external partner that left annex 1 and came back is let in anew (MC 1 c).
    """
    dag = actor.vandaag
    if actor.rol != Rol.VERTEGENWOORDIGER:
        return False
    if Beperking.objects.filter(dossier_id=zaak.pk, opgeheven_op=None).exists():
        return False  # nobody works with what is restricted (AVG 18)
    volwassen = zaak.geboortedatum + relativedelta(years=18) <= dag
    if actor.partij_soort == "rvdk" and volwassen:
        return False
    return any(
        rij.van <= dag and (not rij.tot or dag < rij.tot) and rij.pk not in afgebroken
        for rij in zaak.deelnames.filter(partij=actor.partij_id, rol="deelnemer")
    )


@pytest.mark.clausule("CAS-toegang-partij")
@pytest.mark.clausule("CAS-toegang-extern")
@pytest.mark.clausule("WEE-toegang")
@pytest.mark.timeout(900)  # a minute alone, more beside other work
def test_lijst_muur_en_feiten_zijn_het_altijd_eens(cast: Cast) -> None:
    Verhaal.cast, Verhaal.spelers = cast, meespelers(cast)
    run_state_machine_as_test(Verhaal, settings=PROEF)


@pytest.mark.clausule("CON-bijlage1")
def test_binnengelaten_uit_bijlage_1_en_terug_op_een_dag(cast: Cast) -> None:
    """A story too rare to be drawn: the day alone says nothing about what came first."""
    Verhaal.cast, Verhaal.spelers = cast, meespelers(cast)
    verhaal = Verhaal()
    extern = verhaal._actor(cast.extern)

    def leest() -> bool:
        verhaal.beide_muren_zeggen_wat_de_feiten_zeggen()
        verhaal.de_rechten_zijn_gelijk_aan_de_feiten()
        return Plan.objects.visible_to(extern).exists()

    try:
        gezien = [leest()]
        for stap in (verhaal.uit_bijlage_1, verhaal.terug_in_bijlage_1):
            stap()
            gezien.append(leest())
        verhaal.laat_deelnemen("extern", 0, 0, None)
        assert [*gezien, leest()] == [True, False, False, True]
    finally:
        verhaal.teardown()


def test_het_orakel_kent_partijen_die_niet_meer_meedoen(cast: Cast) -> None:
    """The oracle by itself: it says no where the cast is let act no more."""
    dag = timezone.localdate()
    assert _werkt(cast.extern.partij, dag)
    cast.extern.partij.geheimhouding.update(geldig_tot=dag)
    assert not _werkt(cast.extern.partij, dag)
    assert not vertegenwoordigen.mogelijk(cast.extern.gebruiker)
    assert Partner(cast.rvdk.partij, reden="x").van is None
