"""A task for the real worker of the tests."""

from pathlib import Path

from celery import shared_task

from tests.toegang.muren import tel_alles


@shared_task  # type: ignore[untyped-decorator]
def tel(uit: str) -> None:
    """Write how many rows of all walled tables the worker sees, to a file."""
    half = Path(f"{uit}.half")
    half.write_text(str(tel_alles()))
    half.rename(uit)
