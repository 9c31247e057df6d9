# ViA-XL: `make jaarrun` is all a finance officer needs; the rest is for who works on the program.
# Needs Python 3.11 or newer and make. Everything Python is installed in VENV, here and nowhere else.

PYTHON ?= python3
VENV   ?= .venv
JAAR   ?= 2024
MAP    ?= mijn-regeling
MASTER ?= $(MAP)/via_master.xlsx
UIT    ?= $(dir $(MASTER))afrekeningen
SBOM   ?= build/via-xl.cdx.json

EERSTE = workbooks/via_master.xlsx

BIN = $(VENV)/bin

# Python keeps what it compiled: else each of the hundreds of processes that the tests start compiles it all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: jaarrun master excel stuk vorm test test-motoren test-lang test-steekproef lint docs slot sbom bench schoon
.DEFAULT_GOAL := jaarrun

## jaarrun: the settlement of JAAR from MASTER, one workbook a gemeente, in UIT
jaarrun: $(VENV)/.klaar-basis $(MASTER)
	$(BIN)/via-xl jaarrun $(MASTER) --jaar $(JAAR) --uit $(UIT)

# The first time a copy of the one in the repository: from then on it is yours, and it is never overwritten.
$(MAP)/via_master.xlsx: | $(EERSTE)
	mkdir -p $(@D)
	cp $(EERSTE) $@

# Made only when it is missing.
$(EERSTE): | $(VENV)/.klaar-basis
	$(BIN)/via-xl master maak --gegevens workbooks/gegevens --uit $@ --jaar $(JAAR)

## master: the master workbook of the repository from workbooks/gegevens, when it is missing
master: $(EERSTE)

## excel: the VBA projects, the master with macros and the add-in, from their text
excel: $(VENV)/.klaar-test
	$(BIN)/python workbooks/bouw_excel.py

## stuk: the template of the Word documents
stuk: $(VENV)/.klaar-basis
	$(BIN)/python workbooks/bouw_stuk.py

## vorm: what the workbooks of a version may hold, from those that are made; verifieer refuses anything else
vorm: $(VENV)/.klaar-test
	cd tests && ../$(BIN)/python -m hulp.vorm

PYTEST = $(BIN)/pytest -n 2 --dist loadfile

## test: every test that needs no other program than Python
test: $(VENV)/.klaar-test
	$(PYTEST)

## test-motoren: every workbook in LibreOffice, pyOpenVBA, Chromium and the schema validator (installs what is missing)
test-motoren: $(VENV)/.klaar-test $(VENV)/.klaar-levering
	tests/gereedschap/installeer.sh
	$(PYTEST) -m "motoren and not lang"

## test-lang: the long runs: kills at every point, forgeries, wide property runs, large regions
test-lang: $(VENV)/.klaar-test
	tests/gereedschap/installeer.sh
	VIA_VOORBEELDEN=breed $(PYTEST) -m "lang or eigenschap"

## test-steekproef: a sample of the long runs, the same each time
test-steekproef: $(VENV)/.klaar-test
	tests/gereedschap/installeer.sh
	$(PYTEST) -m steekproef

## lint: style, types and the order of the rooms
lint: $(VENV)/.klaar-lint $(VENV)/.klaar-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

## docs: the Dutch site of docs/, in build/docs; a link or picture that isn't there is an error
docs: .venv/.klaar-docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict

## slot: requirements.lock anew: the newest versions that pyproject.toml allows, for every system and Python, with all hashes
slot: $(VENV)/.klaar-levering
	echo setuptools | UV_CUSTOM_COMPILE_COMMAND='make slot' $(BIN)/uv pip compile pyproject.toml - --quiet --upgrade \
		--universal --python-version 3.11 --generate-hashes --no-annotate --output-file requirements.lock

## sbom: the bill of materials (CycloneDX, held against its schema) of what requirements.lock installs, in SBOM
sbom: $(VENV)/.klaar-levering
	mkdir -p $(dir $(SBOM))
	$(BIN)/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml --output-reproducible --output-file $(SBOM)

## bench: how long the yearly run takes, reading hour sheets, our functions, the open book, changing the master, and many regions
bench: $(VENV)/.klaar-test
	$(BIN)/python benchmarks/bench.py
	$(BIN)/python benchmarks/urenstaten.py
	$(BIN)/python benchmarks/udfs.py
	$(BIN)/python benchmarks/openboek.py
	$(BIN)/python benchmarks/wijzigen.py
	$(BIN)/python benchmarks/regios.py

## schoon: remove what was installed and what tools left behind (no workbooks, no settlements)
schoon:
	rm -rf .venv build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis tests/gereedschap/node_modules

PIP = $(BIN)/python -m pip install --quiet --disable-pip-version-check

# A stamp for each set of packages: nothing is installed again until pyproject.toml or requirements.lock changes. What a run
# works with is only what the lock has the hash of; setuptools, which installs the program itself, is among it.
$(VENV)/.klaar-basis: pyproject.toml requirements.lock
	@$(PYTHON) -m via_xl.basis.welke_python
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo 'Installeer eerst venv (Debian, Ubuntu: apt-get install python3-venv).'; exit 1; }
	$(PIP) --require-hashes --only-binary :all: --requirement requirements.lock
	$(PIP) --no-index --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.klaar-%: $(VENV)/.klaar-basis
	$(PIP) --no-build-isolation --editable '.[$*]'
	touch $@
