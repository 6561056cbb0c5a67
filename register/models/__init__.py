"""The register: one row for each file, what hangs on it, and the logs that outlive it (ADR 13)."""

from register.registry import NERGENS

from .aan_het_dossier import (
    Beperking,
    Bericht,
    Herleiding,
    Recht,
    Taak,
    Termijn,
    Uitsluiting,
    Uitwisseling,
)
from .dossier import Dossier, DossierQuerySet, VanEenGemeente
from .logs import Gebeurtenis, Inzage, LogboekDicht, noteer_lijst
from .rechten import leesbaar, toegelaten, uitgesloten
from .sleutels import Sleutelproef

__all__ = [
    "NERGENS",
    "Beperking",
    "Bericht",
    "Dossier",
    "DossierQuerySet",
    "Gebeurtenis",
    "Herleiding",
    "Inzage",
    "LogboekDicht",
    "Recht",
    "Sleutelproef",
    "Taak",
    "Termijn",
    "Uitsluiting",
    "Uitwisseling",
    "VanEenGemeente",
    "leesbaar",
    "noteer_lijst",
    "toegelaten",
    "uitgesloten",
]
