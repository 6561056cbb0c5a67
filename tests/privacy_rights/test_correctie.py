"""What is wrong is corrected; beside an opinion comes how the person sees it himself (MC 12.5)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from gedeeld.afschrift import Publiek
from privacy_rights.models import Uitvoering, Verzoek, Zienswijze
from register import registry
from register.models import Gebeurtenis
from retention.tasks import archiveer_na_een_jaar
from tests.cast import Cast
from tests.hulp import casussen, gegevens, oud, vandaag, verlopen, verzoeken
from tests.hulp.verzoeken import pad, stuur

KIJK = "KIJK: zo zie ik dat niet."


def _fouten(cast: Cast, verzoek: Verzoek, **velden: Any) -> dict[str, list[str]]:
    antwoord = stuur(cast.uitvoerder.client, pad("afhandelen", verzoek), uitkomst="ja", **velden)
    fouten: dict[str, list[str]] = dict(antwoord.context["form"].errors)
    return fouten


@pytest.mark.clausule("RVB-correctie", "wanneer")
@pytest.mark.parametrize("waarom", ["onjuist", "onvolledig", "niet_ter_zake", "onrechtmatig"])
def test_wie_verbetert_zegt_waarom(cast: Cast, waarom: str) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast, soort="correctie")
    bij = {f"bij_{zaak.pk}": "Het adres is veranderd"}
    assert _fouten(cast, verzoek, **bij) == {
        f"waarom_{zaak.pk}": ["Kies waarom dit wordt verbeterd."]
    }
    fout = _fouten(cast, verzoek, **bij, **{f"waarom_{zaak.pk}": "zomaar"})
    assert set(fout) == {f"waarom_{zaak.pk}"}
    mee = {f"waarom_{zaak.pk}": waarom, f"kijk_{zaak.pk}": KIJK}
    assert set(_fouten(cast, verzoek, **bij, **mee)) == {f"kijk_{zaak.pk}"}
    goed = bij | {f"waarom_{zaak.pk}": waarom}
    stuur(cast.uitvoerder.client, pad("afhandelen", verzoek), uitkomst="ja", **goed)
    rij = Uitvoering.objects.get()
    assert (rij.waarom, rij.gedaan_op) == (waarom, None)
    assert not Zienswijze.objects.exists()


@pytest.mark.clausule("RVB-correctie", "mening")
def test_bij_een_mening_komt_de_eigen_kijk_in_het_dossier(cast: Cast) -> None:
    zaak = casussen.casus(
        cast, cast.reclassering.partij, cast.extern.partij, naw=gegevens.Persoon()
    )
    verzoek = verzoeken.met_identiteit(cast, soort="correctie")
    velden = {f"bij_{zaak.pk}": "Een mening van de begeleider", f"waarom_{zaak.pk}": "mening"}
    assert set(_fouten(cast, verzoek, **velden)) == {f"kijk_{zaak.pk}"}
    assert set(_fouten(cast, verzoek, **{f"kijk_{zaak.pk}": KIJK})) == {f"bij_{zaak.pk}"}
    velden |= {f"kijk_{zaak.pk}": KIJK}
    stuur(
        cast.uitvoerder.client,
        pad("afhandelen", verzoek),
        uitkomst="deels",
        besluit_reden="x",
        **velden,
    )
    assert Uitvoering.objects.get().gedaan_op  # adding it is what there was to do
    zinnen = [rij.zin for rij in Gebeurtenis.van(zaak)]
    assert "De eigen kijk van de persoon toegevoegd" in zinnen
    blad = reverse("casusoverleg:casus", args=[zaak.pk])
    for lezer in (cast.uitvoerder, cast.politie, cast.reclassering):
        tekst = lezer.client.get(blad).content.decode()
        assert KIJK in tekst
        assert "Zo ziet de persoon het zelf" in tekst
    assert KIJK not in cast.extern.client.get(blad).content.decode()
    # It goes along in what the person gets, and stays with the file when the request is gone.
    inzage = verzoeken.gezocht(cast)
    assert KIJK in cast.uitvoerder.client.get(pad("controleren", inzage)).content.decode()
    Verzoek.objects.get(pk=verzoek.pk).delete()
    zaak.refresh_from_db()
    delen = {p: str(registry.heel_afschrift(zaak, p).als_dict()) for p in Publiek}
    assert {p for p, tekst in delen.items() if KIJK in tekst} == {
        Publiek.KERNPARTIJ,
        Publiek.CASUSPARTIJ,
        Publiek.BETROKKENE,
    }


def test_in_een_beperkt_dossier_komt_niets_zonder_dat_het_is_toegestaan(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    verzoek = verzoeken.met_identiteit(cast, soort="correctie")
    client = cast.uitvoerder.client
    beperking = {"grond": "juistheid", "herzien_op": vandaag() + timedelta(days=30)}
    client.post(reverse("beperking:beperken", args=["casusoverleg", zaak.pk]), beperking)
    velden = {
        f"bij_{zaak.pk}": "Een mening",
        f"waarom_{zaak.pk}": "mening",
        f"kijk_{zaak.pk}": KIJK,
    }
    fout = stuur(client, pad("afhandelen", verzoek), uitkomst="ja", **velden)
    assert "is beperkt" in fout.content.decode()
    assert KIJK in fout.content.decode()
    assert not Zienswijze.objects.exists()
    toe = reverse("beperking:toestaan", args=["casusoverleg", zaak.pk])
    client.post(toe, {"grond": "toegestaan_toestemming"})
    assert stuur(client, pad("afhandelen", verzoek), uitkomst="ja", **velden).status_code == 302
    assert Zienswijze.objects.get().bij_id == zaak.pk


@pytest.mark.clausule("RVB-correctie", "mening")
def test_ook_in_het_archief_staat_hij_bij_het_dossier(cast: Cast) -> None:
    zaak = oud.casus(cast, verlopen(relativedelta(years=1)))
    Zienswijze.objects.create(bij_id=zaak.pk, tekst=KIJK, op=zaak.laatste_verwerking_op)
    archiveer_na_een_jaar()
    antwoord = cast.uitvoerder.client.post(
        reverse("retention:archiefstuk", args=[zaak.pk]), {"reden": "klacht_of_verzoek"}
    )
    assert KIJK in antwoord.content.decode()
