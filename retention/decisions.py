"""Archive and destroy one file, each in a transaction of its own (MC 13); consult the archive."""

import json
import logging
from dataclasses import asdict, dataclass, field
from datetime import date
from uuid import UUID

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.fields import zonder_inhoud
from gedeeld.weigering import NietMogelijk, require
from register.models import Beperking, DossierQuerySet, Uitsluiting
from register.muur import als
from register.registry import Bestand, bestanden
from register.toegang import leid_af

from . import events
from .models import Archiefstuk, Raadpleging, Vernietiging
from .querysets import Komend, aan_de_beurt, komend
from .rijen import Rijen
from .rules import Grond

logger = logging.getLogger("casusoverleg.retention")

ALLEEN_TAAK = "Alleen de taken van het systeem archiveren en vernietigen."
# Who may ask for a transcript of an archived file: the core parties, and the subject through them.
PUBLIEKEN = (Publiek.KERNPARTIJ, Publiek.BETROKKENE)


def archiveer(bestand: Bestand, pk: UUID, *, actor: Actor, peildatum: date) -> Archiefstuk | None:
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
    with als(actor):
        return _archiveer(bestand, pk, actor, peildatum)


def _archiveer(bestand: Bestand, pk: UUID, actor: Actor, peildatum: date) -> Archiefstuk | None:
    _bewaar_klokken(bestand, pk)
    dossier = _neem(bestand, pk, Grond.EEN_JAAR, peildatum).first()
    if dossier is None:
        return None
    bestand.maak_archiefklaar(dossier)
    rijen, persoon = Rijen(dossier), bestand.persoon(dossier)
    stuk = Archiefstuk.objects.create(
        id=dossier.pk,
        nummer=dossier.nummer,
        soort=bestand.soort,
        partij=getattr(dossier, bestand.partij),
        laatste_verwerking_op=dossier.bewaar_van,
        beperkt=dossier.beperkt,
        gearchiveerd_op=actor.vandaag,
        zoeksleutels=persoon.zoeksleutels(Archiefstuk._meta.app_label),
        aantallen=rijen.aantallen,
        inhoud=json.dumps(
            {
                "persoon": asdict(persoon),
                "rijen": rijen.inhoud,
                "migraties": _migraties(),
                "afschriften": {
                    publiek: bestand.afschrift(dossier, publiek).als_dict() for publiek in PUBLIEKEN
                },
            },
            default=str,
        ),
    )
    leid_af(stuk)
    events.gearchiveerd(dossier, actor=actor)
    rijen.delete()
    return stuk


def vernietig(
    bestand: Bestand, pk: UUID, *, grond: Grond, actor: Actor, peildatum: date
) -> Vernietiging | None:
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
    with als(actor):
        return _vernietig(bestand, pk, grond, actor, peildatum)


def _vernietig(
    bestand: Bestand, pk: UUID, grond: Grond, actor: Actor, peildatum: date
) -> Vernietiging | None:
    _bewaar_klokken(bestand, pk)
    dossier = zonder_inhoud(_neem(bestand, pk, grond, peildatum)).first()
    if dossier is None:
        return None
    rijen = Rijen(dossier)
    archief = isinstance(dossier, Archiefstuk)
    verklaring, _ = Vernietiging.objects.get_or_create(
        soort=dossier.soort if archief else bestand.soort,
        dossier_id=dossier.pk,
        defaults={
            "nummer": dossier.nummer,
            "aantallen": dossier.aantallen if archief else rijen.aantallen,
            "grond": grond,
            "termijn_van": dossier.bewaar_van,
            "termijn_tot": dossier.bewaar_tot,
            "vernietigd_op": actor.nu,
            "door": actor.naam,
            "groepen": sorted(bestand.kerngroepen(dossier)),
        },
    )
    events.vernietigd(dossier, actor=actor)
    rijen.delete()
    Uitsluiting.objects.filter(dossier_id=pk).delete()
    Beperking.objects.filter(dossier_id=pk).delete()
    for ander in bestanden():
        ander.vergeet(dossier)
    return verklaring


def _bewaar_klokken(bestand: Bestand, pk: UUID) -> None:
    """Files whose clock leans on this one keep its date when it goes (MC 13.1).

    Before the lock: a user who works on both takes theirs first as well.
    """
    for ander in bestanden():
        ander.bewaar_klok(bestand.soort, pk)


def _migraties() -> dict[str, str]:
    """App -> its last migration: the shape of the rows, for who puts them back (MC 13.4)."""
    return dict(sorted(MigrationRecorder(connection).applied_migrations()))


def _neem(bestand: Bestand, pk: UUID, grond: Grond, peildatum: date) -> DossierQuerySet:
    """A file that is still due, locked; no row when it is not, or when somebody else holds it.

    The term is looked at after the lock, because it may have moved.
    """
    vrij = bestand.alle.select_for_update(skip_locked=True).filter(pk=pk).order_by("pk")
    if vrij.values_list("pk", flat=True).first() is None:
        return bestand.alle.none()
    return aan_de_beurt(bestand, grond, peildatum).filter(pk=pk)


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
        rijen = list(komend(grond, peildatum))
    for rij in rijen:
        try:
            if grond.vernietigt:
                klaar: object = vernietig(
                    rij.bestand, rij.pk, grond=grond, actor=actor, peildatum=peildatum
                )
            else:
                klaar = archiveer(rij.bestand, rij.pk, actor=actor, peildatum=peildatum)
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
        archiefstuk_id=stuk.pk,
        nummer=stuk.nummer,
        gebruiker_id=actor.gebruiker_id,  # type: ignore[misc]  # who sees the archive is a person
        namens=actor.partij_naam,
        reden=reden,
    )
