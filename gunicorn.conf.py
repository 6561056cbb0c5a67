"""What gunicorn reads by itself in the folder where it starts: the logging of each of its processes, and its header."""

from typing import Any

from gunicorn.glogging import Logger
from gunicorn.http.wsgi import Response

from config.logboek import LOGBOEK


class Logboek(Logger):
    """Gunicorn's own; but each line bears the place in gunicorn that says it, by which it is known."""


def _zegt(naam: str) -> Any:
    def zeg(self: Logger, zin: str, *args: Any, **kwargs: Any) -> None:
        getattr(self.error_log, naam)(zin, *args, stacklevel=2, **kwargs)

    return zeg


for _naam in ("critical", "error", "warning", "info", "debug", "exception"):
    setattr(Logboek, _naam, _zegt(_naam))

logger_class = Logboek
logconfig_dict = LOGBOEK

_koppen = Response.default_headers


def _zonder_server(self: Response) -> list[str]:
    """Its own headers, without the one that says by which software this is served."""
    return [kop for kop in _koppen(self) if not kop.startswith("Server:")]


Response.default_headers = _zonder_server
