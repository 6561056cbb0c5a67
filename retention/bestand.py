"""The archive as a kind of file: found by person and read by the processes on every file."""

import json
from datetime import date
from typing import Any
from uuid import UUID

from django.urls import reverse

from gedeeld.actor import SECRETARISSEN, WEEGPLOEG
from gedeeld.afschrift import Afschrift, Publiek
from gedeeld.personen import Persoon
from gedeeld.weigering import require
from register import registry
from register.registry import RAADPLEGEN, RAADPLEGEN_VERZOEK, Bestand
from register.toegang import Feit

from .models import Archiefstuk


class ArchiefBestand(Bestand):
    """Files in the archive. Their five years run from the last processing before they moved."""

    naam = "archiefstuk"
    model = Archiefstuk
    rechten = {RAADPLEGEN: WEEGPLOEG, RAADPLEGEN_VERZOEK: SECRETARISSEN}
    partij = "partij"
    houders = SECRETARISSEN

    def persoon(self, dossier: Archiefstuk) -> Persoon:
        """The subject."""
        velden = _inhoud(dossier)["persoon"]
        geboren = velden.pop("geboortedatum")
        return Persoon(**velden, geboortedatum=date.fromisoformat(geboren) if geboren else None)

    def afschrift(self, dossier: Archiefstuk, publiek: Publiek) -> Afschrift:
        """The transcript as it was on the day of archiving.

        Raises:
            Geweigerd: for an audience that does not consult the archive (MC 13.2).
        """
        afschriften = _inhoud(dossier)["afschriften"]
        require(publiek in afschriften, "Alleen de kernpartijen raadplegen het archief.")
        return Afschrift.uit_dict(afschriften[publiek])

    def feiten(self, dossier: Archiefstuk) -> list[Feit]:
        """The core parties of the file that it was (MC 13.2)."""
        soort = registry.bestand(dossier.soort)
        reden = (
            "Kernpartij van dit dossier: raadpleegt het archief met een reden (artikel 13 lid 2)."
        )
        return [
            Feit(partij.groep_id, soort.archiefrecht, dossier.gearchiveerd_op, None, reden)
            for partij in soort.kernpartijen(dossier.partij)
        ]

    def verwant(self, sleutels: set[UUID]) -> set[UUID]:
        """What the file that it was knew of its case: the same fields, in the archived row."""
        uit: set[UUID] = set()
        for stuk in self.alle.filter(pk__in=sleutels):
            rijen = _inhoud(stuk)["rijen"]
            velden = next(rij["fields"] for rij in rijen if rij["pk"] == str(stuk.pk))
            sleutel = (velden[veld] for veld in registry.bestand(stuk.soort).verwijst_naar)
            uit |= {UUID(pk) for pk in sleutel if pk}
        return uit

    def kerngroepen(self, dossier: Archiefstuk) -> set[int]:
        """As for the file that it was."""
        soort = registry.bestand(dossier.soort)
        return {partij.groep_id for partij in soort.kernpartijen(dossier.partij)}

    def url(self, dossier: Archiefstuk) -> str:
        """The page that asks for the reason."""
        return reverse("retention:archiefstuk", args=[dossier.pk])


def _inhoud(stuk: Archiefstuk) -> dict[str, Any]:
    return json.loads(stuk.inhoud)  # type: ignore[no-any-return]
