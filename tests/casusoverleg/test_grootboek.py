"""Who takes part stands in the ledger of the casus with what it got, and hears of changes, also once it left (AVG 19)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.deelname import decisions as deelnemen
from casusoverleg.dossier.models import Casus
from casusoverleg.inbreng.decisions import BijdrageWaarden, verbeter_bijdrage
from privacy_rights import beperken
from register.models import Kennisgeving, Uitwisseling
from tests.cast import Cast, Speler, grondslag
from tests.hulp import casussen, vandaag

DEELNAME = Uitwisseling.Soort.DEELNAME


def _breng_in(zaak: Casus, lid: Speler, tekst: str, **anders: Any) -> Any:
    velden = {"omschrijving": tekst, "aard": "feit", "noodzaak": "Nodig"} | anders
    return casussen.breng_in(zaak, actor=lid.actor, grondslag=grondslag("avg-6-1-e"), **velden)


def _laat_gaan(cast: Cast, zaak: Casus, lid: Speler) -> None:
    rij = casussen.deelname(zaak, lid.partij)
    deelnemen.beeindig_deelname(zaak, rij, actor=cast.uitvoerder.actor, reden="Klaar")


def _bericht(lid: Speler) -> list[str]:
    rijen = Kennisgeving.objects.filter(ontvanger=lid.partij).order_by("pk")
    return list(rijen.values_list("wat", flat=True))


@pytest.mark.clausule("RVB-ontvangers", "bericht")
def test_wie_meedeed_hoort_wat_er_verandert_aan_wat_zij_kreeg_en_aan_niets_anders(
    cast: Cast,
) -> None:
    zaak = casussen.casus(cast)
    eerder = _breng_in(zaak, cast.gemeente, "Voor zij kwam")
    kern = _breng_in(zaak, cast.gemeente, "Alleen voor de kern", voor="kern")
    assert not zaak.uitwisselingen.filter(soort=DEELNAME).exists()
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij)
    intussen = _breng_in(zaak, cast.gemeente, "Terwijl zij meedeed")
    _laat_gaan(cast, zaak, cast.reclassering)
    later = _breng_in(zaak, cast.gemeente, "Na haar vertrek")

    rij = zaak.uitwisselingen.get(soort=DEELNAME)
    assert (rij.aan, rij.op) == (cast.reclassering.partij, vandaag())
    signalen = {signaal.pk for signaal in zaak.signalen.all()}
    assert signalen | {eerder.pk, intussen.pk} <= set(rij.stukken)
    assert not {kern.pk, later.pk} & set(rij.stukken)
    blad = reverse("uitwisseling:wie_weet_wat", args=["casusoverleg", zaak.pk])
    tekst = cast.gemeente.client.get(blad).content.decode()
    assert "Doet mee aan het casusoverleg" in tekst

    def verbeter(bijdrage: Any, **anders: Any) -> None:
        velden = {"omschrijving": "Anders", "aard": "feit", "noodzaak": "Nodig", "gebruik": "wet"}
        velden |= {"grondslag": grondslag("avg-6-1-e"), **anders}
        waarden = BijdrageWaarden(**velden)  # type: ignore[typeddict-item]
        verbeter_bijdrage(bijdrage, actor=cast.gemeente.actor, velden=waarden, reden="Klopte niet")

    verbeter(kern, voor="kern")
    verbeter(later)
    assert _bericht(cast.reclassering) == []
    verbeter(eerder)
    verbeter(intussen)
    assert _bericht(cast.reclassering) == ["verbeterd", "verbeterd"]
    actor = cast.uitvoerder.actor
    beperken.beperk(zaak, actor=actor, grond="juistheid", herzien_op=vandaag() + timedelta(days=30))
    assert _bericht(cast.reclassering)[-1] == "beperkt"
    wacht = cast.reclassering.client.get(reverse("werklijst")).content.decode()
    assert "Gegevens die u kreeg" in wacht


def test_een_externe_partner_kreeg_het_plan_als_dat_er_was(cast: Cast) -> None:
    zonder = casussen.casus(cast, cast.extern.partij)
    assert not zonder.uitwisselingen.filter(soort=DEELNAME).exists()
    zaak = casussen.met_plan(cast)
    casussen.laat_deelnemen(zaak, cast, cast.extern.partij)
    rij = zaak.uitwisselingen.get(soort=DEELNAME)
    assert (rij.gegevens, rij.stukken) == (["naam_adres", "plan"], [zaak.plannen.get().pk])


def test_wie_weigert_of_niet_begon_staat_er_niet_in(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    straks = vandaag() + timedelta(days=30)
    casussen.laat_deelnemen(zaak, cast, cast.reclassering.partij, van=straks)
    casussen.nodig_uit(zaak, cast, cast.extern.partij)
    assert zaak.uitwisselingen.filter(soort=DEELNAME).count() == 1
    _laat_gaan(cast, zaak, cast.reclassering)
    assert not zaak.uitwisselingen.filter(soort=DEELNAME).exists()
