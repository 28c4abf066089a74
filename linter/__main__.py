"""`python -m linter` is `contentlint`."""

from linter.entry import run

run()
