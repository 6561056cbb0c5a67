"""One act under the name by which `tests/toegang` calls it; every act lives in its topic."""

from .informeren.decisions import besluit_informeren

__all__ = ["besluit_informeren"]
