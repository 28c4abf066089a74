"""The forms that texts have: dates, addresses, identifiers; which one nearly all texts of a place share."""

from __future__ import annotations

import re
from functools import partial

from linter.patterns import lazy
from linter.schema.addresses import is_email
from linter.schema.dates import ISO, date_problem, day_of, form_words
from linter.schema.formats import FORMATS
from linter.schema.words import either
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Callable, Mapping

    from linter.inference.limits import Limits

_ORDERS = {"DMY": "%d{0}%m{0}%Y", "MDY": "%m{0}%d{0}%Y", "YMD": "%Y{0}%m{0}%d"}
_SEPARATORS = "/.-"
_DATE_LIKE = lazy(r"\s*\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}\b", re.ASCII)
_WORD = r"^[A-Za-z0-9_.-]+$"
_IS_WORD = lazy(_WORD)
_FEWEST = 3  # different texts, from which on a form is more than chance


@dataclass(frozen=True, slots=True)
class Form:
    """What nearly all texts of a place look like: `keywords` say it in JSON Schema, `words` to people.

    `problem` says why a text does not, None where it does; `kind` is what such a text is called as an anomaly.
    """

    words: str
    keywords: Mapping[str, object]
    problem: Callable[[str], str | None]
    annotations: Mapping[str, object] = field(default_factory=dict)
    is_date: bool = False


def form_of(texts: Counter[str], limits: Limits) -> Form | None:
    """Return the form that at least 95 % of the texts have, each counted as often as it is used; None for no form.

    Where it takes fewer than 20 texts to say so, all must have it. A date whose order of day and month no text
    settles has no form.
    """
    total = texts.total()
    if len(texts) < min(_FEWEST, total) or total < _FEWEST:
        return None
    often = [text for text, _ in texts.most_common(_FEWEST)]
    for form in (_date(texts, limits), *_FORMS):
        # Most places hold prose, which the first few texts tell.
        if form is not None and any(form.problem(text) is None for text in often) and _fits(form, texts, limits):
            return form
    return None


def _fits(form: Form, texts: Counter[str], limits: Limits) -> bool:
    total, most = texts.total(), sum(times for text, times in texts.items() if form.problem(text) is None)
    return most == total or limits.agree(most, total)


def _date(texts: Counter[str], limits: Limits) -> Form | None:
    like = mostly(texts, lambda text: _DATE_LIKE.match(text) is not None, limits)
    if like is None:
        return None
    forms = [ISO] if _share(texts, ISO) >= limits.deliberate else []
    order: str | None = None
    for separator in _SEPARATORS:
        settled = _order(texts, like, separator)
        if settled is not None and _share(texts, form := _ORDERS[settled].format(separator)) >= limits.deliberate:
            forms.append(form)
            order = settled
    return _date_form(forms, order) if forms else None


def mostly(texts: Counter[str], holds: Callable[[str], bool], limits: Limits) -> list[str] | None:
    """Return the texts for which something holds, None as soon as it is known not to hold for nearly all."""
    found = []
    total = left = texts.total()
    for text, times in texts.items():
        if holds(text):
            found.append(text)
            continue
        left -= times
        if left < limits.agreement * total:
            return None
    return found


def _date_form(forms: list[str], order: str | None) -> Form:
    accepted = [form for form in forms if form != ISO]
    date: dict[str, object] = {"accept": accepted} | ({"order": order} if order else {})
    return Form(
        f"a date as {either(form_words(form) for form in forms)}",
        {"format": "date"} if ISO in forms else {},
        partial(date_problem, forms=tuple(forms)),
        {"date": date} if accepted else {},
        is_date=True,
    )


def _share(texts: Counter[str], form: str) -> float:
    return sum(times for text, times in texts.items() if day_of(text, (form,))) / texts.total()


def _order(texts: Counter[str], like: list[str], separator: str) -> str | None:
    """Return the order of day, month and year that the texts settle: some can be read so only, hardly any otherwise."""
    alone = {}
    readings = {text: _readings(text, separator) for text in like}
    for order in _ORDERS:
        alone[order] = sum(texts[text] for text, orders in readings.items() if orders == [order])
    best = max(alone, key=alone.__getitem__)
    against = sum(alone.values()) - alone[best]
    return best if alone[best] >= _FEWEST and against <= 0.05 * alone[best] else None


def _readings(text: str, separator: str) -> list[str]:
    if separator not in text:
        return []
    if separator == "-" and day_of(text, (ISO,)):
        return []
    return [order for order, form in _ORDERS.items() if day_of(text, (form.format(separator),))]


def _format(name: str) -> Form:
    return Form(FORMATS[name].words, {"format": name}, FORMATS[name].problem)


def _mixed() -> Form:
    """Return the form of contacts; an array of formats is ours, as no validator knows its name."""
    one = FORMATS["email-or-uri"]
    return Form("an e-mail address or a URL", {}, one.problem, {"format": ["email", "uri"]})


def _word_problem(text: str) -> str | None:
    return None if _IS_WORD.fullmatch(text) else "this is no single word"


def _email_problem(text: str) -> str | None:
    return None if is_email(text) else "this is no e-mail address"


_EMAIL = Form(FORMATS["email"].words, {"format": "email"}, _email_problem)
_FORMS = (_format("date-time"), _format("uuid"), _EMAIL, _format("uri"), _mixed())
WORD = Form("a single word", {"pattern": _WORD}, _word_problem)
