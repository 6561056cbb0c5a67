"""A database with a file in every state, in which every text is a canary: the scene of the proofs."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from beveiliging.models import Bevinding, Getroffen, Steekproef
from casusoverleg import decisions as casusoverleg
from casusoverleg import pagina
from casusoverleg.afstemming import decisions as afstemming
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.inbreng.decisions import leg_afweging_vast
from casusoverleg.informeren import decisions as informeren
from casusoverleg.models import Casus, Correctie, Maatregel, Plan, Vangnet, Zending
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.models import Afzien
from casusoverleg.verstrekking import decisions as verstrekken
from casusoverleg.zenden import decisions as zenden
from convenant.decisions import maak_partij
from convenant.models import SoortPartij
from gedeeld.actor import Actor
from gedeeld.personen import WIE, Persoon
from gedeeld.termijnen import Grond
from invoer.models import Klad, Verzonden
from meldingen import decisions as meldingbesluiten
from meldingen.concept import decisions as concepten
from meldingen.models import Concept
from mensen.models import Inlog, Mailadres
from overleg.models import Agendapunt, Erbij, Opmerking
from privacy_rights import beperken
from privacy_rights import decisions as verzoekbesluiten
from privacy_rights.models import Verzoekbrief, Zienswijze
from register import ketting
from register.afleiden import leid_af, wijziging
from register.brieven import decisions as brieven
from register.brieven.soorten import brieven_van
from register.controle.decisions import leg_controle_vast
from register.correctie.bewaren import bewaar_oud
from register.models import Dossier, Inzage, Kennisgeving, Opruiming, Toezichtvraag, Uitsluiting
from register.uitwisseling.melden import geef_kennis
from register.vergelijken.decisions import vergelijk
from retention import decisions as bewaren
from retention import klok
from retention.models import Archiefstuk, Vervroeging
from tests.cast import BEGIN, Cast, Speler, grondslag, maak_speler
from tests.hulp import (
    casussen,
    gegevens,
    incidenten,
    meldingen,
    oud,
    overleggen,
    verzoeken,
    weegploeg,
)
from tests.hulp.gegevens import vandaag
from tests.hulp.vullen import aanvraag
from weegploeg.bevestigen.decisions import maak_bezwaar, trek_bezwaar_in
from weegploeg.duiding.vragen import Vraag
from weegploeg.inbreng.decisions import bekijk_melder as bekijk_melder_weegploeg
from weegploeg.inbreng.decisions import leg_achterhouden_vast
from weegploeg.informeren.decisions import besluit_informeren, leg_contact_vast
from weegploeg.models import Heractivering, Ontvangst, WeegploegDossier
from weegploeg.standpunt import decisions as standpunt
from weegploeg.weging.decisions import plaats

# Words that stand in files and nowhere else; compared without regard to capitals.
KANARIES = ("kanarie", "verzonnen", "zilvermeeuw", "quirina", "tante zeldzaam", "merelhof")


@dataclass
class Toneel:
    """The cast and every file, by kind and state."""

    cast: Cast
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    spelers: dict[str, Speler] = field(default_factory=dict)
    naast: Any = None  # a melding on the same person as the new one
    _sleutels: dict[tuple[str, UUID], dict[str, Any]] = field(default_factory=dict)

    def sleutels(self, groep: str, dossier: Any) -> dict[str, Any]:
        """`sleutels`, looked up once: every role and every page asks for them."""
        sleutel = (groep, getattr(dossier, "pk", dossier))
        if sleutel not in self._sleutels:
            self._sleutels[sleutel] = sleutels(self, groep, dossier)
        return self._sleutels[sleutel]

    @property
    def casussen(self) -> dict[str, Casus]:
        return self.dossiers["casusoverleg"]

    @property
    def uitgesloten(self) -> Speler:
        """Of the police, but knows every subject."""
        return self.spelers["uitgesloten"]

    @cached_property
    def kanaries(self) -> set[str]:
        """What in a page betrays a file."""
        rijen = Dossier.objects.values_list("pk", "nummer")
        weg = {str(pk) for pk in self.dossiers["vernietigd"].values()}
        return {*KANARIES, *weg, *(str(deel).lower() for rij in rijen for deel in rij)}

    def gelekt(self, tekst: str) -> set[str]:
        """Canaries in a page."""
        klein = tekst.lower()
        return {kanarie for kanarie in self.kanaries if kanarie in klein}


def meespelers(cast: Cast) -> dict[str, Speler]:
    """The cast, somebody of a party that takes part in no casus, and somebody who is excluded."""
    geen = maak_partij(
        cast.convenant,
        naam="Reclassering die niet meedoet",
        soort=SoortPartij.RECLASSERING,
        vanaf=BEGIN,
        contact="Postbus 9",
    )
    kijkt = maak_partij(
        cast.convenant,
        naam="Reclassering die verkent",
        soort=SoortPartij.RECLASSERING,
        vanaf=BEGIN,
        contact="Postbus 8",
    )
    return cast.allen | {
        "geen_deelnemer": maak_speler("geendeelnemer", geen),
        "uitgesloten": maak_speler("uitgesloten", cast.politie.partij),
        "vrager": casussen.tweede_partner(cast),
        "verkenner": maak_speler("verkenner", kijkt),
    }


def maak_toneel(cast: Cast, spelers: dict[str, Speler] | None = None) -> Toneel:
    """Every file in every state, through the decisions where there is one."""
    toneel = Toneel(cast, spelers=spelers or meespelers(cast))
    toneel.dossiers = {
        "meldingen": _meldingen(cast),
        "weegploeg": _weegploeg(cast),
        "casusoverleg": _casussen(cast),
        "privacy_rights": _verzoeken(cast),
    }
    toneel.dossiers["retention"], toneel.dossiers["vernietigd"] = _oud(cast)
    casussen.vraag_deelname(toneel.casussen["actief"], toneel.spelers["vrager"])
    casussen.laat_verkennen(toneel.casussen["actief"], cast, toneel.spelers["verkenner"].partij)
    toneel.dossiers["beveiliging"] = {
        "melding": toneel.dossiers["meldingen"]["nieuw"],
        "dossier": toneel.dossiers["weegploeg"]["in weging"],
        "casus": toneel.casussen["actief"],
        "gesloten casus": toneel.casussen["afgesloten"],
        "beperkte casus": toneel.casussen["beperkt"],
        "verzoek": toneel.dossiers["privacy_rights"]["ontvangen"],
        "archief": toneel.dossiers["retention"]["casus"],
        "archief van een verzoek": toneel.dossiers["retention"]["verzoek"],
    }
    toneel.dossiers["brieven"] = _brieven(toneel)
    _vergelijk(toneel)
    with wijziging():
        zaak = toneel.casussen["actief"]
        geef_kennis(zaak, Kennisgeving.Wat.VERBETERD, actor=cast.uitvoerder.actor)
    for groep in ("beperking", "controle", "correctie", "uitwisseling", "vergelijken"):
        toneel.dossiers[groep] = toneel.dossiers["beveiliging"]
    toneel.dossiers["overleg"] = _overleggen(toneel)
    _sluit_uit(toneel)
    _onderzoek(toneel)
    ketting.schakel_aan()
    Opruiming.objects.create(tabel=Inzage._meta.db_table, rijen=[uuid4()])
    Verzonden.objects.create(
        sleutel=uuid4(),
        gebruiker=cast.gemeente.gebruiker,
        rol=cast.gemeente.vertegenwoordiging,
        dossier_id=toneel.dossiers["meldingen"]["nieuw"].pk,
    )
    Klad.objects.create(
        gebruiker=cast.gemeente.gebruiker,
        rol=cast.gemeente.vertegenwoordiging,
        plek="/meldingen/nieuw/",
        inhoud="[]",
    )
    _schrijft(cast)
    Inlog.objects.create(gebruiker=cast.gemeente.gebruiker, soort=Inlog.Soort.INGELOGD)
    _incident(cast)
    _steekproef(cast)
    Mailadres.objects.create(
        gebruiker=cast.gemeente.gebruiker, adres="k@kanarie.example", opnieuw_na=timezone.now()
    )
    return toneel


def _incident(cast: Cast) -> None:
    """Somebody of a casuspartij reported an incident; it was assessed, and looked up in the read log."""
    rij = incidenten.gemeld(cast, cast.rvdk)
    incidenten.beoordeeld(rij, cast)
    Getroffen.objects.create(
        incident=rij,
        nummer="W-2026-23456X",
        lezer=cast.om.gebruiker,
        namens=cast.om.partij.naam,
        eerst=timezone.now(),
        laatst=timezone.now(),
        keer=1,
    )


def _steekproef(cast: Cast) -> None:
    """A supervisor of another covenant drew a sample of its read log, and recorded what he found."""
    velden = {
        "van": vandaag(),
        "tot": vandaag(),
        "rijen": [uuid4()],
        "getrokken_op": timezone.now(),
    }
    wie = cast.fg.gebruiker
    rij = Steekproef.objects.create(convenant=cast.elders.partij.convenant, door=wie, **velden)
    Bevinding.objects.create(
        steekproef=rij, oordeel="in_orde", reden="Gewoon werk", op=timezone.now(), door=wie
    )


def _schrijft(cast: Cast) -> None:
    """Somebody of the municipality is writing a melding."""
    naw = gegevens.NawMelding()
    wie = Persoon(**{veld: waarde for veld, waarde in naw.items() if veld in WIE})
    concepten.bewaar(
        actor=cast.gemeente.actor,
        velden=[["achternaam", "KANARIE-concept"]],
        ontvangen_op=vandaag(),
        persoon=wie,
        gemeente=None,
    )


def _meldingen(cast: Cast) -> dict[str, Any]:
    actor = cast.gemeente.actor
    doorgegeven, ook_doorgegeven = meldingen.maak_melding(cast), meldingen.maak_melding(cast)
    weg = {"aan": "Veilig Thuis", "gegevens": "KANARIE-door", "noodzaak": "KANARIE"}
    for melding in (doorgegeven, ook_doorgegeven):
        meldingen.geef_door(melding, cast.gemeente, **weg)
    meldingbesluiten.handel_af_als_doorgegeven(doorgegeven, actor=actor)
    ingebracht = meldingen.maak_melding(cast, achternaam="Kanarie-ingebracht", terrorisme=True)
    meldingen.geef_door(ingebracht, cast.gemeente, **weg)
    meldingen.politie_weet_het(ingebracht, cast.gemeente)
    meldingbesluiten.breng_in(ingebracht, actor=actor)
    geen_actie = meldingen.maak_melding(cast)
    meldingbesluiten.handel_af_zonder_actie(geen_actie, actor=actor, gesprek="KANARIE-gesprek")
    nieuw = meldingen.maak_melding(cast)
    uit = {
        "nieuw": nieuw,
        "nieuw van politie": meldingen.maak_melding(cast, cast.politie),
        "ook doorgegeven": ook_doorgegeven,
        "doorgegeven": doorgegeven,
        "geen actie": geen_actie,
        "over terrorisme": meldingen.maak_melding(cast, terrorisme=True),
        "ingebracht": ingebracht,
        "beperkt": _beperkt(meldingen.maak_melding(cast), cast),
    }
    for melding in uit.values():
        melding.refresh_from_db()
    return uit


def _weegploeg(cast: Cast) -> dict[str, Any]:
    afgesloten = weegploeg.afgesloten(cast)
    in_weging = weegploeg.in_weging(cast)
    standpunt.vraag_standpunten(in_weging, actor=cast.uitvoerder.actor, uiterlijk=vandaag())
    standpunt.geef_standpunt(in_weging, actor=cast.om.actor, tekst="KANARIE-standpunt")
    _nagekeken(in_weging, cast)
    leg_achterhouden_vast(in_weging, actor=cast.om.actor)
    plaats(
        in_weging.signalen.get(),
        actor=cast.om.actor,
        gebied=cast.kader.ontwikkelgebieden.get(nummer=2),
        fase=None,
        reden="KANARIE-plaats",
    )
    weegploeg.verbeter(in_weging.signalen.get(), cast.gemeente, noodzaak="KANARIE-verbeterd")
    bekijk_melder_weegploeg(in_weging.inbrengen.get(), actor=cast.om.actor, reden="KANARIE-reden")
    # A row alone: a casus in the other municipality would fill lists that have to be empty.
    Ontvangst.objects.create(
        dossier=in_weging,
        nummer="Z-2026-KANARIE",
        van=cast.maastricht.partij,
        grondslag=grondslag("avg-6-1-e"),
        toelichting="KANARIE-toelichting",
        reden="KANARIE-waarom",
        gegeven_op=vandaag(),
        op=vandaag(),
    )
    # As rows alone: with a file in the archive it would be found when somebody searches for this person.
    Heractivering.objects.create(
        dossier=in_weging,
        nummer="W-2020-KANARIE",
        besloten_op=vandaag(),
        besloten_door="KANARIE-partij",
        kenmerk="KANARIE-kenmerk",
        reden="KANARIE-terug",
        op=vandaag(),
    )
    geagendeerd = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.reclassering.partij)])
    besluit_informeren(
        geagendeerd,
        actor=cast.uitvoerder.actor,
        informeren=True,
        sprekers=weegploeg.sprekers(cast),
        afspraak="KANARIE-afspraak",
        eerder="ja",
        eerder_weging="KANARIE-eerder",
    )
    leg_contact_vast(geagendeerd, actor=cast.uitvoerder.actor, op=vandaag(), wie="KANARIE-contact")
    vastlegging = geagendeerd.vastleggingen.first()
    maak_bezwaar(vastlegging, actor=cast.om.actor, reden="KANARIE-bezwaar")
    trek_bezwaar_in(vastlegging, actor=cast.om.actor)
    uit = {
        "in weging": in_weging,
        "nadere duiding": weegploeg.nadere_duiding(
            cast,
            vragen=[
                Vraag(partner="School De Zandberg", vraag="KANARIE-school", nodig="KANARIE-waarom"),
                Vraag(partij=cast.extern.partij, vraag="KANARIE-extern", nodig="KANARIE-waarom"),
                Vraag(
                    partij=cast.reclassering.partij, vraag="KANARIE-ander", nodig="KANARIE-nodig"
                ),
            ],
        ),
        "geagendeerd": geagendeerd,
        # The police and the OM have nothing to do in it any more.
        "niet geagendeerd": weegploeg.bevestigd(
            cast, weegploeg.niet_geagendeerd(cast), cast.politie, cast.om
        ),
        "plan afgesloten": afgesloten,
        "beperkt": _beperkt(weegploeg.in_weging(cast), cast),
    }
    for dossier in uit.values():
        dossier.refresh_from_db()
    return uit


def _casussen(cast: Cast) -> dict[str, Any]:
    partijen = [cast.rvdk.partij, cast.reclassering.partij, cast.extern.partij]
    uit = {
        "actief": casussen.met_plan(cast, *partijen, wie="Vaste medewerker"),
        "advies afsluiten": casussen.met_advies(cast, *partijen),
        "afgesloten": casussen.afgesloten(cast, *partijen),
        "beperkt": _beperkt(casussen.met_plan(cast, *partijen), cast),
    }
    _vul(uit["actief"], cast)
    for zaak in uit.values():
        zaak.refresh_from_db()
    return uit


def _nagekeken(dossier: Any, cast: Cast) -> None:
    actor = cast.uitvoerder.actor
    leg_controle_vast(dossier, actor=actor, op=vandaag(), aangepast=True, wat="KANARIE-controle")


def _beperkt(dossier: Any, cast: Cast) -> Any:
    """The same file, of which the data may only be kept (AVG 18)."""
    actor = cast.uitvoerder.actor
    herzien_op = actor.vandaag + timedelta(days=90)
    beperken.beperk(dossier, actor=actor, grond="juistheid", herzien_op=herzien_op)
    return dossier


def _vul(zaak: Casus, cast: Cast) -> None:
    """A row in each table of a casus; the concept is for its readers, not for external partners."""
    actor = cast.uitvoerder.actor
    _nagekeken(zaak, cast)
    bewaar_oud(
        Correctie,
        zaak.signalen.first(),
        zaak,
        actor=cast.gemeente.actor,
        was={"Omschrijving": "KANARIE-eerder"},
        nu={"Omschrijving": "Anders"},
    )
    casusoverleg.leg_analyse_vast(zaak, actor=actor, analyse="KANARIE-analyse")
    casusoverleg.leg_reis_vast(
        zaak,
        actor=actor,
        bijzonderheid="uitreiziger",
        sinds=vandaag(),
        reden="KANARIE-reis",
        band="verbleef",
    )
    casusoverleg.leg_band_vast(zaak, actor=actor, band="gaat", band_feit="KANARIE-band")
    leg_afweging_vast(zaak, actor=cast.om.actor)
    deelnemen.leg_afspraak_vast(
        zaak,
        actor=actor,
        partij=cast.rvdk.partij,
        onderwerp="informatie",
        wat="KANARIE-afspraak",
        op=actor.vandaag,
    )
    casussen.breng_in(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="KANARIE-bijdrage",
        aard="feit",
        werk="toezicht",
        grondslag=grondslag("reclassering-8"),
        noodzaak="KANARIE-nodig",
    )
    deelnemen.wijs_regisseur_aan(zaak, actor=cast.uitvoerder.actor, partij=cast.politie.partij)
    casusoverleg.voeg_derde_toe(
        zaak,
        actor=actor,
        soort="netwerk",
        doel="netwerk",
        naam="KANARIE-derde",
        adres="KANARIE-adres",
        gegevens="KANARIE-gegevens",
        noodzaak="KANARIE-waarom",
    )
    plannen.meld_voortgang(
        zaak,
        casussen.keten(zaak, cast.politie.partij),
        actor=cast.politie.actor,
        stand="loopt",
        resultaat="Gesprek gehad",
    )
    ingetrokken = casussen.verstrekt(zaak, cast, "naam")
    verstrekken.trek_in(ingetrokken, actor=actor, reden="KANARIE-ingetrokken")
    casussen.verstrekt(zaak, cast, "naam")
    terug = casussen.gezonden(zaak, cast)
    zenden.trek_in(terug, actor=actor, reden="KANARIE-terug")
    casussen.gezonden(zaak, cast)
    concept = plannen.maak_nieuwe_versie(zaak, actor=actor)
    plannen.wijzig_plan(
        concept, actor=actor, doelen=["a"], doel="KANARIE-concept", informeren="KANARIE"
    )
    Vangnet.objects.create(casus=zaak, noodzaak="KANARIE-vangnet", **aanvraag(cast))
    plannen.leg_voor(
        concept, actor=actor, partijen=[]
    )  # before the meeting, and no external partner
    afstemming.geef_oordeel(zaak, actor=cast.om.actor, eens=False, opmerking="KANARIE-oordeel")
    afstemming.herinner(zaak, casussen.keten(zaak, cast.rvdk.partij), actor=actor)
    gebied = pagina.gebieden(zaak).first()
    casusoverleg.analyseer_gebied(
        zaak, gebied, actor=actor, eens="KANARIE-eens", verschil="KANARIE-verschil"
    )
    casusoverleg.ga_door(zaak.zaak, actor=actor, besluit="KANARIE-doorgaan")
    casussen.vraag_advies(zaak, cast, vraag="Hoe praten wij over school?")
    casussen.leg_advies_vast(zaak, cast)
    informeren.adviseer_informeren(
        zaak,
        actor=actor,
        nu=True,
        advies="KANARIE-informeren",
        volgende=vandaag() + timedelta(days=30),
    )
    casussen.vraag_af_te_zien(zaak, cast.politie, cast.extern.partij, reden="kanarie-afzien")


def _verzoeken(cast: Cast) -> dict[str, Any]:
    gestopt = verzoeken.verzoek(cast)
    verzoekbesluiten.trek_in(gestopt, actor=cast.uitvoerder.actor, reden="ingetrokken")
    Verzoekbrief.objects.create(
        dossier=gestopt,
        nummer="B-2020-KANARIE",
        soort="doorzending",
        rij=gestopt.pk,
        adres="KANARIE-adres",
        gemaakt_op=vandaag(),
        gemaakt_door=cast.uitvoerder.gebruiker,
    )
    uit = {
        "uit te voeren": _verbeterd(cast),
        "door te zenden": verzoeken.verzoek(cast, regime="wpg"),
        "ontvangen": verzoeken.verzoek(cast),
        "identiteit vastgesteld": verzoeken.met_identiteit(cast),
        "via een ander": _via_ander(cast),
        "klacht": verzoeken.klacht(cast),
        "nagekeken": verzoeken.nagekeken(cast),
        "beantwoord": verzoeken.beantwoord(cast),
        "ingetrokken": gestopt,
    }
    for verzoek in uit.values():
        verzoek.refresh_from_db()
    return uit


def _via_ander(cast: Cast) -> Any:
    """Without the request as Maastricht has it: what stands here is Venlo's."""
    kopie = verzoeken.via_ander(cast)
    kopie.doorgegeven_van.delete()
    return kopie


def _verbeterd(cast: Cast) -> Any:
    """What was changed in a file for a request stands with that file."""
    wie = WeegploegDossier.objects.filter(partij=cast.gemeente.partij).first()
    assert wie
    verzoek, actor = (
        verzoeken.met_identiteit(
            cast,
            soort="correctie",
            voornamen=wie.voornamen,
            tussenvoegsel=wie.tussenvoegsel,
            achternaam=wie.achternaam,
            **({"geboortedatum": wie.geboortedatum} if wie.geboortedatum else {}),
        ),
        cast.uitvoerder.actor,
    )
    wat = {
        k.dossier.pk: "KANARIE-verbeterd"
        for k in verzoekbesluiten.om_te_noemen(verzoek, actor=actor)
    }
    assert wat
    Zienswijze.objects.create(bij=wie, tekst="KANARIE-kijk", op=vandaag())
    return verzoekbesluiten.handel_af(
        verzoek,
        actor=actor,
        op=timezone.localdate(),
        uitkomst="ja",
        gedaan=wat,
        waarom=dict.fromkeys(wat, "onjuist"),
    )


def _oud(cast: Cast) -> tuple[dict[str, Any], dict[str, UUID]]:
    """A casus, a weegploeg file and a request in the archive; a melding that was destroyed."""
    vandaag = timezone.localdate()
    anderhalf, lang = vandaag - timedelta(days=500), vandaag - timedelta(days=6 * 365)
    oud.casus(cast, anderhalf)
    oud.dossier(cast, anderhalf)
    verzoek = verzoeken.klacht(cast)
    verzoekbesluiten.handel_af(
        verzoek,
        actor=cast.uitvoerder.actor,
        op=vandaag,
        uitkomst="nee",
        reden="kanarie-besluit",
        kenmerk="KANARIE-1",
    )
    type(verzoek).objects.filter(pk=verzoek.pk).update(laatste_verwerking_op=anderhalf)
    leid_af(verzoek)
    weg = oud.melding(cast, lang)
    klok.begin_ronde(actor=Actor.systeem("toneel"), dag=vandaag)
    for grond in (*Grond.van_lid_3(), Grond.EEN_JAAR):
        bewaren.verwerk(grond, actor=Actor.systeem("toneel"), peildatum=vandaag)
    stukken = {stuk.dossiersoort: stuk for stuk in Archiefstuk.objects.all()}
    uit = {
        "casus": stukken["casusoverleg.casus"],
        "weegploeg": stukken["weegploeg.weegploegdossier"],
        "verzoek": stukken["privacy_rights.verzoek"],
    }
    Vervroeging.objects.create(
        dossier_id=uit["casus"].pk,
        wat=Vervroeging.Wat.ARCHIVEREN,
        reden=Vervroeging.Reden.KLAAR,
        besloten_op=anderhalf,
        kenmerk="KANARIE-2",
        vastgelegd_op=timezone.now(),
        vastgelegd_door=cast.uitvoerder.gebruiker,
    )
    for stuk, speler in ((uit["casus"], cast.politie), (uit["verzoek"], cast.uitvoerder)):
        bewaren.raadpleeg(stuk, actor=speler.actor, reden="nieuwe_signalen")
    return uit, {"melding": weg.pk, "nooit": uuid4()}


def _overleggen(toneel: Toneel) -> dict[str, Any]:
    """A meeting of each kind about a file of each state; who takes part was invited."""
    cast, uit = toneel.cast, {}
    for soort, dossiers, gasten in (
        ("weegploeg", toneel.dossiers["weegploeg"], (cast.gemeente, cast.politie, cast.om)),
        ("casusoverleg", toneel.casussen, (cast.politie, cast.reclassering, cast.extern)),
    ):
        uit[soort] = overleg = overleggen.overleg(cast, *gasten, soort=soort)
        for dossier in dossiers.values():
            punt = Agendapunt.van(overleg, dossier, "toegevoegd", 0)
            punt.save()
            Erbij.objects.create(
                overleg=overleg,
                punt=punt,
                dossier_id=dossier.pk,
                gebruiker=cast.om.gebruiker,
                partij=cast.om.partij,
                aanwezig=True,
                inbreng="KANARIE-inbreng-overleg",
            )
            Opmerking.objects.create(
                overleg=overleg,
                dossier_id=dossier.pk,
                gebruiker=cast.om.gebruiker,
                partij=cast.om.partij,
                tekst="KANARIE-opmerking",
                op=timezone.now(),
            )
        Agendapunt.objects.create(overleg=overleg, onderwerp="Rooster")
        overleg.genodigden.create(naam="Gast", organisatie="Elders", alleen_algemeen=True)
    for stand in ("bezig", "verslag", "vastgesteld"):
        uit[stand] = overleggen.geweest(cast, stand, toneel.dossiers["weegploeg"]["in weging"])
    uit["afgelast"] = overleggen.overleg(cast, cast.om, afgelast_op=timezone.now())
    return uit


def _sluit_uit(toneel: Toneel) -> None:
    """From every file there is, in person."""
    Uitsluiting.objects.bulk_create(
        Uitsluiting(
            dossier=dossier,
            gebruiker=toneel.uitgesloten.gebruiker,
            reden=Uitsluiting.Reden.FAMILIE,
            sinds=timezone.now(),
            door=toneel.cast.uitvoerder.gebruiker,
        )
        for dossier in Dossier.objects.all()
    )


def _onderzoek(toneel: Toneel) -> None:
    """The data protection officer read one file, and that is over."""
    nu = timezone.now()
    Toezichtvraag.objects.create(
        dossier_id=toneel.casussen["actief"].pk,
        door=toneel.cast.fg.gebruiker,
        partij=toneel.cast.fg.partij,
        reden=Toezichtvraag.Reden.KLACHT,
        van=nu - timedelta(days=3),
        tot=nu - timedelta(days=2),
    )


# Addresses -------------------------------------------------------------------------------------
def sleutels(toneel: Toneel, groep: str, dossier: Any) -> dict[str, Any]:
    """What fills the places in the addresses of a file's pages; what is not there is a fresh key."""
    if isinstance(dossier, UUID):
        return _leeg(dossier)
    uit = _leeg(dossier.pk)
    if groep == "vergelijken":
        beide = _naast_elkaar(toneel)
        andere = beide[1] if dossier.pk == beide[0].pk else beide[0]
        uit |= {"soort": dossier._meta.app_label, "ander": andere.pk}
        uit["andere_soort"] = andere._meta.app_label
    if groep in ("beveiliging", "beperking", "controle", "correctie", "uitwisseling"):
        uit["soort"] = dossier._meta.app_label
        uit["gebruiker"] = toneel.uitgesloten.gebruiker.pk
    if groep == "correctie":
        uit["van"] = _verbeterde_rij(dossier)
    if groep == "uitwisseling":
        extern = toneel.cast.extern.partij
        uit["bericht"] = _eerste(Kennisgeving.objects.filter(dossier=dossier.pk, ontvanger=extern))
    if groep == "brieven":
        uit |= _briefsleutels(dossier)
    if groep == "privacy_rights":
        leest = dossier.uitvoeringen.filter(bij__dossiersoort=WeegploegDossier._meta.label_lower)
        uit["uitvoering"] = _eerste(leest)
    if groep == "meldingen":
        uit["signaal_pk"], uit["ander"] = _eerste(dossier.signalen), toneel.naast.pk
        uit["concept_pk"] = _eerste(Concept.objects)
    if groep == "overleg":
        uit["punt"] = _eerste(dossier.punten.exclude(dossier=None))
        uit["gast"] = _eerste(dossier.genodigden.filter(gebruiker=None))
    if groep == "weegploeg":
        uit["zending"] = _eerste(Zending.objects.lopend())
        uit["casus"] = toneel.casussen["actief"].pk
        uit["signaal"], uit["vraag"] = _eerste(dossier.signalen), _eerste(dossier.duidingsvragen)
        uit["inbreng"] = _eerste(dossier.inbrengen)
        uit["vastlegging"] = _eerste(dossier.vastleggingen)
        extern = dossier.duidingsvragen.filter(partij=toneel.cast.extern.partij)
        uit["vraag_extern"] = _eerste(extern)
    if groep == "casusoverleg":
        extern = dossier.deelnames.filter(partij=toneel.cast.extern.partij)
        uit["deelname_pk"], uit["derde_pk"] = _eerste(extern), _eerste(dossier.derden)
        maatregelen = Maatregel.objects.filter(plan__casus=dossier).order_by("plan__versie")
        uit["keten"] = maatregelen.get(partij=toneel.cast.politie.partij, plan__versie=1).keten
        uit["keten_extern"] = maatregelen.get(
            partij=toneel.cast.extern.partij, plan__versie=1
        ).keten
        uit["verzoek_pk"] = _eerste(dossier.deelnameverzoeken)
        uit["vraag_pk"] = _eerste(dossier.adviesvragen)
        uit["afzien_pk"] = _eerste(Afzien.objects.filter(casus=dossier))
        uit["vangnet_pk"] = _eerste(dossier.vangnetten.exclude(aanvraag__afwijzing=""))
        uit["bijdrage_pk"] = _eerste(dossier.bijdragen)
        uit["partijvraag_pk"] = _eerste(dossier.partijvragen.exclude(soort="uitnodiging"))
        uit["uitnodiging_pk"] = _eerste(dossier.partijvragen.filter(soort="uitnodiging"))
        uit["verstrekking_pk"] = _eerste(dossier.verstrekkingen.filter(ingetrokken_op=None))
        uit["zending_pk"] = _eerste(dossier.zendingen.lopend())
        concept = maatregelen.filter(plan__status=Plan.Status.CONCEPT).first()
        uit["maatregel_pk"] = (concept or maatregelen.first()).pk
    return uit


def _briefsleutels(dossier: Any) -> dict[str, Any]:
    """A draft, a letter that is final, and the row about which one can be begun."""
    uit: dict[str, Any] = {"soort": dossier._meta.app_label}
    concept = dossier.brieven.get(definitief_op=None)
    vast = dossier.brieven.exclude(definitief_op=None).first()
    uit |= {"brief": concept.pk, "brief_definitief": vast.pk if vast else uuid4()}
    return uit | {"welke": concept.soort, "rij": concept.rij}


def _naast_elkaar(toneel: "Toneel") -> tuple[Any, Any]:
    """The melding and the file that are laid beside each other."""
    return toneel.dossiers["meldingen"]["nieuw"], toneel.dossiers["weegploeg"]["in weging"]


def _vergelijk(toneel: "Toneel") -> None:
    """What was said of a melding and a file, of two files, and of two meldingen."""
    melding, dossier = _naast_elkaar(toneel)
    actor, ander = toneel.cast.gemeente.actor, toneel.dossiers["weegploeg"]["nadere duiding"]
    toneel.naast = meldingen.maak_melding(toneel.cast)
    for een, twee in ((melding, dossier), (ander, dossier), (melding, toneel.naast)):
        vergelijk(een, twee, actor=actor, keuze="dezelfde", reden="KANARIE-vergeleken")


def _brieven(toneel: "Toneel") -> dict[str, Any]:
    """Letters of a file of the weegploeg and of a casus."""
    cast, dossier = toneel.cast, toneel.dossiers["weegploeg"]["nadere duiding"]
    zaak = toneel.casussen["actief"]
    school, extern = dossier.duidingsvragen.order_by("pk")[:2]
    deelname = zaak.deelnames.get(partij=cast.reclassering.partij)
    for over, soort, rij, actor in (
        (dossier, "duidingsvraag", school, cast.uitvoerder_weegploeg.actor),
        (dossier, "duidingsvraag", extern, cast.uitvoerder.actor),
        (zaak, "uitnodiging", deelname, cast.uitvoerder_casusoverleg.actor),
    ):
        gevonden = brieven_van(over._meta.app_label)
        assert gevonden
        brief = brieven.begin(over, gevonden.soorten[soort], rij.pk, actor=actor)
        adres, teksten = "KANARIE-adres", {"zelf": "Zilvermeeuw-eigen"}
        brief = brieven.schrijf(brief, actor=actor, adres=adres, teksten=teksten)
        if rij == extern:
            brieven.maak_definitief(brief, actor=actor)
            brieven.leg_verstuurd_vast(brief, actor=actor, op=actor.vandaag, wijze="post")
    return {"weegploeg": dossier, "casus": zaak}


def _verbeterde_rij(dossier: Any) -> UUID:
    """A row that was put right; a fresh key where none was, or where none can be."""
    correcties = getattr(dossier, "correcties", None)
    return (correcties and correcties.values_list("van", flat=True).first()) or uuid4()


def _leeg(pk: UUID) -> dict[str, Any]:
    plaatsen = [
        "gebruiker",
        "signaal_pk",
        "signaal",
        "vraag",
        "vraag_extern",
        "van",
        "bericht",
        "brief",
        "brief_definitief",
        "uitvoering",
        "rij",
        "inbreng",
        "vastlegging",
        "punt",
        "gast",
        "deelname_pk",
        "derde_pk",
        "verzoek_pk",
        "vraag_pk",
        "afzien_pk",
        "vangnet_pk",
        "bijdrage_pk",
        "partijvraag_pk",
        "uitnodiging_pk",
        "keten",
        "keten_extern",
        "maatregel_pk",
        "verstrekking_pk",
        "zending_pk",
        "zending",
        "casus",
        "ander",
        "concept_pk",
    ]
    vast = {
        "pk": pk,
        "versie": 1,
        "nummer": 1,
        "soort": "casusoverleg",
        "welke": "geen",
    }
    vast["andere_soort"] = "casusoverleg"
    return vast | {k: uuid4() for k in plaatsen}


def _eerste(rijen: Any) -> UUID:
    eerste = rijen.order_by("pk").first()
    return eerste.pk if eerste else uuid4()
