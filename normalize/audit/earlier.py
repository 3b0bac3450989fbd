"""Answers that still hold: what people said of the same item in an earlier run into the same folder.

The id of an edit is made of its place, its rule, and what it puts for what; that of a passage of its place. So an
answer holds for an item of the same id as long as the document has the same bytes. Nothing is copied.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass

from normalize.audit.answers import Drawing, read
from normalize.audit.model import Judged, Sampled
from normalize.errors import JournalError
from normalize.run import journal
from normalize.run.journal import AUDIT, Run
from normalize.text.counted import counted


@dataclass(frozen=True, slots=True)
class Holding:
    """The answers on a sample, of several by one person on an item the last; ``taken`` are of the earlier ``runs``."""

    judged: list[Judged]
    taken: int = 0
    runs: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """How many are of earlier runs, in a sentence; empty where none is.

        >>> Holding([], 24, ("0001",)).told
        '24 answers are of the earlier run 0001: the documents and the edits are the same there.'
        """
        if not self.taken:
            return ""
        several = "s" * (len(self.runs) > 1)
        were = "is" if self.taken == 1 else "are"
        return (
            f"{counted(self.taken, 'answer')} {were} of the earlier run{several} {', '.join(self.runs)}: the documents "
            "and the edits are the same there."
        )


def holding(run: Run, drawing: Drawing, items: Sequence[Sampled]) -> Holding:
    """What was said of the items of a sample: of this run, and of earlier ones where it still holds."""
    own = read(run).of.get(drawing, [])
    known = {(one.id, one.who) for one in own}
    taken, runs = list[Judged](), list[str]()
    for earlier in _earlier(run):
        said = _by_id(read(earlier).of.get(drawing, []))
        held = [
            one
            for item in items
            for one in said.get(item.id, ())
            if (one.id, one.who) not in known and _holds(one, item.path, run, earlier)
        ]
        if held:
            known |= {(one.id, one.who) for one in held}
            taken, runs = [*held, *taken], [earlier.folder.name, *runs]  # a later answer counts before an earlier one
    return Holding([*taken, *own], len(taken), tuple(runs))


def last_drawing(run: Run) -> Drawing | None:
    """The sample that was judged last, of this run or else of the latest one before it that was judged."""
    for one in (run, *_earlier(run)):
        if (last := read(one).latest) is not None:
            return last[0]
    return None


def _earlier(run: Run) -> Iterator[Run]:
    """The runs before one that were judged, newest first; one that cannot be read says nothing."""
    for folder in reversed(journal.runs_in(run.folder.parent)):
        if folder.name < run.folder.name and (folder / AUDIT).exists():
            with suppress(JournalError):
                yield journal.open_run(folder, trust=run.is_trusted)


def _by_id(judged: Iterable[Judged]) -> dict[str, list[Judged]]:
    found: dict[str, list[Judged]] = defaultdict(list)
    for one in judged:
        found[one.id].append(one)
    return found


def _holds(said: Judged, path: str, run: Run, earlier: Run) -> bool:
    """Whether the document is the same; where damage was missed, its copy must be, too: it may be repaired by now."""
    now, then = run.files().get(path), earlier.files().get(path)
    if now is None or then is None or now["before"] is None or now["before"] != then["before"]:
        return False
    return not said.missed or now["after"] == then["after"]
