"""The change log: what happened to a file, in the transaction of the change."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any, Protocol

from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk

from . import berichten, slot
from .berichten import Hoort
from .models import Dossier, Gebeurtenis
from .zinnen import ZINNEN


class Opnemer(Protocol):
    """Records one of the events of an app on a file, in the transaction of the change.

    Args:
        wat: name of the event, without the app.
        velden: names of the fields that changed, never their values.
        op: the day on which people decided it; the log keeps the moment of recording as well.
        over: the row of the file that it is about, where who hears of it depends on that.

    Raises:
        KeyError: the app declared no such event.
    """

    def __call__(
        self,
        dossier: Dossier,
        wat: str,
        *,
        actor: Actor,
        velden: Iterable[str] = (),
        op: date | None = None,
        over: Any = None,
    ) -> None: ...


def declareer(
    app: str, *, hoort: Mapping[str, Hoort | str], stil: Collection[str] = (), **zinnen: str
) -> Opnemer:
    """Say once what can happen to a file in an app and who hears of it, and get what records it.

    Args:
        app: app label.
        hoort: of each event who hears of it, or why nobody does.
        stil: events that are no processing of the subject's data, such as who may not read them:
            they do not move the file's clock (MC 13.1).
        zinnen: name of the event -> sentence of the timeline, in Dutch and without personal data.
    """
    assert hoort.keys() == zinnen.keys(), f"{app}: zeg van elke gebeurtenis wie het hoort"
    ZINNEN.update({f"{app}.{naam}": zin for naam, zin in zinnen.items()})
    berichten.declareer(app, hoort)

    def gebeurd(
        dossier: Dossier,
        wat: str,
        *,
        actor: Actor,
        velden: Iterable[str] = (),
        op: date | None = None,
        over: Any = None,
    ) -> None:
        naam, klok = f"{app}.{wat}", wat not in stil
        leg_vast(dossier, naam, actor=actor, velden=velden, op=op, klok=klok, over=over)

    return gebeurd


def leg_vast(
    dossier: Dossier,
    soort: str,
    *,
    actor: Actor,
    velden: Iterable[str] = (),
    op: date | None = None,
    klok: bool = True,
    over: Any = None,
) -> None:
    """Record an event on a file, tell who must hear of it, and move the file's clock.

    A job of the system is no processing of data on the subject: it does not move the clock
    (MC 13.1).

    Args:
        soort: declared event, `app.naam`.
        over: as for `berichten.vertel`.
    """
    _gebeurtenis(dossier, soort, actor, velden, op).save(force_insert=True)
    berichten.vertel(dossier, soort, actor=actor, over=over)
    if klok:
        verwerkt(dossier, actor=actor)


def verwerkt(dossier: Dossier, *, actor: Actor) -> None:
    """Move the file's clock to today: data were processed for the approach (MC 13.1)."""
    if not actor.is_systeem and dossier.laatste_verwerking_op < actor.vandaag:
        dossier.laatste_verwerking_op = actor.vandaag
        # Written with what follows from it: who reports on a measure does not read the file (MC 10.5).
        slot.lopend().klok[dossier.pk] = actor.vandaag


def leg_taak_vast(dossiers: Iterable[Dossier], soort: str, *, actor: Actor) -> None:
    """Record on each of these files what a job of the system did; as `leg_vast`."""
    assert actor.is_systeem  # what a user does moves the clock, file by file
    Gebeurtenis.objects.bulk_create(_gebeurtenis(rij, soort, actor) for rij in dossiers)


def _gebeurtenis(
    dossier: Dossier,
    soort: str,
    actor: Actor,
    velden: Iterable[str] = (),
    op: date | None = None,
) -> Gebeurtenis:
    ZINNEN[soort]
    return Gebeurtenis(
        tijdstip=actor.nu,
        soort=soort,
        bestand=dossier.dossiersoort,
        pseudoniem=dossier.pseudoniem,
        nummer=dossier.nummer,
        gebruiker_id=actor.gebruiker_id,
        convenant_id=actor.convenant_id,
        namens=actor.namens(dossier.partij_id),
        velden=list(velden),
        genomen_op=op if op != actor.vandaag else None,
    )


def wijzigingen(dossier: Dossier, *soorten: str) -> int:
    """How often these events happened to a file: what a form that shows it was made from."""
    return Gebeurtenis.van(dossier).filter(soort__in=soorten).count()


def vereis_ongewijzigd(dossier: Dossier, gelezen: int | None, *soorten: str) -> None:
    """Refuse to overwrite, or to decide on, what somebody else changed since it was read.

    Args:
        dossier: locked, so that nothing changes between this look and the act.
        gelezen: the `wijzigingen` that was shown; None where nothing was shown.

    Raises:
        NietMogelijk: one of the events happened since.
    """
    if gelezen is not None and gelezen != wijzigingen(dossier, *soorten):
        raise NietMogelijk(
            "Iemand anders heeft dit net gewijzigd. Bekijk eerst hoe het nu is en probeer het opnieuw."
        )
