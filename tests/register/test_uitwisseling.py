"""What of a file went to whom, on which ground: kept with the file (MC 12.3, AVG 19)."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse

from register import slot
from register.afleiden import wijziging
from register.models import Dossier, Uitwisseling
from register.uitwisseling.vastleggen import leg_uitwisseling_vast
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
def test_doorgeven_staat_bij_de_melding_met_de_naam_van_de_instantie_versleuteld(
    cast: Cast,
) -> None:
    melding = meldingen.maak_melding(cast)
    doorgifte = meldingen.geef_door(melding, cast.gemeente, aan="KANARIE-instantie")
    rij = melding.uitwisselingen.get()
    mee = [signaal.pk for signaal in melding.signalen.all()]
    assert (rij.soort, rij.aan, rij.stukken) == (Soort.DOORGIFTE, None, [doorgifte.pk, *mee])
    assert rij.naar == "KANARIE-instantie"
    with connection.cursor() as cursor:
        cursor.execute("SELECT naar FROM register_uitwisseling")
        assert "KANARIE" not in str(cursor.fetchall())


@pytest.mark.clausule("RET-laatste-verwerking", "uitwisseling")
@pytest.mark.parametrize("soort", [Soort.DOORGIFTE, Soort.BRIEF])
def test_wat_voor_de_aanpak_ergens_heen_gaat_telt_als_verwerking_een_brief_niet(
    cast: Cast, soort: Soort
) -> None:
    dossier = weegploeg.in_weging(cast, op=vandaag() - timedelta(days=40))
    voor = Dossier.objects.get(pk=dossier.pk).laatste_verwerking_op
    with wijziging():
        slot.neem(dossier.zaak)
        leg_uitwisseling_vast(
            dossier, soort, actor=cast.uitvoerder.actor, grond="Artikel 5", naar="Veilig Thuis"
        )
    na = Dossier.objects.get(pk=dossier.pk).laatste_verwerking_op
    assert voor < vandaag()
    assert na == (vandaag() if soort == Soort.DOORGIFTE else voor)


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
