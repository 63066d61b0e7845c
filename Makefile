# Two commands do everything, set-up included:
#   make practice   open the app
#   make test       run every test
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin

# Inside the checkout, transcripts and settings stay in the checkout.
export INTERVIEW_COACH_HOME ?= $(CURDIR)

# One test process more than there are cores: those that drive a terminal wait for most of their time.
WORKERS ?= $(shell $(PYTHON) -c 'import os; print((os.cpu_count() or 1) + 1)')

.PHONY: practice test test-live check bench picture schemas lock clean

practice: $(VENV)/.ready
	@$(BIN)/interview-coach

test: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest -n $(WORKERS) $(ARGS)

# The same journeys against a real endpoint: needs ANTHROPIC_API_KEY or ANTHROPIC_BASE_URL, and costs cents.
test-live: $(VENV)/.ready-dev
	@$(BIN)/python -m pytest tests/live -rs $(ARGS)

# The checks that CI runs beside the tests.
check: $(VENV)/.ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# Ratios measured in one run; see benchmarks/README.md.
bench: $(VENV)/.ready-dev
	@$(BIN)/python -m benchmarks

# The pictures in the README, exported by the app itself.
picture: $(VENV)/.ready-dev
	@$(BIN)/python -m scripts.pictures

# Renew schemas/ from the models of the files.
schemas: $(VENV)/.ready-dev
	$(BIN)/python -m scripts.schemas

# Renew the lock files from pyproject.toml.
lock: $(VENV)/.ready-dev
	$(BIN)/python -m scripts.lock

clean:
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
	  || { echo "Python 3.11 or newer is needed. Name it: make practice PYTHON=/path/to/python3.12"; exit 1; }
	@echo "Setting up $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) \
	  || { rm -rf $(VENV); echo "Python's venv is missing; on Debian or Ubuntu: apt install python3-venv"; exit 1; }

$(VENV)/.ready: requirements.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.ready-dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.ready
