"""What the chain needs besides the documents: the same for all of a run, and shared by its workers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from normalize.evidence.reading import Options
from normalize.model import Applicability
from normalize.names.glossary.read import NONE
from normalize.names.linker import Linker
from normalize.names.setup import build_linker
from normalize.rules import Selection
from normalize.settings.config import Config
from normalize.settings.policy import Policy
from normalize.settings.target import switched_off
from normalize.translate.chain import Translator
from normalize.translate.setup import chain_of


@dataclass(frozen=True, slots=True)
class Settings:
    """Names to link, rules that report, fixes that may be applied, and what is done with foreign text."""

    linker: Linker
    target: str = "en"
    selection: Selection = field(default_factory=Selection)
    allowed: tuple[Applicability, ...] = (Applicability.SAFE,)
    options: Options = field(default_factory=Options)
    policy: Policy = field(default_factory=Policy)
    translator: Translator | None = None


def settings_of(config: Config, cache: Path | None = None) -> Settings:
    """The settings of a run: glossaries loaded and compiled, translators looked for.

    ``cache`` is the folder of the translations that are kept; without one none is. Raises GlossaryError and, for a
    translator that is not installed or phrases that cannot be read, ConfigError.
    """
    return Settings(
        linker=build_linker(config.glossary, config.target),
        target=config.target,
        selection=config.selection,
        allowed=(Applicability.SAFE, Applicability.UNSAFE) if config.unsafe else (Applicability.SAFE,),
        options=Options(config.furniture, config.hygiene),
        policy=config.policy,
        translator=chain_of(config, cache),
    )


def limits(config: Config, settings: Settings) -> Iterator[str]:
    """What these settings leave undone that a user may count on: one sentence each, to be said once a run."""
    if sentence := switched_off(config.target):
        yield sentence
    if not settings.linker.index.entries and config.glossary != (NONE,):
        yield f"no glossary is written in the target language {config.target}: names are left alone"
