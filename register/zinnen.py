"""The events that can happen to a file: each app declares its own once, with the sentence of the timeline."""

ZINNEN: dict[str, str] = {}


def declareer(app: str, **zinnen: str) -> None:
    """Make the events of an app known. An event that is not declared raises when it is recorded.

    Args:
        app: app label.
        zinnen: name of the event -> Dutch sentence without personal data.
    """
    ZINNEN.update({f"{app}.{naam}": zin for naam, zin in zinnen.items()})
