"""Breaks the parts of the clauses one by one, in a scratch copy, and sees whether their tests notice.

A proof (`fixtures/bewijs.yaml`) is a change of one line that breaks a part of a clause. The tests that
name the part must fail on it; a change that they do not notice means that they prove less than they
say. A proof whose text is no longer in its file, or is there more than once, is stale.

A failure counts only when the same test passes in the copy without the change.
"""

import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import yaml

from config.lokaal import LOKAAL
from gereedschap.verantwoording import Verantwoording

BEWIJZEN = Path("fixtures/bewijs.yaml")
VERSLAG = Path("docs/bewijs.md")
VELDEN = {"clausule", "deel", "bestand", "uit", "in"}
NIET_IN_GIT = ("static/vendor", "node_modules")  # what the tests need besides the tracked files
LANGZAAM = ("tests/toegang/", "tests/browser/")  # only asked when no other test noticed
LANGSTE_RONDE = 3600  # seconds
AFGEBROKEN = 2  # what pytest says of a run that was broken off
GEVALLEN = r"^FAILED (\S+?::[\w:]+)"  # in what pytest says at the end; without the parameters
NIET_GESLAAGD = r"^(?:FAILED|ERROR) (\S+?::[\w:]+)"


class BewijsFout(Exception):
    """The proofs cannot be run; a sentence for the person at the keyboard."""


class Uitkomst(StrEnum):
    """What came of a proof; only the first is good."""

    BEWEZEN = "bewezen"
    NIET_GEMERKT = "niet gemerkt"
    VEROUDERD = "verouderd"
    GEEN_TEST = "geen test"
    STUK = "stuk"


@dataclass(frozen=True)
class Bewijs:
    """A change of one line (`uit` becomes `wordt`) that breaks a part of a clause."""

    clausule: str
    deel: str
    bestand: str
    uit: str
    wordt: str

    @property
    def naam(self) -> str:
        """The part, as a person types it."""
        return f"{self.clausule}:{self.deel}"

    def hoort_bij(self, keuze: str) -> bool:
        """Whether it is of this group (`RET`), clause (`RVB-termijn`) or part (`RVB-termijn:bericht`)."""
        return keuze in (self.naam, self.clausule) or self.clausule.startswith(f"{keuze}-")

    def pas_toe(self, tekst: str) -> str | None:
        """The text of the file with the change; None when the proof is stale."""
        if tekst.count(self.uit) != 1 or self.uit == self.wordt:
            return None
        return tekst.replace(self.uit, self.wordt)


@dataclass(frozen=True)
class Bevinding:
    """What came of one proof, with how many tests were asked and the one that noticed."""

    bewijs: Bewijs
    uitkomst: Uitkomst
    tests: int = 0
    gemerkt_door: str = ""


def lees(basis: Path) -> list[Bewijs]:
    """The proofs, in the order of their file.

    Raises:
        BewijsFout: a row has other fields, or changes more than one line.
    """
    uit = []
    for nummer, rij in enumerate(yaml.safe_load((basis / BEWIJZEN).read_text())["bewijzen"], 1):
        if set(rij) != VELDEN:
            velden = ", ".join(sorted(VELDEN))
            raise BewijsFout(f"{BEWIJZEN.name}, bewijs {nummer}: de velden zijn {velden}.")
        bewijs = Bewijs(rij["clausule"], rij["deel"], rij["bestand"], rij["uit"], rij["in"])
        if _regels_anders(bewijs) > 1:
            raise BewijsFout(f"{BEWIJZEN.name}, bewijs {nummer}: verander niet meer dan één regel.")
        uit.append(bewijs)
    return uit


def _regels_anders(bewijs: Bewijs) -> int:
    verschil = list(difflib.ndiff(bewijs.uit.splitlines(), bewijs.wordt.splitlines()))
    return max(sum(regel.startswith(teken) for regel in verschil) for teken in ("- ", "+ "))


def kies(bewijzen: list[Bewijs], keuzes: Iterable[str]) -> list[Bewijs]:
    """The proofs of these groups, clauses or parts; all without a choice.

    Raises:
        BewijsFout: a choice has no proof.
    """
    keuzes = list(keuzes)
    for keuze in keuzes:
        if not any(bewijs.hoort_bij(keuze) for bewijs in bewijzen):
            raise BewijsFout(f"Voor {keuze} is er geen bewijs.")
    return [b for b in bewijzen if not keuzes or any(b.hoort_bij(keuze) for keuze in keuzes)]


def voer_uit(
    bewijzen: list[Bewijs],
    verantwoording: Verantwoording,
    basis: Path,
    *,
    meld: Callable[[Bevinding], None],
) -> list[Bevinding]:
    """Try the proofs one after another in a copy of the tracked files; what came of each.

    Args:
        meld: hears of each at once; that its test passes without the change is looked at in the end.
    """
    tests = {f"{clausule.id}:{deel.sleutel}": deel.tests for clausule, deel in verantwoording.delen}
    bevindingen = []
    with _kopie(basis) as kopie:
        for bewijs in bewijzen:
            bevindingen.append(_beproef(bewijs, tests.get(bewijs.naam), kopie))
            meld(bevindingen[-1])
        vallen_ook_zo = _gevallen({b.gemerkt_door for b in bevindingen if b.gemerkt_door}, kopie)
    return [
        replace(b, uitkomst=Uitkomst.STUK) if b.gemerkt_door in vallen_ook_zo else b
        for b in bevindingen
    ]


def _beproef(bewijs: Bewijs, tests: list[str] | None, kopie: Path) -> Bevinding:
    bestand = kopie / bewijs.bestand
    eerst = bestand.read_text() if bestand.is_file() else ""
    veranderd = bewijs.pas_toe(eerst)
    if tests is None or veranderd is None:
        return Bevinding(bewijs, Uitkomst.VEROUDERD)
    if not tests:
        return Bevinding(bewijs, Uitkomst.GEEN_TEST)
    try:
        bestand.write_text(veranderd)
        return _vraag(bewijs, tests, kopie)
    finally:
        bestand.write_text(eerst)


def _vraag(bewijs: Bewijs, tests: list[str], kopie: Path) -> Bevinding:
    """Whether a test notices; the slow ones only when no other did."""
    gevraagd = 0
    for groep in (
        [test for test in tests if not test.startswith(LANGZAAM)],
        [test for test in tests if test.startswith(LANGZAAM)],
    ):
        if not groep:
            continue
        gevraagd += len(groep)
        code, uitvoer = _pytest(groep, kopie, "-x", "-rf")
        gevallen = re.search(GEVALLEN, uitvoer, re.MULTILINE)
        if code == 1 and gevallen:
            return Bevinding(bewijs, Uitkomst.BEWEZEN, gevraagd, gevallen[1])
        if code != 0:  # nothing was asked: it does not import, or a fixture fails
            return Bevinding(bewijs, Uitkomst.STUK, gevraagd)
    return Bevinding(bewijs, Uitkomst.NIET_GEMERKT, gevraagd)


def _gevallen(tests: set[str], kopie: Path) -> set[str]:
    """Which of these tests do not pass in the copy as it is."""
    if not tests:
        return set()
    code, uitvoer = _pytest(sorted(tests), kopie, "-rfE")
    gevallen = set(re.findall(NIET_GESLAAGD, uitvoer, re.MULTILINE))
    return gevallen if code in (0, 1) else tests


def _pytest(tests: list[str], kopie: Path, *opties: str) -> tuple[int, str]:
    opdracht = [sys.executable, "-m", "pytest", *tests, "-q", *opties, "-p", "no:cacheprovider"]
    try:
        klaar = subprocess.run(
            opdracht,
            cwd=kopie,
            env=_omgeving(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=LANGSTE_RONDE,
        )
    except subprocess.TimeoutExpired:
        return AFGEBROKEN, ""
    return klaar.returncode, klaar.stdout


def _omgeving() -> dict[str, str]:
    """The services of the checkout, and nothing of the pytest that may be running us."""
    weg = {"DJANGO_SETTINGS_MODULE", "CASUSOVERLEG_OMGEVING", "CASUSOVERLEG_WACHTRIJ"}
    if "DATABASE_OWNER_URL" in os.environ:  # servers of our own: each run has an empty Valkey
        weg.add("REDIS_URL")
    omgeving = {
        naam: waarde
        for naam, waarde in os.environ.items()
        if naam not in weg and not naam.startswith("PYTEST_")
    }
    # Without files of bytecode a change is seen, however soon it follows on another.
    return omgeving | {"CASUSOVERLEG_LOKAAL": str(LOKAAL), "PYTHONDONTWRITEBYTECODE": "1"}


@contextmanager
def _kopie(basis: Path) -> Iterator[Path]:
    """The tracked files as they are now, in a folder that goes when we are through."""
    git = shutil.which("git")
    if git is None:
        raise BewijsFout("Het programma git ontbreekt; het zegt welke bestanden erbij horen.")
    lijst = subprocess.run([git, "ls-files", "-z"], cwd=basis, capture_output=True, check=True)
    with tempfile.TemporaryDirectory(prefix="bewijs-") as map_:
        kopie = Path(map_)
        for naam in filter(None, lijst.stdout.decode().split("\0")):
            if (basis / naam).is_file():
                (kopie / naam).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(basis / naam, kopie / naam)
        for naam in NIET_IN_GIT:
            if (basis / naam).exists():
                (kopie / naam).parent.mkdir(parents=True, exist_ok=True)
                (kopie / naam).symlink_to((basis / naam).resolve())
        yield kopie


# Report ---------------------------------------------------------------------------------------
KOP = """\
# Wat de tests bewijzen

Gemaakt door `make bewijs`; verander dit niet met de hand. Elke regel is een verandering van één regel
code die een deel van een bepaling breekt (`fixtures/bewijs.yaml`), toegepast op een kopie. *Bewezen*
betekent dat een test van dat deel toen viel, en zonder de verandering slaagde.
"""
TABEL = """\
| deel | verandering | tests | uitkomst | dag |
|---|---|---|---|---|
"""


def onbewezen(bewijzen: list[Bewijs], verantwoording: Verantwoording) -> list[str]:
    """The parts that have a test and no proof."""
    met_bewijs = {bewijs.naam for bewijs in bewijzen}
    namen = [
        f"{clausule.id}:{deel.sleutel}" for clausule, deel in verantwoording.delen if deel.tests
    ]
    return [naam for naam in namen if naam not in met_bewijs]


def schrijf_verslag(
    bevindingen: list[Bevinding],
    bewijzen: list[Bewijs],
    verantwoording: Verantwoording,
    basis: Path,
    op: date,
) -> None:
    """Write the report; what was not tried this time keeps the row that it had."""
    verslag = basis / VERSLAG
    eerder = verslag.read_text().splitlines() if verslag.exists() else []
    nieuw = {_eerste_cellen(b.bewijs): _rij(b, op) for b in bevindingen}
    rijen = []
    for bewijs in bewijzen:
        begin = _eerste_cellen(bewijs)
        oud = next((regel for regel in eerder if regel.startswith(begin)), None)
        rijen.append(nieuw.get(begin) or oud or f"{begin} | | nog niet beproefd | |")
    bewezen = sum(f"| {Uitkomst.BEWEZEN}" in rij for rij in rijen)
    zonder = onbewezen(bewijzen, verantwoording)
    delen = len(verantwoording.delen)
    regels = [
        KOP,
        f"Van de {delen} delen hebben er {delen - len(verantwoording.zonder_test)} een test. Er zijn "
        f"{len(rijen)} bewijzen, waarvan {bewezen} bewezen.\n",
        TABEL + "\n".join(rijen) + "\n",
        f"## Delen met een test en zonder bewijs ({len(zonder)})\n",
        *(f"- `{naam}`" for naam in zonder),
    ]
    verslag.parent.mkdir(exist_ok=True)
    verslag.write_text("\n".join(regels).rstrip() + "\n")


def _eerste_cellen(bewijs: Bewijs) -> str:
    uit, wordt = (_code(tekst) for tekst in (bewijs.uit, bewijs.wordt))
    return f"| `{bewijs.naam}` | {bewijs.bestand}: {uit} → {wordt}"


def _rij(bevinding: Bevinding, op: date) -> str:
    door = bevinding.gemerkt_door.rsplit("::", 1)[-1]
    uitkomst = f"{bevinding.uitkomst}: `{door}`" if door else str(bevinding.uitkomst)
    return f"{_eerste_cellen(bevinding.bewijs)} | {bevinding.tests} | {uitkomst} | {op} |"


def _code(tekst: str) -> str:
    """One line of code as it stands in a cell of a table."""
    schoon = " ".join(tekst.split()).replace("|", "\\|")
    return f"`{schoon}`" if schoon else "niets"
