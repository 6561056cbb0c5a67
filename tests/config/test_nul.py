"""A NUL, which PostgreSQL keeps in no text, is an answer like another one wherever it can be sent."""

import pytest
from django.urls import reverse

from tests.cast import Cast
from tests.hulp import casussen

VRAGEN = (
    *("stand", "na", "voor", "gebruiker", "nummer", "van", "hoe", "uitkomst", "keuze", "verzoek"),
    *("volgende", "next", "bladzij", "vertegenwoordiging", "gelezen", "gezien"),
)


@pytest.mark.parametrize("methode", ["get", "post"])
def test_een_nul_in_een_vraag_is_geen_fout(cast: Cast, methode: str) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij)
    nul = dict.fromkeys(VRAGEN, "x\0")
    paden = [
        *("/", "/vertegenwoordiging/", "/geheimhouding/", "/meldingen/", "/zoeken/"),
        *("/weegploeg/", "/casusoverleg/", "/casusoverleg/meedoen/", "/beveiliging/"),
        *("/beveiliging/wijzigingen/", "/convenant/wijzigingen/", "/inloggen/", "/wachtwoord/"),
        reverse("casusoverleg:deelname", args=[zaak.pk]),
        reverse("casusoverleg:verstrekken", args=[zaak.pk]),
    ]
    for speler in (cast.uitvoerder, cast.fg):
        for pad in paden:
            antwoord = getattr(speler.client, methode)(pad, nul)
            assert antwoord.status_code in (200, 302, 404, 405), pad
