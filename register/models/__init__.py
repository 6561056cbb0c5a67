"""The register: one row for each file, what hangs on it, and the logs that outlive it (ADR 13)."""

from register.registry import NERGENS

from .aan_het_dossier import (
    Beperking,
    Bericht,
    Herleiding,
    Recht,
    Taak,
    Termijn,
    Toezichtvraag,
    Uitsluiting,
)
from .dossier import KENMERK, Dossier, DossierQuerySet, Opschorting, VanEenGemeente
from .ketting import Opruiming, Schakel, als_sleutel
from .logs import Gebeurtenis, Inzage, LogboekDicht, noteer_lijst
from .rechten import leesbaar, toegelaten, uitgesloten
from .sleutels import Sleutelproef
from .uitwisseling import Kennisgeving, SoortGegeven, Uitwisseling

__all__ = [
    "KENMERK",
    "NERGENS",
    "Beperking",
    "Bericht",
    "Dossier",
    "DossierQuerySet",
    "Gebeurtenis",
    "Herleiding",
    "Inzage",
    "Kennisgeving",
    "LogboekDicht",
    "Opruiming",
    "Opschorting",
    "Recht",
    "Schakel",
    "Sleutelproef",
    "SoortGegeven",
    "Taak",
    "Termijn",
    "Toezichtvraag",
    "Uitsluiting",
    "Uitwisseling",
    "VanEenGemeente",
    "als_sleutel",
    "leesbaar",
    "noteer_lijst",
    "toegelaten",
    "uitgesloten",
]
