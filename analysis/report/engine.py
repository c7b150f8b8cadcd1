"""Papermill as a report needs it: quick to import, saving a notebook once, and quick to end its kernel."""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode
    from traitlets.config import Config

# Imports of papermill's that are taken along where they are installed, and done without where they are not: jsonschema
# builds the grammar of internationalised addresses, for which no notebook asks, and papermill prepares for Hadoop.
UNUSED = ("rfc3987_syntax", "pyarrow")


@contextmanager
def _without(*modules: str) -> Iterator[None]:
    """Imports within are told that modules are not installed, unless they have been imported before."""
    hidden = [name for name in modules if name not in sys.modules]
    sys.modules.update(dict.fromkeys(hidden))  # None is Python's own mark of what cannot be imported
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]


with _without(*UNUSED):  # they are four fifths of the time that papermill takes to import
    import papermill
    from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

__all__ = ["papermill", "run_notebook"]


class _SavedOnce(NBClientEngine):
    """Runs a notebook as papermill does, and leaves it to be saved when the run has ended, however it ended.

    Papermill saves before and after each cell: every chart would be written twice for each cell that follows it.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:  # noqa: ANN401
        path, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = path


papermill_engines.register(_SavedOnce.__name__, _SavedOnce)


def run_notebook(path: Path, output: Path, parameters: Mapping[str, Any], progress: bool = False) -> "NotebookNode":
    """The executed notebook, saved to a file as far as it ran, be it to its end or not.

    Raises:
        PapermillExecutionError: a cell failed.
        DeadKernelError: the kernel died.
    """
    return papermill.execute_notebook(
        path,
        output,
        dict(parameters),
        engine_name=_SavedOnce.__name__,
        kernel_name="python3",
        progress_bar=progress,
        shutdown_kernel="immediate",  # by then it has nothing left to write
        config=_encrypt_kernel(),
    )


def _encrypt_kernel() -> "Config":
    """Encryption between papermill and its kernel where the machine can: else the kernel warns of its absence."""
    import zmq
    from traitlets.config import Config

    return Config({"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}})
