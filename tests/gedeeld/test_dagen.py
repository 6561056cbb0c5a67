"""One rule for each kind of day, at the door of each form that asks for it."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from tests.cast import Cast
from tests.hulp import casussen, gegevens, meldingen, weegploeg
from tests.hulp.gegevens import vandaag

GEBOREN = {"geboortedatum": date(2001, 4, 2)}
TE_VROEG, TE_LAAT = date(2001, 4, 1), vandaag() + timedelta(days=1)


@pytest.mark.parametrize("dag", [date(1, 1, 1), TE_VROEG, TE_LAAT, date(9999, 12, 31)])
def test_een_signaal_ligt_tussen_geboorte_en_ontvangst(cast: Cast, dag: date) -> None:
    client, melding = cast.gemeente.client, meldingen.maak_melding(cast, **GEBOREN)
    dossier = weegploeg.in_weging(cast, naw=gegevens.Persoon(**GEBOREN))
    velden = meldingen.ingevuld(cast.gemeente, geboortedatum="2001-04-02")
    signaal = {n.removeprefix("signalen-0-"): w for n, w in velden.items() if "-0-" in n}
    for adres, post in (
        (reverse("meldingen:nieuw"), velden | {"signalen-0-waargenomen_op": dag.isoformat()}),
        (reverse("meldingen:signaal", args=[melding.pk]), signaal | {"waargenomen_op": dag}),
        (reverse("weegploeg:signaal", args=[dossier.pk]), signaal | {"waargenomen_op": dag}),
    ):
        antwoord = client.post(adres, post)
        assert antwoord.status_code == 200, adres
        form = antwoord.context["form"]
        fout = getattr(form, "signalen", [form])[0].errors
        assert list(fout) == ["waargenomen_op"], adres
        goed = {
            naam: "2001-04-02" if w in (dag, dag.isoformat()) else w for naam, w in post.items()
        }
        assert client.post(adres, goed).status_code == 302, adres


def test_een_signaal_ligt_niet_na_de_ontvangst_ook_niet_na_een_verbetering(cast: Cast) -> None:
    gisteren, eerder = vandaag() - timedelta(days=1), vandaag() - timedelta(days=9)
    signaal = meldingen.een_signaal(cast.gemeente, waargenomen_op=gisteren)
    melding = meldingen.maak_melding(cast, signalen=[signaal])
    adres = reverse("meldingen:wijzigen", args=[melding.pk])
    for velden, veld in (
        ({"ontvangen_op": eerder.isoformat()}, "ontvangen_op"),
        ({"geboortedatum": vandaag().isoformat()}, "geboortedatum"),
    ):
        antwoord = cast.gemeente.client.post(adres, meldingen.formulier(**velden))
        assert list(antwoord.context["form"].errors) == [veld]


@pytest.mark.parametrize(
    ("van", "tot", "veld"),
    [
        (timedelta(days=-1), timedelta(days=5), "van"),
        (timedelta(days=5), timedelta(days=4), "tot"),
        (timedelta(0), relativedelta(years=10, days=1), "tot"),
        (timedelta(0), relativedelta(years=10), ""),
    ],
)
def test_een_maatregel_begint_met_de_casus_en_duurt_hoogstens_tien_jaar(
    cast: Cast, van: timedelta, tot: timedelta, veld: str
) -> None:
    zaak = casussen.casus(cast)
    casussen.concept(zaak, cast)
    maatregel = gegevens.Maatregel(partij=cast.gemeente.partij)
    post = maatregel | {"partij": cast.gemeente.partij.pk, "wordt_genomen": "on"}
    post |= {"van": vandaag() + van, "tot": vandaag() + tot}
    antwoord = cast.uitvoerder.client.post(
        reverse("casusoverleg:maatregel_toevoegen", args=[zaak.pk]), post
    )
    if veld:
        assert list(antwoord.context["form"].errors) == [veld]
    else:
        assert antwoord.status_code == 302
