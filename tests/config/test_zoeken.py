"""One search for every kind of file, and nothing of what the reader may not see."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from config.zoeken import NIET
from register.models import NERGENS, Dossier, Inzage
from register.nummers import nieuw_nummer
from tests.cast import Cast, Speler
from tests.hulp import casussen, meldingen, oud, verzoeken, weegploeg
from tests.hulp.gegevens import vandaag
from tests.toegang.matrix import zonder_token

ZOEKEN = "/zoeken/"
NAAM = {"voornamen": "Mohammed", "achternaam": "El Kanarie", "reden": "overleg"}


@pytest.fixture
def soorten(cast: Cast) -> dict[str, Dossier]:
    """A file of each kind, and one in the archive."""
    toen = vandaag() - relativedelta(years=1, days=1)
    eerder = oud.casus(cast, toen, nummer=nieuw_nummer("C", toen.year))
    call_command("bewaartermijnen")
    return {
        "melding": meldingen.maak_melding(cast),
        "weegploeg": weegploeg.in_weging(cast),
        "casus": casussen.met_plan(cast, cast.reclassering.partij, cast.extern.partij),
        "verzoek": verzoeken.verzoek(cast),
        "archief": Dossier.objects.get(pk=eerder.pk),
    }


def _naam(dossier: Dossier) -> dict[str, str]:
    """A search for the subject of a file."""
    persoon = oud.PERSOON if dossier.gearchiveerd_op else dossier.bestand.persoon(dossier)
    return {"voornamen": persoon.voornamen, "achternaam": persoon.achternaam, "reden": "overleg"}


KERN = {"uitvoerder", "uitvoerder_weegploeg", "gemeente"}
WIE = {
    "melding": KERN,
    "weegploeg": KERN | {"politie", "om"},
    "casus": KERN | {"uitvoerder_casusoverleg", "politie", "om"} | {"reclassering", "extern"},
    "verzoek": {"uitvoerder", "uitvoerder_weegploeg", "uitvoerder_casusoverleg", "behandelaar"},
    "archief": KERN | {"politie", "om"},
}


def _op_nummer(speler: Speler, nummer: str) -> Any:
    return speler.client.post(ZOEKEN, {"nummer": nummer})


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
def test_een_nummer_opent_het_dossier_voor_precies_wie_het_leest(
    cast: Cast, soorten: dict[str, Dossier]
) -> None:
    for soort, dossier in soorten.items():
        for wie, speler in cast.allen.items():
            antwoord = _op_nummer(speler, f" {dossier.nummer.lower()} ")
            if wie in {"beheerder", "fg"}:
                assert antwoord.status_code == 404
            elif wie in WIE[soort]:
                assert antwoord.status_code == 302, (soort, wie)
                pagina = speler.client.get(antwoord["Location"])
                assert pagina.status_code == 200, (soort, wie)
                assert dossier.nummer in pagina.content.decode()
            else:
                assert antwoord.status_code == 200, (soort, wie)
                assert NIET in antwoord.content.decode()


@pytest.mark.clausule("BEV-toegangscontrole", "dicht")
@pytest.mark.parametrize("wie", ["maastricht", "elders", "extern", "behandelaar"])
def test_wat_u_niet_mag_zien_lijkt_op_wat_er_niet_is(cast: Cast, wie: str) -> None:
    """The page, what the database is asked, and one's own log; the supervisor reads which file it was."""
    verborgen = weegploeg.in_weging(cast)
    nergens = nieuw_nummer("W", vandaag().year)
    speler, log = cast.allen[wie], reverse("beveiliging:logboek")
    gezien = {}
    _op_nummer(speler, nieuw_nummer("W", 2020))
    for nummer in (verborgen.nummer, nergens):
        with CaptureQueriesContext(connection) as vragen:
            antwoord = _op_nummer(speler, nummer)
        eigen = speler.client.get(log, {"nummer": nummer}).content
        gezien[nummer] = [
            zonder_token(tekst).replace(nummer, "")
            for tekst in (antwoord.content, eigen.split(b"<time")[0], eigen.split(b"</time>")[-1])
        ] + [len(vragen)]
    assert gezien[verborgen.nummer] == gezien[nergens]
    assert "Bestaat niet, of is niet voor u" in gezien[nergens][2]
    pogingen = dict(Inzage.objects.filter(toegestaan=False).values_list("nummer", "pseudoniem"))
    assert pogingen[verborgen.nummer] == verborgen.pseudoniem
    assert pogingen[nergens] == NERGENS


@pytest.mark.parametrize(
    ("getypt", "zin"),
    [
        ("", "Vul het nummer van een dossier in"),
        ("W-2026-1", "Dit is geen nummer van een dossier."),
        ("W-2026-22222A", "er zit een schrijffout in"),
    ],
)
def test_een_verschreven_nummer_krijgt_een_zin_en_komt_niet_in_het_logboek(
    cast: Cast, getypt: str, zin: str
) -> None:
    antwoord = _op_nummer(cast.gemeente, getypt)
    assert zin in antwoord.content.decode()
    assert f'value="{getypt}"' in antwoord.content.decode() or not getypt
    assert not Inzage.objects.exists()


@pytest.mark.clausule("MEL-eerder", "wie-mag")
def test_op_naam_vindt_iedereen_precies_wat_hij_leest(
    cast: Cast, soorten: dict[str, Dossier]
) -> None:
    for soort, dossier in soorten.items():
        for wie, speler in cast.allen.items():
            antwoord = speler.client.post(ZOEKEN, _naam(dossier), follow=True)
            assert (antwoord.status_code == 404) == (wie in {"beheerder", "fg"})
            ziet = wie in WIE[soort] - {"extern"}
            assert (dossier.nummer in antwoord.content.decode()) == ziet, (soort, wie)


def test_een_treffer_zegt_soort_gemeente_en_stand_en_geen_inhoud(
    cast: Cast, soorten: dict[str, Dossier]
) -> None:
    woorden = {
        "melding": ("Melding", "Nieuw"),
        "weegploeg": ("Weegploegdossier", "In weging"),
        "casus": ("Casus", "Actief"),
        "verzoek": ("Verzoek", "Ontvangen"),
        "archief": ("Archiefstuk", "In het archief"),
    }
    for soort, dossier in soorten.items():
        vraag = _naam(dossier)
        antwoord = cast.uitvoerder.client.post(ZOEKEN, vraag, follow=True)
        assert vraag["achternaam"] not in antwoord.request["QUERY_STRING"]
        tabel = antwoord.content.decode().partition("<table")[2].partition("</table>")[0]
        for woord in (*woorden[soort], "Gemeente Venlo", dossier.nummer):
            assert woord in tabel, (soort, woord)
        assert vraag["achternaam"] not in tabel
        assert vraag["voornamen"] not in tabel


@pytest.mark.clausule("BEV-logging", "lezen")
def test_een_naam_vraagt_een_reden_en_die_staat_in_het_logboek(cast: Cast) -> None:
    melding, client = meldingen.maak_melding(cast), cast.gemeente.client
    zonder = client.post(ZOEKEN, NAAM | {"reden": ""})
    assert list(zonder.context["form"].errors) == ["reden"]
    assert "El Kanarie" in zonder.content.decode()  # what was typed stays
    assert not Inzage.objects.exists()
    client.post(ZOEKEN, NAAM | {"achternaam": "Onvindbaar"}, follow=True)
    vraag = Inzage.objects.get()
    assert (vraag.pseudoniem, vraag.reden, vraag.nummer) == (NERGENS, "overleg", "")
    client.post(ZOEKEN, NAAM, follow=True)
    treffer = Inzage.objects.get(nummer=melding.nummer)
    assert (treffer.soort, treffer.reden) == ("zoeken", "overleg")
    rijen = [waarde for rij in Inzage.objects.values() for waarde in rij.values()]
    assert not [w for w in rijen if "anarie" in str(w) or "Onvindbaar" in str(w)]
    for speler in (cast.gemeente, cast.fg):
        log = speler.client.get(reverse("beveiliging:logboek")).content.decode()
        assert log.count("Ik bereid een overleg voor") == 3
        assert "Op naam gezocht" in log


@pytest.mark.parametrize(
    "vraag",
    [
        {"voornamen": "Mohammed", "achternaam": "Kanarie"},
        {"achternaam": "El Kanarie", "geboortedatum": "2001-04-02"},
        {"voornamen": "Muhammed", "geboortedatum": "2001-04-02"},
        {"voornamen": "Muhammed", "geboren_ongeveer": "2001"},
    ],
)
def test_zoeken_op_twee_kenmerken_vindt_de_persoon(cast: Cast, vraag: dict[str, str]) -> None:
    melding = meldingen.maak_melding(cast)
    antwoord = cast.gemeente.client.post(ZOEKEN, vraag | {"reden": "signaal"}, follow=True)
    assert melding.nummer in antwoord.content.decode()


@pytest.mark.parametrize(
    ("vraag", "velden"),
    [
        ({}, ["reden", "achternaam"]),
        ({"achternaam": "Kanarie", "reden": "juist"}, ["achternaam"]),
        ({"geboortedatum": "2001-04-02", "reden": "juist"}, ["achternaam"]),
        ({"achternaam": "Kanarie", "geboortedatum": "x", "reden": "juist"}, ["geboortedatum"]),
        (
            {"achternaam": "Kanarie", "geboren_ongeveer": "x", "reden": "juist"},
            ["geboren_ongeveer"],
        ),
        ({"achternaam": "Kanarie", "voornamen": "Mo", "reden": "zomaar"}, ["reden"]),
    ],
)
def test_te_weinig_om_te_zoeken_krijgt_een_zin(
    cast: Cast, vraag: dict[str, str], velden: list[str]
) -> None:
    meldingen.maak_melding(cast)
    antwoord = cast.gemeente.client.post(ZOEKEN, vraag, follow=True)
    assert list(antwoord.context["form"].errors) == velden
    assert not antwoord.context["gezocht"]
    assert "Zo kan er niet worden gezocht" in antwoord.content.decode()
    assert not Inzage.objects.exists()


@pytest.mark.clausule("CAS-toegang-partij", "geboortedatum")
@pytest.mark.parametrize(
    "namen", [{"voornamen": "Mohammed"}, {"voornamen": "Mohammed", "achternaam": "El Kanarie"}]
)
def test_een_casuspartij_raadt_met_zoeken_geen_geboortedatum(
    cast: Cast, namen: dict[str, str]
) -> None:
    casussen.casus(cast, cast.reclassering.partij, naw={"geboortedatum": date(1999, 5, 4)})
    client = cast.reclassering.client
    antwoorden = [
        zonder_token(
            client.post(ZOEKEN, {**namen, **geboren, "reden": "juist"}, follow=True).content
        )
        for geboren in (
            {"geboortedatum": "1999-05-04"},
            {"geboortedatum": "1999-05-05"},
            {"geboren_ongeveer": "1999"},
            {"geboren_ongeveer": "1998"},
        )
    ]
    assert len(set(antwoorden)) == 1
    assert "eboortedatum" not in antwoorden[0]


def test_een_naam_in_de_kop_vraagt_eerst_een_reden(cast: Cast) -> None:
    meldingen.maak_melding(cast)
    pagina = cast.gemeente.client.get("/").content.decode()
    assert 'action="/zoeken/"' in pagina
    antwoord = _op_nummer(cast.gemeente, "Mohammed el Kanarie")
    assert antwoord.context["form"].initial == {"voornamen": "Mohammed", "achternaam": "el Kanarie"}
    assert not antwoord.context["gezocht"]
    assert not Inzage.objects.filter(soort="zoeken").exists()
    # Who reads plans only looks by number; who reads no files has nothing to look for.
    extern = _op_nummer(cast.extern, "Mohammed el Kanarie")
    assert "Dit is geen nummer van een dossier." in extern.content.decode()
    assert extern.context["form"] is None
    for speler in (cast.beheerder, cast.fg):
        assert 'action="/zoeken/"' not in speler.client.get("/").content.decode()


@pytest.mark.clausule("CON-gemeente-eigen", "andere-gemeente")
def test_terug_naar_wat_is_gevonden_stelt_dezelfde_vraag(cast: Cast) -> None:
    """The address holds a drawn key and no name; it means something to who asked, and to him alone."""
    melding, client = meldingen.maak_melding(cast), cast.gemeente.client
    antwoord = client.post(ZOEKEN, NAAM)
    assert antwoord.status_code == 302
    assert "anarie" not in antwoord["Location"]
    for _ in range(2):
        assert melding.nummer in client.get(antwoord["Location"]).content.decode()
    vreemd = cast.uitvoerder.client.get(antwoord["Location"])
    assert not vreemd.context["gezocht"]
    assert "anarie" not in vreemd.content.decode()
    los = client.get(f"{ZOEKEN}?achternaam=Kanarie&voornamen=Mohammed&reden=juist")
    assert not los.context["gezocht"]


def test_wie_veel_vindt_bladert_met_evenveel_vragen(cast: Cast) -> None:
    client = cast.gemeente.client
    wie = {"voornamen": "Jan", "achternaam": "Jansen", "geboortedatum": None}
    zoek = {"voornamen": "Jan", "achternaam": "Jansen", "reden": "juist"}
    gemaakt: list[UUID] = [meldingen.maak_melding(cast, **wie).pk]

    def gevonden(pad: str) -> tuple[set[UUID], int, Any]:
        with CaptureQueriesContext(connection) as vragen:
            antwoord = client.get(pad)
        return {rij.pk for rij in antwoord.context["pagina"]}, len(vragen), antwoord

    gevonden(client.post(ZOEKEN, zoek)["Location"])
    een = gevonden(client.post(ZOEKEN, zoek)["Location"])
    assert een[0] == set(gemaakt)
    gemaakt += [meldingen.maak_melding(cast, **wie).pk for _ in range(26)]
    pad = client.post(ZOEKEN, zoek)["Location"]
    eerste = gevonden(pad)
    assert (len(eerste[0]), eerste[1]) == (25, een[1])
    volgende = eerste[2].context["pagina"].volgende
    assert "ansen" not in volgende
    assert eerste[0] | gevonden(ZOEKEN + volgende)[0] == set(gemaakt)
