"""What somebody types: cleared of what nobody sees, and only letters that come along."""

import ast
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.html import escape

from gedeeld import tekens
from gedeeld.forms import Tekst
from meldingen.models import Melding
from tests.cast import Cast
from tests.hulp.meldingen import ingevuld

NIEUW = "/meldingen/nieuw/"
APPS = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]


@pytest.mark.parametrize(
    ("getypt", "bewaard"),
    [
        ("Kana\x00rie\x07", "Kanarie"),
        ("\u202eeiranaK\u202c", "eiranaK"),  # shown from right to left it read as Kanarie
        ("Kana\u00adrie\u200b\ufeff", "Kanarie"),
        ("El\u00a0Kanarie\u2009", "El Kanarie"),
        ("Kanarie\u0308", "Kanarië"),
        ("ﬁnch", "finch"),
        ("ﻣﺤﻤﺪ", "محمد"),
        ("علی\u200cرضا", "علی\u200cرضا"),
        ("Jan\u200c Piet", "Jan Piet"),
        ("\u200f משה", "משה"),
        ("Đorđe Ελένη Дмитрий", "Đorđe Ελένη Дмитрий"),
    ],
)
def test_wat_niemand_ziet_gaat_eraf(cast: Cast, getypt: str, bewaard: str) -> None:
    velden = ingevuld(cast.gemeente, achternaam=getypt, hulptraject=f"Eén\u202e\r\n{getypt}")
    cast.gemeente.client.post(NIEUW, velden)
    melding = Melding.objects.get()
    assert melding.achternaam == bewaard
    assert melding.hulptraject.split() == ["Eén", *bewaard.split()]


@pytest.mark.parametrize(
    ("getypt", "teken"),
    [
        ("王 Kanarie", "“王” (U+738B)"),
        ("कनारी", "“क” (U+0915)"),
        ("Կ", "“Կ” (U+053F)"),
        ("ა", "“ა” (U+10D0)"),
    ],
)
def test_een_ander_schrift_wordt_bij_het_veld_geweigerd(
    cast: Cast, getypt: str, teken: str
) -> None:
    antwoord = cast.gemeente.client.post(NIEUW, ingevuld(cast.gemeente, achternaam=getypt))
    (zin,) = antwoord.context["form"].melding.errors["achternaam"]
    assert zin.startswith(f"Het teken {teken} kan hier niet.")
    assert "zoals in het paspoort" in zin
    pagina = antwoord.content.decode()
    assert f'value="{escape(getypt)}"' in pagina
    assert not Melding.objects.exists()


def test_een_emoji_wordt_in_woorden_gezegd(cast: Cast) -> None:
    velden = ingevuld(cast.gemeente, hulptraject="Stuurt steeds 💣️ als antwoord")
    antwoord = cast.gemeente.client.post(NIEUW, velden)
    (zin,) = antwoord.context["form"].melding.errors["hulptraject"]
    assert "“💣” (U+1F4A3)" in zin
    assert "zeg het in woorden" in zin


def test_een_teken_zonder_vorm_heet_naar_zijn_nummer() -> None:
    with pytest.raises(ValidationError, match=r"Het teken U\+F0B7 kan hier niet") as fout:
        tekens.controleer("Punt \uf0b7")
    assert "\uf0b7" not in fout.value.message


def test_rechts_naar_links_staat_ook_op_de_pagina_zo(cast: Cast) -> None:
    pagina = cast.gemeente.client.get(NIEUW).content.decode()
    assert '<input type="text" name="melding-achternaam" dir="auto"' in pagina or (
        '<input type="text" name="achternaam" dir="auto"' in pagina
    )


def test_elk_tekstveld_van_elk_formulier_houdt_die_regel() -> None:
    """As written in the code: a field that a form makes for itself shows nowhere else."""
    bestanden = [pad for app in APPS for pad in (settings.BASE_DIR / app).rglob("*.py")]
    assert len(bestanden) > 100
    eigen = {Path("gedeeld/forms.py"), Path("convenant/laden/vorm.py")}  # the last loads files
    zelf = [
        str(pad.relative_to(settings.BASE_DIR))
        for pad in bestanden
        if pad.relative_to(settings.BASE_DIR) not in eigen and _maakt_charfield(pad)
    ]
    assert zelf == []


def _maakt_charfield(pad: Path) -> bool:
    return any(
        isinstance(knoop, ast.Attribute)
        and knoop.attr == "CharField"
        and isinstance(knoop.value, ast.Name)
        and knoop.value.id == "forms"
        for knoop in ast.walk(ast.parse(pad.read_text()))
    )


def test_elk_tekstveld_uit_een_model_houdt_die_regel() -> None:
    formulieren = [
        form for form in _afgeleid(forms.BaseForm) if form.__module__.split(".")[0] in APPS
    ]
    velden = [
        (form.__name__, naam, veld)
        for form in formulieren
        for naam, veld in getattr(form, "base_fields", {}).items()
        if type(veld) in (forms.CharField, Tekst)
    ]
    assert len(velden) > 40
    assert [rij[:2] for rij in velden if type(rij[2]) is not Tekst] == []


def _afgeleid(klasse: type) -> set[type]:
    return {klasse}.union(*map(_afgeleid, klasse.__subclasses__()))
