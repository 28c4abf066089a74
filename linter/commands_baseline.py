"""`contentlint baseline`: record what a repository decided to live with, and keep the record true."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from linter import atomic, baseline, files, runner
from linter.config import ConfigurationError
from linter.reports.counts import counted
from linter.session import Order
from linter.terminal import Progress, say, show

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from linter.baseline import Compared, Entry
    from linter.config import Configuration
    from linter.finding import Run

_SHOWN = 12


def recorded(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a baseline file. Raises ConfigurationError for a file that is none."""
    try:
        data = files.read(path.parent, path.name, sys.maxsize)
        return baseline.parse(data.decode("utf-8") if isinstance(data, bytes) else "")
    except (baseline.BaselineError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: {error}") from None


def compared(run: Run, configuration: Configuration, path: str) -> Compared:
    """Hold a run against the baseline in `path`. Raises ConfigurationError for a file that is none."""
    root = configuration.root.resolve()
    folder = files.Folder(root)

    def renames(gone: tuple[str, ...], candidates: tuple[str, ...]) -> Mapping[str, str | None]:
        from linter.git import Repository
        from linter.moves import moves

        return moves(Repository(root), gone, candidates, folder, configuration.max_file_size)

    return baseline.compare(run, recorded(Path(path)), folder.exists, renames)


def carry_out(arguments: Namespace, configuration: Configuration) -> int:
    """Create, update, prune or show the baseline; returns the exit code."""
    path = Path(configuration.baseline(arguments.baseline))
    known = path.exists()
    if arguments.action == "create" and known:
        raise ConfigurationError(f"{path}: exists; contentlint baseline update records what is new too")
    if arguments.action != "create" and not known:
        raise ConfigurationError(f"{path}: there is no baseline; contentlint baseline create writes one")
    entries = recorded(path) if known else ()
    if arguments.action == "show":
        show(_table(entries))
        return 0
    if arguments.action == "prune":
        found = compared(_run(configuration), configuration, str(path)).stale
        stale = Counter(found)
        _write(path, baseline.dump((Counter(entries) - stale).elements()), known=True)
        removed = "1 entry" if len(found) == 1 else f"{len(found):,} entries"
        say(f"Removed {removed} that nothing matches from {path.name}.")
        return 0
    _record(configuration, path, fatal=arguments.allow_fatal)
    return 0


def begin(configuration: Configuration) -> None:
    """Record all that is found now, unless there is a baseline already."""
    path = Path(configuration.baseline())
    if path.exists():
        say(f"Left alone, as there is one already: {path.name}.")
    else:
        _record(configuration, path, fatal=False)


def _record(configuration: Configuration, path: Path, *, fatal: bool) -> None:
    run, known = _run(configuration), path.exists()
    new = baseline.entries_of(run.findings, fatal=fatal)
    _write(path, baseline.dump(new), known=known)
    say(f"Recorded {counted(len(new), 'finding')} in {path.name}. From now on only new ones are reported.")
    show(_table(new))
    left = len(run.findings) - len(new)
    if left:
        what = "1 finding hides others and was" if left == 1 else f"{left:,} findings hide others and were"
        say(f"warning: {what} not recorded: mend {'it' if left == 1 else 'them'}, or use --allow-fatal")


def _write(path: Path, text: str, *, known: bool) -> None:
    if known:
        atomic.replace(path, path.read_bytes(), text.encode(), atomic.Manner(path.parent.resolve()))
    else:
        files.create(path, text)


def _run(configuration: Configuration) -> Run:
    progress = Progress(sys.stderr)
    outcome = runner.run(configuration, (str(configuration.root),), Order(), progress)
    progress.clear()
    return outcome.run


def _table(entries: tuple[Entry, ...]) -> str:
    counts = Counter(entry.rule for entry in entries)
    lines = [f"{count:7,}  {rule}" for rule, count in counts.most_common()]
    more = [f"{'':7}  and {len(lines) - _SHOWN} rules more"] if len(lines) > _SHOWN else []
    return "\n".join((*lines[:_SHOWN], *more)) + "\n" if lines else ""
