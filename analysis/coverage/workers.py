"""Work spread over processes of this machine or over a Dask cluster: few tasks wait at a time, and none is lost.

Both are executors of `concurrent.futures`, so that the same lines feed them: tasks are handed out as workers become
free, and memory does not grow with their number.
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

AHEAD = 2  # tasks that are handed out for each worker
MAX_JOBS = 60  # Windows has no room for more
PULSE = 0.5  # seconds between two looks of a worker at whether its parent lives
PATIENCE = 30  # seconds to wait for the first worker of a cluster

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers.

    Attributes:
        executor: hands them tasks.
        count: gives their number, which may change.
        lost: what a task raises whose worker died.
    """

    executor: Executor
    count: Callable[[], int]
    lost: type[Exception]


Start = Callable[[], AbstractContextManager[Crew]]


@contextmanager
def start_processes(jobs: int, load: Callable[[], None] = load_once) -> Iterator[Crew]:
    """Processes of this machine, each of which first loads what its tasks need.

    Raises:
        RuntimeError: they cannot be started, with the remedy.
    """
    jobs = min(jobs, MAX_JOBS)
    with ProcessPoolExecutor(jobs, initializer=_prepare, initargs=(load,)) as pool:
        try:
            _greet(pool)
            yield Crew(pool, lambda: jobs, BrokenExecutor)
        except BaseException:  # whoever stops early does not wait for what was handed out
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
    """Makes this process a worker, until the one that started it ends; Ctrl-C is left to that one."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch_parent, daemon=True).start()
    with suppress(OSError):  # there is no model, and the first task says so
        load()


def _watch_parent() -> None:
    """Ends this process when the one that started it ends, however that comes."""
    parent, above = multiprocessing.parent_process(), os.getppid()
    # asked both ways: a fork's siblings hold the pipe by which it would know, and Windows keeps the parent's number
    while parent.is_alive() and os.getppid() == above:
        time.sleep(PULSE)
    os._exit(1)


@contextmanager
def start_dask(address: str) -> Iterator[Crew]:
    """The workers of the Dask scheduler at an address, those that join later among them.

    Raises:
        OSError: no scheduler or worker answers there, or the scheduler is gone.
    """
    from distributed import Client, KilledWorker

    try:
        client = Client(address, set_as_default=False)
    except (OSError, ValueError) as error:
        remedy = "Start one with `dask scheduler`, and name the address that it prints."
        raise OSError(f"No scheduler answers at {address} ({error}). {remedy}") from None
    with client, client.get_executor(pure=False) as executor:
        _await_worker(client, address)
        try:
            yield Crew(executor, lambda: sum(client.nthreads().values()), KilledWorker)
        except CancelledError:
            raise OSError(
                f"The scheduler at {address} is gone. Start the run again: it goes on where it was."
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
    """The number of each task, from 0, the task, and its result, as they are done.

    A task whose worker died is tried alone, then by halves, so that it may have several results, which belong one after
    the other. An article that ends its worker even alone is named in its partition's `fatal`.

    Args:
        start: starts the workers.
        function: what to do with a task.
        tasks: the tasks.
        held: results that wait for others and take up memory: the more of them, the fewer tasks are handed out.
    """
    numbered = enumerate(tasks)
    while lost := (yield from _run_until_lost(start, function, numbered, held)):
        for number, task in lost:
            yield number, task, list(_run_alone(start, function, task))


def _run_until_lost(
    start: Start, function: Callable[[Partition], Result], tasks: Iterator[tuple[int, Partition]], held: Sized
) -> Generator[tuple[int, Partition, list[Result]], None, list[tuple[int, Partition]]]:
    """Runs tasks to their end or until a worker dies; returns the tasks that were lost with it."""
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
    except crew.lost as error:  # the crew is gone already
        future: Future = Future()
        future.set_exception(error)
        return future


def _run_alone(start: Start, function: Callable[[Partition], Result], task: Partition) -> Iterator[Result]:
    """The results of a task that has the workers to itself, or of its halves where it ends its worker."""
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
