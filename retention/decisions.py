"""Archive and destroy one file, each in a transaction of its own (MC 13); consult the archive."""

import logging
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.fields import zonder_inhoud
from gedeeld.termijnen import Grond
from gedeeld.weigering import NietMogelijk, require
from register import slot
from register.afleiden import wijziging
from register.models import Dossier, Termijn
from register.muur import als
from register.registry import bestanden

from . import events
from .models import Archiefstuk, Raadpleging, Vernietiging
from .querysets import Komend, aan_de_beurt, komend
from .rijen import Rijen
from .vorm import Inhoud, schrijf

logger = logging.getLogger("casusoverleg.retention")

ALLEEN_TAAK = "Alleen de taken van het systeem archiveren en vernietigen."
# Who may ask for a transcript of an archived file: the core parties, and the subject through them.
PUBLIEKEN = (Publiek.KERNPARTIJ, Publiek.BETROKKENE)


def archiveer(pk: UUID, *, actor: Actor, peildatum: date) -> Archiefstuk | None:
    """Move a file to the archive when its year has passed (MC 13.2).

    Args:
        actor: a job of the system.
        peildatum: the day on which the term is looked at.

    Returns:
        The piece of the archive, or None when the term has moved, the file has gone, or another
        job or a user has it in hands.

    Raises:
        Geweigerd: the actor is a user.
    """
    require(actor.is_systeem, ALLEEN_TAAK)
    with wijziging(), als(actor):
        termijn = _neem(pk, Grond.EEN_JAAR, peildatum)
        return _archiveer(termijn, actor) if termijn else None


def _archiveer(termijn: Termijn, actor: Actor) -> Archiefstuk:
    bestand = termijn.dossier.bestand
    dossier: Any = bestand.met_inhoud.get(pk=termijn.dossier_id)
    bestand.maak_archiefklaar(dossier)
    rijen, persoon = Rijen(dossier, met_register=False), bestand.persoon(dossier)
    inhoud = Inhoud(
        persoon=persoon,
        rijen=rijen.inhoud,
        migraties=_migraties(),
        afschriften={publiek: bestand.afschrift(dossier, publiek) for publiek in PUBLIEKEN},
    )
    stuk = Archiefstuk(
        dossier_id=dossier.pk,
        zoeksleutels=persoon.zoeksleutels(Archiefstuk._meta.app_label),
        aantallen=rijen.aantallen,
        inhoud=schrijf(inhoud),
        **{veld.attname: getattr(termijn.dossier, veld.attname) for veld in Dossier._meta.fields},
    )
    stuk.laatste_verwerking_op, stuk.gearchiveerd_op = termijn.van, actor.vandaag
    events.gearchiveerd(dossier, actor=actor)
    rijen.delete()
    stuk._state.adding = False  # its row of the register is there
    stuk.save()
    return stuk


def vernietig(pk: UUID, *, grond: Grond, actor: Actor, peildatum: date) -> Vernietiging | None:
    """Destroy a file, live or in the archive, when its term has passed; leave a statement.

    What it says is not read: a file whose keys are lost is destroyed as well. A file that came back
    with a backup is destroyed again; its first statement stays as it was.

    Args:
        grond: MC 13.1 (five years) or 13.3 (six months).
        actor: a job of the system.
        peildatum: the day on which the term is looked at.

    Returns:
        The statement, or None as for `archiveer`.

    Raises:
        Geweigerd: the actor is a user.
    """
    require(actor.is_systeem, ALLEEN_TAAK)
    with wijziging(), als(actor):
        termijn = _neem(pk, grond, peildatum)
        return _vernietig(termijn, actor) if termijn else None


def _vernietig(termijn: Termijn, actor: Actor) -> Vernietiging:
    bestand = termijn.dossier.bestand
    dossier: Any = zonder_inhoud(bestand.alle).get(pk=termijn.dossier_id)
    _bewaar_klokken(dossier)
    rijen = Rijen(dossier, met_register=True)
    verklaring, _ = Vernietiging.objects.get_or_create(
        soort=dossier.dossiersoort,
        dossier_id=dossier.pk,
        defaults={
            "nummer": dossier.nummer,
            "aantallen": dossier.aantallen if dossier.gearchiveerd_op else rijen.aantallen,
            "grond": termijn.grond,
            "termijn_van": termijn.van,
            "termijn_tot": termijn.tot,
            "vernietigd_op": actor.nu,
            "door": actor.naam,
            "groepen": sorted(partij.groep_id for partij in bestand.kernpartijen(dossier)),
        },
    )
    events.vernietigd(dossier, actor=actor)
    rijen.delete()
    for ander in bestanden():
        ander.vergeet(dossier)
    return verklaring


def _bewaar_klokken(dossier: Dossier) -> None:
    """Files whose clock leans on this one keep its date when it goes (MC 13.1)."""
    for rij in Dossier.objects.filter(zaak=dossier.zaak).exclude(pk=dossier.pk):
        klok = rij.bestand.klok(rij)
        if klok > rij.laatste_verwerking_op:
            Dossier.objects.filter(pk=rij.pk).update(laatste_verwerking_op=klok)


def _migraties() -> dict[str, str]:
    """App -> its last migration: the shape of the rows, for who puts them back (MC 13.4)."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _neem(pk: UUID, grond: Grond, peildatum: date) -> Termijn | None:
    """The term of a file that is still due, its case locked; None when somebody else holds that.

    The term is looked at after the lock, because it may have moved.
    """
    zaak = Dossier.objects.filter(pk=pk).values_list("zaak", flat=True).first()
    if zaak is None or not slot.probeer(zaak):
        return None
    return aan_de_beurt(peildatum, [grond]).filter(dossier=pk, dossier__zaak=zaak).first()


@dataclass
class Uitkomst:
    """What one run did on one ground."""

    gedaan: list[Komend] = field(default_factory=list)
    mislukt: list[Komend] = field(default_factory=list)


def verwerk(grond: Grond, *, actor: Actor, peildatum: date) -> Uitkomst:
    """Archive or destroy every file that is due on a ground, one transaction for each.

    A file that fails stays whole and does not hold up the next one; a run that is broken off is
    taken up by the next run. Two runs at once share the work.

    Args:
        actor: a job of the system.
    """
    uitkomst = Uitkomst()
    with als(actor):
        rijen = komend(grond, peildatum)
    for rij in rijen:
        try:
            if grond.vernietigt:
                klaar: object = vernietig(rij.pk, grond=grond, actor=actor, peildatum=peildatum)
            else:
                klaar = archiveer(rij.pk, actor=actor, peildatum=peildatum)
        except Exception as fout:  # noqa: BLE001  whatever it is, the next file still has its term
            # The text of an error may hold personal data; its kind does not.
            logger.error("%s: %s mislukt (%s)", grond, rij.nummer, type(fout).__name__)  # noqa: TRY400
            uitkomst.mislukt.append(rij)
        else:
            if klaar:
                uitkomst.gedaan.append(rij)
    logger.info("%s: %d gedaan, %d mislukt", grond, len(uitkomst.gedaan), len(uitkomst.mislukt))
    return uitkomst


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
    return Raadpleging.objects.create(
        tijdstip=actor.nu,
        pseudoniem=stuk.pseudoniem,
        nummer=stuk.nummer,
        gebruiker_id=actor.gebruiker_id,  # type: ignore[misc]  # who sees the archive is a person
        namens=actor.partij_naam,
        reden=reden,
    )
