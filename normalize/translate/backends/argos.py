"""Argos Translate as a backend: which packages lead from one language to another, and texts through them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from normalize.errors import TranslationError
from normalize.translate.backends.argos_engine import Engine, library
from normalize.translate.canary import Verdict, canary
from normalize.translate.model import Output, Route
from normalize.translate.packages.installed import installed
from normalize.translate.paths import ways
from normalize.translate.sentences import parts, shorten

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.translate.packages.installed import Package

_LONGEST = 180  # tokens a call: models decode at most 256, and some have no positions beyond 512


class ArgosBackend:
    """Offline translation with the Argos packages that are installed. Fetches nothing."""

    name = "argos"

    def __init__(self) -> None:
        """Nothing is imported or loaded before the first question."""
        self._packages: dict[tuple[str, str], list[Package]] | None = None
        self._chosen: dict[tuple[str, str], tuple[Engine, Verdict] | None] = {}
        self._routes: dict[tuple[str, str], tuple[Route, list[Engine]] | None] = {}

    def route(self, source: str, target: str) -> Route | None:
        """The direct package, or two over a third language; None where there are none or argostranslate is missing.

        Of several versions of a pair the highest whose canary passes is used. Loads the models and tries them.
        """
        found = self._find(source, target)
        return found[0] if found else None

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        """One output a text, in order; white space at the edges and between lines and sentences stays as it is.

        Each sentence is translated once, however often it occurs. The score of a text is the mean over its tokens,
        weighted by sentence; that of a pivot the lower one of its two steps. Raises TranslationError.
        """
        found = self._find(source, target)
        if found is None:
            raise TranslationError(f"no Argos model translates {source} → {target}: normalize models doctor")
        outputs = [Output(text) for text in texts]
        for engine in found[1]:
            steps = _through(engine, [output.text for output in outputs])
            outputs = [Output(new.text, _lower(old.score, new.score)) for old, new in zip(outputs, steps, strict=True)]
        return outputs

    def close(self) -> None:
        """Drop the models."""
        for chosen in self._chosen.values():
            if chosen:
                chosen[0].close()
        self._packages = None
        self._chosen.clear()
        self._routes.clear()

    def _find(self, source: str, target: str) -> tuple[Route, list[Engine]] | None:
        pair = source, target
        if pair not in self._routes:
            self._routes[pair] = self._route(source, target)
        return self._routes[pair]

    def _route(self, source: str, target: str) -> tuple[Route, list[Engine]] | None:
        if source == target:
            return None
        if self._packages is None:
            self._packages = {}
            for package in installed()[0]:
                self._packages.setdefault((package.source, package.target), []).append(package)
        for way in ways(self._packages, source, target):
            steps = [self._choose(*pair) for pair in way]
            chosen = [step for step in steps if step is not None]
            if len(chosen) == len(steps):
                engines = [engine for engine, _ in chosen]
                digests = [engine.package.digest for engine in engines]
                digest = digests[0] if len(digests) == 1 else hashlib.sha256("\n".join(digests).encode()).hexdigest()
                model = " + ".join(engine.package.name for engine in engines)
                trusted = all(verdict.passed for _, verdict in chosen)
                return Route(model, digest, library().version, trusted), engines
        return None

    def _choose(self, source: str, target: str) -> tuple[Engine, Verdict] | None:
        """The first package of a pair that works."""
        pair = source, target
        if pair not in self._chosen:
            self._chosen[pair] = None
            for package in (self._packages or {})[pair]:
                engine = Engine(package)
                try:
                    verdict = try_out(engine)
                except TranslationError:  # broken, or no argostranslate: `normalize models doctor` says which
                    continue
                if verdict.passed is not False:
                    self._chosen[pair] = engine, verdict
                    break
                engine.close()
        return self._chosen[pair]


def try_out(engine: Engine) -> Verdict:
    """The canary of a package. Raises TranslationError where it cannot be loaded."""
    engine.length("a")

    def run(texts: Sequence[str]) -> list[str]:
        return [output.text for output in engine.translate(texts)]

    return canary(engine.package.source, engine.package.target, run)


def _through(engine: Engine, texts: Sequence[str]) -> list[Output]:
    """Texts through one model: cut into sentences, each distinct one translated once, joined again."""

    def fits(piece: str) -> bool:
        return engine.length(piece) <= _LONGEST

    cut = [
        [
            (space + gap, piece)
            for space, sentence in parts(text)
            for gap, piece in (shorten(sentence, fits) if sentence else [("", "")])
        ]
        for text in texts
    ]
    distinct = list(dict.fromkeys(piece for pieces in cut for _, piece in pieces if piece))
    known = dict(zip(distinct, engine.translate(distinct), strict=True)) if distinct else {}
    known[""] = Output("")
    return [_joined([(space, known[piece]) for space, piece in pieces]) for pieces in cut]


def _joined(pieces: list[tuple[str, Output]]) -> Output:
    text = "".join(space + output.text for space, output in pieces)
    scored = [(output.score, len(output.text)) for _, output in pieces if output.score is not None]
    weight = sum(size for _, size in scored)
    if not weight:
        return Output(text, scored[0][0] if scored else None)
    return Output(text, sum(score * size for score, size in scored) / weight)


def _lower(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return one if other is None else other
    return min(one, other)
