"""Advice of experts without a name, and on informing the subject (MC 9.5, 11; PB 4.2, 4.4)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.urls import reverse

from casusoverleg.advies.models import Adviesvraag
from casusoverleg.bestand import CasusBestand
from casusoverleg.decisions import voeg_derde_toe
from casusoverleg.dossier.models import Casus
from convenant.models import Uitzonderingsgrond
from gedeeld.afschrift import Publiek, datum
from register.kringen import Kring
from register.models import Bericht, Taak
from tests.cast import Cast, Speler
from tests.hulp import casussen, vandaag, weegploeg
from tests.hulp.formulieren import open_formulier, stuur
from weegploeg.informeren.decisions import besluit_informeren, leg_informeren_vast

DAG = timedelta(days=1)


def _url(naam: str, zaak: Casus, *args: Any) -> str:
    return reverse(f"casusoverleg:{naam}", args=[zaak.pk, *args])


def _stuur(speler: Speler, adres: str, veld: str, **velden: str) -> Any:
    form = open_formulier(speler.client, adres, veld)
    return stuur(speler.client, adres, form, **velden)


def _taken(zaak: Casus, soort: str) -> Any:
    return Taak.objects.filter(dossier=zaak, soort=f"casusoverleg.{soort}")


@pytest.mark.clausule("CAS-advies-extern", "vraag")
@pytest.mark.clausule("CAS-advies-extern", "antwoord")
@pytest.mark.clausule("CAS-advies-extern", "gebruik")
@pytest.mark.parametrize("aan", Adviesvraag.Aan.values)
def test_vraag_antwoord_en_gebruik_van_een_advies_staan_in_de_casus(cast: Cast, aan: str) -> None:
    zaak = casussen.casus(cast)
    wie = "hoogleraar jeugdrecht" if aan == "deskundige" else ""
    vraag = {"aan": aan, "wie": wie, "vraag": "Hoe praten wij over school?"}
    _stuur(cast.uitvoerder, _url("adviesvraag", zaak), "vraag", **vraag)
    rij = Adviesvraag.objects.get(casus=zaak)
    assert _taken(zaak, "advies_antwoord").exists()
    pagina = cast.politie.client.get(_url("casus", zaak)).content.decode()
    assert "Hoe praten wij over school?" in pagina
    assert (wie or rij.get_aan_display()) in pagina
    adres = _url("advies_antwoord", zaak, rij.pk)
    antwoord = {"antwoord": "Begin bij de mentor", "beantwoord_op": vandaag().isoformat()}
    _stuur(cast.uitvoerder, adres, "antwoord", **antwoord, gebruik="Met de mentor gepraat")
    assert not _taken(zaak, "advies_antwoord").exists()
    pagina = cast.politie.client.get(_url("casus", zaak)).content.decode()
    assert "Begin bij de mentor" in pagina
    assert "Met de mentor gepraat" in pagina


@pytest.mark.clausule("CAS-advies-extern", "zonder-naam")
def test_een_adviesvraag_zegt_niet_om_wie_het_gaat(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    derde = {"soort": "netwerk", "doel": "netwerk", "noodzaak": "Zij helpt mee"}
    voeg_derde_toe(zaak, actor=cast.uitvoerder.actor, naam="Wilma Peperkamp", **derde)
    geboren = zaak.geboortedatum
    assert geboren
    for erin in (
        zaak.achternaam,
        zaak.nummer,
        zaak.straat,
        f"{geboren:%d-%m-%Y}",
        "mevrouw Peperkamp",
    ):
        vraag = {"aan": "platform", "vraag": f"Wat raadt u aan voor {erin}?"}
        antwoord = _stuur(cast.uitvoerder, _url("adviesvraag", zaak), "vraag", **vraag)
        form = antwoord.context["form"]
        assert set(form.errors) == {"vraag"}, erin
        assert vraag["vraag"] in antwoord.content.decode()  # what was typed is kept
    assert not zaak.adviesvragen.exists()


def test_een_advies_heeft_een_ontvanger_een_dag_en_een_vraag(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    adres = _url("adviesvraag", zaak)
    for anders, veld in (
        ({"aan": "deskundige", "vraag": "x"}, "wie"),
        ({"aan": "nctv", "vraag": " "}, "vraag"),
        ({"aan": "nctv", "vraag": "x", "op": (vandaag() + DAG).isoformat()}, "op"),
    ):
        assert set(_stuur(cast.uitvoerder, adres, "vraag", **anders).context["form"].errors) == {
            veld
        }
    rij = casussen.vraag_advies(zaak, cast)
    adres = _url("advies_antwoord", zaak, rij.pk)
    for op in ("", (vandaag() - DAG).isoformat(), (vandaag() + DAG).isoformat()):
        antwoord = _stuur(cast.uitvoerder, adres, "antwoord", antwoord="x", beantwoord_op=op)
        assert set(antwoord.context["form"].errors) == {"beantwoord_op"}


def test_een_externe_partner_leest_geen_advies(cast: Cast) -> None:
    zaak = casussen.met_plan(cast, cast.extern.partij)
    casussen.vraag_advies(zaak, cast, vraag="GEHEIM-vraag")
    zaak = CasusBestand().met_inhoud.get(pk=zaak.pk)
    for publiek in Publiek:
        heeft = "GEHEIM-vraag" in str(CasusBestand().afschrift(zaak, publiek))
        assert heeft == (publiek != Publiek.EXTERN), publiek
    assert "GEHEIM-vraag" not in cast.extern.client.get(_url("plan", zaak)).content.decode()


# Informing ---------------------------------------------------------------------------------------
@pytest.mark.clausule("CAS-informeren-advies", "heroverwegen")
@pytest.mark.clausule("CAS-informeren-advies", "advies")
def test_zolang_niet_is_geinformeerd_kijkt_het_casusoverleg_opnieuw(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    nog_niet = "De betrokkene is nog niet geïnformeerd. Op {} bekijkt het casusoverleg dit opnieuw."
    eerst = zaak.geopend_op + relativedelta(months=3)
    assert _taken(zaak, "informeeradvies").get().van == eerst
    for lid in (cast.om, cast.uitvoerder):
        assert nog_niet.format(datum(eerst)) in lid.client.get(_url("casus", zaak)).content.decode()
    volgende = vandaag() + 30 * DAG
    advies = {"nu": "nee", "advies": "Wacht op de zitting", "volgende": volgende.isoformat()}
    adres = _url("informeeradvies", zaak)
    _stuur(cast.uitvoerder, adres, "advies", **advies)
    assert _taken(zaak, "informeeradvies").get().uiterlijk == volgende
    # It stays there when there is an advice, with the day to look again.
    pagina = cast.om.client.get(_url("casus", zaak)).content.decode()
    assert "Wacht op de zitting" in pagina
    assert nog_niet.format(datum(volgende)) in pagina
    afschrift = CasusBestand().afschrift(Casus.objects.get(pk=zaak.pk), Publiek.KERNPARTIJ)
    papier = " ".join(regel.waarde for deel in afschrift.secties for regel in deel.regels)
    assert f"bekijkt dit opnieuw op {datum(volgende)}" in papier
    hoort = Bericht.objects.filter(dossier=zaak, wat="casusoverleg.informeren_geadviseerd")
    assert {rij.aan for rij in hoort} == {Kring.WEEGPLOEG.van(zaak.partij_id)}
    besluit = reverse("weegploeg:informeren", args=[dossier.pk])
    assert "Wacht op de zitting" in cast.uitvoerder.client.get(besluit).content.decode()

    actor, wie = cast.uitvoerder.actor, weegploeg.sprekers(cast)
    besluit_informeren(
        dossier, actor=actor, sprekers=wie, informeren=True, afspraak="De gemeente, met een brief"
    )
    assert _taken(zaak, "informeeradvies").exists()
    leg_informeren_vast(dossier, actor=actor, op=vandaag(), hoe="Brief")
    assert not _taken(zaak, "informeeradvies").exists()
    zaak.refresh_from_db()
    assert zaak.informeren_af_op == vandaag()
    assert cast.uitvoerder.client.get(adres).status_code == 302  # nothing to advise any more
    pagina = cast.politie.client.get(_url("casus", zaak)).content.decode()
    assert "Klaar sinds" in pagina
    assert "nog niet geïnformeerd" not in pagina


def test_een_grond_die_de_plicht_eindigt_eindigt_ook_het_kijken(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    actor, wie = cast.uitvoerder.actor, weegploeg.sprekers(cast)
    grond = Uitzonderingsgrond.objects.get(code="14-5-a")
    besluit_informeren(
        dossier, actor=actor, sprekers=wie, informeren=False, grond=grond, reden="Weet het al"
    )
    assert not _taken(zaak, "informeeradvies").exists()
    besluit_informeren(
        dossier, actor=actor, sprekers=wie, informeren=True, afspraak="Toch een brief"
    )
    assert _taken(zaak, "informeeradvies").exists()


def test_wie_eerder_is_geinformeerd_komt_zo_in_de_casus(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    actor, wie = cast.uitvoerder.actor, weegploeg.sprekers(cast)
    besluit_informeren(
        dossier, actor=actor, sprekers=wie, informeren=True, afspraak="Een brief vooraf"
    )
    leg_informeren_vast(dossier, actor=actor, op=vandaag(), hoe="Brief")
    dossier.refresh_from_db()
    weegploeg.agendeer(cast, dossier)
    zaak = Casus.objects.get(zaak=dossier.zaak)
    assert zaak.informeren_af_op == vandaag()
    assert not _taken(zaak, "informeeradvies").exists()


def test_het_casusoverleg_kijkt_binnen_drie_maanden_opnieuw(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    adres = _url("informeeradvies", zaak)
    for dag in (vandaag(), vandaag() + relativedelta(months=3, days=1)):
        advies = {"nu": "ja", "advies": "Doen", "volgende": dag.isoformat()}
        antwoord = _stuur(cast.uitvoerder, adres, "advies", **advies)
        assert set(antwoord.context["form"].errors) == {"volgende"}
    assert not zaak.informeeradviezen.exists()
