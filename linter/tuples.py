"""`NamedTuple` as the standard library has it, without importing `typing`, which takes longer than a page to check."""

from __future__ import annotations

from collections import namedtuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NamedTuple

__all__ = ["NamedTuple"]

_MADE = frozenset(
    {"__annotations__", "__dict__", "__doc__", "__module__", "__orig_bases__", "__qualname__", "__weakref__"}
)


class _Maker(type):
    """Makes a named tuple of the annotations of a class, with its defaults and its methods."""

    def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> Any:  # noqa: ANN401, ARG004
        hints = body.get("__annotations__", {})
        defaults = [body[one] for one in hints if one in body]
        make: Any = namedtuple  # noqa: PYI024 -- of names that are not written out, which type checkers do not like
        made = make(name, hints, defaults=defaults, module=body["__module__"])
        made.__annotations__ = hints
        made.__qualname__, made.__doc__ = body["__qualname__"], body.get("__doc__")
        for key, value in body.items():
            if key not in hints and key not in _MADE:
                setattr(made, key, value)
        return made


if not TYPE_CHECKING:

    def NamedTuple() -> None:  # noqa: N802
        """Stand for the class of that name as a base; there is nothing else to be done with it."""

    _BASE = (type.__new__(_Maker, "NamedTuple", (), {}),)
    NamedTuple.__mro_entries__ = lambda _bases: _BASE
