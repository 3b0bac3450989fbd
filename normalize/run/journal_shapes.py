"""What the lines of a journal and its manifest must look like: looked at once, where they are read.

A journal may be damaged, or made by somebody who means harm. What has passed here can be used without a second look:
every key is there, numbers are in their range, paths stay below a folder, and nothing is nested deeply.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from pathlib import PurePath
from typing import Any

from normalize.assessment.assessed import STEPS
from normalize.io.jsonlines import parse
from normalize.judgements.judgement import Reach, Verdict
from normalize.model import JUDGEMENT, Applicability, Category
from normalize.text.pattern import pattern

_MOST = 2**53  # of a number: what JSON readers of all languages hold without loss
_OF_ANSWER = 3  # the question, its arguments, the answer
_DEEPEST = 32  # levels of a line; a finding of today has five
_HASH = pattern(r"[0-9a-f]{64}")
_MAY_LACK = frozenset(
    ["documents", "words", "assessed", "judgements", "survey", "facts", "from", "missed", "who", "folder"]
)
_STATUSES = ("running", "interrupted", "complete")
_DONE = ("checked", "changed", "unchanged", "failed")
Test = Callable[[Any], bool]
Shape = Mapping[str, tuple[str, Test]]  # of each key what it must be, in words, and the test of it


def is_text(value: Any) -> bool:
    return type(value) is str


def is_whole(value: Any) -> bool:
    return type(value) is int and 0 <= value < _MOST


def _count(value: Any) -> bool:
    return value is None or is_whole(value)  # an older run may not have counted it


def is_flag(value: Any) -> bool:
    return type(value) is bool


def _score(value: Any) -> bool:
    return type(value) in (int, float) and 0 <= value <= 1


def _id(value: Any) -> bool:
    return type(value) is str and bool(value)


def _hash(value: Any) -> bool:
    return type(value) is str and _HASH.fullmatch(value) is not None


def or_none(test: Test) -> Test:
    return lambda value: value is None or test(value)


def one_of(words: Mapping[str, Any] | tuple[str, ...]) -> Test:
    return lambda value: type(value) is str and value in words


def _list_of(test: Test) -> Test:
    return lambda value: type(value) is list and all(map(test, value))


def _table_of(test: Test) -> Test:
    return lambda value: type(value) is dict and all(map(test, value.values()))


def fits(shape: Shape) -> Test:
    return lambda value: type(value) is dict and all(test(value.get(key)) for key, (_, test) in shape.items())


def _path(value: Any) -> bool:
    """A path that stays below the folder that it is relative to; ``-`` is standard input."""
    if not _file(value) or not value or value.startswith("/"):
        return False
    if os.name == "nt":
        return not PurePath(value).anchor and ".." not in PurePath(value).parts
    return ".." not in value.split("/")


def _file(value: Any) -> bool:
    """A path that the system can be asked for."""
    if type(value) is not str or "\0" in value:
        return False
    try:
        return value.isascii() or bool(os.fsencode(value))
    except UnicodeEncodeError:  # half a character
        return False


_TEXT, _TEXT_OR_NONE, _WHOLE = ("a text", is_text), ("a text or null", or_none(is_text)), ("a whole number", is_whole)
_COUNT, _FLAG, _FILE = ("a whole number", _count), ("true or false", is_flag), ("a path", _file)
_PATH = ("a path below the folder", _path)
_NUMBER_OR_NONE = ("a whole number or null", or_none(is_whole))
_TEXTS = ("a list of texts", _list_of(is_text))
_APPLICABILITY = (", ".join(Applicability), one_of(tuple(map(str, Applicability))))

_SAID: Shape = {  # what a person said of a finding
    "verdict": (", ".join(Verdict), one_of(tuple(map(str, Verdict)))),
    "scope": (", ".join(Reach), one_of(tuple(map(str, Reach)))),
    "was": _APPLICABILITY,
    **dict.fromkeys(("who", "when", "why", "proposed"), _TEXT_OR_NONE),
}
_RUNNER: Shape = {"entry": _TEXT, "score": ("a number from 0 to 1", _score)}


def _evidence(value: Any) -> bool:
    if type(value) is not dict:
        return False
    runner = value.get("runner_up")
    known = JUDGEMENT not in value or fits(_SAID)(value[JUDGEMENT])
    return known and (runner is None or is_text(runner) or fits(_RUNNER)(runner))


_FINDING: Shape = {
    "path": _PATH,
    "file": _FILE,
    "record": _NUMBER_OR_NONE,
    "field": _TEXT_OR_NONE,
    "start": _WHOLE,
    "end": _WHOLE,
    "text": _TEXT,
    "rule": _TEXT,
    "category": (", ".join(Category), one_of(tuple(map(str, Category)))),
    "message": _TEXT,
    "replacement": _TEXT_OR_NONE,
    "applicability": _APPLICABILITY,
    "entry": _TEXT_OR_NONE,
    "lang": _TEXT_OR_NONE,
    "score": ("a number from 0 to 1", _score),
    "evidence": ("a table of evidence", _evidence),
    "id": ("an id", _id),
}
_EDIT: Shape = {**_FINDING, "new_start": _WHOLE, "new_end": _WHOLE}
_UNMADE: Shape = {
    "path": _PATH,
    "record": _NUMBER_OR_NONE,
    "field": _TEXT_OR_NONE,
    "id": ("an id", _id),
    "why": _TEXT,
}
_UNDONE: Shape = {
    "edits": ("a list of ids", _list_of(_id)),
    "files": ("a table of hashes", lambda value: _table_of(_hash)(value) and all(map(_path, value))),
    "from": ("a table of hashes or null", or_none(_table_of(_hash))),
}
_ASSESSED: Shape = {
    "scores": (f"{STEPS} whole numbers", lambda value: _list_of(is_whole)(value) and len(value) == STEPS),
    "sources": ("a table of whole numbers", _table_of(is_whole)),
}
_ENTRY: Shape = {
    "path": _PATH,
    "source": _FILE,
    "status": (", ".join(_DONE), one_of(_DONE)),
    "before": ("a hash or null", or_none(_hash)),
    "after": ("a hash or null", or_none(_hash)),
    "documents": _COUNT,
    "words": _COUNT,
    "findings": _WHOLE,
    "edits": _WHOLE,
    "remaining": (
        "whole numbers by applicability",
        lambda value: _table_of(is_whole)(value) and set(value) <= set(map(str, Applicability)),
    ),
    "error": _TEXT_OR_NONE,
    "problems": _TEXTS,
    "assessed": ("the scores of an assessment", or_none(fits(_ASSESSED))),
}
_CONFIGURATION: Shape = {
    "text_field": ("a list of names", lambda value: _list_of(_id)(value) and bool(value)),
    "id_field": _TEXT_OR_NONE,
    "plugins": ("a list of names", or_none(_list_of(is_text))),
    "corpus": _TEXT_OR_NONE,
    "unsafe": ("true or false", or_none(is_flag)),
}
_JUDGEMENTS: Shape = {"file": ("a path or null", or_none(_file)), "sha256": ("a hash", _hash)}
_MANIFEST: Shape = {
    "status": (", ".join(_STATUSES), one_of(_STATUSES)),
    "configuration": ("the settings of a run", fits(_CONFIGURATION)),
    "versions": ("a table of versions", _table_of(is_text)),
    "inputs": ("a list of paths", _list_of(_file)),
    "folder": ("a path or null", or_none(_file)),
    "in_place": _FLAG,
    "judgements": ("a file and its hash", or_none(fits(_JUDGEMENTS))),
    "survey": ("a hash or null", or_none(_hash)),
    "facts": ("a hash or null", or_none(_hash)),
    "files": ("a list or null", lambda value: value is None or type(value) is list),
}
# What documents asked of their folder: every question and argument is looked at where it is put again.
_FACTS: Shape = {
    "path": _PATH,
    "record": ("a whole number or null", or_none(is_whole)),
    "text": _TEXT,
    "usual": ("a table of lists", _table_of(lambda value: type(value) is list)),
    "others": ("a list of lists", _list_of(lambda value: type(value) is list and len(value) == _OF_ANSWER)),
}
_AGAIN: Shape = {"path": _PATH, "reason": _TEXT, "fact": _TEXT_OR_NONE}
LINES: Mapping[str, Shape] = {
    "findings.jsonl": _FINDING,
    "edits.jsonl": _EDIT,
    "unmade.jsonl": _UNMADE,
    "files.jsonl": _ENTRY,
    "undone.jsonl": _UNDONE,
    "facts.jsonl": _FACTS,
    "again.jsonl": _AGAIN,
}


def line_of(data: bytes, shape: Shape) -> dict[str, Any]:
    """The object that a line of a journal is. Raises ValueError, which says what is wrong with it.

    >>> line_of(b'{"edits": ["a1"], "files": {}}', LINES["undone.jsonl"])
    {'edits': ['a1'], 'files': {}}
    >>> line_of(b'{"edits": null, "files": {}}', LINES["undone.jsonl"])
    Traceback (most recent call last):
    ...
    ValueError: 'edits' must be a list of ids
    """
    value = parse(data)
    if data.count(b"[") + data.count(b"{") > _DEEPEST:
        _check_depth(value)
    return _checked(value, shape)


def manifest_of(value: Any) -> dict[str, Any]:
    """The manifest that a value is, whatever it says of files. Raises ValueError, which says what is wrong with it."""
    _check_depth(value)
    return _checked(value, _MANIFEST)


def entry_of(value: Any) -> dict[str, Any]:
    """What a manifest says of a file. Raises ValueError, which says what is wrong with it."""
    _check_depth(value)
    return _checked(value, LINES["files.jsonl"])


def _checked(value: Any, shape: Shape) -> dict[str, Any]:
    if type(value) is not dict:
        raise ValueError("not an object")
    for key, (what, test) in shape.items():
        if key not in value and key not in _MAY_LACK:
            raise ValueError(f"{key!r} is missing")
        if not test(value.get(key)):
            raise ValueError(f"{key!r} must be {what}")
    _check_together(value)
    return value


def _check_together(value: Mapping[str, Any]) -> None:
    """What must hold between the keys of an object."""
    for first, last in (("start", "end"), ("new_start", "new_end")):
        if last in value and value[first] > value[last]:
            raise ValueError(f"{first!r} lies behind {last!r}")
    if "new_end" in value and value["replacement"] is None:
        raise ValueError("an edit needs a 'replacement'")
    if value.get("status") in ("changed", "unchanged") and None in (value["before"], value["after"]):
        raise ValueError("a file that was written needs 'before' and 'after'")


def _check_depth(value: Any) -> None:
    """Raise ValueError for a value of more levels than any part of a journal has."""
    level = [value]
    for _ in range(_DEEPEST):
        level = [held for one in level for held in _held(one)]
        if not level:
            return
    raise ValueError("nested too deeply")


def _held(value: Any) -> Iterable[Any]:
    """The lists and objects that a value holds."""
    inner = value.values() if type(value) is dict else value if type(value) is list else ()
    return (one for one in inner if type(one) in (dict, list))
