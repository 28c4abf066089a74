"""What the arguments of the command line ask for: a configuration, reports, a language."""

from __future__ import annotations

import os
import sys

from linter import reports
from linter.config import Configuration, ConfigurationError
from linter.config_place import nearest, root_without
from linter.values import replace

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

BESIDE = frozenset({"github"})
"""Reports that can stand beside one for people: GitHub takes its commands out of what it shows."""


def configuration_of(arguments: Namespace) -> Configuration:
    """Return the configuration that holds for the first path that was named, with the rules that were selected.

    Raises ConfigurationError.
    """
    names = getattr(arguments, "paths", None) or [getattr(arguments, "path", ".")]
    start = str(getattr(arguments, "stdin_filename", None) or names[0] or ".")
    if not os.path.lexists(start):
        start = os.getcwd()
    try:
        found = nearest(start, file=arguments.config, isolated=arguments.isolated)
        configuration = _recalled(arguments, found) if found else Configuration(root_without(start))
        configuration = configuration or _loaded(arguments, start)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{arguments.config}: {error.strerror}") from None
    select, ignore = (names_of(getattr(arguments, name, [])) for name in ("select", "ignore"))
    if not select and not ignore:
        return configuration
    from linter.config_file import check_names

    wanted, unwanted = check_names(select, "--select"), check_names(ignore, "--ignore")
    return replace(configuration, select=wanted, ignore=unwanted)


def _loaded(arguments: Namespace, start: str) -> Configuration:
    from pathlib import Path

    from linter.config_file import load

    return load(
        Path(start),
        file=Path(arguments.config) if arguments.config else None,
        isolated=arguments.isolated,
        allow_python=arguments.allow_python,
        without_schemas=arguments.command in {"check", "fix", "links"},
    )


def remembers(arguments: Namespace) -> bool:
    """Tell whether what a configuration came to is to be recalled, and to be remembered."""
    return arguments.command == "check" and not (arguments.no_cache or arguments.allow_python)


def _recalled(arguments: Namespace, file: str) -> Configuration | None:
    if not remembers(arguments):
        return None
    from linter import config_memory

    return config_memory.recalled(file)


def formats_of(arguments: Namespace) -> list[tuple[str, str | None]]:
    """Return the reports to write, each with the file it goes to (None: standard output). Raises ConfigurationError."""
    given = arguments.output_format or names_of([os.environ.get("CONTENTLINT_OUTPUT_FORMAT", "")])
    formats: list[tuple[str, str | None]] = []
    for one in given or _default_formats():
        name, _, file = one.partition(":")
        if name not in reports.REPORTS:
            from linter.spelling import closest

            nearest = closest(name, reports.REPORTS)
            hint = f"; did you mean {nearest!r}?" if nearest else f" (there are {', '.join(reports.REPORTS)})"
            raise ConfigurationError(f"--output-format: there is no format {name!r}{hint}")
        formats.append((name, file or arguments.output_file))
    names = [file for name, file in formats if file or name not in BESIDE or not _for_people(formats)]
    if len(set(names)) < len(names):
        raise ConfigurationError(
            "--output-format: two reports would go to one place; name a file, as in sarif:out.sarif"
        )
    return formats


def language_of(arguments: Namespace, configuration: Configuration) -> str:
    """Return the language to speak: as it was said, else that of the repository's own messages, else English."""
    said: str | None = arguments.lang or os.environ.get("CONTENTLINT_LANG")
    if said and said not in ("en", "fr"):
        raise ConfigurationError(f"CONTENTLINT_LANG: there is no language {said!r} (there are en, fr)")
    locale = str(configuration.settings.get("locale") or "").partition("-")[0]
    return said or (locale if locale in ("en", "fr") else "en")


def names_of(given: list[str]) -> list[str]:
    """Return the names in lists that commas part."""
    return [name.strip() for part in given for name in part.split(",") if name.strip()]


def _for_people(formats: list[tuple[str, str | None]]) -> bool:
    """Tell whether what goes to standard output can stand there with the commands that GitHub takes out of it."""
    return {name for name, file in formats if not file} <= {"concise", "full", *BESIDE}


def _default_formats() -> list[str]:
    """Return what to write where nothing was asked for: on GitHub, annotations beside the lines of the log."""
    if os.environ.get("GITHUB_ACTIONS") == "true":
        return ["concise", "github"]
    return ["full" if sys.stdout.isatty() else "concise"]
