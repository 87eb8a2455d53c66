# make run    install what is needed and open the program on the sample
# make test   install what is needed and run the tests
# make lint   format, lint, types, dependencies
# make bench  measure speed and memory, write bench/results.json

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint bench wheel docs clean

run: $(VENV)/.program
	@$(BIN)/annotator --sample

test: $(VENV)/.development
	@$(BIN)/python -m pytest

lint: $(VENV)/.development
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/deptry annotator

bench: $(VENV)/.development
	@$(BIN)/python -m bench

docs: $(VENV)/.program
	@$(BIN)/python docs/refresh.py

wheel: $(VENV)/.development
	@$(BIN)/python -m build --wheel --outdir dist .

$(VENV)/bin/python:
	@sh .ci/system
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.program: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Annotator into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable .
	@touch $@

$(VENV)/.development: $(VENV)/bin/python pyproject.toml constraints.txt
	@echo "Installing Annotator and what its tests need into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.program

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
