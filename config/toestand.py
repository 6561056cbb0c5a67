"""Whether this process can do its work now: for who decides whether it gets requests (`/klaar/`).

Each part is one word, for a machine; why it is not there stands in the log.
"""

import logging
from collections.abc import Callable, Iterator

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from redis import Redis
from redis.exceptions import RedisError

from register.sleutels import VerkeerdeSleutels, controleer

logger = logging.getLogger("casusoverleg.start")
GEDULD = 2  # seconds for the queue


def ontbreekt() -> list[str]:
    """What is missing of what no page can do without, by one word each; nothing when this process is ready."""
    return [naam for naam, goed in _delen() if not goed()]


def _delen() -> Iterator[tuple[str, Callable[[], bool]]]:
    yield "database", _database
    yield "sleutels", _sleutels
    yield "migraties", _migraties
    yield "bestanden", _bestanden


def _database() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def _sleutels() -> bool:
    try:
        controleer(connection)
    except VerkeerdeSleutels as fout:
        logger.critical("%s", fout)
        return False
    except DatabaseError:
        return False
    return True


def _migraties() -> bool:
    """Whether the tables are those of this release; a process of an older one stays as it is."""
    try:
        uitvoerder = MigrationExecutor(connection)
        return not uitvoerder.migration_plan(uitvoerder.loader.graph.leaf_nodes())
    except DatabaseError:
        return False


def heeft_wachtrij() -> bool:
    """Whether jobs can be asked for; pages work without, so this takes no process out of use."""
    adres = settings.REDIS_URL
    try:
        with Redis.from_url(adres, socket_connect_timeout=GEDULD, socket_timeout=GEDULD) as redis:
            return bool(redis.ping())
    except RedisError:
        return False


def _bestanden() -> bool:
    """Whether the style sheet that every page asks for is there, under the name that pages give it."""
    try:
        return bool(staticfiles_storage.url(settings.THEMA_CSS))
    except ValueError:  # not in the manifest: nobody collected the files
        return False
