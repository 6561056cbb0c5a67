"""Two acts under the name by which `tests/toegang` calls them; every act lives in its topic."""

from .besluit.afsluiten import besluit_afsluiten
from .inbreng.decisions import bekijk_melder

__all__ = ["bekijk_melder", "besluit_afsluiten"]
