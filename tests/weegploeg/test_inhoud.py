"""The file of the weegploeg holds what article 8.2 names, and nothing more (MC 8.2, PB 3.3)."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from gedeeld import fields
from gedeeld.personen import PersoonVelden
from tests.cast import Cast
from tests.hulp import weegploeg
from weegploeg.models import WeegploegDossier

VERSLEUTELD = tuple(
    soort
    for soort in vars(fields).values()
    if isinstance(soort, type) and soort.__name__.startswith("Versleutelde")
)
# Each field that holds words about somebody, and what allows it: the letter of article 8.2, or the
# article that has the weegploeg record it besides.
TEKST: dict[str, dict[str, str]] = {
    "WeegploegDossier": {
        **dict.fromkeys(
            ("voornamen", "tussenvoegsel", "achternaam", "straat", "postcode", "woonplaats"), "a"
        ),
        **dict.fromkeys(("geboortedatum", "geboren_ongeveer", "rekendatum"), "WEE-inhoud"),
        "duiding": "d",
        "band_feit": "WV 2.1",
        "geinformeerd_hoe": "MC 11.2",
        "contact_wie": "MC 11.2",
    },
    "Inbreng": {
        **dict.fromkeys(("melder_naam", "melder_contact"), "c"),
        "hulptraject": "PB 2",
        **dict.fromkeys(("politie_ingelicht_door", "politie_functie"), "MvT 5.1"),
    },
    "Melderinzage": {"reden": "MC 8.4"},
    "Heractivering": {"kenmerk": "MC 13.4", "reden": "MC 13.4"},
    "Ontvangst": {"toelichting": "WV 4", "reden": "WV 4"},
    "Signaal": {"omschrijving": "b", "noodzaak": "WV 3", "wpg_overleg": "WPG 2"},
    "Achterhouding": {},
    "Doorgifte": {
        **dict.fromkeys(("aan", "taak", "gegevens", "noodzaak"), "MvT 5.2"),
        "ander_doel": "AVG 14.4",
    },
    "Weging": {"toelichting": "d"},
    "Plaatsing": {"reden": "d"},
    "Standpunt": {"tekst": "PB 3.3"},
    "Vastlegging": {"correctie": "e"},
    "Spreker": {"naam": "e"},
    "Bezwaar": {"reden": "PB 3.3"},
    "Besluit": {"argumenten": "PB 3.3"},
    "GekozenPartner": dict.fromkeys(
        ("reden", "noodzaak", "proportionaliteit", "subsidiariteit"), "PB 3.4"
    ),
    "Duidingsvraag": {
        **dict.fromkeys(("partner", "vraag", "nodig", "antwoord"), "PB 3.4 ad 3"),
        "noodzaak": "WV 3",
        "wpg_overleg": "WPG 2",
    },
    "Partnervraag": dict.fromkeys(("over", "vraag", "antwoord"), "PB 3.4 ad 3"),
    "Informatiebesluit": {
        **dict.fromkeys(("afspraak", "eerder_weging"), "PB 3.4 besluit 3"),
        **dict.fromkeys(("reden", "afweging"), "MC 11.3, 11.4"),
    },
    "Brief": dict.fromkeys(("adres", "teksten", "inhoud"), "MC 11"),
    "Controle": {"wat": "MC 8.3"},
    "Correctie": {"oud": "MC 8.3", "oud_kern": "MC 8.3", "reden": "MC 8.3"},
    "Vergelijking": {"reden": "MC 8.3"},
}
# What the file itself says besides in a word or a day.
GEWOON = {
    "zoeksleutels": "to find a name",
    "dossier": "the row in the register",
    "stand": "e",
    "geopend_op": "b",
    "besloten_op": "e",
    "bewaren_tot": "MC 13.3",
    "doelen": "MC 3",
    "verblijf": "MC 3",
    "band": "WV 2.1",
    "casus_nummer": "e",
    "geinformeerd_op": "MC 11.2",
    "contact_op": "MC 11.2",
}


def _tekst(model: type[Model]) -> set[str]:
    return {veld.name for veld in model._meta.local_fields if isinstance(veld, VERSLEUTELD)}


@pytest.mark.clausule("WEE-inhoud", "niet-meer")
def test_het_bestand_van_de_weegploeg_heeft_geen_ander_veld_dan_artikel_8_noemt() -> None:
    modellen = list(apps.get_app_config("weegploeg").get_models())
    assert WeegploegDossier in modellen
    assert {model.__name__: _tekst(model) for model in modellen} == {
        naam: set(velden) for naam, velden in TEKST.items()
    }
    eigen = {veld.name for veld in WeegploegDossier._meta.local_fields}
    assert eigen == set(TEKST["WeegploegDossier"]) | set(GEWOON)


@pytest.mark.clausule("WEE-inhoud", "niet-meer")
def test_over_het_subject_vraagt_de_toepassing_naw_en_geboortedatum_en_niets_anders(
    cast: Cast,
) -> None:
    dossier = weegploeg.in_weging(cast)
    pad, client = reverse("weegploeg:subject", args=[dossier.pk]), cast.uitvoerder.client
    form: Any = client.get(pad).context["form"]
    assert set(form.fields) == {*PersoonVelden.NAW, "reden"}
    velden = {naam: form[naam].value() or "" for naam in form.fields}
    velden |= {"achternaam": "Anders", "reden": "Verkeerd gespeld"}
    meer = {"bsn": "123456782", "nationaliteit": "KANARIE", "foto": "KANARIE"}
    assert client.post(pad, velden | meer).status_code == 302
    pagina = client.get(reverse("weegploeg:dossier", args=[dossier.pk])).content.decode()
    assert "Anders" in pagina
    for waarde in meer.values():
        assert waarde not in pagina
