"""Files that appear whole or not at all, and files that come with the package."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path

try:
    import fcntl
except ModuleNotFoundError:  # Windows
    fcntl = None


def find_shipped(name: str) -> Path:
    """A file or folder of the project, such as `notebooks/tour.ipynb`: where the package is installed, its copy."""
    project = Path(__file__).parents[2]
    own = (project / "pyproject.toml").is_file() and (project / name).exists()
    return project / name if own else Path(str(files("analysis") / "shipped" / name))


def write_file(path: Path, data: bytes) -> None:
    """Writes a file, and its folder where there is none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with beside(path) as temporary:
        temporary.write_bytes(data)
        os.replace(temporary, path)


@contextmanager
def beside(path: Path) -> Iterator[Path]:
    """The path of a temporary file beside a file to be, gone at the end unless it was moved."""
    temporary = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Keeps a file to this process, which lets it go when it ends, however that comes. On Windows nothing is kept.

    Raises:
        OSError: another process has it, with the remedy.
    """
    with path.open("a") as file:
        try:
            if fcntl:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise OSError(
                f"{path.parent}: another run writes there. Wait for its end, or name another folder."
            ) from None
        except OSError:
            pass  # a file system without locks
        yield
