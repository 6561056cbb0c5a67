"""What every page has in common: its look, what stands on paper, and the words that it uses."""

import ast
import re

import pytest
from django.conf import settings
from django.template.loader import render_to_string
from django.test import override_settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from overleg.models import Soort
from tests.cast import Cast
from tests.hulp import casussen

SJABLONEN = [*settings.BASE_DIR.glob("templates/**/*.html")]
APPS = [app for app in settings.INSTALLED_APPS if (settings.BASE_DIR / app).is_dir()]


@pytest.mark.parametrize("klasse", ["casusoverleg-thema", "utrecht-theme"])
def test_een_thema_noemt_zijn_klasse(cast: Cast, klasse: str) -> None:
    with override_settings(THEMA_KLASSE=klasse, THEMA_CSS="favicon.svg"):
        pagina = cast.uitvoerder.client.get("/").content.decode()
    assert f'class="utrecht-root voorbeeld-theme {klasse}"' in pagina
    assert re.findall(r'stylesheet" href="([^"]+)"', pagina)[-1].endswith("favicon.svg")
    assert 'class="utrecht-root voorbeeld-theme casusoverleg-thema"' in render_to_string("404.html")


def test_een_afgedrukt_plan_zegt_welk_en_van_wie_en_dat_het_vertrouwelijk_is(cast: Cast) -> None:
    zaak = casussen.met_plan(cast)
    pagina = cast.uitvoerder.client.get(reverse("casusoverleg:plan", args=[zaak.pk]))
    kop = re.search(r'<p class="co-afdruk">(.*?)</p>', pagina.content.decode(), re.S)
    assert kop
    tekst = " ".join(re.sub(r"<[^>]*>", "", kop[1]).split())
    dag = date_format(timezone.localdate(), "j F Y")
    plan = zaak.plannen.get()
    assert tekst == (
        f"Vertrouwelijk. Plan van {zaak.nummer}, versie 1, vastgesteld op "
        f"{date_format(plan.vastgesteld_op, 'j F Y')}. Afgedrukt op {dag} door "
        f"{cast.uitvoerder.actor.naam}, {cast.uitvoerder.actor.partij_naam}."
    )
    lijst = cast.uitvoerder.client.get(reverse("casusoverleg:lijst")).content.decode()
    assert '<p class="co-afdruk">' in lijst


def test_vernietigen_heet_overal_vernietigen() -> None:
    """One word for one meaning; filters are cleared, and that is another thing."""
    teksten = {str(pad): re.sub(r"{#.*?#}|{%.*?%}", "", pad.read_text()) for pad in SJABLONEN}
    for app in APPS:
        if app == "gereedschap":
            continue
        for pad in (settings.BASE_DIR / app).rglob("*.py"):
            if "migrations" not in pad.parts:
                teksten[str(pad)] = "\n".join(_zinnen(ast.parse(pad.read_text())))
    assert len(teksten) > 150
    anders = re.compile(r"\b[Vv]erwijder\w*|\b[Vv]erdwijn\w*|\b[Gg]ewist\b|\b[Ww]issen\b(?! van)")
    gevonden = {
        pad: anders.findall(tekst) for pad, tekst in teksten.items() if anders.search(tekst)
    }
    assert gevonden == {}


def _zinnen(boom: ast.AST) -> list[str]:
    """Text for people: what has a space in it, and is no explanation of the code."""
    uitleg = {
        id(knoop.body[0].value)
        for knoop in ast.walk(boom)
        if isinstance(knoop, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and knoop.body
        and isinstance(knoop.body[0], ast.Expr)
    }
    return [
        knoop.value
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Constant)
        and isinstance(knoop.value, str)
        and " " in knoop.value
        and id(knoop) not in uitleg
    ]


def test_elke_datum_staat_er_voluit() -> None:
    """12 november 2026: what is shortened has to be read twice."""
    vormen = {
        vorm
        for pad in SJABLONEN
        for vorm in re.findall(r'\|date:["\']([^"\']+)["\']', pad.read_text())
    }
    assert {"j F Y", "j F Y, H:i"} <= vormen
    # Beside those: a time alone, the parts of a calendar, and what only a machine reads.
    tijd, kalender, machine = {"H:i"}, {"F Y", "j F", "l", "D", "j"}, {"c", "Y-m-d"}
    voluit = {"j F Y", "j F Y, H:i", "j F Y, H:i:s", "l j F Y"}
    assert vormen <= voluit | tijd | kalender | machine
    code = [
        pad
        for app in APPS
        for pad in (settings.BASE_DIR / app).rglob("*.py")
        if re.search(r"[\"']j b Y", pad.read_text())
    ]
    assert code == []


def test_de_toepassing_heet_niet_zoals_een_overleg_of_een_deel_van_het_menu(cast: Cast) -> None:
    """One word, one meaning: what somebody works with, what he opens and where he meets."""
    html = cast.uitvoerder.client.get("/").content.decode()
    titel = re.search(r"<title>(.*?)</title>", html, re.S)
    assert titel
    naam = titel[1].rpartition(" - ")[2]
    menu = {punt["label"] for punt in cast.uitvoerder.client.get("/").context["navigatie"]}
    overleggen = {str(soort.label) for soort in Soort}
    assert naam
    assert naam not in menu | overleggen
    assert "Casusoverleg" in overleggen - menu
