"""A melding is judged for one purpose; nothing asks for research of one's own, online neither (MvT 5.2)."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms as django_forms
from django.db import models
from django.urls import reverse

from convenant.gegevens import OM_VELDEN, POLITIE_VELDEN, WPG_VOORWAARDEN
from meldingen import forms
from meldingen.bestand import eerdere_voor
from meldingen.forms import DoorgifteForm, MeldingForm, SignaalForm
from meldingen.models import Doorgifte, Melding, Signaal
from tests.cast import Cast
from tests.hulp.meldingen import maak_melding
from weegploeg.models import Herkomst

DOEL = "U beoordeelt een melding voor één doel: of zij wordt doorgegeven of ingebracht, en aan wie."
GEEN = "U doet geen eigen onderzoek naar de persoon, ook niet op internet."
# What would invite somebody to look for more than he was told.
ONDERZOEK = re.compile(
    r"onderzo|\bzoek|opzoek|doorzoek|speur|googl|internet|online|sociale media|social|facebook|instagram|"
    r"tiktok|telegram|snapchat|profiel|account|website|webadres|\burl|openbare bron|osint|screenshot|"
    r"achtergrond|nagaan|navra|uitvragen|foto|bijlage",
    re.IGNORECASE,
)
# What the police and the OM say of their own work; no form of a municipality has these.
VAN_ANDEREN = {*POLITIE_VELDEN, *OM_VELDEN, *WPG_VOORWAARDEN}
NIET_BIJ_BINNENKOMST = {"MeldingFilter"}  # it looks in what is registered already


def woorden(formulier: django_forms.BaseForm) -> Iterator[str]:
    for naam, veld in formulier.fields.items():
        yield naam
        yield str(veld.label or "")
        yield str(veld.help_text).partition("||")[0]
        yield from (str(fout) for fout in veld.error_messages.values())
        for _, keuze in getattr(veld, "choices", ()):
            yield str(keuze)


@pytest.mark.clausule("MEL-geen-onderzoek", "een-doel")
@pytest.mark.clausule("MEL-geen-onderzoek", "geen-onderzoek")
def test_bij_binnenkomst_staat_het_ene_doel_en_geen_eigen_onderzoek(cast: Cast) -> None:
    melding = maak_melding(cast)
    for adres in (reverse("meldingen:nieuw"), reverse("meldingen:melding", args=[melding.pk])):
        tekst = " ".join(cast.gemeente.client.get(adres).content.decode().split())
        assert f"{DOEL} {GEEN}" in tekst


@pytest.mark.clausule("MEL-geen-onderzoek", "geen-onderzoek")
def test_geen_veld_nodigt_uit_tot_onderzoek(cast: Cast) -> None:
    melding, actor = maak_melding(cast, anoniem=True, terrorisme=True), cast.gemeente.actor
    argumenten: dict[str, dict[str, Any]] = {
        "MeldingForm": {"actor": actor},
        "SignaalForm": {"actor": actor},
        "DoorgifteForm": {
            "actor": actor,
            "melding": melding,
            "eerdere": eerdere_voor(melding, actor),
        },
        "InbrengForm": {"dossiers": []},
        "PolitieForm": {"instance": melding},
        "GeenActieForm": {"instance": melding},
    }
    soorten = [
        soort
        for naam, soort in inspect.getmembers(forms, inspect.isclass)
        if issubclass(soort, django_forms.BaseForm)
        and soort.__module__ == forms.__name__
        and not naam.startswith("_")
        and naam not in NIET_BIJ_BINNENKOMST
    ]
    assert {MeldingForm, SignaalForm, DoorgifteForm} <= set(soorten)
    gevonden = [
        (soort.__name__, zin)
        for soort in soorten
        for zin in woorden(soort(**argumenten.get(soort.__name__, {})))
        if ONDERZOEK.search(zin)
    ]
    assert gevonden == []


@pytest.mark.clausule("MEL-geen-onderzoek", "geen-onderzoek")
def test_een_melding_heeft_geen_plaats_voor_wat_iemand_zelf_opzocht() -> None:
    for model in (Melding, Signaal, Doorgifte):
        for veld in model._meta.get_fields():
            assert not isinstance(veld, models.URLField | models.FileField | models.JSONField), veld
            if veld.name in VAN_ANDEREN | {"zoeksleutels"} or not hasattr(veld, "verbose_name"):
                continue
            hulp = str(veld.help_text).partition("||")[0]  # type: ignore[union-attr]
            for zin in (veld.name.replace("_", " "), str(veld.verbose_name), hulp):
                assert not ONDERZOEK.search(zin), (veld, zin)
    assert not [bron for bron in Herkomst.labels if ONDERZOEK.search(str(bron))]


def test_de_woorden_vallen_op() -> None:
    for zin in ("Wat staat er op sociale media?", "Zoek de persoon op internet", "Eigen onderzoek"):
        assert ONDERZOEK.search(zin)
