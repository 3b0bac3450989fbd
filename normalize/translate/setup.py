"""From the settings to a chain: which memories, which backends, and what to install where one is asked for by name."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from normalize.errors import ConfigError, TranslationError, installing
from normalize.settings.config import TRANSLATORS, Config
from normalize.translate.backends.guest import Given, GuestBackend
from normalize.translate.cache import Cache
from normalize.translate.chain import Chain, Maker
from normalize.translate.model import Backend
from normalize.translate.phrases import PhraseMemory, memory, shipped
from normalize.translate.tmx import read_phrases


def make_argos() -> Backend:
    """Argos Translate with the packages that are installed."""
    backend: Backend = import_module("normalize.translate.backends.argos").ArgosBackend()
    return backend


def make_apertium() -> Backend:
    """Apertium with the pairs that are installed."""
    backend: Backend = import_module("normalize.translate.backends.apertium").ApertiumBackend()
    return backend


MAKERS: dict[str, Maker] = {"argos": make_argos, "apertium": make_apertium}


def build_chain(
    translator: str = "auto",
    phrases: Sequence[str] = (),
    cache: Path | None = None,
    others: Mapping[str, Maker] = MappingProxyType({}),
) -> Chain:
    """A chain of the phrase memories and the backends named; ``auto`` takes all backends that are there.

    ``others`` make backends that do not ship, by name: they are asked before ours.

    Raises ConfigError for a translator that is not installed, and for phrases that cannot be read.
    """
    if translator == "argos" and find_spec("argostranslate") is None:
        raise ConfigError(
            f"argostranslate is not installed: `{installing('argos')}`; "
            "then `normalize models install es en` for a model"
        )
    if translator == "apertium" and shutil.which("apertium") is None:
        raise ConfigError(
            "Apertium is not installed: `apt-get install apertium apertium-eng-spa` (or your system's way)"
        )
    makers = {**others, **MAKERS}
    chosen = tuple(makers) if translator == "auto" else tuple(name for name in makers if name == translator)
    own = tuple(_memory(path) for path in reversed(phrases))
    return Chain((*own, shipped()), tuple(makers[name] for name in chosen), Cache(cache) if cache else None)


def _memory(path: str) -> PhraseMemory:
    return memory([(Path(path).name, read_phrases(Path(path)))])


def chain_of(config: Config, cache: Path | None = None, own: Backend | None = None) -> Chain | None:
    """The chain that a configuration asks for; None where it translates nothing.

    ``own`` is a backend that is given as an object: then it is the only one. Raises ConfigError where it is none.
    """
    if own is not None:
        name = getattr(own, "name", None)
        if not isinstance(name, str) or not name or name in TRANSLATORS:
            wanted = "the name of one, or a normalize.Backend with a `name` of its own"
            raise ConfigError(f"the translator must be {wanted}, not {own!r:.80}")
        given = Given(GuestBackend(f"the translator {name}", name, own))
        return build_chain(name, config.phrases, cache, {name: given})
    if not config.translates:
        return None
    return build_chain(config.translator, config.phrases, cache, config.named.translators)


def translators(config: Config) -> dict[str, str]:
    """The versions of the translators that a run with this configuration may ask."""
    if not config.translates:
        return {}
    found = {}
    if config.translator in ("auto", "argos"):
        for name in ("argostranslate", "argos-translate-lt", "ctranslate2"):
            with suppress(PackageNotFoundError):
                found[name] = version(name)
    if config.translator in ("auto", "apertium") and shutil.which("apertium") is not None:
        with suppress(ImportError, TranslationError):
            found["apertium"] = str(import_module("normalize.translate.backends.apertium").version())
    return found
