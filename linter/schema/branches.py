"""What to say when a value fits none of several branches (`oneOf`, `anyOf`): the best one, or all by name."""

from __future__ import annotations

from linter.schema.annotations import annotation_of
from linter.schema.cause import Cause
from linter.schema.formats import FORMATS, likely_problem, rule_of
from linter.schema.sentences import name_of, near_choice
from linter.schema.words import either, listed, neither, quoted, shown, wanted
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from jsonschema.exceptions import ValidationError

_CHOICE = ("const", "enum")
_PARTED = (list, dict)


def branch_causes(
    error: ValidationError,
    causes_of: Callable[[Iterable[ValidationError]], Iterator[Cause]],
) -> Iterator[Cause]:
    """Yield the causes of the one branch that was meant, else one that names the branches."""
    branches = _by_branch(error)
    if not branches:
        yield _cause(error, "value-not-allowed", f"{_subject(error)} fits more than one of its forms at once")
        return
    telling = annotation_of(error.schema).get("discriminator")
    if isinstance(telling, str) and isinstance(error.instance, dict):
        yield from _told_apart(error, branches, telling, causes_of)
        return
    if keys := _only_missing(branches):
        names = either(quoted(key) for key in keys)
        yield _cause(error, "missing-required-key", f"missing required key {names}", mapping=True)
        return
    meant = _meant(branches)
    if meant is not None and (not _about_itself(meant) or len(branches) == 1):
        yield from causes_of(meant)
    else:
        yield _none_fits(error, branches)


def _told_apart(
    error: ValidationError,
    branches: list[list[ValidationError]],
    key: str,
    causes_of: Callable[[Iterable[ValidationError]], Iterator[Cause]],
) -> Iterator[Cause]:
    """Yield the causes of the branch that the value at `key` names, else that it names none."""
    found = error.instance if isinstance(error.instance, dict) else {}
    if key not in found:
        yield replace(
            _cause(error, "missing-required-key", f"missing required key {quoted(key)}", mapping=True),
            path=(*error.absolute_path, key),
            keyword="required",
        )
        return
    others = [[inner for inner in branch if _names_another(inner, key)] for branch in branches]
    meant = [branch for branch, other in zip(branches, others, strict=True) if not other]
    if meant:
        distances = [_distance(branch) for branch in meant]
        yield from causes_of(meant[distances.index(min(distances))])
        return
    values = [value for other in others for inner in other for value in _choices(inner)]
    sentence = f"{shown(found[key])} is not one of the allowed values of {quoted(key)}: {listed(values)}"
    yield replace(_cause(error, "value-not-allowed", sentence), path=(*error.absolute_path, key))


def _names_another(inner: ValidationError, key: str) -> bool:
    return list(inner.relative_path) == [key] and inner.validator in _CHOICE


def _choices(inner: ValidationError) -> list[object]:
    wanted = inner.validator_value
    if inner.validator == "const":
        return [wanted]
    return list(wanted) if inner.validator == "enum" and isinstance(wanted, list) else []


def _by_branch(error: ValidationError) -> list[list[ValidationError]]:
    found: dict[object, list[ValidationError]] = {}
    for inner in error.context or ():
        found.setdefault(inner.relative_schema_path[0] if inner.relative_schema_path else 0, []).append(inner)
    return list(found.values())


def _meant(branches: list[list[ValidationError]]) -> list[ValidationError] | None:
    """Return the errors of the branch nearest to the value, None where two are equally near."""
    ranked = sorted((_distance(branch), index) for index, branch in enumerate(branches))
    if len(ranked) > 1 and ranked[0][0] == ranked[1][0]:
        return None
    return branches[ranked[0][1]]


def _distance(branch: list[ValidationError]) -> tuple[bool, int, int]:
    """Tell how far off a branch is: another type first, then constants within that tell branches apart, then all."""
    own = [error for error in branch if not error.relative_path]
    telling = sum(error.validator in _CHOICE and len(error.relative_path) == 1 for error in branch)
    return (any(_of_another_kind(error) for error in own), telling, len(branch))


def _of_another_kind(error: ValidationError) -> bool:
    return error.validator in ("type", None) or (error.validator in _CHOICE and isinstance(error.instance, _PARTED))


def _about_itself(branch: list[ValidationError]) -> bool:
    """Tell whether a branch says no more than that the value is none of its kind."""
    return all(
        not error.relative_path and error.validator in ("type", "format", "x-lint/format", *_CHOICE, None)
        for error in branch
    )


def _only_missing(branches: list[list[ValidationError]]) -> list[str]:
    """Return the keys of which one is needed, where every branch asks for a key and nothing else."""
    errors = [error for branch in branches for error in branch]
    if any(error.validator != "required" or error.relative_path for error in errors):
        return []
    return [error.message for error in errors]


def _none_fits(error: ValidationError, branches: list[list[ValidationError]]) -> Cause:
    if error.instance is None:
        return _cause(error, "empty-value", f"{name_of(tuple(error.absolute_path))} is empty")
    schemas = error.validator_value if isinstance(error.validator_value, list) else []
    formats = [
        str(inner.validator_value)
        for branch in branches
        for inner in branch
        if inner.validator == "format" and not inner.relative_path
    ]
    likely = likely_problem(error.instance, formats) if isinstance(error.instance, str) else None
    if likely:
        return _cause(error, rule_of(str(error.instance), formats), likely)
    sentence = f"{_subject(error)} is {neither(_branch_words(schema) for schema in schemas)}"
    choices = [value for branch in branches for inner in branch if not inner.relative_path for value in _choices(inner)]
    if near := near_choice(error.instance, choices):
        sentence += f"; did you mean {quoted(near)}?"
    return _cause(error, _rule(error.instance, branches), sentence)


def _subject(error: ValidationError) -> str:
    """Name the value by itself where it is short, else by its key."""
    if isinstance(error.instance, (dict, list)):
        return name_of(tuple(error.absolute_path))
    return shown(error.instance)


def _branch_words(schema: object) -> str:
    if not isinstance(schema, dict):
        return "what the schema allows"
    if isinstance(schema.get("title"), str):
        return str(schema["title"])
    named = schema.get("format")
    if isinstance(named, str) and named in FORMATS:
        return FORMATS[named].words
    if "const" in schema:
        return shown(schema["const"])
    if isinstance(schema.get("enum"), list):
        return f"one of {', '.join(shown(value) for value in schema['enum'][:8])}"
    return wanted(schema["type"]) if "type" in schema else "what the schema allows"


def _rule(value: object, branches: list[list[ValidationError]]) -> str:
    keywords = {error.validator for branch in branches for error in branch}
    formats = [str(error.validator_value) for branch in branches for error in branch if error.validator == "format"]
    if isinstance(value, str) and formats and keywords <= {"format", "type"}:
        return rule_of(value, formats)
    return "wrong-type" if keywords == {"type"} else "value-not-allowed"


def _cause(error: ValidationError, rule: str, sentence: str, *, mapping: bool = False) -> Cause:
    return Cause(
        rule=rule,
        sentence=sentence,
        path=tuple(error.absolute_path),
        place="mapping" if mapping else "value",
        keyword=str(error.validator),
        value=error.instance,
        wanted=error.validator_value,
        schema=error.schema,
    )
