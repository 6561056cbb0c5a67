"""Names as people write them, and which of those writings may be one name. No database, no keys."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from django.conf import settings
from doublemetaphone import doublemetaphone

# Spellings that one name is written in: Mohammed/Mohamed/Muhamad, Khaled/Chalid, Thijs/Tijs.
_KLANKEN = (
    (r"ij|y", "i"),
    (r"ph", "f"),
    (r"kh|ch|gh|q", "k"),
    (r"dj", "j"),
    (r"th|dt", "t"),
    (r"dh", "d"),
    (r"d(?![aeiou])", "t"),
    (r"sj|sh|sch", "s"),
    (r"x", "ks"),
    (r"ck|c", "k"),
    (r"\bou(?=[aei])", "w"),
    (r"ae|aa", "a"),
    (r"ou|oe|ue|oo|o", "u"),
    (r"ie|ee|e", "i"),
    (r"[vw]", "f"),
    (r"z", "s"),
    (r"h", ""),
    (r"(.)\1+", r"\1"),
)
# Letters that Unicode does not take apart into a plain letter and a mark.
_LATIJN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th"})
# Letters with a mark that others write as two letters; the rest only loses its mark.
_VOLUIT = str.maketrans(
    {"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ç": "s", "đ": "dj"}
    | {"š": "sh", "ş": "sh", "č": "ch", "ć": "ch", "ñ": "nj"}
)
_TUSSEN = re.compile(r"[\s.,/'’‘`´‐-]+")
_STREEPJE = re.compile(r"[‐–-]")
_KORTSTE_MEDEKLINKERS = 3  # a shorter code of consonants is that of too many names
_MEESTE_VOORNAMEN = 4


@cache
def _voorvoegsels() -> frozenset[str]:
    """The words that prefixes are made of: written to the surname, apart from it, or left out."""
    regels = (settings.BASE_DIR / "fixtures" / "voorvoegsels.txt").read_text().splitlines()
    return frozenset(w for regel in regels if regel[:1] != "#" for w in _woorden(regel))


def plat(tekst: str) -> str:
    """A text without case, accents and line breaks, to look for exact words in it."""
    letters = unicodedata.normalize("NFKD", tekst.casefold().translate(_LATIJN))
    zonder = "".join(teken for teken in letters if not unicodedata.combining(teken))
    return " ".join(zonder.split())


def naamdelen(naam: str) -> list[str]:
    """The words of a name that tell who it is, first name first: "jan", "berg" of Jan van den Berg."""
    return [w for w in plat(naam).split() if not _voorvoegsels().issuperset(_woorden(w))]


def klank(naam: str) -> str:
    """A name without accents, case, punctuation and the usual differences in spelling."""
    letters = unicodedata.normalize("NFKD", naam.casefold().translate(_LATIJN)).casefold()
    latijn = re.sub(r"[^a-z]", "", letters)
    if not latijn:  # another script: as it is written, without vowel signs and punctuation
        return "".join(teken for teken in letters if unicodedata.category(teken)[0] == "L")
    letters = latijn
    for patroon, vervanging in _KLANKEN:
        letters = re.sub(patroon, vervanging, letters)
    return letters


@dataclass(frozen=True)
class Klanken:
    """How a name sounds, in every way that it may be written.

    Args:
        nauw: by vowels and consonants, of each part and of the parts together.
        ruim: those, and by consonants alone.
        letters: of each part the first letter.
        initialen: it is written as initials.
    """

    nauw: frozenset[str]
    ruim: frozenset[str]
    letters: frozenset[str]
    initialen: bool = False

    def __bool__(self) -> bool:
        return bool(self.nauw or self.letters)


def voornaam(tekst: str) -> Klanken:
    """First names: each of them, and what is written apart or joined (Jan-Willem, Abdel Karim)."""
    woorden = list(_woorden(tekst))[:_MEESTE_VOORNAMEN]
    namen = [w for w in woorden if not _is_initiaal(w)]
    eigen = [w for w in namen if w not in _voorvoegsels()] or namen
    vormen = {*eigen, "".join(namen[:2]), "".join(namen)}
    letters = {klank(v)[:1] for woord in eigen or woorden[:1] for v in _schrijfwijzen(woord)}
    return _klanken(vormen, letters, initialen=not namen)


def achternaam(tussenvoegsel: str, tekst: str) -> Klanken:
    """A surname: each part of a double one and the parts together, with and without its prefix."""
    stukken = [list(_woorden(stuk)) for stuk in _STREEPJE.split(tekst)]
    stukken = [stuk for stuk in stukken if stuk]
    while len(stukken) > 1 and _voorvoegsels().issuperset(stukken[0]):  # el-Amrani
        stukken[:2] = [stukken[0] + stukken[1]]
    delen = [woord for stuk in stukken for woord in _kern(stuk)]
    alles = [*_woorden(tussenvoegsel), *(woord for stuk in stukken for woord in stuk)]
    vormen = {*delen, "".join(delen), "".join(alles)}
    if delen and alles[0] in ("el", "al"):
        vormen.add("l" + "".join(delen))  # El Amrani, Lamrani
    return _klanken(vormen, ())


def _klanken(vormen: Iterable[str], letters: Iterable[str], *, initialen: bool = False) -> Klanken:
    wijzen = {wijze for vorm in vormen for wijze in _schrijfwijzen(vorm)}
    nauw = frozenset(filter(None, map(klank, wijzen)))
    ruim = nauw | {code for wijze in wijzen for code in _medeklinkers(wijze)}
    return Klanken(nauw, ruim, frozenset(filter(None, letters)), initialen)


def _woorden(tekst: str) -> Iterator[str]:
    return filter(None, _TUSSEN.split(unicodedata.normalize("NFC", tekst.casefold())))


def _kern(woorden: list[str]) -> list[str]:
    """The words that are no prefix: of a name that is made of nothing else the last."""
    return [woord for woord in woorden if woord not in _voorvoegsels()] or woorden[-1:]


def _is_initiaal(woord: str) -> bool:
    """One letter, or JP and Th: a few without a vowel."""
    return len(woord) == 1 or (len(woord) < 4 and bool(re.fullmatch(r"[b-df-hj-np-tv-xz]+", woord)))


def _schrijfwijzen(woord: str) -> set[str]:
    """A word in plain letters: ü is u to one and ue to another, and "ch" stands for three sounds."""
    uit = {plat(woord), plat(woord.translate(_VOLUIT))}
    return {
        w for wijze in uit for w in (wijze, wijze.replace("ch", "sh"), wijze.replace("ch", "h"))
    }


def _medeklinkers(wijze: str) -> Iterator[str]:
    latijn = re.sub(r"[^a-z]", "", wijze).replace("dj", "j")
    for code in doublemetaphone(latijn):
        if len(code) >= _KORTSTE_MEDEKLINKERS:
            yield code  # in capitals, where the others are not
