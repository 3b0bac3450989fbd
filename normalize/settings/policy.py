"""What is to be done with foreign text, language by language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FOREIGN = TRANSLATE, FLAG, KEEP, DROP = "translate", "flag", "keep", "drop"


@dataclass(frozen=True, slots=True)
class Policy:
    """``choice`` for all languages but those in ``by_language``; ``bilingual`` puts translations beside the source.

    ``translate`` looks for a translation, ``flag`` only reports, ``keep`` does not even report, ``drop`` takes the
    foreign text out. The words are checked where they are read (:class:`normalize.settings.config.Config`).
    """

    choice: str = FLAG
    by_language: Mapping[str, str] = field(default_factory=dict)
    bilingual: bool = False

    def of(self, language: str) -> str:
        """The choice for a language."""
        return self.by_language.get(language, self.choice)
