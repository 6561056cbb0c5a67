"""What must be recorded before the police give on Wpg 18.2 or 20, and what waits for it (WPG 2, MC 6 b)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from casusoverleg.verstrekking.models import Verstrekking
from convenant.models import BesluitArtikel20, Partij, Waarborg
from gedeeld.weigering import NietMogelijk
from meldingen.models import Melding
from tests.cast import BEGIN, Cast, grondslag
from tests.hulp import casussen, gegevens, meldingen, weegploeg
from weegploeg.models import WeegploegDossier

PAGINA = "/convenant/politie/"
VANDAAG = timezone.localdate()
OM, ART20 = "wpg-16-1-om", "wpg-20"
VOORWAARDEN = {"wpg_doel": "a", "wpg_overleg": "Overlegd.", "wpg_geen_bezwaar": "on"}


def _velden(artikel: str, code: str, om: str = OM) -> dict[str, Any]:
    return {
        **gegevens.SOORT,
        **gegevens.INBRENG,
        "omschrijving": "Geheime kanarie",
        "wpg_artikel": artikel,
        "grondslag": grondslag(code).pk,
        "grondslag_om": grondslag(om).pk,
        "noodzaak": "Voor het plan",
        **(VOORWAARDEN if code == "wpg-18-2" else {}),
    }


def _fouten(client: Client, adres: str, velden: dict[str, Any]) -> dict[str, list[str]]:
    """What stands at the form; nothing when it went through."""
    antwoord = client.post(adres, velden)
    return {} if antwoord.status_code == 302 else dict(antwoord.context["form"].errors)


def _signaal(cast: Cast, dossier: WeegploegDossier, velden: dict[str, Any]) -> dict[str, list[str]]:
    return _fouten(cast.politie.client, reverse("weegploeg:signaal", args=[dossier.pk]), velden)


def _besluit(cast: Cast) -> BesluitArtikel20:
    return cast.convenant.besluiten_artikel20.get()


def _noem_niet(cast: Cast, partij: Partij) -> None:
    _besluit(cast).instanties.remove(partij)


# Article 18.2: what the college took care of --------------------------------------------------------
@pytest.mark.clausule("WPG-voorwaarden", "maatregelen")
@pytest.mark.parametrize("artikel", ["9", "10-1-a", "10-1-c"])
def test_zonder_maatregelen_van_het_college_komt_er_niets_op_18_2(cast: Cast, artikel: str) -> None:
    dossier = weegploeg.in_weging(cast)
    velden = _velden(artikel, "wpg-18-2")
    venlo = cast.gemeente.partij
    venlo.waarborgen.all().delete()  # that of Maastricht is no other college's
    [zin] = _signaal(cast, dossier, velden)["grondslag"]
    assert "maatregelen" in zin
    melding = meldingen.ingevuld(cast.politie, gemeente=str(venlo.pk))
    melding |= {f"signalen-0-{naam}": waarde for naam, waarde in velden.items()}
    antwoord = cast.politie.client.post(reverse("meldingen:nieuw"), melding)
    assert "maatregelen" in antwoord.content.decode()
    assert not Melding.objects.filter(signalen__wpg_artikel=artikel).exists()
    assert dossier.signalen.count() == 1
    pagina = cast.politie.client.get(PAGINA).content.decode()
    assert "Nog niet vastgelegd" in pagina
    nieuw = {"partij": venlo.pk, "van": VANDAAG.isoformat(), "document": "B&W-2026-9"}
    assert cast.beheerder.client.post(f"{PAGINA}maatregelen/", nieuw).status_code == 302
    pagina = cast.politie.client.get(PAGINA).content.decode()
    assert "B&amp;W-2026-9" in pagina
    assert "Nog niet vastgelegd" not in pagina
    assert _signaal(cast, dossier, velden) == {}
    assert dossier.signalen.count() == 2


@pytest.mark.clausule("WPG-voorwaarden", "maatregelen")
def test_houden_de_maatregelen_op_dan_komt_er_niets_bij_en_blijft_wat_er_is(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    velden = _velden("9", "wpg-18-2")
    assert _signaal(cast, dossier, velden) == {}
    rij = cast.gemeente.partij.waarborgen.get()
    einde = f"{PAGINA}maatregelen/{rij.pk}/einde/"
    assert cast.gemeente.client.post(einde).status_code == 404
    assert cast.beheerder.client.post(einde).status_code == 302
    assert "al beëindigd" in cast.beheerder.client.post(einde).content.decode()
    assert set(_signaal(cast, dossier, velden)) == {"grondslag"}
    signaal = dossier.signalen.last()
    weegploeg.verbeter(signaal, cast.politie, omschrijving="Het was een andere dag")


@pytest.mark.clausule("WPG-voorwaarden", "maatregelen")
def test_alleen_van_een_gemeente_van_dit_convenant_en_niet_vooruit(cast: Cast) -> None:
    Waarborg.objects.all().delete()
    adres = f"{PAGINA}maatregelen/"
    goed = {"partij": cast.gemeente.partij.pk, "van": VANDAAG, "document": "B&W-1"}
    beheer = cast.beheerder.client
    assert set(_fouten(beheer, adres, goed | {"partij": cast.politie.partij.pk})) == {"partij"}
    assert set(_fouten(beheer, adres, goed | {"partij": cast.elders.partij.pk})) == {"partij"}
    morgen = VANDAAG + timedelta(days=1)
    assert set(_fouten(beheer, adres, goed | {"van": morgen})) == {"van"}
    assert set(_fouten(beheer, adres, goed | {"document": " "})) == {"document"}
    assert not Waarborg.objects.exists()
    assert _fouten(beheer, adres, goed) == {}
    assert set(_fouten(beheer, adres, goed)) == {"partij"}  # it is recorded


# Article 20: to whom, and what ------------------------------------------------------------------------
@pytest.mark.clausule("WPG-soort", "besluit-20")
def test_op_artikel_20_alleen_aan_wie_het_besluit_noemt(cast: Cast) -> None:
    dossier, client = weegploeg.in_weging(cast), cast.politie.client
    velden = _velden("8", ART20, ART20)
    _noem_niet(cast, cast.gemeente.partij)
    [zin] = _signaal(cast, dossier, velden)["grondslag"]
    assert cast.gemeente.partij.naam in zin
    melding = meldingen.ingevuld(cast.politie, gemeente=str(cast.gemeente.partij.pk))
    melding |= {f"signalen-0-{naam}": waarde for naam, waarde in velden.items()}
    assert (
        "noemt Gemeente Venlo" in client.post(reverse("meldingen:nieuw"), melding).content.decode()
    )
    _besluit(cast).instanties.add(cast.gemeente.partij)
    _noem_niet(cast, cast.om.partij)
    assert set(_signaal(cast, dossier, velden)) == {"grondslag_om"}
    assert dossier.signalen.count() == 1
    assert _signaal(cast, dossier, _velden("8", ART20)) == {}  # the OM gets it on another ground
    _besluit(cast).instanties.add(cast.om.partij)
    assert _signaal(cast, dossier, velden) == {}


@pytest.mark.clausule("WPG-soort", "besluit-20")
@pytest.mark.parametrize(("beschreven", "artikel"), [("8", "13"), ("13", "8")])
def test_op_artikel_20_alleen_de_gegevens_die_het_besluit_beschrijft(
    cast: Cast, beschreven: str, artikel: str
) -> None:
    dossier = weegploeg.in_weging(cast)
    BesluitArtikel20.objects.update(
        artikelen=[beschreven], gegevens="Alleen wat op straat is gezien."
    )
    assert set(_signaal(cast, dossier, _velden(artikel, ART20))) == {"grondslag"}
    assert _signaal(cast, dossier, _velden(beschreven, ART20)) == {}
    adres = reverse("weegploeg:signaal", args=[dossier.pk])
    assert "Alleen wat op straat is gezien." in cast.politie.client.get(adres).content.decode()
    with pytest.raises(NietMogelijk, match="artikel 20"):
        weegploeg.verbeter(dossier.signalen.last(), cast.politie, wpg_artikel=artikel)


@pytest.mark.clausule("WPG-soort", "besluit-20")
@pytest.mark.parametrize("wanneer", ["voorbij", "nog niet", "van een ander"])
def test_een_besluit_dat_niet_geldt_geeft_niets(cast: Cast, wanneer: str) -> None:
    dossier, velden = weegploeg.in_weging(cast), _velden("8", ART20)
    assert _signaal(cast, dossier, velden) == {}
    rij = _besluit(cast)
    if wanneer == "voorbij":
        einde = f"{PAGINA}artikel-20/{rij.pk}/einde/"
        assert cast.beheerder.client.post(einde).status_code == 302
    elif wanneer == "nog niet":
        BesluitArtikel20.objects.filter(pk=rij.pk).update(van=VANDAAG + timedelta(days=1))
    else:
        rij.instanties.clear()
        rij.delete()
    assert set(_signaal(cast, dossier, velden)) == {"grondslag"}
    weegploeg.verbeter(dossier.signalen.last(), cast.politie, omschrijving="Op een andere dag")


@pytest.mark.clausule("WPG-soort", "besluit-20")
def test_in_een_casus_leest_niemand_op_artikel_20_die_het_besluit_niet_noemt(cast: Cast) -> None:
    reclassering = cast.reclassering.partij
    _noem_niet(cast, reclassering)
    politie = weegploeg.signaal(ART20)
    zaak = casussen.casus(cast)
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    assert _fouten(cast.politie.client, pad, _velden("8", ART20)) == {}
    mee = {
        "partij": reclassering.pk,
        "rol": "deelnemer",
        "waarvoor": "kennis",
        "reden": "Houdt toezicht",
    }
    adres = reverse("casusoverleg:deelname", args=[zaak.pk])
    antwoord = cast.uitvoerder.client.post(adres, mee)
    assert "noemt Reclassering Nederland" in antwoord.content.decode()
    assert not zaak.deelnames.exists()
    # The other way round: who is in already, then what the police bring, and what the weegploeg sends.
    ander = casussen.casus(cast)
    ander.signalen.all().delete()
    casussen.laat_deelnemen(ander, cast, reclassering)
    pad = reverse("casusoverleg:bijdrage", args=[ander.pk])
    assert set(_fouten(cast.politie.client, pad, _velden("8", ART20))) == {"grondslag"}
    dossier = weegploeg.gewogen(cast, speler=cast.politie, signalen=[politie])
    with pytest.raises(NietMogelijk, match="Reclassering Nederland"):
        weegploeg.agendeer(cast, dossier, partners=[casussen.partner(reclassering)])
    _besluit(cast).instanties.add(reclassering)
    assert _fouten(cast.politie.client, pad, _velden("8", ART20)) == {}


@pytest.mark.clausule("WPG-soort", "besluit-20")
def test_een_externe_partner_krijgt_op_artikel_20_niets_als_het_besluit_hem_niet_noemt(
    cast: Cast,
) -> None:
    zaak = casussen.casus(
        cast, cast.extern.partij
    )  # who reads the plan alone, until it is given more
    pad = reverse("casusoverleg:bijdrage", args=[zaak.pk])
    assert _fouten(cast.politie.client, pad, _velden("8", ART20)) == {}
    velden = {
        "partij": cast.extern.partij.pk,
        "gegevens": [f"bijdrage:{zaak.bijdragen.get().pk}"],
        "noodzaak": "Voor de behandeling",
    }
    adres = reverse("casusoverleg:verstrekken", args=[zaak.pk])
    _noem_niet(cast, cast.extern.partij)
    assert set(_fouten(cast.uitvoerder.client, adres, velden)) == {"gegevens"}
    assert not Verstrekking.objects.exists()
    _besluit(cast).instanties.add(cast.extern.partij)
    assert _fouten(cast.uitvoerder.client, adres, velden) == {}


@pytest.mark.clausule("WPG-soort", "besluit-20")
def test_de_beheerder_legt_een_besluit_vast_en_iedereen_leest_het(cast: Cast) -> None:
    _besluit(cast).instanties.clear()
    BesluitArtikel20.objects.filter(convenant=cast.convenant).delete()
    adres = f"{PAGINA}artikel-20/"
    goed = {
        "document": "KC-2026-3",
        "genomen_op": VANDAAG.isoformat(),
        "instanties": [cast.gemeente.partij.pk, cast.om.partij.pk],
        "artikelen": ["8"],
        "gegevens": "Wat agenten op straat zien.",
        "van": VANDAAG.isoformat(),
        "tot": "",
    }
    beheer = cast.beheerder.client
    for veld, waarde in (
        ("document", ""),
        ("instanties", []),
        ("instanties", [cast.politie.partij.pk]),
        ("instanties", [cast.elders.partij.pk]),
        ("artikelen", []),
        ("artikelen", ["9"]),
        ("gegevens", " "),
        ("van", BEGIN.isoformat()),
        ("tot", VANDAAG.isoformat()),
    ):
        assert set(_fouten(beheer, adres, goed | {veld: waarde})) == {veld}, (veld, waarde)
    assert "geen besluit vastgelegd" in cast.rvdk.client.get(PAGINA).content.decode()
    assert _fouten(beheer, adres, goed) == {}
    for lid in (cast.rvdk, cast.fg, cast.politie):
        blad = lid.client.get(PAGINA).content.decode()
        for tekst in ("KC-2026-3", "Wat agenten op straat zien.", "Gemeente Venlo, OM Limburg"):
            assert tekst in blad
    assert "KC-2026-3" not in cast.elders.client.get(PAGINA).content.decode()
    with pytest.raises(IntegrityError, match="voor_artikel_8_of_13"), transaction.atomic():
        BesluitArtikel20.objects.update(artikelen=["9"])
