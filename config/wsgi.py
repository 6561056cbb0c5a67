"""The web application for gunicorn."""

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

from .logboek import bewaak_uitgangen

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
bewaak_uitgangen()
_django = get_wsgi_application()

from .start import vereis_database  # noqa: E402  after the set-up: it reads models

vereis_database()


def application(omgeving: "WSGIEnvironment", begin: "StartResponse") -> Iterable[bytes]:
    """Answer a request; refuse one that says that it is not written in UTF-8, as all our pages are.

    No browser sends it. Django believes it before there is a middleware, also where it names what is
    no writing of text at all, such as rot13.
    """
    if not _in_utf8(omgeving.get("CONTENT_TYPE", "")):
        begin("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [b"Dit verzoek is niet in UTF-8 geschreven.\n"]
    return _django(omgeving, begin)


def _in_utf8(soort: str) -> bool:
    """Whether a Content-Type says so, or nothing about it."""
    try:
        _, kenmerken = parse_header_parameters(soort)
    except ValueError:  # a name that is written in what does not exist
        return False
    return kenmerken.get("charset", "utf-8").lower() == "utf-8"
