"""The front end has what the pages use, and nothing else."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import render_to_string

from gereedschap import frontend

BASIS: Path = settings.BASE_DIR
SJABLONEN = [*BASIS.glob("templates/**/*.html"), *BASIS.glob("*/templates/**/*.html")]
APPS = ["gedeeld", *(app for app in settings.INSTALLED_APPS if app != "gereedschap")]
CODE = [pad for app in APPS for pad in (BASIS / app).rglob("*.py")]
VENDOR = BASIS / "static" / "vendor"
VEL = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "iconen.svg").read_text()))


def test_elk_icoon_van_het_vel_wordt_gebruikt() -> None:
    """A page that uses another icon fails by itself (`elk_icoon_bestaat` in conftest.py)."""
    alles = "\n".join(pad.read_text() for pad in (*SJABLONEN, *CODE))
    assert len(VEL) > 30
    assert {naam for naam in VEL if f'"{naam}"' not in alles} == set()


def test_elk_icoon_in_een_sjabloon_staat_op_het_vel() -> None:
    alles = "\n".join(pad.read_text() for pad in SJABLONEN)
    genoemd = set(re.findall(r'\b(?:naam|icoon|\w+_icoon)="([a-z0-9-]+)"', alles))
    genoemd |= set(re.findall(r'icoon\|default:"([a-z0-9-]+)"', alles))
    assert len(genoemd) > 30
    assert genoemd <= VEL


def test_een_pagina_met_een_ander_icoon_faalt() -> None:
    render_to_string("componenten/icoon.html", {"naam": "printer"})
    with pytest.raises(AssertionError, match="krokodil"):
        render_to_string("componenten/icoon.html", {"naam": "krokodil"})


def test_klassen_van_de_bibliotheek_staan_alleen_in_sjablonen() -> None:
    """`frontend.used_classes` looks there, and finds only what is written whole."""
    assert [pad.name for pad in CODE if "utrecht-" in pad.read_text()] == []
    half = re.compile(r"utrecht-([\w-]*-)?\{[{%]")
    assert [pad.name for pad in SJABLONEN if half.search(pad.read_text())] == []


def test_van_de_bibliotheek_is_er_wat_de_paginas_gebruiken() -> None:
    bibliotheek = frontend.source(frontend.COMPONENTS).read_text()
    kent = set(re.findall(r"\.(utrecht-[\w-]+)", bibliotheek))
    hier = set(re.findall(r"\.(utrecht-[\w-]+)", (VENDOR / "utrecht/index.css").read_text()))
    gebruikt = frontend.used_classes() & kent
    assert {"utrecht-button", "utrecht-form-field--invalid", "utrecht-alert__icon"} <= gebruikt
    assert gebruikt <= hier


def test_elke_eigenschap_die_wordt_gelezen_is_er() -> None:
    """Unless the base theme does not have it either: the style then names what to use instead."""
    stijlen = [*VENDOR.rglob("*.css"), *BASIS.glob("static/*/*.css")]
    gelezen = {naam for pad in stijlen for naam in frontend.read_properties(pad.read_text())}
    thema = re.compile(r"^\s*(--[\w-]+):", re.M)
    kent = set(thema.findall(frontend.source(frontend.THEME).read_text()))
    hier = set(thema.findall((VENDOR / "voorbeeld/theme.css").read_text()))
    assert len(hier) > 100
    assert hier == kent & gelezen


CSS = """
/* a { } comment */
@charset "UTF-8";
.weg, .blijft:not(.weg, :is(.ook, .nog)) > b[title="a, b"] { color: red; }
.blijft.weg { color: red; }
@media print { .weg { color: red; } @supports (gap: 0) { .blijft { color: var(--een, var(--twee)); } } }
@media screen { .weg { color: red; } }
"""


def test_een_regel_blijft_als_een_element_alle_klassen_kan_hebben() -> None:
    blijft = frontend.for_classes(CSS, {"blijft"})
    assert [kop for kop, _ in frontend.rules(blijft)] == [
        '.blijft:not(.weg, :is(.ook, .nog)) > b[title="a, b"]',
        "@media print",
    ]
    assert ".blijft { color: var(--een, var(--twee)); }" in blijft
    assert ".weg {" not in blijft


def test_van_het_thema_blijft_wat_wordt_gelezen_met_wat_dat_zelf_leest() -> None:
    thema = ".t { --een: var(--drie); --twee: 2; --drie: calc(1px * var(--vier, 0)); --vier: 4; --weg: 5; }"
    blijft = frontend.for_styles(thema, "a { color: var(--een) }")
    assert set(re.findall(r"^  (--\w+):", blijft, re.M)) == {"--een", "--drie", "--vier"}
