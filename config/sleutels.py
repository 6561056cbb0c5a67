"""The encryption keys: one set for each app, so that a leak of one opens no other file (MC 8.1, 10.1).

No Django here: the settings read this module, and `python -m config.sleutels` prints a fresh set.
"""

import base64
import json
import os
import secrets
from pathlib import Path
from typing import TypedDict

KLUIZEN = ("convenant", "meldingen", "weegploeg", "casusoverleg", "privacy_rights", "retention")
LENGTE = 32  # bytes


class Kluis(TypedDict):
    """Keys of one kind of file."""

    velden: list[str]  # base64, newest first: the first encrypts, all of them decrypt
    zoeken: str  # base64: keys the blind index, so that a name can be found and not read


class SleutelFout(Exception):
    """The keys are missing or malformed; the sentence says what to do."""


def maak() -> dict[str, Kluis]:
    """A fresh random set for every kind of file."""
    return {naam: {"velden": [_nieuw()], "zoeken": _nieuw()} for naam in KLUIZEN}


def lees(tekst: str) -> dict[str, Kluis]:
    """Parse and check a set of keys.

    Args:
        tekst: JSON object, kind of file -> {"velden": [base64, ...], "zoeken": base64}.

    Raises:
        SleutelFout: a kind of file has no keys, or a key is not 32 bytes of base64.
    """
    try:
        inhoud = json.loads(tekst)
        sleutels: dict[str, Kluis] = {
            naam: {"velden": list(inhoud[naam]["velden"]), "zoeken": inhoud[naam]["zoeken"]}
            for naam in KLUIZEN
        }
    except (ValueError, KeyError, TypeError) as fout:
        raise SleutelFout(
            "De sleutels zijn niet leesbaar. Maak ze met: python -m config.sleutels"
        ) from fout
    alle = [s for kluis in sleutels.values() for s in [*kluis["velden"], kluis["zoeken"]]]
    if not all(kluis["velden"] for kluis in sleutels.values()) or not all(map(_goed, alle)):
        raise SleutelFout(f"Elke sleutel moet {LENGTE} bytes in base64 zijn.")
    if len(set(alle)) != len(alle):
        raise SleutelFout("Elke sleutel moet anders zijn: twee bestanden delen nu een sleutel.")
    return sleutels


def lees_of_maak(pad: Path) -> dict[str, Kluis]:
    """Keys of a demo or test installation: made once, kept in `pad` (readable by the owner only)."""
    if not pad.exists():
        pad.parent.mkdir(parents=True, exist_ok=True)
        vers = pad.with_suffix(f".{os.getpid()}")
        with os.fdopen(os.open(vers, os.O_WRONLY | os.O_CREAT, 0o600), "w") as bestand:
            json.dump(maak(), bestand, indent=1)
        try:
            pad.hardlink_to(vers)  # two processes at once: the first set wins, whole
        except FileExistsError:
            pass
        finally:
            vers.unlink()
    return lees(pad.read_text())


def _nieuw() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(LENGTE)).decode()


def _goed(sleutel: object) -> bool:
    try:
        return isinstance(sleutel, str) and len(base64.urlsafe_b64decode(sleutel)) == LENGTE
    except ValueError:
        return False


if __name__ == "__main__":
    print(json.dumps(maak(), indent=1))  # noqa: T201  a command's answer
