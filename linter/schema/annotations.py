"""The `x-lint` annotation: what a schema may say to us beyond JSON Schema, checked when it is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.schema.dates import ISO, form_error
from linter.schema.formats import FORMATS
from linter.schema.words import listed, quoted
from linter.spelling import closest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

ORDERS = ("DMY", "MDY", "YMD")


class AnnotationError(ValueError):
    """An `x-lint` that means nothing; the message says why."""


def check_annotation(annotation: object) -> None:
    """Raise AnnotationError unless `annotation` is an x-lint object whose members all mean something."""
    _members(annotation, "x-lint", {"date": _check_date, "format": _check_format})


def date_forms(annotation: Mapping[str, object], standard: object) -> tuple[str, ...]:
    """Return the forms a date may have: those accepted, and ISO 8601 where `format` is "date" or none is named."""
    date = annotation["date"]
    accepted = date.get("accept", ()) if isinstance(date, dict) else ()
    return (ISO, *accepted) if standard == "date" or not accepted else tuple(accepted)


def date_order(annotation: object) -> str | None:
    """Return the declared order of day, month and year, None where there is none."""
    date = annotation.get("date") if isinstance(annotation, dict) else None
    return date.get("order") if isinstance(date, dict) else None


def format_names(annotation: Mapping[str, object]) -> list[str]:
    """Return the formats of which a text must have one."""
    named = annotation["format"]
    return list(named) if isinstance(named, list) else [str(named)]


def _members(value: object, what: str, known: Mapping[str, Callable[[object], None]]) -> None:
    if not isinstance(value, dict):
        message = f"{what} must be an object"
        raise AnnotationError(message)
    for name, member in value.items():
        if name not in known:
            raise AnnotationError(_unknown(f"{what} knows no member", name, known))
        known[name](member)


def _check_date(value: object) -> None:
    _members(value, "x-lint.date", {"accept": _check_accept, "order": _check_order})


def _check_accept(value: object) -> None:
    if not isinstance(value, list) or not value or not all(isinstance(form, str) for form in value):
        message = 'x-lint.date.accept must be a list of forms such as "%d/%m/%Y"'
        raise AnnotationError(message)
    for form in value:
        if problem := form_error(form):
            message = f"x-lint.date.accept has {quoted(form)}: {problem}"
            raise AnnotationError(message)


def _check_order(value: object) -> None:
    if value not in ORDERS:
        message = f"x-lint.date.order must be one of {listed(ORDERS)}"
        raise AnnotationError(message)


def _check_format(value: object) -> None:
    names = value if isinstance(value, list) else [value]
    if not names or not all(isinstance(name, str) for name in names):
        message = "x-lint.format must be a format or a list of formats"
        raise AnnotationError(message)
    unknown = next((str(name) for name in names if name not in FORMATS), None)
    if unknown is not None:
        raise AnnotationError(_unknown("x-lint.format knows no", unknown, FORMATS))


def _unknown(beginning: str, name: str, known: Iterable[str]) -> str:
    meant = closest(name, known)
    ending = f"did you mean {quoted(meant)}?" if meant else f"there are {listed(list(known))}"
    return f"{beginning} {quoted(name)}; {ending}"
