"""What a user chose for the detectors."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Options:
    """How furniture is treated, and each rule of text hygiene by its code.

    The words are checked where they are read (:class:`normalize.settings.config.Config`).
    """

    furniture: str = "display"
    hygiene: Mapping[str, str] = field(default_factory=dict)
