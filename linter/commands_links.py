"""The command `links`: gather the links to other sites, ask, and hand the answers to the rules about them."""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

from linter import files
from linter.config import ConfigurationError
from linter.document import Document
from linter.document.flavour import Flavour
from linter.external import Manner, external_links
from linter.generators import Generators
from linter.terminal import Progress, say
from linter.text import Source
from linter.values import replace

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from linter.config import Configuration

RULES = frozenset({"dead-external-link", "moved-external-link", "broken-external-fragment"})


def asked(arguments: Namespace, configuration: Configuration) -> Configuration:
    """Return the configuration with the rules about other sites selected, and what the sites answered.

    Raises ConfigurationError where what it takes is not installed.
    """
    try:
        from linter.online.asking import ask
        from linter.online.memory import Memory, default_path
    except ImportError as error:
        needed = "pip install 'contentlint[links]'"
        raise ConfigurationError(f"links needs {error.name}, which is not installed: {needed}") from None
    paths = files.select(tuple(arguments.paths) or (".",), configuration).files
    wanted: dict[str, set[str]] = defaultdict(set)
    for document in _documents(configuration, paths):
        for _, url, fragment in external_links(document):
            wanted[url].update({fragment} if fragment else ())
    place = None if arguments.no_cache else Path(arguments.cache) if arguments.cache else default_path()
    progress = Progress(sys.stderr, "addresses")
    manner = replace(configuration.external or Manner(), allow_private=arguments.allow_private)
    with Memory(place, manner.cache_days) as memory:
        try:
            answers = ask({url: _judged(those) for url, those in wanted.items()}, manner, memory, progress)
        except KeyboardInterrupt:
            progress.clear()
            say("what was answered so far is kept: run it again to go on" if place else "nothing is kept")
            raise
    progress.clear()
    if not arguments.quiet:
        left_out = sum(map(manner.excludes, wanted))
        say(f"{len(answers):,} addresses asked or remembered" + (f", {left_out:,} excluded" if left_out else ""))
    select = configuration.select & RULES or RULES
    return replace(
        configuration,
        select=select,
        answers={url: answer for url, answer in answers.items() if answer.status not in manner.accept},
    )


def _judged(fragments: set[str]) -> frozenset[str]:
    from linter.online.fragments import may_be_judged

    return frozenset(filter(may_be_judged, fragments))


def _documents(configuration: Configuration, paths: tuple[str, ...]) -> Iterator[Document]:
    root = configuration.root.resolve()
    generators = Generators(files.Folder(root))
    for path in paths:
        try:
            data = files.read(root, path, configuration.max_file_size)
        except OSError:
            continue  # the run that reports says what is wrong with it
        if isinstance(data, bytes) and b"//" in data:
            given = configuration.flavour(path)
            flavour = generators.of(path).flavour if given is None else Flavour(given)
            document = Document(path, Source.decode(data), flavour)
            if document.source.unreadable is None:
                yield document
