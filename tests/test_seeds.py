"""The seed documents: every defect that a linter can know is found at its place, and nothing that is right."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from linter import catalog, runner
from linter.config_file import load
from linter.document import Document
from linter.rule import Stage
from linter.session import Order
from linter.text import Source
from linter.verification import differences

if TYPE_CHECKING:
    from linter.config import Configuration

ROOT = Path(__file__).parent.parent
CONFIGURATION = """
[[collections]]
name = "api"
files = ["moncomptepro.md"]
schema = "schemas/api.schema.json"
components = ["Button", "NextSteps"]

[[collections]]
name = "guides"
files = ["authentification.md"]
schema = "schemas/guides.schema.json"

[[collections]]
name = "legacy"
files = ["api-particulier.md"]
schema = "schemas/legacy.schema.json"
"""

MOJIBAKE = {
    3: 60,
    12: 65,
    14: 24,
    21: 20,
    24: 75,
    26: 24,
    29: 28,
    46: 16,
    47: 9,
    57: 23,
    62: 15,
    64: 5,
    66: 66,
    67: 19,
    68: 59,
    70: 21,
    73: 13,
    75: 95,
    77: 63,
    82: 25,
    84: 63,
    87: 5,
    88: 6,
    90: 6,
}
SEQUENCES = 52

# Rows of the evidence table that a linter can know, by file: line, column, rule.
EXPECTED = {
    "api-particulier.md": {
        (8, 7, "value-not-allowed"),
        (10, 1, "delimiter-spacing"),
        (12, 1, "multiple-blank-lines"),
        (20, 1, "multiple-blank-lines"),
        (28, 1, "multiple-blank-lines"),
    },
    "authentification.md": {
        (21, 1, "h1-in-body"),
        (25, 5, "broken-emoji-sequence"),
        (44, 1, "multiple-blank-lines"),
        (56, 1, "multiple-blank-lines"),
        (62, 1, "heading-skip"),
        (62, 29, "placeholder-link"),
        (64, 26, "placeholder-link"),
        (66, 32, "placeholder-link"),
        (67, 1, "final-newline"),
    },
    "moncomptepro.md": {
        *((line, column, "mojibake") for line, column in MOJIBAKE.items()),
        (21, 80, "email-without-mailto"),
        (50, 5, "value-not-allowed"),
        (55, 14, "invalid-date"),
        (71, 1, "multiple-blank-lines"),
    },
}


@pytest.fixture
def folder(seeds: Path, tmp_path: Path) -> Path:
    """Return a folder with the seeds, the schemas of the sample catalogue, and a configuration."""
    for path in seeds.glob("*.md"):
        shutil.copyfile(path, tmp_path / path.name)  # not its mode: read-only files are not written
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    (tmp_path / "contentlint.toml").write_text(CONFIGURATION, encoding="utf-8")
    return tmp_path


def test_every_known_defect_is_found_at_its_place_and_nothing_else(folder: Path) -> None:
    run = runner.run(load(folder), (str(folder),), Order()).run
    found = {name: set[tuple[int, int, str]]() for name in EXPECTED}
    for finding in run.findings:
        found[finding.path].add((finding.start.line, finding.start.column, finding.rule))
    assert found == EXPECTED


def test_fixing_changes_what_is_damaged_and_not_a_byte_more(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    configuration = load(folder)
    order = Order(fix=True)
    paths = (str(folder / "moncomptepro.md"),)
    rules = frozenset({"mojibake", "email-without-mailto"})
    runner.run(_only(configuration, rules), paths, order)
    text = before["moncomptepro.md"].decode()
    lines = text.split("\n")
    for line in MOJIBAKE:
        lines[line - 1] = mended(lines[line - 1])
    lines[20] = lines[20].replace("(contact@", "(mailto:contact@")
    after = (folder / "moncomptepro.md").read_bytes()
    assert after.decode() == "\n".join(lines)
    assert b"is_open: -1 # -1 means API not open\n" in after
    runner.run(configuration, paths, order)
    once = (folder / "moncomptepro.md").read_bytes()
    assert once.replace(b"\n", b"") == after.replace(b"\n", b"")  # two blank lines become one
    runner.run(configuration, paths, order)
    assert (folder / "moncomptepro.md").read_bytes() == once


def test_the_encoding_stage_leaves_the_other_two_alone(folder: Path) -> None:
    before = {name: (folder / name).read_bytes() for name in ("api-particulier.md", "authentification.md")}
    stage = frozenset(name for name, rule in catalog.rules().items() if rule.stage is Stage.ENCODING)
    paths = tuple(str(folder / name) for name in before)
    outcome = runner.run(_only(load(folder), stage), paths, Order(fix=True, unsafe=True))
    assert outcome.run.changed == ()
    assert {name: (folder / name).read_bytes() for name in before} == before


def test_only_damaged_values_change_in_the_front_matter(folder: Path) -> None:
    path = folder / "moncomptepro.md"
    before = Document("x.md", Source.decode(path.read_bytes())).front_matter
    runner.run(load(folder), (str(path),), Order(fix=True))
    after = Document("x.md", Source.decode(path.read_bytes())).front_matter
    changed = list(differences(before.data, after.data))
    assert len(changed) == 8
    assert all("√" in str(before.nodes[pointer].value) for pointer in changed)


def test_the_number_of_damaged_sequences(seeds: Path) -> None:
    text = (seeds / "moncomptepro.md").read_text(encoding="utf-8")
    assert sum(len(mended(line)) != len(line) for line in text.split("\n")) == len(MOJIBAKE)
    assert text.count("√") + text.count("‚Ä") + text.count("\uf8ff") == SEQUENCES


def mended(line: str) -> str:
    """Repair a line of the seed as one that knows what happened to it: every sign of it was damaged."""
    return line.encode("mac_roman").decode("utf-8")


def _only(configuration: Configuration, names: frozenset[str]) -> Configuration:
    return replace(configuration, select=names)
