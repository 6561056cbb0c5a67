"""Whatever happens, in whatever order: the lists, the rows that PostgreSQL shows and the facts agree.

The story (`verhaal`) is another one in each run. Its seed stands in the summary of the run and in the
message of a failure; with it in TOEVAL the same story is told again, on the same day of the calendar.
"""

import os
import secrets
from collections.abc import Callable, Iterator

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from casusoverleg.models import Plan
from mensen import vertegenwoordigen
from tests.cast import Cast
from tests.toegang.orakel import werkt
from tests.toegang.toneel import meespelers
from tests.toegang.verhaal import GEDAAN, GEWEIGERD, STAPPEN, Verhaal

# One place for how much is tried: few stories, many steps.
PROEF = settings(
    max_examples=4,
    stateful_step_count=16,
    phases=[Phase.generate],  # a story that fails is short already
    derandomize=False,
    database=None,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
GENOEG = 4  # a step that was tried so often has been done at least once


@pytest.fixture
def verhaal(cast: Cast) -> Iterator[Verhaal]:
    """A story that a test tells itself."""
    Verhaal.cast, Verhaal.spelers = cast, meespelers(cast)
    Verhaal.telling.clear()
    verhaal = Verhaal()
    yield verhaal
    verhaal.teardown()


@pytest.mark.clausule("CAS-toegang-partij", "meedoen")
@pytest.mark.clausule("CAS-toegang-extern", "niets-anders")
@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.timeout(900)  # a minute alone, more beside other work
def test_lijst_muur_en_feiten_zijn_het_altijd_eens(
    cast: Cast, record_property: Callable[[str, object], None]
) -> None:
    zaad = int(os.environ.get("TOEVAL") or secrets.randbelow(2**32))
    herhaal = f"TOEVAL={zaad} op {timezone.localdate()}"
    Verhaal.cast, Verhaal.spelers = cast, meespelers(cast)
    Verhaal.telling.clear()
    try:
        run_state_machine_as_test(seed(zaad)(Verhaal), settings=PROEF)
        nooit = [n for n, t in Verhaal.telling.items() if not t[GEDAAN] and t[GEWEIGERD] >= GENOEG]
        assert not nooit, f"steeds geweigerd: {nooit}"
    except BaseException as fout:
        fout.add_note(f"Hetzelfde verhaal: {herhaal}")
        raise
    finally:
        stappen = [f"{n} {t[GEDAAN]}+{t[GEWEIGERD]}" for n, t in sorted(Verhaal.telling.items())]
        record_property("toeval", f"{herhaal}; gedaan+geweigerd: {', '.join(stappen)}")
        print(f"{herhaal}\n{stappen}")


def test_elke_stap_van_het_verhaal_kan_worden_gedaan(verhaal: Verhaal) -> None:
    """In an order in which each makes the next one possible: a step that never is done proves nothing."""
    verhaal.registreer()
    verhaal.breng_in()
    verhaal.agendeer()
    verhaal.open_casus()
    verhaal.laat_deelnemen()
    verhaal.antwoord_op_uitnodiging()
    verhaal.eindig_deelname()
    verhaal.corrigeer_leeftijd()
    verhaal.beperk()
    verhaal.hef_beperking_op()
    verhaal.sluit_uit()
    verhaal.uit_bijlage_1()
    verhaal.terug_in_bijlage_1()
    verhaal.verklaring_vervalt()
    verhaal.vernieuw_verklaring()
    verhaal.nieuw_wachtwoord()
    verhaal.bevestig_rollen()
    verhaal.trek_rol_in()
    verhaal.geef_rol()
    verhaal.sluit()
    verhaal.registreer()
    verhaal.dagen_gaan_voorbij(dagen=200)
    verhaal.bewaartermijn()
    verhaal.zeg_op()
    verhaal.bevestig_opzegging()
    verhaal.trek_opzegging_in()
    verhaal.alles_is_het_eens()
    geweigerd = {naam for naam, telling in Verhaal.telling.items() if telling[GEWEIGERD]}
    assert not geweigerd
    assert set(Verhaal.telling) == STAPPEN


@pytest.mark.clausule("CON-bijlage1", "begin-einde")
def test_binnengelaten_uit_bijlage_1_en_terug_op_een_dag(verhaal: Verhaal) -> None:
    """A story too rare to be drawn: the day alone says nothing about what came first."""

    def leest() -> bool:
        verhaal.beide_muren_zeggen_wat_de_feiten_zeggen(verhaal.lijsten())
        verhaal.de_rechten_zijn_gelijk_aan_de_feiten()
        return Plan.objects.visible_to(verhaal.actor("extern")).exists()

    gezien = [leest()]
    for stap in (verhaal.uit_bijlage_1, verhaal.terug_in_bijlage_1):
        stap()
        gezien.append(leest())
    plaats = [wie for _, wie in verhaal._uit_te_nodigen()].index("extern")
    verhaal.laat_deelnemen(plaats=plaats)
    verhaal.antwoord_op_uitnodiging(ja=True)
    assert [*gezien, leest()] == [True, False, False, True]


def test_het_orakel_kent_partijen_die_niet_meer_meedoen(cast: Cast) -> None:
    """The oracle by itself: it says no where the cast is let act no more."""
    dag = timezone.localdate()
    assert werkt(cast.extern.partij, dag)
    cast.extern.partij.geheimhouding.update(geldig_tot=dag)
    assert not werkt(cast.extern.partij, dag)
    assert not vertegenwoordigen.mogelijk(cast.extern.gebruiker)
