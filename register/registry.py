"""The kinds of file there are. `retention` and `privacy_rights` loop over them and know no other.

A file's app subclasses `Bestand` and registers it in its `AppConfig.ready`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import F, Q, Value
from django.db.models.expressions import Combinable
from django.db.models.fields import DateField
from django.http import Http404

from gedeeld.actor import Actor, Hoedanigheid
from gedeeld.afschrift import Afschrift, Publiek
from gedeeld.personen import Persoon

if TYPE_CHECKING:
    from .models import Dossier, DossierQuerySet
    from .toegang import Feit


# In the archive: what core parties consult, and what only the secretaries do (requests).
RAADPLEGEN = "raadplegen"
RAADPLEGEN_VERZOEK = "raadplegen_verzoek"


class Bestand(ABC):
    """One kind of digital file, as the processes see it that work on every file.

    Attributes:
        naam: what a caseworker calls one such file.
        model: its root table; all else of the file hangs below it and is deleted with it.
        laatste_verwerking: date expression on `model` (MC 13.1); never before the file's own clock.
        vergeten_vanaf: date expression on `model`: where the six months begin, NULL where they do
            not run (MC 13.3).
        rechten: codename of each object permission -> the capacities in which somebody of a party
            that holds it uses it (MC 8.4, 10.4, 10.5). The first wall, the second wall and the page
            with the access table all read it here.
        archiefrecht: codename of the permission on such a file in the archive.
        partij: name of the field with the party whose file it is.
        blijvend: whether the file goes to the archive and lives five years (MC 13.1, 13.2); False
            for what only the six months can end.
        houders: the capacities that keep such a file, and so decide who may not read it (MC 8.1, 10.1).
        te_beperken: whether its data can be restricted (AVG 18).
        verwijst_naar: names of fields with the key of the file that it came from or went on into.
        handelingen: object permission -> what who holds it does to the file, in Dutch -> the rule
            that the decision asks (MC 15.2 b). What such a rule asks of one file comes on top.
    """

    naam: str
    model: "type[Dossier]"
    rechten: Mapping[str, frozenset[Hoedanigheid]]
    archiefrecht: str = RAADPLEGEN
    partij: str = "gemeente"
    laatste_verwerking: Combinable = F("laatste_verwerking_op")
    vergeten_vanaf: Combinable = Value(None, output_field=DateField())
    blijvend: bool = True
    houders: frozenset[Hoedanigheid]
    te_beperken: bool = True
    verwijst_naar: tuple[str, ...] = ()
    handelingen: Mapping[str, Mapping[str, Callable[[Actor], bool]]] = {}

    @property
    def soort(self) -> str:
        """How logs and ledgers name this kind."""
        return self.model._meta.label_lower

    @property
    def alle(self) -> "DossierQuerySet":
        """Every file of this kind: the database shows them to a job of the system only."""
        return self.model._default_manager.all()  # type: ignore[return-value]

    def zoek(self, persoon: Persoon) -> "DossierQuerySet":
        """Files on a person, by the blind index; chain `.visible_to(actor)`.

        The keys are looked up as a job of the system: PostgreSQL would use no index for an overlap of
        arrays under row-level security, because that operator could leak. Nothing but keys of files
        comes out, and who reads those files meets both walls.
        """
        from .muur import als

        sleutels = persoon.zoekvragen(self.model._meta.app_label)
        with als(Actor.systeem("zoeken")):
            gevonden = list(
                self.alle.filter(zoeksleutels__overlap=sleutels).values_list("pk", flat=True)
            )
        return self.alle.filter(pk__in=gevonden)

    @abstractmethod
    def feiten(self, dossier: Any) -> "list[Feit]":
        """By which facts which party reads a file, also those that ended or begin later."""

    def kernpartijen(self, partij: Any) -> list[Any]:
        """The parties that answer for a party's files: they alone consult the archive (MC 13.2).

        Args:
            partij: the party whose files they are, such as the municipality concerned.
        """
        return list(partij.weegploeg)

    def kerngroepen(self, dossier: Any) -> set[int]:
        """Groups of those parties, of one file."""
        return {kern.groep_id for kern in self.kernpartijen(getattr(dossier, self.partij))}

    def rust_op(self, partij: Any) -> "DossierQuerySet":
        """Files whose readers may change when a fact about this party changes.

        Args:
            partij: a `convenant.models.Partij`.
        """
        if not partij.kernpartij:
            return self.alle.none()
        if partij.gemeente:
            return self.alle.filter(**{self.partij: partij.pk})
        return self.alle.filter(**{f"{self.partij}__convenant": partij.convenant_id})

    def verwant(self, sleutels: set[UUID]) -> set[UUID]:
        """Keys of files in one case with these, as far as files of this kind know (`toegang.keten`).

        Args:
            sleutels: keys of files of any kind.
        """
        uit: set[UUID] = set()
        for veld in self.verwijst_naar:
            hier = Q(pk__in=sleutels) | Q(**{f"{veld}__in": sleutels})
            paren = self.alle.filter(hier, **{f"{veld}__isnull": False}).values_list("pk", veld)
            uit.update(sleutel for paar in paren for sleutel in paar)
        return uit

    def kan_vergeten(self, grens: date) -> Q:
        """What holds for each file whose six months began on or before a day, on its own columns.

        PostgreSQL uses an index for such a condition, also under row-level security, and looks at
        `vergeten_vanaf` only for what passes.
        """
        return Q()

    @abstractmethod
    def persoon(self, dossier: Any) -> Persoon:
        """The subject of a file."""

    @abstractmethod
    def afschrift(self, dossier: Any, publiek: Publiek) -> Afschrift:
        """A file as a document for one audience."""

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

    def vergeet(self, dossier: "Dossier") -> None:
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


def bestand_van(app: str) -> Bestand:
    """The kind of file by the name of its app, as it stands in an address.

    Raises:
        Http404: no app with files has this name.
    """
    for soort in bestanden():
        if soort.model._meta.app_label == app:
            return soort
    raise Http404
