"""What a user chose for the detectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from normalize.detectors.hygiene.rules import checked
from normalize.errors import ConfigError
from normalize.settings.config import FURNITURE


@dataclass(frozen=True, slots=True)
class Options:
    """How furniture is treated, and each rule of text hygiene by its code.

    Raises ConfigError for a word or a rule of hygiene that does not exist.
    """

    furniture: str = "display"
    hygiene: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.furniture not in FURNITURE:
            raise ConfigError(f"furniture must be {', '.join(FURNITURE)}, not {self.furniture!r}")
        checked(self.hygiene)
