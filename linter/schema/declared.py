"""What a schema declares that takes the whole project to judge: references, files, values that none may share."""

from __future__ import annotations

from linter.schema.key_paths import annotations_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.schema.definition import Schema

_BY = {"slug": "$stem", "path": "$path"}
_OF_KEY = "key:"  # before a key of the front matter that has one of these names


def declared(schema: Schema, collection: str | None) -> dict[str, dict[str, str] | frozenset[str]]:
    """Return what a schema declares, by the names that rule options have; what it does not declare is left out.

    `references` maps key paths to "collection.$stem" ("$path", or a key), `prefixes` to what stands before the name,
    `free_text` holds those that may be any text; `assets` maps key paths to "base|ext|kind|bytes" of files that must
    exist; `unique` maps those that no two documents of `collection` may share to "collection.key", `folded` holds
    those where case and accents make no difference.
    """
    references: dict[str, str] = {}
    prefixes: dict[str, str] = {}
    assets: dict[str, str] = {}
    unique: dict[str, str] = {}
    free_text: set[str] = set()
    folded: set[str] = set()
    for path, annotation in annotations_of(schema).items():
        ref = annotation.get("ref")
        if ref is not None:
            named = ref if isinstance(ref, dict) else {"collection": ref}
            by = str(named.get("by", "slug"))
            references[path] = f"{named['collection']}.{_BY.get(by) or by.removeprefix(_OF_KEY)}"
            if named.get("prefix"):
                prefixes[path] = str(named["prefix"])
            if named.get("open"):
                free_text.add(path)
        file = annotation.get("file")
        if isinstance(file, dict):
            limits = f"|{file.get('kind', '')}|{file.get('maxBytes', '')}".rstrip("|")
            assets[path] = f"{file.get('base', '')}|{file.get('ext', '')}{limits}"
        if annotation.get("unique") and collection and path:
            unique[path] = f"{collection}.{path}"
            if annotation["unique"] == "fold":
                folded.add(path)
    found: dict[str, dict[str, str] | frozenset[str]] = {
        "references": references,
        "prefixes": prefixes,
        "free_text": frozenset(free_text),
        "assets": assets,
        "unique": unique,
        "folded": frozenset(folded),
    }
    return {name: value for name, value in found.items() if value}
