"""Who spoke for each core party, where, and on which day (PB 3.2, 3.3)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.formats import date_format

from convenant.models import Uitzonderingsgrond
from gedeeld.actor import Rol
from gedeeld.weigering import NietMogelijk
from tests.cast import Cast, maak_speler
from tests.hulp import gegevens, weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.besluit import decisions as besluiten
from weegploeg.models import Besluit, Spreker, Vastlegging, WeegploegDossier
from weegploeg.vastleggen import WieSprak

DAG = timedelta(days=1)


def _pad(dossier: WeegploegDossier, naam: str = "dossier", vraag: str = "") -> str:
    return reverse(f"weegploeg:{naam}", args=[dossier.pk]) + vraag


def _geen(cast: Cast, dossier: WeegploegDossier, **anders: Any) -> Any:
    """Log "geen casusoverleg" at the door."""
    velden = {"argumenten": "Te weinig feiten", **weegploeg.wie_sprak(cast), **anders}
    pad = _pad(dossier, "besluiten", "?uitkomst=geen_casusoverleg")
    return cast.uitvoerder.client.post(pad, velden)


def _fout(antwoord: Any, veld: str) -> str:
    assert antwoord.status_code == 200
    return " ".join(antwoord.context["form"].errors.get(veld, []))


def _rondes(cast: Cast, *dagen: int) -> dict[str, Any]:
    """A written round: how many days ago each core party answered."""
    antwoorden = zip(cast.kern, dagen, strict=True)
    return {
        "wijze": "schriftelijk",
        **{f"antwoord_{p.pk}": (vandaag() - dag * DAG).isoformat() for p, dag in antwoorden},
    }


@pytest.mark.clausule("WEE-eens", "namen")
@pytest.mark.clausule("WEE-eens", "gemachtigd")
@pytest.mark.clausule("WEE-afweging", "deelnemers")
@pytest.mark.clausule("WEE-datum", "overleg")
def test_bij_een_besluit_staat_wie_voor_elke_kernpartij_sprak(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    assert _geen(cast, dossier).status_code == 302
    tekst = cast.uitvoerder.client.get(_pad(dossier)).content.decode()
    for lid in (cast.gemeente, cast.politie, cast.om):
        assert f"Voor {lid.partij.naam} sprak" in tekst
        assert f"{lid.gebruiker.naam}, gemachtigd" in tekst
    assert "In een overleg" in tekst
    vastlegging = dossier.vastleggingen.get()
    assert vastlegging.vastgelegd_door == cast.uitvoerder.gebruiker


@pytest.mark.clausule("WEE-afweging", "nooit-uitvoerder")
def test_de_uitvoerder_beslist_nooit_en_schrijft_alleen_op(cast: Cast) -> None:
    """He speaks for no party, gives no view and confirms nothing: what he logs names three others."""
    dossier, zelf = weegploeg.gewogen(cast), cast.uitvoerder.gebruiker
    veld = f"spreker_{cast.gemeente.partij.pk}"
    assert str(zelf.pk) not in _keuzes(cast, dossier, veld)
    assert _fout(_geen(cast, dossier, **{veld: zelf.pk}), veld)
    by_naam = {veld: "anders", f"naam_{cast.gemeente.partij.pk}": zelf.naam, "gemachtigd": "on"}
    assert "iemand anders" in _fout(_geen(cast, dossier, **by_naam), veld)
    sprekers = weegploeg.sprekers(cast)
    for spreker in (WieSprak(cast.gemeente.partij, zelf),
                    WieSprak(cast.gemeente.partij, naam=zelf.naam, gemachtigd=True)):  # fmt: skip
        with pytest.raises(NietMogelijk):
            besluiten.agendeer_niet(
                dossier,
                actor=cast.uitvoerder.actor,
                argumenten="Zelf besloten",
                sprekers=[spreker, *sprekers[1:]],
            )
    assert not dossier.vastleggingen.exists()
    assert _geen(cast, dossier).status_code == 302
    rij = dossier.vastleggingen.get()
    partijen = {spreker.partij for spreker in rij.sprekers.all()}
    assert partijen == set(cast.kern)
    assert zelf not in {spreker.gebruiker for spreker in rij.sprekers.all()}
    client = cast.uitvoerder.client
    assert client.get(_pad(dossier, "standpunt")).status_code == 404
    for daad in ("bevestigen", "bezwaar"):
        pad = reverse(f"weegploeg:{daad}", args=[dossier.pk, rij.pk])
        assert client.post(pad, {"reden": "x"}).status_code == 404


@pytest.mark.clausule("WEE-afweging", "nooit-uitvoerder")
@pytest.mark.parametrize("wat", ["besluiten", "informeren"])
def test_wie_vastlegt_sprak_niet_zelf_ook_niet_als_hij_een_kernpartij_vertegenwoordigt(
    cast: Cast, wat: str
) -> None:
    rij = cast.gemeente.vertegenwoordiging
    zelf = cast.uitvoerder.gebruiker
    zelf.vertegenwoordigingen.create(
        partij=rij.partij, rol=Rol.VERTEGENWOORDIGER, van=rij.van, bevestigd_op=rij.bevestigd_op
    )
    dossier, veld = weegploeg.gewogen(cast), f"spreker_{rij.partij_id}"
    velden = {"argumenten": "Te weinig feiten", "afspraak": "Ik bel", "wie": "subject"}
    velden |= weegploeg.wie_sprak(cast)
    vraag = "?uitkomst=geen_casusoverleg" if wat == "besluiten" else ""
    client, pad = cast.uitvoerder.client, _pad(dossier, wat, vraag)
    assert "iemand anders" in _fout(client.post(pad, velden | {veld: zelf.pk}), veld)
    assert not dossier.vastleggingen.exists()
    assert client.post(pad, velden).status_code == 302
    assert dossier.vastleggingen.get().sprekers.get(partij=rij.partij_id).gebruiker != zelf


def _keuzes(cast: Cast, dossier: WeegploegDossier, veld: str) -> set[str]:
    """Whom the form offers to have spoken for a party."""
    pad = _pad(dossier, "besluiten", "?uitkomst=geen_casusoverleg")
    form = cast.uitvoerder.client.get(pad).context["form"]
    return {str(waarde) for waarde, _ in form.fields[veld].choices}


@pytest.mark.clausule("WEE-eens", "namen")
@pytest.mark.parametrize("wat", ["informeren", "nog_niet", "afsluiten"])
def test_ook_bij_informeren_en_afsluiten(cast: Cast, wat: str) -> None:
    velden: dict[str, Any] = {"afspraak": "De wijkagent belt", "wie": "subject"}
    pagina, vraag = "informeren", ""
    dossier = weegploeg.met_advies(cast) if wat == "afsluiten" else weegploeg.geagendeerd(cast)
    if wat == "afsluiten":
        pagina = "afsluiten"
        velden = {"keuze": "plan_afsluiten", "argumenten": "Klaar", "niet_af": "Gaat door"}
    elif wat == "nog_niet":
        vraag = "?keuze=nog_niet"
        grond = Uitzonderingsgrond.objects.get(code="41-1-d").pk
        velden = {"grond": grond, "reden": "Onderzoek", "heroverwegen_op": vandaag() + 30 * DAG}
        velden |= weegploeg.AFGEWOGEN
    leeg = {f"spreker_{cast.om.partij.pk}": ""}
    client, pad = cast.uitvoerder.client, _pad(dossier, pagina, vraag)
    velden |= weegploeg.wie_sprak(cast)
    veld = f"spreker_{cast.om.partij.pk}"
    assert f"sprak voor {cast.om.partij.naam}" in _vraag(client.get(pad), veld)
    eerder = Vastlegging.objects.count()
    assert _fout(client.post(pad, velden | leeg), veld) == "Kies wie er voor OM Limburg sprak."
    assert Vastlegging.objects.count() == eerder
    assert client.post(pad, velden).status_code == 302
    sprekers = dossier.vastleggingen.first().sprekers.all()
    assert {rij.wie for rij in sprekers} == {"Gemeente", "Politie", "Om"}


def _vraag(antwoord: Any, veld: str) -> str:
    return str(antwoord.context["form"].fields[veld].label)


@pytest.mark.clausule("WEE-eens", "gemachtigd")
def test_wie_geen_account_heeft_is_gemachtigd_als_dat_is_verklaard(cast: Cast) -> None:
    dossier, partij = weegploeg.gewogen(cast), cast.politie.partij
    anders = {f"spreker_{partij.pk}": "anders"}
    assert _fout(_geen(cast, dossier, **anders), f"naam_{partij.pk}") == "Vul de naam in."
    anders[f"naam_{partij.pk}"] = "Kanarie Vervanger"
    assert "gemachtigd" in _fout(_geen(cast, dossier, **anders), "gemachtigd")
    assert not Vastlegging.objects.exists()
    assert _geen(cast, dossier, **anders, gemachtigd="on").status_code == 302
    assert (
        "Kanarie Vervanger, gemachtigd"
        in cast.uitvoerder.client.get(_pad(dossier)).content.decode()
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(naam, ' ') FROM weegploeg_spreker")
        assert "Kanarie" not in cursor.fetchone()[0]


@pytest.mark.clausule("WEE-eens", "gemachtigd")
@pytest.mark.parametrize("wie", ["een ander", "niet op die dag"])
def test_alleen_wie_de_partij_toen_vertegenwoordigde_is_te_kiezen(cast: Cast, wie: str) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - 9 * DAG)
    nieuw = cast.maastricht
    if wie == "niet op die dag":
        nieuw = maak_speler("nieuw", cast.politie.partij)
        rij = nieuw.vertegenwoordiging
        rij.van = vandaag()
        rij.save()
    veld = f"spreker_{cast.politie.partij.pk}"
    velden = {veld: str(nieuw.gebruiker.pk), "genomen_op": (vandaag() - 2 * DAG).isoformat()}
    fout = _geen(cast, dossier, **velden)
    assert "vertegenwoordigde Politie Limburg op die dag niet" in _fout(fout, veld)
    assert not dossier.besluiten.exists()
    if wie == "niet op die dag":
        velden["genomen_op"] = vandaag().isoformat()
        assert _geen(cast, dossier, **velden).status_code == 302


@pytest.mark.clausule("WEE-datum", "overleg")
@pytest.mark.clausule("WEE-datum", "termijn")
def test_in_een_schriftelijke_ronde_telt_de_dag_van_het_laatste_antwoord(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - 30 * DAG)
    assert _geen(cast, dossier, **_rondes(cast, 9, 2, 5)).status_code == 302
    dossier.refresh_from_db()
    assert dossier.besloten_op == vandaag() - 2 * DAG
    assert dossier.besluiten.get().genomen_op == vandaag() - 2 * DAG
    tekst = cast.uitvoerder.client.get(_pad(dossier)).content.decode()
    assert "In een schriftelijke ronde" in tekst
    for dag in (9, 2, 5):
        assert f"antwoord op {date_format(vandaag() - dag * DAG, 'j F Y')}" in tekst


@pytest.mark.clausule("WEE-datum", "niet-toekomst")
@pytest.mark.clausule("WEE-datum", "niet-voor-signaal")
def test_een_antwoord_ligt_niet_in_de_toekomst_en_niet_voor_het_signaal(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - 5 * DAG)
    veld = f"antwoord_{cast.gemeente.partij.pk}"
    morgen = _geen(cast, dossier, **_rondes(cast, -1, 1, 1))
    assert _fout(morgen, veld) == "Deze dag moet nog komen."
    te_vroeg = _geen(cast, dossier, **_rondes(cast, 6, 1, 1))
    assert "eerder was er niets om over te besluiten" in _fout(te_vroeg, veld)
    zonder = _geen(cast, dossier, **(_rondes(cast, 1, 1, 1) | {veld: ""}))
    assert _fout(zonder, veld) == "Vul in wanneer deze partij antwoordde."
    assert not dossier.besluiten.exists()
    assert _geen(cast, dossier, **_rondes(cast, 5, 1, 0)).status_code == 302


def test_met_een_vertegenwoordiger_staat_die_er_al(cast: Cast) -> None:
    maak_speler("tweede", cast.om.partij)
    dossier = weegploeg.gewogen(cast)
    pad = _pad(dossier, "besluiten", "?uitkomst=geen_casusoverleg")
    form = cast.uitvoerder.client.get(pad).context["form"]
    assert form[f"spreker_{cast.politie.partij.pk}"].value() == str(cast.politie.gebruiker.pk)
    assert not form[f"spreker_{cast.om.partij.pk}"].value()


def test_wat_er_al_was_zegt_dat_niemand_is_vastgelegd(cast: Cast) -> None:
    """As the migration leaves a decision of an earlier release: parties without a name."""
    dossier = weegploeg.niet_geagendeerd(cast)
    Spreker.objects.update(gebruiker=None, gemachtigd=False)
    Vastlegging.objects.update(wijze="", vastgelegd_door=None)
    tekst = cast.uitvoerder.client.get(_pad(dossier)).content.decode()
    assert tekst.count("Niet vastgelegd<") == 3
    assert gegevens.SIGNAAL in tekst
    assert Besluit.objects.get().argumenten in tekst
