"""What each form bears, on every page of the access table: also the form of next year."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from tests.toegang import matrix
from tests.toegang.matrix import OPENT, Regel, regels
from tests.toegang.test_matrix import _sleutels
from tests.toegang.toneel import Toneel

Attributen = dict[str, str | None]


@dataclass
class Formulier:
    """One form of a page: its own attributes, and those of its fields."""

    waar: str
    eigen: Attributen
    velden: list[tuple[str, Attributen]] = field(default_factory=list)

    @property
    def gepost(self) -> bool:
        return self.eigen.get("method") == "post"

    @property
    def namen(self) -> list[str | None]:
        return [attributen.get("name") for _, attributen in self.velden]


class Lezer(HTMLParser):
    """The forms of a page."""

    def __init__(self, waar: str) -> None:
        super().__init__()
        self.waar, self.formulieren = waar, list[Formulier]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "form":
            self.formulieren.append(Formulier(self.waar, dict(attrs)))
        elif tag in ("input", "textarea", "select") and self.formulieren:
            self.formulieren[-1].velden.append((tag, dict(attrs)))


def _opent(regel: Regel) -> tuple[str, str] | None:
    """A state in which a page opens, and somebody for whom it does."""
    wie = ((s, rol) for s in regel.standen for rol in regel.per_rol)
    return next(((s, rol) for s, rol in wie if regel.verwacht(rol, s) == OPENT), None)


def _formulieren(toneel: Toneel) -> Iterator[Formulier]:
    for regel in regels():
        opent = _opent(regel)
        if opent is None or regel.methode != "get":
            continue
        stand, rol = opent
        pad = matrix.adres(regel, _sleutels(toneel, regel, stand))
        lezer = Lezer(f"{regel.naam} {regel.variant} | {stand} | {rol}")
        lezer.feed(toneel.spelers[rol].client.get(pad).content.decode(errors="replace"))
        yield from lezer.formulieren


@pytest.mark.timeout(300)
def test_elk_formulier_gaat_een_keer(toneel: Toneel) -> None:
    formulieren = list(_formulieren(toneel))
    per_pagina = defaultdict(list)
    for formulier in formulieren:
        per_pagina[formulier.waar.partition(" |")[0]].append(formulier)
    assert len(per_pagina) > 80
    zonder = [f.waar for f in formulieren if f.gepost and f.namen.count("eenmalig") != 1]
    assert not zonder
