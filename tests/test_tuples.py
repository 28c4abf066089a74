"""Classes made of `linter.tuples.NamedTuple` do what those of the standard library do."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
import typing
from typing import Any

import pytest

from linter import tuples


class Own(tuples.NamedTuple):
    """What it is."""

    first: int
    second: str = "x"
    third: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        """Twice the first."""
        return self.first * 2

    def longer(self, by: int = 1) -> Own:
        """Return a longer one."""
        return self._replace(first=self.first + by)


class Standard(typing.NamedTuple):
    """What it is."""

    first: int
    second: str = "x"
    third: tuple[int, ...] = ()

    @property
    def twice(self) -> int:
        """Twice the first."""
        return self.first * 2

    def longer(self, by: int = 1) -> Standard:
        """Return a longer one."""
        return self._replace(first=self.first + by)


class Child(Own):
    """One with more methods."""

    @property
    def thrice(self) -> int:
        """Three times the first."""
        return self.first * 3


def shown(value: object) -> str:
    return repr(value).replace("Standard", "Own")


BOTH = pytest.mark.parametrize("kind", [Own, Standard])


@BOTH
def test_what_it_is_made_of(kind: Any) -> None:  # noqa: ANN401 -- a class that type checkers know two of
    assert kind._fields == ("first", "second", "third")
    assert kind._field_defaults == {"second": "x", "third": ()}
    assert (kind.__doc__, kind.__module__, kind.__bases__) == ("What it is.", __name__, (tuple,))
    assert list(kind.__annotations__) == ["first", "second", "third"]
    assert kind.__match_args__ == kind._fields


@BOTH
def test_what_it_does(kind: Any) -> None:  # noqa: ANN401 -- a class that type checkers know two of
    one = kind(1, third=(2,))
    assert shown(one) == "Own(first=1, second='x', third=(2,))"
    assert (one.twice, one.longer(by=3).first, tuple(one)) == (2, 4, (1, "x", (2,)))
    assert one == (1, "x", (2,))
    assert hash(one) == hash((1, "x", (2,)))
    assert kind._make((1, "x", (2,))) == one
    assert sorted([kind(2), kind(1)]) == [kind(1), kind(2)]
    for again in (pickle.loads(pickle.dumps(one)), copy.deepcopy(one)):  # noqa: S301 -- our own
        assert (again, type(again)) == (one, kind)
    with pytest.raises(AttributeError):
        one.first = 2
    with pytest.raises(TypeError, match="missing 1 required positional argument: 'first'"):
        kind()


def test_a_class_of_it_can_have_a_child() -> None:
    child = Child(2)
    assert (child.thrice, child.twice, type(child)) == (6, 4, Child)


def test_typing_is_not_imported_for_it() -> None:
    program = "import sys; from linter.tuples import NamedTuple; print('typing' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout.split() == ["False"]
