"""Patterns that an earlier run compiled do what they would do, compiled now."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from linter import kept, patterns, replay
from linter.pattern_memory import PatternMemory

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SOURCES: list[tuple[str | bytes, int]] = [
    (r"a(?P<name>b+)?(?=c)|[^\W\d_]{2,}", 0),
    (r"(?i:É)(\w)\1*+", re.IGNORECASE),
    (r"^x.*$", re.MULTILINE | re.DOTALL),
    (rb"[\x80-\xff]+", 0),
    ("[\u0100-\u017fαβγ–—…]{1,3}", 0),
    (r"\n(?=[ #])( {0,3}+)(?:(#{1,6})(?![^ \t])|(`{3,}))", 0),
]
TEXT = "abbc ABC éÉé\nxy ĀāĂ…α\n  ## title ``` 123"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keep what is kept in a folder of its own."""
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    re.purge()  # what `re` itself remembers is not compiled
    yield tmp_path / "cache"
    patterns.compile_by(re.compile)


def compiled() -> list[re.Pattern[str] | re.Pattern[bytes]]:
    """Return all patterns, compiled by the program."""
    made = [patterns.lazy(source, flags) for source, flags in SOURCES]  # type: ignore[type-var]  # text or bytes
    return [one.search.__self__ for one in made]  # type: ignore[attr-defined]  # of a method of the pattern


def remembered() -> PatternMemory:
    """Return a memory that has read what is kept."""
    memory = PatternMemory()
    memory.begin()
    return memory


def test_kept_patterns_are_the_same() -> None:
    first = remembered()
    compiled()
    first.end()
    again = remembered()
    for pattern, (source, flags) in zip(compiled(), SOURCES, strict=True):
        plain = re.compile(source, flags)
        text = TEXT if isinstance(source, str) else TEXT.encode()
        assert pattern == plain
        assert pattern.groupindex == plain.groupindex
        assert [each.groupdict() for each in pattern.finditer(text)] == [  # type: ignore[arg-type]  # as above
            each.groupdict()
            for each in plain.finditer(text)  # type: ignore[arg-type]
        ]
    again.end()


def test_what_is_kept_is_not_written_again(folder: Path) -> None:
    first = remembered()
    compiled()
    first.end()
    (file,) = folder.iterdir()
    before = file.stat().st_mtime_ns
    again = remembered()
    compiled()
    again.end()
    assert [one.stat().st_mtime_ns for one in folder.iterdir()] == [before]


def test_code_that_the_engine_refuses_is_none(folder: Path) -> None:
    first = remembered()
    compiled()
    first.end()
    (file,) = folder.iterdir()
    key = first._key  # noqa: SLF001
    record = replay.read(str(file), key)
    assert record is not None
    wrong = {each: (code[0], [65_000, *code[1]], *code[2:]) for each, code in record["codes"].items()}
    kept.write(record | {"codes": wrong}, "patterns")
    remembered()
    assert compiled() == [re.compile(*each) for each in SOURCES]  # type: ignore[type-var]


def test_a_pattern_that_is_none_says_so() -> None:
    remembered()
    with pytest.raises(re.error):
        patterns.lazy("(").search("")


def test_a_second_hook_compiles_nothing(tmp_path: Path) -> None:
    page = tmp_path / "a.md"
    page.write_text("---\ntitle: Un titre\n---\n\n| a | b |\n| - | - |\n| [c](d.md) | e |\n")
    program = (
        "import re._compiler as c, sys; sys.argv = ['contentlint', 'check', 'a.md']; seen = []; whole = c.compile;"
        "c.compile = lambda *given: (seen.append(given[0]), whole(*given))[1];"
        "from linter import entry; end = entry._end;"
        "entry._end = lambda code: (sys.stderr.write(f'{len(seen)} patterns'), end(code)); entry.run()"
    )
    counts = []
    for number in range(2):
        page.write_text(f"{page.read_text()}\nMore {number}.\n")
        done = subprocess.run(
            [sys.executable, "-c", program],
            cwd=tmp_path,
            env=dict(os.environ),
            capture_output=True,
            text=True,
            check=False,
        )
        counts.append(int(done.stderr.rsplit("\n", 1)[-1].split()[0]))
    assert counts[0] > 10
    assert counts[1] <= 2  # those that are made while it runs, of globs and the like
