"""The one set-up of logging, of every process: what failed and where, never the values it failed on.

PostgreSQL puts whole rows in the text of an error, forms put in theirs what was typed, and a library
writes that text wherever it likes: Celery in its line on a task, gunicorn in its line on a request.
So of a line of somebody else's only stays what stands in the source: the place, numbers, and a text
that is literally there. Of an exception stay its kind and its place. Our own lines (`casusoverleg.`)
stay whole: each says numbers of files, names of columns or counts.

No Django here: gunicorn reads this before there is any.
"""

import linecache
import logging
import logging.config
import secrets
import sys
import threading
import time
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

BASIS = f"{Path(__file__).resolve().parent.parent}/"
ONZE = "casusoverleg"
GETAL = (int, float, type(None))
# What this process is busy with: a request by a number of its own, or a task by its name and number.
KENMERK: ContextVar[str] = ContextVar("kenmerk", default="-")


class Regel(logging.Formatter):
    """One line: when (UTC), how bad, who says it, in which request or task, and what."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        """The line of a record, without values of others."""
        delen = [
            self.formatTime(record),
            record.levelname,
            record.name,
            KENMERK.get(),
            record.getMessage() if _is_onze(record) else _zin(record),
            _fout(record.exc_info[1]) if record.exc_info and record.exc_info[1] else "",
        ]
        return " ".join(filter(None, delen)).replace("\n", " ")


def _is_onze(record: logging.LogRecord) -> bool:
    return record.name.partition(".")[0] == ONZE


def _zin(record: logging.LogRecord) -> str:
    """What somebody else says, as far as it is literally in his source; and where that stands."""
    if record.name == "py.warnings":  # "file:line: Category: text"
        return _kort(":".join(record.getMessage().split(":")[:3]))
    plek = f"{_kort(record.pathname)}:{record.lineno}"
    verzoek = getattr(record, "request", None)
    pagina = getattr(getattr(verzoek, "resolver_match", None), "view_name", "")
    tekst = str(record.msg)
    bron = linecache.getlines(record.pathname)
    if not any(f"{teken}{tekst}{teken}" in regel for regel in bron for teken in "'\""):
        tekst = ""
    if tekst and isinstance(record.args, tuple):
        tekst = tekst % tuple(a if isinstance(a, GETAL) else _Weg() for a in record.args)
    return " ".join(filter(None, [plek, tekst, pagina]))


class _Weg:
    """In the place of a value that is left out."""

    def __repr__(self) -> str:
        return "…"

    def __int__(self) -> int:
        return 0


def _fout(fout: BaseException) -> str:
    """Kind and place of an exception, with the one that led to it; where our own code was, too."""
    plekken, spoor = [], fout.__traceback__
    while spoor:
        plekken.append(f"{spoor.tb_frame.f_code.co_filename}:{spoor.tb_lineno}")
        spoor = spoor.tb_next
    onze = [plek for plek in plekken if plek.startswith(BASIS) and "site-packages" not in plek]
    waar = dict.fromkeys([*onze[-1:], *plekken[-1:]])
    soorten = [type(fout).__name__]
    # Celery's beat wraps what went wrong without saying so.
    eerder = fout.__cause__ or (None if fout.__suppress_context__ else fout.__context__)
    if eerder:
        soorten.append(type(eerder).__name__)
    return f"[{' door '.join(soorten)} in {' en '.join(map(_kort, waar)) or '?'}]"


def _kort(pad: str) -> str:
    return pad.removeprefix(BASIS)


LOGBOEK: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"regel": {"()": "config.logboek.Regel"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "regel"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Whoever brings handlers of his own loses them: there is one way out.
    "loggers": {
        **{
            naam: {"handlers": [], "propagate": True}
            for naam in ("django", "django.server", "celery", "celery.task", "gunicorn.error")
        },
        # Addresses with what was asked for; a proxy writes its own.
        "gunicorn.access": {"handlers": [], "propagate": False, "level": "CRITICAL"},
        ONZE: {"level": "INFO"},
    },
}


def bewaak_uitgangen() -> None:
    """Let no exception leave this process with its text, by whatever way it prints it."""

    def meld(soort: object, fout: BaseException | None, *_: object) -> None:
        if fout is not None:
            exc_info = (type(fout), fout, fout.__traceback__)
            logging.getLogger(f"{ONZE}.proces").critical("Afgebroken.", exc_info=exc_info)

    sys.excepthook = meld
    threading.excepthook = lambda args: meld(None, args.exc_value)
    sys.unraisablehook = lambda args: meld(None, args.exc_value)
    logging.captureWarnings(True)


def kenmerk_middleware(
    get_response: "Callable[[HttpRequest], HttpResponse]",
) -> "Callable[[HttpRequest], HttpResponse]":
    """Give each request a number, that stands in its log lines and in its answer."""

    def antwoord_op(request: "HttpRequest") -> "HttpResponse":
        teken = KENMERK.set(secrets.token_hex(4))
        try:
            antwoord = get_response(request)
            antwoord["X-Verzoek"] = KENMERK.get()
            return antwoord
        finally:
            KENMERK.reset(teken)

    return antwoord_op
