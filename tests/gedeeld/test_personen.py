"""One name, no surname, no or a partial birth date: one rule, at the door of each form that has them."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.rules import einde_rvdk
from gedeeld.personen import Persoon, fouten_in_persoon
from gedeeld.rules import periode
from gedeeld.weigering import NietMogelijk
from meldingen.models import Melding
from privacy_rights.models import Verzoek
from register.models import Gebeurtenis
from tests.cast import Cast
from tests.hulp import casussen, meldingen, verzoeken, weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.verzoeken import pad

DAG = date(2026, 6, 1)
# None, one name in either field; a year, a month and a year, or nothing of the birth date.
NAMEN = [
    {"voornamen": "", "tussenvoegsel": "", "achternaam": "Sukarno"},
    {"voornamen": "Sukarno", "tussenvoegsel": "", "achternaam": ""},
]
GEBOREN = [
    {"geboren_ongeveer": "1991"},
    {"geboren_ongeveer": "04-1991"},
    {"rekendatum": "1991-01-01"},
]
FOUT = [
    ({"voornamen": "", "achternaam": ""}, "achternaam"),
    ({"achternaam": "..."}, "achternaam"),
    ({"geboortedatum": "2999-01-01"}, "geboortedatum"),
    ({"geboortedatum": "1850-01-01"}, "geboortedatum"),
    ({"geboortedatum": "1991-01-01", "geboren_ongeveer": "1991"}, "geboren_ongeveer"),
    ({"geboren_ongeveer": "13-1991"}, "geboren_ongeveer"),
    ({"geboren_ongeveer": "2999"}, "geboren_ongeveer"),
    ({"geboren_ongeveer": "1850"}, "geboren_ongeveer"),
    ({"geboren_ongeveer": "1991", "rekendatum": "1992-01-01"}, "rekendatum"),
    ({"geboortedatum": "1991-01-01", "rekendatum": "1991-01-01"}, "rekendatum"),
]


def _deuren(cast: Cast) -> dict[str, tuple[str, dict[str, Any]]]:
    """Each form in which a name stands: address, and what else a browser sends."""
    melding, dossier = meldingen.maak_melding(cast), weegploeg.in_weging(cast)
    casus = casussen.casus(cast)
    anders = {"ontvangen_op": melding.ontvangen_op.isoformat()}
    return {
        "melding": ("/meldingen/nieuw/", meldingen.ingevuld(cast.gemeente)),
        "melding wijzigen": (
            reverse("meldingen:wijzigen", args=[melding.pk]),
            meldingen.formulier(**anders),
        ),
        "weegploeg": (reverse("weegploeg:subject", args=[dossier.pk]), {"reden": "x"}),
        "casus": (reverse("casusoverleg:persoon", args=[casus.pk]), {"reden": "x"}),
        "verzoek": (pad("nieuw"), verzoeken.ingevuld(herhaalt="nee")),
    }


def test_wie_een_naam_heeft_en_geen_hele_geboortedatum_past_in_elk_formulier(cast: Cast) -> None:
    for deur, (adres, velden) in _deuren(cast).items():
        for n, fout in enumerate(FOUT):
            leeg = {"geboortedatum": "", "geboren_ongeveer": "", "rekendatum": ""}
            post = velden | {"voornamen": "Jan", "achternaam": "Vink"} | leeg | fout[0]
            antwoord = cast.uitvoerder.client.post(adres, post)
            assert antwoord.status_code == 200, (deur, n)
            form = antwoord.context["form"]
            assert fout[1] in getattr(form, "melding", form).errors, (deur, fout)
        for naam, geboren in zip([*NAMEN, NAMEN[0]], GEBOREN, strict=True):
            post = velden | {"geboortedatum": ""} | naam | geboren
            antwoord = cast.uitvoerder.client.post(adres, post)
            assert antwoord.status_code == 302, (deur, naam, geboren)


@pytest.mark.clausule("MEL-eerder", "tonen")
def test_op_een_naam_en_een_jaar_wordt_iemand_gevonden(cast: Cast) -> None:
    deels = {"geboortedatum": None, "geboren_ongeveer": "1991", "tussenvoegsel": ""}
    vroeger = meldingen.maak_melding(cast, voornamen="", achternaam="Sukarno", **deels)
    heel = {"geboortedatum": date(1991, 5, 6), "tussenvoegsel": ""}
    ander = meldingen.maak_melding(cast, voornamen="Ali", achternaam="Soekarno", **heel)

    def zoek(**velden: str) -> set[str]:
        zoek = velden | {"reden": "signaal"}
        antwoord = cast.gemeente.client.post("/zoeken/", zoek, follow=True)
        return {rij.nummer for rij in antwoord.context["pagina"]}

    assert zoek(voornamen="Sukarno", geboren_ongeveer="1991") >= {vroeger.nummer, ander.nummer}
    assert zoek(voornamen="Ali", geboren_ongeveer="05-1991") == {ander.nummer}
    pagina = cast.gemeente.client.get(
        reverse("meldingen:melding", args=[vroeger.pk])
    ).content.decode()
    assert "1991" in pagina
    assert Melding.objects.get(pk=vroeger.pk).persoon.geboren == "1991"


@pytest.mark.clausule("WEE-rvdk-minderjarig", "volwassene")
def test_de_leeftijd_wordt_met_de_hand_bepaald_en_dat_wordt_vastgelegd(cast: Cast) -> None:
    casus = casussen.casus(cast, naw={"geboortedatum": None})
    with pytest.raises(NietMogelijk, match="niet zeker"):
        einde_rvdk(casus.persoon, vandaag())
    adres = reverse("casusoverleg:persoon", args=[casus.pk])
    naam = {"voornamen": casus.voornamen, "achternaam": casus.achternaam}
    dag = vandaag() - timedelta(days=16 * 365)
    post = naam | {"rekendatum": dag.isoformat(), "reden": "Adres was oud"}
    assert cast.uitvoerder.client.post(adres, post).status_code == 302
    casus.refresh_from_db()
    assert einde_rvdk(casus.persoon, vandaag()).year == dag.year + 18
    gebeurd = Gebeurtenis.van(casus).first()
    assert gebeurd is not None
    assert "rekendatum" in gebeurd.velden
    assert gebeurd.gebruiker == cast.uitvoerder.gebruiker


def test_een_verzoek_van_wie_een_deel_van_zijn_datum_weet_zegt_dat_ook(cast: Cast) -> None:
    post = verzoeken.ingevuld(voornamen="", geboortedatum="", geboren_ongeveer="04-1991")
    assert cast.uitvoerder.client.post(pad("nieuw"), post).status_code == 302
    verzoek = Verzoek.objects.get()
    assert "april 1991" in cast.uitvoerder.client.get(pad("verzoek", verzoek)).content.decode()


# Pure ------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("tekst", "verwacht"),
    [
        ("1998", (date(1998, 1, 1), date(1998, 12, 31))),
        ("02-2000", (date(2000, 2, 1), date(2000, 2, 29))),
        ("4-1998", (date(1998, 4, 1), date(1998, 4, 30))),
        ("1998-04", (date(1998, 4, 1), date(1998, 4, 30))),
        ("0000", None),
        ("13-1998", None),
        ("00-1998", None),
        ("april", None),
        ("", None),
    ],
)
def test_een_jaar_of_een_maand_is_een_periode(
    tekst: str, verwacht: tuple[date, date] | None
) -> None:
    assert periode(tekst) == verwacht


@pytest.mark.parametrize(
    ("persoon", "jonger"),
    [
        (Persoon("A", "", "B", date(2008, 6, 1)), False),
        (Persoon("A", "", "B", date(2008, 6, 2)), True),
        (Persoon("A", "", "B"), None),
        (Persoon("A", "", "B", geboren_ongeveer="2008"), None),
        (Persoon("A", "", "B", geboren_ongeveer="2007"), False),
        (Persoon("A", "", "B", geboren_ongeveer="07-2008"), True),
        (Persoon("A", "", "B", geboren_ongeveer="2008", rekendatum=date(2008, 12, 1)), True),
        (Persoon("A", "", "B", rekendatum=date(1990, 1, 1)), False),
    ],
)
def test_of_iemand_minderjarig_is_volgt_uit_wat_bekend_is(
    persoon: Persoon, jonger: bool | None
) -> None:
    assert persoon.jonger_dan(18, DAG) is jonger


def test_twee_delen_van_een_datum_die_elkaar_uitsluiten_zijn_twee_mensen() -> None:
    een = Persoon("A", "", "B", geboren_ongeveer="1998")
    assert een.is_een_ander(Persoon("A", "", "B", date(1999, 1, 1)))
    assert not een.is_een_ander(Persoon("A", "", "B", date(1998, 1, 1)))
    assert not een.is_een_ander(Persoon("A", "", "B"))
    assert not fouten_in_persoon({"voornamen": "Sukarno"}, DAG)
