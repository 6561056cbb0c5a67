"""Where a member places a signal in the referentiekader, and what the board shows of it (MC 7.3, PB 7)."""

from datetime import timedelta

import pytest
from django.urls import reverse

from convenant.laden.laden import laad
from convenant.models import Referentiekader
from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from register.models import Bericht
from register.registry import bestand_van_rij
from tests.cast import Cast, Speler
from tests.hulp import overleggen, vandaag, weegploeg
from tests.hulp.formulieren import open_formulier, stuur
from weegploeg.models import Correctie, Plaatsing, Signaal, WeegploegDossier
from weegploeg.weging.decisions import plaats

EEN, TWEE = "Droeg een vlag", "Sprak over een reis"


def _dossier(cast: Cast) -> WeegploegDossier:
    return weegploeg.in_weging(
        cast, signalen=[weegploeg.signaal(tekst=EEN), weegploeg.signaal(tekst=TWEE)]
    )


def _url(signaal: Signaal) -> str:
    return reverse("weegploeg:plaatsen", args=[signaal.dossier_id, signaal.pk])


def _blad(speler: Speler, dossier: WeegploegDossier) -> str:
    url = reverse("weegploeg:dossier", args=[dossier.pk])
    return " ".join(speler.client.get(url).content.decode().split())


def _plaats(
    cast: Cast, signaal: Signaal, speler: Speler, gebied: int, fase: int | None, op: int = 0
) -> Plaatsing:
    dag = vandaag() - timedelta(days=op)
    return plaats(
        signaal,
        actor=speler.op(dag),
        gebied=cast.kader.ontwikkelgebieden.get(nummer=gebied),
        fase=fase and cast.kader.fasen.get(nummer=fase),
        reden=f"Hoort bij {gebied}",
    )


@pytest.mark.clausule("WEE-referentiekader", "plaatsen")
@pytest.mark.clausule("WEE-geval-tot-geval", "mensen")
def test_een_lid_plaatst_een_signaal_met_een_reden_en_krijgt_het_volgende(cast: Cast) -> None:
    dossier = _dossier(cast)
    een, twee = dossier.signalen.all()
    assert _url(een) in _blad(cast.om, dossier)
    gebied, fase = cast.kader.ontwikkelgebieden.get(nummer=2), cast.kader.fasen.get(nummer=3)
    keuze = {"gebied": str(gebied.pk), "fase": str(fase.pk)}
    formulier = open_formulier(cast.om.client, _url(een), "reden")
    zonder = stuur(cast.om.client, _url(een), formulier, **keuze).content.decode()
    assert "Schrijf op waarom u het daar plaatst." in zonder
    formulier = open_formulier(cast.om.client, _url(een), "reden")
    antwoord = stuur(cast.om.client, _url(een), formulier, **keuze, reden="Zij liet hem zien")
    assert antwoord.url == _url(twee)
    blad = _blad(cast.politie, dossier)
    assert "Gedrag, fase 3" in blad
    assert "Zij liet hem zien" in blad
    assert cast.om.gebruiker.naam in blad
    assert '<span class="co-onzichtbaar">Signaal </span>1' in blad
    assert Bericht.objects.filter(wat="weegploeg.signaal_geplaatst").exists()
    afschrift = bestand_van_rij(dossier).afschrift(
        bestand_van_rij(dossier).met_inhoud.get(pk=dossier.pk), Publiek.BETROKKENE
    )
    regels = {r.label: r.waarde for s in afschrift.secties for r in s.regels}
    assert regels["Signaal 1: waarom daar"] == "Zij liet hem zien"


@pytest.mark.clausule("WEE-referentiekader", "plaatsen")
def test_wie_een_signaal_plaatst_is_lid_en_niet_de_uitvoerder(cast: Cast) -> None:
    dossier = _dossier(cast)
    signaal = dossier.signalen.first()
    opent = {naam for naam, speler in cast.allen.items() if speler.client.get(_url(signaal)).status_code == 200}  # fmt: skip
    assert opent == {"gemeente", "politie", "om"}
    with pytest.raises(Geweigerd):
        _plaats(cast, signaal, cast.uitvoerder, 1, 1)
    assert not Plaatsing.objects.exists()


def test_buiten_de_gebieden_is_er_geen_fase_en_na_het_besluit_staat_het_vast(cast: Cast) -> None:
    dossier = _dossier(cast)
    signaal = dossier.signalen.first()
    fase = cast.kader.fasen.get(nummer=1)
    antwoord = cast.om.client.post(_url(signaal), {"gebied": "geen", "fase": fase.pk, "reden": "x"})
    assert "Kies eerst een gebied" in antwoord.content.decode()
    assert cast.om.client.post(_url(signaal), {"gebied": "geen", "fase": "", "reden": "Anders"})
    assert "Past in geen van de gebieden" in _blad(cast.om, dossier)
    besloten = weegploeg.geagendeerd(cast)
    antwoord = cast.om.client.get(_url(besloten.signalen.first()), follow=True)
    assert "past niet meer bij de stand" in antwoord.content.decode()
    with pytest.raises(NietMogelijk):
        _plaats(cast, besloten.signalen.first(), cast.om, 1, 1)


@pytest.mark.clausule("WEE-referentiekader", "sinds-overleg")
def test_het_bord_zegt_wat_er_sinds_het_vorige_overleg_veranderde(cast: Cast) -> None:
    dossier = weegploeg.in_weging(
        cast,
        op=vandaag() - timedelta(days=20),
        signalen=[weegploeg.signaal(tekst=EEN), weegploeg.signaal(tekst=TWEE)],
    )
    een, twee = dossier.signalen.all()
    _plaats(cast, een, cast.om, 1, 1, op=15)
    assert "Er was nog geen overleg" in _blad(cast.om, dossier)
    dag = vandaag() - timedelta(days=10)
    rij = overleggen.geweest(cast, "verslag", dossier)
    type(rij).objects.filter(pk=rij.pk).update(dag=dag)
    assert "Niet veranderd" in _blad(cast.om, dossier)
    _plaats(cast, een, cast.politie, 1, 2)
    _plaats(cast, twee, cast.gemeente, 7, None)
    blad = _blad(cast.om, dossier)
    assert "Verplaatst sinds" in blad
    assert "Opvallende contacten, fase 1" in blad  # where it stood then
    assert "Opvallende contacten, fase 2" in blad
    assert "Nieuw sinds" in blad
    assert blad.count("co-kaderbord__teken--nieuw") == 2


def test_drie_leden_wegen_een_dossier_en_zien_wat_een_ander_veranderde(cast: Cast) -> None:
    dossier = _dossier(cast)
    een, _ = dossier.signalen.all()
    formulier = open_formulier(cast.gemeente.client, _url(een), "reden")
    _plaats(cast, een, cast.politie, 3, 2)
    gebied = cast.kader.ontwikkelgebieden.get(nummer=1)
    antwoord = stuur(
        cast.gemeente.client, _url(een), formulier, gebied=str(gebied.pk), reden="Eerst gezien"
    ).content.decode()
    assert "Eerst gezien" in antwoord  # what was typed is kept, and nothing was overwritten
    assert Plaatsing.objects.get().ontwikkelgebied.nummer == 3
    _plaats(cast, een, cast.om, 4, 2)
    rij = Plaatsing.objects.get()
    assert rij.partij == cast.om.partij
    pad = reverse("correctie:eerder", args=["weegploeg", dossier.pk, rij.pk])
    eerder = cast.gemeente.client.get(pad).content.decode()
    assert "Ideologie en overtuiging, fase 2" in eerder
    assert Correctie.objects.get().van == rij.pk


@pytest.mark.clausule("WEE-referentiekader", "versie")
def test_een_dossier_houdt_de_versie_waarmee_het_gewogen_is(cast: Cast, tmp_path: "object") -> None:
    dossier = weegploeg.gewogen(cast)
    nieuw = Referentiekader.objects.create(code=cast.kader.code, versie=2, naam="Nieuw kader")
    for model in (cast.kader.fasen, cast.kader.ontwikkelgebieden):
        for rij in model.all():
            rij.pk, rij.kader, rij.naam = None, nieuw, f"Nieuwe naam {rij.nummer}"
            rij.save()
    type(cast.convenant).objects.filter(pk=cast.convenant.pk).update(referentiekader=nieuw)
    url = reverse("weegploeg:wegen", args=[dossier.pk])
    assert "Nieuwe naam" not in cast.om.client.get(url).content.decode()
    assert "versie 1" in _blad(cast.om, dossier)
    ander = weegploeg.in_weging(cast)
    assert "Nieuwe naam 1" in cast.om.client.get(reverse("weegploeg:wegen", args=[ander.pk])).content.decode()  # fmt: skip
    with pytest.raises(NietMogelijk, match="andere versie"):
        _plaats(cast, ander.signalen.first(), cast.om, 1, 1)


@pytest.mark.clausule("WEE-referentiekader", "hulp-van-ons")
def test_de_bron_staat_naast_onze_hulp_en_die_is_gemerkt(cast: Cast) -> None:
    laad(["fixtures/referentiekader.yaml"])
    eigen = Referentiekader.objects.get(code="modelconvenant")
    type(cast.convenant).objects.filter(pk=cast.convenant.pk).update(referentiekader=eigen)
    tekst = " ".join(cast.om.client.get(reverse("convenant:referentiekader")).content.decode().split())  # fmt: skip
    assert "staircase-theorie" in tekst
    assert "De uitleg hieronder is van ons" in tekst
    dossier = _dossier(cast)
    wegen = cast.om.client.get(reverse("weegploeg:wegen", args=[dossier.pk])).content.decode()
    assert "zijn van ons, niet van de bron" in " ".join(wegen.split())
