"""A real browser for the tests: Chromium, pages that record what goes wrong, and a JupyterLab of their own."""

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from helpers.paths import ROOT

AXE = ROOT / "tests" / "page" / "browser" / "assets" / "axe.min.js"
PHONE, DESKTOP = (390, 844), (1280, 900)
LOCAL = ("file:", "data:", "blob:", "about:", "http://127.0.0.1:", "ws://127.0.0.1:")


@pytest.fixture(scope="session")
def chromium():
    """Chromium without a window; the test is skipped where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = find_chromium()
    if path is None:
        pytest.skip("Chromium is not installed: apt-get install chromium")
    with api.sync_playwright() as playwright:
        browser = launch(playwright, path)
        yield browser
        browser.close()


def find_chromium():
    """The path of Chromium, None where it is not installed."""
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def launch(playwright, path):
    """A browser without a window; without its sandbox for root, for whom there is none."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox"] if root else [])


@pytest.fixture
def open_page(chromium):
    """Opens an address at a width and in a colour scheme; nothing may go wrong or leave the machine."""
    contexts, wrong = [], []

    def _open(address, size=DESKTOP, scheme="light", **options):
        context = chromium.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, offline=False, **options
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda request: request.url.startswith(LOCAL) or wrong.append(request.url))
        page.on("websocket", lambda ws: ws.url.startswith(LOCAL) or wrong.append(ws.url))
        page.goto(address if "://" in str(address) else Path(address).as_uri())
        return page

    yield _open
    for context in contexts:
        context.close()
    assert wrong == []


def find_violations(page):
    """What axe-core finds wrong with a page, each as its rule and the elements."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("() => axe.run()")["violations"]
    return {rule["id"]: [node["html"][:160] for node in rule["nodes"]] for rule in found}


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    """A JupyterLab of our own on this machine: its folder, its address, and `trust` for a notebook in that folder."""
    folder = tmp_path_factory.mktemp("lab")
    homes = {
        f"JUPYTER_{name}_DIR": str(tmp_path_factory.mktemp(name.lower())) for name in ("CONFIG", "DATA", "RUNTIME")
    }
    settings = tmp_path_factory.mktemp("settings")
    quiet = settings / "@jupyterlab" / "apputils-extension" / "notification.jupyterlab-settings"
    quiet.parent.mkdir(parents=True)
    quiet.write_text('{"fetchNews": "false"}', encoding="utf-8")
    homes |= {"IPYTHONDIR": str(tmp_path_factory.mktemp("ipython")), "JUPYTERLAB_SETTINGS_DIR": str(settings)}
    environment = os.environ | homes
    with _serve(folder, environment) as address:
        yield Lab(folder, address, environment)


class Lab:
    """A running JupyterLab."""

    def __init__(self, folder, address, environment):
        self.folder, self.address, self.environment = folder, address, environment

    def trust(self, notebook):
        subprocess.run(
            [sys.executable, "-m", "jupyter", "trust", str(notebook)],
            env=self.environment,
            check=True,
            capture_output=True,
        )


@contextmanager
def _serve(folder, environment):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    options = {
        "ServerApp.ip": "127.0.0.1",
        "ServerApp.port": port,
        "ServerApp.open_browser": False,
        "ServerApp.root_dir": folder,
        "ServerApp.allow_root": True,
        "IdentityProvider.token": "",
        "LabApp.check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
        "LabApp.extension_manager": "readonly",
    }
    command = [sys.executable, "-m", "jupyterlab", *(f"--{name}={value}" for name, value in options.items())]
    with subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            address = f"http://127.0.0.1:{port}"
            _wait(f"{address}/api", server)
            yield address
        finally:
            server.terminate()
            try:
                server.wait(timeout=15)
            except subprocess.TimeoutExpired:  # after a kernel was restarted, it may wait for the old one
                server.kill()


def _wait(address, server, seconds=60):
    until = time.monotonic() + seconds
    while time.monotonic() < until and server.poll() is None:
        try:
            urlopen(address, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"JupyterLab did not answer at {address}")
