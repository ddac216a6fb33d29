# Counterpoint. `make help` lists what there is. Every target sets up what it needs first; when nothing
# has changed that takes a moment.

SHELL := /bin/sh
BIN := .venv/bin
OFFSCREEN := QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
PYTEST_ARGS ?=

.PHONY: help run demo test format bench screenshots package lock clean

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

run: ## set up what is missing and open the window; without a display, make demo
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo "There is no display here, so this draws the window into build/demo instead (make demo)."; \
		$(MAKE) --no-print-directory demo; \
	else \
		packaging/setup.sh run display && exec $(BIN)/counterpoint; \
	fi

demo: ## the main job without a display, its pictures in build/demo
	@packaging/setup.sh run
	@$(OFFSCREEN) $(BIN)/python -m counterpoint.ui.demo build/demo

test: ## format, lint, types, floors, tests
	@packaging/setup.sh test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(OFFSCREEN) $(BIN)/pytest -n 2 --dist worksteal --durations 10 $(PYTEST_ARGS)

format: ## put the code into shape
	@packaging/setup.sh test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: ## the speeds the program promises, as ratios
	@packaging/setup.sh test
	$(OFFSCREEN) $(BIN)/pytest -o addopts= tests/bench --timeout 1800 $(PYTEST_ARGS)

screenshots: ## draw resources/screenshots anew
	@packaging/setup.sh run
	@$(OFFSCREEN) $(BIN)/python -m counterpoint.ui.demo --screenshots resources/screenshots
	@$(OFFSCREEN) $(BIN)/python -m counterpoint.ui.demo --pages resources/screenshots

package: ## dist/counterpoint_*.deb and .tar.xz, which need no Python
	@packaging/setup.sh package
	@packaging/build-deb.sh

lock: ## choose the dependencies' versions anew (UPGRADE=1 for the newest)
	@packaging/setup.sh run
	@packaging/lock.sh

clean: ## remove what was built; .venv stays
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache .benchmarks
	find desktop tests -name __pycache__ -type d -prune -exec rm -rf {} +
