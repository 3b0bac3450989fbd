"""What the chain needs besides the documents: the same for all of a run, and shared by its workers."""

from __future__ import annotations

from dataclasses import dataclass, field

from normalize.evidence.reading import Options
from normalize.model import Applicability
from normalize.names.linker import Linker
from normalize.rules import Selection
from normalize.settings.policy import Policy
from normalize.translate.chain import Translator


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
