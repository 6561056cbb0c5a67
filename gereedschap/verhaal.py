"""Plays the stories of fixtures/demo.yaml with the real decisions, each on its own day.

Nothing is written past the decisions: what the demo shows is what the application made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

import yaml
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from beveiliging.decisions import sluit_uit
from casusoverleg import decisions as casusoverleg
from casusoverleg.deelname.decisions import wijs_regisseur_aan
from casusoverleg.dossier.models import Casus
from casusoverleg.overdracht import Partner
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Maatregel, Plan
from casusoverleg.verstrekking.decisions import leg_toestemming_vast, vraag_toestemming
from casusoverleg.verstrekking.querysets import toestemmers
from convenant import laden
from convenant.decisions import kernpartijen_van
from convenant.gegevens import BLIJFT_ACHTER, Aard, SignaalWaarden, WpgArtikel
from convenant.models import (
    Fase,
    Grondslag,
    Ontvanger,
    Ontwikkelgebied,
    Partij,
    SoortPartij,
    Uitzonderingsgrond,
)
from gedeeld.actor import Actor, Rol
from gedeeld.termijnen import Grond
from meldingen import decisions as meldingen
from meldingen.models import Melding
from mensen import geheimhouding, vertegenwoordigen
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.rollen import ken_toe, vertegenwoordig
from mensen.vertegenwoordigen import Keuze
from privacy_rights import beperken
from privacy_rights import decisions as rechten
from privacy_rights.models import Verzoek
from register.brieven import decisions as brieven
from register.brieven.models import BriefVelden
from register.brieven.soorten import brieven_van
from register.controle.decisions import leg_controle_vast
from register.models import Termijn
from register.muur import als
from retention.decisions import verwerk
from weegploeg.besluit import decisions as besluiten
from weegploeg.besluit.afsluiten import besluit_afsluiten
from weegploeg.bevestigen import decisions as bevestigen
from weegploeg.duiding.decisions import Antwoord, beantwoord
from weegploeg.duiding.vragen import Vraag
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.informeren import decisions as informeren
from weegploeg.models import Partnervraag, WeegploegDossier
from weegploeg.vastleggen import WieSprak, vertegenwoordigers
from weegploeg.weging import decisions as wegen

from . import demo, vergaderingen

FIXTURES = settings.BASE_DIR / "fixtures"
BESTANDEN = (
    "referentiekader.yaml",
    "grondslagen.yaml",
    "uitzonderingsgronden.yaml",
    "convenant-limburg.yaml",
    "convenant-rivierenland-demo.yaml",
)
SINDS = date(2019, 3, 1)
NOEN = time(12)
NIET_AF = "Wat nog loopt, gaat vrijwillig door zonder het casusoverleg."


def laad(*, vandaag: date) -> int:
    """Fill an empty database with the demo: covenants, accounts and invented people.

    Args:
        vandaag: the day to which all ages and terms are relative.

    Returns:
        The number of invented people.
    """
    with als(Actor.systeem("demo")):
        return _laad(vandaag)


def _laad(vandaag: date) -> int:
    laden.laad([str(FIXTURES / naam) for naam in BESTANDEN])
    for speler in demo.spelers():
        maak_account(speler)
    inhoud = yaml.safe_load(Path(FIXTURES / "demo.yaml").read_text())
    for persoon in inhoud["mensen"]:
        Verhaal(persoon, vandaag).speel()
    _vernietig(vandaag)
    for verzoek in inhoud["verzoeken"]:
        wie = next(p for p in inhoud["mensen"] if p["sleutel"] == verzoek["van"])
        _speel_verzoek(verzoek, Verhaal(wie, vandaag))
    venlo = Verhaal({}, vandaag)
    vergaderingen.speel(vandaag, als=venlo.als, uitvoerder=venlo.uitvoerder)
    return len(inhoud["mensen"])


def _vernietig(vandaag: date) -> None:
    """The job, as it ran after each last day of something."""
    gronden = Grond.van_lid_3()
    voorbij = Termijn.objects.filter(grond__in=gronden, tot__lt=vandaag, dossier__beperkt=False)
    for laatste in sorted(set(voorbij.values_list("tot", flat=True))):
        dag = laatste + timedelta(days=1)
        for grond in gronden:
            verwerk(grond, actor=_taak(dag), peildatum=dag)


def _taak(dag: date) -> Actor:
    return Actor.systeem("bewaartermijnen", _noen(dag))


def _noen(dag: date) -> datetime:
    return datetime.combine(dag, NOEN, timezone.get_current_timezone())


def maak_account(speler: demo.Speler) -> Vertegenwoordiging:
    """One demo account with its representation; secrecy is confirmed, so that the demo starts on work.

    Who waits for a second person comes after the administrator who gave the role.
    """
    voornaam, _, achternaam = speler.naam.partition(" ")
    partij = Partij.objects.get(convenant__code=speler.convenant, naam=speler.partij)
    gebruiker = Gebruiker.objects.create_user(
        speler.gebruikersnaam,
        password=demo.WACHTWOORD,
        first_name=voornaam,
        last_name=achternaam,
        convenant=partij.convenant,
    )
    if speler.wacht:
        return _geef_rol(gebruiker, partij, speler.rol)
    rij = vertegenwoordig(gebruiker, partij, speler.rol, van=SINDS)
    for ander in Partij.objects.filter(convenant=partij.convenant_id, naam__in=speler.ook):
        vertegenwoordig(gebruiker, ander, speler.rol, van=SINDS)
    keuze = Keuze((rij,))
    actor = vertegenwoordigen.als_actor(keuze, _noen(SINDS))
    tekst = vertegenwoordigen.te_bevestigen(keuze, actor.nu)
    assert tekst is not None  # a covenant without one gets the standard text
    geheimhouding.bevestig(actor=actor, tekst_id=tekst.pk)
    return rij


def _geef_rol(gebruiker: Gebruiker, partij: Partij, rol: Rol) -> Vertegenwoordiging:
    """What the administrator does on the page of who has access."""
    beheer = Vertegenwoordiging.objects.select_related("partij__convenant", "gebruiker").get(
        partij__convenant=partij.convenant_id, rol=Rol.BEHEERDER
    )
    actor = vertegenwoordigen.als_actor(Keuze((beheer,)))
    return ken_toe(
        actor=actor,
        gebruiker=gebruiker,
        partij=partij,
        rol=rol,
        van=actor.vandaag,
        tot=None,
        reden="Nieuw lid van de weegploeg.",
    )


@dataclass
class Verhaal:
    """The story of one invented person, as far as its `stand` goes.

    Args:
        persoon: one entry of fixtures/demo.yaml; day counts in it are days before `vandaag`.
    """

    persoon: dict[str, Any]
    vandaag: date
    gemeente: Partij = field(init=False)

    def __post_init__(self) -> None:
        naam = self.persoon.get("gemeente", "Gemeente Venlo")
        self.gemeente = Partij.objects.get(naam=naam)

    def speel(self) -> None:
        """Play every act up to the person's `stand`."""
        melding = self._meld()
        stand = self.persoon["stand"]
        einde: dict[str, Callable[[Melding], object]] = {
            "melding": lambda _: None,
            "melding_doorgegeven": self._geef_door,
            "melding_geen_actie": self._geen_actie,
        }
        if stand in einde:
            einde[stand](melding)
            return
        dossier = self._weeg(melding)
        if stand == "nadere_duiding":
            self._vraag_duiding(dossier)
        elif stand == "niet_geagendeerd":
            self._agendeer_niet(dossier)
        elif stand.startswith("casus_"):
            self._casus(dossier, stand.removeprefix("casus_"))
        if "uitgesloten" in self.persoon:
            self._sluit_uit(dossier, **self.persoon["uitgesloten"])
        else:  # there the others still have it to read
            self._bevestig(dossier)
        if "beperkt" in self.persoon:
            self._beperk(dossier, **self.persoon["beperkt"])

    # Who and when ------------------------------------------------------------------------------
    def _dag(self, sleutel: str, *, later: int = 0) -> date:
        return self.vandaag - timedelta(days=self.persoon[sleutel] - later)

    def als(self, partij: str | Partij, dag: date, rol: Rol = Rol.VERTEGENWOORDIGER) -> Actor:
        """Somebody of a party, acting at noon on a day."""
        rijen = Vertegenwoordiging.objects.werkend(dag)
        rijen = rijen.select_related("partij__convenant", "gebruiker")
        naam = partij if isinstance(partij, str) else partij.naam
        rij = rijen.filter(partij__naam=naam, rol=rol).first()
        if rij is None:  # a party without an account in the demo: its secretary acts
            rij = rijen.get(partij__naam="Gemeente Venlo", rol=Rol.UITVOERDER)
        return vertegenwoordigen.als_actor(Keuze((rij,)), _noen(dag))

    def uitvoerder(self, dag: date) -> Actor:
        """The secretary of this municipality; the demo has one for Venlo."""
        return self.als("Gemeente Venlo", dag, Rol.UITVOERDER)

    @property
    def naw(self) -> dict[str, Any]:
        """Name, address and birth date; the birthday lies 100 days back."""
        voornamen, tussenvoegsel, achternaam = self.persoon["naam"]
        straat, postcode, woonplaats = self.persoon["adres"]
        leeftijd = self.persoon.get("leeftijd")
        geboren = self.vandaag - relativedelta(years=leeftijd, days=100) if leeftijd else None
        return {
            "voornamen": voornamen,
            "tussenvoegsel": tussenvoegsel,
            "achternaam": achternaam,
            "straat": straat,
            "postcode": postcode,
            "woonplaats": woonplaats,
            "geboortedatum": geboren,
        }

    # Melding -----------------------------------------------------------------------------------
    def _meld(self) -> Melding:
        dag = self._dag("dagen")
        naam, contact = self.persoon.get("melder", ("", ""))
        return meldingen.registreer(
            actor=self.als(self.gemeente, dag),
            gemeente=self.gemeente,
            naw=self.naw,
            ontvangen_op=dag,
            herkomst=self.persoon["herkomst"],
            anoniem=not naam and self.persoon["herkomst"] != "eigen",
            melder_naam=naam,
            melder_contact=contact,
            signalen=[self._signaal(signaal, dag) for signaal in self.persoon["signalen"]],
        )

    def _signaal(self, signaal: str | dict[str, Any], dag: date) -> dict[str, Any]:
        velden = {"tekst": signaal} if isinstance(signaal, str) else signaal
        return {
            "omschrijving": velden["tekst"],
            "aard": velden.get("aard", Aard.FEIT),
            "gericht_op": self.persoon["gericht_op"],
            "grondslag": Grondslag.objects.get(code="avg-6-1-e"),
            "bijzonder": velden.get("bijzonder", []),
            "noodzaak": velden.get("noodzaak", ""),
            "waargenomen_op": dag - timedelta(days=4),
        }

    def _geef_door(self, melding: Melding) -> None:
        dag = self._dag("dagen", later=2)
        meldingen.geef_door(
            melding,
            actor=self.als(self.gemeente, dag),
            aan="Leerplicht gemeente Venlo",
            gegevens="Naam, school en de periode van afwezigheid",
            noodzaak="Leerplicht onderzoekt verzuim en zoekt contact met de ouders.",
            op=dag,
        )

    def _geen_actie(self, melding: Melding) -> None:
        meldingen.handel_af_zonder_actie(
            melding,
            actor=self.als(self.gemeente, self._dag("dagen", later=1)),
            gesprek="Uitgelegd dat kleding geen signaal is. De melder begrijpt dat.",
        )

    # Weegploeg ---------------------------------------------------------------------------------
    def _weeg(self, melding: Melding) -> WeegploegDossier:
        dag = self._dag("dagen", later=3)
        dossier = meldingen.breng_in(melding, actor=self.als(self.gemeente, dag))
        for soort, code, artikel in (
            ("politie_signaal", "wpg-20", WpgArtikel.A8),
            ("geheim_signaal", "wpg-18-2", WpgArtikel.A9),
        ):
            if soort in self.persoon:
                self._politie_signaal(dossier, self.persoon[soort], code, artikel, dag)
        if "om_signaal" in self.persoon:
            self._om_signaal(dossier, dag, **self.persoon["om_signaal"])
        if "weging" in self.persoon:
            kader = dossier.gemeente.convenant.referentiekader
            wegen.weeg(
                dossier,
                actor=self.als("Politie Limburg", dag),
                wegingen=[
                    (
                        Ontwikkelgebied.objects.get(kader=kader, nummer=gebied),
                        Fase.objects.get(kader=kader, nummer=fase),
                        "Volgt uit de signalen hierboven.",
                    )
                    for gebied, fase in self.persoon["weging"].items()
                ],
                duiding=self.persoon["duiding"],
            )
        return dossier

    def _politie_signaal(
        self, dossier: WeegploegDossier, tekst: str, code: str, artikel: str, dag: date
    ) -> None:
        grondslag = Grondslag.objects.get(code=code)
        velden = SignaalWaarden(
            omschrijving=tekst,
            aard=Aard.FEIT,
            gericht_op=self.persoon["gericht_op"],
            wpg_artikel=artikel,
            grondslag=grondslag,
            grondslag_om=Grondslag.objects.get(code="wpg-16-1-om"),
            waargenomen_op=dag,
        )
        if grondslag.ontvanger == Ontvanger.COLLEGE:
            velden |= {
                "wpg_doel": "a",
                "wpg_geen_bezwaar": True,
                "wpg_overleg": "Overlegd met de bevoegd functionaris en de officier van justitie."
                " Het opsporingsbelang verzet zich niet.",
            }
        inbrengen.voeg_signaal_toe(dossier, actor=self.als("Politie Limburg", dag), velden=velden)

    def _om_signaal(
        self, dossier: WeegploegDossier, dag: date, *, tekst: str, soort: str, onzeker: bool
    ) -> None:
        velden = SignaalWaarden(
            omschrijving=tekst,
            aard=Aard.FEIT,
            gericht_op=self.persoon["gericht_op"],
            grondslag=Grondslag.objects.get(code="wjsg-39f"),
            om_soort=soort,
            onzeker=onzeker,
        )
        actor = self.als("Openbaar Ministerie Limburg", dag)
        inbrengen.voeg_signaal_toe(dossier, actor=actor, velden=velden)

    def _vraag_duiding(self, dossier: WeegploegDossier) -> None:
        """One question waits, one was answered, and a body outside the covenant is asked in general."""
        dag = self._dag("dagen", later=12)
        besluiten.vraag_duiding(
            dossier,
            actor=self.uitvoerder(dag),
            argumenten="Er is te weinig bekend over school en thuis om te kunnen beslissen.",
            sprekers=self._sprekers(dag),
            vragen=[self._vraag(**vraag) for vraag in self.persoon["vragen"]],
        )
        for vraag in self.persoon["vragen"]:
            if "antwoord" in vraag:
                self._antwoord(dossier, vraag, dag + timedelta(days=6))
        school = dossier.duidingsvragen.get(partij=None)
        adres = f"{school.partner}\nSchoolweg 12\n5912 AB Venlo"
        brief = self._brief(dossier, "duidingsvraag", school, self.uitvoerder(dag), adres)
        brieven.maak_definitief(brief, actor=self.uitvoerder(dag))
        brieven.leg_verstuurd_vast(brief, actor=self.uitvoerder(dag), op=dag, wijze="post")

    def _brief(
        self, dossier: WeegploegDossier, soort: str, over: Any, actor: Actor, adres: str
    ) -> BriefVelden:
        """A draft; the free text stays as it begins."""
        gevonden = brieven_van("weegploeg")
        assert gevonden
        brief = brieven.begin(dossier, gevonden.soorten[soort], over.pk, actor=actor)
        return brieven.schrijf(brief, actor=actor, adres=adres, teksten={})

    def _vraag(self, aan: str, vraag: str, nodig: str, **_: str) -> Vraag:
        partij = Partij.objects.filter(convenant=self.gemeente.convenant_id, naam=aan).first()
        return Vraag(partij=partij, partner="" if partij else aan, vraag=vraag, nodig=nodig)

    def _antwoord(self, dossier: WeegploegDossier, vraag: dict[str, str], dag: date) -> None:
        actor = self.als(vraag["aan"], dag)
        rij = Partnervraag.objects.get(dossier=dossier, partij=actor.partij_id)
        grond = Grondslag.objects.get(code=vraag["grond"])
        antwoord = Antwoord(vraag["antwoord"], grondslag=grond, werk=vraag.get("werk", ""))
        beantwoord(rij, actor=actor, antwoord=antwoord)

    def _agendeer_niet(self, dossier: WeegploegDossier) -> None:
        dag = self._dag("besluit_dagen")
        besluiten.agendeer_niet(
            dossier,
            actor=self.uitvoerder(dag),
            argumenten="De signalen wijzen niet op radicalisering. Gewone hulp volstaat.",
            sprekers=self._sprekers(dag),
        )
        self._informeer(dossier, dag)
        if adres := self.persoon.get("brief_aan"):  # it waits for who finishes it
            inbreng = dossier.inbrengen.select_related("partij").get()
            lid = self.als(inbreng.partij, dag)
            self._brief(dossier, "terugkoppeling", inbreng, lid, adres)

    def _informeer(self, dossier: WeegploegDossier, dag: date) -> None:
        keuze = self.persoon.get("informeren", {"nu": True})
        actor = self.uitvoerder(dag)
        if "grond" in keuze:
            informeren.besluit_informeren(
                dossier,
                actor=actor,
                sprekers=self._sprekers(dag),
                informeren=False,
                wie="subject",
                grond=Uitzonderingsgrond.objects.get(code=keuze["grond"]),
                reden=keuze["reden"],
                heroverwegen_op=self.vandaag + timedelta(days=keuze["heroverwegen"]),
            )
            return
        minderjarig = self.persoon.get("leeftijd", 99) < 18
        informeren.besluit_informeren(
            dossier,
            actor=actor,
            sprekers=self._sprekers(dag),
            informeren=True,
            wie="beiden" if minderjarig else "subject",
            afspraak="De uitvoerder stuurt de brief; de gemeente belt daarna.",
        )
        informeren.leg_informeren_vast(dossier, actor=actor, op=dag, hoe="Brief en telefoon")

    def _sprekers(self, dag: date) -> list[WieSprak]:
        """Who spoke for each core party: the first who represented it on that day."""
        kern = kernpartijen_van(self.gemeente.pk, dag)
        mensen = vertegenwoordigers(kern, dag)
        return [WieSprak(partij, mensen[partij.pk][0]) for partij in kern]

    def _bevestig(self, dossier: WeegploegDossier) -> None:
        """Each core party confirmed what was logged more than a month ago, on the day after."""
        for vastlegging in dossier.vastleggingen.order_by("vastgelegd_op"):
            dag = timezone.localdate(vastlegging.vastgelegd_op) + timedelta(days=1)
            if dag > self.vandaag - timedelta(days=30):
                continue
            for spreker in vastlegging.sprekers.select_related("partij"):
                lid = self.als(spreker.partij, dag)
                if WeegploegDossier.objects.ziet(lid, dossier):
                    bevestigen.bevestig(vastlegging, actor=lid)

    def _sluit_uit(self, dossier: WeegploegDossier, partij: str, reden: str, dagen: int) -> None:
        """Somebody of a party knows the subject; the secretary excludes this user."""
        dag = self.vandaag - timedelta(days=dagen)
        wie = Vertegenwoordiging.objects.werkend(dag).get(
            partij__naam=partij, partij__convenant=self.gemeente.convenant_id
        )
        sluit_uit(dossier, actor=self.uitvoerder(dag), gebruiker=wie.gebruiker, reden=reden)

    def _beperk(self, dossier: WeegploegDossier, grond: str, dagen: int, herzien: int) -> None:
        """The person concerned asked that his data are kept and not used."""
        herzien_op = self.vandaag + timedelta(days=herzien)
        actor = self.uitvoerder(self.vandaag - timedelta(days=dagen))
        beperken.beperk(dossier, actor=actor, grond=grond, herzien_op=herzien_op)

    # Casusoverleg ------------------------------------------------------------------------------
    def _casus(self, dossier: WeegploegDossier, stand: str) -> None:
        dag = self._dag("besluit_dagen")
        dossier = besluiten.agendeer(
            dossier,
            actor=self.uitvoerder(dag),
            argumenten="De signalen zijn ernstig en meer partijen hebben een rol.",
            sprekers=self._sprekers(dag),
            partners=(partners := [self._partner(*p) for p in self.persoon["partners"].items()]),
            afwegingen={
                partner.partij.pk: besluiten.Afweging(
                    noodzaak="Zonder deze partij is er geen begeleiding.",
                    proportionaliteit="De zorgen zijn ernstig, en de partij krijgt alleen wat zij nodig heeft.",
                    subsidiariteit="Een gesprek zonder namen was niet genoeg.",
                    al_betrokken=False if partner.partij.soort == SoortPartij.RVDK else None,
                )
                for partner in partners
            },
            signalen=dossier.signalen.exclude(BLIJFT_ACHTER),
            wegingen=dossier.wegingen.all(),
            duiding=self.persoon["duiding"],
            bijzonderheid=self.persoon.get("bijzonderheid", ""),
        )
        if stand == "geopend":
            return
        self._informeer(dossier, dag)
        casus = Casus.objects.get(zaak=dossier.zaak)
        plan = self._maak_plan(casus, dag)
        if stand == "concept":
            return
        plannen.stel_plan_vast(plan, actor=self.uitvoerder(dag + timedelta(days=7)))
        rijen = (plan.maatregelen, casus.deelnames)
        for partij in {rij.partij for deel in rijen for rij in deel.select_related("partij")}:
            plannen.lees(casus, actor=self.als(partij, dag + timedelta(days=8)))
        self._meld_voortgang(casus)
        self._verstrek(casus)
        self._kijk_na(casus, "casus")
        self._kijk_na(dossier, "weegploeg")
        if stand == "actief":
            return
        advies = self.persoon["advies"]
        casusoverleg.adviseer_afsluiten(
            casus,
            actor=self.uitvoerder(self.vandaag - timedelta(days=advies["dagen"])),
            evaluatie=advies["evaluatie"],
            vervolg=advies["vervolg"],
        )
        if stand == "advies":
            return
        dag = self._dag("afgesloten_dagen")
        besluit_afsluiten(
            dossier,
            actor=self.uitvoerder(dag),
            argumenten="De kernpartijen volgen het advies.",
            sprekers=self._sprekers(dag),
            niet_af=NIET_AF if Maatregel.objects.niet_af().filter(casus=casus).exists() else "",
        )
        if stand == "archief":
            dag += relativedelta(years=1, days=1)
            verwerk(Grond.EEN_JAAR, actor=_taak(dag), peildatum=dag)

    def _partner(self, naam: str, reden: str) -> Partner:
        partij = self.gemeente.convenant.partijen.get(naam=naam)
        grond = "ontwikkeling" if partij.soort == SoortPartij.RVDK else ""
        return Partner(partij, reden, grond_rvdk=grond)

    def _maak_plan(self, casus: Casus, dag: date) -> Plan:
        actor = self.uitvoerder(dag + timedelta(days=6))
        casusoverleg.leg_analyse_vast(casus, actor=actor, analyse=self.persoon["analyse"])
        wijs_regisseur_aan(casus, actor=actor, partij=self.gemeente)
        if "derde" in self.persoon:
            casusoverleg.voeg_derde_toe(casus, actor=actor, **self.persoon["derde"])
        inhoud = self.persoon["plan"]
        plan = plannen.maak_plan(casus, actor=actor, doelen=inhoud["doelen"], doel=inhoud["doel"])
        for maatregel in inhoud["maatregelen"]:
            plannen.voeg_maatregel_toe(
                plan,
                actor=actor,
                partij=self.gemeente.convenant.partijen.get(naam=maatregel["partij"]),
                omschrijving=maatregel["wat"],
                bevoegdheid=maatregel["taak"],
                van=self.vandaag + timedelta(days=maatregel["van"]),
                tot=self.vandaag + timedelta(days=maatregel["tot"]),
            )
        return plan

    def _meld_voortgang(self, casus: Casus) -> None:
        for stap in self.persoon["plan"]["voortgang"]:
            dag = self.vandaag - timedelta(days=stap["dagen"])
            maatregel = Maatregel.objects.geldend().get(casus=casus, partij__naam=stap["partij"])
            plannen.meld_voortgang(
                casus,
                maatregel.keten,
                actor=self.als(maatregel.partij, dag),
                stand=stap["stand"],
                resultaat=stap["tekst"],
            )

    def _kijk_na(self, dossier: WeegploegDossier | Casus, waar: str) -> None:
        """Checks of the data of one file, as the secretary recorded them."""
        for controle in self.persoon.get("controles", {}).get(waar, []):
            dag = self.vandaag - timedelta(days=controle["dagen"])
            leg_controle_vast(
                dossier,
                actor=self.uitvoerder(dag),
                op=dag,
                aangepast=controle["aangepast"],
                wat=controle["wat"],
            )

    def _verstrek(self, casus: Casus) -> None:
        """Disclosures to external partners, with what each kind of party answered in the meeting."""
        for stap in self.persoon.get("verstrekkingen", []):
            actor = self.uitvoerder(self.vandaag - timedelta(days=stap["dagen"]))
            partijen = self.gemeente.convenant.partijen
            verstrekking = vraag_toestemming(
                casus,
                actor=actor,
                partij=partijen.get(naam=stap["aan"]),
                gegevens=stap["gegevens"],
                noodzaak=stap["noodzaak"],
            )
            eens = toestemmers(casus.pk, actor.vandaag).filter(soort__in=stap["eens"])
            for partij in eens:
                leg_toestemming_vast(verstrekking, actor=actor, partij=partij, akkoord=True)


def _speel_verzoek(verzoek: dict[str, Any], verhaal: Verhaal) -> None:
    dag = verhaal.vandaag - timedelta(days=verzoek["dagen"])
    rij = rechten.registreer(
        actor=verhaal.uitvoerder(dag),
        gemeente=verhaal.gemeente,
        soort=Verzoek.Soort.INZAGE,
        ontvangen_op=dag,
        **verhaal.naw,
    )
    if verzoek["stand"] == "identiteit":
        rechten.stel_identiteit_vast(
            rij,
            actor=verhaal.uitvoerder(dag + timedelta(days=2)),
            hoe=Verzoek.Identificatie.BEWIJS,
            op=dag + timedelta(days=2),
        )
