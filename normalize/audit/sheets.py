"""A sample as a table for a colleague to fill in, and the answers that come back: CSV, JSON lines, or plain words."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from normalize.audit.answers import judgement
from normalize.audit.model import Answer, Judged, Sampled
from normalize.audit.shown import marked, place
from normalize.errors import InputError
from normalize.io.csv_errors import of_table
from normalize.io.jsonlines import parse
from normalize.report.spreadsheet import plain

_COLUMNS = ("item", "question", "before", "after", "passage", "where", "verdict", "missed")
_WORDS = {
    "r": Answer.RIGHT,
    "w": Answer.WRONG,
    "u": Answer.UNSURE,
    **{answer.value: answer for answer in Answer},
}
_YES = frozenset(["yes", "y", "true", "1", "m", "missed"])
_NO = frozenset(["", "no", "n", "false", "0"])
_BEGINS = "item "  # so that no spreadsheet takes an id of digits for a number


def rows(items: Iterable[Sampled]) -> Iterator[Sequence[object]]:
    """The sample as rows, the head first; ``verdict`` and ``missed`` are left empty for the answers."""
    yield _COLUMNS
    for item in items:
        asked = "Is this edit right?" if item.rule else "Is this passage free of damage?"
        passage = "".join(text for text, _ in marked(item))
        yield (_BEGINS + item.id, asked, item.before, item.after, passage, place(item), "", "")


def answers(data: bytes, name: str, items: Sequence[Sampled], who: str = "") -> list[Judged]:
    """The verdicts of a file: a table of ours filled in, JSON lines as in ``audit.jsonl``, or ``ID VERDICT [missed]``.

    ``name`` is the file's for messages, ``items`` the sample that the answers must be to, ``who`` the person where the
    answers name none. Rows without an answer are left out. Raises InputError with the line.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(f"{name}: not UTF-8; save the table as CSV in UTF-8") from error
    known = {item.id for item in items}
    found = []
    for number, one in _read(text, name):
        if one.id not in known:
            raise InputError(
                f"{name}: line {number}: {one.id!r} is not in this sample; give --sample, --by and --seed as drawn"
            )
        found.append(one if one.who or not who else replace(one, who=who))
    return found


def _read(text: str, name: str) -> Iterator[tuple[int, Judged]]:
    first = text.lstrip().partition("\n")[0]
    if not first.startswith("{") and "verdict" in first and "item" in first:
        yield from _table(text, name, ";" if first.count(";") > first.count(",") else ",")
        return
    for number, line in enumerate(text.splitlines(), start=1):
        if line.strip():
            try:
                yield number, judgement(parse(line.encode())) if line.lstrip().startswith("{") else _words(line.split())
            except (ValueError, KeyError, TypeError) as error:
                raise InputError(f"{name}: line {number}: {_problem(error)}") from error


class _BadWord(ValueError):
    """A word that is no answer, as the beginning of a sentence."""


def _problem(error: Exception) -> str:
    return f"{error}: {_EXPECTED}" if isinstance(error, _BadWord) else _EXPECTED


_EXPECTED = "write an id and right, wrong or unsure, then `missed` where damage beside the edit was left"


def _words(words: Sequence[str]) -> Judged:
    name, verdict, *more = words
    return Judged(name, _verdict(verdict), _said(" ".join(more)))


def _verdict(answer: str) -> Answer:
    word = answer.strip().casefold()
    if word not in _WORDS:
        raise _BadWord(f"{answer.strip()!r} is no verdict")
    return _WORDS[word]


def _said(answer: str) -> bool:
    word = answer.strip().casefold()
    if word not in _YES | _NO:
        raise _BadWord(f"{answer.strip()!r} does not say whether damage was missed")
    return word in _YES


def _table(text: str, name: str, delimiter: str) -> Iterator[tuple[int, Judged]]:
    reader = csv.DictReader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
    for row in _read_rows(reader, name):
        verdict = row.get("verdict") or ""
        if not verdict.strip():
            continue
        try:
            item = plain(row["item"]).removeprefix(_BEGINS).strip()
            yield reader.line_num, Judged(item, _verdict(verdict), _said(row.get("missed") or ""))
        except (KeyError, ValueError, TypeError) as error:
            raise InputError(f"{name}: line {reader.line_num}: {_problem(error)}") from error


def _read_rows(reader: csv.DictReader[str], name: str) -> Iterator[dict[str, str]]:
    """The rows of a table. Raises InputError where it is none."""
    line = 1  # of the end of the row before
    try:
        for row in reader:
            line = reader.line_num
            yield row
    except csv.Error as error:
        raise InputError(f"{name}: line {line + 1}: {of_table(error)}") from error
