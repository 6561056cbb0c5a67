"""Two acts on one case at once: the later one waits for the other, and they never wait crosswise."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event
from typing import Any

import pytest
from django.db import connection, transaction

from beveiliging import controle
from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from casusoverleg.plan import decisions as plannen
from gedeeld.actor import Actor
from gedeeld.weigering import NietMogelijk
from register import slot
from register.afleiden import wijziging
from register.muur import als
from tests.cast import Cast
from tests.hulp import casussen
from tests.hulp import weegploeg as hulp
from weegploeg.besluit.afsluiten import besluit_afsluiten
from weegploeg.models import WeegploegDossier

Daad = Callable[[], Any]


def _iemand_wacht() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))"
        )
        return bool(cursor.fetchone()[0])


def _tegelijk(*daden: Daad) -> list[str]:
    """How acts end that each have a connection of their own."""

    def doe(daad: Daad) -> str:
        try:
            daad()
        except NietMogelijk:
            return "geweigerd"
        finally:
            connection.close()
        return "gelukt"

    with ThreadPoolExecutor(len(daden)) as draden:
        return list(draden.map(doe, daden))


def _plan(casus: Casus, actor: Actor) -> Any:
    return plannen.maak_nieuwe_versie(casus, actor=actor)


def _voortzetten(casus: Casus, actor: Actor) -> Any:
    return casusoverleg.zet_voort(casus.zaak, actor=actor, besluit="Toch door")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("in_de_casus", [_plan, _voortzetten])
@pytest.mark.parametrize("weegploeg_eerst", [True, False])
def test_wie_later_komt_wacht_en_niemand_zit_vast(
    cast: Cast, in_de_casus: Callable[[Casus, Actor], Any], *, weegploeg_eerst: bool
) -> None:
    dossier, actor = hulp.met_advies(cast), cast.uitvoerder.actor
    casus = Casus.objects.get(zaak=dossier.zaak)
    bezet = Event()

    def afsluiten() -> None:
        besluit_afsluiten(
            dossier,
            actor=actor,
            argumenten="Klaar",
            sprekers=hulp.sprekers(cast),
            niet_af="Loopt vanzelf door",
        )

    def casusdaad() -> None:
        in_de_casus(casus, actor)

    eerste, tweede = (afsluiten, casusdaad) if weegploeg_eerst else (casusdaad, afsluiten)

    def doe_eerst() -> None:
        with transaction.atomic(), als(actor):
            eerste()
            bezet.set()
            einde = time.monotonic() + 20
            while not _iemand_wacht():
                assert time.monotonic() < einde, "de tweede wacht niet"
                time.sleep(0.02)

    def doe_daarna() -> None:
        assert bezet.wait(30)
        with als(actor):
            tweede()

    assert _tegelijk(doe_eerst, doe_daarna)[0] == "gelukt"
    assert controle.verschillen(herstel=False) == []


@pytest.mark.django_db(transaction=True)
def test_twee_besluiten_die_elk_aan_een_ander_dossier_beginnen_wachten_niet_kruislings(
    cast: Cast,
) -> None:
    """Each would hold what the other needs next, if a file and not its case were locked."""
    dossier = hulp.geagendeerd(cast)
    casus, begin = Casus.objects.get(zaak=dossier.zaak), Barrier(2)

    def van(*volgorde: Any) -> Daad:
        def doe() -> None:
            begin.wait(30)
            for _ in range(20):
                with wijziging():
                    for rij in volgorde:
                        type(rij).objects.lock(rij)

        return doe

    assert isinstance(dossier, WeegploegDossier)
    assert _tegelijk(van(dossier, casus), van(casus, dossier)) == ["gelukt", "gelukt"]


def _sloten() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted"
            " AND pid = pg_backend_pid()"
        )
        return int(cursor.fetchone()[0])


@pytest.mark.django_db(transaction=True)
def test_een_deel_dat_mislukt_laat_de_zaak_los_en_verzet_de_klok_niet(cast: Cast) -> None:
    """PostgreSQL lets go of a lock that was taken in what is undone."""
    casus = casussen.casus(cast)

    def mislukt() -> None:
        with wijziging():
            Casus.objects.lock(casus)
            slot.lopend().klok[casus.pk] = cast.om.actor.vandaag
            raise ValueError("toch niet")

    with wijziging():
        with pytest.raises(ValueError, match="toch niet"):
            mislukt()
        assert _sloten() == 0
        assert slot.lopend() == slot.Wijziging()
        Casus.objects.lock(casus)
        assert _sloten() == 1
