"""A sealed text: AES-256-GCM under one key, bound to the place where it is stored (ADR 2, 31).

It says in which form it is and which key opens it:

- `v1.<id of the key>.<...>` under a key of the settings, from which one is derived for each column;
- `v2.<key of the file>.<...>` under the data key of a file (`gedeeld.datasleutels`).
"""

import base64
import hashlib
import secrets
from functools import cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

APP, DOSSIER = "v1", "v2"
NONCE = 12  # bytes
BLOK = 16  # bytes: a text is filled up to a multiple, so that its exact length is not to be seen


def verzegel(sleutel: str, kolom: str, plaats: bytes, inhoud: bytes) -> str:
    """A text to store, that opens with this key at this place and nowhere else.

    Args:
        sleutel: base64, of the settings.
        kolom: of the value; it gets a key of its own.
        plaats: authenticated with it, and not stored.
    """
    return f"{APP}.{kenmerk(sleutel)}.{_sluit(_slot(sleutel, kolom), plaats, inhoud)}"


def ontzegel(sleutels: list[str], kolom: str, plaats: bytes, tekst: str) -> bytes | None:
    """What `verzegel` sealed there with one of these keys; None for what does not open."""
    try:
        vorm, welke, inhoud = tekst.split(".")
        sleutel = next(s for s in sleutels if (APP, kenmerk(s)) == (vorm, welke))
    except (ValueError, StopIteration):
        return None
    return _open(_slot(sleutel, kolom), plaats, inhoud)


def verzegel_in(dossier: str, slot: AESGCM, plaats: bytes, inhoud: bytes) -> str:
    """The same under the data key of a file.

    Args:
        dossier: key of the file, in hexadecimals.
        slot: made of its data key.
        plaats: says also which column it is: the key is that of all columns of the file.
    """
    return f"{DOSSIER}.{dossier}.{_sluit(slot, plaats, inhoud)}"


def ontzegel_in(slot: AESGCM, plaats: bytes, tekst: str) -> bytes | None:
    """What `verzegel_in` sealed there; None for what does not open."""
    return _open(slot, plaats, tekst.rpartition(".")[2])


def dossier_van(tekst: str) -> str:
    """The key of the file, in hexadecimals, whose data key a text names; empty for any other."""
    vorm, _, rest = tekst.partition(".")
    return rest.partition(".")[0] if vorm == DOSSIER else ""


@cache
def kenmerk(sleutel: str) -> str:
    """What a stored text calls the key of the settings that opens it."""
    return hashlib.sha256(base64.urlsafe_b64decode(sleutel)).hexdigest()[:8]


@cache
def _slot(sleutel: str, kolom: str) -> AESGCM:
    """Of one column: derived from a key of the settings, so that values cannot change places."""
    afleiding = HKDF(algorithm=SHA256(), length=32, salt=None, info=kolom.encode())
    return AESGCM(afleiding.derive(base64.urlsafe_b64decode(sleutel)))


def _sluit(slot: AESGCM, plaats: bytes, inhoud: bytes) -> str:
    nonce = secrets.token_bytes(NONCE)
    vol = inhoud + b"\x80"
    vol += bytes(-len(vol) % BLOK)
    return base64.b64encode(nonce + slot.encrypt(nonce, vol, plaats)).decode()


def _open(slot: AESGCM, plaats: bytes, inhoud: str) -> bytes | None:
    try:
        dicht = base64.b64decode(inhoud, validate=True)
        vol = slot.decrypt(dicht[:NONCE], dicht[NONCE:], plaats)
    except (ValueError, InvalidTag):
        return None
    return vol.rstrip(b"\0")[:-1]
