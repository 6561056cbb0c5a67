"""What a process of the application does before its work: see that it may."""

import logging

from django.conf import settings
from django.db import connection

from register.sleutels import VerkeerdeSleutels
from retention import boek

logger = logging.getLogger("casusoverleg.start")
TERUG = "Niet gestart: in deze database staan dossiers die zijn vernietigd. Doe eerst: manage.py speel_vernietigingen_na"
NIET_GESTART = 3  # by this exit code gunicorn knows that to try again at once is no use


def vereis_database() -> None:
    """Connect once, which compares the keys (`register.sleutels`).

    A process that cannot reach its database does not start either: it would take in what people type
    without knowing under which keys. Who keeps it running tries again.

    Raises:
        SystemExit: there is no database, the keys are not those of it, or it holds what was destroyed;
            why is in the log. Any other exception would be printed with its text by gunicorn, and passed
            over by Celery.
    """
    try:
        connection.ensure_connection()
    except Exception as fout:
        zin = str(fout) if isinstance(fout, VerkeerdeSleutels) else "Niet gestart: geen database."
        logger.critical("%s", zin, exc_info=fout)
        raise SystemExit(NIET_GESTART) from None
    else:
        vereis_niets_terug()
    finally:
        connection.close()  # a process that is forked may not share it


def vereis_niets_terug() -> None:
    """A backup that was put back holds what was destroyed since: nobody works with that (RET-volledig).

    Raises:
        SystemExit: it does, or the book that says so cannot be read.
    """
    map_ = settings.VERNIETIGD_MAP
    try:
        terug = boek.terug(map_) if map_ else {}
    except Exception as fout:  # its text may hold a path, and gunicorn would print it
        logger.critical(
            "Niet gestart: het boek van vernietigingen is niet te lezen.", exc_info=fout
        )
        raise SystemExit(NIET_GESTART) from None
    if terug:
        logger.critical("%s", TERUG)
        raise SystemExit(NIET_GESTART)
