"""A kernel that a fork server makes, for papermill; see `forks.py`. Where the server fails, it starts as any other."""

import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Unicode

LAUNCHER = "ipykernel_launcher"
PATIENCE = 60  # seconds for the server to load, as papermill allows a kernel to start


class Forked:
    """A process of the fork server, with what Jupyter asks of one that it started itself."""

    stdin = stdout = stderr = None

    def __init__(self, server: socket.socket) -> None:
        """Waits until it has begun; `server` is the connection on which the fork server tells of it."""
        self._server, self.returncode = server, None
        self._lines = server.makefile("rb")
        self.pid = int(self._lines.readline())

    def poll(self, seconds: float = 0) -> int | None:
        """How it ended; None if it has not ended in these seconds."""
        if self.returncode is None:
            self._server.settimeout(max(seconds, 0.001))
            try:
                line = self._server.recv(16)
            except TimeoutError:
                return None
            self.returncode = int(line or -signal.SIGKILL)
            self._lines.close()
            self._server.close()
        return self.returncode

    def wait(self) -> int | None:
        """How it ended, after it has."""
        return self.poll(PATIENCE)

    def send_signal(self, number: int) -> None:
        """Sends it a signal, unless it has ended."""
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Asks it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Ends it."""
        self.send_signal(signal.SIGKILL)


class ForkedKernel(LocalProvisioner):
    """Starts a kernel by a fork server, whose address its manager has."""

    async def launch_kernel(self, cmd: list[str], **options: Any) -> dict[str, Any]:  # noqa: ANN401
        """Where the kernel listens; it is started by the server, or as usual if that cannot do it."""
        process = ask_server(self.parent.server, cmd, options.get("cwd"), options.get("env"))
        if process is None:
            return await super().launch_kernel(cmd, **options)
        self.process, self.pid, self.pgid = process, process.pid, process.pid
        self.cwd = options.get("cwd") or Path.cwd()
        return self.connection_info

    async def kill(self, restart: bool = False) -> None:
        """Ends the kernel. Jupyter would look only every tenth of a second whether it has ended."""
        await super().kill(restart)
        if isinstance(self.process, Forked):
            self.process.poll(1)


class ForkingManager(AsyncKernelManager):
    """Manages a kernel that a fork server makes."""

    server = Unicode(help="the address of the fork server").tag(config=True)

    def __init__(self, **options: Any) -> None:  # noqa: ANN401
        """A manager of a kernel that is yet to be started; the options are those of Jupyter's."""
        super().__init__(**options)
        self.provisioner = ForkedKernel(kernel_id="", kernel_spec=self.kernel_spec, parent=self)


def ask_server(
    address: str, command: list[str], folder: str | None, environment: dict[str, str] | None
) -> Forked | None:
    """The process of a new kernel; None if it is one of another Python, or if the server is gone."""
    if LAUNCHER not in command or command[0] != sys.executable:
        return None
    task = {
        "arguments": command[command.index(LAUNCHER) + 1 :],
        "folder": str(folder or Path.cwd()),
        "environment": environment or dict(os.environ),
    }
    server = socket.socket(socket.AF_UNIX)
    try:
        server.settimeout(PATIENCE)
        server.connect(address)
        server.sendall(json.dumps(task).encode() + b"\n")
        return Forked(server)
    except (OSError, ValueError):
        server.close()
        return None
