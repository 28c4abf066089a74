"""Which revision a pull request wants to change, told by the environment that GitHub and GitLab give a job."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_LARGEST = 32 * 2**20
"""GitHub's own payloads end at 25 MB."""


def revisions(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Return the revisions that may stand for the target of the pull request, best first; () outside of any.

    GitHub sets GITHUB_BASE_REF for pull requests only, and describes them in the file GITHUB_EVENT_PATH
    (docs.github.com: "Variables reference"); GitLab sets CI_MERGE_REQUEST_* in merge request pipelines only
    (docs.gitlab.com: "Predefined CI/CD variables").
    """
    return tuple(dict.fromkeys((*_github(environment), *_gitlab(environment))))


def _github(environment: Mapping[str, str]) -> Iterator[str]:
    target = environment.get("GITHUB_BASE_REF", "")
    if not target or environment.get("GITHUB_ACTIONS") != "true":
        return
    yield f"refs/remotes/origin/{target}"
    base = _base_of_event(environment.get("GITHUB_EVENT_PATH", ""))
    if base:
        yield base
    if environment.get("GITHUB_EVENT_NAME") == "pull_request" and (merge := environment.get("GITHUB_SHA")):
        yield f"{merge}^1"  # the merge of both, which a checkout of two commits has: its first parent is the target


def _base_of_event(path: str) -> str | None:
    if not path:
        return None
    import json

    try:
        with open(path, encoding="utf-8") as file:  # noqa: PTH123  # this is quicker
            sha = json.loads(file.read(_LARGEST))["pull_request"]["base"]["sha"]
    except (OSError, ValueError, LookupError, TypeError, RecursionError):
        return None
    return sha if isinstance(sha, str) and sha.isalnum() else None


def _gitlab(environment: Mapping[str, str]) -> Iterator[str]:
    if base := environment.get("CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        yield base
    if target := environment.get("CI_MERGE_REQUEST_TARGET_BRANCH_NAME"):
        yield f"refs/remotes/origin/{target}"
