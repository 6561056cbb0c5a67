"""What is written about a meeting itself names no subject: it warns, as the question to a body outside does."""

from datetime import time
from typing import Any

import pytest
from django.urls import reverse

from overleg.models import Overleg
from tests.cast import Cast
from tests.hulp import weegploeg
from tests.hulp.gegevens import vandaag
from tests.hulp.overleggen import geweest, overleg


def _post(cast: Cast, wat: str, dossier: Any, tekst: str, **anders: str) -> Any:
    """One of the texts of a meeting, by the secretary."""
    client = cast.uitvoerder.client
    tijd = {"dag": vandaag(), "begin": "09:00", "eind": "11:00"}
    if wat == "nieuw":
        velden = tijd | {"soort": "weegploeg", "partij": cast.gemeente.partij.pk, "plaats": tekst}
        return client.post(reverse("overleg:nieuw"), velden | anders)
    if wat == "opmerking":
        rij = geweest(cast, "verslag", dossier)
        return client.post(reverse("overleg:opmerking", args=[rij.pk]), {"tekst": tekst} | anders)
    if wat == "besproken":
        rij = geweest(cast, "bezig", dossier)
        punt = rij.punten.create(onderwerp="Rooster", volgorde=9)
        pad = reverse("overleg:besproken", args=[rij.pk, punt.pk])
        return client.post(pad, {"conclusie": tekst} | anders)
    rij = overleg(cast, cast.politie, dag=vandaag(), begin=time(9))
    if wat == "wijzigen":
        return client.post(
            reverse("overleg:wijzigen", args=[rij.pk]), tijd | {"plaats": tekst} | anders
        )
    return client.post(reverse("overleg:algemeen", args=[rij.pk]), {"onderwerp": tekst} | anders)


VELD = {
    "nieuw": "plaats",
    "wijzigen": "plaats",
    "algemeen": "onderwerp",
    "besproken": "conclusie",
    "opmerking": "tekst",
}


@pytest.mark.clausule("WEE-agenda", "geen-namen")
@pytest.mark.parametrize("wat", VELD)
def test_een_tekst_bij_een_overleg_waarschuwt_als_hij_iemand_noemt(cast: Cast, wat: str) -> None:
    """By name, address or birth date; what was typed stays, and who says that it is nobody goes on."""
    dossier = weegploeg.in_weging(cast)
    geboren = dossier.geboortedatum.strftime("%d-%m-%Y")
    for woord in ("Verzonnen", dossier.straat, geboren):
        antwoord = _post(cast, wat, dossier, f"Eerst over {woord} praten")
        assert antwoord.status_code == 200
        form = antwoord.context["form"]
        assert "Haal dit weg" in str(form.errors[VELD[wat]])
        assert f"Eerst over {woord} praten" in antwoord.content.decode()
        assert "toch" in form.fields
    goed = _post(cast, wat, dossier, f"Eerst over {dossier.straat} praten", toch="on")
    assert goed.status_code == 302
    assert _post(cast, wat, dossier, "Eerst over het rooster praten").status_code == 302
    # Of a file that he does not read he learns nothing by it.
    ander = weegploeg.in_weging(
        cast, naw={"voornamen": "Sanne", "tussenvoegsel": "", "achternaam": "Vogel"}
    )
    type(ander).objects.filter(pk=ander.pk).update(kring="", houder="")
    assert _post(cast, wat, dossier, "Eerst over Vogel praten").status_code == 302
    assert Overleg.objects.exists()
