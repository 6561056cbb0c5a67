"""The help: each first day opens what it names, each word and each clause leads to its source."""

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from config.hulp.begrippen import begrippen, voluit
from config.hulp.dagen import dag_van, dagen
from config.hulp.verantwoording import groepen, in_woorden
from convenant.bronnen.verwijzen import verwijzingen
from tests.cast import Cast

# Who has which first day; between them they have all.
WIE = {
    "uitvoerder": "uitvoerder",
    "uitvoerder_weegploeg": "uitvoerder",
    "uitvoerder_casusoverleg": "uitvoerder",
    "gemeente": "gemeente",
    "politie": "politie-en-om",
    "om": "politie-en-om",
    "rvdk": "casuspartij",
    "reclassering": "casuspartij",
    "extern": "externe-partner",
    "behandelaar": "behandelaar",
    "beheerder": "beheerder",
    "fg": "toezichthouder",
}


def blad(client: Client, pad: str) -> str:
    antwoord = client.get(pad)
    assert antwoord.status_code == 200, pad
    return unescape(antwoord.content.decode())


@pytest.mark.parametrize(("wie", "sleutel"), WIE.items())
def test_elke_stap_van_een_eerste_dag_opent(cast: Cast, wie: str, sleutel: str) -> None:
    """For each who has that day: a link that is not found helps nobody."""
    speler = cast.allen[wie]
    assert dag_van(speler.actor).sleutel == sleutel
    html = blad(speler.client, reverse("hulp:eerste_dag", args=[sleutel]))
    paginas = [stap.pagina for stap in dag_van(speler.actor).stappen if stap.pagina]
    assert paginas
    for pagina in paginas:
        assert f'href="{reverse(pagina)}"' in html
        assert speler.client.get(reverse(pagina)).status_code == 200, pagina


def test_elke_eerste_dag_is_van_iemand(cast: Cast) -> None:
    assert set(WIE.values()) == set(dagen())


def test_wie_een_andere_dag_leest_krijgt_geen_links_die_voor_hem_niet_openen(cast: Cast) -> None:
    html = blad(cast.beheerder.client, reverse("hulp:eerste_dag", args=["uitvoerder"]))
    assert "Kijk wat er bij de weegploeg ligt" in html
    assert reverse("weegploeg:lijst") not in html
    assert cast.beheerder.client.get("/hulp/eerste-dag/niemand/").status_code == 404


def test_de_hulp_begint_bij_de_eigen_rol_en_is_overal_te_vinden(cast: Cast) -> None:
    for wie, sleutel in WIE.items():
        html = blad(cast.allen[wie].client, "/")
        assert html.count('href="/hulp/"') == 2, wie  # in the head and at the foot
        eigen = re.search(
            r'id="eerste-dag".*?href="([^"]+)"', blad(cast.allen[wie].client, "/hulp/"), re.S
        )
        assert eigen
        assert eigen[1] == reverse("hulp:eerste_dag", args=[sleutel])


def test_elk_woord_staat_er_op_alfabet_en_elke_plaats_is_een_link(cast: Cast) -> None:
    html = blad(cast.extern.client, reverse("hulp:begrippen"))
    woorden = [begrip.woord for begrip in begrippen()]
    assert len(woorden) > 40
    assert woorden == sorted(woorden, key=str.lower)
    assert [woord for woord in woorden if f"<dt>{woord}</dt>" not in html] == []
    assert re.findall(r"\((?:MC|WV|PB|MvT) ", html) == []
    assert 'href="/bronnen/convenant/artikel-1-onder-h/"' in html
    plekken = [plek for begrip in begrippen() for plek in verwijzingen(begrip.uitleg)]
    assert len(plekken) > 15
    assert [plek.anker for plek in plekken if not plek.klopt] == []


@pytest.mark.parametrize(
    ("kort", "lang"),
    [
        ("MC 8.4, 10.4", "artikel 8 lid 4 van het convenant, artikel 10 lid 4 van het convenant"),
        ("MC 1h", "artikel 1 onder h van het convenant"),
        ("PB 3.4 ad 2", "procesbeschrijving 3.4 ad 2"),
        ("WV 5.1, MvT 5.2", "wetsvoorstel artikel 5 lid 1, memorie van toelichting 5.2"),
        ("MC 13", "artikel 13 van het convenant"),
        ("VNG", "VNG"),
    ],
)
def test_een_plaats_in_de_lijst_wordt_een_plaats_in_woorden(kort: str, lang: str) -> None:
    assert in_woorden(kort) == lang
    assert voluit(lang) == lang


def test_de_verantwoording_noemt_elke_bepaling_met_pagina_of_taak_en_test(cast: Cast) -> None:
    alle = [clausule for groep in groepen().values() for clausule in groep.clausules]
    assert len(alle) > 140
    assert len({clausule.id for clausule in alle}) == len(alle)
    for groep in groepen().values():
        html = blad(cast.fg.client, reverse("hulp:verantwoording_bron", args=[groep.sleutel]))
        assert groep.clausules
        for clausule in groep.clausules:
            assert clausule.tekst in html
            for deel in clausule.delen:
                assert deel.tekst in html
                assert [test for test in deel.tests if test not in html] == []
    assert cast.fg.client.get("/hulp/verantwoording/niets/").status_code == 404


def test_ook_wie_niet_kan_inloggen_leest_over_toegankelijkheid(cast: Cast) -> None:
    pad = reverse("hulp:toegankelijkheid")
    assert pad in blad(Client(), reverse("account_login"))
    assert "Wat wij niet testten" in blad(Client(), pad)
    assert Client().get(reverse("hulp:hulp")).status_code == 302
