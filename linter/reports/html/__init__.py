"""The report that a content team opens in a browser: one file with all it needs, which asks nothing of any network.

The page is made of the files beside this one: `page.html`, the styles and the scripts, in the order of their names, and
`texts.toml`, what it says in each language. Nothing of a document is ever HTML: `rows.py` makes data of the run, which
the scripts read and insert as text. A Content-Security-Policy allows that script and that style, by their hashes, and
nothing else; no request, no form, no other script (https://www.w3.org/TR/CSP3/).
"""

from __future__ import annotations

import tomllib
from base64 import b64encode
from hashlib import sha256
from html import escape
from importlib import resources
from string import Template
from typing import TYPE_CHECKING

from linter.reports.ascii_json import dump
from linter.reports.escape import visible
from linter.reports.html.rows import tables

if TYPE_CHECKING:
    from typing import TextIO

    from linter.finding import Run
    from linter.reports.style import Style

# What could end a script element, or begin what its parser takes for a comment (HTML, section 13.2.5.4 and following).
_NEVER_IN_SCRIPT = str.maketrans({"<": r"\u003c", ">": r"\u003e", "&": r"\u0026"})


def html(run: Run, stream: TextIO, style: Style) -> None:
    """Write the page; the same run makes the same bytes."""
    says = tomllib.loads(_read("texts.toml"))[style.language]
    look, script = _joined(".css"), _joined(".js")
    name = visible(style.root.rstrip("/\\").replace("\\", "/").rpartition("/")[2])
    head = {"language": style.language, "says": says, "name": name, "version": style.version}
    stream.write(
        Template(_read("page.html")).substitute(
            language=style.language,
            title=escape(f"{says['title']} – {name}" if name else says["title"]),
            policy=_policy(script, look),
            noscript=escape(says["noscript"]),
            style=look,
            script=script,
            data=dump({**head, **tables(run, style)}, compact=True).translate(_NEVER_IN_SCRIPT),
        )
    )


def _policy(script: str, look: str) -> str:
    """Return the Content-Security-Policy: what the page may do, which is to show itself."""
    allowed = {"script-src": script, "style-src": look}
    hashes = [f"{name} 'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for name, text in allowed.items()]
    rest = ("base-uri 'none'", "form-action 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'")
    return "; ".join(("default-src 'none'", *hashes, *rest))


def _joined(ending: str) -> str:
    """Return the files with an ending as one, between line ends."""
    names = sorted(one.name for one in resources.files(__name__).iterdir() if one.name.endswith(ending))
    return "\n" + "\n".join(map(_read, names))


def _read(name: str) -> str:
    return resources.files(__name__).joinpath(name).read_text(encoding="utf-8")
