"""What the formats of glossaries check alike: languages and kinds."""

from __future__ import annotations

from normalize.errors import GlossaryError
from normalize.names.glossary.entry import KINDS

_KIND_NAMES = {**{kind: kind for kind in KINDS}, "org": "organisation", "organization": "organisation"}


def check_language(language: str, place: str) -> None:
    """Refuse a language that no run can have as its target."""
    from normalize.settings.target import problem_of  # shapes no entry: a compiled glossary does not depend on it

    if problem := problem_of(language):
        raise GlossaryError(f"{place}: language{problem}")


def kind_of(text: str, place: str) -> str:
    """The kind that a text names. Raises GlossaryError."""
    if text not in _KIND_NAMES:
        raise GlossaryError(f"{place}: unknown kind {text!r}; known are {', '.join(KINDS)}")
    return _KIND_NAMES[text]
