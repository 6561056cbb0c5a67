"""The web application for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from .logboek import bewaak_uitgangen

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
bewaak_uitgangen()
application = get_wsgi_application()

from .start import vereis_database  # noqa: E402  after the set-up: it reads models

vereis_database()
