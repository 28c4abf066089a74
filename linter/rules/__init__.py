"""The table of contents: every rule that comes with contentlint, one line each, by category."""

BUILTIN: tuple[str, ...] = (
    "missing_front_matter",
    "unclosed_front_matter",
    "invalid_yaml",
    "duplicate_key",
    "not_a_mapping",
    "unsafe_yaml",
    "missing_required_key",
    "unknown_key",
    "wrong_type",
    "value_not_allowed",
    "value_out_of_bounds",
    "duplicate_list_item",
    "empty_value",
    "invalid_date",
    "conditional_requirement",
    "invalid_url_value",
    "unresolved_reference",
)
