"""What git knows of the repository around a folder: read without hooks, filters, network, or a change to anything.

The repository may be a stranger's. Revisions never stand where git takes options, no shell is involved, and only such
commands are used as run nothing that a repository or its configuration names: those that read no file of the work tree,
which filters would have to convert.
"""

from __future__ import annotations

import os

from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    import subprocess
    from pathlib import Path
    from typing import IO

# fsmonitor and hooks are programs; a folder that looks like a bare repository must not be taken for one.
_SETTINGS = ("core.fsmonitor=false", f"core.hooksPath={os.devnull}", "safe.bareRepository=explicit")
_GIT = ("git", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs")
_MISSING = (b"missing", b"ambiguous")


def blob(data: bytes, like: str) -> str:
    """Return the id that git gives to the content of a file, in the manner of another id (SHA-1 or SHA-256)."""
    import hashlib

    algorithm = "sha1" if len(like) == hashlib.sha1(usedforsecurity=False).digest_size * 2 else "sha256"
    return hashlib.new(algorithm, b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


class GitError(Exception):
    """What git cannot tell, in words for the person who asked."""


def command(folder: str | Path, *words: str) -> list[str]:
    """Return the command line that asks git something about a folder."""
    return [*_GIT, *(word for setting in _SETTINGS for word in ("-c", setting)), "-C", str(folder), *words]


def environment() -> dict[str, str]:
    """Return the environment for git: in English, never over a network, and with paths that hold in every folder.

    A hook is told by relative paths (GIT_INDEX_FILE) which index is about to be committed.
    """
    paths = {name: os.path.abspath(os.environ[name]) for name in ("GIT_INDEX_FILE", "GIT_DIR") if name in os.environ}
    quiet = {"GIT_ALLOW_PROTOCOL": "none", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    return os.environ | paths | quiet


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit: its id, the day of it where it was made (`2026-11-21`), and the first line of its message."""

    name: str
    date: str
    subject: str


@dataclass(frozen=True, slots=True)
class Repository:
    """The repository that holds `folder`; paths are relative to that folder."""

    folder: str | Path

    def ask(self, *words: str) -> str:
        """Return what git answers. Raises GitError where it refuses, or is not there."""
        import subprocess

        try:
            done = subprocess.run(  # noqa: S603  # our own words, no shell
                command(self.folder, *words), capture_output=True, check=False, env=environment()
            )
        except OSError as error:
            raise GitError(f"git cannot be run: {error.strerror}") from None
        if done.returncode != 0:
            said = os.fsdecode(done.stderr).strip().splitlines()
            raise GitError(said[0] if said else f"git {words[0]} ended with {done.returncode}")
        return os.fsdecode(done.stdout)

    def told(self, *words: str) -> str | None:
        """Return what git answers, None where it refuses or is not there: why is not asked."""
        try:
            return self._spawned(words) if hasattr(os, "posix_spawnp") else self.ask(*words)
        except GitError:
            return None

    def _spawned(self, words: tuple[str, ...]) -> str | None:
        """Do as `told` says without `subprocess`, which takes as long to import as git to answer.

        git gets none of our files but the standard ones: all that Python opens are closed when another program begins.
        """
        ours, its = os.pipe()
        actions = [(os.POSIX_SPAWN_DUP2, its, 1), (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0)]
        with open(ours, "rb") as pipe:
            try:
                process = os.posix_spawnp("git", command(self.folder, *words), environment(), file_actions=actions)
            except OSError:
                return None
            finally:
                os.close(its)
            answer = pipe.read()
        try:
            _, status = os.waitpid(process, 0)
        except ChildProcessError:  # whoever started us ignores SIGCHLD: how it ended is lost
            return self.ask(*words)
        return os.fsdecode(answer) if status == 0 else None

    def commit(self, revision: str) -> str | None:
        """Return the id of the commit that a revision names, None where there is none."""
        try:
            return self.ask("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
        except GitError:
            return None

    def fork(self, commit: str) -> str | None:
        """Return the id of the last commit that HEAD and another one share, None where none is known."""
        try:
            return self.ask("merge-base", "--end-of-options", "HEAD", commit).strip()
        except GitError:
            return None

    def commits(self, count: int) -> tuple[Commit, ...]:
        """Return the last commits, HEAD and its first parents, that changed something below the folder; newest first.

        `rev-list` rather than `log`, which verifies signatures with a program where a configuration asks for it.
        """
        form = ("--encoding=UTF-8", "--format=%H%x09%cI%x09%s")  # a line `commit ID` stands before each
        words = ("rev-list", "--first-parent", f"--max-count={count}", *form, "HEAD", "--", ".")
        rows = (row.split("\t", 2) for row in self.ask(*words).split("\n") if "\t" in row)
        return tuple(Commit(name, date[:10], subject) for name, date, subject in rows)

    def is_shallow(self) -> bool:
        """Tell whether the history was cut off when the repository was cloned."""
        return self.ask("rev-parse", "--is-shallow-repository").strip() == "true"

    def entries(self, commit: str | None) -> dict[str, tuple[str, str]]:
        """Return the mode and the id of each file of a commit, or (None) of the index, by path."""
        words = ("ls-files", "--stage", "-z") if commit is None else ("ls-tree", "-r", "-z", "--end-of-options", commit)
        found: dict[str, tuple[str, str]] = {}
        for row in self.ask(*words).split("\0")[:-1]:
            head, _, path = row.partition("\t")
            mode, second, third = head.split(" ")
            found[path] = (mode, second if commit is None else third)
        return found


@dataclass(slots=True)
class Objects:
    """The objects of a repository, read one by one from a git that stays; every process has its own."""

    repository: Repository
    _running: dict[tuple[int, str], subprocess.Popen[bytes]] = field(default_factory=dict)

    def size(self, name: str) -> int:
        """Return the bytes of an object. Raises OSError where it is not there."""
        return self._header("--batch-check", name)[1]

    def content(self, name: str) -> bytes:
        """Return the bytes of an object. Raises OSError where it is not there."""
        source, size = self._header("--batch", name)
        data = source.read(size)
        source.read(1)  # a line feed
        return data

    def close(self) -> None:
        """End what this process has started."""
        mine = [key for key in self._running if key[0] == os.getpid()]
        for key in mine:
            with self._running.pop(key) as running:
                if running.stdin is not None:
                    running.stdin.close()

    def _header(self, mode: str, name: str) -> tuple[IO[bytes], int]:
        running = self._started(mode)
        if running.stdin is None or running.stdout is None:  # pragma: no cover  # both are pipes
            raise OSError("git has no pipes")
        running.stdin.write(name.encode() + b"\n")
        running.stdin.flush()
        answer = running.stdout.readline().split()
        if not answer or answer[-1] in _MISSING:
            raise OSError(f"git does not have the object {name}")
        return running.stdout, int(answer[2])

    def _started(self, mode: str) -> subprocess.Popen[bytes]:
        import subprocess

        key = (os.getpid(), mode)
        if key not in self._running:
            self._running[key] = subprocess.Popen(  # noqa: S603  # our own words, no shell
                command(self.repository.folder, "cat-file", mode),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )
        return self._running[key]
