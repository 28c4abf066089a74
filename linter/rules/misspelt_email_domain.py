"""The rule misspelt-email-domain."""

from __future__ import annotations

from linter.finding import Applicability, Fix, Problem, Severity
from linter.mail_domains import is_unknown, misspelt
from linter.rule import CountingOptions, project_rule
from linter.schema.words import quoted
from linter.text import Edit

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.project import Facts, Project


@project_rule(
    "misspelt-email-domain",
    category="email",
    options=CountingOptions,
    severity=Severity.WARNING,
    only=("@", "&#"),
)
def misspelt_email_domain(facts: Facts, project: Project, _options: object) -> Iterator[Problem]:
    """An e-mail domain one letter away from a domain that many documents use."""
    for domain in facts.mail_domains:
        wanted = None if is_unknown(domain.name) else misspelt(domain.name, project.mail_domains)
        if wanted is not None:
            count = project.mail_domains[wanted]
            message = f"{quoted(domain.name)} is nearly {quoted(wanted)}, which {count} documents use: is that meant?"
            edit = Edit(domain.span, wanted)
            fix = Fix(f"write {quoted(wanted)}", (edit,), Applicability.UNSAFE) if domain.editable else None
            yield Problem(domain.span, message, fix)
