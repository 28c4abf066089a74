"""How a repository came to where it is: its last commits, each checked from git's objects.

The work tree is not touched. All are judged by the configuration and the schemas of today: the figures can be compared.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter import runner
from linter.git import GitError, Objects, Repository
from linter.reports.trend import Past
from linter.session import Order
from linter.snapshot import Snapshot
from linter.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from linter.config import Configuration
    from linter.git import Commit

_UNREADABLE = "unreadable-file"


@dataclass(frozen=True, slots=True)
class History:
    """The past of a repository, oldest commit first, and what the person who asked should know of it."""

    pasts: tuple[Past, ...]
    notes: tuple[str, ...] = ()


def history(
    configuration: Configuration,
    paths: tuple[str, ...],
    count: int,
    jobs: int = 0,
    progress: Callable[[int, int], None] = lambda done, total: None,  # noqa: ARG005
) -> History:
    """Check `paths` in the last `count` commits, of the first parents of HEAD, that changed something below the root.

    Commits of which git does not have all files are left out, as what is missing is not known. Raises GitError.
    """
    repository = Repository(configuration.root.resolve())
    if repository.commit("HEAD") is None:
        raise GitError("--history: there is no git repository with a commit here")
    commits = repository.commits(count)
    notes = []
    if len(commits) < count and repository.is_shallow():
        notes.append(f"this clone is shallow: it has {len(commits):,} of the {count:,} commits that were asked for")
    objects = Objects(repository)
    pasts = []
    try:
        for number, commit in enumerate(reversed(commits)):
            progress(number, len(commits))
            past = _past(configuration, paths, jobs, Snapshot(objects, commit.name), commit)
            pasts += [past] if past is not None else []
    finally:
        objects.close()
    if len(pasts) < len(commits):
        left_out = len(commits) - len(pasts)
        notes.append(
            f"{left_out:,} of {len(commits):,} commits are left out: this clone does not have all of their files"
        )
    return History(tuple(pasts), tuple(notes))


def _past(
    configuration: Configuration, paths: tuple[str, ...], jobs: int, store: Snapshot, commit: Commit
) -> Past | None:
    """Return what is found in a commit, None where some of it cannot be read."""
    run = runner.run(configuration, paths, Order(jobs=jobs), store=store).run
    rules = Counter(finding.rule for finding in run.findings)
    if rules[_UNREADABLE]:
        return None
    severities = Counter(finding.severity for finding in run.findings)
    return Past(commit.name[:10], commit.date, commit.subject, run.files, severities, rules)
