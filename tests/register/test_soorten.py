"""A new kind of file is named in one place outside its app: the list of key sets, by which it is installed.

The import contract is the other one, on purpose: no app writes the contract by which it is judged.
"""

import re
import tomllib
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.urls import get_resolver

from gedeeld.fields import VERSLEUTELD
from register.registry import bestanden
from register.taken import SOORTEN
from register.zinnen import ZINNEN

# What works on every file, and what every file stands on.
VOOR_ELKE_SOORT = (
    "gedeeld", "convenant", "register", "mensen", "retention", "privacy_rights", "beveiliging",
)  # fmt: skip
BEKEND = {
    # Who asks to take part does not learn from a log whether the casus exists.
    ("register/policies.py", "casusoverleg.deelname_gevraagd"),
    ("beveiliging/querysets.py", "casusoverleg.deelname_gevraagd"),
    # A new core party must consent and weigh where it holds nothing yet: found by what waits there.
    ("register/herleiden.py", "casusoverleg.toestemming"),
    ("register/herleiden.py", "casusoverleg.afronden"),
    ("register/herleiden.py", "weegploeg.wegen"),
    ("register/herleiden.py", "weegploeg.besluiten"),
    # A step of each file, which its term asks of no kind (MC 13.1).
    ("templates/beveiliging/toegang.html", "retention:opschorten"),
    ("templates/beveiliging/toegang.html", "retention:eerder_archiveren"),
    ("templates/beveiliging/toegang.html", "retention:wissen"),
    # What was decided on a request is carried out in the file that it is about, of whatever kind (AVG 17).
    ("privacy_rights/views.py", "retention:wissen"),
}


def namen_van(app: str) -> set[str]:
    """What an app declares by name: its kind of file, events, tasks and pages."""
    verklaard = {*ZINNEN, *SOORTEN, *(soort.soort for soort in bestanden())}
    _, ruimte = get_resolver().namespace_dict[app]
    paginas = {f"{app}:{naam}" for naam in ruimte.reverse_dict if isinstance(naam, str)}
    return paginas | {naam for naam in verklaard if naam.startswith(f"{app}.")}


def bronnen(app: str) -> list[Path]:
    """The code and the templates of an app."""
    code = [pad for pad in (settings.BASE_DIR / app).rglob("*.py") if "migrations" not in pad.parts]
    return [*code, *(settings.BASE_DIR / "templates" / app).rglob("*.html")]


def test_wat_voor_elk_dossier_werkt_noemt_geen_soort() -> None:
    namen = {naam for soort in bestanden() for naam in namen_van(soort.app)}
    assert {"meldingen.melding", "weegploeg:dossier", *(naam for _, naam in BEKEND)} <= namen
    gevonden = {
        (str(pad.relative_to(settings.BASE_DIR)), naam)
        for app in VOOR_ELKE_SOORT
        for pad in bronnen(app)
        for naam in re.findall(r"""["'](\w+[.:]\w+)["']""", pad.read_text())
        if naam in namen and not naam.startswith((f"{app}.", f"{app}:"))
    }
    assert gevonden == BEKEND


def test_elke_app_met_versleutelde_kolommen_heeft_sleutels() -> None:
    versleuteld = {
        model._meta.app_label
        for model in apps.get_models()
        if any(isinstance(veld, VERSLEUTELD) for veld in model._meta.concrete_fields)
    }
    assert versleuteld == set(settings.SLEUTELS)
    assert {soort.app for soort in bestanden()} <= versleuteld


def test_elke_app_staat_in_het_importcontract() -> None:
    instellingen = tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())
    linter: dict[str, Any] = instellingen["tool"]["importlinter"]
    lagen, verbod, kringen = linter["contracts"]
    onze = {
        app.label for app in apps.get_app_configs() if Path(app.path).parent == settings.BASE_DIR
    }
    assert set(linter["root_packages"]) == onze | {"gedeeld"}
    assert {app for laag in lagen["layers"] for app in laag.split(" | ")} == onze | {"gedeeld"}
    processen, soorten = set(verbod["source_modules"]), {soort.app for soort in bestanden()}
    assert set(verbod["forbidden_modules"]) == soorten - processen
    assert set(kringen["ancestors"]) == onze | {"gedeeld"}
