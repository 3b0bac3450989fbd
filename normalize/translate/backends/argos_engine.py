"""One Argos package at work: argostranslate's package and tokenizer, and the CTranslate2 model called directly.

argostranslate's own ``translate()`` is not used: it makes one call of the model a paragraph, wants a sentence splitter
that it downloads, imports torch, stanza and spaCy, logs whole texts, and passes a compute type under which some of the
official packages give garbage. The search is the same (beam, length penalty, replacement of unknown words), and so is
the output.
"""

from __future__ import annotations

import ctypes
import os
import threading
import weakref
from dataclasses import dataclass
from functools import cache
from importlib import metadata
from typing import TYPE_CHECKING, Any

from normalize.errors import TranslationError, installing
from normalize.translate.model import Output

if TYPE_CHECKING:
    from collections.abc import Sequence

    from normalize.translate.packages.installed import Package

_LENGTH_PENALTY = 0.2  # as in argostranslate
_BATCH = 32  # sentences in one call of the model; CTranslate2 sorts them by length
_DISTRIBUTIONS = ("argostranslate", "argos-translate-lt")  # one import name, two distributions


@dataclass(frozen=True)
class Library:
    """argostranslate and CTranslate2, imported, and how they are to be used."""

    packages: Any
    ctranslate2: Any
    device: str
    compute_type: str
    beam: int
    threads: int

    @property
    def version(self) -> str:
        """All that an output depends on besides the package and the text."""
        argos = next(filter(None, map(_version, _DISTRIBUTIONS)), "argostranslate")
        return f"{argos}, ctranslate2 {self.ctranslate2.__version__}, {self.compute_type}, beam {self.beam}"


def _version(distribution: str) -> str | None:
    try:
        return f"{distribution} {metadata.version(distribution)}"
    except metadata.PackageNotFoundError:
        return None


@cache
def library() -> Library:
    """Import what is needed. Raises TranslationError, in words, where it is missing or cannot be used.

    ``argostranslate.package`` needs neither torch nor stanza nor onnxruntime. Settings of argostranslate are respected,
    except that the compute type "auto" becomes "default", and that one thread is used unless more are asked for: two
    threads on a busy machine are many times slower than one.
    """
    try:
        import argostranslate.package as packages
        import argostranslate.settings as settings
        import ctranslate2
    except ImportError as error:
        raise TranslationError(f"argostranslate is not installed ({error}): {installing('argos')}") from None
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise TranslationError(f"argostranslate cannot be imported: {type(error).__name__}: {error}") from error
    compute_type = getattr(settings, "compute_type", "auto")
    return Library(
        packages,
        ctranslate2,
        getattr(settings, "device", "cpu"),
        "default" if compute_type == "auto" else compute_type,
        getattr(settings, "beam_size", 4),
        max(1, getattr(settings, "intra_threads", 1)),
    )


class Engine:
    """The model of one package, loaded when first used. Threads may share it; a forked child loads its own."""

    def __init__(self, package: Package) -> None:
        """Use `package`; nothing is loaded yet."""
        self.package = package
        self._lock = threading.Lock()
        self._loaded: tuple[Any, Any] | None = None
        _ENGINES.add(self)

    def length(self, text: str) -> int:
        """The number of tokens of a text. Raises TranslationError."""
        return len(self._tokens(text))

    def translate(self, sentences: Sequence[str]) -> list[Output]:
        """One output a sentence, in order, whatever the other sentences are. Raises TranslationError."""
        package, model = self._load()
        prefix = getattr(package, "target_prefix", "")
        tokens = [self._tokens(sentence) for sentence in sentences]
        try:
            results = model.translate_batch(
                tokens,
                target_prefix=[[prefix]] * len(tokens) if prefix else None,
                replace_unknowns=True,
                max_batch_size=_BATCH,
                beam_size=library().beam,
                num_hypotheses=1,
                length_penalty=_LENGTH_PENALTY,
                return_scores=True,
            )
            return [_output(package, prefix, result.hypotheses[0], result.scores[0]) for result in results]
        except (RuntimeError, ValueError) as error:
            raise TranslationError(f"{self.package.name}: the model failed: {error}") from error

    def close(self) -> None:
        """Drop the model."""
        self._loaded = None

    def abandon(self) -> None:
        """In a forked child: forget the parent's model. Its threads do not exist here, so that even freeing it would
        end the process; it is kept for good, unused.
        """
        self._lock = threading.Lock()
        if self._loaded is not None:
            ctypes.pythonapi.Py_IncRef(ctypes.py_object(self._loaded))
            self._loaded = None

    def _tokens(self, text: str) -> list[str]:
        package, _ = self._load()
        return list(package.tokenizer.encode(text))

    def _load(self) -> tuple[Any, Any]:
        with self._lock:
            if self._loaded is None:
                lib = library()
                try:
                    package = lib.packages.Package(self.package.path)
                    package.tokenizer.encode("a")  # the tokenizer loads its file now, or says what is wrong with it
                    model = lib.ctranslate2.Translator(
                        str(self.package.path / "model"),
                        device=lib.device,
                        compute_type=lib.compute_type,
                        inter_threads=1,
                        intra_threads=lib.threads,
                    )
                except (OSError, RuntimeError, ValueError, ImportError) as error:
                    raise TranslationError(f"{self.package.name}: cannot be loaded: {error}") from error
                self._loaded = package, model
            return self._loaded


def _output(package: Any, prefix: str, tokens: list[str], score: float) -> Output:
    """Text and mean log probability: CTranslate2 divides the sum by (tokens and end mark) to the length penalty."""
    text = package.tokenizer.decode(tokens)
    if prefix:
        text = text.removeprefix(prefix)
    length = len(tokens) + 1
    return Output(text.strip(), score * length**_LENGTH_PENALTY / length)


_ENGINES: weakref.WeakSet[Engine] = weakref.WeakSet()


def _after_fork() -> None:
    for engine in list(_ENGINES):
        engine.abandon()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
