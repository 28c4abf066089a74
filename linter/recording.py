"""Records what a check said, and all that it depended on, for `replay.py` to say it again."""

from __future__ import annotations

import contextlib
import marshal
import os
import stat
import sys
import time
from itertools import chain
from pathlib import Path
from types import MappingProxyType

from linter import replay
from linter.git import GitError, Repository
from linter.kept import write
from linter.tuples import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from linter.replay import Record, Sign

_MOST_FILES = 50_000
_LONGEST = 2**21  # bytes of what is read for its digest
_LONGEST_OF_OTHERS = 2**16  # the same of what was not read anyway: pictures are looked at by size and times alone
_OF_GIT = ("index", "config", "config.worktree", "info/exclude")
_OF_HISTORY = ("HEAD", "logs/HEAD", "packed-refs")
"""What changes with every commit: git's history tells which documents of a baseline were renamed."""

# What lies beside or above the documents and tells which of them there are, and which configuration holds.
_NAMES = (
    ".git/config",
    ".gitignore",
    "contentlint.toml",
    ".contentlint.toml",
    ".config/contentlint.toml",
    "pyproject.toml",
)


def keep(
    key: bytes,
    root: str,
    began: int,
    answer: tuple[str, str, str, int],
    digests: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Write a record of what a run said that looked at the tree at `root` alone; it began at a time, in nanoseconds.

    The `answer` is what it said on both streams, how it told the time that it took, and its exit code; `digests` are
    those of documents that were read, by their paths from the root.
    """
    scope = _scope(root)
    signs = None if scope is None else _signs(scope)
    if scope is None or signs is None or not replay.settled(signs, began):
        return  # something may have changed since it was read
    known = {f"{root}/{path}": bytes.fromhex(digest) for path, digest in digests.items()}
    contents = {
        path: known.get(path) or _content(path, scope.root, scope.listing, _LONGEST_OF_OTHERS) for path in signs
    }
    record = {"key": key, "root": scope.root, "listing": scope.listing, "signs": signs, "answer": answer}
    if signs == {path: replay.sign_of(path) for path in signs}:
        write(record | {"contents": marshal.dumps(contents)})


def still_holds(record: Record, changed: list[str]) -> bool:
    """Tell whether what has another time has the content that it had, and remember its time then."""
    signs = {path: replay.sign_of(path) for path in changed}
    contents = marshal.loads(record["contents"])  # noqa: S302 -- written by ourselves, and checked
    listing = {record["listing"]} & contents.keys() if any(map(os.path.isdir, changed)) else set()
    for path in (*changed, *listing):  # git tells of new documents in hidden folders
        if contents[path] is None or _content(path, record["root"], record["listing"], _LONGEST) != contents[path]:
            return False
    if replay.settled(signs, time.time_ns()):
        record["signs"].update(signs)
        write(record)
    return True


class _Scope(NamedTuple):
    """What an answer depends on besides our own code: the tree at `root`, the `listing` of git, what is around.

    Folders whose names begin with a dot belong to tools, which write there as they like. Only the `hidden` ones are
    looked at, in which git knows files.
    """

    root: str
    listing: str
    hidden: frozenset[str]
    around: list[str]


def _signs(scope: _Scope) -> dict[str, Sign] | None:
    """Return the signs of all that an answer depends on, None where that is too much.

    Links are left out: what they lead to has a sign of its own if it is seen at all, and a new one changes its folder.
    """
    paths = [*_code(), *scope.around]
    for base, folders, names in os.walk(scope.root):
        folders[:] = (name for name in folders if name[0] != "." or f"{base}/{name}" in scope.hidden)
        paths.append(base)
        paths.extend(path for name in names if not os.path.islink(path := f"{base}/{name}"))  # noqa: PTH114 -- too slow
        if len(paths) > _MOST_FILES:
            return None
    return {path: replay.sign_of(path) for path in paths}


def _code() -> Iterator[str]:
    """Yield the modules of ours that are loaded, and the folders in which a package may be installed or replaced."""
    for name, module in sys.modules.items():
        if name.partition(".")[0] == "linter" and getattr(module, "__file__", None):
            yield str(module.__file__)
    yield from (path for path in sys.path if path)


def _scope(root: str) -> _Scope | None:
    """Return what an answer about a tree depends on, as git tells it; None where it would not tell all of it.

    That is also what above the root, in git's folder and in the user's home has a say in which documents there are.
    """
    from linter.config import BASELINE

    home, here = Path("~").expanduser(), Path(root)
    settings = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config") / "git"
    found = [settings / "config", settings / "ignore", home / ".gitconfig", Path("/etc/gitconfig")]
    found += [above / name for above in (here, *here.parents) for name in _NAMES]
    of_git: list[str] = []
    hidden: frozenset[str] = frozenset()
    try:
        names = (*_OF_GIT, *(_OF_HISTORY if (here / BASELINE).exists() else ()))
        asked = chain(*(("--git-path", one) for one in names))
        of_git = Repository(here).ask("rev-parse", "--path-format=absolute", *asked).splitlines()
        hidden = frozenset(_hidden(root, _listing(here).split("\0")))
        with contextlib.suppress(GitError):  # it is not set
            found.append(Path(Repository(here).ask("config", "--path", "core.excludesFile").rstrip("\n")))
    except GitError:
        if any((above / ".git").exists() for above in (here, *here.parents)):
            return None
    return _Scope(root, of_git[0] if of_git else "", hidden, [*map(str, found), *of_git])


def _listing(root: Path) -> str:
    """Return the paths of the files that git knows and does not ignore, as `files.py` asks for them."""
    return Repository(root).ask("ls-files", "-z", "--cached", "--others", "--exclude-standard")


def _hidden(root: str, paths: Iterable[str]) -> Iterator[str]:
    """Yield the folders with a dot before their name in which one of `paths` lies, and those that lie in these."""
    for folder in {path.rpartition("/")[0] for path in paths if path.startswith(".") or "/." in path}:
        parts = folder.split("/")
        yield from (f"{root}/{'/'.join(parts[:end])}" for end in range(1, len(parts) + 1))


def _content(path: str, root: str, listing: str, longest: int) -> bytes | None:
    """Return a digest of what a file holds, of the names in a folder, or of the files that git's index names.

    None for what has none, or for a file of more than the `longest` number of bytes.
    """
    from hashlib import blake2b

    try:
        if path == listing:
            data = _listing(Path(root)).encode("utf-8", "surrogateescape")
        else:
            status = os.stat(path)  # noqa: PTH116 -- as above
            if stat.S_ISDIR(status.st_mode):
                with os.scandir(path) as entries:
                    names = sorted(one.name for one in entries if one.name[0] != "." or not one.is_dir())
                data = "\0".join(names).encode("utf-8", "surrogateescape")
            elif stat.S_ISREG(status.st_mode) and status.st_size <= longest:
                with open(path, "rb") as file:  # noqa: PTH123 -- as above
                    data = file.read()
            else:
                return None
    except FileNotFoundError:
        return b""
    except (OSError, GitError):
        return None
    return blake2b(data, digest_size=16).digest()
