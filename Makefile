# Needs Python 3.11 or later and make; everything else is installed into .venv.
PYTHON ?= python3
VENV := .venv
KG := $(VENV)/bin/kg
STORE := kg-store

.PHONY: demo test lint clean

demo: $(VENV)/.installed
	$(KG) build examples/articles --store $(STORE)
	$(KG) validate --store $(STORE)
	$(KG) export --store $(STORE) --part events -o exports/events.ttl
	$(KG) export --store $(STORE) --format trig -o exports/all.trig
	$(KG) view --store $(STORE) -o graph.html
	$(KG) stats --store $(STORE)
	$(KG) query meetings --person 石破茂 --store $(STORE) --format table

test: $(VENV)/.installed-dev lint
	$(VENV)/bin/pytest -n auto

lint: $(VENV)/.installed-dev
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

clean:
	rm -rf $(VENV) $(STORE) graph.html

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.installed-dev: pyproject.toml | $(VENV)/bin/python
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	touch $@ $(VENV)/.installed
