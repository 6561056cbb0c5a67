"""A melding about terrorism: it stands out, and ends when the police know and the reporter was sent to them."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from gedeeld.afschrift import Publiek
from gedeeld.weigering import Geweigerd, NietMogelijk
from meldingen import decisions
from meldingen.bestand import MeldingBestand
from meldingen.models import Melding
from register.models import Gebeurtenis
from register.werk import werk
from tests.cast import Cast
from tests.hulp.meldingen import formulier, geef_door, ingevuld, maak_melding, politie_weet_het
from weegploeg.models import WeegploegDossier

VANDAAG = timezone.localdate()
TOEN = VANDAAG - timedelta(days=10)


def pad(naam: str, melding: Melding) -> str:
    return reverse(f"meldingen:{naam}", args=[melding.pk])


def soorten(melding: Melding) -> list[str]:
    return [g.soort.removeprefix("meldingen.") for g in Gebeurtenis.van(melding)][::-1]


def gepost(**anders: Any) -> dict[str, Any]:
    return {
        "politie_ingelicht_op": TOEN.isoformat(),
        "politie_ingelicht_door": "Karin Kanarie",
        "politie_functie": "wijkagent",
        "melder_verwezen_op": VANDAAG.isoformat(),
    } | anders


@pytest.fixture
def melding(cast: Cast) -> Melding:
    """A melding about terrorism, received ten days ago, of which the police do not know."""
    return maak_melding(cast, op=TOEN, terrorisme=True)


# It stands out --------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-terrorisme", "valt-op")
def test_waarvan_de_politie_niets_weet_valt_op_in_woorden(cast: Cast) -> None:
    client = cast.gemeente.client
    antwoord = client.post(
        "/meldingen/nieuw/", ingevuld(cast.gemeente, terrorisme="on"), follow=True
    )
    melding = Melding.objects.get()
    lijst = antwoord.content.decode()
    assert "Licht nu de politie in" in lijst
    assert "Terrorisme. De politie is nog niet ingelicht." in lijst
    pagina = client.get(pad("melding", melding)).content.decode()
    assert "Deze melding gaat over terrorisme." in pagina
    assert "De politie is nog niet ingelicht." in pagina
    assert pad("politie", melding) in pagina
    eerste, tweede = werk(cast.gemeente.actor)
    assert (eerste.wat, eerste.uiterlijk) == ("Terrorisme: de politie inlichten", VANDAAG)
    assert tweede.wat == "Melding over terrorisme behandelen"
    assert "Terrorisme: de politie inlichten" in client.get("/").content.decode()


@pytest.mark.clausule("MEL-terrorisme", "valt-op")
def test_ook_als_de_politie_het_weet_staat_er_terrorisme(cast: Cast, melding: Melding) -> None:
    politie_weet_het(melding, cast.gemeente)
    client = cast.gemeente.client
    assert "Terrorisme" in client.get("/meldingen/").content.decode()
    assert "nog niet ingelicht" not in client.get("/meldingen/").content.decode()
    assert "over terrorisme" in client.get(pad("melding", melding)).content.decode()
    assert [taak.wat for taak in werk(cast.gemeente.actor)] == [
        "Melding over terrorisme behandelen"
    ]


# What is recorded -----------------------------------------------------------------------------
@pytest.mark.clausule("MEL-terrorisme", "politie")
@pytest.mark.clausule("MEL-terrorisme", "melder")
def test_vast_staat_wie_de_politie_wanneer_inlichtte_en_dat_de_melder_is_verwezen(
    cast: Cast, melding: Melding
) -> None:
    client = cast.uitvoerder.client
    assert client.get(pad("politie", melding)).status_code == 200
    client.post(pad("politie", melding), gepost())
    pagina = client.get(pad("melding", melding)).content.decode()
    for zin in (
        f"De politie is ingelicht op {TOEN.day} ",
        "Karin Kanarie (bij de politie: wijkagent)",
        "De melder is naar de politie verwezen",
        f"Op {VANDAAG.day} ",
    ):
        assert zin in pagina
    assert soorten(melding) == ["geregistreerd", "politie_ingelicht", "melder_verwezen"]


@pytest.mark.clausule("MEL-terrorisme", "politie")
@pytest.mark.clausule("MEL-terrorisme", "melder")
@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"politie_ingelicht_op": ""}, "politie_ingelicht_op"),
        ({"politie_ingelicht_door": " "}, "politie_ingelicht_door"),
        ({"politie_ingelicht_op": (TOEN - timedelta(days=1)).isoformat()}, "politie_ingelicht_op"),
        ({"politie_ingelicht_op": (VANDAAG + timedelta(days=1)).isoformat()}, "politie_ingelicht_op"),
        ({"melder_verwezen_op": (VANDAAG + timedelta(days=1)).isoformat()}, "melder_verwezen_op"),
    ],
)  # fmt: skip
def test_wat_niet_kan_komt_er_niet_in(
    cast: Cast, melding: Melding, anders: dict[str, str], veld: str
) -> None:
    antwoord = cast.gemeente.client.post(pad("politie", melding), gepost(**anders))
    assert list(antwoord.context["form"].errors) == [veld]
    melding.refresh_from_db()
    assert not melding.politie_ingelicht


@pytest.mark.clausule("MEL-terrorisme", "melder")
def test_de_melder_wordt_ook_later_verwezen(cast: Cast, melding: Melding) -> None:
    client = cast.gemeente.client
    client.post(pad("politie", melding), gepost(melder_verwezen_op=""))
    assert werk(cast.gemeente.actor)[0].wat == "Terrorisme: de melder naar de politie verwijzen"
    assert "nog niet naar de politie verwezen" in client.get("/meldingen/").content.decode()
    with pytest.raises(NietMogelijk, match="nog niet naar de politie verwezen"):
        decisions.breng_in(melding, actor=cast.gemeente.actor)
    client.post(pad("politie", melding), gepost())
    assert soorten(melding)[1:] == ["politie_ingelicht", "melder_verwezen"]
    assert len(werk(cast.gemeente.actor)) == 1


@pytest.mark.clausule("MEL-terrorisme", "melder")
def test_zonder_melder_of_zonder_bereik_staat_dat_er(cast: Cast) -> None:
    client = cast.gemeente.client
    eigen = maak_melding(cast, terrorisme=True, herkomst="eigen", melder_naam="", melder_contact="")
    formulier_ = client.get(pad("politie", eigen)).context["form"]
    assert not {"melder_verwezen_op", "melder_onbereikbaar"} & set(formulier_.fields)
    politie_weet_het(eigen, cast.gemeente, verwezen_op=None)
    assert "Er is geen melder." in client.get(pad("melding", eigen)).content.decode()
    anoniem = maak_melding(cast, terrorisme=True, anoniem=True)
    nu = {"politie_ingelicht_op": VANDAAG.isoformat()}
    beide = client.post(pad("politie", anoniem), gepost(**nu, melder_onbereikbaar="on"))
    assert list(beide.context["form"].errors) == ["melder_onbereikbaar"]
    client.post(
        pad("politie", anoniem), gepost(**nu, melder_onbereikbaar="on", melder_verwezen_op="")
    )
    zin = "De anonieme melder was niet te bereiken."
    assert zin in client.get(pad("melding", anoniem)).content.decode()
    for melding in (eigen, anoniem):
        assert decisions.breng_in(melding, actor=cast.gemeente.actor)
    op_naam = maak_melding(cast, terrorisme=True)
    assert "melder_onbereikbaar" not in client.get(pad("politie", op_naam)).context["form"].fields
    with pytest.raises(NietMogelijk, match="anonieme"):
        politie_weet_het(op_naam, cast.gemeente, verwezen_op=None, onbereikbaar=True)


def test_de_politie_weet_wat_zij_zelf_kreeg(cast: Cast) -> None:
    melding = maak_melding(cast, cast.politie, terrorisme=True)
    pagina = cast.politie.client.get(pad("melding", melding)).content.decode()
    assert "De politie ontving deze melding zelf." in pagina
    with pytest.raises(NietMogelijk, match="hoeft u de politie niet"):
        politie_weet_het(melding, cast.politie)
    assert decisions.breng_in(melding, actor=cast.politie.actor)


# Before it ends -------------------------------------------------------------------------------
@pytest.mark.clausule("MEL-terrorisme", "politie")
def test_voor_de_politie_het_weet_eindigt_zij_niet(cast: Cast, melding: Melding) -> None:
    actor, client = cast.gemeente.actor, cast.gemeente.client
    geef_door(melding, cast.gemeente)  # this can be just how the police hear of it
    for naam in ("inbrengen", "alleen_doorgegeven", "geen_actie"):
        assert client.get(pad(naam, melding)).url == pad("melding", melding)
        client.post(pad(naam, melding), {"gesprek": "Besproken."})
    for daad in (
        lambda: decisions.breng_in(melding, actor=actor),
        lambda: decisions.handel_af_als_doorgegeven(melding, actor=actor),
        lambda: decisions.handel_af_zonder_actie(melding, actor=actor, gesprek="x"),
    ):
        with pytest.raises(NietMogelijk, match="nog niet ingelicht"):
            daad()
    melding.refresh_from_db()
    assert melding.is_nieuw
    with (
        pytest.raises(IntegrityError, match="eindigt_niet_voor_de_politie_het_weet"),
        transaction.atomic(),
    ):
        Melding.objects.filter(pk=melding.pk).update(stand="geen_actie")


@pytest.mark.clausule("MEL-terrorisme", "politie")
@pytest.mark.clausule("MEL-terrorisme", "melder")
def test_wat_de_politie_weet_verhuist_mee_naar_de_weegploeg(cast: Cast, melding: Melding) -> None:
    politie_weet_het(melding, cast.gemeente, ingelicht_op=TOEN)
    dossier = decisions.breng_in(melding, actor=cast.gemeente.actor)
    pagina = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Terroristische activiteiten." in pagina
    assert f"De politie is ingelicht op {TOEN.day} " in pagina
    assert "J. Kanarie (bij de politie: wijkagent)" in pagina
    melding.refresh_from_db()
    assert not melding.terrorisme
    assert melding.politie_ingelicht_door is None


def test_wat_voor_de_dag_werd_gevraagd_is_vastgelegd_blijft_waar(cast: Cast) -> None:
    """One tick said both: nobody knows on which day, and nothing is asked again."""
    melding = maak_melding(cast, terrorisme=True)
    Melding.objects.filter(pk=melding.pk).update(politie_ingelicht=True)
    pagina = cast.gemeente.client.get(pad("melding", melding)).content.decode()
    assert "De politie is ingelicht, de dag is niet vastgelegd." in pagina
    assert "Ja, de dag is niet vastgelegd." in pagina
    assert decisions.breng_in(Melding.objects.get(), actor=cast.gemeente.actor)
    assert WeegploegDossier.objects.get().inbrengen.get().politie_ingelicht


def test_wijzigen_naar_terrorisme_en_terug(cast: Cast, melding: Melding) -> None:
    velden = {"ontvangen_op": TOEN.isoformat()}
    politie_weet_het(melding, cast.gemeente)
    cast.gemeente.client.post(pad("wijzigen", melding), formulier(**velden))
    melding.refresh_from_db()
    assert (melding.terrorisme, melding.politie_ingelicht) == (False, False)
    assert melding.politie_ingelicht_door is None
    cast.gemeente.client.post(pad("wijzigen", melding), formulier(**velden, terrorisme="on"))
    melding.refresh_from_db()
    assert melding.terrorisme_open


@pytest.mark.parametrize("wie", ["politie", "leerplicht"])
def test_de_dag_van_ontvangst_ligt_niet_na_wat_er_gebeurde(cast: Cast, wie: str) -> None:
    melding = maak_melding(cast, terrorisme=wie == "politie", ontvangen_op=TOEN)
    if wie == "politie":
        politie_weet_het(melding, cast.gemeente, ingelicht_op=TOEN)
    else:
        geef_door(melding, cast.gemeente, op=TOEN)
    ook = {"terrorisme": "on"} if wie == "politie" else {}
    antwoord = cast.gemeente.client.post(
        pad("wijzigen", melding), formulier(ontvangen_op=VANDAAG.isoformat(), **ook)
    )
    assert list(antwoord.context["form"].errors) == ["ontvangen_op"]


def test_wie_haar_niet_behandelt_legt_niets_vast(cast: Cast, melding: Melding) -> None:
    for speler in (cast.om, cast.politie, cast.maastricht, cast.rvdk, cast.extern):
        assert speler.client.get(pad("politie", melding)).status_code == 404
        with pytest.raises(Geweigerd):
            politie_weet_het(melding, speler)


def test_de_betrokkene_leest_niet_wie_de_politie_belde(cast: Cast, melding: Melding) -> None:
    melding = politie_weet_het(melding, cast.gemeente)
    secties = MeldingBestand().afschrift(melding, Publiek.BETROKKENE).secties
    alles = " ".join(regel.waarde for sectie in secties for regel in sectie.regels)
    assert "De politie is ingelicht op" in alles
    assert "Kanarie (bij" not in alles
