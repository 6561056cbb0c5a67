"""Acts on a melding: register, correct, pass on, and one of its ends (MC 7.1, WV 5.1, MvT 5.2)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from convenant.decisions import kernpartijen_van
from convenant.doorgeven import vereis_door_te_geven
from convenant.gegevens import fouten_in_signaal
from convenant.models import Grondslag, Partij, SoortPartij
from convenant.politie import vereis_voorwaarden
from gedeeld.actor import Actor
from gedeeld.rules import fout_in_waarneming
from gedeeld.velden import leeg_bij_inbrengen
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from register import slot, uitsluiten
from register.afleiden import besluit
from register.events import vereis_ongewijzigd
from register.models import Gebeurtenis, Kennisgeving, Uitwisseling
from register.muur import als
from register.nummers import nieuw_nummer
from register.uitwisseling.melden import geef_kennis, geef_kennis_van_persoon
from register.uitwisseling.vastleggen import leg_uitwisseling_vast
from register.vergelijken.decisions import verhuis
from register.vergelijken.facts import gekozen
from register.vergelijken.models import Keuze
from weegploeg.inbreng.decisions import neem_in
from weegploeg.models import WeegploegDossier

from . import events, rules
from .bestand import dossiers_voor, eerdere_voor, originelen_voor
from .events import gebeurd
from .models import Doorgifte, Melding, Signaal

NIET_DOORGEGEVEN = "Deze melding is nog niet doorgegeven."
WEL_DOORGEGEVEN = "Deze melding is doorgegeven. Handel haar af als: alleen doorgegeven."
NIET_OVER_TERRORISME = "Bij deze melding hoeft u de politie niet in te lichten."
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
    wil_onbekend: bool = False,
    hulptraject: str = "",
    terrorisme: bool = False,
) -> Melding:
    """Register what somebody told a core party, with at least one signal (MC 7.1; MvT 5.1).

    Args:
        gemeente: the municipality concerned; for a municipality that is itself.
        naw: fields of `gedeeld.personen.PersoonVelden.NAW`, by name.
        ontvangen_op: the day it came in; the six months run from it (MC 13.3).
        herkomst: one of `weegploeg.models.Herkomst`.
        wil_onbekend: the reporter told who he is, and wishes not to be named.
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
        "wil_onbekend": wil_onbekend,
        "hulptraject": hulptraject,
        "terrorisme": terrorisme,
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
        _vergeet_politie(melding)
        _bewaar(melding)
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
    for veld in anders:
        setattr(melding, veld, gegevens[veld])
    if "gemeente" in anders:
        _controleer_gemeente(melding.gemeente, partij_id=melding.ontvanger_id, actor=actor)
        for signaal in melding.signalen.select_related("grondslag", "grondslag_om"):
            gronden = {"grondslag": signaal.grondslag, "grondslag_om": signaal.grondslag_om}
            waarden = signaal.waarden | gronden  # given to another college than before
            vereis_voorwaarden(waarden, melding.gemeente, actor.vandaag)
    if "terrorisme" in anders:
        _vergeet_politie(melding)
    _controleer_signalen(melding)
    _controleer_wat_gebeurde(melding)
    _bewaar(melding)
    if {"gemeente", "ontvangen_op"} & set(anders):
        kernpartijen_van(melding.gemeente_id, actor.vandaag)
    gebeurd(melding, "gewijzigd", actor=actor, velden=anders)
    geef_kennis_van_persoon(melding, anders, actor=actor)
    return melding


@besluit
def leg_politie_vast(
    melding: Melding,
    *,
    actor: Actor,
    ingelicht_op: date,
    ingelicht_door: str,
    functie: str = "",
    verwezen_op: date | None = None,
    onbereikbaar: bool = False,
) -> Melding:
    """Record that the police heard of a melding about terrorism, and the reporter of the police (MvT 5.1).

    Args:
        ingelicht_door: who of the actor's party told the police.
        functie: of whom he told, not a name; may be empty.
        verwezen_op: None as long as the reporter was not referred, or where there is none.
        onbereikbaar: an anonymous reporter could not be reached.

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already, it is not about terrorism or the police received it, or
            what is given can't be right.
    """
    melding = _om_te_behandelen(melding, actor)
    if not melding.terrorisme or melding.bij_politie:
        raise NietMogelijk(NIET_OVER_TERRORISME)
    vereis_tekst(politie_ingelicht_door=ingelicht_door)
    if fouten := rules.fouten_in_politie(
        ontvangen_op=melding.ontvangen_op,
        vandaag=actor.vandaag,
        ingelicht_op=ingelicht_op,
        verwezen_op=verwezen_op,
        onbereikbaar=onbereikbaar,
        anoniem=melding.anoniem,
        heeft_melder=melding.heeft_melder,
    ):
        raise NietMogelijk(fouten)
    eerst = melding.politie_ingelicht_op is None
    verwijst = verwezen_op is not None and melding.melder_verwezen_op is None
    mist = onbereikbaar and not melding.melder_onbereikbaar
    melding.politie_ingelicht, melding.politie_ingelicht_op = True, ingelicht_op
    melding.politie_ingelicht_door, melding.politie_functie = ingelicht_door, functie
    melding.melder_verwezen_op, melding.melder_onbereikbaar = verwezen_op, onbereikbaar
    _bewaar(melding)
    for soort, nu in (
        ("politie_ingelicht", eerst),
        ("melder_verwezen", verwijst),
        ("melder_onbereikbaar", mist),
    ):
        if nu:
            gebeurd(melding, soort, actor=actor)
    if not (eerst or verwijst or mist):
        gebeurd(melding, "gewijzigd", actor=actor, velden=["politie_ingelicht_op"])
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
        geef_kennis(melding, Kennisgeving.Wat.VERBETERD, actor=actor, stukken=[signaal.pk])
    return signaal


@besluit
def breng_in(
    melding: Melding, *, actor: Actor, dossier: WeegploegDossier | None = None
) -> WeegploegDossier:
    """Bring a melding into the weegploeg: its content moves to the weegploeg's file (MC 7.1, 7.2).

    So does what was passed on of it before (MvT 5.2): there it is told to the subject, and whoever
    corrects a signal sees who got it.

    It moves and is not copied. A copy would give one person two truths and two terms, and the data
    would outlive the decision of the weegploeg in the melding. What stays is the number, where it
    went and the events; those tell nothing about the person.

    Args:
        dossier: one of `bestand.dossiers_voor`, to join it; a new file without it.

    Raises:
        Geweigerd: the melding is another party's; a party brings in what it received itself.
        NietMogelijk: it was handled already, or it can't join `dossier`.
    """
    melding = _om_af_te_handelen(melding, actor)
    signalen = list(melding.signalen.all())
    if dossier and not dossiers_voor(melding, actor).filter(pk=dossier.pk).exists():
        raise NietMogelijk("Kies een open dossier over dezelfde persoon in dezelfde gemeente.")
    naar = neem_in(
        actor=actor,
        gemeente=melding.partij,
        naw=melding.naw,
        inbreng=melding.inbreng,
        signalen=[signaal.waarden for signaal in signalen],
        doorgiften=[
            (rij.waarden, [n for n, s in enumerate(signalen) if s.pk in rij.signalen])
            for rij in melding.doorgiften.all()
        ],
        dossier=dossier,
        zaak=melding.zaak,
    )
    _maak_leeg(melding)
    verhuis(melding, naar)
    melding.zaak, melding.dossier_nummer = naar.zaak, naar.nummer
    _bewaar(melding)
    melding.move_to(Melding.Stand.INGEBRACHT)
    gebeurd(melding, "ingebracht", actor=actor)
    uitsluiten.deel(naar.zaak)
    return naar


@besluit
def breng_samen_in(melding: Melding, ander: Melding, *, actor: Actor) -> WeegploegDossier:
    """Bring two meldingen on one person into one new file (MC 7.1, MvT 5.2).

    Raises:
        Geweigerd: as for `breng_in`, of either.
        NietMogelijk: one was handled already, or nobody said that it is the same person.
    """
    for rij in sorted((melding, ander), key=lambda rij: str(rij.zaak)):
        _om_te_behandelen(rij, actor)
    keuze = gekozen(melding).get(ander.pk)
    if keuze is None or keuze.keuze != Keuze.DEZELFDE or melding.partij_id != ander.partij_id:
        raise NietMogelijk("Leg eerst vast dat deze meldingen over dezelfde persoon gaan.")
    naar = breng_in(melding, actor=actor)
    return breng_in(ander, actor=actor, dossier=naar)


@besluit
def geef_door(
    melding: Melding,
    *,
    actor: Actor,
    aan: str,
    taak: str,
    gegevens: str,
    noodzaak: str,
    op: date,
    grondslag: Grondslag,
    signalen: Collection[UUID] = (),
    eerdere: Collection[Melding] = (),
    ander_doel: str = "",
    vooraf_op: date | None = None,
) -> Doorgifte:
    """Record that the municipality passed a melding on to a body whose task needs it (WV 5.1).

    It ends nothing: it can go to more bodies, and it can be brought in as well (MvT 5.2). One body at a
    time, because each may get other data.

    Args:
        aan: name of the body, outside the municipality or in it.
        taak: which task of that body needs it.
        gegevens: which data it got.
        noodzaak: why its task needs them.
        grondslag: the legal ground; in force on the day `op`.
        signalen: keys of the signals of this melding that went along.
        eerdere: some of `bestand.eerdere_voor`, that went along as a whole; at each it stands too.
        ander_doel, vooraf_op: for which other purpose that body uses it, and since when the person
            knows that (AVG 14.4).

    Raises:
        Geweigerd: the municipality did not receive this melding, or the actor does not handle it.
        NietMogelijk: it was handled already, the day can't be right, the ground was not in force, what
            goes along can't, or something is missing.
    """
    # In one order, so that two who take along each other's never wait crosswise.
    for zaak in sorted({melding.zaak, *(eerder.zaak for eerder in eerdere)}):
        slot.neem(zaak)
    melding = _om_te_behandelen(melding, actor)
    require(
        rules.mag_doorgeven(actor, melding),
        "Alleen de gemeente geeft een melding door die zij zelf ontving.",
    )
    mee = vereis_door_te_geven(
        op=op,
        grondslag=grondslag,
        signalen=signalen,
        kunnen_mee=melding.door_te_geven(op),
        ontvangen_op=melding.ontvangen_op,
        vandaag=actor.vandaag,
        aan=aan,
        taak=taak,
        ander_doel=ander_doel,
        vooraf_op=vooraf_op,
        gegevens=gegevens,
        noodzaak=noodzaak,
    )
    kan_mee = {rij.pk for rij in eerdere_voor(melding, actor)}
    if not kan_mee.issuperset(eerder.pk for eerder in eerdere):
        raise NietMogelijk({"eerdere": "Een gekozen melding kan niet mee."})
    if any(eerder.ontvangen_op > op for eerder in eerdere):
        raise NietMogelijk({"op": "Een melding die mee gaat, was er op deze dag nog niet."})
    vast: dict[str, Any] = {"aan": aan, "taak": taak, "noodzaak": noodzaak, "op": op}
    vast |= {"ander_doel": ander_doel, "vooraf_op": vooraf_op}
    for eerder in eerdere:
        _leg_doorgifte_vast(
            eerder,
            actor,
            grondslag,
            **vast,
            gegevens="De hele melding",
            signalen=[signaal.pk for signaal in eerder.door_te_geven(op)],
            samen_met=[melding.nummer],
        )
    nummers = [eerder.nummer for eerder in eerdere]
    return _leg_doorgifte_vast(
        melding, actor, grondslag, **vast, gegevens=gegevens, signalen=mee, samen_met=nummers
    )


def _leg_doorgifte_vast(
    melding: Melding, actor: Actor, grondslag: Grondslag, **velden: Any
) -> Doorgifte:
    doorgifte = Doorgifte.objects.create(melding=melding, grondslag=grondslag, **velden)
    leg_uitwisseling_vast(
        melding,
        Uitwisseling.Soort.DOORGIFTE,
        actor=actor,
        grond=str(grondslag),
        naar=doorgifte.aan,
        stukken=[doorgifte, *doorgifte.signalen],
        op=doorgifte.op,
    )
    gebeurd(melding, "doorgegeven", actor=actor)
    return doorgifte


@besluit
def handel_af_als_doorgegeven(melding: Melding, *, actor: Actor) -> Melding:
    """Close a melding that was passed on and need not be brought in (WV 5.1, MvT 5.2).

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already, or it was not passed on.
    """
    melding = _om_af_te_handelen(melding, actor)
    if not melding.doorgiften.exists():
        raise NietMogelijk(NIET_DOORGEGEVEN)
    melding.move_to(Melding.Stand.DOORGEGEVEN)
    gebeurd(melding, "alleen_doorgegeven", actor=actor)
    return melding


@besluit
def handel_af_zonder_actie(melding: Melding, *, actor: Actor, gesprek: str = "") -> Melding:
    """Close a melding that gives no reason to act (MvT 5.2).

    Args:
        gesprek: what was said to the reporter about it, or why that was not possible; empty when it
            came from own systems, where there is no reporter.

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already or passed on, or the talk is not described.
    """
    melding = _om_af_te_handelen(melding, actor)
    if melding.doorgiften.exists():
        raise NietMogelijk(WEL_DOORGEGEVEN)
    if melding.heeft_melder and not gesprek.strip():
        raise NietMogelijk({"gesprek": "Schrijf op wat met de melder is besproken."})
    melding.gesprek = gesprek
    melding.move_to(Melding.Stand.GEEN_ACTIE, "gesprek")
    gebeurd(melding, "geen_actie", actor=actor)
    return melding


@besluit
def sluit_als_dubbel(melding: Melding, *, actor: Actor, van: str) -> Melding:
    """Close a melding that was entered twice (AVG 5.1 d). Nothing is merged: people take over what is missing.

    Args:
        van: number of the other, one of `bestand.originelen_voor`.

    Raises:
        Geweigerd: the actor does not handle it.
        NietMogelijk: it was handled already, or it can't be the double of that one.
    """
    ander = originelen_voor(melding, actor).filter(nummer=van).first()
    # In one order, so that two never become each other's double.
    for zaak in sorted({melding.zaak} | ({ander.zaak} if ander else set())):
        slot.neem(zaak)
    melding = _om_af_te_handelen(melding, actor)
    ander = originelen_voor(melding, actor).filter(nummer=van).first()
    if ander is None:
        raise NietMogelijk({"nummer": "Er is geen melding met dit nummer die u behandelt."})
    if ander.stand == Melding.Stand.DUBBEL:
        zin = f"Deze melding is zelf een dubbel van {ander.dubbel_van}. Kies die."
        raise NietMogelijk({"nummer": zin})
    gezegd = gekozen(melding).get(ander.pk)
    if gezegd and gezegd.keuze == Keuze.NIET:
        raise NietMogelijk({"nummer": "Er is vastgelegd dat die melding over een ander gaat."})
    melding.dubbel_van = ander.nummer
    melding.move_to(Melding.Stand.DUBBEL, "dubbel_van")
    gebeurd(melding, "dubbel", actor=actor)
    return melding


def _om_te_behandelen(melding: Melding, actor: Actor) -> Melding:
    """The melding, locked, for who handles it and as long as nobody did."""
    vers: Melding = Melding.objects.neem(
        melding, lambda vers: rules.behandelt(actor, vers), NIET_UW_MELDING
    )
    if not vers.is_nieuw:
        raise NietMogelijk(f"Deze melding is al afgehandeld: {vers.get_stand_display().lower()}.")
    return vers


def _om_af_te_handelen(melding: Melding, actor: Actor) -> Melding:
    """As `_om_te_behandelen`, and of terrorism only when the police know and the reporter was sent to them."""
    vers = _om_te_behandelen(melding, actor)
    if eerst := vers.terrorisme_open:
        raise NietMogelijk(f"Deze melding gaat over terrorisme. {eerst} Leg dat eerst vast.")
    return vers


def _vergeet_politie(melding: Melding) -> None:
    """Somebody says whether it is about terrorism: then the police know it only if they received it."""
    melding.politie_ingelicht = melding.terrorisme and melding.bij_politie
    melding.politie_ingelicht_op = melding.melder_verwezen_op = None
    melding.politie_ingelicht_door = melding.politie_functie = None
    melding.melder_onbereikbaar = False


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


def _controleer_wat_gebeurde(melding: Melding) -> None:
    """Nothing was done about it before it came in; who mistyped that corrects it first."""
    dagen = [melding.politie_ingelicht_op, melding.melder_verwezen_op]
    dagen += melding.doorgiften.values_list("op", flat=True)
    if any(dag and dag < melding.ontvangen_op for dag in dagen):
        zin = (
            "De politie of een andere instantie hoorde het eerder. Kies die dag of een dag ervoor."
        )
        raise NietMogelijk({"ontvangen_op": zin})


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
    vereis_voorwaarden(velden, signaal.melding.gemeente, actor.vandaag, had=signaal)
    for veld, waarde in velden.items():
        setattr(signaal, veld, waarde)
    signaal.save()


def _maak_leeg(melding: Melding) -> None:
    """Leave nothing of a person behind: subject, reporter, signals, and to whom they were passed on."""
    melding.signalen.all().delete()
    melding.doorgiften.all().delete()
    with als(Actor.systeem("melding")):  # users add exchanges, and take none away
        melding.uitwisselingen.filter(soort=Uitwisseling.Soort.DOORGIFTE).delete()
    leeg_bij_inbrengen(melding)
