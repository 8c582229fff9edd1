# One name per job. `make report` and `make test` need python3 (with venv), git and make, and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STUDY ?= data
OUT ?= build
# The kernel's output is compared to the character: no colour, one thread for floats printed to many digits.
export NO_COLOR := 1
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1

PHONY_MORE := repeat fuzz kills growth reliability licences sbom audit
.PHONY: $(PHONY_MORE) help setup report test unit notebooks check lint types figures notebooks-refresh lab docs bench lock clean

help:
	@echo "make report             tables, figures, executed notebooks and one HTML page under $(OUT)/"
	@echo "make test               unit tests, then every notebook compared with its stored output"
	@echo "make check              ruff, mypy and all tests"
	@echo "make lab                JupyterLab with the notebooks"
	@echo "make figures            write the committed gallery in figures/"
	@echo "make notebooks-refresh  build the notebooks from notebooks/source in both languages and execute them (review the diff as a change in results)"
	@echo "make docs               the documentation under $(OUT)/docs"
	@echo "make reliability        hostile files, network tricks, odd shapes; numbers of the long runs: one table"
	@echo "make repeat             the same bytes under other fonts, locales, zones, homes"
	@echo "make fuzz / kills / growth   the longer runs of the same"
	@echo "make licences / sbom / audit licences of dependencies, CycloneDX, known faults"
	@echo "make bench              benchmarks: speed on a generated corpus, links against hand coding (TEXTS=FILE: of 83 pairs, too; CODING=DIR: yours)"

setup: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	$(BIN)/python -c "import matplotlib.font_manager"
	touch $@

report: setup
	$(BIN)/policy-compare report --study $(STUDY) --out $(OUT)

test: unit notebooks

# Files of tests are spread over the cores; those of one file stay together, for what they share.
SPREAD := -n auto --maxprocesses 4 --dist loadfile

unit: setup
	$(BIN)/python -m pytest -q $(SPREAD) tests
	$(BIN)/python -m pytest -q --doctest-modules src

notebooks: setup
	$(BIN)/python -m pytest -q $(SPREAD) --nbval --nbval-current-env --nbval-cell-timeout 300 notebooks

check: lint types test

lint: setup
	$(BIN)/ruff check .

types: setup
	$(BIN)/mypy

figures: setup
	$(BIN)/policy-compare figures --study $(STUDY) --gallery figures

notebooks-refresh: setup
	$(BIN)/python -m compare.paper.notebooks notebooks

lab: setup
	$(BIN)/jupyter lab --notebook-dir notebooks

docs: setup
	$(BIN)/sphinx-build -q -W --keep-going docs $(OUT)/docs

bench: setup
	$(BIN)/python -m benchmarks
	$(BIN)/python -m benchmarks.links
	$(if $(CODING)$(TEXTS),$(BIN)/python -m benchmarks.links $(if $(CODING),--coding $(CODING)) $(if $(TEXTS),--texts $(TEXTS)))

reliability: setup
	$(BIN)/python -m benchmarks.reliability

repeat: setup
	$(BIN)/python -m benchmarks.repeat

fuzz: setup
	$(BIN)/python tests/fuzz/long_run.py

kills: setup
	$(BIN)/python -m benchmarks.kills

growth: setup
	$(BIN)/python -m benchmarks growth

licences: setup
	$(BIN)/python -m benchmarks.supply

sbom: setup
	mkdir -p $(OUT)
	$(BIN)/python -m benchmarks.supply --sbom $(OUT)/sbom.cdx.json

# Asks a vulnerability database over the network; pip-audit is no dependency of the project.
audit: setup
	$(BIN)/python -m pip install --quiet pip-audit
	$(BIN)/python -m pip_audit --require-hashes -r requirements.lock

# Needs uv; the file holds versions and hashes only, so pip installs from it.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --all-extras --no-emit-index-url --no-header pyproject.toml -o requirements.lock

clean:
	rm -rf $(OUT)
