"""Counts of tries to log in: in Valkey, over all processes; while that is away, in each process."""

import logging
import time
from typing import Any

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis import RedisError

logger = logging.getLogger("casusoverleg.teller")
WACHT = 10.0  # seconds until Valkey is tried again: nobody waits for it at each question
_weg_tot = 0.0


class Teller(RedisCache):
    """The cache of Django, which only counts tries (`settings.CACHES`); nothing of a file is in it.

    A Valkey that is away keeps nobody out: people work on files of which the terms run. The lock on
    many tries does not fall open either: each web process counts by itself, so that somebody gets at
    most as many times more tries as there are processes, and the log says that it is so.
    """

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._hier = LocMemCache("zonder-valkey", {})

    # What counting asks of a cache, and no more (`allauth.core.internal.ratelimit`).
    def add(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._vraag("add", *args, **kwargs))

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._vraag("get", *args, **kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._vraag("set", *args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return bool(self._vraag("delete", *args, **kwargs))

    def _vraag(self, naam: str, *args: Any, **kwargs: Any) -> Any:
        global _weg_tot
        if time.monotonic() >= _weg_tot:
            try:
                return getattr(super(), naam)(*args, **kwargs)
            except RedisError as fout:
                _weg_tot = time.monotonic() + WACHT
                zin = "Valkey antwoordt niet (%s): pogingen om in te loggen tellen nu per proces."
                logger.error(zin, type(fout).__name__)  # noqa: TRY400  its text names the address
        return getattr(self._hier, naam)(*args, **kwargs)
