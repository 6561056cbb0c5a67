"""The kinds of file there are. `retention` and `privacy_rights` loop over them and know no other.

A file's app subclasses `Bestand` and registers it in its `AppConfig.ready`.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar
from uuid import UUID

from django.db import connection, models
from django.http import Http404

from convenant.bijlage1 import Kernbesluit
from convenant.models import Partij
from gedeeld.actor import Actor, Hoedanigheid
from gedeeld.afschrift import Afschrift, Publiek, Sectie
from gedeeld.personen import Persoon
from gedeeld.termijnen import Grond

from .feiten import Feit, Looptijd
from .kringen import Kring
from .muur import als
from .taken import Wachtend

if TYPE_CHECKING:
    from .models import Dossier, DossierQuerySet


NERGENS = UUID(int=0)  # of no file
# In the archive: what core parties consult, and what only the secretaries do (requests).
RAADPLEGEN = "raadplegen"
RAADPLEGEN_VERZOEK = "raadplegen_verzoek"
# A file that the parties are done with: who keeps it reads it, and others only what they have to finish.
AFRONDEN = "afronden"


@dataclass(frozen=True)
class Menupunt:
    """A part of the main menu.

    Args:
        label: a word or two.
        pagina: name of the page where it begins.
        icoon: as in `templates/componenten/icoon.html`.
    """

    label: str
    pagina: str
    icoon: str


@dataclass(frozen=True)
class Archiefgegeven:
    """A datum of an archived file, that can be made available to the weegploeg again (MC 13.4).

    Args:
        pk: of its row, as it lies in the archive.
        wat: what it says.
        kenmerken: what kind of datum it is, who gave it and on what ground.
        niet: why it cannot go along today, as a sentence; empty when it can.
    """

    pk: UUID
    wat: str
    kenmerken: str
    niet: str


class Bestand(ABC):
    """One kind of digital file, as the processes see it that work on every file.

    Attributes:
        naam: what a caseworker calls one such file.
        verzameling: what a letter to the subject calls all of them, to say where was searched.
        model: its table; all else of the file hangs below it and is deleted with it.
        kring: who reads it by role.
        houder: who keeps it, and so decides who may not read it (MC 8.1, 10.1).
        archiefkring, archiefhouder: the same once it lies in the archive (MC 13.2).
        waarom: why a party reads it by role, as a sentence with its article.
        rechten: what of it is read -> the capacities in which somebody reads that (MC 8.4, 10.4,
            10.5): by role under the first name, by a grant under its codename. The page with the
            access table reads it here.
        archiefrecht: under which name such a file is read in the archive.
        blijvend: whether the file goes to the archive and lives five years (MC 13.1, 13.2); False
            for what only the six months can end.
        te_beperken: whether its data can be restricted (AVG 18).
        vergadert: in which kind of meeting its files are discussed (`overleg.models.Soort`).
        bij_vertrek: what is to be done with a file that runs before one of its parties leaves (MC 18.3).
        terug_te_halen: whether data of such a file can go back to the weegploeg from the archive (MC 13.4).
        grootboek: whether data of it go to others, so that there is a page on who knows what.
        handelingen: what is read -> what who reads it does to the file, in Dutch -> the rule that
            the decision asks (MC 15.2 b). What such a rule asks of one file comes on top.
    """

    naam: str
    verzameling: str
    model: "type[Dossier]"
    kring: Kring
    houder: Kring
    archiefkring: Kring = Kring.WEEGPLOEG
    archiefhouder: Kring = Kring.UITVOERDER_WEEGPLOEG
    waarom: str = ""
    rechten: Mapping[str, frozenset[Hoedanigheid]]
    archiefrecht: str = RAADPLEGEN
    blijvend: bool = True
    te_beperken: bool = True
    vergadert: str = ""
    bij_vertrek: str = ""
    grootboek: bool = False
    terug_te_halen: bool = False
    handelingen: ClassVar[Mapping[str, Mapping[str, Callable[[Actor], bool]]]] = {}

    @property
    def soort(self) -> str:
        """How the register, logs and ledgers name this kind."""
        return self.model._meta.label_lower

    @property
    def app(self) -> str:
        """How addresses name this kind."""
        return self.model._meta.app_label

    @property
    def pad(self) -> str:
        """Under which address its pages lie."""
        return self.app

    @property
    def alle(self) -> "DossierQuerySet":
        """Every file of this kind: the database shows them to a job of the system only."""
        return self.model._default_manager.all()

    @property
    def lopend(self) -> "DossierQuerySet":
        """Those in which work goes on; none of a kind in which there is none."""
        return self.alle.none()

    def lopend_met(self, partij_id: UUID, dag: date) -> "DossierQuerySet":
        """Of those the files in which a party takes part that was let in, on a day or later."""
        return self.alle.none()

    @property
    def met_feiten(self) -> "DossierQuerySet":
        """The same, each with the rows from which grants, terms and tasks follow: they ask no more."""
        return self.alle

    @property
    def met_inhoud(self) -> "DossierQuerySet":
        """The same, each with all that its transcripts say."""
        return self.alle

    def zoek(self, persoon: Persoon) -> "DossierQuerySet":
        """As `zoek`, for this kind alone."""
        (rijen,) = zoek([persoon], [self])
        return rijen

    # What follows from the facts of a file ---------------------------------------------------------
    # Terms and tasks are asked of a file from `met_feiten`: another one lacks what they follow from.
    def kringen(self, dossier: Any) -> tuple[str, str]:
        """The circle that reads a file, and the one that keeps it."""
        return self.kring.van(dossier.partij_id), self.houder.van(dossier.partij_id)

    def afmakers(self, dossier: Any) -> Iterable[str]:
        """The circles that read a file besides, for as long as they have something to finish in it."""
        return ()

    @abstractmethod
    def begonnen_op(self, dossier: Any) -> date:
        """The day on which a file began, from which its parties read it."""

    def gesloten_op(self, dossier: Any) -> date | None:
        """The day on which the work on it ended; None while it goes on, or where lists need no such day."""
        return None

    def toelatingen(self, dossier: Any) -> list[Feit]:
        """To which parties a grant on a file was given, also those that ended or begin later.

        Not asked while the file is restricted: then no grant holds.
        """
        return []

    def klok(self, dossier: Any) -> date:
        """The last processing of a file, with what of its case counts as such (MC 13.1)."""
        return dossier.laatste_verwerking_op  # type: ignore[no-any-return]

    def korte_looptijd(self, dossier: Any) -> Looptijd | None:
        """The term for data on somebody who was not put on the agenda; None where none runs (MC 13.3)."""
        return None

    def looptijden(self, dossier: Any) -> list[Looptijd]:
        """The terms of a file that run."""
        uit = [kort] if (kort := self.korte_looptijd(dossier)) else []
        if self.blijvend:
            klok = self.klok(dossier)
            uit += [Looptijd(Grond.VIJF_JAAR, klok), eerste_jaar(dossier, klok)]
        return uit

    def taken(self, dossier: Any) -> list[Wachtend]:
        """What waits for whom in a file, also what begins later; not asked while it is restricted."""
        return []

    def berichten(self, sleutels: Collection[UUID]) -> dict[UUID, str]:
        """Key of a file -> whether its subject was told (`gedeeld.bericht.Bericht`); without it, no duty."""
        return {}

    def te_informeren(self, dossier: Any) -> date | None:
        """The day after which it is late to inform the subject, while that was not done; else None.

        Asked when a file goes to the archive: the duty goes along (MC 11.5).
        """
        return None

    def vernietigd_op(self, nummer: str, partij: Partij, actor: Actor) -> date | None:
        """The day on which the file with this number was destroyed, for who reads the statement of that.

        Args:
            partij: whose file it was, among others.
        """
        return None

    # In a meeting (`overleg`) ----------------------------------------------------------------------
    def bespreken(self, dossier: Any, dag: date) -> str:
        """Why a file is due in a meeting, from its facts: one of `Agendapunt.Reden`; empty when it is not.

        Asked of a file in which something waits (`taken`), and not while it is restricted.

        Args:
            dossier: from `met_feiten`.
            dag: of the meeting.
        """
        return ""

    def publiek(self, actor: Actor) -> Publiek:
        """As which audience an actor who reads a file as a whole reads it."""
        return Publiek.KERNPARTIJ

    def te_besluiten(self, dossier: Any, overleg_id: UUID) -> list[tuple[str, str]]:
        """What can be decided on a file in a meeting, and where the secretary logs each."""
        return []

    def verslag(self, dossier: Any, overleg: Any) -> list[Sectie]:
        """What was logged on a file in a meeting, for who reads the file: made of rows, stored nowhere.

        As it was when the minutes were approved (`Overleg.moment`). What was put right after that
        stands apart, and says where.

        Args:
            dossier: from `met_inhoud`.
            overleg: the meeting.
        """
        return []

    def vul_aan(
        self, dossier: "Dossier", delen: Mapping[Publiek, Sectie], *, actor: Actor, op: date
    ) -> None:
        """Add a decision to a file that cannot be written in: of a kind that is an archive alone."""
        raise NotImplementedError

    # From the archive, back to the weegploeg (MC 13.4) -----------------------------------------------
    def archiefgegevens(
        self, rijen: Sequence[Mapping[str, Any]], gemeente: Partij, dag: date
    ) -> list[Archiefgegeven]:
        """What of an archived file of this kind can be chosen to go back, and what can't.

        Args:
            rijen: as they lie in the archive (`django.core.serializers`).
            dag: on which they would go.
        """
        return []

    def heractiveer(
        self,
        stuk: "Dossier",
        rijen: Sequence[Mapping[str, Any]],
        mee: Collection[UUID],
        *,
        actor: Actor,
        besluit: Kernbesluit,
        reden: str,
    ) -> "Dossier":
        """Begin a new file with what was chosen of an archived one, which stays as it is."""
        raise NotImplementedError

    def stukken(self, dossier: Any) -> dict[UUID, str]:
        """What rows of a file that went to somebody are called there, by their key.

        Args:
            dossier: from `met_inhoud`.
        """
        return {}

    def noteer_onderzoek(self, dossier: Any, actor: Actor) -> None:
        """Write in a log of this kind's own that the data protection officer read a file; in the read log it is."""

    # Who reads it, in words ------------------------------------------------------------------------
    def kernpartijen(self, dossier: Any) -> Iterable[Partij]:
        """The parties that read a file by role, and answer for it (MC 8.4, 13.2)."""
        kern: list[Partij] = dossier.partij.kern
        return kern

    def door_rol(self, dossier: "Dossier") -> list[Feit]:
        """Why they read it: as long as they take part in the covenant."""
        return [
            Feit(
                partij.groep_id,
                next(iter(self.rechten)),
                van=max(dossier.begonnen_op, partij.vanaf),
                tot=None,
                reden=self.waarom,
            )
            for partij in self.kernpartijen(dossier)
        ]

    def deelnemers(self, dossier: Any, dag: date) -> Iterable[UUID]:
        """Keys of the parties that take part on a day, and read it by a grant."""
        return []

    # Its content -----------------------------------------------------------------------------------
    @abstractmethod
    def persoon(self, dossier: Any) -> Persoon:
        """The subject of a file."""

    @abstractmethod
    def afschrift(self, dossier: Any, publiek: Publiek) -> Afschrift:
        """A file as a document for one audience."""

    def verzwijgt(self, dossier: Any) -> list[str]:
        """Names of whom the subject is never told, so that they are found in what others wrote."""
        return []

    def maak_archiefklaar(self, dossier: Any) -> None:
        """Take out what may not go to the archive, from `dossier` and from its rows.

        Called in the transaction of the move; what it leaves is what is stored.
        """

    def vergeet(self, nummers: Iterable[str]) -> None:
        """Other files were destroyed: forget what was copied from them (MC 13.1, 13.3).

        Args:
            nummers: of those files; their rows are gone.
        """

    def ruim_op(self, dag: date) -> None:
        """Destroy what is no file yet and is past its last day; in the hourly round, as the system."""

    def buiten_dossiers(self, personen: Iterable[Persoon], partij: Partij) -> list[str]:
        """What there is on a person that is in no file, for who answers his request: in sentences.

        Args:
            personen: once for each way that the name is written.
            partij: the municipality that answers.
        """
        return []

    def url(self, dossier: Any) -> str:
        """The file's page, or empty when it has none."""
        return ""

    def url_voor(self, dossier: Any, actor: Actor) -> str:
        """The page on which this actor, who may, reads of a file what is for him."""
        return self.url(dossier)

    def url_bij(self, nummer: str, actor: Actor) -> str:
        """Where an actor reads a part of the file with this number, that he does not read as a whole; else empty."""
        return ""

    def standen(self, sleutels: Collection[UUID]) -> dict[UUID, str]:
        """Key of a file -> its state in words, of those that the actor reads."""
        veld = self.model._meta.get_field("stand")  # type: ignore[misc]  # each kind declares it
        woorden = dict(veld.flatchoices)
        rijen = self.alle.filter(pk__in=[*sleutels, NERGENS]).values_list("pk", "stand")
        return {pk: str(woorden[stand]) for pk, stand in rijen}

    def menu(self, actor: Actor) -> Menupunt | None:
        """The part of the main menu where an actor finds these files; None for who works with none."""
        return None


def eerste_jaar(dossier: "Dossier", klok: date) -> Looptijd:
    """How long people work with a file, or shorter when its core parties decided so (MC 13.2).

    What was done with it since then shows that it is needed: that decision holds no more.
    """
    tot = dossier.archief_tot
    return Looptijd(Grond.EEN_JAAR, klok, tot if tot and tot >= klok else date.max)


def te_wissen(dossier: "Dossier") -> list[Looptijd]:
    """That a file goes before its term, wherever it lies (AVG 17); else nothing."""
    if dossier.wissen_van is None:
        return []
    return [Looptijd(Grond(dossier.wissen_om), dossier.wissen_van)]


_BESTANDEN: dict[str, Bestand] = {}
_ARCHIEF: list[Bestand] = []


def registreer(bestand: Bestand, *, archief: bool = False) -> None:
    """Make a kind of file known.

    Args:
        archief: it is what files of every kind become in the archive.
    """
    _BESTANDEN[bestand.soort] = bestand
    if archief:
        _ARCHIEF[:] = [bestand]


def bestanden() -> list[Bestand]:
    """All kinds of file, in order of registration; the archive is one of them."""
    return list(_BESTANDEN.values())


def bestand(soort: str) -> Bestand:
    """The kind of file by its name in register, logs and ledgers."""
    return _BESTANDEN[soort]


def bestand_van_rij(dossier: "Dossier") -> Bestand:
    """The kind of file of a row of the register: for what lies in the archive, the archive."""
    return _ARCHIEF[0] if dossier.gearchiveerd_op else _BESTANDEN[dossier.dossiersoort]


def is_bestand(model: type[models.Model]) -> bool:
    """Whether a table is that of a kind of file."""
    return model._meta.label_lower in _BESTANDEN


def bestand_van(app: str) -> Bestand:
    """The kind of file by the name of its app, as it stands in an address.

    Raises:
        Http404: no app with files has this name.
    """
    for soort in bestanden():
        if soort.app == app:
            return soort
    raise Http404


def zoek(schrijfwijzen: Iterable[Persoon], soorten: Iterable[Bestand]) -> "list[DossierQuerySet]":
    """Files on a person, by the blind index, for each of these kinds; chain `.visible_to(actor)`.

    Args:
        schrijfwijzen: the person, once for each way that his name is written.
    """
    return [soort.alle.filter(pk__in=sleutels) for soort, sleutels in vind(schrijfwijzen, soorten)]


def vind(
    schrijfwijzen: Iterable[Persoon], soorten: Iterable[Bestand]
) -> list[tuple[Bestand, list[UUID]]]:
    """Keys of the files on a person, whoever reads them, for each of these kinds; arguments as for `zoek`.

    The keys are looked up as a job of the system: PostgreSQL would use no index for an overlap of
    arrays under row-level security, because that operator could leak. Nothing but keys of files
    comes out, and who reads those files meets both walls.
    """
    gevonden, personen = [], list(schrijfwijzen)
    with als(Actor.systeem("zoeken")), _langs_de_index():
        for soort in soorten:
            sleutels = [s for persoon in personen for s in persoon.zoekvragen(soort.app)]
            rijen: models.QuerySet[Any] = soort.alle.filter(zoeksleutels__overlap=sleutels)
            gevonden.append((soort, list(rijen.values_list("pk", flat=True))))
    # Asked along with a key that no file has: a question costs the same when nothing was found, and
    # when what was found is hidden.
    return [(soort, [*sleutels, NERGENS]) for soort, sleutels in gevonden]


@contextmanager
def _langs_de_index() -> Iterator[None]:
    """Within a transaction, let PostgreSQL look in an index where there is one.

    Of the keys of a common name it expects more rows than there are, and goes through them all: 200 ms
    for 20,000 files where the index takes one (docs/metingen.md).
    """
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        yield
        cursor.execute("SET LOCAL enable_seqscan = on")


# What hangs on a file of whatever kind and is read with it: an app above says it, section by section.
BIJLAGEN: "list[Callable[[Dossier, Publiek], Sectie]]" = []


def bijlagen(dossier: "Dossier", publiek: Publiek) -> list[Sectie]:
    """What is read with a file besides its own transcript; no empty sections."""
    return [deel for zeg in BIJLAGEN if (deel := zeg(dossier, publiek)).regels]


def heel_afschrift(dossier: "Dossier", publiek: Publiek) -> Afschrift:
    """The transcript of a file, with what hangs on it.

    Args:
        dossier: from `met_inhoud` of its kind.
    """
    uit = dossier.bestand.afschrift(dossier, publiek)
    return replace(uit, secties=[*uit.secties, *bijlagen(dossier, publiek)])
