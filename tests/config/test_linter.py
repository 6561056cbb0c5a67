"""What `make controle` stops before it is merged: code that runs, or asks the database for, what somebody typed."""

import subprocess
import sys

import pytest
from django.conf import settings


@pytest.mark.parametrize(
    ("regel", "code"),
    [
        ("S307", "def f(x):\n    return eval(x)\n"),
        ("S102", "def f(x):\n    exec(x)\n"),
        ("S605", "import os\n\n\ndef f(x):\n    os.system(x)\n"),
        ("S602", "import subprocess\n\n\ndef f(x):\n    subprocess.run(x, shell=True, check=True)\n"),
        ("S608", 'def f(c, x):\n    c.execute(f"SELECT naam FROM dossier WHERE id = {x}")\n'),
        ("S610", 'def f(q, x):\n    return q.extra(where=[f"id = {x}"])\n'),
        ("S611", "from django.db.models.expressions import RawSQL\n\n\ndef f(x):\n    return RawSQL(x, [])\n"),
        ("S308", "from django.utils.safestring import mark_safe\n\n\ndef f(x):\n    return mark_safe(x)\n"),
        ("S301", "import pickle\n\n\ndef f(x):\n    return pickle.loads(x)\n"),
        ("S506", "import yaml\n\n\ndef f(x):\n    return yaml.load(x)\n"),
        ("S314", "from xml.etree import ElementTree\n\n\ndef f(x):\n    return ElementTree.parse(x)\n"),
        ("S324", "import hashlib\n\n\ndef f(x):\n    return hashlib.md5(x)\n"),
        ("S311", "import random\n\n\ndef f():\n    return random.random()\n"),
        ("S501", 'import requests\n\n\ndef f():\n    requests.get("https://x.example", verify=False, timeout=1)\n'),
    ],
    ids=lambda waarde: waarde if waarde.startswith("S") else "",
)  # fmt: skip
def test_de_linter_houdt_gevaarlijke_code_tegen(regel: str, code: str) -> None:
    """ASVS 1.2.4, 1.2.5, 1.3.2, 1.5.1, 1.5.2, 11.4.1: by the settings of this project, for code of an app."""
    klaar = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--stdin-filename", "casusoverleg/nieuw.py", "-"],
        cwd=settings.BASE_DIR,
        input=code,
        capture_output=True,
        text=True,
        check=False,
    )
    assert regel in klaar.stdout, klaar.stdout + klaar.stderr
    assert klaar.returncode == 1
