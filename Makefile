# Everything a person at this repository does, from a fresh machine on: `make run`, `make test`, `make bench`.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
READY := .venv/ready
CATALOGUE := resources/translations
BABEL := $(BIN)/python -m babel.messages.frontend -q

# What PySide6 loads at run time: file name of the library, and the Debian package that brings it.
LIBRARIES := \
	libEGL.so.1:libegl1 libGL.so.1:libgl1 libdbus-1.so.3:libdbus-1-3 libfontconfig.so.1:libfontconfig1 \
	libglib-2.0.so.0:libglib2.0-0 libxkbcommon.so.0:libxkbcommon0 libxcb-cursor.so.0:libxcb-cursor0 \
	libxcb-icccm.so.4:libxcb-icccm4 libxcb-keysyms.so.1:libxcb-keysyms1 libxcb-shape.so.0:libxcb-shape0 \
	libxcb-xkb.so.1:libxcb-xkb1 libxkbcommon-x11.so.0:libxkbcommon-x11-0

.DEFAULT_GOAL := help
.PHONY: help run demo test consumers bench translations format setup system clean

help:
	@echo 'make run           set everything up and open the window (without a display: the demonstration)'
	@echo 'make test          set everything up and run every check: format, lint, types, import contracts, tests'
	@echo 'make consumers     install datasets, spaCy and seqeval, and run the tests that read exports with them'
	@echo 'make bench         print the figures of the README, each beside its yardstick'
	@echo 'make translations  collect the sentences of the interface and compile the Arabic catalogue'
	@echo 'make format        put the code into its one format'
	@echo 'make clean         remove the virtual environment and what was built'

run: setup
	@if [ "$$(uname)" = Linux ] && [ -z "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
		echo 'There is no display here, so no window can open. The demonstration does the same job without one.'; \
		exec $(BIN)/annotator demo --out demo; \
	fi; \
	exec $(BIN)/annotator

demo: setup
	@$(BIN)/annotator demo --out demo

test: export QT_QPA_PLATFORM = offscreen
test: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/pytest -n auto --dist loadfile --hypothesis-profile=ci

consumers: setup
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[consumers]'
	$(BIN)/pytest tests/formats/test_huggingface.py tests/formats/test_spacydocbin.py tests/formats/test_conll.py \
		tests/analysis/test_duplicates.py

bench: export QT_QPA_PLATFORM = offscreen
bench: setup
	@$(BIN)/python -m tests.bench

translations: setup
	@$(BABEL) extract -F $(CATALOGUE)/babel.cfg -k _ -k N_ -k message -k ngettext:1,2 -k counted:1,2 -k pgettext:1c,2 \
		--no-location --sort-output --project=isnad -o $(CATALOGUE)/annotator.pot annotator
	@$(BABEL) update -i $(CATALOGUE)/annotator.pot -o $(CATALOGUE)/ar/annotator.po -l ar -D annotator \
		--no-fuzzy-matching --ignore-obsolete --width=110
	@$(BABEL) compile --statistics -i $(CATALOGUE)/ar/annotator.po -o $(CATALOGUE)/ar/annotator.mo -l ar

format: setup
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

clean:
	rm -rf .venv build dist demo .mypy_cache .ruff_cache .pytest_cache .hypothesis

# Compiled as pip leaves what it installs, so that the first start is as quick as the second.
setup: system $(READY)
	@$(BIN)/python -m compileall -q annotator

$(READY): pyproject.toml constraints.txt
	@echo 'Setting up the virtual environment in .venv …'
	@test -x $(BIN)/pip || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

# Python itself, then the libraries of the system: only Debian and its kin are looked after, elsewhere Qt brings its own.
system:
	@if [ -z '$(PYTHON)' ] || ! $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then \
		echo 'Isnad needs Python 3.11 or newer. Name it with: make $(or $(MAKECMDGOALS),run) PYTHON=/path/to/python3.11' >&2; \
		exit 2; \
	fi
	@command -v apt-get >/dev/null || exit 0; \
	present="$$(PATH="$$PATH:/sbin:/usr/sbin" ldconfig -p)"; missing=''; \
	for pair in $(LIBRARIES); do \
		case "$$present" in *"$${pair%%:*} "*) ;; *) missing="$$missing $${pair##*:}" ;; esac; \
	done; \
	test -x $(BIN)/pip || $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || missing="$$missing python3-venv"; \
	[ -n "$$missing" ] || exit 0; \
	if [ "$$(id -u)" = 0 ]; then \
		echo "Installing what Qt needs of the system:$$missing"; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	else \
		echo 'Qt needs some libraries of the system. Install them, then run make again:' >&2; \
		echo "  sudo apt-get update && sudo apt-get install -y --no-install-recommends$$missing" >&2; \
		exit 2; \
	fi
