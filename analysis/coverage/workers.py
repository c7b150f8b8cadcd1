"""Work spread over processes of this machine or over a Dask cluster: few tasks wait at a time, and none is lost.

Both are executors of `concurrent.futures`, so that the same lines feed them: tasks are handed out as workers become
free, and memory does not grow with their number.
"""

import multiprocessing
import os
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, replace
from itertools import islice
from threading import Thread
from typing import TypeVar

from analysis.coverage.partitions import Partition

AHEAD = 2  # tasks that are handed out for each worker
MAX_JOBS = 60  # Windows has no room for more

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Crew:
    """Workers.

    Attributes:
        executor: hands them tasks.
        window: how many tasks to hand out at a time.
        lost: what a task raises whose worker died.
    """

    executor: Executor
    window: int
    lost: type[Exception]


Start = Callable[[], AbstractContextManager[Crew]]


@contextmanager
def start_processes(jobs: int) -> Iterator[Crew]:
    """Processes of this machine.

    Raises:
        RuntimeError: they cannot be started, with the remedy.
    """
    with ProcessPoolExecutor(min(jobs, MAX_JOBS), initializer=_end_with_parent) as pool:
        try:
            pool.submit(os.getpid).result()
        except BrokenExecutor:
            remedy = "In a script, call this below `if __name__ == '__main__':`, or with jobs=1."
            raise RuntimeError(f"No process could be started to read articles. {remedy}") from None
        try:
            yield Crew(pool, AHEAD * jobs, BrokenExecutor)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops early does not wait for all that was handed out


def _end_with_parent() -> None:
    """Ends this process when the one that started it ends, however that comes."""
    parent = multiprocessing.parent_process()
    Thread(target=lambda: (parent.join(), os._exit(1)), daemon=True).start()


@contextmanager
def start_dask(address: str) -> Iterator[Crew]:
    """The workers of the Dask scheduler at an address.

    Raises:
        OSError: no scheduler answers there.
    """
    from distributed import Client, KilledWorker

    with Client(address, set_as_default=False) as client, client.get_executor(pure=False) as executor:
        client.wait_for_workers(1)
        yield Crew(executor, AHEAD * sum(client.nthreads().values()), KilledWorker)


def run_tasks(
    start: Start, function: Callable[[Partition], Result], tasks: Iterable[Partition]
) -> Iterator[tuple[int, Partition, Result]]:
    """The number of each task, from 0, the task, and its result, as they are done.

    A task whose worker died is tried alone. An article that ends its worker again becomes one with a problem.
    """
    numbered = enumerate(tasks)
    while lost := (yield from _run_until_lost(start, function, numbered)):
        for number, task in lost:
            yield number, task, _run_alone(start, function, task)


def _run_until_lost(
    start: Start, function: Callable[[Partition], Result], tasks: Iterator[tuple[int, Partition]]
) -> Generator[tuple[int, Partition, Result], None, list[tuple[int, Partition]]]:
    """Runs tasks to their end or until a worker dies; returns the tasks that were lost with it."""
    lost: list[tuple[int, Partition]] = []
    with start() as crew:
        waiting: dict[Future, tuple[int, Partition]] = {}
        while True:
            for task in islice(tasks, 0 if lost else crew.window - len(waiting)):
                waiting[_submit(crew, function, task[1])] = task
            if not waiting:
                return lost
            for future in wait(waiting, return_when=FIRST_COMPLETED).done:
                task = waiting.pop(future)
                if isinstance(future.exception(), crew.lost):
                    lost.append(task)
                else:
                    yield *task, future.result()


def _submit(crew: Crew, function: Callable[[Partition], Result], task: Partition) -> Future:
    try:
        return crew.executor.submit(function, task)
    except crew.lost as error:  # the crew is gone already
        future: Future = Future()
        future.set_exception(error)
        return future


def _run_alone(start: Start, function: Callable[[Partition], Result], task: Partition) -> Result:
    """The result of a task that has the workers to itself, without the articles that end them."""
    fatal = frozenset(_find_fatal(start, function, task))
    with start() as crew:
        return crew.executor.submit(function, replace(task, fatal=fatal)).result()


def _find_fatal(start: Start, function: Callable[[Partition], Result], task: Partition) -> Iterator[str]:
    """The names of the articles of a task that end their worker, by halving."""
    with start() as crew:
        if not isinstance(_submit(crew, function, task).exception(), crew.lost):
            return
    if len(task.items) == 1:
        yield task.items[0].name
        return
    half = len(task.items) // 2
    for part in (task.items[:half], task.items[half:]):
        yield from _find_fatal(start, function, replace(task, items=part))
