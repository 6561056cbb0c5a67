"""The application as gunicorn serves it, which falls over after it stored what was sent, before it answers."""

import os
import signal
from typing import Any

from config.wsgi import application as _toepassing


def application(verzoek: dict[str, Any], begin: Any) -> Any:
    """Answer; but to a form that was sent, die with all that serves beside it."""
    antwoord = _toepassing(verzoek, begin)
    if (verzoek["REQUEST_METHOD"], verzoek["PATH_INFO"]) == ("POST", "/meldingen/nieuw/"):
        os.killpg(0, signal.SIGKILL)
    return antwoord
