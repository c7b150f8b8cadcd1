"""Papermill, adapted for reports: it imports fast, saves a notebook once, and ends its kernel fast."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from analysis.text.imports import without

if TYPE_CHECKING:
    from nbformat import NotebookNode

# Optional packages that papermill imports if they are installed and that reports do not need: jsonschema builds a
# grammar of internationalised addresses, and papermill prepares for Hadoop.
UNUSED = ("rfc3987_syntax", "pyarrow")
# Jupyter looks for free ports and gives them up again before its kernel takes them; another program may be faster. Such
# a kernel dies before it has run anything, so it is started again
UNBORN, STARTS = "Kernel died before replying", 3


with without(*UNUSED):  # they take four fifths of papermill's import time
    import papermill
    from papermill.engines import NBClientEngine, NotebookExecutionManager, papermill_engines

__all__ = ["papermill", "run_notebook"]


class _SavedOnce(NBClientEngine):
    """Runs a notebook as papermill does, but saves it only once, when the run ends, however it ends.

    Papermill saves before and after each cell, so it would write every chart twice for each later cell.
    """

    @classmethod
    def execute_managed_notebook(cls, nb_man: NotebookExecutionManager, kernel_name: str, **options: Any) -> None:  # noqa: ANN401
        path, nb_man.output_path = nb_man.output_path, None
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **options)
        finally:
            nb_man.output_path = path


papermill_engines.register(_SavedOnce.__name__, _SavedOnce)


def run_notebook(
    notebook: "NotebookNode", output: Path, progress: bool = False, server: str | None = None
) -> "NotebookNode":
    """The executed notebook; it is saved to `output` as far as it ran, even if a cell failed.

    Args:
        notebook: what to run.
        output: the file.
        progress: whether to show a progress bar.
        server: the address of a fork server that starts the kernel.

    Raises:
        PapermillExecutionError: a cell failed.
        DeadKernelError: the kernel died.
        RuntimeError: the kernel could not be started, three times in a row.
    """
    path = str(output).replace("{", "{{").replace("}", "}}")  # papermill would fill in what is in braces
    options = {
        "engine_name": _SavedOnce.__name__,
        "kernel_name": "python3",
        "progress_bar": progress,
        "shutdown_kernel": "immediate",  # it has nothing left to write
        **_choose_manager(server),
    }
    for _ in range(STARTS - 1):
        try:
            return papermill.execute_notebook(notebook, path, **options)
        except RuntimeError as error:
            if UNBORN not in str(error):
                raise
    return papermill.execute_notebook(notebook, path, **options)


def _choose_manager(server: str | None) -> dict[str, Any]:
    """The options that say how the kernel is started.

    What papermill and its kernel send each other is encrypted if possible; else that is said, to avoid a warning.
    """
    import zmq
    from traitlets.config import Config

    config = Config({"KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"}})
    if server is None:
        return {"config": config}
    from analysis.report.forked import ForkingManager

    config.ForkingManager.server = server
    return {"config": config, "kernel_manager_class": ForkingManager}
