"""The notebooks that are shipped inside the package: reports run these, whatever was changed in `notebooks/`."""

from importlib.resources import files
from pathlib import Path

from analysis.text.files import write_file

SHIPPED = Path(str(files("analysis") / "report" / "notebooks"))
ARTICLE, COVERAGE, VALIDATION = "crisis_arc.ipynb", "coverage.ipynb", "validation.ipynb"


def find_notebook(name: str) -> Path:
    """The shipped notebook of this name."""
    return SHIPPED / name


def write_notebooks(folder: str | Path, overwrite: bool = False) -> dict[Path, bool]:
    """Copies the shipped notebooks into a folder; gives each copy's path, and whether it is now as shipped.

    A notebook that is there and differs is left as it is, unless `overwrite` is set: it may be somebody's work.
    """
    copies = {}
    for notebook in sorted(SHIPPED.glob("*.ipynb")):
        copy, shipped = Path(folder) / notebook.name, notebook.read_bytes()
        same = copy.exists() and copy.read_bytes() == shipped
        if not same and (overwrite or not copy.exists()):
            write_file(copy, shipped)
            same = True
        copies[copy] = same
    return copies
