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
from typing import TYPE_CHECKING, Any, NamedTuple

from linter import replay
from linter.git import GitError, Repository
from linter.kept import SETTLED, write

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from typing import TextIO

    from linter.replay import Record, Sign

_PAYS = 0.1
"""Seconds that a run took at least for its record to be worth making."""

_MOST_FILES = 50_000
_MOST_SAID = 2**24
_LONGEST = 2**21
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


class Heard:
    """A stream of text that keeps what is written on it, but for what a progress bar writes over again."""

    def __init__(self, stream: TextIO) -> None:
        """Take the stream that all is passed on to."""
        self._stream = stream
        self._texts: list[str] = []
        self._size = 0

    def write(self, text: str) -> int:
        """Pass a text on, and keep it."""
        if not text.startswith("\r") and self._size <= _MOST_SAID:
            self._texts.append(text)
            self._size += len(text)
        return self._stream.write(text)

    def writelines(self, texts: Iterable[str]) -> None:
        """Pass texts on, and keep them."""
        for text in texts:
            self.write(text)

    @property
    def text(self) -> str | None:
        """All that was written, None where it was too much to keep."""
        return "".join(self._texts) if self._size <= _MOST_SAID else None

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever a stream has
        """Be the stream in all else; what is written as bytes is not kept, so that nothing is."""
        if name == "buffer":
            self._size = _MOST_SAID + 1
        return getattr(self._stream, name)


class Recorder:
    """Listens to a run, and keeps what it said if the command tells that this depends on the tree at a root alone."""

    def __init__(self, words: Sequence[str]) -> None:
        """Listen from now on to what the command line `words` says."""
        self._words = words
        self._key = replay.key_of(words)
        self._began = time.time_ns()
        self._streams = (Heard(sys.stdout), Heard(sys.stderr))
        self._root: str | None = None
        self._seconds = 0.0
        sys.stdout, sys.stderr = self._streams

    def settle(self, root: Path, seconds: float) -> None:
        """Tell that what is said depends on nothing but the tree at `root`; the run took `seconds`."""
        self._root, self._seconds = str(root), seconds

    def finish(self, code: int) -> None:
        """Listen no more, and write the record if there is to be one."""
        out, err = (stream.text for stream in self._streams)
        sys.stdout, sys.stderr = (stream._stream for stream in self._streams)  # noqa: SLF001 -- of this module
        if self._root is None or self._seconds < _PAYS or out is None or err is None:
            return
        if not _settled({word: replay.sign_of(word) for word in self._words}, self._began):
            return  # as below, and quick to tell: a hook is asked of what was just written
        scope = _scope(self._root)
        signs = None if scope is None else _signs(scope)
        if scope is None or signs is None or not _settled(signs, self._began):
            return  # something may have changed since it was read
        marks = (f"({self._seconds:.1f} s)", f"({self._seconds:.1f} s)".replace(".", ","))
        answer = (out, err, next((mark for mark in marks if err.count(mark) == 1), ""), code)
        contents = {path: _content(path, scope.root, scope.listing) for path in signs}
        record = {"key": self._key, "root": scope.root, "listing": scope.listing, "signs": signs, "answer": answer}
        if signs == {path: replay.sign_of(path) for path in signs}:
            write(record | {"contents": marshal.dumps(contents)})


def still_holds(record: Record, changed: list[str]) -> bool:
    """Tell whether what has another time has the content that it had, and remember its time then."""
    signs = {path: replay.sign_of(path) for path in changed}
    contents = marshal.loads(record["contents"])  # noqa: S302 -- written by ourselves, and checked
    listing = {record["listing"]} & contents.keys() if any(map(os.path.isdir, changed)) else set()
    for path in (*changed, *listing):  # git tells of new documents in hidden folders
        content = _content(path, record["root"], record["listing"])
        if content is None or content != contents[path]:
            return False
    if _settled(signs, time.time_ns()):
        record["signs"].update(signs)
        write(record)
    return True


def _settled(signs: dict[str, Sign], began: int) -> bool:
    """Tell whether nothing was changed shortly before a time, in nanoseconds, or after it."""
    return all(sign is None or max(sign[1:]) < began - SETTLED for sign in signs.values())


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


def _content(path: str, root: str, listing: str) -> bytes | None:
    """Return a digest of what a file holds, of the names in a folder, or of the files that git's index names.

    None for what has none, or is too long to read for that.
    """
    from hashlib import blake2b

    try:
        if path == listing:
            data = _listing(Path(root)).encode("utf-8", "surrogateescape")
        else:
            mode = os.stat(path).st_mode  # noqa: PTH116 -- as above
            if stat.S_ISDIR(mode):
                with os.scandir(path) as entries:
                    names = sorted(one.name for one in entries if one.name[0] != "." or not one.is_dir())
                data = "\0".join(names).encode("utf-8", "surrogateescape")
            elif stat.S_ISREG(mode):
                with open(path, "rb") as file:  # noqa: PTH123 -- as above
                    data = file.read(_LONGEST + 1)
            else:
                return None
    except FileNotFoundError:
        return b""
    except (OSError, GitError):
        return None
    return blake2b(data, digest_size=16).digest() if len(data) <= _LONGEST else None
