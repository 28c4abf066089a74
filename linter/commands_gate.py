"""What `--since` and its kin ask for: the gate that only lets pass what a change caused, if there is to be one."""

from __future__ import annotations

import os
from contextlib import contextmanager

from linter import replay
from linter.config import ConfigurationError
from linter.reports.phrases import phrase
from linter.terminal import say

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from linter.config import Configuration
    from linter.gate import Gate


@contextmanager
def gate(arguments: Namespace, configuration: Configuration, *, fixing: bool) -> Iterator[Gate | None]:
    """Give the gate that was asked for, or that the environment of a pull request asks for; None for neither.

    Raises ConfigurationError where it was asked for of what is fixed, GitError where git cannot tell what changed.
    """
    given: str | None = getattr(arguments, "since", None)
    staged: bool = getattr(arguments, "staged", False)
    if fixing and (staged or given is not None):
        raise ConfigurationError(
            f"{'--staged' if staged else '--since'} reports what a change caused and fixes nothing"
        )
    if given is None and not staged and not fixing and not getattr(arguments, "no_since", True):
        given = _of_pull_request(configuration)
    if given is None and not staged:
        yield None
        return
    from linter.gate import opened

    with opened(configuration, given, whole=arguments.changed == "files") as made:
        if made.base.note:
            say(f"warning: {made.base.note}")
        if not arguments.quiet:
            said = f"Only what changed since {made.base.name} and what it caused is reported."
            say(phrase(said, arguments.lang))
        yield made


def _of_pull_request(configuration: Configuration) -> str | None:
    """Return the revision that a pull request wants to change, where the environment names one that is here."""
    if not replay.in_pull_request():
        return None
    from linter.pull_request import revisions

    wanted = revisions(os.environ)
    if not wanted:
        return None
    from linter.git import GitError, Repository

    repository = Repository(configuration.root.resolve())
    found = next((one for one in wanted if repository.commit(one)), None)
    if found is None:
        try:
            shallow = (
                "this clone is shallow: clone with the whole history (fetch-depth: 0)"
                if repository.is_shallow()
                else ""
            )
        except GitError:
            shallow = ""
        why = shallow or f"{wanted[0]} is not known here"
        say(f"warning: what the pull request changes cannot be told, as {why}; everything is reported")
    return found
