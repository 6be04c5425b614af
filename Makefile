# `make` without a target lists what there is. Nothing outside this folder is changed.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(or $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,\
	$(shell $(name) -c '$(NEW_ENOUGH)' 2>/dev/null && echo $(name)))),python3)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install serve test check quality bench soak pictures cluster clustertest journeys contract constraints clean

help:            ## Diese Übersicht zeigen
	@sed -n 's/^\([a-z]*\):[^#]*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 20

install: $(VENV)/.installed            ## Alles Nötige in .venv einrichten

serve: install            ## Den Wissensspeicher starten (Strg+C beendet)
	@exec $(BIN)/wissensspeicher serve

test: $(VENV)/.testable            ## Alle Tests ausführen; eine Auswahl: make test ARGS=tests/kb
	$(BIN)/python -m pytest $(ARGS)

check: $(VENV)/.testable            ## Schreibweise und Typen prüfen
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

quality: $(VENV)/.measurable            ## Trefferqualität neben anderen Suchmaschinen: make quality DATA=Ordner MORPH=Datei
	$(BIN)/python -m tests.bench.quality $(if $(DATA),--data $(DATA)) $(if $(QUERIES),--queries $(QUERIES)) \
		$(if $(QRELS),--qrels $(QRELS)) $(if $(MORPH),--morph $(MORPH)) $(if $(JSON),--json $(JSON)) $(ARGS)

bench: $(VENV)/.measurable            ## Tempo neben anderen Suchmaschinen: make bench DATA=Ordner JSON=Datei
	$(BIN)/python -m tests.bench $(if $(DATA),--data $(DATA)) $(if $(JSON),--json $(JSON)) $(ARGS)

soak: $(VENV)/.testable            ## Dauerprobe: abschießen beim Speichern, Ausfälle im Cluster, zurückspielen; make soak KILLS=200
	$(BIN)/python -m tests.soak.one_machine $(KILLS)
	$(BIN)/python -m tests.quality.restoring
	$(BIN)/python -m tests.soak.lossless $(if $(SECONDS),--seconds $(SECONDS))
	$(BIN)/python -m tests.soak.rebuilding
	$(BIN)/python -m tests.soak.outages

pictures: $(VENV)/.testable            ## Bilder der wichtigsten Seiten in docs/bilder neu machen (Chromium)
	$(BIN)/python -m tests.pictures

cluster: $(VENV)/.testable            ## Drei OpenSearch-Knoten starten, bis Strg+C; zeigt die Einstellung (Java, Maven, 3 GiB)
	@exec $(BIN)/python -m tests.cluster

clustertest: $(VENV)/.testable            ## Den Cluster und die Suche darüber prüfen (Java, Maven, 3 GiB, viele Minuten)
	KB_TEST_CLUSTER=1 KB_TEST_NODES=3 $(BIN)/python -m pytest tests/cluster tests/engines

journeys: $(VENV)/.testable            ## Die Tests im Browser auf PostgreSQL und drei OpenSearch-Knoten (PostgreSQL, Java, Maven, 3 GiB)
	KB_TEST_DATABASE=postgresql KB_TEST_INDEX=opensearch $(BIN)/python -m pytest $(or $(ARGS),tests/journeys tests/web/test_serve.py)

contract: $(VENV)/.testable            ## Vertrag der Suche mit anderem Whoosh: make contract WHOOSH=2.7.4
	@test -n "$(WHOOSH)" || { echo "Bitte die Fassung angeben, zum Beispiel: make contract WHOOSH=2.7.4" >&2; exit 2; }
	$(PYTHON) -m venv --clear build/contract
	awk '/^[^ ]/ { other = /^whoosh-reloaded==/ } !other' tests/constraints.txt > build/contract/constraints.txt
	build/contract/bin/python -m pip --quiet install --require-hashes -r build/contract/constraints.txt
	build/contract/bin/python -m pip --quiet install --no-deps $(if $(findstring ==,$(WHOOSH)),$(WHOOSH),Whoosh==$(WHOOSH))
	build/contract/bin/python -m pytest tests/engines

EXTRAS := --extra drafts --extra limits --extra metrics --extra opensearch --extra postgres

constraints:            ## Für die Pflege: neue Fassungen der Abhängigkeiten festschreiben (braucht uv)
	@mkdir -p build && printf 'hatchling==1.33.0\n' > build/build.in
	uv pip compile --universal --generate-hashes --no-annotate --no-header -p 3.11 --upgrade \
		$(EXTRAS) pyproject.toml build/build.in -q -o constraints.txt
	uv pip compile --universal --generate-hashes --no-annotate --no-header -p 3.11 --constraint constraints.txt \
		--extra dev $(EXTRAS) pyproject.toml build/build.in -q -o tests/constraints.txt
	uv pip compile --universal --generate-hashes --no-annotate --no-header -p 3.11 --constraint tests/constraints.txt \
		--extra bench $(EXTRAS) pyproject.toml -q -o tests/bench/constraints.txt

clean:            ## .venv und Zwischenstände löschen; die Daten in daten/ bleiben
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(PYTHON) -c '$(NEW_ENOUGH)' 2>/dev/null || { \
		echo "Gebraucht wird Python ab 3.11 mit venv (Debian: apt-get install python3-venv)." >&2; \
		echo "Ein anderes Python wählen: make install PYTHON=/pfad/zu/python3.12" >&2; exit 1; }
	@echo "Die Umgebung .venv wird angelegt …"
	@$(PYTHON) -m venv $(VENV)

# Hashes rule out an editable install, so the project itself comes second, without dependencies.
$(VENV)/.installed: constraints.txt pyproject.toml | $(BIN)/python
	@echo "Die Abhängigkeiten werden eingerichtet …"
	@$(PIP) install --require-hashes -r constraints.txt
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.testable: tests/constraints.txt $(VENV)/.installed
	@echo "Die Werkzeuge für Tests werden eingerichtet …"
	@$(PIP) install --require-hashes -r tests/constraints.txt
	@touch $@

$(VENV)/.measurable: tests/bench/constraints.txt $(VENV)/.installed
	@echo "Die Suchmaschinen zum Vergleich werden eingerichtet …"
	@$(PIP) install --require-hashes -r tests/bench/constraints.txt
	@touch $@
