"""What was taken back of a run so far, by the log that :mod:`normalize.run.undo` keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class FileState:
    """A file as a run or an undo left it: its hash, and the ids of the edits that are not in it any more."""

    sha256: str
    undone: frozenset[str] = frozenset()


class TakenBack:
    """The states that each file of a run had one after the other.

    An undo notes what it is about to do to a file (``edits``, the hash of each of the ``files`` then, and the one that
    it was made ``from``), and then does it. So a file that is still in the state that the last one was made from was
    about to be restored when that undo was stopped.

    >>> log = [{"edits": ["a1"], "files": {"a.txt": "22"}, "from": {"a.txt": "11"}}]
    >>> back = TakenBack(log, {"a.txt": "11"}.get)
    >>> back.last("a.txt").sha256, sorted(back.ids), back.state("a.txt", "33"), back.pending
    ('22', ['a1'], None, {'a.txt': '11'})
    """

    def __init__(self, log: Iterable[Mapping[str, Any]], written: Callable[[str], str | None]) -> None:
        """``written`` tells the hash of a file that the run changed, None for others."""
        self._written = written
        self._later: dict[str, list[FileState]] = {}  # by the log
        self._others: set[str] = set()  # edits of which the log does not say where they are
        self.pending: Mapping[str, str] = {}  # the files that were noted last, with the state that they may still have
        for line in log:
            ids = frozenset(line["edits"])
            self.pending = line.get("from") or {}
            for path, sha256 in line["files"].items():
                before = self._from(path, self.pending.get(path))
                self._later.setdefault(path, []).append(FileState(sha256, ids | before))
            if not line["files"]:
                self._others |= ids

    def _from(self, path: str, sha256: str | None) -> frozenset[str]:
        """What was undone in the state that another was made from: the last one, where the log does not say."""
        states = self._states(path)
        known = states[-1] if states and sha256 is None else self.state(path, sha256 or "")
        return known.undone if known is not None else frozenset()

    @property
    def ids(self) -> frozenset[str]:
        """The edits that were taken back."""
        return frozenset(self._others).union(*(states[-1].undone for states in self._later.values()))

    def _states(self, path: str) -> list[FileState]:
        first = self._written(path)
        return [*([FileState(first)] if first is not None else ()), *self._later.get(path, ())]

    def last(self, path: str) -> FileState:
        """The state in which a file should be."""
        return self._states(path)[-1]

    def state(self, path: str, sha256: str) -> FileState | None:
        """The state in which a file with a hash is, the latest such; None where no run or undo left it so."""
        return next((state for state in reversed(self._states(path)) if state.sha256 == sha256), None)
