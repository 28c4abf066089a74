"""Only what a change caused: findings on its lines, in its new files, and those that it caused elsewhere.

The whole repository is checked; what is neither new nor on a changed line counts if it was not there before. That
takes checking the documents concerned once more, as they were: read from git, judged among those that there were then.
"""

from __future__ import annotations

import re
from collections import defaultdict
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linter import catalog, files
from linter.change import change
from linter.git import GitError, Objects, Repository
from linter.rule import Rule
from linter.session import begin, project_of
from linter.snapshot import Snapshot
from linter.values import dataclass, replace
from linter.visits import visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.change import Change
    from linter.config import Configuration
    from linter.finding import Finding, Run
    from linter.project import Project
    from linter.tree import Store


_ID = re.compile(r"[0-9a-f]{40,64}(?:\^1)?")


@dataclass(frozen=True, slots=True)
class Base:
    """The state that a change began from: its commit, and how people call it; `staged` for what is being committed.

    `note` tells what made the comparison less exact than was asked for.
    """

    commit: str
    name: str
    staged: bool = False
    note: str = ""


def base_of(repository: Repository, revision: str | None) -> Base:
    """Return where the change began: where HEAD left `revision`, or (None: what is staged) the last commit.

    Raises GitError in words for people, above all where a shallow clone does not reach that far.
    """
    if revision is None:
        commit = repository.commit("HEAD")
        if commit is None:
            raise GitError("--staged: there is no commit yet to compare with")
        return Base(commit, f"the last commit ({commit[:10]})", staged=True)
    shallow = repository.is_shallow()
    named = repository.commit(revision)
    if named is None:
        hint = (
            "; this clone is shallow, its history was cut off: clone with all of it (actions/checkout: fetch-depth: 0;"
            " GitLab: GIT_DEPTH: 0), or run git fetch --unshallow"
        )
        raise GitError(f"there is no commit {revision!r} here{hint if shallow else ''}")
    fork = repository.fork(named)
    if fork is not None:
        return Base(fork, _called(revision, fork))
    why = "this clone is shallow, so that" if shallow else "the histories have nothing in common, so"
    note = f"{why} where the change left {revision} is unknown: compared with {revision} itself"
    return Base(named, _called(revision, named), note=note)


def _called(revision: str, commit: str) -> str:
    """Return a revision as people call it: a branch by its name, one that is nothing but an id by the short one."""
    short = commit[:10]
    return short if _ID.fullmatch(revision) else f"{revision.removeprefix('refs/remotes/')} ({short})"


@dataclass(frozen=True, slots=True)
class Gate:
    """What lets only those findings pass that a change caused; `whole`: all those in the files that it touched.

    `store` is what to check: the disk, or what is staged; `objects` is what git has to tell of it and of the base.
    """

    configuration: Configuration
    base: Base
    whole: bool
    store: Store
    objects: Objects

    def passed(self, run: Run) -> Run:
        """Return a run with the findings that the change caused, and how many it did not. Raises GitError."""
        before = Snapshot(self.objects, self.base.commit)
        made = change(run.paths, self.store, before, self.configuration.max_file_size)
        caused = self._caused(run, made, before)
        return replace(run, findings=caused, older=run.older + len(run.findings) - len(caused))

    def _caused(self, run: Run, made: Change, before: Snapshot) -> tuple[Finding, ...]:
        after = project_of(self.configuration, self.store)
        former = begin(self.configuration, before)
        doubtful: defaultdict[str, list[Finding]] = defaultdict(list)
        kept: list[Finding] = []
        for finding in run.findings:
            if made.touches(finding, whole=self.whole):
                kept.append(finding)
            elif _can_follow(finding, made, after, former.project):
                doubtful[finding.path].append(finding)
        for path, findings in doubtful.items():
            was = visit(former, made.origins.get(path, path), compare=True).findings
            known = {(one.rule, one.fingerprint) for one in was}
            kept += (one for one in findings if (one.rule, one.fingerprint) not in known)
        return tuple(sorted(kept, key=lambda finding: finding.sort_key))


@contextmanager
def opened(configuration: Configuration, revision: str | None, *, whole: bool = False) -> Iterator[Gate]:
    """Give a gate for what changed since a revision, or (None) for what is staged. Raises GitError."""
    root = configuration.root.resolve()
    base = base_of(Repository(root), revision)
    objects = Objects(Repository(root))
    try:
        store = Snapshot(objects, None) if base.staged else files.Folder(root)
        yield Gate(configuration, base, whole, store, objects)
    finally:
        objects.close()


def _can_follow(finding: Finding, made: Change, after: Project, former: Project) -> bool:
    """Tell whether a change can have caused a finding that stands on none of its lines.

    In a document that was touched or moved, anything can follow; in others only what is judged among documents, or
    what the files of a site generator say of their Markdown. That most others do otherwise is no fault of a document
    that stayed as it is: what is counted counts only where something changed.
    """
    rule = catalog.rules().get(finding.rule)
    if rule is None or hasattr(rule.options, "compares"):
        return False
    touched = finding.path in made.lines or finding.path in made.origins
    alone = isinstance(rule, Rule) and rule.check is not None
    return touched or not alone or after.flavour(finding.path) is not former.flavour(finding.path)
