"""What each command of the command line does, from its parsed arguments to its exit code."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from linter import __version__, catalog, commands_gate, reports, runner
from linter.config import ConfigurationError
from linter.config_file import check_names, load, parent_of
from linter.finding import Severity
from linter.git import GitError
from linter.reports.escape import visible
from linter.reports.style import RuleInfo, Style
from linter.reports.summary import mended, statistics, summary
from linter.rule import CATEGORIES
from linter.spelling import closest
from linter.terminal import Progress, coloured, say, show, show_lines

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping
    from typing import TextIO

    from linter.config import Configuration
    from linter.finding import Run
    from linter.rule import AnyRule

OK, FOUND, FAILED = 0, 1, 2
_BESIDE = frozenset({"github"})
_EXPLAINED = frozenset({"sarif", "html"})


def check(arguments: Namespace) -> int:
    """Report what is wrong, and fix it if asked to."""
    if getattr(arguments, "undo", False):
        return _undo(arguments)
    if getattr(arguments, "watch", False):
        return _watch(arguments)
    fixing = arguments.command == "fix" or arguments.fix or arguments.diff
    order = runner.Order(fixing, arguments.unsafe_fixes, arguments.diff, arguments.jobs, arguments.keep_mtime)
    try:
        configuration = _configuration(arguments)
        formats = _formats(arguments)
        arguments.lang = _language(arguments, configuration)
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))
    try:
        if getattr(arguments, "add_suppressions", None) is not None:
            return _suppress(arguments, configuration, order, formats)
        return _carry_out(arguments, configuration, order, formats)
    except (ConfigurationError, GitError) as error:
        return _fail(str(error))
    except BrokenPipeError:
        raise
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))


def _watch(arguments: Namespace) -> int:
    """Check again whenever a file changes; ends by an interruption only."""
    from linter.watching import state_of, watch

    if arguments.stdin_filename is not None or "-" in arguments.paths:
        return _fail("--watch reads files, not standard input")
    if arguments.add_suppressions is not None:
        return _fail("--watch only looks: --add-suppressions is for once")
    try:
        configuration = _configuration(arguments)
        written = frozenset(Path(file).resolve() for _, file in _formats(arguments) if file)
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))
    arguments.watch = False
    paths = tuple(arguments.paths) or (".",)
    watch(lambda: state_of(configuration, paths, written), lambda: check(arguments))
    return OK


def _undo(arguments: Namespace) -> int:
    """Take back what the last run of `fix` changed."""
    from linter.journal import undo

    try:
        root = _configuration(arguments).root.resolve()
        undone = undo(root)
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))
    for one in undone.errors:
        say(f"error: {one}")
    count = len(undone.restored)
    say(f"Gave {count:,} file{'s'[: count != 1]} the old content back." if count else "There was nothing to take back.")
    return FAILED if undone.errors else OK


def _carry_out(
    arguments: Namespace, configuration: Configuration, order: runner.Order, formats: list[tuple[str, str | None]]
) -> int:
    if arguments.stdin_filename is not None or arguments.paths == ["-"]:
        return _check_stdin(arguments, configuration, order, formats)
    progress = Progress(sys.stderr)
    with commands_gate.gate(arguments, configuration, fixing=order.fix) as gate:
        paths = tuple(arguments.paths) or (".",)
        outcome = runner.run(configuration, paths, order, progress, gate.store if gate else None)
        progress.clear()
        _note(outcome.notes, arguments, outcome.run)
        if arguments.diff:
            show(_patch("".join(outcome.diffs)))
            return _exit_code(outcome.run, arguments)
        run = _without_known(outcome.run, arguments, configuration)
        run = gate.passed(run) if gate else run
    _report(run, arguments, formats, configuration)
    if gate is None and not order.fix and not run.errors:
        _settle(arguments, configuration, formats, run.seconds)
    return _exit_code(run, arguments)


def _settle(
    arguments: Namespace, configuration: Configuration, formats: list[tuple[str, str | None]], seconds: float
) -> None:
    """Let what a check said be recorded if nothing but the tree, and what git says of it, had a say in it."""
    elsewhere = (arguments.baseline, arguments.config, arguments.allow_python, *(file for _, file in formats))
    extends = configuration.origin is not None and parent_of(configuration.origin) is not None
    if arguments.recorder is not None and not any(elsewhere) and not extends and not catalog.has_plugins():
        arguments.recorder.settle(configuration.root.resolve(), seconds)


def _suppress(
    arguments: Namespace, configuration: Configuration, order: runner.Order, formats: list[tuple[str, str | None]]
) -> int:
    """Write suppression comments for what is found, and report what is left."""
    from linter import commands_suppress

    reason = commands_suppress.reason(arguments)
    with commands_gate.gate(arguments, configuration, fixing=True):
        paths, looking = tuple(arguments.paths) or (".",), replace(order, fix=False, dry=False)
        progress = Progress(sys.stderr)
        outcome = runner.run(configuration, paths, looking, progress)
        progress.clear()
        run = _without_known(outcome.run, arguments, configuration)
        added = commands_suppress.add(run, configuration, order, reason)
    _note((*outcome.notes, *added.notes), arguments, outcome.run)
    if arguments.diff:
        show(_patch("".join(added.diffs)))
        return FOUND if added.paths else OK
    if added.paths:
        run = _without_known(runner.run(configuration, paths, looking).run, arguments, configuration)
    run = replace(run, errors=(*run.errors, *added.errors))
    _report(run, arguments, formats, configuration)
    if not arguments.quiet:
        say(commands_suppress.summary(added, arguments.lang))
    return _exit_code(run, arguments)


def _patch(diff: str) -> str:
    """Return a diff as it is for programs; for a terminal, with nothing in it that could command it."""
    return "\n".join(map(visible, diff.split("\n"))) if sys.stdout.isatty() else diff


def _without_known(run: Run, arguments: Namespace, configuration: Configuration) -> Run:
    """Take out of a run what the baseline holds, and say which entries of it nothing matched."""
    from linter import commands_baseline

    path = commands_baseline.place(configuration, arguments)
    if arguments.no_baseline or not path.exists():
        if arguments.baseline:
            raise ConfigurationError(f"{path}: there is no such baseline")
        return run
    compared = commands_baseline.compared(run, configuration, path)
    if compared.stale and not arguments.quiet and not (configuration.select or configuration.ignore):
        entries = "1 entry" if len(compared.stale) == 1 else f"{len(compared.stale):,} entries"
        nothing = "matches nothing" if len(compared.stale) == 1 else "match nothing"
        say(f"note: {entries} of {path.name} {nothing} any more: contentlint baseline prune")
    return compared.run


def _check_stdin(
    arguments: Namespace, configuration: Configuration, order: runner.Order, formats: list[tuple[str, str | None]]
) -> int:
    if arguments.stdin_filename is None:
        return _fail("- needs --stdin-filename, which tells the collection and the configuration")
    name = Path(os.path.relpath(Path(arguments.stdin_filename).resolve(), configuration.root.resolve())).as_posix()
    if name.startswith("../"):
        return _fail(f"{arguments.stdin_filename}: lies outside {configuration.root}, where the configuration holds")
    data = sys.stdin.buffer.read()
    run, after, diff = runner.run_text(configuration, name, data, order)
    run = replace(run, errors=configuration.errors)
    if arguments.diff:
        show(_patch(diff))
    elif order.fix:
        sys.stdout.buffer.write(after)
        sys.stdout.flush()
        _report(run, arguments, formats, configuration, sys.stderr)
    else:
        _report(run, arguments, formats, configuration)
    return _exit_code(run, arguments)


def report(arguments: Namespace) -> int:
    """Write the page for people, on request with how it came to this; ends with 0 whatever is found."""
    from linter import commands_report

    try:
        configuration = _configuration(arguments)
        arguments.lang = _language(arguments, configuration)
        paths, progress = tuple(arguments.paths) or (".",), Progress(sys.stderr)
        outcome = runner.run(configuration, paths, runner.Order(jobs=arguments.jobs), progress)
        progress.clear()
        run = _without_known(outcome.run, arguments, configuration)
        trend = commands_report.trend(arguments, configuration, paths)
        spoken = _spoken(run, arguments.lang)
        style = replace(_style(run, configuration, arguments.lang), trend=trend)
        commands_report.write(Path(arguments.output_file), spoken, configuration, style)
    except (ConfigurationError, GitError) as error:
        return _fail(str(error))
    except OSError as error:
        return _fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
    for each in run.errors:
        say(f"error: {each}")
    if not arguments.quiet:
        say("\n".join((*(f"warning: {note}" for note in outcome.notes), summary(run, run.seconds, arguments.lang))))
        say(f"Wrote {arguments.output_file}.")
    return FAILED if run.errors else OK


def links(arguments: Namespace) -> int:
    """Ask other sites whether the links to them are still good, and report; the only command that uses the network."""
    from linter import commands_links

    if arguments.stdin_filename is not None or "-" in arguments.paths:
        return _fail("links reads files, not standard input")
    order = runner.Order(arguments.fix or arguments.diff, arguments.unsafe_fixes, arguments.diff, arguments.jobs)
    try:
        formats = _formats(arguments)
        configuration = _configuration(arguments)
        arguments.lang = _language(arguments, configuration)
        configuration = commands_links.asked(arguments, configuration)
        return _carry_out(arguments, configuration, order, formats)
    except ConfigurationError as error:
        return _fail(str(error))


def rule(arguments: Namespace) -> int:
    """Explain a rule, or list them all."""
    known = catalog.rules()
    if arguments.name is not None and arguments.name not in known:
        nearest = closest(arguments.name, known)
        return _fail(f"there is no rule {arguments.name!r}" + (f"; did you mean {nearest!r}?" if nearest else ""))
    if arguments.name is None and not arguments.all:
        return _fail("name a rule, or use --all")
    chosen = [known[arguments.name]] if arguments.name else list(known.values())
    if arguments.output_format == "json":
        import json

        show(json.dumps([_described(one) for one in chosen], indent=2) + "\n")
    elif arguments.name:
        from linter import pages

        show(pages.explain(chosen[0]))
    else:
        width = max(len(one.name) for one in chosen)
        lines = (f"{one.name:{width}}  {one.severity if one.on else 'off':7}  {one.summary}" for one in chosen)
        show("\n".join(lines) + "\n")
    return OK


def config(arguments: Namespace) -> int:
    """Show the configuration that holds for a folder or a document."""
    from linter.config_show import shown

    try:
        configuration = _configuration(arguments)
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))
    show(shown(configuration, Path(arguments.path)))
    if arguments.show_origin and configuration.origin is not None:
        from linter import config_origins

        show_lines(("", *config_origins.shown(configuration.origin).splitlines()))
    return OK


def init(arguments: Namespace) -> int:
    """Write a configuration and schemas for what is found, on request a baseline with what does not fit."""
    from linter import commands_init

    code = commands_init.init(arguments)
    if code != OK or arguments.check or not arguments.baseline:
        return code
    from linter import commands_baseline

    try:
        commands_baseline.begin(load(Path(arguments.path), allow_python=arguments.allow_python))
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))
    return OK


def schema(arguments: Namespace) -> int:
    """Infer, check, show or export schemas."""
    from linter import commands_schema

    return commands_schema.schema(arguments)


def completions(arguments: Namespace) -> int:
    """Print a script with which a shell completes the command line."""
    from linter.completions import SHELLS, Command, Option

    rules = tuple(catalog.rules())
    known = {
        "--select": (*CATEGORIES, *rules),
        "--ignore": (*CATEGORIES, *rules),
        "--output-format": (*reports.REPORTS,),
    }
    commands = [
        Command(
            name,
            help_,
            tuple(
                Option(
                    tuple(action.option_strings),
                    action.help or "",
                    tuple(map(str, action.choices or ()))
                    or next((known[one] for one in action.option_strings if one in known), ())
                    or (rules if (name, action.dest) == ("rule", "name") else ()),
                )
                for action in actions
            ),
        )
        for name, help_, actions in arguments.parser.commands()
    ]
    show(SHELLS[arguments.shell](commands))
    return OK


def baseline(arguments: Namespace) -> int:
    """Record what a repository decided to live with."""
    from linter import commands_baseline

    try:
        return commands_baseline.carry_out(arguments, _configuration(arguments))
    except (ConfigurationError, OSError) as error:
        return _fail(str(error))


COMMANDS: Mapping[str, Callable[[Namespace], int]] = {
    "check": check,
    "fix": check,
    "links": links,
    "report": report,
    "rule": rule,
    "config": config,
    "baseline": baseline,
    "init": init,
    "schema": schema,
    "completions": completions,
}


def _described(one: AnyRule) -> dict[str, object]:
    from linter import pages

    severity = str(one.severity) if one.on else "off"
    return {
        "name": one.name,
        "category": one.category,
        "severity": severity,
        "fix": pages.fixes(one),
        "summary": one.summary,
        "page": pages.explain(one),
    }


def _configuration(arguments: Namespace) -> Configuration:
    names = getattr(arguments, "paths", None) or [getattr(arguments, "path", ".")]
    start = Path(arguments.stdin_filename or names[0]) if hasattr(arguments, "stdin_filename") else Path(names[0])
    if not os.path.lexists(start):
        start = Path.cwd()
    file = Path(arguments.config) if arguments.config else None
    try:
        configuration = load(
            start,
            file=file,
            isolated=arguments.isolated,
            allow_python=arguments.allow_python,
            without_schemas=arguments.command in {"check", "fix", "links"},
        )
    except FileNotFoundError as error:
        raise ConfigurationError(f"{arguments.config}: {error.strerror}") from None
    select = check_names(_names(getattr(arguments, "select", [])), "--select")
    ignore = check_names(_names(getattr(arguments, "ignore", [])), "--ignore")
    return replace(configuration, select=select, ignore=ignore)


def _names(given: list[str]) -> list[str]:
    return [name.strip() for part in given for name in part.split(",") if name.strip()]


def _formats(arguments: Namespace) -> list[tuple[str, str | None]]:
    """Return the reports to write, each with the file it goes to (None: standard output)."""
    given = arguments.output_format or _names([os.environ.get("CONTENTLINT_OUTPUT_FORMAT", "")])
    formats: list[tuple[str, str | None]] = []
    for one in given or _default_formats():
        name, _, file = one.partition(":")
        if name not in reports.REPORTS:
            nearest = closest(name, reports.REPORTS)
            hint = f"; did you mean {nearest!r}?" if nearest else f" (there are {', '.join(reports.REPORTS)})"
            raise ConfigurationError(f"--output-format: there is no format {name!r}{hint}")
        formats.append((name, file or arguments.output_file))
    names = [file for name, file in formats if file or name not in _BESIDE or not _for_people(formats)]
    if len(set(names)) < len(names):
        raise ConfigurationError(
            "--output-format: two reports would go to one place; name a file, as in sarif:out.sarif"
        )
    return formats


def _language(arguments: Namespace, configuration: Configuration) -> str:
    """Return the language to speak: as it was said, else that of the repository's own messages, else English."""
    said: str | None = arguments.lang or os.environ.get("CONTENTLINT_LANG")
    if said and said not in ("en", "fr"):
        raise ConfigurationError(f"CONTENTLINT_LANG: there is no language {said!r} (there are en, fr)")
    locale = str(configuration.settings.get("locale") or "").partition("-")[0]
    return said or (locale if locale in ("en", "fr") else "en")


def _for_people(formats: list[tuple[str, str | None]]) -> bool:
    """Tell whether what goes to standard output can stand there with the commands that GitHub takes out of it."""
    return {name for name, file in formats if not file} <= {"concise", "full", *_BESIDE}


def _default_formats() -> list[str]:
    """Return what to write where nothing was asked for: on GitHub, annotations beside the lines of the log."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return ["concise", "github"]
    return ["full" if sys.stdout.isatty() else "concise"]


def _report(
    run: Run,
    arguments: Namespace,
    formats: list[tuple[str, str | None]],
    configuration: Configuration,
    stream: TextIO | None = None,
) -> None:
    from linter.files import open_report

    out = stream or sys.stdout
    run = _spoken(run, arguments.lang)
    explained = bool(_EXPLAINED & {name for name, _ in formats})
    style = _style(run, configuration, arguments.lang, explained=explained)
    if arguments.statistics:
        out.write(statistics(run))
    else:
        for name, file in formats:
            if file:
                with open_report(Path(file), configuration.root) as written:
                    reports.write(name, run, written, style)
            else:
                reports.write(name, run, out, replace(style, colour=coloured(arguments.color, out)))
        _summarise(run, formats, arguments.lang)
    out.flush()
    for line in mended(run, style) if arguments.verbose else ():
        say(line)
    for error in run.errors:
        say(f"error: {error}")
    if not arguments.quiet:
        say(summary(run, run.seconds, arguments.lang))


def _summarise(run: Run, formats: list[tuple[str, str | None]], language: str) -> None:
    """Add the findings to the summary of the job, where GitHub runs it: it shows but ten annotations of a kind."""
    summary_file = os.environ.get("GITHUB_STEP_SUMMARY")
    if summary_file and any(name == "github" for name, _ in formats):
        with open(summary_file, "a", encoding="utf-8", newline="\n") as stream:  # noqa: PTH123  # GitHub names it
            reports.write("markdown", run, stream, Style(language=language))


def _spoken(run: Run, language: str) -> Run:
    """Return a run whose findings speak a language."""
    if language == "en":
        return run
    from linter.reports.translation import translated

    return translated(run, language)


def _style(run: Run, configuration: Configuration, language: str, *, explained: bool = True) -> Style:
    """Return how to report a run: for reports that are `explained`, with its rules and collections."""
    style = Style(
        root=str(configuration.root.resolve()), current=str(Path.cwd()), version=__version__, language=language
    )
    if not explained:
        return style
    from linter import pages

    known = catalog.rules()
    found = map(known.__getitem__, sorted({finding.rule for finding in run.findings} & known.keys()))
    info = {one.name: RuleInfo(one.name, one.summary, pages.explain(one), one.severity, one.category) for one in found}
    collections = {path: configuration.collection(path) for path in {finding.path for finding in run.findings}}
    return replace(style, rules=info, collections={path: one.name for path, one in collections.items() if one})


def _exit_code(run: Run, arguments: Namespace) -> int:
    if run.errors or (arguments.no_files == "error" and not run.files):
        return FAILED
    if arguments.diff or (arguments.exit_non_zero_on_fix and run.changed):
        return FOUND if run.changed else OK
    if arguments.exit_zero or arguments.fail_on == "never":
        return OK
    limit = Severity(arguments.fail_on).rank
    return FOUND if any(finding.severity.rank <= limit for finding in run.findings) else OK


def _note(notes: tuple[str, ...], arguments: Namespace, run: Run) -> None:
    if arguments.diff:
        for error in run.errors:
            say(f"error: {error}")
    for note in () if arguments.quiet else notes:
        say(f"warning: {note}")


def _fail(message: str) -> int:
    say(f"error: {message}")
    return FAILED
