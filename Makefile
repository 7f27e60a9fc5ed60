# Everything a checkout needs; each target sets up what it needs by itself.
PYTHON ?= python3
BIN := .venv/bin
DEMO := demo-workspace
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: setup demo test lint bench bench-waves lock clean

setup: .venv/installed

.venv/installed: requirements/dev.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || (echo "Tolqyn needs Python 3.11 or newer: make setup PYTHON=python3.11" && false)
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/pip.lock
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements/dev.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@

demo: setup
	rm -rf $(DEMO)
	$(BIN)/tolqyn init $(DEMO) --pack demo
	$(BIN)/tolqyn import html $(DEMO)/corpus/sites --workspace $(DEMO)
	$(BIN)/tolqyn import telegram $(DEMO)/corpus/channels --workspace $(DEMO)
	$(BIN)/tolqyn run --workspace $(DEMO)
	$(BIN)/tolqyn waves --workspace $(DEMO)
	$(BIN)/tolqyn brief --strongest -o $(DEMO)/brief.html --workspace $(DEMO)
	$(BIN)/tolqyn verify $(DEMO)/brief.html --workspace $(DEMO)

test: setup lint
	$(BIN)/python -m pytest -n 2 --dist loadfile

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: setup
	$(BIN)/python -m evaluation

bench-waves: setup
	$(BIN)/python -m evaluation.waves

lock:
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml -o requirements/base.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml requirements/dev.in -c requirements/base.lock -o requirements/dev.lock
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --allow-unsafe requirements/pip.in -o requirements/pip.lock

clean:
	rm -rf .venv $(DEMO) dist build
