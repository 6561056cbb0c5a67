"""Keys of rows: in order of creation, and never twice."""

import time
from threading import Thread
from uuid import RFC_4122, UUID

import pytest

from gedeeld.rij import nieuwe_sleutel


def test_een_sleutel_is_een_geldige_uuid_met_de_tijd_voorop() -> None:
    voor = time.time_ns() // 1_000_000
    sleutel = nieuwe_sleutel()
    assert (sleutel.version, sleutel.variant) == (7, RFC_4122)
    assert voor - 1 <= sleutel.int >> 80 <= time.time_ns() // 1_000_000 + 1


def test_elke_sleutel_is_groter_dan_de_vorige() -> None:
    sleutels = [nieuwe_sleutel() for _ in range(20_000)]
    assert sleutels == sorted(set(sleutels))
    assert [str(s) for s in sleutels] == sorted(map(str, sleutels))


def test_ook_als_de_klok_stilstaat_of_terug_gaat(monkeypatch: pytest.MonkeyPatch) -> None:
    eerst = nieuwe_sleutel()
    nu = time.time_ns()
    for klok in (nu, nu, nu - 10**9, nu - 10**9):
        monkeypatch.setattr(time, "time_ns", lambda klok=klok: klok)
        volgend = nieuwe_sleutel()
        assert volgend > eerst
        assert volgend.version == 7
        eerst = volgend


def test_twee_draden_krijgen_nooit_dezelfde() -> None:
    gemaakt: list[UUID] = []
    draden = [
        Thread(target=lambda: gemaakt.extend(nieuwe_sleutel() for _ in range(2_000)))
        for _ in range(4)
    ]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert len({sleutel.int >> 64 for sleutel in gemaakt}) == 8_000
