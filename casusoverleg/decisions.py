"""Acts of the casusoverleg: from the copy that opens a casus to the decision that closes it."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from convenant.gegevens import Gegeven, fouten_in_grond, fouten_in_soort, fouten_in_werk
from convenant.models import Grondslag
from gedeeld.actor import Actor
from gedeeld.personen import GEBOORTE, Naw, fouten_in_persoon
from gedeeld.weigering import NietMogelijk, dag_van_besluit, require, vereis_tekst
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.models import Gebeurtenis
from register.nummers import nieuw_nummer

from .deelname import decisions as deelname
from .deelname.decisions import begin_deelname, laat_niet_beginnen
from .dossier.models import Afsluitadvies, Bijdrage, Casus, Derde, Signaal, Weging
from .events import ANALYSE, PERSOON, gebeurd
from .instemming import rond_af
from .overdracht import Overdracht, Partner, SignaalOverdracht
from .plan.models import Maatregel, Plan
from .plan.slot import neem_mee
from .rules import mag_inbrengen, mag_toetsen, mag_vastleggen, weiger_toegang
from .slot import te_voeren
from .verstrekking.verouderd import trek_verouderde_in

# What makes two other persons in a casus the same: somebody pressed the button twice.
DERDE = ("soort", "naam", "adres", "gegevens", "noodzaak")
NIET_ACTIEF = "De casus is niet meer actief."
CONTROLES = 3  # more than who holds the date needs, and too few to guess one
GECONTROLEERD = "casusoverleg.geboortedatum_gecontroleerd"
RAAD_STOPT = (
    "Met deze gegevens is het subject meerderjarig, of de leeftijd niet zeker. De Raad voor de"
    " Kinderbescherming leest de casus dan meteen niet meer. Klopt dat? Vink dit aan en sla op."
)
VERVALLEN = "De grond van een signaal is vervallen. Daarop kan het niet meer naar het casusoverleg."


# Opening and closing ---------------------------------------------------------------------------
@besluit
def open_casus(overdracht: Overdracht, *, partners: Sequence[Partner], actor: Actor) -> Casus:
    """Open a casus from the copy that the weegploeg hands over (MC 7.4 sub 1, 8.5, 10.2).

    Args:
        partners: whom the weegploeg chose besides the core parties, each with its role in the plan.

    Raises:
        Geweigerd: the actor is no secretary of this weegploeg.
        NietMogelijk: a signal stays with the core parties (Wpg 9, 10, 16), a ground of it lapsed,
            or a partner can't take part.
    """
    require(
        actor.voert_weegploeg_uit and overdracht.gemeente.pk in actor.gemeenten,
        "De uitvoerder van de weegploeg opent de casus.",
    )
    casus = Casus.objects.create(
        nummer=nieuw_nummer("C", actor.vandaag.year),
        laatste_verwerking_op=actor.vandaag,
        geopend_op=actor.vandaag,
        partij=overdracht.gemeente,
        zaak=overdracht.zaak,
        weegploeg_nummer=overdracht.weegploeg_nummer,
        bijzonderheid=overdracht.bijzonderheid,
        duiding=overdracht.duiding,
        **overdracht.naw,
    )
    _kopieer(casus, overdracht, actor.vandaag)
    gebeurd(casus, "geopend", actor=actor)
    for partner in partners:
        begin_deelname(casus, partner, actor=actor)
    return casus


def _kopieer(casus: Casus, overdracht: Overdracht, dag: date) -> None:
    for kopie in overdracht.signalen:
        _kopieer_signaal(casus, kopie, dag)
    for weging in overdracht.wegingen:
        Weging.objects.create(
            casus=casus,
            ontwikkelgebied_id=weging.ontwikkelgebied_id,
            in_fase_id=weging.in_fase_id,
            toelichting=weging.toelichting,
        )


def _kopieer_signaal(casus: Casus, kopie: SignaalOverdracht, dag: date) -> Signaal:
    signaal = Signaal(casus=casus, **kopie)
    _weiger_wat_achterblijft(signaal)
    if signaal.vervallen(dag):
        raise NietMogelijk(VERVALLEN)
    signaal.partij_contact = signaal.partij.contact
    signaal.save()
    return signaal


@besluit
def neem_signaal_over(zaak: UUID, *, actor: Actor, kopie: SignaalOverdracht) -> Signaal:
    """A copy of a signal that reached the weegploeg while the casus runs (MC 8.5, 9.2).

    Args:
        zaak: the case in which the casus is.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: the casus was closed or went to the archive, the signal stays with the core
            parties (Wpg 9, 10, 16), or a ground of it lapsed.
    """
    casus = _van_zaak(zaak, actor, "De uitvoerder van de weegploeg geeft een signaal door.")
    signaal = _kopieer_signaal(casus, kopie, actor.vandaag)
    gebeurd(casus, "signaal_ontvangen", actor=actor)
    return signaal


@besluit
def houd_aan(zaak: UUID, *, actor: Actor) -> None:
    """A core party objects to a decision of the weegploeg: nobody is let in until that was discussed.

    Args:
        zaak: the case; nothing is done where no casus runs in it.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
    """
    casus = _van_weegploeg(zaak, actor)
    if casus is not None and casus.aangehouden_op is None:
        casus.aangehouden_op = actor.vandaag
        casus.save(update_fields=["aangehouden_op"])
        gebeurd(casus, "aangehouden", actor=actor)


@besluit
def laat_los(zaak: UUID, *, actor: Actor) -> None:
    """No core party objects any more; arguments and errors as for `houd_aan`."""
    casus = _van_weegploeg(zaak, actor)
    if casus is not None and casus.aangehouden_op:
        casus.aangehouden_op = None
        casus.save(update_fields=["aangehouden_op"])
        gebeurd(casus, "losgelaten", actor=actor)


def _van_weegploeg(zaak: UUID, actor: Actor) -> Casus | None:
    """The casus of a case, locked, for who is in its weegploeg; None where none runs."""
    gevonden = Casus.objects.filter(zaak=zaak, stand__in=Casus.LOPEND).first()
    if gevonden is None:
        return None
    casus: Casus = Casus.objects.neem(
        gevonden,
        lambda vers: actor.in_weegploeg and Casus.objects.ziet(actor, vers),
        ook_stil=True,
    )
    return casus


def _weiger_wat_achterblijft(gegeven: Gegeven) -> None:
    if gegeven.blijft_achter:  # WPG 1: a casuspartij or external partner would read it
        raise NietMogelijk(
            "Politiegegevens van artikel 9 of 10 Wpg, of op een grond voor een ander dan de partijen, "
            "gaan niet naar het casusoverleg.",
            code="blijft_achter",
        )


@besluit
def adviseer_afsluiten(
    casus: Casus, *, actor: Actor, evaluatie: str, vervolg: str = "", op: date | None = None
) -> Afsluitadvies:
    """The casusoverleg advises the core parties to close, on an evaluation (MC 9.4, PB 4.4).

    Args:
        vervolg: care that goes on after closing.
        op: the day on which the casusoverleg advised it; today without it.

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
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op, veld="gegeven_op")
    casus.move_to(Casus.Stand.ADVIES_AFSLUITEN)
    advies = Afsluitadvies.objects.create(
        casus=casus, evaluatie=evaluatie, vervolg=vervolg, gegeven_op=dag
    )
    gebeurd(casus, "afsluiten_geadviseerd", actor=actor, op=dag)
    return advies


@besluit
def sluit_af(
    zaak: UUID,
    *,
    actor: Actor,
    besluit: str,
    op: date | None = None,
    toegang_tot: date | None = None,
    toegang_reden: str = "",
    niet_af: str = "",
) -> Casus:
    """The core parties decide to close the casus (MC 9.4, 10.2 h); from here on nothing changes.

    From its recording the other participants read it no longer.

    Args:
        zaak: the case in which the casus is.
        besluit: what they decided and why.
        op: the day on which they decided; today without it.
        toegang_tot, toegang_reden: until which day those participants do read it, and why.
        niet_af: why it can be closed while a measure was not reported as done or stopped.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: there is no advice to close, that day does not fit or has no reason, or a
            measure is not done and nobody says why that is no hindrance.
    """
    casus, dag = _beslis(zaak, actor, besluit, op, niet_af=niet_af)
    if not niet_af.strip() and Maatregel.objects.niet_af().filter(casus=casus).exists():
        raise NietMogelijk({"niet_af": "Schrijf op waarom de aanpak stopt terwijl dit niet af is."})
    weiger_toegang(toegang_tot, toegang_reden, vandaag=actor.vandaag, gesloten_op=dag)
    casus.afgesloten_op = dag
    casus.toegang_tot, casus.toegang_reden = toegang_tot, toegang_reden
    casus.move_to(Casus.Stand.AFGESLOTEN, "afgesloten_op", "toegang_tot", "toegang_reden")
    laat_niet_beginnen(casus, actor=actor)
    casus.verstrekkingen.beeindig(actor.vandaag)
    gebeurd(casus, "afgesloten", actor=actor, op=dag)
    return casus


@besluit
def zet_voort(zaak: UUID, *, actor: Actor, besluit: str, op: date | None = None) -> Casus:
    """The core parties do not follow the advice: the approach goes on (PB 4.4).

    Args:
        zaak: the case in which the casus is.
        besluit: what they decided and why; kept with the advice.
        op: as for `sluit_af`.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: there is no advice to close.
    """
    casus, dag = _beslis(zaak, actor, besluit, op)
    casus.move_to(Casus.Stand.ACTIEF)
    gebeurd(casus, "voortgezet", actor=actor, op=dag)
    return casus


def _beslis(
    zaak: UUID, actor: Actor, besluit: str, op: date | None, *, niet_af: str = ""
) -> tuple[Casus, date]:
    """Lock, permit, and write the core parties' answer on the advice that waits for it."""
    zin = "De kernpartijen besluiten hierover; de uitvoerder van de weegploeg legt het vast."
    casus = _van_zaak(zaak, actor, zin)
    if casus.stand != Casus.Stand.ADVIES_AFSLUITEN:
        raise NietMogelijk("Het casusoverleg heeft nog geen advies gegeven om af te sluiten.")
    if not besluit.strip():
        raise NietMogelijk({"besluit": "Schrijf op wat de kernpartijen besloten, en waarom."})
    advies = casus.adviezen.filter(besloten_op__isnull=True).latest("gegeven_op", "pk")
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=advies.gegeven_op)
    advies.besluit, advies.besloten_op, advies.niet_af = besluit, dag, niet_af
    advies.save(update_fields=["besluit", "besloten_op", "niet_af"])
    return casus, dag


def _van_zaak(zaak: UUID, actor: Actor, zin: str) -> Casus:
    """Lock the casus of a case, and permit the secretary of the weegploeg that it came from."""
    require(mag_vastleggen(actor), zin)
    gevonden = Casus.objects.filter(zaak=zaak).first()
    if gevonden is None:
        raise NietMogelijk(NIET_ACTIEF)
    casus: Casus = Casus.objects.neem(gevonden, lambda vers: Casus.objects.ziet(actor, vers), zin)
    return casus


# What the file holds ---------------------------------------------------------------------------
@besluit
def controleer_geboortedatum(casus: Casus, *, actor: Actor, geboortedatum: date) -> bool:
    """A case party hears whether the birth date that it holds is that of the file (CAS-toegang-partij).

    Returns:
        Whether it is; also no when the file holds none.

    Raises:
        Geweigerd: the actor's party does not take part, or reads the date itself.
        NietMogelijk: the user asked too often today: a date is not to be guessed.
    """
    casus = Casus.objects.neem(
        casus, lambda vers: mag_toetsen(actor) and Casus.objects.ziet(actor, vers)
    )
    keren = Gebeurtenis.van(casus).filter(
        soort=GECONTROLEERD, gebruiker=actor.gebruiker_id, tijdstip__date=actor.vandaag
    )
    if keren.count() >= CONTROLES:
        raise NietMogelijk(
            f"U kunt dit {CONTROLES} keer op een dag controleren. Bel de uitvoerder."
        )
    gebeurd(casus, "geboortedatum_gecontroleerd", actor=actor)
    return bool(casus.geboortedatum == geboortedatum)


@besluit
def corrigeer_persoon(
    casus: Casus,
    *,
    actor: Actor,
    naw: Naw,
    raad_stopt: bool = False,
    gelezen: int | None = None,
) -> Casus:
    """Correct who the subject is; the Raad's participation ends on the 18th birthday (PB 3.4).

    Args:
        naw: fields of `PersoonVelden.NAW`, by name.
        raad_stopt: it was said, and wanted, that the Raad has no access any more.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PERSOON`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: no name is left, nobody alive has this birth date, the Raad would lose its access
            and nobody said so, or somebody else changed it just now.
    """
    casus = te_voeren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *PERSOON)
    if fouten := fouten_in_persoon({**casus.naw, **naw}, actor.vandaag):
        raise NietMogelijk(fouten)
    gewijzigd = casus.neem_over(naw)
    if not gewijzigd:  # nothing was processed: no event, and the term of MC 13.1 does not move
        return casus
    if not raad_stopt and deelname.raad_stopt(casus, casus.persoon, actor.vandaag):
        raise NietMogelijk({"raad_stopt": RAAD_STOPT})
    casus.save(update_fields=gewijzigd)
    # Before somebody leaves whose answer was awaited: what is wrong does not become complete.
    trek_verouderde_in(casus, actor=actor)
    if not GEBOORTE.isdisjoint(gewijzigd):
        deelname.herzie_einde_rvdk(casus, actor=actor)
        rond_af(casus, actor=actor)
    for plan in casus.plannen.all():
        plan.subject = casus.persoon.naam
        plan.save(update_fields=["subject"])
    gebeurd(casus, "persoon_gecorrigeerd", actor=actor, velden=gewijzigd)
    return casus


@besluit
def leg_analyse_vast(
    casus: Casus, *, actor: Actor, analyse: str, gelezen: int | None = None
) -> Casus:
    """Record the joint analysis (PB 4.4).

    Args:
        gelezen: version that was shown (`register.events.wijzigingen` of `events.ANALYSE`).

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
    gebeurd(casus, "analyse_vastgelegd", actor=actor, velden=["analyse"])
    return casus


@besluit
def voeg_bijdrage_toe(
    casus: Casus,
    *,
    actor: Actor,
    omschrijving: str,
    aard: str,
    grondslag: Grondslag,
    noodzaak: str,
    bijzonder: Sequence[str] = (),
    wpg_artikel: str = "",
    grondslag_om: Grondslag | None = None,
    om_soort: str = "",
    onzeker: bool = False,
    werk: str = "",
) -> Bijdrage:
    """A party tells the casusoverleg what the plan needs, on its own ground (MC 6, 9.2; MvT 4.1).

    An external partner as well, of which it reads its own again and no others (MC 10.5).

    Args:
        aard: what kind of statement it is, one of `convenant.gegevens.Aard` (MC 1 h).
        om_soort, onzeker: of the OM: one of `OmSoort`, and whether the outcome of an inquiry is uncertain.
        werk: of the reclassering: one of `Reclasseringswerk` (MC 6 e).
        wpg_artikel, grondslag_om: of the police: one of `convenant.gegevens.WpgArtikel`, and the
            ground on which the OM gets it.

    Raises:
        Geweigerd: the actor's party does not take part, or only reads.
        NietMogelijk: the ground is not one of its kind of party, or the item is for core parties
            only, or it is empty, or nobody says why the plan needs it.
    """
    zin = "Alleen deelnemers brengen gegevens in."
    casus = neem_mee(casus, actor, mag=mag_inbrengen(actor), zin=zin)
    gronden = {"grondslag": grondslag, "grondslag_om": grondslag_om, "wpg_artikel": wpg_artikel}
    soort = {"aard": aard, "om_soort": om_soort, "onzeker": onzeker}
    fouten = fouten_in_grond(gronden, soort_partij=actor.partij_soort, vandaag=actor.vandaag)
    fouten |= fouten_in_soort(soort, soort_partij=actor.partij_soort)
    if fouten := fouten | fouten_in_werk(werk, soort_partij=actor.partij_soort):
        raise NietMogelijk(fouten)
    vereis_tekst(omschrijving=omschrijving)
    if not noodzaak.strip():
        raise NietMogelijk({"noodzaak": "Schrijf op waarom het plan dit gegeven nodig heeft."})
    bijdrage = Bijdrage(
        casus=casus,
        partij_id=actor.partij_in(casus.partij_id),
        omschrijving=omschrijving,
        **gronden,
        **soort,
        werk=werk,
        noodzaak=noodzaak,
        bijzonder=list(bijzonder),
        gegeven_op=actor.vandaag,
    )
    _weiger_wat_achterblijft(bijdrage)
    bijdrage.save()
    gebeurd(casus, "bijdrage_toegevoegd", actor=actor)
    return bijdrage


@besluit
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
    gebeurd(casus, "derde_toegevoegd", actor=actor)
    return derde


@besluit
def verwijder_derde(casus: Casus, derde: Derde, *, actor: Actor) -> None:
    """Remove another person that the plan does not need any more (MC 10.3)."""
    casus = te_voeren(casus, actor)
    casus.derden.filter(pk=derde.pk).delete()
    gebeurd(casus, "derde_verwijderd", actor=actor)
    trek_verouderde_in(casus, actor=actor)


def _zelfde(een: Model, ander: Model, velden: Sequence[str]) -> bool:
    return all(getattr(een, veld) == getattr(ander, veld) for veld in velden)
