# The doors of the project. `make help` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PY := .venv/bin/python
# Where the surroundings forbid compiled modules, each process would compile 1,100 of them anew.
unexport PYTHONDONTWRITEBYTECODE
.PHONY: help run test test-long check bench tour new-app setup setup-run lock messages docs clean

help: ## this list
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: setup-run ## install, migrate, load the demo and serve it; prints the address
	@exec $(PY) -m linli run

test: setup ## every test but the long ones, on SQLite and on PostgreSQL
	@$(PY) -m tools.run_tests

test-long: setup ## browser journeys, many-round races, kills
	@$(PY) -m tools.run_tests --long

check: setup ## all that tools can hold: style, types, contracts, budgets, words, docs
	@$(PY) -m tools.check

bench: setup ## speed and size on both databases, with the bare twin beside them
	@$(PY) -m linli bench

tour: ## a reading path through the code
	@python="$$(sh tools/find_python.sh)" && "$$python" -m tools.tour

new-app: setup ## a skeleton of an app that passes every check: make new-app NAME=parking
	@$(PY) -m tools.new_app "$(NAME)"

setup: ## the environment for working on Linli, in .venv
	@tools/setup.sh dev

setup-run:
	@tools/setup.sh run

lock: setup ## resolve the dependencies again (ARGS=--upgrade takes newer ones)
	@tools/pin.sh $(ARGS)

messages: setup ## extract all texts, write the Traditional catalogues, compile
	@$(PY) -m tools.messages update all && $(PY) -m tools.messages hant && $(PY) -m tools.messages compile

docs: setup ## write the generated pages of the guides again
	@$(PY) -m tools.check_docs --write && $(PY) -m linli practices --markdown > docs/practices.md

clean: ## remove the environment, caches and compiled catalogues, never ./data
	@rm -rf .venv build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find linli tests tools -name __pycache__ -prune -exec rm -rf {} +
	@find linli -name '*.mo' -delete
