"""Where documents that are gone have moved to: what git remembers of them, compared with what is there now."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from linter.change import ALIKE, likeness, split
from linter.git import GitError, Objects

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from linter.git import Repository
    from linter.tree import Store

_MOST = 100
"""Documents that are gone of which git is asked: it looks through the history for each."""


def moves(
    repository: Repository, gone: Iterable[str], candidates: Iterable[str], store: Store, limit: int
) -> Mapping[str, str | None]:
    """Map each path that git has known, and that is gone, to the new document with at least half of its lines.

    None where there is no such document. Paths are left out of which git knows nothing: those were never committed, or
    there is no git. Candidates that were there beside the old document are none.
    """
    objects = Objects(repository)
    there = tuple(candidates)
    now: dict[str, Counter[bytes]] = {}
    found: dict[str, str | None] = {}
    try:
        for path in list(gone)[:_MOST]:
            commit = _last_with(repository, path)
            if commit is None:
                continue
            now = now or {one: _lines(store, one, limit) for one in there}
            before = Counter(split(objects.content(_object(repository, commit, path))))
            ranked = sorted(((likeness(lines, before), one) for one, lines in now.items()), reverse=True)
            alike = (one for share, one in ranked if share >= ALIKE and one not in found.values())
            found[path] = next((one for one in alike if not _knows(repository, commit, one)), None)
    except (GitError, OSError):
        return found
    finally:
        objects.close()
    return found


def _last_with(repository: Repository, path: str) -> str | None:
    """Return the last commit that has a path: HEAD, or the one before it was deleted; None where there is none."""
    if _knows(repository, "HEAD", path):
        return "HEAD"
    changed = repository.ask("rev-list", "--max-count=1", "HEAD", "--", path).strip()
    before = f"{changed}^"
    return before if changed and _knows(repository, before, path) else None


def _knows(repository: Repository, commit: str, path: str) -> bool:
    try:
        return bool(_object(repository, commit, path))
    except GitError:
        return False


def _object(repository: Repository, commit: str, path: str) -> str:
    return repository.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{commit}:./{path}").strip()


def _lines(store: Store, path: str, limit: int) -> Counter[bytes]:
    try:
        data = store.read(path, limit)
    except OSError:
        return Counter()
    return Counter(split(data)) if isinstance(data, bytes) else Counter()
