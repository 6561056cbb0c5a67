"""What is done with each field of a file is said once (MC 8.2, 10.2)."""

import pytest
from django.apps import apps
from django.db.models import ForeignKey, Model

from gedeeld.velden import _VELDEN, velden_van
from register.models import Dossier
from register.registry import bestanden

# What lies in a piece of the archive says the form of that (`retention.vorm`).
GEEN_INHOUD = {"retention.Archiefstuk"}
# Hangs on the register's row, whatever the kind of file.
BIJ_ELK_DOSSIER = {"overleg.Opmerking", "overleg.Erbij", "privacy_rights.Zienswijze"}
# How a row is found and where it hangs; nothing that is told.
VAST = {"id", "zoeksleutels", "dossier", "melding", "casus"}


def _inhoud() -> list[type[Model]]:
    """The tables of each kind of file: its own, and those that hang on it."""
    wortels = {bestand.model for bestand in bestanden()}
    return [
        model
        for model in apps.get_models()
        if model._meta.label not in GEEN_INHOUD
        and (
            model in wortels
            or model._meta.label in BIJ_ELK_DOSSIER
            or any(
                isinstance(veld, ForeignKey) and veld.related_model in wortels
                for veld in model._meta.local_fields
            )
        )
    ]


@pytest.mark.parametrize("model", _inhoud(), ids=lambda model: model._meta.label)
def test_van_elk_veld_is_gezegd_wat_ermee_gebeurt(model: type[Model]) -> None:
    velden = [veld.naam for veld in velden_van(model)]
    assert len(velden) == len(set(velden))
    eigen = {veld.name for veld in model._meta.local_fields} - VAST
    assert set(velden) == eigen


def test_geen_lijst_gaat_over_iets_anders_dan_een_dossier() -> None:
    inhoud = _inhoud()
    assert len(inhoud) > 20
    assert set(_VELDEN) == set(inhoud)
    assert Dossier not in _VELDEN
