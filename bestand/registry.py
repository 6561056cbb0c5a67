"""The kinds of file there are. `retention` and `privacy_rights` loop over them and know no other.

A file's app subclasses `Bestand` and registers it in its `AppConfig.ready`.
"""

from abc import ABC, abstractmethod
from typing import Any
from uuid import UUID

from django.db.models import F, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import DateField

from .access import Actor
from .afschrift import Afschrift, Publiek
from .models import Dossier, DossierQuerySet
from .personen import Persoon


class Bestand(ABC):
    """One kind of digital file, as the processes see it that work on every file.

    Attributes:
        naam: what a caseworker calls one such file.
        model: its root table; all else of the file hangs below it and is deleted with it.
        laatste_verwerking: date expression on `model` (MC 13.1).
        vergeten_vanaf: date expression on `model`: where the six months begin, NULL where they do
            not run (MC 13.3).
        blijvend: whether the file goes to the archive and lives five years (MC 13.1, 13.2); False
            for what only the six months can end.
    """

    naam: str
    model: type[Dossier]
    laatste_verwerking: Combinable = F("laatste_verwerking_op")
    vergeten_vanaf: Combinable = Value(None, output_field=DateField())
    blijvend: bool = True

    @property
    def soort(self) -> str:
        """How logs and ledgers name this kind."""
        return self.model._meta.label_lower

    @property
    def alle(self) -> DossierQuerySet:
        """Every file of this kind, for jobs of the system only."""
        return self.model._default_manager.all()  # type: ignore[return-value]

    def zoek(self, persoon: Persoon) -> DossierQuerySet:
        """Files on a person, by the blind index. For a user: chain `.visible_to(actor)`."""
        sleutels = persoon.zoekvragen(self.model._meta.app_label)
        return self.alle.filter(zoeksleutels__overlap=sleutels)

    @abstractmethod
    def persoon(self, dossier: Any) -> Persoon:
        """The subject of a file."""

    @abstractmethod
    def afschrift(self, dossier: Any, publiek: Publiek) -> Afschrift:
        """A file as a document for one audience."""

    @abstractmethod
    def kerngroepen(self, dossier: Any) -> set[int]:
        """Groups of the core parties of a file: they alone consult the archive (MC 13.2)."""

    def raadpleegt(self, actor: Actor) -> bool:
        """Whether an actor of a core party may consult such a file in the archive (MC 13.2)."""
        return actor.in_weegploeg

    def bewaar_klok(self, soort: str, pk: UUID) -> None:
        """Another file may be about to go: keep the last processing that files here take from it.

        Called before that file is locked, in the transaction in which it goes (MC 13.1).

        Args:
            soort: kind of that file.
            pk: its key.
        """

    def maak_archiefklaar(self, dossier: Any) -> None:
        """Take out what may not go to the archive, from `dossier` and from its rows.

        Called in the transaction of the move; what it leaves is what is stored.
        """

    def vergeet(self, dossier: Dossier) -> None:
        """Another file was destroyed: forget what was copied from it (MC 13.1, 13.3).

        Args:
            dossier: its number still stands, its rows are gone.
        """

    def url(self, dossier: Any) -> str:
        """The file's page, or empty when it has none."""
        return ""


_BESTANDEN: dict[str, Bestand] = {}


def registreer(bestand: Bestand) -> None:
    """Make a kind of file known."""
    _BESTANDEN[bestand.soort] = bestand


def bestanden() -> list[Bestand]:
    """All kinds of file, in order of registration."""
    return list(_BESTANDEN.values())


def bestand(soort: str) -> Bestand:
    """The kind of file by its name in logs and ledgers."""
    return _BESTANDEN[soort]
