"""The text of a PDF of ours, without another program: so these tests run everywhere."""

import re
import zlib
from collections.abc import Iterator

_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


def pdf_tekst(pdf: bytes) -> str:
    """What can be read in a PDF that typst wrote, one line for each line on paper."""
    stromen = {
        int(nummer): zlib.decompress(inhoud) if b"FlateDecode" in kop else inhoud
        for nummer, kop, inhoud in re.findall(
            rb"(\d+) 0 obj\s*<<(.*?)>>\s*stream\r?\n(.*?)\nendstream", pdf, re.S
        )
    }
    tabellen = {
        int(nummer): _tabel(stromen[int(tabel)])
        for nummer, tabel in re.findall(
            rb"(\d+) 0 obj\s*<</Type/Font/Subtype/Type0[^>]*/ToUnicode (\d+) 0 R", pdf
        )
    }
    regels: list[str] = []
    for middelen, inhoud in re.findall(
        rb"/Type/Page/Resources (\d+) 0 R.*?/Contents (\d+) 0 R", pdf, re.S
    ):
        blok = re.search(rb"\n%s 0 obj\s*<<.*?/Font<<(.*?)>>" % middelen, pdf, re.S)
        assert blok
        lettertypen = {
            naam: tabellen[int(nummer)]
            for naam, nummer in re.findall(rb"/(f\d+) (\d+) 0 R", blok[1])
        }
        teksten = re.findall(rb"BT(.*?)ET\n", stromen[int(inhoud)], re.S)
        regels += [_regel(deel, lettertypen) for deel in teksten]
    return "\n".join(regels)


def _tabel(cmap: bytes) -> dict[int, str]:
    paren = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", cmap)
    return {int(van, 16): bytes.fromhex(naar.decode()).decode("utf-16-be") for van, naar in paren}


def _regel(deel: bytes, lettertypen: dict[bytes, dict[int, str]]) -> str:
    letters = re.search(rb"/(f\d+) [\d.]+ Tf", deel)
    assert letters
    tabel = lettertypen[letters[1]]
    rauw = b"".join(_strings(deel[letters.end() :]))
    return "".join(tabel[int.from_bytes(rauw[i : i + 2], "big")] for i in range(0, len(rauw), 2))


def _strings(deel: bytes) -> Iterator[bytes]:
    """The strings of one line; brackets inside one stand unescaped when they are in balance."""
    diepte, begin, i = 0, 0, 0
    while i < len(deel):
        if deel[i : i + 1] == b"\\":
            i += 1
        elif deel[i : i + 1] == b"(":
            diepte += 1
            begin = i + 1 if diepte == 1 else begin
        elif deel[i : i + 1] == b")":
            diepte -= 1
            if diepte == 0:
                yield re.sub(rb"\\([0-7]{3}|.)", _teken, deel[begin:i], flags=re.S)
        i += 1


def _teken(gevonden: "re.Match[bytes]") -> bytes:
    code = gevonden[1]
    return bytes([int(code, 8)]) if len(code) == 3 else _ESCAPES.get(code, code)
