"""The patterns, which a run compiles when it first needs them, are all compiled here."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module

import pytest

import linter
from linter import patterns

MODULES = [one.name for one in pkgutil.walk_packages(linter.__path__, "linter.") if not one.name.endswith("__main__")]


@pytest.mark.parametrize("module", MODULES)
def test_every_pattern_is_one(module: str) -> None:
    for value in vars(import_module(module)).values():
        if isinstance(value, patterns._Pattern):  # noqa: SLF001  # whatever is one
            assert isinstance(value.pattern, (str, bytes))


def test_a_pattern_is_compiled_at_its_first_use() -> None:
    lazy = patterns.lazy("(?P<word>a+)", re.IGNORECASE)
    assert "search" not in vars(lazy)
    found = lazy.search("bAab")
    assert found is not None
    assert found["word"] == "Aa"
    assert lazy.groups == 1
    assert lazy.sub("", "bAab") == "bb"
    with pytest.raises(re.error):
        patterns.lazy("(").search("")


def test_patterns_of_others_can_wait_too() -> None:
    with patterns.compiled_late():
        late = re.compile("a+", re.IGNORECASE)
    assert type(late) is not type(re.compile("b+"))
    assert late.match("AA")
