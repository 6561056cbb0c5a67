"""Filters that a user keeps under a name, with the address of the list: choices, and a name of his own."""

import re
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, urlencode

# What can stand in the address of a list by choice: a key, a word, a day. What somebody typed cannot.
_NAAM = re.compile(r"[a-z_]{1,20}")
_KEUZE = re.compile(r"[a-z0-9_.:-]{1,40}")
BLADEREN = ("na", "voor")  # at which page; that is no filter
MEESTE = 20  # of one user


@dataclass(frozen=True)
class Bewaard:
    """One filter.

    Args:
        plek: address of the list.
        vraag: its query string (`keuzes`).
        naam: as its user calls it.
    """

    plek: str
    vraag: str
    naam: str

    def als_dict(self) -> dict[str, str]:
        """To store."""
        return asdict(self)


def keuzes(vraag: str) -> str:
    """The choices in a query string, in one order; empty where there is none."""
    paren = [
        (naam, waarde)
        for naam, waarde in parse_qsl(vraag)
        if naam not in BLADEREN and _NAAM.fullmatch(naam) and _KEUZE.fullmatch(waarde)
    ]
    return urlencode(sorted(paren))
