"""Planning: the agenda fills itself, can be put in order, and who is invited sees it (PB 3.3, 4.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from overleg.models import Agendapunt, Overleg
from overleg.tasks import vul_agendas
from register.models import Inzage
from tests.cast import Cast, Speler
from tests.hulp import casussen, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import satelliet
from weegploeg.besluit import decisions as besluiten

pytestmark = pytest.mark.django_db
OVER_EEN_WEEK = timedelta(days=7)


def _plan(speler: Speler, **anders: Any) -> Any:
    velden = {
        "soort": "weegploeg",
        "dag": vandaag() + OVER_EEN_WEEK,
        "begin": "09:30",
        "eind": "11:00",
        "plaats": "Raadhuis, kamer 2",
    }
    return speler.client.post(reverse("overleg:nieuw"), velden | anders, follow=True)


def _pagina(speler: Speler, overleg: Overleg) -> str:
    antwoord = speler.client.get(reverse("overleg:overleg", args=[overleg.pk]))
    assert antwoord.status_code == 200
    return antwoord.content.decode()  # type: ignore[no-any-return]


def _nummers(overleg: Overleg) -> list[str]:
    return list(overleg.punten.filter(afgevoerd=False).values_list("nummer", flat=True))


@pytest.mark.clausule("WEE-agenda", "agenda")
def test_de_agenda_vult_zich_met_wat_aan_de_beurt_is(cast: Cast) -> None:
    vooraf, terug = weegploeg.in_weging(cast), weegploeg.nadere_duiding(cast)
    antwoord = _plan(cast.uitvoerder)
    overleg = Overleg.objects.get()
    assert _nummers(overleg) == [vooraf.nummer]  # what waits for an answer is not due
    assert vooraf.nummer in antwoord.content.decode()
    daarna = weegploeg.in_weging(cast)  # a decision on a file puts it there
    assert _nummers(overleg) == [vooraf.nummer, daarna.nummer]
    client = cast.uitvoerder.client
    for vraag in terug.duidingsvragen.all():
        client.post(
            reverse("weegploeg:duiding", args=[terug.pk, vraag.pk]), {"antwoord": "Een antwoord"}
        )
    client.post(reverse("weegploeg:terug_op_agenda", args=[terug.pk]))
    redenen = dict(overleg.punten.values_list("nummer", "reden"))
    assert redenen == {vooraf.nummer: "nieuw", daarna.nummer: "nieuw", terug.nummer: "duiding"}


@pytest.mark.clausule("WEE-agenda", "agenda")
def test_een_ander_maakt_geen_agenda(cast: Cast) -> None:
    for speler in (cast.politie, cast.uitvoerder_maastricht, cast.uitvoerder_casusoverleg):
        _plan(speler, partij=cast.gemeente.partij.pk)
        assert not Overleg.objects.filter(soort="weegploeg", partij=cast.gemeente.partij).exists()
    _plan(cast.uitvoerder_weegploeg)
    assert Overleg.objects.filter(soort="weegploeg", partij=cast.gemeente.partij).exists()


def test_wat_niet_meer_aan_de_beurt_is_gaat_van_de_agenda(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    _plan(cast.uitvoerder)
    assert _nummers(Overleg.objects.get()) == [dossier.nummer]
    besluiten.agendeer_niet(
        weegploeg.weeg(cast, dossier),
        actor=cast.uitvoerder.actor,
        argumenten="Te weinig feiten",
        sprekers=weegploeg.sprekers(cast),
    )
    assert _nummers(Overleg.objects.get()) == []


def test_alleen_het_eerste_overleg_krijgt_wat_aan_de_beurt_is(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    _plan(cast.uitvoerder, elke_weken="2", aantal="3")
    een, twee, drie = Overleg.objects.all()
    assert len({een.reeks, twee.reeks, drie.reeks}) == 1
    assert [o.dag - een.dag for o in (twee, drie)] == [timedelta(weeks=2), timedelta(weeks=4)]
    assert [_nummers(o) for o in (een, twee, drie)] == [[dossier.nummer], [], []]
    # The first one moves behind the second: what is due stands on what is now the next.
    client, adres = cast.uitvoerder.client, reverse("overleg:wijzigen", args=[een.pk])
    verder = {
        "dag": twee.dag + OVER_EEN_WEEK,
        "begin": "10:00",
        "eind": "11:00",
        "plaats": "Elders",
    }
    client.post(adres, verder)
    assert [_nummers(o) for o in (een, twee, drie)] == [[], [dossier.nummer], []]
    een.refresh_from_db()
    assert (een.plaats, een.versie) == ("Elders", 1)
    assert Overleg.objects.get(pk=twee.pk).plaats == "Raadhuis, kamer 2"


def test_een_afgelast_overleg_zegt_dat_en_geeft_door_wat_erop_stond(cast: Cast) -> None:
    dossier, ander = weegploeg.in_weging(cast), weegploeg.niet_geagendeerd(cast)
    _plan(cast.uitvoerder, elke_weken="1", aantal="2")
    een, twee = Overleg.objects.all()
    client = cast.uitvoerder.client
    client.post(reverse("overleg:algemeen", args=[een.pk]), {"onderwerp": "Rooster"})
    client.post(reverse("overleg:dossier_erbij", args=[een.pk]), {"dossier": ander.pk})
    assert een.punten.count() == 3
    client.post(reverse("overleg:afgelasten", args=[een.pk]))
    assert een.punten.count() == 0
    assert set(_nummers(twee)) == {dossier.nummer, ander.nummer, ""}
    assert [p.onderwerp for p in twee.punten.filter(dossier=None)] == ["Rooster"]
    assert "Gaat niet door" in cast.politie.client.get("/").content.decode()
    assert "gaat niet door" in _pagina(cast.politie, een)


def test_de_secretaris_ordent_de_agenda_en_haalt_er_iets_af(cast: Cast) -> None:
    een, twee = weegploeg.in_weging(cast), weegploeg.in_weging(cast)
    _plan(cast.uitvoerder)
    overleg, client = Overleg.objects.get(), cast.uitvoerder.client

    def doe(dossier: Any, daad: str) -> None:
        punt = overleg.punten.get(dossier=dossier.pk)
        client.post(reverse("overleg:punt", args=[overleg.pk, punt.pk]), {"daad": daad})

    doe(twee, "omhoog")
    assert _nummers(overleg) == [twee.nummer, een.nummer]
    doe(twee, "omlaag")
    assert _nummers(overleg) == [een.nummer, twee.nummer]
    doe(een, "af")
    vul_agendas()  # it is still due, and stays off
    assert _nummers(overleg) == [twee.nummer]
    assert een.nummer not in _pagina(cast.uitvoerder, overleg)
    client.post(reverse("overleg:dossier_erbij", args=[overleg.pk]), {"dossier": een.pk})
    assert _nummers(overleg) == [een.nummer, twee.nummer]


@pytest.mark.clausule("WEE-agenda", "uitnodiging")
def test_wie_is_uitgenodigd_ziet_het_op_zijn_werklijst(cast: Cast) -> None:
    _plan(cast.uitvoerder)
    overleg = Overleg.objects.get()
    # Who can come, is invited at first.
    assert set(overleg.genodigden.values_list("gebruiker", flat=True)) == {
        speler.gebruiker.pk for speler in (cast.gemeente, cast.politie, cast.om)
    }
    politie, om = (f"{s.gebruiker.pk} {s.partij.pk}" for s in (cast.politie, cast.om))
    keuze = {"genodigden": [politie, om], "voorzitter": om}
    adres = reverse("overleg:uitnodigen", args=[overleg.pk])
    cast.uitvoerder.client.post(adres, keuze)
    assert "Bereid voor: weegploeg" in cast.om.client.get("/").content.decode()
    assert "Bereid voor: weegploeg" not in cast.gemeente.client.get("/").content.decode()
    assert f"{cast.om.gebruiker.naam}" in _pagina(cast.politie, overleg)
    assert "(voorzitter)" in _pagina(cast.politie, overleg)
    overleg.refresh_from_db()
    assert overleg.voorzitter == cast.om.gebruiker
    cast.uitvoerder.client.post(reverse("overleg:verstuurd", args=[overleg.pk]))
    overleg.refresh_from_db()
    assert overleg.uitgenodigd_op


@pytest.mark.clausule("WEE-agenda", "uitnodiging")
@pytest.mark.parametrize(
    ("wat", "opnieuw"),
    [("dag", True), ("plaats", True), ("niets", False), ("een mens erbij", True),
     ("een mens eraf", False), ("een deskundige", True)],
)  # fmt: skip
def test_na_een_wijziging_moet_de_uitnodiging_opnieuw_weg(
    cast: Cast, wat: str, opnieuw: bool
) -> None:
    _plan(cast.uitvoerder)
    overleg, client = Overleg.objects.get(), cast.uitvoerder.client
    sleutels = [f"{s.gebruiker.pk} {s.partij.pk}" for s in (cast.politie, cast.om, cast.gemeente)]
    uitnodigen = reverse("overleg:uitnodigen", args=[overleg.pk])
    client.post(uitnodigen, {"genodigden": sleutels[:2]})
    client.post(reverse("overleg:verstuurd", args=[overleg.pk]))
    assert "Ik heb de uitnodiging verstuurd" not in _pagina(cast.uitvoerder, overleg)
    velden = {"dag": overleg.dag, "begin": "09:30", "eind": "11:00", "plaats": overleg.plaats}
    anders = {"dag": {"dag": overleg.dag + OVER_EEN_WEEK}, "plaats": {"plaats": "Kamer 3"}}
    if wat == "een deskundige":
        velden, naam = {"naam": "Prof. Appel", "satelliet": satelliet(cast).pk}, "gast"
    elif wat.startswith("een mens"):
        velden = {"genodigden": sleutels if wat.endswith("erbij") else sleutels[:1]}
        naam = "uitnodigen"
    else:
        velden, naam = velden | anders.get(wat, {}), "wijzigen"
    assert client.post(reverse(f"overleg:{naam}", args=[overleg.pk]), velden).status_code == 302
    pagina = _pagina(cast.uitvoerder, overleg)
    assert ("Ik heb de uitnodiging verstuurd" in pagina) == opnieuw
    if wat != "dag":  # else it is too far away for the worklist
        taak = "Verstuur de uitnodiging: weegploeg"
        assert (taak in client.get("/").content.decode()) == opnieuw


def test_alleen_wie_die_dag_namens_deze_partijen_werkt_wordt_uitgenodigd(cast: Cast) -> None:
    _plan(cast.uitvoerder)
    overleg = Overleg.objects.get()
    adres = reverse("overleg:uitnodigen", args=[overleg.pk])
    for vreemd in (cast.reclassering, cast.maastricht, cast.elders, cast.fg):
        sleutel = f"{vreemd.gebruiker.pk} {vreemd.partij.pk}"
        cast.uitvoerder.client.post(adres, {"genodigden": [sleutel]})
        assert not overleg.genodigden.filter(gebruiker=vreemd.gebruiker).exists()


@pytest.mark.clausule("CAS-uitvoerder-taken", "agenda")
@pytest.mark.clausule("CAS-uitvoerder-taken", "uitnodigingen")
def test_het_casusoverleg_heeft_zijn_eigen_agenda_en_genodigden(cast: Cast) -> None:
    zaak = casussen.casus(cast, cast.reclassering.partij, cast.extern.partij)
    weegploeg.in_weging(cast)
    _plan(cast.uitvoerder_casusoverleg, soort="casusoverleg")
    overleg = Overleg.objects.get()
    assert _nummers(overleg) == [zaak.nummer]
    namen = {g.gebruiker for g in overleg.genodigden.all()}
    assert {cast.reclassering.gebruiker, cast.extern.gebruiker, cast.politie.gebruiker} <= namen
    assert cast.rvdk.gebruiker not in namen
    assert zaak.nummer in _pagina(cast.reclassering, overleg)
    assert "Bereid voor: casusoverleg" in cast.extern.client.get("/").content.decode()
    # Who takes part in nothing there, finds nothing: not the meeting either.
    for buiten in (cast.rvdk, cast.maastricht, cast.uitvoerder_weegploeg, cast.beheerder, cast.fg):
        adres = reverse("overleg:overleg", args=[overleg.pk])
        assert buiten.client.get(adres).status_code == 404


@pytest.mark.clausule("CAS-uitvoerder-taken", "planning")
def test_de_uitvoerder_houdt_de_planning_bij(cast: Cast) -> None:
    _plan(cast.uitvoerder_casusoverleg, soort="casusoverleg", elke_weken="4", aantal="3")
    lijst = cast.uitvoerder_casusoverleg.client.get(reverse("overleg:lijst")).content.decode()
    assert lijst.count("Casusoverleg ") >= 3
    een = Overleg.objects.first()
    assert een
    client = cast.uitvoerder_casusoverleg.client
    client.post(reverse("overleg:afgelasten", args=[een.pk]))
    assert "Afgelast" in client.get(reverse("overleg:lijst")).content.decode()


def test_ieder_ziet_alleen_de_punten_van_dossiers_die_hij_leest(cast: Cast) -> None:
    mijn = casussen.casus(cast, cast.reclassering.partij)
    ander = casussen.casus(cast, cast.extern.partij)
    _plan(cast.uitvoerder_casusoverleg, soort="casusoverleg")
    overleg = Overleg.objects.get()
    assert set(_nummers(overleg)) == {mijn.nummer, ander.nummer}
    pagina = _pagina(cast.reclassering, overleg)
    assert mijn.nummer in pagina
    assert ander.nummer not in pagina
    assert str(ander.pk) not in pagina
    # Which files somebody saw on an agenda is in the read log.
    gezien = Inzage.objects.filter(gebruiker=cast.reclassering.gebruiker, toegestaan=True)
    assert set(gezien.values_list("nummer", flat=True)) == {mijn.nummer}


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"eind": "09:00"}, "eindigt later"),
        ({"dag": vandaag() - timedelta(days=1)}, "voorbij"),
        ({"elke_weken": "2"}, "allebei"),
        ({"elke_weken": "2", "aantal": "61"}, "hoogstens 60"),
        ({"plaats": " "}, "verplicht"),
    ],
)
def test_wat_niet_kan_staat_bij_het_veld(cast: Cast, anders: dict[str, Any], zin: str) -> None:
    antwoord = _plan(cast.uitvoerder, **anders)
    assert not Overleg.objects.exists()
    assert zin in antwoord.content.decode()


def test_een_uitvoerder_van_meer_gemeenten_kiest_voor_welke(cast: Cast) -> None:
    from gedeeld.actor import Rol
    from mensen import rollen
    from tests.cast import BEGIN

    rollen.vertegenwoordig(
        cast.uitvoerder.gebruiker, cast.maastricht.partij, Rol.UITVOERDER, van=BEGIN
    )
    _plan(cast.uitvoerder, partij=cast.maastricht.partij.pk)
    overleg = Overleg.objects.get()
    assert overleg.partij == cast.maastricht.partij
    genodigd = set(overleg.genodigden.values_list("gebruiker", flat=True))
    assert cast.maastricht.gebruiker.pk in genodigd
    assert cast.gemeente.gebruiker.pk not in genodigd


def test_een_deskundige_staat_op_de_lijst_voor_algemene_punten(cast: Cast) -> None:
    _plan(cast.uitvoerder)
    overleg, client = Overleg.objects.get(), cast.uitvoerder.client
    gast = {"naam": "Ahmed Kenner", "satelliet": satelliet(cast).pk}
    client.post(reverse("overleg:gast", args=[overleg.pk]), gast)
    rij = overleg.genodigden.get(gebruiker=None)
    assert (rij.naam, rij.organisatie) == ("Ahmed Kenner", "Expertisecentrum")
    assert rij.alleen_algemeen
    assert "alleen algemene punten" in _pagina(cast.politie, overleg)
    client.post(reverse("overleg:gast_weg", args=[overleg.pk, rij.pk]))
    assert not overleg.genodigden.filter(gebruiker=None).exists()


def test_wat_over_een_dossier_gaat_verdwijnt_met_dat_dossier(cast: Cast) -> None:
    dossier = weegploeg.in_weging(cast)
    _plan(cast.uitvoerder)
    assert Agendapunt.objects.exists()
    dossier.delete()
    assert not Agendapunt.objects.exists()
    assert Overleg.objects.exists()
