"""What reports say themselves, beside the messages of findings: in English, or as the language of the run has it."""

from __future__ import annotations

ENGLISH = "en"


def phrase(text: str, language: str) -> str:
    """Return an English phrase of a report in a language; as it is where it is not known there."""
    if language == ENGLISH:
        return text
    from linter.reports.translation import PHRASES, sentence

    return sentence(text, PHRASES, language) or text
