# make run    install what is needed and open the program on the sample
# make test   install what is needed and run the tests
# make lint   format, lint, types, dependencies
# make bench  measure speed and memory, write bench/results.json
# make bench-scale  the same in a project of 100,000 articles
# make bench-hub    200 annotators at one PostgreSQL
# make bench-peers  the same work done by doccano and Label Studio beside ours

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: run test lint bench bench-scale bench-hub bench-peers wheel docs clean

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

bench-scale: $(VENV)/.development
	@$(BIN)/python -m bench --scale

bench-hub: $(VENV)/.development
	@$(BIN)/python -m bench --hub

bench-peers: $(VENV)/.development
	@$(BIN)/python -m bench.peers

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
	@sh .ci/system tests
	@echo "Installing Annotator and what its tests need into $(VENV) …"
	@$(PIP) install --constraint constraints.txt --editable '.[dev]'
	@touch $@ $(VENV)/.program

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
