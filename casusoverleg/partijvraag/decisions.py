"""A party looks once whether it has a role (MvT 2.3); an adviser advises without identity (PB 3.4)."""

from datetime import date, timedelta

from django.db.models import QuerySet
from django.utils.formats import date_format

from convenant.decisions import casuspartners
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.genoemd import genoemd, kenmerken, naamwoorden
from gedeeld.weigering import (
    NietMogelijk,
    dag_van_besluit,
    require,
    vereis_dagen,
    vereis_tekst,
)
from register.afleiden import besluit
from register.models import Bericht, SoortGegeven, Uitwisseling
from register.muur import als
from register.nummers import nieuw_nummer
from register.uitwisseling.vastleggen import leg_uitwisseling_vast

from ..deelname.decisions import neem_aan, sla_af, vereis_geen_bezwaar
from ..deelname.models import Deelname
from ..dossier.models import Bijdrage, Casus
from ..events import gebeurd
from ..rules import einde_rvdk, mag_antwoorden
from ..slot import te_voeren
from ..verstrekking.models import Toestemming
from .models import Partijvraag
from .querysets import brachten_in

EEN_DAG = timedelta(days=1)
EEN_KEER = timedelta(weeks=4)  # ours: to look once is no standing access
GROND = "Kijken of er een rol is (memorie van toelichting 2.3)"
TAAK = "vraag aan een partij"
WAAROM_NIET = "Schrijf in algemene woorden op waarom uw organisatie niet meedoet."
NU_NIET = "Dit kan nu niet. Probeer het later opnieuw, of bel de uitvoerder van het casusoverleg."
NOEMT = "De adviseur weet niet om wie het gaat. Haal dit weg: {}."
KENT_HET_SUBJECT = "De Raad heeft deze casus verkend en weet om wie het gaat. Hij adviseert niet meer zonder identiteit."


# Asking ------------------------------------------------------------------------------------------
def te_verkennen(casus: Casus, op: date) -> QuerySet[Partij]:
    """The parties of the covenant that can look once: no core party, none that takes part or looked before."""
    bezig = casus.deelnames.niet_voorbij(op).values("partij")
    keek = casus.partijvragen.filter(soort=Partijvraag.Soort.VERKENNEN).values("partij")
    rijen = casuspartners(casus.gemeente.convenant_id, op).exclude(soort=SoortPartij.EXTERN)
    return rijen.exclude(pk__in=bezig).exclude(pk__in=keek).order_by("naam")


@besluit
def vraag_te_verkennen(
    casus: Casus, *, actor: Actor, partij: Partij, taak: str, vraag: str, uiterlijk: date
) -> Partijvraag:
    """Ask a party of the covenant to look once whether it has a role, on its legal task (MvT 2.3).

    Args:
        taak: which legal task may matter here, and why.
        uiterlijk: the last day on which it reads this and answers.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: a core party objects to a decision of the weegploeg, the party cannot look (any
            more), the Raad has no role as the subject is no minor, a text is missing, or the day does
            not fit.
    """
    casus = te_voeren(casus, actor)
    vereis_geen_bezwaar(casus)
    vereis_tekst(taak=taak, vraag=vraag)
    _weiger_dag(uiterlijk, actor.vandaag)
    if not te_verkennen(casus, actor.vandaag).filter(pk=partij.pk).exists():
        raise NietMogelijk({"partij": f"{partij.naam} doet al mee of keek al één keer."})
    if partij.soort == SoortPartij.RVDK:
        try:
            einde_rvdk(casus.persoon, uiterlijk)
        except NietMogelijk as fout:
            raise NietMogelijk({"partij": fout.messages[0]}) from None
    rij = _vraag(
        casus,
        Partijvraag.Soort.VERKENNEN,
        partij,
        actor=actor,
        taak=taak,
        over="\n".join(filter(None, [casus.persoon.naam, casus.woonplaats])),
        vraag=vraag,
        uiterlijk=uiterlijk,
    )
    leg_uitwisseling_vast(
        casus,
        Uitwisseling.Soort.VERKENNEN,
        actor=actor,
        grond=GROND,
        aan=partij,
        gegevens=[SoortGegeven.NAAM_ADRES],
        stukken=[rij],
        nummer=rij.nummer,
    )
    gebeurd(casus, "verkennen_gevraagd", actor=actor, over=rij)
    return rij


@besluit
def vraag_advies(
    casus: Casus, deelname: Deelname, *, actor: Actor, vraag: str, uiterlijk: date
) -> Partijvraag:
    """Lay a text before an adviser that does not say who it is about (PB 3.4).

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: the party does not advise here today, or explored it; the text is missing or
            says who it is about; or the day does not fit.
    """
    casus = te_voeren(casus, actor)
    vereis_tekst(vraag=vraag)
    _weiger_dag(uiterlijk, actor.vandaag)
    rijen = casus.deelnames.werkend(actor.vandaag).filter(rol=Deelname.Rol.ADVISEUR)
    adviseur = rijen.select_related("partij").filter(pk=deelname.pk).first()
    if adviseur is None:
        raise NietMogelijk("Deze partij adviseert nu niet in deze casus.")
    if casus.partijvragen.filter(soort=Partijvraag.Soort.VERKENNEN, partij=adviseur.partij):
        raise NietMogelijk(KENT_HET_SUBJECT)
    if woorden := noemt(casus, vraag):
        raise NietMogelijk({"vraag": NOEMT.format(", ".join(woorden))})
    rij = _vraag(
        casus,
        Partijvraag.Soort.ADVIES,
        adviseur.partij,
        actor=actor,
        vraag=vraag,
        uiterlijk=uiterlijk,
    )
    gebeurd(casus, "adviseur_gevraagd", actor=actor, over=rij)
    return rij


@besluit
def vraag_over_eigen(
    casus: Casus, bijdrage: Bijdrage, *, actor: Actor, vraag: str, uiterlijk: date
) -> Partijvraag:
    """Tell a party that what it brought in is or will be put right, and ask its advice (CAS-toegang-partij).

    Also after the casus was closed, or when the party takes part no longer: it reads its own words.

    Args:
        vraag: what was or will be put right, or what the advice is for.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: its data may only be kept, the party was let in nowhere or reads it by role, the
            text is missing, or the day does not fit.
    """
    casus = te_voeren(casus, actor, ook_stil=True)
    if casus.beperkt:
        casus.vereis_beweging()
    vereis_tekst(vraag=vraag)
    _weiger_dag(uiterlijk, actor.vandaag)
    eigen = brachten_in(casus).filter(pk=bijdrage.pk).first()
    if eigen is None:
        raise NietMogelijk(
            {"bijdrage": "Kies een gegeven dat een casuspartij of een externe partner inbracht."}
        )
    rij = _vraag(
        casus,
        Partijvraag.Soort.EIGEN,
        eigen.partij,
        actor=actor,
        over=eigen.omschrijving,
        vraag=vraag,
        uiterlijk=uiterlijk,
    )
    gebeurd(casus, "eigen_gegevens_bericht", actor=actor, over=rij)
    return rij


def noemt(casus: Casus, tekst: str) -> list[str]:
    """What in a text tells who the subject is, or who else stands in the casus."""
    anderen = naamwoorden([derde.naam for derde in casus.derden.all()])
    return genoemd(tekst, [*kenmerken(casus), casus.weegploeg_nummer, *anderen])


def _weiger_dag(uiterlijk: date, vandaag: date) -> None:
    vereis_dagen(vandaag, komend={"uiterlijk": uiterlijk})
    laatste = vandaag + EEN_KEER
    if not vandaag <= uiterlijk <= laatste:
        zin = f"Kies vandaag of later, en niet later dan {date_format(laatste, 'j F Y')}."
        raise NietMogelijk({"uiterlijk": zin})


def _vraag(
    casus: Casus, soort: str, partij: Partij, *, actor: Actor, uiterlijk: date, **teksten: str
) -> Partijvraag:
    rij: Partijvraag = casus.partijvragen.create(
        soort=soort,
        nummer=nieuw_nummer("V", actor.vandaag.year),
        partij=partij,
        gevraagd_op=actor.vandaag,
        uiterlijk=uiterlijk,
        lezen_tot=uiterlijk + EEN_DAG,
        **teksten,
    )
    return rij


# Answering ---------------------------------------------------------------------------------------
@besluit
def beantwoord(
    rij: Partijvraag, *, actor: Actor, uitkomst: str, antwoord: str, op: date | None = None
) -> Partijvraag:
    """Who was asked says under the own account that it takes part or leaves, or gives its advice.

    Who leaves reads it no longer, at once. Who accepts an invitation takes part from now.

    Args:
        uitkomst: one of `Partijvraag.Uitkomst`.
        antwoord: the role that the party has, its advice, or why it refuses an invitation; who looked
            and leaves need not say why.
        op: the day on which the party decided on an invitation; today without it.

    Raises:
        Geweigerd: the question is not to the actor's party, or it may not read it any more.
        NietMogelijk: it was answered, or the answer does not fit the question or says nothing.
    """
    with als(Actor.systeem(TAAK)):  # who is asked does not read the casus
        casus = Casus.objects.lock(Casus(pk=rij.casus_id))
    eigen: Partijvraag | None = Partijvraag.objects.eigen(actor).filter(pk=rij.pk).first()
    require(
        mag_antwoorden(actor) and eigen is not None,
        "U beantwoordt alleen vragen aan uw eigen organisatie.",
    )
    assert eigen
    if casus.beperkt or not eigen.over_eigen:
        casus.vereis_beweging()
    if not eigen.open:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    _zet(casus, eigen, actor=actor, uitkomst=uitkomst, antwoord=antwoord, op=op or actor.vandaag)
    return eigen


@besluit
def leg_antwoord_vast(
    rij: Partijvraag,
    *,
    actor: Actor,
    uitkomst: str,
    antwoord: str,
    wie: str,
    hoe: str,
    op: date | None = None,
) -> Partijvraag:
    """The secretary records what a party answered to its invitation in another way; see `beantwoord`.

    Args:
        wie: who of the party answered, with the function.
        hoe: one of `Toestemming.Hoe`.
        op: the day on which it answered; today without it.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: as there, it is no invitation, or it does not say who answered and how.
    """
    casus = te_voeren(rij.casus, actor)
    vereis_tekst(wie=wie)
    if hoe not in Toestemming.Hoe.values:
        raise NietMogelijk({"hoe": "Kies hoe deze partij antwoordde."})
    rijen = casus.partijvragen.filter(soort=Partijvraag.Soort.UITNODIGING)
    vers: Partijvraag | None = rijen.filter(pk=rij.pk).first()
    if vers is None or not vers.open:
        raise NietMogelijk("Deze vraag is al beantwoord.")
    vers.wie, vers.hoe = wie, hoe
    _zet(casus, vers, actor=actor, uitkomst=uitkomst, antwoord=antwoord, op=op or actor.vandaag)
    return vers


def _zet(
    casus: Casus, rij: Partijvraag, *, actor: Actor, uitkomst: str, antwoord: str, op: date
) -> None:
    """Write the answer in a casus that is locked, and do what follows from it."""
    _weiger_uitkomst(rij, uitkomst)
    weg = uitkomst == Partijvraag.Uitkomst.GAAT_WEG
    if rij.nodigt_uit:
        op = dag_van_besluit(op, vandaag=actor.vandaag, vanaf=rij.gevraagd_op, veld="op")
        if weg and not antwoord.strip():
            raise NietMogelijk({"antwoord": WAAROM_NIET})
    elif not weg:
        vereis_tekst(antwoord=antwoord)
    rij.uitkomst, rij.antwoord, rij.beantwoord_op = uitkomst, antwoord, op
    if weg or rij.nodigt_uit:  # who takes part reads its own share
        rij.lezen_tot = actor.vandaag
    velden = ["uitkomst", "antwoord", "beantwoord_op", "lezen_tot", "wie", "hoe"]
    with als(Actor.systeem(TAAK)):
        rij.save(update_fields=velden)
        # That it was invited is no news any more, whoever recorded the answer.
        Bericht.objects.filter(dossier=casus.pk, nummer=rij.nummer).delete()
        deelname = Deelname.objects.select_related("partij").filter(pk=rij.deelname_id).first()
        if deelname is None:
            gebeurd(casus, "partijvraag_beantwoord", actor=actor)
        elif weg:
            sla_af(casus, deelname, actor=actor, op=op, reden=antwoord)
        elif casus.aangehouden_op:  # what was objected to is not told to who is invited
            raise NietMogelijk(NU_NIET)
        else:
            neem_aan(casus, deelname, actor=actor, op=op)


def _weiger_uitkomst(rij: Partijvraag, uitkomst: str) -> None:
    keuzes = {Partijvraag.Uitkomst.DOET_MEE, Partijvraag.Uitkomst.GAAT_WEG}
    kiest = rij.verkent or rij.nodigt_uit
    if uitkomst not in (keuzes if kiest else {Partijvraag.Uitkomst.ADVIES}):
        raise NietMogelijk({"uitkomst": "Kies of uw organisatie meedoet of weggaat."})


@besluit
def stop(rij: Partijvraag, *, actor: Actor, reden: str) -> Partijvraag:
    """The casusoverleg asks it no longer, or does not let in who wants to take part (PB 4.2, 4.3).

    It can be done while the casus is closed or restricted too: taking access away is always possible.

    Raises:
        Geweigerd: the actor does not keep this casus.
        NietMogelijk: there is nothing left to stop, or it does not say why.
    """
    casus = te_voeren(rij.casus, actor, ook_stil=True)
    vereis_tekst(reden=reden)
    # An invitation ends with the participation.
    rijen = casus.partijvragen.exclude(soort=Partijvraag.Soort.UITNODIGING)
    vers: Partijvraag | None = rijen.filter(pk=rij.pk).first()
    if vers is None or not (vers.open or vers.wil_meedoen):
        raise NietMogelijk("Deze vraag is al afgehandeld.")
    vers.afgehandeld_op, vers.reden = actor.vandaag, reden
    vers.lezen_tot = min(vers.lezen_tot, actor.vandaag)
    vers.save(update_fields=["afgehandeld_op", "reden", "lezen_tot"])
    gebeurd(casus, "partijvraag_gestopt", actor=actor, over=vers)
    return vers
