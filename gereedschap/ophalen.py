"""Fetches packages and says how far it is: ``python -m gereedschap.ophalen`` for those of Python.

On a slow line fetching takes minutes. Django is not needed to run it.
"""

from __future__ import annotations

import re
import subprocess
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
STEPS = 5  # of `make demo`; the last three are those of `manage.py demo`


def step(number: int, what: str) -> None:
    """Say which step of `make demo` begins."""
    sys.stdout.write(f"Stap {number} van {STEPS}: {what}\n")
    sys.stdout.flush()


def fetch(command: Sequence[str], pattern: str, total: int) -> int:
    """Run a package manager and count the lines that say that it fetches one more package.

    Args:
        pattern: what such a line begins with; its first group is the name of the package.
        total: how many packages there are.

    Returns:
        Its exit code. When it is not 0 the last lines that it wrote stand on standard error.

    Raises:
        OSError: it could not start.
    """
    done, last = 0, deque[str](maxlen=20)
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as process:
        assert process.stdout
        for line in process.stdout:
            if found := re.match(pattern, line):
                done += 1
                _tell(done, total, found[1])
            else:
                last.append(line)
    if done and sys.stdout.isatty():
        sys.stdout.write("\n")
    if process.returncode:
        sys.stderr.write("".join(last))
    return process.returncode


def _tell(done: int, total: int, name: str) -> None:
    """One line that changes on a screen; in a log one for each tenth."""
    text = f"  {min(done, total)} van {total} pakketten"
    if sys.stdout.isatty():
        sys.stdout.write(f"\r{text}: {name:<40.40}")
    elif done * 10 // total > (done - 1) * 10 // total:
        sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> int:
    """Install what requirements.lock pins; return the exit code of pip."""
    lock = ROOT / "requirements.lock"
    total = len(re.findall(r"^\S+==", lock.read_text(encoding="utf-8"), flags=re.MULTILINE))
    step(1, "Python-pakketten ophalen. Dat gebeurt alleen als er iets nieuws is.")
    pip = [sys.executable, "-m", "pip", "install", "--progress-bar", "off"]
    return fetch(
        [*pip, "--require-hashes", "--no-deps", "-r", str(lock)],
        r"(?:Collecting |Processing \S*/)([\w.-]+)",
        total,
    )


if __name__ == "__main__":
    sys.exit(main())
