"""The encryption keys: one set for each app, so that a leak of one opens no other file (MC 8.1, 10.1).

No Django here: the settings read this module. `python -m config.sleutels` prints the set that stands in
the environment, with what is missing added; without one it prints a fresh set. Nothing here
ever changes or drops a key: what it encrypted would not open again.
"""

import base64
import fcntl
import json
import os
import secrets
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypedDict

from . import omgeving

# The apps that keep personal data, in the order of the process and of the menu. The settings install
# what stands here: a new kind of file is named in this one place, and so it has keys.
KLUIZEN = (
    "register",  # who got data of a file, outside the covenant; the data stand in the file
    "convenant",
    "overleg",  # agenda and names of a meeting; what is said of a file stands in the file
    "meldingen",
    "weegploeg",
    "casusoverleg",
    "privacy_rights",
    "retention",
    "invoer",  # what is typed and not saved
    "mensen",  # where somebody is mailed
    "beveiliging",  # what went wrong, and what was said of it
)
LENGTE = 32  # bytes
VARIABELE = "CASUSOVERLEG_SLEUTELS"
OPDRACHT = "python -m config.sleutels"
ZET_TERUG = "Zet terug wat u hebt bewaard: een nieuwe sleutel opent geen oude gegevens."


class Kluis(TypedDict):
    """Keys of one kind of file."""

    velden: list[str]  # base64, newest first: the first encrypts, all of them decrypt
    zoeken: str  # base64: keys the blind index, so that a name can be found and not read


class SleutelFout(Exception):
    """The keys are missing or malformed; the sentence says what to do, and holds no key."""


def maak() -> dict[str, Kluis]:
    """A fresh random set for every kind of file."""
    return {naam: {"velden": [_nieuw()], "zoeken": _nieuw()} for naam in KLUIZEN}


def lees(tekst: str, waar: str = VARIABELE) -> dict[str, Kluis]:
    """Parse and check a set of keys. Kinds of file that this release does not know are passed over.

    Args:
        tekst: JSON object, kind of file -> {"velden": [base64, ...], "zoeken": base64}.
        waar: where the set stands, for the sentence of a refusal.

    Raises:
        SleutelFout: names what is missing, malformed or used twice.
    """
    inhoud = _open(tekst, waar)
    if weg := _ontbreekt(inhoud):
        raise SleutelFout(
            f"In {waar} ontbreken sleutels: {', '.join(_noem(weg))}. Vul de set aan met: {OPDRACHT} "
            "(de sleutels die er zijn, blijven gelijk). Stonden deze er eerder wel in? Zet dan uw "
            "bewaarde set terug."
        )
    return {
        naam: {"velden": inhoud[naam]["velden"], "zoeken": inhoud[naam]["zoeken"]}
        for naam in KLUIZEN
    }


def vul_aan(tekst: str, waar: str = VARIABELE) -> tuple[dict[str, Any], list[str]]:
    """The same set with fresh keys for what is missing, and nothing else changed.

    What another release put in it stays: that release needs it.

    Args:
        tekst: a set as `lees` takes it, perhaps not complete.
        waar: where the set stands, for the sentence of a refusal.

    Returns:
        The set, and the names of what was added.

    Raises:
        SleutelFout: something in the set is malformed or used twice; that is for a person to mend.
    """
    inhoud = _open(tekst, waar)
    weg = _ontbreekt(inhoud)
    for naam, deel in weg:
        inhoud.setdefault(naam, {})[deel] = [_nieuw()] if deel == "velden" else _nieuw()
    return inhoud, _noem(weg)


def lees_of_maak(pad: Path) -> dict[str, Kluis]:
    """Keys of a demo or test installation: made once, kept in `pad` (readable by the owner only).

    A file of an older release is completed in its place.
    """
    if not _volledig(pad):
        pad.parent.mkdir(parents=True, exist_ok=True)
        with _deur(pad):  # two processes at once: the second finds what the first one made
            if not _volledig(pad):
                tekst = pad.read_text() if pad.exists() else "{}"
                _vervang(pad, vul_aan(tekst, str(pad))[0])
    return lees(pad.read_text(), str(pad))


def _volledig(pad: Path) -> bool:
    return pad.exists() and not _ontbreekt(_open(pad.read_text(), str(pad)))


@contextmanager
def _deur(pad: Path) -> Iterator[None]:
    """One process at a time adds to the file; the lock goes when a process dies."""
    with os.fdopen(os.open(pad.with_suffix(".deur"), os.O_RDWR | os.O_CREAT, 0o600)) as bestand:
        fcntl.flock(bestand, fcntl.LOCK_EX)
        yield


def _vervang(pad: Path, inhoud: dict[str, Any]) -> None:
    """The file is the old one or the new one, whole, also after a power failure."""
    vers = pad.with_suffix(".vers")
    vers.unlink(missing_ok=True)  # of a process that was killed here
    with os.fdopen(os.open(vers, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as bestand:
        json.dump(inhoud, bestand, indent=1)
        bestand.flush()
        os.fsync(bestand.fileno())
    vers.replace(pad)


def _open(tekst: str, waar: str) -> dict[str, Any]:
    """The set as it was written, perhaps not complete, without anything malformed."""
    try:
        inhoud = json.loads(tekst, object_pairs_hook=_zonder_dubbele)
    except (ValueError, RecursionError):  # not `from`: that error holds the whole text
        inhoud = None
    if not isinstance(inhoud, dict):
        raise SleutelFout(f"De sleutels in {waar} zijn geen leesbare JSON. {ZET_TERUG}")
    plekken = list(_plekken(inhoud))
    if fout := [plek for plek, sleutel in plekken if not _goed(sleutel)]:
        raise SleutelFout(
            f"In {waar} zijn sleutels niet goed: {', '.join(fout)}. Een sleutel is {LENGTE} bytes in "
            f"base64. {ZET_TERUG}"
        )
    # As bytes: base64 has more than one way to write the same key.
    echt = [(plek, base64.urlsafe_b64decode(str(sleutel))) for plek, sleutel in plekken]
    alle = [sleutel for _, sleutel in echt]
    if dubbel := [plek for plek, sleutel in echt if alle.count(sleutel) > 1]:
        raise SleutelFout(
            f"Elke sleutel moet anders zijn. In {waar} zijn deze gelijk: {', '.join(dubbel)}. "
            f"{ZET_TERUG}"
        )
    return inhoud


def _zonder_dubbele(paren: list[tuple[str, Any]]) -> dict[str, Any]:
    """Of a name that stands there twice JSON would silently drop the first, with its keys."""
    if len(dict(paren)) != len(paren):
        raise ValueError
    return dict(paren)


def _plekken(inhoud: dict[str, Any]) -> Iterator[tuple[str, object]]:
    """Each place with its key; a place that cannot hold keys comes with None."""
    for naam in KLUIZEN:
        kluis = inhoud.get(naam, {})
        if not isinstance(kluis, dict):
            yield naam, None
            continue
        velden = kluis.get("velden", [])
        if isinstance(velden, list):
            for nummer, sleutel in enumerate(velden, 1):
                yield f"{naam} (velden, nummer {nummer})", sleutel
        else:
            yield f"{naam} (velden)", None
        if "zoeken" in kluis:
            yield f"{naam} (zoeken)", kluis["zoeken"]


def _ontbreekt(inhoud: dict[str, Any]) -> list[tuple[str, str]]:
    """Kind of file and part, where no key stands."""
    return [
        (naam, deel)
        for naam in KLUIZEN
        for deel in Kluis.__annotations__
        if not inhoud.get(naam, {}).get(deel)
    ]


def _noem(weg: list[tuple[str, str]]) -> list[str]:
    """What is missing, in words: a kind of file, or one part of it."""
    heel = {naam for naam in KLUIZEN if all((naam, deel) in weg for deel in Kluis.__annotations__)}
    return list(dict.fromkeys(naam if naam in heel else f"{naam} ({deel})" for naam, deel in weg))


def _nieuw() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(LENGTE)).decode()


def _goed(sleutel: object) -> bool:
    try:
        return isinstance(sleutel, str) and len(base64.urlsafe_b64decode(sleutel)) == LENGTE
    except ValueError:
        return False


def _opdracht() -> tuple[dict[str, Any], str]:
    """The set to print, and a sentence on it."""
    omgeving.uit_bestanden()
    if len(sys.argv) > 1:
        raise SleutelFout(f"Zet niets achter de opdracht: {OPDRACHT} leest de set uit {VARIABELE}.")
    if VARIABELE not in os.environ:
        return dict(maak()), (
            "Dit is een nieuwe set, voor een nieuwe installatie. Zijn er al gegevens? Die gaan met deze "
            f"set niet open. Zet dan uw eigen set in {VARIABELE} en doe dit opnieuw."
        )
    if not os.environ[VARIABELE].strip():
        raise SleutelFout(
            f"{VARIABELE} is leeg. Zet uw eigen set erin. Wilt u een nieuwe set, voor een nieuwe "
            "installatie? Haal dan de variabele weg."
        )
    inhoud, erbij = vul_aan(os.environ[VARIABELE])
    if not erbij:
        return inhoud, "De set is volledig. Er is niets toegevoegd."
    return inhoud, (
        f"Toegevoegd: {', '.join(erbij)}. De andere sleutels zijn gelijk gebleven. Bewaar de hele set "
        f"en zet hem in {VARIABELE}."
    )


if __name__ == "__main__":
    try:
        _set, _zin = _opdracht()
    except (SleutelFout, omgeving.OmgevingFout) as fout:
        sys.stderr.write(f"{fout}\n")
        sys.exit(2)
    sys.stderr.write(f"{_zin}\n")
    sys.stdout.write(f"{json.dumps(_set)}\n")  # on one line, as a file of settings wants it
