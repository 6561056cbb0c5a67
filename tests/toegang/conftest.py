"""The scene of the proofs of access."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pytest_django.plugin import DjangoDbBlocker

    from tests.bewaard import Bewaard
    from tests.toegang.toneel import Toneel


@pytest.fixture(scope="session")
def bewaard_toneel(
    django_db_setup: None, django_db_blocker: "DjangoDbBlocker"
) -> "Bewaard[Toneel]":
    from tests.bewaard import Bewaard
    from tests.cast import maak_cast
    from tests.toegang.toneel import maak_toneel

    with django_db_blocker.unblock():
        return Bewaard("begin_toneel", lambda: maak_toneel(maak_cast()))


@pytest.fixture
def toneel(bewaard_toneel: "Bewaard[Toneel]", db: None) -> "Toneel":
    """A file in every state; its cast is part of it."""
    return bewaard_toneel.terug()
