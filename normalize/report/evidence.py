"""The evidence of a finding in words, for people who ask why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from normalize.judgements.judgement import in_seconds
from normalize.model import JUDGEMENT, Category

_SAID = {"accept": "accepted", "reject": "rejected", "edit": "edited"}

# What foreign text and its translation have been found by, beside what a person decides by: told by `why` alone.
_TECHNICAL = ("voices", "certain", "language_score", "model", "hash", "score")
_DECISIVE = ("backend", "translation")
_NAMES = {"backend": "service", "language_score": "language"}

# What has a place of its own beside the evidence.
_TOLD_ELSEWHERE = frozenset(["why", "glossary", "support", "runner_up", "rule"])


def runner_up(evidence: Mapping[str, Any], category: str, entry: str | None) -> str:
    """What came second, an entry or what a detector of languages said; empty where the finding is about no entry.

    >>> runner_up({"runner_up": {"entry": "panjab", "score": 0.41}}, "name-variant", "panjshir")
    'panjab with 0.41'
    >>> runner_up({"runner_up": "langdetect: fr"}, "foreign", None)
    'langdetect: fr'
    """
    runner = evidence.get("runner_up")
    if isinstance(runner, Mapping):
        return f"{runner['entry']} with {runner['score']:.2f}"
    if runner:
        return str(runner)
    if category == Category.ACRONYM:
        return "none: acronyms are never matched by likeness"
    return "none came near" if entry else ""


def entry_of(evidence: Mapping[str, Any], entry: str | None) -> str:
    """The entry, and the glossary that it is in."""
    return (entry or "") + (f" of the glossary {evidence['glossary']}" if entry and "glossary" in evidence else "")


def judged(evidence: Mapping[str, Any]) -> str:
    """What a person said of it, how far that reaches, and who said so, when and why; empty where nobody did.

    >>> judged({"judgement": {"verdict": "accept", "scope": "corpus", "who": "Ana", "was": "unsafe"}})
    'accepted (corpus) by Ana; it was unsafe before'
    """
    said = evidence.get(JUDGEMENT)
    if not said:
        return ""
    what = f"{_SAID[said['verdict']]} ({said['scope']})" + (f" by {said['who']}" if "who" in said else "")
    what += (f" on {in_seconds(said['when'])}" if "when" in said else "") + (
        f": {said['why']}" if "why" in said else ""
    )
    was = f"; it was {said['was']} before"
    return what + was + (f", “{said['proposed']}” was proposed" if "proposed" in said else "")


def others(evidence: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What else is in the evidence that a person decides by, by its name.

    >>> list(others({"why": "told before", "languages": ["es", "pt"], "near_form": True}))
    [('languages', 'es, pt'), ('near form', 'yes')]
    >>> list(others({"voices": ["eldc"], "backend": "argos", "hash": "e8d8", "translation": "a name is missing"}))
    [('service', 'argos'), ('translation', 'a name is missing')]
    """
    left_out = {*_TOLD_ELSEWHERE, *(_TECHNICAL if _is_foreign(evidence) else ())}
    yield from _named(evidence, (name for name in evidence if name not in left_out))


def of_translation(evidence: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """All that is known of foreign text and its translation, by its name; nothing for other findings.

    >>> list(of_translation({"voices": ["eldc"], "backend": "argos", "hash": "e8d8"}))
    [('service', 'argos'), ('voices', 'eldc'), ('hash', 'e8d8')]
    """
    yield from _named(evidence, (*_DECISIVE, *_TECHNICAL) if _is_foreign(evidence) else ())


def _is_foreign(evidence: Mapping[str, Any]) -> bool:
    return "voices" in evidence


def _named(evidence: Mapping[str, Any], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    for name in names:
        if (value := evidence.get(name)) not in (None, "", [], {}):
            yield _NAMES.get(name, name.replace("_", " ")), _in_words(value)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_in_words(held)}" for key, held in value.items())
    return ", ".join(map(_in_words, value)) if isinstance(value, list | tuple) else str(value)
