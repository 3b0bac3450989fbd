"""An item of a sample as people see it, in the terminal and on the page alike: its passage in parts, its question."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from normalize.audit.model import Sampled

GONE = "the text is gone or changed since the run"


class What(StrEnum):
    """What a part of a passage is."""

    TEXT = "text"
    KNOWN = "known"  # pointed out, and left
    OLD = "old"  # taken out by an edit
    NEW = "new"  # put in by one
    ASKED_OLD = "asked-old"  # by the edit in question
    ASKED_NEW = "asked-new"


def parts(item: Sampled) -> Iterator[tuple[str, What]]:
    """The passage: what was taken out, what was put in behind it, what was pointed out, and all else, in its order."""
    at = 0
    asked = item.spans[0] if item.rule and item.spans else None
    for span in sorted(item.spans, key=lambda one: (one.start, one.end)):
        start, end = max(span.start, at), max(at, min(span.end, len(item.text)))
        yield item.text[at:start], What.TEXT
        old = item.text[start:end]
        if span.put is None:
            yield old, What.KNOWN
        else:
            yield old, What.ASKED_OLD if span is asked else What.OLD
            yield span.put, What.ASKED_NEW if span is asked else What.NEW
        at = end
    yield item.text[at:], What.TEXT


def known(item: Sampled) -> Iterator[tuple[str, str]]:
    """What was pointed out in the passage and left, each with its message."""
    for span in item.spans:
        if span.put is None:
            yield item.text[max(0, span.start) : span.end], span.message


def place(item: Sampled) -> str:
    """Where it stands."""
    record = f", record {item.record}" if item.record is not None else ""
    at = f", column {item.column}" if item.rule else ""
    return item.path + record + (f", line {item.line}{at}" if item.text else "")


_OPENS = {What.OLD: "[-", What.ASKED_OLD: "[-", What.NEW: "{+", What.ASKED_NEW: "{+"}
_CLOSES = {What.OLD: "-]", What.ASKED_OLD: "-]", What.NEW: "+}", What.ASKED_NEW: "+}"}
_BEGINS, _ENDS = ">>", "<<"  # around the edit in question


def marked(item: Sampled) -> Iterator[tuple[str, What]]:
    """The passage in parts with signs around them that say without colours what was done, as ``git diff --word-diff``
    has them, and which edit is in question.

    >>> from normalize.audit.model import Part, Span
    >>> spans = (Span(0, 7, "Panjshir", ""),)
    >>> item = Sampled("1", Part.EDITS, "", 1, 1, "a", None, None, 1, "Panchir fell.", spans, "N301")
    >>> "".join(text for text, _ in marked(item))
    '>>[-Panchir-]{+Panjshir+}<< fell.'
    """
    for text, what in parts(item):
        shown = f"{_OPENS.get(what, '')}{text}{_CLOSES.get(what, '')}" if text else ""
        yield (_BEGINS if what is What.ASKED_OLD else "") + shown + (_ENDS if what is What.ASKED_NEW else ""), what


def question(item: Sampled) -> str:
    """What is asked of it."""
    if item.rule:
        return "Is this edit right?"
    return "Is any damage left in this passage, beside what is known?"
