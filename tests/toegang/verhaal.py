"""A story that hypothesis draws: files come, change and go, while parties and people come and go.

After each step that changed something everybody of the cast asks for every file: through the first wall,
through the second wall, and by the facts as the law says them (`orakel`).
"""

import inspect
from collections import Counter, defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import timedelta
from typing import Any, ClassVar
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from beveiliging.decisions import sluit_uit
from casusoverleg import decisions as casusbesluiten
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.models import Casus, Deelname, Partijvraag, Plan
from casusoverleg.partijvraag.decisions import leg_antwoord_vast
from casusoverleg.plan import decisions as plannen
from convenant import bijlage1, opzegging
from convenant.models import Opzegging, Partij
from gedeeld.actor import Actor, Rol
from gedeeld.termijnen import Grond
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions as meldingbesluiten
from meldingen.models import Melding
from mensen import rollen, vertegenwoordigen
from mensen.accounts import geef_wachtwoord
from mensen.lezers import lezers_van, mag_lezen
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.rollen import bevestig_rol, te_bevestigen, wachtwoord_van
from privacy_rights import beperken
from register.afleiden import verschillen
from register.grants import DEEL
from register.herleiden import herleid
from register.models import Beperking, Uitsluiting
from register.muur import als
from register.registry import bestand
from retention import decisions as bewaren
from retention.models import Archiefstuk
from retention.querysets import aan_de_beurt
from tests.cast import Cast, Speler
from tests.hulp import casussen, gegevens, meldingen, weegploeg
from tests.hulp.bijlage1 import kernbesluit
from tests.toegang.orakel import Feiten, werkt
from weegploeg.models import WeegploegDossier

DAG = timedelta(days=1)
PARTNERS = ("rvdk", "reclassering", "extern")
WIE = ("politie", "om", "gemeente", "rvdk", "reclassering", "extern", "uitvoerder")
PLAATS = st.integers(min_value=0, max_value=30)
VEEL = 4
BESTANDEN = (Melding, WeegploegDossier, Casus, Plan)
ALTIJD = (None,)  # the choices of a step that is about no file or person
GEDAAN, GEWEIGERD = "gedaan", "geweigerd"
STAPPEN: set[str] = set()  # the name of every step
# By name: who acts, and per kind of file the keys of what he finds.
Lijsten = dict[str, tuple[Actor | None, dict[Any, set[Any]]]]


def stap(
    keuzes: Callable[["Verhaal"], Any], door: str = "uitvoerder", **meer: st.SearchStrategy[Any]
) -> Callable[[Callable[..., bool]], Callable[..., None]]:
    """A rule about one of some things, drawn only while there is one and somebody can decide.

    Args:
        keuzes: what the step can be about now, in an order that does not differ between runs.
        door: who decides.
        meer: what else is drawn.
    """

    def maak(functie: Callable[..., bool]) -> Callable[..., None]:
        STAPPEN.add(functie.__name__)

        def doe(verhaal: "Verhaal", plaats: int = 0, *los: Any, **waarden: Any) -> None:
            rij = list(keuzes(verhaal))
            gedaan = functie(verhaal, rij[plaats % len(rij)], *los, **waarden)
            verhaal._acteurs.clear()
            verhaal.telling[functie.__name__][GEDAAN if gedaan else GEWEIGERD] += 1
            verhaal.veranderd |= gedaan

        eigen, _, *overig = inspect.signature(functie).parameters.values()
        plek = eigen.replace(name="plaats", annotation=int, default=0)
        doe.__signature__ = inspect.Signature([eigen, plek, *overig])  # type: ignore[attr-defined]
        doe.__name__, doe.__qualname__ = functie.__name__, functie.__qualname__
        doe.__doc__ = functie.__doc__
        kan = precondition(lambda verhaal: verhaal.kan(door) and any(True for _ in keuzes(verhaal)))
        return kan(rule(plaats=PLAATS, **meer)(doe))

    return maak


class Verhaal(RuleBasedStateMachine):
    """The story, and what always holds in it."""

    cast: ClassVar[Cast]
    spelers: ClassVar[dict[str, Speler]]
    # Of every step how often it was done and refused, over all stories.
    telling: ClassVar[defaultdict[str, Counter[str]]] = defaultdict(Counter)

    def __init__(self) -> None:
        super().__init__()
        self.dag = timezone.localdate()
        # Participations of partners that have left annex 1 since: over, whatever comes later.
        self.afgebroken: set[UUID] = set()
        self.veranderd = True
        self._acteurs: dict[str, Actor | None] = {}  # since the last step
        self._open = ExitStack()
        self._open.enter_context(transaction.atomic())
        assert self._zaak(self.cast.reclassering.partij, self.cast.extern.partij)

    def teardown(self) -> None:
        """Nothing of a story stays."""
        transaction.set_rollback(True)
        self._open.close()

    # Who acts, and how --------------------------------------------------------------------------
    def actor(self, wie: str) -> Actor | None:
        """Somebody on this day, when the facts let him act; asked once between two steps."""
        if wie not in self._acteurs:
            speler = self.spelers[wie]
            moment = speler.op(self.dag).nu
            mogelijk = vertegenwoordigen.mogelijk(speler.gebruiker, moment)
            actor = vertegenwoordigen.als_actor(mogelijk[0], moment) if mogelijk else None
            self._acteurs[wie] = actor
        return self._acteurs[wie]

    def kan(self, wie: str) -> bool:
        return not wie or self.actor(wie) is not None

    def _doe(self, besluit: Callable[[Actor], object], wie: str = "uitvoerder") -> bool:
        """A decision; one that is refused changes nothing."""
        actor = self.actor(wie)
        assert actor
        try:
            with transaction.atomic():
                besluit(actor)
        except (NietMogelijk, Geweigerd):
            return False
        return True

    def _herleid(self, gedaan: bool, partij: Partij | None = None) -> bool:
        """The job that a fact about a party asks for: it begins when the transaction ends."""
        if gedaan:
            herleid((partij or self.cast.extern.partij).pk)
        return gedaan

    def _zaak(self, *partijen: Partij) -> bool:
        def besluit(actor: Actor) -> None:
            geboren = {"geboortedatum": self.dag - relativedelta(years=17, months=8)}
            zaak = casussen.casus(self.cast, *partijen, actor=actor, naw=geboren)
            plan = plannen.maak_plan(zaak, actor=actor, **gegevens.Plan())
            maatregel = gegevens.Maatregel(
                partij=self.cast.politie.partij, van=self.dag, tot=self.dag + 30 * DAG
            )
            plannen.voeg_maatregel_toe(plan, actor=actor, **maatregel)
            casussen.stel_vast(plan, actor=actor)

        return self._doe(besluit)

    # What there is to decide on now -------------------------------------------------------------
    def _heel(self) -> bool:
        """Whether the weegploeg is complete, and the municipality can bring something in."""
        partijen = Partij.objects.filter(pk__in=[partij.pk for partij in self.cast.kern])
        return all(werkt(partij, self.dag) for partij in partijen) and self.kan("gemeente")

    def _plaats_voor(self, model: Any) -> tuple[None, ...]:
        """Something new while there is not much: much happens to a few files."""
        return ALTIJD if model.objects.count() < VEEL and self._heel() else ()

    def _nieuw(self) -> list[Melding]:
        """Meldingen that the municipality can bring in."""
        rijen = Melding.objects.filter(stand=Melding.Stand.NIEUW, beperkt=False).order_by("nummer")
        return list(rijen) if self._heel() else []

    def _van_de_uitvoerder(self, *modellen: Any) -> list[Any]:
        """The files that the secretary reads."""
        actor, feiten = self.actor("uitvoerder"), Feiten(self.afgebroken)
        rijen = [rij for model in modellen for rij in model.objects.order_by("nummer")]
        return [rij for rij in rijen if feiten.mag(actor, rij)]

    def _zaken(self) -> list[Casus]:
        """The casussen in which the secretary can change something."""
        zaken = self._van_de_uitvoerder(Casus)
        return [z for z in zaken if z.stand == Casus.Stand.ACTIEF and not z.beperkt]

    def _af_te_sluiten(self) -> list[Casus]:
        rijen = Plan.objects.filter(status=Plan.Status.VASTGESTELD).values_list("casus", flat=True)
        return [zaak for zaak in self._zaken() if zaak.pk in set(rijen)]

    def _uit_te_nodigen(self) -> list[tuple[Casus, str]]:
        """A partner that acts, in a casus in which it does not take part and will not."""
        uit = []
        for zaak in self._zaken():
            kan = set(deelnemen.uit_te_nodigen(zaak, self.dag).values_list("pk", flat=True))
            minderjarig = self.dag < zaak.geboortedatum + relativedelta(years=18)
            uit += [
                (zaak, wie)
                for wie in PARTNERS
                if self.spelers[wie].partij.pk in kan and (wie != "rvdk" or minderjarig)
            ]
        return uit

    def _deelnames(self) -> list[Deelname]:
        zaken = self._van_de_uitvoerder(Casus)
        return list(Deelname.objects.niet_voorbij(self.dag).filter(casus__in=zaken).order_by("pk"))

    def _uitnodigingen(self) -> list[Partijvraag]:
        """Invitations without an answer, in a casus that takes one."""
        rijen = Partijvraag.objects.filter(soort="uitnodiging", uitkomst="", afgehandeld_op=None)
        zaken = [zaak.pk for zaak in self._zaken()]
        return list(rijen.filter(casus__in=zaken).select_related("casus").order_by("pk"))

    def _beperkt(self) -> list[Any]:
        beperkt = Beperking.objects.filter(opgeheven_op=None).values_list("dossier_id", flat=True)
        alle = self._van_de_uitvoerder(Casus, WeegploegDossier)
        return [dossier for dossier in alle if dossier.pk in set(beperkt)]

    def _gronden(self) -> list[Grond]:
        """The grounds on which a file is due."""
        return [grond for grond in Grond if aan_de_beurt(self.dag, [grond]).exists()]

    def _lezers(self) -> list[tuple[Casus, str]]:
        """Who reads a casus, by name."""
        uit = []
        for zaak in self._van_de_uitvoerder(Casus):
            mensen = {m.gebruiker for lezer in lezers_van(zaak, self.dag) for m in lezer.mensen}
            uit += [(zaak, wie) for wie in WIE if self.spelers[wie].gebruiker in mensen]
        return uit

    def _rollen(self) -> Any:
        mensen = [self.spelers[wie].gebruiker for wie in WIE]
        rijen = Vertegenwoordiging.objects.niet_voorbij(self.dag).filter(gebruiker__in=mensen)
        return rijen.select_related("gebruiker").order_by("gebruiker__username", "van", "tot")

    def _zonder_rol(self) -> list[str]:
        met = {rij.gebruiker for rij in self._rollen()}
        return [wie for wie in WIE if self.spelers[wie].gebruiker not in met]

    def _bevestigers(self) -> list[str]:
        """Who can confirm a role now."""
        acteurs = {wie: self.actor(wie) for wie in WIE}
        return [wie for wie, actor in acteurs.items() if actor and te_bevestigen(actor).exists()]

    def _leden(self) -> list[Partij]:
        """Members that have not given notice."""
        pks = [self.spelers[wie].partij.pk for wie in ("rvdk", "reclassering", "om")]
        return list(
            Partij.objects.filter(pk__in=pks)
            .exclude(opzeggingen__in=Opzegging.objects.filter(ingetrokken_op=None))
            .order_by("naam")
        )

    def _opgezegd(self) -> list[Opzegging]:
        """Notices that run: they wait, or the day has not come."""
        rijen = Opzegging.objects.filter(ingetrokken_op=None).exclude(partij__tot__lte=self.dag)
        return list(rijen.select_related("partij").order_by("partij__naam"))

    def _in_bijlage_1(self) -> Any:
        return self.cast.extern.partij.bijlage1.op(self.dag).order_by("pk")

    def _verklaringen(self) -> Any:
        """Statements that can run out today."""
        rijen = self.cast.extern.partij.geheimhouding.filter(getekend_op__lt=self.dag)
        return rijen.filter(geldig_tot__gt=self.dag).order_by("pk")

    # Files --------------------------------------------------------------------------------------
    @stap(lambda self: self._plaats_voor(Melding), door="gemeente")
    def registreer(self, _: None) -> bool:
        return self._doe(
            lambda actor: meldingen.maak_melding(self.cast, op=actor.vandaag), "gemeente"
        )

    @stap(_nieuw, door="gemeente")
    def breng_in(self, melding: Melding) -> bool:
        return self._doe(lambda actor: meldingbesluiten.breng_in(melding, actor=actor), "gemeente")

    @stap(lambda self: self._plaats_voor(WeegploegDossier))
    def agendeer(self, _: None) -> bool:
        return self._doe(lambda actor: weegploeg.geagendeerd(self.cast, op=actor.vandaag))

    @stap(lambda self: self._plaats_voor(Casus))
    def open_casus(self, _: None) -> bool:
        return self._zaak()

    @stap(_uit_te_nodigen, over=st.integers(0, 40), duur=st.sampled_from([None, 30]))
    def laat_deelnemen(
        self, wie: tuple[Casus, str], over: int = 0, duur: int | None = None
    ) -> bool:
        """Now or later, with or without an end."""
        zaak, naam = wie
        van = self.dag + over * DAG
        tot = van + duur * DAG if duur else None
        partner = casussen.partner(self.spelers[naam].partij, van=van, tot=tot)
        return self._doe(lambda a: deelnemen.laat_deelnemen(zaak, actor=a, partner=partner))

    @stap(_uitnodigingen, ja=st.booleans())
    def antwoord_op_uitnodiging(self, rij: Partijvraag, ja: bool = True) -> bool:
        """The secretary records what the party answered: it takes part or it does not."""
        velden = {"uitkomst": "doet_mee" if ja else "gaat_weg", "antwoord": "x"}
        return self._doe(
            lambda a: leg_antwoord_vast(rij, actor=a, wie="Teamleider", hoe="mail", **velden)
        )

    @stap(_deelnames)
    def eindig_deelname(self, rij: Deelname) -> bool:
        return self._doe(
            lambda actor: deelnemen.beeindig_deelname(
                rij.casus, rij, actor=actor, reden="Niet meer nodig"
            )
        )

    @stap(_zaken, jaren=st.sampled_from([15, 17, 18, 30]))
    def corrigeer_leeftijd(self, zaak: Casus, jaren: int = 18) -> bool:
        naw = zaak.naw | {"geboortedatum": self.dag - relativedelta(years=jaren, months=1)}
        return self._doe(
            lambda actor: casusbesluiten.corrigeer_persoon(
                zaak, actor=actor, naw=naw, reden="x", raad_stopt=True
            )
        )

    @stap(_af_te_sluiten, weken=st.sampled_from([0, 0, 4, 12]))
    def sluit(self, zaak: Casus, weken: int = 0) -> bool:
        """The others stop reading at once, or after some weeks."""
        later = (self.dag + timedelta(weeks=weken), "x") if weken else (None, "")
        tot, reden = later

        def besluit(actor: Actor) -> None:
            casusbesluiten.adviseer_afsluiten(zaak, actor=actor, **casussen.evaluatie(zaak))
            casusbesluiten.sluit_af(
                zaak.zaak,
                actor=actor,
                besluit="z",
                niet_af="n",
                toegang_tot=tot,
                toegang_reden=reden,
            )

        return self._doe(besluit)

    @stap(_gronden, door="")
    def bewaartermijn(self, grond: Grond) -> bool:
        """The job of the night: archive or destroy what is due."""
        bewaren.verwerk(grond, actor=Actor.systeem("verhaal"), peildatum=self.dag)
        return True

    # Parties and people -------------------------------------------------------------------------
    @stap(_in_bijlage_1, door="beheerder")
    def uit_bijlage_1(self, rij: Any) -> bool:
        gedaan = self._doe(
            lambda actor: bijlage1.beeindig(
                rij.pk, actor=actor, besluit=kernbesluit(actor, self.dag)
            ),
            "beheerder",
        )
        if gedaan:
            self.afgebroken |= _sleutels(Deelname.objects.filter(partij=rij.partij))
        return self._herleid(gedaan)

    @stap(lambda self: () if self._in_bijlage_1() else ALTIJD, door="beheerder")
    def terug_in_bijlage_1(self, _: None) -> bool:
        partij = self.cast.extern.partij
        gedaan = self._doe(
            lambda actor: bijlage1.neem_op(
                actor=actor,
                naam=partij.naam,
                contact="x",
                reden="Behandeling",
                van=self.dag,
                besluit=kernbesluit(actor, self.dag),
                getekend_op=self.dag,
                getekend_door="directeur",
                geldig_tot=self.dag + 90 * DAG,
            ),
            "beheerder",
        )
        return self._herleid(gedaan)

    @stap(_verklaringen, door="")
    def verklaring_vervalt(self, _: Any) -> bool:
        """Nobody decides that: a day passes on which nothing was signed."""
        return self._herleid(bool(self._verklaringen().update(geldig_tot=self.dag)))

    @stap(lambda self: ALTIJD, door="beheerder")
    def vernieuw_verklaring(self, _: None) -> bool:
        gedaan = self._doe(
            lambda actor: bijlage1.vernieuw_verklaring(
                self.cast.extern.partij,
                actor=actor,
                getekend_op=self.dag,
                getekend_door="directeur",
                geldig_tot=self.dag + 90 * DAG,
            ),
            "beheerder",
        )
        return self._herleid(gedaan)

    @stap(_leden, door="beheerder")
    def zeg_op(self, partij: Partij) -> bool:
        return self._doe(
            lambda actor: opzegging.zeg_op(partij, actor=actor, op=self.dag), "beheerder"
        )

    @stap(_opgezegd)
    def bevestig_opzegging(self, rij: Opzegging) -> bool:
        gedaan = self._doe(lambda actor: opzegging.bevestig(rij.pk, actor=actor))
        return self._herleid(gedaan, rij.partij)

    @stap(_opgezegd, door="beheerder")
    def trek_opzegging_in(self, rij: Opzegging) -> bool:
        gedaan = self._doe(lambda actor: opzegging.trek_in(rij.pk, actor=actor), "beheerder")
        return self._herleid(gedaan, rij.partij)

    @stap(_rollen, door="beheerder")
    def trek_rol_in(self, rij: Vertegenwoordiging) -> bool:
        return self._doe(lambda actor: rollen.trek_in(rij.pk, actor=actor, reden="x"), "beheerder")

    @stap(_zonder_rol, door="beheerder")
    def geef_rol(self, wie: str) -> bool:
        speler = self.spelers[wie]
        return self._doe(
            lambda actor: rollen.ken_toe(
                actor=actor,
                gebruiker=speler.gebruiker,
                partij=speler.partij,
                rol=Rol(speler.vertegenwoordiging.rol),
                van=self.dag,
                tot=None,
                reden="x",
            ),
            "beheerder",
        )

    @stap(lambda self: WIE, door="beheerder")
    def nieuw_wachtwoord(self, wie: str) -> bool:
        """Its roles wait again; he chooses one of his own at once."""
        gebruiker = self.spelers[wie].gebruiker
        gedaan = self._doe(lambda actor: geef_wachtwoord(gebruiker, actor=actor), "beheerder")
        Gebruiker.objects.filter(pk=gebruiker.pk).update(tijdelijk_wachtwoord_sinds=None)
        return gedaan

    @stap(_bevestigers, door="")
    def bevestig_rollen(self, wie: str) -> bool:
        """A second person asks everybody who waits."""

        def besluit(actor: Actor) -> None:
            for rij in te_bevestigen(actor).select_related("gebruiker"):
                bevestig_rol(rij.pk, actor=actor, gevraagd=wachtwoord_van(rij.gebruiker))

        return self._doe(besluit, wie)

    @stap(_lezers)
    def sluit_uit(self, wie: tuple[Casus, str]) -> bool:
        """Somebody knows the subject."""
        zaak, naam = wie
        return self._doe(
            lambda actor: sluit_uit(
                zaak,
                actor=actor,
                gebruiker=self.spelers[naam].gebruiker,
                reden=Uitsluiting.Reden.FAMILIE,
            )
        )

    @stap(lambda self: self._van_de_uitvoerder(Casus, WeegploegDossier))
    def beperk(self, dossier: Any) -> bool:
        """The person concerned asked that data are kept and not used (AVG 18)."""
        return self._doe(
            lambda actor: beperken.beperk(
                dossier, actor=actor, grond="bezwaar", herzien_op=self.dag + 30 * DAG
            )
        )

    @stap(_beperkt)
    def hef_beperking_op(self, dossier: Any) -> bool:
        return self._doe(lambda actor: beperken.hef_op(dossier, actor=actor, verteld_op=self.dag))

    @stap(lambda self: ALTIJD, door="", dagen=st.sampled_from([1, 1, 30, 95, 200, 400]))
    def dagen_gaan_voorbij(self, _: None, dagen: int = 1) -> bool:
        self.dag += dagen * DAG
        return True

    # What always holds --------------------------------------------------------------------------
    @invariant()
    def alles_is_het_eens(self) -> None:
        """After a step that was refused everything is as it was: nothing to look at."""
        if self.veranderd:
            lijsten = self.lijsten()
            self.beide_muren_zeggen_wat_de_feiten_zeggen(lijsten)
            self.wie_leest_volgens_de_pagina_leest(lijsten)
            self.de_rechten_zijn_gelijk_aan_de_feiten()
            self.veranderd = False

    def lijsten(self) -> Lijsten:
        """What each of the cast finds in the lists today, behind the first wall alone."""
        acteurs = {naam: self.actor(naam) for naam in self.spelers}
        modellen = (*BESTANDEN, Archiefstuk)
        return {
            naam: (actor, {m: _sleutels(m.objects.visible_to(actor)) for m in modellen})
            for naam, actor in acteurs.items()
        }

    def beide_muren_zeggen_wat_de_feiten_zeggen(self, lijsten: Lijsten) -> None:
        feiten = Feiten(self.afgebroken)
        rijen = {model: list(model.objects.all()) for model in BESTANDEN}
        for naam, (actor, eerste) in lijsten.items():
            mag = {m: {rij.pk for rij in rijen[m] if feiten.mag(actor, rij)} for m in BESTANDEN}
            with als(actor):
                tweede = {m: _sleutels(m.objects.all()) for m in eerste}
            assert eerste == tweede == mag | {Archiefstuk: eerste[Archiefstuk]}, naam

    def wie_leest_volgens_de_pagina_leest(self, lijsten: Lijsten) -> None:
        """`mag_lezen` and the page with its readers say what the lists say (BEV-rechten)."""
        for model in (Melding, WeegploegDossier, Casus, Archiefstuk):
            heel = [r for r in bestand(model._meta.label_lower).rechten if r not in DEEL]
            for dossier in model.objects.all():
                lezers = {
                    mens.gebruiker.pk
                    for lezer in lezers_van(dossier, self.dag)
                    for mens in lezer.mensen
                    if lezer.feit.recht not in DEEL
                }
                for naam, (actor, ziet) in lijsten.items():
                    leest = dossier.pk in ziet[model]
                    assert (actor is not None and mag_lezen(actor, dossier, *heel)) == leest, naam
                    assert (self.spelers[naam].gebruiker.pk in lezers) == leest, naam

    def de_rechten_zijn_gelijk_aan_de_feiten(self) -> None:
        assert [verschil.zin for verschil in verschillen(herstel=False)] == []


def _sleutels(rijen: Any) -> set[Any]:
    return set(rijen.values_list("pk", flat=True))
