"""`dataclass` as the standard library has it, for a program that is to start at once.

There, each class costs half a millisecond when it is made, as its methods are written and compiled, and the module
itself imports `inspect`: together a third of the time that it took to check one page. Here classes share their methods,
and only those of which a run makes many get their own (`quick_methods.py`). What asks for the real thing (pydantic,
`dataclasses.fields`) finds it, made when it is asked for; type checkers see nothing else.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from dataclasses import dataclass, field, replace
    from functools import cached_property
    from typing import Any

__all__ = ["Field", "cached_property", "dataclass", "field", "field_names", "replace"]

_FEW = 50
"""How many instances of a class are made before it gets methods of its own."""

_NOTHING = object()
_OF_DATACLASSES = ("__dataclass_fields__", "__dataclass_params__")
_set = object.__setattr__


def field_names(kind: type) -> tuple[str, ...]:
    """Return the names of the fields of a class made here, or by the standard library."""
    known = kind.__dict__.get("__fields__")
    return tuple(kind.__dataclass_fields__ if known is None else known)  # type: ignore[attr-defined]  # one has either


class Field:
    """A field of a class: its annotation, what it is where nothing is given, and what it counts for."""

    __slots__ = ("compare", "default", "hint", "made", "repr")

    def __init__(
        self,
        *,
        default: Any = _NOTHING,  # noqa: ANN401 -- of whatever type the field has
        default_factory: Any = _NOTHING,  # noqa: ANN401 -- as above
        repr: bool = True,  # noqa: A002 -- as `dataclasses.field` calls it
        compare: bool = True,
    ) -> None:
        """Take what `dataclasses.field` takes."""
        self.default, self.made, self.repr, self.compare = default, default_factory, repr, compare
        self.hint: object = None

    @property
    def required(self) -> bool:
        """Whether a value must be given."""
        return self.default is _NOTHING and self.made is _NOTHING

    @property
    def told(self) -> dict[str, Any]:
        """What `dataclasses.field` is to be told."""
        given = {"default": self.default, "default_factory": self.made, "repr": self.repr, "compare": self.compare}
        return {name: value for name, value in given.items() if value is not _NOTHING}


class _Real:
    """An attribute that `dataclasses` gives to a class, taken from one that it makes with the same fields."""

    def __init__(self, name: str, own: type, fields: Mapping[str, Field], *, frozen: bool) -> None:
        self._name, self._own, self._fields, self._frozen = name, own, fields, frozen

    def __get__(self, instance: object, owner: type) -> Any:  # noqa: ANN401 -- whatever `dataclasses` keeps there
        import dataclasses

        rows: list[Any] = [(name, one.hint, dataclasses.field(**one.told)) for name, one in self._fields.items()]
        return getattr(dataclasses.make_dataclass(self._own.__name__, rows, frozen=self._frozen), self._name)


def _init_of(own: type, fields: Mapping[str, Field], *, frozen: bool) -> Callable[..., None]:
    """Return an `__init__` that does for a few instances, and then replaces itself by one that is quick."""
    names, made = tuple(fields), 0

    def __init__(self: Any, *args: Any, **given: Any) -> None:  # noqa: ANN401, N807
        nonlocal made
        made += 1
        values = dict(zip(names, args, strict=False))
        twice = len(args) > len(names) or not values.keys().isdisjoint(given)
        values |= given
        for name, one in fields.items():
            if name not in values and not one.required:
                values[name] = one.default if one.made is _NOTHING else one.made()
        if made > _FEW or twice or values.keys() != fields.keys():
            _quicken(own, fields, frozen=frozen)
            own.__init__(self, *args, **given)  # type: ignore[misc]  # says what is wrong with arguments, too
            return
        for name in names:
            _set(self, name, values[name])
        if hasattr(own, "__post_init__"):
            self.__post_init__()

    return __init__


def _quicken(own: type, fields: Mapping[str, Field], *, frozen: bool) -> None:
    from linter import quick_methods

    own.__init__ = quick_methods.init_of(own, fields, _NOTHING, frozen=frozen)  # type: ignore[misc]
    for name, method in quick_methods.comparing(own, [name for name, one in fields.items() if one.compare]).items():
        if getattr(own.__dict__.get(name), "__module__", "") == __name__:  # none of its own, and not without
            setattr(own, name, method)


def _repr(self: Any) -> str:  # noqa: ANN401 -- an instance of any class made here
    shown = (f"{name}={getattr(self, name)!r}" for name, one in self.__fields__.items() if one.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse(self: object, name: str, value: object = None) -> None:  # noqa: ARG001 -- what Python calls it with
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change field {name!r}")


def _state(self: Any) -> list[Any]:  # noqa: ANN401 -- as above
    return [getattr(self, name) for name in self.__fields__]


def _restore(self: Any, state: list[Any]) -> None:  # noqa: ANN401 -- as above
    for name, value in zip(self.__fields__, state, strict=True):
        _set(self, name, value)


def _comparing(fields: Mapping[str, Field], *, order: bool, hashed: bool) -> dict[str, Any]:
    """Return the methods that compare two instances by their fields."""
    names = [name for name, one in fields.items() if one.compare]
    key: Callable[[object], Any] = attrgetter(*names) if names else type

    def __eq__(self: object, other: object) -> bool:  # noqa: N807
        return key(self) == key(other) if other.__class__ is self.__class__ else NotImplemented

    def __hash__(self: object) -> int:  # noqa: N807
        return hash(key(self))

    def __lt__(self: object, other: object) -> bool:  # noqa: N807
        return key(self) < key(other) if other.__class__ is self.__class__ else NotImplemented

    def __le__(self: object, other: object) -> bool:  # noqa: N807
        return key(self) <= key(other) if other.__class__ is self.__class__ else NotImplemented

    made = {"__eq__": __eq__, "__hash__": __hash__ if hashed else None}
    return made | ({"__lt__": __lt__, "__le__": __le__} if order else {})


def _made(kind: type, *, frozen: bool, slots: bool, eq: bool, order: bool) -> type:
    fields: dict[str, Field] = {}
    for base in reversed(kind.__mro__[1:]):
        fields |= base.__dict__.get("__fields__", {})
    inherited, hints = set(fields), kind.__annotations__
    names = [name for name, hint in hints.items() if not str(hint).startswith("ClassVar")]
    for name in names:
        given = kind.__dict__.get(name, _NOTHING)
        fields[name] = given if isinstance(given, Field) else Field(default=given)
        fields[name].hint = hints[name]
    methods = {"__repr__": _repr, "__fields__": fields, "__match_args__": tuple(fields)}
    methods |= _comparing(fields, order=order, hashed=frozen) if eq else {}
    methods |= {"__setattr__": _refuse, "__delattr__": _refuse} if frozen else {}
    methods |= {"__getstate__": _state, "__setstate__": _restore} if slots else {}
    methods = {name: one for name, one in methods.items() if name not in kind.__dict__}
    if slots:
        body = {name: one for name, one in kind.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
        slotted = tuple(name for name in names if name not in inherited)
        own = type(kind)(kind.__name__, kind.__bases__, body | methods | {"__slots__": slotted})
        own.__qualname__ = kind.__qualname__
    else:
        own, defaults = kind, {name: fields[name].default for name in names if name in kind.__dict__}
        for name, one in (defaults | methods).items():
            if one is _NOTHING:
                delattr(own, name)
            else:
                setattr(own, name, one)
    for name in _OF_DATACLASSES:
        setattr(own, name, _Real(name, own, fields, frozen=frozen))
    own.__init__ = _init_of(own, fields, frozen=frozen)  # type: ignore[misc]  # that is what it is for
    return own


if not TYPE_CHECKING:
    field = Field

    class cached_property:  # noqa: N801  # as there
        """What `functools.cached_property` is, without the lock that it has before Python 3.12."""

        def __init__(self, compute) -> None:  # noqa: ANN001
            """Take what computes the value of an instance."""
            self._compute = compute
            self.__doc__ = compute.__doc__

        def __set_name__(self, owner, name) -> None:  # noqa: ANN001
            """Keep the name under which the value is stored."""
            self._name = name

        def __get__(self, instance, owner=None):  # noqa: ANN001, ANN204
            """Compute the value and store it in the instance, where it is found from then on."""
            if instance is None:
                return self
            value = instance.__dict__[self._name] = self._compute(instance)
            return value

    def dataclass(kind=None, /, *, frozen=False, slots=False, eq=True, order=False):  # noqa: ANN001, ANN201
        """Make a class of values of its annotations."""
        if kind is None:
            return lambda given: _made(given, frozen=frozen, slots=slots, eq=eq, order=order)
        return _made(kind, frozen=frozen, slots=slots, eq=eq, order=order)

    def replace(one, /, **changes):  # noqa: ANN001, ANN003, ANN201
        """Return an instance with some of its fields changed; also of a class made by the standard library."""
        same = {name: getattr(one, name) for name in field_names(type(one)) if name not in changes}
        return type(one)(**same, **changes)
