"""Bringing in, and what follows for who reported it (MC 7.1, 7.2, 8.3; PB 3.4)."""

from collections.abc import Collection, Sequence
from copy import copy
from datetime import date
from uuid import UUID, uuid4

from django.db.models import Min, QuerySet

from casusoverleg import decisions as casusoverleg
from convenant.decisions import kernpartijen_van
from convenant.doorgeven import vereis_door_te_geven
from convenant.doorgifte import Doorgegeven, DoorgifteWaarden
from convenant.gegevens import SignaalWaarden, fouten_in_signaal, gaat_niet_mee
from convenant.models import Grondslag, Partij
from convenant.politie import vereis_voorwaarden
from convenant.velden import zegt_met_grond
from gedeeld.actor import Actor
from gedeeld.personen import Naw, fouten_in_persoon
from gedeeld.velden import naar_casus
from gedeeld.weigering import NietMogelijk, dag_van_besluit, require, vereis_tekst
from register.afleiden import besluit
from register.correctie.bewaren import bewaar_oud, bewaar_persoon, zegt_persoon
from register.events import vereis_ongewijzigd
from register.models import Kennisgeving, Uitwisseling
from register.nummers import nieuw_nummer
from register.uitwisseling.melden import geef_kennis, geef_kennis_van_persoon
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from .. import rules
from ..bezwaar import vereis_geen_bezwaar
from ..events import SUBJECT, gebeurd
from ..models import (
    Achterhouding,
    Correctie,
    Doorgifte,
    Gedeeld,
    Herkomst,
    Inbreng,
    InbrengWaarden,
    Melderinzage,
    Signaal,
    WeegploegDossier,
)
from ..slot import neem

Stand = WeegploegDossier.Stand
ALLEEN_GEMEENTE = "Alleen de gemeente geeft door wat zij zelf inbracht."
NIETS_INGEBRACHT = "De gemeente bracht in dit dossier zelf niets in."


@besluit
def neem_in(
    *,
    actor: Actor,
    gemeente: Partij,
    naw: Naw,
    inbreng: InbrengWaarden,
    signalen: Sequence[SignaalWaarden],
    doorgiften: Sequence[Doorgegeven] = (),
    dossier: WeegploegDossier | None = None,
    zaak: UUID | None = None,
) -> WeegploegDossier:
    """A core party brings a melding in: it opens a file or joins an existing one (MC 7.1, 7.2).

    After "geen casusoverleg" a new signal opens a new file, with a term of its own (MC 13.3).

    Args:
        gemeente: the municipality concerned.
        naw: not used when the file is there already.
        inbreng: who brought it in, with the reporter behind it.
        doorgiften: what the municipality passed on of it before.
        dossier: an existing file on this person.
        zaak: the case of the melding: a new file is in it as well. A case of its own without it.

    Raises:
        Geweigerd: the actor is not in this weegploeg, or brings in what another party received
            (MC 7.2).
        NietMogelijk: there is no signal, a signal lacks what the law asks, or the file is past
            weighing.
    """
    kern = kernpartijen_van(gemeente.pk, actor.vandaag)
    require(
        rules.mag_wegen(actor) and not actor.partijen.isdisjoint(partij.pk for partij in kern),
        "Alleen een kernpartij van deze weegploeg brengt een melding in.",
    )
    require(
        inbreng["partij_id"] == actor.partij_in(gemeente.pk),
        "Een kernpartij brengt alleen in wat zij zelf heeft ontvangen.",
    )
    if dossier is None:
        dossier = open_dossier(actor, gemeente, naw, zaak=zaak)
    else:
        dossier = _bestaand(actor, gemeente, dossier)
    gemaakt = leg_inbreng_vast(dossier, actor, inbreng, signalen, verhuist=True)
    for velden, mee in doorgiften:
        _leg_doorgifte_vast(dossier, actor, velden, [gemaakt[n].pk for n in mee])
    return dossier


@besluit
def geef_door(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    aan: str,
    taak: str,
    gegevens: str,
    noodzaak: str,
    op: date,
    grondslag: Grondslag,
    signalen: Collection[UUID] = (),
    ander_doel: str = "",
    vooraf_op: date | None = None,
) -> Doorgifte:
    """Record that the municipality passed on what it brought in itself (WV 5.1, MvT 5.2).

    Bringing in and passing on do not exclude each other, in whichever order. What another party brought
    in is not the municipality's to give.

    Args:
        aan, taak, gegevens, noodzaak, op, grondslag, ander_doel, vooraf_op: as for
            `meldingen.decisions.geef_door`.
        signalen: keys of its own signals that went along.

    Raises:
        Geweigerd: the actor does not work for the municipality in this weegploeg.
        NietMogelijk: it brought nothing in, the file is past weighing, or what is given can't be right.
    """
    dossier = neem(dossier, actor, rules.mag_wegen)
    require(dossier.partij_id in actor.partijen, ALLEEN_GEMEENTE)
    if dossier.stand not in WeegploegDossier.NEEMT_IN:
        raise NietMogelijk("Over dit dossier is al besloten.")
    ontvangen_op = eerst_ontvangen(dossier)
    if ontvangen_op is None:
        raise NietMogelijk(NIETS_INGEBRACHT)
    mee = vereis_door_te_geven(
        op=op,
        grondslag=grondslag,
        signalen=signalen,
        kunnen_mee=door_te_geven(dossier, op),
        ontvangen_op=ontvangen_op,
        vandaag=actor.vandaag,
        ander_doel=ander_doel,
        vooraf_op=vooraf_op,
        aan=aan,
        taak=taak,
        gegevens=gegevens,
        noodzaak=noodzaak,
    )
    velden = DoorgifteWaarden(
        aan=aan,
        taak=taak,
        gegevens=gegevens,
        noodzaak=noodzaak,
        op=op,
        grondslag_id=grondslag.pk,
        samen_met=[],
        ander_doel=ander_doel,
        vooraf_op=vooraf_op,
    )
    rij = _leg_doorgifte_vast(dossier, actor, velden, mee)
    gebeurd(dossier, "doorgegeven", actor=actor)
    return rij


def eerst_ontvangen(dossier: WeegploegDossier) -> date | None:
    """The first day on which the municipality had something of its own; None when it brought nothing in."""
    eigen = dossier.inbrengen.filter(partij=dossier.partij_id)
    dag: date | None = eigen.aggregate(dag=Min("ontvangen_op"))["dag"]
    return dag


def door_te_geven(dossier: WeegploegDossier, op: date) -> QuerySet[Signaal]:
    """The municipality's own signals that another body can get on a day (WPG 3)."""
    eigen: QuerySet[Signaal] = dossier.signalen.filter(partij=dossier.partij_id)
    return eigen.exclude(gaat_niet_mee(op))


def _leg_doorgifte_vast(
    dossier: WeegploegDossier, actor: Actor, velden: DoorgifteWaarden, signalen: list[UUID]
) -> Doorgifte:
    """With its exchange; also what was passed on before it was brought in, which moved here."""
    rij = Doorgifte.objects.create(dossier=dossier, signalen=signalen, **velden)
    leg_uitwisseling_vast(
        dossier,
        Uitwisseling.Soort.DOORGIFTE,
        actor=actor,
        grond=rij.grond,
        naar=rij.aan,
        stukken=[rij, *signalen],
        op=rij.op,
    )
    return rij


def open_dossier(
    actor: Actor, gemeente: Partij, naw: Naw, *, zaak: UUID | None = None, wat: str = "geopend"
) -> WeegploegDossier:
    """A new file, to which what was brought in is still to come (`leg_inbreng_vast`).

    Args:
        zaak: as for `neem_in`.
        wat: the event by which it began.
    """
    dossier: WeegploegDossier = WeegploegDossier.objects.create(
        nummer=nieuw_nummer("W", actor.vandaag.year),
        partij=gemeente,
        zaak=zaak or uuid4(),
        geopend_op=actor.vandaag,
        laatste_verwerking_op=actor.vandaag,
        **naw,
    )
    gebeurd(dossier, wat, actor=actor)
    return dossier


def _bestaand(actor: Actor, gemeente: Partij, dossier: WeegploegDossier) -> WeegploegDossier:
    """The file to join, locked."""
    dossier = WeegploegDossier.objects.neem(
        dossier,
        lambda vers: vers.partij_id == gemeente.pk and WeegploegDossier.objects.ziet(actor, vers),
        "Dit dossier is niet gevonden.",
    )
    if dossier.stand not in WeegploegDossier.NEEMT_IN:
        raise NietMogelijk("Over dit dossier is al besloten. Open een nieuw dossier.")
    gebeurd(dossier, "ingebracht", actor=actor)
    return dossier


def leg_inbreng_vast(
    dossier: WeegploegDossier,
    actor: Actor,
    inbreng: InbrengWaarden,
    signalen: Sequence[SignaalWaarden],
    *,
    verhuist: bool,
) -> list[Signaal]:
    """What a party brings in, as the signals of the file; `verhuist` when it was recorded before, so that it rests on its grounds already."""
    if not signalen:
        raise NietMogelijk("Beschrijf eerst minstens één signaal.")
    rij = Inbreng.objects.create(dossier=dossier, ingebracht_op=actor.vandaag, **inbreng)
    dossier.gewogen_door.clear()  # there is something that nobody weighed
    gemaakt = []
    for velden in signalen:
        signaal = Signaal(dossier=dossier, inbreng=rij, **velden)
        waarden = signaal.waarden | _gronden(signaal)
        fouten = fouten_in_signaal(
            waarden,
            soort_partij=signaal.partij.soort,
            vandaag=actor.vandaag,
            had=signaal if verhuist else None,
            geboren=None if verhuist else dossier.persoon.geboren_vanaf,
            ontvangen_op=rij.ontvangen_op,
        )
        if fouten:
            raise NietMogelijk(fouten)
        if not verhuist:
            vereis_voorwaarden(waarden, dossier.gemeente, actor.vandaag)
        if dossier.stand == Stand.GEAGENDEERD and signaal.blijft_achter:
            signaal.gedeeld = Gedeeld.NEE  # the law keeps it here: nothing to decide
        signaal.save()
        gemaakt.append(signaal)
    return gemaakt


def _gronden(signaal: Signaal) -> SignaalWaarden:
    return {"grondslag": signaal.grondslag, "grondslag_om": signaal.grondslag_om}


@besluit
def voeg_signaal_toe(
    dossier: WeegploegDossier, *, actor: Actor, velden: SignaalWaarden
) -> WeegploegDossier:
    """A core party adds a signal from its own data (MC 7.1); there is no reporter behind it.

    Args:
    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: the file is past weighing, or the signal lacks what the law asks.
    """
    dossier = neem(dossier, actor, rules.mag_wegen)
    if dossier.stand not in WeegploegDossier.NEEMT_IN:
        raise NietMogelijk("Over dit dossier is al besloten. Registreer een melding.")
    eigen = actor.partij_in(dossier.partij_id)
    inbreng = InbrengWaarden(partij_id=eigen, ontvangen_op=actor.vandaag, herkomst=Herkomst.EIGEN)
    leg_inbreng_vast(dossier, actor, inbreng, [{**velden, "partij_id": eigen}], verhuist=False)
    gebeurd(dossier, "signaal_toegevoegd", actor=actor)
    return dossier


@besluit
def verbeter_signaal(
    signaal: Signaal, *, actor: Actor, velden: SignaalWaarden, reden: str
) -> Signaal:
    """The party that brought a signal puts it right; what it said is kept apart (MC 8.3, 12.5).

    The copy in the casus says the same from then on, and what was disclosed of it is recalled. What
    turns out to be for the core parties alone leaves the casus.

    Args:
        velden: all fields of the form, by name.

    Raises:
        Geweigerd: another party brought it.
        NietMogelijk: nothing changed, there is no reason, or it lacks what the law asks.
    """
    dossier = neem(signaal.dossier, actor, rules.mag_wegen)
    signaal = dossier.signalen.select_for_update(of=("self",)).get(pk=signaal.pk)
    require(
        signaal.partij_id in actor.partijen, "De partij die dit signaal inbracht, verbetert het."
    )
    vereis_tekst(reden=reden)
    oud, was, kopie = copy(signaal), zegt_met_grond(signaal), naar_casus(signaal)
    for veld, waarde in velden.items():
        setattr(signaal, veld, waarde)
    waarden = signaal.waarden | _gronden(signaal)
    fouten = fouten_in_signaal(
        waarden,
        soort_partij=signaal.partij.soort,
        vandaag=actor.vandaag,
        had=oud,
        geboren=dossier.persoon.geboren_vanaf,
        ontvangen_op=signaal.inbreng.ontvangen_op,
    )
    if fouten:
        raise NietMogelijk(fouten)
    vereis_voorwaarden(waarden, dossier.gemeente, actor.vandaag, had=oud)
    bewaar_oud(
        Correctie,
        signaal,
        dossier,
        actor=actor,
        was=was,
        nu=zegt_met_grond(signaal),
        reden=reden,
        politie=oud.blijft_achter,
    )
    if signaal.gedeeld == Gedeeld.JA:
        nieuw = None if signaal.blijft_achter else naar_casus(signaal)
        if nieuw != kopie:
            casusoverleg.verbeter_signaal(dossier.zaak, actor=actor, was=kopie, nu=nieuw)
        signaal.gedeeld = Gedeeld.NEE if nieuw is None else Gedeeld.JA
    elif dossier.stand == Stand.GEAGENDEERD and signaal.blijft_achter != oud.blijft_achter:
        # What the law keeps here nobody decides on; what it does not keep any more somebody does.
        signaal.gedeeld = Gedeeld.NEE if signaal.blijft_achter else ""
    signaal.save()
    if dossier.is_open:
        dossier.gewogen_door.clear()  # what was weighed said something else
    gebeurd(dossier, "signaal_verbeterd", actor=actor)
    geef_kennis(dossier, Kennisgeving.Wat.VERBETERD, actor=actor, stukken=[signaal.pk])
    return signaal


@besluit
def leg_achterhouden_vast(dossier: WeegploegDossier, *, actor: Actor) -> Achterhouding:
    """The police or the OM says that it holds something back for weighty reasons, never what (MvT 4.4).

    Raises:
        Geweigerd: the actor is no member for the police or the OM in this weegploeg.
        NietMogelijk: the file is past weighing, or it was said today.
    """
    dossier = neem(dossier, actor, rules.mag_achterhouden)
    if dossier.stand not in WeegploegDossier.NEEMT_IN:
        raise NietMogelijk("Over dit dossier is al besloten.")
    eigen = actor.partij_in(dossier.partij_id)
    if dossier.achterhoudingen.filter(partij=eigen, op=actor.vandaag).exists():
        raise NietMogelijk("Dit is vandaag al vastgelegd.")
    rij = Achterhouding.objects.create(dossier=dossier, partij_id=eigen, op=actor.vandaag)
    gebeurd(dossier, "achtergehouden", actor=actor)
    return rij


@besluit
def wijzig_subject(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    naw: Naw,
    reden: str = "",
    gelezen: int | None = None,
) -> WeegploegDossier:
    """Correct or complete who the subject is, and keep apart what stood there (MC 8.3, 12.5).

    A casus has its own copy (MC 8.5).

    Args:
        naw: fields of `PersoonVelden.NAW` by name.
        reden: why something else stood there; what is only completed needs none.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.SUBJECT`).

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: no name is left, nobody alive has this birth date, somebody else changed it just
            now, or something else stood there and nobody says why.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    vereis_ongewijzigd(dossier, gelezen, *SUBJECT)
    nieuw = {**dossier.naw, **naw}
    if fouten := fouten_in_persoon(nieuw, actor.vandaag):
        raise NietMogelijk(fouten)
    was = zegt_persoon(dossier)
    anders = dossier.neem_over(naw)
    if anders:
        bewaar_persoon(Correctie, dossier, was, actor=actor, reden=reden)
        dossier.save(update_fields=anders)
        gebeurd(dossier, "subject_gewijzigd", actor=actor, velden=anders)
        geef_kennis_van_persoon(dossier, anders, actor=actor)
    return dossier


def moet_terugkoppelen(dossier: WeegploegDossier, inbreng: Inbreng) -> bool:
    """Whether there is a reporter who was not told yet that there comes no casusoverleg."""
    return (
        dossier.stand == Stand.NIET_GEAGENDEERD
        and inbreng.melder_bekend
        and not inbreng.teruggekoppeld_op
    )


@besluit
def koppel_terug(inbreng: Inbreng, *, actor: Actor, op: date | None = None) -> Inbreng:
    """The party that brought it in told the reporter the outcome (PB 3.4 ad 2).

    Args:
        op: the day on which the reporter was told; None for today.

    Raises:
        Geweigerd: another party brought it in.
        NietMogelijk: there is no decision or no reporter to tell, it was done, a core party objects, or
            that day is to come or lies before the decision.
    """
    dossier = neem(inbreng.dossier, actor, rules.mag_wegen)
    require(
        inbreng.partij_id in actor.partijen,
        "De partij die de melding inbracht, koppelt terug aan de melder.",
    )
    inbreng = dossier.inbrengen.get(pk=inbreng.pk)
    if not moet_terugkoppelen(dossier, inbreng):
        raise NietMogelijk("Er is nu niets terug te koppelen.")
    vereis_geen_bezwaar(dossier, "het besluit terugkoppelen aan de melder")
    assert dossier.besloten_op  # it was decided not to put it on the agenda
    inbreng.teruggekoppeld_op = dag_van_besluit(
        op, vandaag=actor.vandaag, vanaf=dossier.besloten_op, veld="op"
    )
    inbreng.save(update_fields=["teruggekoppeld_op"])
    gebeurd(dossier, "teruggekoppeld", actor=actor, op=inbreng.teruggekoppeld_op)
    return inbreng


@besluit
def bekijk_melder(inbreng: Inbreng, *, actor: Actor, reden: str) -> Melderinzage:
    """Record why somebody of another party needs to see a reporter. Reading moves no term (MC 13.1).

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: there is no reason.
    """
    neem(inbreng.dossier, actor, rules.mag_wegen)
    vereis_tekst(reden=reden)
    assert actor.gebruiker_id  # nobody is in a weegploeg without an account
    return Melderinzage.objects.create(
        dossier_id=inbreng.dossier_id,
        inbreng=inbreng,
        gebruiker_id=actor.gebruiker_id,
        reden=reden,
        op=actor.nu,
    )
