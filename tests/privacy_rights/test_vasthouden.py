"""What was refused is not destroyed while the person can still object (MC 12.4)."""

import re
from datetime import timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.core.management import call_command
from django.urls import reverse

from casusoverleg.models import Casus
from meldingen.models import Melding
from privacy_rights import decisions, rules
from privacy_rights.models import Verzoek
from privacy_rights.tasks import geef_verzoeken_door
from register.afleiden import leid_af
from register.models import Dossier
from tests.cast import Cast
from tests.hulp import vandaag, verlopen, verzoeken

DAG = timedelta(days=1)


@pytest.fixture
def zaak(cast: Cast) -> Casus:
    return verzoeken.een_casus(cast)


@pytest.mark.clausule("RVB-weigering", "wacht")
def test_wat_deels_is_geweigerd_blijft_tot_er_geen_bezwaar_meer_kan_komen(
    cast: Cast, zaak: Casus
) -> None:
    rij = verzoeken.nagekeken(cast)  # without what is about others
    client = cast.uitvoerder.client
    assert verzoeken.stuur(client, verzoeken.pad("beantwoorden", rij)).status_code == 302
    tot = rules.bezwaar_uiterlijk(vandaag()) + timedelta(weeks=1)
    blad = client.get(reverse("beveiliging:toegang", args=["casusoverleg", zaak.pk]))
    assert "Tegen een weigering kan nog bezwaar komen" in blad.content.decode()
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == tot


@pytest.mark.clausule("RVB-weigering", "wacht")
def test_na_de_termijn_gaat_het_pas_weg_als_er_geen_bezwaar_meer_kan_komen(cast: Cast) -> None:
    verzoeken.een_casus(cast)
    melding = verzoeken.een_melding(cast)
    verzoeken.beantwoord(cast)
    Melding.objects.update(ontvangen_op=verlopen(relativedelta(months=6)))
    leid_af(melding)
    call_command("bewaartermijnen")
    assert Melding.objects.exists()
    Dossier.objects.filter(pk=melding.pk).update(opgeschort_tot=vandaag() - DAG)
    call_command("bewaartermijnen")
    assert not Melding.objects.exists()


@pytest.mark.clausule("RVB-weigering", "wacht")
def test_niemand_heft_dat_uitstel_op_of_maakt_het_korter(cast: Cast, zaak: Casus) -> None:
    verzoeken.beantwoord(cast)
    client = cast.uitvoerder.client
    op = reverse("retention:uitstel_opheffen", args=[zaak.pk])
    assert "nog bezwaar komen" in client.post(op, {}, follow=True).content.decode()
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot
    velden = {
        "reden": "bezwaar",
        "besloten_door": [str(p.pk) for p in zaak.bestand.kernpartijen(zaak)],
        "besloten_op": vandaag(),
        "kenmerk": "Z-2026-77",
    }
    opschorten = reverse("retention:opschorten", args=[zaak.pk])
    kort = client.post(opschorten, velden | {"tot": vandaag() + DAG})
    assert "tot" in kort.context["form"].errors
    lang = vandaag() + timedelta(days=200)
    assert client.post(opschorten, velden | {"tot": lang}).status_code == 302
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == lang
    assert client.post(op, {}).status_code == 302
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == vandaag()


@pytest.mark.clausule("RVB-weigering", "wacht")
@pytest.mark.parametrize(("uitkomst", "wacht"), [("ja", False), ("deels", True), ("nee", True)])
def test_ook_wie_niet_kreeg_wat_hij_vroeg_kan_nog_in_bezwaar(
    cast: Cast, zaak: Casus, uitkomst: str, wacht: bool
) -> None:
    rij = verzoeken.met_identiteit(cast, soort=Verzoek.Soort.WISSEN)
    pad = verzoeken.pad("afhandelen", rij)
    velden = {"beantwoord_op": vandaag(), "uitkomst": uitkomst, "kenmerk": "Z-1"} | {
        "besluit_reden": "Omdat"
    }
    antwoord = cast.uitvoerder.client.post(pad, velden)
    assert antwoord.status_code == 302, antwoord.context["form"].errors
    assert (Dossier.objects.get(pk=zaak.pk).opgeschort_tot is not None) is wacht


@pytest.mark.clausule("RVB-weigering", "wacht")
@pytest.mark.parametrize("dagen", [-1, 10])
def test_een_korter_uitstel_van_de_kernpartijen_maakt_het_niet_op_te_heffen(
    cast: Cast, zaak: Casus, dagen: int
) -> None:
    """What they suspended, and is over or ends before the term to object, would else be theirs to lift."""
    Dossier.objects.filter(pk=zaak.pk).update(
        opgeschort_tot=vandaag() + dagen * DAG, opgeschort_om="klacht", opgeschort_besluit="Z-1"
    )
    verzoeken.beantwoord(cast)
    op = reverse("retention:uitstel_opheffen", args=[zaak.pk])
    antwoord = cast.uitvoerder.client.post(op, {}, follow=True)
    assert "nog bezwaar komen" in antwoord.content.decode()
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == rules.bezwaar_binnen(vandaag())


# As long as the request runs ---------------------------------------------------------------------
def _stand(zaak: Casus) -> tuple[object, str]:
    rij = Dossier.objects.get(pk=zaak.pk)
    return rij.opgeschort_tot, rij.opgeschort_om


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_zolang_een_verzoek_loopt_wordt_niets_over_die_persoon_vernietigd(
    cast: Cast, zaak: Casus
) -> None:
    geef_verzoeken_door()
    assert _stand(zaak) == (None, "")
    rij = verzoeken.met_identiteit(cast)
    geef_verzoeken_door()
    assert _stand(zaak) == (rij.uiterlijk + timedelta(weeks=1), "verzoek")
    melding = verzoeken.een_melding(cast)  # came in since
    Melding.objects.update(ontvangen_op=verlopen(relativedelta(months=6)))
    leid_af(melding)
    geef_verzoeken_door()
    call_command("bewaartermijnen")
    assert Melding.objects.exists()
    # Nobody lifts it, and who does not handle requests does not learn that there is one.
    op = reverse("retention:uitstel_opheffen", args=[zaak.pk])
    weiger = cast.uitvoerder.client.post(op, {}, follow=True).content.decode()
    assert "Dit uitstel stopt vanzelf" in weiger
    blad = cast.reclassering.client.get(reverse("casusoverleg:casus", args=[zaak.pk]))
    assert not re.search("verzoek|weiger|bezwaar", blad.content.decode().lower())
    stuur = {"reden": "Bedacht zich", "ingetrokken_reden": "Bedacht zich"}
    stop = cast.uitvoerder.client.post(verzoeken.pad("stoppen", rij), stuur)
    assert stop.status_code == 302
    geef_verzoeken_door()
    assert _stand(zaak) == (None, "")
    call_command("bewaartermijnen")
    assert not Melding.objects.exists()


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_een_verzoek_dat_te_laat_is_houdt_vast_tot_het_is_beantwoord(
    cast: Cast, zaak: Casus
) -> None:
    laat = vandaag() - timedelta(days=60)
    verzoeken.met_identiteit(cast, ontvangen_op=laat)
    geef_verzoeken_door()
    assert _stand(zaak) == (vandaag() + timedelta(weeks=1), "verzoek")


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_wat_de_kernpartijen_uitstelden_gaat_voor_en_een_weigering_volgt_erop(
    cast: Cast, zaak: Casus
) -> None:
    eigen = {
        "opgeschort_tot": vandaag() + DAG,
        "opgeschort_om": "klacht",
        "opgeschort_besluit": "Z-1",
    }
    Dossier.objects.filter(pk=zaak.pk).update(**eigen)
    verzoeken.met_identiteit(cast)
    geef_verzoeken_door()
    assert _stand(zaak) == (vandaag() + DAG, "klacht")
    Dossier.objects.filter(pk=zaak.pk).update(opgeschort_tot=vandaag() - DAG)
    geef_verzoeken_door()
    assert _stand(zaak)[1] == "verzoek"
    verzoeken.beantwoord(cast)  # without what is about others
    geef_verzoeken_door()
    assert _stand(zaak)[1] == "weigering"


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_wie_vraagt_om_te_wissen_houdt_niets_tegen(cast: Cast, zaak: Casus) -> None:
    verzoeken.met_identiteit(cast, soort=Verzoek.Soort.WISSEN)
    geef_verzoeken_door()
    assert _stand(zaak) == (None, "")


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_op_de_laatste_dag_van_een_ander_uitstel_volgt_dat_van_het_verzoek_erop(
    cast: Cast, zaak: Casus
) -> None:
    """The jobs that destroy run before this one, and a day later it would be gone."""
    vandaag_nog = {
        "opgeschort_tot": vandaag(),
        "opgeschort_om": "klacht",
        "opgeschort_besluit": "Z",
    }
    Dossier.objects.filter(pk=zaak.pk).update(**vandaag_nog)
    verzoeken.met_identiteit(cast)
    geef_verzoeken_door()
    assert _stand(zaak)[1] == "verzoek"


@pytest.mark.clausule("RVB-weigering", "wacht")
def test_ook_wat_wie_weigert_zelf_niet_leest_blijft_tot_er_geen_bezwaar_meer_kan_komen(
    cast: Cast, zaak: Casus
) -> None:
    """Who registers requests reads no file; the job looks."""
    rij = verzoeken.met_identiteit(cast, cast.behandelaar, soort=Verzoek.Soort.BEZWAAR)
    geef_verzoeken_door()
    assert _stand(zaak)[1] == "verzoek"
    velden = {"uitkomst": "nee", "besluit_reden": "Omdat", "kenmerk": "Z-1"}
    nee = verzoeken.stuur(cast.behandelaar.client, verzoeken.pad("afhandelen", rij), **velden)
    assert nee.status_code == 302
    geef_verzoeken_door()
    assert _stand(zaak) == (rules.bezwaar_binnen(vandaag()), "weigering")
    Verzoek.objects.update(
        besluit_verteld_op=vandaag() - timedelta(weeks=10),
        beantwoord_op=vandaag() - timedelta(weeks=10),
    )
    geef_verzoeken_door()  # it lapses by its own day
    assert _stand(zaak)[1] == "weigering"


@pytest.mark.clausule("RET-opschorten", "verzoek")
def test_wat_is_gekozen_blijft_ook_zonder_geboortedatum(cast: Cast) -> None:
    ander = verzoeken.een_casus(cast, geboortedatum=None)
    rij = verzoeken.met_identiteit(cast)
    geef_verzoeken_door()
    assert _stand(ander) == (None, "")
    [kandidaat] = decisions.zoek(rij, actor=cast.uitvoerder.actor)
    decisions.kies_dossiers(rij, actor=cast.uitvoerder.actor, dossiers=[kandidaat.sleutel])
    geef_verzoeken_door()
    assert _stand(ander)[1] == "verzoek"
