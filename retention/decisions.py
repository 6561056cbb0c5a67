"""Archive and destroy files (MC 13); consult the archive."""

import logging
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import F

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek, Sectie
from gedeeld.fields import zonder_inhoud
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk, require, vereis_tekst
from overleg.bewaren import vergeet_opmerkingen
from register import slot
from register.afleiden import besluit, leid_af, wijziging
from register.datasleutels import verpak
from register.events import leg_taak_vast
from register.models import Dossier, Termijn
from register.muur import als
from register.registry import Bestand, bestanden
from register.uitwisseling.melden import vertel_vernietiging

from . import events
from .boek import Regel
from .cijfers import tel
from .models import Archiefstuk, Raadpleging, Vernietiging
from .querysets import Komend, aan_de_beurt, komend, na_te_kijken
from .rijen import Rijen
from .vorm import Inhoud, schrijf, schrijf_erbij

logger = logging.getLogger("casusoverleg.retention")

NIETS_NA_TE_KIJKEN = "Dit dossier is al nagekeken, of het wordt niet meer vernietigd."
ALLEEN_TAAK = "Alleen de taken van het systeem archiveren en vernietigen."
# Who may ask for a transcript of an archived file: the core parties, and the subject through them.
PUBLIEKEN = (Publiek.KERNPARTIJ, Publiek.BETROKKENE)
BLOK = 50  # files in one transaction: each statement is paid once for all of them


# Archive ---------------------------------------------------------------------------------------
def archiveer(sleutels: Iterable[UUID], *, actor: Actor, peildatum: date) -> list[Archiefstuk]:
    """Move files to the archive whose year has passed (MC 13.2), all or none.

    Args:
        sleutels: of the files.
        actor: a job of the system.
        peildatum: the day on which the term is looked at.

    Returns:
        The pieces of the archive. A file is left out when its term has moved, when it has gone, and
        when another job or a user has it in hands.

    Raises:
        Geweigerd: the actor is a user.
    """
    require(actor.is_systeem, ALLEEN_TAAK)
    with wijziging(), als(actor):
        termijnen = _neem(sleutels, Grond.EEN_JAAR, peildatum)
        return [
            stuk for soort, deel in _per_soort(termijnen) for stuk in _archiveer(soort, deel, actor)
        ]


def _archiveer(bestand: Bestand, termijnen: list[Termijn], actor: Actor) -> list[Archiefstuk]:
    per_dossier = {termijn.dossier_id: termijn for termijn in termijnen}
    dossiers = list(bestand.met_inhoud.filter(pk__in=per_dossier))
    for dossier in dossiers:
        bestand.maak_archiefklaar(dossier)
    berichten = bestand.berichten(per_dossier)
    rijen = Rijen(dossiers, met_register=False)
    inhoud, aantallen, migraties = rijen.inhoud, rijen.aantallen, _migraties()
    stukken = []
    for dossier in dossiers:
        termijn, persoon = per_dossier[dossier.pk], bestand.persoon(dossier)
        stuk = Archiefstuk(
            dossier_id=dossier.pk,
            zoeksleutels=persoon.zoeksleutels(Archiefstuk._meta.app_label),
            aantallen=aantallen[dossier.pk],
            informeren_uiterlijk=bestand.te_informeren(dossier),
            bericht=berichten.get(dossier.pk, ""),
            inhoud=schrijf(
                Inhoud(
                    persoon=persoon,
                    rijen=inhoud[dossier.pk],
                    migraties=migraties,
                    afschriften={p: bestand.afschrift(dossier, p) for p in PUBLIEKEN},
                )
            ),
            **{v.attname: getattr(termijn.dossier, v.attname) for v in Dossier._meta.fields},
        )
        stuk.laatste_verwerking_op, stuk.gearchiveerd_op = termijn.van, actor.vandaag
        stuk._state.adding = False  # its row of the register is there
        stukken.append(stuk)
    tel(dossiers)
    leg_taak_vast(dossiers, events.GEARCHIVEERD, actor=actor)
    vergeet_opmerkingen(per_dossier)
    rijen.delete()
    verpak([stuk.pk for stuk in stukken], Archiefstuk._meta.app_label)
    for stuk in stukken:
        stuk.save(force_insert=(Archiefstuk,))
    return stukken


def _migraties() -> dict[str, str]:
    """App -> its last migration: the shape of the rows, for who puts them back (MC 13.4)."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


# Destroy ---------------------------------------------------------------------------------------
def vernietig(
    sleutels: Iterable[UUID], *, grond: Grond, actor: Actor, peildatum: date
) -> list[Vernietiging]:
    """Destroy files, live or in the archive, whose term has passed, all or none; leave statements.

    What they say is not read: a file whose keys are lost is destroyed as well. A file that came back
    with a backup is destroyed again; its first statement stays as it was.

    Args:
        grond: MC 13.1 (five years) or 13.3 (six months).
        sleutels, actor, peildatum: as for `archiveer`.

    Returns:
        The statements; files are left out as by `archiveer`.

    Raises:
        Geweigerd: the actor is a user.
    """
    require(actor.is_systeem, ALLEEN_TAAK)
    with wijziging(), als(actor):
        return _vernietig_alle(_neem(sleutels, grond, peildatum), actor)


def vernietig_opnieuw(eerder: Mapping[UUID, Regel], *, actor: Actor) -> list[Vernietiging]:
    """Destroy what a restored backup brought back, on the ground and the term of the first time (RET-volledig).

    Whether it could go was looked at then: what stands here of suspension or restriction is older.

    Args:
        eerder: key of a file -> what the book says of it (`boek.terug`).
        actor: a job of the system.

    Returns:
        The statements; a file that somebody has in hands is left out.

    Raises:
        Geweigerd: the actor is a user.
    """
    require(actor.is_systeem, ALLEEN_TAAK)
    with wijziging(), als(actor):
        dossiers = list(Dossier.objects.filter(pk__in=list(eerder)))
        vast = slot.probeer([dossier.zaak for dossier in dossiers])
        return _vernietig_alle(
            [
                Termijn(
                    dossier=dossier,
                    grond=eerder[dossier.pk].grond,
                    van=date.fromisoformat(eerder[dossier.pk].van),
                    tot=date.fromisoformat(eerder[dossier.pk].tot),
                )
                for dossier in dossiers
                if dossier.zaak in vast
            ],
            actor,
        )


def _vernietig_alle(termijnen: list[Termijn], actor: Actor) -> list[Vernietiging]:
    _bewaar_klokken(termijnen)
    for soort, deel in _per_soort(termijnen):
        _vernietig(soort, deel, actor)
    for ander in bestanden():
        ander.vergeet([termijn.dossier.nummer for termijn in termijnen])
    weg = [termijn.dossier_id for termijn in termijnen]
    return list(Vernietiging.objects.filter(dossier_id__in=weg))


def _vernietig(bestand: Bestand, termijnen: list[Termijn], actor: Actor) -> None:
    per_dossier = {termijn.dossier_id: termijn for termijn in termijnen}
    dossiers: list[Any] = list(zonder_inhoud(bestand.alle.met_kern()).filter(pk__in=per_dossier))
    rijen = Rijen(dossiers, met_register=True)
    aantallen, berichten = rijen.aantallen, bestand.berichten(per_dossier)
    Vernietiging.objects.bulk_create(
        [
            Vernietiging(
                soort=dossier.dossiersoort,
                dossier_id=dossier.pk,
                nummer=dossier.nummer,
                aantallen=dossier.aantallen if dossier.gearchiveerd_op else aantallen[dossier.pk],
                grond=termijn.grond,
                termijn_van=termijn.van,
                termijn_tot=termijn.tot,
                bericht=berichten.get(dossier.pk, ""),
                vernietigd_op=actor.nu,
                door=actor.naam,
                selectielijst=dossier.partij.convenant.selectielijst,
                gemeente=dossier.partij.naam,
                groepen=sorted(partij.groep_id for partij in bestand.kernpartijen(dossier)),
            )
            for dossier in dossiers
            for termijn in [per_dossier[dossier.pk]]
        ],
        ignore_conflicts=True,
    )
    tel(dossier for dossier in dossiers if not dossier.gearchiveerd_op)
    leg_taak_vast(dossiers, events.VERNIETIGD, actor=actor)
    vertel_vernietiging(dossiers, actor=actor)
    rijen.delete()


def _bewaar_klokken(termijnen: list[Termijn]) -> None:
    """Files whose clock leans on one that goes keep its date (MC 13.1)."""
    blijft = Termijn.objects.filter(
        dossier__zaak__in=[termijn.dossier.zaak for termijn in termijnen],
        grond=Grond.VIJF_JAAR,
        van__gt=F("dossier__laatste_verwerking_op"),
    ).exclude(dossier__in=[termijn.dossier_id for termijn in termijnen])
    for pk, klok in blijft.values_list("dossier", "van"):
        Dossier.objects.filter(pk=pk).update(laatste_verwerking_op=klok)


@besluit
def kijk_na(dossier: Dossier, *, actor: Actor) -> None:
    """Who keeps a file looked whether it is rightly destroyed. Asked again nearer to its day, and when its term moves.

    It is no processing: no clock moves.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it is not destroyed soon, or somebody looked already.
    """
    dossier = _neem_van_houder(dossier, actor)
    rijen = na_te_kijken(actor).filter(dossier=dossier)
    sleutels = list(rijen.values_list("pk", flat=True))
    if not sleutels:
        raise NietMogelijk(NIETS_NA_TE_KIJKEN)
    with als(Actor.systeem("nakijken")):  # what follows from facts is written by the system alone
        Termijn.objects.filter(pk__in=sleutels).update(nagekeken_op=actor.vandaag)
    events.gebeurd(dossier, "nagekeken", actor=actor)


@besluit
def leg_informeren_vast(stuk: Archiefstuk, *, actor: Actor, op: date, hoe: str) -> None:
    """Record that the subject of a file in the archive was told after all (MC 11.5).

    A message is no processing: the term goes on (MC 13.1).

    Args:
        op: the day on which it was done.
        hoe: by whom and how.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: there is nothing to tell any more, the day can't be right, or it is not said by
            whom and how.
    """
    dossier = _neem_van_houder(stuk.dossier, actor)
    vers = zonder_inhoud(Archiefstuk.objects.filter(pk=dossier.pk)).first()
    if vers is None or not vers.te_informeren:
        raise NietMogelijk("Het subject is al geïnformeerd.")
    if not dossier.begonnen_op <= op <= actor.vandaag:
        raise NietMogelijk({"op": "Kies een dag tussen het openen van het dossier en vandaag."})
    vereis_tekst(hoe=hoe)
    vers.geinformeerd_op, vers.geinformeerd_hoe = op, hoe
    with als(Actor.systeem("informeren")):  # the archive is written by jobs
        vers.save(update_fields=["geinformeerd_op", "geinformeerd_hoe"])
    events.gebeurd(dossier, "geinformeerd", actor=actor)


@besluit
def vul_aan(dossier: Dossier, delen: Mapping[Publiek, Sectie], *, actor: Actor, op: date) -> None:
    """A decision on a file that lies in the archive stands with it as a piece of its own (MC 8.2 f).

    It is processing: the term runs from it (MC 13.1). It goes with the piece.

    Args:
        delen: what each audience reads.
        op: the day on which it was decided.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: it is gone.
    """
    dossier = _neem_van_houder(dossier, actor)
    stuk = Archiefstuk.objects.filter(pk=dossier.pk).only("pk", "erbij").first()
    if stuk is None:
        raise NietMogelijk("Dit dossier staat niet meer in het archief.")
    stuk.erbij = schrijf_erbij(stuk.erbij, delen)
    with als(Actor.systeem("aanvullen")):  # the archive is written by jobs
        stuk.save(update_fields=["erbij"])
    events.gebeurd(dossier, "aangevuld", actor=actor, op=op)


def _neem_van_houder(dossier: Dossier, actor: Actor) -> Dossier:
    rij: Dossier = Dossier.objects.neem(
        dossier,
        lambda vers: vers.houder in actor.kringen and Dossier.objects.ziet(actor, vers),
        "Alleen wie dit dossier bijhoudt legt dit vast.",
    )
    return rij


# Both ------------------------------------------------------------------------------------------
def _neem(sleutels: Iterable[UUID], grond: Grond, peildatum: date) -> list[Termijn]:
    """The terms of files that are still due, their cases locked; without those that somebody else holds.

    The terms are derived once more after the lock: they may have moved, and what is destroyed does not
    come back, so nothing that is stored beside the facts decides on it.
    """
    gevraagd = list(Dossier.objects.filter(pk__in=list(sleutels)).only("pk", "zaak"))
    vast = slot.probeer([dossier.zaak for dossier in gevraagd])
    genomen = [dossier for dossier in gevraagd if dossier.zaak in vast]
    leid_af(*genomen)
    return list(aan_de_beurt(peildatum, [grond]).filter(dossier__in=genomen))


def _per_soort(termijnen: list[Termijn]) -> Iterator[tuple[Bestand, list[Termijn]]]:
    per_soort: dict[Bestand, list[Termijn]] = defaultdict(list)
    for termijn in termijnen:
        per_soort[termijn.dossier.bestand].append(termijn)
    yield from per_soort.items()


@dataclass
class Uitkomst:
    """What one run did on one ground."""

    gedaan: list[Komend] = field(default_factory=list)
    mislukt: list[Komend] = field(default_factory=list)


def verwerk(grond: Grond, *, actor: Actor, peildatum: date) -> Uitkomst:
    """Archive or destroy every file that is due on a ground, a block of files in one transaction.

    When something goes wrong in a block its files are done one by one: a file that fails stays whole
    and does not hold up the next one. A run that is broken off is taken up by the next run. Two runs
    at once share the work.

    Args:
        actor: a job of the system.
    """
    uitkomst = Uitkomst()
    with als(actor):
        rijen = komend(grond, peildatum)
    wachtend = deque(rijen[begin : begin + BLOK] for begin in range(0, len(rijen), BLOK))
    while wachtend:
        blok = wachtend.popleft()
        try:
            klaar = _doe(grond, [rij.pk for rij in blok], actor, peildatum)
        except Exception as fout:  # noqa: BLE001  whatever it is, the next file still has its term
            if len(blok) > 1:
                wachtend.extendleft([rij] for rij in reversed(blok))
                continue
            # The text of an error may hold personal data; its kind does not.
            soort = type(fout).__name__
            logger.error("%s: %s mislukt (%s)", grond, blok[0].nummer, soort)  # noqa: TRY400
            uitkomst.mislukt += blok
        else:
            uitkomst.gedaan += [rij for rij in blok if rij.pk in klaar]
    logger.info("%s: %d gedaan, %d mislukt", grond, len(uitkomst.gedaan), len(uitkomst.mislukt))
    return uitkomst


def _doe(grond: Grond, sleutels: list[UUID], actor: Actor, peildatum: date) -> set[UUID]:
    """Archive or destroy these files; the keys of those that were done."""
    if grond.vernietigt:
        verklaringen = vernietig(sleutels, grond=grond, actor=actor, peildatum=peildatum)
        return {verklaring.dossier_id for verklaring in verklaringen}
    return {stuk.pk for stuk in archiveer(sleutels, actor=actor, peildatum=peildatum)}


# Consult ---------------------------------------------------------------------------------------
def raadpleeg(stuk: Archiefstuk, *, actor: Actor, reden: str) -> Raadpleging:
    """Record that a core party consults the archive, and why. It prolongs no term (MC 13.2).

    Args:
        reden: one of `Raadpleging.Reden`.

    Raises:
        Geweigerd: the piece is not for this actor.
        NietMogelijk: there is no such reason.
    """
    require(Archiefstuk.objects.visible_to(actor).filter(pk=stuk.pk).exists())
    if reden not in Raadpleging.Reden.values:
        raise NietMogelijk({"reden": "Kies een van de twee redenen."})
    return _noteer_raadpleging(stuk, actor, reden)


def noteer_onderzoek(stuk: Archiefstuk, *, actor: Actor) -> None:
    """Record that the data protection officer read what lies in the archive; the caller permitted it (AVG 38.2)."""
    with als(Actor.systeem("toezichtvraag")):  # in his own name he reads no file here
        _noteer_raadpleging(stuk, actor, Raadpleging.Reden.TOEZICHT)


def _noteer_raadpleging(stuk: Archiefstuk, actor: Actor, reden: str) -> Raadpleging:
    return Raadpleging.objects.create(
        tijdstip=actor.nu,
        pseudoniem=stuk.pseudoniem,
        nummer=stuk.nummer,
        gebruiker_id=actor.gebruiker_id,  # type: ignore[misc]  # who sees the archive is a person
        namens=actor.namens(stuk.dossier.partij_id),
        reden=reden,
    )
