"""Pages that ask who is there once more (MC 15.2 d): what they do is grave, and a screen may be left open."""

from collections.abc import Callable
from functools import wraps
from typing import Any

MERK = "vers_ingelogd"


def vers_ingelogd(view: Callable[..., Any]) -> Callable[..., Any]:
    """Mark a page: it opens only shortly after its user proved who he is (`mensen.middleware`)."""

    @wraps(view)
    def pagina(*args: Any, **kwargs: Any) -> Any:
        return view(*args, **kwargs)

    setattr(pagina, MERK, True)
    return pagina


def vraagt_vers(view: Callable[..., Any]) -> bool:
    """Whether a page was marked so."""
    return bool(getattr(view, MERK, False))
