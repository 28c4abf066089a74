"""The table of contents: every rule that comes with contentlint, one line each, by category."""

BUILTIN: tuple[str, ...] = (
    "missing_front_matter",
    "unclosed_front_matter",
    "invalid_yaml",
    "duplicate_key",
    "not_a_mapping",
    "unsafe_yaml",
)
