"""Which dialect of Markdown a document is written in: what other programs read in it before a Markdown parser does."""

from __future__ import annotations

from enum import StrEnum


class Flavour(StrEnum):
    """A dialect, by the name that a configuration gives it.

    `AUTO` stands where nothing is known: then templates are left alone wherever they stand, and Markdown is read as
    GitHub does. `GFM` says that there are no templates.
    """

    AUTO = "auto"
    GFM = "gfm"
    KRAMDOWN = "kramdown"  # with the Liquid of Jekyll
    HUGO = "hugo"
    MDX = "mdx"
    DOCUSAURUS = "docusaurus"
    MYST = "myst"
    PYTHON_MARKDOWN = "python-markdown"  # MkDocs

    @property
    def jsx(self) -> bool:
        """True where `{…}` is JavaScript and capitalised tags are components."""
        return self in {Flavour.MDX, Flavour.DOCUSAURUS}


def by_name(path: str) -> Flavour:
    """Return what the name of a document says of its flavour."""
    return Flavour.MDX if path.endswith(".mdx") else Flavour.AUTO


def may_hold(text: str, flavour: Flavour) -> bool:
    """Tell cheaply whether there may be anything that the flavour owns."""
    if flavour is Flavour.GFM:
        return False
    if flavour.jsx:
        return any(mark in text for mark in ("{", "<", "import", "export", ":::"))
    if flavour is Flavour.MYST and (":::" in text or "%" in text or ")=" in text):
        return True
    return "{{" in text or "{%" in text or (flavour is Flavour.KRAMDOWN and ("{:" in text or "$$" in text))
