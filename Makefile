# What you need: make, Python 3.11 or newer (with venv) and a package registry.
#
#   make demo        the whole application with invented data, on http://127.0.0.1:8000/
#   make demo-leeg   the same, with fresh data
#   make test        the tests, on a real PostgreSQL, Valkey, Celery worker and browser
#   make controle    the linters and types
#   make bewijs      whether the tests notice when a part of a clause is broken: docs/bewijs.md
#   make beheer      follows docs/beheer.md line by line: an installation on servers with nothing in them
#   make nacht       what takes too long for each change: make bewijs, make beheer, pages on big fills, and more stories on access
#   make schoon      stop what was left running and remove what the targets above made

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
PY := $(VENV)/bin/python
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help omgeving demo demo-leeg test controle bewijs beheer nacht opmaak sloten schoon

help:
	@sed -n 's/^#   //p' Makefile

# Nothing happens when requirements.lock and package-lock.json are as they were.
omgeving:
	@cmp -s requirements.lock $(VENV)/requirements.lock || $(MAKE) --no-print-directory $(VENV)
	@$(PY) -m gereedschap.frontend

# Debian and Ubuntu keep venv in a package of its own; virtualenv does as well.
.PHONY: $(VENV)
$(VENV):
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Er is geen Python 3.11 of nieuwer gevonden. Installeer die, of wijs haar aan:" >&2; \
	  echo "make demo PYTHON=/pad/naar/python3.12" >&2; exit 1; }
	@$(PY) -m pip --version >/dev/null 2>&1 || \
	  "$(PYTHON)" -m venv --clear $(VENV) >/dev/null 2>&1 || \
	  "$(PYTHON)" -m virtualenv --clear $(VENV) >/dev/null 2>&1 || { rm -rf $(VENV); \
	  echo "Python kan hier geen omgeving maken: het onderdeel venv ontbreekt." >&2; \
	  echo "Op Debian en Ubuntu: sudo apt-get install python3-venv. Doe dit daarna opnieuw." >&2; \
	  exit 1; }
	@rm -f $(VENV)/requirements.lock
	@$(PY) -m gereedschap.ophalen
	@cp requirements.lock $(VENV)/requirements.lock

demo: omgeving
	@exec $(PY) manage.py demo

demo-leeg: omgeving
	@exec $(PY) manage.py demo --leeg

# All tests, divided over the processors. `make test ARGS="tests/register -k slot"` runs a part,
# in one process.
ARGS ?= -n logical --maxprocesses 8
test: omgeving
	@exec $(PY) -m pytest $(ARGS)

SJABLONEN := templates gereedschap/templates

controle: omgeving
	$(PY) -m ruff check .
	$(PY) -m ruff format --check .
	CASUSOVERLEG_OMGEVING=test DATABASE_URL=postgresql:///types REDIS_URL=redis:///types $(PY) -m mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/djlint $(SJABLONEN) --check --quiet
	$(VENV)/bin/djlint $(SJABLONEN) --lint --quiet
	$(PY) manage.py makemigrations --check --dry-run

# One change at a time in a scratch copy; the tests of that part must fail. A part of it:
# `make bewijs DEEL="RET RVB-termijn"`.
bewijs: omgeving
	@exec $(PY) manage.py bewijs $(DEEL)

# On the PostgreSQL of the machine, or that in PG_BIN, or ours.
beheer: omgeving
	@exec $(PY) -m gereedschap.installatie

# The long run, beside what `.ci/run` asks of each change: each story on access is drawn anew, and each page
# is asked with up to 100,000 files of each kind; what that costs it prints.
VERHALEN ?= 20
nacht: omgeving
	@for n in $$(seq $(VERHALEN)); do $(PY) -m pytest -q tests/toegang/test_eigenschappen.py || exit 1; done
	@$(PY) -m gereedschap.installatie
	@$(PY) -m tests.toegang.meet_paginas
	@exec $(PY) manage.py bewijs

opmaak: omgeving
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	$(VENV)/bin/djlint $(SJABLONEN) --reformat --quiet

# After a change of the dependencies in pyproject.toml. Needs `uv`.
UITVOER := --generate-hashes --python-version 3.11 --no-emit-index-url --no-header --no-annotate --quiet
sloten:
	uv pip compile pyproject.toml --group dev $(UITVOER) -o requirements.lock
	uv pip compile pyproject.toml $(UITVOER) -c requirements.lock -o requirements-prod.lock

schoon:
	@if [ -x $(PY) ]; then $(PY) -c 'from gereedschap import services; services.ruim_op()'; fi
	rm -rf $(VENV) node_modules static/vendor .local .artefacten
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
