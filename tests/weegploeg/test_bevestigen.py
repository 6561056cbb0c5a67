"""A core party confirms what was logged, or objects, under the own account (PB 3.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from casusoverleg.deelname.models import Deelname
from casusoverleg.dossier.models import Casus
from gedeeld.actor import Rol
from register.models import Bericht, Taak
from register.werk import werk
from tests.cast import Cast, Speler, bevestigd
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.models import Bezwaar, WeegploegDossier
from weegploeg.tasks import werk_vragen_bij

WAT = "Bevestig het besluit, of maak bezwaar"


def _pad(dossier: WeegploegDossier, naam: str = "vastlegging") -> str:
    eerste = dossier.vastleggingen.first()
    return reverse(f"weegploeg:{naam}", args=[dossier.pk, eerste.pk])


def _zinnen(antwoord: Any) -> str:
    return " ".join(str(zin) for zin in antwoord.context["messages"])


def _bevestig(lid: Speler, dossier: WeegploegDossier) -> str:
    return _zinnen(lid.client.post(_pad(dossier, "bevestigen"), follow=True))


def _bezwaar(lid: Speler, dossier: WeegploegDossier) -> Any:
    return lid.client.post(_pad(dossier, "bezwaar"), {"reden": "Kanarie: zo is het niet besloten"})


def _wacht(lid: Speler) -> set[str]:
    return {taak.wat for taak in werk(lid.actor)}


@pytest.mark.clausule("WEE-eens", "bevestigen")
@pytest.mark.parametrize("wie", ["gemeente", "politie", "om"])
def test_elke_kernpartij_bevestigt_onder_haar_eigen_account(cast: Cast, wie: str) -> None:
    dossier, lid = weegploeg.niet_geagendeerd(cast), cast.allen[wie]
    assert WAT in _wacht(lid)
    assert "Bevestig het besluit" in lid.client.get(_pad(dossier)).content.decode()
    assert "uw partij bevestigt dit besluit" in _bevestig(lid, dossier)
    assert WAT not in _wacht(lid)
    spreker = dossier.vastleggingen.get().sprekers.get(partij=lid.partij)
    assert spreker.bevestigd_door == lid.gebruiker
    tekst = cast.uitvoerder.client.get(_pad(dossier)).content.decode()
    assert f"Bevestigd door {lid.gebruiker.naam}" in tekst
    assert tekst.count("Nog niet bevestigd") == 2
    anderen = {"gemeente", "politie", "om"} - {wie}
    assert all(WAT in _wacht(cast.allen[ander]) for ander in anderen)


@pytest.mark.clausule("WEE-eens", "bevestigen")
@pytest.mark.parametrize(
    "wie", ["uitvoerder", "uitvoerder_casusoverleg", "maastricht", "reclassering", "extern"]
)
def test_wie_geen_lid_is_bevestigt_niet_en_maakt_geen_bezwaar(cast: Cast, wie: str) -> None:
    dossier, speler = weegploeg.niet_geagendeerd(cast), cast.allen[wie]
    assert WAT not in _wacht(speler)
    for naam in ("bevestigen", "bezwaar", "bezwaar_intrekken"):
        assert speler.client.post(_pad(dossier, naam), {"reden": "Nee"}).status_code == 404
    assert not Bezwaar.objects.exists()
    assert _bezwaar(cast.om, dossier).status_code == 302


@pytest.mark.clausule("WEE-eens", "niet-eigen")
def test_niemand_bevestigt_wat_hij_zelf_vastlegde_in_welke_rol_ook(cast: Cast) -> None:
    """The secretary also represents the municipality: that is the same person."""
    rij = cast.gemeente.vertegenwoordiging
    cast.uitvoerder.gebruiker.vertegenwoordigingen.create(
        partij=rij.partij, rol=Rol.VERTEGENWOORDIGER, van=rij.van, bevestigd_op=rij.bevestigd_op
    )
    als_lid = cast.uitvoerder.gebruiker.vertegenwoordigingen.get(rol=Rol.VERTEGENWOORDIGER)
    zelfde = bevestigd(Speler(cast.uitvoerder.gebruiker, als_lid))
    dossier = weegploeg.niet_geagendeerd(cast)
    assert "U legde dit besluit zelf vast" in _bevestig(zelfde, dossier)
    spreker = dossier.vastleggingen.get().sprekers.get(partij=rij.partij)
    assert spreker.bevestigd_op is None
    tekst = zelfde.client.get(_pad(dossier)).content.decode()
    assert "Een ander lid van uw partij bevestigt het" in tekst
    assert "Bevestig het besluit" not in tekst
    assert "uw partij bevestigt dit besluit" in _bevestig(cast.gemeente, dossier)


@pytest.mark.clausule("WEE-eens", "zwijgen")
def test_zwijgen_houdt_niets_tegen_en_is_geen_instemming(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    pad = reverse("weegploeg:terugkoppelen", args=[dossier.pk, dossier.inbrengen.get().pk])
    gedaan = cast.gemeente.client.post(pad, {"op": vandaag()}, follow=True)
    assert "is vastgelegd" in _zinnen(gedaan).lower()
    tekst = cast.politie.client.get(_pad(dossier)).content.decode()
    assert tekst.count("Nog niet bevestigd") == 3
    assert "Bevestigd door" not in tekst
    assert (
        "Bevestigd door"
        not in cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    )


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_bezwaar_houdt_terugkoppelen_tegen_tot_het_is_ingetrokken(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    assert _bezwaar(cast.om, dossier).status_code == 302
    inbreng = dossier.inbrengen.get()
    pad = reverse("weegploeg:terugkoppelen", args=[dossier.pk, inbreng.pk])
    fout = cast.gemeente.client.post(pad, {"op": vandaag()}).content.decode()
    assert "OM Limburg maakt bezwaar" in fout
    inbreng.refresh_from_db()
    assert inbreng.teruggekoppeld_op is None
    # Another party does not end it.
    intrekken = _pad(dossier, "bezwaar_intrekken")
    assert "geen bezwaar" in _zinnen(cast.politie.client.post(intrekken, follow=True))
    assert "Trek dat eerst in" in _bevestig(cast.om, dossier)
    assert "ingetrokken" in _zinnen(cast.om.client.post(intrekken, follow=True))
    cast.gemeente.client.post(pad, {"op": vandaag()})
    inbreng.refresh_from_db()
    assert inbreng.teruggekoppeld_op == vandaag()
    assert "uw partij bevestigt" in _bevestig(cast.om, dossier)


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_bezwaar_houdt_toelaten_en_een_kopie_tegen(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    weegploeg.in_weging(cast, dossier=dossier)
    signaal = dossier.signalen.get(gedeeld="")
    casus = Casus.objects.get(zaak=dossier.zaak)
    _bezwaar(cast.politie, dossier)
    delen = reverse("weegploeg:delen", args=[dossier.pk, signaal.pk])
    client = cast.uitvoerder.client
    assert "maakt bezwaar" in _zinnen(client.post(delen, {"delen": "ja"}, follow=True))
    deelname = reverse("casusoverleg:deelname", args=[casus.pk])
    velden = {
        "partij": cast.reclassering.partij.pk,
        "reden": "Begeleidt",
        "waarvoor": "uitvoering",
        "rol": "deelnemer",
        "van": vandaag(),
    }
    uitvoerder = cast.uitvoerder_casusoverleg.client
    assert "Laat nu geen partijen toe" in uitvoerder.get(deelname).content.decode()
    fout = uitvoerder.post(deelname, velden)
    assert "Laat nu geen partijen toe" in fout.content.decode()
    assert (casus.signalen.count(), Deelname.objects.count()) == (1, 0)
    cast.politie.client.post(_pad(dossier, "bezwaar_intrekken"))
    assert client.post(delen, {"delen": "ja"}).status_code == 302
    assert uitvoerder.post(deelname, velden).status_code == 302
    assert (casus.signalen.count(), Deelname.objects.count()) == (2, 1)


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_bezwaar_houdt_vragen_een_latere_dag_en_de_herinnering_tegen(cast: Cast) -> None:
    eerst = vandaag() + timedelta(days=3)
    lang = vandaag() - timedelta(days=20)
    dossier = weegploeg.gevraagd(cast, cast.extern.partij, op=lang, uiterlijk=eerst)
    vraag = dossier.duidingsvragen.get()
    erbij = reverse("weegploeg:vragen_erbij", args=[dossier.pk])
    verzetten = reverse("weegploeg:vraag_verzetten", args=[dossier.pk, vraag.pk])
    velden = {
        "uiterlijk": eerst,
        "aan_1": cast.reclassering.partij.pk,
        "vraag_1": "Kent u hem?",
        "nodig_1": "Zegt of dit nieuw is",
    }
    client, later = cast.uitvoerder.client, {"uiterlijk": eerst + timedelta(days=7)}
    eerder = {"uiterlijk": eerst - timedelta(days=1)}
    herinnerd = Bericht.objects.filter(wat="weegploeg.vraag_herinnerd")
    _bezwaar(cast.om, dossier)
    for pad, wat in ((erbij, velden), (verzetten, later)):
        assert "OM Limburg maakt bezwaar" in client.post(pad, wat).content.decode(), pad
    werk_vragen_bij()
    assert (dossier.duidingsvragen.count(), herinnerd.count()) == (1, 0)
    assert client.post(verzetten, eerder).status_code == 302  # takes reading away: that can be done
    cast.om.client.post(_pad(dossier, "bezwaar_intrekken"))
    werk_vragen_bij()
    assert herinnerd.count() == 1
    for pad, wat in ((erbij, velden), (verzetten, later)):
        assert client.post(pad, wat).status_code == 302, pad
    assert dossier.duidingsvragen.count() == 2


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_bezwaar_houdt_tegen_dat_informeren_is_gedaan_tot_de_drie_opnieuw_besluiten(
    cast: Cast,
) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    client = cast.uitvoerder.client
    informeren = reverse("weegploeg:informeren", args=[dossier.pk])
    besluit = {"wie": "subject", "afspraak": "De wijkagent belt", **weegploeg.wie_sprak(cast)}
    assert client.post(informeren, besluit).status_code == 302
    _bezwaar(cast.om, dossier)
    gedaan = reverse("weegploeg:geinformeerd", args=[dossier.pk])
    velden = {"op": vandaag(), "hoe": "Gebeld"}
    assert "maakt bezwaar" in client.post(gedaan, velden).content.decode()
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op is None
    # All three decide anew on the same: that ends it.
    assert (
        client.post(informeren, besluit | {"afspraak": "De burgemeester belt"}).status_code == 302
    )
    bezwaar = Bezwaar.objects.get()
    assert bezwaar.opgelost_met == dossier.vastleggingen.first()
    assert bezwaar.opgelost_met.sprekers.filter(partij=cast.om.partij).exists()
    assert client.post(gedaan, velden).status_code == 302


@pytest.mark.clausule("WEE-eens", "bezwaar-houdt")
def test_een_besluit_over_iets_anders_beeindigt_een_bezwaar_niet(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    _bezwaar(cast.om, dossier)
    informeren = reverse("weegploeg:informeren", args=[dossier.pk])
    besluit = {"wie": "subject", "afspraak": "De wijkagent belt", **weegploeg.wie_sprak(cast)}
    assert cast.uitvoerder.client.post(informeren, besluit).status_code == 302
    assert Bezwaar.objects.get().beeindigd_op is None


@pytest.mark.clausule("WEE-eens", "bezwaar-verslag")
def test_een_bezwaar_staat_in_het_dossier_en_komt_terug(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    leeg = cast.om.client.post(_pad(dossier, "bezwaar"), {"reden": " "})
    assert leeg.status_code == 200
    assert not Bezwaar.objects.exists()
    _bezwaar(cast.om, dossier)
    assert "Bespreek het bezwaar in de weegploeg" in _wacht(cast.uitvoerder)
    for pad in (reverse("weegploeg:dossier", args=[dossier.pk]), _pad(dossier)):
        assert "Kanarie: zo is het niet besloten" in cast.politie.client.get(pad).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("SELECT reden FROM weegploeg_bezwaar")
        assert "Kanarie" not in cursor.fetchone()[0]
    cast.om.client.post(_pad(dossier, "bezwaar_intrekken"))
    assert "Bespreek het bezwaar in de weegploeg" not in _wacht(cast.uitvoerder)
    assert "Ingetrokken op" in cast.politie.client.get(_pad(dossier)).content.decode()


@pytest.mark.clausule("WEE-eens", "niet-eigen")
def test_wie_het_zelf_vastlegde_krijgt_geen_taak_om_het_te_bevestigen(cast: Cast) -> None:
    """The secretary represents his municipality as well, and is its only member then."""
    dossier = weegploeg.niet_geagendeerd(cast)
    dossier.vastleggingen.update(vastgelegd_door=cast.gemeente.gebruiker)
    _bezwaar(cast.om, dossier)  # derives what waits anew
    pagina = reverse("weegploeg:dossier", args=[dossier.pk])
    assert WAT not in _wacht(cast.gemeente)
    assert WAT not in cast.gemeente.client.get(pagina).content.decode()
    assert WAT in _wacht(cast.politie)
    assert WAT in cast.politie.client.get(pagina).content.decode()


def test_bevestigen_is_geen_verwerking_en_bezwaar_wel(cast: Cast) -> None:
    lang = vandaag() - timedelta(days=40)
    dossier = weegploeg.niet_geagendeerd(cast, op=lang)
    _bevestig(cast.om, dossier)
    dossier.refresh_from_db()
    assert dossier.laatste_verwerking_op == lang
    _bezwaar(cast.politie, dossier)
    dossier.refresh_from_db()
    assert dossier.laatste_verwerking_op == vandaag()


def test_wat_er_al_was_vraagt_niemand_om_te_bevestigen(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    dossier.vastleggingen.update(vastgelegd_door=None)
    _bezwaar(cast.om, dossier)  # derives what waits anew
    assert not Taak.objects.filter(soort="weegploeg.bevestigen").exists()
