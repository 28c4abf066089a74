"""A schema as the rest of the program holds it: a frozen value that knows all of its text."""

from __future__ import annotations

from linter.schema.error import SchemaError
from linter.values import dataclass, replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import Any

    from linter.schema.python_model import PythonModel

_INLINE = "schema.json"


@dataclass(frozen=True, slots=True)
class Schema:
    """A JSON Schema (draft 2020-12 or draft-07) that was checked, with the local documents it refers to.

    `text` is its JSON without formatting, `name` is for messages, `uri` what its references are relative to, and
    `siblings` holds (uri, JSON text) of every document it may refer to. Nothing else is ever read or fetched. `model`
    is the pydantic model that it was made of, whose validators judge a document too.
    """

    text: str
    name: str
    uri: str = _INLINE
    siblings: tuple[tuple[str, str], ...] = ()
    model: PythonModel | None = None

    @classmethod
    def load(cls, path: Path, root: Path) -> Schema:
        """Read a schema file and the files it refers to, all below `root`.

        Raises SchemaError for a file that cannot be read or lies outside, bad JSON, an unknown draft, an invalid
        schema, a pattern or annotation that means nothing, a reference that is remote or leads nowhere.
        """
        from linter.schema.loading import gather

        try:
            uri, documents = gather(path, root)
            return _checked(documents.pop(uri), uri, tuple(documents.items()), file=uri)
        except SchemaError as error:
            from linter.schema.lines import placed

            raise placed(error, root) from None

    @classmethod
    def of_model(cls, name: str, root: Path) -> Schema:
        """Import the pydantic model "package.module:Model", from `root` or installed: this runs its code.

        Raises SchemaError where that fails, and for a JSON Schema of the model that cannot be used.
        """
        from linter.schema.python_model import PREFIX, PythonModel, json_schema

        model = PythonModel(name, str(root.resolve()))
        schema = _checked(json_schema(model), _INLINE, (), name=PREFIX + name, file=PREFIX + name)
        return replace(schema, model=model)

    @classmethod
    def of(cls, mapping: Mapping[str, object], *, name: str | None = None) -> Schema:
        """Make a schema of plain data. Raises SchemaError as `load` does."""
        return _checked(mapping, _INLINE, (), name=name)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: object) -> Any:  # noqa: ANN401 (pydantic's type)
        """Let pydantic make a Schema of a mapping, and take one that is made."""
        from pydantic_core import core_schema

        mapping = core_schema.no_info_after_validator_function(
            cls.of,
            core_schema.dict_schema(keys_schema=core_schema.str_schema()),
        )
        return core_schema.json_or_python_schema(
            json_schema=mapping,
            python_schema=core_schema.union_schema([core_schema.is_instance_schema(cls), mapping]),
            serialization=core_schema.plain_serializer_function_ser_schema(lambda schema: schema.mapping),
        )

    def mentions(self, word: str) -> bool:
        """Tell whether a plain word is a key or a text of this schema, or of a document that it may refer to."""
        return any(f'"{word}"' in text for text in (self.text, *(text for _, text in self.siblings)))

    @property
    def annotations(self) -> Mapping[str, Mapping[str, object]]:
        """The members of `x-lint` by key path ("producer", "api[]", "phases[].name"; "" for the whole)."""
        from linter.schema.key_paths import annotations_of

        return annotations_of(self)

    def declared(self, collection: str | None) -> dict[str, dict[str, str] | frozenset[str]]:
        """Return what this schema of a collection declares about other documents and files: see `declared`."""
        from linter.schema.declared import declared

        return declared(self, collection)

    @property
    def mapping(self) -> dict[str, object]:
        """The schema as plain data, made anew each time."""
        import json

        loaded: dict[str, object] = json.loads(self.text)
        return loaded


def unchecked(
    mapping: Mapping[str, object],
    uri: str = _INLINE,
    siblings: tuple[tuple[str, Mapping[str, object]], ...] = (),
    *,
    name: str | None = None,
    file: str | None = None,
) -> Schema:
    """Make a schema without asking whether it can be used. Raises SchemaError for what is no JSON object."""
    title = mapping.get("title") if isinstance(mapping, dict) else None
    return Schema(
        text=_canonical(mapping, file),
        name=name or (title if isinstance(title, str) and title else file or "schema"),
        uri=uri,
        siblings=tuple((place, _canonical(document, place)) for place, document in siblings),
    )


def _checked(
    mapping: Mapping[str, object],
    uri: str,
    siblings: tuple[tuple[str, Mapping[str, object]], ...],
    *,
    name: str | None = None,
    file: str | None = None,
) -> Schema:
    from linter.schema.checking import check

    schema = unchecked(mapping, uri, siblings, name=name, file=file)
    check(schema, file)
    return schema


def _canonical(mapping: object, file: str | None) -> str:
    import json

    if not isinstance(mapping, dict):
        message = "a schema must be an object"
        raise SchemaError(message, file=file)
    try:
        return json.dumps(mapping, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    except (TypeError, ValueError, RecursionError) as error:
        message = f"the schema is not JSON data: {error}"
        raise SchemaError(message, file=file) from None
