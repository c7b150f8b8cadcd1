"""Writing files whole or not at all, and finding files that come with the package."""

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
    """A file or folder of the project, such as `data/validation`; once installed, the package's copy."""
    project = Path(__file__).parents[2]
    is_checkout = (project / "pyproject.toml").is_file() and (project / name).exists()
    return project / name if is_checkout else Path(str(files("analysis") / "shipped" / name))


def write_file(path: Path, data: bytes) -> None:
    """Writes a file, and makes its folder if needed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with temporary_for(path) as temporary:
        temporary.write_bytes(data)
        os.replace(temporary, path)


@contextmanager
def temporary_for(path: Path) -> Iterator[Path]:
    """The path of a temporary file in the same folder as `path`; deleted at the end unless it was moved."""
    temporary = path.with_name(f".{path.stem}-{os.getpid()}{path.suffix}")
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Locks a file until the block or the process ends, however it ends. On Windows there is no lock.

    Raises:
        OSError: another process holds the lock; the error gives the remedy.
    """
    with path.open("a") as file:
        try:
            if fcntl:
                fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError):
            raise OSError(
                f"{path.parent}: another run writes there. Wait until it ends, or choose another folder."
            ) from None
        except OSError:
            pass  # a file system without locks
        yield
