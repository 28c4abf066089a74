"""How far a schema that was written once is from what would be inferred now."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from linter.schema.words import listed, quoted, wanted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ELSEWHERE = ("$ref", "allOf", "anyOf", "oneOf")
"""Keywords of schemas that say what we do not infer: a person wrote them, and knows why."""


def drift(written: Mapping[str, Any], inferred: Mapping[str, Any], place: str = "") -> Iterator[str]:
    """Yield sentences on what the documents do and the schema does not say, or the other way round.

    Evidence and wording are not compared, nor what is written in keywords that are never inferred. What the schema says
    and nobody would conclude now is no difference: to conclude it takes more documents than to keep it.
    """
    if any(keyword in written for keyword in _ELSEWHERE):
        return
    yield from _types(written, inferred, place)
    yield from _choices(written, inferred, place)
    for keyword in ("format", "contentMediaType", "pattern"):
        if keyword in inferred and written.get(keyword) != inferred[keyword]:
            before, now = (_shown(one.get(keyword)) for one in (written, inferred))
            yield f"{place or 'document'}: {keyword} is {before} in the schema, {now} by the documents"
    yield from _keys(written, inferred, place)
    if isinstance(written.get("items"), dict) and isinstance(inferred.get("items"), dict):
        yield from drift(written["items"], inferred["items"], f"{place}[]")


def _types(written: Mapping[str, Any], inferred: Mapping[str, Any], place: str) -> Iterator[str]:
    before, now = (_set(one.get("type")) for one in (written, inferred))
    if before and not now <= before | ({"integer"} if "number" in before else set()):
        said, found = (wanted(one["type"]) for one in (written, inferred))
        yield f"{place or 'document'}: {said} in the schema, {found} by the documents"


def _choices(written: Mapping[str, Any], inferred: Mapping[str, Any], place: str) -> Iterator[str]:
    before, now = written.get("enum"), inferred.get("enum")
    if not isinstance(before, list) or not isinstance(now, list):
        if isinstance(now, list):
            yield f"{place}: free in the schema, chosen from {listed(now)} by the documents"
        return
    for values, others, words in ((now, before, "not in the schema"), (before, now, "not used any more")):
        known = {json.dumps(one, sort_keys=True) for one in others}
        fresh = [one for one in values if json.dumps(one, sort_keys=True) not in known]
        if fresh:
            yield f"{place}: {listed(fresh)} {'is' if len(fresh) == 1 else 'are'} {words}"


def _keys(written: Mapping[str, Any], inferred: Mapping[str, Any], place: str) -> Iterator[str]:
    before, now = (one.get("properties") for one in (written, inferred))
    if not isinstance(before, dict) or not isinstance(now, dict):
        return
    needed, wanted_now = (_set(one.get("required")) for one in (written, inferred))
    for key, member in now.items():
        where = f"{place}.{key}".lstrip(".")
        if key not in before:
            yield f"{where}: a key that the schema does not know ({_share(member)})"
            continue
        if key in wanted_now and key not in needed:
            yield f"{where}: not required, but everywhere ({_share(member)})"
        elif key in needed and key not in wanted_now and not _is_everywhere(member):
            yield f"{where}: required by the schema, but not in all documents ({_share(member)})"
        if isinstance(before[key], dict):
            yield from drift(before[key], member, where)
    for key in before:
        if key not in now:
            yield f"{f'{place}.{key}'.lstrip('.')}: a key that no document has any more"


def _share(member: Mapping[str, Any]) -> str:
    return str(member.get("$comment", "")).partition(";")[0]


def _is_everywhere(member: Mapping[str, Any]) -> bool:
    have, _, total = _share(member).partition("/")
    return have == total


def _set(value: object) -> frozenset[str]:
    return frozenset(map(str, value)) if isinstance(value, list) else frozenset({str(value)} if value else ())


def _shown(value: object) -> str:
    return "not set" if value is None else quoted(str(value))
