"""Before the session is looked up: what a browser never sends is not asked of PostgreSQL."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


def zonder_nul(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: a cookie with a NUL in it, which can be written as `\\000`, is no cookie."""

    def antwoord(request: HttpRequest) -> HttpResponse:
        for naam in [naam for naam, waarde in request.COOKIES.items() if "\0" in waarde]:
            del request.COOKIES[naam]
        return get_response(request)

    return antwoord
