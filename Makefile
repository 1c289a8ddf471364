# The menu of the project: `make help`. Needs Python 3.11 or newer, make and git; brings everything else.
SHELL := /bin/sh
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
MEMBERS := contracts $(wildcard libs/*) $(wildcard services/*) deploy/issuer deploy/local
SETTLED := $(VENV)/.settled
CODE := contracts/src libs/*/src services/*/src deploy/*/src tests
# So that local times are expanded by the pinned zone data, never by the system's.
export PYTHONTZPATH :=

.DEFAULT_GOAL := help
.PHONY: help run test check types fmt contracts bench chaos images up down logs clean release kafka-jars lock env

help: ## Show this menu
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(SETTLED) ## Start the whole suite on this machine (KAFKA=host:port: your broker, PEOPLE=n: size of the company)
	@exec $(BIN)/mentoring-local run $(if $(KAFKA),--kafka $(KAFKA)) $(if $(PEOPLE),--people $(PEOPLE))

test: $(SETTLED) ## Run all tests on the real parts (ARGS="tests/unit -k name"; TEST_PARTS=containers)
	@$(BIN)/pytest $(ARGS)

check: $(SETTLED) types ## Judge format, lint, types, import rules and contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/python -m mentoring.contracts check

types: $(SETTLED) ## Judge types alone
	@$(BIN)/mypy $(CODE)

fmt: $(SETTLED) ## Format the code and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

contracts: $(SETTLED) ## Write JSON Schemas and AsyncAPI documents out of the contracts
	@$(BIN)/python -m mentoring.contracts generate

release: $(SETTLED) ## Freeze the contracts as they are: later changes may not break them
	@$(BIN)/python -m mentoring.contracts release

bench: $(SETTLED) ## Measure beside bounds and peers, into build/bench.json (ONLY=id: one row)
	@$(BIN)/python -m tests.benchmarks $(ONLY)

chaos: $(SETTLED) ## Kill and freeze everything for longer than the tests do
	@$(BIN)/pytest tests/chaos --long --timeout=3600 $(ARGS)

images: ## Build the container images
	@docker compose build

up: ## Start the suite in containers and wait until it is healthy
	@docker compose up --detach --wait

down: ## Stop the containers (VOLUMES=1: throw their data away)
	@docker compose down $(if $(VOLUMES),--volumes)

logs: ## Follow the logs: of the containers if they run, or else of the local run (SERVICE=name: one alone)
	@if docker compose ps --quiet 2>/dev/null | grep -q .; then docker compose logs --follow $(SERVICE); \
	elif ls .local/logs/*.log >/dev/null 2>&1; then tail -n 50 -F .local/logs/$(or $(SERVICE),*).log; \
	else echo "Nothing has run here yet: make run, or make up"; fi

clean: ## Delete what runs and builds left here, after asking (YES=1: do not ask, ALL=1: the environment too)
	@$(firstword $(wildcard $(BIN)/python) $(PYTHON)) deploy/local/src/mentoring/local/clean.py \
	$(if $(YES),--yes) $(if $(ALL),--all)

kafka-jars: $(SETTLED) ## Resolve Kafka's jars anew and pin them by SHA-256
	@$(BIN)/mentoring-local kafka-jars

lock: $(SETTLED) ## Pin all dependencies in requirements.lock (UPGRADE=1: at their newest versions)
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url $(if $(UPGRADE),--upgrade) --group pyproject.toml:dev --group pyproject.toml:bench \
	  $(foreach member,$(MEMBERS),--no-emit-package mentoring-$(notdir $(member))) \
	  pyproject.toml $(MEMBERS:%=%/pyproject.toml) --output-file requirements.lock

env: $(SETTLED) ## Make the environment in .venv, nothing else

# uv itself is taken from the lock and verified by its hashes, then brings all the rest from the same lock.
$(SETTLED): requirements.lock pyproject.toml $(MEMBERS:%=%/pyproject.toml)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1)." >&2; \
	  echo "Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 1; }
	@echo "Making the environment out of requirements.lock ..."
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { \
	  echo "Python's venv module is incomplete; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	@awk '/^[^ ]/ {keep = /^uv==/} keep' requirements.lock > $(VENV)/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement $(VENV)/uv.lock
	@$(BIN)/uv pip sync --quiet --require-hashes --python $(BIN)/python requirements.lock
	@$(BIN)/uv pip install --quiet --no-deps --python $(BIN)/python $(MEMBERS:%=--editable ./%)
	@touch $@
