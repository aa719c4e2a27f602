# Each target sets up .venv by itself, with uv where there is one, else with venv and pip.

PYTHON ?= python3
BIN := .venv/bin
DEMO := .venv/demo

.PHONY: demo test lint exports clean

demo: .venv/.installed
	@rm -rf $(DEMO)
	@$(BIN)/gloss init --sample $(DEMO) 2>/dev/null
	@echo '$$ gloss extract'
	@cd $(DEMO) && COLUMNS=80 ../bin/gloss extract --format table --limit 20
	@echo '$$ gloss export --tmx --tbx'
	@cd $(DEMO) && COLUMNS=80 ../bin/gloss export --tmx --tbx --format table
	@echo 'The files are in $(DEMO)/exports; review the candidates in the browser with: cd $(DEMO) && ../bin/gloss review'

test: .venv/.tested
	$(BIN)/python -m pytest $(PYTEST_ARGS)

lint: .venv/.tested
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# What a translator downloads without installing anything; a test proves it fresh.
exports: .venv/.installed
	$(BIN)/gloss export --all-builtin --tmx exports/gloss.tmx --tbx exports/gloss.tbx \
	  --csv exports/gloss.csv --omegat exports/gloss.txt --po exports/gloss.po
	$(BIN)/gloss export --all-builtin --tbx exports/gloss-v3.tbx --tbx-version 3

clean:
	rm -rf .venv

.venv/.made:
	@if command -v uv >/dev/null; then uv venv -q --allow-existing .venv; \
	else $(PYTHON) -m venv .venv; fi
	@touch $@

.venv/.installed: .venv/.made pyproject.toml
	@if command -v uv >/dev/null; then uv pip install -q --python $(BIN)/python -e .; \
	else $(BIN)/python -m pip install -q --disable-pip-version-check -e .; fi
	@touch $@

# pip reads [dependency-groups] from version 25.1 on.
.venv/.tested: .venv/.installed
	@if command -v uv >/dev/null; then \
	  uv pip install -q --python $(BIN)/python --group test --group lint; \
	else \
	  $(BIN)/python -m pip install -q --disable-pip-version-check -U 'pip>=25.1' && \
	  $(BIN)/python -m pip install -q --disable-pip-version-check --group test --group lint; \
	fi
	@touch $@
