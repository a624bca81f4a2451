# Everything runs in .venv, which the first command makes; it needs Python 3.11 or newer and nothing else.
# PYTHON=/path/to/python chooses the interpreter, WORKERS the number of test processes.

.DEFAULT_GOAL := help
SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
WORKERS ?= 2

.PHONY: help demo test check docs bench golden clean

help:
	@echo "make demo    import a sample, replay it and print the reports"
	@echo "make test    run all tests"
	@echo "make check   lint, types, import contracts, generated pages"
	@echo "make docs    write the generated pages again"
	@echo "make golden  write the golden files again; look at the difference before you keep it"
	@echo "make bench   measure"
	@echo "make clean   remove what was made"

$(STAMP): pyproject.toml constraints.txt
	@sh .ci/venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt setuptools wheel
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		--no-build-isolation --editable . $$($(BIN)/python .ci/dev_requirements.py)
	@touch $(STAMP)

demo: $(STAMP)
	@$(BIN)/hindesk demo

test: $(STAMP)
	$(BIN)/python -m pytest -n $(WORKERS)

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

docs: $(STAMP)
	$(BIN)/python docs/generate.py

golden: $(STAMP)
	$(BIN)/python -m pytest -m "not slow" --golden-update

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt \
		$$($(BIN)/python .ci/dev_requirements.py bench)
	$(BIN)/python -m benchmarks

clean:
	rm -rf hindesk-demo.duckdb $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
