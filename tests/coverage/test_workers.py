"""Work shared out to processes: whatever ends one of them."""

import threading
from functools import partial

import pytest
from helpers.coverages import POISON, read_or_die, start_threads

from analysis.coverage.partitions import Partition
from analysis.coverage.sources import Item
from analysis.coverage.workers import run_tasks, start_processes

pytestmark = pytest.mark.slow


def test_tasks_come_back_whole_and_in_their_number_whatever_ends_a_worker():
    items = [Item(f"{i}", POISON if i in (3, 17) else "") for i in range(20)]
    tasks = [Partition(tuple(items[i : i + 4])) for i in range(0, 20, 4)]
    found = {}
    for number, task, parts in run_tasks(partial(start_processes, 2), read_or_die, iter(tasks)):
        assert number not in found and task == tasks[number]
        found[number] = [place for part in parts for place in part]
    assert [found[number] for number in range(5)] == [[item.file for item in task.items] for task in tasks]


def test_few_tasks_are_taken_while_the_first_is_not_done():
    first, taken, held = threading.Event(), [], {}

    def list_tasks():
        for i in range(100):
            taken.append(i)
            yield Partition((Item(f"{i}", ""),))

    def work(task):
        assert task.items[0].file != "0" or first.wait(10)
        return task

    for number, task, parts in run_tasks(partial(start_threads, 2), work, list_tasks(), held):
        assert parts == [task]
        held[number] = parts
        if len(held) == 3:
            assert len(taken) == 4
            first.set()
        if first.is_set():
            held.clear()
    assert len(taken) == 100
