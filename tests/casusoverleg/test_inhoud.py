"""The file of the casusoverleg holds what article 10.2 names, and nothing more (MC 10.2)."""

from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import reverse

from casusoverleg.models import Casus
from gedeeld import fields
from gedeeld.personen import PersoonVelden
from tests.cast import Cast
from tests.hulp import casussen

VERSLEUTELD = tuple(
    soort
    for soort in vars(fields).values()
    if isinstance(soort, type) and soort.__name__.startswith("Versleutelde")
)
NAW = (
    *("voornamen", "tussenvoegsel", "achternaam", "straat", "postcode", "woonplaats"),
    *("geboortedatum", "geboren_ongeveer", "rekendatum"),
)
# Each field that holds words about somebody, and what allows it: the letter of article 10.2, or the
# article that has the casusoverleg record it besides.
TEKST: dict[str, dict[str, str]] = {
    "Casus": {
        **dict.fromkeys(
            ("voornamen", "tussenvoegsel", "achternaam", "straat", "postcode", "woonplaats"), "a"
        ),
        **dict.fromkeys(("geboortedatum", "geboren_ongeveer", "rekendatum"), "PB 3.4"),
        **dict.fromkeys(("duiding", "analyse", "beschermend", "eerder"), "d"),
        "toegang_reden": "CAS-toegang-partij",
    },
    "Signaal": {"omschrijving": "b", "noodzaak": "WV 3"},
    "Weging": {"toelichting": "d"},
    "Bijdrage": {
        **dict.fromkeys(("omschrijving", "noodzaak"), "MC 9.2"),
        **dict.fromkeys(("namens", "over_ander"), "PB 4.2"),
    },
    "Afweging": {},
    "Derde": dict.fromkeys(("naam", "adres", "gegevens", "noodzaak"), "f, g"),
    "Afsluitadvies": dict.fromkeys(("evaluatie", "vervolg", "besluit", "niet_af"), "h"),
    "Brief": dict.fromkeys(("adres", "teksten", "inhoud"), "PB 4.3"),
    "Controle": {"wat": "MC 10.3"},
    "Correctie": dict.fromkeys(("oud", "oud_kern", "reden"), "MC 10.3"),
    "Reis": {"reden": "MC 1 j, k"},
    "Band": {"feit": "WV 2.1"},
    "Deelname": dict.fromkeys(("reden", "reden_einde"), "PB 4.2"),
    "Afspraak": {"wat": "PB 4.3"},
    "Regie": {},
    "Vangnet": {"noodzaak": "MC 1 c"},
    "Deelnameverzoek": dict.fromkeys(("reden", "antwoord_reden"), "PB 4.2"),
    "Partijvraag": dict.fromkeys(
        ("taak", "over", "vraag", "antwoord", "wie", "reden"), "MvT 2.3, PB 3.4, 4.2"
    ),
    # What is offered to another municipality, and gone with its answer.
    "Zending": dict.fromkeys(("feiten", "reden"), "WV 4"),
    "Zendingantwoord": {"reden": "WV 4"},
    "Zendinginhoud": {
        **dict.fromkeys(NAW, "a"),
        "toelichting": "WV 4",
    },
    "Zendingsignaal": dict.fromkeys(("omschrijving", "noodzaak"), "WV 4"),
    "Plan": {
        **dict.fromkeys(("subject", "doel", "informeren", "informeert_wie"), "e"),
        "waarom_toch": "MC 9.3",
    },
    "Maatregel": dict.fromkeys(
        ("omschrijving", "bevoegdheid", "wie", "blijkt_uit", "instantie"), "e"
    ),
    "Oordeel": {"opmerking": "MC 9.3"},
    "Afzien": {"reden": "MvT 2.1"},
    "Gebiedsanalyse": dict.fromkeys(("eens", "verschil"), "d"),
    "Adviesvraag": dict.fromkeys(("wie", "vraag", "antwoord", "gebruik"), "MC 9.5"),
    "Informeeradvies": {"advies": "PB 4.4"},
    "Doelevaluatie": {"toelichting": "h"},
    "Afloop": {"toelichting": "h"},
    "Voortzetting": {"besluit": "h"},
    "Voortgang": {"resultaat": "e"},
    "Verstrekking": dict.fromkeys(("noodzaak", "ingetrokken_reden"), "MC 10.5"),
    "VerstrektGegeven": {"inhoud": "MC 10.5"},
    "Toestemming": dict.fromkeys(("reden", "wie"), "MC 10.5"),
}
# What the file itself says besides in a word or a day.
GEWOON = {
    "zoeksleutels": "to find a name",
    "dossier": "the row in the register",
    "stand": "h",
    "bijzonderheid": "MC 1 j, k",
    "geopend_op": "b",
    "weegploeg_nummer": "MC 8.5",
    "regisseur": "PB 4.2",
    "afgesloten_op": "h",
    "toegang_tot": "CAS-toegang-partij",
    "aangehouden_op": "PB 3.3",
    "stil_gezien_op": "MC 13.2",
    "bespreken_op": "MC 9.4",
    "informeren_af_op": "PB 4.4",
}


def _tekst(model: type[Model]) -> set[str]:
    return {veld.name for veld in model._meta.local_fields if isinstance(veld, VERSLEUTELD)}


@pytest.mark.clausule("CAS-inhoud", "niet-meer")
def test_het_bestand_van_het_casusoverleg_heeft_geen_ander_veld_dan_artikel_10_noemt() -> None:
    modellen = list(apps.get_app_config("casusoverleg").get_models())
    assert Casus in modellen
    assert {model.__name__: _tekst(model) for model in modellen} == {
        naam: set(velden) for naam, velden in TEKST.items()
    }
    eigen = {veld.name for veld in Casus._meta.local_fields}
    assert eigen == set(TEKST["Casus"]) | set(GEWOON)


@pytest.mark.clausule("CAS-inhoud", "niet-meer")
def test_over_het_subject_vraagt_de_casus_naw_en_geboortedatum_en_niets_anders(cast: Cast) -> None:
    zaak = casussen.casus(cast)
    pad, client = reverse("casusoverleg:persoon", args=[zaak.pk]), cast.uitvoerder.client
    form: Any = client.get(pad).context["form"]
    assert set(form.fields) == {*PersoonVelden.NAW, "reden"}
    velden = {naam: form[naam].value() or "" for naam in form.fields}
    velden |= {"achternaam": "Anders", "reden": "Verkeerd gespeld"}
    meer = {"bsn": "123456782", "nationaliteit": "KENIAANS", "foto": "KENIAANS"}
    assert client.post(pad, velden | meer).status_code == 302
    pagina = client.get(reverse("casusoverleg:casus", args=[zaak.pk])).content.decode()
    assert "Anders" in pagina
    for waarde in meer.values():
        assert waarde not in pagina
