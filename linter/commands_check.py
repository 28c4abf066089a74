"""What `check` and `fix` do, once or each time that a file changes, on files or on standard input."""

from __future__ import annotations

import os
import sys

from linter import catalog, commands_gate, runner
from linter.arguments import configuration_of, formats_of, language_of, remembers
from linter.config import ConfigurationError
from linter.engine import INTERNAL_ERROR
from linter.git import GitError
from linter.replay import in_pull_request
from linter.reporting import FAILED, FOUND, OK, exit_code, fail, note, patch, report_on
from linter.session import Order
from linter.terminal import Progress, say, show
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from linter.config import Configuration
    from linter.finding import Run


def check(arguments: Namespace) -> int:
    """Report what is wrong, and fix it if asked to."""
    if getattr(arguments, "undo", False):
        return _undo(arguments)
    if getattr(arguments, "watch", False):
        return _watch(arguments)
    fixing = arguments.command == "fix" or arguments.fix or arguments.diff
    keeps = not fixing and remembers(arguments)
    few = keeps and bool(arguments.paths) and all(map(os.path.isfile, arguments.paths))
    order = Order(fixing, arguments.unsafe_fixes, arguments.diff, arguments.jobs, arguments.keep_mtime, few)
    try:
        configuration = configuration_of(arguments)
        if keeps:
            order = replace(order, cache_key=lambda: _cache_key(configuration))
        formats = formats_of(arguments)
        arguments.lang = language_of(arguments, configuration)
    except (ConfigurationError, OSError) as error:
        return fail(str(error))
    try:
        if getattr(arguments, "add_suppressions", None) is not None:
            return _suppress(arguments, configuration, order, formats)
        return carry_out(arguments, configuration, order, formats)
    except (ConfigurationError, GitError) as error:
        return fail(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _cache_key(configuration: Configuration) -> tuple[object, ...] | None:
    """Return what tells a configuration from others, None where that cannot be told by the files it was read from."""
    if in_pull_request():
        return None  # as nothing of it would be read
    if configuration.file is None and not catalog.has_plugins():
        return ("", sorted(configuration.select), sorted(configuration.ignore))
    from linter import config_memory

    return config_memory.key_of(configuration)


def carry_out(
    arguments: Namespace, configuration: Configuration, order: Order, formats: list[tuple[str, str | None]]
) -> int:
    """Check or fix what the arguments name, and report; returns the exit code. Raises ConfigurationError, GitError."""
    if arguments.stdin_filename is not None or arguments.paths == ["-"]:
        return _check_stdin(arguments, configuration, order, formats)
    progress = Progress(sys.stderr)
    with commands_gate.gate(arguments, configuration, fixing=order.fix) as gate:
        paths = tuple(arguments.paths) or (".",)
        outcome = runner.run(configuration, paths, order, progress, gate.store if gate else None)
        progress.clear()
        note(outcome.notes, arguments, outcome.run)
        if arguments.diff:
            show(patch("".join(outcome.diffs)))
            return exit_code(outcome.run, arguments)
        run = without_known(outcome.run, arguments, configuration)
        run = gate.passed(run) if gate else run
    report_on(run, arguments, formats, configuration)
    failed = any(one.rule == INTERNAL_ERROR for one in outcome.run.findings)  # as it may not do again
    if "pydantic" in sys.modules and not failed and remembers(arguments):
        from linter import config_memory

        config_memory.remember(configuration)
    if gate is None and not order.fix and not run.errors and not failed:
        _settle(arguments, configuration, formats, replace(outcome, run=run))
    return exit_code(run, arguments)


def without_known(run: Run, arguments: Namespace, configuration: Configuration) -> Run:
    """Take out of a run what the baseline holds, and say which entries of it nothing matched."""
    path = configuration.baseline(arguments.baseline)
    if arguments.no_baseline or not os.path.exists(path):
        if arguments.baseline:
            raise ConfigurationError(f"{path}: there is no such baseline")
        return run
    from linter import commands_baseline

    compared = commands_baseline.compared(run, configuration, path)
    if compared.stale and not arguments.quiet and not (configuration.select or configuration.ignore):
        entries = "1 entry" if len(compared.stale) == 1 else f"{len(compared.stale):,} entries"
        nothing = "matches nothing" if len(compared.stale) == 1 else "match nothing"
        say(f"note: {entries} of {os.path.basename(path)} {nothing} any more: contentlint baseline prune")
    return compared.run


def _watch(arguments: Namespace) -> int:
    """Check again whenever a file changes; ends by an interruption only."""
    from pathlib import Path

    from linter.watching import state_of, watch

    if arguments.stdin_filename is not None or "-" in arguments.paths:
        return fail("--watch reads files, not standard input")
    if arguments.add_suppressions is not None:
        return fail("--watch only looks: --add-suppressions is for once")
    try:
        configuration = configuration_of(arguments)
        written = frozenset(Path(file).resolve() for _, file in formats_of(arguments) if file)
    except (ConfigurationError, OSError) as error:
        return fail(str(error))
    arguments.watch, arguments.recorder = False, None  # what is said is many answers, and ends by an interruption
    paths = tuple(arguments.paths) or (".",)
    watch(lambda: state_of(configuration, paths, written), lambda: check(arguments))
    return OK


def _undo(arguments: Namespace) -> int:
    """Take back what the last run of `fix` changed."""
    from linter.journal import undo

    try:
        root = configuration_of(arguments).root.resolve()
        undone = undo(root)
    except (ConfigurationError, OSError) as error:
        return fail(str(error))
    for one in undone.errors:
        say(f"error: {one}")
    count = len(undone.restored)
    say(f"Gave {count:,} file{'s'[: count != 1]} the old content back." if count else "There was nothing to take back.")
    return FAILED if undone.errors else OK


def _settle(
    arguments: Namespace, configuration: Configuration, formats: list[tuple[str, str | None]], outcome: runner.Outcome
) -> None:
    """Let what a check said be recorded if nothing but the tree, and what git says of it, had a say in it."""
    elsewhere = (arguments.baseline, arguments.config, arguments.allow_python, *(file for _, file in formats))
    extends = configuration.file is not None and _extends(configuration.file)
    if arguments.recorder is not None and not any(elsewhere) and not extends and not catalog.has_plugins():
        run = outcome.run
        arguments.recorder.settle(configuration.real_root, run.seconds, run.files, outcome.digests)


def _extends(file: str) -> bool:
    """Tell whether a configuration file extends another one; mostly that can be told without parsing it."""
    with open(file, "rb") as stream:
        data = stream.read()
    if b"extend" not in data and b"\\" not in data:
        return False
    from pathlib import Path

    from linter.config_file import parent_of

    return parent_of(Path(file)) is not None


def _suppress(
    arguments: Namespace, configuration: Configuration, order: Order, formats: list[tuple[str, str | None]]
) -> int:
    """Write suppression comments for what is found, and report what is left."""
    from linter import commands_suppress

    reason = commands_suppress.reason(arguments)
    with commands_gate.gate(arguments, configuration, fixing=True):
        paths, looking = tuple(arguments.paths) or (".",), replace(order, fix=False, dry=False)
        progress = Progress(sys.stderr)
        outcome = runner.run(configuration, paths, looking, progress)
        progress.clear()
        run = without_known(outcome.run, arguments, configuration)
        added = commands_suppress.add(run, configuration, order, reason)
    note((*outcome.notes, *added.notes), arguments, outcome.run)
    if arguments.diff:
        show(patch("".join(added.diffs)))
        return FOUND if added.paths else OK
    if added.paths:
        run = without_known(runner.run(configuration, paths, looking).run, arguments, configuration)
    run = replace(run, errors=(*run.errors, *added.errors))
    report_on(run, arguments, formats, configuration)
    if not arguments.quiet:
        say(commands_suppress.summary(added, arguments.lang))
    return exit_code(run, arguments)


def _check_stdin(
    arguments: Namespace, configuration: Configuration, order: Order, formats: list[tuple[str, str | None]]
) -> int:
    if arguments.stdin_filename is None:
        return fail("- needs --stdin-filename, which tells the collection and the configuration")
    name = os.path.relpath(os.path.realpath(arguments.stdin_filename), configuration.real_root).replace(os.sep, "/")
    if name.startswith("../"):
        return fail(f"{arguments.stdin_filename}: lies outside {configuration.folder}, where the configuration holds")
    from linter.given_text import run_text

    data = sys.stdin.buffer.read()
    run, after, diff = run_text(configuration, name, data, order)
    run = replace(run, errors=configuration.errors)
    if arguments.diff:
        show(patch(diff))
    elif order.fix:
        sys.stdout.buffer.write(after)
        sys.stdout.flush()
        report_on(run, arguments, formats, configuration, sys.stderr)
    else:
        report_on(run, arguments, formats, configuration)
    return exit_code(run, arguments)
