"""XML for reports: harmless text in attributes and elements, written by hand as nothing of XML but these is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from linter.reports.escape import visible

if TYPE_CHECKING:
    from collections.abc import Mapping

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
# XML 1.0, section 2.2: the only characters that are neither allowed nor made visible anyway.
_NEVER = str.maketrans({"\ufffe": "\ufffd", "\uffff": "\ufffd"})


def text(value: str) -> str:
    """Return the content of an element."""
    return escape(visible(value).translate(_NEVER))


def tag(name: str, attributes: Mapping[str, object], *, empty: bool = False) -> str:
    """Return a tag that opens an element, or is all of it."""
    listed = "".join(f" {key}={quoteattr(visible(str(value)).translate(_NEVER))}" for key, value in attributes.items())
    return f"<{name}{listed}{'/' if empty else ''}>"
