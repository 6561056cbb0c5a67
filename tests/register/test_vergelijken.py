"""Two files side by side: whether it is one person, who says so, and what follows (MvT 5.2; AVG 5.1 d)."""

from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from beveiliging import decisions as beveiliging
from gedeeld.actor import Actor
from gedeeld.afschrift import Publiek
from gedeeld.getoond import in_een_regel
from gedeeld.personen import WIE
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions as meldingbesluiten
from meldingen.models import Melding, Vergelijking
from register import muur
from register.models import Dossier, Gebeurtenis, Uitsluiting
from register.registry import bestand_van_rij
from register.vergelijken.decisions import vergelijk
from register.vergelijken.facts import bekend
from tests.cast import Cast, Speler
from tests.hulp import weegploeg
from tests.hulp.meldingen import maak_ingebracht, maak_melding
from weegploeg.models import Vergelijking as WeegploegVergelijking
from weegploeg.models import WeegploegDossier

REDEN = "Zelfde adres en zelfde moeder, Zilvermeeuw."


def _url(een: Any, ander: Any) -> str:
    apps = een._meta.app_label, ander._meta.app_label
    return reverse("vergelijken:vergelijk", args=[apps[0], een.pk, apps[1], ander.pk])


def _kies(speler: Speler, een: Any, ander: Any, keuze: str, reden: str = REDEN) -> Any:
    return speler.client.post(_url(een, ander), {"keuze": keuze, "reden": reden})


def _pagina(speler: Speler, dossier: Any) -> Any:
    return speler.client.get(dossier.bestand.url(dossier))


def _dossier(cast: Cast, **anders: Any) -> WeegploegDossier:
    nummer = maak_ingebracht(cast, **anders).dossier_nummer
    dossier: WeegploegDossier = WeegploegDossier.objects.get(nummer=nummer)
    return dossier


def _sluit_uit(cast: Cast, speler: Speler, dossier: Any) -> None:
    Uitsluiting.objects.create(
        dossier_id=dossier.pk,
        gebruiker=speler.gebruiker,
        reden=Uitsluiting.Reden.FAMILIE,
        sinds=speler.actor.nu,
        door=cast.uitvoerder.gebruiker,
    )


# Side by side ----------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-eerder", "vergelijken")
def test_wie_een_melding_behandelt_ziet_beide_naast_elkaar(cast: Cast) -> None:
    vroeger = maak_melding(cast, straat="Kerkstraat 1", postcode="5911 AA", woonplaats="Venlo")
    naw = {"straat": "Kerkstraat 1", "postcode": "", "woonplaats": "venlo "}
    nieuw = maak_melding(cast, voornamen="Muhammed", **naw)
    url = _url(nieuw, vroeger)
    assert url in _pagina(cast.gemeente, nieuw).content.decode()
    blad = cast.gemeente.client.get(url)
    regels = {regel.label: regel for regel in blad.context["regels"]}
    assert regels["Straat en huisnummer"].verschil == regels["Woonplaats"].verschil == "Gelijk"
    assert regels["Achternaam"].verschil == "Gelijk"
    voornamen = regels["Voornamen"]
    assert (voornamen.een, voornamen.ander, voornamen.verschil) == (
        "Muhammed", vroeger.voornamen, "Verschilt",
    )  # fmt: skip
    postcode = regels["Postcode"]
    assert (postcode.een, postcode.verschil) == ("Niet bekend", "Niet te vergelijken")
    assert regels["Aantal signalen"].ander == "1"
    assert {"Geboren", "Sinds", "Stand"} <= regels.keys()
    tekst = blad.content.decode()
    assert "Muhammed" in tekst
    assert "Verschilt" in tekst


@pytest.mark.clausule("MEL-eerder", "vergelijken")
@pytest.mark.parametrize("keuze", ["dezelfde", "niet", "onzeker"])
def test_de_keuze_blijft_staan_met_wie_en_waarom(cast: Cast, keuze: str) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast)
    assert _kies(cast.gemeente, nieuw, vroeger, keuze).status_code == 302
    rij = Vergelijking.objects.get()
    assert (rij.dossier.pk, rij.ander_id, rij.keuze, rij.reden, rij.door) == (
        nieuw.pk, vroeger.pk, keuze, REDEN, cast.gemeente.gebruiker,
    )  # fmt: skip
    for een, ander in ((nieuw, vroeger), (vroeger, nieuw)):
        blad = cast.gemeente.client.get(_url(een, ander)).content.decode()
        assert REDEN in blad
        assert rij.get_keuze_display() in _pagina(cast.gemeente, een).content.decode()
    gebeurd = Gebeurtenis.van(nieuw).get(soort="vergelijken.vergeleken")
    assert gebeurd.gebruiker == cast.gemeente.gebruiker
    assert vroeger.nummer not in gebeurd.zin


@pytest.mark.clausule("MEL-eerder", "vergelijken")
@pytest.mark.parametrize(
    ("velden", "veld"),
    [
        ({}, "keuze"),
        ({"keuze": "dezelfde"}, "reden"),
        ({"keuze": "niet", "reden": "  "}, "reden"),
        ({"keuze": "misschien", "reden": REDEN}, "keuze"),
    ],
)
def test_zonder_keuze_of_waarom_wordt_niets_bewaard(
    cast: Cast, velden: dict[str, str], veld: str
) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast)
    antwoord = cast.gemeente.client.post(_url(nieuw, vroeger), velden)
    assert list(antwoord.context["form"].errors) == [veld]
    assert not Vergelijking.objects.exists()


@pytest.mark.clausule("MEL-eerder", "vergelijken")
def test_een_keuze_kan_anders_en_de_vorige_blijft_te_lezen(cast: Cast) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast)
    _kies(cast.gemeente, nieuw, vroeger, "onzeker", "")
    # From the other side, by somebody who saw the page before: the last one stands.
    vergelijk(
        vroeger, nieuw, actor=cast.uitvoerder.actor, keuze="niet", reden="Ander geboortejaar."
    )
    assert [t.dossier for t in bekend(nieuw, cast.gemeente.actor).bekeken] == [vroeger]
    _kies(cast.gemeente, nieuw, vroeger, "dezelfde")
    assert not bekend(vroeger, cast.gemeente.actor).bekeken
    blad = cast.gemeente.client.get(_url(nieuw, vroeger))
    assert [rij.keuze for rij in blad.context["keuzes"]] == ["dezelfde", "niet", "onzeker"]
    assert "Ander geboortejaar." in blad.content.decode()


def test_wie_een_oude_keuze_voor_zich_heeft_overschrijft_niets_ongezien(cast: Cast) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast)
    _kies(cast.gemeente, nieuw, vroeger, "niet")
    form = cast.gemeente.client.get(_url(nieuw, vroeger)).context["form"]
    _kies(cast.uitvoerder, nieuw, vroeger, "dezelfde")
    antwoord = cast.gemeente.client.post(
        _url(nieuw, vroeger), {"keuze": "onzeker", "reden": REDEN, "getoond": in_een_regel(form)}
    )
    assert "Dit is gewijzigd" in antwoord.content.decode()


# Kept apart ------------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-eerder", "apart")
def test_wat_over_een_ander_gaat_wordt_niet_opnieuw_voorgesteld(cast: Cast) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast)
    dossier = _dossier(cast)
    for ander in (vroeger, dossier):
        _kies(cast.gemeente, nieuw, ander, "niet")
    antwoord = _pagina(cast.gemeente, nieuw)
    gezien = antwoord.context["bekend"]
    assert gezien.treffers == []
    assert {t.dossier.pk for t in gezien.bekeken} == {vroeger.pk, dossier.pk}
    assert "Eerder bekeken: niet dezelfde persoon" in antwoord.content.decode()
    inbrengen = cast.gemeente.client.get(reverse("meldingen:inbrengen", args=[nieuw.pk]))
    assert inbrengen.context["form"].dossiers == {}
    with pytest.raises(NietMogelijk, match="dezelfde persoon"):
        meldingbesluiten.breng_in(nieuw, actor=cast.gemeente.actor, dossier=dossier)


@pytest.mark.clausule("MEL-eerder", "apart")
def test_na_inbrengen_geldt_de_keuze_voor_het_dossier(cast: Cast) -> None:
    """The content moves, and what was said of it moves along: nothing of it stays at the melding."""
    vroeger, ander, nieuw = maak_melding(cast), _dossier(cast), maak_melding(cast)
    _kies(cast.gemeente, nieuw, vroeger, "niet")
    _kies(cast.gemeente, nieuw, ander, "niet")
    naar = meldingbesluiten.breng_in(nieuw, actor=cast.gemeente.actor)
    assert not Vergelijking.objects.filter(dossier=nieuw.pk).exists()
    assert not Vergelijking.objects.filter(ander=nieuw.pk).exists()
    assert {t.dossier.pk for t in bekend(naar, cast.gemeente.actor).bekeken} == {
        vroeger.pk, ander.pk,
    }  # fmt: skip
    # Of the melding of the municipality the police reads nothing, so neither what was said of it.
    assert {t.dossier.pk for t in bekend(naar, cast.politie.actor).dossiers} == {ander.pk}
    assert WeegploegVergelijking.objects.get().reden == REDEN
    assert Vergelijking.objects.get().dossier == vroeger


# Brought together ------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-eerder", "vergelijken")
def test_dezelfde_persoon_leidt_naar_inbrengen_bij_het_open_dossier(cast: Cast) -> None:
    dossier, nieuw = _dossier(cast), maak_melding(cast)
    assert "Breng in bij" not in cast.gemeente.client.get(_url(nieuw, dossier)).content.decode()
    antwoord = _kies(cast.gemeente, nieuw, dossier, "dezelfde")
    assert antwoord["Location"] == _url(nieuw, dossier)
    knop = cast.gemeente.client.get(_url(nieuw, dossier)).context["vervolg"].knop
    assert knop.tekst == f"Breng in bij {dossier.nummer}"
    form = cast.gemeente.client.get(knop.url).context["form"]
    assert form["dossier"].value() == str(dossier.pk)
    cast.gemeente.client.post(knop.url, {"dossier": str(dossier.pk)})
    assert dossier.inbrengen.count() == 2
    assert not Vergelijking.objects.exists()  # of one file alone there is nothing to say


@pytest.mark.clausule("MEL-eerder", "vergelijken")
def test_twee_meldingen_over_een_persoon_gaan_in_een_dossier(cast: Cast) -> None:
    vroeger, nieuw = maak_melding(cast), maak_melding(cast, achternaam="Kanaries")
    samen = reverse("meldingen:samen_inbrengen", args=[nieuw.pk, vroeger.pk])
    with pytest.raises(NietMogelijk, match="Leg eerst vast"):
        meldingbesluiten.breng_samen_in(nieuw, vroeger, actor=cast.gemeente.actor)
    _kies(cast.gemeente, nieuw, vroeger, "dezelfde")
    assert cast.gemeente.client.get(_url(nieuw, vroeger)).context["vervolg"].knop.url == samen
    assert nieuw.nummer in cast.gemeente.client.get(samen).content.decode()
    assert cast.gemeente.client.post(samen).status_code == 302
    dossier = WeegploegDossier.objects.get()
    assert dossier.achternaam == "Kanaries"
    assert {rij.melding_nummer for rij in dossier.inbrengen.all()} == {nieuw.nummer, vroeger.nummer}
    assert dossier.signalen.count() == 2
    assert set(Melding.objects.values_list("stand", flat=True)) == {"ingebracht"}


def test_twee_dossiers_voegt_u_niet_samen_en_er_staat_wat_wel_kan(cast: Cast) -> None:
    een, twee = _dossier(cast), _dossier(cast)
    url = _url(een, twee)
    assert url in _pagina(cast.om, een).content.decode()
    _kies(cast.om, een, twee, "dezelfde")
    vervolg = cast.om.client.get(url).context["vervolg"]
    assert vervolg.knop is None
    assert "worden niet samengevoegd" in vervolg.zin


@pytest.mark.parametrize("klaar", ["geen_actie", "besloten"])
def test_wat_klaar_is_neemt_niets_meer_in(cast: Cast, klaar: str) -> None:
    if klaar == "geen_actie":
        ander = maak_melding(cast)
        meldingbesluiten.handel_af_zonder_actie(ander, actor=cast.gemeente.actor, gesprek="Ja.")
    else:
        ander = weegploeg.niet_geagendeerd(cast)
    nieuw = maak_melding(cast, **{veld: getattr(ander, veld) for veld in WIE})
    _kies(cast.gemeente, nieuw, ander, "dezelfde")
    assert cast.gemeente.client.get(_url(nieuw, ander)).context["vervolg"].knop is None
    # From the side of what was handled nobody decides.
    assert cast.gemeente.client.get(_url(ander, nieuw)).status_code == 302


# Who sees it -----------------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-eerder", "wie-mag")
def test_wie_een_van_beide_niet_leest_vindt_niets(cast: Cast) -> None:
    """The file is everybody's of the weegploeg; the melding is the municipality's alone."""
    melding = maak_melding(cast)
    dossier = _dossier(cast)
    _kies(cast.gemeente, dossier, melding, "niet")
    assert Vergelijking.objects.get().dossier == melding  # and not with the file, which others read
    assert not WeegploegVergelijking.objects.exists()
    leest = {"gemeente", "uitvoerder", "uitvoerder_weegploeg"}
    for naam, speler in cast.allen.items():
        for url in (_url(melding, dossier), _url(dossier, melding)):
            status = speler.client.get(url).status_code
            assert status == (200 if naam in leest else 404), naam
            if naam not in leest:
                assert speler.client.post(url, {"keuze": "onzeker"}).status_code == 404
        with muur.als(speler.actor):
            assert Vergelijking.objects.count() == (1 if naam in leest else 0), naam
    for wie in (cast.politie, cast.om):
        blad = _pagina(wie, dossier)
        assert blad.context["bekend"].dossiers == []
        tekst = blad.content.decode()
        assert melding.nummer not in tekst
        assert "Eerder bekeken" not in tekst
        assert "Gekeken of deze persoon al bekend is" not in tekst
        with pytest.raises(Geweigerd):
            vergelijk(dossier, melding, actor=wie.actor, keuze="onzeker")


@pytest.mark.clausule("MEL-eerder", "wie-mag")
def test_wie_van_een_van_beide_is_uitgesloten_vindt_niets(cast: Cast) -> None:
    melding, dossier = maak_melding(cast), _dossier(cast)
    _kies(cast.uitvoerder, melding, dossier, "niet")
    _sluit_uit(cast, cast.gemeente, dossier)
    blad = _pagina(cast.gemeente, melding)
    assert blad.context["bekend"].dossiers == []
    assert dossier.nummer not in blad.content.decode()
    assert cast.gemeente.client.get(_url(melding, dossier)).status_code == 404
    with muur.als(cast.gemeente.actor):
        assert not Vergelijking.objects.exists()


@pytest.mark.clausule("MEL-eerder", "vergelijken")
def test_alleen_wat_op_elkaar_lijkt_ligt_naast_elkaar(cast: Cast) -> None:
    een = maak_melding(cast)
    vreemd = maak_melding(cast, voornamen="Karin", achternaam="Specht", geboortedatum=None)
    for ander in (vreemd, een):
        assert cast.gemeente.client.get(_url(een, ander)).status_code == 404
    assert cast.gemeente.client.get(_url(een, een)).status_code == 404


def test_wat_beperkt_is_wordt_niet_vergeleken(cast: Cast) -> None:
    een, ander = maak_melding(cast), maak_melding(cast)
    Dossier.objects.filter(pk=ander.pk).update(beperkt=True)
    treffer = _pagina(cast.gemeente, een).context["bekend"].treffers[0]
    assert (treffer.dossier.pk, treffer.url) == (ander.pk, "")
    with pytest.raises(NietMogelijk, match="beperkt"):
        vergelijk(een, ander, actor=cast.gemeente.actor, keuze="onzeker")


@pytest.mark.clausule("WEE-toegang", "zover-nodig")
def test_wie_van_het_ene_is_uitgesloten_leest_ook_het_andere_niet(cast: Cast) -> None:
    """The names sound alike and do not tell; people say that it is one person, and can say otherwise."""
    een = _dossier(cast, voornamen="Omar", achternaam="Specht", geboortedatum=None)
    twee = _dossier(cast, voornamen="Omaira", achternaam="Specht", geboortedatum=None)
    beveiliging.sluit_uit(
        een, actor=cast.uitvoerder.actor, gebruiker=cast.gemeente.gebruiker, reden="familie"
    )

    def leest(dossier: Any) -> bool:
        pagina = _pagina(cast.gemeente, dossier).status_code == 200
        with muur.als(cast.gemeente.actor):
            assert pagina == Dossier.objects.filter(pk=dossier.pk).exists()
        return pagina

    assert [leest(een), leest(twee)] == [False, True]
    assert _kies(cast.om, twee, een, "dezelfde").status_code == 302
    assert [leest(een), leest(twee)] == [False, False]
    assert _kies(cast.om, twee, een, "niet").status_code == 302
    assert [leest(een), leest(twee)] == [False, True]


# Told and forgotten ----------------------------------------------------------------------------------
def test_de_betrokkene_leest_de_uitkomst_en_de_reden_als_iemand_die_las(cast: Cast) -> None:
    melding, dossier = maak_melding(cast), _dossier(cast)
    twee = _dossier(cast)
    _kies(cast.gemeente, melding, dossier, "niet")
    _kies(cast.gemeente, twee, dossier, "niet")
    for over, ander in ((melding, dossier), (twee, dossier)):
        uit = bestand_van_rij(Dossier.objects.get(pk=over.pk))
        afschrift = uit.afschrift(over, Publiek.BETROKKENE)
        regels = {r.label: r for s in afschrift.secties for r in s.regels}
        assert regels["Uitkomst"].waarde == "Niet dezelfde persoon"
        assert regels["Waarom"].afwegen
        assert ander.nummer not in str(afschrift.als_dict())
        assert REDEN not in str(uit.afschrift(over, Publiek.KERNPARTIJ).als_dict())


@pytest.mark.parametrize("welke", [0, 1])
def test_de_keuze_gaat_weg_met_een_van_beide(cast: Cast, welke: int) -> None:
    beide = maak_melding(cast), maak_melding(cast)
    _kies(cast.gemeente, *beide, "dezelfde")
    with connection.cursor() as cursor:
        cursor.execute("SELECT reden FROM meldingen_vergelijking")
        assert "Zilvermeeuw" not in str(cursor.fetchone())
    with muur.als(Actor.systeem("test")):
        beide[welke].delete()
    assert not Vergelijking.objects.exists()
