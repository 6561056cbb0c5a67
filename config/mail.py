"""The mail server, as one address in the environment. No Django here: the settings read this module."""

from typing import Any
from urllib.parse import unquote, urlsplit

WACHTEN = 20  # seconds: for each answer of the server
POORTEN = {"smtps": 465, "smtp": 587, "smtp+onbeveiligd": 25}


class MailFout(Exception):
    """The address of the mail server is not good; the sentence holds nothing of it."""


def lees(adres: str, *, beveiligd: bool) -> dict[str, Any]:
    """What Django's mail backend wants to know.

    Args:
        adres: `smtps://name:password@host:port`, or `smtp://` for a server that begins without TLS and
            changes to it (STARTTLS). `smtp+onbeveiligd://` for one without, to try things out.
        beveiligd: whether TLS is required.

    Raises:
        MailFout: it is no such address.
    """
    try:
        delen = urlsplit(adres)
        poort = delen.port or POORTEN[delen.scheme]
    except (ValueError, KeyError):
        delen, poort = None, 0
    if delen is None or not delen.hostname:
        raise MailFout("CASUSOVERLEG_MAIL begint met smtps:// of smtp:// en noemt een mailserver.")
    if beveiligd and delen.scheme == "smtp+onbeveiligd":
        raise MailFout("CASUSOVERLEG_MAIL moet in productie beveiligd zijn: smtps:// of smtp://.")
    return {
        "host": delen.hostname,
        "port": poort,
        "username": unquote(delen.username or ""),
        "password": unquote(delen.password or ""),
        "use_ssl": delen.scheme == "smtps",
        "use_tls": delen.scheme == "smtp",
        "timeout": WACHTEN,
    }
