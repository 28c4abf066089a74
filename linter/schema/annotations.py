"""What the `x-lint` annotation of a schema says, read from one that was checked when the schema was loaded."""

from __future__ import annotations

from linter.schema.dates import ISO, date_problem, form_error
from linter.schema.surroundings import current
from linter.schema.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGE = "en"
"""That of all our messages; where a schema has no text for it, nor for the configured language, the first is taken."""


def annotation_of(schema: object) -> Mapping[str, object]:
    """Return the `x-lint` of a schema, empty where it has none."""
    annotation = schema.get("x-lint") if isinstance(schema, dict) else None
    return annotation if isinstance(annotation, dict) else {}


def date_complaints(annotation: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield (place, why) for the forms and days of an annotation that mean nothing: no schema can tell."""
    date = annotation.get("date")
    if not isinstance(date, dict):
        return
    accepted = date.get("accept", ())
    forms = [(f"date/accept/{index}", form) for index, form in enumerate(accepted)]
    forms += [("date/canonical", date["canonical"])] if "canonical" in date else []
    for place, form in forms:
        if problem := form_error(form):
            yield place, f"{quoted(form)} is not the form of a date: {problem}"
    for name in ("min", "max"):
        if name in date and (problem := date_problem(date[name], (ISO,))):
            yield f"date/{name}", problem


def date_forms(annotation: Mapping[str, object], standard: object) -> tuple[str, ...]:
    """Return the forms a date may have: those accepted, and ISO 8601 where `format` is "date" or none is named."""
    date = annotation["date"]
    named = date if isinstance(date, dict) else {}
    accepted = (*named.get("accept", ()), *((named["canonical"],) if "canonical" in named else ()))
    return tuple(dict.fromkeys((ISO, *accepted) if standard == "date" or not accepted else accepted))


def date_order(annotation: Mapping[str, object]) -> str | None:
    """Return the declared order of day, month and year, None where there is none."""
    return _date_member(annotation, "order")


def date_canonical(annotation: Mapping[str, object], standard: object) -> str | None:
    """Return the form in which a date is to be written: the one declared, else the first accepted."""
    if "date" not in annotation:
        return None
    return _date_member(annotation, "canonical") or date_forms(annotation, standard)[0]


def date_bounds(annotation: Mapping[str, object]) -> tuple[str | None, str | None]:
    """Return the earliest and the latest day that are allowed, as AAAA-MM-JJ."""
    return _date_member(annotation, "min"), _date_member(annotation, "max")


def _date_member(annotation: Mapping[str, object], name: str) -> str | None:
    date = annotation.get("date")
    return date.get(name) if isinstance(date, dict) else None


def format_names(annotation: Mapping[str, object]) -> list[str]:
    """Return the formats of which a text must have one."""
    named = annotation["format"]
    return list(named) if isinstance(named, list) else [str(named)]


def aliases(schema: object) -> list[str]:
    """Return the old and wrong names that a key is declared to have."""
    names = annotation_of(schema).get("aliases")
    return [str(name) for name in names] if isinstance(names, list) else []


def old_names(properties: object) -> Iterator[tuple[str, str, str]]:
    """Yield the old and wrong names that the members of a mapping are declared to have: name, keyword, right name."""
    for name, part in properties.items() if isinstance(properties, dict) else ():
        newer = annotation_of(part).get("replacedBy")
        if isinstance(newer, str):
            yield name, "x-lint/replacedBy", newer
        yield from ((alias, "x-lint/aliases", name) for alias in aliases(part))


def comparisons(annotation: Mapping[str, object]) -> list[dict[str, str]]:
    """Return the comparisons of two keys: `left`, `op`, `right`."""
    declared = annotation["compare"]
    return list(declared) if isinstance(declared, list) else [declared] if isinstance(declared, dict) else []


def message_for(annotation: Mapping[str, object], keyword: str) -> str | None:
    """Return what the author wants to be said when `keyword` fails, None where that was left to us."""
    message = annotation.get("message")
    if isinstance(message, dict) and keyword in message:
        return in_language(message[keyword])
    return in_language(message)


def severity_for(annotation: Mapping[str, object], keyword: str) -> str | None:
    """Return the severity (or "off") that a finding about `keyword` has, None for that of the rule."""
    severity = annotation.get("severity")
    chosen = severity.get(keyword) if isinstance(severity, dict) else severity
    return chosen if isinstance(chosen, str) else None


def in_language(words: object) -> str | None:
    """Return a text, or of one for each language that of the configured one, else of ours; None where it is neither."""
    if isinstance(words, dict):
        languages = [name for name, text in words.items() if _is_language(name) and isinstance(text, str)]
        wanted = (current().locale or LANGUAGE).partition("-")[0]
        chosen = next((name for name in (wanted, LANGUAGE) if name in languages), next(iter(languages), None))
        words = words[chosen] if chosen else None
    return words if isinstance(words, str) and words else None


def _is_language(name: str) -> bool:
    # All keywords about which there can be a message are longer, but for these two.
    return len(name) in {2, 3} and name not in {"if", "not"}  # ISO 639-1, 639-2
