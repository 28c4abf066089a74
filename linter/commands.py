"""What each command of the command line does, from its parsed arguments to its exit code."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from linter import catalog, reports, runner
from linter.arguments import configuration_of, formats_of, language_of
from linter.commands_check import carry_out, check, without_known
from linter.config import ConfigurationError
from linter.config_file import load
from linter.git import GitError
from linter.reporting import FAILED, OK, fail, spoken, style_of
from linter.reports.summary import summary
from linter.rule import CATEGORIES
from linter.session import Order
from linter.spelling import closest
from linter.terminal import Progress, say, show, show_lines
from linter.values import replace

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Mapping

    from linter.rule import AnyRule


def report(arguments: Namespace) -> int:
    """Write the page for people, on request with how it came to this; ends with 0 whatever is found."""
    from linter import commands_report

    try:
        configuration = configuration_of(arguments)
        arguments.lang = language_of(arguments, configuration)
        paths, progress = tuple(arguments.paths) or (".",), Progress(sys.stderr)
        outcome = runner.run(configuration, paths, Order(jobs=arguments.jobs), progress)
        progress.clear()
        run = without_known(outcome.run, arguments, configuration)
        trend = commands_report.trend(arguments, configuration, paths)
        told = spoken(run, arguments.lang)
        style = replace(style_of(run, configuration, arguments.lang), trend=trend)
        commands_report.write(Path(arguments.output_file), told, configuration, style)
    except (ConfigurationError, GitError) as error:
        return fail(str(error))
    except OSError as error:
        return fail(f"{error.filename}: {error.strerror}" if error.filename else str(error))
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
        return fail("links reads files, not standard input")
    order = Order(arguments.fix or arguments.diff, arguments.unsafe_fixes, arguments.diff, arguments.jobs)
    try:
        formats = formats_of(arguments)
        configuration = configuration_of(arguments)
        arguments.lang = language_of(arguments, configuration)
        configuration = commands_links.asked(arguments, configuration)
        return carry_out(arguments, configuration, order, formats)
    except ConfigurationError as error:
        return fail(str(error))


def rule(arguments: Namespace) -> int:
    """Explain a rule, or list them all."""
    known = catalog.rules()
    if arguments.name is not None and arguments.name not in known:
        nearest = closest(arguments.name, known)
        return fail(f"there is no rule {arguments.name!r}" + (f"; did you mean {nearest!r}?" if nearest else ""))
    if arguments.name is None and not arguments.all:
        return fail("name a rule, or use --all")
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
        configuration = configuration_of(arguments)
    except (ConfigurationError, OSError) as error:
        return fail(str(error))
    show(shown(configuration, Path(arguments.path)))
    if arguments.show_origin and configuration.origin is not None:
        from linter import config_origins

        show_lines(("", *config_origins.shown(configuration.origin).splitlines()))
    for each in configuration.errors:
        say(f"error: {each}")
    return FAILED if configuration.errors else OK


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
        return fail(str(error))
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
        return commands_baseline.carry_out(arguments, configuration_of(arguments))
    except (ConfigurationError, OSError) as error:
        return fail(str(error))


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
