"""Loads covenants and reference data from YAML files: checked as a whole first, then all or nothing.

In the order of a file: `lezen` makes nodes of it, `vorm` says what may stand in it, `blok` holds the
one against the other, `tegenspraak` looks for what no mapping shows alone, `laden` stores it.
"""

from .laden import Telling, laad
from .lezen import Fout, LaadFout

__all__ = ["Fout", "LaadFout", "Telling", "laad"]
