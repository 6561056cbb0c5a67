"""Headers that each answer bears, also those of files and of errors: what no page here ever uses is switched off."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Nothing in these pages asks for a camera, a place or a payment; a script that got in could not either.
UIT = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen",
    "geolocation", "gyroscope", "magnetometer", "microphone", "midi", "payment",
    "picture-in-picture", "screen-wake-lock", "usb", "web-share", "xr-spatial-tracking",
)  # fmt: skip
KOPPEN = {
    "Permissions-Policy": ", ".join(f"{naam}=()" for naam in UIT),
    # No other site shows our pages, files or PDFs inside its own.
    "Cross-Origin-Resource-Policy": "same-origin",
}


def koppen_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Put them on each answer."""

    def antwoord_op(request: HttpRequest) -> HttpResponse:
        antwoord = get_response(request)
        for naam, waarde in KOPPEN.items():
            antwoord.headers.setdefault(naam, waarde)
        return antwoord

    return antwoord_op
