"""The table of contents: every rule that comes with contentlint, one line each, by category."""

BUILTIN: tuple[str, ...] = (
)
