"""Acts on a request of the person concerned (MC 12, PB 5.4)."""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from convenant import mandaat
from convenant.models import Mandaat, Partij, SoortPartij, Uitzonderingsgrond
from gedeeld.actor import Actor
from gedeeld.namen import klank
from gedeeld.personen import fouten_in_persoon
from gedeeld.weigering import MAG_NIET, NietMogelijk, require, vereis_dagen, vereis_tekst
from register.afleiden import besluit
from register.models import Dossier, Kennisgeving, leesbaar
from register.muur import als
from register.nummers import genoemde_nummers, nieuw_nummer
from register.registry import bestand, bestanden
from register.uitsluiten import is_uitgesloten_van
from register.uitwisseling.melden import geef_kennis

from . import brief, overzicht, rules
from .afschermen import bezwaren
from .events import gebeurd
from .keuzes import Concept, Keuzes
from .models import Brief, Uitvoering, Verzoek, Zienswijze
from .overzicht import Gelijkenis, Kandidaat
from .rules import Indiener, Waarom, Weigering
from .tasks import vraag_erom
from .vasthouden import houd_vast

Stand = Verzoek.Stand
TAAK = "keuzes_weg"
ALLEEN_WEEGPLOEG = (
    "Alleen de uitvoerder van de weegploeg zoekt en beantwoordt. Vraag die om verder te gaan."
)
GEEN_MANDAAT = (
    "Voor {partij} staat geen mandaat vast dat vandaag geldt. Vraag de beheerder om het vast te leggen"
    " op de pagina Convenant. Daarna kan de brief weg."
)
KENMERK = "Schrijf alleen het nummer van de brief: letters, cijfers, punten en streepjes."
NIET_ZELF = (
    "Wie een bezwaarschrift behandelt, mag het besluit niet zelf hebben genomen (artikel 7:5 Awb). Stuur het naar"
    " iemand anders."
)
WELKE_DAG = "Vul in van welke dag het besluit is. Die dag staat in de brief met het besluit."
TUSSEN = "Kies een dag tussen de ontvangst en vandaag."
BEVESTIG = (
    "Vink aan dat u alle schrijfwijzen van de naam probeerde. Anders is er misschien toch iets."
)
AL_VERDER = "Met dit verzoek is al iets gedaan. De wet kan niet meer worden veranderd."
VERANDERD = "Een dossier is intussen veranderd. Kijk het overzicht opnieuw na."


def mag_behandelen(actor: Actor | None, verzoek: Verzoek) -> bool:
    """Whether the actor handles this request."""
    return (
        rules.behandelt_verzoeken(actor)
        and actor is not None
        and verzoek.partij_id in actor.partijen
    )


def mag_zoeken(actor: Actor | None, verzoek: Verzoek) -> bool:
    """Whether the actor searches the files for this request and answers it."""
    return mag_behandelen(actor, verzoek) and rules.zoekt_en_beantwoordt(actor)


def mag_antwoord_lezen(actor: Actor, verzoek: Verzoek) -> bool:
    """Whether the actor reads what was sent: it holds copies of the files that were searched (MC 8.4).

    Not who reads no files of the weegploeg, and not who is excluded in person from one of them.
    """
    return mag_zoeken(actor, verzoek) and not is_uitgesloten_van(verzoek.nummers, actor)


def _neem(
    verzoek: Verzoek,
    actor: Actor,
    mag: Callable[[Actor, Verzoek], bool] = mag_behandelen,
    zin: str = MAG_NIET,
) -> Verzoek:
    """Lock the request, and permit who handles it."""
    genomen: Verzoek = Verzoek.objects.neem(verzoek, lambda vers: mag(actor, vers), zin)
    return genomen


def _noemt_geen_dossier(**teksten: str) -> None:
    """Refuse what is written on the request itself when it is about a file: it outlives the file.

    Raises:
        NietMogelijk: at the field that names one.
    """
    for veld, tekst in teksten.items():
        if genoemd := genoemde_nummers(tekst):
            zin = (
                "Dit blijft staan als een dossier weg is. Schrijf hier niets uit een dossier en noem"
                f" geen nummer: {', '.join(sorted(genoemd))}."
            )
            raise NietMogelijk({veld: zin})


def _noemt_alleen(verzoek: Verzoek, **teksten: str) -> None:
    """What stands in a letter names no number but that of the request.

    Raises:
        NietMogelijk: at the field.
    """
    for veld, tekst in teksten.items():
        if genoemd := genoemde_nummers(tekst) - {verzoek.nummer}:
            nummers = ", ".join(sorted(genoemd))
            zin = f"Dit staat in de brief. Noem daarin geen ander nummer: {nummers}."
            raise NietMogelijk({veld: zin})


@besluit
def registreer(*, actor: Actor, gemeente: Partij, **velden: object) -> Verzoek:
    """Register a request that came in; the term runs from its receipt (MC 12.1, 12.3).

    Args:
        gemeente: the municipality that received it.
        velden: fields of `Verzoek` by name; at least `ontvangen_op` and a name.

    Raises:
        Geweigerd: the actor handles no requests of this municipality.
        NietMogelijk: this person cannot ask without somebody else or a paper (PB 5.4 fase 2).
    """
    require(
        rules.behandelt_verzoeken(actor) and gemeente.pk in actor.partijen,
        "Alleen wie verzoeken van deze gemeente behandelt, registreert ze.",
    )
    verzoek = Verzoek(**velden, partij=gemeente)
    _controleer_indiener(verzoek, actor.vandaag)
    _controleer_vraag(verzoek)
    _controleer_besluit(verzoek, actor.vandaag)
    verzoek.nummer = nieuw_nummer("V", actor.vandaag.year)
    verzoek.laatste_verwerking_op = actor.vandaag
    verzoek.termijn_tot = _uiterlijk(verzoek)
    if eerder := verzoek.herhaalt:
        require(eerder.partij_id == verzoek.partij_id and mag_behandelen(actor, eerder), MAG_NIET)
    verzoek.save()
    gebeurd(verzoek, "geregistreerd", actor=actor)
    return verzoek


def _controleer_vraag(verzoek: Verzoek) -> None:
    """Nobody says why he wants access; all else says what is asked, and a correction why (PB 5.4, MC 12.5)."""
    soort = Verzoek.Soort(verzoek.soort)
    wat, reden = verzoek.gevraagd or "", verzoek.gevraagd_reden or ""
    _noemt_geen_dossier(gevraagd=wat, gevraagd_reden=reden)
    if soort == soort.INZAGE:
        for veld, tekst in (("gevraagd", wat), ("gevraagd_reden", reden)):
            if tekst.strip():
                zin = "Laat dit leeg. Wie inzage wil, hoeft niet te zeggen waarom."
                raise NietMogelijk({veld: zin})
        return
    if not wat.strip():
        raise NietMogelijk({"gevraagd": "Schrijf op wat de persoon vraagt."})
    if soort in (soort.CORRECTIE, soort.BEZWAAR) and not reden.strip():
        raise NietMogelijk({"gevraagd_reden": "Schrijf op om welke reden de persoon dit vraagt."})


def _controleer_besluit(verzoek: Verzoek, vandaag: date) -> None:
    """A bezwaarschrift says against a decision of which day; nothing else has one (Awb 6:5)."""
    dag, awb = verzoek.besluit_van, verzoek.regime == Verzoek.Regime.AWB
    if awb and dag is None:
        raise NietMogelijk({"besluit_van": WELKE_DAG})
    if dag is not None and not awb:
        raise NietMogelijk({"besluit_van": "Laat dit leeg: dit is geen bezwaarschrift."})
    vereis_dagen(vandaag, gedaan={"besluit_van": dag})
    if dag is not None and dag > verzoek.ontvangen_op:
        raise NietMogelijk({"besluit_van": "Het besluit is van voor de dag van ontvangst."})


def _uiterlijk(verzoek: Verzoek) -> date:
    return rules.antwoord_uiterlijk(verzoek.ontvangen_op, verzoek.regime, verzoek.besluit_van)


@besluit
def wijs_wet_aan(
    verzoek: Verzoek, *, actor: Actor, regime: str, besluit_van: date | None = None
) -> Verzoek:
    """Put right under which law a request is, as long as nothing was done with it (PB 5.4).

    Args:
        regime: one of `Verzoek.Regime`.
        besluit_van: of a bezwaarschrift: the day of the decision.

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it went on already, or a bezwaarschrift has no day of its decision.
    """
    verzoek = _neem(verzoek, actor)
    if not verzoek.kan_andere_wet:
        raise NietMogelijk(AL_VERDER)
    verzoek.regime, verzoek.besluit_van = regime, besluit_van
    _controleer_besluit(verzoek, actor.vandaag)
    verzoek.termijn_tot = _uiterlijk(verzoek)
    velden = ("regime", "besluit_van", "termijn_tot")
    verzoek.save(update_fields=velden)
    gebeurd(verzoek, "andere_wet", actor=actor, velden=velden)
    return verzoek


def eerdere(*, actor: Actor, gemeente: Partij, soort: str, **velden: Any) -> list[Verzoek]:
    """Requests of this kind that seem to be of the same person, open or over, as far as the actor reads them.

    Args:
        gemeente: the municipality that received the request.
        velden: other fields of `Verzoek` by name; name and birth say who it is.
    """
    persoon = Verzoek(**velden).persoon
    gevonden: Any = bestand(Verzoek._meta.label_lower).zoek(persoon)
    rijen = gevonden.visible_to(actor).filter(soort=soort, partij=gemeente)
    return [rij for rij in rijen.order_by("-ontvangen_op") if rij.persoon.lijkt_op(persoon)]


@besluit
def zend_door(
    verzoek: Verzoek, *, actor: Actor, op: date, niet_zelf: bool | None = None
) -> Verzoek:
    """Record that a request went to who has to answer it: the police, the OM, or another part of the municipality.

    Args:
        niet_zelf: of a bezwaarschrift: who handles it did not take the decision himself (Awb 7:5).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it is under the AVG, it is over, the day cannot be, or who decided would handle
            the bezwaar.
    """
    verzoek = _neem(verzoek, actor)
    if not verzoek.kan_doorzenden:
        raise NietMogelijk("Dit verzoek beantwoordt u zelf, of het is al klaar.")
    if not verzoek.ontvangen_op <= op <= actor.vandaag:
        raise NietMogelijk({"op": TUSSEN})
    if verzoek.regime == Verzoek.Regime.AWB and not niet_zelf:
        raise NietMogelijk({"niet_zelf": NIET_ZELF})
    verzoek.doorgezonden_aan = wie_antwoordt(verzoek, op)
    verzoek.doorgezonden_op = op
    velden = ("doorgezonden_aan", "doorgezonden_op")
    verzoek.move_to(Stand.DOORGEZONDEN, *velden)
    gebeurd(verzoek, "doorgezonden", actor=actor, velden=velden, op=op)
    return verzoek


def wie_antwoordt(verzoek: Verzoek, op: date) -> Partij | None:
    """The party that answers a request under another law; None for who is no party of this weegploeg."""
    soorten = {Verzoek.Regime.WPG: SoortPartij.POLITIE, Verzoek.Regime.WJSG: SoortPartij.OM}
    soort = soorten.get(Verzoek.Regime(verzoek.regime))
    kern = [partij for partij in verzoek.partij.weegploeg.op(op) if partij.soort == soort]
    return kern[0] if kern else None


@besluit
def vertel_doorzending(verzoek: Verzoek, *, actor: Actor, op: date) -> Verzoek:
    """Record that the person heard who answers (PB 5.4).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it was not forwarded, or he heard it already.
    """
    verzoek = _neem(verzoek, actor)
    if verzoek.stand != Stand.DOORGEZONDEN or verzoek.doorzending_verteld_op:
        raise NietMogelijk("Dit is niet doorgezonden, of de persoon weet het al.")
    verzoek.doorzending_verteld_op = op
    verzoek.save(update_fields=["doorzending_verteld_op"])
    gebeurd(verzoek, "doorzending_verteld", actor=actor, op=op)
    return verzoek


def _controleer_indiener(verzoek: Verzoek, vandaag: date) -> None:
    dagen = {v: getattr(verzoek, v) for v in ("ontvangen_op", "machtiging_gezien_op")}
    vereis_dagen(vandaag, gedaan=dagen)
    if fouten := fouten_in_persoon(verzoek.naw, vandaag):
        raise NietMogelijk(fouten)
    if verzoek.indiener != Indiener.ZELF and not verzoek.indiener_naam:
        raise NietMogelijk({"indiener_naam": "Vul in wie het verzoek doet."})
    bezwaar = rules.wie_mag_vragen(
        verzoek.indiener,
        verzoek.persoon.jonger_dan(rules.ZELFSTANDIG, verzoek.ontvangen_op),
        machtiging_gezien=verzoek.machtiging_gezien_op is not None,
    )
    if bezwaar:
        raise NietMogelijk(dict([bezwaar]))


@besluit
def stel_identiteit_vast(
    verzoek: Verzoek, *, actor: Actor, hoe: str, op: date, toelichting: str = ""
) -> Verzoek:
    """Record how it was made sure who asks, by whom and when; no copy is kept (MC 12.3).

    Args:
        hoe: one of `Verzoek.Identificatie`.
        toelichting: needed when `hoe` is "anders".

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: the identity stands already, or the date cannot be.
    """
    verzoek = _neem(verzoek, actor)
    if verzoek.stand != Stand.ONTVANGEN:
        raise NietMogelijk("De identiteit is al vastgesteld, of het verzoek is klaar.")
    if verzoek.kan_doorzenden:
        raise NietMogelijk("Een ander beantwoordt dit verzoek. Stuur het door.")
    _noemt_geen_dossier(identiteit_toelichting=toelichting)
    if hoe == Verzoek.Identificatie.ANDERS and not toelichting:
        raise NietMogelijk({"identiteit_toelichting": "Schrijf op hoe u dit heeft vastgesteld."})
    if not verzoek.ontvangen_op <= op <= actor.vandaag:
        raise NietMogelijk({"identiteit_op": TUSSEN})
    verzoek.identiteit_hoe = hoe
    verzoek.identiteit_toelichting = toelichting
    verzoek.identiteit_op = op
    verzoek.identiteit_door_id = actor.gebruiker_id
    velden = ("identiteit_hoe", "identiteit_toelichting", "identiteit_op", "identiteit_door")
    verzoek.move_to(Stand.IDENTITEIT_VASTGESTELD, *velden)
    gebeurd(verzoek, "identiteit_vastgesteld", actor=actor, velden=velden)
    vraag_erom()
    return verzoek


@besluit
def verleng(verzoek: Verzoek, *, actor: Actor, reden: str, meegedeeld_op: date) -> Verzoek:
    """Take two months more, once, and only when the person was told within the first term (AVG 12.3).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: too late, done before, or the person was told too late.
    """
    verzoek = _neem(verzoek, actor)
    if not verzoek.loopt:
        raise NietMogelijk("Dit verzoek is klaar. Verlengen heeft geen zin meer.")
    if verzoek.kan_doorzenden:
        raise NietMogelijk("Een ander beantwoordt dit verzoek. Stuur het door.")
    if verzoek.verlengd_tot:
        raise NietMogelijk("De termijn is al een keer verlengd. Dat kan maar een keer.")
    if actor.vandaag > verzoek.termijn_tot:
        raise NietMogelijk("De eerste termijn is voorbij. Verlengen kan niet meer.")
    _noemt_geen_dossier(verlenging_reden=reden)
    if not verzoek.ontvangen_op <= meegedeeld_op <= actor.vandaag:
        raise NietMogelijk({"verlenging_meegedeeld_op": TUSSEN})
    verzoek.verlengd_tot = rules.verlengd_uiterlijk(verzoek.ontvangen_op)
    verzoek.verlenging_reden = reden
    verzoek.verlenging_meegedeeld_op = meegedeeld_op
    velden = ("verlengd_tot", "verlenging_reden", "verlenging_meegedeeld_op")
    verzoek.save(update_fields=velden)
    gebeurd(verzoek, "verlengd", actor=actor, velden=velden)
    return verzoek


@besluit
def kies_dossiers(
    verzoek: Verzoek,
    *,
    actor: Actor,
    dossiers: Sequence[str],
    gevonden: Sequence[str] | None = None,
    bevestigd: bool = False,
) -> Verzoek:
    """Choose which of the files found are about this person; none is an answer as well (PB 5.4).

    What was chosen for their rows before stays, so that nobody looks through a file twice.

    Args:
        dossiers: keys of `overzicht.Kandidaat`.
        gevonden: keys of the files that were shown; None to take what is found now.
        bevestigd: all ways in which the name may be written were tried; asked when nothing is chosen.

    Raises:
        Geweigerd: the actor may not search for this request.
        NietMogelijk: identity is not established, other files are found now, or nothing is chosen
            and nobody confirmed it.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    kandidaten = zoek(verzoek, actor=actor)
    nu = sorted(k.sleutel for k in kandidaten)
    if (gevonden is not None and sorted(gevonden) != nu) or not set(dossiers) <= set(nu):
        raise NietMogelijk("De lijst is intussen veranderd. Kies opnieuw.")
    if not dossiers and not bevestigd:
        raise NietMogelijk({"bevestigd": BEVESTIG})
    oud = Concept.van(verzoek) or Concept(nu, [])
    gezien = oud.gezien if set(dossiers) == set(oud.dossiers) else ""
    nieuw = replace(
        oud, gevonden=nu, dossiers=list(dossiers), gezien=gezien, bevestigd=not dossiers
    )
    verzoek.leg_vast(concept=nieuw.als_tekst())
    verzoek.nummers = [k.dossier.nummer for k in kandidaten if k.sleutel in dossiers]
    verzoek.save(update_fields=["nummers"])
    gebeurd(verzoek, "dossiers_gekozen", actor=actor)
    return verzoek


@besluit
def zoek_ook_als(
    verzoek: Verzoek, *, actor: Actor, voornamen: str, tussenvoegsel: str, achternaam: str
) -> Verzoek:
    """Search under another way of writing the name as well; the letter will say so (PB 5.4).

    Raises:
        Geweigerd: the actor may not search for this request.
        NietMogelijk: as for `zoek`, there is no name, or it was searched already.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    zoek(verzoek, actor=actor)
    naam = {"voornamen": voornamen, "tussenvoegsel": tussenvoegsel, "achternaam": achternaam}
    if not klank(voornamen + achternaam):
        raise NietMogelijk({"achternaam": "Schrijf hier de naam in letters."})
    al_gezocht = [{veld: getattr(persoon, veld) for veld in naam} for persoon in verzoek.personen]
    if naam in al_gezocht:
        raise NietMogelijk({"achternaam": "Op deze schrijfwijze is al gezocht."})
    verzoek.schrijfwijzen = json.dumps([*json.loads(verzoek.schrijfwijzen or "[]"), naam])
    verzoek.doorgegeven_op = None  # others are asked under this name as well
    verzoek.save(update_fields=["schrijfwijzen", "doorgegeven_op"])
    vraag_erom()
    if concept := Concept.van(verzoek):  # that there was nothing, was said without this one
        verzoek.leg_vast(concept=replace(concept, bevestigd=False).als_tekst())
    gebeurd(verzoek, "schrijfwijze_toegevoegd", actor=actor, velden=["schrijfwijzen"])
    return verzoek


@besluit
def voeg_dossier_toe(verzoek: Verzoek, *, actor: Actor, nummer: str) -> Verzoek:
    """Add a file by its number, where no way of writing the name finds it (PB 5.4).

    When that file was destroyed the letter says on which day: that is an answer too.

    Raises:
        Geweigerd: the actor may not search for this request.
        NietMogelijk: as for `zoek`; or there is no such file, or not for this actor: the same words.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    gevonden = {kandidaat.sleutel for kandidaat in zoek(verzoek, actor=actor)}
    sleutel = overzicht.sleutel_van_nummer(verzoek, actor, nummer.strip().upper())
    if sleutel is None and (op := _vernietigd_op(verzoek, nummer.strip().upper(), actor)):
        return _noem_vernietigd(verzoek, nummer.strip().upper(), op, actor=actor)
    if sleutel is None:
        raise NietMogelijk({"nummer": "Wij vinden geen dossier van uw gemeente met dit nummer."})
    if sleutel in gevonden:
        raise NietMogelijk({"nummer": "Dit dossier staat al in de lijst."})
    oud = Concept.van(verzoek) or Concept([], [])
    nieuw = replace(oud, toegevoegd=[*oud.toegevoegd, sleutel], bevestigd=False)
    verzoek.leg_vast(concept=nieuw.als_tekst())
    gebeurd(verzoek, "dossier_toegevoegd", actor=actor)
    return verzoek


def _vernietigd_op(verzoek: Verzoek, nummer: str, actor: Actor) -> date | None:
    dagen = [soort.vernietigd_op(nummer, verzoek.partij, actor) for soort in bestanden()]
    return next((dag for dag in dagen if dag), None)


def _noem_vernietigd(verzoek: Verzoek, nummer: str, op: date, *, actor: Actor) -> Verzoek:
    concept = Concept.van(verzoek) or Concept([], [])
    genoemd = concept.keuzes.genoemd | {nummer: op.isoformat()}
    keuzes = replace(concept.keuzes, genoemd=genoemd)
    # The letter says more now: it is looked through again.
    verzoek.leg_vast(concept=replace(concept, keuzes=keuzes, gezien="").als_tekst())
    gebeurd(verzoek, "dossier_toegevoegd", actor=actor)
    return verzoek


def zoek(verzoek: Verzoek, *, actor: Actor) -> list[Kandidaat]:
    """The files that may be about this person. Nothing is looked up before identity stands (MC 12.3).

    Raises:
        Geweigerd: the actor may not search for this request.
        NietMogelijk: identity is not established, or the request is no open request for access.
    """
    require(mag_zoeken(actor, verzoek), ALLEEN_WEEGPLOEG)
    if verzoek.stand == Stand.ONTVANGEN:
        raise NietMogelijk("Stel eerst de identiteit vast. Daarna kunt u zoeken.")
    if not verzoek.loopt:
        raise NietMogelijk("Dit verzoek is al klaar.")
    if verzoek.soort != Verzoek.Soort.INZAGE:
        raise NietMogelijk("Een overzicht hoort bij een verzoek om inzage.")
    concept = Concept.van(verzoek)
    return overzicht.zoek(verzoek, actor, erbij=concept.toegevoegd if concept else ())


@besluit
def controleer(
    verzoek: Verzoek, *, actor: Actor, keuzes: Keuzes, gezien: str | None = None
) -> Verzoek:
    """Look the overview through: what is left out, on what ground, and what may go (PB 5.4 fase 3).

    Args:
        gezien: fingerprint of what was shown; None to take what the files say now.

    Raises:
        Geweigerd: the actor may not answer this request.
        NietMogelijk: an earlier step is missing, a file changed since it was shown, a reason is not
            whole, or what is left out still stands in a row that goes along.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    concept, inhoud = te_controleren(verzoek, actor=actor)
    keuzes = replace(keuzes, genoemd=concept.keuzes.genoemd)  # of the search, not of this form
    nu = overzicht.vingerafdruk(inhoud)
    if gezien is not None and gezien != nu:
        raise NietMogelijk(VERANDERD)
    if fouten := bezwaren(inhoud, keuzes, gronden()):
        raise NietMogelijk(fouten)
    verzoek.leg_vast(concept=replace(concept, gezien=nu, keuzes=keuzes).als_tekst())
    gebeurd(verzoek, "gecontroleerd", actor=actor)
    return verzoek


def gronden() -> dict[str, str]:
    """On what something can be left out of an answer: code -> words (UAVG 41 lid 1)."""
    rijen = Uitzonderingsgrond.objects.filter(artikel__contains="UAVG")
    return {grond.code: str(grond) for grond in rijen}


def te_controleren(verzoek: Verzoek, *, actor: Actor) -> tuple[Concept, list[overzicht.Stuk]]:
    """The choices so far and the chosen files as they are now.

    Raises:
        Geweigerd: the actor may not answer this request.
        NietMogelijk: nobody has searched, or other files are found now than were chosen from.
    """
    gevonden = zoek(verzoek, actor=actor)
    concept = Concept.van(verzoek)
    if concept is None or not concept.is_gekozen:
        raise NietMogelijk("Zoek eerst welke dossiers over deze persoon gaan.", code="zoeken")
    if sorted(k.sleutel for k in gevonden) != concept.gevonden:
        raise NietMogelijk(
            "Er is een dossier bijgekomen of weggegaan. Kies opnieuw.", code="zoeken"
        )
    return concept, overzicht.stukken(gevonden, concept.dossiers)


def te_versturen(verzoek: Verzoek, *, actor: Actor) -> dict[str, Any]:
    """The answer as it would be sent today.

    Raises:
        Geweigerd: the actor may not answer this request.
        NietMogelijk: a step was skipped, a file changed since it was looked through, or no mandate
            holds; `code` names the step to go back to.
    """
    concept, inhoud = te_controleren(verzoek, actor=actor)
    if not concept.gezien:
        raise NietMogelijk("Kijk eerst het overzicht na.", code="controleren")
    if concept.gezien != overzicht.vingerafdruk(inhoud):
        raise NietMogelijk(VERANDERD, code="controleren")
    # A reporter's name may have come in since: it stands in no row.
    if fouten := bezwaren(inhoud, concept.keuzes, gronden()):
        raise NietMogelijk(next(iter(fouten.values())), code="controleren")
    onder = _mandaat(verzoek, actor)
    return brief.stel_op(verzoek, concept.keuzes, inhoud, mandaat=onder, op=actor.vandaag)


def _mandaat(verzoek: Verzoek, actor: Actor) -> Mandaat:
    """Under which the letter is sent: a decision says in whose name it is taken (Awb 10:10).

    Raises:
        NietMogelijk: none holds today.
    """
    onder = mandaat.geldend(verzoek.partij, actor.vandaag)
    if onder is None:
        raise NietMogelijk(GEEN_MANDAAT.format(partij=verzoek.partij))
    return onder


@besluit
def beantwoord(verzoek: Verzoek, *, actor: Actor, gelezen: str | None = None) -> Verzoek:
    """Answer with the overview that was looked through; what is sent is what is kept (MC 12.3).

    Args:
        gelezen: fingerprint of the letter that was shown; None to send what the choices say now.

    Raises:
        Geweigerd: the actor may not answer this request.
        NietMogelijk: a step was skipped, or a file changed since it was looked through.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    antwoord = te_versturen(verzoek, actor=actor)
    if gelezen is not None and gelezen != overzicht.afdruk_van(antwoord):
        raise NietMogelijk("De brief is intussen veranderd. Lees hem opnieuw.", code="beantwoorden")
    return _verstuur(verzoek, actor, antwoord)


@besluit
def weiger(verzoek: Verzoek, *, actor: Actor, waarom: str, in_brief: str, volledig: str) -> Verzoek:
    """Refuse a request for access itself, as manifestly unfounded or excessive (AVG 12 lid 5, PB 5.4).

    Nothing is searched for it, so the letter can tell nothing.

    Args:
        waarom: one of `Weigering`.
        in_brief: the reason as the person concerned reads it.
        volledig: the full reason, which is kept for bezwaar and court.

    Raises:
        Geweigerd: the actor may not answer this request.
        NietMogelijk: identity is not established, it is no open request for access, a reason is
            missing or names a file, or no mandate holds.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    if not verzoek.kan_weigeren:
        raise NietMogelijk("Weigeren kan bij een verzoek om inzage, als de identiteit vaststaat.")
    if waarom not in Weigering.values:
        raise NietMogelijk({"waarom": "Kies waarom u het verzoek weigert."})
    if waarom == Weigering.OUDER and verzoek.indiener != Indiener.OUDER:
        raise NietMogelijk({"waarom": "Dit verzoek komt niet van een ouder of voogd."})
    vereis_tekst(in_brief=in_brief, volledig=volledig)
    _noemt_geen_dossier(volledig=volledig)
    _noemt_alleen(verzoek, in_brief=in_brief)
    antwoord = brief.weiger(
        verzoek,
        artikel=Weigering(waarom).artikel,
        in_brief=in_brief,
        volledig=volledig,
        mandaat=_mandaat(verzoek, actor),
        op=actor.vandaag,
    )
    return _verstuur(verzoek, actor, antwoord)


def _verstuur(verzoek: Verzoek, actor: Actor, antwoord: dict[str, Any]) -> Verzoek:
    """What is sent is what is kept, with the full reasons beside it."""
    verzoek.leg_vast(antwoord=json.dumps(antwoord))
    verzoek.beantwoord_op = actor.vandaag
    verzoek.nummers = brief.nummers(antwoord)
    verzoek.move_to(Stand.BEANTWOORD, "nummers", "beantwoord_op")
    wat = "geweigerd" if antwoord["weigering"] else "beantwoord"
    gebeurd(verzoek, wat, actor=actor, velden=["antwoord", "beantwoord_op"])
    if antwoord["intern"]["redenen"]:
        genoemd = Dossier.objects.visible_to(actor).filter(nummer__in=verzoek.nummers)
        houd_vast(genoemd, actor=actor, besloten_op=actor.vandaag)
    vraag_erom()
    return verzoek


@besluit
def handel_af(
    verzoek: Verzoek,
    *,
    actor: Actor,
    op: date,
    uitkomst: str,
    reden: str = "",
    kenmerk: str = "",
    gedaan: Mapping[UUID, str] | None = None,
    klaar: Collection[UUID] = (),
    waarom: Mapping[UUID, str] | None = None,
    kijk: Mapping[UUID, str] | None = None,
) -> Verzoek:
    """Record what was decided on a request of another kind than access; the letter comes of it (`brieven`).

    The request keeps the day, the outcome and the reason. What was decided and changed is written down
    with the file that it is about (MC 13).

    Args:
        op: the day of the decision.
        uitkomst: one of `Verzoek.Uitkomst`.
        reden: as the person reads it; needed unless all was done that was asked (MC 12.4).
        kenmerk: of the letter that went that day, in the system of the party; empty to make it here.
        gedaan: key of a file -> what was decided for it; of `om_te_noemen`.
        klaar: of these the files in which it was carried out already.
        waarom: key of a file -> why it is corrected, one of `Waarom`; of a request to correct alone.
        kijk: key of a file -> how the person sees an opinion in it.

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it is a request for access, identity is not established, it is over already,
            the day cannot be, a reference is no reference, a file is not one of those found, there is no
            reason or it names a file, or of a correction it is not said why.
    """
    verzoek = _neem(verzoek, actor)
    if verzoek.soort == Verzoek.Soort.INZAGE:
        raise NietMogelijk("Een verzoek om inzage beantwoordt u met een overzicht.")
    if verzoek.stand == Stand.ONTVANGEN:
        raise NietMogelijk("Stel eerst de identiteit vast.")
    if uitkomst not in Verzoek.Uitkomst.values:
        raise NietMogelijk({"uitkomst": "Kies de uitkomst."})
    if uitkomst != Verzoek.Uitkomst.JA or verzoek.soort == Verzoek.Soort.KLACHT:
        vereis_tekst(besluit_reden=reden)
    _noemt_alleen(verzoek, besluit_reden=reden)
    if not rules.is_kenmerk(kenmerk):
        raise NietMogelijk({"kenmerk": KENMERK})
    gedaan = {pk: wat for pk, wat in (gedaan or {}).items() if wat.strip()}
    waarom, kijk = waarom or {}, kijk or {}
    if verzoek.soort == Verzoek.Soort.CORRECTIE:
        _controleer_correctie(gedaan, waarom, kijk)
    gevonden = om_te_noemen(verzoek, actor=actor)
    if not gedaan.keys() <= {k.dossier.pk for k in gevonden}:
        raise NietMogelijk("De dossiers zijn intussen veranderd. Kijk opnieuw.")
    if not verzoek.ontvangen_op <= op <= actor.vandaag:
        raise NietMogelijk({"beantwoord_op": TUSSEN})
    for dossier in Dossier.objects.filter(
        pk__in=[pk for pk, tekst in kijk.items() if tekst]
    ).order_by("zaak"):
        _voeg_kijk_toe(dossier, kijk[dossier.pk], actor=actor)
    for pk, wat in gedaan.items():
        Uitvoering.objects.create(
            verzoek=verzoek,
            bij_id=pk,
            wat=wat,
            waarom=waarom.get(pk, ""),
            uiterlijk=rules.uitvoeren_uiterlijk(op),
            gedaan_op=op if pk in klaar or kijk.get(pk) else None,
        )
    verzoek.beantwoord_op, verzoek.uitkomst = op, uitkomst
    verzoek.besluit_reden, verzoek.kenmerk = reden, kenmerk
    velden = ["beantwoord_op", "uitkomst", "besluit_reden", "kenmerk"]
    if kenmerk:
        verzoek.besluit_verteld_op = op
        velden.append("besluit_verteld_op")
    _houd_geweigerd_vast(verzoek, gevonden, actor=actor, op=op)
    verzoek.move_to(Stand.BEANTWOORD, *velden)
    gebeurd(verzoek, "afgehandeld", actor=actor, velden=velden)
    vraag_erom()
    return verzoek


def _houd_geweigerd_vast(
    verzoek: Verzoek, gevonden: Collection[Kandidaat], *, actor: Actor, op: date
) -> None:
    """Until a bezwaar against what was not done can have come (Awb 6:7, 6:8); of a complaint there is none."""
    if verzoek.uitkomst != Verzoek.Uitkomst.JA and verzoek.soort != Verzoek.Soort.KLACHT:
        zeker = [k.dossier for k in gevonden if k.gelijkenis == Gelijkenis.ZELFDE]
        houd_vast(zeker, actor=actor, besloten_op=op)


@besluit
def vertel_besluit(verzoek: Verzoek, *, actor: Actor, op: date) -> Verzoek:
    """Record that the letter with the decision went: from that day bezwaar can come (Awb 6:8).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: nothing was decided, or the letter went already.
    """
    verzoek = _neem(verzoek, actor)
    if not verzoek.moet_verteld:
        raise NietMogelijk("Er is nog niets besloten, of de brief is al verstuurd.")
    verzoek.besluit_verteld_op = op
    verzoek.save(update_fields=["besluit_verteld_op"])
    _houd_geweigerd_vast(verzoek, _over_deze_persoon(verzoek, actor), actor=actor, op=op)
    gebeurd(verzoek, "besluit_verteld", actor=actor, op=op)
    return verzoek


def _voeg_kijk_toe(dossier: Dossier, tekst: str, *, actor: Actor) -> None:
    """How the person sees an opinion comes in that very file; who got data of it hears so (MC 12.5, 12.6)."""
    vers = dossier.bestand.alle.neem(dossier, lambda vers: Dossier.objects.ziet(actor, vers))
    Zienswijze.objects.create(bij_id=vers.pk, tekst=tekst, op=actor.vandaag)
    gebeurd(vers, "eigen_kijk", actor=actor)
    geef_kennis(vers, Kennisgeving.Wat.VERBETERD, actor=actor)


def _controleer_correctie(
    gedaan: Mapping[UUID, str], waarom: Mapping[UUID, str], kijk: Mapping[UUID, str]
) -> None:
    """What is wrong is corrected; of an opinion the person's own view comes beside it (MC 12.5).

    Raises:
        NietMogelijk: at the fields where that is not so.
    """
    fouten = {}
    for pk in {*gedaan, *(pk for pk, tekst in kijk.items() if tekst)}:
        reden, eigen = waarom.get(pk, ""), kijk.get(pk, "").strip()
        if pk not in gedaan:
            fouten[f"bij_{pk}"] = "Schrijf op wat is besloten."
        elif reden not in Waarom.values:
            fouten[f"waarom_{pk}"] = "Kies waarom dit wordt verbeterd."
        elif reden == Waarom.MENING and not eigen:
            fouten[f"kijk_{pk}"] = "Schrijf op hoe de persoon het zelf ziet."
        elif reden != Waarom.MENING and eigen:
            fouten[f"kijk_{pk}"] = (
                "Dit hoort alleen bij een mening. Verbeter anders het dossier zelf."
            )
    if fouten:
        raise NietMogelijk(fouten)


@besluit
def voer_uit(uitvoering: Uitvoering, *, actor: Actor, op: date) -> Uitvoering:
    """Record that what was decided was carried out in its file (MC 12.6).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it was done already, or the day cannot be.
    """
    verzoek = _neem(uitvoering.verzoek, actor)
    rij: Uitvoering | None = uitvoeringen(verzoek, actor=actor).filter(pk=uitvoering.pk).first()
    if rij is None or rij.gedaan_op:
        raise NietMogelijk("Dit is al uitgevoerd.")
    if verzoek.beantwoord_op is None or not verzoek.beantwoord_op <= op <= actor.vandaag:
        raise NietMogelijk({"op": "Kies een dag vanaf het besluit tot en met vandaag."})
    rij.gedaan_op = op
    rij.save(update_fields=["gedaan_op"])
    gebeurd(verzoek, "uitgevoerd", actor=actor, op=op)
    return rij


def om_te_noemen(verzoek: Verzoek, *, actor: Actor) -> list[Kandidaat]:
    """The live files on this person that the actor reads: in which something may be changed for the request.

    None before identity stands (MC 12.3); and no other request, which is kept as it came.
    """
    if not verzoek.kan_afhandelen or not mag_behandelen(actor, verzoek):
        return []
    return _over_deze_persoon(verzoek, actor)


def _over_deze_persoon(verzoek: Verzoek, actor: Actor) -> list[Kandidaat]:
    gevonden = overzicht.zoek(verzoek, actor)
    leeft = [
        k for k in gevonden if k.bestand.model is not Verzoek and not k.dossier.gearchiveerd_op
    ]
    return [k for k in leeft if k.gelijkenis != Gelijkenis.ANDERS]


def uitvoeringen(verzoek: Verzoek, *, actor: Actor) -> QuerySet[Uitvoering]:
    """What was changed for a request, in the live files that the actor reads."""
    rijen = Uitvoering.objects.filter(leesbaar(actor, "bij"), verzoek=verzoek)
    return rijen.filter(bij__gearchiveerd_op=None).select_related("bij", "verzoek__partij")


@besluit
def trek_in(verzoek: Verzoek, *, actor: Actor, reden: str) -> Verzoek:
    """End a request that is no longer asked, or whose authorisation was withdrawn (PB 5.4 fase 2).

    Raises:
        Geweigerd: the request is not the actor's.
        NietMogelijk: it is answered or stopped already.
    """
    verzoek = _neem(verzoek, actor)
    _noemt_geen_dossier(ingetrokken_reden=reden)
    verzoek.stop(reden)
    with als(Actor.systeem(TAAK)):  # who handles a request may not see what was chosen for it
        Brief.objects.filter(verzoek=verzoek).delete()
    gebeurd(verzoek, "ingetrokken", actor=actor, velden=["ingetrokken_reden"])
    vraag_erom()
    return verzoek


@besluit
def meld_niemand(verzoek: Verzoek, *, actor: Actor) -> Verzoek:
    """Say that what came from another municipality is about nobody whose data are here: it vanishes (AVG 26).

    Raises:
        Geweigerd: the actor does not search for this request.
        NietMogelijk: it came in here, or it is over.
    """
    verzoek = _neem(verzoek, actor, mag_zoeken, ALLEEN_WEEGPLOEG)
    if not verzoek.kan_weg:
        raise NietMogelijk("Dit verzoek kwam bij u zelf binnen, of het is klaar. Geef antwoord.")
    verzoek.niemand_op, verzoek.nummers = actor.vandaag, []
    Brief.objects.filter(verzoek=verzoek).delete()
    verzoek.move_to(Stand.NIEMAND, "niemand_op", "nummers")
    gebeurd(verzoek, "niemand", actor=actor)
    vraag_erom()
    return verzoek
