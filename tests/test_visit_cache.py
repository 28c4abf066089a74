"""A check that knows what came of documents before says what one says that knows nothing, whatever has changed."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from linter import runner
from linter.config_file import load
from linter.files import Folder
from linter.finding_rows import finding_of, row_of
from linter.session import Order, begin
from linter.workers import worth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from linter.finding import Run

CONFIGURATION = """\
[[collections]]
name = "services"
files = ["services/*.md"]
schema = "service.json"
references = { owner = "people.$stem" }
route = "/services/{stem}"

[[collections]]
name = "people"
files = ["people/*.md"]

[links]
routes = ["/about"]
"""
SCHEMA = {
    "type": "object",
    "required": ["title"],
    "properties": {"title": {"type": "string"}, "code": {"type": "string", "x-lint": {"unique": True}}},
}
SERVICE = """\
---
title: Service {0}
code: C{0}
owner: person-{1}
contact: help@exemple-public.fr
---

## Part {0}

See [another](service-{2}.md#part-{2}), [a page](/services/service-{2}#part-{2}) and ![a plan](plans/{1}.png).
Write to <team@exemple-public.fr>.
"""
PERSON = "---\nname: Person {0}\n---\n\n# Person {0}\n\nWorks for [a service](../services/service-{1}.md).\n"
SERVICES, PEOPLE = 45, 12
ROUNDS = 14


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a repository of some sixty documents that name one another."""
    monkeypatch.setenv("CONTENTLINT_CACHE_DIR", str(tmp_path / "cache"))
    root = tmp_path / "site"
    (root / "services" / "plans").mkdir(parents=True)
    (root / "people").mkdir()
    for number in range(SERVICES):
        text = SERVICE.format(number, number % PEOPLE, (number + 7) % SERVICES)
        (root / "services" / f"service-{number}.md").write_text(text)
    for number in range(PEOPLE):
        (root / "people" / f"person-{number}.md").write_text(PERSON.format(number, number))
        (root / "services" / "plans" / f"{number}.png").write_bytes(b"")
    (root / "contentlint.toml").write_text(CONFIGURATION)
    (root / "service.json").write_text(json.dumps(SCHEMA))
    subprocess.run(["git", "init", "-q"], cwd=root, check=True)
    monkeypatch.chdir(root)
    return root


def key_of(root: Path) -> Callable[[], tuple[str, ...]]:
    """Return what tells one configuration of the tree from another, however young the files are."""
    return lambda: ((root / "contentlint.toml").read_text(),)


def checked(root: Path, *, cached: bool, jobs: int = 1) -> Run:
    """Return what a check of all documents comes to."""
    order = Order(jobs=jobs, cache_key=key_of(root) if cached else None)
    return runner.run(load(root), (".",), order).run


def known(root: Path) -> int:
    """Return of how many documents it is known what would come of them."""
    order = Order(jobs=1, cache_key=key_of(root))
    paths = sorted(one for one in Folder(str(root)).listed("") if one.endswith(".md"))
    begun = begin(load(root), Folder(str(root)), order, documents=len(paths))
    assert begun.cache is not None
    return len(begun.cache.recalled(paths, begun.project))


def some(root: Path, chance: Random, folder: str = "services") -> Path:
    """Return one of the documents of a folder."""
    return chance.choice(sorted((root / folder).glob("*.md")))


def edited(old: str, new: str, folder: str = "services") -> Callable[[Path, Random], None]:
    """Return what puts one text in the place of another in a document."""

    def edit(root: Path, chance: Random) -> None:
        path = some(root, chance, folder)
        path.write_bytes(path.read_bytes().replace(old.encode(), new.encode()))

    return edit


def added(root: Path, chance: Random) -> None:
    number = chance.randrange(100, 200)
    text = SERVICE.format(number, chance.randrange(PEOPLE + 3), chance.randrange(SERVICES + 3))
    (root / "services" / f"service-{number}.md").write_text(text)


def deleted(root: Path, chance: Random) -> None:
    some(root, chance).unlink()


def renamed(root: Path, chance: Random) -> None:
    path = some(root, chance, "people")
    path.rename(path.with_name(f"person-{chance.randrange(ROUNDS)}.md"))


def copied(root: Path, chance: Random) -> None:
    some(root, chance).write_bytes(some(root, chance).read_bytes())


def without_plan(root: Path, chance: Random) -> None:
    plans = sorted((root / "services" / "plans").iterdir())
    if plans:
        chance.choice(plans).unlink()


def with_plan(root: Path, chance: Random) -> None:
    (root / "services" / "plans" / f"{chance.randrange(PEOPLE)}.png").write_bytes(b"")


def with_generator(root: Path, chance: Random) -> None:
    path = root / chance.choice(["mkdocs.yml", "hugo.toml", "services/conf.py"])
    if path.exists():
        path.unlink()
    else:
        path.write_text("")


def ignored(root: Path, chance: Random) -> None:
    (root / ".gitignore").write_text(f"services/service-{chance.randrange(SERVICES)}.md\n")


def configured(root: Path, chance: Random) -> None:
    path = root / "contentlint.toml"
    path.write_text(CONFIGURATION + chance.choice(["", '[rules.heading-skip]\nseverity = "off"\n']))


def unreadable(root: Path, chance: Random) -> None:
    some(root, chance).write_bytes(b"\xff\xfe\0\0")


CHANGES: tuple[Callable[[Path, Random], None], ...] = (
    edited("## Part", "## Piece"),
    edited("## Piece", "## Part"),
    edited("## Part", "#### Part"),
    edited("owner:", "ownre:"),
    edited("ownre:", "owner:"),
    edited("contact:", "licence: MIT\ncontact:"),
    edited("exemple-public.fr", "exemple-publik.fr"),
    edited("exemple-publik.fr", "exemple-public.fr"),
    edited("Write to", "<!-- contentlint-disable-next-line broken-fragment -->\nWrite to"),
    edited("Write to", "Habilit√©es. Write to"),
    edited("code: C1", "code: C2"),
    edited("Works for", "Works, as habilit√©es, for", "people"),
    added,
    deleted,
    renamed,
    copied,
    without_plan,
    with_plan,
    with_generator,
    ignored,
    configured,
    unreadable,
)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_changes_the_same_is_said(tree: Path, seed: int) -> None:
    chance = Random(seed)  # noqa: S311 -- no secret
    recalled = 0
    for number in range(ROUNDS):
        if number % 5 == 4:
            time.sleep(2.1)  # until then, files are too young for what links into them to be kept
        assert checked(tree, cached=True, jobs=1 + number % 2).findings == checked(tree, cached=False).findings
        recalled += known(tree)
        for change in chance.choices(CHANGES, k=chance.randrange(1, 4)):
            change(tree, chance)
    assert recalled > ROUNDS * PEOPLE / 2  # or this tests little


def test_what_does_not_change_is_not_looked_at_again(tree: Path) -> None:
    time.sleep(2.1)  # files that were changed just now are not relied on where others link into them
    documents = checked(tree, cached=True).files
    assert known(tree) == documents == SERVICES + PEOPLE
    with (tree / "services" / "service-3.md").open("a") as page:
        page.write("\nMore.\n")
    assert documents - 3 <= known(tree) < documents  # it, and who links to it
    time.sleep(2.1)
    checked(tree, cached=True)
    assert known(tree) == documents
    os.utime(tree / "services" / "service-3.md")
    assert known(tree) == documents


def test_a_run_on_a_part_leaves_what_is_known_of_the_rest(tree: Path) -> None:
    time.sleep(2.1)
    documents = checked(tree, cached=True).files
    order = Order(jobs=1, cache_key=key_of(tree))
    with (tree / "people" / "person-3.md").open("a") as page:
        page.write("\nMore.\n")
    names = [f"services/service-{number}.md" for number in range(SERVICES)]
    runner.run(load(tree), (*names, *(f"people/person-{number}.md" for number in range(8))), order)
    assert known(tree) == documents


def test_findings_are_the_same_once_kept(tree: Path) -> None:
    for change in CHANGES[:12]:
        change(tree, Random(1))  # noqa: S311 -- no secret
    found = checked(tree, cached=False).findings
    assert {one.fix is None for one in found} == {True, False}
    assert [finding_of(one.path, row_of(one)) for one in found] == list(found)


def test_a_record_of_another_program_is_none(tree: Path) -> None:
    checked(tree, cached=True)
    (record,) = (tree.parent / "cache").glob("*.visits")
    record.write_bytes(record.read_bytes()[:-7])
    assert known(tree) == 0
    assert checked(tree, cached=True).findings == checked(tree, cached=False).findings


@pytest.mark.skipif(worth(2, 2) < 2, reason="no processes can be forked here")
def test_runs_side_by_side_leave_a_record_that_can_be_read(tree: Path) -> None:
    command = [sys.executable, "-m", "linter", "check", "--isolated", "-j", "2", "."]
    runs = [subprocess.Popen(command, stdout=subprocess.PIPE, cwd=tree) for _ in range(4)]
    said = {run.communicate()[0] for run in runs}
    assert len(said) == 1
    with (tree / "services" / "service-3.md").open("a") as page:
        page.write("\n")
    again = subprocess.run(command, capture_output=True, check=False, cwd=tree)
    assert again.stdout in said


def test_the_command_keeps_nothing_where_nothing_is_wanted(tree: Path) -> None:
    time.sleep(2.1)  # a configuration that was changed just now is not relied on
    command = [sys.executable, "-m", "linter", "check", "--exit-zero"]
    for words, number in ((["--no-cache", "."], 0), (["services/service-1.md"], 0), (["."], 1)):
        subprocess.run([*command, *words], capture_output=True, check=True, cwd=tree)
        assert len(list((tree.parent / "cache").glob("*.visits"))) == number
