"""What is expensive is made once, however many workers a run has."""

import os
import time


def make_once(factory, name, make):
    """The folder that `make` fills; of several workers the first makes it and the others wait."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    folder = factory.getbasetemp().parent / name  # the parent is that of all workers
    made = folder.with_name(f"{name}.made")
    try:
        folder.mkdir()
    except FileExistsError:
        while not made.exists():
            time.sleep(0.05)
        return folder
    try:
        make(folder)
    finally:
        made.touch()  # else the others would wait for what cannot be made
    return folder
