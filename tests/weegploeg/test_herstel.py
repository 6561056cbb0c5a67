"""A wrong entry is put right by a new one with a reason; nothing is overwritten (PB 3.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from gedeeld.rules import NIET_GEAGENDEERD
from gedeeld.termijnen import Grond
from register.werk import werk
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import geweest
from weegploeg.inbreng import decisions as inbrengen
from weegploeg.models import Bezwaar, Vastlegging, WeegploegDossier

Stand = WeegploegDossier.Stand
DAG = timedelta(days=1)


def _pad(rij: Vastlegging, naam: str) -> str:
    return reverse(f"weegploeg:{naam}", args=[rij.dossier_id, rij.pk])


def _corrigeer(cast: Cast, rij: Vastlegging, **anders: Any) -> Any:
    velden = {"correctie": "Kanarie: verkeerde dag", "argumenten": "Te weinig feiten"}
    velden |= weegploeg.wie_sprak(cast) | anders
    return cast.uitvoerder.client.post(_pad(rij, "corrigeren"), velden)


@pytest.mark.clausule("WEE-datum", "dag")
@pytest.mark.clausule("WEE-datum", "termijn")
def test_een_verkeerde_dag_wordt_gecorrigeerd_en_de_termijn_volgt(cast: Cast) -> None:
    lang = vandaag() - 60 * DAG
    dossier = weegploeg.niet_geagendeerd(cast, op=lang)
    oud = dossier.vastleggingen.get()
    toen = vandaag() - 20 * DAG
    leeg = _corrigeer(cast, oud, correctie=" ", genomen_op=toen.isoformat())
    assert leeg.status_code == 200
    assert Vastlegging.objects.count() == 1
    assert _corrigeer(cast, oud, genomen_op=toen.isoformat()).status_code == 302
    dossier.refresh_from_db()
    assert dossier.besloten_op == toen
    termijn = dossier.termijnen.get(grond=Grond.NIET_GEAGENDEERD)
    assert (termijn.van, termijn.tot) == (toen, toen + NIET_GEAGENDEERD)
    # The old one stays as it was, and is read as replaced.
    oud = Vastlegging.objects.get(pk=oud.pk)
    assert (oud.besluit.genomen_op, oud.is_vervangen) == (lang, True)
    client = cast.gemeente.client  # it has yet to tell its reporter
    tekst = client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Kanarie: verkeerde dag" in tekst
    assert ", vervangen)" in tekst
    assert "Dit besluit is vervangen" in client.get(_pad(oud, "vastlegging")).content.decode()
    # Each core party is asked anew, and nobody about the old one.
    wat = "Bevestig het besluit, of maak bezwaar"
    urls = [taak.url for taak in werk(cast.om.actor) if taak.wat == wat]
    assert urls == [_pad(oud.vervangen_door, "vastlegging")]
    cast.om.client.post(_pad(oud, "bezwaar"), {"reden": "Nee"})
    assert not Bezwaar.objects.exists()


@pytest.mark.parametrize("wat", ["geen casusoverleg", "nadere duiding"])
def test_een_verkeerde_uitkomst_gaat_terug_naar_wegen(cast: Cast, wat: str) -> None:
    maak = weegploeg.niet_geagendeerd if wat == "geen casusoverleg" else weegploeg.nadere_duiding
    dossier = maak(cast)
    rij = dossier.vastleggingen.get()
    cast.om.client.post(_pad(rij, "bezwaar"), {"reden": "Zo is het niet besloten"})
    client = cast.uitvoerder.client
    assert client.post(_pad(rij, "herroepen"), {"correctie": " "}).status_code == 200
    assert cast.om.client.post(_pad(rij, "herroepen"), {"correctie": "Nee"}).status_code == 404
    assert client.post(_pad(rij, "herroepen"), {"correctie": "Verkeerd dossier"}).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.stand, dossier.besloten_op) == (Stand.IN_WEGING, None)
    assert Bezwaar.objects.get().beeindigd_op
    tekst = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Verkeerd dossier" in tekst
    weegploeg.agendeer(cast, dossier)  # what was decided indeed, also on that same day
    dossier.refresh_from_db()
    assert dossier.stand == Stand.GEAGENDEERD


@pytest.mark.clausule("WEE-eens", "bevestigen")
def test_ook_dat_iets_zo_niet_is_besloten_bevestigt_elke_kernpartij_of_maakt_zij_bezwaar(
    cast: Cast,
) -> None:
    rij = weegploeg.niet_geagendeerd(cast).vastleggingen.get()
    cast.uitvoerder.client.post(_pad(rij, "herroepen"), {"correctie": "Verkeerd dossier"})
    nieuw = Vastlegging.objects.get(vervangt=rij)
    assert {s.partij for s in nieuw.sprekers.all()} == {s.partij for s in rij.sprekers.all()}
    for lid in (cast.gemeente, cast.politie, cast.om):
        assert _pad(nieuw, "vastlegging") in {taak.url for taak in werk(lid.actor)}, lid
    tekst = cast.om.client.get(_pad(nieuw, "vastlegging")).content.decode()
    assert "Verkeerd dossier" in tekst  # what it says, to confirm
    assert not any(spreker.wie for spreker in nieuw.sprekers.all())
    assert "sprak" not in tekst
    assert cast.politie.client.post(_pad(nieuw, "bevestigen")).status_code == 302
    assert nieuw.sprekers.get(partij=cast.politie.partij).bevestigd_door == cast.politie.gebruiker
    cast.om.client.post(_pad(nieuw, "bezwaar"), {"reden": "Het was wel zo besloten"})
    assert Bezwaar.objects.get().vastlegging == nieuw
    weegploeg.agendeer(cast, nieuw.dossier)  # all three decided anew
    assert Bezwaar.objects.get().beeindigd_op


@pytest.mark.parametrize("wat", ["casus", "melder ingelicht", "subject ingelicht", "antwoord"])
def test_wat_niet_terug_te_draaien_is_blijft(cast: Cast, wat: str) -> None:
    if wat == "casus":
        dossier = weegploeg.geagendeerd(cast)
    elif wat == "antwoord":
        dossier = weegploeg.nadere_duiding(cast)
        dossier.duidingsvragen.update(beantwoord_op=vandaag())
    else:
        dossier = weegploeg.niet_geagendeerd(cast)
        if wat == "melder ingelicht":
            inbrengen.koppel_terug(dossier.inbrengen.get(), actor=cast.gemeente.actor)
        else:
            weegploeg.geinformeerd(cast, dossier)
    rij = dossier.vastleggingen.exclude(besluit=None).get()
    velden, stand = {"correctie": "Toch niet"}, dossier.stand
    antwoord = cast.uitvoerder.client.post(_pad(rij, "herroepen"), velden, follow=True)
    zin = "casusoverleg adviseert om af te sluiten" if wat == "casus" else "niet terug te draaien"
    assert zin in antwoord.content.decode()
    dossier.refresh_from_db()
    assert (dossier.stand, Vastlegging.objects.filter(vervangt=rij).exists()) == (stand, False)


@pytest.mark.parametrize(
    ("wat", "corrigeren", "herroepen"),
    [
        ("geen casusoverleg", True, True),
        ("casusoverleg", True, False),
        ("plan afgesloten", False, False),
        ("vernietigen of bewaren", False, False),
        ("herroepen", False, False),
    ],
)
def test_de_pagina_biedt_alleen_aan_wat_te_corrigeren_of_te_herroepen_is(
    cast: Cast, wat: str, corrigeren: bool, herroepen: bool
) -> None:
    client = cast.uitvoerder.client
    maak = {
        "casusoverleg": weegploeg.geagendeerd,
        "plan afgesloten": weegploeg.afgesloten,
        "vernietigen of bewaren": weegploeg.zonder_taak,
    }
    rij = maak.get(wat, weegploeg.niet_geagendeerd)(cast).vastleggingen.first()
    if wat == "herroepen":
        client.post(_pad(rij, "herroepen"), {"correctie": "Verkeerd dossier"})
        rij = rij.vervangen_door
    tekst = client.get(_pad(rij, "vastlegging")).content.decode()
    for naam, kan in (("corrigeren", corrigeren), ("herroepen", herroepen)):
        assert (_pad(rij, naam) in tekst) == kan, naam
        # Who typed the address himself is refused before he fills anything in.
        assert client.get(_pad(rij, naam)).status_code == (200 if kan else 302), naam
    if not corrigeren:
        aantal = Vastlegging.objects.count()
        _corrigeer(cast, rij)
        assert Vastlegging.objects.count() == aantal


@pytest.mark.clausule("WEE-eens", "bezwaar-verslag")
def test_na_een_bezwaar_kunnen_de_drie_samen_bij_het_besluit_blijven(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rij = dossier.vastleggingen.get()
    cast.om.client.post(_pad(rij, "bezwaar"), {"reden": "Nog eens bespreken"})
    client = cast.uitvoerder.client
    assert "Het besluit blijft" in client.get(_pad(rij, "vastlegging")).content.decode()
    velden = {"argumenten": "Besproken, en de drie zijn het eens", **weegploeg.wie_sprak(cast)}
    twee = velden | {"partijen": [cast.gemeente.partij.pk, cast.politie.partij.pk]}
    assert client.post(_pad(rij, "handhaven"), twee).status_code == 200
    assert Bezwaar.objects.get().beeindigd_op is None
    assert client.post(_pad(rij, "handhaven"), velden).status_code == 302
    bezwaar = Bezwaar.objects.get()
    assert bezwaar.opgelost_met.sprekers.filter(partij=cast.om.partij).exists()
    dossier.refresh_from_db()
    assert dossier.stand == Stand.NIET_GEAGENDEERD


def test_een_vervangen_besluit_over_informeren_telt_niet_meer(cast: Cast) -> None:
    dossier = weegploeg.niet_geagendeerd(cast)
    rij = dossier.vastleggingen.get()
    informeren = reverse("weegploeg:informeren", args=[dossier.pk])
    velden = {"wie": "subject", "afspraak": "De wijkagent belt", **weegploeg.wie_sprak(cast)}
    assert cast.uitvoerder.client.post(informeren, velden).status_code == 302
    besluit = dossier.informatiebesluiten.get()
    # Taken back with the decision that it was logged with.
    besluit.vastlegging.delete()
    oud = dossier.informatiebesluiten.create(
        vastlegging=rij, informeren=True, afspraak="Kanarie", besloten_op=vandaag()
    )
    cast.uitvoerder.client.post(_pad(rij, "herroepen"), {"correctie": "Verkeerd"})
    assert not dossier.taken.filter(soort="weegploeg.geinformeerd").exists()
    gedaan = reverse("weegploeg:geinformeerd", args=[dossier.pk])
    cast.uitvoerder.client.post(gedaan, {"op": vandaag(), "hoe": "Gebeld"})
    dossier.refresh_from_db()
    assert dossier.geinformeerd_op is None
    assert oud.informeren


def test_ook_in_een_overleg_met_allen_zegt_men_bij_een_bezwaar_wie_het_eens_zijn(
    cast: Cast,
) -> None:
    """Only a button that says so takes the place of the ticks."""
    dossier = weegploeg.niet_geagendeerd(cast)
    rij = dossier.vastleggingen.get()
    cast.om.client.post(_pad(rij, "bezwaar"), {"reden": "Nog eens bespreken"})
    overleg = geweest(cast, "bezig", dossier, mensen=(cast.gemeente, cast.politie, cast.om))
    overleg.genodigden.update(aanwezig=True)
    velden = {"argumenten": "Besproken", **weegploeg.wie_sprak(cast)}
    velden.pop("partijen")
    for naam, erbij in (("handhaven", {}), ("corrigeren", {"correctie": "Verkeerde dag"})):
        pad = f"{_pad(rij, naam)}?overleg={overleg.pk}"
        antwoord = cast.uitvoerder.client.post(pad, velden | erbij)
        assert "partijen" in antwoord.context["form"].errors, naam
    assert Bezwaar.objects.get().beeindigd_op is None
