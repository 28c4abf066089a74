"""The grammar of the command line: what can be said to contentlint, and the help that tells of it."""

from __future__ import annotations

import argparse
import os
import sys
from typing import TYPE_CHECKING, NoReturn

from linter import replay

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST_JOBS = 256
_MOST_COMMITS = 1_000
EXIT_CODES = """\
exit codes:
  0  nothing at or above --fail-on (default: error)
  1  findings at or above it; with --diff: something would change
  2  wrong usage or configuration, a missing path, a file that could not be written
"""

_EXAMPLES = {
    "check": """\
examples:
  contentlint check                           everything below this folder
  contentlint check content/api --statistics  what there is, by rule
  contentlint check --fix                     mend what is safe, report the rest
  contentlint check --select mojibake,links   some rules or categories only
  contentlint check --since origin/main       only what changed since then caused
  contentlint check --stdin-filename a.md -   a document from standard input
  contentlint check --add-suppressions="why"  silence what is found now, in comments
""",
    "fix": """\
examples:
  contentlint fix --diff                      show what would change, write nothing
  contentlint fix                             apply the safe fixes, each verified
  contentlint fix --select encoding content   repair mojibake only
  contentlint fix --undo                      take back what the last run changed
""",
    "links": """\
examples:
  contentlint links                           ask other sites whether what is linked to is still there
  contentlint links content --unsafe-fixes --diff    show the new addresses of what has moved for good
  contentlint links --allow-private           also ask addresses in private networks and on this computer
""",
    "report": """\
examples:
  contentlint report                          write contentlint-report.html, for any browser
  contentlint report --history 20 --lang fr   with the trend of the last 20 commits, in French
""",
    "rule": """\
examples:
  contentlint rule placeholder-link           the page of a rule
  contentlint rule --all                      every rule, a line each
""",
    "config": """\
examples:
  contentlint config                          the configuration that holds here
  contentlint config content/api/x.md         the rules that are on for a file
  contentlint config --show-origin            where each value was set
""",
    "baseline": """\
examples:
  contentlint baseline create                 record all findings: only new ones are reported from now on
  contentlint baseline prune                  forget what was mended since
  contentlint baseline update                 record what is there now
""",
    "init": """\
examples:
  contentlint init                            write contentlint.toml and schemas for what is here
  contentlint init --baseline                 and record what does not fit, so that only what is new fails
  contentlint init --hook --ci github         and the hook of pre-commit, and the workflow (gitlab: the job)
  contentlint init --check                    do the schemas still say what the documents do, and of all of them?
""",
    "completions": """\
examples:
  contentlint completions bash > ~/.local/share/bash-completion/completions/contentlint
  contentlint completions fish > ~/.config/fish/completions/contentlint.fish
  contentlint completions zsh > ~/.zfunc/_contentlint    with fpath+=(~/.zfunc) before compinit
""",
    "schema": """\
examples:
  contentlint schema infer content/api        the schema of a folder's documents, with its evidence
  contentlint schema check                    mistakes in the schemas themselves
  contentlint schema show api                 the schema of a collection, a line for each key
  contentlint schema export -o .vscode        plain JSON Schema, with which any editor completes
""",
    "schema infer": """\
examples:
  contentlint schema infer                    the schemas of all collections
  contentlint schema infer content/api        that of one folder
  contentlint schema infer -o schemas         write those that are not there yet
""",
    "schema check": """\
examples:
  contentlint schema check                    the schemas that the configuration names
  contentlint schema check schemas/*.json     these
""",
    "schema show": """\
examples:
  contentlint schema show api                 a line for each key
  contentlint schema show api --output-format json
""",
    "schema export": """\
examples:
  contentlint schema export                   print the schemas, references as lists of names
  contentlint schema export -o .vscode        write NAME.schema.json there; exported files are replaced
""",
}


class _Parser(argparse.ArgumentParser):
    """An argument parser that guesses what a misspelt option or command was meant to be."""

    def error(self, message: str) -> NoReturn:
        from linter.spelling import closest

        words = [word.strip(":") for word in message.replace("'", " ").split()]
        words = [word for word in words if word in sys.argv or word.startswith("--")]
        known = list(self.words())
        for word in words:
            alike = [one for one in known if one.startswith("-") == word.startswith("-")]
            nearest = None if word in known else closest(word.partition("=")[0], alike)
            if nearest:
                message += f"; did you mean {nearest}?"
                break
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: error: {message}\n")

    def commands(self) -> Iterator[tuple[str, str, list[argparse.Action]]]:
        """Yield name and help of each command, and what can be said to it."""
        for action in self._actions:
            if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  # argparse has no other name for it
                helps = {one.dest: one.help or "" for one in action._choices_actions}  # noqa: SLF001  # as above
                for name, parser in action.choices.items():
                    yield name, helps.get(name, ""), parser._actions  # noqa: SLF001  # as above

    def words(self) -> Iterator[str]:
        """Yield the options and choices that this parser and its commands know."""
        for action in self._actions:
            yield from action.option_strings
            for name in action.choices or ():
                yield str(name)
            for command in action.choices.values() if isinstance(action.choices, dict) else ():
                yield from command.words() if isinstance(command, _Parser) else ()


def parsed(words: list[str]) -> argparse.Namespace:
    """Return what a command line (without the program's name) says. Raises SystemExit where it ends with that."""
    parser = _parser()
    return parser.parse_args([_as_written(word, parser) for word in words] or ["check"])


def _as_written(word: str, parser: _Parser) -> str:
    """Return a word that looks like an option but is the name of a file, as a path.

    Hooks and shells pass file names on: a stranger's file called `--config=evil.md` must not configure the run. And an
    option whose value is only what follows an equals sign must not take the path after it.
    """
    if word == "--add-suppressions":
        return f"{word}="
    named = word.startswith("-") and word not in {"-", "--"} and os.path.lexists(word)
    return os.path.join(os.curdir, word) if named and word not in parser.words() else word  # noqa: PTH118


def _parser() -> _Parser:
    parser = _Parser(
        prog="contentlint",
        description="Find what is wrong in content repositories, and mend it.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    from linter import __version__

    parser.add_argument("--version", action="version", version=f"contentlint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True, parser_class=_Parser)
    check = _command(commands, "check", "report what is wrong (the default)")
    _add_run_arguments(check)
    check.add_argument("--fix", action="store_true", help="apply safe fixes, report what is left")
    _add_change_arguments(check)
    check.add_argument("--statistics", action="store_true", help="count findings by rule instead of listing them")
    check.add_argument(
        "--add-suppressions",
        metavar="[=REASON]",
        help="write comments that silence what is found now, into the documents; with --diff only show them",
    )
    check.add_argument("--watch", action="store_true", help="check again whenever a file changes, until interrupted")
    check.add_argument(replay.OFF, action="store_true", help="neither use nor keep what a run before said")
    fix = _command(commands, "fix", "apply safe fixes, verified, and report what is left")
    _add_run_arguments(fix)
    fix.add_argument("--undo", action="store_true", help="take back what the last run changed, and do nothing else")
    fix.add_argument("--statistics", action="store_true", help="count findings by rule instead of listing them")
    _add_links_arguments(_command(commands, "links", "ask other sites whether the links to them are still good"))
    _add_report_arguments(_command(commands, "report", "write a page for browsers: what is wrong, and the trend"))
    rule = _command(commands, "rule", "explain a rule")
    rule.add_argument("name", nargs="?", metavar="NAME", help="name of a rule")
    rule.add_argument("--all", action="store_true", help="list every rule")
    rule.add_argument("--output-format", choices=("text", "json"), default="text")
    config = _command(commands, "config", "show the configuration that holds")
    config.add_argument("path", nargs="?", default=".", metavar="PATH", help="a folder, or a document")
    config.add_argument("--show-origin", action="store_true", help="also the file and line that sets each value")
    _add_configuration_arguments(config)
    baseline = _command(commands, "baseline", "record the findings to live with, so that only new ones are reported")
    baseline.add_argument("action", choices=("create", "update", "prune", "show"))
    baseline.add_argument("--baseline", metavar="FILE", help="(default: contentlint-baseline.json)")
    baseline.add_argument("--allow-fatal", action="store_true", help="record findings that hide others, too")
    _add_configuration_arguments(baseline)
    init = _command(commands, "init", "write a configuration and schemas for what is here; overwrite nothing")
    init.add_argument("path", nargs="?", default=".", metavar="PATH", help="the folder (default: this one)")
    init.add_argument("--check", action="store_true", help="write nothing; end with 1 if the schemas are outdated")
    init.add_argument("--ci", choices=("github", "gitlab"), help="also write what checks pull or merge requests")
    init.add_argument("--baseline", action="store_true", help="also record what does not fit: only what is new fails")
    init.add_argument("--hook", action="store_true", help="also write a .pre-commit-config.yaml")
    _add_allow_python(init)
    _add_schema_commands(_command(commands, "schema", "infer, check, show or export schemas of front matter"))
    completions = _command(commands, "completions", "print a script with which a shell completes this command line")
    completions.add_argument("shell", choices=("bash", "zsh", "fish"))
    completions.set_defaults(parser=parser)
    return parser


def _add_schema_commands(parser: _Parser) -> None:
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True, parser_class=_Parser)
    infer = _command(actions, "infer", "infer a schema for each collection", "schema infer")
    infer.add_argument("paths", nargs="*", metavar="PATH", help="only collections with documents there")
    infer.add_argument("-o", "--output-dir", metavar="DIR", help="write NAME.schema.json there; overwrite nothing")
    check = _command(actions, "check", "report mistakes in schemas", "schema check")
    check.add_argument("paths", nargs="*", metavar="FILE", help="schemas (default: those of the configuration)")
    show = _command(actions, "show", "show the schema of a collection", "schema show")
    show.add_argument("name", metavar="NAME", help="name of a collection")
    show.add_argument("--output-format", choices=("text", "json"), default="text")
    export = _command(actions, "export", "make plain JSON Schemas for editors", "schema export")
    export.add_argument("-o", "--output-dir", metavar="DIR", help="write NAME.schema.json there")
    for action in (infer, check, show, export):
        _add_configuration_arguments(action)


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, help_: str, examples: str | None = None
) -> _Parser:
    epilog = f"{_EXAMPLES[examples or name]}\n{EXIT_CODES}"
    formatter = argparse.RawDescriptionHelpFormatter
    return commands.add_parser(name, help=help_, description=help_, epilog=epilog, formatter_class=formatter)


def _add_run_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder); - with --stdin-filename")
    add("--unsafe-fixes", action="store_true", help="also apply fixes that may change the meaning")
    add("--diff", action="store_true", help="show what fixing would change, write nothing")
    add("--keep-mtime", action="store_true", help="leave the time of the last change of fixed files as it is")
    add("--select", action="append", default=[], metavar="NAMES", help="only these rules or categories")
    add("--ignore", action="append", default=[], metavar="NAMES", help="not these rules or categories")
    add("--fail-on", choices=("error", "warning", "info", "never"), default="error", help="(default: error)")
    add("--exit-zero", action="store_true", help="the same as --fail-on never")
    add("--exit-non-zero-on-fix", action="store_true", help="exit with 1 if a file was changed")
    add(
        "--output-format",
        action="append",
        default=[],
        metavar="FORMAT[:FILE]",
        help="full, concise, json, json-lines, github, gitlab, sarif, junit, checkstyle, rdjson, markdown, html; may be"
        " given again (default: full on a terminal, else concise)",
    )
    add("-o", "--output-file", metavar="FILE", help="write the report there instead of to standard output")
    add("--stdin-filename", metavar="PATH", help="the name that the document on standard input has")
    add("--color", choices=("auto", "always", "never"), default="auto", help="(default: auto)")
    add("--no-files", choices=("ok", "error"), default="ok", help="what it is that nothing matched (default: ok)")
    _add_shared_arguments(parser)


def _add_shared_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("--baseline", metavar="FILE", help="findings to live with (default: contentlint-baseline.json, if it is there)")
    add("--no-baseline", action="store_true", help="report the findings of the baseline, too")
    add("-j", "--jobs", type=_jobs, default=0, metavar="N", help="processes to work in (default: as many as pay)")
    add("--lang", choices=("en", "fr"), help="language of the messages (default: CONTENTLINT_LANG, or `locale`)")
    add("-q", "--quiet", action="store_true", help="no summary, no notes")
    add("-v", "--verbose", action="store_true", help="also name each finding that was fixed, and its place")
    _add_configuration_arguments(parser)


def _add_report_arguments(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add("paths", nargs="*", metavar="PATH", help="files and folders (default: this folder)")
    add("-o", "--output-file", metavar="FILE", default="contentlint-report.html", help="(default: %(default)s)")
    add("--history", type=_commits, metavar="N", help="also check the last N commits: the trend")
    add("--select", action="append", default=[], metavar="NAMES", help="only these rules or categories")
    add("--ignore", action="append", default=[], metavar="NAMES", help="not these rules or categories")
    _add_shared_arguments(parser)


def _add_links_arguments(parser: argparse.ArgumentParser) -> None:
    _add_run_arguments(parser)
    add = parser.add_argument
    add("--fix", action="store_true", help="apply fixes; with --unsafe-fixes, write new addresses")
    add("--statistics", action="store_true", help="count findings by rule instead of listing them")
    add("--allow-private", action="store_true", help="also ask addresses in private networks and on this computer")
    add("--no-cache", action="store_true", help="ask everything anew, remember nothing")
    add("--cache", metavar="FILE", help="where answers are remembered (default: in the user's cache folder)")


def _add_change_arguments(parser: argparse.ArgumentParser) -> None:
    base = parser.add_mutually_exclusive_group()
    base.add_argument(
        "--since", metavar="REV", help="only what changed since then caused (in a pull request: its base)"
    )
    base.add_argument("--staged", action="store_true", help="only what is about to be committed causes")
    base.add_argument("--no-since", action="store_true", help="everything, in a pull request, too")
    parser.add_argument(
        "--changed", choices=("lines", "files"), help="what changed: lines (default), or all in the files concerned"
    )


def _jobs(text: str) -> int:
    return _within(text, 0, _MOST_JOBS)


def _commits(text: str) -> int:
    return _within(text, 2, _MOST_COMMITS)


def _within(text: str, least: int, most: int) -> int:
    number = int(text)  # argparse words the error of what is no number
    if not least <= number <= most:
        message = f"{number} is not from {least} to {most}"
        raise argparse.ArgumentTypeError(message)
    return number


def _add_configuration_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--config", metavar="FILE", help="use this configuration file")
    parser.add_argument("--isolated", action="store_true", help="use no configuration file")
    _add_allow_python(parser)


def _add_allow_python(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--allow-python", action="store_true", help="import schemas that are pydantic models: runs code"
    )
