"""The rule unknown-email-domain."""

from __future__ import annotations

from linter.finding import Applicability, Fix, Problem
from linter.mail_domains import is_unknown, meant
from linter.rule import CountingOptions, project_rule
from linter.schema.words import quoted
from linter.text import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project


@project_rule("unknown-email-domain", category="email", options=CountingOptions, only=("@", "&#"))
def unknown_email_domain(facts: Facts, project: Project, _options: object) -> Iterator[Problem]:
    """An e-mail address whose domain ends in what is no top-level domain."""
    for domain in facts.mail_domains:
        if not is_unknown(domain.name):
            continue
        wanted = meant(domain.name, project.mail_domains)
        message = f'{quoted(domain.name)} can be no domain: there is no ".{domain.name.rpartition(".")[2]}"'
        if wanted is None:
            yield Problem(domain.span, message)
            continue
        edit = Edit(domain.span, wanted)
        fix = Fix(f"write {quoted(wanted)}", (edit,), Applicability.UNSAFE) if domain.editable else None
        yield Problem(domain.span, f"{message}; did you mean {quoted(wanted)}?", fix)
