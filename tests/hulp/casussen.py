"""Casussen in each state, with who takes part and what they share."""

import uuid
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.urls import reverse

from casusoverleg import decisions
from casusoverleg.advies import decisions as adviezen
from casusoverleg.advies.models import Adviesvraag
from casusoverleg.afstemming import decisions as afstemming
from casusoverleg.decisions import Evaluatie
from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.deelname.models import Deelname, Vangnet
from casusoverleg.deelname.vangnet import vraag_vangnet
from casusoverleg.dossier.models import Bijdrage, Casus
from casusoverleg.events import PLAN
from casusoverleg.inbreng.decisions import BijdrageWaarden, voeg_bijdrage_toe
from casusoverleg.overdracht import Overdracht, Partner
from casusoverleg.partijvraag.decisions import leg_antwoord_vast, vraag_te_verkennen
from casusoverleg.partijvraag.models import Partijvraag
from casusoverleg.plan import decisions as plannen
from casusoverleg.plan.facts import te_horen
from casusoverleg.plan.models import Afzien, Maatregel, Plan
from casusoverleg.verstrekking import decisions as verstrekken
from casusoverleg.verstrekking.models import Verstrekking
from casusoverleg.verstrekking.querysets import toestemmers
from casusoverleg.zenden import decisions as zenden
from casusoverleg.zenden import keuze
from casusoverleg.zenden.models import Zending
from convenant.models import Bijlage1, Partij
from convenant.vangnet import bevestig, wijs_af
from gedeeld.actor import Actor
from gedeeld.weigering import Geweigerd
from register.events import wijzigingen
from register.herleiden import herleid_dossier
from tests.beginstand import beginstand
from tests.cast import Cast, Speler, grondslag, maak_externe_partij, maak_speler
from tests.hulp import gegevens
from tests.hulp.bijlage1 import kernbesluit
from tests.hulp.gegevens import vandaag


def overdracht(cast: Cast, *, naw: dict[str, Any] | None = None, **anders: Any) -> Overdracht:
    """A copy as the weegploeg hands it over, with a canary in every field."""
    persoon = {f"naw__{veld}": waarde for veld, waarde in (naw or {}).items()}
    return gegevens.Kopie(cast=cast, **persoon, **anders)


def partner(partij: Partij, **anders: Any) -> Partner:
    return gegevens.Deelnemer(partij=partij, **anders)


@beginstand
def casus(cast: Cast, *partijen: Partij, actor: Actor | None = None, **anders: Any) -> Casus:
    """A casus that the weegploeg opened, with these partners, who accepted the invitation."""
    zaak = decisions.open_casus(
        overdracht(cast, **anders),
        partners=[partner(partij) for partij in partijen],
        actor=actor or cast.uitvoerder.actor,
    )
    allen_doen_mee(zaak, cast)
    return zaak


def allen_doen_mee(casus: Casus, cast: Cast) -> None:
    """Who is invited accepted, and the secretary recorded it."""
    for rij in casus.partijvragen.filter(soort="uitnodiging", uitkomst="").select_related("casus"):
        leg_antwoord_vast(
            rij,
            actor=cast.uitvoerder.actor,
            uitkomst="doet_mee",
            antwoord="",
            wie="Teamleider",
            hoe="mail",
        )


def deelname(casus: Casus, partij: Partij) -> Deelname:
    return casus.deelnames.get(partij=partij)


@beginstand
def laat_deelnemen(casus: Casus, cast: Cast, partij: Partij, **anders: Any) -> Deelname:
    """Let in a party, that accepts."""
    rij = nodig_uit(casus, cast, partij, **anders)
    allen_doen_mee(casus, cast)
    rij.refresh_from_db()
    return rij


def nodig_uit(casus: Casus, cast: Cast, partij: Partij, **anders: Any) -> Deelname:
    """Let in a party, that did not answer yet."""
    return deelnemen.laat_deelnemen(
        casus, actor=cast.uitvoerder.actor, partner=partner(partij, **anders)
    )


@beginstand
def concept(casus: Casus, cast: Cast, *partijen: Partij, **maatregel: Any) -> Plan:
    """A concept with one measure for each of these parties."""
    plan = plannen.maak_plan(casus, actor=cast.uitvoerder.actor, **gegevens.Plan())
    for partij in partijen:
        maatregel_van(plan, cast, partij, **maatregel)
    return plan


def allen_eens(plan: Plan) -> None:
    """It was laid before the parties, and all agree: the rows alone, since many tests begin with an adopted plan."""
    plan = Plan.objects.select_related("casus").get(pk=plan.pk)
    over = wijzigingen(plan.casus, *PLAN)
    Plan.objects.filter(pk=plan.pk).update(voorgelegd=over)
    for partij in te_horen(plan, vandaag()):
        plan.oordelen.create(casus=plan.casus, partij=partij, eens=True, op=vandaag(), over=over)


def stel_vast(plan: Plan, *, actor: Actor, **anders: Any) -> Plan:
    """Adopt a concept on which all parties agree."""
    allen_eens(plan)
    return plannen.stel_plan_vast(plan, actor=actor, **anders)


def maatregel_van(plan: Plan, cast: Cast, partij: Partij, **anders: Any) -> Maatregel:
    velden = gegevens.Maatregel(partij=partij, **anders)
    return plannen.voeg_maatregel_toe(plan, actor=cast.uitvoerder.actor, **velden)


def evaluatie(casus: Casus, **anders: Any) -> dict[str, Any]:
    """What an advice to close says of each aim of the adopted plan, and of each measure that is not done."""
    plan = Plan.objects.geldend().filter(casus=casus).first()
    niet_af = Maatregel.objects.niet_af().filter(casus=casus)
    return {
        "evaluatie": "De doelen zijn gehaald",
        "doelen": {doel: Evaluatie("bereikt") for doel in (plan.doelen if plan else "a")},
        "aflopen": {rij.keten: Evaluatie("stopt", "Niet meer nodig") for rij in niet_af},
    } | anders


def evaluatie_velden(casus: Casus, **anders: Any) -> dict[str, Any]:
    """The same, as the form sends it."""
    waarden = evaluatie(casus)
    velden = {"evaluatie": waarden["evaluatie"], "gegeven_op": vandaag(), "vervolg": ""}
    for doel, rij in waarden["doelen"].items():
        velden |= {f"doel_{doel}": rij.uitkomst, f"uitleg_{doel}": rij.toelichting}
    for keten_, rij in waarden["aflopen"].items():
        velden |= {f"afloop_{keten_}": rij.uitkomst, f"afloop_uitleg_{keten_}": rij.toelichting}
    return velden | anders


def vraag_advies(casus: Casus, cast: Cast, **anders: Any) -> Adviesvraag:
    velden = {"aan": "nctv", "wie": "", "vraag": "Hoe spreken wij iemand aan?"} | anders
    return adviezen.vraag_advies(casus, actor=cast.uitvoerder.actor, **velden)


def leg_advies_vast(casus: Casus, cast: Cast, **anders: Any) -> Adviesvraag:
    """The answer to the last question, and what was done with it."""
    velden = {"antwoord": "Begin met werk", "beantwoord_op": vandaag(), "gebruik": "Besproken"}
    rij = casus.adviesvragen.first()
    assert rij
    return adviezen.leg_advies_vast(rij, actor=cast.uitvoerder.actor, **velden | anders)


def vraag_af_te_zien(casus: Casus, wie: Speler, *aan: Partij, **anders: Any) -> Afzien:
    """A party asks others to refrain from the measure of the first of them."""
    vraag = {"reden": "Er loopt een onderzoek", "tot": vandaag() + timedelta(days=30)} | anders
    return afstemming.vraag_af_te_zien(
        casus, keten(casus, aan[0]), actor=wie.actor, partijen=aan, **vraag
    )


@beginstand
def met_plan(cast: Cast, *partijen: Partij, **maatregel: Any) -> Casus:
    """A casus with an adopted plan in which the police and these partners have a measure."""
    zaak = casus(cast, *partijen)
    if (tot := maatregel.get("tot", gegevens.vandaag())) < gegevens.vandaag():  # it ran before
        Casus.objects.filter(pk=zaak.pk).update(geopend_op=tot)
        zaak.refresh_from_db()
        maatregel |= {"van": tot}
    plan = concept(zaak, cast, cast.politie.partij, *partijen, **maatregel)
    bespreken = vandaag() + timedelta(days=180)
    stel_vast(plan, actor=cast.uitvoerder.actor, volgende=bespreken)
    return zaak


def gelezen(casus: Casus, cast: Cast) -> None:
    """Every party of the cast said that it read what it takes part in, and its measures."""
    for lid in (cast.gemeente, cast.politie, cast.om, cast.rvdk, cast.reclassering, cast.extern):
        with suppress(Geweigerd):
            plannen.lees(casus, actor=lid.actor)


@beginstand
def met_advies(cast: Cast, *partijen: Partij) -> Casus:
    zaak = met_plan(cast, *partijen)
    velden = evaluatie(zaak, evaluatie="KANARIE-evaluatie", vervolg="KANARIE-vervolg")
    decisions.adviseer_afsluiten(zaak, actor=cast.uitvoerder.actor, **velden)
    return zaak


@beginstand
def afgesloten(cast: Cast, *partijen: Partij) -> Casus:
    zaak = met_advies(cast, *partijen)
    sluit(zaak, cast)
    return zaak


def sluit(casus: Casus, cast: Cast, **anders: Any) -> None:
    """The core parties close a casus that was advised to be closed."""
    decisions.sluit_af(
        casus.zaak,
        actor=cast.uitvoerder.actor,
        besluit="KANARIE-besluit",
        niet_af="Loopt vanzelf door",
        **anders,
    )
    casus.refresh_from_db()


def keten(casus: Casus, partij: Partij) -> uuid.UUID:
    """The measure of a party in the adopted plan."""
    return Maatregel.objects.geldend().get(plan__casus=casus, partij=partij).keten


def tweede_partner(cast: Cast, naam: str = "Jeugdhulp De Sluis") -> Speler:
    """One more external partner, with an account."""
    partij = maak_externe_partij(cast.convenant, naam, reden="Begeleiding")
    return maak_speler(naam.replace(" ", ""), partij)


def gevraagd_vangnet(casus: Casus, cast: Cast) -> Vangnet:
    """A partner that no list foresaw, asked for this casus."""
    return vraag_vangnet(
        casus,
        actor=cast.uitvoerder.actor,
        naam="Sportclub De Meeuw",
        contact="Postbus 3",
        reden="Sport",
        noodzaak="KANARIE-noodzaak",
        tot=vandaag() + timedelta(days=90),
        besluit=kernbesluit(cast.uitvoerder.actor, kern=casus.gemeente.weegploeg),
    )


def vangnet_geweigerd(casus: Casus, cast: Cast) -> Vangnet:
    """The administrator did not enter it in annex 1."""
    rij = gevraagd_vangnet(casus, cast)
    wijs_af(rij.aanvraag_id, actor=cast.beheerder.actor, afwijzing="KANARIE-afwijzing")
    return rij


def vangnet(casus: Casus, cast: Cast) -> Bijlage1:
    """Entered in annex 1 for this casus."""
    rij = gevraagd_vangnet(casus, cast)
    vermelding = bevestig(
        rij.aanvraag_id,
        actor=cast.beheerder.actor,
        getekend_op=vandaag(),
        getekend_door="voorzitter",
        geldig_tot=vandaag() + timedelta(days=365),
    )
    herleid_dossier(casus.pk)  # the job that the transaction rings for when it ends
    return vermelding


def laat_verkennen(casus: Casus, cast: Cast, partij: Partij, **anders: Any) -> Partijvraag:
    """A party is asked to look once whether it has a role."""
    velden = {"taak": "KANARIE-taak", "vraag": "KANARIE-rol", "uiterlijk": vandaag()} | anders
    return vraag_te_verkennen(casus, actor=cast.uitvoerder.actor, partij=partij, **velden)


def vraag_deelname(casus: Casus, lid: Speler, reden: str = "KANARIE-vraag") -> None:
    """Ask to take part, as somebody of the party does."""
    velden = {"nummer": casus.nummer, "reden": reden}
    assert lid.client.post(reverse("casusoverleg:meedoen"), velden).status_code == 302
    herleid_dossier(casus.pk)  # the job that the transaction rings for when it ends


def breng_in(casus: Casus, *, actor: Actor, **velden: Any) -> Bijdrage:
    """A party brings in what the plan needs, on a law."""
    waarden = BijdrageWaarden(**({"gebruik": "wet"} | velden))
    return voeg_bijdrage_toe(casus, actor=actor, velden=waarden)


def gezonden(casus: Casus, cast: Cast, *, akkoord: bool = True) -> Zending:
    """All its signals for another municipality; with the consent of who gave them it is offered."""
    rij = zenden.zend(
        casus,
        actor=cast.uitvoerder.actor,
        aan=cast.maastricht.partij,
        band="gaat",
        feiten="KANARIE-feiten",
        grondslag=grondslag("avg-6-1-e"),
        signalen=list(keuze.signalen(casus, vandaag())),
        toelichting="KANARIE-toelichting",
    )
    for lid in (cast.politie, cast.om):
        if akkoord and rij.antwoorden.filter(partij=lid.partij).exists():
            zenden.antwoord(rij, actor=lid.actor, akkoord=True)
    rij.refresh_from_db()
    return rij


@beginstand
def verstrekking(casus: Casus, cast: Cast, *gegeven: str, **anders: Any) -> Verstrekking:
    """A disclosure to GGZ Maasoever that waits for consent."""
    return verstrekken.vraag_toestemming(
        casus,
        actor=cast.uitvoerder.actor,
        gegevens=gegeven or ("naam",),
        **({"partij": cast.extern.partij, "noodzaak": "Voor de behandeling"} | anders),
    )


def stem_in(verstrekking: Verstrekking, *leden: Speler) -> None:
    for lid in leden:
        verstrekken.geef_toestemming(verstrekking, actor=lid.actor, akkoord=True)


@beginstand
def verstrekt(casus: Casus, cast: Cast, *gegeven: str, **anders: Any) -> Verstrekking:
    """A disclosure to GGZ Maasoever to which every party consented."""
    rij = verstrekking(casus, cast, *gegeven, **anders)
    leden = (cast.gemeente, cast.politie, cast.om, cast.rvdk, cast.reclassering)
    stem_in(rij, *[lid for lid in leden if _geeft_toestemming(casus, lid)])
    rij.refresh_from_db()
    assert rij.volledig_op
    return rij


def _geeft_toestemming(casus: Casus, lid: Speler) -> bool:
    return bool(toestemmers(casus.pk, vandaag()).filter(pk=lid.partij.pk).exists())
