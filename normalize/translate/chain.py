"""The chain of translators: phrase memories, then each backend that has models for the languages, else nothing.

Requests are answered in batches, each distinct one once, in an order of their own: what comes out does not depend on
the order in which documents ask.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import normalize
from normalize.errors import TranslationError
from normalize.languages.tables import script_of_language
from normalize.model import Applicability
from normalize.translate.cache import Cache, key_of
from normalize.translate.guards import Case, doubt, objection, probability
from normalize.translate.model import Backend, Kind, Output, Request, Route, Term, Translation
from normalize.translate.phrases import PhraseMemory
from normalize.translate.protection import Piece, Way, ways
from normalize.translate.requests import ALL_NOUNS
from normalize.translate.surface import Surface, cut
from normalize.translate.translator import Advance, nobody

_BATCH = 64
_MEMO = 100_000
_LEAST_WORDS = 3  # shorter ones are furniture, which models mistake for sentences
_LEAST_LETTERS = 6  # the same in scripts without spaces
_SPACELESS = ("han", "kana", "thai")
_WHOLE = (Kind.LINE, Kind.HALF)

Maker = Callable[[], Backend]


@dataclass
class Chain:
    """Answers requests from memories first, then from backends in their order. Thread-safe; picklable, unmade.

    ``makers`` make the backends at first need, one of each; where a maker raises ImportError there is none.
    """

    memories: tuple[PhraseMemory, ...]
    makers: tuple[Maker, ...] = ()
    cache: Cache | None = None
    _memo: dict[Request, Translation] = field(default_factory=dict, init=False, repr=False)
    _backends: list[Backend] | None = field(default=None, init=False, repr=False)
    _ways: dict[tuple[str, str, str], list[Way]] = field(default_factory=dict, init=False, repr=False)
    _advance: Advance = field(default=nobody, init=False, repr=False, compare=False)
    _lock: threading.RLock = field(default_factory=threading.RLock, init=False, repr=False, compare=False)

    def __getstate__(self) -> dict[str, object]:
        return {"memories": self.memories, "makers": self.makers, "cache": self.cache}

    def __setstate__(self, state: Mapping[str, object]) -> None:
        self.__init__(**state)  # type: ignore[misc]

    def answers(self, requests: Iterable[Request], advance: Advance = nobody) -> Mapping[Request, Translation]:
        """An answer for each request; ``advance`` is told how many texts a model has translated since the last time."""
        wanted = list(dict.fromkeys(requests))
        if not wanted:
            return {}
        with self._lock:
            self._advance = advance
            if len(self._memo) > _MEMO:
                self._memo.clear()
            new = sorted((r for r in wanted if r not in self._memo), key=_order)
            for (source, target), group in groupby(new, key=lambda r: (r.source, r.target)):
                self._memo.update(self._of_pair(source, target, list(group)))
            return {request: self._memo[request] for request in wanted}

    def close(self) -> None:
        """End the backends and close the cache; both come back when they are needed."""
        with self._lock:
            for backend in self._backends or ():
                backend.close()
            self._backends = None
            if self.cache is not None:
                self.cache.close()

    def _of_pair(self, source: str, target: str, requests: Sequence[Request]) -> dict[Request, Translation]:
        surfaces = {request: cut(request.text) for request in requests}
        found: dict[Request, Translation] = {}
        open_still: list[Request] = []
        for request in requests:
            answer = self._remembered(request, surfaces[request])
            if answer is not None:
                found[request] = answer
            elif not _is_long_enough(surfaces[request].core, source):
                found[request] = Translation(None, "too short for a model, and not in the phrase memory")
            else:
                open_still.append(request)
        for backend in self._made():
            route = backend.route(source, target) if open_still else None
            if route is None:
                continue
            asked = _Asked(backend, route, source, target, self.cache, self._advance)
            found |= self._by_model(asked, {request: surfaces[request] for request in open_still})
            open_still = [request for request in open_still if found[request].text is None]
        nothing = Translation(None, f"no model for {source}-{target}: `normalize models install {source} {target}`")
        return {request: found.get(request, nothing) for request in requests}

    def _made(self) -> list[Backend]:
        if self._backends is None:
            self._backends = []
            for maker in self.makers:
                try:
                    self._backends.append(maker())
                except ImportError:
                    continue
        return self._backends

    def _remembered(self, request: Request, surface: Surface) -> Translation | None:
        """The phrase memories' answer: safe where it is the phrase beyond doubt."""
        for memory in self.memories:
            if hit := memory.find(surface.core, request.source, request.target):
                safe = hit.sure and request.kind in _WHOLE
                text = surface.restored(hit.text, request.target)
                why = "a known phrase" if hit.exact else f"like a known phrase ({hit.score:.2f})"
                applicability = Applicability.SAFE if safe else Applicability.UNSAFE
                return Translation(text, why, applicability, "phrases", hit.table, memory.digest, hit.score)
        return None

    def _by_model(self, asked: _Asked, surfaces: Mapping[Request, Surface]) -> dict[Request, Translation]:
        """A backend's answers, the best of the ways of protecting names for each."""
        pieces = {request: _piece(request, surface) for request, surface in surfaces.items()}
        key = (asked.backend.name, asked.source, asked.target)
        try:
            if any(piece.terms for piece in pieces.values()) and key not in self._ways:
                self._ways[key] = ways(asked.source, asked)
            done = _translated(list(dict.fromkeys(pieces.values())), self._ways.get(key, _PLAIN), asked)
        except TranslationError as error:
            return {request: asked.answer(None, f"{asked.backend.name} failed: {error}") for request in pieces}
        return {request: _judged(request, surfaces[request], done[piece], asked) for request, piece in pieces.items()}


@dataclass(frozen=True)
class _Asked:
    """A backend that is asked about one language pair, through the cache."""

    backend: Backend
    route: Route
    source: str
    target: str
    cache: Cache | None
    advance: Advance

    def __call__(self, texts: Sequence[str]) -> Mapping[str, Output]:
        """The outputs by text: what the cache knows, and the others in batches, kept as soon as they are there."""
        keys = {text: self._key(text) for text in sorted(set(texts))}
        cached = self.cache.get(keys.values()) if self.cache is not None else {}
        known = {text: cached[key] for text, key in keys.items() if key in cached}
        new = [text for text in keys if text not in known]
        for at in range(0, len(new), _BATCH):
            batch = new[at : at + _BATCH]
            outputs = dict(zip(batch, self.backend.translate(batch, self.source, self.target), strict=True))
            known |= outputs
            if self.cache is not None:
                self.cache.put({keys[text]: output for text, output in outputs.items()})
            self.advance(len(batch))
        return known

    def _key(self, text: str) -> bytes:
        route = self.route
        versions = (self.backend.name, route.model, route.digest, route.version, normalize.__version__)
        return key_of(text, self.source, self.target, *versions)

    def answer(
        self, text: str | None, why: str, applicability: Applicability = Applicability.DISPLAY, score: float = 0.0
    ) -> Translation:
        """A translation that names this backend and its models."""
        return Translation(
            text, why, applicability, self.backend.name, self.route.model, self.route.digest, round(score, 4)
        )


@dataclass(frozen=True, slots=True)
class _Plain:
    """The way of a piece without names."""

    careful: bool = False

    def prepare(self, piece: Piece) -> tuple[str, ...] | None:
        return None if piece.terms else (piece.between[0] + piece.mark,)

    def finish(self, piece: Piece, outputs: Sequence[Output]) -> Output | None:
        return outputs[0]


_PLAIN: list[Way] = [_Plain()]


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of a piece: an output, or the reason why there is none."""

    output: Output | None
    why: str = ""
    careful: bool = False


def _translated(pieces: Sequence[Piece], named: Sequence[Way], asked: _Asked) -> dict[Piece, _Made]:
    """Each piece by the first way in which all names come back and no guard objects; all pieces of a way at once."""
    made: dict[Piece, _Made] = {}
    for way in dict.fromkeys((*_PLAIN, *named)):
        prepared = {
            piece: texts
            for piece in pieces
            if (piece not in made or made[piece].output is None)
            and (piece.terms or isinstance(way, _Plain))
            and (texts := way.prepare(piece)) is not None
        }
        outputs = asked([text for texts in prepared.values() for text in texts])
        for piece, texts in prepared.items():
            output = way.finish(piece, [outputs[text] for text in texts])
            if output is None:
                made[piece] = _Made(None, "a name did not come back")
                continue
            why = objection(Case(piece.text, output.text, output.score, piece.kept))
            made[piece] = _Made(None, why) if why else _Made(output, careful=way.careful)
    return made


def _judged(request: Request, surface: Surface, made: _Made, asked: _Asked) -> Translation:
    """How far a translation may be applied: at once only where the model is trusted and the span stands alone."""
    if made.output is None:
        return asked.answer(None, f"{asked.backend.name}: {made.why}")
    text = surface.restored(made.output.text, request.target)
    tell = request.source not in ALL_NOUNS
    doubtful = doubt(Case(request.text, made.output.text, made.output.score, capitals_tell=tell))
    safe = asked.route.trusted and request.kind in _WHOLE and not made.careful and doubtful is None
    why = "translated around its names" if made.careful else doubtful or "passed all guards"
    score = probability(made.output.score)
    return asked.answer(text, why, Applicability.SAFE if safe else Applicability.UNSAFE, score)


def _piece(request: Request, surface: Surface) -> Piece:
    """The core of a request, with the names inside it."""
    first, last = len(surface.head), len(surface.head) + len(surface.core)
    inside = [term for term in request.terms if first <= term.start and term.end <= last]
    terms = tuple(Term(term.start - first, term.end - first, term.canonical) for term in inside)
    return Piece(surface.core, terms, surface.mark, surface.shouted)


def _is_long_enough(core: str, source: str) -> bool:
    if script_of_language(source) in _SPACELESS:
        return sum(map(str.isalpha, core)) >= _LEAST_LETTERS
    return len(core.split()) >= _LEAST_WORDS


def _order(request: Request) -> tuple[object, ...]:
    terms = tuple((term.start, term.end, term.canonical) for term in request.terms)
    return (request.source, request.target, request.text, request.kind.value, terms)
