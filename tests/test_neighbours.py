"""Documents are compared with those that lie with them, whichever of them a run is for."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

from linter.cli import main
from linter.document import Document
from linter.inference import Limits, found_again, oddities, parts_of, sketch, stems_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from linter.inference import Sketch

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

GOOD = "---\ntitle: API\nexternal_site: https://exemple-public.fr\n---\n"
SLIP = "---\ntitle: API\nextrenal_site: https://exemple-public.fr\n---\n"
SAID = 'unknown key "extrenal_site"; 24 other files have "external_site"'


def siblings(count: int = 24) -> dict[str, str | bytes]:
    return {f"api/{number}.md": GOOD for number in range(count)}


def test_one_file_is_judged_as_all_are(site: Site, capsys: Capture) -> None:
    site(siblings() | {"api/x.md": SLIP, "README.md": "Rien."})
    assert main(["check"]) == 0
    whole = capsys.readouterr().out
    assert SAID in whole
    assert main(["check", "api/x.md"]) == 0
    assert capsys.readouterr().out == whole
    assert main(["check", "--fail-on", "warning", "api/3.md"]) == 0


def test_standard_input_is_judged_instead_of_the_file(
    site: Site, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    site(siblings() | {"api/x.md": GOOD})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SLIP.encode())))
    main(["check", "--stdin-filename", "api/x.md", "-"])
    assert SAID in capsys.readouterr().out


def test_the_key_is_renamed_when_asked_for(site: Site) -> None:
    root = site(siblings() | {"api/x.md": SLIP})
    main(["fix"])
    assert (root / "api/x.md").read_text() == SLIP
    main(["fix", "--unsafe-fixes"])
    assert (root / "api/x.md").read_text() == GOOD


def test_a_schema_says_what_is_right(site: Site, capsys: Capture) -> None:
    configuration = '[[collections]]\nname = "api"\nfiles = ["api/*.md"]\n'
    root = site(siblings() | {"api/x.md": SLIP, "contentlint.toml": configuration})
    main(["check"])
    assert SAID in capsys.readouterr().out
    (root / "s.json").write_text("{}")
    (root / "contentlint.toml").write_text(configuration + 'schema = "s.json"\n')
    main(["check"])
    assert "unusual-key" not in capsys.readouterr().out


def test_too_few_and_excluded_siblings_say_nothing(site: Site, capsys: Capture) -> None:
    root = site(siblings(15) | {"api/x.md": SLIP})
    main(["check"])
    assert "unusual" not in capsys.readouterr().out
    for number in range(15, 24):
        (root / f"api/{number}.md").write_text(GOOD)
    main(["check"])
    assert SAID in capsys.readouterr().out
    for said in ("rules.unusual-key.siblings = 26", 'exclude = ["api/1?.md"]'):
        (root / "contentlint.toml").write_text(f"{said}\n")
        main(["check"])
        assert "unusual" not in capsys.readouterr().out


def test_bundles_are_siblings(site: Site, capsys: Capture) -> None:
    pages: dict[str, str | bytes] = {f"posts/{number}/index.md": GOOD for number in range(24)}
    site(pages | {"posts/x/index.md": SLIP})
    main(["check"])
    assert SAID in capsys.readouterr().out


def test_unreadable_siblings_are_passed_over(site: Site, capsys: Capture) -> None:
    root = site(
        siblings() | {"api/x.md": SLIP, "api/bad.md": b"\x00\x01\x02" * 99, "api/broken.md": "---\na: [\n---\n"}
    )
    (root / "api" / "loop.md").symlink_to("loop.md")
    main(["check", "api/x.md"])
    assert SAID in capsys.readouterr().out


def test_a_large_group_is_judged_in_parts_that_hold_it_all() -> None:
    paths = [f"a/{number:04}.md" for number in range(1000)]
    parts = parts_of(paths)
    assert 3 < len(parts) < 6
    assert sorted(path for part in parts for path in part) == paths
    assert parts_of(paths[:300]) == (tuple(paths[:300]),)


def test_what_was_mended_meanwhile_is_not_found_again() -> None:
    def drawn(path: str, text: str) -> Sketch:
        made = sketch(path, Document.of(text, path).front_matter)
        assert made is not None
        return made

    every = [drawn(f"api/{number}.md", GOOD) for number in range(24)]
    known = oddities("api", [*every, drawn("api/x.md", SLIP)], stems_of([]), Limits())["api/x.md"]
    moved = found_again(known, drawn("api/x.md", SLIP.replace("title: API", "title: Une autre API")))
    assert [one.anomaly.span.start - known[0].anomaly.span.start for one in moved] == [len("Une autre ")]
    assert found_again(known, drawn("api/x.md", GOOD)) == ()
