"""The police and the OM say that they hold something back, and never what (MvT 4.4)."""

import pytest
from django.db import models
from django.urls import reverse

from gedeeld.afschrift import LetOp, Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.registry import bestand_van_rij
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.formulieren import gepost_op
from weegploeg.inbreng.decisions import leg_achterhouden_vast
from weegploeg.models import Achterhouding

LET_OP = {"politie": LetOp.POLITIE, "om": LetOp.OM}
ZIN = "Houdt om zwaarwegende redenen iets achter"


@pytest.mark.clausule("WJSG-terughoudend", "dat")
@pytest.mark.parametrize("wie", ["politie", "om"])
def test_dat_zij_iets_achterhoudt_staat_in_het_dossier(cast: Cast, wie: str) -> None:
    dossier, speler = weegploeg.in_weging(cast), cast.allen[wie]
    pagina = reverse("weegploeg:dossier", args=[dossier.pk])
    pad = reverse("weegploeg:achterhouden", args=[dossier.pk])
    assert pad in speler.client.get(pagina).content.decode()
    assert speler.client.post(pad).status_code == 302
    rij = dossier.achterhoudingen.get()
    assert (rij.partij, rij.op) == (speler.partij, speler.actor.vandaag)
    for lid in (cast.gemeente, cast.uitvoerder, cast.politie, cast.om):
        blad = lid.client.get(pagina).content.decode()
        assert ZIN in blad
    assert pad not in cast.gemeente.client.get(pagina).content.decode()
    for publiek in (Publiek.KERNPARTIJ, Publiek.BETROKKENE):
        afschrift = bestand_van_rij(dossier).afschrift(dossier, publiek)
        [regel] = [r for s in afschrift.secties for r in s.regels if ZIN in r.waarde]
        assert (regel.label, regel.let_op) == (speler.partij.naam, LET_OP[wie])
    with pytest.raises(NietMogelijk, match="vandaag al vastgelegd"):
        leg_achterhouden_vast(dossier, actor=speler.actor)


@pytest.mark.clausule("WJSG-terughoudend", "nooit-wat")
def test_er_is_geen_plaats_om_te_zeggen_wat(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:achterhouden", args=[dossier.pk])
    formulieren = [f for f in gepost_op(cast.om.client, pad) if f.eigen.get("id") != "uitloggen"]
    assert formulieren
    assert [veld.naam for formulier in formulieren for veld in formulier.velden if veld.tekst] == []
    cast.om.client.post(pad, {"wat": "KANARIE", "reden": "KANARIE"})
    rij = dossier.achterhoudingen.values().get()
    assert set(rij) == {"id", "dossier_id", "partij_id", "op"}
    assert not any(
        isinstance(v, models.CharField | models.TextField) for v in Achterhouding._meta.fields
    )


def test_een_ander_dan_politie_en_om_legt_dit_niet_vast(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    pad = reverse("weegploeg:achterhouden", args=[dossier.pk])
    for wie in (cast.gemeente, cast.uitvoerder, cast.maastricht):
        assert wie.client.post(pad).status_code == 404
        with pytest.raises(Geweigerd):
            leg_achterhouden_vast(dossier, actor=wie.actor)
    assert not dossier.achterhoudingen.exists()
