"""The texts at a place: names of other documents, dates, addresses, values of a list, Markdown, or just prose."""

from __future__ import annotations

from collections import Counter
from operator import attrgetter

from linter.inference.anomaly import Anomaly
from linter.inference.forms import WORD, form_of, mostly
from linter.inference.names import reference_of
from linter.inference.siblings import others, where
from linter.inference.spellings import alike, is_choice, slips, twins
from linter.schema.words import either, quoted
from linter.spelling import closest
from linter.values import dataclass, field

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from linter.inference.anomaly import AnomalyKind
    from linter.inference.forms import Form
    from linter.inference.limits import Limits
    from linter.inference.names import Directory, Reference
    from linter.inference.siblings import Siblings, Use

_MARKUP = 0.2  # of the texts have several lines or look like Markdown
_SURELY, _MANY = 0.99, 100  # of that many different texts are one word: then it is no matter of chance
_SHOWN = 5  # values that the evidence lists
_FOR_READERS = frozenset(
    {"title", "titre", "subtitle", "heading", "label", "description", "summary", "tagline", "intitule", "intitulé"}
)
_NO_KEYS = frozenset({"slug", "path"})  # where a schema says by what a document is called, these mean its file
_kept = attrgetter("entry.text")
_ADDRESS = ("://", "@", "/")


@dataclass(frozen=True, slots=True)
class Reading:
    """What the texts of a place are: `keywords` of JSON Schema, members of `x-lint`, the evidence, what is odd."""

    keywords: Mapping[str, object] = field(default_factory=dict)
    annotations: Mapping[str, object] = field(default_factory=dict)
    evidence: str = ""
    anomalies: tuple[Anomaly, ...] = ()
    reference: Reference | None = None


def read(place: Siblings, collection: str, directory: Directory, limits: Limits) -> Reading:
    """Judge the texts at a place of a collection."""
    uses = place.of("string")
    texts = Counter([use.text for use in uses])
    for blank in [text for text in texts if not text.strip()]:
        del texts[blank]
    reference = reference_of(place, texts, collection, directory, limits)
    if reference is not None:
        return _referring(uses, reference, limits)
    if None in map(_kept, uses):
        return _prose(uses, _blank(uses, limits))
    form = form_of(texts, limits) or (None if _is_for_readers(place) else _word(texts, limits))
    if form is not None:
        return _formed(uses, form, limits)
    return _worded(uses, texts, limits)


def _referring(uses: list[Use], reference: Reference, limits: Limits) -> Reading:
    anomalies = []
    meant: dict[str, str | None] = {}
    for use in uses:
        if not use.text.strip() or reference.names(use.text):
            continue
        if use.text not in meant:
            meant[use.text] = closest(use.text.removeprefix(reference.prefix), reference.known)
        near = meant[use.text] and f"{reference.prefix}{meant[use.text]}"
        words = f"{quoted(use.text)} names no document of {quoted(reference.collection)}"
        words += f"; {others(reference.found, 'value')} do" + (f"; did you mean {quoted(near)}?" if near else "")
        anomalies.append(Anomaly(*where(use), "dangling-reference", words, near))
    ref: dict[str, object] = {"collection": reference.collection}
    if reference.by != "$stem":
        ref["by"] = f"key:{reference.by}" if reference.by in _NO_KEYS else reference.by
    if reference.prefix:
        ref["prefix"] = reference.prefix
    evidence = f"{reference.found}/{reference.total} values name a document of {reference.collection}"
    blank = _blank(uses, limits)
    return Reading(blank.keywords, {"ref": ref}, evidence, (*anomalies, *blank.anomalies), reference)


def _is_for_readers(place: Siblings) -> bool:
    """Tell by its key whether a place has words for readers: a title of one word is no handle."""
    return place.name.rpartition(".")[2].casefold() in _FOR_READERS


def _word(texts: Counter[str], limits: Limits) -> Form | None:
    """Return the form of a handle, where what has another form is an address that should have been one."""
    words = mostly(texts, lambda text: WORD.problem(text) is None, limits) if len(texts) >= limits.siblings else None
    if words is None or len(words) == len(texts):
        return None
    total, plain = texts.total(), sum(texts[text] for text in words)
    odd = texts.keys() - set(words)
    sure = plain >= _SURELY * total and len(texts) >= _MANY
    return WORD if sure or all(any(sign in text for sign in _ADDRESS) for text in odd) else None


def _formed(uses: list[Use], form: Form, limits: Limits) -> Reading:
    filled = [use for use in uses if use.text.strip()]
    wrong = {text for text in {use.text for use in filled} if form.problem(text) is not None}
    odd = [use for use in filled if use.text in wrong] if wrong else []
    good = len(filled) - len(odd)
    kind: AnomalyKind = "odd-date" if form.is_date else "odd-format"
    expected = f"expected {form.words}, as in {others(good, 'value')}"
    anomalies = [Anomaly(*where(use), kind, f"{expected}; got {quoted(use.text)}") for use in odd]
    blank = _blank(uses, limits)
    evidence = f"{good}/{len(filled)} are {form.words}"
    if len(filled) == len(uses) or blank.anomalies:
        return Reading(form.keywords, form.annotations, evidence, (*anomalies, *blank.anomalies))
    # Left empty on purpose: the form holds only for what is there.
    wanted = {**form.keywords, **({"x-lint": dict(form.annotations)} if form.annotations else {})}
    return Reading({"if": {"minLength": 1}, "then": wanted}, {}, evidence, tuple(anomalies))


def _worded(uses: list[Use], texts: Counter[str], limits: Limits) -> Reading:
    found = twins(texts, limits)
    rest = Counter({text: times for text, times in texts.items() if text not in found})
    if is_choice(rest, limits):
        found |= slips(rest, limits)
        rest = Counter({text: times for text, times in rest.items() if text not in found})
    anomalies = []
    for use in uses:
        meant = found.get(use.text)
        if meant is not None:
            words = f"{_difference(use.text, meant)}; {others(texts[meant], 'value')} are {quoted(meant)}"
            anomalies.append(Anomaly(*where(use), "rare-spelling", words, meant))
    blank = _blank(uses, limits)
    if not is_choice(rest, limits):
        prose = _prose(uses, blank)
        vocabulary = {"vocabulary": True} if anomalies else {}
        return Reading(prose.keywords, vocabulary, "", (*anomalies, *prose.anomalies))
    empty = not blank.keywords and not blank.anomalies and len(uses) > texts.total()
    choice = {"enum": [*(text for text, _ in rest.most_common()), *([""] if empty else [])]}
    return Reading(choice, {}, _counted(rest), (*anomalies, *blank.anomalies))


def _counted(texts: Counter[str]) -> str:
    """Return the evidence of a choice; of two spellings that are both frequent, nobody but the author can tell."""
    values = "1 value" if len(texts) == 1 else f"{len(texts)} values"
    shown = ", ".join(f"{text} {times}" for text, times in texts.most_common(_SHOWN))
    evidence = f"{values} in {texts.total()} uses: {shown}{', …' if len(texts) > _SHOWN else ''}"
    doubtful = alike(texts)
    return f"{evidence}; is it {either(quoted(one) for one in doubtful)}?" if doubtful else evidence


def _difference(text: str, meant: str) -> str:
    """Say in what a rare spelling differs; blanks are the difference that nobody sees."""
    if "".join(text.split()) != "".join(meant.split()):
        return f"{quoted(text)} is a rare spelling"
    blank = "an unusual blank" if len(text) == len(meant) else "a blank too many"
    return f"{quoted(text)} lacks a blank" if len(text) < len(meant) else f"{quoted(text)} has {blank}"


def _prose(uses: list[Use], blank: Reading) -> Reading:
    """Judge running text, by what was said of the empty ones."""
    marked = sum(use.entry.markup for use in uses)
    if marked >= max(1, _MARKUP * len(uses)):
        return Reading({**blank.keywords, "contentMediaType": "text/markdown"}, anomalies=blank.anomalies)
    return blank


def _blank(uses: list[Use], limits: Limits) -> Reading:
    """Judge empty texts: hardly any among many are slips, else they are meant; where there is none, none may be."""
    blank = [use for use in uses if not use.text.strip() and use.entry.text is not None]
    filled = len(uses) - len(blank)
    if filled < limits.siblings or len(blank) >= limits.deliberate * len(uses):
        return Reading()
    words = f"there is nothing here; {others(filled, 'value')} are filled in"
    return Reading({"minLength": 1}, anomalies=tuple(Anomaly(*where(use), "empty-value", words) for use in blank))
