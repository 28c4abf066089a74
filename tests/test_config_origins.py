"""`config --show-origin`: each value with the file and line that sets it, those that were replaced left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from linter.cli import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    Site = Callable[[dict[str, str | bytes]], Path]
    Capture = pytest.CaptureFixture[str]

BASE = """\
locale = "fr"
exclude = ["old"]

[rules]
heading-skip = "off"
links = "info"

[[collections]]
name = "api"
files = [
  "api/*.md",
]
"""
OWN = """\
extend = "base.toml"
locale = "en"

[rules]
heading-skip = "error"
todo-marker = { severity = "info" }

[overrides."old/**"]
rules = { links = "off" }
"""


def origins(capsys: Capture) -> list[str]:
    assert main(["config", "--show-origin"]) == 0
    return capsys.readouterr().out.split("\n\n")[-1].splitlines()


def test_each_value_has_its_place(site: Site, capsys: Capture) -> None:
    site({"base.toml": BASE, "contentlint.toml": OWN})
    assert origins(capsys) == [
        'exclude = ["old"]  (base.toml:2)',
        'rules.links = "info"  (base.toml:6)',
        'collections.0.name = "api"  (base.toml:9)',
        'collections.0.files = [ "api/*.md", ]  (base.toml:10)',
        'locale = "en"  (contentlint.toml:2)',
        'rules.heading-skip = "error"  (contentlint.toml:5)',
        'rules.todo-marker.severity = "info"  (contentlint.toml:6)',
        'overrides."old/**".rules.links = "off"  (contentlint.toml:9)',
    ]


def test_in_a_pyproject(site: Site, capsys: Capture) -> None:
    site({"pyproject.toml": '[project]\nname = "x"\n\n[tool.contentlint]\nlocale = "fr"\n'})
    assert origins(capsys) == ['locale = "fr"  (pyproject.toml:5)']


def test_without_a_file_there_is_nothing_to_tell(site: Site, capsys: Capture) -> None:
    site({})
    assert main(["config", "--show-origin"]) == 0
    assert ".toml:" not in capsys.readouterr().out
