"""The referentiekader as the board component wants it (MC 7.3, PB 7). It orders what people wrote, and adds nothing up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from django.forms import BoundField

from .models import Fase, Ontwikkelgebied, Referentiekader


class Gewogen(Protocol):
    """A row that says what the weegploeg thinks of one field, in whichever file it stands."""

    ontwikkelgebied_id: int
    in_fase_id: int | None
    toelichting: str


@dataclass(frozen=True)
class Teken:
    """A signal on the board.

    Args:
        nr: its place among the signals of the file, as they are numbered there.
        gebied: key of the field where it was placed; None when it fits in none.
        fase: key of its phase, as a string; empty when that can't be judged.
        sinds: what changed since the last meeting, in words; empty when nothing did.
    """

    nr: int
    gebied: int | None
    fase: str
    sinds: str = ""


class Kader:
    """One version of the referentiekader."""

    def __init__(self, kader: Referentiekader) -> None:
        self.kader = kader
        self.fasen: list[Fase] = list(kader.fasen.all())
        self.gebieden: list[Ontwikkelgebied] = list(kader.ontwikkelgebieden.all())

    def gelezen(
        self,
        wegingen: Iterable[Gewogen],
        tekens: Iterable[Teken] = (),
        eerder: Mapping[int, Any] | None = None,
    ) -> dict[str, Any]:
        """The board to read.

        Args:
            tekens: the signals that were placed.
            eerder: for a field what stands below it on its earlier value.
        """
        waarden = {
            rij.ontwikkelgebied_id: (str(rij.in_fase_id or ""), rij.toelichting) for rij in wegingen
        }
        return self.bord(waarden, {}, tekens, eerder or {})

    def bord(
        self,
        waarden: Mapping[int, tuple[str, str]],
        velden: Mapping[int, list[BoundField]],
        tekens: Iterable[Teken] = (),
        eerder: Mapping[int, Any] | None = None,
    ) -> dict[str, Any]:
        """Inputs of the component.

        Args:
            waarden: for each field the key of its phase, or "", and the explanation.
            velden: for each field those of the form, of phase and explanation; in none where it is read.
            tekens, eerder: as for `gelezen`.
        """
        geplaatst = list(tekens)
        groepen = [
            {
                "naam": soort.label,
                "gebieden": [
                    {
                        "sleutel": gebied.pk,
                        "naam": gebied.naam,
                        "uitleg": gebied.toelichting,
                        "fase": waarden.get(gebied.pk, ("", ""))[0],
                        "toelichting": waarden.get(gebied.pk, ("", ""))[1],
                        "velden": velden.get(gebied.pk, []),
                        "tekens": [teken for teken in geplaatst if teken.gebied == gebied.pk],
                        "eerder": (eerder or {}).get(gebied.pk),
                    }
                    for gebied in self.gebieden
                    if gebied.gebied == soort
                ],
            }
            for soort in Ontwikkelgebied.Gebied
        ]
        fasen = [{"waarde": str(fase.pk), "naam": fase.naam} for fase in self.fasen]
        return {"fasen": fasen, "groepen": groepen}
