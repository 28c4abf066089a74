"""Classes of `linter.values` do what those of `dataclasses` do, but are made without it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
import subprocess
import sys
from functools import cached_property, partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from linter import values
from linter.rule import Options

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

MAKERS: dict[str, ModuleType] = {"own": values, "standard": dataclasses}


def slotted(maker: ModuleType, name: str = "Slotted") -> type[Any]:
    @maker.dataclass(frozen=True, slots=True, order=True)
    class Slotted:
        first: int
        second: str = "x"
        third: list[int] = maker.field(default_factory=list, repr=False, compare=False)

        def __post_init__(self) -> None:
            if self.first == 13:
                raise ValueError("unlucky")

        def __len__(self) -> int:
            return self.first

    Slotted.__qualname__ = name
    return Slotted


def open_to_change(maker: ModuleType) -> type[Any]:
    @maker.dataclass
    class Open:
        first: int
        second: str = maker.field(default="x", compare=False)

        @cached_property
        def twice(self) -> int:
            return self.first * 2

    return Open


OWN: Any = slotted(values, "OWN")
STANDARD: Any = slotted(dataclasses, "STANDARD")
numbers = st.integers(0, 20)


def outcome(make: Callable[[], object]) -> object:
    """Return what comes of a call, an error by its kind."""
    try:
        return make()
    except Exception as error:  # noqa: BLE001 -- that is what is compared
        return type(error)


@given(st.lists(numbers, max_size=4), st.dictionaries(st.sampled_from(["first", "second", "third", "else"]), numbers))
def test_arguments_are_taken_and_refused_alike(args: list[int], named: dict[str, int]) -> None:
    own, standard = (outcome(partial(kind, *args, **named)) for kind in (OWN, STANDARD))
    fields = ("first", "second", "third")
    if isinstance(standard, type):
        assert own is standard
    else:
        assert [getattr(own, one) for one in fields] == [getattr(standard, one) for one in fields]
        assert repr(own).replace("OWN", "STANDARD") == repr(standard)


@given(numbers, numbers, st.sampled_from("ab"), st.sampled_from("ab"))
def test_instances_are_compared_alike(one: int, other: int, first: str, second: str) -> None:
    told = []
    for kind in (OWN, STANDARD):
        if 13 in {one, other}:
            return
        left, right = kind(one, first, [1]), kind(other, second)
        told.append((left == right, left < right, left <= right, left > right, hash(left) == hash(right), left == one))
    assert told[0] == told[1]


def test_few_and_many_instances_are_alike() -> None:
    kind: Any = slotted(values)
    made = [kind(number) for number in range(100, 160)]
    assert len({*made}) == 60
    assert made[1] == kind(101)
    assert repr(made[0]) == repr(dataclasses.replace(kind(5), first=100))
    assert made[0].third is not made[59].third
    with pytest.raises(ValueError, match="unlucky"):
        kind(13)


def test_what_is_frozen_stays_so() -> None:
    one = OWN(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        one.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del one.first
    assert values.replace(one, first=2) == OWN(2)
    assert pickle.loads(pickle.dumps(OWN(1, "y", [3]))).third == [3]  # noqa: S301 -- our own
    assert copy.copy(one) == one
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_what_is_not_frozen_can_be_changed(maker: ModuleType) -> None:
    kind = open_to_change(maker)
    one = kind(1)
    one.first = 3
    assert (one, one.twice, kind.second) == (kind(3, "y"), 6, "x")
    with pytest.raises(TypeError, match="unhashable"):
        hash(one)


def test_what_asks_for_dataclasses_finds_them() -> None:
    assert [one.name for one in dataclasses.fields(OWN)] == ["first", "second", "third"]
    assert dataclasses.asdict(OWN(1)) == {"first": 1, "second": "x", "third": []}


def options(maker: ModuleType) -> type[Any]:
    @maker.dataclass(frozen=True)
    class Given(Options):
        most: int = 3
        words: frozenset[str] = frozenset()

    return Given


@pytest.mark.parametrize("maker", MAKERS.values(), ids=MAKERS)
def test_options_are_checked_by_pydantic(maker: ModuleType) -> None:
    kind: Any = options(maker)
    assert values.field_names(kind) == ("most", "words")
    adapter = TypeAdapter(kind)
    assert adapter.validate_python({"most": 4, "words": ["a"]}) == kind(4, frozenset({"a"}))
    with pytest.raises(ValidationError):
        adapter.validate_python({"least": 4})
    assert values.replace(kind(), most=5) == kind(5)


def test_making_classes_takes_no_dataclasses() -> None:
    program = "import sys, linter.finding, linter.text; linter.text.Span(0, 1); print('dataclasses' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert done.stdout == "False\n"
