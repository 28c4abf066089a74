"""Writes the index of the rules, by which a run tells which of them to import: `linter/rule_index.py`."""

from __future__ import annotations

from importlib import import_module

from linter.listed_rule import row_of
from linter.rules import BUILTIN

_HEAD = '''"""What a run has to know of each rule before it is imported; made by `tools/index_rules.py`."""

# ruff: noqa: E501, Q000
# fmt: off

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from linter.listed_rule import Row

ROWS: dict[str, Row] = {
'''


def index_text() -> str:
    """Return the index, made of the rules themselves."""
    rules = {module: getattr(import_module(f"linter.rules.{module}"), module) for module in BUILTIN}
    lines = [f"    {module!r}: {row_of(rule)!a},\n" for module, rule in rules.items()]
    return f"{_HEAD}{''.join(lines)}}}\n"
