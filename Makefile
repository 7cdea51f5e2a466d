# Everything a person does with the hub. `make` alone lists it.
.DEFAULT_GOAL := help
.PHONY: help demo test test-tools check format elasticsearch relevancy bench bench-beside bench-votes bench-imports lighthouse help-pictures corpus clean

PORT ?= 8000
HOST ?= 127.0.0.1
PY := .venv/bin/python
RUNTIME := .venv/.installed-runtime
TOOLS := .venv/.installed-tools

help: ## list what make can do
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1 \t\2/' | expand -t 24

demo: $(RUNTIME) ## install what is missing, load the demo and serve it on PORT (8000)
	@HUB_BASE_URL="$${HUB_BASE_URL:-http://localhost:$(PORT)}" DEBUG="$${DEBUG:-False}" LOG_LEVEL="$${LOG_LEVEL:-WARNING}" \
		$(PY) manage.py demo --host $(HOST) --port $(PORT)

test: $(TOOLS) ## run every test this machine can run; says what it could not
	@.ci/test $(ARGS)

test-tools: $(TOOLS) ## fetch what tests need beside Python: axe-core, the Nu HTML checker, veraPDF
	@.ci/test-tools

elasticsearch: ## run a real Elasticsearch without Docker, until Ctrl-C
	@.ci/elasticsearch

relevancy: $(TOOLS) ## measure search on a judged collection beside bare Elasticsearch (CORPUS=DIR)
	@.ci/measure relevancy $(CORPUS)

bench: $(TOOLS) ## measure how fast search is beside bare Elasticsearch (SIZES="1000 10000")
	@.ci/measure bench $(SIZES)

bench-beside: $(TOOLS) ## measure beside an older build and a stock Wagtail site (PARTS="pages memory", ARGS="--runs 1")
	@$(PY) -m tests.measuring.beside $(PARTS) $(ARGS)

bench-votes: $(TOOLS) ## measure what a vote costs beside a bare page when thirty people vote at once
	@$(PY) -m tests.measuring.votes

bench-imports: $(TOOLS) ## measure what a preview and an import cost beside reading alone (FILES="a.docx b.pptx")
	@$(PY) -m tests.measuring.imports $(FILES)

lighthouse: $(TOOLS) ## Lighthouse on a phone for every type of page of the running demo (BASE=http://localhost:8000)
	@.ci/lighthouse

help-pictures: $(TOOLS) ## take the pictures of the editors' help from the running demo (BASE=http://localhost:8000)
	@$(PY) -m tests.measuring.help_pictures "$${BASE:-http://localhost:$(PORT)}"

corpus: $(TOOLS) ## read a folder of Office files by the real import and say what was lost (DIR=FOLDER)
	@$(PY) -m tests.measuring.corpus "$(DIR)"

check: $(TOOLS) ## formatting, lint, types, layers, templates, scripts, styles, migrations, settings, secrets
	@.ci/check

format: $(TOOLS) ## put the code into the project's format
	@$(PY) -m ruff format .
	@$(PY) -m ruff check --fix .

clean: ## remove the virtual environment and everything built; data and uploads stay
	rm -rf .venv .frontend node_modules test-results .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements.txt
	@.ci/venv requirements.txt
	@touch $@

$(TOOLS): requirements.txt requirements-dev.txt
	@.ci/venv requirements-dev.txt
	@touch $@ $(RUNTIME)
