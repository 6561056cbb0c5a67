"""A database with a file in every state, in which every text is a canary: the scene of the proofs."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone

from casusoverleg import decisions as casusoverleg
from casusoverleg.models import Casus, Maatregel, Plan, Vangnet
from casusoverleg.plan import decisions as plannen
from casusoverleg.verstrekking import decisions as verstrekken
from convenant.decisions import maak_partij
from convenant.models import SoortPartij
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from invoer.models import Klad, Verzonden
from meldingen import decisions as meldingbesluiten
from mensen.models import Mailadres
from overleg.models import Agendapunt, Opmerking
from privacy_rights import beperken
from privacy_rights import decisions as verzoekbesluiten
from register.afleiden import leid_af
from register.brieven import decisions as brieven
from register.brieven.soorten import brieven_van
from register.controle.decisions import leg_controle_vast
from register.models import Dossier, Uitsluiting
from retention import decisions as bewaren
from retention import klok
from retention.models import Archiefstuk
from tests.cast import BEGIN, Cast, Speler, grondslag, maak_speler
from tests.hulp import casussen, meldingen, oud, overleggen, verzoeken, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.vullen import aanvraag
from weegploeg.bevestigen.decisions import maak_bezwaar, trek_bezwaar_in
from weegploeg.duiding.vragen import Vraag
from weegploeg.inbreng.decisions import bekijk_melder as bekijk_melder_weegploeg
from weegploeg.inbreng.decisions import leg_achterhouden_vast
from weegploeg.informeren.decisions import besluit_informeren
from weegploeg.models import WeegploegDossier
from weegploeg.standpunt import decisions as standpunt

# Words that stand in files and nowhere else; compared without regard to capitals.
KANARIES = ("kanarie", "verzonnen", "zilvermeeuw", "quirina", "tante zeldzaam", "merelhof")


@dataclass
class Toneel:
    """The cast and every file, by kind and state."""

    cast: Cast
    dossiers: dict[str, dict[str, Any]] = field(default_factory=dict)
    spelers: dict[str, Speler] = field(default_factory=dict)
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
    return cast.allen | {
        "geen_deelnemer": maak_speler("geendeelnemer", geen),
        "uitgesloten": maak_speler("uitgesloten", cast.politie.partij),
        "vrager": casussen.tweede_partner(cast),
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
    for groep in ("beperking", "controle"):
        toneel.dossiers[groep] = toneel.dossiers["beveiliging"]
    toneel.dossiers["overleg"] = _overleggen(toneel)
    _sluit_uit(toneel)
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
    Mailadres.objects.create(
        gebruiker=cast.gemeente.gebruiker, adres="k@kanarie.example", opnieuw_na=timezone.now()
    )
    return toneel


def _meldingen(cast: Cast) -> dict[str, Any]:
    actor = cast.gemeente.actor
    doorgegeven = meldingen.maak_melding(cast)
    meldingbesluiten.geef_door(
        doorgegeven,
        actor=actor,
        aan="Veilig Thuis",
        gegevens="KANARIE-door",
        noodzaak="KANARIE",
        op=actor.vandaag,
    )
    geen_actie = meldingen.maak_melding(cast)
    meldingbesluiten.handel_af_zonder_actie(geen_actie, actor=actor, gesprek="KANARIE-gesprek")
    nieuw = meldingen.maak_melding(cast)
    uit = {
        "nieuw": nieuw,
        "nieuw van politie": meldingen.maak_melding(cast, cast.politie),
        "doorgegeven": doorgegeven,
        "geen actie": geen_actie,
        "ingebracht": meldingen.maak_ingebracht(cast, achternaam="Kanarie-ingebracht"),
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
    bekijk_melder_weegploeg(in_weging.inbrengen.get(), actor=cast.om.actor, reden="KANARIE-reden")
    geagendeerd = weegploeg.geagendeerd(cast, partners=[casussen.partner(cast.reclassering.partij)])
    besluit_informeren(
        geagendeerd,
        actor=cast.uitvoerder.actor,
        informeren=True,
        sprekers=weegploeg.sprekers(cast),
        afspraak="KANARIE-afspraak",
    )
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
    casusoverleg.leg_analyse_vast(zaak, actor=actor, analyse="KANARIE-analyse")
    casusoverleg.voeg_bijdrage_toe(
        zaak,
        actor=cast.reclassering.actor,
        omschrijving="KANARIE-bijdrage",
        aard="feit",
        werk="toezicht",
        grondslag=grondslag("reclassering-8"),
        noodzaak="KANARIE-nodig",
    )
    casusoverleg.voeg_derde_toe(
        zaak,
        actor=actor,
        soort="netwerk",
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
    concept = plannen.maak_nieuwe_versie(zaak, actor=actor)
    plannen.wijzig_plan(
        concept, actor=actor, doelen=["a"], doel="KANARIE-concept", informeren="KANARIE"
    )
    Vangnet.objects.create(casus=zaak, noodzaak="KANARIE-vangnet", **aanvraag(cast))
    plannen.leg_voor(
        concept, actor=actor, partijen=[]
    )  # before the meeting, and no external partner


def _verzoeken(cast: Cast) -> dict[str, Any]:
    gestopt = verzoeken.verzoek(cast)
    verzoekbesluiten.trek_in(gestopt, actor=cast.uitvoerder.actor, reden="ingetrokken")
    _verbeterd(cast)
    uit = {
        "ontvangen": verzoeken.verzoek(cast),
        "identiteit vastgesteld": verzoeken.met_identiteit(cast),
        "klacht": verzoeken.klacht(cast),
        "nagekeken": verzoeken.nagekeken(cast),
        "beantwoord": verzoeken.beantwoord(cast),
        "ingetrokken": gestopt,
    }
    for verzoek in uit.values():
        verzoek.refresh_from_db()
    return uit


def _verbeterd(cast: Cast) -> None:
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
    verzoekbesluiten.handel_af(
        verzoek, actor=actor, op=timezone.localdate(), uitkomst="ja", gedaan=wat
    )


def _oud(cast: Cast) -> tuple[dict[str, Any], dict[str, UUID]]:
    """A casus, a weegploeg file and a request in the archive; a melding that was destroyed."""
    vandaag = timezone.localdate()
    anderhalf, lang = vandaag - timedelta(days=500), vandaag - timedelta(days=6 * 365)
    oud.casus(cast, anderhalf)
    oud.dossier(cast, anderhalf)
    verzoek = verzoeken.klacht(cast)
    verzoekbesluiten.handel_af(
        verzoek, actor=cast.uitvoerder.actor, op=vandaag, uitkomst="nee", kenmerk="KANARIE-1"
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
            Agendapunt.van(overleg, dossier, "toegevoegd", 0).save()
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


# Addresses -------------------------------------------------------------------------------------
def sleutels(toneel: Toneel, groep: str, dossier: Any) -> dict[str, Any]:
    """What fills the places in the addresses of a file's pages; what is not there is a fresh key."""
    if isinstance(dossier, UUID):
        return _leeg(dossier)
    uit = _leeg(dossier.pk)
    if groep in ("beveiliging", "beperking", "controle"):
        uit["soort"] = dossier._meta.app_label
        rij = toneel.uitgesloten.gebruiker.pk
        uit["uitsluiting"] = Uitsluiting.objects.get(dossier_id=dossier.pk, gebruiker=rij).pk
    if groep == "brieven":
        uit |= _briefsleutels(dossier)
    if groep == "meldingen":
        uit["signaal_pk"] = _eerste(dossier.signalen)
    if groep == "overleg":
        uit["punt"] = _eerste(dossier.punten.exclude(dossier=None))
        uit["gast"] = _eerste(dossier.genodigden.filter(gebruiker=None))
    if groep == "weegploeg":
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
        for plek, weg in (("verstrekking_pk", False), ("verstrekking_pk_ingetrokken", True)):
            rijen = dossier.verstrekkingen.filter(ingetrokken_op__isnull=not weg)
            uit[plek] = rijen.values_list("pk", flat=True).first() or uuid4()
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


def _leeg(pk: UUID) -> dict[str, Any]:
    plaatsen = [
        "signaal_pk",
        "signaal",
        "vraag",
        "vraag_extern",
        "brief",
        "brief_definitief",
        "rij",
        "inbreng",
        "vastlegging",
        "punt",
        "gast",
        "deelname_pk",
        "derde_pk",
        "verzoek_pk",
        "keten",
        "keten_extern",
        "maatregel_pk",
        "verstrekking_pk",
        "verstrekking_pk_ingetrokken",
    ]
    vast = {"pk": pk, "versie": 1, "soort": "casusoverleg", "uitsluiting": 0, "welke": "geen"}
    return vast | {k: uuid4() for k in plaatsen}


def _eerste(rijen: Any) -> UUID:
    eerste = rijen.order_by("pk").first()
    return eerste.pk if eerste else uuid4()
