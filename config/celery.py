"""The Celery application: its messages only ring the bell, the database is the truth."""

import logging.config
import os
from typing import Any

from celery import Celery, signals

from .logboek import KENMERK, LOGBOEK, bewaak_uitgangen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("casusoverleg")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@signals.setup_logging.connect  # type: ignore[untyped-decorator]
def _logboek(**_signaal: Any) -> None:
    """Connected, it keeps Celery from putting handlers of its own in the place of ours."""
    logging.config.dictConfig(LOGBOEK)
    bewaak_uitgangen()


@signals.worker_init.connect  # type: ignore[untyped-decorator]
@signals.beat_init.connect  # type: ignore[untyped-decorator]
def _begin(**_signaal: Any) -> None:
    """Do not start without the right keys."""
    from .start import vereis_database  # not before Django is set up

    vereis_database()


@signals.task_prerun.connect  # type: ignore[untyped-decorator]
def _taak_begint(task_id: str, task: Any, **_signaal: Any) -> None:
    KENMERK.set(f"{task.name}[{task_id}]")


@signals.task_postrun.connect  # type: ignore[untyped-decorator]
def _taak_eindigt(**_signaal: Any) -> None:
    KENMERK.set("-")
