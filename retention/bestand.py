"""The archive as a kind of file: found by person and read by the processes on every file."""

import json
from datetime import date
from typing import Any

from django.urls import reverse

from bestand.access import groepen_met_recht, require
from bestand.afschrift import Afschrift, Publiek
from bestand.personen import Persoon
from bestand.registry import Bestand

from .models import Archiefstuk
from .querysets import RAADPLEGEN


class ArchiefBestand(Bestand):
    """Files in the archive. Their five years run from the last processing before they moved."""

    naam = "archiefstuk"
    model = Archiefstuk

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

    def kerngroepen(self, dossier: Archiefstuk) -> set[int]:
        """Groups of the core parties at the time of archiving."""
        return groepen_met_recht(dossier, RAADPLEGEN)

    def url(self, dossier: Archiefstuk) -> str:
        """The page that asks for the reason."""
        return reverse("retention:archiefstuk", args=[dossier.pk])


def _inhoud(stuk: Archiefstuk) -> dict[str, Any]:
    return json.loads(stuk.inhoud)  # type: ignore[no-any-return]
