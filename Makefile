# Every target sets itself up: a virtual environment in .venv with the exact versions of the lock file.

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check

# Tests and demo start Python many times: without bytecode each start would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help

.PHONY: help
help: ## list all targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

.PHONY: setup
setup: .venv/installed ## create .venv and install everything (other targets do this automatically)

.venv/installed: requirements/lock.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Gifter needs Python 3.11 or later; name one with: make PYTHON=python3.12 ..." >&2; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@echo "Installing the locked packages into .venv (once) ..."
	@$(PIP) "$$(grep '^uv==' requirements/lock.txt)"
	@UV_LINK_MODE=copy VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --no-deps -r requirements/lock.txt || { \
		echo "uv cannot reach its package index; pip, with its own settings, takes a minute ..."; \
		$(PIP) --no-deps --no-compile -r requirements/lock.txt; }
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: demo
demo: setup ## show recommendations, a taste profile and reminders; needs only Python
	@$(BIN)/gifter demo

.PHONY: test
test: setup ## run all tests, without the other gates
	@$(BIN)/python -m pytest

.PHONY: soak
soak: setup ## run the tests with oracles and with killed workers for longer, with all cases
	@$(BIN)/python -m pytest -m soak

.PHONY: tools
tools: setup ## install the checks of the API document and of pages, if npm and a registry are here
	@tools/api/install

.PHONY: check
check: setup tools ## run lint, format, types, architecture and tests: every change must pass them
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/python -m pytest

.PHONY: api-release
api-release: setup ## store the API that a tagged version has; later changes are compared with it
	@$(BIN)/python tests/project/api_surface.py > tools/api/released.json.new
	@mv tools/api/released.json.new tools/api/released.json

.PHONY: bench
bench: setup ## measure the paths that people wait for, as ratios to their floors
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.paths

.PHONY: bench-parts
bench-parts: setup ## measure searching, ranking and reminders apart, and their raw cost
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest benchmarks -n 0 --benchmark-only --benchmark-columns=min,median,ops,rounds --benchmark-sort=name

.PHONY: growth
growth: setup ## measure recommendations, pages and indexes at 100,000 and 1,000,000 products
	@OPENBLAS_NUM_THREADS=1 $(BIN)/python -m benchmarks.growth

.PHONY: quality
quality: setup ## score the limits on labelled titles, also on titles that are not used for tuning
	@$(BIN)/python -m pytest -n 0 -s -k score tests/adapters/recommendations/test_limits_of_titles.py

.PHONY: format
format: setup ## format and fix what the linter can fix
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

.PHONY: lock
lock: setup ## update requirements/lock.txt from the version ranges in pyproject.toml
	@$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url --upgrade -o requirements/lock.txt

.PHONY: clean
clean: ## remove .venv and caches
	rm -rf .venv tools/api/.venv tools/api/node_modules .benchmarks .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
