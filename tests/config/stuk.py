"""Something that breaks, with a name wherever a name can be; for each process to break on.

A web application for gunicorn with one page more, a Celery task, a schedule for beat, and what a
command calls.
"""

import os
from datetime import datetime
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

from celery import shared_task
from celery.beat import BeatLazyFunc
from celery.schedules import schedule
from django.db import connection
from django.http import HttpRequest, HttpResponse

NAAM = "Zilvermeeuw"
SOORTEN = ("tekst", "waarde", "rij")


def breek(soort: str, naam: str = NAAM) -> None:
    """Raise with a name in the text, in a local variable, and in the parameters of a statement."""
    if soort == "tekst":
        raise LookupError(f"Geen dossier van {naam}")
    with connection.cursor() as cursor:
        if soort == "waarde":
            cursor.execute("select %s::uuid", [naam])
        cursor.execute("create temporary table stuk (naam text check (length(naam) < 3))")
        cursor.execute("insert into stuk values (%s)", [naam])


@shared_task  # type: ignore[untyped-decorator]
def breek_taak(soort: str, naam: str) -> None:
    breek(soort, naam)


def pagina(request: HttpRequest) -> HttpResponse:
    """Break on what was posted."""
    naam = request.POST["naam"]
    breek(request.POST["soort"], naam)
    return HttpResponse()


def application(*wsgi: Any) -> Any:
    """What gunicorn serves: the application as it is, with that page."""
    return _toepassing(*wsgi)


def hoe_laat() -> Any:
    """The clock of a schedule that breaks."""
    breek("tekst")


class Rooster(schedule):  # type: ignore[misc]
    """Nobody can say when its next turn is."""

    def is_due(self, last_run_at: datetime) -> Any:
        """Break on the question."""
        breek("tekst")


def rooster(klok: Any = None) -> dict[str, dict[str, Any]]:
    """Jobs that break while beat sends them, and one of which it finds no next turn.

    Args:
        klok: what each asks for the time.
    """
    taak = {"task": "tests.config.stuk.breek_taak", "schedule": schedule(1, nowfun=klok)}
    sturen = {soort: {**taak, "args": [BeatLazyFunc(breek, soort)]} for soort in SOORTEN}
    return sturen | {"beurt": {**taak, "schedule": Rooster(1)}}


STUK = os.environ.get("STUK")
if STUK in ("beat", "klok"):
    from config.celery import app

    app.conf.beat_schedule = rooster(klok=hoe_laat if STUK == "klok" else None)

if STUK == "web":
    django.setup()
    from django.contrib.auth.decorators import login_not_required
    from django.urls import path
    from django.views.decorators.csrf import csrf_exempt

    from config import urls
    from config.wsgi import application as _toepassing

    urls.urlpatterns.append(path("stuk/", csrf_exempt(login_not_required(pagina)), name="stuk"))
