"""The decision on a request of another kind than access, and the letter that says so (MC 12.4; Awb 3:45, 9:12)."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from casusoverleg.dossier.models import Casus
from convenant.models import Mandaat
from privacy_rights import rules
from privacy_rights.models import Verzoek, Verzoekbrief
from register.models import Dossier
from register.werk import werk
from tests.cast import Cast
from tests.hulp import verzoeken
from tests.hulp.gegevens import vandaag
from tests.hulp.verzoeken import pad, stuur
from tests.privacy_rights.pdf_tekst import pdf_tekst

Soort, Uitkomst = Verzoek.Soort, Verzoek.Uitkomst
ANDER = [soort for soort in Soort if soort != Soort.INZAGE]
REDEN = "BRIEF-reden: de gegevens zijn nodig voor een wettelijke taak."


def _besluit(cast: Cast, rij: Verzoek, uitkomst: str, **anders: Any) -> Any:
    velden = {"uitkomst": uitkomst, "besluit_reden": REDEN} | anders
    return stuur(cast.uitvoerder.client, pad("afhandelen", rij), **velden)


def _verstuur(cast: Cast, rij: Verzoek, op: date) -> str:
    """Make the letter and send it; what it says."""
    client = cast.uitvoerder.client
    nieuw = reverse("brieven:nieuw", args=["privacy_rights", rij.pk, "besluit", rij.pk])
    assert nieuw in client.get(pad("verzoek", rij)).content.decode()
    assert client.post(nieuw).status_code == 302
    plek = ["privacy_rights", rij.pk, Verzoekbrief.objects.get().pk]
    assert client.post(reverse("brieven:definitief", args=plek)).status_code == 302
    tekst = " ".join(pdf_tekst(client.get(reverse("brieven:pdf", args=plek)).content).split())
    gedaan = {"op": op, "wijze": "post"}
    assert client.post(reverse("brieven:verstuurd", args=plek), gedaan).status_code == 302
    assert nieuw not in client.get(pad("verzoek", rij)).content.decode()
    return tekst


def _wacht(cast: Cast) -> list[str]:
    return [taak.wat for taak in werk(cast.uitvoerder.actor)]


@pytest.mark.clausule("RVB-weigering", "redenen")
@pytest.mark.clausule("RVB-weigering", "namens")
@pytest.mark.clausule("RVB-weigering", "bezwaar")
@pytest.mark.clausule("RVB-weigering", "klacht")
@pytest.mark.parametrize("soort", ANDER)
@pytest.mark.parametrize("uitkomst", list(Uitkomst))
def test_elk_besluit_gaat_weg_in_een_brief_die_zegt_wat_u_kunt_doen(
    cast: Cast, soort: str, uitkomst: str
) -> None:
    rij = verzoeken.met_identiteit(cast, soort=soort)
    assert _besluit(cast, rij, uitkomst).status_code == 302
    assert "Verstuur de brief met het besluit" in _wacht(cast)
    tekst = _verstuur(cast, rij, vandaag())
    assert "Verstuur de brief met het besluit" not in _wacht(cast)
    rij.refresh_from_db()
    assert rij.besluit_verteld_op == vandaag()
    mandaat = Mandaat.objects.get(partij=rij.partij)
    for staat in (REDEN, mandaat.namens, mandaat.besluit, "Autoriteit Persoonsgegevens"):
        assert staat in tekst
    bezwaar = soort != Soort.KLACHT
    assert ("binnen zes weken" in tekst and mandaat.bezwaar in tekst) is bezwaar
    assert ("rechtbank" in tekst) is bezwaar
    assert ("ombudsman" in tekst) is not bezwaar
    # Nobody said that it was done: the letter does not say so either.
    assert ("Wij voeren dit uit, uiterlijk op" in tekst) is (bezwaar and uitkomst != Uitkomst.NEE)
    assert "is uitgevoerd" not in tekst


@pytest.mark.clausule("RVB-weigering", "redenen")
@pytest.mark.parametrize(
    ("soort", "uitkomst", "nodig"),
    [
        ("wissen", "nee", True),
        ("bezwaar", "deels", True),
        ("klacht", "ja", True),
        ("wissen", "ja", False),
    ],
)
def test_wie_niet_alles_krijgt_hoort_waarom(
    cast: Cast, soort: str, uitkomst: str, nodig: bool
) -> None:
    rij = verzoeken.met_identiteit(cast, soort=soort)
    leeg = _besluit(cast, rij, uitkomst, besluit_reden=" ")
    if not nodig:
        assert leeg.status_code == 302
        return
    assert set(leeg.context["form"].errors) == {"besluit_reden"}
    assert leeg.context["form"]["uitkomst"].value() == uitkomst
    assert Verzoek.objects.get().loopt


@pytest.mark.clausule("RVB-weigering", "verraadt-niets")
def test_de_reden_noemt_geen_dossier(cast: Cast) -> None:
    zaak = verzoeken.een_casus(cast)
    rij = verzoeken.met_identiteit(cast, soort=Soort.WISSEN)
    fout = _besluit(cast, rij, "nee", besluit_reden=f"Het staat in {zaak.nummer}.")
    assert zaak.nummer in " ".join(fout.context["form"].errors["besluit_reden"])
    assert _besluit(cast, rij, "nee").status_code == 302
    assert zaak.nummer not in _verstuur(cast, rij, vandaag())


@pytest.mark.clausule("RVB-weigering", "wacht")
def test_de_zes_weken_lopen_vanaf_de_brief_en_niet_vanaf_het_besluit(cast: Cast) -> None:
    zaak: Casus = verzoeken.een_casus(cast)
    vroeg = vandaag() - timedelta(days=5)
    rij = verzoeken.met_identiteit(cast, soort=Soort.WISSEN, ontvangen_op=vroeg)
    assert _besluit(cast, rij, "nee", beantwoord_op=vroeg).status_code == 302
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == rules.bezwaar_binnen(vroeg)
    _verstuur(cast, rij, vandaag())
    assert Dossier.objects.get(pk=zaak.pk).opgeschort_tot == rules.bezwaar_binnen(vandaag())


@pytest.mark.clausule("BEV-mandaat", "brieven")
def test_zonder_mandaat_gaat_de_brief_niet_weg(cast: Cast) -> None:
    rij = verzoeken.met_identiteit(cast, soort=Soort.BEZWAAR)
    assert _besluit(cast, rij, "ja").status_code == 302
    Mandaat.objects.update(tot=vandaag() - timedelta(days=1))
    client = cast.uitvoerder.client
    client.post(reverse("brieven:nieuw", args=["privacy_rights", rij.pk, "besluit", rij.pk]))
    plek = ["privacy_rights", rij.pk, Verzoekbrief.objects.get().pk]
    pagina = client.get(reverse("brieven:brief", args=plek)).content.decode()
    assert "geen mandaat vast dat vandaag geldt" in pagina
    client.post(reverse("brieven:definitief", args=plek))
    assert Verzoekbrief.objects.get().definitief_op is None


def test_een_brief_uit_een_ander_systeem_heeft_een_nummer_en_dan_is_het_klaar(cast: Cast) -> None:
    rij = verzoeken.met_identiteit(cast, soort=Soort.BEZWAAR)
    assert _besluit(cast, rij, "nee", kenmerk="Z-26/1").status_code == 302
    rij.refresh_from_db()
    assert rij.besluit_verteld_op == rij.beantwoord_op
    assert _wacht(cast) == []
    nieuw = reverse("brieven:nieuw", args=["privacy_rights", rij.pk, "besluit", rij.pk])
    assert nieuw not in cast.uitvoerder.client.get(pad("verzoek", rij)).content.decode()
