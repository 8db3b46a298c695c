# `make serve` installs what is needed and starts leaksim; `make test` installs what the tests need and runs them.
# make help lists the rest.

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev serve test test-all lint types suites unit content notebooks integration browser bench gallery lock \
	format clean
# The stages share one environment and two cores.
.NOTPARALLEL:

BIN := .venv/bin
ARGS ?=
PYTEST_ARGS ?=
# Tests never see the user's own data, settings or logs.
TEST_HOME := $(CURDIR)/build/test-home
TEST_ENV := env -u LEAKSIM_DATABASE_URL XDG_DATA_HOME=$(TEST_HOME)/data XDG_CONFIG_HOME=$(TEST_HOME)/config \
	XDG_STATE_HOME=$(TEST_HOME)/state XDG_CACHE_HOME=$(TEST_HOME)/cache
# Loading nbval takes seconds in each of pytest's processes; only the notebooks need it.
PYTEST = rm -rf $(TEST_HOME) && mkdir -p $(TEST_HOME) && $(TEST_ENV) $(BIN)/python -m pytest $(if $(filter notebooks,$@),,-p no:nbval) $(PYTEST_ARGS)

help:
	@echo "make serve      install what is needed and start leaksim (options: ARGS='--port 9000 --lang en')"
	@echo "make test       install what the tests need and run all of them but the slow ones"
	@echo "make test-all   run the slow ones: many seeds, many scenarios"
	@echo "make setup      only install (another interpreter: PYTHON=/path/to/python3.12)"
	@echo "make lint types suites notebooks browser    one stage of make test (suites: unit content integration)"
	@echo "make bench      measure speed, with ratios against a baseline run beside it"
	@echo "make gallery    write pages for choosing scenarios to build/gallery (options: ARGS='--truth')"
	@echo "make format     sort imports and lay out the code"
	@echo "make lock       write the lock files again (newer versions: ARGS=--upgrade)"
	@echo "make clean      remove .venv and everything built"

setup:
	@sh deploy/setup.sh runtime

setup-dev:
	@sh deploy/setup.sh dev

serve: setup
	@exec $(BIN)/leaksim serve $(ARGS)

# One recipe, so that the order stands and the first failing stage ends the run.
test: setup-dev
	@sh deploy/setup.sh system
	@$(MAKE) --no-print-directory lint
	@$(MAKE) --no-print-directory types
	@$(MAKE) --no-print-directory suites
	@$(MAKE) --no-print-directory notebooks
	@$(MAKE) --no-print-directory browser
	@echo "== make test: every stage passed"

lint: setup-dev
	@echo "== lint: ruff over the Python code"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

types: setup-dev
	@echo "== types: mypy over leaksim"
	@$(BIN)/mypy

# The three below in one go: every process of pytest loads all scenarios once, not three times.
suites: setup-dev
	@echo "== unit, content and integration tests"
	@$(PYTEST) -n auto --maxprocesses=4 -m "not slow" tests/unit tests/content tests/integration

unit: setup-dev
	@echo "== unit tests"
	@$(PYTEST) -n auto -m "not slow" tests/unit

content: setup-dev
	@echo "== content: scenarios, questions, actions and playbooks"
	@$(PYTEST) -n auto -m "not slow" tests/content

notebooks: setup-dev
	@echo "== notebooks: nbval runs every notebook, then the rules for notebooks"
	@$(PYTEST) --nbval-lax --nbval-current-env --nbval-cell-timeout=120 notebooks
	@$(PYTEST) -n 2 -m "not slow" tests/notebooks

integration: setup-dev
	@echo "== integration: command line, server and databases"
	@$(PYTEST) -n 2 -m "not slow" tests/integration

browser: setup-dev
	@echo "== browser: pages played in Chromium (pictures of failures: build/browser)"
	@$(PYTEST) -n 2 -m "not slow" --screenshot=only-on-failure --output=build/browser tests/browser

test-all: setup-dev
	@sh deploy/setup.sh system
	@echo "== slow matrices"
	@$(PYTEST) -n auto -m slow tests/unit tests/content tests/integration
	@$(PYTEST) -m slow --output=build/browser tests/browser

bench: setup-dev
	@$(BIN)/python tests/bench/run.py $(ARGS)

gallery: setup
	@$(BIN)/leaksim gallery --out build/gallery --lang both $(ARGS)

lock: setup-dev
	@echo "== requirements.lock, requirements-dev.lock"
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		$(ARGS) pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header \
		$(ARGS) -c requirements.lock --group dev pyproject.toml -o requirements-dev.lock

format: setup-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find leaksim tests -name __pycache__ -type d -prune -exec rm -rf {} +
