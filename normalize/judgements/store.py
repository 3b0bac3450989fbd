"""The file that remembers judgements: ``judgements.jsonl``, one a line, keys sorted, nothing that is not said.

It is a record of what was decided, in order: a later line on the same question replaces an earlier one
(:func:`latest`), so that lines are only ever added, and two files merge line by line. Several programs may add lines,
and take their own out again, at the same time.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import orjson

from normalize.errors import JudgementError
from normalize.io import write_atomic
from normalize.io.append import append_lines, is_cut_off
from normalize.io.atomic import mode_of
from normalize.io.lock import locked
from normalize.judgements.judgement import Judgement, Reach, Scope, Verdict
from normalize.storage.whole import read_whole

NAME = "judgements.jsonl"
_TEXTS = ("rule", "text", "replacement", "entry", "put", "who", "when", "why", "id")
_PLACE_TEXTS = ("corpus", "path", "field", "before", "behind")
_NUMBERS = ("record", "start", "end")
_LINE = frozenset([*_TEXTS, "verdict", "scope"])
_PLACE = frozenset([*_PLACE_TEXTS, *_NUMBERS, "reach"])
_VERDICTS = {one.value: one for one in Verdict}
_REACHES = {one.value: one for one in Reach}


def as_dict(judgement: Judgement) -> dict[str, Any]:
    """A judgement as a line of the file holds it: without what is None, and without who, when and why that are empty.

    >>> as_dict(Judgement(Verdict.REJECT, None, "Panchir", "Panjshir", None, Scope.always()))
    {'replacement': 'Panjshir', 'scope': {'reach': 'always'}, 'text': 'Panchir', 'verdict': 'reject'}
    """
    scope = {name: getattr(judgement.scope, name) for name in (*_PLACE_TEXTS, *_NUMBERS)}
    line: dict[str, Any] = {name: getattr(judgement, name) for name in _TEXTS}
    line = {k: v for k, v in line.items() if v is not None and not (v == "" and k in ("who", "when", "why"))}
    line["verdict"] = judgement.verdict.value
    line["scope"] = {k: v for k, v in sorted(scope.items()) if v is not None} | {"reach": judgement.scope.reach.value}
    line["scope"] = dict(sorted(line["scope"].items()))
    return dict(sorted(line.items()))


def from_dict(value: object) -> Judgement:
    """The judgement of a line. Raises JudgementError, which says what is wrong with it."""
    line = _object(value, "a judgement", ("verdict", "text", "scope"), _LINE)
    scope = _object(line["scope"], "its scope", ("reach",), _PLACE)
    for table, names in ((line, _TEXTS), (scope, _PLACE_TEXTS)):
        for name in names:
            if not isinstance(table.get(name, ""), str):
                raise JudgementError(f"{name!r} must be a text, not {table[name]!r}")
    for name in _NUMBERS:
        if not isinstance(scope.get(name, 0), int) or isinstance(scope.get(name), bool):
            raise JudgementError(f"{name!r} must be a whole number, not {scope[name]!r}")
    verdict, reach = _word("verdict", line["verdict"], _VERDICTS), _word("reach", scope["reach"], _REACHES)
    said = {name: line[name] for name in ("put", "who", "when", "why", "id") if name in line}
    asked = (line.get("rule"), line["text"], line.get("replacement"), line.get("entry"))
    return Judgement(verdict, *asked, Scope(**{**scope, "reach": reach}), **said)


def _object(value: object, what: str, needed: Sequence[str], known: frozenset[str]) -> Mapping[str, Any]:
    """The table that a value is, without what is null."""
    if not isinstance(value, dict):
        raise JudgementError(f"{what} must be an object, not {value!r}")
    for name in needed:
        if value.get(name) is None:
            raise JudgementError(f"{what} needs {name!r}")
    if strange := value.keys() - known:
        raise JudgementError(f"{what} has no {min(strange)!r}; known are {', '.join(sorted(known))}")
    return {name: held for name, held in value.items() if held is not None} if None in value.values() else value


def _word(name: str, value: object, words: Mapping[str, Any]) -> Any:
    if not isinstance(value, str) or value not in words:
        raise JudgementError(f"{name!r} must be {', '.join(words)}, not {value!r}")
    return words[value]


def dump(judgements: Iterable[Judgement]) -> bytes:
    """Judgements as lines of a file."""
    return b"".join(_line(judgement) for judgement in judgements)


def _line(judgement: Judgement) -> bytes:
    try:
        return orjson.dumps(as_dict(judgement), option=orjson.OPT_APPEND_NEWLINE)
    except TypeError:  # a lone surrogate, which UTF-8 cannot hold
        raise JudgementError(f"{judgement.text!r}: a text that UTF-8 cannot hold cannot be remembered") from None


def read(path: Path) -> list[Judgement]:
    """All judgements of a file, in its order. Raises JudgementError, which names the file and the line.

    A last line that a crash cut off counts as not written.
    """
    _check_kind(path)
    try:
        data = read_whole(path)
    except OSError as error:
        raise JudgementError(f"{path}: cannot read the judgements: {error.strerror}") from error
    found = []
    lines = data.splitlines(keepends=True)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            found.append(from_dict(orjson.loads(line)))
        except orjson.JSONDecodeError as error:
            if number == len(lines) and is_cut_off(line):
                break
            raise JudgementError(f"{path}:{number}: not a line of JSON: {error}") from None
        except JudgementError as error:
            raise JudgementError(f"{path}:{number}: {error}") from None
    return found


def append(path: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to a file, at once and whole: whatever ends the process, each is there or is not.

    What is there already is not written again, so that one more judgement costs the same however many there are.
    A last line that a crash cut off goes; of one that is no judgement a JudgementError tells. Raises OutputError.
    """

    def check(line: bytes, number: int) -> None:
        try:
            from_dict(orjson.loads(line))
        except (orjson.JSONDecodeError, JudgementError) as error:  # somebody's own words, which must not go
            raise JudgementError(f"{path}:{number}: not a judgement: {error}; mend the line first") from None

    data = dump(judgements)
    _check_kind(path)
    if not data:
        return
    with locked(path):
        append_lines(path, data, check)


def write(path: Path, judgements: Iterable[Judgement]) -> None:
    """Write a file anew, at once; its permissions stay. Raises OutputError."""
    _check_kind(path)
    write_atomic(path.resolve(), dump(judgements), mode=mode_of(path))


def take_out(path: Path, choose: Callable[[Sequence[Judgement]], Collection[Judgement]]) -> Collection[Judgement]:
    """Take some judgements out of a file, which :func:`choose` picks among all, and return them.

    Nobody else appends meanwhile, and nobody takes out the same ones. Raises JudgementError or OutputError.
    """
    if not path.exists():
        return ()
    _check_kind(path)
    with locked(path):
        said = read(path)
        chosen = choose(said)
        gone = set(map(id, chosen))
        if gone:
            write(path, [one for one in said if id(one) not in gone])
        return chosen


def _check_kind(path: Path) -> None:
    """Raise JudgementError for a folder, a pipe or a device: nothing can be read there again, or replaced."""
    if path.exists() and not path.is_file():
        raise JudgementError(f"{path}: judgements are kept in a file, and this is none")


def latest(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Of judgements on the same question the last one each, in the order in which they were last said."""
    found: dict[object, Judgement] = {}
    for judgement in judgements:
        found.pop(judgement.question, None)
        found[judgement.question] = judgement
    return list(found.values())
