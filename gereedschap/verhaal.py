"""Plays the stories of fixtures/demo.yaml with the real decisions, each on its own day.

Nothing is written past the decisions: what the demo shows is what the application made.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any, cast

import yaml
from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.utils import timezone

from beveiliging.decisions import sluit_uit
from casusoverleg import decisions as casusoverleg
from casusoverleg.advies.decisions import leg_advies_vast, vraag_advies
from casusoverleg.afstemming import decisions as afstemming
from casusoverleg.deelname.decisions import leg_afspraak_vast, wijs_regisseur_aan
from casusoverleg.dossier.models import Casus
from casusoverleg.inbreng.decisions import (
    BijdrageWaarden,
    leg_afweging_vast,
    voeg_bijdrage_toe,
)
from casusoverleg.overdracht import Partner
from casusoverleg.partijvraag import decisions as partijvragen
from casusoverleg.partijvraag.decisions import vraag_te_verkennen
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.facts import te_horen
from casusoverleg.plan.models import Maatregel, Plan
from casusoverleg.verstrekking.decisions import geef_toestemming, vraag_toestemming
from casusoverleg.verstrekking.querysets import toestemmers
from casusoverleg.zenden import decisions as zenden
from casusoverleg.zenden import keuze
from convenant import laden
from convenant.decisions import kernpartijen_van
from convenant.forms import SignaalForm
from convenant.gegevens import BLIJFT_ACHTER, Aard, SignaalWaarden, WpgArtikel
from convenant.models import (
    BesluitArtikel20,
    Convenant,
    Fase,
    Grondslag,
    Ontvanger,
    Ontwikkelgebied,
    Partij,
    SoortPartij,
    Uitzonderingsgrond,
    Waarborg,
)
from convenant.politie import te_noemen
from gedeeld.actor import Actor, Rol
from gedeeld.termijnen import Grond
from meldingen import decisions as meldingen
from meldingen.bestand import eerdere_voor
from meldingen.models import Melding
from mensen import geheimhouding, vertegenwoordigen
from mensen.models import Gebruiker, Vertegenwoordiging
from mensen.rollen import ken_toe, vertegenwoordig
from mensen.vertegenwoordigen import Keuze
from overleg.models import Overleg
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
from weegploeg.ontvangst import decisions as ontvangst
from weegploeg.standpunt import decisions as standpunten
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
    for convenant in Convenant.objects.all():
        laat_politie_geven(convenant)
    for speler in demo.spelers():
        maak_account(speler)
    inhoud = yaml.safe_load(Path(FIXTURES / "demo.yaml").read_text())
    in_overleg = []
    for persoon in inhoud["mensen"]:
        verhaal = Verhaal(persoon, vandaag)
        verhaal.speel()
        if persoon["stand"] == "in_overleg":
            in_overleg.append(verhaal)
    _vernietig(vandaag)
    for verzoek in inhoud["verzoeken"]:
        wie = next(p for p in inhoud["mensen"] if p["sleutel"] == verzoek["van"])
        _speel_verzoek(verzoek, Verhaal(wie, vandaag))
    venlo = Verhaal({}, vandaag)
    vergaderingen.speel(
        vandaag,
        als=venlo.als,
        uitvoerder=venlo.uitvoerder,
        besluit=lambda overleg: _besluit_in(overleg, in_overleg),
    )
    return len(inhoud["mensen"])


def _besluit_in(overleg: Overleg, verhalen: Iterable["Verhaal"]) -> None:
    for verhaal in verhalen:
        verhaal.besluit_in(overleg)


def laat_politie_geven(convenant: Convenant) -> None:
    """What must be recorded before the police give on Wpg 18.2 or 20, since the covenant began."""
    for partij in convenant.partijen.filter(soort=SoortPartij.GEMEENTE):
        Waarborg.objects.create(partij=partij, van=partij.vanaf, document="B&W 2019-112")
    besluit = BesluitArtikel20.objects.create(
        convenant=convenant,
        document="KC-2019-0417",
        genomen_op=convenant.in_werking_op,
        artikelen=["8", "13"],
        gegevens="Gegevens uit de dagelijkse politietaak die wijzen op radicalisering, extremisme, uitreizen "
        "of terugkeer: wat is gezien, wanneer en waar.",
        van=convenant.in_werking_op,
    )
    besluit.instanties.set(te_noemen(convenant.pk))


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
    for tekst in vertegenwoordigen.te_bevestigen(keuze, actor.nu):
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
    dossier: WeegploegDossier | None = field(init=False, default=None)

    def __post_init__(self) -> None:
        naam = self.persoon.get("gemeente", "Gemeente Venlo")
        self.gemeente = Partij.objects.get(naam=naam)

    def speel(self) -> None:
        """Play every act up to the person's `stand`."""
        melding = self._meld()
        if "terrorisme" in self.persoon:
            self._licht_politie_in(melding, **self.persoon["terrorisme"])
        if "doorgifte" in self.persoon:
            self._geef_door(melding)
        stand = self.persoon["stand"]
        einde: dict[str, Callable[[Melding], object]] = {
            "melding": lambda _: None,
            "melding_doorgegeven": self._alleen_doorgegeven,
            "melding_geen_actie": self._geen_actie,
            "melding_dubbel": self._dubbel,
        }
        if stand in einde:
            einde[stand](melding)
            return
        dossier = self.dossier = self._weeg(melding)
        if stand == "nadere_duiding":
            self._vraag_duiding(dossier)
        elif stand == "niet_geagendeerd":
            self._agendeer_niet(dossier)
        elif stand.startswith("casus_"):
            self._casus(dossier, stand.removeprefix("casus_"))
        if "standpunten" in self.persoon:
            self._vraag_standpunten(dossier, **self.persoon["standpunten"])
        if "bezwaar" in self.persoon:
            self._maak_bezwaar(dossier, **self.persoon["bezwaar"])
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
            terrorisme="terrorisme" in self.persoon,
        )

    def _signaal(self, signaal: str | dict[str, Any], dag: date) -> dict[str, Any]:
        velden = {"tekst": signaal} if isinstance(signaal, str) else signaal
        return {
            "omschrijving": velden["tekst"],
            "aard": velden.get("aard", Aard.FEIT),
            "gericht_op": self.persoon["gericht_op"],
            "grondslag": Grondslag.objects.get(code="avg-6-1-e"),
            "bijzonder": velden.get("bijzonder", []),
            "uitzonderingen": velden.get("uitzonderingen", []),
            "noodzaak": velden.get("noodzaak", ""),
            "waargenomen_op": dag - timedelta(days=4),
        }

    def _licht_politie_in(self, melding: Melding, *, door: str, functie: str) -> None:
        """The reporter is still to be sent to them."""
        actor = self.als(self.gemeente, melding.ontvangen_op)
        meldingen.leg_politie_vast(
            melding,
            actor=actor,
            ingelicht_op=melding.ontvangen_op,
            ingelicht_door=door,
            functie=functie,
        )

    def _geef_door(self, melding: Melding) -> None:
        dag = self._dag("dagen", later=2)
        meldingen.geef_door(
            melding,
            actor=self.als(self.gemeente, dag),
            **self.persoon["doorgifte"],
            op=dag,
            grondslag=Grondslag.objects.get(code="avg-6-1-e"),
            signalen=[signaal.pk for signaal in melding.signalen.all()],
        )

    def _alleen_doorgegeven(self, melding: Melding) -> None:
        actor = self.als(self.gemeente, self._dag("dagen", later=2))
        meldingen.handel_af_als_doorgegeven(melding, actor=actor)

    def _dubbel(self, melding: Melding) -> None:
        """Of the one on the same person before it."""
        actor = self.als(self.gemeente, melding.ontvangen_op)
        eerste = eerdere_voor(melding, actor).first()
        assert eerste is not None
        meldingen.sluit_als_dubbel(melding, actor=actor, van=eerste.nummer)

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
            plekken = self.persoon["weging"].items()
            for signaal, (gebied, fase) in zip(dossier.signalen.all(), plekken, strict=False):
                wegen.plaats(
                    signaal,
                    actor=self.als("Politie Limburg", dag),
                    gebied=Ontwikkelgebied.objects.get(kader=kader, nummer=gebied),
                    fase=Fase.objects.get(kader=kader, nummer=fase),
                    reden="Dit gedrag hoort bij dit gebied.",
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
        if "zonder_informeren" not in self.persoon:
            self._informeer(dossier, dag)
        if adres := self.persoon.get("brief_aan"):  # it waits for who finishes it
            inbreng = dossier.inbrengen.select_related("partij").get()
            lid = self.als(inbreng.partij, dag)
            self._brief(dossier, "terugkoppeling", inbreng, lid, adres)

    def besluit_in(self, overleg: Overleg) -> None:
        """The same outcome, decided in a meeting that is going on."""
        assert self.dossier
        besluiten.agendeer_niet(
            self.dossier,
            actor=self.uitvoerder(overleg.dag),
            argumenten="De signalen wijzen niet op radicalisering. De wijkagent houdt contact.",
            sprekers=self._sprekers(overleg.dag),
            overleg=overleg,
        )

    def _vraag_standpunten(
        self, dossier: WeegploegDossier, dagen: int, uiterlijk: int, gegeven: dict[str, str]
    ) -> None:
        """The secretary asked what each core party thinks; one answered so far."""
        dag = self.vandaag - timedelta(days=dagen)
        standpunten.vraag_standpunten(
            dossier,
            actor=self.uitvoerder(dag),
            uiterlijk=self.vandaag + timedelta(days=uiterlijk),
        )
        for partij, tekst in gegeven.items():
            actor = self.als(partij, dag + timedelta(days=1))
            standpunten.geef_standpunt(dossier, actor=actor, tekst=tekst)

    def _maak_bezwaar(self, dossier: WeegploegDossier, partij: str, dagen: int, reden: str) -> None:
        """A member says that what was logged is not what was decided."""
        actor = self.als(partij, self.vandaag - timedelta(days=dagen))
        bevestigen.maak_bezwaar(dossier.vastleggingen.get(), actor=actor, reden=reden)

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
                factoren=keuze["factoren"],
                afweging=keuze["afweging"],
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
            doelen=self.persoon.get("doelen", ["samenleving"]),
            verblijf="uitreiziger"
            if self.persoon.get("bijzonderheid") == "uitreiziger"
            else "nederland",
            band="verbleef" if self.persoon.get("bijzonderheid") == "uitreiziger" else "verblijft",
            band_feit=self.persoon["band_feit"],
        )
        if stand == "geopend":
            return
        self._informeer(dossier, dag)
        casus = Casus.objects.get(zaak=dossier.zaak)
        self._neem_uitnodigingen_aan(casus, dag + timedelta(days=2))
        plan = self._maak_plan(casus, dag)
        self._laat_verkennen(casus)
        if stand == "concept":
            return
        self._stel_vast(plan, dag + timedelta(days=7))
        rijen = (plan.maatregelen, casus.deelnames)
        for partij in {rij.partij for deel in rijen for rij in deel.select_related("partij")}:
            plannen.lees(casus, actor=self.als(partij, dag + timedelta(days=8)))
        self._meld_voortgang(casus)
        self._stem_af(casus)
        self._verstrek(casus)
        if "verbeterd" in self.persoon:
            self._verbeter(dossier, **self.persoon["verbeterd"])
        self._zend(casus)
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
            doelen={
                doel: casusoverleg.Evaluatie(*uitkomst)
                for doel, uitkomst in advies["doelen"].items()
            },
            aflopen={
                maatregel.keten: casusoverleg.Evaluatie("overgedragen", advies["vervolg"])
                for maatregel in Maatregel.objects.niet_af().filter(casus=casus)
            },
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

    def _laat_verkennen(self, casus: Casus) -> None:
        """A party looks whether it has a role."""
        if wie := self.persoon.get("verkennen"):
            vraag_te_verkennen(
                casus,
                actor=self.uitvoerder(self.vandaag - timedelta(days=1)),
                partij=self.gemeente.convenant.partijen.get(naam=wie["partij"]),
                taak=wie["taak"],
                vraag=wie["vraag"],
                uiterlijk=self.vandaag + timedelta(days=wie["nog"]),
            )

    def _neem_uitnodigingen_aan(self, casus: Casus, dag: date) -> None:
        """Who was invited said under its own account that it takes part; of long ago a letter says so, as
        nobody reads an old invitation any more.
        """
        for rij in casus.partijvragen.filter(soort="uitnodiging").select_related("partij", "casus"):
            ja: dict[str, Any] = {"uitkomst": "doet_mee", "antwoord": "", "op": dag}
            if rij.lezen_tot > self.vandaag:
                partijvragen.beantwoord(rij, actor=self.als(rij.partij, dag), **ja)
            else:
                ja |= {"wie": "De teamleider", "hoe": "brief"}
                partijvragen.leg_antwoord_vast(rij, actor=self.uitvoerder(dag), **ja)

    def _partner(self, naam: str, reden: str) -> Partner:
        partij = self.gemeente.convenant.partijen.get(naam=naam)
        grond = "ontwikkeling" if partij.soort == SoortPartij.RVDK else ""
        return Partner(partij, reden, grond_rvdk=grond)

    def _breng_in(self, casus: Casus, dag: date) -> None:
        """An agreement with a partner, an item for the plan, and that the police considered what to share."""
        leg_afspraak_vast(
            casus,
            actor=self.uitvoerder(dag),
            partij=self.gemeente.convenant.partijen.get(naam="GGZ Maasoever"),
            onderwerp="informatie",
            wat="Alleen de behandelaar leest het plan. Hij overlegt vooraf met de uitvoerder.",
            op=dag,
        )
        leg_afweging_vast(casus, actor=self.als("Politie Limburg", dag))
        voeg_bijdrage_toe(
            casus,
            actor=self.als(self.gemeente, dag),
            velden=BijdrageWaarden(
                omschrijving="De kinderen zijn weer ingeschreven op school.",
                aard=Aard.FEIT,
                grondslag=Grondslag.objects.get(code="avg-6-1-e"),
                noodzaak="De casemanager maakt afspraken met de school.",
                gebruik="wet",
                namens="Leerplicht",
                over_ander="De kinderen wonen bij hem.",
            ),
        )

    def _maak_plan(self, casus: Casus, dag: date) -> Plan:
        actor = self.uitvoerder(dag + timedelta(days=6))
        casusoverleg.leg_analyse_vast(
            casus,
            actor=actor,
            analyse=self.persoon["analyse"],
            beschermend=self.persoon.get("beschermend", ""),
            eerder=self.persoon.get("eerder", ""),
        )
        for nummer, (eens, verschil) in self.persoon.get("gebieden", {}).items():
            gebied = casus.gemeente.convenant.referentiekader.ontwikkelgebieden.get(nummer=nummer)
            casusoverleg.analyseer_gebied(casus, gebied, actor=actor, eens=eens, verschil=verschil)
        wijs_regisseur_aan(casus, actor=actor, partij=self.gemeente)
        if "derde" in self.persoon:
            casusoverleg.voeg_derde_toe(casus, actor=actor, **self.persoon["derde"])
            self._breng_in(casus, dag + timedelta(days=6))
        inhoud = self.persoon["plan"]
        plan = plannen.maak_plan(casus, actor=actor, doelen=inhoud["doelen"], doel=inhoud["doel"])
        for maatregel in inhoud["maatregelen"]:
            self._voeg_maatregel_toe(plan, maatregel, actor)
        return plan

    def _stel_vast(self, plan: Plan, dag: date) -> None:
        """Laid before the parties, of which each that has an account agrees; the others did so in the meeting."""
        secretaris = self.uitvoerder(dag)
        plannen.leg_voor(plan, actor=secretaris, partijen=[])
        for partij in te_horen(plan, dag):
            actor = self.als(partij, dag)
            if actor.vertegenwoordigt:
                afstemming.geef_oordeel(plan.casus, actor=actor, eens=True)
        toch = "In het overleg had geen partij bezwaar."
        volgende = self.vandaag + timedelta(days=30)
        plannen.stel_plan_vast(plan, actor=secretaris, volgende=volgende, waarom_toch=toch)

    def _voeg_maatregel_toe(self, plan: Plan, maatregel: dict[str, Any], actor: Actor) -> None:
        plannen.voeg_maatregel_toe(
            plan,
            actor=actor,
            partij=self.gemeente.convenant.partijen.get(naam=maatregel["partij"]),
            omschrijving=maatregel["wat"],
            bevoegdheid=maatregel["taak"],
            doel=maatregel["doel"],
            blijkt_uit=maatregel.get("blijkt"),
            instantie=maatregel.get("rijk"),
            prioriteit=maatregel.get("prioriteit", Maatregel.Prioriteit.GEWOON),
            van=self.vandaag + timedelta(days=maatregel["van"]),
            tot=self.vandaag + timedelta(days=maatregel["tot"]),
        )

    def _stem_af(self, casus: Casus) -> None:
        """Advice of an expert, a request to refrain, and a new version that lies before the parties."""
        if vraag := self.persoon.get("deskundige"):
            rij = vraag_advies(
                casus,
                actor=self.uitvoerder(self.vandaag - timedelta(days=vraag["dagen"])),
                aan=vraag["aan"],
                wie="",
                vraag=vraag["vraag"],
            )
            dag = self.vandaag - timedelta(days=vraag["antwoord_dagen"])
            leg_advies_vast(
                rij,
                actor=self.uitvoerder(dag),
                antwoord=vraag["antwoord"],
                beantwoord_op=dag,
                gebruik=vraag["gebruik"],
            )
        if nieuw := self.persoon["plan"].get("nieuw"):
            dag = self.vandaag - timedelta(days=nieuw["dagen"])
            plan = plannen.maak_nieuwe_versie(casus, actor=self.uitvoerder(dag))
            self._voeg_maatregel_toe(plan, nieuw["maatregel"], self.uitvoerder(dag))
            plannen.leg_voor(plan, actor=self.uitvoerder(dag), partijen=[])
            for naam, opmerking in nieuw["oordelen"].items():
                afstemming.geef_oordeel(
                    casus, actor=self.als(naam, dag), eens=not opmerking, opmerking=opmerking
                )
        if vraag := self.persoon.get("afzien"):
            partij = self.gemeente.convenant.partijen.get(naam=vraag["aan"])
            maatregel = Maatregel.objects.geldend().get(casus=casus, partij=partij)
            afstemming.vraag_af_te_zien(
                casus,
                maatregel.keten,
                actor=self.als(vraag["van"], self.vandaag - timedelta(days=vraag["dagen"])),
                partijen=[partij],
                reden=vraag["reden"],
                tot=self.vandaag + timedelta(days=vraag["tot"]),
            )

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

    def _verbeter(
        self, dossier: WeegploegDossier, dagen: int, was: str, wordt: str, reden: str
    ) -> None:
        """The party that brought a signal puts it right; who got it finds that on the worklist."""
        signaal = next(rij for rij in dossier.signalen.all() if rij.omschrijving == was)
        velden = {naam: getattr(signaal, naam) for naam in SignaalForm.Velden.fields}
        inbrengen.verbeter_signaal(
            signaal,
            actor=self.als(signaal.partij, self.vandaag - timedelta(days=dagen)),
            velden=cast("SignaalWaarden", velden | {"omschrijving": wordt}),
            reden=reden,
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
        """Disclosures to external partners, with what each kind of party answered under its own account."""
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
                zelf = self.als(partij, actor.vandaag)
                geef_toestemming(verstrekking, actor=zelf, akkoord=True)

    def _zend(self, casus: Casus) -> None:
        """Data for other municipalities, and what each of them answered, if it did."""
        for stap in self.persoon.get("zendingen", []):
            dag = self.vandaag - timedelta(days=stap["dagen"])
            aan = Partij.objects.get(naam=stap["aan"])
            zending = zenden.zend(
                casus,
                actor=self.uitvoerder(dag),
                aan=aan,
                band=stap["band"],
                feiten=stap["feiten"],
                grondslag=Grondslag.objects.get(code="avg-6-1-e"),
                signalen=list(keuze.signalen(casus, dag).filter(partij__soort__in=stap["van"])),
            )
            for antwoord in zending.antwoorden.select_related("partij"):
                zenden.antwoord(zending, actor=self.als(antwoord.partij, dag), akkoord=True)
            if "reden" not in stap:
                continue
            antwoordt = ontvangst.neem_aan if stap["aangenomen"] else ontvangst.weiger
            daar = self.als(aan, dag + timedelta(days=3), Rol.UITVOERDER)
            antwoordt(zending, actor=daar, reden=stap["reden"])


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
