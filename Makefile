# `make demo` shows the main job on corpus/; `make test` runs all checks. Both set up what they need in .venv.
PYTHON ?= python3
# A wheel of torch for the argos extra. On Linux, PyPI's torch is a CUDA build of several GB; for a CPU-only one give
#   make test TORCH="torch==2.13.0 --index-url https://download.pytorch.org/whl/cpu"
TORCH ?= torch==2.13.0
# What `make lower-bounds` installs beside the program itself, and what it runs.
LOWEST_EXTRAS ?= arabic parquet warc zstd
LOWEST ?= tests/io tests/names tests/run tests/text tests/unit --ignore tests/names/exchange --ignore tests/io/test_io_remote.py
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test docs site lint lower-bounds sbom audit clean

$(VENV)/base: pyproject.toml
	$(PYTHON) -m venv $(VENV) 2>/dev/null || { \
	  $(PYTHON) -m pip install --quiet --user --break-system-packages virtualenv && $(PYTHON) -m virtualenv $(VENV); }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/dev: $(VENV)/base
	$(BIN)/python -m pip install --quiet --disable-pip-version-check $(TORCH)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[argos,dev,glossaries]'
	touch $@

demo: $(VENV)/base
	rm -rf demo
	$(BIN)/normalize fix corpus/articles --out demo --exit-zero --statistics
	@echo; echo "--- before and after, the first three articles (- corpus/articles, + demo) ---"
	@for name in 01-panjshir-aid 02-mazar-railway 03-grain-corridor; do \
	  diff -U0 corpus/articles/$$name.txt demo/$$name.txt | grep -v '^@@'; done; true
	@echo; echo "--- next ---"
	@echo "why one of them:     $(BIN)/normalize why $$(gzip -cdf demo/.normalize/0001/edits.jsonl* | head -1 | sed 's/.*"id":"\([0-9a-f]\{8\}\).*/\1/')"
	@echo "take one back:       $(BIN)/normalize undo demo --edit $$(gzip -cdf demo/.normalize/0001/edits.jsonl* | head -1 | sed 's/.*"id":"\([0-9a-f]\{8\}\).*/\1/')"
	@echo "take all back:       $(BIN)/normalize undo demo"
	@echo "decide on the rest:  $(BIN)/python -m pip install --editable '.[review]' && $(BIN)/normalize review demo"
	@echo "  in the terminal:   $(BIN)/normalize review demo --terminal"

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint
	$(BIN)/python -m pytest --numprocesses auto

# The oldest versions of the dependencies that pyproject.toml allows, in an environment of their own.
lower-bounds: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --upgrade --resolution lowest-direct $(LOWEST_EXTRAS:%=--extra %) pyproject.toml \
	  --output-file $(VENV)/lowest.txt
	$(BIN)/uv venv --quiet --clear $(VENV)/lowest
	$(BIN)/uv pip install --quiet --python $(VENV)/lowest --requirement $(VENV)/lowest.txt . pytest hypothesis
	$(VENV)/lowest/bin/python -m pytest --confcutdir tests -p no:cacheprovider -o addopts= -o filterwarnings=default $(LOWEST)

# A wheel in dist/, and beside it what it brings with it (CycloneDX 1.6), told of an environment that holds nothing else.
sbom: $(VENV)/dev
	rm -rf dist
	$(BIN)/uv build --quiet --wheel --out-dir dist
	$(BIN)/uv venv --quiet --clear $(VENV)/sbom
	$(BIN)/uv pip install --quiet --python $(VENV)/sbom dist/*.whl
	$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible \
	  --output-file $$(ls dist/*.whl | sed 's/-py3-none-any.whl/.cdx.json/') $(VENV)/sbom/bin/python

# What is known against the versions that an install takes today; asks PyPI.
audit: $(VENV)/dev
	$(BIN)/uv pip compile --quiet --upgrade --all-extras pyproject.toml --output-file $(VENV)/newest.txt
	$(BIN)/pip-audit --strict --requirement $(VENV)/newest.txt --no-deps --disable-pip || { \
	  echo "audit: not all of these packages were looked up, or something is known against one: see above" >&2; exit 1; }

docs: $(VENV)/dev
	$(BIN)/python docs/generate.py

# The pages of docs/ as a site in site/; a warning is an error.
site: $(VENV)/dev
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet

clean:
	rm -rf $(VENV) demo site dist
