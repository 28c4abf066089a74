"""Answers are remembered, for as long as they count, whatever an interruption left in the file."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING

import pytest

from linter.external import Answer
from linter.online.memory import Memory

if TYPE_CHECKING:
    from pathlib import Path

NONE: frozenset[str] = frozenset()
GOOD = Answer(200, moved_to="https://exemple.fr/b", fragments={"é": True, "b": None})


def test_an_answer_comes_back_as_it_was(tmp_path: Path) -> None:
    with Memory(tmp_path / "deep" / "links.jsonl", 7) as memory:
        memory.keep("https://exemple.fr/", GOOD)
        memory.keep("https://exemple.fr/x", Answer(failure="it leads into a private network", unasked=True))
    with Memory(tmp_path / "deep" / "links.jsonl", 7) as memory:
        assert memory.get("https://exemple.fr/", NONE) == GOOD
        assert memory.get("https://exemple.fr/", frozenset({"é", "b"})) == GOOD
        assert memory.get("https://exemple.fr/", frozenset({"c"})) is None
        assert memory.get("https://exemple.fr/x", NONE) is None


@pytest.mark.parametrize(
    ("answer", "hours", "counts"),
    [
        (Answer(200), 150, True),
        (Answer(200), 170, False),
        (Answer(404), 23, True),
        (Answer(404), 25, False),
        (Answer(503), 0.9, True),
        (Answer(503), 1.1, False),
        (Answer(failure="no host", lasting=True), 23, True),
        (Answer(200), -1, False),
    ],
)
def test_answers_count_for_a_time(tmp_path: Path, answer: Answer, hours: float, *, counts: bool) -> None:
    record = {"url": "https://exemple.fr/", "at": time.time() - hours * 3600, "status": answer.status}
    record |= {"failure": answer.failure, "lasting": answer.lasting}
    (tmp_path / "m").write_text(json.dumps(record) + "\n", encoding="ascii")
    with Memory(tmp_path / "m", 7) as memory:
        assert (memory.get("https://exemple.fr/", NONE) is not None) == counts


def test_torn_and_foreign_lines_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Memory(path, 7) as memory:
        memory.keep("https://exemple.fr/1", Answer(200))
    lines = ["", "[]", "null", '{"url": 1}', '{"url": "x", "at": "y"}', '{"url": "x", "at": 1, "odd": 2}', "{" * 5000]
    path.write_text(
        "\n".join(lines) + "\n" + path.read_text(encoding="ascii") + '{"url": "https://exe', encoding="ascii"
    )
    with Memory(path, 7) as memory:
        assert memory.get("https://exemple.fr/1", NONE) == Answer(200)
        memory.keep("https://exemple.fr/2", Answer(404))
    with Memory(path, 7) as memory:
        assert memory.get("https://exemple.fr/1", NONE) == Answer(200)
        assert memory.get("https://exemple.fr/2", NONE) == Answer(404)


def test_the_file_does_not_grow_without_end(tmp_path: Path) -> None:
    path = tmp_path / "m"
    with Memory(path, 7) as memory:
        for _ in range(50):
            memory.keep("https://exemple.fr/", Answer(200))
    with Memory(path, 7):
        assert path.read_text(encoding="ascii").count("status") == 1
