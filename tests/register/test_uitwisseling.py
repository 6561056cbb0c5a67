"""What of a file went to whom, on which ground: kept with the file (MC 12.3, AVG 19)."""

import pytest
from django.urls import reverse

from meldingen.decisions import geef_door
from register.models import Uitwisseling
from tests.cast import Cast
from tests.hulp import casussen, meldingen, vandaag, weegploeg

Soort = Uitwisseling.Soort


@pytest.mark.clausule("WEE-agenderen", "kopie")
def test_een_kopie_naar_het_casusoverleg_staat_bij_het_weegploegdossier(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    rij = dossier.uitwisselingen.get()
    assert (rij.soort, rij.aan, rij.op) == (Soort.KOPIE, cast.gemeente.partij, vandaag())
    mee = {*dossier.signalen.filter(gedeeld="ja"), *dossier.wegingen.all()}
    assert set(rij.stukken) == {stuk.pk for stuk in mee} != set()
    later = weegploeg.in_weging(cast, dossier=dossier).signalen.get(gedeeld="")
    adres = reverse("weegploeg:delen", args=[dossier.pk, later.pk])
    cast.uitvoerder.client.post(adres, {"delen": "ja"})
    assert dossier.uitwisselingen.last().stukken == [later.pk]


@pytest.mark.clausule("MEL-doorgeven", "welke-gegevens")
def test_doorgeven_staat_bij_de_melding_zonder_de_naam_van_de_instantie(cast: Cast) -> None:
    melding = meldingen.maak_melding(cast)
    doorgifte = geef_door(
        melding,
        actor=cast.gemeente.actor,
        aan="KANARIE-instantie",
        gegevens="KANARIE",
        noodzaak="KANARIE",
        op=vandaag(),
    )
    rij = melding.uitwisselingen.get()
    assert (rij.soort, rij.aan, rij.stukken) == (Soort.DOORGIFTE, None, [doorgifte.pk])


@pytest.mark.clausule("CAS-doorverstrekking", "vastgelegd")
def test_een_verstrekking_staat_bij_de_casus_zodra_zij_rond_is(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    wacht = casussen.verstrekking(zaak, cast)
    assert not zaak.uitwisselingen.exists()
    casussen.stem_in(wacht, cast.gemeente, cast.politie, cast.om)
    rij = zaak.uitwisselingen.get()
    assert (rij.soort, rij.aan) == (Soort.VERSTREKKING, cast.extern.partij)
    assert rij.gegevens == wacht.soorten
    assert set(rij.stukken) == set(wacht.gegevens.values_list("pk", flat=True))
