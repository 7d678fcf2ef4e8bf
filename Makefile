# `make help` lists what there is. All that is needed beforehand is make, git and Python 3.11 or newer.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
PIP_INSTALL := $(VENV_PYTHON) -m pip install -qq --require-hashes --only-binary :all:
LOCK := $(VENV_PYTHON) -m uv pip compile --quiet --universal --python-version 3.11 --only-binary :all: \
	--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock"

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := build
.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: build check new serve test test-all check-html check-workflows format lock upgrade vendor clean help

build: .venv/run ## Build content/ into site/ (this is what `make` alone does)
	@$(VENV_PYTHON) build.py

check: .venv/run ## Check content/ and say what to mend, without building
	@$(VENV_PYTHON) build.py check

new: .venv/new ## Write the record of a new city: asks, and takes coordinates and population from GeoNames
	@$(VENV_PYTHON) build.py new

serve: .venv/run ## Build, serve to this machine alone, and follow every save (PORT=8001 for another port)
	@$(VENV_PYTHON) build.py serve $(if $(PORT),--port $(PORT))

test: .venv/dev ## Check style and types, then run every test, those in a real browser too
	@$(VENV_PYTHON) tools/ensure_browser.py
	$(VENV_PYTHON) -m ruff check
	$(VENV_PYTHON) -m ruff format --check
	$(VENV_PYTHON) -m mypy
	$(VENV_PYTHON) -m pytest -n auto --dist worksteal $(if $(ALL),,-m "not large")

test-all: ALL := 1
test-all: test ## Do the same with the longest tests too: a thousand cities, the judged queries of page texts

check-html: build ## Check the pages of site/ with the Nu HTML Checker (needs Java and npm)
	@$(VENV_PYTHON) tools/check_html.py

check-workflows: .venv/dev ## Check .github/ for what would endanger the repository, without a network
	@.venv/bin/zizmor --offline --persona auditor --strict-collection --quiet .github

format: .venv/dev ## Put the Python code into the house form
	$(VENV_PYTHON) -m ruff check --fix-only
	$(VENV_PYTHON) -m ruff format

lock: .venv/dev ## Write requirements*.txt anew after a change of requirements*.in
	@$(LOCK) $(NEWEST) requirements.in -o requirements.txt
	@$(LOCK) $(NEWEST) requirements-gazetteer.in -o requirements-gazetteer.txt
	@$(LOCK) $(NEWEST) requirements-dev.in -o requirements-dev.txt
	@echo "requirements*.txt are renewed; make test shows whether all still fits."

upgrade: NEWEST := --upgrade
upgrade: lock ## Do the same, with the newest version of every package

vendor: .venv/run ## Write the libraries of assets/js/vendor/ anew, each from its npm package (needs npm)
	@$(VENV_PYTHON) tools/vendor.py

clean: ## Remove .venv and all caches; content/ and site/ stay
	@rm -rf .venv .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile
	@echo "PYTHON=python3.12 after any of them names the Python that a new .venv is made with (make clean first)."

# These two files are stamps: they are younger than the lock file while .venv holds what it lists.
# A changed runtime lock begins a new .venv, so that nothing a lock has dropped stays behind.

.venv/run: requirements.txt
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not; name one, as in: make PYTHON=python3.12" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Making .venv with the packages of requirements.txt"
	@"$(PYTHON)" -m venv --clear .venv
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

.venv/new: requirements-gazetteer.txt .venv/run
	@echo "Adding the gazetteer of requirements-gazetteer.txt to .venv"
	@$(PIP_INSTALL) -r requirements-gazetteer.txt
	@touch $@

.venv/dev: requirements-dev.txt .venv/run
	@echo "Adding the packages of requirements-dev.txt to .venv"
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@
