"""What the chain needs besides the documents: the same for all of a run, and shared by its workers."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from normalize.detectors.detector import Detector
from normalize.detectors.guest import Guest
from normalize.model import Applicability
from normalize.names.linker import Linker
from normalize.plugins import Plugins
from normalize.rules import Selection
from normalize.settings.options import Options
from normalize.settings.policy import Policy
from normalize.translate.chain import Translator

if TYPE_CHECKING:
    from normalize.run.plan import Plan


@dataclass(frozen=True)
class Settings:
    """Names to link, rules that report, fixes that may be applied, and what is done with foreign text.

    ``plugins`` are the parts of other packages that were named, ``detectors`` objects of a user's own.
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

    @cached_property
    def guests(self) -> tuple[Guest, ...]:
        """The detectors that do not ship: those of plugins, then those of a user's own."""
        return (*self.plugins.detectors, *map(Guest.of, self.detectors))

    @cached_property
    def plan(self) -> Plan:
        """The detectors that these settings call for, and what they want of each distinct form."""
        from normalize.run.plan import Plan

        return Plan(self)

    def __getstate__(self) -> dict[str, object]:
        return {name: value for name, value in self.__dict__.items() if name not in ("plan", "guests")}
