"""Acts of the casusoverleg: from the copy that opens a casus to the decision that closes it."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from bestand.access import Actor, NietMogelijk, require, vereis_tekst
from bestand.events import vereis_ongewijzigd
from bestand.models import volgend_nummer
from bestand.muur import als
from bestand.rules import geboortedatum_kan
from bestand.toegang import leid_af
from convenant.models import Grondslag, Partij

from .deelnemen import begin_deelname, herzie_einde_rvdk, partijen_in, vereis_deelnemer
from .events import ANALYSE, PERSOON, PLAN, noteer
from .models import (
    Afsluitadvies,
    Bijdrage,
    Casus,
    Derde,
    Doel,
    Maatregel,
    Plan,
    Signaal,
    Voortgang,
    Weging,
)
from .overdracht import Overdracht, Partner, SignaalOverdracht
from .rules import mag_vastleggen, mag_voeren, mag_voortgang_melden
from .slot import te_voeren
from .toestemming import rond_af, trek_verouderde_in

# What a signal in the casus may hold (MC 10.2 b, c); all else stays in the weegploeg's file.
SIGNAAL = (
    "omschrijving",
    "partij",
    "partij_id",
    "grondslag",
    "grondslag_id",
    "bijzonder",
    "noodzaak",
)
# What makes two other persons in a casus the same: somebody pressed the button twice.
DERDE = ("soort", "naam", "adres", "gegevens", "noodzaak")
NIET_ACTIEF = "De casus is niet meer actief."


# Opening and closing ---------------------------------------------------------------------------
@transaction.atomic
def open_casus(overdracht: Overdracht, *, partners: Sequence[Partner], actor: Actor) -> Casus:
    """Open a casus from the copy that the weegploeg hands over (MC 7.4 sub 1, 8.5, 10.2).

    Args:
        partners: whom the weegploeg chose besides the core parties, each with its role in the plan.

    Raises:
        Geweigerd: the actor is no secretary of this weegploeg.
        NietMogelijk: a signal is for core parties only (Wpg 9 or 10), or a partner can't take part.
    """
    namens_kern = overdracht.gemeente.weegploeg.filter(pk=actor.partij_id).exists()
    require(
        actor.voert_weegploeg_uit and namens_kern,
        "De uitvoerder van de weegploeg opent de casus.",
    )
    casus = Casus.objects.create(
        nummer=volgend_nummer("C", actor.vandaag.year),
        laatste_verwerking_op=actor.vandaag,
        geopend_op=actor.vandaag,
        gemeente=overdracht.gemeente,
        herkomst_id=overdracht.herkomst_id,
        herkomst_nummer=overdracht.herkomst_nummer,
        bijzonderheid=overdracht.bijzonderheid,
        duiding=overdracht.duiding,
        **overdracht.naw,
    )
    leid_af(casus)  # before anything hangs below it: PostgreSQL asks who may write there
    _kopieer(casus, overdracht)
    noteer(casus, "geopend", actor=actor)
    for partner in partners:
        begin_deelname(casus, partner, actor=actor)
    leid_af(casus)
    return casus


def _kopieer(casus: Casus, overdracht: Overdracht) -> None:
    for kopie in overdracht.signalen:
        _kopieer_signaal(casus, kopie)
    for weging in overdracht.wegingen:
        Weging.objects.create(
            casus=casus,
            ontwikkelgebied_id=weging.ontwikkelgebied_id,
            in_fase_id=weging.in_fase_id,
            toelichting=weging.toelichting,
        )


def _kopieer_signaal(casus: Casus, kopie: SignaalOverdracht) -> Signaal:
    velden = {naam: kopie.velden[naam] for naam in SIGNAAL if naam in kopie.velden}
    signaal = Signaal(casus=casus, **velden)
    _weiger_wpg_9_10(signaal.grondslag)
    signaal.partij_contact = signaal.partij.contact
    signaal.save()
    return signaal


@transaction.atomic
def neem_signaal_over(casus_id: UUID, *, actor: Actor, kopie: SignaalOverdracht) -> Signaal:
    """A copy of a signal that reached the weegploeg while the casus runs (MC 8.5, 9.2).

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: the casus was closed or went to the archive, or the signal is for core parties
            only (Wpg 9 or 10).
    """
    require(mag_vastleggen(actor), "De uitvoerder van de weegploeg geeft een signaal door.")
    zichtbaar: Casus | None = Casus.objects.visible_to(actor).filter(pk=casus_id).first()
    if zichtbaar is None:
        raise NietMogelijk(NIET_ACTIEF)
    casus = Casus.objects.lock(zichtbaar)
    signaal = _kopieer_signaal(casus, kopie)
    noteer(casus, "signaal_ontvangen", actor=actor)
    return signaal


def _weiger_wpg_9_10(grondslag: Grondslag) -> None:
    if grondslag.alleen_kernpartijen:  # WPG 1: a casuspartij or external partner would read it
        raise NietMogelijk(
            "Politiegegevens van artikel 9 of 10 Wpg gaan niet naar het casusoverleg.",
            code="wpg_9_10",
        )


@transaction.atomic
def adviseer_afsluiten(
    casus: Casus, *, actor: Actor, evaluatie: str, vervolg: str = ""
) -> Afsluitadvies:
    """The casusoverleg advises the core parties to close, on an evaluation (MC 9.4, PB 4.4).

    Args:
        vervolg: care that goes on after closing.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: there is no adopted plan to evaluate, the advice was given already, or there
            is no evaluation.
    """
    casus = te_voeren(casus, actor)
    vereis_tekst(evaluatie=evaluatie)
    if not casus.plannen.filter(status=Plan.Status.VASTGESTELD).exists():
        raise NietMogelijk(
            "Stel eerst een plan vast. Zonder plan is er geen aanpak om af te sluiten."
        )
    casus.move_to(Casus.Stand.ADVIES_AFSLUITEN)
    advies = Afsluitadvies.objects.create(
        casus=casus, evaluatie=evaluatie, vervolg=vervolg, gegeven_op=actor.vandaag
    )
    noteer(casus, "afsluiten_geadviseerd", actor=actor)
    return advies


@transaction.atomic
def sluit_af(casus_id: UUID, *, actor: Actor, besluit: str) -> Casus:
    """The core parties decide to close the casus (MC 9.4, 10.2 h); from here on nothing changes.

    Args:
        besluit: what they decided and why.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: there is no advice to close.
    """
    casus = _beslis(casus_id, actor, besluit)
    casus.afgesloten_op = actor.vandaag
    casus.move_to(Casus.Stand.AFGESLOTEN, "afgesloten_op")
    leid_af(casus)
    casus.verstrekkingen.beeindig(actor.vandaag)
    noteer(casus, "afgesloten", actor=actor)
    return casus


@transaction.atomic
def zet_voort(casus_id: UUID, *, actor: Actor, besluit: str) -> Casus:
    """The core parties do not follow the advice: the approach goes on (PB 4.4).

    Args:
        besluit: what they decided and why; kept with the advice.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: there is no advice to close.
    """
    casus = _beslis(casus_id, actor, besluit)
    casus.move_to(Casus.Stand.ACTIEF)
    noteer(casus, "voortgezet", actor=actor)
    return casus


def _beslis(casus_id: UUID, actor: Actor, besluit: str) -> Casus:
    """Lock, permit, and write the core parties' answer on the advice that waits for it."""
    require(
        mag_vastleggen(actor),
        "De kernpartijen besluiten hierover; de uitvoerder van de weegploeg legt het vast.",
    )
    zichtbaar: Casus | None = Casus.objects.visible_to(actor).filter(pk=casus_id).first()
    if zichtbaar is None:
        raise NietMogelijk(NIET_ACTIEF)
    casus: Casus = Casus.objects.lock(zichtbaar)
    if casus.fase != Casus.Stand.ADVIES_AFSLUITEN:
        raise NietMogelijk("Het casusoverleg heeft nog geen advies gegeven om af te sluiten.")
    if not besluit.strip():
        raise NietMogelijk({"besluit": "Schrijf op wat de kernpartijen besloten, en waarom."})
    advies = casus.adviezen.filter(besloten_op__isnull=True).latest("gegeven_op", "pk")
    advies.besluit, advies.besloten_op = besluit, actor.vandaag
    advies.save(update_fields=["besluit", "besloten_op"])
    return casus


# What the file holds ---------------------------------------------------------------------------
@transaction.atomic
def corrigeer_persoon(
    casus: Casus, *, actor: Actor, naw: dict[str, Any], gelezen: int | None = None
) -> Casus:
    """Correct who the subject is; the Raad's participation ends on the 18th birthday (PB 3.4).

    Args:
        naw: fields of `PersoonVelden.NAW`, by name.
        gelezen: version that was shown (`bestand.events.versie` of `events.PERSOON`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: nobody alive has this birth date, or somebody else changed it just now.
    """
    casus = te_voeren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *PERSOON)
    geboren = naw.get("geboortedatum")
    if geboren and not geboortedatum_kan(geboren, actor.vandaag):
        raise NietMogelijk({"geboortedatum": "Controleer de geboortedatum: deze kan niet kloppen."})
    gewijzigd = [veld for veld in casus.NAW if veld in naw and getattr(casus, veld) != naw[veld]]
    if not gewijzigd:  # nothing was processed: no event, and the term of MC 13.1 does not move
        return casus
    for veld in gewijzigd:
        setattr(casus, veld, naw[veld])
    casus.save(update_fields=gewijzigd)
    # Before somebody leaves whose answer was awaited: what is wrong does not become complete.
    trek_verouderde_in(casus, actor=actor)
    if "geboortedatum" in gewijzigd:
        herzie_einde_rvdk(casus, actor=actor)
        leid_af(casus)
        rond_af(casus, actor=actor)
    for plan in casus.plannen.all():
        plan.subject = casus.persoon.naam
        plan.save(update_fields=["subject"])
    noteer(casus, "persoon_gecorrigeerd", actor=actor, velden=gewijzigd)
    return casus


@transaction.atomic
def leg_analyse_vast(
    casus: Casus, *, actor: Actor, analyse: str, gelezen: int | None = None
) -> Casus:
    """Record the joint analysis (PB 4.4).

    Args:
        gelezen: version that was shown (`bestand.events.versie` of `events.ANALYSE`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: somebody else changed it just now, the casus was closed, or it is empty.
    """
    casus = te_voeren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *ANALYSE)
    vereis_tekst(analyse=analyse)
    if casus.analyse == analyse:
        return casus
    casus.analyse = analyse
    casus.save(update_fields=["analyse"])
    noteer(casus, "analyse_vastgelegd", actor=actor, velden=["analyse"])
    return casus


@transaction.atomic
def voeg_bijdrage_toe(
    casus: Casus,
    *,
    actor: Actor,
    omschrijving: str,
    grondslag: Grondslag,
    noodzaak: str,
    bijzonder: Sequence[str] = (),
) -> Bijdrage:
    """A party tells the casusoverleg what the plan needs, on its own ground (MC 6, 9.2; MvT 4.1).

    Raises:
        Geweigerd: the actor's party does not take part, or only reads.
        NietMogelijk: the ground is not one of its kind of party, or the item is for core parties
            only, or it is empty, or nobody says why the plan needs it.
    """
    casus = Casus.objects.lock(casus)
    bijdragers = Casus.objects.contributed_by(actor)
    require(bijdragers.filter(pk=casus.pk).exists(), "Alleen deelnemers brengen gegevens in.")
    if not grondslag.geldt(actor.partij_soort, actor.vandaag):
        raise NietMogelijk({"grondslag": "Deze grondslag geldt niet voor uw organisatie."})
    _weiger_wpg_9_10(grondslag)
    vereis_tekst(omschrijving=omschrijving)
    if not noodzaak.strip():
        raise NietMogelijk({"noodzaak": "Schrijf op waarom het plan dit gegeven nodig heeft."})
    assert actor.partij_id
    bijdrage = Bijdrage.objects.create(
        casus=casus,
        partij_id=actor.partij_id,
        omschrijving=omschrijving,
        grondslag=grondslag,
        noodzaak=noodzaak,
        bijzonder=list(bijzonder),
        gegeven_op=actor.vandaag,
    )
    noteer(casus, "bijdrage_toegevoegd", actor=actor)
    return bijdrage


@transaction.atomic
def voeg_derde_toe(casus: Casus, *, actor: Actor, **velden: Any) -> Derde:
    """Add another person as far as the plan needs it (MC 10.2 f, g; WV 2.4; MvT 4.2).

    Args:
        velden: fields of `Derde`, by name.

    Raises:
        NietMogelijk: it does not say who or why, or tells more of a professional than name and work
            address.
    """
    casus = te_voeren(casus, actor)
    derde = Derde(casus=casus, **velden)
    vereis_tekst(naam=derde.naam)
    if derde.soort not in Derde.Soort.values:
        raise NietMogelijk({"soort": "Kies wat voor persoon dit is."})
    if not derde.noodzaak.strip():
        raise NietMogelijk({"noodzaak": "Schrijf op waarom het plan deze persoon nodig heeft."})
    if derde.soort == Derde.Soort.PROFESSIONAL and derde.gegevens.strip():
        raise NietMogelijk(
            {"gegevens": "Van een professional bewaart u alleen de naam en het werkadres."}
        )
    if any(_zelfde(derde, ander, DERDE) for ander in casus.derden.filter(soort=derde.soort)):
        raise NietMogelijk("Deze persoon staat al in de casus.")
    derde.save()
    noteer(casus, "derde_toegevoegd", actor=actor)
    return derde


@transaction.atomic
def verwijder_derde(casus: Casus, derde: Derde, *, actor: Actor) -> None:
    """Remove another person that the plan does not need any more (MC 10.3)."""
    casus = te_voeren(casus, actor)
    casus.derden.filter(pk=derde.pk).delete()
    noteer(casus, "derde_verwijderd", actor=actor)
    trek_verouderde_in(casus, actor=actor)


def _zelfde(een: Model, ander: Model, velden: Sequence[str]) -> bool:
    return all(getattr(een, veld) == getattr(ander, veld) for veld in velden)


# The plan --------------------------------------------------------------------------------------
@transaction.atomic
def maak_plan(
    casus: Casus, *, actor: Actor, doelen: Sequence[str], doel: str, informeren: str = ""
) -> Plan:
    """Make the first concept of the plan (MC 1 e, 9.3).

    Args:
        doelen: aims of MC 3, letters a to f.
        informeren: who informs the subject, and when (PB 4.4).

    Raises:
        NietMogelijk: there is a plan already, or it has no aim of MC 3 or no goal.
    """
    casus = te_voeren(casus, actor)
    _controleer_plan(doelen, doel)
    if casus.plannen.exists():
        raise NietMogelijk("Er is al een plan. Maak een nieuwe versie om het te wijzigen.")
    plan = Plan.objects.create(
        casus=casus,
        nummer=casus.nummer,
        subject=casus.persoon.naam,
        versie=1,
        doelen=list(doelen),
        doel=doel,
        informeren=informeren,
    )
    noteer(casus, "plan_gemaakt", actor=actor)
    return plan


def _controleer_plan(doelen: Sequence[str], doel: str) -> None:
    if not doelen or not set(doelen) <= set(Doel.values):
        raise NietMogelijk({"doelen": "Kies een of meer doelen van artikel 3."})
    vereis_tekst(doel=doel)


@transaction.atomic
def wijzig_plan(
    plan: Plan,
    *,
    actor: Actor,
    doelen: Sequence[str],
    doel: str,
    informeren: str = "",
    gelezen: int | None = None,
) -> Plan:
    """Change the concept (MC 9.3).

    Args:
        gelezen: version that was shown (`bestand.events.versie` of `events.PLAN`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the plan was adopted, somebody else changed it just now, or it has no aim of
            MC 3 or no goal.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    _controleer_plan(doelen, doel)
    gewijzigd = _zet(plan, {"doelen": list(doelen), "doel": doel, "informeren": informeren})
    if gewijzigd:
        plan.save(update_fields=gewijzigd)
        noteer(plan.casus, "plan_gewijzigd", actor=actor, velden=gewijzigd)
    return plan


def _zet(rij: Plan | Maatregel, velden: Mapping[str, Any]) -> list[str]:
    """Set fields; give the names of those that changed."""
    gewijzigd = [veld for veld, waarde in velden.items() if getattr(rij, veld) != waarde]
    for veld in gewijzigd:
        setattr(rij, veld, velden[veld])
    return gewijzigd


@transaction.atomic
def voeg_maatregel_toe(plan: Plan, *, actor: Actor, partij: Partij, **velden: Any) -> Maatregel:
    """Write down what a party announces it will, or will not, do (MC 1 e, 10.2 e; MvT 2.1).

    Args:
        velden: other fields of `Maatregel`, by name.

    Raises:
        NietMogelijk: the plan was adopted, the party takes no part in the casus, or the measure
            lacks its text, its ground or a last day after the first.
    """
    plan = _concept(plan, actor)
    vereis_deelnemer(plan.casus, partij, actor.vandaag, veld="partij")
    maatregel = Maatregel(plan=plan, partij=partij, **velden)
    _controleer_maatregel(maatregel)
    maatregel.save()
    noteer(plan.casus, "maatregel_toegevoegd", actor=actor)
    return maatregel


def _controleer_maatregel(maatregel: Maatregel) -> None:
    vereis_tekst(omschrijving=maatregel.omschrijving, bevoegdheid=maatregel.bevoegdheid)
    if maatregel.tot < maatregel.van:
        raise NietMogelijk({"tot": "De einddatum ligt voor de begindatum."})


@transaction.atomic
def wijzig_maatregel(
    maatregel: Maatregel, *, actor: Actor, partij: Partij, **velden: Any
) -> Maatregel:
    """Change a measure of the concept; see `voeg_maatregel_toe`."""
    plan = _concept(maatregel.plan, actor)
    vereis_deelnemer(plan.casus, partij, actor.vandaag, veld="partij")
    actueel: Maatregel | None = plan.maatregelen.filter(pk=maatregel.pk).first()
    if actueel is None:
        raise NietMogelijk("Deze maatregel is net geschrapt.")
    gewijzigd = _zet(actueel, {"partij": partij, **velden})
    _controleer_maatregel(actueel)
    if gewijzigd:
        actueel.save(update_fields=gewijzigd)
        noteer(plan.casus, "maatregel_gewijzigd", actor=actor, velden=gewijzigd)
    return actueel


@transaction.atomic
def schrap_maatregel(maatregel: Maatregel, *, actor: Actor) -> None:
    """Take a measure out of the concept; earlier versions keep it (MC 9.3)."""
    plan = _concept(maatregel.plan, actor)
    plan.maatregelen.filter(pk=maatregel.pk).delete()
    noteer(plan.casus, "maatregel_geschrapt", actor=actor)


@transaction.atomic
def stel_plan_vast(plan: Plan, *, actor: Actor, gelezen: int | None = None) -> Plan:
    """The casusoverleg adopts the plan (MC 9.3). From here on this version never changes.

    Args:
        gelezen: version that was shown (`bestand.events.versie` of `events.PLAN`): what nobody
            read cannot be adopted.

    Raises:
        NietMogelijk: it has no aim or no measure, or a party in it takes part no longer.
    """
    plan = _concept(plan, actor)
    vereis_ongewijzigd(plan.casus, gelezen, *PLAN)
    if not plan.doelen or not plan.maatregelen.exists():
        raise NietMogelijk("Een plan heeft ten minste één doel en één maatregel.")
    afwezig = plan.maatregelen.exclude(partij__in=partijen_in(plan.casus, actor.vandaag)).first()
    if afwezig:
        raise NietMogelijk(
            f"{afwezig.partij.naam} doet niet meer mee. Pas de maatregel van deze partij aan."
        )
    plan.casus.plannen.filter(status=Plan.Status.VASTGESTELD).update(status=Plan.Status.VERVANGEN)
    plan.status, plan.vastgesteld_op = Plan.Status.VASTGESTELD, actor.vandaag
    plan.save(update_fields=["status", "vastgesteld_op"])
    noteer(plan.casus, "plan_vastgesteld", actor=actor)
    return plan


@transaction.atomic
def maak_nieuwe_versie(casus: Casus, *, actor: Actor) -> Plan:
    """Begin a new version from the adopted plan; progress stays with each measure (MC 9.3).

    Raises:
        NietMogelijk: there is no adopted plan, or there is a concept already.
    """
    casus = te_voeren(casus, actor)
    if casus.plannen.filter(status=Plan.Status.CONCEPT).exists():
        raise NietMogelijk("Er is al een concept. Werk daarin verder.")
    oud: Plan | None = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    if oud is None:
        raise NietMogelijk("Er is nog geen vastgesteld plan.")
    nieuw = Plan.objects.create(
        casus=casus,
        nummer=casus.nummer,
        subject=casus.persoon.naam,
        versie=oud.versie + 1,
        doelen=oud.doelen,
        doel=oud.doel,
        informeren=oud.informeren,
    )
    for maatregel in oud.maatregelen.all():
        maatregel.pk, maatregel.plan = None, nieuw
        maatregel.id = Maatregel._meta.pk.get_default()
        maatregel._state.adding = True
        maatregel.save()
    noteer(casus, "nieuwe_versie", actor=actor)
    return nieuw


@transaction.atomic
def meld_voortgang(
    casus: Casus, keten: UUID, *, actor: Actor, stand: str, resultaat: str
) -> Voortgang:
    """A party says what became of its measure, or the secretary notes it (MC 9.4).

    Args:
        keten: the measure, through all versions of the plan.
        stand: one of `Voortgang.Stand`.

    Raises:
        Geweigerd: it is another party's measure.
        NietMogelijk: the measure is not in the adopted plan, the casus was closed, or it does not
            say how it stands or what happened.
    """
    with als(Actor.systeem("voortgang")):  # an external partner does not read the casus (MC 10.5)
        casus = Casus.objects.lock(casus)
    maatregel = Maatregel.objects.geldend().filter(plan__casus=casus, keten=keten).first()
    if maatregel is None:
        raise NietMogelijk("Deze maatregel staat niet in het vastgestelde plan.")
    zichtbaar = Plan.objects.visible_to(actor).filter(pk=maatregel.plan_id).exists()
    require(
        zichtbaar and mag_melden(actor, maatregel),
        "U meldt alleen de voortgang van maatregelen van uw eigen organisatie.",
    )
    if stand not in Voortgang.Stand.values:
        raise NietMogelijk({"stand": "Kies hoe het met de maatregel staat."})
    vereis_tekst(resultaat=resultaat)
    vandaag = casus.voortgang.filter(keten=keten, stand=stand, op=actor.vandaag)
    if any(rij.resultaat == resultaat for rij in vandaag):
        raise NietMogelijk("Dit is vandaag al gemeld.")
    voortgang = Voortgang.objects.create(
        casus=casus,
        keten=keten,
        partij_id=maatregel.partij_id,
        stand=stand,
        resultaat=resultaat,
        op=actor.vandaag,
    )
    noteer(casus, "voortgang_gemeld", actor=actor)
    return voortgang


def mag_melden(actor: Actor, maatregel: Maatregel) -> bool:
    """Whether the actor reports on this measure, in a casus whose plan it sees (MC 9.4).

    The secretary of the weegploeg alone only reads.
    """
    eigen = actor.partij_id == maatregel.partij_id
    return mag_voortgang_melden(actor) and (eigen or mag_voeren(actor))


def _concept(plan: Plan, actor: Actor) -> Plan:
    """Lock the casus and permit a change of this version, which is still a concept."""
    casus = te_voeren(plan.casus, actor)
    plan = casus.plannen.get(pk=plan.pk)
    plan.casus = casus
    if plan.status != Plan.Status.CONCEPT:
        raise NietMogelijk(
            "Dit plan is vastgesteld en verandert niet meer. Maak een nieuwe versie."
        )
    return plan
