"""The environment in which a process starts: what is secret in it, and over which net it may go.

No Django here: the settings read this module, and so does who makes keys.
"""

import os
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

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
        if os.environ.get(naam):
            raise OmgevingFout(f"Zet {naam} of {naam}_FILE, niet allebei.")
        try:
            os.environ[naam] = Path(pad).read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise OmgevingFout(f"Het bestand van {naam}_FILE is niet te lezen.") from None


def is_dicht(adres: str, eigen_net: str) -> bool:
    """Whether nobody on the way can read or answer what goes to a database or queue.

    Args:
        adres: of PostgreSQL or Redis.
        eigen_net: names of machines on a net that only this application is on, with commas.
    """
    delen = urlsplit(adres)
    vraag = dict(parse_qsl(delen.query))  # of two with one name the last counts, as for libpq
    hosts = {vraag[naam] for naam in ("host", "hostaddr") if naam in vraag} or {
        unquote(delen.hostname or "")
    }
    bekend = {*EIGEN_MACHINE, *(naam.strip() for naam in eigen_net.split(","))}
    if delen.scheme == "unix" or all(host in bekend or host.startswith("/") for host in hosts):
        return True
    if delen.scheme == "rediss":
        return vraag.get("ssl_cert_reqs", "required") == "required"
    return delen.scheme != "redis" and vraag.get("sslmode") == "verify-full"
