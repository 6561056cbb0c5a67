"""What README and docs promise is there."""

import re
from pathlib import Path

import pytest
from django.conf import settings

BASIS: Path = settings.BASE_DIR
DOCUMENTEN = sorted([*BASIS.glob("*.md"), *BASIS.glob("docs/**/*.md")])


@pytest.mark.parametrize("document", DOCUMENTEN, ids=lambda pad: pad.name)
def test_elke_verwijzing_bestaat(document: Path) -> None:
    verwijzingen = re.findall(r"\]\((?!https?:)([^)#]+)\)", document.read_text())
    weg = [naar for naar in verwijzingen if not (document.parent / naar).exists()]
    assert weg == []


def test_elke_opdracht_van_make_in_de_readme_bestaat() -> None:
    doelen = set(re.findall(r"^([a-z-]+):", (BASIS / "Makefile").read_text(), re.M))
    genoemd = set(re.findall(r"(?:^|`)make ([a-z-]+)", (BASIS / "README.md").read_text(), re.M))
    assert {"demo", "test"} <= genoemd
    assert genoemd <= doelen
