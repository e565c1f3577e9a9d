# casefile: `make` sets up what is missing and builds every document of the sample cases; `make help` lists the rest.

MAKEFLAGS += -rR
.DEFAULT_GOAL := all

# The day the samples are reckoned on: one for which every reference rate is known.
AS_OF ?= 2026-09-01
# One case; without it the targets take all of them.
CASE ?=
# Options for the tests: as many processes as there are cores.
PYTEST ?= -n auto
# Runs pytest in a temporary folder of its own, so that two runs on one machine do not clear away each other's.
pytest = folder=$$(mktemp -d) && trap 'rm -rf "$$folder"' EXIT && .venv/bin/python -m pytest $(PYTEST) --basetemp="$$folder/tests"
# Rows of the benchmarks to run, and options: `make bench BENCH="assemble --rounds 9"`.
BENCH ?=
# `make lock UPGRADE=--upgrade` takes the newest of everything; without it a pin that still fits stays.
UPGRADE ?=

casefile := .venv/bin/casefile --as-of $(AS_OF)
cases = $(or $(CASE),$(notdir $(patsubst %/case.yaml,%,$(wildcard cases/*/case.yaml))))

# A command that ends with 3 has done its work and has said what to look at: that does not stop make.
done = || { status=$$?; [ $$status -eq 3 ] || exit $$status; }
# The same for each of the cases; one that fails does not keep the others from being done.
each = failed=0; for case in $(cases); do $(1) || { status=$$?; [ $$status -eq 3 ] || failed=$$status; }; done; exit $$failed

.PHONY: all setup setup-dev programs packet reminders next aging dashboard check test test-slow test-all coverage lint format bench lock clean help

all: setup ## build every document of every sample case (the default), into build/
	@$(casefile) build $(CASE) $(done)

packet: setup ## build the attorney packet: make CASE=2026-014-northwind packet
	@$(call each,$(casefile) packet "$$case")

reminders: setup ## write the reminder that is due in each case
	@$(call each,$(casefile) render "$$case" reminder --if-due)

next: setup ## say what to do on the day over all cases
	@$(casefile) next $(done)

aging: setup ## write what is owed by age: a table, build/aging.pdf and build/aging.xlsx
	@$(casefile) aging $(done)
	@$(casefile) aging --format pdf $(done)
	@$(casefile) aging --format xlsx $(done)

dashboard: setup ## write the portfolio as pages for a browser: build/dashboard/index.html
	@$(casefile) dashboard $(done)

check: setup ## list problems and weaknesses of the cases, with file and line
	@$(casefile) check $(CASE) $(done)

test: setup-dev ## set up, and run the tests
	@$(pytest) -m "not slow"

test-slow: setup-dev programs ## run the slow tests only: real LibreOffice and Chromium, validators, the built package
	@$(pytest) -m slow

test-all: test test-slow ## run all tests, the slow ones too

coverage: setup-dev ## show which lines and branches of case/ and claim/ their own tests do not reach; there must be none
	@$(pytest) -m "not slow" tests/case tests/claim --cov=casefile.case --cov=casefile.claim \
	  --cov-report=term-missing:skip-covered --cov-fail-under=100

lint: setup-dev ## check style, format and types
	@.venv/bin/ruff check
	@.venv/bin/ruff format --check
	@.venv/bin/mypy

format: setup-dev ## put the code in order: format and mend what can be mended by itself
	@.venv/bin/ruff check --fix --quiet || true
	@.venv/bin/ruff format

bench: setup-dev ## measure casefile beside each peer that is installed, into benchmarks/results.md; takes minutes
	@.venv/bin/python -m benchmarks $(BENCH)

lock: setup-dev ## pin the dependencies of pyproject.toml with hashes
	@tools/lock $(UPGRADE)

setup: ## set up only: .venv and the libraries that PDF needs
	@tools/setup

setup-dev:
	@tools/setup --dev

programs:
	@tools/setup --programs

clean: ## remove everything generated (build, .venv, caches)
	@rm -rf build dist .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	@find src tests -name __pycache__ -prune -exec rm -rf {} +

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile
