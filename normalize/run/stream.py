"""The pipeline over a stream of records: each is answered in order, by its own evidence, as soon as it is there.

A record is decided by itself (and by a profile that was made before, and where it is asked for by the cleaned records
before it), so its answer does not depend on how the records arrive, on how many are worked on at once, or on workers.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from normalize.errors import InputError, OutputError, PluginError
from normalize.evidence.profile import Profile
from normalize.io import Note, Piece, Slot, Unread
from normalize.io.fields import places_of
from normalize.io.rewrite import replaced
from normalize.io.stream import Cutter
from normalize.model import Edit
from normalize.names.folder import Folder
from normalize.run.engines import Lost, Pool
from normalize.run.file_report import guarded_at
from normalize.run.located import Located, located
from normalize.run.records import FieldResult, Record
from normalize.run.records import run as run_records
from normalize.run.rolling import Rolling
from normalize.settings.settings import Settings
from normalize.translate.model import Request, Translation
from normalize.translate.translator import Advance, Translator, nobody

NAME = "-"  # the path of a stream
TITLE = "standard input"  # in messages
_CHUNK = 16  # records that a worker is handed at once: a stream that runs fast pays little for handing them over


class Source(Protocol):
    """Where the bytes come from."""

    def ready(self) -> bool:
        """Whether a read would return at once."""

    def read(self) -> bytes:
        """What is there, waiting for the first of it; empty at the end."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a piece of the stream: its bytes, what was found and changed in it, and what is wrong with it."""

    data: bytes
    located: tuple[Located, ...] = ()
    edits: tuple[Edit, ...] = ()
    words: int = 0
    problem: str | None = None
    fields: frozenset[str] = frozenset()


class _Told:
    """A translator that knows what it was told, and notes what else it is asked: models must not be forked."""

    def __init__(self) -> None:
        self.known: Mapping[Request, Translation] = {}
        self.asked: set[Request] = set()

    def answers(self, requests: Iterable[Request], advance: Advance = nobody) -> Mapping[Request, Translation]:
        unknown = Translation(None, "not translated yet")
        wanted = list(requests)
        self.asked.update(request for request in wanted if request not in self.known)
        return {request: self.known.get(request, unknown) for request in wanted}

    def close(self) -> None:
        """Nothing was started."""


@dataclass(frozen=True)
class _State:
    settings: Settings
    folder: Folder | None
    told: _Told | None
    rolling: Rolling | None


_Item = tuple[Piece, Mapping[Request, Translation]]


def answers(
    source: Source, cut: Cutter, settings: Settings, before: Profile | None, jobs: int, *, rolling: bool = False
) -> Iterator[Answer | None]:
    """An answer for each piece of a stream, in order; None where all that came is answered and more must be waited for.

    ``before`` is a profile that was made before. With ``rolling`` each record is decided by the records before it, too,
    and waits for them: there is no work for more than one of the ``jobs``. Raises InputError as the cutter does (also
    MissingField) when all before it is answered.
    """
    translator = settings.translator
    jobs = 1 if rolling else jobs
    told = _Told() if translator is not None and jobs > 1 else None
    folder = settings.linker.folder(before) if before is not None and not rolling else None
    seen = Rolling(settings, before) if rolling else None
    state = _State(settings if told is None else settings.with_translator(told), folder, told, seen)
    waiting: deque[tuple[list[Piece], Callable[[], list[Answer | frozenset[Request]]]]] = deque()
    with Pool(_answers, state, jobs, _set_aside) as pool:

        def first() -> Iterator[Answer]:
            pieces, results = waiting.popleft()
            yield from _settled(pieces, results(), translator, pool)

        failed: InputError | None = None
        for portion in _portions(source, cut):
            if isinstance(portion, InputError):
                failed = portion
                continue
            if portion is None:  # the next read may wait
                while waiting and not source.ready():
                    yield from first()
                if not waiting:
                    yield None
                continue
            # A record that comes alone is answered here, where the words of those before it are known already.
            alone = len(portion) == 1 and not waiting and not source.ready()
            waiting.append((portion, pool.submit([(piece, {}) for piece in portion], here=alone)))
            while len(waiting) >= pool.ahead:
                yield from first()
        while waiting:
            yield from first()
        if failed is not None:
            raise failed


def _portions(source: Source, cut: Cutter) -> Iterator[list[Piece] | InputError | None]:
    """The pieces of a stream in chunks; None before each read. What ends it (that it cannot be read further, or that no
    record had a field) is the last that is said, behind all pieces before it."""
    while True:
        yield None
        data = source.read()
        pieces: list[Piece] = []
        failed: InputError | None = None
        try:
            with guarded_at(TITLE):
                for piece in cut.feed(data) if data else cut.end():
                    pieces.append(piece)
                    if len(pieces) >= _CHUNK:
                        yield pieces
                        pieces = []
        except InputError as error:
            failed = error
        if pieces:
            yield pieces
        if failed is not None:
            yield failed
        if failed is not None or not data:
            return


def _settled(
    pieces: list[Piece],
    results: list[Answer | frozenset[Request]],
    translator: Translator | None,
    pool: Pool[_State, _Item, Answer | frozenset[Request]],
) -> Iterator[Answer]:
    """The answers of a chunk; those that miss a translation are worked out again with it."""
    known: dict[Request, Translation] = {}
    while missing := frozenset[Request]().union(*(result for result in results if isinstance(result, frozenset))):
        assert translator is not None
        known |= translator.answers(missing)
        again: list[_Item] = [
            (piece, known) for piece, result in zip(pieces, results, strict=True) if isinstance(result, frozenset)
        ]
        redone = iter(pool.submit(again)())
        results = [next(redone) if isinstance(result, frozenset) else result for result in results]
    for result in results:
        assert isinstance(result, Answer)
        yield result


def _answers(state: _State, items: list[_Item]) -> list[Answer | frozenset[Request]]:
    """The answer to each piece of a chunk, or the requests whose translation it needs first."""
    slots = [piece for piece, _ in items if isinstance(piece, Slot)]
    if state.told is not None or state.rolling is not None or len(slots) == 1:
        return [_answer(state, item) for item in items]
    try:
        with guarded_at(TITLE):
            made = run_records([Record(slot.units, NAME, NAME) for slot in slots], state.settings, state.folder)
        results = iter(made)
    except (InputError, PluginError):  # of one of them
        return [_answer(state, item) for item in items]
    return [_answer(state, item, next(results) if isinstance(item[0], Slot) else None) for item in items]


def _answer(state: _State, item: _Item, results: list[FieldResult] | None = None) -> Answer | frozenset[Request]:
    """The answer to one piece, whose ``results`` may be known, or the requests whose translation it needs first."""
    piece, known = item
    if isinstance(piece, bytes):
        return Answer(piece)
    if isinstance(piece, Note):
        return Answer(piece.original)
    if isinstance(piece, Unread):
        return Answer(piece.original, problem=piece.problem)
    record = Record(piece.units, NAME, NAME)
    if state.told is not None:
        state.told.known, state.told.asked = known, set()
    try:
        with guarded_at(_place(piece)):
            if state.rolling is not None:
                return _told(piece, state.rolling.run(record))
            if results is None:
                [results] = run_records([record], state.settings, state.folder)
            if state.told is not None and state.told.asked:
                return frozenset(state.told.asked)
            return _told(piece, results)
    except (InputError, OutputError, PluginError) as error:
        return Answer(piece.original, problem=str(error))


def _set_aside(item: _Item, lost: Lost) -> Answer:
    """The answer to a record at which a worker died: it stays as it is."""
    piece = item[0]
    if isinstance(piece, bytes):
        return Answer(piece)
    where = _place(piece) if isinstance(piece, Slot) else TITLE
    return Answer(piece.original, problem=f"{where}: set aside, unchanged: {lost.reason} at it")


def _place(slot: Slot) -> str:
    """A record of the stream, for messages."""
    record = slot.units[0].record
    return TITLE if record is None else f"{TITLE}, record {record}"


def _told(slot: Slot, results: list[FieldResult]) -> Answer:
    data, _ = replaced(slot, [result.text for result in results], TITLE)
    found = tuple(at for result in results for at in located(result))
    edits = tuple(edit for result in results for edit in result.edits)
    fields = frozenset(place for result in results for place in places_of(result.unit))
    return Answer(data, found, edits, sum(len(result.unit.text.split()) for result in results), fields=fields)
