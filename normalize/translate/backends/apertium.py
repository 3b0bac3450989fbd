"""Apertium as a backend: rule-based, a program of its own (GPL), found by its commands on the PATH."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from normalize.errors import TranslationError
from normalize.translate.backends.apertium_pipe import Pipeline, stages
from normalize.translate.model import Output, Route
from normalize.translate.paths import ways
from normalize.translate.sentences import lines_of

if TYPE_CHECKING:
    from collections.abc import Sequence

# Apertium names languages by three letters (ISO 639-3) or, in older packages, by two.
_TWO_LETTERS = {
    "afr": "af", "arg": "an", "ast": "ast", "bel": "be", "bul": "bg", "cat": "ca", "cym": "cy", "dan": "da",
    "deu": "de", "eng": "en", "epo": "eo", "eus": "eu", "fra": "fr", "glg": "gl", "hbs": "sh", "hin": "hi",
    "ind": "id", "isl": "is", "ita": "it", "kaz": "kk", "mkd": "mk", "mlt": "mt", "nld": "nl", "nno": "nn",
    "nob": "nb", "oci": "oc", "pol": "pl", "por": "pt", "ron": "ro", "rus": "ru", "slv": "sl", "spa": "es",
    "srd": "sc", "swe": "sv", "tur": "tr", "ukr": "uk", "urd": "ur", "zlm": "ms",
}  # fmt: skip


@dataclass(frozen=True)
class Mode:
    """One direction that is installed: `spa-eng`, its file, and the programs it needs that are not there."""

    name: str
    path: Path
    missing: tuple[str, ...]


class ApertiumBackend:
    """Offline translation with the Apertium language pairs that are installed."""

    name = "apertium"

    def __init__(self) -> None:
        """Nothing is started before the first question."""
        self._modes: dict[tuple[str, str], Mode] | None = None
        self._pipelines: dict[str, Pipeline] = {}

    def route(self, source: str, target: str) -> Route | None:
        """The direct pair, or two over a third language; None where there are none. Never trusted: see the class.

        The output is understandable, seldom fluent, and through a pivot often wrong, so that a person should see it.
        """
        way = self._way(source, target)
        if way is None:
            return None
        digest = hashlib.sha256("\n".join(mode_digest(mode.path) for mode in way).encode()).hexdigest()
        return Route(" + ".join(mode.name for mode in way), digest, version(), trusted=False)

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        """One output a text, in order; line ends and white space at the edges stay. No scores.

        Each distinct line is translated once. Raises TranslationError where Apertium dies or hangs; the next call
        starts it again.
        """
        way = self._way(source, target)
        if way is None:
            raise TranslationError(f"no Apertium pair translates {source} → {target}: normalize models doctor")
        cut = [lines_of(text) for text in texts]
        distinct = list(dict.fromkeys(line for lines in cut for _, line in lines if line))
        outputs = distinct
        for mode in way:
            outputs = self._pipeline(mode).translate(outputs)
        known = dict(zip(distinct, map(str.strip, outputs), strict=True))
        known[""] = ""
        return [Output("".join(space + known[line] for space, line in lines)) for lines in cut]

    def close(self) -> None:
        """End the programs."""
        for pipeline in self._pipelines.values():
            pipeline.close()
        self._pipelines.clear()
        self._modes = None

    def _way(self, source: str, target: str) -> list[Mode] | None:
        if self._modes is None:
            self._modes = {pair: mode for pair, mode in modes().items() if not mode.missing}
        if source == target:
            return None
        found = ways(self._modes, source, target)
        return [self._modes[pair] for pair in found[0]] if found else None

    def _pipeline(self, mode: Mode) -> Pipeline:
        if mode.name not in self._pipelines:
            self._pipelines[mode.name] = Pipeline(stages(mode.path))
        return self._pipelines[mode.name]


def modes() -> dict[tuple[str, str], Mode]:
    """The directions that are installed, by (source, target) in ISO 639-1; none where Apertium is not on the PATH."""
    program = shutil.which("apertium")
    if program is None:
        return {}
    found: dict[tuple[str, str], Mode] = {}
    for path in sorted((Path(program).resolve().parent.parent / "share" / "apertium" / "modes").glob("*.mode")):
        codes = path.stem.split("-")
        if len(codes) != 2 or "_" in path.stem:  # variants such as eco-es-fr, spa-eng_US
            continue
        pair = _TWO_LETTERS.get(codes[0], codes[0]), _TWO_LETTERS.get(codes[1], codes[1])
        try:
            programs = [command[0] for command in stages(path)]
        except TranslationError:
            continue
        missing = tuple(sorted({name for name in programs if shutil.which(name) is None}))
        found.setdefault(pair, Mode(path.stem, path, missing))
    return found


@cache
def version() -> str:
    """`Apertium 3.8.3`, as the program says. Raises TranslationError."""
    try:
        done = subprocess.run(["apertium", "-V"], capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.SubprocessError) as error:
        raise TranslationError(f"Apertium cannot be started: {error}") from error
    return (done.stdout or done.stderr).strip().splitlines()[0] if done.stdout or done.stderr else "Apertium"


@cache
def mode_digest(mode: Path) -> str:
    """SHA-256 over a mode file and the data files that it names."""
    whole = hashlib.sha256(mode.read_bytes())
    for command in stages(mode):
        for word in command:
            if word.startswith("/") and Path(word).is_file():
                whole.update(hashlib.sha256(Path(word).read_bytes()).digest())
    return whole.hexdigest()
