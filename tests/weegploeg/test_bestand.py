"""This file for retention, archive and the subject (MC 12.3, 13)."""

from datetime import date

import pytest
from dateutil.relativedelta import relativedelta

from casusoverleg import decisions as casusoverleg
from casusoverleg.dossier.models import Casus
from gedeeld.afschrift import Afschrift, LetOp, Publiek
from gedeeld.termijnen import Grond
from register.registry import bestand
from tests.cast import Cast
from tests.hulp import gegevens, weegploeg
from weegploeg.models import WeegploegDossier

SOORT = "weegploeg.weegploegdossier"


def _loopt_vanaf(dossier: WeegploegDossier, grond: Grond) -> date | None:
    """From which day a term runs that is stored; None while it does not."""
    dag: date | None = dossier.termijnen.filter(grond=grond).values_list("van", flat=True).first()
    return dag


def _teksten(afschrift: Afschrift) -> str:
    return str(afschrift.als_dict())


@pytest.mark.clausule("RET-laatste-verwerking", "verandering")
def test_zolang_de_casus_loopt_zijn_de_gegevens_in_gebruik(cast: Cast) -> None:
    vandaag = cast.uitvoerder.actor.vandaag
    toen = vandaag - relativedelta(months=14)
    dossier = weegploeg.geagendeerd(cast, op=toen)
    assert _loopt_vanaf(dossier, Grond.VIJF_JAAR) == toen
    casus = Casus.objects.get(zaak=dossier.zaak)
    casusoverleg.leg_analyse_vast(casus, actor=cast.uitvoerder.actor, analyse="Nieuw inzicht")
    assert _loopt_vanaf(dossier, Grond.VIJF_JAAR) == vandaag


@pytest.mark.clausule("DEF-weegploeg")
def test_kernpartijen_zijn_de_drie_kernpartijen(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    assert set(bestand(SOORT).kernpartijen(dossier)) == set(cast.kern)


@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
@pytest.mark.clausule("RVB-derden", "afschermen")
def test_betrokkene_ziet_alles_behalve_de_melder(cast: Cast) -> None:
    dossier = weegploeg.nadere_duiding(
        cast,
        signalen=[weegploeg.signaal(bijzonder=["religie"], noodzaak="Zegt iets over de groep")],
    )
    weegploeg.antwoord(cast, dossier, "Zijn zus Anna zegt het")
    kern = _teksten(bestand(SOORT).afschrift(dossier, Publiek.KERNPARTIJ))
    eigen = bestand(SOORT).afschrift(dossier, Publiek.BETROKKENE)
    tekst = _teksten(eigen)
    for stuk in (
        "Timo van der Verzonnen",
        gegevens.SIGNAAL,
        "Gemeente Venlo",
        "AVG artikel 6 lid 1 onder e",
        "Religie of levensovertuiging",
        "Zoekt nieuwe vrienden",
        "Raakt los van zijn omgeving",
        "Er is meer nodig",
    ):
        assert stuk in kern
        assert stuk in tekst
    # In the archive every core party reads this: it says that there is a reporter, and not who.
    for stuk in ("Bekend", "Meldpunt radicalisering"):
        assert stuk in kern
        assert stuk not in tekst
    for publiek in Publiek:
        iedereen = _teksten(bestand(SOORT).afschrift(dossier, publiek))
        assert not any(stuk in iedereen for stuk in (gegevens.MELDER, gegevens.MELDER_CONTACT))
    # What a partner told is about him; whom it names besides, somebody who reads it shields.
    regels = [r for s in eigen.secties for r in s.regels]
    assert not [r.waarde for r in regels if r.derden]
    assert [r.waarde for r in regels if r.let_op] == ["Zijn zus Anna zegt het"]
    assert bestand(SOORT).verzwijgt(dossier) == [gegevens.MELDER]
    assert Afschrift.uit_dict(eigen.als_dict()) == eigen


def test_een_anonieme_melder_heet_anoniem(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast, anoniem=True, melder_naam="", melder_contact="")
    assert "'Anoniem'" in _teksten(bestand(SOORT).afschrift(dossier, Publiek.KERNPARTIJ))


@pytest.mark.parametrize("politie", [False, True])
def test_bij_wat_van_wpg_9_is_afgeleid_staat_dat_de_politie_meebeslist(
    cast: Cast, politie: bool
) -> None:
    signalen = [weegploeg.signaal("wpg-20"), *([weegploeg.wpg_9()] if politie else [])]
    dossier = weegploeg.nadere_duiding(cast, speler=cast.politie, signalen=signalen)
    eigen = bestand(SOORT).afschrift(dossier, Publiek.BETROKKENE)
    regels = [r for s in eigen.secties for r in s.regels]
    gemerkt = " ".join(r.waarde for r in regels if r.let_op == LetOp.POLITIE)
    afgeleid = (
        "Zoekt nieuwe vrienden",
        "Raakt los van zijn omgeving",
        "Er is meer nodig",
        "Is de leerling veranderd?",
        gegevens.SIGNAAL_WPG_9,
    )
    assert {stuk for stuk in afgeleid if stuk in gemerkt} == ({*afgeleid} if politie else set())
    assert gegevens.SIGNAAL not in gemerkt
    assert not any(r.derden for r in regels)  # it is his own


@pytest.mark.clausule("RVB-overzicht", "begrijpelijk")
def test_datums_staan_er_voluit(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    assert "17 mei 1990" in _teksten(bestand(SOORT).afschrift(dossier, Publiek.BETROKKENE))


@pytest.mark.clausule("WEE-toegang", "geen-casuspartij")
@pytest.mark.clausule("WEE-toegang", "geen-extern")
@pytest.mark.parametrize("publiek", [Publiek.CASUSPARTIJ, Publiek.EXTERN])
def test_afschrift_is_leeg_voor_wie_geen_kernpartij_is(cast: Cast, publiek: Publiek) -> None:
    assert bestand(SOORT).afschrift(weegploeg.gewogen(cast), publiek).secties == []
