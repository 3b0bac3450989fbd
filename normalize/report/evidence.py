"""The evidence of a finding in words, for people who ask why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from normalize.model import JUDGEMENT, Category

_SAID = {"accept": "accepted", "reject": "rejected", "edit": "edited"}

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
    what += (f" on {said['when']}" if "when" in said else "") + (f": {said['why']}" if "why" in said else "")
    was = f"; it was {said['was']} before"
    return what + was + (f", “{said['proposed']}” was proposed" if "proposed" in said else "")


def others(evidence: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What else is in the evidence, by its name.

    >>> list(others({"why": "told before", "languages": ["es", "pt"], "near_form": True}))
    [('languages', 'es, pt'), ('near form', 'yes')]
    """
    for name, value in evidence.items():
        if name not in _TOLD_ELSEWHERE and value not in (None, "", [], {}):
            yield name.replace("_", " "), _in_words(value)


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, Mapping):
        return ", ".join(f"{key} {_in_words(held)}" for key, held in value.items())
    return ", ".join(map(_in_words, value)) if isinstance(value, list | tuple) else str(value)
