"""The log is checked on fixed times: a sample, what stands out, what was found; and taken along safely (MC 15.2 e)."""

import csv
import io
from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from beveiliging.models import Bevinding, Steekproef
from beveiliging.steekproef import decisions
from beveiliging.steekproef.patronen import VEEL, patronen
from beveiliging.tasks import ruim_steekproeven_op
from beveiliging.uitvoer import onschadelijk
from config.werk import werklijst
from gedeeld.weigering import Geweigerd
from register.models import Gebeurtenis, Inzage, Taak
from register.muur import als
from tests.cast import Cast, Speler
from tests.hulp import overleggen, weegploeg

LIJST, TREKKEN = "/beveiliging/steekproeven/", "/beveiliging/steekproeven/trekken/"
UITVOER = "/beveiliging/uitvoer/csv/"


def _blad(lid: Speler, adres: str) -> str:
    antwoord = lid.client.get(adres)
    assert antwoord.status_code == 200
    return str(antwoord.content.decode())


def _wat(lid: Speler, dagen: int = 0) -> list[str]:
    actor = lid.op(timezone.localdate() + timedelta(days=dagen)) if dagen else lid.actor
    return [werk.wat for werk in werklijst(actor).rijen if werk.soort == "logboek"]


def _gelezen(cast: Cast, lid: Speler) -> Any:
    """A file of the weegploeg that somebody opened."""
    dossier = weegploeg.in_weging(cast)
    assert lid.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).status_code == 200
    return dossier


def _vandaag() -> dict[str, Any]:
    return {"van": timezone.localdate(), "tot": timezone.localdate()}


@pytest.mark.clausule("BEV-logging", "controle")
def test_de_toezichthouder_kijkt_op_vaste_tijden_een_steekproef_na(cast: Cast) -> None:
    dossier = _gelezen(cast, cast.om)
    client = cast.fg.client
    assert _wat(cast.fg) == ["Trek een steekproef uit het logboek"]
    gisteren = timezone.localdate() - timedelta(days=1)
    for velden, veld in (
        ({"tot": gisteren}, "tot"),
        ({"van": gisteren - timedelta(days=99)}, "tot"),
        ({"tot": gisteren + timedelta(days=2)}, "tot"),
    ):
        fouten = client.post(TREKKEN, _vandaag() | velden).context["form"].errors
        assert set(fouten) == {veld}, velden
    toen = {"van": gisteren - timedelta(days=9), "tot": gisteren}
    assert "niemand iets geopend" in client.post(TREKKEN, toen).content.decode()
    assert client.post(TREKKEN, _vandaag()).status_code == 302
    proef = Steekproef.objects.get()
    adres = reverse("beveiliging:steekproef", args=[proef.pk])
    blad = _blad(cast.fg, adres)
    for zin in (dossier.nummer, cast.om.gebruiker.username, "Zonder aanleiding gelezen"):
        assert zin in blad
    assert _wat(cast.fg) == ["Rond de steekproef uit het logboek af"]
    # It closes when something was recorded, with its reason.
    einde, over = f"{adres}afronden/", timezone.localdate() + relativedelta(months=3)
    assert "eerst vast wat u vond" in client.post(einde, {"volgende_op": over}).content.decode()
    assert set(client.post(adres, {}).context["form"].errors) == {"oordeel", "reden"}
    regel = {"oordeel": "navragen", "reden": "Gebeld met het OM.", "inzage": str(proef.rijen[0])}
    assert client.post(adres, regel).status_code == 302
    assert (
        client.post(adres, {"oordeel": "in_orde", "reden": "Verder gewoon werk."}).status_code
        == 302
    )
    vreemd = regel | {
        "inzage": str(
            Inzage.objects.exclude(pk__in=proef.rijen).values_list("pk", flat=True).first()
        )
    }
    assert client.post(adres, vreemd).status_code == 200
    blad = _blad(cast.fg, adres)
    for zin in ("Gebeld met het OM.", "Navragen", "Verder gewoon werk.", "De hele steekproef"):
        assert zin in blad
    te_laat = {"volgende_op": over + timedelta(days=1)}
    assert set(client.post(einde, te_laat).context["form"].errors) == {"volgende_op"}
    assert client.post(einde, {"volgende_op": over}).status_code == 302
    assert "al afgerond" in client.post(einde, {"volgende_op": over}).content.decode()
    assert Bevinding.objects.count() == 2
    # The next one is due on its day, and the register of duties says when.
    assert _wat(cast.fg) == []
    dagen = (over - timezone.localdate()).days
    assert _wat(cast.fg, dagen - 1) == ["Trek een steekproef uit het logboek"]
    assert "Steekproef uit het logboek" in _blad(cast.om, "/beveiliging/plichten/")
    assert "Gebeld met het OM." not in _blad(cast.om, "/beveiliging/plichten/")


def test_een_steekproef_is_van_de_toezichthouder_alleen(cast: Cast) -> None:
    _gelezen(cast, cast.om)
    proef = decisions.trek(actor=cast.fg.actor, **_vandaag())
    adres = reverse("beveiliging:steekproef", args=[proef.pk])
    for naam, lid in cast.allen.items():
        if naam == "fg":
            continue
        for pad in (LIJST, TREKKEN, adres, f"{adres}afronden/", f"{UITVOER}?nummer=x"):
            assert lid.client.get(pad).status_code == 404, (naam, pad)
        with als(lid.actor):
            assert not Steekproef.objects.exists()
        with pytest.raises(Geweigerd):
            decisions.trek(actor=lid.actor, **_vandaag())
    velden = {"oordeel": "in_orde", "reden": "x", "op": timezone.now(), "door": cast.om.gebruiker}
    with pytest.raises(DatabaseError), transaction.atomic(), als(cast.om.actor):
        Bevinding.objects.create(steekproef=proef, **velden)


# What stands out --------------------------------------------------------------------------------
def _patroon(cast: Cast, naam: str) -> dict[str, int]:
    gevonden = patronen(cast.fg.actor, **_vandaag())
    (dit,) = [patroon for patroon in gevonden if patroon.naam == naam]
    return dict(dit.rijen)


def test_veel_dossiers_in_korte_tijd_valt_op(cast: Cast) -> None:
    wie, nu = cast.om.gebruiker.username, timezone.now().replace(minute=30)
    vast = {"gebruiker": cast.om.gebruiker, "convenant_id": cast.convenant.pk, "toegestaan": True,
            "bestand": "weegploeg.weegploegdossier", "soort": "pagina", "tijdstip": nu}  # fmt: skip
    Inzage.objects.bulk_create(Inzage(pseudoniem=Inzage().pk, **vast) for _ in range(VEEL - 1))
    assert _patroon(cast, "Veel dossiers in korte tijd") == {}
    Inzage.objects.create(pseudoniem=Inzage().pk, **vast)
    assert _patroon(cast, "Veel dossiers in korte tijd") == {wie: VEEL}


def test_buiten_werktijd_en_geweigerd_vallen_op(cast: Cast) -> None:
    _gelezen(cast, cast.om)
    morgen = timezone.localdate() + timedelta(days=1)
    cast.convenant.werkdagen = [morgen.isoweekday()]
    cast.convenant.save()
    assert _patroon(cast, "Buiten werktijd") == {cast.om.gebruiker.username: 1}
    assert _patroon(cast, "Geweigerd") == {}
    cast.rvdk.client.get(reverse("weegploeg:dossier", args=[weegploeg.in_weging(cast).pk]))
    assert _patroon(cast, "Geweigerd") == {cast.rvdk.gebruiker.username: 1}


def test_lezen_zonder_aanleiding_valt_op(cast: Cast) -> None:
    dossier, wie = _gelezen(cast, cast.om), cast.om.gebruiker.username
    Taak.objects.filter(dossier=dossier).delete()
    assert _patroon(cast, "Zonder aanleiding gelezen") == {wie: 1}
    # A task, an act of his own, or a meeting: each is a reason.
    velden = {"dossiersoort": "weegploeg.weegploegdossier", "nummer": dossier.nummer,
              "pseudoniem": dossier.pseudoniem, "reden": "toegevoegd"}  # fmt: skip
    punt = overleggen.overleg(cast).punten.create(dossier_id=dossier.pk, **velden)
    assert _patroon(cast, "Zonder aanleiding gelezen") == {}
    punt.delete()
    assert _patroon(cast, "Zonder aanleiding gelezen") == {wie: 1}
    Gebeurtenis.objects.create(
        tijdstip=timezone.now(), soort="weegploeg.geopend", bestand="weegploeg.weegploegdossier",
        pseudoniem=dossier.pseudoniem, nummer=dossier.nummer, gebruiker=cast.om.gebruiker,
        convenant_id=cast.convenant.pk, namens="OM",
    )  # fmt: skip
    assert _patroon(cast, "Zonder aanleiding gelezen") == {}


# Taking it along --------------------------------------------------------------------------------
def test_wie_wat_zag_is_mee_te_nemen_als_csv_en_json(cast: Cast) -> None:
    dossier, client = _gelezen(cast, cast.om), cast.fg.client
    antwoord = client.get(UITVOER)
    assert antwoord.status_code == 302
    assert "Kies eerst een gebruiker" in client.get("/beveiliging/").content.decode()
    vraag = f"?nummer={dossier.nummer.lower()}"
    assert f"{UITVOER}{vraag}" in _blad(cast.fg, f"/beveiliging/{vraag}")
    assert UITVOER not in _blad(cast.fg, "/beveiliging/")
    antwoord = client.get(UITVOER + vraag)
    assert antwoord["Content-Disposition"].endswith(
        f'"logboek-{timezone.localdate():%Y-%m-%d}.csv"'
    )
    rijen = list(csv.DictReader(io.StringIO(antwoord.content.decode("utf-8-sig")), delimiter=";"))
    zag = [(rij["wie"], rij["dossier"], rij["uitkomst"]) for rij in rijen]
    assert (cast.om.gebruiker.username, dossier.nummer, "Gezien") in zag
    assert {rij["dossier"] for rij in rijen} == {dossier.nummer}
    alles = client.get(f"/beveiliging/uitvoer/json/?gebruiker={cast.om.gebruiker.pk}").json()[
        "regels"
    ]
    assert {rij["wie"] for rij in alles} == {cast.om.gebruiker.username}
    assert dossier.nummer in {rij["dossier"] for rij in alles}
    assert client.get("/beveiliging/uitvoer/xls/").status_code == 404
    laatste = Inzage.objects.filter(bestand="beveiliging.uitvoer")
    assert laatste.count() == 2
    assert "Uitvoer van het logboek" in _blad(cast.fg, "/beveiliging/")


def test_geen_cel_is_een_formule(cast: Cast) -> None:
    for begin in ("=", "+", "-", "@", "\t", "\r", " =", "\n"):
        assert onschadelijk(f"{begin}1+1").startswith("'")
    for gewoon in ("Politie Limburg", "W-2026-7K4Q9P", "", "a=b"):
        assert onschadelijk(gewoon) == gewoon
    dossier = weegploeg.in_weging(cast)
    naam = "=HYPERLINK(1)"
    Inzage.objects.create(
        gebruiker=cast.om.gebruiker, convenant_id=cast.convenant.pk, partij=naam, toegestaan=True,
        bestand="weegploeg.weegploegdossier", soort="pagina", nummer=dossier.nummer,
        pseudoniem=dossier.pseudoniem,
    )  # fmt: skip
    inhoud = cast.fg.client.get(f"{UITVOER}?nummer={dossier.nummer}").content.decode()
    assert f'"\'{naam}"' in inhoud
    assert f'"{naam}"' not in inhoud


def test_vijf_jaar_na_het_afronden_is_een_steekproef_weg(cast: Cast) -> None:
    _gelezen(cast, cast.om)
    proeven = [decisions.trek(actor=cast.fg.actor, **_vandaag()) for _ in range(3)]
    vijf = timezone.now() - relativedelta(years=5)
    for proef, dagen in zip(proeven[:2], (1, -1), strict=True):
        decisions.leg_bevinding_vast(proef, actor=cast.fg.actor, oordeel="in_orde", reden="x")
        klaar = {"afgerond_op": vijf - timedelta(days=dagen), "volgende_op": vijf.date()}
        Steekproef.objects.filter(pk=proef.pk).update(**klaar)
    ruim_steekproeven_op()
    assert set(Steekproef.objects.values_list("pk", flat=True)) == {p.pk for p in proeven[1:]}
    assert Bevinding.objects.count() == 1
