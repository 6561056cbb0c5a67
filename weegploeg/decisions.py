"""Acts of the weegploeg (MC 7, 8; PB 3). People decide; here it is checked and recorded."""

from collections.abc import Callable, Collection, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.overdracht import Overdracht, Partner, WegingOverdracht
from convenant.decisions import kernpartijen_van
from convenant.gegevens import SignaalWaarden, fouten_in_signaal
from convenant.models import Fase, Ontwikkelgebied, Partij
from gedeeld.actor import Actor
from gedeeld.personen import Naw
from gedeeld.rules import geboortedatum_kan
from gedeeld.velden import naar_casus
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit, deel_uitsluitingen
from register.events import vereis_ongewijzigd
from register.models import Gebeurtenis, Uitwisseling, volgend_nummer

from . import rules
from .events import SUBJECT, gebeurd
from .models import (
    Besluit,
    Duidingsvraag,
    Gedeeld,
    GekozenPartner,
    Herkomst,
    Inbreng,
    InbrengWaarden,
    Melderinzage,
    Signaal,
    WeegploegDossier,
    Weging,
)

Stand = WeegploegDossier.Stand


@besluit
def neem_in(
    *,
    actor: Actor,
    gemeente: Partij,
    naw: Naw,
    inbreng: InbrengWaarden,
    signalen: Sequence[SignaalWaarden],
    dossier: WeegploegDossier | None = None,
    zaak: UUID | None = None,
) -> WeegploegDossier:
    """A core party brings a melding in: it opens a file or joins an existing one (MC 7.1, 7.2).

    After "geen casusoverleg" a new signal opens a new file, with a term of its own (MC 13.3).

    Args:
        gemeente: the municipality concerned.
        naw: not used when the file is there already.
        inbreng: who brought it in, with the reporter behind it.
        dossier: an existing file on this person.
        zaak: the case of the melding: a new file is in it as well. A case of its own without it.

    Raises:
        Geweigerd: the actor is not in this weegploeg, or brings in what another party received and
            is not its secretary (MC 8.1).
        NietMogelijk: there is no signal, a signal lacks what the law asks, or the file is past
            weighing.
    """
    kern = kernpartijen_van(gemeente.pk, actor.vandaag)
    require(
        rules.mag_wegen(actor) and actor.partij_id in {partij.pk for partij in kern},
        "Alleen een kernpartij van deze weegploeg brengt een melding in.",
    )
    require(
        inbreng["partij_id"] == actor.partij_id
        or (rules.mag_besluiten(actor) and inbreng["partij_id"] in {partij.pk for partij in kern}),
        "Een kernpartij brengt alleen in wat zij zelf heeft ontvangen.",
    )
    if dossier is None:
        dossier = _open(actor, gemeente, naw, zaak)
    else:
        dossier = _bestaand(actor, gemeente, dossier)
    _leg_inbreng_vast(dossier, actor, inbreng, signalen)
    return dossier


def _open(actor: Actor, gemeente: Partij, naw: Naw, zaak: UUID | None) -> WeegploegDossier:
    dossier: WeegploegDossier = WeegploegDossier.objects.create(
        nummer=volgend_nummer("W", actor.vandaag.year),
        partij=gemeente,
        zaak=zaak or uuid4(),
        geopend_op=actor.vandaag,
        laatste_verwerking_op=actor.vandaag,
        **naw,
    )
    gebeurd(dossier, "geopend", actor=actor)
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


def _leg_inbreng_vast(
    dossier: WeegploegDossier,
    actor: Actor,
    inbreng: InbrengWaarden,
    signalen: Sequence[SignaalWaarden],
) -> Inbreng:
    if not signalen:
        raise NietMogelijk("Beschrijf eerst minstens één signaal.")
    rij = Inbreng.objects.create(dossier=dossier, ingebracht_op=actor.vandaag, **inbreng)
    for velden in signalen:
        signaal = Signaal(dossier=dossier, inbreng=rij, **velden)
        fouten = fouten_in_signaal(
            {**signaal.waarden, "grondslag": signaal.grondslag},
            soort_partij=signaal.partij.soort,
            vandaag=actor.vandaag,
        )
        if fouten:
            raise NietMogelijk(fouten)
        if dossier.stand == Stand.GEAGENDEERD and signaal.grondslag.alleen_kernpartijen:
            signaal.gedeeld = Gedeeld.NEE  # the law keeps it here: nothing to decide
        signaal.save()
    return rij


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
    inbreng = InbrengWaarden(
        partij_id=actor.partij_id, ontvangen_op=actor.vandaag, herkomst=Herkomst.EIGEN
    )
    _leg_inbreng_vast(dossier, actor, inbreng, [{**velden, "partij_id": actor.partij_id}])
    gebeurd(dossier, "signaal_toegevoegd", actor=actor)
    return dossier


@besluit
def wijzig_subject(
    dossier: WeegploegDossier, *, actor: Actor, naw: Naw, gelezen: int | None = None
) -> WeegploegDossier:
    """Correct or complete who the subject is (MC 8.3). A casus has its own copy (MC 8.5).

    Args:
        naw: fields of `PersoonVelden.NAW` by name.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.SUBJECT`).

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: no name is left, nobody alive has this birth date, or somebody else changed it
            just now.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    vereis_ongewijzigd(dossier, gelezen, *SUBJECT)
    nieuw = {**dossier.naw, **naw}
    if not f"{nieuw['voornamen']}{nieuw['achternaam']}".strip():
        raise NietMogelijk({"achternaam": "Vul een voornaam of een achternaam in."})
    geboren = naw.get("geboortedatum")
    if geboren and not geboortedatum_kan(geboren, actor.vandaag):
        raise NietMogelijk({"geboortedatum": "Controleer de geboortedatum: deze kan niet kloppen."})
    anders = dossier.neem_over(naw)
    if anders:
        dossier.save(update_fields=anders)
        gebeurd(dossier, "subject_gewijzigd", actor=actor, velden=anders)
    return dossier


@besluit
def weeg(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    wegingen: Collection[tuple[Ontwikkelgebied, Fase | None, str]],
    duiding: str,
    gelezen: int | None = None,
) -> WeegploegDossier:
    """Record how the weegploeg weighs the signals by the referentiekader (MC 7.3, 8.2 d).

    Saving what stands there already is no processing. What people wrote is kept as they wrote it; nothing is added up (WEE-geval-tot-geval).

    Args:
        wegingen: for each field its phase, or None when it can't be judged, and the explanation.
        duiding: the joint reading of the signals.
        gelezen: how often it had been weighed when the actor began, for who saw an older board.

    Raises:
        Geweigerd: the actor is not in this weegploeg.
        NietMogelijk: the file is past weighing, or somebody else weighed in the meantime.
    """
    dossier = neem(dossier, actor, rules.mag_wegen)
    _vereis_open(dossier)
    if gelezen is not None and gelezen != aantal_wegingen(dossier):
        raise NietMogelijk(
            "Iemand anders heeft intussen ook gewogen. Open het dossier in een ander venster en"
            " vergelijk. Slaat u nu opnieuw op, dan geldt uw weging."
        )
    staat = {w.ontwikkelgebied_id: (w.in_fase_id, w.toelichting) for w in dossier.wegingen.all()}
    anders = [
        (gebied, fase, toelichting)
        for gebied, fase, toelichting in wegingen
        if staat.get(gebied.pk) != (fase and fase.pk, toelichting)
    ]
    if not anders and dossier.duiding == duiding:
        return dossier
    for gebied, fase, toelichting in anders:
        Weging.objects.update_or_create(
            dossier=dossier,
            ontwikkelgebied=gebied,
            defaults={"in_fase": fase, "toelichting": toelichting},
        )
    dossier.duiding = duiding
    dossier.save(update_fields=["duiding"])
    gebeurd(dossier, "gewogen", actor=actor, velden=["wegingen", "duiding"])
    return dossier


def aantal_wegingen(dossier: WeegploegDossier) -> int:
    """How often the signals were weighed."""
    return Gebeurtenis.van(dossier).filter(soort="weegploeg.gewogen").count()


# Decision 1 and 2 ------------------------------------------------------------------------------
@besluit
def agendeer(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    partijen: Collection[Partij],
    partners: Sequence[Partner],
    signalen: Collection[Signaal],
    wegingen: Collection[Weging],
    duiding: str,
    bijzonderheid: str = "",
) -> WeegploegDossier:
    """Put the subject on the agenda of a casusoverleg: a copy opens the casus (MC 7.4 sub 1, 8.5).

    Args:
        partijen: the core parties that agreed; all three must.
        partners: decision 2, each with its role in the plan (PB 3.4).
        signalen, wegingen: what goes along; police data of art. 9 and 10 Wpg never do.
        duiding: the reading of the signals as the casusoverleg may see it.
        bijzonderheid: one of `casusoverleg.dossier.models.Bijzonderheid` (MC 1 j, k).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, nothing was weighed, a signal stays behind by law, or a
            partner can't take part.
    """
    dossier = _om_te_besluiten(dossier, actor, partijen, Stand.IN_WEGING)
    _vereis_gewogen(dossier)
    gekozen = _te_delen(dossier, signalen)
    genomen = _leg_besluit_vast(dossier, actor, Besluit.Uitkomst.CASUSOVERLEG, argumenten, partijen)
    for partner in partners:
        GekozenPartner.objects.create(
            dossier=dossier, besluit=genomen, partij=partner.partij, reden=partner.reden
        )
    gewogen = list(dossier.wegingen.filter(pk__in=[weging.pk for weging in wegingen]))
    overdracht = Overdracht(
        zaak=dossier.zaak,
        weegploeg_nummer=dossier.nummer,
        gemeente=dossier.gemeente,
        naw=naar_casus(dossier),
        bijzonderheid=bijzonderheid,
        duiding=duiding,
        signalen=[naar_casus(signaal) for signaal in gekozen],
        wegingen=[WegingOverdracht(**naar_casus(w)) for w in gewogen],
    )
    casus = casusoverleg.open_casus(overdracht, partners=partners, actor=actor)
    _leg_kopie_vast(dossier, actor, [*gekozen, *gewogen], ("naam_adres", "signalen", "weging"))
    dossier.signalen.update(gedeeld=Gedeeld.NEE)
    dossier.signalen.filter(pk__in=[signaal.pk for signaal in gekozen]).update(gedeeld=Gedeeld.JA)
    dossier.besloten_op = actor.vandaag
    dossier.casus_nummer = casus.nummer
    dossier.move_to(Stand.GEAGENDEERD, "besloten_op", "casus_nummer")
    gebeurd(dossier, "geagendeerd", actor=actor)
    deel_uitsluitingen(dossier.zaak)
    return dossier


@besluit
def bepaal_delen(signaal: Signaal, *, actor: Actor, delen: bool) -> Signaal:
    """A signal that came in while the casus runs: hand a copy over, or note that it is not needed.

    Args:
        delen: True for a copy to the casusoverleg (MC 8.5).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: no casus runs, it was decided already, or the law keeps it with the core
            parties.
    """
    dossier = neem(signaal.dossier, actor, rules.mag_besluiten)
    casus = Casus.objects.filter(zaak=dossier.zaak).first()
    if dossier.stand != Stand.GEAGENDEERD or casus is None or not casus.loopt:
        raise NietMogelijk("Er loopt geen casus meer voor dit dossier.")
    signaal = dossier.signalen.select_for_update().get(pk=signaal.pk)
    if signaal.gedeeld:
        raise NietMogelijk("Over dit signaal is al besloten.")
    if delen:
        [gekozen] = _te_delen(dossier, [signaal])
        casusoverleg.neem_signaal_over(dossier.zaak, actor=actor, kopie=naar_casus(gekozen))
        _leg_kopie_vast(dossier, actor, [gekozen], ("signalen",))
    signaal.gedeeld = Gedeeld.JA if delen else Gedeeld.NEE
    signaal.save(update_fields=["gedeeld"])
    gebeurd(dossier, "signaal_gedeeld" if delen else "signaal_niet_gedeeld", actor=actor)
    return signaal


def _leg_kopie_vast(
    dossier: WeegploegDossier,
    actor: Actor,
    rijen: Sequence[Signaal | Weging],
    gegevens: Sequence[str],
) -> None:
    """Which rows went to the casusoverleg, so that who asks can be told (MC 8.5, 12.3)."""
    Uitwisseling.objects.create(
        dossier=dossier,
        soort=Uitwisseling.Soort.KOPIE,
        aan=dossier.gemeente,
        gegevens=list(gegevens),
        grond="Convenant, artikel 8 lid 5",
        op=actor.vandaag,
        stukken=[rij.pk for rij in rijen],
    )


def _te_delen(dossier: WeegploegDossier, signalen: Collection[Signaal]) -> list[Signaal]:
    """The chosen signals of this file, none of which the law keeps with the core parties."""
    ids = [signaal.pk for signaal in signalen]
    gekozen = list(dossier.signalen.filter(pk__in=ids).select_related("grondslag"))
    if any(signaal.grondslag.alleen_kernpartijen for signaal in gekozen):  # MC 6 b, WPG 1
        raise NietMogelijk(
            {
                "signalen": "Politiegegevens van artikel 9 of 10 Wpg gaan niet mee naar het casusoverleg."
            }
        )
    return gekozen


@besluit
def agendeer_niet(
    dossier: WeegploegDossier, *, actor: Actor, argumenten: str, partijen: Collection[Partij]
) -> WeegploegDossier:
    """Log that there will be no casusoverleg; the six months begin (MC 7.4 sub 2, 13.3; PB 3.4 ad 2).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three core parties agreed, or nothing was weighed.
    """
    dossier = _om_te_besluiten(dossier, actor, partijen, Stand.IN_WEGING)
    _vereis_gewogen(dossier)
    _leg_besluit_vast(dossier, actor, Besluit.Uitkomst.GEEN_CASUSOVERLEG, argumenten, partijen)
    dossier.besloten_op = actor.vandaag
    dossier.move_to(Stand.NIET_GEAGENDEERD, "besloten_op")
    gebeurd(dossier, "niet_geagendeerd", actor=actor)
    return dossier


@besluit
def vraag_duiding(
    dossier: WeegploegDossier,
    *,
    actor: Actor,
    argumenten: str,
    partijen: Collection[Partij],
    vragen: Sequence[tuple[str, str]],
) -> WeegploegDossier:
    """Log that the weegploeg needs more before it can decide (PB 3.4 ad 3).

    Args:
        vragen: for each partner its name and the one question it is asked.

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, nothing is asked, or a question misses its text or the
            partner it is for.
    """
    dossier = _om_te_besluiten(dossier, actor, partijen, Stand.IN_WEGING)
    if not vragen:
        raise NietMogelijk("Stel minstens één vraag aan een partner.")
    for nummer, (partner, vraag) in enumerate(vragen, 1):
        vereis_tekst(**{f"partner_{nummer}": partner, f"vraag_{nummer}": vraag})
    _leg_besluit_vast(dossier, actor, Besluit.Uitkomst.NADERE_DUIDING, argumenten, partijen)
    for partner, vraag in vragen:
        Duidingsvraag.objects.create(
            dossier=dossier, partner=partner, vraag=vraag, gesteld_op=actor.vandaag
        )
    dossier.move_to(Stand.NADERE_DUIDING)
    gebeurd(dossier, "duiding_gevraagd", actor=actor)
    return dossier


@besluit
def beantwoord_vraag(vraag: Duidingsvraag, *, actor: Actor, antwoord: str) -> Duidingsvraag:
    """Record what a partner answered (PB 3.4 ad 3).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the file does not wait for answers, or the answer is empty.
    """
    dossier = neem(vraag.dossier, actor, rules.mag_besluiten)
    if dossier.stand != Stand.NADERE_DUIDING:
        raise NietMogelijk("De weegploeg wacht niet meer op antwoord.")
    vereis_tekst(antwoord=antwoord)
    vraag = dossier.duidingsvragen.get(pk=vraag.pk)
    vraag.antwoord, vraag.beantwoord_op = antwoord, actor.vandaag
    vraag.save(update_fields=["antwoord", "beantwoord_op"])
    gebeurd(dossier, "duiding_ontvangen", actor=actor, velden=["antwoord"])
    return vraag


@besluit
def zet_terug_op_agenda(dossier: WeegploegDossier, *, actor: Actor) -> WeegploegDossier:
    """Put the file before the weegploeg again, with what the partners said (PB 3.4 ad 3).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: the file did not wait for answers.
    """
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if dossier.stand != Stand.NADERE_DUIDING:
        raise NietMogelijk("Dit dossier staat al op de agenda van de weegploeg.")
    dossier.move_to(Stand.IN_WEGING)
    gebeurd(dossier, "terug_op_agenda", actor=actor)
    return dossier


@besluit
def koppel_terug(inbreng: Inbreng, *, actor: Actor) -> Inbreng:
    """The party that brought it in told the reporter the outcome (PB 3.4 ad 2).

    Raises:
        Geweigerd: another party brought it in.
        NietMogelijk: there is no decision or no reporter to tell, or it was done.
    """
    dossier = neem(inbreng.dossier, actor, rules.mag_wegen)
    require(
        actor.partij_id == inbreng.partij_id,
        "De partij die de melding inbracht, koppelt terug aan de melder.",
    )
    inbreng = dossier.inbrengen.get(pk=inbreng.pk)
    if dossier.stand != Stand.NIET_GEAGENDEERD or not inbreng.melder_bekend:
        raise NietMogelijk("Er is nu niets terug te koppelen.")
    if inbreng.teruggekoppeld_op:
        raise NietMogelijk("Deze terugkoppeling is al vastgelegd.")
    inbreng.teruggekoppeld_op = actor.vandaag
    inbreng.save(update_fields=["teruggekoppeld_op"])
    gebeurd(dossier, "teruggekoppeld", actor=actor)
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


# The end of the approach -----------------------------------------------------------------------
@besluit
def besluit_afsluiten(
    dossier: WeegploegDossier, *, actor: Actor, argumenten: str, partijen: Collection[Partij]
) -> WeegploegDossier:
    """Log that the core parties close the plan, in both files (MC 8.2 f, 9.4, 10.2 h).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, or the casusoverleg gave no advice to close.
    """
    dossier = _besluit_over_advies(
        dossier,
        actor,
        argumenten,
        partijen,
        Besluit.Uitkomst.PLAN_AFSLUITEN,
        casusoverleg.sluit_af,
    )
    dossier.move_to(Stand.PLAN_AFGESLOTEN)
    gebeurd(dossier, "plan_afgesloten", actor=actor)
    return dossier


@besluit
def besluit_voortzetten(
    dossier: WeegploegDossier, *, actor: Actor, argumenten: str, partijen: Collection[Partij]
) -> WeegploegDossier:
    """Log that the core parties want the approach to go on, against the advice (PB 4.4).

    Raises:
        Geweigerd: the actor is not the secretary of this weegploeg.
        NietMogelijk: not all three agreed, or the casusoverleg gave no advice to close.
    """
    dossier = _besluit_over_advies(
        dossier,
        actor,
        argumenten,
        partijen,
        Besluit.Uitkomst.PLAN_VOORTZETTEN,
        casusoverleg.zet_voort,
    )
    gebeurd(dossier, "plan_voortgezet", actor=actor)
    return dossier


def _besluit_over_advies(
    dossier: WeegploegDossier,
    actor: Actor,
    argumenten: str,
    partijen: Collection[Partij],
    uitkomst: Besluit.Uitkomst,
    in_de_casus: Callable[..., Casus],
) -> Any:
    """The core parties' answer on the advice to close, here and in the casus; the file, locked."""
    dossier = _om_te_besluiten(dossier, actor, partijen, Stand.GEAGENDEERD)
    _leg_besluit_vast(dossier, actor, uitkomst, argumenten, partijen)
    in_de_casus(dossier.zaak, actor=actor, besluit=argumenten)
    return dossier


# Lock and permit -------------------------------------------------------------------------------
def neem(
    dossier: WeegploegDossier, actor: Actor, mag: Callable[[Actor], bool]
) -> Any:  # a WeegploegDossier; querysets of files are typed Any
    """Lock the file and permit the actor.

    Args:
        mag: the rule that permits, one of `rules`.

    Raises:
        Geweigerd: the rule refuses, or the file is not for this actor.
        NietMogelijk: the file is gone, or takes no changes.
    """
    return WeegploegDossier.objects.neem(
        dossier,
        lambda vers: mag(actor) and WeegploegDossier.objects.ziet(actor, vers),
        "De uitvoerder van de weegploeg legt dit vast."
        if mag is rules.mag_besluiten
        else "Dit doet een lid van deze weegploeg.",
    )


def _om_te_besluiten(
    dossier: WeegploegDossier, actor: Actor, partijen: Collection[Partij], stand: str
) -> Any:
    """Lock the file and permit a decision of the weegploeg, in the state where it can be taken."""
    dossier = neem(dossier, actor, rules.mag_besluiten)
    if dossier.stand != stand:
        raise NietMogelijk("Dit besluit past niet bij de stand van dit dossier.")
    vereis_kernpartijen(dossier, partijen, actor.vandaag)
    return dossier


def vereis_kernpartijen(dossier: WeegploegDossier, partijen: Collection[Partij], dag: date) -> None:
    """The weegploeg decides, never its secretary: all three core parties, today (PB 3.3).

    Raises:
        NietMogelijk: it is not these three.
    """
    genoemd = {partij.pk for partij in partijen}
    kern = kernpartijen_van(dossier.gemeente_id, dag)
    if genoemd != {partij.pk for partij in kern}:
        namen = ", ".join(partij.naam for partij in kern)
        raise NietMogelijk(
            {"partijen": f"Alle drie de kernpartijen moeten het eens zijn: {namen}."}
        )


def _vereis_gewogen(dossier: WeegploegDossier) -> None:
    """Both outcomes of MC 7.4 come after the analysis by the referentiekader."""
    if not dossier.wegingen.exists():
        raise NietMogelijk("Weeg eerst de signalen met het referentiekader (artikel 7 lid 3).")


def _vereis_open(dossier: WeegploegDossier) -> None:
    if not dossier.is_open:
        raise NietMogelijk("De weegploeg heeft al besloten. De weging verandert niet meer.")


def _leg_besluit_vast(
    dossier: WeegploegDossier,
    actor: Actor,
    uitkomst: Besluit.Uitkomst,
    argumenten: str,
    partijen: Collection[Partij],
) -> Besluit:
    if not argumenten.strip():
        raise NietMogelijk({"argumenten": "Schrijf op waarom de weegploeg dit besluit."})
    rij = Besluit.objects.create(
        dossier=dossier, uitkomst=uitkomst, argumenten=argumenten, genomen_op=actor.vandaag
    )
    rij.partijen.set(partijen)
    return rij
