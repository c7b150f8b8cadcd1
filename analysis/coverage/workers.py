"""Workers: processes on this machine or a Dask cluster. Few tasks wait at a time, and none is lost.

Both are executors of `concurrent.futures`, so the same code feeds them. Tasks are submitted as workers become free, and
memory does not grow with the number of tasks.
"""

import multiprocessing
import os
import signal
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sized
from concurrent.futures import (
    FIRST_COMPLETED,
    BrokenExecutor,
    CancelledError,
    Executor,
    Future,
    ProcessPoolExecutor,
    wait,
)
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from itertools import islice
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

from analysis.coverage.partitions import Partition, load_once

if TYPE_CHECKING:
    from distributed import Client

AHEAD = 2  # tasks submitted per worker
MAX_JOBS = 60  # Windows does not allow more
PULSE = 0.5  # seconds between two checks of a worker that its parent is alive
PATIENCE = 30  # seconds to wait for the first worker of a cluster

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers.

    Attributes:
        executor: runs their tasks.
        count: returns their number, which may change.
        lost: the error of a task whose worker died.
    """

    executor: Executor
    count: Callable[[], int]
    lost: type[Exception]


Start = Callable[[], AbstractContextManager[Crew]]


@contextmanager
def start_processes(jobs: int, load: Callable[[], None] = load_once) -> Iterator[Crew]:
    """Processes on this machine; each first loads what its tasks need.

    Raises:
        RuntimeError: they cannot be started; the error gives the remedy.
    """
    jobs = min(jobs, MAX_JOBS)
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(load,)) as pool:
        try:
            _greet(pool)
            yield Crew(pool, lambda: jobs, BrokenExecutor)
        except BaseException:  # when stopped early, do not wait for submitted tasks
            for process in list((pool._processes or {}).values()):
                process.kill()
            raise


def _greet(pool: Executor) -> None:
    try:
        pool.submit(os.getpid).result()
    except BrokenExecutor:
        remedy = "In a script, call this below `if __name__ == '__main__':`, or with jobs=1."
        raise RuntimeError(f"No process could be started. {remedy}") from None


def _prepare(load: Callable[[], None]) -> None:
    """Makes this process a worker until its parent ends; it ignores Ctrl-C, which the parent handles."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch_parent, daemon=True).start()
    with suppress(OSError):  # if there is no model, the first task reports it
        load()


def _watch_parent() -> None:
    """Ends this process when its parent ends, however the parent ends."""
    parent, above = multiprocessing.parent_process(), os.getppid()
    # two checks: a forked sibling may keep open the pipe that is_alive uses, and Windows keeps the parent's number
    while parent.is_alive() and os.getppid() == above:
        time.sleep(PULSE)
    os._exit(1)


@contextmanager
def start_dask(address: str) -> Iterator[Crew]:
    """The workers of the Dask scheduler at an address, with those that join later.

    Raises:
        OSError: no scheduler or worker answers there, or the scheduler stopped.
    """
    from distributed import Client, KilledWorker

    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "Start one with `dask scheduler`, and give the address that it prints."
        raise OSError(f"No scheduler answers at {address} ({error}). {remedy}") from None
    with client, client.get_executor(pure=False) as executor:
        _await_worker(client, address)
        try:
            yield Crew(executor, lambda: sum(client.nthreads().values()), KilledWorker)
        except CancelledError:
            raise OSError(
                f"The scheduler at {address} stopped. Start the run again: it goes on where it was."
            ) from None
        except BaseException:
            executor.shutdown(wait=False)
            raise


def _await_worker(client: "Client", address: str) -> None:
    try:
        client.wait_for_workers(1, PATIENCE)
    except TimeoutError:
        remedy = f"Start some with `dask worker {address}`."
        raise OSError(f"The scheduler at {address} has no worker. {remedy}") from None


def run_tasks(
    start: Start, function: Callable[[Partition], Result], tasks: Iterable[Partition], held: Sized = ()
) -> Iterator[tuple[int, Partition, list[Result]]]:
    """The number of each task, from 0, the task, and its results, in the order in which they finish.

    A task whose worker died is tried alone, then in halves, so it may have several results, in order. An article that
    ends its worker even alone is added to its partition's `fatal`.

    Args:
        start: starts the workers.
        function: runs a task.
        tasks: the tasks.
        held: results that wait in memory for others: the more there are, the fewer tasks are submitted.
    """
    numbered = enumerate(tasks)
    while lost := (yield from _run_until_lost(start, function, numbered, held)):
        for number, task in lost:
            yield number, task, list(_run_alone(start, function, task))


def _run_until_lost(
    start: Start, function: Callable[[Partition], Result], tasks: Iterator[tuple[int, Partition]], held: Sized
) -> Generator[tuple[int, Partition, list[Result]], None, list[tuple[int, Partition]]]:
    """Runs all tasks, or until a worker dies; returns the tasks that were lost."""
    lost: list[tuple[int, Partition]] = []
    with start() as crew:
        waiting: dict[Future, tuple[int, Partition]] = {}
        while True:
            room = AHEAD * max(crew.count(), 1) - len(waiting) - len(held)
            for task in islice(tasks, 0 if lost else max(room, 0)):
                waiting[_submit(crew, function, task[1])] = task
            if not waiting:
                return lost
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                task = waiting.pop(future)
                if isinstance(future.exception(), crew.lost):
                    lost.append(task)
                else:
                    yield *task, [future.result()]


def _submit(crew: Crew, function: Callable[[Partition], Result], task: Partition) -> Future:
    try:
        return crew.executor.submit(function, task)
    except crew.lost as error:  # the workers are already gone
        future: Future = Future()
        future.set_exception(error)
        return future


def _run_alone(start: Start, function: Callable[[Partition], Result], task: Partition) -> Iterator[Result]:
    """The results of a task that runs alone, or of its halves if it ends its worker."""
    with start() as crew:
        future = _submit(crew, function, task)
        if task.fatal or not isinstance(future.exception(), crew.lost):
            yield future.result()
            return
    if len(task.items) == 1:
        yield from _run_alone(start, function, replace(task, fatal=frozenset((task.items[0].name,))))
        return
    half = len(task.items) // 2
    for part in (task.items[:half], task.items[half:]):
        yield from _run_alone(start, function, replace(task, items=part))
