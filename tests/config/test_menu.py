"""The menu says how many tasks wait, where they are, and asks the database once."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from beveiliging import decisions
from convenant import geheimhouding
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from privacy_rights import beperken
from register.models import Dossier, Uitsluiting
from register.werk import PAST
from retention import decisions as bewaren
from tests.cast import Cast
from tests.hulp import casussen, dossiers, meldingen, oud, vandaag, verzoeken, weegploeg

ELDERS = reverse("convenant:overzicht")  # shows no task
WERKLIJST = reverse("werklijst")


def menu(client: Client, pad: str = ELDERS) -> dict[str, str]:
    """The number beside each part of the menu that has one."""
    punten = client.get(pad).context["navigatie"]
    return {punt["label"]: punt["aantal"] for punt in punten if punt["aantal"]}


def vul(cast: Cast) -> None:
    meldingen.maak_melding(cast)
    weegploeg.in_weging(cast)
    weegploeg.niet_geagendeerd(cast)
    casussen.casus(cast)
    laat = {"van": vandaag() - timedelta(days=9), "tot": vandaag() - timedelta(days=3)}
    casussen.met_plan(cast, cast.extern.partij, cast.reclassering.partij, **laat)
    verzoeken.verzoek(cast)


def test_het_menu_telt_de_taken_waar_het_dossier_is(cast: Cast) -> None:
    vul(cast)
    assert menu(cast.uitvoerder.client) == {
        "Werklijst": "11", "Meldingen": "1", "Weegploeg": "3", "Casussen": "6", "Verzoeken": "1",
    }  # fmt: skip
    assert menu(cast.extern.client) == {"Werklijst": "2", "Plannen": "2"}
    for lid in (cast.maastricht, cast.elders, cast.beheerder, cast.fg):
        assert menu(lid.client) == {}


def test_het_menu_zegt_op_elke_pagina_hetzelfde_als_de_werklijst_toont(cast: Cast) -> None:
    vul(cast)
    met_taken = 0
    for naam, lid in cast.allen.items():
        client = lid.client
        elders, hier = menu(client), menu(client, WERKLIJST)
        # The menu counts what waits in files; what the covenant asks of the administrator is in none.
        rijen = [rij for rij in client.get(WERKLIJST).context["lijst"].rijen if rij.dossier]
        assert elders == hier, naam
        assert hier.get("Werklijst", "0") == str(len(rijen)), naam
        met_taken += bool(rijen)
    assert met_taken > 5


def test_het_menu_telt_geen_waarschuwing(cast: Cast) -> None:
    """What is about to be destroyed asks for nothing but a look: the menu says the same on each page."""
    weegploeg.zonder_taak(cast)
    client = cast.uitvoerder_weegploeg.client  # keeps it
    rijen = client.get(WERKLIJST).context["lijst"].rijen
    assert [rij.wat for rij in rijen] == ["Wordt vernietigd: kijk of dat klopt"]
    assert menu(client, WERKLIJST) == menu(client) == {}


def test_meer_dan_er_op_de_werklijst_past_is_99_plus(cast: Cast) -> None:
    client = cast.uitvoerder.client
    for n in range(PAST - 1):
        oud.melding(cast, vandaag(), nummer=f"M-2020-{n:04d}")
    for pad in (ELDERS, WERKLIJST):
        assert menu(client, pad) == {"Werklijst": "99", "Meldingen": "99"}
    for n in (1, 2):
        oud.melding(cast, vandaag(), nummer=f"M-2021-{n:04d}")
        for pad in (ELDERS, WERKLIJST):
            assert menu(client, pad) == {"Werklijst": "99+"}


def test_een_voorlezer_zegt_wat_het_aantal_betekent(cast: Cast) -> None:
    def gelezen() -> set[str]:
        pagina = cast.uitvoerder.client.get(ELDERS).content.decode()
        links = re.findall(r'<a class="co-nav__link".*?</a>', pagina, re.DOTALL)
        assert links
        return {" ".join(re.sub(r"<[^>]*>", "", link).split()) for link in links}

    assert {"Werklijst", "Meldingen"} <= gelezen()
    meldingen.maak_melding(cast)
    verzoeken.verzoek(cast)
    assert {"Werklijst : 2 taken", "Meldingen : 1 taak", "Verzoeken : 1 taak"} <= gelezen()


def test_van_een_dossier_in_het_archief_telt_de_taak_bij_het_archief(cast: Cast) -> None:
    zaak = oud.casus(cast, vandaag() - relativedelta(years=2))
    client = cast.uitvoerder_weegploeg.client
    wat = {"grond": "juistheid", "herzien_op": vandaag() + timedelta(days=1)}
    beperken.beperk(zaak, actor=cast.uitvoerder.actor, **wat)
    assert menu(cast.uitvoerder.client) == {"Werklijst": "1", "Casussen": "1"}
    bewaren.verwerk(Grond.EEN_JAAR, actor=Actor.systeem("test"), peildatum=vandaag())
    for pad in (ELDERS, WERKLIJST):
        assert menu(client, pad) == {"Werklijst": "1", "Bewaartermijnen": "1"}


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_van_wie_is_uitgesloten_telt_het_dossier_niet(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    client = cast.uitvoerder.client
    kern = {"Werklijst", "Meldingen", "Weegploeg", "Casussen", "Verzoeken"}
    assert set(menu(client)) == kern | {"Bewaartermijnen"}
    for dossier in alles.values():
        if not Dossier.objects.visible_to(cast.uitvoerder.actor).filter(pk=dossier.pk).exists():
            continue  # it is on the same person as one before
        decisions.sluit_uit(
            dossier,
            actor=cast.uitvoerder.actor,
            gebruiker=cast.uitvoerder.gebruiker,
            reden=Uitsluiting.Reden.FAMILIE,
        )
    assert menu(client) == menu(client, WERKLIJST) == {}


# What it asks ------------------------------------------------------------------------------------
def _vragen_naar_taken(client: Client, pad: str, status: int = 200) -> list[str]:
    with CaptureQueriesContext(connection) as gevangen:
        assert client.get(pad).status_code == status
    vragen = [vraag["sql"] for vraag in gevangen if "register_taak" in vraag["sql"]]
    # What is destroyed soon is another list; it says whether somebody was never told.
    return [sql for sql in vragen if "register_termijn" not in sql]


def test_een_pagina_vraagt_een_keer_hoeveel_er_wacht(cast: Cast) -> None:
    vul(cast)
    for lid in (cast.uitvoerder, cast.politie, cast.reclassering, cast.extern):
        client = lid.client
        (vraag,) = _vragen_naar_taken(client, ELDERS)
        assert f"LIMIT {PAST}" in vraag
        assert len(_vragen_naar_taken(client, WERKLIJST)) == 1  # the list itself


def test_een_pagina_zonder_menu_vraagt_het_niet(cast: Cast) -> None:
    client = cast.uitvoerder.client
    for pad in (reverse("geheimhouding"), reverse("account_change_password")):
        assert _vragen_naar_taken(client, pad) == []
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:dossier", args=[dossier.pk])
    # The menu once, and what comes first in this file once.
    assert [f"LIMIT {PAST}" in vraag for vraag in _vragen_naar_taken(client, pad)].count(True) == 1
    assert len(_vragen_naar_taken(client, pad)) == 2
    geweigerd = cast.maastricht.client
    for weg in (pad, "/bestaat-niet/"):
        assert _vragen_naar_taken(geweigerd, weg, 404) == []


def test_voor_wie_niet_handelt_wordt_niets_gevraagd(cast: Cast) -> None:
    client = cast.uitvoerder.client
    assert len(_vragen_naar_taken(client, ELDERS)) == 1
    geheimhouding.publiceer(actor=cast.beheerder.actor, tekst="Zwijg.", vanaf=vandaag())
    assert _vragen_naar_taken(client, ELDERS, 302) == []  # first he confirms the new text
    assert _vragen_naar_taken(client, reverse("geheimhouding")) == []
