"""From the archive back to the weegploeg, by instruction of the core parties (MC 13.4).

The archived file is read once more and stays what it is: its term runs on, and nobody writes in it. What
is made of it is a file of its own, that says by which instruction it began.
"""

from collections.abc import Collection
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.utils.formats import date_format

from convenant.bijlage1 import Kernbesluit
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk, require, vereis_dagen, vereis_tekst
from mensen.lezers import houdt_bij
from register.afleiden import besluit as derive
from register.models import Dossier
from register.registry import Archiefgegeven, Bestand, bestand

from . import events
from .models import Archiefstuk
from .opschorten import ALLE_DRIE, beslissers
from .vorm import lees

# Ours: an instruction is about what is needed now, and the term of the new file runs from it.
GELDT = relativedelta(months=1)


def kan_terug(stuk: Dossier) -> bool:
    """Whether data of such a file can go back to the weegploeg."""
    return _soort(stuk).terug_te_halen


def mag_terughalen(actor: Actor, stuk: Dossier) -> bool:
    """Whether the actor keeps this archived file, and so logs what its core parties told him to do."""
    return kan_terug(stuk) and houdt_bij(actor, stuk)


def vereis_opdracht(stuk: Dossier, *, actor: Actor, besluit: Kernbesluit, reden: str) -> None:
    """Refuse what is no instruction of all core parties (MC 13.4).

    Args:
        reden: why the data are needed once more.

    Raises:
        Geweigerd: the actor does not keep this file.
        NietMogelijk: a core party or the reason is missing, or the day does not fit.
    """
    require(mag_terughalen(actor, stuk), "Alleen wie dit dossier bijhoudt legt dit vast.")
    stuk.vereis_beweging()
    vereis_tekst(reden=reden, kenmerk=besluit.document)
    dag = besluit.genomen_op
    vereis_dagen(actor.vandaag, gedaan={"besloten_op": dag})
    assert stuk.gearchiveerd_op  # it is in the archive
    vanaf = max(stuk.gearchiveerd_op, actor.vandaag - GELDT)
    if dag < vanaf:
        zin = (
            f"Kies een dag vanaf {date_format(vanaf, 'j F Y')}. Een opdracht geldt een maand, en alleen voor"
            " wat toen in het archief stond."
        )
        raise NietMogelijk({"besloten_op": zin})
    if {partij.pk for partij in besluit.partijen} != {p.pk for p in beslissers(stuk)}:
        raise NietMogelijk({"besloten_door": ALLE_DRIE})


def te_kiezen(stuk: Archiefstuk, *, actor: Actor) -> list[Archiefgegeven]:
    """What of the file can go back today, and what can't; who calls this logs the reading."""
    return _soort(stuk).archiefgegevens(lees(stuk.inhoud).rijen, stuk.partij, actor.vandaag)


@derive
def heractiveer(
    stuk: Archiefstuk, *, actor: Actor, besluit: Kernbesluit, reden: str, mee: Collection[UUID]
) -> Dossier:
    """Make chosen data available to the weegploeg again, in a new file (MC 13.4).

    Args:
        mee: keys of what was chosen (`te_kiezen`).

    Raises:
        Geweigerd, NietMogelijk: as for `vereis_opdracht`, and as the kind of file says.
    """
    rij: Dossier = Dossier.objects.neem(stuk, lambda vers: mag_terughalen(actor, vers))
    vereis_opdracht(rij, actor=actor, besluit=besluit, reden=reden)
    rijen = lees(stuk.inhoud).rijen
    nieuw = _soort(rij).heractiveer(rij, rijen, mee, actor=actor, besluit=besluit, reden=reden)
    events.gebeurd(rij, "teruggehaald", actor=actor, op=besluit.genomen_op)
    return nieuw


def _soort(stuk: Dossier) -> Bestand:
    """The kind of file that it was."""
    return bestand(stuk.dossiersoort)
