"""Methods that are written and compiled for one class of `values.py`, of which a run makes many instances."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any

_set = object.__setattr__


def init_of(own: type, fields: Mapping[str, Any], nothing: object, *, frozen: bool) -> Callable[..., None]:
    """Return the `__init__` of a class, as `dataclasses` writes it; `nothing` stands for what is not given."""
    around: dict[str, Any] = {"_nothing": nothing, "_set": _set}
    head, body = ["self"], []
    for name, one in fields.items():
        value, setter = name, getattr(own.__dict__.get(name), "__set__", None)
        head.append(name if one.required else f"{name}=_of_{name}")
        around |= {f"_of_{name}": one.default, f"_set_{name}": setter, f"_make_{name}": one.made}
        if one.made is not nothing:
            value = f"_make_{name}() if {name} is _nothing else {name}"
        if not frozen:
            body.append(f"self.{name} = {value}")
        else:
            body.append(f"_set_{name}(self, {value})" if setter else f"_set(self, {name!r}, {value})")
    body.append("self.__post_init__()" if hasattr(own, "__post_init__") else "return")
    return _compiled(f"def __init__({', '.join(head)}):", body, own, around)


def comparing(own: type, names: list[str]) -> dict[str, Callable[..., Any]]:
    """Return what compares and hashes instances of a class by the fields `names`."""
    mine, others = (f"({''.join(f'{one}.{name}, ' for name in names)})" for one in ("self", "other"))
    equal = f"return {mine} == {others} if other.__class__ is self.__class__ else NotImplemented"
    return {
        "__eq__": _compiled("def __eq__(self, other):", [equal], own, {}),
        "__hash__": _compiled("def __hash__(self):", [f"return hash({mine})"], own, {}),
    }


def _compiled(head: str, body: list[str], own: type, around: dict[str, Any]) -> Callable[..., Any]:
    exec("\n ".join((head, *body)), around)  # noqa: S102 -- made of the names of our own fields
    made: Callable[..., Any] = around[head.partition("(")[0].removeprefix("def ")]
    made.__qualname__ = f"{own.__qualname__}.{made.__name__}"
    return made
