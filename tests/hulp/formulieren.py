"""Forms as a browser reads them from a page and sends them back."""

from collections.abc import Collection
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client
from django.utils.http import urlencode

Attributen = dict[str, str | None]


@dataclass
class Veld:
    """One field of a form."""

    tag: str
    attributen: Attributen
    waarde: str | None  # None: a browser sends nothing
    opties: list[str] = field(default_factory=list)  # what can be chosen in it
    beschreven: str = ""  # ids of what is said at it, or at the group in which it stands
    uitleg: str = ""  # the most that is said at it: nothing, a hint, or why it is asked (waarom)

    @property
    def naam(self) -> str:
        return self.attributen.get("name") or ""

    @property
    def soort(self) -> str:
        return self.tag if self.tag != "input" else self.attributen.get("type") or "text"

    @property
    def tekst(self) -> bool:
        """Whether somebody types words in it."""
        return self.soort in ("text", "textarea", "search")


@dataclass
class Formulier:
    """One form of a page: its own attributes, and its fields."""

    waar: str
    eigen: Attributen
    velden: list[Veld] = field(default_factory=list)

    @property
    def gepost(self) -> bool:
        return self.eigen.get("method") == "post"

    @property
    def namen(self) -> list[str]:
        return [veld.naam for veld in self.velden]

    def gegevens(self, **anders: str | Collection[str]) -> dict[str, list[str]]:
        """What a browser sends.

        Args:
            anders: what somebody typed or chose in a field; several choices, or none, as a list.
        """
        uit: dict[str, list[str]] = {}
        for veld in self.velden:
            if veld.waarde is not None and veld.naam:
                uit.setdefault(veld.naam, []).append(veld.waarde)
        return uit | {n: [w] if isinstance(w, str) else list(w) for n, w in anders.items()}

    def gekozen(self, naam: str) -> list[str]:
        """What stands in a field, or is chosen in it."""
        return self.gegevens().get(naam, [])

    def opties(self, naam: str) -> list[str]:
        """What can be chosen in a field; nothing where somebody types."""
        return [
            optie
            for veld in self.velden
            for optie in veld.opties
            if veld.naam == naam and "disabled" not in veld.attributen and optie
        ]


class _Lezer(HTMLParser):
    def __init__(self, waar: str) -> None:
        super().__init__()
        self.waar, self.formulieren = waar, list[Formulier]()
        self.in_formulier = False
        self.groep = ""  # what describes the group of choices that is being read
        self.laatste = ""  # the id of the help text that was read last
        self.uitleg: dict[str, str] = {}  # from the id of a help text: what it holds

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        a = dict(attrs)
        if (a.get("id") or "").endswith("_helptext"):
            self.laatste = a["id"] or ""
            self.uitleg[self.laatste] = "hint"
        if tag == "details" and a.get("class") == "waarom":
            self.uitleg[self.laatste] = "waarom"
        if tag == "form":
            self.formulieren.append(Formulier(self.waar, a))
            self.in_formulier = True
        elif not self.in_formulier:
            return
        elif tag == "fieldset":
            self.groep = a.get("aria-describedby") or ""
        elif tag == "input":
            waarde = a.get("value") or ""
            keuze = a.get("type") in ("checkbox", "radio")
            if keuze and "value" not in a:
                waarde = "on"
            stuurt = not keuze or "checked" in a
            self._zet(Veld(tag, a, waarde if stuurt else None, [waarde] if keuze else []))
        elif tag == "textarea":
            self._zet(Veld(tag, a, ""))
        elif tag == "select":
            self._zet(Veld(tag, a, None))
        elif tag == "option":
            veld = self.formulieren[-1].velden[-1]
            veld.opties.append(a.get("value") or "")
            if "selected" in a or (veld.waarde is None and "multiple" not in veld.attributen):
                veld.waarde = a.get("value") or ""

    def _zet(self, veld: Veld) -> None:
        veld.beschreven = veld.attributen.get("aria-describedby") or self.groep
        self.formulieren[-1].velden.append(veld)
        self.laatste = ""

    def handle_data(self, data: str) -> None:
        if self.in_formulier and self.lasttag == "textarea":
            veld = self.formulieren[-1].velden[-1]
            veld.waarde = f"{veld.waarde}{data}".removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        self.lasttag = ""
        if tag == "form":
            self.in_formulier = False
        elif tag == "fieldset":
            self.groep = ""


def lees(inhoud: bytes, waar: str = "") -> list[Formulier]:
    """The forms of a page."""
    lezer = _Lezer(waar)
    lezer.feed(inhoud.decode(errors="replace"))
    for veld in (veld for formulier in lezer.formulieren for veld in formulier.velden):
        gezegd = {lezer.uitleg.get(naam, "") for naam in veld.beschreven.split()}
        veld.uitleg = max(gezegd, default="")  # a reason ("waarom") comes after a hint and nothing
    return lezer.formulieren


def gepost_op(client: Client, pad: str, waar: str = "") -> list[Formulier]:
    """The forms of a page that a user sends to store something; not the search that stands on each."""
    return [
        formulier
        for formulier in lees(client.get(pad).content, waar)
        if formulier.gepost and formulier.eigen.get("role") != "search"
    ]


def open_formulier(client: Client, pad: str, veld: str) -> Formulier:
    """The form of a page that has this field, as it is shown now."""
    return next(f for f in gepost_op(client, pad) if veld in f.namen)


def stuur(client: Client, pad: str, formulier: Formulier, **anders: str | Collection[str]) -> Any:
    """Send a form as it was shown, with what somebody typed in it since."""
    return client.post(
        pad,
        urlencode(formulier.gegevens(**anders), doseq=True),
        content_type="application/x-www-form-urlencoded",
    )
