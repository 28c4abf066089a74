"""What is wrong with a schema, as opposed to a document."""

from __future__ import annotations


class SchemaError(ValueError):
    """A schema that cannot be used.

    `problem` says why in words, `file` names the schema file relative to the root (None for a schema given inline),
    `pointer` is the JSON pointer of the place in it and `line` its 1-based line, where they are known.
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | None = None,
        pointer: str | None = None,
        line: int | None = None,
    ) -> None:
        """Compose the message: file, line or pointer, problem."""
        self.problem = problem
        self.file = file
        self.pointer = pointer
        self.line = line
        place = file or ""
        if line is not None:
            place += f":{line}" if place else f"line {line}"
        if pointer:
            place += f" at {pointer}" if place else f"at {pointer}"
        super().__init__(f"{place}: {problem}" if place else problem)

    def __reduce__(self) -> tuple[object, ...]:
        """Be picklable: worker processes hand errors back."""
        return (_rebuilt, (self.problem, self.file, self.pointer, self.line))


def _rebuilt(problem: str, file: str | None, pointer: str | None, line: int | None) -> SchemaError:
    return SchemaError(problem, file=file, pointer=pointer, line=line)
