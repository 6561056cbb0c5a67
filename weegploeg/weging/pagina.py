"""The referentiekader as a board (PB 7)."""

from collections.abc import Iterable, Mapping
from typing import Any

from convenant.models import Convenant, Ontwikkelgebied

from ..models import WeegploegDossier, Weging


class Kader:
    """The referentiekader of a covenant, as the board component wants it (PB 7)."""

    def __init__(self, convenant: Convenant) -> None:
        self.fasen = list(convenant.referentiekader.fasen.all())
        self.gebieden = list(convenant.referentiekader.ontwikkelgebieden.all())

    def begin(self, dossier: WeegploegDossier, wegingen: Iterable[Weging]) -> dict[str, str]:
        """What the form starts with."""
        uit = {"duiding": str(dossier.duiding)}
        for weging in wegingen:
            uit[f"fase_{weging.ontwikkelgebied_id}"] = str(weging.in_fase_id or "")
            uit[f"toelichting_{weging.ontwikkelgebied_id}"] = str(weging.toelichting)
        return uit

    def bord(
        self, waarden: Mapping[int, tuple[str, str]], fouten: Mapping[int, Any]
    ) -> dict[str, Any]:
        """Inputs of the component.

        Args:
            waarden: for each field the key of its phase, or "", and the explanation.
            fouten: for each field its error, or "".
        """
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
                        "fout": fouten.get(gebied.pk, ""),
                    }
                    for gebied in self.gebieden
                    if gebied.gebied == soort
                ],
            }
            for soort in Ontwikkelgebied.Gebied
        ]
        fasen = [{"waarde": str(fase.pk), "naam": fase.naam} for fase in self.fasen]
        return {"fasen": fasen, "groepen": groepen}
