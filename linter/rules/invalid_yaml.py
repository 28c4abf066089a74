"""The rule invalid-yaml."""

from __future__ import annotations

from linter.finding import Problem
from linter.patterns import lazy
from linter.rule import Options, rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# Hugo's archetypes, Hexo's scaffolds, cookiecutter's folders: documents are made of these, and only then is there YAML.
_TEMPLATE_PATH = lazy(r"(?:^|/)(?:archetypes|scaffolds)/|\{\{")
_TEMPLATE = lazy(r"\{[{%]")


@rule("invalid-yaml", category="front-matter", supposes=True, only=("is:defective",))
def invalid_yaml(document: Document, _options: Options) -> Iterator[Problem]:
    """Front matter that cannot be parsed."""
    for defect in document.front_matter.defects:
        if defect.kind == "invalid" and not _is_template(document):
            yield Problem(defect.span, defect.message, defect.fix)


def _is_template(document: Document) -> bool:
    content = document.front_matter.content
    return bool(_TEMPLATE_PATH.search(document.path) and _TEMPLATE.search(document.text, content.start, content.end))
