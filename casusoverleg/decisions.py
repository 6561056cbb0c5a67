"""Acts of the casusoverleg: from the copy that opens a casus to the decision that closes it."""

from collections.abc import Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from convenant.gegevens import Gegeven
from convenant.models import Ontwikkelgebied
from convenant.politie import vereis_genoemd
from gedeeld.actor import Actor
from gedeeld.afschrift import datum
from gedeeld.genoemd import genoemd
from gedeeld.personen import GEBOORTE, Naw, fouten_in_persoon
from gedeeld.velden import zegt
from gedeeld.weigering import (
    NietMogelijk,
    dag_van_besluit,
    require,
    vereis_dagen,
    vereis_tekst,
)
from overleg.models import Overleg
from register.afleiden import besluit
from register.correctie.bewaren import bewaar_oud, bewaar_persoon, zegt_persoon
from register.events import vereis_ongewijzigd
from register.models import Gebeurtenis, Kennisgeving, SoortGegeven
from register.nummers import nieuw_nummer
from register.uitwisseling.melden import geef_kennis, geef_kennis_van_persoon

from .deelname import decisions as deelname
from .deelname.decisions import begin_deelname, laat_niet_beginnen
from .deelname.grootboek import lezen_ook
from .deelname.querysets import casuspartijen
from .dossier.band import vereis_band
from .dossier.models import (
    Afloop,
    Afsluitadvies,
    Band,
    Bijzonderheid,
    Casus,
    Correctie,
    Derde,
    Doelevaluatie,
    Reis,
    Signaal,
    Voortzetting,
    Weging,
)
from .dossier.stil import weg_te_zetten
from .events import ANALYSE, PERSOON, gebeurd
from .instemming import rond_af
from .overdracht import Overdracht, Partner, SignaalOverdracht
from .plan.models import Maatregel, Plan
from .rules import mag_toetsen, mag_vastleggen, weiger_toegang, weiger_wat_achterblijft
from .slot import om_te_verbeteren, te_voeren
from .vergadering import plaats_in
from .verstrekking.verouderd import trek_signaal_in, trek_verouderde_in, trek_weging_in
from .zenden.decisions import trek_lopende_in, trek_verbeterde_in

# What makes two other persons in a casus the same: somebody pressed the button twice.
DERDE = ("soort", "naam", "adres", "gegevens", "noodzaak")
NIET_ACTIEF = "De casus is niet meer actief."
CONTROLES = 3  # more than who holds the date needs, and too few to guess one
GECONTROLEERD = "casusoverleg.geboortedatum_gecontroleerd"
RAAD_STOPT = (
    "Met deze gegevens is het subject meerderjarig, of de leeftijd niet zeker. De Raad voor de"
    " Kinderbescherming leest de casus dan meteen niet meer. Klopt dat? Vink dit aan en sla op."
)
GEEN_WAARSCHUWING = (
    "Er is geen waarschuwing die weg kan: de laatste blijft tot de kernpartijen besluiten."
)
NOG_ACHTERBLIJVERS = (
    "Er staan nog achterblijvers in deze casus. Dat mag alleen bij iemand die is uitgereisd. Vernietig eerst"
    " hun gegevens, bij Andere personen."
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
    schrijf_band(casus, overdracht.band, overdracht.band_feit, actor.vandaag)
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
    weiger_wat_achterblijft(signaal)
    if signaal.vervallen(dag):
        raise NietMogelijk(VERVALLEN)
    vereis_genoemd([signaal], casuspartijen(casus, dag), dag)
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
    lezen_ook(casus, SoortGegeven.SIGNALEN, signaal, dag=actor.vandaag)
    gebeurd(casus, "signaal_ontvangen", actor=actor)
    return signaal


@besluit
def verbeter_signaal(
    zaak: UUID, *, actor: Actor, was: SignaalOverdracht, nu: SignaalOverdracht | None
) -> None:
    """The party that brought a signal put it right: the copy in the casus says the same (MC 8.3, 10.3; AVG 19).

    The copy is known by what it says, since no key leads here from the weegploeg's file (MC 10.1).

    Args:
        zaak: the case in which the casus is.
        was: what the copy says.
        nu: what it has to say; None when it is for the core parties alone, and leaves the casus.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: the casus takes no changes.
    """
    casus = _om_te_verbeteren(zaak, actor)
    if casus is None or (signaal := _kopie(casus.signalen, was)) is None:
        return
    gegeven = copy(signaal)
    if nu is None:
        signaal.delete()
        casus.correcties.filter(van=gegeven.pk).delete()
    else:
        nieuw = Signaal(**nu)
        weiger_wat_achterblijft(nieuw)
        if (nieuw.grondslag_id, nieuw.wpg_artikel) != (gegeven.grondslag_id, gegeven.wpg_artikel):
            vereis_genoemd([nieuw], casuspartijen(casus, actor.vandaag), actor.vandaag)
        _verbeter(casus, signaal, nu, actor=actor)
    gebeurd(casus, "signaal_verbeterd", actor=actor)
    wat = Kennisgeving.Wat.VERBETERD if nu else Kennisgeving.Wat.VERNIETIGD
    geef_kennis(casus, wat, actor=actor, stukken=[gegeven.pk])
    trek_signaal_in(casus, gegeven, actor=actor)
    trek_verbeterde_in(casus, actor=actor, gegeven=gegeven)


@besluit
def verbeter_weging(
    zaak: UUID, *, actor: Actor, anders: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]
) -> None:
    """The weegploeg put right how it weighed: the copy in the casus says the same (MC 8.3, 10.3).

    Args:
        anders: of each field what the copy says and what it has to say, as `was` and `nu` of
            `verbeter_signaal`, by field of `Weging`.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: the casus takes no changes.
    """
    casus = _om_te_verbeteren(zaak, actor)
    if casus is None:
        return
    kopieen = [(_kopie(casus.wegingen, was), nu) for was, nu in anders]
    te_doen = [(copy(weging), weging, nu) for weging, nu in kopieen if weging is not None]
    if not te_doen:
        return
    for _, weging, nu in te_doen:
        _verbeter(casus, weging, nu, actor=actor)
    gebeurd(casus, "weging_verbeterd", actor=actor)  # one, however many fields
    stukken = [gegeven.pk for gegeven, _, _ in te_doen]
    geef_kennis(casus, Kennisgeving.Wat.VERBETERD, actor=actor, stukken=stukken)
    for gegeven, _, _ in te_doen:
        trek_weging_in(casus, gegeven, actor=actor)


def _om_te_verbeteren(zaak: UUID, actor: Actor) -> Casus | None:
    """The casus of a case, locked, for who is in its weegploeg; None when it went, and its copies with it."""
    gevonden = Casus.objects.filter(zaak=zaak).first()
    if gevonden is None:
        return None
    casus: Casus = Casus.objects.neem(
        gevonden,
        lambda vers: actor.in_weegploeg and Casus.objects.ziet(actor, vers),
        ook_stil=True,  # what is not right is put right in a closed casus too (MC 12.5)
    )
    casus.vereis_te_verbeteren()
    return casus


def _kopie(rijen: Any, was: Mapping[str, Any]) -> Any:
    """The row that says this; None when none does, since the casus had no copy of it."""

    def zegt_dit(rij: Any) -> bool:
        anders = {veld for veld, waarde in was.items() if getattr(rij, veld) != waarde}
        # A copy of before the day went along has none.
        return not anders or (anders == {"waargenomen_op"} and rij.waargenomen_op is None)

    return next((rij for rij in rijen.all() if zegt_dit(rij)), None)


def _verbeter(casus: Casus, rij: Any, nu: Mapping[str, Any], *, actor: Actor) -> None:
    oud = _zegt(rij)
    for veld, waarde in nu.items():
        setattr(rij, veld, waarde)
    rij.save()
    rij.refresh_from_db()  # what hangs on a key that changed
    reden = "Verbeterd door de partij die het inbracht, of door de weegploeg."
    bewaar_oud(Correctie, rij, casus, actor=actor, was=oud, nu=_zegt(rij), reden=reden)


def _zegt(rij: Any) -> dict[str, str]:
    """What a copy says, with its ground and marks, which a transcript does not tell as fields."""
    if not isinstance(rij, Gegeven):
        return zegt(rij)
    return zegt(rij) | {"Grondslag": rij.gronden, "Gevoelig": ", ".join(rij.bijzonder_labels)}


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


@dataclass(frozen=True)
class Evaluatie:
    """How it went with an aim, or what becomes of a measure.

    Args:
        uitkomst: one of `Doelevaluatie.Uitkomst`, or of `Afloop.Wat`.
        toelichting: what shows it, or why.
    """

    uitkomst: str
    toelichting: str = ""


@besluit
def adviseer_afsluiten(
    casus: Casus,
    *,
    actor: Actor,
    evaluatie: str,
    doelen: Mapping[str, Evaluatie],
    aflopen: Mapping[UUID, Evaluatie] | None = None,
    vervolg: str = "",
    op: date | None = None,
    overleg: Overleg | None = None,
) -> Afsluitadvies:
    """The casusoverleg advises the core parties to close, on an evaluation (MC 9.4, PB 4.4).

    Args:
        doelen: by letter of MC 3 how far each aim of the adopted plan was reached
            (`Doelevaluatie.Uitkomst`) and what shows it.
        aflopen: by `keten` what becomes of each measure that is not done (`Afloop.Wat`), and why or
            who takes it over.
        vervolg: care that goes on after closing.
        op: the day on which the casusoverleg advised it; today without it.
        overleg: the meeting in which it did, as for `vergadering.plaats_in`.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: there is no adopted plan to evaluate, the advice was given already, or there
            is no evaluation, of the whole, of an aim, or of a measure that is not done.
    """
    casus = te_voeren(casus, actor)
    plan = casus.plannen.filter(status=Plan.Status.VASTGESTELD).first()
    if plan is None:
        raise NietMogelijk(
            "Stel eerst een plan vast. Zonder plan is er geen aanpak om af te sluiten."
        )
    vereis_tekst(evaluatie=evaluatie)
    niet_af = list(Maatregel.objects.niet_af().filter(casus=casus))
    _keur_evaluatie(plan, doelen, niet_af, aflopen or {})
    op, waar = plaats_in(casus, overleg, op, actor=actor)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op, veld="gegeven_op")
    casus.move_to(Casus.Stand.ADVIES_AFSLUITEN)
    advies = Afsluitadvies.objects.create(
        casus=casus, evaluatie=evaluatie, vervolg=vervolg, gegeven_op=dag, overleg=waar
    )
    for letter, oordeel in doelen.items():
        advies.doelen.create(
            casus=casus, doel=letter, uitkomst=oordeel.uitkomst, toelichting=oordeel.toelichting
        )
    for maatregel in niet_af:
        afloop = (aflopen or {})[maatregel.keten]
        advies.aflopen.create(
            casus=casus,
            keten=maatregel.keten,
            partij_id=maatregel.partij_id,
            wat=afloop.uitkomst,
            toelichting=afloop.toelichting,
        )
    gebeurd(casus, "afsluiten_geadviseerd", actor=actor, op=dag)
    return advies


def _keur_evaluatie(
    plan: Plan,
    doelen: Mapping[str, Evaluatie],
    niet_af: Sequence[Maatregel],
    aflopen: Mapping[UUID, Evaluatie],
) -> None:
    """Each aim has an outcome, and each measure that is not done an end; every refusal at its field."""
    fouten = {
        f"doel_{letter}": "Kies hoe ver dit doel is bereikt."
        for letter in plan.doelen
        if letter not in doelen or doelen[letter].uitkomst not in Doelevaluatie.Uitkomst.values
    }
    for maatregel in niet_af:
        afloop = aflopen.get(maatregel.keten)
        if afloop is None or afloop.uitkomst not in Afloop.Wat.values:
            fouten[f"afloop_{maatregel.keten}"] = (
                "Deze maatregel is niet af. Kies wat ermee gebeurt."
            )
        elif not afloop.toelichting.strip():
            fouten[f"afloop_uitleg_{maatregel.keten}"] = "Schrijf op waarom, of wie het overneemt."
    if fouten:
        raise NietMogelijk(fouten)
    if set(doelen) != set(plan.doelen) or set(aflopen) - {rij.keten for rij in niet_af}:
        raise NietMogelijk("Het plan is intussen veranderd. Bekijk het en probeer het opnieuw.")


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
    casus.partijvragen.exclude(soort="eigen").sluit(actor.vandaag)
    casus.verstrekkingen.beeindig(actor.vandaag)
    trek_lopende_in(casus, actor=actor, reden="De casus is afgesloten.")
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


@besluit
def ga_door(zaak: UUID, *, actor: Actor, besluit: str, op: date | None = None) -> Voortzetting:
    """A casus in which nothing happens goes on, because the core parties decided so (MC 13.1).

    Without this, or a closing, it goes to the archive a year after the last work on it.

    Args:
        zaak: the case in which the casus is.
        besluit: what they decided and why.
        op: the day on which they decided; today without it.

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: the casus does not run, there is no reason, or it was said already.
    """
    zin = "De kernpartijen besluiten hierover; de uitvoerder van de weegploeg legt het vast."
    casus = _van_zaak(zaak, actor, zin)
    if casus.stand != Casus.Stand.ACTIEF:
        raise NietMogelijk("De casus loopt niet, of er ligt een advies om af te sluiten.")
    vereis_tekst(besluit=besluit)
    dag = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=casus.geopend_op)
    if any((rij.op, rij.besluit) == (dag, besluit) for rij in casus.voortzettingen.all()):
        raise NietMogelijk("Dit besluit staat al in de casus.")
    rij: Voortzetting = casus.voortzettingen.create(besluit=besluit, op=dag)
    gebeurd(casus, "doorgegaan", actor=actor, op=dag)
    return rij


@besluit
def zet_waarschuwing_weg(zaak: UUID, *, actor: Actor) -> None:
    """Who keeps the weegploeg's file saw that a casus is silent; the next warning comes all the same.

    It is no processing for the approach: the year goes on (MC 13.1).

    Raises:
        Geweigerd: the actor is no secretary of this file's weegploeg.
        NietMogelijk: there is no warning, or it is the last one.
    """
    casus = _van_zaak(zaak, actor, "Dit doet de uitvoerder van de weegploeg.")
    if weg_te_zetten(casus, actor.vandaag) is None:
        raise NietMogelijk(GEEN_WAARSCHUWING)
    casus.stil_gezien_op = actor.vandaag
    casus.save(update_fields=["stil_gezien_op"])
    gebeurd(casus, "stil_gezien", actor=actor)


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
    reden: str = "",
    raad_stopt: bool = False,
    gelezen: int | None = None,
) -> Casus:
    """Correct who the subject is, and keep apart what stood there (MC 10.3, 12.5).

    The Raad's participation ends on the 18th birthday (PB 3.4).

    Args:
        naw: fields of `PersoonVelden.NAW`, by name.
        reden: why something else stood there; what is only completed needs none.
        raad_stopt: it was said, and wanted, that the Raad has no access any more.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.PERSOON`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: no name is left, nobody alive has this birth date, the Raad would lose its access
            and nobody said so, somebody else changed it just now, or something else stood there and
            nobody says why.
    """
    casus = om_te_verbeteren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *PERSOON)
    if fouten := fouten_in_persoon({**casus.naw, **naw}, actor.vandaag):
        raise NietMogelijk(fouten)
    was = zegt_persoon(casus)
    gewijzigd = casus.neem_over(naw)
    if not gewijzigd:  # nothing was processed: no event, and the term of MC 13.1 does not move
        return casus
    if not raad_stopt and deelname.raad_stopt(casus, casus.persoon, actor.vandaag):
        raise NietMogelijk({"raad_stopt": RAAD_STOPT})
    bewaar_persoon(Correctie, casus, was, actor=actor, reden=reden)
    casus.save(update_fields=gewijzigd)
    # Before somebody leaves whose answer was awaited: what is wrong does not become complete.
    trek_verouderde_in(casus, actor=actor)
    if not GEBOORTE.isdisjoint(gewijzigd):
        deelname.herzie_einde_rvdk(casus, actor=actor)
        deelname.raad_verkent_niet_meer(casus, actor.vandaag)
        rond_af(casus, actor=actor)
    for plan in casus.plannen.all():
        plan.subject = casus.persoon.naam
        plan.save(update_fields=["subject"])
    gebeurd(casus, "persoon_gecorrigeerd", actor=actor, velden=gewijzigd)
    geef_kennis_van_persoon(casus, gewijzigd, actor=actor)
    trek_verbeterde_in(casus, actor=actor)
    return casus


def schrijf_band(casus: Casus, soort: str, feit: str, dag: date) -> Band:
    """How the subject is tied to the municipality, from here on (WV 2.1); `casus` is locked.

    Raises:
        NietMogelijk: as for `vereis_band`.
    """
    vereis_band(soort, feit, casus.bijzonderheid)
    rij: Band = casus.banden.create(soort=soort, feit=feit, op=dag)
    return rij


@besluit
def leg_band_vast(casus: Casus, *, actor: Actor, band: str, band_feit: str) -> Band:
    """Record that the tie with the municipality is another one, or shows from another fact (WV 2.1).

    Args:
        band: one of `Band.Soort`.
        band_feit: what shows it.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: as for `vereis_band`, or the casus says so already.
    """
    casus = te_voeren(casus, actor)
    vorige = casus.banden.last()
    if vorige and (vorige.soort, vorige.feit) == (band, band_feit):
        raise NietMogelijk({"band": "Dit staat al in de casus."})
    rij = schrijf_band(casus, band, band_feit, actor.vandaag)
    gebeurd(casus, "band_vastgelegd", actor=actor)
    return rij


@besluit
def leg_reis_vast(
    casus: Casus, *, actor: Actor, bijzonderheid: str, sinds: date, reden: str, band: str
) -> Reis:
    """Record that the subject left to a conflict area, or came back from it (MC 1 j, k).

    The tie with the municipality follows from the same fact (WV 2.1).

    Args:
        bijzonderheid: one of `Bijzonderheid`; empty when it turns out to be neither.
        sinds: the day since which it is so.
        reden: what shows it.
        band: one of `Band.Soort`: how the subject is tied to the municipality since.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the casus says so already, the day can't be or lies before the one recorded last,
            the reason is missing, the tie does not fit, or who stayed behind still stands in the casus.
    """
    casus = te_voeren(casus, actor)
    if bijzonderheid == casus.bijzonderheid:
        raise NietMogelijk({"bijzonderheid": "Dit staat al in de casus."})
    achter = casus.derden.filter(soort=Derde.Soort.ACHTERBLIJVER)
    if bijzonderheid != Bijzonderheid.UITREIZIGER and achter.exists():
        raise NietMogelijk({"bijzonderheid": NOG_ACHTERBLIJVERS})
    vereis_dagen(actor.vandaag, gedaan={"sinds": sinds})
    vorige = casus.reizen.last()
    if vorige and sinds < vorige.sinds:
        zin = f"Kies een dag vanaf {datum(vorige.sinds)}: toen veranderde dit voor het laatst."
        raise NietMogelijk({"sinds": zin})
    vereis_tekst(reden=reden)
    rij: Reis = Reis.objects.create(
        casus=casus, bijzonderheid=bijzonderheid, sinds=sinds, reden=reden
    )
    casus.bijzonderheid = bijzonderheid
    casus.save(update_fields=["bijzonderheid"])
    schrijf_band(casus, band, reden, actor.vandaag)
    gebeurd(casus, "reis_vastgelegd", actor=actor)
    return rij


@besluit
def leg_analyse_vast(
    casus: Casus,
    *,
    actor: Actor,
    analyse: str,
    beschermend: str = "",
    eerder: str = "",
    gelezen: int | None = None,
) -> Casus:
    """Record the joint analysis (PB 4.4).

    Args:
        beschermend: what protects the subject.
        eerder: help and measures from before this casus.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.ANALYSE`).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: somebody else changed it just now, the casus was closed, or it is empty.
    """
    casus = te_voeren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *ANALYSE)
    vereis_tekst(analyse=analyse)
    nieuw = {"analyse": analyse, "beschermend": beschermend, "eerder": eerder}
    gewijzigd = [veld for veld, tekst in nieuw.items() if (getattr(casus, veld) or "") != tekst]
    for veld in gewijzigd:
        setattr(casus, veld, nieuw[veld])
    if gewijzigd:
        casus.save(update_fields=gewijzigd)
        lezen_ook(casus, SoortGegeven.ANALYSE, dag=actor.vandaag)
        gebeurd(casus, "analyse_vastgelegd", actor=actor, velden=gewijzigd)
    return casus


@besluit
def analyseer_gebied(
    casus: Casus,
    gebied: Ontwikkelgebied,
    *,
    actor: Actor,
    eens: str,
    verschil: str,
    gelezen: int | None = None,
) -> None:
    """Record what parties agree and differ on in one field of the referentiekader (PB 4.4).

    Args:
        eens, verschil: both empty takes it out again.
        gelezen: as for `leg_analyse_vast`.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: somebody else changed the analysis just now, or the casus was closed.
    """
    casus = te_voeren(casus, actor)
    vereis_ongewijzigd(casus, gelezen, *ANALYSE)
    rij = casus.gebiedsanalyses.filter(ontwikkelgebied=gebied).first()
    if ((rij.eens, rij.verschil) if rij else ("", "")) == (eens, verschil):
        return
    if not (eens or verschil):
        casus.gebiedsanalyses.filter(ontwikkelgebied=gebied).delete()
    elif rij:
        rij.eens, rij.verschil = eens, verschil
        rij.save(update_fields=["eens", "verschil"])
    else:
        casus.gebiedsanalyses.create(ontwikkelgebied=gebied, eens=eens, verschil=verschil)
    gebeurd(casus, "analyse_vastgelegd", actor=actor)


@besluit
def voeg_derde_toe(casus: Casus, *, actor: Actor, werkadres: bool = False, **velden: Any) -> Derde:
    """Add another person as far as the plan needs it (MC 10.2 f, g; WV 2.4; MvT 4.2).

    Args:
        werkadres: whether the secretary says that the address of a professional is where he works.
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
    _weiger_derde(derde, casus)
    _weiger_adres(derde, casus, werkadres=werkadres)
    if any(_zelfde(derde, ander, DERDE) for ander in casus.derden.filter(soort=derde.soort)):
        raise NietMogelijk("Deze persoon staat al in de casus.")
    derde.save()
    lezen_ook(casus, SoortGegeven.DERDEN, derde, dag=actor.vandaag)
    gebeurd(casus, "derde_toegevoegd", actor=actor)
    return derde


@besluit
def verwijder_derde(casus: Casus, derde: Derde, *, actor: Actor) -> None:
    """Remove another person that the plan does not need any more (MC 10.3)."""
    casus = om_te_verbeteren(casus, actor)
    casus.derden.filter(pk=derde.pk).delete()
    gebeurd(casus, "derde_verwijderd", actor=actor)
    geef_kennis(casus, Kennisgeving.Wat.VERNIETIGD, actor=actor, stukken=[derde.pk])
    trek_verouderde_in(casus, actor=actor)


def _weiger_derde(derde: Derde, casus: Casus) -> None:
    """Refuse what may not stand in the casus of another person (MC 1 a; WV 2.4; MvT 4.2)."""
    professional = derde.soort == Derde.Soort.PROFESSIONAL
    if professional and derde.doel:
        raise NietMogelijk({"doel": "Laat dit leeg: een professional heeft een rol in de aanpak."})
    if not professional and derde.doel not in Derde.Doel.values:
        raise NietMogelijk({"doel": "Kies waarvoor deze persoon in de casus staat."})
    uitgereisd = casus.bijzonderheid == Bijzonderheid.UITREIZIGER
    if derde.soort == Derde.Soort.ACHTERBLIJVER and not uitgereisd:
        zin = "Een achterblijver is er alleen bij iemand die is uitgereisd."
        raise NietMogelijk({"soort": zin})


def _weiger_adres(derde: Derde, casus: Casus, *, werkadres: bool) -> None:
    """Refuse the private address of a professional (WV 2.4, MvT 4.2): where somebody in the casus lives, whoever
    of the two came first, or where nobody says that he works there.
    """
    if not derde.adres:
        return
    if derde.soort != Derde.Soort.PROFESSIONAL:
        van_werk = casus.derden.filter(soort=Derde.Soort.PROFESSIONAL)
        if any(ander.adres and genoemd(ander.adres, [_straat(derde)]) for ander in van_werk):
            zin = "Dit adres staat er als werkadres van een professional. Haal dat eerst weg."
            raise NietMogelijk({"adres": zin})
        return
    anderen = casus.derden.exclude(soort=Derde.Soort.PROFESSIONAL)
    if genoemd(derde.adres, [casus.straat, *(_straat(ander) for ander in anderen)]):
        zin = "Dit is een privéadres uit deze casus. Van een professional bewaart u het werkadres."
        raise NietMogelijk({"adres": zin})
    if not werkadres:
        zin = "Vink aan dat dit het werkadres is. Een privéadres van een professional mag hier niet staan."
        raise NietMogelijk({"werkadres": zin})


def _straat(derde: Derde) -> str:
    return str(derde.adres).split(",")[0].strip()


def _zelfde(een: Model, ander: Model, velden: Sequence[str]) -> bool:
    return all(getattr(een, veld) == getattr(ander, veld) for veld in velden)
