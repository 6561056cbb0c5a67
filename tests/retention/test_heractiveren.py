"""From the archive back to the weegploeg, by instruction of the core parties (MC 13.4)."""

from datetime import timedelta
from typing import Any

import pytest
from dateutil.relativedelta import relativedelta
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from convenant.models import Grondslag
from gedeeld.actor import Actor
from gedeeld.termijnen import Grond
from gedeeld.weigering import Geweigerd
from register.models import Dossier, Gebeurtenis, Inzage, Termijn, Uitsluiting
from retention import decisions, heractiveren
from retention.models import Archiefstuk, Raadpleging
from tests.cast import Cast, Speler, grondslag, grondslag_om, wpg_artikel
from tests.hulp import oud, vandaag, verlopen
from weegploeg.heractiveren.decisions import VERVALLEN
from weegploeg.models import Heractivering, Signaal, WeegploegDossier

DAG = timedelta(days=1)
EEN_JAAR = relativedelta(years=1)


def _stuk(cast: Cast) -> Archiefstuk:
    """An archived file with a signal of the municipality and one of the police."""
    dossier = oud.dossier(cast, verlopen(EEN_JAAR))
    eigen = dossier.signalen.get()
    eigen.wpg_overleg = ""  # of police data alone
    eigen.save()
    Signaal.objects.create(
        dossier=dossier,
        inbreng=dossier.inbrengen.get(),
        omschrijving="politie zag een kanarie",
        aard="feit",
        gericht_op=["radicalisering"],
        partij=cast.politie.partij,
        grondslag=grondslag("wpg-16-1-burgemeester"),
        wpg_artikel=wpg_artikel("wpg-16-1-burgemeester"),
        grondslag_om=grondslag_om("wpg-16-1-burgemeester"),
    )
    (stuk,) = decisions.archiveer([dossier.pk], actor=Actor.systeem("test"), peildatum=vandaag())
    return stuk


def _pad(stuk: Archiefstuk) -> str:
    return reverse("retention:terughalen", args=[stuk.pk])


def _opdracht(cast: Cast, **anders: Any) -> dict[str, Any]:
    return {
        "reden": "Er zijn nieuwe signalen",
        "besloten_door": [str(partij.pk) for partij in cast.kern],
        "besloten_op": vandaag(),
        "kenmerk": "Z-2026-78",
        **anders,
    }


def _kies(client: Any, cast: Cast, stuk: Archiefstuk, *mee: str) -> Any:
    return client.post(_pad(stuk), {**_opdracht(cast), "stap": "kies", "mee": mee})


def _te_kiezen(antwoord: Any) -> dict[str, str]:
    """What the page offers: what it says -> its key."""
    return {label: sleutel for sleutel, label in antwoord.context["form"].fields["mee"].choices}


def _alles(stuk: Archiefstuk) -> list[Any]:
    """The rows of the piece as they stand in the database, the encrypted text too."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a::text, d::text FROM retention_archiefstuk a"
            " JOIN register_dossier d ON d.id = a.dossier_id WHERE d.id = %s",
            [stuk.pk],
        )
        return cursor.fetchall()


def _termijnen(stuk: Archiefstuk) -> list[Any]:
    rijen = Termijn.objects.filter(dossier=stuk.pk).order_by("grond")
    return list(rijen.values_list("grond", "van", "tot"))


@pytest.fixture
def stuk(cast: Cast) -> Archiefstuk:
    return _stuk(cast)


@pytest.mark.clausule("RET-heractiveren", "terug")
def test_de_weegploeg_krijgt_een_nieuw_dossier_met_wat_is_gekozen(
    cast: Cast, stuk: Archiefstuk
) -> None:
    client = cast.uitvoerder.client
    voor, termijnen = _alles(stuk), _termijnen(stuk)
    blad = client.get(_pad(stuk)).content.decode()
    assert "kanarie" not in blad.lower()  # first the instruction, then the file
    keuze = client.post(_pad(stuk), _opdracht(cast))
    te_kiezen = _te_kiezen(keuze)
    assert len(te_kiezen) == 2
    (van_politie,) = (sleutel for wat, sleutel in te_kiezen.items() if "politie zag" in wat)
    antwoord = _kies(client, cast, stuk, van_politie)
    nieuw = WeegploegDossier.objects.get()
    assert antwoord.url == reverse("weegploeg:dossier", args=[nieuw.pk])
    assert nieuw.persoon == oud.PERSOON
    assert [rij.omschrijving for rij in nieuw.signalen.all()] == ["politie zag een kanarie"]
    (inbreng,) = nieuw.inbrengen.all()
    assert (inbreng.partij, inbreng.melder_naam) == (cast.politie.partij, "")
    assert nieuw.stand == WeegploegDossier.Stand.IN_WEGING
    assert nieuw.zaak != stuk.zaak
    pagina = client.get(antwoord.url).content.decode()
    for woord in ("Teruggehaald uit het archief", stuk.nummer, "nieuwe signalen", "Z-2026-78"):
        assert woord in pagina, woord
    # The archived file is as it was, and its term runs on.
    assert (_alles(stuk), _termijnen(stuk)) == (voor, termijnen)
    gebeurd = Gebeurtenis.objects.filter(pseudoniem=stuk.pseudoniem)
    assert gebeurd.filter(soort="retention.teruggehaald").exists()
    dag = stuk.laatste_dag + DAG
    decisions.verwerk(Grond.VIJF_JAAR, actor=Actor.systeem("test"), peildatum=dag)
    assert not Dossier.objects.filter(pk=stuk.pk).exists()
    assert Dossier.objects.filter(pk=nieuw.pk).exists()


@pytest.mark.clausule("RET-heractiveren", "terug")
def test_de_zes_maanden_lopen_vanaf_de_opdracht(cast: Cast, stuk: Archiefstuk) -> None:
    Dossier.objects.filter(pk=stuk.pk).update(gearchiveerd_op=vandaag() - 40 * DAG)
    client, dag = cast.uitvoerder.client, vandaag() - 5 * DAG
    keuze = _te_kiezen(client.post(_pad(stuk), _opdracht(cast, besloten_op=dag)))
    velden = {**_opdracht(cast, besloten_op=dag), "stap": "kies", "mee": list(keuze.values())}
    assert client.post(_pad(stuk), velden).status_code == 302
    nieuw = WeegploegDossier.objects.get()
    termijn = Termijn.objects.get(dossier=nieuw.pk, grond=Grond.NIET_BESLOTEN)
    assert (termijn.van, termijn.tot) == (dag, dag + relativedelta(months=6))


@pytest.mark.clausule("RET-heractiveren", "terug")
def test_zonder_opdracht_van_alle_kernpartijen_gaat_er_niets_terug(
    cast: Cast, stuk: Archiefstuk
) -> None:
    Dossier.objects.filter(pk=stuk.pk).update(gearchiveerd_op=vandaag() - 60 * DAG)
    client = cast.uitvoerder.client
    for anders, veld in (
        ({"reden": ""}, "reden"),
        ({"besloten_door": [str(cast.gemeente.partij.pk)]}, "besloten_door"),
        ({"besloten_op": vandaag() + DAG}, "besloten_op"),
        ({"besloten_op": vandaag() - relativedelta(months=1) - DAG}, "besloten_op"),
        ({"kenmerk": ""}, "kenmerk"),
    ):
        antwoord = client.post(_pad(stuk), _opdracht(cast, **anders))
        assert set(antwoord.context["form"].errors) == {veld}
        assert "kanarie" not in antwoord.content.decode().lower()
        # Nor by going past the first page.
        mee = [rij["pk"] for rij in heractiveren.lees(stuk.inhoud).rijen]
        client.post(_pad(stuk), {**_opdracht(cast, **anders), "stap": "kies", "mee": mee})
    assert not WeegploegDossier.objects.exists()
    assert not Raadpleging.objects.exists()


@pytest.mark.clausule("WPG-vervalt", "heractiveren")
def test_wat_op_een_vervallen_grond_rust_komt_niet_terug(cast: Cast, stuk: Archiefstuk) -> None:
    client = cast.uitvoerder.client
    alle = _te_kiezen(client.post(_pad(stuk), _opdracht(cast)))
    grond = Grondslag.objects.filter(code="wpg-16-1-burgemeester")
    grond.update(laatste_dag=vandaag())  # the last day counts whole
    assert _te_kiezen(client.post(_pad(stuk), _opdracht(cast))) == alle
    grond.update(laatste_dag=vandaag() - DAG)
    keuze = client.post(_pad(stuk), _opdracht(cast))
    over = _te_kiezen(keuze)
    assert len(over) == 1
    assert not any("politie" in wat for wat in over)
    assert VERVALLEN in keuze.content.decode()
    # Nor when it is asked for all the same.
    antwoord = _kies(client, cast, stuk, *alle.values())
    assert set(antwoord.context["form"].errors) == {"mee"}
    assert not WeegploegDossier.objects.exists()
    assert _kies(client, cast, stuk, *over.values()).status_code == 302
    assert not Signaal.objects.filter(partij=cast.politie.partij).exists()


def test_ook_wat_niet_meer_mag_van_de_wpg_blijft_achter(cast: Cast, stuk: Archiefstuk) -> None:
    """Who brought it in is no core party any more: nobody answers for it (MC 6)."""
    (stuk,) = Archiefstuk.objects.all()
    stuk.inhoud = stuk.inhoud.replace(str(cast.politie.partij.pk), str(cast.reclassering.partij.pk))
    stuk.save(update_fields=["inhoud"])
    keuze = cast.uitvoerder.client.post(_pad(stuk), _opdracht(cast))
    assert len(_te_kiezen(keuze)) == 1
    assert "geen kernpartij meer" in keuze.content.decode()


@pytest.mark.clausule("RET-heractiveren", "terug")
def test_lezen_om_te_kiezen_staat_in_het_logboek(cast: Cast, stuk: Archiefstuk) -> None:
    cast.uitvoerder.client.post(_pad(stuk), _opdracht(cast))
    (raadpleging,) = Raadpleging.objects.all()
    assert (raadpleging.reden, raadpleging.nummer) == ("terughalen", stuk.nummer)
    rijen = Inzage.objects.filter(pseudoniem=stuk.pseudoniem, soort=Inzage.Soort.ARCHIEF)
    assert rijen.exists()
    blad = cast.uitvoerder.client.get(reverse("retention:archiefstuk", args=[stuk.pk]))
    assert "opdracht om gegevens terug te halen" not in blad.content.decode()  # nobody chooses it


def test_zolang_dat_dossier_loopt_komt_er_geen_tweede(cast: Cast, stuk: Archiefstuk) -> None:
    client = cast.uitvoerder.client
    keuze = _te_kiezen(client.post(_pad(stuk), _opdracht(cast)))
    assert _kies(client, cast, stuk, *keuze.values()).status_code == 302
    nummer = WeegploegDossier.objects.get().nummer
    assert nummer in _kies(client, cast, stuk, *keuze.values()).content.decode()
    assert Heractivering.objects.count() == 1


def test_wie_was_uitgesloten_leest_ook_het_nieuwe_dossier_niet(
    cast: Cast, stuk: Archiefstuk
) -> None:
    Uitsluiting.objects.create(
        dossier_id=stuk.pk,
        gebruiker=cast.politie.gebruiker,
        reden="buren",
        sinds=timezone.now(),
        door=cast.uitvoerder.gebruiker,
    )
    client = cast.uitvoerder.client
    keuze = _te_kiezen(client.post(_pad(stuk), _opdracht(cast)))
    assert _kies(client, cast, stuk, *keuze.values()).status_code == 302
    pagina = reverse("weegploeg:dossier", args=[WeegploegDossier.objects.get().pk])
    assert cast.om.client.get(pagina).status_code == 200
    assert cast.politie.client.get(pagina).status_code == 404


def test_alleen_wie_het_dossier_bijhoudt_haalt_terug(cast: Cast, stuk: Archiefstuk) -> None:
    mag = {"uitvoerder", "uitvoerder_weegploeg"}
    leden: dict[str, Speler] = cast.allen
    for naam, lid in leden.items():
        assert (lid.client.get(_pad(stuk)).status_code == 200) == (naam in mag), naam
        assert (lid.client.post(_pad(stuk), _opdracht(cast)).status_code == 200) == (naam in mag)
    form = heractiveren.Kernbesluit(cast.kern, vandaag(), "Z-1")
    with pytest.raises(Geweigerd):
        heractiveren.heractiveer(
            stuk, actor=cast.om.actor, besluit=form, reden="Nieuwe signalen", mee=[]
        )
