# OpenRSD: see README.md. Every target sets up what it needs.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
BIN := .venv/bin
EXAMPLES = $(sort $(wildcard examples/*.yaml examples/*/*.yaml))

# The demonstration lives here unless OPENRSD_HOME says otherwise.
DEMO = $(or $(OPENRSD_HOME),$(CURDIR)/var/demo)
PORT ?= 8000
# With it, each of the many commands and servers that the tests start would compile all of OpenRSD.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help run semantic examples test lint soak bench bench-full messages lock environment dev-environment clean

help:
	@echo "make run    a demonstration with invented people, served on this machine (PORT=8000)"
	@echo "make semantic  adds the model that finds country information by its meaning (90 MB)"
	@echo "make examples  check the law, screen every example, write out/screening.html"
	@echo "make test   everything that must hold (sampled where it is long)"
	@echo "make lint   style, types and import contracts only"
	@echo "make soak   the long checks in full"
	@echo "make bench  figures of time; bench-full adds ten million cases"

environment:
	@scripts/environment run

dev-environment:
	@scripts/environment dev

run: environment
	@OPENRSD_HOME="$(DEMO)" $(BIN)/openrsd demo
	@OPENRSD_HOME="$(DEMO)" exec $(BIN)/openrsd serve --port $(PORT)

examples: environment
	@$(BIN)/openrsd law check
	@mkdir -p out
	@$(BIN)/openrsd screen $(EXAMPLES)
	@$(BIN)/openrsd screen --format html --out out/screening.html $(EXAMPLES)
	@echo
	@echo "The same as a page, with the law drawn as a tree for each case: $(CURDIR)/out/screening.html"

lint: dev-environment
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint
	@scripts/browser
	@scripts/java
	@scripts/recognition
	$(BIN)/openrsd law check
	@# One more than cores: browsers and servers wait now and then.
	$(BIN)/pytest -n 3
	@# On a server only what hangs on the database (tests/conftest.py).
	scripts/postgres $(BIN)/pytest -n 3

soak: dev-environment
	@scripts/browser
	@scripts/java
	@scripts/recognition
	OPENRSD_SOAK=1 $(BIN)/pytest -n 2
	OPENRSD_SOAK=1 scripts/postgres $(BIN)/pytest -n 2

bench: dev-environment
	$(BIN)/python benchmarks/determination.py
	$(BIN)/python benchmarks/caseload.py
	$(BIN)/python benchmarks/ledger.py
	PYTHONPATH=. $(BIN)/python benchmarks/ledger_stored.py
	PYTHONPATH=. $(BIN)/python benchmarks/ledger_writes.py
	PYTHONPATH=. $(BIN)/python benchmarks/casework.py
	PYTHONPATH=. $(BIN)/python benchmarks/interviews.py

# Ten million cases too: some minutes and some GiB of disk in out/.
bench-full: dev-environment
	$(BIN)/python benchmarks/caseload.py --full

# The template for translators, of the texts of the program, its pages and the law files.
messages: dev-environment
	@mkdir -p out
	PYTHONPATH=. $(BIN)/pybabel -q extract -F tools/babel.cfg --omit-header -k _ -k gettext -k ngettext:1,2 -o out/openrsd.pot src
	@echo "out/openrsd.pot"

# The model that finds country information by its meaning: 90 MB, into the same environment.
semantic: environment
	$(BIN)/python -m pip --disable-pip-version-check -q install --require-hashes -r requirements/semantic.lock

lock:
	uv pip compile requirements/build.in --universal --generate-hashes --no-header -q -o requirements/build.lock
	uv pip compile pyproject.toml --extra caseload --extra xlsform --universal --generate-hashes --no-header -q -c requirements/build.lock -o requirements/run.lock
	uv pip compile requirements/semantic.in --universal --generate-hashes --no-header -q -c requirements/run.lock -o requirements/semantic.lock
	uv pip compile pyproject.toml --extra dev --universal --generate-hashes --no-header -q -c requirements/build.lock -c requirements/run.lock -o requirements/dev.lock

clean:
	rm -rf out build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
