"""What the tables allow: kinds of file know each other by case only, and the register knows no person."""

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, models
from django.utils import timezone

from beveiliging.decisions import sluit_uit
from privacy_rights import beperken
from register.models import Dossier, Uitsluiting
from register.registry import bestanden
from tests.cast import Cast
from tests.hulp import casussen, dossiers, gegevens, meldingen

# In an app with files, but no part of one: they outlive it, or hang on the row of whichever kind.
GEEN_INHOUD = {
    *("retention.raadpleging", "retention.ronde", "retention.vernietiging"),
    *("retention.vervroeging", "retention.cijfer"),
    *(
        "meldingen.concept",
        "meldingen.conceptinhoud",
    ),  # no file yet: `tests/register/test_einde.py`
}
# What hangs on a file of whatever kind, and the file itself.
REGISTER = (
    "register_dossier", "register_taak", "register_termijn", "register_recht",
    "register_uitwisseling", "register_uitsluiting", "register_beperking", "register_bericht",
    "register_kennisgeving",
)  # fmt: skip


def sleutels(model: type[models.Model]) -> list[Any]:
    """Keys of a table to another."""
    return [veld for veld in model._meta.local_fields if veld.remote_field]


def onder(wortel: type[models.Model]) -> set[type[models.Model]]:
    """A file and the tables below it, also by way of another."""
    uit = {wortel}
    while (
        erbij := {
            model
            for model in apps.get_models(include_auto_created=True)
            if any(veld.related_model in uit for veld in sleutels(model))
        }
        - uit
    ):
        uit |= erbij
    return uit


# What points at the row of a file of another kind, to go with it, and not at what that file says.
NAAR_DE_RIJ = {
    *("privacy_rights.Uitvoering.bij", "meldingen.Vergelijking.ander"),
    "weegploeg.Vergelijking.ander",
}
# Hangs on the row of a file of whatever kind alone, with the keys of its app: it is read with that file and
# goes with it, also when the request that it came of is gone.
OP_ELKE_RIJ = {"privacy_rights.zienswijze"}
INHOUD = {soort.model: onder(soort.model) for soort in bestanden()}


def test_elke_tabel_van_een_soort_hangt_onder_een_dossier_en_alleen_daaronder() -> None:
    for wortel, tabellen in INHOUD.items():
        app = wortel._meta.app_label
        van_de_app = {
            model
            for model in apps.get_app_config(app).get_models(include_auto_created=True)
            if model._meta.label_lower not in GEEN_INHOUD | OP_ELKE_RIJ
        }
        assert tabellen == van_de_app


@pytest.mark.clausule("WEE-bestand", "tabellen")
@pytest.mark.clausule("WEE-bestand", "geen-verwijzing")
def test_geen_tabel_van_een_dossier_wijst_naar_een_dossier_van_een_andere_soort() -> None:
    for wortel, tabellen in INHOUD.items():
        eigen = wortel._meta.app_label
        vreemd = {model for ander in INHOUD if ander is not wortel for model in INHOUD[ander]}
        for model in tabellen:
            for veld in sleutels(model):
                naar: Any = veld.related_model
                assert naar not in vreemd, veld
                if str(veld) in NAAR_DE_RIJ:
                    assert naar is Dossier
                    continue
                assert naar._meta.app_label in {eigen, "convenant", "mensen", "overleg"} or (
                    model is wortel and naar is Dossier and veld.remote_field.parent_link
                ), veld


def test_elke_tabel_onder_een_dossier_draagt_de_sleutel_van_dat_dossier() -> None:
    """A table between two others is two keys and nothing more."""
    for wortel, tabellen in INHOUD.items():
        for model in tabellen - {wortel}:
            if model._meta.auto_created:
                continue
            eigen = [veld for veld in sleutels(model) if veld.related_model is wortel]
            assert len(eigen) == 1, model
            assert not eigen[0].null, model
            assert eigen[0].remote_field.on_delete is models.CASCADE, model


@pytest.mark.clausule("BEV-versleuteling", "pseudoniem")
def test_het_register_zegt_niets_over_een_persoon(cast: Cast) -> None:
    alles = dossiers.van_elke_soort(cast)
    zaak = alles["casus"]
    casussen.verstrekt(zaak, cast, "naam")  # type: ignore[arg-type]
    meldingen.maak_ingebracht(cast)
    dossiers.keten(cast)
    sluit_uit(
        zaak, actor=cast.uitvoerder.actor, gebruiker=cast.om.gebruiker,
        reden=Uitsluiting.Reden.FAMILIE,
    )  # fmt: skip
    for dossier in (alles["melding"], casussen.met_plan(cast, cast.reclassering.partij)):
        beperken.beperk(
            dossier,
            actor=cast.uitvoerder.actor,
            grond="juistheid",
            herzien_op=timezone.localdate() + timedelta(days=1),
        )
    kanaries = {
        str(waarde).lower()
        for maker in (
            gegevens.Naw, gegevens.NawMelding, gegevens.NawWeegploeg, gegevens.NawVerzoek,
            gegevens.NawOud, gegevens.Melding, gegevens.Inbreng,
        )
        for naam, waarde in maker().items()
        if waarde and naam in NAMEN
    } | {"kanarie", gegevens.SIGNAAL.lower()}  # fmt: skip
    assert len(kanaries) > 20
    with connection.cursor() as cursor:
        for tabel in REGISTER:
            cursor.execute(f"SELECT lower(t::text) FROM {tabel} t")
            rijen = [rij for (rij,) in cursor.fetchall()]
            assert rijen or tabel == "register_bericht", f"{tabel} is leeg"
            assert not [k for k in kanaries for rij in rijen if k in rij], tabel


NAMEN = {
    "voornamen", "achternaam", "straat", "postcode", "geboortedatum", "melder_naam",
    "melder_contact", "hulptraject",
}  # fmt: skip
