"""What is to be done with foreign text, language by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from normalize.errors import ConfigError
from normalize.settings.config import FOREIGN

TRANSLATE, FLAG, KEEP, DROP = FOREIGN


@dataclass(frozen=True, slots=True)
class Policy:
    """``choice`` for all languages but those in ``by_language``; ``bilingual`` puts translations beside the source.

    ``translate`` looks for a translation, ``flag`` only reports, ``keep`` does not even report, ``drop`` takes the
    foreign text out.
    """

    choice: str = FLAG
    by_language: Mapping[str, str] = field(default_factory=dict)
    bilingual: bool = False

    def __post_init__(self) -> None:
        for choice in (self.choice, *self.by_language.values()):
            if choice not in FOREIGN:
                raise ConfigError(f"foreign must be {', '.join(FOREIGN)}, not {choice!r}")

    def of(self, language: str) -> str:
        """The choice for a language."""
        return self.by_language.get(language, self.choice)
