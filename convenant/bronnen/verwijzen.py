"""Finds in a sentence of ours which article or paragraph it names, and where that is to be read.

An article without the name of a law is one of the covenant: so the sentences of this application are
written. A law that is not among the sources stays plain text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .teksten import MODEL, bronnen

# From how a sentence names a law: the source, and what its anchors begin with.
WETTEN = {
    "convenant": (MODEL, "artikel"),
    "wetsvoorstel": ("wetsvoorstel", "artikel"),
    "Wet persoonsgerichte aanpak": ("wetsvoorstel", "artikel"),
    "Wpg-machtigingsbesluit": ("machtigingsbesluit", "artikel"),
    "AVG": ("wet", "avg"),
    "UAVG": ("wet", "uavg"),
}
TOELICHTING = {
    "procesbeschrijving": "procesbeschrijving",
    "memorie van toelichting": "memorie-van-toelichting",
}
# "8 lid 5", "1 onder c", "10 lid 2 f en g"; no "10:10" of another law.
_STUK = r"\d+(?![:\d])(?: lid \d+)?(?:(?: onder)? [a-m](?: en [a-m])?(?!\w))?"
_ARTIKELEN = re.compile(
    r"(?:(?P<voor>[Ww]etsvoorstel),? )?"
    # "Gegevens van artikel 9" are those of the police, of the Wpg.
    rf"(?P<reeks>(?<!egevens van )[Aa]rtikel {_STUK}(?:(?:, | en | of )(?:artikel )?{_STUK})*)"
    r"(?: (?:van (?:de|het|dit) )?(?P<wet>Wet persoonsgerichte aanpak|[A-Z][\w-]*|convenant|wetsvoorstel))?"
)
_ARTIKEL = re.compile(
    r"(?:[Aa]rtikel )?(?P<nummer>\d+)(?: lid (?P<lid>\d+))?(?:(?: onder)? (?P<onder>[a-m])(?: en [a-m])?(?!\w))?"
)
_PARAGRAAF = re.compile(
    r"(?P<bron>[Pp]rocesbeschrijving|[Mm]emorie van toelichting),? (?:paragraaf |hoofdstuk )?"
    r"(?P<hoofdstuk>\d)(?:\.(?P<paragraaf>\d))?"
)


@dataclass(frozen=True)
class Verwijzing:
    """A place in a sentence that names a place in a source.

    Args:
        begin, eind: where in the sentence.
        bron: code of the source; for the covenant that of the model.
    """

    begin: int
    eind: int
    bron: str
    anker: str

    @property
    def klopt(self) -> bool:
        """Whether that place is there."""
        return self.anker in bronnen()[self.bron].ankers

    @property
    def url(self) -> str:
        """Its address; of the covenant the one that leads to the reader's own."""
        if self.bron == MODEL:
            return reverse("bronnen:artikel", args=[self.anker])
        return f"{reverse('bronnen:bron', args=[self.bron])}#{self.anker}"


def verwijzingen(zin: str) -> list[Verwijzing]:
    """What a sentence refers to, in its order; what is not among the sources is left out."""
    alle = [*_naar_artikelen(zin), *_naar_paragrafen(zin)]
    return sorted(alle, key=lambda verwijzing: verwijzing.begin)


def met_links(zin: str) -> SafeString:
    """A sentence in which each reference is a link; all else in it is text, whatever it holds."""
    delen, tot = [], 0
    for verwijzing in verwijzingen(zin):
        if verwijzing.klopt:
            delen += [format_html("{}", zin[tot : verwijzing.begin]), _link(zin, verwijzing)]
            tot = verwijzing.eind
    return format_html_join("", "{}", ((deel,) for deel in [*delen, zin[tot:]]))


def _link(zin: str, verwijzing: Verwijzing) -> SafeString:
    tekst = zin[verwijzing.begin : verwijzing.eind]
    waarden = {"url": verwijzing.url, "tekst": tekst}
    return mark_safe(render_to_string("componenten/bronlink.html", waarden).strip())  # noqa: S308  escaped there


def _naar_artikelen(zin: str) -> Iterator[Verwijzing]:
    for gevonden in _ARTIKELEN.finditer(zin):
        wet = (gevonden["voor"] or gevonden["wet"] or "convenant").replace("Wetsv", "wetsv")
        if wet not in WETTEN:
            continue
        bron, soort = WETTEN[wet]
        stukken = list(_ARTIKEL.finditer(zin, *gevonden.span("reeks")))
        for stuk in stukken:
            artikel = f"{soort}-{stuk['nummer']}"
            if bron == "wet" and artikel not in bronnen()[bron].ankers:
                continue
            lid = f"-lid-{stuk['lid']}" if stuk["lid"] else ""
            onder = f"-onder-{stuk['onder']}" if stuk["onder"] else ""
            # One article with the name of its law is one link.
            begin, eind = gevonden.span() if len(stukken) == 1 else stuk.span()
            yield Verwijzing(begin, eind, bron, artikel + lid + onder)


def _naar_paragrafen(zin: str) -> Iterator[Verwijzing]:
    for gevonden in _PARAGRAAF.finditer(zin):
        hoofdstuk, paragraaf = gevonden["hoofdstuk"], gevonden["paragraaf"]
        anker = f"paragraaf-{hoofdstuk}-{paragraaf}" if paragraaf else f"hoofdstuk-{hoofdstuk}"
        yield Verwijzing(*gevonden.span(), TOELICHTING[gevonden["bron"].lower()], anker)
