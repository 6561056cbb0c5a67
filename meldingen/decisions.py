"""Acts on a melding: register, correct, and one of three ends (MC 7.1, WV 5.1, MvT 5.2)."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from convenant.decisions import kernpartijen_van, vereis_model
from convenant.gegevens import fouten_in_signaal
from convenant.models import Partij, SoortPartij
from gedeeld.actor import Actor
from gedeeld.rules import fout_in_waarneming
from gedeeld.velden import leeg_bij_inbrengen
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register import uitsluiten
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.models import Gebeurtenis, Uitwisseling
from register.muur import als
from register.nummers import nieuw_nummer
from weegploeg.inbreng.decisions import neem_in
from weegploeg.models import WeegploegDossier

from . import events, rules
from .bestand import dossiers_voor
from .events import gebeurd
from .models import Doorgifte, Melding, Signaal

NIET_UW_MELDING = "Alleen de partij die de melding ontving, kan dit doen."


@besluit
def registreer(
    *,
    actor: Actor,
    gemeente: Partij,
    naw: Mapping[str, Any],
    ontvangen_op: date,
    herkomst: str,
    signalen: Sequence[Mapping[str, Any]],
    anoniem: bool = False,
    melder_naam: str = "",
    melder_contact: str = "",
    hulptraject: str = "",
    terrorisme: bool = False,
    politie_ingelicht: bool = False,
) -> Melding:
    """Register what somebody told a core party, with at least one signal (MC 7.1; MvT 5.1).

    Args:
        gemeente: the municipality concerned; for a municipality that is itself.
        naw: fields of `gedeeld.personen.PersoonVelden.NAW`, by name.
        ontvangen_op: the day it came in; the six months run from it (MC 13.3).
        herkomst: one of `weegploeg.models.Herkomst`.
        signalen: for each the fields of a `Signaal` by name, without `partij`. For police data on
            art. 18.2 Wpg with the conditions of `convenant.gegevens.WPG_VOORWAARDEN`.

    Raises:
        Geweigerd: the actor is in no weegploeg.
        NietMogelijk: what is given can't be right; by field name.
    """
    require(
        rules.mag_registreren(actor),
        "Alleen leden en de uitvoerder van een weegploeg registreren meldingen.",
    )
    gegevens = {
        **naw,
        "gemeente": gemeente,
        "ontvangen_op": ontvangen_op,
        "herkomst": herkomst,
        "anoniem": anoniem,
        "melder_naam": melder_naam,
        "melder_contact": melder_contact,
        "hulptraject": hulptraject,
        "terrorisme": terrorisme,
        "politie_ingelicht": politie_ingelicht,
    }
    ontvanger_id = actor.partij_in(gemeente.pk)
    _controleer(gegevens, actor)
    _controleer_gemeente(gemeente, partij_id=ontvanger_id, actor=actor)
    if not signalen:
        raise NietMogelijk("Beschrijf ten minste één signaal.")
    melding = _open(gegevens, ontvanger_id, actor)
    for velden in signalen:
        _leg_signaal_vast(Signaal(melding=melding, partij_id=ontvanger_id), velden, actor=actor)
    return melding


def _open(gegevens: Mapping[str, Any], ontvanger_id: UUID, actor: Actor) -> Melding:
    """The new melding of the party that received it, in a municipality with a weegploeg."""
    melding: Melding = Melding.objects.create(
        nummer=nieuw_nummer("M", actor.vandaag.year),
        laatste_verwerking_op=actor.vandaag,
        ontvanger_id=ontvanger_id,
        **gegevens,
    )
    kernpartijen_van(melding.gemeente_id, actor.vandaag)
    gebeurd(melding, "geregistreerd", actor=actor)
    if melding.terrorisme:
        gebeurd(melding, "politie_ingelicht", actor=actor)
    return melding


@besluit
def wijzig(
    melding: Melding, *, actor: Actor, gegevens: Mapping[str, Any], gelezen: int | None = None
) -> Melding:
    """Correct or complete a melding that nobody handled yet (MC 8.3).

    Args:
        gegevens: all of `Melding.NAW` and `Melding.INVULVELDEN`, by name.
        gelezen: version that was shown (`register.events.wijzigingen` of `events.WIJZIGING`).

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already, what is given can't be right (it was not received
            after it was registered: each change would begin the six months of MC 13.3 anew), or
            somebody else changed it just now.
    """
    melding = _om_te_behandelen(melding, actor)
    vereis_ongewijzigd(melding, gelezen, *events.WIJZIGING)
    _controleer(gegevens, actor)
    _controleer_ontvangst(melding, gegevens["ontvangen_op"])
    anders = [veld for veld, waarde in gegevens.items() if getattr(melding, veld) != waarde]
    if not anders:
        return melding
    politie_erbij = "politie_ingelicht" in anders and gegevens["politie_ingelicht"]
    for veld in anders:
        setattr(melding, veld, gegevens[veld])
    if "gemeente" in anders:
        _controleer_gemeente(melding.gemeente, partij_id=melding.ontvanger_id, actor=actor)
    _controleer_signalen(melding)
    _bewaar(melding)
    if {"gemeente", "ontvangen_op"} & set(anders):
        kernpartijen_van(melding.gemeente_id, actor.vandaag)
    gebeurd(melding, "gewijzigd", actor=actor, velden=anders)
    if politie_erbij:
        gebeurd(melding, "politie_ingelicht", actor=actor)
    return melding


@besluit
def voeg_signaal_toe(melding: Melding, *, actor: Actor, signaal: Mapping[str, Any]) -> Signaal:
    """Add a factual behaviour, on a ground of the actor's own party (MC 1 h, 6).

    Args:
        signaal: as in `registreer`.

    Raises:
        Geweigerd: the actor does not handle the melding.
        NietMogelijk: it was handled already, or what is given can't be right.
    """
    melding = _om_te_behandelen(melding, actor)
    nieuw = Signaal(melding=melding, partij_id=melding.ontvanger_id)
    _leg_signaal_vast(nieuw, signaal, actor=actor)
    gebeurd(melding, "signaal_toegevoegd", actor=actor)
    return nieuw


@besluit
def wijzig_signaal(signaal: Signaal, *, actor: Actor, gegevens: Mapping[str, Any]) -> Signaal:
    """Correct a signal (MC 8.3).

    Raises:
        Geweigerd: the actor does not handle the melding.
        NietMogelijk: the melding was handled already, or what is given can't be right.
    """
    melding = _om_te_behandelen(signaal.melding, actor)
    signaal = melding.signalen.select_for_update().get(pk=signaal.pk)
    anders = [v for v, w in gegevens.items() if getattr(signaal, v, w) != w]
    _leg_signaal_vast(signaal, gegevens, actor=actor)
    if anders:
        gebeurd(melding, "signaal_gewijzigd", actor=actor, velden=anders)
    return signaal


@besluit
def breng_in(
    melding: Melding, *, actor: Actor, dossier: WeegploegDossier | None = None
) -> WeegploegDossier:
    """Bring a melding into the weegploeg: its content moves to the weegploeg's file (MC 7.1, 7.2).

    It moves and is not copied. A copy would give one person two truths and two terms, and the data
    would outlive the decision of the weegploeg in the melding. What stays is the number, where it
    went and the events; those tell nothing about the person.

    Args:
        dossier: one of `bestand.dossiers_voor`, to join it; a new file without it.

    Raises:
        Geweigerd: the melding is another party's; a party brings in what it received itself.
        NietMogelijk: it was handled already, or it can't join `dossier`.
    """
    melding = _om_te_behandelen(melding, actor)
    if dossier and not dossiers_voor(melding, actor).filter(pk=dossier.pk).exists():
        raise NietMogelijk("Kies een open dossier over dezelfde persoon in dezelfde gemeente.")
    naar = neem_in(
        actor=actor,
        gemeente=melding.partij,
        naw=melding.naw,
        inbreng=melding.inbreng,
        signalen=[signaal.waarden for signaal in melding.signalen.all()],
        dossier=dossier,
        zaak=melding.zaak,
    )
    _maak_leeg(melding)
    melding.zaak, melding.dossier_nummer = naar.zaak, naar.nummer
    _bewaar(melding)
    melding.move_to(Melding.Stand.INGEBRACHT)
    gebeurd(melding, "ingebracht", actor=actor)
    uitsluiten.deel(naar.zaak)
    return naar


@besluit
def geef_door(
    melding: Melding, *, actor: Actor, aan: str, gegevens: str, noodzaak: str, op: date
) -> Doorgifte:
    """Record that the municipality passed a melding on to a body whose task needs it (WV 5.1).

    Args:
        aan: name of the body.
        gegevens: which data it got.
        noodzaak: why its task needs them.

    Raises:
        Geweigerd: the municipality did not receive this melding, or the actor does not handle it.
        NietMogelijk: it was handled already, the day can't be right, or something is missing.
    """
    melding = _om_te_behandelen(melding, actor)
    require(
        rules.mag_doorgeven(actor, melding),
        "Alleen de gemeente geeft een melding door die zij zelf ontving.",
    )
    if not melding.ontvangen_op <= op <= actor.vandaag:
        raise NietMogelijk(
            {"op": "Kies een dag vanaf de ontvangst van de melding tot en met vandaag."}
        )
    vereis_tekst(aan=aan, gegevens=gegevens, noodzaak=noodzaak)
    doorgifte = Doorgifte.objects.create(
        melding=melding, aan=aan, gegevens=gegevens, noodzaak=noodzaak, op=op
    )
    Uitwisseling.objects.create(
        dossier=melding,
        soort=Uitwisseling.Soort.DOORGIFTE,
        grond="Wetsvoorstel, artikel 5 lid 1",
        op=op,
        stukken=[doorgifte.pk],
    )
    melding.move_to(Melding.Stand.DOORGEGEVEN)
    gebeurd(melding, "doorgegeven", actor=actor)
    return doorgifte


@besluit
def handel_af_zonder_actie(melding: Melding, *, actor: Actor, gesprek: str = "") -> Melding:
    """Close a melding that gives no reason to act (MvT 5.2).

    Args:
        gesprek: what was said to the reporter about it, or why that was not possible; empty when it
            came from own systems, where there is no reporter.

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already, or the talk is not described.
    """
    melding = _om_te_behandelen(melding, actor)
    if melding.heeft_melder and not gesprek.strip():
        raise NietMogelijk({"gesprek": "Schrijf op wat met de melder is besproken."})
    melding.gesprek = gesprek
    melding.move_to(Melding.Stand.GEEN_ACTIE, "gesprek")
    gebeurd(melding, "geen_actie", actor=actor)
    return melding


def _om_te_behandelen(melding: Melding, actor: Actor) -> Melding:
    """The melding, locked, for who handles it and as long as nobody did."""
    vers: Melding = Melding.objects.neem(
        melding, lambda vers: rules.behandelt(actor, vers), NIET_UW_MELDING
    )
    if not vers.is_nieuw:
        raise NietMogelijk(f"Deze melding is al afgehandeld: {vers.get_stand_display().lower()}.")
    return vers


def _bewaar(melding: Melding) -> None:
    """With its row of the register, which users do not write."""
    with als(Actor.systeem("melding")):
        melding.save()


def _controleer(gegevens: Mapping[str, Any], actor: Actor) -> None:
    if fouten := rules.fouten_in_melding(gegevens, actor.vandaag):
        raise NietMogelijk(fouten)


def _controleer_ontvangst(melding: Melding, ontvangen_op: date) -> None:
    """Received before it was registered, or it could be kept for ever (MC 13.3)."""
    geregistreerd = Gebeurtenis.van(melding).filter(soort="meldingen.geregistreerd").first()
    if geregistreerd and ontvangen_op > timezone.localdate(geregistreerd.tijdstip):
        raise NietMogelijk(
            {"ontvangen_op": "Kies een dag tot en met de dag waarop de melding is geregistreerd."}
        )


def _controleer_signalen(melding: Melding) -> None:
    """Another birth date or day of receipt must fit what was seen; who mistyped that corrects it first."""
    for gezien in melding.signalen.values_list("waargenomen_op", flat=True):
        geboren, ontvangen = melding.persoon.geboren_vanaf, melding.ontvangen_op
        if fout_in_waarneming(gezien, geboren=geboren, ontvangen=ontvangen):
            te_vroeg = geboren is not None and gezien is not None and gezien < geboren
            veld = "geboortedatum" if te_vroeg else "ontvangen_op"
            zin = "Een signaal van deze melding past daar niet bij. Controleer ook de dag van het signaal."
            raise NietMogelijk({veld: zin})


def _controleer_gemeente(gemeente: Partij, *, partij_id: UUID, actor: Actor) -> None:
    """A municipality registers for itself; police and OM for one of their covenant (PB 3.2)."""
    eigen = Partij.objects.get(pk=partij_id)
    if eigen.soort == SoortPartij.GEMEENTE:
        past = gemeente == eigen
    else:
        past = (
            gemeente.soort == SoortPartij.GEMEENTE
            and gemeente.convenant_id == eigen.convenant_id
            and gemeente.doet_mee(actor.vandaag)
        )
    if not past:
        raise NietMogelijk({"gemeente": "Kies een gemeente die nu meedoet in uw convenant."})


def _leg_signaal_vast(signaal: Signaal, velden: Mapping[str, Any], *, actor: Actor) -> None:
    if fouten := fouten_in_signaal(
        velden,
        soort_partij=actor.partij_soort,
        vandaag=actor.vandaag,
        had=signaal,
        geboren=signaal.melding.persoon.geboren_vanaf,
        ontvangen_op=signaal.melding.ontvangen_op,
    ):
        raise NietMogelijk(fouten)
    grond = velden.get("grondslag")
    if grond and grond.pk != signaal.grondslag_id:  # what rests on it already stays
        vereis_model(grond, signaal.melding.partij_id, actor.vandaag)
    for veld, waarde in velden.items():
        setattr(signaal, veld, waarde)
    signaal.save()


def _maak_leeg(melding: Melding) -> None:
    """Leave nothing of a person behind: subject, reporter, signals."""
    melding.signalen.all().delete()
    leeg_bij_inbrengen(melding)
