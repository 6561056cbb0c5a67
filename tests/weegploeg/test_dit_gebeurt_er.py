"""What a decision leads to is read before it is done; decisions 1, 2 and 3 are logged at once (PB 3.4)."""

import re
from datetime import time, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.formats import date_format

from casusoverleg.deelname.models import Deelname
from casusoverleg.dossier.models import Casus
from convenant.gegevens import BLIJFT_ACHTER
from convenant.models import Partij, Uitzonderingsgrond
from overleg.models import Overleg
from register.registry import bestand
from tests.cast import Cast, Speler
from tests.hulp import casussen, jaren_geleden, overleggen, weegploeg
from tests.hulp.gegevens import vandaag
from weegploeg.besluit.forms import AFWEGING
from weegploeg.models import Informatiebesluit, Vastlegging, WeegploegDossier

Stand = WeegploegDossier.Stand


def _browser(lid: Speler) -> Any:
    """One that confirms nothing by itself."""
    client: Any = lid.client
    client.leest = False
    return client


def _pad(dossier: WeegploegDossier, uitkomst: str = "casusoverleg", **vraag: Any) -> str:
    vragen = "".join(f"&{naam}={waarde}" for naam, waarde in vraag.items())
    return reverse("weegploeg:besluiten", args=[dossier.pk]) + f"?uitkomst={uitkomst}{vragen}"


def _partner(partij: Partij, **anders: str) -> dict[str, str]:
    velden = {"partner": "on", "reden": "Begeleidt", **{naam: f"Om {naam}" for naam in AFWEGING}}
    return {f"{naam}_{partij.pk}": waarde for naam, waarde in (velden | anders).items()}


def _velden(cast: Cast, dossier: WeegploegDossier, **anders: Any) -> dict[str, Any]:
    signalen = [rij.pk for rij in dossier.signalen.exclude(BLIJFT_ACHTER)]
    vast = {"argumenten": "Kanarie, daarom", "signalen": signalen, **weegploeg.DOEL}
    return {**vast, **weegploeg.wie_sprak(cast), **anders}


WEL = {"informeren": "wel", "wie": "subject", "afspraak": "De wijkagent belt"}


def vastlegging_pad(rij: Vastlegging) -> str:
    return reverse("weegploeg:vastlegging", args=[rij.dossier_id, rij.pk])


def _niets(dossier: WeegploegDossier) -> bool:
    dossier.refresh_from_db()
    gelogd = dossier.vastleggingen.exists() or Casus.objects.exists() or Deelname.objects.exists()
    return dossier.stand == Stand.IN_WEGING and not gelogd


def test_wat_er_gebeurt_staat_er_voor_het_gebeurt(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    client, pad = _browser(cast.uitvoerder), _pad(dossier)
    velden = _velden(cast, dossier, **WEL, **_partner(cast.reclassering.partij))
    velden |= _partner(cast.extern.partij)
    pagina = client.post(pad, velden)
    tekst = pagina.content.decode()
    dag = date_format(vandaag(), "j F Y")
    for zin in (
        f"Reclassering Nederland leest de hele casus, vanaf {dag}, als zij de uitnodiging aanneemt.",
        f"GGZ Maasoever leest alleen het vastgestelde plan, vanaf {dag}, als zij de uitnodiging aanneemt.",
        "Signalen: 1.",
        "De melders gaan niet mee.",
        "De betrokkene. Zo is het afgesproken: De wijkagent belt",
        "Dit dossier blijft zolang de casus loopt",
    ):
        assert zin in tekst
    assert _niets(dossier)
    klaar = client.post(pad, velden | {"gevolgen": pagina.context["afdruk"]})
    assert klaar.status_code == 302
    dossier.refresh_from_db()
    assert dossier.stand == Stand.GEAGENDEERD
    assert {rij.partij for rij in Deelname.objects.all()} == {
        cast.reclassering.partij,
        cast.extern.partij,
    }


def test_wie_teruggaat_vindt_wat_hij_typte(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    client, pad = _browser(cast.uitvoerder), _pad(dossier, "geen_casusoverleg")
    velden = _velden(cast, dossier, **WEL)
    pagina = client.post(pad, velden).content.decode()
    verborgen = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', pagina))
    assert verborgen["argumenten"] == "Kanarie, daarom"
    terug = client.post(pad, velden | {"terug": "ja"})
    form = terug.context["form"]
    assert (form["argumenten"].value(), form["afspraak"].value()) == (
        "Kanarie, daarom",
        "De wijkagent belt",
    )
    assert not form.errors
    assert _niets(dossier)


def test_wat_intussen_verandert_wordt_opnieuw_gelezen(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast)
    client, pad = _browser(cast.uitvoerder), _pad(dossier, "geen_casusoverleg")
    velden = _velden(cast, dossier)
    gelezen = {"gevolgen": client.post(pad, velden).context["afdruk"]}
    erbij = [weegploeg.signaal("wpg-20")]
    weegploeg.in_weging(cast, dossier=dossier, speler=cast.politie, signalen=erbij)
    opnieuw = client.post(pad, velden | gelezen)
    tekst = opnieuw.content.decode()
    assert "Er is intussen iets veranderd" in tekst
    assert "Politie Limburg vertelt dat er geen casusoverleg komt" in tekst
    assert _niets(dossier)
    gelezen = {"gevolgen": opnieuw.context["afdruk"], "eenmalig": str(uuid4())}
    assert client.post(pad, velden | gelezen).status_code == 302
    # The same once more, or from a second tab, does nothing again.
    assert client.post(pad, velden | gelezen).status_code == 302
    assert client.post(pad, velden | gelezen | {"eenmalig": str(uuid4())}).status_code == 200
    assert dossier.vastleggingen.count() == 1


@pytest.mark.parametrize("wat", ["informeren", "afsluiten"])
def test_ook_informeren_en_afsluiten_zeggen_eerst_wat_er_gebeurt(cast: Cast, wat: str) -> None:
    dossier = weegploeg.met_advies(cast)
    pad = reverse(f"weegploeg:{wat}", args=[dossier.pk])
    velden = {
        "informeren": {"wie": "subject", "afspraak": "De burgemeester belt"},
        "afsluiten": {"keuze": "plan_afsluiten", "argumenten": "Klaar", "niet_af": "Gaat door"},
    }[wat]
    eerder = dossier.vastleggingen.count()
    pagina = _browser(cast.uitvoerder).post(pad, velden | weegploeg.wie_sprak(cast))
    assert "Er is nog niets vastgelegd" in pagina.content.decode()
    dossier.refresh_from_db()
    assert (dossier.vastleggingen.count(), dossier.stand) == (eerder, Stand.GEAGENDEERD)
    assert cast.uitvoerder.client.post(pad, velden | weegploeg.wie_sprak(cast)).status_code == 302
    assert dossier.vastleggingen.count() == eerder + 1


# One form ------------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-informeren", "besluit")
@pytest.mark.parametrize("uitkomst", ["casusoverleg", "geen_casusoverleg"])
@pytest.mark.parametrize("keuze", ["wel", "niet", ""])
def test_een_formulier_legt_ook_vast_of_het_subject_wordt_geinformeerd(
    cast: Cast, uitkomst: str, keuze: str
) -> None:
    dossier = weegploeg.gewogen(cast)
    erbij = WEL | {"informeren": keuze}
    if keuze == "niet":
        grond = Uitzonderingsgrond.objects.get(code="41-1-d").pk
        erbij |= {"grond": grond, "reden": "Onderzoek", **weegploeg.AFGEWOGEN}
        zonder_dag = cast.uitvoerder.client.post(
            _pad(dossier, uitkomst), _velden(cast, dossier, **erbij)
        )
        assert "Kies een dag in de toekomst" in zonder_dag.content.decode()
        assert _niets(dossier)  # all of it or nothing
        erbij["heroverwegen_op"] = str(vandaag() + timedelta(days=30))
    antwoord = cast.uitvoerder.client.post(_pad(dossier, uitkomst), _velden(cast, dossier, **erbij))
    assert antwoord.status_code == 302
    vastlegging = dossier.vastleggingen.get()
    rijen = Informatiebesluit.objects.filter(vastlegging=vastlegging)
    assert [rij.informeren for rij in rijen] == {"wel": [True], "niet": [False], "": []}[keuze]
    verder = "informeren" if keuze == "" else "dossier"
    assert antwoord.url == reverse(f"weegploeg:{verder}", args=[dossier.pk])


@pytest.mark.clausule("WEE-partners", "reden")
def test_per_partner_staat_waarom_het_niet_met_minder_kan(cast: Cast) -> None:
    dossier, partij = weegploeg.gewogen(cast), cast.reclassering.partij
    client, pad = cast.uitvoerder.client, _pad(dossier)
    assert partij.taak
    assert partij.taak in client.get(pad).content.decode()
    assert "Wettelijke taak: Behandeling" in client.get(pad).content.decode()  # annex 1
    for naam in AFWEGING:
        fout = client.post(pad, _velden(cast, dossier, **_partner(partij, **{naam: " "})))
        assert fout.context["form"].errors[f"{naam}_{partij.pk}"]
    assert _niets(dossier)
    assert client.post(pad, _velden(cast, dossier, **_partner(partij))).status_code == 302
    tekst = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert all(f"Om {naam}" in tekst for naam in AFWEGING)
    with connection.cursor() as cursor:
        cursor.execute("SELECT noodzaak FROM weegploeg_gekozenpartner")
        assert "Om noodzaak" not in cursor.fetchone()[0]


@pytest.mark.clausule("WEE-rvdk-bekend", "al-betrokken")
@pytest.mark.clausule("WEE-rvdk-bekend", "licht-in")
@pytest.mark.parametrize("rol", ["deelnemer", "adviseur"])
def test_of_de_raad_al_betrokken_was_en_dat_hij_zelf_inlicht(cast: Cast, rol: str) -> None:
    dossier = weegploeg.gewogen(cast, naw={"geboortedatum": jaren_geleden(16)})
    raad, client, pad = cast.rvdk.partij, cast.uitvoerder.client, _pad(dossier)
    velden = _velden(cast, dossier, **_partner(raad, rol=rol, grond="strafbaar_feit"))
    fout = client.post(pad, velden)
    assert fout.context["form"].errors[f"bekend_{raad.pk}"]
    assert _niets(dossier)
    assert client.post(pad, velden | {f"bekend_{raad.pk}": "ja"}).status_code == 302
    tekst = cast.om.client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "De Raad was al betrokken bij deze minderjarige." in tekst
    assert ("licht de persoon zelf in" in tekst) == (rol == "deelnemer")


# In a meeting --------------------------------------------------------------------------------------
@pytest.mark.clausule("WEE-datum", "overleg")
@pytest.mark.clausule("WEE-eens", "bezwaar-verslag")
@pytest.mark.clausule("WEE-agenda", "verslag")
def test_in_een_overleg_staan_dag_en_sprekers_vast(cast: Cast) -> None:
    dossier = weegploeg.gewogen(cast, op=vandaag() - timedelta(days=9))
    gisteren = vandaag() - timedelta(days=1)
    overleg = overleggen.overleg(cast, cast.gemeente, cast.politie, cast.om, dag=gisteren)
    overleg.genodigden.update(aanwezig=True)
    pad = _pad(dossier, "geen_casusoverleg", overleg=overleg.pk)
    form = cast.uitvoerder.client.get(pad).context["form"]
    assert not {"genomen_op", "wijze", "overleg"} & set(form.fields)
    assert form[f"spreker_{cast.om.partij.pk}"].value() == str(cast.om.gebruiker.pk)
    velden = _velden(cast, dossier, **WEL)
    antwoord = cast.uitvoerder.client.post(pad, velden)
    assert antwoord.url == reverse("overleg:scherm", args=[overleg.pk])
    dossier.refresh_from_db()
    vastlegging = dossier.vastleggingen.get()
    assert (vastlegging.overleg, dossier.besloten_op) == (overleg, gisteren)
    waar = f"In het overleg van {date_format(gisteren, 'j F Y')}, 09:00"
    paginas = [reverse("weegploeg:dossier", args=[dossier.pk]), vastlegging_pad(vastlegging)]
    for pagina in paginas:
        assert waar in cast.gemeente.client.get(pagina).content.decode()
    cast.om.client.post(
        reverse("weegploeg:bezwaar", args=[dossier.pk, vastlegging.pk]), {"reden": "Te vroeg"}
    )
    soort = bestand("weegploeg.weegploegdossier")
    vol = soort.met_inhoud.get(pk=dossier.pk)
    tekst = " ".join(
        f"{regel.label} {regel.waarde}"
        for deel in soort.verslag(vol, overleg)
        for regel in deel.regels
    )
    for zin in ("Kanarie, daarom", "Om, gemachtigd", "Te vroeg", "De wijkagent belt"):
        assert zin in tekst
    ander = overleggen.overleg(cast, dag=gisteren, begin=time(13), eind=time(14))
    assert soort.verslag(vol, ander) == []
    # As long as the meeting is kept, and without it to who reads the file and not the meeting.
    for zonder in (lambda: Overleg.objects.filter(pk=overleg.pk).update(kring="", houder="", lezers=[]),
                   overleg.delete):  # fmt: skip
        zonder()
        for pagina in paginas:
            tekst = cast.om.client.get(pagina).content.decode()
            assert "In een overleg" in tekst
            assert waar not in tekst


@pytest.mark.clausule("WEE-datum", "overleg")
@pytest.mark.parametrize("welk", ["van maastricht", "morgen", "casusoverleg"])
def test_een_overleg_van_een_ander_of_later_telt_niet(cast: Cast, welk: str) -> None:
    dossier = weegploeg.gewogen(cast)
    velden = {
        "van maastricht": {"partij": cast.maastricht.partij, "dag": vandaag()},
        "morgen": {"dag": vandaag() + timedelta(days=1)},
        "casusoverleg": {"soort": "casusoverleg", "dag": vandaag()},
    }[welk]
    overleg = overleggen.overleg(cast, **velden)
    client, pad = cast.uitvoerder.client, _pad(dossier, "geen_casusoverleg", overleg=overleg.pk)
    vast = "genomen_op" not in client.get(pad).context["form"].fields
    assert vast == (welk == "morgen")
    if vast:
        fout = client.post(pad, _velden(cast, dossier))
        assert "Deze dag moet nog komen." in str(fout.context["form"].errors)
    pad = _pad(dossier, "geen_casusoverleg")
    client.post(pad, _velden(cast, dossier, overleg=str(overleg.pk)))
    assert dossier.vastleggingen.get().overleg is None


def test_een_dossier_komt_op_de_agenda_om_een_reden(cast: Cast) -> None:
    soort = bestand("weegploeg.weegploegdossier")

    def reden(dossier: Any) -> str:
        return soort.bespreken(soort.met_feiten.get(pk=dossier.pk), vandaag())

    assert reden(weegploeg.in_weging(cast)) == "nieuw"
    assert reden(weegploeg.nadere_duiding(cast)) == ""
    assert reden(weegploeg.met_advies(cast)) == "afsluiten"
    dossier = weegploeg.niet_geagendeerd(cast)
    assert reden(dossier) == ""
    vastlegging = dossier.vastleggingen.get()
    cast.om.client.post(
        reverse("weegploeg:bezwaar", args=[dossier.pk, vastlegging.pk]), {"reden": "Nee"}
    )
    assert reden(dossier) == "bezwaar"


@pytest.mark.parametrize("wat", ["vragen_erbij", "vraag_verzetten"])
def test_voor_iemand_een_vraag_of_meer_tijd_krijgt_staat_er_wat_hij_leest(
    cast: Cast, wat: str
) -> None:
    dossier = weegploeg.gevraagd(cast, cast.extern.partij)
    vraag, dag = dossier.duidingsvragen.get(), vandaag() + 50 * timedelta(days=1)
    erbij = wat == "vragen_erbij"
    velden: dict[str, Any] = {"uiterlijk": dag.isoformat()}
    if erbij:
        wie = {"aan_1": cast.reclassering.partij.pk, "vraag_1": "Kent u hem?", "nodig_1": "Nieuw?"}
        velden |= wie
    pad = reverse(f"weegploeg:{wat}", args=[dossier.pk] + [vraag.pk] * (not erbij))
    client = _browser(cast.uitvoerder)
    pagina = client.post(pad, velden)
    naam = "Reclassering Nederland" if erbij else "GGZ Maasoever"
    tekst = pagina.content.decode()
    assert f"{naam}, met antwoord uiterlijk op {date_format(dag, 'j F Y')}" in tekst
    assert f"{naam} leest tot en met die dag om wie het gaat" in tekst
    assert ("GGZ Maasoever leest" in tekst) == (
        not erbij
    )  # nothing is said of whom nothing changes
    assert "Dit dossier blijft tot en met" in tekst
    assert not dossier.duidingsvragen.filter(uiterlijk=dag).exists()
    klaar = client.post(pad, velden | {"gevolgen": pagina.context["afdruk"]})
    assert klaar.status_code == 302
    assert dossier.duidingsvragen.filter(uiterlijk=dag).exists()


def test_voor_een_besluit_na_bezwaar_blijft_staat_er_wat_weer_kan(cast: Cast) -> None:
    dossier = weegploeg.geagendeerd(cast)
    rij = dossier.vastleggingen.get()
    cast.om.client.post(reverse("weegploeg:bezwaar", args=[dossier.pk, rij.pk]), {"reden": "Nee"})
    pad = reverse("weegploeg:handhaven", args=[dossier.pk, rij.pk])
    velden = {"argumenten": "Besproken", **weegploeg.wie_sprak(cast)}
    client = _browser(cast.uitvoerder)
    pagina = client.post(pad, velden)
    tekst = pagina.content.decode()
    assert "Het bezwaar van OM Limburg is besproken en eindigt." in tekst
    assert "kan weer partijen toelaten en gegevens geven" in tekst
    assert dossier.bezwaren.get().beeindigd_op is None
    klaar = client.post(pad, velden | {"gevolgen": pagina.context["afdruk"]})
    assert klaar.status_code == 302
    assert dossier.bezwaren.get().beeindigd_op


# Elsewhere ---------------------------------------------------------------------------------------
def test_voor_een_partij_meedoet_staat_er_wat_die_te_lezen_krijgt(cast: Cast) -> None:
    casus = casussen.casus(cast)
    pad = reverse("casusoverleg:deelname", args=[casus.pk])
    client = _browser(cast.uitvoerder)
    velden = {
        "partij": cast.extern.partij.pk,
        "reden": "Behandelt hem",
        "waarvoor": "uitvoering",
        "rol": "deelnemer",
        "van": vandaag(),
    }
    antwoord = client.post(pad, velden)
    assert antwoord.templates[0].name == "dossier/gevolgen.html"
    assert "leest alleen het vastgestelde plan" in antwoord.content.decode()
    assert not casus.deelnames.filter(partij=cast.extern.partij).exists()
    gelezen = velden | {"gevolgen": antwoord.context["afdruk"]}
    assert client.post(pad, gelezen).status_code == 302
    assert casus.deelnames.filter(partij=cast.extern.partij).exists()
