"""The list and the worklist."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from register.werk import werk
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.besluit import decisions as besluiten


def _vragen(doe: Any) -> int:
    with CaptureQueriesContext(
        connection,
    ) as vragen:
        doe()
    return len(vragen)


def test_evenveel_vragen_voor_een_en_dertig_dossiers(cast: Cast) -> None:
    client, actor = cast.uitvoerder.client, cast.uitvoerder.actor
    lijst = reverse("weegploeg:lijst")
    weegploeg.niet_geagendeerd(cast)
    client.get(lijst)
    een = (_vragen(lambda: client.get(lijst)), _vragen(lambda: werk(actor)))
    for _ in range(29):
        weegploeg.niet_geagendeerd(cast)
    assert (_vragen(lambda: client.get(lijst)), _vragen(lambda: werk(actor))) == een


def test_lijst_heeft_bladzijden_en_een_filter(cast: Cast) -> None:
    client, lijst = cast.uitvoerder.client, reverse("weegploeg:lijst")
    assert "Er zijn nog geen dossiers." in client.get(lijst).content.decode()
    oud = weegploeg.in_weging(cast, op=vandaag() - timedelta(days=9)).nummer
    nummers = [oud, *(weegploeg.in_weging(cast).nummer for _ in range(25))]
    gesloten = weegploeg.niet_geagendeerd(cast).nummer
    antwoord = client.get(lijst)
    eerste = antwoord.content.decode()
    tweede = client.get(lijst + antwoord.context["pagina"].volgende).content.decode()
    assert nummers[0] not in eerste
    assert nummers[0] in tweede
    gefilterd = client.get(lijst, {"stand": "niet_geagendeerd"}).content.decode()
    assert gesloten in gefilterd
    assert nummers[-1] not in gefilterd
    assert client.get(lijst, {"stand": "onzin", "na": "x"}).status_code == 200
    leeg = client.get(lijst, {"stand": "plan_afgesloten"}).content.decode()
    assert "Niets gevonden met dit filter." in leeg


@pytest.mark.clausule("WEE-geen-casus", "melder")
def test_werklijst_zegt_per_rol_wat_er_wacht(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)

    def wat(speler: Any) -> list[str]:
        return [rij.wat for rij in werk(speler.actor)]

    assert wat(cast.om) == wat(cast.uitvoerder) == ["Weeg de signalen"]
    weegploeg.weeg(cast, dossier)
    assert (wat(cast.om), wat(cast.gemeente)) == (["Weeg de signalen"], [])
    assert wat(cast.uitvoerder) == ["Leg het besluit vast"]
    dossier.delete()
    weegploeg.nadere_duiding(cast)
    bevestigen = "Bevestig het besluit, of maak bezwaar"
    assert (wat(cast.om), wat(cast.uitvoerder)) == ([bevestigen], ["Leg een antwoord vast"])
    weegploeg.niet_geagendeerd(cast)
    assert "Koppel het besluit terug aan de melder" in wat(cast.gemeente)
    assert "Koppel het besluit terug aan de melder" not in wat(cast.om)
    assert all("Verzonnen" not in str(rij) for rij in werk(cast.gemeente.actor))


OPVALT = "30 dagen zonder besluit: bespreek wat er nog nodig is"


@pytest.mark.parametrize(("dagen", "valt_op"), [(29, False), (30, True), (41, True)])
@pytest.mark.parametrize("stand", ["in_weging", "nadere_duiding"])
def test_wat_dertig_dagen_open_is_valt_op(
    cast: Cast, stand: str, dagen: int, valt_op: bool
) -> None:
    """In the list, on its page, and on the list of the secretary; until there is a decision."""
    client, zin = cast.uitvoerder.client, f"{dagen} dagen zonder besluit"
    dossier = getattr(weegploeg, stand)(cast, op=vandaag() - timedelta(days=dagen))
    pagina = reverse("weegploeg:dossier", args=[dossier.pk])
    for url in (reverse("weegploeg:lijst"), pagina):
        assert (zin in client.get(url).content.decode()) == valt_op
    assert (OPVALT in client.get("/").content.decode()) == valt_op
    assert (OPVALT in [rij.wat for rij in werk(cast.uitvoerder.actor)]) == valt_op
    # Who decides in the meeting sees it on the page; who logs it has it on his list.
    assert (zin in cast.om.client.get(pagina).content.decode()) == valt_op
    assert OPVALT not in [rij.wat for rij in werk(cast.om.actor)]


def test_na_een_besluit_valt_het_niet_meer_op(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, op=vandaag() - timedelta(days=40))
    weegploeg.weeg(cast, dossier)
    assert OPVALT in [rij.wat for rij in werk(cast.uitvoerder.actor)]
    besluiten.agendeer_niet(
        dossier,
        actor=cast.uitvoerder.actor,
        argumenten="Te weinig",
        sprekers=weegploeg.sprekers(cast),
    )
    assert OPVALT not in [rij.wat for rij in werk(cast.uitvoerder.actor)]
    blad = cast.uitvoerder.client.get(reverse("weegploeg:dossier", args=[dossier.pk]))
    assert "dagen zonder besluit" not in blad.content.decode()
