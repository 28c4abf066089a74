"""The harness of rule pages notices what does not hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from linter import pages
from linter.examples import examples
from linter.text import Span
from tests.test_fixing import replacing

if TYPE_CHECKING:
    from linter.rule import Rule

RULE = replacing("salut", "bonjour")
GOOD = "```markdown good\nrien\n```\n"


def failures(monkeypatch: pytest.MonkeyPatch, page: str, rule: Rule = RULE) -> list[str]:
    monkeypatch.setattr(pages, "text", lambda _: page)
    return list(pages.failures(rule))


@pytest.mark.parametrize(
    ("page", "failure"),
    [
        ("```markdown bad\n⟦salut⟧\n```\n```markdown fixed\nbonjour\n```\n" + GOOD, None),
        ("```markdown bad\n⟦salut⟧\n```\n", "at least one bad and one good"),
        ("```markdown bad\nsa⟦lut⟧\n```\n" + GOOD, "found 0-5 'salut', not 2-5 'lut'"),
        (
            "```markdown bad\n⟦salut⟧\n```\n```markdown fixed\nhallo\n```\n" + GOOD,
            "fixed to 'bonjour\\n', not 'hallo\\n'",
        ),
        ("```markdown good\nsalut\n```\n```markdown bad\n⟦salut⟧\n```\n", "line 1: found 0-5 'salut', not nothing"),
    ],
)
def test_a_page_is_run(monkeypatch: pytest.MonkeyPatch, page: str, failure: str | None) -> None:
    found = failures(monkeypatch, page)
    assert found == [] if failure is None else failure in found[0]


def test_a_fix_that_is_rolled_back_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    page = "```markdown bad\n⟦salut⟧\n```\n```markdown fixed\n- mot\n```\n" + GOOD
    assert "rolled back" in failures(monkeypatch, page, replacing("salut", "- mot"))[0]


def test_a_fixed_block_needs_a_bad_one() -> None:
    with pytest.raises(ValueError, match="line 3: a fixed block needs a bad one before it"):
        examples("# x\n\n```markdown fixed\na\n```\n")


def test_escapes_options_and_files() -> None:
    page = (
        "# x\n\n```toml\nmax = 2\n```\n\n`a/b.md`\n```markdown bad escaped\n\\xe9⟦\\u200b⟧\\r\n```\n\n"
        "`c.md`:\n\n```markdown\nc\n```\n"
        "## y\n\n~~~markdown good\n```\n```\n~~~\n"
    )
    bad, good = examples(page)
    assert bad.source.text == "\udce9\u200b\r"
    assert bad.marks == (Span(1, 2),)
    assert (bad.path, bad.options, set(bad.files)) == ("a/b.md", {"max": 2}, {"a/b.md", "c.md"})
    assert (good.source.text, good.options, good.files, good.line) == ("```\n```\n", {}, {}, 19)
