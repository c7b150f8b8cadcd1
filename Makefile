PYTHON ?= python3
BIN = .venv/bin
ARTICLE = data/articles/baghdadpost-iran-crisis.txt

.PHONY: env report test lab bench figure lock

report: env
	$(BIN)/crisis-arc report $(ARTICLE)

test: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest

lab: env
	$(BIN)/jupyter lab notebooks

bench: env
	$(BIN)/python tests/benchmarks/report.py
	$(BIN)/python tests/benchmarks/reading.py
	$(BIN)/python tests/benchmarks/dates.py
	$(BIN)/python tests/benchmarks/tone.py

figure: report
	mkdir -p data/figures
	cp reports/baghdadpost-iran-crisis/figures/arc_tone.png data/figures/

lock: env
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --upgrade --generate-hashes --no-emit-index-url -q -o requirements.lock

env: .venv/made-from-lock

.venv/made-from-lock: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(None if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed, this is {v}: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@
