"""The sentence of each event that can happen to a file; `register.events.declareer` adds those of an app."""

ZINNEN: dict[str, str] = {}
