"""The rule placeholder-email."""

from __future__ import annotations

from linter.finding import Problem, Severity
from linter.mail_links import MailAddress, mail_links
from linter.patterns import lazy
from linter.rule import Options, rule
from linter.schema.words import quoted
from linter.showcase import is_showcase
from linter.values import dataclass

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from linter.document import Document

# RFC 2606, section 3: nobody gets mail there.
_RESERVED = lazy(r"(?:.+\.)?(?:example\.(?:com|net|org|edu)|example|invalid|test)")
_WORDS = frozenset(
    {
        "adresse@mail",
        "email@domain",
        "email@email",
        "email@domaine",
        "firstname.lastname",
        "mail@mail",
        "nom.prenom",
        "prenom.nom",
        "prénom.nom",
        "contact@contact",
        "user@domain",
        "votre@email",
        "you@domain",
        "your@email",
        "your-email",
        "votre-email",
        "xxx",
    }
)


@dataclass(frozen=True)
class PlaceholderEmailOptions(Options):
    """`words` are what stands before the @, alone or with the first name of the domain: "prenom.nom", "mail@mail"."""

    words: frozenset[str] = _WORDS


@rule(
    "placeholder-email", category="email", options=PlaceholderEmailOptions, severity=Severity.WARNING, only=("@", "&#")
)
def placeholder_email(document: Document, options: PlaceholderEmailOptions) -> Iterator[Problem]:
    """A link to an e-mail address that stands in for the real one."""
    if is_showcase(document.path):
        return
    words = frozenset(word.casefold() for word in options.words)
    code = None
    for link, addresses, _ in mail_links(document):
        found = next((one for one in addresses if _is_placeholder(one, words)), None)
        if found is None:
            continue
        address = f"{found.local}@{found.domain}"
        code = code if code is not None else _code(document)
        if address not in code:  # else it is an example that the text works with
            yield Problem(link.destination, f"{quoted(address)} stands in for an address: write the real one")


def _is_placeholder(address: MailAddress, words: frozenset[str]) -> bool:
    if _RESERVED.fullmatch(address.domain):
        return True
    local = address.local.casefold()
    return local in words or f"{local}@{address.domain.partition('.')[0]}" in words


def _code(document: Document) -> str:
    return "\n".join(document.source.slice(code.span) for view in document.markdowns for code in view.code)
