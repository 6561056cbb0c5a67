"""What the weegploeg hands over on agendering: a copy of chosen data (MC 8.5). Values, no keys into its file."""

from dataclasses import dataclass, field
from datetime import date
from typing import TypedDict
from uuid import UUID

from convenant.models import Partij
from gedeeld.personen import Naw


class SignaalOverdracht(TypedDict, total=False):
    """One chosen signal, with the party that brought it and not the reporter (MC 10.2 b, c).

    By field of `convenant.gegevens.Signaalgegeven`; all else stays in the weegploeg's file.
    """

    omschrijving: str
    aard: str
    gericht_op: list[str]
    waargenomen_op: date | None
    partij_id: UUID
    grondslag_id: int
    wpg_artikel: str
    grondslag_om_id: int | None
    om_soort: str
    onzeker: bool
    bijzonder: list[str]
    uitzonderingen: list[str]
    noodzaak: str


@dataclass(frozen=True)
class WegingOverdracht:
    """One field of the referentiekader as the weegploeg weighed it (MC 10.2 d)."""

    ontwikkelgebied_id: int
    in_fase_id: int | None
    toelichting: str


@dataclass(frozen=True)
class Partner:
    """A partner that the weegploeg or the casusoverleg chose, and why (PB 3.4, 4.2).

    Args:
        grond_rvdk: for the Raad voor de Kinderbescherming only: "ontwikkeling" (1:255 BW) or
            "strafbaar_feit".
        rol: one of `deelname.models.Deelname.Rol`; an adviser sees nothing of the file.
        van: first day, today or later; None is today.
        tot: first day without, or None where no end was agreed.
        waarvoor: one of `Deelname.Waarvoor`, of whom the casusoverleg lets in; else empty.
        besloten_op: the day on which it was decided; today without it.
    """

    partij: Partij
    reden: str
    grond_rvdk: str = ""
    rol: str = "deelnemer"
    van: date | None = None
    tot: date | None = None
    waarvoor: str = ""
    besloten_op: date | None = None


@dataclass(frozen=True)
class Overdracht:
    """The copy that opens a casus.

    Args:
        zaak: the case; what comes from it is in it as well.
        band, band_feit: how the subject is tied to the municipality, one of `Band.Soort`, and by which
            fact (WV 2.1).
        duiding: the weegploeg's reading of the signals.
    """

    zaak: UUID
    weegploeg_nummer: str
    gemeente: Partij
    naw: Naw
    band: str
    band_feit: str
    bijzonderheid: str = ""
    duiding: str = ""
    signalen: list[SignaalOverdracht] = field(default_factory=list)
    wegingen: list[WegingOverdracht] = field(default_factory=list)
