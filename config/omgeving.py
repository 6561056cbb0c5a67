"""The environment in which a process starts: what is secret in it, and over which net it may go.

No Django here: the settings read this module, and so does who makes keys.
"""

import os
from pathlib import Path
from urllib.parse import urlsplit

GEHEIM = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "DJANGO_SECRET_KEY",
    "DJANGO_SECRET_KEY_EERDER",
    "CASUSOVERLEG_SLEUTELS",
    "CASUSOVERLEG_MAIL",
)
EIGEN_MACHINE = ("", "localhost", "127.0.0.1", "::1")


class OmgevingFout(Exception):
    """The environment is not right. The sentence is for who starts the process, without a secret."""


def uit_bestanden() -> None:
    """Read what is secret from the file that `NAME_FILE` names, as a container or systemd gives it.

    Raises:
        OmgevingFout: there is no such file, or the setting itself is there as well.
    """
    for naam in GEHEIM:
        pad = os.environ.pop(f"{naam}_FILE", "")
        if not pad:
            continue
        if naam in os.environ:
            raise OmgevingFout(f"Zet {naam} of {naam}_FILE, niet allebei.")
        try:
            os.environ[naam] = Path(pad).read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise OmgevingFout(f"Het bestand van {naam}_FILE is niet te lezen.") from None


def is_dicht(adres: str, eigen_net: str) -> bool:
    """Whether nobody on the way can read what goes to a database or queue.

    Args:
        adres: of PostgreSQL or Redis.
        eigen_net: names of machines on a net that only this application is on, with commas.
    """
    delen = urlsplit(adres)
    host = delen.hostname or ""
    if host in EIGEN_MACHINE or delen.scheme in ("rediss", "unix"):
        return True
    zeker = "sslmode=verify-full" in delen.query.split("&")
    return zeker or host in [naam.strip() for naam in eigen_net.split(",")]
