"""A translator that somebody else wrote: asked as ours are, and told by name when it fails."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from normalize.errors import ConfigError, PluginError, TranslationError
from normalize.translate.model import Backend, Output, Route


class GuestBackend:
    """Stands for a backend; ``title`` is what messages call it, ``name`` what findings and the cache do.

    Raises ConfigError where the object has not the methods of :class:`~normalize.translate.model.Backend`.
    """

    def __init__(self, title: str, name: str, backend: Backend) -> None:
        missing = [part for part in ("route", "translate", "close") if not callable(getattr(backend, part, None))]
        if missing:
            raise ConfigError(f"{title} is no translator: it has no method {', '.join(missing)} (normalize.Backend)")
        self.title, self.name, self._backend = title, name, backend

    def route(self, source: str, target: str) -> Route | None:
        """The models for a language pair; None where there are none."""
        try:
            route = self._backend.route(source, target)
        except Exception as error:
            raise PluginError(f"{self.title} failed at {source}-{target}: {type(error).__name__}: {error}") from error
        if not isinstance(route, Route | None):
            raise PluginError(f"{self.title} gave a {type(route).__name__} for {source}-{target}, not a Route or None")
        return route

    def translate(self, texts: Sequence[str], source: str, target: str) -> list[Output]:
        """One output a text, in order. Raises TranslationError where the backend fails, or gives anything else."""
        try:
            outputs = list(self._backend.translate(texts, source, target))
        except TranslationError:
            raise
        except Exception as error:
            raise TranslationError(f"{type(error).__name__}: {error}") from error
        if len(outputs) != len(texts) or not all(isinstance(output, Output) for output in outputs):
            raise TranslationError(f"it gave {len(outputs)} answers to {len(texts)} texts, or some that are no Output")
        return outputs

    def close(self) -> None:
        """End what the backend started; trouble in ending it changes no result."""
        try:
            self._backend.close()
        except Exception as error:
            raise PluginError(f"{self.title} failed when closed: {type(error).__name__}: {error}") from error


@dataclass(frozen=True)
class Given:
    """Makes the one backend that a user gave as an object: picklable if that is."""

    backend: GuestBackend

    def __call__(self) -> Backend:
        return self.backend
