"""A process that loads what a report needs once, and forks a copy of itself for each kernel: a fork server.

A kernel that is forked starts in a tenth of a second, and has the packages, the rules and the models. The server itself
runs no cell, opens no socket of a kernel and starts no thread of Python's, so what its copies inherit is safe. It
answers on a socket in a folder that only its user can open; the protocol is one line of JSON from the caller (command,
folder and environment of the kernel), and two numbers back, each on a line: the kernel's process, and how it ended.
"""

import ast
import gc
import json
import os
import selectors
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from analysis.report.shipped import ARTICLE, find_notebook

CAN_FORK = sys.platform.startswith("linux")  # macOS forks too, but its own libraries do not survive it
REHEARSED = "Peru attacked Chile on 3 May 2016, its minister said. \u201cWe condemn it,\u201d Chile replied on Monday."

# The kernel imports what lies in its folder before what is installed, but not in place of its own modules
_RUN = """
import gc, sys
gc.disable()  # what is loaded stays: looking for garbage in it takes a third of the time
sys.path.remove("")
import ipykernel.kernelapp
sys.path.insert(0, "")
from analysis.report.forks import serve
serve(int(sys.argv[1]), sys.argv[2] == "rehearse")
"""
_BACKEND = {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}  # as a kernel sets it, if nobody else has
_QUIET = {"TOKENIZERS_PARALLELISM": "false"}  # else the tokenizer starts threads, which a fork would lose


@contextmanager
def start_server(rehearse: bool = False) -> Iterator[str | None]:
    """The address of a new fork server, which ends with the block; None where processes cannot be forked safely.

    Args:
        rehearse: whether it first makes a small report for itself, so that each of many reports takes less time.
    """
    if not CAN_FORK:
        yield None
        return
    with TemporaryDirectory(prefix="crisis-arc-") as folder, socket.socket(socket.AF_UNIX) as listener:
        address = str(Path(folder, "forks"))
        try:
            listener.bind(address)
        except OSError:  # the path of the folder for temporary files is too long for a socket
            yield None
            return
        listener.listen()
        command = [sys.executable, "-c", _RUN, str(listener.fileno()), "rehearse" if rehearse else ""]
        server = subprocess.Popen(
            command, stdin=subprocess.PIPE, pass_fds=[listener.fileno()], env=_BACKEND | os.environ | _QUIET
        )
        listener.close()  # so that callers of a server that died do not wait
        try:
            yield address
        finally:
            server.terminate()
            server.communicate()


def serve(listener: int, rehearse: bool) -> None:
    """Loads what reports need and forks kernels, until the process that started it ends or ends it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is handled by the process that started it
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    with suppress(Exception):  # what cannot be loaded is told by the cell that needs it
        _load()
        if rehearse:
            _rehearse()
    if threading.active_count() > 1:
        return  # a copy would lack these threads, and hold their locks: kernels start as usual
    gc.freeze()  # copies look for garbage only in what they make, and share the rest with the server
    _Server(socket.socket(fileno=listener)).run()


def _load() -> None:
    """Imports what the notebook of an article imports, and loads the models."""
    for code in _read_cells():
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.ImportFrom):
                module = import_module(node.module or "")
                for alias in node.names:
                    getattr(module, alias.name, None) or import_module(f"{node.module}.{alias.name}")
    from analysis.reading.events.learned.coder import load_session
    from analysis.syntax.pipeline import load_pipeline

    import_module("analysis.reading.reading")
    load_pipeline()
    load_session()


def _rehearse() -> None:
    """Runs the notebook of an article on two sentences, in this process; what it writes is thrown away."""
    with TemporaryDirectory() as folder:
        names: dict[str, Any] = {}
        for code in _read_cells():
            exec(compile(code, ARTICLE, "exec"), names)
            if "smoothing" in names and "reading" not in names:
                names |= {"text": REHEARSED, "published": "2016-05-04", "output": folder}


def _read_cells() -> list[str]:
    cells = json.loads(find_notebook(ARTICLE).read_text(encoding="utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


class _Server:
    """Forks kernels on request, tells how each ended, and ends those whose callers are gone."""

    def __init__(self, listener: socket.socket) -> None:
        self._listener = listener
        self._callers: dict[int, socket.socket] = {}  # by the process of their kernel
        self._awake, self._wake = socket.socketpair()  # a byte comes when a kernel ended
        self._wake.setblocking(False)
        self._ready = selectors.DefaultSelector()
        for file in (listener, self._awake, sys.stdin):
            self._ready.register(file, selectors.EVENT_READ)

    def run(self) -> None:
        signal.signal(signal.SIGCHLD, lambda *_: None)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        try:
            while True:
                for key, _ in self._ready.select():
                    if key.fileobj is sys.stdin:
                        return  # nobody writes: it was closed by its owner's end
                    self._answer(key.fileobj)
        finally:
            for process in self._callers:
                _end(process)

    def _answer(self, file: Any) -> None:  # noqa: ANN401
        if file is self._listener:
            self._start(file.accept()[0])
        elif file is self._awake:
            file.recv(4096)
            self._reap()
        else:  # a caller writes nothing more: it closed the connection, or died
            self._ready.unregister(file)
            for process, caller in self._callers.items():
                if caller is file:
                    _end(process)

    def _start(self, caller: socket.socket) -> None:
        with caller.makefile("rb") as file:
            line = file.readline()
        if not line:
            caller.close()
            return
        process = os.fork()
        if not process:
            self._become_kernel(caller, json.loads(line))
        self._callers[process] = caller
        self._ready.register(caller, selectors.EVENT_READ)

    def _become_kernel(self, caller: socket.socket, task: Mapping[str, Any]) -> None:
        """Turns this copy of the server into a kernel, and never returns."""
        try:
            signal.set_wakeup_fd(-1)
            for number in (signal.SIGCHLD, signal.SIGTERM):
                signal.signal(number, signal.SIG_DFL)
            signal.signal(signal.SIGINT, signal.default_int_handler)
            os.setsid()
            gc.enable()
            caller.sendall(b"%d\n" % os.getpid())
            self._ready.close()
            for file in (self._listener, self._awake, self._wake, caller, *self._callers.values()):
                file.close()
            with open(os.devnull) as nothing:
                os.dup2(nothing.fileno(), 0)
            os.chdir(task["folder"])
            os.environ.clear()
            os.environ.update(task["environment"])
            _run_kernel(task["arguments"])
        finally:
            os._exit(1)

    def _reap(self) -> None:
        """Tells the callers of kernels that have ended how they ended."""
        with suppress(ChildProcessError):
            while (found := os.waitpid(-1, os.WNOHANG))[0]:
                caller = self._callers.pop(found[0])
                with suppress(OSError):
                    caller.sendall(b"%d\n" % os.waitstatus_to_exitcode(found[1]))
                with suppress(KeyError):
                    self._ready.unregister(caller)
                caller.close()


def _run_kernel(arguments: list[str]) -> None:
    from ipykernel.kernelapp import IPKernelApp

    sys.argv = ["ipykernel_launcher", *arguments]
    try:
        IPKernelApp.launch_instance(arguments, parent_handle=os.getppid())  # it ends when the server ends
    except SystemExit as end:
        os._exit(end.code if isinstance(end.code, int) else int(end.code is not None))
    os._exit(0)


def _end(process: int) -> None:
    for end in (os.killpg, os.kill):  # a copy that was just made has no group of its own
        with suppress(ProcessLookupError):
            end(process, signal.SIGKILL)
