"""Bringing in, and what follows for who reported it (MC 7.1, 7.2, 8.3; PB 3.4)."""

from collections.abc import Sequence
from uuid import UUID, uuid4

from convenant.decisions import kernpartijen_van, vereis_model
from convenant.gegevens import SignaalWaarden, fouten_in_signaal
from convenant.models import Partij
from gedeeld.actor import Actor
from gedeeld.personen import Naw, fouten_in_persoon
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.nummers import nieuw_nummer

from .. import rules
from ..bezwaar import vereis_geen_bezwaar
from ..events import SUBJECT, gebeurd
from ..models import (
    Achterhouding,
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
        dossier = _open(actor, gemeente, naw, zaak)
    else:
        dossier = _bestaand(actor, gemeente, dossier)
    _leg_inbreng_vast(dossier, actor, inbreng, signalen, verhuist=True)
    return dossier


def _open(actor: Actor, gemeente: Partij, naw: Naw, zaak: UUID | None) -> WeegploegDossier:
    dossier: WeegploegDossier = WeegploegDossier.objects.create(
        nummer=nieuw_nummer("W", actor.vandaag.year),
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
    *,
    verhuist: bool,
) -> Inbreng:
    """What a party brings in; `verhuist` when it was recorded before, so that it rests on its grounds already."""
    if not signalen:
        raise NietMogelijk("Beschrijf eerst minstens één signaal.")
    rij = Inbreng.objects.create(dossier=dossier, ingebracht_op=actor.vandaag, **inbreng)
    dossier.gewogen_door.clear()  # there is something that nobody weighed
    for velden in signalen:
        signaal = Signaal(dossier=dossier, inbreng=rij, **velden)
        fouten = fouten_in_signaal(
            signaal.waarden
            | {"grondslag": signaal.grondslag, "grondslag_om": signaal.grondslag_om},
            soort_partij=signaal.partij.soort,
            vandaag=actor.vandaag,
            had=signaal if verhuist else None,
            geboren=None if verhuist else dossier.persoon.geboren_vanaf,
            ontvangen_op=rij.ontvangen_op,
        )
        if fouten:
            raise NietMogelijk(fouten)
        if not verhuist:
            vereis_model(signaal.grondslag, dossier.gemeente_id, actor.vandaag)
        if dossier.stand == Stand.GEAGENDEERD and signaal.blijft_achter:
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
    eigen = actor.partij_in(dossier.partij_id)
    inbreng = InbrengWaarden(partij_id=eigen, ontvangen_op=actor.vandaag, herkomst=Herkomst.EIGEN)
    _leg_inbreng_vast(dossier, actor, inbreng, [{**velden, "partij_id": eigen}], verhuist=False)
    gebeurd(dossier, "signaal_toegevoegd", actor=actor)
    return dossier


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
    if fouten := fouten_in_persoon(nieuw, actor.vandaag):
        raise NietMogelijk(fouten)
    anders = dossier.neem_over(naw)
    if anders:
        dossier.save(update_fields=anders)
        gebeurd(dossier, "subject_gewijzigd", actor=actor, velden=anders)
    return dossier


@besluit
def koppel_terug(inbreng: Inbreng, *, actor: Actor) -> Inbreng:
    """The party that brought it in told the reporter the outcome (PB 3.4 ad 2).

    Raises:
        Geweigerd: another party brought it in.
        NietMogelijk: there is no decision or no reporter to tell, it was done, or a core party objects.
    """
    dossier = neem(inbreng.dossier, actor, rules.mag_wegen)
    require(
        inbreng.partij_id in actor.partijen,
        "De partij die de melding inbracht, koppelt terug aan de melder.",
    )
    inbreng = dossier.inbrengen.get(pk=inbreng.pk)
    if dossier.stand != Stand.NIET_GEAGENDEERD or not inbreng.melder_bekend:
        raise NietMogelijk("Er is nu niets terug te koppelen.")
    if inbreng.teruggekoppeld_op:
        raise NietMogelijk("Deze terugkoppeling is al vastgelegd.")
    vereis_geen_bezwaar(dossier, "het besluit terugkoppelen aan de melder")
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
