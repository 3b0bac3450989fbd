"""Units of work handed to an engine, and what is done where a worker dies at one: it is cut until it is known at which
document, and all others are worked on."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import Generic, TypeVar

from normalize.errors import WorkerError
from normalize.run.engines import Engine, Lost
from normalize.run.work_units import Chunk, Files, Part

S = TypeVar("S")
R = TypeVar("R")

# Deaths without an answer between them: twice as many as one deadly document among 64 takes to be found. More say that
# no worker lives, whatever it is at.
_MOST_DEATHS = 16


class Attempts(Generic[S, R]):
    """What a function makes of units of work, in order; :class:`Lost` for single files and records that kill workers.

    A unit that is lost comes in its halves, which are units as it is.
    """

    def __init__(self, function: Callable[[S, Chunk], R], state: S, engine: Engine) -> None:
        self._function, self._state, self._engine = function, state, engine
        self._deaths = 0

    def __call__(self, chunks: Iterable[Chunk]) -> Iterator[tuple[Chunk, R | Lost]]:
        """Each unit with what came of it. Raises WorkerError where no worker lives."""
        waiting: deque[Chunk] = deque()

        def noted() -> Iterator[Chunk]:
            for chunk in chunks:
                waiting.append(chunk)
                yield chunk

        for answer in self._engine.map_ordered(self._function, self._state, noted(), attrgetter("size")):
            chunk = waiting.popleft()
            if not isinstance(answer, Lost):
                self._deaths = 0
                yield chunk, answer
                continue
            self._deaths += 1
            if self._deaths == _MOST_DEATHS:
                raise WorkerError(
                    f"{_MOST_DEATHS} workers died one after another, the last at {_named(chunk)}: {answer.reason}; if "
                    "memory is short, fewer --jobs help"
                )
            if halves := chunk.halves():
                yield from self(halves)
            else:
                yield chunk, answer


def _named(chunk: Chunk) -> str:
    return str(chunk.refs[0].path if isinstance(chunk, Files) else chunk.ref.path)


def set_aside(part: Part, lost: Lost) -> str:
    """One line on a record that is left as it is, for a worker died at it."""
    record = part.records[0][0].record if part.records else None
    where = str(part.ref.path) if record is None else f"{part.ref.path}, record {record}"
    return f"{where}: set aside, unchanged: {lost.reason} at it"
