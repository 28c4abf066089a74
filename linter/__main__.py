"""`python -m linter` is `contentlint`."""

from linter.cli import run

run()
