"""Work in several processes: the same outcome as in one, and no item lost when a process dies."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

import pytest

from linter import runner, workers
from linter.config_file import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

needs_fork = pytest.mark.skipif(workers.worth(1000, 2) == 1, reason="no process can be forked here")
DEADLY = 7


def doubled(item: int) -> int:
    if item == DEADLY and os.getpid() != PARENT:
        os.kill(os.getpid(), signal.SIGKILL)
    return item * 2


PARENT = os.getpid()


@pytest.mark.parametrize("jobs", [1, pytest.param(2, marks=needs_fork), pytest.param(5, marks=needs_fork)])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    done: list[int] = []
    items = list(range(100, 400))
    assert workers.mapped(lambda item: item + 1, items, jobs, advance=done.append, lost=lambda item: -item) == [
        item + 1 for item in items
    ]
    assert sum(done) == len(items)


@needs_fork
def test_an_item_that_ends_its_process_costs_itself_only() -> None:
    items = list(range(40))
    found = workers.mapped(doubled, items, 2, advance=lambda _: None, lost=lambda item: -item)
    assert found == [-item if item == DEADLY else item * 2 for item in items]


@needs_fork
def test_an_error_is_raised_here() -> None:
    with pytest.raises(ZeroDivisionError):
        workers.mapped(lambda item: 1 // item, [3, 2, 1, 0], 2, advance=lambda _: None, lost=lambda item: item)


@needs_fork
def test_one_and_several_processes_report_the_same(site: Callable[[dict[str, str | bytes]], Path]) -> None:
    pages: dict[str, str | bytes] = {
        f"pages/{number}.md": f"---\ntitle: Page {number}\nkind: {'pgae' if number == DEADLY else 'page'}\n---\n\n"
        + ("[a](TODO)\n" if number % 3 else "habilit√©es <!-- contentlint-disable-line -->\n")
        for number in range(60)
    }
    folder = site(pages)
    runs = [runner.run(load(folder), (str(folder),), runner.Order(jobs=jobs)).run for jobs in (1, 2, 4)]
    assert runs[0].findings
    assert runs[0].findings == runs[1].findings == runs[2].findings


def test_there_are_no_more_processes_than_items() -> None:
    assert workers.worth(1, 8) == 1
    assert workers.worth(3, 8) <= 3
    assert workers.worth(10) == 1
