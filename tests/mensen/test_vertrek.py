"""Before a core party leaves, what runs with it stands out, with what is to be arranged (MC 18.2, 18.3)."""

from datetime import date, timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse
from django.utils.formats import date_format

from convenant.models import Opzegging, Partij
from gedeeld.weigering import NietMogelijk
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, vandaag, weegploeg
from weegploeg.inbreng.decisions import voeg_signaal_toe

LAATSTE = vandaag() + relativedelta(months=3) - timedelta(days=1)


def zeg_op(cast: Cast, speler: Speler, *, op: date | None = None) -> Opzegging:
    """Recorded by the administrator, confirmed by the secretary."""
    nieuw = reverse("convenant:opzegging_nieuw", args=[speler.partij.pk])
    cast.beheerder.client.post(nieuw, {"op": (op or vandaag()).isoformat()})
    rij = Opzegging.objects.get(partij=speler.partij)
    bevestigen = reverse("convenant:opzegging_bevestigen", args=[rij.pk])
    assert cast.uitvoerder.client.post(bevestigen).status_code == 302
    return rij


def html(speler: Speler, pad: str) -> str:
    antwoord = speler.client.get(pad)
    assert antwoord.status_code == 200, speler.gebruiker.username
    tekst: str = antwoord.content.decode()
    return tekst


def regelen(rij: Opzegging) -> str:
    return reverse("mensen:vertrek", args=[rij.pk])


@pytest.mark.clausule("CON-vertrek-kernpartij", "valt-op")
def test_wat_loopt_valt_op_voor_een_kernpartij_vertrekt(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    dossier = weegploeg.in_weging(cast)
    klaar = weegploeg.niet_geagendeerd(cast)
    melding = meldingen.maak_melding(cast, cast.gemeente)
    rij = zeg_op(cast, cast.politie)
    werk = html(cast.uitvoerder, "/")
    assert "Regel wat nog loopt: Politie" in werk
    assert regelen(rij) in werk
    assert regelen(rij) in html(cast.uitvoerder, "/convenant/")
    pagina = html(cast.uitvoerder, regelen(rij))
    assert date_format(LAATSTE, "j F Y") in pagina
    for loopt in (zaak, dossier, melding):
        assert loopt.nummer in pagina
        assert loopt.bestand.bij_vertrek in pagina
    assert klaar.nummer not in pagina
    # Each core party, and who keeps the casus; each sees what it reads anyhow.
    for lid in (cast.politie, cast.om, cast.gemeente, cast.uitvoerder_casusoverleg):
        assert "Regel wat nog loopt" in html(lid, "/")
        assert zaak.nummer in html(lid, regelen(rij))
    assert melding.nummer not in html(cast.politie, regelen(rij))
    assert dossier.nummer not in html(cast.maastricht, regelen(rij))
    for ander in (cast.reclassering, cast.extern, cast.beheerder, cast.fg, cast.elders):
        assert ander.client.get(regelen(rij)).status_code == 404


def test_van_een_casuspartij_die_vertrekt_staan_er_de_casussen_waarin_zij_meedoet(
    cast: Cast,
) -> None:
    met = casussen.casus(cast, cast.reclassering.partij)
    zonder = casussen.casus(cast)
    rij = zeg_op(cast, cast.reclassering)
    for lid in (cast.uitvoerder, cast.uitvoerder_casusoverleg, cast.politie):
        pagina = html(lid, regelen(rij))
        assert met.nummer in pagina
        assert zonder.nummer not in pagina


@pytest.mark.clausule("CON-vertrek-kernpartij", "gemeente")
def test_een_gemeente_die_vertrekt_laat_de_andere_weegploegen_staan(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    rij = zeg_op(cast, cast.maastricht)
    # Its files and no others, for who works with those.
    assert dossier.nummer not in html(cast.politie, regelen(rij))
    assert "Regel wat nog loopt" not in html(cast.uitvoerder, "/")
    assert cast.uitvoerder.client.get(regelen(rij)).status_code == 404
    assert "Regel wat nog loopt" in html(cast.uitvoerder_maastricht, "/")
    assert "De andere gemeenten gaan door" in html(cast.uitvoerder_maastricht, regelen(rij))
    Partij.objects.filter(pk=cast.maastricht.partij.pk).update(tot=vandaag())
    assert _besluit(cast, dossier).status_code == 302


@pytest.mark.clausule("CON-vertrek-kernpartij", "politie-om")
@pytest.mark.clausule("CON-vertrek-kernpartij", "paginas")
@pytest.mark.clausule("CON-vertrek-kernpartij", "voor-zover")
def test_zonder_de_politie_besluit_geen_weegploeg_en_dat_staat_er(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    rij = zeg_op(cast, cast.politie)
    pagina = html(cast.uitvoerder, regelen(rij))
    assert "Geen enkele weegploeg is daarna compleet." in pagina
    Partij.objects.filter(pk=cast.politie.partij.pk).update(tot=vandaag())
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=geen_casusoverleg"
    assert "De weegploeg is niet compleet" in html(cast.uitvoerder, pad)
    assert _besluit(cast, dossier).status_code == 200
    # As far as its content allows the covenant goes on: what there is, is read and ended on time.
    assert dossier.nummer in html(cast.om, "/weegploeg/")
    assert html(cast.om, reverse("weegploeg:dossier", args=[dossier.pk]))


def _besluit(cast: Cast, dossier: Any) -> Any:
    pad = reverse("weegploeg:besluiten", args=[dossier.pk]) + "?uitkomst=geen_casusoverleg"
    velden = {"argumenten": "Te weinig feiten", **weegploeg.wie_sprak(cast)}
    return cast.uitvoerder.client.post(pad, velden)


@pytest.mark.clausule("CON-vertrek-kernpartij", "grond-18-2")
@pytest.mark.clausule("WPG-voorwaarden", "convenant")
def test_zonder_het_om_komt_er_niets_meer_op_artikel_18_lid_2(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    velden = weegploeg.wpg_9()
    Partij.objects.filter(pk=cast.om.partij.pk).update(tot=vandaag())
    with pytest.raises(NietMogelijk) as fout:
        voeg_signaal_toe(dossier, actor=cast.politie.actor, velden=velden)
    assert "het convenant is niet compleet" in str(fout.value)
    # What rests on another ground goes on, and so does what rested on this one.
    voeg_signaal_toe(dossier, actor=cast.politie.actor, velden=weegploeg.signaal("wpg-20"))
    assert dossier.signalen.filter(partij=cast.politie.partij).count() == 1
    Partij.objects.filter(pk=cast.om.partij.pk).update(tot=None)
    voeg_signaal_toe(dossier, actor=cast.politie.actor, velden=velden)
