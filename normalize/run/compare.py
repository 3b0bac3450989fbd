"""What other settings would change in a corpus: the edits that appear, vanish or become others, before any is made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from normalize.io import FileRef
from normalize.model import Edit
from normalize.run.engines import Engine
from normalize.run.file_report import FileReport
from normalize.run.task import Work
from normalize.run.work import foresee_both


class What(StrEnum):
    """What becomes of an edit."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class Change:
    """An edit that one of two runs makes and the other does not, or makes otherwise; ``places`` and ``documents`` count
    where, ``path``, ``record``, ``field`` and ``start`` are the first of these places.

    ``before`` and ``after`` are the replacements of the first and of the second run, None where it makes no edit.
    """

    what: What
    text: str
    before: str | None
    after: str | None
    entry: str | None
    rule: str
    places: int
    documents: int
    path: str
    record: int | None
    field: str | None
    start: int

    def as_dict(self) -> dict[str, Any]:
        """The change as a line of JSON lines holds it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


_Key = tuple[What, str, str | None, str | None, str | None, str]


def changes(
    files: Sequence[FileRef], first: Work, second: Work, engine: Engine
) -> Iterator[tuple[FileReport, list[Change]]]:
    """For each file, in order, the report of the second run and what it does otherwise than the first.

    Nothing is written.
    """
    for old, new in foresee_both(files, first, second, engine):
        yield new, [_one(*found) for found in _differences(old.edits, new.edits)]


def summed(found: Iterable[Change]) -> list[Change]:
    """Changes of one kind as one, the most frequent first."""
    groups: dict[_Key, list[Change]] = {}
    for change in found:
        key = (change.what, change.text, change.before, change.after, change.entry, change.rule)
        groups.setdefault(key, []).append(change)
    made = [_together(alike) for alike in groups.values()]
    return sorted(made, key=lambda c: (-c.places, c.what, c.text, c.before or "", c.after or "", c.entry or "", c.rule))


def _together(alike: Sequence[Change]) -> Change:
    first = alike[0]
    documents = {(one.path, one.record) for one in alike}
    return Change(
        *(first.what, first.text, first.before, first.after, first.entry, first.rule),
        sum(one.places for one in alike),
        len(documents),
        *(first.path, first.record, first.field, first.start),
    )


def _differences(old: Sequence[Edit], new: Sequence[Edit]) -> Iterator[tuple[What, Edit | None, Edit | None]]:
    """Edits that are not in both, those that overlap as one that changes."""
    before, after = ({_key(edit): edit for edit in edits} for edits in (old, new))
    gone = [edit for key, edit in before.items() if key not in after]
    come = [edit for key, edit in after.items() if key not in before]
    for edit in come:
        instead = next((other for other in gone if _overlap(edit, other)), None)
        if instead is not None:
            gone.remove(instead)
            yield What.CHANGES, instead, edit
        else:
            yield What.APPEARS, None, edit
    for edit in gone:
        yield What.VANISHES, edit, None


def _key(edit: Edit) -> tuple[Any, ...]:
    found = edit.finding
    return found.record, found.field, found.start, found.end, found.replacement, found.entry


def _overlap(one: Edit, other: Edit) -> bool:
    a, b = one.finding, other.finding
    same = (a.record, a.field) == (b.record, b.field)
    return same and ((a.start < b.end and b.start < a.end) or (a.start, a.end) == (b.start, b.end))


def _one(what: What, old: Edit | None, new: Edit | None) -> Change:
    edit = new or old
    assert edit is not None
    found = edit.finding
    before, after = (None if one is None else one.after for one in (old, new))
    place = (found.path, found.record, found.field, found.start)
    return Change(what, found.text, before, after, found.entry, found.rule, 1, 1, *place)
