"""What the chain needs besides the documents: the same for all of a run, and shared by its workers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest, check_codes
from normalize.errors import ConfigError
from normalize.judgements.applied import Judgements
from normalize.judgements.judgement import Judgement
from normalize.judgements.store import read
from normalize.model import Applicability
from normalize.names.glossary.read import NONE
from normalize.names.linker import Linker
from normalize.names.overruling import told_once
from normalize.names.setup import build_linker
from normalize.plugins import Plugins
from normalize.rules import Selection
from normalize.settings.config import Config
from normalize.settings.options import Options
from normalize.settings.policy import Policy
from normalize.settings.target import switched_off
from normalize.translate.model import Backend
from normalize.translate.translator import Translator

if TYPE_CHECKING:
    from normalize.run.plan import Plan
    from normalize.translate.chain import Chain


@dataclass(frozen=True)
class Settings:
    """Names to link, rules that report, fixes that may be applied, and what is done with foreign text.

    ``plugins`` are the parts of other packages that were named, ``detectors`` objects of a user's own, ``judgements``
    what people decided about repairs, and ``corpus`` is what the corpus is called in these.
    """

    linker: Linker
    target: str = "en"
    selection: Selection = field(default_factory=Selection)
    allowed: tuple[Applicability, ...] = (Applicability.SAFE,)
    options: Options = field(default_factory=Options)
    policy: Policy = field(default_factory=Policy)
    translator: Translator | None = None
    plugins: Plugins = field(default_factory=Plugins)
    detectors: tuple[Detector, ...] = ()
    judgements: Judgements = field(default_factory=Judgements)
    corpus: str | None = None

    @cached_property
    def guests(self) -> tuple[Guest, ...]:
        """The detectors that do not ship: those of plugins, then those of a user's own."""
        return (*self.plugins.detectors, *map(Guest.of, self.detectors))

    @cached_property
    def plan(self) -> Plan:
        """The detectors that these settings call for, and what they want of each distinct form."""
        from normalize.run.plan import Plan

        return Plan(self)

    @cached_property
    def that_read(self) -> Settings:
        """Settings by which names and foreign spans are looked for: all rules, where hygiene alone is selected."""
        return replace(self, selection=Selection()) if self.plan.is_hygiene_alone else self

    def with_translator(self, translator: Translator | None) -> Settings:
        """These settings with another translator; what was worked out of each distinct form stays known."""
        return self._changed(translator=translator)

    def with_judgements(self, judgements: Judgements, corpus: str | None = None) -> Settings:
        """These settings with other judgements; what was worked out of each distinct form stays known."""
        return self._changed(judgements=judgements, corpus=corpus)

    def _changed(self, **changes: Any) -> Settings:
        made = replace(self, **changes)
        made.__dict__.update({name: self.__dict__[name] for name in ("plan", "guests") if name in self.__dict__})
        return made

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name not in ("plan", "guests", "that_read")}


def _chain_of(config: Config, cache: Path | None, translator: Backend | None) -> Chain | None:
    if translator is None and not config.translates:
        for name in config.phrases:
            _check_file(Path(name))
        return None
    from normalize.translate.setup import chain_of  # many modules, which no other run needs

    return chain_of(config, cache, translator)


def _check_file(path: Path) -> None:
    """Raise ConfigError for phrases that are not there, though nothing is translated: a name that is wrong is told."""
    try:
        if not path.is_fifo():  # which may be read once
            path.open("rb").close()
    except OSError as error:
        raise ConfigError(f"{path}: cannot read the phrases: {error.strerror}") from error


def settings_of(
    config: Config,
    cache: Path | None = None,
    detectors: Sequence[Detector] = (),
    translator: Backend | None = None,
    judgements: Iterable[Judgement] | None = None,
) -> Settings:
    """The settings of a run: glossaries loaded and compiled, translators looked for.

    ``cache`` is the folder of the translations that are kept; without one none is. ``detectors`` and ``translator`` are
    objects of a user's own; ``judgements`` may be given in place of their file. Raises GlossaryError, JudgementError
    and, for a translator that is not installed, phrases that cannot be read or an object that is not what it should be,
    ConfigError.
    """
    made = Settings(
        linker=build_linker(config.glossary, config.target, config.named.readers),
        target=config.target,
        selection=config.selection,
        allowed=(Applicability.SAFE, Applicability.UNSAFE) if config.unsafe else (Applicability.SAFE,),
        options=Options(config.furniture, config.hygiene),
        policy=config.policy,
        translator=_chain_of(config, cache, translator),
        plugins=config.named,
        detectors=tuple(detectors),
        judgements=judgements_of(config) if judgements is None else Judgements(judgements),
        corpus=config.corpus or None,
    )
    check_codes(made.guests)
    return made


def judgements_of(config: Config) -> Judgements:
    """The judgements that the settings name. Raises JudgementError."""
    return Judgements(() if config.judgements_file is None else read(config.judgements_file))


def limits(config: Config, settings: Settings) -> Iterator[str]:
    """What these settings leave undone that a user may count on: one sentence each, to be said once a run."""
    if sentence := switched_off(config.target):
        yield sentence
    if not settings.linker.index.entries and config.glossary != (NONE,):
        yield f"no glossary is written in the target language {config.target}: names are left alone"
    yield from told_once(settings.linker.index)
