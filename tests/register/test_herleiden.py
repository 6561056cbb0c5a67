"""What waits for others follows a fact about a party, by a job that shows how far it is."""

from django.urls import reverse
from django.utils import timezone

from convenant.decisions import maak_partij
from convenant.models import SoortPartij
from register.afleiden import verschillen
from register.herleiden import herleid
from register.kringen import Kring
from register.models import Herleiding, Taak
from tests.cast import Cast
from tests.hulp import bijlage1, casussen, vandaag, weegploeg

TOESTEMMING = "casusoverleg.toestemming"


def test_gaat_een_partner_uit_bijlage_1_dan_wordt_er_niets_meer_gevraagd(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.extern.partij)
    casussen.verstrekking(zaak, cast)
    assert Taak.objects.filter(soort=TOESTEMMING).count() == 3
    Herleiding.objects.create(  # a run that was broken off
        partij=cast.extern.partij, begonnen_op=timezone.now(), totaal=9
    )
    bijlage1.beeindig(cast.beheerder.actor, cast.extern.partij)
    herleid(cast.extern.partij.pk)
    wachtend = [lid for lid in cast.allen.values() if _wacht(lid.actor)]
    assert wachtend == []
    loop = Herleiding.objects.get()
    assert (loop.totaal, loop.gedaan, loop.klaar_op is not None) == (1, 1, True)
    assert list(verschillen(herstel=False)) == []


def _wacht(actor: object) -> bool:
    return Taak.objects.voor(actor).filter(soort=TOESTEMMING).exists()


def test_de_pagina_zegt_hoe_ver_het_is(cast: Cast) -> None:
    adres, client = reverse("beveiliging:rechten"), cast.beheerder.client
    assert "worden bijgewerkt" not in client.get(adres).content.decode()
    Herleiding.objects.create(
        partij=cast.extern.partij, begonnen_op=timezone.now(), totaal=2000, gedaan=120
    )
    assert "120 van 2000 dossiers" in client.get(adres).content.decode()


def test_zonder_dossiers_is_er_niets_te_doen(cast: Cast) -> None:
    herleid(cast.extern.partij.pk)
    assert not Herleiding.objects.exists()


def test_een_nieuwe_kernpartij_weegt_ook_wat_er_al_lag(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    for lid in (cast.politie, cast.om):  # nobody has it to weigh any more
        weegploeg.weeg(cast, dossier, lid.actor)
    politie = maak_partij(
        cast.convenant, naam="Nieuwe politie", soort=SoortPartij.POLITIE, vanaf=vandaag()
    )
    herleid(politie.pk)
    taak = Taak.objects.get(soort="weegploeg.wegen")
    assert taak.aan == Kring.WEEGPLOEG_VAN_PARTIJ.van(politie.pk)
    assert list(verschillen(herstel=False)) == []
