"""What a process of the application does before its work: see that it may."""

import logging

from django.db import connection

from register.sleutels import VerkeerdeSleutels

logger = logging.getLogger("casusoverleg.start")
NIET_GESTART = 3  # by this exit code gunicorn knows that to try again at once is no use


def vereis_database() -> None:
    """Connect once, which compares the keys (`register.sleutels`).

    A process that cannot reach its database does not start either: it would take in what people type
    without knowing under which keys. Who keeps it running tries again.

    Raises:
        SystemExit: there is no database, or the keys are not those of it; why is in the log. Any
            other exception would be printed with its text by gunicorn, and passed over by Celery.
    """
    try:
        connection.ensure_connection()
    except Exception as fout:
        zin = str(fout) if isinstance(fout, VerkeerdeSleutels) else "Niet gestart: geen database."
        logger.critical("%s", zin, exc_info=fout)
        raise SystemExit(NIET_GESTART) from None
    finally:
        connection.close()  # a process that is forked may not share it
