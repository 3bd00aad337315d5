# pakru: `make report` and `make test` need Python (3.11 or newer), make and git, nothing else.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

export OMP_NUM_THREADS := 1
export OPENBLAS_NUM_THREADS := 1
export MKL_NUM_THREADS := 1
export TQDM_DISABLE := 1
export PYTHONDONTWRITEBYTECODE :=
export IPYTHONDIR := $(CURDIR)/.venv/ipython
export MPLCONFIGDIR := $(CURDIR)/.venv/matplotlib

.PHONY: help report test notebooks lab lock clean

help:
	@echo "make report     execute the notebooks and render them: build/site/index.html"
	@echo "make test       lint, types, unit tests, doctests, README code, notebooks"
	@echo "make notebooks  execute the notebooks in place, when their outputs should change"
	@echo "make lab        open them in JupyterLab"
	@echo "make lock       renew requirements.lock from pyproject.toml"
	@echo "make clean      remove .venv, the site and the caches"

report: $(READY)
	@rm -rf build docs/notebooks
	$(BIN)/python notebooks/execute.py docs/notebooks
	$(BIN)/python -m sphinx -q -W --keep-going -d build/doctrees -b html docs build/site
	$(BIN)/python docs/check_site.py build/site
	@echo "The report is ready. Its first page:"
	@echo "$(CURDIR)/build/site/index.html"

test: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/python -m pytest -q -n 2 --dist loadfile --nbval --nbval-current-env --nbval-sanitize-with tests/nbval.cfg

notebooks: $(READY)
	$(BIN)/python notebooks/execute.py

lab: $(READY)
	$(BIN)/jupyter lab notebooks

lock: $(READY)
	$(BIN)/uv pip compile -q --upgrade --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--extra dev -o requirements.lock pyproject.toml

clean:
	rm -rf .venv build docs/notebooks .pytest_cache .mypy_cache .ruff_cache .hypothesis

# uv comes from the lock, like everything else: its lines are cut out of it, and pip installs them by their hashes.
# Where uv cannot reach what pip can (a mirror named in pip's own settings), pip installs the rest, in twice the time.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pakru needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	@echo "Setting up .venv (once, about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@sed -n '/^uv==/,/[^\\]$$/p' requirements.lock > .venv/uv.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip install -q --system-certs --python $(BIN)/python --compile-bytecode --require-hashes -r requirements.lock \
		|| $(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/uv pip install -q --python $(BIN)/python --no-deps --no-build-isolation -e .
	@$(BIN)/python -c "import matplotlib.font_manager"
	@touch $@
